//! What a runner writes down after a run: how hard, how it felt, what it was like, what ached. Nothing in it is compulsory.

use std::collections::BTreeSet;

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use super::body::Body;

/// How hard the run was, 1 to 10: session RPE (Foster 2001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Effort(u8);

impl Effort {
    /// The hardest.
    pub const MOST: u8 = 10;

    /// An effort from 1 to 10.
    #[must_use]
    pub const fn new(effort: u8) -> Option<Self> {
        if effort >= 1 && effort <= Self::MOST { Some(Self(effort)) } else { None }
    }

    /// Every one, from the easiest.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::MOST).map(Self)
    }

    /// The number, 1 to 10.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// What it is called, after the anchors of the scale; 6, 8 and 9 lie between two of them.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.0 {
            1 => "very easy",
            2 => "easy",
            3 => "moderate",
            4 => "somewhat hard",
            5 => "hard",
            6 => "harder",
            7 => "very hard",
            8 => "harder still",
            9 => "all but everything",
            _ => "maximal",
        }
    }
}

impl<'de> Deserialize<'de> for Effort {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u8::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("an effort is 1 to 10"))
    }
}

/// How the runner felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the words that are shown")]
pub enum Feeling {
    Flat,
    Low,
    Steady,
    Good,
    Flying,
}

impl Feeling {
    /// Every one, from the lowest.
    pub const ALL: [Self; 5] = [Self::Flat, Self::Low, Self::Steady, Self::Good, Self::Flying];
}

/// What the weather and the ground were like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the words that are shown")]
pub enum Condition {
    Windy,
    Rain,
    Heat,
    Snow,
    Road,
    Trail,
    Track,
    Treadmill,
    Hilly,
}

impl Condition {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Windy,
        Self::Rain,
        Self::Heat,
        Self::Snow,
        Self::Road,
        Self::Trail,
        Self::Track,
        Self::Treadmill,
        Self::Hilly,
    ];
}

/// A temperature in whole degrees Celsius: -60 to 60.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Celsius(i8);

impl Celsius {
    /// The coldest and the warmest that anybody runs in.
    pub const RANGE: std::ops::RangeInclusive<i8> = -60..=60;

    /// A temperature; `None` beyond [`Self::RANGE`].
    #[must_use]
    pub fn degrees(degrees: i32) -> Option<Self> {
        i8::try_from(degrees).ok().filter(|degrees| Self::RANGE.contains(degrees)).map(Self)
    }

    /// In degrees Celsius.
    #[must_use]
    pub const fn as_degrees(self) -> i8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Celsius {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::degrees(i32::deserialize(deserializer)?)
            .ok_or_else(|| de::Error::custom("a temperature is -60 to 60 degrees Celsius"))
    }
}

/// The texts of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// What went well.
    WentWell,
    /// What didn't.
    WentBadly,
    /// What to do next time.
    NextTime,
}

/// The longest text of a journal, in characters.
pub const LONGEST_TEXT: usize = 4000;

/// What was written down after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Journal {
    /// How hard the run was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<Effort>,
    /// How the runner felt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feeling: Option<Feeling>,
    /// How warm it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<Celsius>,
    /// What it was like.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub conditions: BTreeSet<Condition>,
    /// What went well.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub went_well: String,
    /// What didn't.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub went_badly: String,
    /// What to do next time.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub next_time: String,
    /// What ached.
    #[serde(skip_serializing_if = "Body::is_empty")]
    pub body: Body,
}

impl Journal {
    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes away the blanks at the ends of its texts.
    pub fn tidy(&mut self) {
        for text in [&mut self.went_well, &mut self.went_badly, &mut self.next_time] {
            if text.trim().len() != text.len() {
                *text = text.trim().to_owned();
            }
        }
    }

    /// One of its texts.
    #[must_use]
    pub fn passage(&self, passage: Passage) -> &str {
        match passage {
            Passage::WentWell => &self.went_well,
            Passage::WentBadly => &self.went_badly,
            Passage::NextTime => &self.next_time,
        }
    }

    /// One of its texts, to be changed.
    pub const fn passage_mut(&mut self, passage: Passage) -> &mut String {
        match passage {
            Passage::WentWell => &mut self.went_well,
            Passage::WentBadly => &mut self.went_badly,
            Passage::NextTime => &mut self.next_time,
        }
    }
}
