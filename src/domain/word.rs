//! Short texts that many values have in common, kept once for all of them. Knows nothing of what they say.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A short text that costs nothing to clone. Written in files as any text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Arc<str>);

impl Word {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Deref for Word {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Word {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == text
    }
}

impl PartialEq<&str> for Word {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == *text
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// The words that were met, so that the same text is kept once.
#[derive(Debug, Default)]
pub struct Words(HashSet<Word>);

impl Words {
    /// More different words than this are not kept: so many are no longer the same few again and again.
    const MOST: usize = 10_000;

    /// Has a word share its text with those that say the same.
    pub fn share(&mut self, word: &mut Word) {
        if let Some(known) = self.0.get(word.as_str()) {
            word.clone_from(known);
        } else if self.0.len() < Self::MOST {
            self.0.insert(word.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_is_kept_once() {
        let mut words = Words::default();
        let [mut a, mut b, mut c] = ["squat", "squat", "plank"].map(Word::from);
        assert!(a == b && !Arc::ptr_eq(&a.0, &b.0));
        for word in [&mut a, &mut b, &mut c] {
            words.share(word);
        }
        assert!(a == b && Arc::ptr_eq(&a.0, &b.0) && a != c);
    }

    #[test]
    fn a_word_is_written_as_any_text() {
        let word = Word::from("runner’s \"lunge\"");
        let text = ron::to_string(&word).unwrap();
        assert_eq!(text, ron::to_string("runner’s \"lunge\"").unwrap());
        assert_eq!(ron::from_str::<Word>(&text).unwrap(), word);
    }
}
