//! How things are said on screen: digits, dates, doses, plurals. Text only; no layout and no colour.

pub mod journal;
mod measures;
pub mod past;
pub mod typed;

pub use crate::domain::shown::sentence;
pub use measures::{degrees, distance, not_a_run, pace, run_time, sport, temperature};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

use crate::domain::dose::Dose;
use crate::domain::exercise::{Kind, Muscle};
use crate::domain::plan::{Plan, PlanStep, SegmentKind, Work};
use crate::domain::session::Session;
use crate::domain::side::{Side, Sides};
use crate::domain::time::Span;
use crate::model::Purpose;

/// A length as a clock shows it: `0:45`, `5:00`, `1:02:03`. Rounded up to whole seconds, as a countdown is.
#[must_use]
pub fn clock(span: Span) -> String {
    let secs = span.secs_up();
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

/// The big digits: seconds alone below 100, else as [`clock`].
#[must_use]
pub fn big_digits(span: Span) -> String {
    if span.secs_up() < 100 { span.secs_up().to_string() } else { clock(span) }
}

/// A length in a sentence: `45 s`, `1 min`, `1 min 30 s`.
#[must_use]
pub fn length(span: Span) -> String {
    let secs = span.secs_up();
    match (secs / 60, secs % 60) {
        (0, secs) => format!("{secs} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, secs) => format!("{minutes} min {secs} s"),
    }
}

/// Time on the floor, to the minute: `19 min`, `2 h 5 min`.
#[must_use]
pub fn minutes(span: Span) -> String {
    let minutes = (span.whole_secs() + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A time of day: `18:45`.
#[must_use]
pub fn time_of_day(at: &DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A day in full: `Sunday 22 November`.
#[must_use]
pub fn day(at: NaiveDate) -> String {
    format!("{} {} {}", at.format("%A"), at.day(), at.format("%B"))
}

/// A day as a row of the history names it, seen from `today`: `Today`, `Yesterday`, `Mon 16 Nov`, `16 Nov 2025`.
#[must_use]
pub fn past_day(at: NaiveDate, today: NaiveDate) -> String {
    match (today - at).num_days() {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ if at.year() == today.year() => format!("{} {} {}", at.format("%a"), at.day(), at.format("%b")),
        _ => format!("{} {} {}", at.day(), at.format("%b"), at.year()),
    }
}

/// How much of a session was done: `3 of 19 exercises`; `just begun` where none was done to its end, and it counts
/// nowhere.
#[must_use]
pub fn how_much(session: &Session) -> String {
    match session.count() {
        _ if !session.counts() => "just begun".to_owned(),
        (0, _) => "one side of an exercise".to_owned(),
        (done, all) => format!("{done} of {all} exercises"),
    }
}

/// A number of things: `1 exercise`, `16 exercises`.
#[must_use]
pub fn count(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// What a muscle is called.
#[must_use]
pub const fn muscle(muscle: Muscle) -> &'static str {
    match muscle {
        Muscle::Feet => "Feet",
        Muscle::Ankles => "Ankles",
        Muscle::Shins => "Shins",
        Muscle::Calves => "Calves",
        Muscle::Quads => "Quads",
        Muscle::Hamstrings => "Hamstrings",
        Muscle::OuterThigh => "Outer thigh",
        Muscle::HipFlexors => "Hip flexors",
        Muscle::Glutes => "Glutes",
        Muscle::Groin => "Groin",
        Muscle::Core => "Core",
        Muscle::LowBack => "Low back",
        Muscle::UpperBack => "Upper back",
        Muscle::Chest => "Chest",
        Muscle::Shoulders => "Shoulders",
        Muscle::Arms => "Arms",
        Muscle::Neck => "Neck",
    }
}

/// Several muscles in a row: `Hamstrings, calves`.
#[must_use]
pub fn muscles(muscles: &[Muscle]) -> String {
    let names: Vec<&str> = muscles.iter().map(|found| muscle(*found)).collect();
    sentence(&names.join(", ").to_lowercase())
}

/// What a kind of exercise is called.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Strength => "Strength",
        Kind::Stretch => "Stretch",
        Kind::Roll => "Foam roller",
        Kind::Care => "Care",
    }
}

/// The word for one side alone: `left`.
#[must_use]
pub const fn side_alone(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// A dose as a list shows it: `10 reps, alternating`, `30 s each side`, `about 1:00`.
#[must_use]
pub fn dose(dose: Dose, sides: Sides) -> String {
    let amount = match dose {
        Dose::Hold(span) => length(span),
        Dose::Reps(reps) => count(reps as usize, "rep"),
        Dose::Open(estimate) => format!("about {}", clock(estimate)),
    };
    match sides {
        Sides::Each => format!("{amount} each side"),
        Sides::Alternate if matches!(dose, Dose::Reps(_)) => format!("{amount}, alternating"),
        Sides::Both | Sides::Alternate => amount,
    }
}

/// What is asked for in one go: `8 reps`, `30 s`, `about 1:00`.
#[must_use]
pub fn work(work: Work) -> String {
    match work {
        Work::Hold(span) => length(span),
        Work::Reps { count: reps, .. } | Work::OwnReps { count: reps, .. } => count(reps as usize, "rep"),
        Work::Open { estimate } => format!("about {}", clock(estimate)),
    }
}

/// The pace of reps: `3 s a rep`.
#[must_use]
pub fn tempo(every: Span) -> String {
    format!("{} s a rep", every.as_secs_f64())
}

/// What a segment leads up to, for "next": `Half split, right leg`, `Lunges, 8 reps`, `Rest`.
#[must_use]
pub fn next(plan: &Plan, at: usize) -> String {
    let segment = &plan.segments[at];
    let step = plan.step(segment);
    if let SegmentKind::Rest(span) = segment.kind {
        return format!("Rest, {}", length(span));
    }
    if let Some(side) = segment.side {
        return format!("{}, {}", step.name, side.of(step.side_word).to_lowercase());
    }
    match coming_work(plan, at) {
        Some(found @ (Work::Reps { .. } | Work::OwnReps { .. })) => format!("{}, {}", step.name, work(found)),
        _ => step.name.clone(),
    }
}

/// The work that a segment is, or leads up to.
#[must_use]
pub fn coming_work(plan: &Plan, at: usize) -> Option<Work> {
    let step = plan.segments.get(at)?.step;
    plan.segments[at..].iter().take_while(|segment| segment.step == step).find_map(|segment| match segment.kind {
        SegmentKind::Work(work) => Some(work),
        _ => None,
    })
}

/// The step's place in its block: `2 of 5`.
#[must_use]
pub fn place(plan: &Plan, step: &PlanStep) -> String {
    let all = plan.steps.iter().filter(|other| other.block == step.block).count();
    format!("{} of {all}", step.place)
}

/// What something is played for, where that is not to do it.
#[must_use]
pub const fn purpose(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Session => None,
        Purpose::Trial => Some("Trying it out"),
        Purpose::Rehearsal { .. } => Some("Rehearsal, ten times as fast"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_like_a_clock() {
        assert_eq!(clock(Span::secs(45)), "0:45");
        assert_eq!(clock(Span::secs(1200)), "20:00");
        assert_eq!(clock(Span::secs(3723)), "1:02:03");
        assert_eq!(big_digits(Span::secs(99)), "99");
        assert_eq!(big_digits(Span::secs(100)), "1:40");
        assert_eq!(length(Span::secs(30)), "30 s");
        assert_eq!(length(Span::secs(60)), "1 min");
        assert_eq!(length(Span::secs(75)), "1 min 15 s");
        assert_eq!(minutes(Span::secs(7500)), "2 h 5 min");
        assert_eq!(tempo(Span::millis(2500)), "2.5 s a rep");
        assert_eq!(tempo(Span::secs(3)), "3 s a rep");
    }

    #[test]
    fn doses_say_what_is_done() {
        assert_eq!(dose(Dose::Reps(10), Sides::Alternate), "10 reps, alternating");
        assert_eq!(dose(Dose::Reps(1), Sides::Both), "1 rep");
        assert_eq!(dose(Dose::Hold(Span::secs(30)), Sides::Each), "30 s each side");
        assert_eq!(dose(Dose::Open(Span::secs(60)), Sides::Both), "about 1:00");
    }

    #[test]
    fn days_are_named_from_today() {
        let day_of = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day_of("2026-11-22");
        assert_eq!(day(today), "Sunday 22 November");
        assert_eq!(past_day(today, today), "Today");
        assert_eq!(past_day(day_of("2026-11-21"), today), "Yesterday");
        assert_eq!(past_day(day_of("2026-11-16"), today), "Mon 16 Nov");
        assert_eq!(past_day(day_of("2025-11-16"), today), "16 Nov 2025");
    }
}
