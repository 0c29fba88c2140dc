//! When the machine is kept awake: while a session runs, and a while after it was paused. Keeps nothing awake itself.

use super::panel::Flow;
use super::time::{Span, Tick};

/// Whoever pauses for longer than this has gone.
pub const PAUSE: Span = Span::secs(5 * 60);

/// Whether the machine is to be kept awake, where the clock of the session has stood since a tick or runs.
#[must_use]
pub fn is_kept(flow: Flow, stands: Option<Tick>, now: Tick) -> bool {
    match flow {
        Flow::Playing => true,
        Flow::Paused => let_go_in(stands, now).is_some(),
        Flow::Stopped => false,
    }
}

/// How long it is until the machine is let be.
#[must_use]
pub fn let_go_in(stands: Option<Tick>, now: Tick) -> Option<Span> {
    let left = PAUSE.minus(now.since(stands?));
    (!left.is_zero()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_awake_while_it_runs_and_for_five_minutes_of_a_pause() {
        let start = Tick::at(std::time::Duration::from_secs(100));
        let paused = |secs| is_kept(Flow::Paused, Some(start), start + Span::secs(secs));
        assert!(is_kept(Flow::Playing, None, start) && !is_kept(Flow::Stopped, None, start));
        assert_eq!([0, 299, 300, 9000].map(paused), [true, true, false, false]);
        assert_eq!(let_go_in(Some(start), start + Span::secs(60)), Some(Span::secs(240)));
        assert_eq!(let_go_in(None, start), None);
    }
}
