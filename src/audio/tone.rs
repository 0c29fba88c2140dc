//! How every cue sounds: samples from sines, the same ones every time. Knows no device, no clock and no file.
//!
//! A cue is a handful of notes; a note is a handful of partials that die away. All rise within a few milliseconds from
//! zero and end at zero, so nothing clicks. Everything but a quiet tail is over within 400 ms.

use std::f64::consts::{FRAC_PI_2, TAU};

use crate::domain::cue::Cue;

/// How long a note takes to rise from zero, in seconds: short enough to be felt as "now", too long to click.
const ATTACK: f64 = 0.0045;
/// How long the end of a cue takes to sink to zero, in seconds.
const RELEASE: f64 = 0.02;
/// Partials above this share of the sample rate would fold back as noise and are left out.
const HIGHEST: f64 = 0.45;

/// One tone of a cue.
#[derive(Clone, Copy)]
struct Note {
    /// When it begins, in seconds from the cue's onset.
    at: f64,
    /// Its fundamental in Hz.
    pitch: f64,
    /// How loud it begins, beside the other notes of the cue.
    level: f64,
    /// In how many seconds it sinks to a third.
    decay: f64,
    timbre: Timbre,
}

/// What a note is made of.
#[derive(Clone, Copy)]
enum Timbre {
    /// A round tone.
    Soft,
    /// Bright at first, with a partial off the harmonic series.
    Bell,
    /// A knock on wood: the upper partials are gone at once.
    Wood,
}

impl Timbre {
    /// Partials: multiple of the fundamental, level, and how much longer or shorter than the fundamental they last.
    const fn partials(self) -> &'static [(f64, f64, f64)] {
        match self {
            Self::Soft => &[(1.0, 1.0, 1.0), (2.0, 0.30, 0.8), (3.0, 0.12, 0.6)],
            Self::Bell => &[(1.0, 1.0, 1.0), (2.0, 0.40, 0.8), (3.0, 0.20, 0.6), (4.2, 0.10, 0.35)],
            Self::Wood => &[(1.0, 1.0, 1.0), (2.76, 0.30, 0.45), (5.4, 0.08, 0.25)],
        }
    }
}

const fn note(at: f64, pitch: f64, level: f64, decay: f64, timbre: Timbre) -> Note {
    Note { at, pitch, level, decay, timbre }
}

/// The notes of a cue, and how high its loudest sample is.
const fn score(cue: Cue) -> (&'static [Note], f64) {
    use Timbre::{Bell, Soft, Wood};
    match cue {
        Cue::Tick => (const { &[note(0.0, 880.0, 1.0, 0.026, Soft)] }, 0.6),
        Cue::Start => (const { &[note(0.0, 1320.0, 1.0, 0.095, Bell)] }, 0.8),
        Cue::End => (const { &[note(0.0, 784.0, 1.0, 0.06, Bell), note(0.11, 587.33, 1.0, 0.075, Bell)] }, 0.8),
        Cue::Half => (const { &[note(0.0, 740.0, 1.0, 0.02, Soft), note(0.13, 740.0, 0.9, 0.02, Soft)] }, 0.4),
        Cue::Announce => (const { &[note(0.0, 523.25, 1.0, 0.06, Soft), note(0.12, 587.33, 0.9, 0.07, Soft)] }, 0.5),
        Cue::Switch => (const { &[note(0.0, 698.46, 1.0, 0.05, Soft), note(0.14, 1046.5, 0.9, 0.065, Soft)] }, 0.6),
        Cue::Chord => (
            const {
                &[
                    note(0.0, 523.25, 1.0, 0.085, Soft),
                    note(0.0, 659.26, 0.9, 0.085, Soft),
                    note(0.0, 783.99, 0.8, 0.085, Soft),
                ]
            },
            0.7,
        ),
        Cue::Rep => (const { &[note(0.0, 620.0, 1.0, 0.018, Wood)] }, 0.45),
        Cue::LastReps => (const { &[note(0.0, 1046.5, 1.0, 0.022, Wood)] }, 0.55),
        Cue::Flourish => (
            const {
                &[
                    note(0.0, 523.25, 0.9, 0.05, Soft),
                    note(0.06, 659.26, 0.9, 0.05, Soft),
                    note(0.12, 783.99, 0.9, 0.05, Soft),
                    note(0.18, 1046.5, 1.0, 0.05, Soft),
                    // The tail: too quiet to be taken for another cue, long enough to say that this was the last one.
                    note(0.18, 523.25, 0.02, 0.35, Soft),
                    note(0.18, 783.99, 0.02, 0.35, Soft),
                    note(0.18, 1046.5, 0.02, 0.35, Soft),
                ]
            },
            0.7,
        ),
        // Recorded: it has no notes.
        Cue::Refuel => (&[], 0.0),
    }
}

/// The samples of a cue, one channel: as long as [`Cue::length`] says, from zero to zero.
pub(super) fn synthesise(cue: Cue, rate: u32) -> Vec<f32> {
    let (notes, peak) = score(cue);
    let rate = f64::from(rate);
    let frames = (cue.length().as_secs_f64() * rate) as usize;
    let mut sum = vec![0.0_f64; frames];
    for note in notes {
        let first = (note.at * rate).ceil() as usize;
        for (i, sample) in sum.iter_mut().enumerate().skip(first) {
            *sample += sounding(note, i as f64 / rate - note.at, rate);
        }
    }
    let end = frames.saturating_sub(1) as f64 / rate;
    for (i, sample) in sum.iter_mut().enumerate() {
        let left = ((end - i as f64 / rate) / RELEASE).clamp(0.0, 1.0);
        *sample *= left * left * (3.0 - 2.0 * left);
    }
    let loudest = sum.iter().fold(f64::MIN_POSITIVE, |loudest, sample| loudest.max(sample.abs()));
    sum.iter().map(|sample| (sample / loudest * peak) as f32).collect()
}

/// A note's sample, `t` seconds after it began.
fn sounding(note: &Note, t: f64, rate: f64) -> f64 {
    // Rises like a quarter of a sine: the cue is there within its first millisecond, and the tone itself begins at
    // zero, so there is still no edge.
    let rise = if t < ATTACK { (t / ATTACK * FRAC_PI_2).sin() } else { 1.0 };
    let partial = |&(multiple, level, lasts): &(f64, f64, f64)| {
        let pitch = note.pitch * multiple;
        if pitch > rate * HIGHEST { 0.0 } else { level * (-t / (note.decay * lasts)).exp() * (TAU * pitch * t).sin() }
    };
    rise * note.level * note.timbre.partials().iter().map(partial).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 48_000;
    const ALL_RATES: [u32; 5] = [8_000, 22_050, 44_100, 48_000, 192_000];

    fn tones() -> impl Iterator<Item = Cue> {
        Cue::ALL.into_iter().filter(|cue| !cue.is_spoken())
    }

    fn peak(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    fn ms(rate: u32, ms: u32) -> usize {
        (rate * ms / 1000) as usize
    }

    fn loudest(rate: u32) -> f32 {
        tones().map(|cue| peak(&synthesise(cue, rate))).fold(0.0, f32::max)
    }

    /// The level of one frequency in the samples.
    fn goertzel(samples: &[f32], hz: f64) -> f64 {
        let w = TAU * hz / f64::from(RATE);
        let (mut a, mut b) = (0.0, 0.0);
        for sample in samples {
            (a, b) = (f64::from(*sample) + 2.0 * w.cos() * a - b, a);
        }
        (a * a + b * b - 2.0 * w.cos() * a * b).sqrt() / samples.len() as f64
    }

    #[test]
    fn a_cue_is_as_long_as_it_says_and_begins_and_ends_at_zero() {
        for rate in ALL_RATES {
            for cue in tones() {
                let samples = synthesise(cue, rate);
                let frames = cue.length().as_secs_f64() * f64::from(rate);
                assert!((samples.len() as f64 - frames).abs() <= 1.0, "{cue:?} at {rate}");
                assert!(samples[0].abs() < 1e-6 && samples[samples.len() - 1].abs() < 1e-6, "{cue:?} at {rate}");
                assert!(samples.iter().all(|sample| sample.is_finite()), "{cue:?} at {rate}");
            }
        }
    }

    #[test]
    fn every_cue_is_there_at_once_and_over_by_400_ms() {
        for rate in [44_100, 48_000] {
            let loudest = loudest(rate);
            assert!(loudest < 0.9);
            for cue in tones() {
                let samples = synthesise(cue, rate);
                assert!(peak(&samples[..ms(rate, 1)]) > 0.02 * loudest, "{cue:?} begins late");
                assert!(peak(&samples[..ms(rate, 20)]) > 0.25 * loudest, "{cue:?} rises slowly");
                let after = samples.get(ms(rate, 400)..).map_or(0.0, peak);
                assert!(after < 0.05 * loudest, "{cue:?} lasts: {after}");
            }
        }
    }

    #[test]
    fn nothing_clicks() {
        for cue in tones() {
            let samples = synthesise(cue, RATE);
            let jump = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
            // A full-scale sine of 3 kHz moves by 0.4 in a sample, a click by much more.
            assert!(jump < 0.35, "{cue:?} jumps by {jump}");
            // The second difference shows edges that a jump hides.
            let edge = samples.windows(3).map(|s| (s[2] - 2.0 * s[1] + s[0]).abs()).fold(0.0, f32::max);
            assert!(edge < 0.12, "{cue:?} has an edge of {edge}");
            let mean = samples.iter().sum::<f32>() / samples.len() as f32;
            assert!(mean.abs() < 0.005, "{cue:?} has an offset of {mean}");
        }
    }

    #[test]
    fn the_strongest_tone_lies_where_small_speakers_and_old_ears_are_good() {
        for cue in tones() {
            let samples = synthesise(cue, RATE);
            let levels = (5..250).map(|n| f64::from(n) * 20.0).map(|hz| (goertzel(&samples, hz), hz));
            let (_, strongest) = levels.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            assert!((490.0..=2000.0).contains(&strongest), "{cue:?}: {strongest} Hz");
        }
        assert!(goertzel(&synthesise(Cue::Tick, RATE), 880.0) > 10.0 * goertzel(&synthesise(Cue::Tick, RATE), 620.0));
    }

    #[test]
    fn cues_are_told_apart_and_come_out_the_same_every_time() {
        for a in tones() {
            assert_eq!(synthesise(a, RATE), synthesise(a, RATE));
            for b in tones() {
                assert!(a == b || synthesise(a, RATE) != synthesise(b, RATE), "{a:?} sounds like {b:?}");
            }
        }
    }
}
