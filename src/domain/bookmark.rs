//! What is kept of a session while it runs: where it is and what was done so far. Plain values, without a clock.

use serde::{Deserialize, Serialize};

use super::plan::{Plan, SegmentKind};
use super::time::Span;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// The plan was gone through.
    Completed,
    /// The person ended it early.
    Early,
}

/// What was done of one segment of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// For how long; of several goes, the longest.
    pub time: Span,
    /// How many reps, where reps are counted.
    #[serde(default)]
    pub reps: u32,
    /// By how much it was extended, in the last go.
    #[serde(default)]
    pub extended: Span,
    /// Whether it was left before its end.
    #[serde(default)]
    pub skipped: bool,
}

/// A session at rest, as it is kept on disk: everything but the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bookmark {
    /// What was being played.
    pub plan: Plan,
    /// The segment that was on.
    pub at: usize,
    /// What it had become: it may have been extended.
    pub current: SegmentKind,
    /// How much of it had passed.
    pub elapsed: Span,
    /// What was done of each segment.
    pub done: Vec<Done>,
}
