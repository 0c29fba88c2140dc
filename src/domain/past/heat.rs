//! Every day of a period by week, as the heat map shows it. Knows no colours.

use chrono::NaiveDate;

use super::period::DayRange;
use super::week::Week;
use crate::domain::history::History;
use crate::domain::time::Span;

/// How long was cooled down, from 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strength(u8);

impl Strength {
    /// The strongest.
    pub const MOST: u8 = 4;
    /// From so much on, a day is a 2, a 3 and a 4. Chosen so that the bundled routines of ten, twenty and thirty minutes
    /// differ.
    const FROM: [Span; 3] = [Span::secs(8 * 60), Span::secs(16 * 60), Span::secs(24 * 60)];

    /// That of so much time on the floor.
    #[must_use]
    pub fn of(floor: Span) -> Self {
        Self(1 + Self::FROM.iter().filter(|from| floor >= **from).count() as u8)
    }

    /// The number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// What a day was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing was done.
    Nothing,
    /// There was a run, and it was not cooled down.
    Skipped,
    /// At least one run was cooled down.
    CooledDown(Strength),
    /// It has not come yet.
    ToCome,
}

/// One week of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The week.
    pub week: Week,
    /// Its days, Monday first; `None` beyond the period.
    pub days: [Option<Mark>; 7],
}

/// The weeks of a period, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatMap {
    /// A column each.
    pub columns: Vec<Column>,
}

impl HeatMap {
    /// That of a period.
    #[must_use]
    pub fn of(history: &History, range: DayRange, today: NaiveDate) -> Self {
        let columns = range.weeks().map(|week| {
            let mark = |day: NaiveDate| range.contains(day).then(|| mark(history, day, today));
            Column { week, days: week.days().map(mark) }
        });
        Self { columns: columns.collect() }
    }

    /// Every day with what it was, oldest first.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, Mark)> + '_ {
        let days = self.columns.iter().flat_map(|column| column.week.days().into_iter().zip(column.days));
        days.filter_map(|(day, mark)| Some((day, mark?)))
    }
}

fn mark(history: &History, day: NaiveDate, today: NaiveDate) -> Mark {
    let tally = history.day(day);
    match (tally.runs(), tally.cooled()) {
        (0, _) if day > today => Mark::ToCome,
        (0, _) => Mark::Nothing,
        (_, 0) => Mark::Skipped,
        _ => Mark::CooledDown(Strength::of(tally.floor)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::past::fixtures::{day, note, run, session, with_active};

    #[test]
    fn strength_goes_by_minutes() {
        for (minutes, expected) in [(0, 1), (7, 1), (8, 2), (15, 2), (16, 3), (23, 3), (24, 4), (180, 4)] {
            assert_eq!(Strength::of(Span::secs(minutes * 60)).number(), expected, "{minutes} min");
        }
    }

    #[test]
    fn a_year_is_its_weeks_with_monday_first() {
        let map = HeatMap::of(&History::default(), DayRange::year(2026), day("2026-11-22"));
        assert_eq!(map.columns.len(), 53);
        // The first of January 2026 was a Thursday, and the last of December is one.
        let there = |column: Column| column.days.map(|day| day.is_some());
        assert_eq!(there(map.columns[0]), [false, false, false, true, true, true, true]);
        assert_eq!(there(map.columns[52]), [true, true, true, true, false, false, false]);
        assert_eq!(map.days().filter(|(_, mark)| *mark == Mark::ToCome).count(), 39);
        for (year, days) in [(2026, 365), (2028, 366), (2020, 366)] {
            let map = HeatMap::of(&History::default(), DayRange::year(year), day("2026-11-22"));
            assert_eq!(map.days().count(), days, "{year}");
        }
    }

    #[test]
    fn each_day_is_what_it_was() {
        let mut history = History::default();
        history.add([
            run("2026-11-16T07:00:00+01:00"),
            with_active(session("2026-11-17T07:00:00+01:00", &[("squat", Some(8))]), Span::secs(19 * 60)),
            // Two short ones are as long as one.
            with_active(session("2026-11-18T07:00:00+01:00", &[("squat", Some(8))]), Span::secs(9 * 60)),
            with_active(session("2026-11-18T19:00:00+01:00", &[("squat", Some(8))]), Span::secs(9 * 60)),
            note("2026-11-19T19:00:00+01:00"),
            session("2026-11-20T19:00:00+01:00", &[("squat", None)]),
            // Of tomorrow, by the date line.
            run("2026-11-22T07:00:00+13:00"),
        ]);
        let map = HeatMap::of(&history, DayRange::of(Week::of(day("2026-11-22"))), day("2026-11-20"));
        let three = Some(Mark::CooledDown(Strength(3)));
        let nothing = Some(Mark::Nothing);
        let days = [Some(Mark::Skipped), three, three, nothing, nothing, Some(Mark::ToCome), Some(Mark::Skipped)];
        assert_eq!(map.columns, [Column { week: Week::of(day("2026-11-22")), days }]);
    }
}
