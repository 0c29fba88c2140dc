//! The half hour after a run in which something is to be eaten and drunk. Functions of their arguments; reminds nobody itself.

use chrono::{DateTime, FixedOffset, SubsecRound};

use super::time::Span;

/// How long the window is: a snack within 30 minutes of the run's end. A habit to keep, not a limit: food later still counts.
pub const WINDOW: Span = Span::secs(30 * 60);
/// The reminder comes when this much of it is left.
pub const REMIND_BEFORE: Span = Span::secs(10 * 60);
/// A session belongs to a run that was over at most this long before it, and its window is the run's.
pub const BELONGS: Span = Span::secs(6 * 60 * 60);
/// A watch's clock and a computer's differ: a run may seem to end this much after the session began.
const CLOCKS: Span = Span::secs(10 * 60);

/// Whether a session that began at `started` was done after a run that ended at `end`.
#[must_use]
pub fn follows(end: DateTime<FixedOffset>, started: DateTime<FixedOffset>) -> bool {
    let after = span(end, started);
    after.map_or_else(|| span(started, end).is_some_and(|early| early <= CLOCKS), |late| late <= BELONGS)
}

/// The time from one moment to a later one.
fn span(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> Option<Span> {
    (to - from).to_std().ok().map(Span::from)
}

/// The window, by the moment at which it opened: the end of the run, or the start of the session where no run is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    opened: DateTime<FixedOffset>,
}

impl Window {
    /// The window that opened then, to the second: entries are written so, and theirs is the same window.
    #[must_use]
    pub fn opened(opened: DateTime<FixedOffset>) -> Self {
        Self { opened: opened.trunc_subsecs(0) }
    }

    /// When it opened.
    #[must_use]
    pub const fn since(self) -> DateTime<FixedOffset> {
        self.opened
    }

    /// How long it has been open.
    #[must_use]
    pub fn passed(self, now: DateTime<FixedOffset>) -> Span {
        span(self.opened, now).unwrap_or_default()
    }

    /// What is left of it; nothing once it has closed.
    #[must_use]
    pub fn left(self, now: DateTime<FixedOffset>) -> Span {
        WINDOW.minus(self.passed(now))
    }

    /// How long it is until the reminder is due; `None` once it is past.
    #[must_use]
    pub fn until_reminder(self, now: DateTime<FixedOffset>) -> Option<Span> {
        let left = self.left(now);
        (left > REMIND_BEFORE).then(|| left.minus(REMIND_BEFORE))
    }
}

/// Whether something was eaten and drunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fed {
    /// Not that anybody has said.
    NotYet,
    /// It was ticked off, then.
    At(DateTime<FixedOffset>),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        format!("2026-11-22T{text}+01:00").parse().unwrap()
    }

    #[test]
    fn the_window_counts_down_from_the_end_of_the_run() {
        let window = Window::opened(at("18:24:00"));
        assert_eq!(window.left(at("18:32:00")), Span::secs(22 * 60));
        assert_eq!(window.until_reminder(at("18:32:00")), Some(Span::secs(12 * 60)));
        assert_eq!(window.until_reminder(at("18:44:00")), None);
        assert_eq!(window.left(at("19:30:00")), Span::ZERO);
        // The watch's clock is ahead.
        assert_eq!(window.left(at("18:20:00")), WINDOW);
        // Elsewhere it is the same moment.
        assert_eq!(window.left("2026-11-22T12:34:00-05:00".parse().unwrap()), Span::secs(20 * 60));
    }

    #[test]
    fn a_session_follows_the_run_that_was_over_before_it() {
        assert!(follows(at("07:40:00"), at("08:00:00")) && follows(at("08:05:00"), at("08:00:00")));
        assert!(!follows(at("07:40:00"), at("18:00:00")) && !follows(at("09:00:00"), at("08:00:00")));
    }
}
