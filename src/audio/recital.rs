//! A whole plan as sound, with the voice or without it: what is written to a file and what tests listen to. Knows no device.

use std::path::Path;

use crate::domain::cue;
use crate::domain::plan::Plan;
use crate::domain::score::{self, Lengths, Score};
use crate::domain::script;
use crate::domain::settings::Volume;
use crate::domain::spoken::Sentence;
use crate::domain::time::Span;
use crate::domain::voice::{Manner, Speech, VoiceSettings};

use super::render::{self, RenderError};
use super::speaking::Speaks;
use super::vocabulary::Vocabulary;
use super::voice::Voice;

/// Everything that is heard of a plan when nobody touches anything.
#[derive(Clone, Debug, Default)]
pub struct Recital {
    score: Score,
    vocabulary: Vocabulary,
    voice: Volume,
    length: Span,
}

impl Recital {
    /// The sound of a plan, with its sentences as they are said with these settings.
    ///
    /// # Errors
    /// Says why there is no voice.
    pub fn of(plan: &Plan, voice: &VoiceSettings) -> Result<Self, RenderError> {
        let (vocabulary, mut lengths) = (Vocabulary::default(), Lengths::default());
        if voice.speech == Speech::On {
            let speaker = Voice::load().map_err(|error| RenderError::NoVoice(error.to_string()))?;
            let manner = voice.manner();
            vocabulary.set_manner(&manner);
            lengths.add(script::sentences(plan, 0).into_iter().filter_map(|sentence| {
                let length = say(&speaker, &sentence, &manner, &vocabulary)?;
                Some((sentence, length))
            }));
        }
        let score = score::lay_out(cue::timeline(plan), &script::timeline(plan), &lengths, Vec::new(), Span::ZERO);
        // The flourish rings out after the end of the plan.
        let ends = score.sounds.iter().map(|(at, sound)| *at + sound.length(&lengths));
        let length = ends.fold(plan.total(), Span::max);
        Ok(Self { score, vocabulary, voice: voice.volume, length })
    }

    /// What is heard when, and what of it is said.
    #[must_use]
    pub const fn score(&self) -> &Score {
        &self.score
    }

    /// How long it is, to the last sound.
    #[must_use]
    pub const fn length(&self) -> Span {
        self.length
    }

    /// Its samples: one channel, [`super::RATE`] a second.
    #[must_use]
    pub fn samples(&self, volume: Volume) -> Vec<f32> {
        render::render(&self.score.sounds, &self.sounds(), self.length, volume)
    }

    /// Writes it at full volume to a WAV file.
    ///
    /// # Errors
    /// When it would be too long, or the file cannot be created or written.
    pub fn write(&self, path: &Path) -> Result<(), RenderError> {
        render::write_wav(path, &self.score.sounds, &self.sounds(), self.length)
    }

    fn sounds(&self) -> render::Voices {
        render::Voices { vocabulary: self.vocabulary.clone(), volume: self.voice }
    }
}

fn say(speaker: &Voice, sentence: &Sentence, manner: &Manner, vocabulary: &Vocabulary) -> Option<Span> {
    let made = Speaks::say(speaker, sentence, manner).filter(|made| !made.samples.is_empty())?;
    let length = made.length();
    vocabulary.keep(sentence.clone(), made, manner);
    Some(length)
}
