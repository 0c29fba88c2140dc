//! Makes an activity of what a file says, so that it keeps to what activities promise. Reads no bytes.

use chrono::{DateTime, FixedOffset, Utc};

use super::sport;
use super::track::Track;
use crate::domain::activity::Activity;
use crate::domain::run::{Distance, HeartRate};
use crate::domain::time::{Span, long};

/// What a file says of one activity, believable or not.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// What it calls the sport.
    pub sport_said: Option<String>,
    /// When it began, by its own words; else its first point tells.
    pub start: Option<DateTime<Utc>>,
    /// How far the local time was from UTC.
    pub offset: Option<FixedOffset>,
    /// The time without pauses, in seconds.
    pub timer: Option<f64>,
    /// The time with pauses, in seconds.
    pub elapsed: Option<f64>,
    /// The length, in metres.
    pub metres: Option<f64>,
    /// The heart on average, in beats a minute.
    pub heart_rate: Option<f64>,
}

impl Summary {
    /// The activity, with what is not said or can't be taken from its points. `None` where nothing says when it was.
    pub fn activity(self, track: &Track) -> Option<Activity> {
        let seen = track.times();
        let start = self.start.or(seen.map(|times| times.start))?;
        let span = |secs: Option<f64>| secs.map(Span::secs_f64);
        let timer = believable(span(self.timer)).or(believable(seen.map(|times| times.timer)));
        let elapsed = believable(span(self.elapsed)).or(believable(seen.map(|times| times.elapsed)));
        let (timer, elapsed) = settled(timer, elapsed);
        let far = |metres: Option<f64>| metres.and_then(Distance::metres);
        let said = [self.metres, track.watch_metres(), track.metres()].map(far);
        // A watch without a satellite or a pod says 0, which the points may know better.
        let distance = said.iter().flatten().find(|distance| !distance.is_zero()).or(said.iter().flatten().next());
        let heart_rate = self.heart_rate.filter(|rate| *rate < 255.0).and_then(HeartRate::bpm);
        Some(Activity {
            sport: sport::sport(self.sport_said.as_deref()),
            sport_said: self.sport_said,
            start,
            offset: self.offset,
            timer,
            elapsed,
            distance: distance.copied(),
            heart_rate: heart_rate.or_else(|| track.heart_rate().and_then(HeartRate::bpm)),
        })
    }
}

fn believable(span: Option<Span>) -> Option<Span> {
    span.filter(|span| !span.is_zero() && *span <= long::LONGEST)
}

/// Both times, so that the one with pauses is never the shorter one. A watch that was not stopped for days says nothing of the run.
fn settled(timer: Option<Span>, elapsed: Option<Span>) -> (Span, Span) {
    /// More than this is no pause.
    const LONGEST_PAUSE: Span = Span::LONGEST;
    match (timer, elapsed) {
        (Some(timer), Some(elapsed)) if elapsed.minus(timer) > LONGEST_PAUSE => (timer, timer),
        (Some(timer), Some(elapsed)) => (timer, elapsed.max(timer)),
        (Some(only), None) | (None, Some(only)) => (only, only),
        (None, None) => (Span::ZERO, Span::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(timer: f64, elapsed: f64) -> (u64, u64) {
        let start = DateTime::from_timestamp(1_600_000_000, 0);
        let summary = Summary { start, timer: Some(timer), elapsed: Some(elapsed), ..Summary::default() };
        let activity = summary.activity(&Track::default()).unwrap();
        (activity.timer.whole_secs(), activity.elapsed.whole_secs())
    }

    #[test]
    fn the_time_with_pauses_is_never_the_shorter_one_nor_absurd() {
        let day = 86_400.0;
        assert_eq!(times(100.0, 120.0), (100, 120));
        assert_eq!(times(120.0, 100.0), (120, 120));
        assert_eq!(times(7200.0, 27.0 * day), (7200, 7200));
        assert_eq!(times(7200.0, 3.0 * day), (7200, 7200));
        assert_eq!(times(99.0 * day, 7200.0), (7200, 7200));
        assert_eq!(times(f64::NAN, 60.0), (60, 60));
        assert_eq!(times(-1.0, f64::INFINITY), (0, 0));
    }

    #[test]
    fn nothing_without_a_time_is_an_activity() {
        assert_eq!(Summary { timer: Some(60.0), ..Summary::default() }.activity(&Track::default()), None);
    }
}
