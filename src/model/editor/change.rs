//! What a person can do in the editor, as values. Nothing is done here.

use std::path::PathBuf;

use crate::domain::check::Mend;
use crate::domain::edit::{BlockEdit, StepEdit};
use crate::domain::exercise::{Exercise, ExerciseId, Kind};
use crate::domain::figure::Figure;
use crate::domain::routine::{BlockKind, RoutineId};
use crate::domain::voice::RoutineVoice;

use super::outline::{BlockId, Spot, StepId};
use super::selection::Pick;

/// Something that is done in the editor.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    /// Open a routine.
    Open(RoutineId),
    /// Make a routine with this name, and open it.
    New(String),
    /// Make a routine that says the same as this one, and open it.
    Duplicate(RoutineId),
    /// Give a routine another name.
    Rename(RoutineId, String),
    /// Move a routine to the trash.
    Delete(RoutineId),
    /// Have a routine say again what it said when it came.
    Reset(RoutineId),
    /// Ask for a file, and make a routine of it.
    AskForRoutine,
    /// Make a routine of a file.
    Import(PathBuf),
    /// Ask for a place, and write a copy of a routine there.
    AskForPlace(RoutineId),
    /// Write a copy of a routine to a file.
    Export(RoutineId, PathBuf),
    /// Select something in the open routine.
    Select(Pick),
    /// Change the open routine.
    Change(Change),
    /// Have the text of the open routine be this.
    Type(String),
    /// Make an exercise of one's own, and a step of it.
    MakeExercise {
        /// What it is called.
        name: String,
        /// What it is for.
        kind: Kind,
        /// Where the step goes.
        at: Spot,
    },
    /// Make an exercise of one's own that says the same as this one, and have a step be of it.
    MakeOwn {
        /// The exercise.
        exercise: ExerciseId,
        /// The step.
        step: StepId,
    },
    /// Have an exercise of one's own say this.
    Exercise(Box<Exercise>),
    /// Have a figure of one's own be this, and an exercise of one's own show it.
    Figure(ExerciseId, Box<Figure>),
    /// Take an exercise of one's own away.
    RemoveExercise(ExerciseId),
    /// Take back the last thing that was done.
    Undo,
    /// Do the last thing that was taken back again.
    Redo,
    /// Choose between one's own text and the one that somebody else wrote.
    Settle(Choice),
}

/// What to do when the file says one thing and the editor another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the editor says goes into the file.
    Mine,
    /// What the file says comes into the editor.
    Theirs,
    /// What the file says stays; what the editor says becomes a routine of its own.
    Both,
}

/// Up or down, by one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// A change of the open routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another sentence on when to use it.
    About(String),
    /// What is set of the voice for it alone.
    Voice(RoutineVoice),
    /// A new block of this kind, behind the one that something is selected in, or last.
    AddBlock(BlockKind),
    /// A new block of this kind, before another one or last.
    InsertBlock(BlockKind, Option<BlockId>),
    /// The same block once more, behind it.
    DuplicateBlock(BlockId),
    /// Take a block out.
    RemoveBlock(BlockId),
    /// Take a block to another place: before another one, or last.
    MoveBlock(BlockId, Option<BlockId>),
    /// Take a block one place up or down.
    NudgeBlock(BlockId, Nudge),
    /// Another value for a field of a block.
    Block(BlockId, BlockEdit),
    /// A new step of this exercise.
    Add(Spot, ExerciseId),
    /// Take steps out.
    Remove(Vec<StepId>),
    /// The same steps once more, behind the last of them.
    Duplicate(Vec<StepId>),
    /// Take steps to another place.
    Move(Vec<StepId>, Spot),
    /// Take steps one place up or down.
    Nudge(Vec<StepId>, Nudge),
    /// Another value for a field of steps.
    Step(Vec<StepId>, StepEdit),
    /// Put right what is wrong.
    Mend(Mend),
}
