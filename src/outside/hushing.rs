//! Other people's music while a session runs: carries out when it is to be quiet, and writes down what is changed before it is, so
//! that even a crash puts it back. Decides nothing.

use crate::desktop::Services;
use crate::domain::hush::{Change, Hush, Quiet};
use crate::domain::time::{Span, Tick};

/// Writes down what was changed of other players, in place of what was written down before. Gives whether it could.
pub type Keep = Box<dyn Fn(&[Change]) -> bool + Send>;

/// Where it is written down what was changed of other players.
pub struct Ledger {
    /// Reads what was written down when the program began: an earlier one had no time to put that back.
    pub left: Box<dyn FnOnce() -> Vec<Change> + Send>,
    /// Writes down what is changed.
    pub keep: Keep,
}

impl Ledger {
    /// One in which nothing stands, and that forgets.
    #[must_use]
    pub fn empty() -> Self {
        Self { left: Box::new(Vec::new), keep: Box::new(|_| true) }
    }
}

/// What other players do, and are to do.
pub(super) struct Hushing {
    keep: Keep,
    hush: Hush,
    /// How they are quiet now.
    quiet: Option<Quiet>,
    /// What was changed for that.
    changed: Vec<Change>,
    /// What stands in the ledger. It may be more than is changed: what was put back already is left alone later.
    written: Vec<Change>,
}

impl Hushing {
    /// Puts back what an earlier program could not.
    pub fn new(ledger: Ledger, services: &Services) -> Self {
        let Ledger { left, keep } = ledger;
        // Another Afterrun that runs takes back its own.
        let left = if services.is_second() { Vec::new() } else { left() };
        services.undo(&left);
        let mut hushing = Self { keep, hush: Hush::Nothing, quiet: None, changed: Vec::new(), written: left };
        hushing.write(Vec::new());
        hushing
    }

    /// What they are to do from now on.
    pub fn set(&mut self, hush: Hush) {
        self.hush = hush;
    }

    /// Has them do what they are to do now.
    pub fn look(&mut self, services: &mut Services, now: Tick) {
        let quiet = self.hush.now(now);
        if quiet != self.quiet {
            services.undo(&std::mem::take(&mut self.changed));
            self.quiet = quiet;
            if let Some(quiet) = quiet {
                let changes = services.changes(quiet);
                // What can't be written down is not changed: nobody would put it back after a crash.
                if self.write(changes.clone()) {
                    services.make(&changes);
                    self.changed = changes;
                }
            }
        }
        if self.hush == Hush::Nothing {
            self.write(Vec::new());
        }
    }

    /// How long it is until they are to do something else.
    pub fn changes_in(&self, now: Tick) -> Option<Span> {
        self.hush.changes_in(now)
    }

    /// Writes down what is about to be changed. From one sentence to the next that is mostly the same.
    fn write(&mut self, changes: Vec<Change>) -> bool {
        if self.written == changes {
            return true;
        }
        let is_kept = (self.keep)(&changes);
        if is_kept {
            self.written = changes;
        }
        is_kept
    }
}
