//! Stub.
use super::speaking::Speaks;
use super::vocabulary::Made;
use crate::domain::spoken::Sentence;
use crate::domain::voice::Manner;

pub struct Voice;
impl Voice {
    pub fn load() -> Result<Self, String> {
        Ok(Self)
    }
}
impl Speaks for Voice {
    fn say(&self, sentence: &Sentence, _manner: &Manner) -> Option<Made> {
        let length = sentence.as_str().len() * 1500;
        let tone = |n: usize| (n as f32 * 0.05).sin() * 0.3;
        Some(Made { samples: (0..length).map(tone).collect(), rate: 24_000 })
    }
}
