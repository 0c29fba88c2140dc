//! What the history adds up to: tallies, streaks, growth, load, aches. Functions of a history and a day; keeps nothing itself
//! and reads no clock.
//!
//! A day is the local day of an entry ([`Entry::day`](super::history::Entry::day)), wherever the person was then. What is
//! shown of a whole period is an [`Overview`]; it is as good as new while [`History::revision`], the weeks, the period and
//! the day stay the same.

pub mod aches;
pub mod growth;
pub mod heat;
pub mod load;
pub mod period;
pub mod skips;
pub mod streak;
pub mod tally;
pub mod week;

mod walk;

#[cfg(test)]
pub(in crate::domain) mod fixtures;

use chrono::NaiveDate;

use self::aches::Aches;
use self::growth::{Growing, Growth};
use self::heat::HeatMap;
use self::load::LoadWeek;
use self::period::{DayRange, Period};
use self::skips::{Skipping, Skips};
use self::streak::Streaks;
use self::tally::Tally;
use self::walk::walk;
use self::week::{Week, Weeks};
use super::history::History;
use super::time::Span;

/// Everything that is shown of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The days that it is about.
    pub days: DayRange,
    /// What was done on them, added up.
    pub tally: Tally,
    /// Time on the floor in the week around today, whatever the period.
    pub this_week: Span,
    /// How often in a row, now and at best, whatever the period.
    pub streaks: Streaks,
    /// Every day.
    pub heat: HeatMap,
    /// How each exercise grew, the one that grew the most first.
    pub growth: Vec<Growth>,
    /// How hard each week was.
    pub load: Vec<LoadWeek>,
    /// What ached in each week.
    pub aches: Aches,
    /// What was skipped, the most often skipped first.
    pub skips: Vec<Skips>,
}

impl Overview {
    /// What there is to show of a period.
    #[must_use]
    pub fn of(history: &History, weeks: &Weeks, period: Period, today: NaiveDate) -> Self {
        let days = period.days(history, today);
        let (growing, skipping) = walk(history, days, (Growing::default(), Skipping::default()));
        Self {
            days,
            tally: history.tally(days),
            this_week: history.tally(DayRange::of(Week::of(today))).floor,
            streaks: Streaks::of(history, weeks, today),
            heat: HeatMap::of(history, days, today),
            growth: growing.growth(),
            load: load::by_week(history, days, today),
            aches: Aches::of(history, days),
            skips: skipping.skips(),
        }
    }
}
