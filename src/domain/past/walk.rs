//! Goes through all that was planned and done in a period, once for everything that is gathered from it: a long history has
//! millions of steps. Knows nothing of what is gathered.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::period::DayRange;
use crate::domain::exercise::ExerciseId;
use crate::domain::history::History;
use crate::domain::session::StepDone;

/// Gathers something about exercises, which have numbers: 0 for the first one met, and so on.
pub(super) trait Gather<'a> {
    /// An exercise was planned: once, or on both sides. Never empty.
    fn meet(&mut self, number: usize, sides: &'a [StepDone]);

    /// The session is over, which was of this day.
    fn close(&mut self, day: NaiveDate);
}

/// Two things can be gathered at once.
impl<'a, A: Gather<'a>, B: Gather<'a>> Gather<'a> for (A, B) {
    fn meet(&mut self, number: usize, sides: &'a [StepDone]) {
        self.0.meet(number, sides);
        self.1.meet(number, sides);
    }

    fn close(&mut self, day: NaiveDate) {
        self.0.close(day);
        self.1.close(day);
    }
}

/// Goes through the sessions of a period in which something was done.
pub(super) fn walk<'a, G: Gather<'a>>(history: &'a History, range: DayRange, mut gather: G) -> G {
    let mut numbers = Numbers::default();
    for entry in history.within(range) {
        let Some(session) = entry.session().filter(|session| session.counts()) else { continue };
        for sides in session.exercises() {
            if let Some(first) = sides.first() {
                gather.meet(numbers.of(&first.exercise), sides);
            }
        }
        gather.close(entry.day());
    }
    gather
}

/// The numbers of exercises.
#[derive(Debug, Default)]
struct Numbers<'a> {
    known: HashMap<&'a ExerciseId, usize>,
    met: Vec<Met<'a>>,
    last: usize,
}

#[derive(Debug)]
struct Met<'a> {
    id: &'a ExerciseId,
    /// What came after it the last time. Sessions of a routine are alike, so it mostly does again.
    next: usize,
}

impl<'a> Numbers<'a> {
    /// The number of an exercise.
    fn of(&mut self, id: &'a ExerciseId) -> usize {
        let guess = self.met.get(self.last).map(|last| last.next);
        if let Some(guess) = guess
            && self.met.get(guess).is_some_and(|met| met.id == id)
        {
            self.last = guess;
            return guess;
        }
        let next = self.met.len();
        let number = *self.known.entry(id).or_insert(next);
        if number == next {
            self.met.push(Met { id, next });
        }
        if let Some(last) = self.met.get_mut(self.last) {
            last.next = number;
        }
        self.last = number;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exercise_keeps_its_number_in_whatever_order_they_come() {
        let ids = ["a", "b", "c", "d"].map(ExerciseId::new);
        let mut numbers = Numbers::default();
        for order in [[0, 1, 2, 3], [0, 1, 2, 3], [3, 3, 0, 2], [0, 1, 2, 3], [2, 1, 1, 0], [3, 2, 1, 0]] {
            for i in order {
                assert_eq!(numbers.of(&ids[i]), i);
            }
        }
    }
}
