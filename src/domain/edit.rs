//! What can be changed about a routine through a form, as values. Changes nothing itself: the text of the file is what is changed.

use super::dose::{Dose, Tempo};
use super::exercise::ExerciseId;
use super::routine::{Block, BlockKind, Short, Step};
use super::side::Sides;
use super::time::Span;
use super::voice::RoutineVoice;

/// A place among the steps of a routine: before the step that stands there, or at the end of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepAt {
    /// The place of its block among the blocks, from 0.
    pub block: usize,
    /// Its place in the block, from 0.
    pub step: usize,
}

/// A change of a routine. Places are those before the change; a place that is not there changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Another name.
    Name(String),
    /// Another sentence on when to use it; empty for none.
    About(String),
    /// What is set of the voice for it alone.
    Voice(RoutineVoice),
    /// A new block before the one that stands at this place, or last.
    AddBlock {
        /// The place.
        at: usize,
        /// The block, which may have steps.
        block: Block,
    },
    /// Takes a block out, with its steps.
    RemoveBlock(usize),
    /// Takes a block to another place: before the block that stood at `to`, or last.
    MoveBlock {
        /// The block.
        from: usize,
        /// The place.
        to: usize,
    },
    /// Another value for a field of a block.
    Block(usize, BlockEdit),
    /// New steps, in their order.
    Insert {
        /// The place.
        at: StepAt,
        /// The steps.
        steps: Vec<Step>,
    },
    /// Takes steps out.
    Remove(Vec<StepAt>),
    /// Takes steps to another place, in the order in which they stand in the routine.
    Move {
        /// The steps.
        steps: Vec<StepAt>,
        /// The place: before the step that stood there.
        to: StepAt,
    },
    /// Another value for a field of steps.
    Step(Vec<StepAt>, StepEdit),
}

/// Another value for a field of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum BlockEdit {
    Name(String),
    Kind(BlockKind),
    Budget(Option<Span>),
    Rounds(u32),
    Rest(Option<Span>),
}

/// Another value for a field of a step; `None` where the exercise is to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum StepEdit {
    Exercise(ExerciseId),
    Dose(Option<Dose>),
    Goal(Option<Dose>),
    Sides(Option<Sides>),
    Tempo(Option<Tempo>),
    Ready(Option<Span>),
    Cue(Option<String>),
    Short(Short),
}
