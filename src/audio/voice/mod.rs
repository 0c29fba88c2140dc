//! The voice: any text to samples, on any machine and offline. The only module that names the inference crate and the
//! Fourier transforms. Knows no cue, no device and no clock.
//!
//! `respelling`, `words`, `numbers` and `units` make plain words of a text; `reading` makes phonemes of them, with
//! `lexicon` and, for what is not in it, `unknown`; `acoustic` makes spectra of phonemes, `waveform` (with `noise`)
//! samples of spectra, and `level` makes them equally loud. Everything is embedded in the program: assets/voice.

mod acoustic;
mod level;
mod lexicon;
mod noise;
mod numbers;
mod reading;
mod respelling;
mod units;
mod unknown;
mod waveform;
mod words;

use std::fmt;
use std::sync::Arc;

use rten::ThreadPool;

use crate::domain::spoken::Sentence;
use crate::domain::time::Span;
use crate::domain::voice::{Manner, Pace};

use super::speaking::Speaks;
use super::vocabulary::Made;

use acoustic::Acoustic;
use reading::{Breath, Reading, Rest};
use waveform::Vocoder;

pub use respelling::Respellings;

/// Samples of speech in a second.
pub const RATE: u32 = waveform::RATE;

/// Speech, ready to be played.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speech {
    samples: Vec<f32>,
}

impl Speech {
    /// Its samples: one channel, [`RATE`] a second, from -1 to 1. They begin within some 10 ms of the first sound.
    #[must_use]
    pub fn samples(&self) -> &[f32] {
        &self.samples
    }

    /// How long it takes.
    #[must_use]
    pub fn length(&self) -> Span {
        Span::secs_f64(self.samples.len() as f64 / f64::from(RATE))
    }
}

/// Why there is no speech.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// What is embedded can't be read: the program was built of damaged files.
    #[error("the voice is damaged; install Afterrun again ({0})")]
    Unreadable(String),
    /// A model could not be run.
    #[error("the voice failed ({0})")]
    Failed(String),
}

impl VoiceError {
    fn unreadable(reason: impl fmt::Display) -> Self {
        Self::Unreadable(reason.to_string())
    }

    fn failed(reason: impl fmt::Display) -> Self {
        Self::Failed(reason.to_string())
    }
}

/// A voice, loaded: some 40 MB when it is, 50 MB when it has spoken, and up to 58 MB while it says long sentences.
pub struct Voice {
    reading: Reading,
    acoustic: Acoustic,
    vocoder: Vocoder,
}

impl fmt::Debug for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Voice").finish_non_exhaustive()
    }
}

/// The silences of the usual pace: after a sentence, after a part of one and between words, in seconds.
const RESTS: [f32; 3] = [0.5, 0.25, 0.03];

impl Voice {
    /// Reads the models. Takes a twentieth of a second or more, so not on the thread that draws.
    ///
    /// # Errors
    /// Says what can't be read.
    pub fn load() -> Result<Self, VoiceError> {
        // One thread: speech is made ahead, and the other cores have frames to draw.
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        Ok(Self {
            reading: Reading::load(Arc::clone(&threads))?,
            acoustic: Acoustic::load(threads)?,
            vocoder: Vocoder::new(),
        })
    }

    /// Speaks `text`: its words that are in `respelt` as they are respelt there, everything at `pace`. The same words give the same samples, and all sentences
    /// are equally loud. Takes a sixtieth of the time that it takes to hear, on one core. Text without words gives speech without samples. Of a text of more than 600 characters only the
    /// beginning is spoken, up to a border between words.
    ///
    /// # Errors
    /// Says why a model can't be run. No text is known for which that happens.
    pub fn say(&self, text: &str, pace: Pace, respelt: &Respellings) -> Result<Speech, VoiceError> {
        let breaths = self.reading.breaths(text, respelt)?;
        let mut samples = Vec::new();
        for (at, Breath { phonemes, then }) in breaths.iter().enumerate() {
            let spectra = self.acoustic.spectra(self.reading.ids(phonemes))?;
            samples.extend(level::leveled(level::trimmed(&self.vocoder.samples(&spectra, hop(pace)))));
            if at + 1 < breaths.len() {
                let rest = RESTS[match then {
                    Rest::Sentence => 0,
                    Rest::Part => 1,
                    Rest::Word => 2,
                }];
                let rest = rest / over_usual(pace) * RATE as f32;
                samples.resize(samples.len() + rest as usize, 0.0);
            }
        }
        Ok(Speech { samples })
    }
}

impl Speaks for Voice {
    fn say(&self, sentence: &Sentence, manner: &Manner) -> Option<Made> {
        let respelt = manner.respelt.iter().map(|respelling| (&respelling.word, &respelling.said)).collect();
        let speech = Self::say(self, sentence.as_str(), manner.pace, &respelt);
        let speech = speech.inspect_err(|error| log::warn!("\"{sentence}\" can’t be said: {error}")).ok()?;
        Some(Made { samples: speech.samples.into(), rate: RATE })
    }
}

/// The samples that a frame of the model takes at a pace. The model can speak faster itself, but rounds every sound to 25 ms, so that
/// it speeds up in jumps: between 1.3 and 1.35 times by a fifth.
fn hop(pace: Pace) -> usize {
    (waveform::HOP as f32 / over_usual(pace)).round() as usize
}

/// How many times as fast as usual: the usual pace is the model's own.
fn over_usual(pace: Pace) -> f32 {
    f32::from(pace.words()) / f32::from(Pace::default().words())
}

#[cfg(test)]
mod tests;
