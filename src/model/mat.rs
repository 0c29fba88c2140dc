//! What is done from the mat without touching anything: when it is listened for, and what comes of it. Hears nothing itself.

use crate::domain::panel::Press;
use crate::domain::time::Moment;

use super::{Effect, Model, Stage};

/// What was asked for last, and what is known of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mat {
    /// Whether it is listened for claps.
    listens: bool,
    /// Whether game pads are watched.
    watches: bool,
    /// Whether there was no microphone.
    is_deaf: bool,
}

impl Model {
    /// Listens and watches while a session runs, paused or not, and at no other time.
    pub(super) fn mind_the_mat(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let watches = matches!(self.stage, Stage::Playing(_));
        if std::mem::replace(&mut self.mat.watches, watches) != watches {
            effects.push(Effect::WatchPads(watches));
        }
        let listens = watches && self.settings.claps;
        if std::mem::replace(&mut self.mat.listens, listens) != listens {
            effects.push(Effect::Listen(listens));
        }
        effects
    }

    /// Takes in whether there is a microphone.
    pub(super) fn hears(&mut self, hears: bool) {
        self.mat.is_deaf = !hears;
    }

    /// Whether there is no microphone; not as long as nothing is known against it.
    #[must_use]
    pub const fn is_deaf(&self) -> bool {
        self.mat.is_deaf
    }

    /// Lets happen what was pressed, where a session runs. What comes too late begins no other.
    pub(super) fn press_from_mat(&mut self, press: Press, now: Moment) -> Vec<Effect> {
        if matches!(self.stage, Stage::Playing(_)) { self.press(press, now) } else { Vec::new() }
    }
}
