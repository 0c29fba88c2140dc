//! How often each exercise was skipped, out of how often it was planned. Judges nobody.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::walk::Gather;
use crate::domain::exercise::ExerciseId;
use crate::domain::session::StepDone;

/// How often an exercise was skipped. Both sides are one, and each round is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skips {
    /// The exercise.
    pub exercise: ExerciseId,
    /// What people called it the last time.
    pub name: String,
    /// How often it, or one of its sides, was left before its end or never reached.
    pub skipped: u32,
    /// How often it was planned in a session in which something was done.
    pub planned: u32,
}

/// Counts what is skipped.
#[derive(Default)]
pub(super) struct Skipping<'a>(Vec<Seen<'a>>);

struct Seen<'a> {
    last: &'a StepDone,
    skipped: u32,
    planned: u32,
}

impl<'a> Gather<'a> for Skipping<'a> {
    fn meet(&mut self, number: usize, sides: &'a [StepDone]) {
        let Some(last) = sides.last() else { return };
        if number == self.0.len() {
            self.0.push(Seen { last, skipped: 0, planned: 0 });
        }
        let seen = &mut self.0[number];
        seen.last = last;
        seen.planned += 1;
        seen.skipped += u32::from(sides.iter().any(|side| side.skipped));
    }

    fn close(&mut self, _: NaiveDate) {}
}

impl Skipping<'_> {
    /// What was counted, the exercise that was skipped most often first.
    pub fn skips(self) -> Vec<Skips> {
        let skipped = self.0.into_iter().filter(|seen| seen.skipped > 0);
        let skips = skipped.map(|Seen { last, skipped, planned }| Skips {
            exercise: last.exercise.clone(),
            name: last.name.to_string(),
            skipped,
            planned,
        });
        let mut skips: Vec<Skips> = skips.collect();
        // Of those skipped as often, the one that was planned less often is skipped more.
        skips.sort_by(|a, b| {
            (Reverse(a.skipped), a.planned, &a.exercise).cmp(&(Reverse(b.skipped), b.planned, &b.exercise))
        });
        skips
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::history::History;
    use crate::domain::past::fixtures::{of_2026, session, sides};

    #[test]
    fn what_was_skipped_most_comes_first() {
        let mut history = History::default();
        history.add([
            session("2026-11-20T07:00:00+01:00", &[("squat", Some(8)), ("plank", None), ("calf", None)]),
            session("2026-11-21T07:00:00+01:00", &[("squat", Some(8)), ("plank", None), ("calf", Some(8))]),
            session("2026-11-22T07:00:00+01:00", &[("squat", None), ("plank", Some(8))]),
            // Left at once: nothing of it was skipped.
            session("2026-11-22T08:00:00+01:00", &[("squat", None), ("plank", None)]),
            // Another year.
            session("2025-11-22T08:00:00+01:00", &[("squat", Some(8)), ("plank", None)]),
        ]);
        let found = of_2026(&history).skips;
        let found: Vec<_> = found.iter().map(|skips| (skips.exercise.as_str(), skips.skipped, skips.planned)).collect();
        assert_eq!(found, [("plank", 2, 3), ("calf", 1, 2), ("squat", 1, 3)]);
    }

    #[test]
    fn both_sides_are_one() {
        let mut history = History::default();
        history.put(sides("2026-11-20T07:00:00+01:00", "lunge", &[(Some(8), None), (Some(8), Some(8))]));
        let found = of_2026(&history).skips;
        assert_eq!((found.len(), found[0].skipped, found[0].planned), (1, 1, 2));
    }
}
