//! The words of what is said: sides, doses, counts. Says nothing of when; numbers stay digits, and the voice reads them out.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use super::plan::{Plan, PlanStep, Segment, SegmentKind, Work};
use super::side::{Side, Sides};
use super::time::Span;

/// One thing that is said in one breath, as it is shown. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence(Arc<str>);

impl Sentence {
    /// A sentence, less the blanks around it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().into())
    }

    /// Its words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Borrow<str> for Sentence {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The side, before the name of a step.
pub(super) fn side(side: Side) -> Sentence {
    Sentence::new(match side {
        Side::Left => "Left.",
        Side::Right => "Right.",
    })
}

/// What is said when sides change.
pub(super) fn other_side(side: Side) -> Sentence {
    Sentence::new(match side {
        Side::Left => "Left side.",
        Side::Right => "Right side.",
    })
}

/// A name, or a line, as a sentence of its own.
pub(super) fn sentence(text: &str) -> Option<Sentence> {
    let text = text.trim();
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let ends = text.ends_with(['.', '!', '?', '…', ':', ';']);
    Some(Sentence::new(&if ends { text.to_owned() } else { format!("{text}.") }))
}

/// What is said of an exercise where there is time for all of it, less its dose: the side, the name, and how to do it.
#[must_use]
pub fn introduction(name: &str, sides: Sides, how: &str) -> String {
    let first = (sides == Sides::Each).then(|| side(Side::Left));
    let parts = [first, sentence(name), sentence(how)];
    parts.iter().flatten().map(Sentence::as_str).collect::<Vec<_>>().join(" ")
}

/// How much of it, where that is worth a word: nobody is told how long something may take that they end themselves.
pub(super) fn dose(plan: &Plan, segment: &Segment) -> Option<Sentence> {
    let SegmentKind::Work(work) = work_of(plan, segment)? else { return None };
    let amount = match work {
        Work::Hold(span) => duration(span),
        Work::Reps { count, alternate: true, .. } => format!("{}, changing sides", reps(count)),
        Work::Reps { count, .. } => reps(count),
        Work::OwnReps { count, .. } => format!("{} at your own pace", reps(count)),
        Work::Open { .. } => return None,
    };
    sentence(&amount)
}

/// The work that a segment leads to, or is.
fn work_of(plan: &Plan, segment: &Segment) -> Option<SegmentKind> {
    let is_it = |other: &&Segment| other.kind.is_work() && other.step == segment.step;
    if segment.kind.is_work() { Some(segment.kind) } else { plan.segments.iter().find(is_it).map(|work| work.kind) }
}

fn reps(count: u32) -> String {
    if count == 1 { "1 rep".to_owned() } else { format!("{count} reps") }
}

/// A length as one says it: `30 seconds`, `1 minute`, `1 minute 30`.
pub(super) fn duration(span: Span) -> String {
    let secs = span.whole_secs();
    let minutes = match secs / 60 {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    match (secs / 60, secs % 60) {
        (0, 1) => "1 second".to_owned(),
        (0, secs) => format!("{secs} seconds"),
        (_, 0) => minutes,
        (_, secs) => format!("{minutes} {secs}"),
    }
}

/// What is said at half of a long hold.
pub(super) fn halfway() -> Sentence {
    Sentence::new("Halfway.")
}

/// What is said between two rounds.
pub(super) fn rest() -> Sentence {
    Sentence::new("Rest.")
}

/// How many reps are left, of the last three.
pub(super) fn left(reps: u32) -> Sentence {
    Sentence::new(match reps {
        1 => "One.",
        2 => "Two.",
        _ => "Three.",
    })
}

/// The name of a step.
pub(super) fn name(step: &PlanStep) -> Option<Sentence> {
    sentence(&step.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::tests::plan_of;

    fn said(step: &str) -> String {
        let plan = plan_of(&[step]);
        dose(&plan, &plan.segments[0]).map(|dose| dose.to_string()).unwrap_or_default()
    }

    #[test]
    fn doses_are_said_as_people_say_them() {
        assert_eq!(said("plank Hold(\"30s\") ready 5s"), "30 seconds.");
        assert_eq!(said("plank Hold(\"1m\") ready 0s"), "1 minute.");
        assert_eq!(said("plank Hold(\"2m 30s\") ready 5s"), "2 minutes 30.");
        assert_eq!(said("plank Hold(\"1s\") ready 5s"), "1 second.");
        assert_eq!(said("squat Reps(1) ready 5s"), "1 rep.");
        assert_eq!(said("squat Reps(8) ready 5s"), "8 reps.");
        assert_eq!(said("lunge Reps(8) ready 5s"), "8 reps, changing sides.");
        assert_eq!(said("refuel Open(\"1m\") ready 0s"), "");
    }

    #[test]
    fn an_exercise_is_introduced_with_its_side_first() {
        assert_eq!(introduction("Half split", Sides::Each, "Toes up"), "Left. Half split. Toes up.");
        assert_eq!(introduction("Squats", Sides::Both, ""), "Squats.");
    }

    #[test]
    fn a_sentence_ends_as_it_was_written_or_with_a_full_stop() {
        let text = |text: &str| sentence(text).map(|sentence| sentence.to_string());
        assert_eq!(text(" Half split "), Some("Half split.".into()));
        assert_eq!(text("Breathe!"), Some("Breathe!".into()));
        assert_eq!(text("Slowly…"), Some("Slowly…".into()));
        assert_eq!(text(" — "), None);
        assert_eq!(text(""), None);
    }
}
