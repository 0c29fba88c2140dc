//! What is spoken: recordings that come with Afterrun, at the rate of any device. Knows no device and no clock.

use crate::domain::cue::Cue;

/// How far to each side a sample is looked for in the recording, in samples of it.
const REACH: f64 = 12.0;

/// The samples of a spoken cue, one channel, from -1 to 1: as long as [`Cue::length`] says. `None` for one that is not spoken.
pub(super) fn spoken(cue: Cue, rate: u32) -> Option<Vec<f32>> {
    let recording: &[u8] = match cue {
        Cue::Refuel => include_bytes!("../../assets/voice/ten-minutes-left.wav"),
        _ => return None,
    };
    let (samples, own_rate) = read(recording).unwrap_or_default();
    let frames = (cue.length().as_secs_f64() * f64::from(rate)) as usize;
    Some(resampled(&samples, own_rate, rate, frames))
}

/// The samples of a WAV file of 16 bits, and how many there are in a second.
fn read(bytes: &[u8]) -> Option<(Vec<f32>, u32)> {
    let mut reader = hound::WavReader::new(bytes).ok()?;
    let samples: Result<Vec<i16>, _> = reader.samples::<i16>().collect();
    let samples = samples.ok()?.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
    Some((samples, reader.spec().sample_rate))
}

/// The sound of `samples`, of which there are `own` in a second, at `rate` samples a second, as long as before.
pub(super) fn at_rate(samples: &[f32], own: u32, rate: u32) -> Vec<f32> {
    let frames = (samples.len() as f64 * f64::from(rate) / f64::from(own.max(1))).ceil() as usize;
    resampled(samples, own, rate, frames)
}

/// The sound of `samples`, of which there are `own` in a second, at `rate` frames a second: sinc interpolation under a Hann
/// window, as wide as the slower of both rates asks for.
fn resampled(samples: &[f32], own: u32, rate: u32, frames: usize) -> Vec<f32> {
    let (own, rate) = (u64::from(own.max(1)), u64::from(rate.max(1)));
    let narrow = (own as f64 / rate as f64).max(1.0);
    let reach = (REACH * narrow).ceil() as usize;
    // Frames lie between samples in so many ways, over and over; each has its weights.
    let phases = rate / gcd(own, rate);
    let weight = |x: f64| sinc(x / narrow) * hann(x / narrow / REACH) / narrow;
    let kernel = |phase: u64| -> Vec<f32> {
        let between = phase as f64 / phases as f64;
        (0..2 * reach).map(|i| weight(between + reach as f64 - 1.0 - i as f64) as f32).collect()
    };
    let kernels: Vec<Vec<f32>> = (0..phases.min(frames as u64)).map(kernel).collect();
    // The last way of one round is followed by the first of the next.
    let step = own / gcd(own, rate);
    let frame = |frame: usize| {
        let at = frame as u64 * step;
        let (middle, kernel) = ((at / phases) as usize, kernels.get((at % phases) as usize)?);
        let near = kernel.iter().enumerate().filter_map(|(i, weight)| {
            let sample = samples.get((middle + i + 1).checked_sub(reach)?)?;
            Some(sample * weight)
        });
        Some(near.sum::<f32>().clamp(-1.0, 1.0))
    };
    (0..frames).map(|n| frame(n).unwrap_or_default()).collect()
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn sinc(x: f64) -> f64 {
    let x = x * std::f64::consts::PI;
    if x.abs() < 1e-9 { 1.0 } else { x.sin() / x }
}

fn hann(x: f64) -> f64 {
    if x.abs() >= 1.0 { 0.0 } else { 0.5 + 0.5 * (std::f64::consts::PI * x).cos() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spoken_cue_is_as_long_as_it_says_and_is_heard() {
        for rate in [8_000, 44_100, 48_000, 192_000] {
            let samples = spoken(Cue::Refuel, rate).unwrap();
            let frames = Cue::Refuel.length().as_secs_f64() * f64::from(rate);
            assert!((samples.len() as f64 - frames).abs() <= 1.0, "{rate}");
            let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
            assert!((0.5..0.95).contains(&loudest), "{loudest} at {rate}");
            let power = samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32;
            assert!(power.sqrt() > 0.05, "{} at {rate}", power.sqrt());
            assert!(samples[0].abs() < 0.01 && samples[samples.len() - 1].abs() < 0.01, "{rate}");
        }
        assert_eq!(spoken(Cue::Tick, 48_000), None);
    }

    #[test]
    fn the_recording_fits_its_cue() {
        let (samples, rate) = read(include_bytes!("../../assets/voice/ten-minutes-left.wav")).unwrap();
        let length = samples.len() as f64 / f64::from(rate);
        assert!((0.0..0.01).contains(&(Cue::Refuel.length().as_secs_f64() - length)), "{length}");
    }

    #[test]
    fn a_tone_keeps_its_pitch_and_level_at_another_rate() {
        let tone = |rate: f64, n: usize| (std::f64::consts::TAU * 440.0 * n as f64 / rate).sin() as f32 * 0.5;
        let samples: Vec<f32> = (0..2400).map(|n| tone(24_000.0, n)).collect();
        for rate in [48_000, 44_100, 16_000, 24_000, 11_025] {
            let out = resampled(&samples, 24_000, rate, rate as usize / 10);
            let middle = out.len() / 4..out.len() * 3 / 4;
            let worst = middle.map(|n| (out[n] - tone(f64::from(rate), n)).abs()).fold(0.0, f32::max);
            assert!(worst < 0.01, "{worst} at {rate}");
        }
    }
}
