//! The time of a rehearsal, which runs ten times as fast from where it began, and what can be heard at that speed. Reads no clock.

use super::cue::Cue;
use super::edit::StepAt;
use super::plan::Plan;
use super::time::{Moment, Span, Tick};

/// How many times as fast a rehearsal is.
pub const SPEED: u32 = 10;

/// What `now` is in a rehearsal that began at `origin`: every clock but that of sleep has run on ten times as far.
#[must_use]
pub fn rehearsed(origin: Tick, now: Moment) -> Moment {
    let ahead = now.tick.since(origin) * (SPEED - 1);
    Moment { tick: now.tick + ahead, local: now.local_after(ahead), ..now }
}

/// How long a rehearsal of a plan takes.
#[must_use]
pub fn length(plan: &Plan) -> Span {
    plan.total() / SPEED
}

/// When a tick of a rehearsal that began at `origin` really is.
#[must_use]
pub fn really(origin: Tick, rehearsed: Tick) -> Tick {
    origin + rehearsed.since(origin) / SPEED
}

/// Of cues in order, those that begin once the one before has rung out. Sounds do not get shorter in a rehearsal, so most of
/// those that stand close together can't be heard in it; none is cut off for the next.
#[must_use]
pub fn uncrowded(cues: impl IntoIterator<Item = (Tick, Cue)>) -> Vec<(Tick, Cue)> {
    let mut quiet = Tick::default();
    let mut heard = Vec::new();
    for (at, cue) in cues {
        if at >= quiet {
            quiet = at + cue.length();
            heard.push((at, cue));
        }
    }
    heard
}

impl Plan {
    /// The first segment of a step of the routine: its getting ready, where it has any, in the first round. `None` where there
    /// is no such step.
    #[must_use]
    pub fn start_of(&self, from: StepAt) -> Option<usize> {
        let is_it = |step: usize| {
            let step = &self.steps[step];
            step.block == from.block && step.place.checked_sub(1) == Some(from.step)
        };
        self.segments.iter().position(|segment| is_it(segment.step))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::plan::tests::plan_of;
    use crate::domain::time::Span;

    fn at(millis: u64) -> Tick {
        Tick::at(Duration::from_millis(millis))
    }

    #[test]
    fn a_tenth_of_the_time_is_all_it_takes() {
        let origin = at(7_000);
        let local = "2026-11-22T18:32:00+01:00".parse().unwrap();
        let now = Moment { tick: at(9_500), local, asleep: Span::secs(4) };
        let then = rehearsed(origin, now);
        assert_eq!(then.tick, at(32_000));
        assert_eq!(then.local, now.local_after(Span::millis(22_500)));
        assert_eq!(then.asleep, now.asleep, "sleep is really sleep");
        assert_eq!(really(origin, then.tick), now.tick);
        assert_eq!(rehearsed(origin, Moment { tick: origin, ..now }).tick, origin);
    }

    #[test]
    fn what_would_begin_in_the_sound_of_another_is_left_out() {
        let cues = [
            (at(0), Cue::Tick),
            (at(100), Cue::Tick),
            (at(150), Cue::Start),
            (at(200), Cue::Start),
            (at(599), Cue::End),
            (at(600), Cue::Rep),
        ];
        let heard = [(at(0), Cue::Tick), (at(100), Cue::Tick), (at(200), Cue::Start), (at(600), Cue::Rep)];
        assert_eq!(uncrowded(cues), heard);
    }

    #[test]
    fn a_step_starts_with_getting_ready_for_it() {
        let plan =
            plan_of(&["squat Reps(5) ready 5s", "half-split Hold(\"10s\") ready 3s", "plank Hold(\"10s\") ready 0s"]);
        let start = |block, step| plan.start_of(StepAt { block, step });
        assert_eq!([start(0, 0), start(0, 1), start(0, 2)], [Some(0), Some(2), Some(6)]);
        assert_eq!([start(0, 3), start(1, 0), start(0, usize::MAX)], [None, None, None]);
    }
}
