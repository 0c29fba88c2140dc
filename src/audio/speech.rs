//! What is spoken: recordings that come with Afterrun, at the rate of any device. Knows no device and no clock.

use crate::domain::cue::Cue;

/// How far to each side a sample is looked for in the recording, in samples of it.
const REACH: i64 = 12;

/// The samples of a spoken cue, one channel, from -1 to 1: as long as [`Cue::length`] says. `None` for one that is not spoken.
pub(super) fn spoken(cue: Cue, rate: u32) -> Option<Vec<f32>> {
    let recording: &[u8] = match cue {
        Cue::Refuel => include_bytes!("../../assets/voice/ten-minutes-left.wav"),
        _ => return None,
    };
    let (samples, own_rate) = read(recording).unwrap_or_default();
    let frames = (cue.length().as_secs_f64() * f64::from(rate)) as usize;
    Some(resampled(&samples, f64::from(own_rate) / f64::from(rate), frames))
}

/// The samples of a WAV file of 16 bits, and how many there are in a second.
fn read(bytes: &[u8]) -> Option<(Vec<f32>, u32)> {
    let mut reader = hound::WavReader::new(bytes).ok()?;
    let samples: Result<Vec<i16>, _> = reader.samples::<i16>().collect();
    let samples = samples.ok()?.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
    Some((samples, reader.spec().sample_rate))
}

/// The sound of `samples`, read `pace` samples a frame: sinc interpolation under a Hann window, as wide as the slower of both
/// rates asks for.
fn resampled(samples: &[f32], pace: f64, frames: usize) -> Vec<f32> {
    let narrow = pace.max(1.0);
    let reach = (REACH as f64 * narrow).ceil() as i64;
    let frame = |frame: usize| {
        let at = frame as f64 * pace;
        let middle = at.floor() as i64;
        let near =
            (middle - reach + 1..=middle + reach).filter_map(|i| Some((i, samples.get(usize::try_from(i).ok()?)?)));
        let sum: f64 = near
            .map(|(i, sample)| {
                let x = (at - i as f64) / narrow;
                f64::from(*sample) * sinc(x) * hann(x / REACH as f64) / narrow
            })
            .sum();
        (sum as f32).clamp(-1.0, 1.0)
    };
    (0..frames).map(frame).collect()
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
        for rate in [48_000.0, 44_100.0, 16_000.0] {
            let out = resampled(&samples, 24_000.0 / rate, (0.1 * rate) as usize);
            let middle = out.len() / 4..out.len() * 3 / 4;
            let worst = middle.map(|n| (out[n] - tone(rate, n)).abs()).fold(0.0, f32::max);
            assert!(worst < 0.01, "{worst} at {rate}");
        }
    }
}
