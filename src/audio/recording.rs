//! Sentences that come with Afterrun as recordings of its voice: heard even before the voice is there. Knows no device.

use crate::domain::cue::Cue;

use super::resample::resampled;

/// The samples of a recorded cue, one channel, from -1 to 1: as long as [`Cue::length`] says. `None` for one that is not recorded.
pub(super) fn of(cue: Cue, rate: u32) -> Option<Vec<f32>> {
    let recording: &[u8] = match cue {
        Cue::Refuel => include_bytes!("../../assets/voice/ten-minutes-left.wav"),
        _ => return None,
    };
    let (samples, own_rate) = read(recording).unwrap_or_default();
    let mut samples = resampled(&samples, own_rate, rate);
    samples.resize((cue.length().as_secs_f64() * f64::from(rate)) as usize, 0.0);
    Some(samples)
}

/// The samples of a WAV file of 16 bits, and how many there are in a second.
fn read(bytes: &[u8]) -> Option<(Vec<f32>, u32)> {
    let mut reader = hound::WavReader::new(bytes).ok()?;
    let samples: Result<Vec<i16>, _> = reader.samples::<i16>().collect();
    let samples = samples.ok()?.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
    Some((samples, reader.spec().sample_rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_cue_is_as_long_as_it_says_and_is_heard() {
        for rate in [8_000, 44_100, 48_000, 192_000] {
            let samples = of(Cue::Refuel, rate).unwrap();
            let frames = Cue::Refuel.length().as_secs_f64() * f64::from(rate);
            assert!((samples.len() as f64 - frames).abs() <= 1.0, "{rate}");
            let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
            assert!((0.5..0.95).contains(&loudest), "{loudest} at {rate}");
            let power = samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32;
            assert!(power.sqrt() > 0.05, "{} at {rate}", power.sqrt());
            assert!(samples[0].abs() < 0.01 && samples[samples.len() - 1].abs() < 0.01, "{rate}");
        }
        assert_eq!(of(Cue::Tick, 48_000), None);
    }

    #[test]
    fn the_recording_fits_its_cue() {
        let (samples, rate) = read(include_bytes!("../../assets/voice/ten-minutes-left.wav")).unwrap();
        let length = samples.len() as f64 / f64::from(rate);
        assert!((0.0..0.01).contains(&(Cue::Refuel.length().as_secs_f64() - length)), "{length}");
    }
}
