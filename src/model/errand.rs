//! What has become of what was named by its path in a question, which waits for that. Carries out nothing.

use super::{Effect, Model};
use crate::domain::activity::Brought;
use crate::domain::time::Moment;

/// What has become of what was named by its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Errand {
    /// Nobody waits for anything.
    #[default]
    Nothing,
    /// A run is being read.
    Run,
    /// Something is being written out, or brought back.
    Out,
    /// It could not be done; the sentence says why.
    Failed(String),
    /// It is done.
    Done,
}

impl Model {
    /// What has become of what was named by its path in a question.
    #[must_use]
    pub const fn errand(&self) -> &Errand {
        &self.errand
    }

    /// Has a question wait for what becomes of something.
    pub(super) fn await_errand(&mut self, errand: Errand, effect: Effect) -> Vec<Effect> {
        self.errand = errand;
        vec![effect]
    }

    /// Something was written out or brought back, or was not: said where it was asked for, else to everybody.
    pub(super) fn errand_ended(&mut self, how: Result<String, String>, now: Moment) {
        match (&self.errand, how) {
            (Errand::Out, Err(why)) => self.errand = Errand::Failed(why),
            (Errand::Out, Ok(done)) => {
                self.errand = Errand::Done;
                self.notice(done, now);
            }
            (_, Ok(done)) => self.notice(done, now),
            (_, Err(why)) => self.trouble(why, now),
        }
    }

    /// Tells a question that waits for a run whether it was read. Gives whether it has told why not.
    pub(super) fn run_was_read(&mut self, brought: &Brought) -> bool {
        if self.errand != Errand::Run {
            return false;
        }
        match &brought.runs {
            Ok(_) => self.errand = Errand::Done,
            Err(why) => self.errand = Errand::Failed(why.clone()),
        }
        brought.runs.is_err()
    }
}
