//! How hard training was: session RPE, and what follows from it for a week. Warns of nothing: no injury can be told from it.

use std::ops::Add;

use chrono::{Days, NaiveDate};

use super::period::DayRange;
use super::week::Week;
use crate::domain::history::{Entry, History};
use crate::domain::journal::Effort;
use crate::domain::time::Span;

/// Training load, in points: effort times minutes (session RPE: Foster 2001).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Load {
    /// Effort times seconds, so that sums are exact.
    effort_seconds: u64,
}

impl Load {
    /// That of an entry: the effort in its journal times the time of its run. `None` when either is missing.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        Some(Self::new(entry.journal.effort?, entry.run.as_ref()?.time?))
    }

    /// That of a run of this effort and time.
    #[must_use]
    pub fn new(effort: Effort, time: Span) -> Self {
        Self { effort_seconds: u64::from(effort.number()) * time.whole_secs() }
    }

    /// In points.
    #[must_use]
    pub fn points(self) -> f64 {
        self.effort_seconds as f64 / 60.0
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self { effort_seconds: self.effort_seconds.saturating_sub(other.effort_seconds) }
    }
}

impl Add for Load {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { effort_seconds: self.effort_seconds.saturating_add(other.effort_seconds) }
    }
}

/// How hard seven days were.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadWeek {
    /// The first of them.
    pub first: NaiveDate,
    /// The loads of all runs, added up.
    pub sum: Load,
    /// Runs whose load is known.
    pub rated: u32,
    /// All runs.
    pub runs: u32,
    /// Mean daily load over its standard deviation, days without a run as 0 (Foster 1998). `None` where every day was as hard
    /// as every other, or the seven days are not over.
    ///
    /// The standard deviation is that of the whole (divided by 7), since the seven days are all there are and no sample of
    /// others. By the one for samples, it would be lower by a factor of 0.93.
    pub monotony: Option<f64>,
}

impl LoadWeek {
    /// That of the seven days from `first` on.
    #[must_use]
    pub fn from(history: &History, first: NaiveDate, today: NaiveDate) -> Self {
        let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
        let mut days = [0.0; 7];
        for (day, tally) in history.days(DayRange::new(first, last)) {
            days[((day - first).num_days() as usize).min(6)] = tally.load.points();
        }
        let tally = history.tally(DayRange::new(first, last));
        let monotony = (last <= today).then(|| monotony(&days)).flatten();
        Self { first, sum: tally.load, rated: tally.rated, runs: tally.runs, monotony }
    }

    /// Load times monotony, in points (Foster 1998).
    #[must_use]
    pub fn strain(&self) -> Option<f64> {
        self.monotony.map(|monotony| self.sum.points() * monotony)
    }
}

fn monotony(days: &[f64; 7]) -> Option<f64> {
    /// Less than this, in points, is what rounding leaves of none.
    const NONE: f64 = 1e-6;
    let mean = days.iter().sum::<f64>() / 7.0;
    let deviation = (days.iter().map(|day| (day - mean).powi(2)).sum::<f64>() / 7.0).sqrt();
    (deviation > NONE).then(|| mean / deviation)
}

/// How hard each week of a period was, oldest first: whole weeks, where the period cuts them too.
#[must_use]
pub fn by_week(history: &History, range: DayRange, today: NaiveDate) -> Vec<LoadWeek> {
    range.weeks().map(|week: Week| LoadWeek::from(history, week.monday(), today)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::past::fixtures::{day, hard, run};

    #[test]
    fn load_needs_an_effort_and_a_time() {
        let entry = hard(run("2026-11-22T07:00:00+01:00"), 5, 3131);
        assert!((Load::of(&entry).unwrap().points() - 260.916_666).abs() < 1e-3);
        let mut without = entry.clone();
        without.journal.effort = None;
        assert_eq!(Load::of(&without), None);
        let mut without = entry.clone();
        without.run.as_mut().unwrap().time = None;
        assert_eq!(Load::of(&without), None);
        assert_eq!(Load::of(&Entry { run: None, ..entry }), None);
    }

    /// A week with runs of so many points a day.
    fn week(points: [u8; 7]) -> LoadWeek {
        let mut history = History::default();
        for (i, points) in points.into_iter().enumerate().filter(|(_, points)| *points > 0) {
            let at = format!("{}T07:00:00+01:00", day("2026-11-16") + Days::new(i as u64));
            history.put(hard(run(&at), points, 3600));
        }
        LoadWeek::from(&history, day("2026-11-16"), day("2026-11-22"))
    }

    #[test]
    fn monotony_and_strain_of_weeks() {
        for (points, sum, expected) in [
            ([0; 7], 0.0, None),
            ([5; 7], 2100.0, None),
            // One day of 420: the mean is 60, the deviation the root of 21600.
            ([7, 0, 0, 0, 0, 0, 0], 420.0, Some(60.0 / 21_600_f64.sqrt())),
            // Hard and easy by turns: 240 and 120, with one day's rest.
            ([4, 2, 4, 2, 4, 2, 0], 1080.0, Some(1080.0 / 7.0 / ((216_000.0 / 7.0 - (1080_f64 / 7.0).powi(2)).sqrt()))),
        ] {
            let week = week(points);
            assert!((week.sum.points() - sum).abs() < 1e-9, "{points:?}");
            let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(close(week.monotony, expected), "{points:?}: {:?} is not {expected:?}", week.monotony);
            assert!(close(week.strain(), expected.map(|monotony| monotony * sum)), "{points:?}");
        }
    }

    #[test]
    fn a_week_that_is_not_over_has_a_sum_alone() {
        let mut history = History::default();
        history.add([hard(run("2026-11-16T07:00:00+01:00"), 5, 3600), run("2026-11-17T07:00:00+01:00")]);
        let weeks = by_week(&history, DayRange::new(day("2026-11-15"), day("2026-11-17")), day("2026-11-17"));
        let [before, this] = weeks[..] else { panic!("{weeks:?}") };
        assert_eq!((before.first, before.runs), (day("2026-11-09"), 0));
        assert_eq!((this.rated, this.runs, this.monotony), (1, 2, None));
        assert!((this.sum.points() - 300.0).abs() < 1e-9);
    }
}
