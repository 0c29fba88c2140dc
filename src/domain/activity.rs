//! What a file from a watch or phone tells, before it is anybody's run. Reads no file; knows no format.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};

use super::run::{Distance, HeartRate, Run};
use super::time::Span;

/// What kind of sport it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sport {
    /// A run, or a file that does not say.
    #[default]
    Run,
    /// Something else, as the file calls it, in lower case.
    Other(String),
}

impl Sport {
    /// Whether it is a run, as far as is known.
    #[must_use]
    pub const fn is_run(&self) -> bool {
        matches!(self, Self::Run)
    }
}

/// One activity of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// What it was.
    pub sport: Sport,
    /// What the file calls the sport, word for word; `None` where it does not say.
    pub sport_said: Option<String>,
    /// When it began.
    pub start: DateTime<Utc>,
    /// The local time's distance from UTC where it was, if the file tells.
    pub offset: Option<FixedOffset>,
    /// How long, pauses taken out.
    pub timer: Span,
    /// How long, from start to end. Never shorter than [`Self::timer`].
    pub elapsed: Span,
    /// How far.
    pub distance: Option<Distance>,
    /// The heart on average.
    pub heart_rate: Option<HeartRate>,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// What was done: at least one activity, in the order of the file.
    Done(Vec<Activity>),
    /// Something to be done, such as a route or a planned workout; the sentence says what it is.
    Plan(String),
    /// Nothing that can be used; the sentence says why, and what to do.
    Unusable(String),
}

/// What a file brought: the runs in it, each in the time zone where it was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The name of the file, without folders.
    pub file: String,
    /// Its activities, at least one; or the sentence that says why there is none.
    pub runs: Result<Vec<Run>, String>,
    /// The sentence that says what of them is missing, where the file is damaged.
    pub damage: Option<String>,
}
