//! How what was done before is said: periods, days, weeks, aches, amounts. Text only; judges nothing.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{clock, count, day, length, minutes};
use crate::domain::past::growth::Amount;
use crate::domain::past::heat::Mark;
use crate::domain::past::period::Period;
use crate::domain::past::tally::DayTally;
use crate::domain::past::week::{NeutralWeek, Week};

/// A period, on the button that chooses it: `2026`, `Last 12 weeks`.
#[must_use]
pub fn period(period: Period, today: NaiveDate) -> String {
    match period {
        Period::ThisYear => today.year().to_string(),
        Period::Year(year) => year.to_string(),
        Period::LastWeeks => format!("Last {} weeks", Period::WEEKS),
        Period::LastMonths => format!("Last {} months", Period::MONTHS),
        Period::Everything => "Everything".to_owned(),
    }
}

/// The days of a period: `Every day this year`.
#[must_use]
pub fn every_day(period: Period) -> String {
    match period {
        Period::ThisYear => "Every day this year".to_owned(),
        Period::Year(year) => format!("Every day of {year}"),
        Period::LastWeeks => format!("Every day of the last {} weeks", Period::WEEKS),
        Period::LastMonths => format!("Every day of the last {} months", Period::MONTHS),
        Period::Everything => "Every day".to_owned(),
    }
}

/// A day with its year, where that is not `today`'s: `Sunday 22 November`, `Monday 3 March 2025`.
#[must_use]
pub fn full_day(at: NaiveDate, today: NaiveDate) -> String {
    if at.year() == today.year() { day(at) } else { format!("{} {}", day(at), at.year()) }
}

/// What was done on a day: `cooled down, 19 min on the floor`.
#[must_use]
pub fn mark(mark: Mark, tally: &DayTally) -> String {
    match mark {
        Mark::CooledDown(_) => {
            let floor = minutes(tally.floor);
            if tally.cooled() == tally.runs() {
                format!("cooled down, {floor} on the floor")
            } else {
                format!(
                    "{} of {} cooled down, {floor} on the floor",
                    tally.cooled(),
                    count(tally.runs() as usize, "run")
                )
            }
        }
        Mark::Skipped if tally.runs() == 1 => "ran, cool-down skipped".to_owned(),
        Mark::Skipped => format!("{}, cool-down skipped", count(tally.runs() as usize, "run")),
        Mark::Nothing if tally.entries > 0 => "something written down".to_owned(),
        Mark::Nothing => "nothing".to_owned(),
        Mark::ToCome => "to come".to_owned(),
    }
}

/// A week by its first day: `Week of 16 November`, `Week of 30 December 2024`.
#[must_use]
pub fn week(week: Week, today: NaiveDate) -> String {
    let monday = week.monday();
    if week == Week::of(today) {
        return "This week".to_owned();
    }
    let year = if monday.year() == today.year() { String::new() } else { format!(" {}", monday.year()) };
    format!("Week of {} {}{year}", monday.day(), monday.format("%B"))
}

/// Words that go on in a sentence begin with a small letter: `week of 16 November`.
#[must_use]
pub fn within(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What a week can be for, on the buttons that choose it.
pub const WEEK_KINDS: [(Option<NeutralWeek>, &str); 4] = [
    (None, "Running"),
    (Some(NeutralWeek::Rest), "Rest"),
    (Some(NeutralWeek::Illness), "Illness"),
    (Some(NeutralWeek::Injury), "Injury"),
];

/// What is said below them.
pub const NEUTRAL_NOTE: &str = "A week of rest, illness or injury leaves every streak as it is";

/// Why nothing had to be done in a week.
#[must_use]
pub const fn neutral(week: NeutralWeek) -> &'static str {
    match week {
        NeutralWeek::Rest => "rest",
        NeutralWeek::Illness => "illness",
        NeutralWeek::Injury => "injury",
    }
}

/// A share: `84 %`.
#[must_use]
pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// How much was done in one go: `45 s`, `1:15`, `8 reps`.
#[must_use]
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Hold(span) if span.secs_up() < 60 => length(span),
        Amount::Hold(span) => clock(span),
        Amount::Reps(reps) => count(reps as usize, "rep"),
    }
}

/// From one amount to another, in words: `from 45 s to 1:15`.
#[must_use]
pub fn from_to(first: Amount, latest: Amount) -> String {
    match (first, latest) {
        (Amount::Reps(first), Amount::Reps(_)) => format!("from {first} to {}", amount(latest)),
        _ => format!("from {} to {}", amount(first), amount(latest)),
    }
}

/// Since when: `since March`, `since March 2025`.
#[must_use]
pub fn since(from: NaiveDate, today: NaiveDate) -> String {
    let year = if from.year() == today.year() { String::new() } else { format!(" {}", from.year()) };
    format!("since {}{year}", from.format("%B"))
}

/// A day as somebody types it: `2026-11-22`, `22.11.2026`, `22 November 2026`, and seen from `today`: `yesterday`, `Friday` for
/// the last one there was. `None` where it is none.
#[must_use]
pub fn typed_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    const FORMATS: [&str; 5] = ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"];
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.pred_opt(),
        _ => {}
    }
    let (weekday, is_before) = text.strip_prefix("last ").map_or((text.as_str(), false), |rest| (rest.trim(), true));
    if let Ok(weekday) = weekday.parse::<Weekday>() {
        let days = u64::from(today.weekday().days_since(weekday));
        return today.checked_sub_days(Days::new(if is_before && days == 0 { 7 } else { days }));
    }
    let parsed = FORMATS.iter().find_map(|format| NaiveDate::parse_from_str(&text, format).ok());
    parsed.filter(|day| (1900..=9999).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_weeks_and_days_are_named_from_today() {
        let today = on("2026-11-22");
        assert_eq!(period(Period::ThisYear, today), "2026");
        assert_eq!(every_day(Period::LastWeeks), "Every day of the last 12 weeks");
        assert_eq!(week(Week::of(today), today), "This week");
        assert_eq!(week(Week::of(on("2026-03-05")), today), "Week of 2 March");
        assert_eq!(week(Week::of(on("2025-01-01")), today), "Week of 30 December 2024");
        assert_eq!(since(on("2026-03-05"), today), "since March");
        assert_eq!(since(on("2025-03-05"), today), "since March 2025");
        assert_eq!(full_day(on("2025-03-03"), today), "Monday 3 March 2025");
    }

    #[test]
    fn amounts_are_short() {
        assert_eq!(amount(Amount::Hold(Span::secs(45))), "45 s");
        assert_eq!(amount(Amount::Hold(Span::secs(75))), "1:15");
        assert_eq!(from_to(Amount::Reps(6), Amount::Reps(10)), "from 6 to 10 reps");
        assert_eq!(percent(161.0 / 192.0), "84 %");
    }

    #[test]
    fn a_day_is_understood_as_people_write_it() {
        // A Wednesday.
        let today = on("2026-11-04");
        for text in ["2026-11-02", " 2.11.2026 ", "2 November 2026", "02 nov 2026", "Monday", "mon", "last Monday"] {
            assert_eq!(typed_day(text, today), Some(on("2026-11-02")), "{text}");
        }
        for (text, day) in [("Today", "2026-11-04"), ("yesterday ", "2026-11-03"), ("Thursday", "2026-10-29")] {
            assert_eq!(typed_day(text, today), Some(on(day)), "{text}");
        }
        assert_eq!(
            (typed_day("wed", today), typed_day("last wednesday", today)),
            (Some(today), Some(on("2026-10-28")))
        );
        for text in ["", "2026-02-30", "soon", "2.11.26", "99999-01-01", "last", "last week"] {
            assert_eq!(typed_day(text, today), None, "{text}");
        }
    }
}
