//! Everything that can be heard as samples at one rate: cues, soft cues and sentences. Knows no device and makes nothing twice.
//!
//! Whoever plays samples may not free them, for that takes time. So what is not wanted any more is kept until nobody plays it.

use std::collections::{BTreeMap, BTreeSet};
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
    /// What is not wanted any more, but may still be played.
    leaving: Vec<Arc<[f32]>>,
}

impl Sounds {
    /// Makes the sounds of cues for `rate` frames a second; sentences are those of `vocabulary`.
    #[must_use]
    pub fn at(rate: u32, vocabulary: Vocabulary) -> Self {
        let voice = Volume::percent(100);
        Self { rate, cues: cues_at(rate), vocabulary, speech: BTreeMap::new(), voice, leaving: Vec::new() }
    }

    /// From now on, sounds are made for `rate` frames a second.
    pub fn set_rate(&mut self, rate: u32) {
        if self.rate != rate {
            self.rate = rate;
            self.leaving.extend(std::mem::replace(&mut self.cues, cues_at(rate)).into_values().flatten());
            self.forget_speech(|_| true);
        }
    }

    /// How loud the voice is beside the cues, from now on.
    pub fn set_voice(&mut self, volume: Volume) {
        if self.voice != volume {
            self.voice = volume;
            self.forget_speech(|_| true);
        }
    }

    /// Frees what is not wanted any more and not played any more.
    pub fn clear_up(&mut self) {
        // Nobody but who has one can make another of it, so one that is alone stays alone.
        self.leaving.retain(|samples| Arc::strong_count(samples) > 1);
    }

    /// Forgets sentences, less what is still played of them.
    fn forget_speech(&mut self, mut is_over: impl FnMut(&Sentence) -> bool) {
        let over = self.speech.extract_if(.., |sentence, _| is_over(sentence));
        self.leaving.extend(over.map(|(_, [_, samples])| samples));
        self.clear_up();
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
                let before = self.speech.insert(sentence.clone(), [made.samples, Arc::clone(&samples)]);
                self.leaving.extend(before.map(|[_, samples]| samples));
                Some(samples)
            }
        }
    }

    /// Sounds with their samples; a sentence that is not there is left out.
    pub fn placed(&mut self, sounds: &[(Tick, Sound)]) -> Vec<Placed> {
        let said =
            sounds.iter().filter_map(|(_, sound)| if let Sound::Say(sentence) = sound { Some(sentence) } else { None });
        let wanted: BTreeSet<&Sentence> = said.collect();
        self.forget_speech(|sentence| !wanted.contains(sentence));
        let place = |(at, sound): &(Tick, Sound)| {
            let samples = self.of(sound)?;
            Some(Placed { at: *at, key: Key::of(sound), samples })
        };
        sounds.iter().filter_map(place).collect()
    }
}

/// The samples of every cue, as it is and soft.
fn cues_at(rate: u32) -> BTreeMap<Cue, [Arc<[f32]>; 2]> {
    let cue = |cue: Cue| {
        let samples = recording::of(cue, rate).unwrap_or_else(|| tone::synthesise(cue, rate));
        let soft = samples.iter().map(|sample| sample * SOFT).collect();
        (cue, [samples.into(), soft])
    };
    Cue::ALL.into_iter().map(cue).collect()
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
    use std::sync::Weak;

    use super::*;
    use crate::audio::timeline::{Block, Queue, Timeline};
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

    /// A sentence of a second, what plays it since a quarter of a second, and its samples.
    fn played() -> (Sounds, Timeline, Weak<[f32]>) {
        let (vocabulary, plank) = (Vocabulary::default(), Sentence::new("Plank."));
        vocabulary.keep(plank.clone(), Made { samples: vec![0.5; 8000].into(), rate: 8000 }, &Manner::default());
        let mut sounds = Sounds::at(8000, vocabulary);
        let due = [(Tick::default(), Sound::Say(plank))];
        let mut timeline = Timeline::new(8000, 1.0);
        timeline.replace(Queue::new(sounds.placed(&due)));
        play(&mut timeline, 0, 2000);
        let samples = Arc::downgrade(&sounds.of(&due[0].1).unwrap());
        (sounds, timeline, samples)
    }

    fn play(timeline: &mut Timeline, first: i64, frames: usize) {
        timeline.fill(&mut vec![0.0; frames], Block { first, now: Tick::default() }, |_| 0);
    }

    #[test]
    fn whoever_plays_a_sound_is_never_the_last_to_let_it_go() {
        type LetGo = fn(&mut Sounds);
        let ways: [(&str, LetGo); 4] = [
            ("it is not due any more", |sounds| assert!(sounds.placed(&[]).is_empty())),
            ("the voice is louder", |sounds| sounds.set_voice(Volume::percent(50))),
            ("another device", |sounds| sounds.set_rate(48_000)),
            ("it was made again", |sounds| {
                let (plank, made) = (Sentence::new("Plank."), Made { samples: vec![0.1; 8000].into(), rate: 8000 });
                sounds.vocabulary.keep(plank.clone(), made, &Manner::default());
                assert!((peak(&sounds.of(&Sound::Say(plank)).unwrap()) - 0.1).abs() < 0.01);
            }),
        ];
        for (why, let_go) in ways {
            let (mut sounds, mut timeline, samples) = played();
            let_go(&mut sounds);
            sounds.clear_up();
            assert_eq!(samples.strong_count(), 2, "{why}: it is being said");
            play(&mut timeline, 2000, 8000);
            assert_eq!(samples.strong_count(), 1, "{why}: it was said");
            sounds.clear_up();
            assert_eq!(samples.strong_count(), 0, "{why}");
        }
    }
}
