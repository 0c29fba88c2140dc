//! The sentences that the voice has made, shared by the thread that makes them and the one that plays them. Makes none itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::spoken::Sentence;
use crate::domain::time::Span;
use crate::domain::voice::Manner;

/// What was said once, ready to be said again. A clone is the same one.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(Arc<Mutex<Words>>);

#[derive(Debug, Default)]
struct Words {
    manner: Manner,
    made: BTreeMap<Sentence, Made>,
}

/// A sentence as samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// One channel, from -1 to 1.
    pub samples: Arc<[f32]>,
    /// How many there are in a second.
    pub rate: u32,
}

impl Made {
    /// How long it is.
    #[must_use]
    pub fn length(&self) -> Span {
        Span::secs_f64(self.samples.len() as f64 / f64::from(self.rate.max(1)))
    }
}

impl Vocabulary {
    /// Speaks in this manner from now on: what was made in another is forgotten. Whether there was a change.
    pub fn set_manner(&self, manner: &Manner) -> bool {
        let mut words = self.words();
        let is_new = words.manner != *manner;
        if is_new {
            *words = Words { manner: manner.clone(), made: BTreeMap::new() };
        }
        is_new
    }

    /// The manner in which sentences are wanted.
    #[must_use]
    pub fn manner(&self) -> Manner {
        self.words().manner.clone()
    }

    /// Keeps a sentence, if it was made in the manner that is still wanted.
    pub fn keep(&self, sentence: Sentence, made: Made, manner: &Manner) {
        let mut words = self.words();
        if words.manner == *manner {
            words.made.insert(sentence, made);
        }
    }

    /// A sentence, if it was made.
    #[must_use]
    pub fn get(&self, sentence: &Sentence) -> Option<Made> {
        self.words().made.get(sentence).cloned()
    }

    /// Forgets all but these.
    pub fn forget_others(&self, wanted: &[Sentence]) {
        self.words().made.retain(|sentence, _| wanted.contains(sentence));
    }

    /// No panic leaves it half changed.
    fn words(&self) -> MutexGuard<'_, Words> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::voice::Pace;

    #[test]
    fn what_was_made_in_another_manner_is_not_kept() {
        let (slow, fast) = (Manner { pace: Pace::SLOWEST, ..Manner::default() }, Manner::default());
        let made = Made { samples: vec![0.0; 240].into(), rate: 24_000 };
        let (vocabulary, half_split) = (Vocabulary::default(), Sentence::new("Half split."));
        vocabulary.keep(half_split.clone(), made.clone(), &fast);
        assert_eq!(vocabulary.get(&half_split).map(|made| made.length()), Some(Span::millis(10)));
        assert!(vocabulary.set_manner(&slow) && !vocabulary.set_manner(&slow));
        vocabulary.keep(half_split.clone(), made, &fast);
        assert_eq!(vocabulary.get(&half_split), None);
    }
}
