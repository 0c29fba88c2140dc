//! Adds up the points of a track: its times, its length, its heartbeats. Holds no more of them than their times, and draws no map.

use chrono::{DateTime, Utc};

use super::MOST_POINTS;
use crate::domain::time::{Span, long};

/// One point of a track. Everything may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Point {
    /// When it was, in milliseconds since 1970.
    pub millis: Option<i64>,
    /// Latitude and longitude in degrees.
    pub place: Option<(f64, f64)>,
    /// The heart, in beats a minute.
    pub heart_rate: Option<f64>,
    /// What the watch says of the way so far, in metres.
    pub metres: Option<f64>,
}

/// When a track was, as far as its times can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    /// When it began.
    pub start: DateTime<Utc>,
    /// From its first time to its last.
    pub elapsed: Span,
    /// The same without its pauses.
    pub timer: Span,
}

/// A track so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    points: usize,
    millis: Vec<i64>,
    /// Where in `millis` a new stretch begins, after a pause.
    breaks: Vec<usize>,
    last: Option<Last>,
    metres: f64,
    beats: f64,
    heart_rates: usize,
    watch: Option<Watch>,
}

#[derive(Clone, Copy, Debug)]
struct Last {
    place: (f64, f64),
    millis: Option<i64>,
}

/// The way by the watch's own count.
#[derive(Clone, Copy, Debug)]
struct Watch {
    metres: f64,
    last: f64,
}

impl Track {
    /// Takes a point. What can't be true of it is left out: no heart, no time or no place is better than a wrong one.
    pub fn push(&mut self, point: Point) {
        if self.is_full() {
            return;
        }
        self.points += 1;
        self.millis.extend(point.millis);
        if let Some(place) = point.place {
            self.go(place, point.millis);
        }
        // Straps that lost touch say 0, FIT says 255 for nothing.
        if let Some(heart_rate) = point.heart_rate.filter(|rate| (1.0..255.0).contains(rate)) {
            self.beats += heart_rate;
            self.heart_rates += 1;
        }
        if let Some(metres) = point.metres.filter(|metres| metres.is_finite() && *metres >= 0.0) {
            self.watch = Some(match self.watch {
                Some(watch) => Watch { metres: watch.metres + (metres - watch.last).max(0.0), last: metres },
                // Some count on from the run before; a few metres at the first point were run.
                None => Watch { metres: if metres < 100.0 { metres } else { 0.0 }, last: metres },
            });
        }
    }

    fn go(&mut self, place: (f64, f64), millis: Option<i64>) {
        let is_place = place.0.abs() <= 90.0 && place.1.abs() <= 360.0;
        if !is_place {
            // Some phones write a place that is none where they pause and go on.
            self.last = None;
            return;
        }
        if let Some(last) = self.last {
            let step = great_circle(last.place, place);
            let secs = last.millis.zip(millis).map(|(from, to)| from.abs_diff(to) as f64 / 1000.0);
            if !is_leap(step, secs) {
                self.metres += step;
            }
        }
        self.last = Some(Last { place, millis });
    }

    /// Marks a pause: the way from the last point to the next is not counted, nor its time.
    pub fn pause(&mut self) {
        self.last = None;
        if self.breaks.last().copied().unwrap_or_default() < self.millis.len() {
            self.breaks.push(self.millis.len());
        }
    }

    /// Takes over the points of another track, behind a pause.
    pub fn append(&mut self, other: Self) {
        self.pause();
        let before = self.millis.len();
        self.points += other.points;
        self.millis.extend(other.millis);
        self.breaks.extend(other.breaks.into_iter().map(|at| before + at));
        self.last = None;
        self.metres += other.metres;
        self.beats += other.beats;
        self.heart_rates += other.heart_rates;
        self.watch = match (self.watch, other.watch) {
            (Some(one), Some(two)) => Some(Watch { metres: one.metres + two.metres, last: two.last }),
            (one, two) => one.or(two),
        };
    }

    /// How many points it has.
    pub const fn len(&self) -> usize {
        self.points
    }

    /// Whether it takes no more points.
    pub const fn is_full(&self) -> bool {
        self.points >= MOST_POINTS
    }

    /// The first and the last time as they are written, believable or not.
    pub fn ends(&self) -> Option<(i64, i64)> {
        self.millis.first().copied().zip(self.millis.last().copied())
    }

    /// The length of the way from place to place, in metres; `None` where there are no two places.
    pub fn metres(&self) -> Option<f64> {
        (self.metres > 0.0 || self.last.is_some()).then_some(self.metres)
    }

    /// The length of the way as the watch counted it, in metres.
    pub fn watch_metres(&self) -> Option<f64> {
        self.watch.map(|watch| watch.metres)
    }

    /// The heart on average over all points that tell it, in beats a minute.
    pub fn heart_rate(&self) -> Option<f64> {
        (self.heart_rates > 0).then(|| self.beats / self.heart_rates as f64)
    }

    /// When it was; `None` where no point has a time.
    pub fn times(&self) -> Option<Times> {
        /// Who stands still for an hour is not running.
        const PAUSE: i64 = 60 * 60 * 1000;
        let longest = long::LONGEST.to_std().as_millis() as u64;
        // Clocks jump by years, at damage or before they have met a satellite. Most times are right, so the one in the middle is.
        let mut sorted = self.millis.clone();
        let half = sorted.len() / 2;
        let middle = if sorted.is_empty() { return None } else { *sorted.select_nth_unstable(half).1 };
        let near = |millis: &&i64| millis.abs_diff(middle) <= longest / 2;
        let start = self.millis.iter().filter(near).min()?;
        let end = self.millis.iter().filter(near).max()?;
        let mut timer = 0;
        let bounds = self.breaks.iter().copied().chain([self.millis.len()]);
        let mut from = 0;
        for to in bounds {
            let mut stretch: Option<(i64, i64)> = None;
            for &millis in self.millis[from..to].iter().filter(near) {
                stretch = Some(match stretch {
                    Some((first, last)) if millis.saturating_sub(last) > PAUSE => {
                        timer += first.abs_diff(last);
                        (millis, millis)
                    }
                    Some((first, last)) => (first.min(millis), last.max(millis)),
                    None => (millis, millis),
                });
            }
            timer += stretch.map_or(0, |(first, last)| first.abs_diff(last));
            from = to;
        }
        let elapsed = start.abs_diff(*end);
        let start = DateTime::from_timestamp_millis(*start)?;
        Some(Times { start, elapsed: Span::millis(elapsed), timer: Span::millis(timer.min(elapsed)) })
    }
}

/// Whether a step is longer than any runner, rider or train makes it: the place was wrong.
fn is_leap(metres: f64, secs: Option<f64>) -> bool {
    /// Shorter ones are the trembling of satellites.
    const LEAST: f64 = 1000.0;
    /// In metres a second.
    const FASTEST: f64 = 100.0;
    !metres.is_finite() || metres > LEAST && secs.is_some_and(|secs| metres > secs * FASTEST)
}

/// The way between two places over the ground, in metres.
fn great_circle(from: (f64, f64), to: (f64, f64)) -> f64 {
    const EARTH: f64 = 6_371_000.0;
    let (lat1, lat2) = (from.0.to_radians(), to.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (to.1 - from.1).to_radians());
    let half = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * EARTH * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64, lat: f64) -> Point {
        Point { millis: Some(1_600_000_000_000 + secs * 1000), place: Some((lat, 8.0)), ..Point::default() }
    }

    fn track(points: &[Point]) -> Track {
        let mut track = Track::default();
        for point in points {
            track.push(*point);
        }
        track
    }

    #[test]
    fn pauses_are_no_running_and_no_way() {
        let mut track = track(&[at(0, 47.0), at(60, 47.001)]);
        track.pause();
        track.pause();
        track.push(at(600, 47.1));
        track.push(at(660, 47.101));
        let times = track.times().unwrap();
        assert_eq!((times.timer, times.elapsed), (Span::secs(120), Span::secs(660)));
        assert!((track.metres().unwrap() - 222.4).abs() < 0.5, "{:?}", track.metres());
        let gap = self::track(&[at(0, 47.0), at(60, 47.0), at(9000, 47.0), at(9030, 47.0)]);
        assert_eq!(gap.times().unwrap().timer, Span::secs(90));
    }

    #[test]
    fn times_that_jump_or_go_backwards_are_left_out_or_sorted() {
        let years = 60 * 60 * 24 * 365 * 20;
        let track = track(&[at(10, 47.0), at(0, 47.0), at(years, 47.0), at(20, 47.0), at(-years, 47.0), at(30, 47.0)]);
        let times = track.times().unwrap();
        assert_eq!(times.start.timestamp(), 1_600_000_000);
        assert_eq!((times.timer, times.elapsed), (Span::secs(30), Span::secs(30)));
        assert_eq!(Track::default().times(), None);
    }

    #[test]
    fn places_that_are_none_and_leaps_add_nothing() {
        let none = Point { place: Some((100.0, 0.0)), ..at(2, 0.0) };
        let nan = Point { place: Some((f64::NAN, 8.0)), ..at(2, 0.0) };
        for middle in [none, nan, at(2, 0.0)] {
            let metres = track(&[at(0, 47.0), at(1, 47.001), middle, at(3, 47.001), at(4, 47.002)]).metres().unwrap();
            assert!((metres - 222.4).abs() < 0.5, "{metres}");
        }
    }

    #[test]
    fn hearts_that_stand_still_are_straps_that_lost_touch() {
        let beat = |rate| Point { heart_rate: Some(rate), ..Point::default() };
        assert_eq!(track(&[beat(0.0), beat(140.0), beat(150.0), beat(255.0)]).heart_rate(), Some(145.0));
        assert_eq!(track(&[beat(0.0), beat(0.0)]).heart_rate(), None);
    }

    #[test]
    fn a_watch_may_count_on_from_the_run_before_or_start_again() {
        let far = |metres| Point { metres: Some(metres), ..Point::default() };
        assert_eq!(track(&[far(42_000.0), far(42_100.0), far(42_300.0)]).watch_metres(), Some(300.0));
        assert_eq!(track(&[far(3.0), far(100.0), far(0.0), far(50.0)]).watch_metres(), Some(150.0));
    }
}
