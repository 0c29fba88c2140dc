//! What was done on each day, added up as entries come and go. Knows no period and draws nothing.

use std::collections::BTreeMap;
use std::iter::Sum;

use chrono::NaiveDate;

use super::load::Load;
use super::period::DayRange;
use crate::domain::history::Entry;
use crate::domain::run::Distance;
use crate::domain::time::Span;

/// What was done on one local day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTally {
    /// Entries of any kind, notes too.
    pub entries: u32,
    /// Entries with a run.
    pub known_runs: u32,
    /// Sessions in which something was done ([`Session::counts`](crate::domain::session::Session::counts)).
    pub sessions: u32,
    /// Time on the clock of those sessions.
    pub floor: Span,
    /// Time of the runs, as far as known.
    pub run_time: Span,
    /// Distance of the runs, as far as known.
    pub distance: Distance,
    /// Load of the runs, as far as known.
    pub load: Load,
    /// Runs whose load is known.
    pub rated: u32,
}

impl DayTally {
    /// What one entry adds to its day.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let session = entry.session().filter(|session| session.counts());
        let run = entry.run.as_ref();
        let load = Load::of(entry);
        Self {
            entries: 1,
            known_runs: run.is_some().into(),
            sessions: session.is_some().into(),
            floor: session.map_or(Span::ZERO, |session| session.active),
            run_time: run.and_then(|run| run.time).unwrap_or_default(),
            distance: run.and_then(|run| run.distance).unwrap_or_default(),
            load: load.unwrap_or_default(),
            rated: load.is_some().into(),
        }
    }

    /// How many runs there were: those that are known, and one where a session was done and no run is known, since nobody
    /// does one without having run.
    #[must_use]
    pub fn runs(&self) -> u32 {
        self.known_runs.max(self.sessions.min(1))
    }

    /// How many runs were cooled down: a session for each, as far as sessions go.
    #[must_use]
    pub fn cooled(&self) -> u32 {
        self.sessions.min(self.runs())
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            entries: self.entries + other.entries,
            known_runs: self.known_runs + other.known_runs,
            sessions: self.sessions + other.sessions,
            floor: self.floor + other.floor,
            run_time: self.run_time + other.run_time,
            distance: self.distance + other.distance,
            load: self.load + other.load,
            rated: self.rated + other.rated,
        }
    }

    fn minus(&self, other: &Self) -> Self {
        Self {
            entries: self.entries - other.entries,
            known_runs: self.known_runs - other.known_runs,
            sessions: self.sessions - other.sessions,
            floor: self.floor.minus(other.floor),
            run_time: self.run_time.minus(other.run_time),
            distance: self.distance.minus(other.distance),
            load: self.load.minus(other.load),
            rated: self.rated - other.rated,
        }
    }
}

/// What was done on several days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Runs: see [`DayTally::runs`].
    pub runs: u32,
    /// Runs cooled down: see [`DayTally::cooled`].
    pub cooled: u32,
    /// Sessions in which something was done.
    pub sessions: u32,
    /// Time on the clock of those sessions.
    pub floor: Span,
    /// Time of the runs, as far as known.
    pub run_time: Span,
    /// Distance of the runs, as far as known.
    pub distance: Distance,
    /// Load of the runs, as far as known.
    pub load: Load,
    /// Runs whose load is known.
    pub rated: u32,
}

impl Tally {
    /// The share of runs that were cooled down, 0 to 1; `None` without runs.
    #[must_use]
    pub fn share(&self) -> Option<f32> {
        (self.runs > 0).then(|| self.cooled as f32 / self.runs as f32)
    }
}

impl<'a> Sum<&'a DayTally> for Tally {
    fn sum<I: Iterator<Item = &'a DayTally>>(days: I) -> Self {
        days.fold(Self::default(), |sum, day| Self {
            runs: sum.runs + day.runs(),
            cooled: sum.cooled + day.cooled(),
            sessions: sum.sessions + day.sessions,
            floor: sum.floor + day.floor,
            run_time: sum.run_time + day.run_time,
            distance: sum.distance + day.distance,
            load: sum.load + day.load,
            rated: sum.rated + day.rated,
        })
    }
}

/// The tallies of all days. Each entry costs the same, however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Tallies(BTreeMap<NaiveDate, DayTally>);

impl Tallies {
    /// An entry has come.
    pub fn add(&mut self, entry: &Entry) {
        let day = self.0.entry(entry.day()).or_default();
        *day = day.plus(&DayTally::of(entry));
    }

    /// An entry that was added has gone.
    pub fn remove(&mut self, entry: &Entry) {
        let date = entry.day();
        let Some(day) = self.0.get_mut(&date) else { return };
        *day = day.minus(&DayTally::of(entry));
        if day.entries == 0 {
            self.0.remove(&date);
        }
    }

    /// What was done on a day.
    pub fn day(&self, day: NaiveDate) -> DayTally {
        self.0.get(&day).copied().unwrap_or_default()
    }

    /// The days on which there is an entry, oldest first.
    pub fn days(&self, range: DayRange) -> impl DoubleEndedIterator<Item = (NaiveDate, &DayTally)> {
        let days = (range.first() <= range.last()).then(|| self.0.range(range.first()..=range.last()));
        days.into_iter().flatten().map(|(day, tally)| (*day, tally))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::History;
    use crate::domain::past::fixtures::{day, note, run, session, with_run};

    #[test]
    fn runs_and_those_cooled_down_of_a_day() {
        let (morning, noon, evening) =
            ("2026-11-22T07:00:00+01:00", "2026-11-22T12:00:00+01:00", "2026-11-22T19:00:00+01:00");
        let left_at_once = session(noon, &[("squat", None)]);
        for (what, entries, expected) in [
            ("nothing", vec![], (0, 0)),
            ("a note", vec![note(noon)], (0, 0)),
            ("a run", vec![run(morning)], (1, 0)),
            ("a session, and no word of a run", vec![session(morning, &[("squat", Some(8))])], (1, 1)),
            ("a run and a session", vec![run(morning), session(noon, &[("squat", Some(8))])], (1, 1)),
            ("a session with its run", vec![with_run(session(noon, &[("squat", Some(8))]), morning)], (1, 1)),
            ("a session left at once", vec![left_at_once.clone()], (0, 0)),
            ("a run, and a session left at once", vec![run(morning), left_at_once], (1, 0)),
            ("two runs, one session", vec![run(morning), run(noon), session(evening, &[("squat", Some(8))])], (2, 1)),
            (
                "two sessions after one run",
                vec![run(morning), session(noon, &[("squat", Some(8))]), session(evening, &[("squat", Some(8))])],
                (1, 1),
            ),
            (
                "two sessions, no word of a run",
                vec![session(noon, &[("squat", Some(8))]), session(evening, &[("squat", Some(8))])],
                (1, 1),
            ),
        ] {
            let mut history = History::default();
            history.add(entries);
            let tally = history.day(day("2026-11-22"));
            assert_eq!((tally.runs(), tally.cooled()), expected, "{what}");
        }
    }

    #[test]
    fn what_goes_leaves_no_trace() {
        let entries = [
            with_run(session("2026-11-22T19:00:00+01:00", &[("squat", Some(8))]), "2026-11-22T18:00:00+01:00"),
            run("2026-11-22T07:00:00+01:00"),
            note("2026-11-22T22:00:00+01:00"),
        ];
        let mut all = History::default();
        all.add(entries.clone());
        for gone in 0..entries.len() {
            let mut left = all.clone();
            left.remove(&entries[gone].id);
            let mut never = History::default();
            never.add(entries.iter().enumerate().filter(|(i, _)| *i != gone).map(|(_, entry)| entry.clone()));
            assert_eq!(left.day(day("2026-11-22")), never.day(day("2026-11-22")));
        }
        for entry in entries {
            all.remove(&entry.id);
        }
        assert_eq!(all.day(day("2026-11-22")), DayTally::default());
        assert_eq!(all.first_day(), None);
    }

    #[test]
    fn days_are_local_ones_across_the_date_line_and_over_changes_of_the_clock() {
        for (what, at, expected) in [
            ("before midnight in New York, Tuesday in UTC", "2026-11-16T23:30:00-05:00", "2026-11-16"),
            ("Auckland, the evening before in UTC", "2026-11-17T08:00:00+13:00", "2026-11-17"),
            ("Hawaii after flying there, the day before once more", "2026-11-16T18:00:00-10:00", "2026-11-16"),
            ("the hour that comes twice, first time", "2026-10-25T02:30:00+02:00", "2026-10-25"),
            ("the hour that comes twice, second time", "2026-10-25T02:30:00+01:00", "2026-10-25"),
            ("the end of a day of 25 hours", "2026-10-25T23:59:59+01:00", "2026-10-25"),
            ("the end of a day of 23 hours", "2026-03-29T23:59:59+02:00", "2026-03-29"),
            ("the leap day", "2028-02-29T23:00:00+01:00", "2028-02-29"),
            ("the last second of a year", "2026-12-31T23:59:59+01:00", "2026-12-31"),
        ] {
            let mut history = History::default();
            history.put(session(at, &[("squat", Some(8))]));
            assert_eq!(history.day(day(expected)).cooled(), 1, "{what}");
            assert_eq!((history.first_day(), history.last_day()), (Some(day(expected)), Some(day(expected))), "{what}");
        }
    }

    #[test]
    fn a_run_before_midnight_and_its_session_after_are_of_one_day() {
        let mut history = History::default();
        history.put(with_run(session("2026-11-23T00:10:00+01:00", &[("squat", Some(8))]), "2026-11-22T23:05:00+01:00"));
        assert_eq!(history.day(day("2026-11-22")).cooled(), 1);
        assert_eq!(history.day(day("2026-11-23")).runs(), 0);
    }

    #[test]
    fn a_range_adds_up_its_days_and_no_others() {
        let mut history = History::default();
        history.add([
            with_run(session("2025-12-31T23:00:00+01:00", &[("squat", Some(8))]), "2025-12-31T22:00:00+01:00"),
            with_run(session("2026-01-01T08:00:00+01:00", &[("squat", Some(8))]), "2026-01-01T07:00:00+01:00"),
            run("2026-06-01T08:00:00+02:00"),
        ]);
        let tally = history.tally(DayRange::year(2026));
        assert_eq!((tally.runs, tally.cooled, tally.sessions), (2, 1, 1));
        assert_eq!((tally.floor, tally.run_time), (Span::secs(600), Span::secs(6000)));
        assert!((tally.distance.as_metres() - 20_000.0).abs() < 0.01 && tally.share() == Some(0.5));
        assert_eq!(history.tally(DayRange::year(2024)).share(), None);
    }
}
