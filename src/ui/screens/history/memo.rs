//! What is worked out from the history is kept here until something changes. Draws nothing.

use chrono::NaiveDate;

use crate::domain::history::{Entry, History};
use crate::domain::past::Overview;
use crate::domain::past::growth::Growth;
use crate::domain::past::period::Period;
use crate::domain::past::week::{Week, Weeks};
use crate::ui::widgets::line_chart;

/// What all of it depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    weeks: Weeks,
    period: Period,
    today: NaiveDate,
}

/// What is known of a period.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The numbers.
    pub overview: Overview,
    /// The entries of the period by their place in the history, newest first.
    pub rows: Vec<u32>,
    /// How many of those are sessions in which nothing was done to its end.
    pub begun: usize,
    /// What can be looked at.
    pub choices: Vec<Period>,
    /// The lines of [`Overview::growth`].
    pub lines: Vec<Vec<[f32; 2]>>,
    /// The weeks of [`Overview::aches`] that have begun.
    pub ache_weeks: usize,
}

/// What was worked out the last time.
#[derive(Debug, Default)]
pub(super) struct Memo {
    known: Option<(Key, Known)>,
    worked_out: u64,
}

impl Memo {
    /// What is known of a period: as it was worked out, or worked out now where something has changed since.
    pub fn of(&mut self, history: &History, weeks: &Weeks, period: Period, today: NaiveDate) -> &Known {
        let is_known = self.known.as_ref().is_some_and(|(key, _)| {
            key.revision == history.revision() && key.period == period && key.today == today && key.weeks == *weeks
        });
        if !is_known {
            self.worked_out += 1;
            self.known = None;
        }
        let (_, known) = self.known.get_or_insert_with(|| {
            let key = Key { revision: history.revision(), weeks: weeks.clone(), period, today };
            (key, work_out(history, weeks, period, today))
        });
        known
    }

    /// How often something was worked out.
    pub const fn worked_out(&self) -> u64 {
        self.worked_out
    }
}

impl Known {
    /// The entry in a row of the list.
    pub fn entry<'a>(&self, history: &'a History, row: usize) -> Option<&'a Entry> {
        history.entries().get(*self.rows.get(row)? as usize)
    }

    /// The row of an entry.
    pub fn row(&self, history: &History, entry: &Entry) -> Option<usize> {
        (0..self.rows.len()).find(|row| self.entry(history, *row).is_some_and(|there| there.id == entry.id))
    }
}

fn work_out(history: &History, weeks: &Weeks, period: Period, today: NaiveDate) -> Known {
    let overview = Overview::of(history, weeks, period, today);
    let places = history.entries().iter().enumerate().rev();
    let within = places.filter(|(_, entry)| overview.days.contains(entry.day()));
    let mut begun = 0;
    let count = |(place, entry): (usize, &Entry)| {
        begun += usize::from(entry.session().is_some_and(|session| !session.counts()));
        place as u32
    };
    let rows = within.map(count).collect();
    let lines = overview.growth.iter().map(line).collect();
    let this_week = Week::of(today);
    let ache_weeks = overview.aches.weeks.iter().filter(|week| **week <= this_week).count();
    Known { rows, begun, choices: Period::choices(history, today), lines, ache_weeks, overview }
}

/// How an exercise grew, as a line to be painted.
fn line(growth: &Growth) -> Vec<[f32; 2]> {
    let first = growth.first().map_or(NaiveDate::MIN, |point| point.day);
    let points = growth.points.iter().map(|point| ((point.day - first).num_days() as f64, point.amount.as_f64()));
    line_chart::line(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::past::week::NeutralWeek;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn note(at: &str) -> Entry {
        Entry::on(at.parse().unwrap(), None)
    }

    #[test]
    fn nothing_is_worked_out_twice() {
        let mut history = History::default();
        history.add([note("2025-03-01T08:00:00+01:00"), note("2026-11-20T08:00:00+01:00")]);
        let (mut memo, mut weeks) = (Memo::default(), Weeks::default());
        let today = day("2026-11-22");
        for _ in 0..3 {
            assert_eq!(memo.of(&history, &weeks, Period::ThisYear, today).rows, [1]);
        }
        assert_eq!(memo.worked_out(), 1);
        assert_eq!(memo.of(&history, &weeks, Period::Everything, today).rows, [1, 0]);
        memo.of(&history, &weeks, Period::Everything, day("2026-11-23"));
        weeks.set(Week::of(today), Some(NeutralWeek::Rest));
        memo.of(&history, &weeks, Period::Everything, day("2026-11-23"));
        history.put(note("2026-11-21T08:00:00+01:00"));
        for _ in 0..3 {
            assert_eq!(memo.of(&history, &weeks, Period::Everything, day("2026-11-23")).rows, [2, 1, 0]);
        }
        assert_eq!(memo.worked_out(), 5, "once for each change");
    }
}
