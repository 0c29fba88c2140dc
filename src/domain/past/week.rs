//! Weeks as the calendar counts them, and those in which nobody has to run. Reads no clock and no files.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

use crate::domain::shown::shown;

/// A week of the calendar, Monday to Sunday, numbered as ISO 8601 does: the week of a year's first Thursday is its first.
/// Written in files as `"2026-W47"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week that a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let since_monday = Days::new(day.weekday().num_days_from_monday().into());
        // The first week that a calendar can name may lack its Monday; nobody ran in it.
        Self { monday: day.checked_sub_days(since_monday).unwrap_or(day) }
    }

    /// Its first day.
    #[must_use]
    pub const fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> NaiveDate {
        self.day(6)
    }

    /// Its days, Monday first.
    #[must_use]
    pub fn days(self) -> [NaiveDate; 7] {
        std::array::from_fn(|i| self.day(i as u64))
    }

    fn day(self, i: u64) -> NaiveDate {
        self.monday.checked_add_days(Days::new(i)).unwrap_or(NaiveDate::MAX)
    }

    /// The week after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.day(7))
    }

    /// The week so many weeks before it.
    #[must_use]
    pub fn back(self, weeks: u32) -> Self {
        let days = Days::new(u64::from(weeks) * 7);
        Self::of(self.monday.checked_sub_days(days).unwrap_or(NaiveDate::MIN))
    }

    /// How many weeks it lies after `earlier`; 0 when it does not.
    #[must_use]
    pub fn since(self, earlier: Self) -> u32 {
        u32::try_from((self.monday - earlier.monday).num_days() / 7).unwrap_or(0)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

/// A text that is no week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a week; write it like \"2026-W47\"")]
pub struct NoWeek(String);

impl FromStr for Week {
    type Err = NoWeek;

    fn from_str(text: &str) -> Result<Self, NoWeek> {
        let digits = |text: &str, len: usize| {
            (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
        };
        let monday = text.split_once("-W").and_then(|(year, week)| {
            let (year, week) = (digits(year, 4)?, digits(week, 2)?);
            NaiveDate::from_isoywd_opt(year.cast_signed(), week, Weekday::Mon)
        });
        monday.map(|monday| Self { monday }).ok_or_else(|| NoWeek(shown(text)))
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Why nothing has to be done in a week. Such a week breaks no streak and lengthens none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NeutralWeek {
    /// Rest, as planned.
    Rest,
    /// Ill.
    Illness,
    /// Hurt.
    Injury,
}

impl NeutralWeek {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Rest, Self::Illness, Self::Injury];
}

/// The weeks that are set neutral.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weeks(BTreeMap<Week, NeutralWeek>);

impl Weeks {
    /// Why nothing has to be done in a week; `None` in an ordinary one.
    #[must_use]
    pub fn get(&self, week: Week) -> Option<NeutralWeek> {
        self.0.get(&week).copied()
    }

    /// Sets a week neutral, or makes it an ordinary one again.
    pub fn set(&mut self, week: Week, kind: Option<NeutralWeek>) {
        match kind {
            Some(kind) => drop(self.0.insert(week, kind)),
            None => drop(self.0.remove(&week)),
        }
    }

    /// Whether every week is an ordinary one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The weeks that are neutral, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Week, NeutralWeek)> + '_ {
        self.0.iter().map(|(week, kind)| (*week, *kind))
    }

    /// Whether every week that lies between two is neutral, neither of them counted.
    #[must_use]
    pub fn bridge(&self, from: Week, to: Week) -> bool {
        let between = to.since(from).saturating_sub(1);
        between == 0 || self.0.range(from.next()..to).count() == between as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_are_numbered_as_the_calendar_does_around_new_year() {
        for (of, written) in [
            ("2026-11-22", "2026-W47"),
            ("2026-11-23", "2026-W48"),
            ("2021-01-03", "2020-W53"),
            ("2020-12-31", "2020-W53"),
            ("2024-12-30", "2025-W01"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2028-02-29", "2028-W09"),
            ("2005-01-01", "2004-W53"),
        ] {
            let week = Week::of(day(of));
            assert_eq!(week.to_string(), written, "{of}");
            assert_eq!(written.parse(), Ok(week), "{of}");
            assert!(week.days().contains(&day(of)) && week.monday().weekday() == Weekday::Mon, "{of}");
        }
    }

    #[test]
    fn weeks_follow_one_another_over_a_year_of_53() {
        let last = Week::of(day("2026-12-31"));
        assert_eq!((last.next().to_string(), last.next().back(2).to_string()), ("2027-W01".into(), "2026-W52".into()));
        assert_eq!((last.since(last.back(60)), last.back(1).since(last)), (60, 0));
    }

    #[test]
    fn what_is_no_week_is_said() {
        for text in ["2026-W00", "2026-W54", "2025-W53", "2026-47", "26-W47", "2026-W7", "+026-W07", "", "2026-W٤7"] {
            let said = text.parse::<Week>().unwrap_err().to_string();
            assert!(said.contains("write it like \"2026-W47\""), "{text}: {said}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let week = Week::of(day);
            assert!(week.days().len() == 7 && week.back(3) <= week && week.next() >= week);
        }
    }

    #[test]
    fn neutral_weeks_are_written_by_name_and_read_again() {
        let mut weeks = Weeks::default();
        let week: Week = "2026-W47".parse().unwrap();
        weeks.set(week, Some(NeutralWeek::Illness));
        weeks.set(week.next(), Some(NeutralWeek::Rest));
        let text = ron::to_string(&weeks).unwrap();
        assert_eq!(text, "{\"2026-W47\":Illness,\"2026-W48\":Rest}");
        assert_eq!(ron::from_str::<Weeks>(&text).unwrap(), weeks);
        assert!(weeks.bridge(week.back(1), week.next().next()) && !weeks.bridge(week.back(2), week.next()));
        assert!(weeks.bridge(week, week) && weeks.bridge(week.back(1), week));
        weeks.set(week, None);
        assert_eq!((weeks.get(week), weeks.iter().count()), (None, 1));
    }
}
