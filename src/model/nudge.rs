//! What is said to somebody who does not look at the window: that it is time to eat, or for the routine. Says it nowhere itself.

use chrono::{DateTime, FixedOffset};

use super::{Effect, Model, Past, Stage};
use crate::domain::nudge::{Days, Note};
use crate::domain::session::Session;
use crate::domain::time::{Moment, Span};

/// What is known of who looks, and of what was said to who does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Nudges {
    /// Whether the window is behind others, or hidden.
    is_behind: bool,
    /// Whether something that was said outside the window may still be shown there.
    is_said: bool,
    /// When it was last looked whether it is time for the routine.
    looked: Option<DateTime<FixedOffset>>,
}

impl Model {
    /// Whether the window is in front of all others.
    #[must_use]
    pub const fn is_in_front(&self) -> bool {
        !self.nudges.is_behind
    }

    /// The window has come to the front, or has gone from there. Who looks at it needs nothing said outside it.
    pub(super) fn come_to_front(&mut self, is_in_front: bool) -> Vec<Effect> {
        self.nudges.is_behind = !is_in_front;
        if is_in_front { self.unsay() } else { Vec::new() }
    }

    /// Says something outside the window, in place of what was said there before; nothing where the window is looked at.
    pub(super) fn say_outside(&mut self, note: Note) -> Option<Effect> {
        if !self.nudges.is_behind {
            return None;
        }
        self.nudges.is_said = true;
        Some(Effect::Notify(note))
    }

    /// What was said outside the window is not so any more, or was seen.
    pub(super) fn unsay(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.nudges.is_said) { vec![Effect::Unnotify] } else { Vec::new() }
    }

    /// Reminds the person of the routine, where they want that and have not done it today.
    pub(super) fn nudge(&mut self, now: Moment) -> Vec<Effect> {
        // What was done today is not known before the history is there.
        if !matches!(self.past, Past::Read(_)) {
            return Vec::new();
        }
        let nudge = self.settings.nudge;
        let looked = self.nudges.looked.replace(now.local);
        let has_come = looked.is_some_and(|looked| nudge.has_come(looked, now.local));
        if !has_come || matches!(self.stage, Stage::Playing(_)) || self.has_done_today(now) {
            return Vec::new();
        }
        let title = match nudge.days {
            Days::RunDays if self.run_today(now).is_none() => return Vec::new(),
            Days::RunDays => "Time to cool down after your run",
            Days::EveryDay | Days::Never => "Time for your routine",
        };
        let body = self.routine().map(|routine| routine.name.clone()).unwrap_or_default();
        self.notice(title.to_owned(), now);
        self.say_outside(Note { title: title.to_owned(), body }).into_iter().collect()
    }

    fn has_done_today(&self, now: Moment) -> bool {
        let today = now.local.date_naive();
        self.around(now.local).any(|entry| entry.day() == today && entry.session().is_some_and(Session::counts))
    }

    /// How long it is until it may be time for the routine.
    #[must_use]
    pub fn nudge_changes(&self, now: Moment) -> Option<Span> {
        self.settings.nudge.comes_in(now.local)
    }
}
