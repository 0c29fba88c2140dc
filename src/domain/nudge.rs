//! The reminder of the routine at a time of day, and what is said outside the window. Functions of their arguments; reminds nobody.

use std::fmt;

use chrono::{DateTime, FixedOffset, Timelike};
use serde::{Deserialize, Serialize};

use super::shown::shown;
use super::time::Span;

/// A time of day, to the minute. Written as people write it: `"18:30"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The first minute of a day.
    pub const FIRST: Self = Self(0);
    /// The last one.
    pub const LAST: Self = Self(24 * 60 - 1);

    /// The time so many minutes after midnight; at most the last minute of the day.
    #[must_use]
    pub const fn minutes(minutes: u16) -> Self {
        if minutes > Self::LAST.0 { Self::LAST } else { Self(minutes) }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn as_minutes(self) -> u16 {
        self.0
    }

    /// The time that a text says: `18:30`, `7:05`, `18`.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{}\" is not a time of day; write it like 18:30", shown(text.trim()));
        let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
        let number = |text: &str, below: u16| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u16>().ok().filter(|number| digits && *number < below)
        };
        let hour = number(hour, 24).ok_or_else(wrong)?;
        let minute = number(minute, 60).filter(|_| minute.len() == 2).ok_or_else(wrong)?;
        Ok(Self(hour * 60 + minute))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text)
    }
}

impl From<TimeOfDay> for String {
    fn from(at: TimeOfDay) -> Self {
        at.to_string()
    }
}

/// On which days somebody is reminded of the routine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Days {
    /// On none.
    #[default]
    Never,
    /// On those on which they ran.
    RunDays,
    /// On every day.
    EveryDay,
}

/// When somebody is reminded of the routine, unless it was done that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Nudge {
    /// On which days.
    pub days: Days,
    /// When.
    pub at: TimeOfDay,
}

impl Default for Nudge {
    fn default() -> Self {
        Self { days: Days::Never, at: TimeOfDay(18 * 60 + 30) }
    }
}

impl Nudge {
    /// Whether its time has come since somebody last looked, on the day that it is now.
    #[must_use]
    pub fn has_come(&self, looked: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
        let at = u32::from(self.at.0);
        let minute = |of: DateTime<FixedOffset>| of.hour() * 60 + of.minute();
        let was_before = looked.date_naive() < now.date_naive() || minute(looked) < at;
        self.days != Days::Never && was_before && minute(now) >= at
    }

    /// How long it is until its time comes again, today or tomorrow.
    #[must_use]
    pub fn comes_in(&self, now: DateTime<FixedOffset>) -> Option<Span> {
        const DAY: u64 = 24 * 60 * 60;
        let at = u64::from(self.at.0) * 60;
        let since_midnight = u64::from(now.num_seconds_from_midnight());
        let wait = if at > since_midnight { at - since_midnight } else { at + DAY - since_midnight };
        (self.days != Days::Never).then_some(Span::secs(wait))
    }
}

/// Something that is said outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub title: String,
    /// What else there is to it.
    pub body: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        format!("2026-11-{text}+01:00").parse().unwrap()
    }

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        for (text, minutes) in
            [("18:30", 1110), (" 7:05 ", 425), ("7.05", 425), ("18", 1080), ("00:00", 0), ("23:59", 1439)]
        {
            assert_eq!(TimeOfDay::read(text), Ok(TimeOfDay::minutes(minutes)), "{text}");
        }
        for text in ["", "24:00", "18:60", "18:5", "soon", "1:2:3", "-1:00", "018:30"] {
            assert!(TimeOfDay::read(text).unwrap_err().ends_with("write it like 18:30"), "{text}");
        }
        let nudge: Nudge = ron::from_str("(days: EveryDay, at: \"7:05\")").unwrap();
        assert_eq!(ron::to_string(&nudge).unwrap(), "(days:EveryDay,at:\"07:05\")");
    }

    #[test]
    fn its_time_comes_once_a_day_and_not_to_who_comes_later() {
        let nudge = Nudge { days: Days::EveryDay, ..Nudge::default() };
        assert!(nudge.has_come(at("22T18:29:59"), at("22T18:30:00")));
        assert!(!nudge.has_come(at("22T18:30:00"), at("22T18:30:01")));
        assert!(!nudge.has_come(at("22T18:31:00"), at("22T23:59:59")));
        assert!(nudge.has_come(at("21T23:00:00"), at("22T19:00:00")), "the machine was asleep");
        assert!(!nudge.has_come(at("21T23:00:00"), at("22T07:00:00")));
        assert!(!Nudge::default().has_come(at("22T18:29:59"), at("22T18:30:00")), "nobody has asked for it");
        assert_eq!(nudge.comes_in(at("22T18:29:00")), Some(Span::secs(60)));
        assert_eq!(nudge.comes_in(at("22T18:30:00")), Some(Span::secs(24 * 60 * 60)));
        assert_eq!(Nudge::default().comes_in(at("22T18:29:00")), None);
    }
}
