//! How each exercise grew: the reps or the hold that were done from session to session. Knows no doses to come.

use chrono::NaiveDate;

use super::walk::Gather;
use crate::domain::exercise::ExerciseId;
use crate::domain::session::{Planned, StepDone};
use crate::domain::side::Side;
use crate::domain::time::Span;

/// How much of an exercise was done in one go: on one side, where it has sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// It was held for so long.
    Hold(Span),
    /// So many reps.
    Reps(u32),
}

impl Amount {
    /// Seconds or reps, to be drawn.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Hold(span) => span.as_secs_f64(),
            Self::Reps(reps) => f64::from(reps),
        }
    }
}

/// The best of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The best go on it; where there are sides, that of the lesser one.
    pub amount: Amount,
}

impl Point {
    /// Another go on the same day.
    fn take(&mut self, amount: Amount) {
        if amount.as_f64() > self.amount.as_f64() {
            self.amount = amount;
        }
    }
}

/// How an exercise grew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The exercise.
    pub exercise: ExerciseId,
    /// What people called it the last time.
    pub name: String,
    /// What was done of it, oldest first. Never empty; all holds or all reps, as the last session had it.
    pub points: Vec<Point>,
}

impl Growth {
    /// The first one.
    #[must_use]
    pub fn first(&self) -> Option<Point> {
        self.points.first().copied()
    }

    /// The latest one.
    #[must_use]
    pub fn latest(&self) -> Option<Point> {
        self.points.last().copied()
    }

    /// The latest as a multiple of the first: more than 1 where it grew.
    #[must_use]
    pub fn factor(&self) -> f64 {
        match (self.first(), self.latest()) {
            (Some(first), Some(latest)) if first.amount.as_f64() > 0.0 => {
                latest.amount.as_f64() / first.amount.as_f64()
            }
            _ => 1.0,
        }
    }

    /// Whether there is more of it now than there was.
    #[must_use]
    pub fn has_grown(&self) -> bool {
        self.factor() > 1.0
    }
}

/// Gathers what was done from session to session. What was skipped is no measure: neither a step left before its end, nor an
/// exercise of which only one side was done.
#[derive(Default)]
pub(super) struct Growing<'a> {
    all: Vec<Option<Series<'a>>>,
    /// Which exercises, and kinds of them, were counted or held in the session that is looked at.
    in_session: Vec<(usize, usize)>,
}

/// What is gathered of one exercise.
struct Series<'a> {
    last: &'a StepDone,
    /// The kind that came last, below [`KINDS`].
    kind: usize,
    points: [Vec<Point>; KINDS],
    /// The best go of the session that is looked at, of each kind, by side: none, left, right. 0 where it was all skipped.
    best: [[Option<u64>; 3]; KINDS],
}

/// Holds, in milliseconds, and reps.
const KINDS: usize = 2;

impl<'a> Gather<'a> for Growing<'a> {
    fn meet(&mut self, number: usize, sides: &'a [StepDone]) {
        if number >= self.all.len() {
            self.all.resize_with(number + 1, || None);
        }
        for step in sides {
            let (kind, done) = match step.planned {
                Planned::Hold(_) => (0, step.time.to_std().as_millis() as u64),
                Planned::Reps(_) => (1, step.reps.into()),
                Planned::Open(_) => continue,
            };
            let fresh = || Series { last: step, kind, points: Default::default(), best: Default::default() };
            let series = self.all[number].get_or_insert_with(fresh);
            (series.last, series.kind) = (step, kind);
            let best = &mut series.best[kind];
            if *best == [None; 3] {
                self.in_session.push((number, kind));
            }
            let side = match step.side {
                None => 0,
                Some(Side::Left) => 1,
                Some(Side::Right) => 2,
            };
            let done = if step.skipped { 0 } else { done };
            best[side] = best[side].max(Some(done));
        }
    }

    fn close(&mut self, day: NaiveDate) {
        for (number, kind) in self.in_session.drain(..) {
            if let Some(series) = &mut self.all[number] {
                series.close(kind, day);
            }
        }
    }
}

impl Growing<'_> {
    /// What was gathered, the exercise that grew the most first.
    pub fn growth(self) -> Vec<Growth> {
        let mut grown: Vec<Growth> = self.all.into_iter().flatten().filter_map(Series::growth).collect();
        grown.sort_by(|a, b| b.factor().total_cmp(&a.factor()).then_with(|| a.exercise.cmp(&b.exercise)));
        grown
    }
}

impl Series<'_> {
    /// The session is over: what was best in it is a point.
    fn close(&mut self, kind: usize, day: NaiveDate) {
        let sides = std::mem::take(&mut self.best[kind]);
        let least = sides.into_iter().flatten().min().filter(|least| *least > 0);
        let Some(least) = least else { return };
        let amount = match kind {
            0 => Amount::Hold(Span::millis(least)),
            _ => Amount::Reps(u32::try_from(least).unwrap_or(u32::MAX)),
        };
        let points = &mut self.points[kind];
        match points.last_mut() {
            Some(point) if point.day == day => point.take(amount),
            _ => points.push(Point { day, amount }),
        }
    }

    fn growth(mut self) -> Option<Growth> {
        let mut points = std::mem::take(&mut self.points[self.kind]);
        // A session after midnight may belong to a day that lies before that of another one.
        points.sort_by_key(|point| point.day);
        points.dedup_by(|next, kept| {
            let same = next.day == kept.day;
            if same {
                kept.take(next.amount);
            }
            same
        });
        let Self { last, .. } = self;
        (!points.is_empty()).then(|| Growth { exercise: last.exercise.clone(), name: last.name.to_string(), points })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::History;
    use crate::domain::past::fixtures::{day, holds, of_2026, session, sides};

    fn points(growth: &Growth) -> Vec<(String, f64)> {
        growth.points.iter().map(|point| (point.day.to_string(), point.amount.as_f64())).collect()
    }

    #[test]
    fn the_one_that_grew_the_most_comes_first() {
        let mut history = History::default();
        history.add([
            holds("2026-03-02T07:00:00+01:00", &[("plank", Some(45)), ("pigeon", Some(30))]),
            session("2026-03-03T07:00:00+01:00", &[("squat", Some(8))]),
            holds("2026-06-02T07:00:00+02:00", &[("plank", Some(60)), ("pigeon", Some(30))]),
            session("2026-06-03T07:00:00+02:00", &[("squat", Some(10))]),
            holds("2026-11-22T07:00:00+01:00", &[("plank", Some(75)), ("pigeon", Some(25))]),
        ]);
        let found = of_2026(&history).growth;
        let names: Vec<_> = found.iter().map(|growth| growth.exercise.as_str()).collect();
        assert_eq!(names, ["plank", "squat", "pigeon"]);
        let (first, latest) = (found[0].first().unwrap(), found[0].latest().unwrap());
        assert_eq!((first.day, first.amount), (day("2026-03-02"), Amount::Hold(Span::secs(45))));
        assert_eq!((latest.amount, found[0].points.len()), (Amount::Hold(Span::secs(75)), 3));
        assert_eq!(found[1].latest().unwrap().amount, Amount::Reps(10));
        assert_eq!(found.iter().map(Growth::has_grown).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn of_a_day_the_best_counts_and_of_two_sides_the_lesser() {
        let mut history = History::default();
        history.add([
            // Round one is 6 and 8, round two 7 and 5: the left can do 7, the right 8.
            sides("2026-11-20T07:00:00+01:00", "lunge", &[(Some(6), Some(8)), (Some(7), Some(5))]),
            sides("2026-11-20T19:00:00+01:00", "lunge", &[(Some(6), Some(6))]),
            // Only the left was done.
            sides("2026-11-21T19:00:00+01:00", "lunge", &[(Some(9), None)]),
            sides("2026-11-22T19:00:00+01:00", "lunge", &[(Some(9), None), (Some(8), Some(8))]),
        ]);
        let found = of_2026(&history).growth;
        assert_eq!(points(&found[0]), [("2026-11-20".to_owned(), 7.0), ("2026-11-22".to_owned(), 8.0)]);
    }

    #[test]
    fn what_was_skipped_or_left_open_is_no_measure() {
        let mut history = History::default();
        history.put(session("2026-11-20T07:00:00+01:00", &[("squat", None), ("plank", None)]));
        let mut open = session("2026-11-21T07:00:00+01:00", &[("drink", Some(8))]);
        if let crate::domain::history::What::Session(session) = &mut open.what {
            session.steps[0].planned = Planned::Open(Span::secs(60));
        }
        history.put(open);
        assert_eq!(of_2026(&history).growth, []);
    }

    #[test]
    fn an_exercise_that_is_now_held_is_not_measured_by_its_reps() {
        let mut history = History::default();
        history.add([
            session("2026-11-19T07:00:00+01:00", &[("bridge", Some(8))]),
            holds("2026-11-20T07:00:00+01:00", &[("bridge", Some(30))]),
            holds("2026-11-21T07:00:00+01:00", &[("bridge", Some(40))]),
        ]);
        let found = of_2026(&history).growth;
        assert_eq!(points(&found[0]), [("2026-11-20".to_owned(), 30.0), ("2026-11-21".to_owned(), 40.0)]);
    }
}
