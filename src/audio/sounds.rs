//! Everything that can be heard as samples at one rate: cues, soft cues and sentences. Knows no device and makes nothing twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::cue::Cue;
use crate::domain::score::Sound;
use crate::domain::settings::Volume;
use crate::domain::spoken::Sentence;
use crate::domain::time::{Span, Tick};

use super::resample::resampled;
use super::timeline::{Key, Placed};
use super::vocabulary::Vocabulary;
use super::{recording, tone};

/// How loud a cue is beside which somebody speaks, of its usual loudness: 14 dB less.
const SOFT: f32 = 0.2;

/// Samples for one sample rate, shared with whoever plays them.
#[derive(Debug)]
pub struct Sounds {
    rate: u32,
    cues: BTreeMap<Cue, [Arc<[f32]>; 2]>,
    vocabulary: Vocabulary,
    /// Sentences as they were made, and at this rate.
    speech: BTreeMap<Sentence, [Arc<[f32]>; 2]>,
    /// How loud the voice is beside the cues.
    voice: Volume,
}

impl Sounds {
    /// Makes the sounds of cues for `rate` frames a second; sentences are those of `vocabulary`.
    #[must_use]
    pub fn at(rate: u32, vocabulary: Vocabulary) -> Self {
        let cue = |cue: Cue| {
            let samples = recording::of(cue, rate).unwrap_or_else(|| tone::synthesise(cue, rate));
            let soft = samples.iter().map(|sample| sample * SOFT).collect();
            (cue, [samples.into(), soft])
        };
        let cues = Cue::ALL.into_iter().map(cue).collect();
        Self { rate, cues, vocabulary, speech: BTreeMap::new(), voice: Volume::percent(100) }
    }

    /// The frames a second that these sounds are made for.
    #[must_use]
    pub const fn rate(&self) -> u32 {
        self.rate
    }

    /// How loud the voice is beside the cues, from now on.
    pub fn set_voice(&mut self, volume: Volume) {
        if self.voice != volume {
            self.voice = volume;
            self.speech.clear();
        }
    }

    /// The samples of a sound, one channel, from -1 to 1. `None` for a sentence that is not there.
    pub fn of(&mut self, sound: &Sound) -> Option<Arc<[f32]>> {
        match sound {
            Sound::Cue(cue) => self.cues.get(cue).map(|[samples, _]| Arc::clone(samples)),
            Sound::Soft(cue) => self.cues.get(cue).map(|[_, soft]| Arc::clone(soft)),
            Sound::Say(sentence) => {
                let made = self.vocabulary.get(sentence)?;
                if let Some([from, samples]) = self.speech.get(sentence)
                    && Arc::ptr_eq(from, &made.samples)
                {
                    return Some(Arc::clone(samples));
                }
                let gain = self.voice.gain();
                let samples = resampled(&made.samples, made.rate, self.rate);
                let samples: Arc<[f32]> = samples.into_iter().map(|sample| sample * gain).collect();
                self.speech.insert(sentence.clone(), [made.samples, Arc::clone(&samples)]);
                Some(samples)
            }
        }
    }

    /// Sounds with their samples; a sentence that is not there is left out.
    pub fn placed(&mut self, sounds: &[(Tick, Sound)]) -> Vec<Placed> {
        let wanted = |sentence: &Sentence| {
            sounds.iter().any(|(_, sound)| matches!(sound, Sound::Say(other) if other == sentence))
        };
        self.speech.retain(|sentence, _| wanted(sentence));
        let place = |(at, sound): &(Tick, Sound)| {
            let samples = self.of(sound)?;
            Some(Placed { at: *at, key: Key::of(sound), samples })
        };
        sounds.iter().filter_map(place).collect()
    }
}

/// How long a sound is; no time at all for a sentence that is not there.
#[must_use]
pub fn length(sound: &Sound, vocabulary: &Vocabulary) -> Span {
    match sound {
        Sound::Cue(cue) | Sound::Soft(cue) => cue.length(),
        Sound::Say(sentence) => vocabulary.get(sentence).map(|made| made.length()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::vocabulary::Made;
    use crate::domain::voice::Manner;

    fn peak(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    #[test]
    fn a_sentence_is_heard_at_the_rate_of_the_device_and_as_loud_as_is_set() {
        let vocabulary = Vocabulary::default();
        let (plank, other) = (Sentence::new("Plank."), Sentence::new("Other."));
        let made = Made { samples: vec![0.5; 2400].into(), rate: 24_000 };
        vocabulary.keep(plank.clone(), made, &Manner::default());
        let mut sounds = Sounds::at(48_000, vocabulary.clone());
        let (say, tick) = (Sound::Say(plank), Sound::Cue(Cue::Tick));
        let samples = sounds.of(&say).unwrap();
        assert_eq!((samples.len(), length(&say, &vocabulary)), (4800, Span::millis(100)));
        assert!((samples[2400] - 0.5).abs() < 0.01);
        assert!(Arc::ptr_eq(&samples, &sounds.of(&say).unwrap()), "made once");
        sounds.set_voice(Volume::percent(50));
        assert!((sounds.of(&say).unwrap()[2400] - 0.125).abs() < 0.01);
        let placed = sounds.placed(&[(Tick::default(), tick.clone()), (Tick::default(), Sound::Say(other))]);
        assert_eq!(placed.len(), 1, "what is not there is not heard");
        assert!(
            (peak(&sounds.of(&Sound::Soft(Cue::Tick)).unwrap()) / peak(&sounds.of(&tick).unwrap()) - SOFT).abs() < 0.01
        );
    }
}
