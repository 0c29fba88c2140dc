//! Numbers exercises as they are met in sessions, so that what is gathered about each is found without its name. Knows nothing
//! of what is gathered.

use std::collections::HashMap;

use crate::domain::exercise::ExerciseId;

/// The numbers of exercises: 0 for the first one met.
#[derive(Debug, Default)]
pub(super) struct Numbers<'a> {
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
    pub fn of(&mut self, id: &'a ExerciseId) -> usize {
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
