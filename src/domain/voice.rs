//! How somebody is spoken to: whether, how fast, how loud, and which words are said as others. Makes no sound.

use serde::{Deserialize, Serialize};

use super::settings::Volume;

/// How fast the voice speaks, in words a minute, pauses included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pace(u16);

impl Pace {
    /// The slowest: slower, vowels waver.
    pub const SLOWEST: Self = Self(90);
    /// The fastest: faster, consonants are swallowed.
    pub const FASTEST: Self = Self(220);

    /// So many words a minute, from [`Self::SLOWEST`] to [`Self::FASTEST`]; what lies beyond is brought within.
    #[must_use]
    pub fn words_a_minute(words: u16) -> Self {
        Self(words).clamp(Self::SLOWEST, Self::FASTEST)
    }

    /// How many words a minute.
    #[must_use]
    pub const fn words(self) -> u16 {
        self.0
    }
}

impl Default for Pace {
    /// The middle of the 120 to 150 words a minute at which people follow instructions.
    fn default() -> Self {
        Self(135)
    }
}

/// A word, or a few, that are said as others: "pigeon" as "pidgin".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respelling {
    /// As it is written, in any case.
    pub word: String,
    /// As it is said.
    pub said: String,
}

/// Whether the voice speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Speech {
    /// It does.
    #[default]
    On,
    /// Cues are only sounds.
    Off,
}

/// What the sound of a sentence depends on: the same words in the same manner sound the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// How fast.
    pub pace: Pace,
    /// Which words are said as others.
    pub respelt: Vec<Respelling>,
}

/// What is set of the voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VoiceSettings {
    /// Whether it speaks.
    pub speech: Speech,
    /// How fast.
    pub pace: Pace,
    /// How loud, beside the other cues.
    pub volume: Volume,
    /// Which words are said as others.
    pub respelt: Vec<Respelling>,
}

impl Default for VoiceSettings {
    fn default() -> Self {
        Self { speech: Speech::On, pace: Pace::default(), volume: Volume::percent(100), respelt: Vec::new() }
    }
}

impl VoiceSettings {
    /// The most words that are said as others.
    pub const MOST_RESPELT: usize = 200;
    /// The most letters of such a word, and of what is said for it.
    pub const LONGEST_RESPELT: usize = 60;

    /// What is set here, less what a routine has of its own.
    #[must_use]
    pub fn with(&self, own: Option<RoutineVoice>) -> Self {
        let own = own.unwrap_or_default();
        // A file may say anything.
        let pace = own.pace.map(|pace| Pace::words_a_minute(pace.0));
        let volume = own.volume.map(|volume| Volume::percent(volume.as_percent()));
        Self {
            speech: own.speech.unwrap_or(self.speech),
            pace: pace.unwrap_or(self.pace),
            volume: volume.unwrap_or(self.volume),
            respelt: self.respelt.clone(),
        }
    }

    /// What the sound of sentences depends on.
    #[must_use]
    pub fn manner(&self) -> Manner {
        Manner { pace: self.pace, respelt: self.respelt.clone() }
    }

    /// The same with every value inside its limits, as a file may say anything.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        self.pace = Pace::words_a_minute(self.pace.0);
        self.volume = Volume::percent(self.volume.as_percent());
        let is_short = |text: &String| text.chars().count() <= Self::LONGEST_RESPELT;
        self.respelt.retain(|respelling| is_short(&respelling.word) && is_short(&respelling.said));
        self.respelt.truncate(Self::MOST_RESPELT);
        self
    }
}

/// What a routine has of its own; the rest is as it is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoutineVoice {
    /// Whether the voice speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech: Option<Speech>,
    /// How fast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// How loud.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<Volume>,
}

impl RoutineVoice {
    /// Whether all is as it is set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_routine_has_the_last_word_where_it_has_one() {
        let set = VoiceSettings { volume: Volume::percent(60), ..VoiceSettings::default() };
        assert_eq!(set.with(None), set);
        let own = RoutineVoice { pace: Some(Pace::words_a_minute(500)), ..RoutineVoice::default() };
        let both = set.with(Some(own));
        assert_eq!((both.speech, both.pace, both.volume), (Speech::On, Pace::FASTEST, Volume::percent(60)));
        let off = RoutineVoice { speech: Some(Speech::Off), ..own };
        assert_eq!(set.with(Some(off)).speech, Speech::Off);
    }

    #[test]
    fn what_a_file_says_is_brought_within_its_limits() {
        let long = Respelling { word: "a".repeat(61), said: "b".into() };
        let short = Respelling { word: "pigeon".into(), said: "pidgin".into() };
        let read: VoiceSettings = ron::from_str("(pace: 9, volume: 200)").unwrap();
        let read = VoiceSettings { respelt: vec![long, short.clone()], ..read }.within_limits();
        assert_eq!((read.pace, read.volume.as_percent(), read.respelt), (Pace::SLOWEST, 100, vec![short]));
    }
}
