//! What one routine file says: blocks of steps in order. Says nothing of when anything happens.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::dose::{Dose, Tempo};
use super::exercise::ExerciseId;
use super::naming::kebab_case;
use super::side::Sides;
use super::time::Span;
use super::voice::RoutineVoice;

/// The newest file format that this version writes and reads.
pub const FORMAT: u32 = 1;

/// Names a routine: the stem of its file, such as `post-run-twenty`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoutineId(String);

impl RoutineId {
    /// The id with this text.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id for a routine of this name: its words in lower case, joined by hyphens. `routine` where it has no words.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        /// Names of files may not be much longer everywhere.
        const LONGEST: usize = 60;
        let id: String = kebab_case(name).chars().take(LONGEST).collect();
        let id = id.trim_end_matches('-');
        Self(if id.is_empty() { "routine".to_owned() } else { id.to_owned() })
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoutineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a block is for, which is also its colour everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// Strength work.
    Strength,
    /// Stretching.
    Stretch,
    /// Rolling, drinking, eating, writing down.
    CoolDown,
}

/// What may happen to a step when time is short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Short {
    /// It may be left out.
    Drop,
    /// It may be made shorter.
    #[default]
    Trim,
    /// It stays as it is.
    Keep,
}

/// An exercise with its dose, in a block. What it leaves out, the exercise says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The exercise done.
    pub exercise: ExerciseId,
    /// The starting dose, if not the exercise's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dose: Option<Dose>,
    /// The dose to grow to, if not the exercise's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Dose>,
    /// Left and right, if not as the exercise says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<Sides>,
    /// The pace of reps, if not the exercise's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tempo: Option<Tempo>,
    /// Time to get ready before it and between its sides, if not [`Step::READY`]. Zero: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Span>,
    /// The line shown and said, if not the exercise's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// What may happen when time is short.
    #[serde(default)]
    pub short: Short,
}

impl Step {
    /// A step that leaves everything to its exercise.
    #[must_use]
    pub const fn of(exercise: ExerciseId) -> Self {
        Self { exercise, dose: None, goal: None, sides: None, tempo: None, ready: None, cue: None, short: Short::Trim }
    }

    /// Time to get ready where a step does not say.
    pub const READY: Span = Span::secs(5);
    /// The longest get-ready time or rest.
    pub const LONGEST_READY: Span = Span::secs(10 * 60);
}

/// A named part of a routine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub kind: BlockKind,
    /// The time it should stay within.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Span>,
    /// How many times its steps are gone through, 1 to [`Block::MOST_ROUNDS`].
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rounds: u32,
    /// A rest between rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Span>,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

impl Block {
    /// The most rounds a block may have.
    pub const MOST_ROUNDS: u32 = 20;
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(rounds: &u32) -> bool {
    *rounds == 1
}

/// Blocks in order: exactly what one routine file says, less its format number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routine {
    /// The stem of its file.
    pub id: RoutineId,
    /// What people call it.
    pub name: String,
    /// One sentence on when to use it; may be empty.
    pub about: String,
    /// What is set of the voice for it alone.
    pub voice: Option<RoutineVoice>,
    /// The parts in order.
    pub blocks: Vec<Block>,
}

impl Routine {
    /// The most steps that all blocks may have together. A hand-written file never comes near.
    pub const MOST_STEPS: usize = 1000;
    /// The most blocks.
    pub const MOST_BLOCKS: usize = 100;
    /// The most segments that a plan of it may have, rounds multiplied out.
    pub const MOST_SEGMENTS: usize = 2000;

    /// All steps with the block they stand in.
    pub fn steps(&self) -> impl Iterator<Item = (&Block, &Step)> {
        self.blocks.iter().flat_map(|block| block.steps.iter().map(move |step| (block, step)))
    }
}
