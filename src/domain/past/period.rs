//! Which days are looked at: a year, the last weeks or months, everything. Reads no clock: today is an argument.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::week::Week;
use crate::domain::history::History;

/// Days in a row, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayRange {
    first: NaiveDate,
    last: NaiveDate,
}

impl DayRange {
    /// From one day to another. There is no day in it when the last comes before the first.
    #[must_use]
    pub const fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first, last }
    }

    /// A year of the calendar.
    #[must_use]
    pub fn year(year: i32) -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
        Self { first: day(1, 1), last: day(12, 31) }
    }

    /// The days of a week.
    #[must_use]
    pub fn of(week: Week) -> Self {
        Self { first: week.monday(), last: week.sunday() }
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The weeks that have a day in it, oldest first.
    pub fn weeks(self) -> impl Iterator<Item = Week> {
        let (first, last) = (Week::of(self.first), Week::of(self.last));
        let some = (self.first <= self.last).then_some(first);
        std::iter::successors(some, move |week| (*week < last).then(|| week.next()))
    }
}

/// What can be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// The year that today lies in.
    #[default]
    ThisYear,
    /// A year of the calendar.
    Year(i32),
    /// The week around today, and those before it: [`Self::WEEKS`] in all.
    LastWeeks,
    /// The [`Self::MONTHS`] months up to today.
    LastMonths,
    /// All there is.
    Everything,
}

impl Period {
    /// How many weeks [`Self::LastWeeks`] are.
    pub const WEEKS: u32 = 12;
    /// How many months [`Self::LastMonths`] are.
    pub const MONTHS: u32 = 12;

    /// The first year that is believed. What says that it is older was written by a clock that had lost its time.
    const OLDEST: i32 = 1900;
    /// So many days may the local day jump back where the date line is crossed: from UTC+14 to UTC-12.
    const DATE_LINE: Days = Days::new(2);

    /// The year in which a day lies.
    #[must_use]
    pub fn year_of(day: NaiveDate, today: NaiveDate) -> Self {
        if day.year() == today.year() { Self::ThisYear } else { Self::Year(day.year()) }
    }

    /// The days that it is about.
    ///
    /// Whole years and weeks have their days to come in them. Otherwise it ends today, or with an entry that is later than
    /// that by the date line, or with [`Self::Everything`] up to a year later.
    #[must_use]
    pub fn days(self, history: &History, today: NaiveDate) -> DayRange {
        let up_to = |ahead: Days| {
            let most = today.checked_add_days(ahead).unwrap_or(today);
            let newest = history.days(DayRange::new(today, most)).next_back();
            newest.map_or(today, |(day, _)| day)
        };
        match self {
            Self::ThisYear => DayRange::year(today.year()),
            Self::Year(year) => DayRange::year(year),
            Self::LastWeeks => {
                let week = Week::of(today);
                DayRange::new(week.back(Self::WEEKS - 1).monday(), week.sunday())
            }
            Self::LastMonths => {
                let before = today.checked_sub_months(Months::new(Self::MONTHS)).unwrap_or(today);
                DayRange::new(before.succ_opt().unwrap_or(today), up_to(Self::DATE_LINE))
            }
            Self::Everything => {
                let believed = DayRange::new(DayRange::year(Self::OLDEST).first, today);
                let oldest = history.days(believed).next();
                DayRange::new(oldest.map_or(today, |(day, _)| day), up_to(Days::new(366)))
            }
        }
    }

    /// The years in which there is an entry, newest first, and this one in any case.
    #[must_use]
    pub fn years(history: &History, today: NaiveDate) -> Vec<i32> {
        let all = Self::Everything.days(history, today);
        let mut years = Vec::new();
        let mut year = all.last.year();
        while year >= all.first.year() {
            if year == today.year() || history.days(DayRange::year(year)).next().is_some() {
                years.push(year);
            }
            year -= 1;
        }
        years
    }

    /// Everything that can be chosen, in the order in which it is offered: the years before this one come last but one.
    #[must_use]
    pub fn choices(history: &History, today: NaiveDate) -> Vec<Self> {
        let years = Self::years(history, today);
        let others = years.into_iter().filter(|year| *year != today.year()).map(Self::Year);
        [Self::ThisYear, Self::LastMonths, Self::LastWeeks]
            .into_iter()
            .chain(others)
            .chain([Self::Everything])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::past::fixtures::{day, run};

    #[test]
    fn each_period_has_its_first_and_last_day() {
        let mut history = History::default();
        history.add([run("2019-03-01T08:00:00+01:00"), run("2026-11-23T08:00:00+13:00")]);
        for (period, today, first, last) in [
            (Period::ThisYear, "2026-11-22", "2026-01-01", "2026-12-31"),
            (Period::Year(2024), "2026-11-22", "2024-01-01", "2024-12-31"),
            (Period::LastWeeks, "2026-11-22", "2026-08-31", "2026-11-22"),
            (Period::LastWeeks, "2027-01-01", "2026-10-12", "2027-01-03"),
            // Across the date line, the newest entry is of tomorrow.
            (Period::LastMonths, "2026-11-22", "2025-11-23", "2026-11-23"),
            (Period::LastMonths, "2028-02-29", "2027-03-01", "2028-02-29"),
            (Period::LastMonths, "2028-02-28", "2027-03-01", "2028-02-28"),
            (Period::Everything, "2026-11-22", "2019-03-01", "2026-11-23"),
            (Period::Everything, "2026-12-24", "2019-03-01", "2026-12-24"),
        ] {
            let days = period.days(&history, day(today));
            assert_eq!((days.first(), days.last()), (day(first), day(last)), "{period:?} on {today}");
        }
    }

    #[test]
    fn a_clock_that_was_wrong_makes_no_long_period() {
        let mut history = History::default();
        let today = day("2026-11-22");
        assert_eq!(Period::Everything.days(&history, today), DayRange::new(today, today));
        history.add([run("0001-01-01T08:00:00Z"), run("2026-01-05T08:00:00Z"), run("9999-12-31T08:00:00Z")]);
        assert_eq!(Period::Everything.days(&history, today), DayRange::new(day("2026-01-05"), today));
        assert_eq!(Period::years(&history, today), [2026]);
    }

    #[test]
    fn the_years_are_those_with_an_entry_and_this_one() {
        let mut history = History::default();
        history.add([run("2023-12-31T23:30:00-05:00"), run("2021-06-01T08:00:00Z")]);
        assert_eq!(Period::years(&history, day("2026-11-22")), [2026, 2023, 2021]);
        let choices = Period::choices(&history, day("2026-11-22"));
        assert_eq!(choices[2..], [Period::LastWeeks, Period::Year(2023), Period::Year(2021), Period::Everything]);
    }

    #[test]
    fn the_weeks_of_a_year_reach_over_its_ends() {
        let written = |year| DayRange::year(year).weeks().map(|week| week.to_string()).collect::<Vec<_>>();
        let weeks = written(2026);
        assert_eq!((weeks.len(), weeks[0].as_str(), weeks[52].as_str()), (53, "2026-W01", "2026-W53"));
        let weeks = written(2021);
        assert_eq!((weeks.len(), weeks[0].as_str(), weeks[52].as_str()), (53, "2020-W53", "2021-W52"));
        let none = DayRange::new(day("2026-11-22"), day("2026-11-21"));
        assert_eq!(none.weeks().count(), 0);
    }
}
