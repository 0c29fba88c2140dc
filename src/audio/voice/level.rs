//! Speech made equally loud, with no silence around it and nothing cut off at full scale. Knows no words.

use super::waveform::RATE;

/// How loud speech is made: its mean square where it is heard, in decibels of full scale. The recording in assets/voice is as loud.
const TARGET: f64 = -18.0;
/// No sample is larger: 1 dB below full scale, which leaves room for what lies between samples.
const CEILING: f32 = 0.891;
/// A piece of speech that is measured at once: 50 ms.
const BLOCK: usize = RATE as usize / 20;
/// What is so much quieter than the mean counts as a pause, in decibels: as in ITU-R BS.1770.
const GATE: f64 = 10.0;
/// What is so much quieter than the loudest moment counts as silence around speech, in decibels.
const SILENCE: f32 = 42.0;
/// What is looked at for silence at once: 2 ms.
const MOMENT: usize = RATE as usize / 500;
/// What is kept before speech and after it, in samples: 8 ms and 40 ms.
const BEFORE: usize = RATE as usize / 125;
const AFTER: usize = RATE as usize / 25;
/// How far ahead and back the limiter looks: 4 ms.
const REACH: usize = RATE as usize / 250;

/// How loud `samples` are where they are heard, in decibels of full scale; `None` for silence.
///
/// Measured as ITU-R BS.1770 does, with blocks of 50 ms, since words are short, and without its weighting: one voice is compared with itself.
pub(super) fn loudness(samples: &[f32]) -> Option<f64> {
    let power = |block: &[f32]| block.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / block.len() as f64;
    let blocks: Vec<f64> = if samples.len() < BLOCK {
        std::iter::once(samples).filter(|samples| !samples.is_empty()).map(power).collect()
    } else {
        samples.windows(BLOCK).step_by(BLOCK / 4).map(power).collect()
    };
    let mean = |blocks: &[f64]| blocks.iter().sum::<f64>() / blocks.len().max(1) as f64;
    let gate = mean(&blocks) / 10.0_f64.powf(GATE / 10.0);
    let heard: Vec<f64> = blocks.into_iter().filter(|block| *block > gate).collect();
    Some(mean(&heard)).filter(|mean| *mean > 1e-12).map(|mean| 10.0 * mean.log10())
}

/// `samples` without the silence around them, faded in and out; empty if they are nothing else.
pub(super) fn trimmed(samples: &[f32]) -> Vec<f32> {
    let peak = |samples: &[f32]| samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    let threshold = peak(samples) / 10.0_f32.powf(SILENCE / 20.0);
    let heard = |moment: &[f32]| threshold > 0.0 && peak(moment) > threshold;
    let moments: Vec<&[f32]> = samples.chunks(MOMENT).collect();
    let (Some(first), Some(last)) =
        (moments.iter().position(|moment| heard(moment)), moments.iter().rposition(|moment| heard(moment)))
    else {
        return Vec::new();
    };
    let start = (first * MOMENT).saturating_sub(BEFORE);
    let end = ((last + 1) * MOMENT + AFTER).min(samples.len());
    let mut kept = samples[start..end].to_vec();
    let fade = |at: usize, over: usize| (at as f32 / over as f32).min(1.0);
    let length = kept.len();
    for (at, sample) in kept.iter_mut().enumerate() {
        *sample *= fade(at, BEFORE) * fade(length - 1 - at, AFTER);
    }
    kept
}

/// `samples` as loud as all speech is to be, and nowhere beyond the ceiling.
pub(super) fn leveled(mut samples: Vec<f32>) -> Vec<f32> {
    let Some(loudness) = loudness(&samples) else { return samples };
    let gain = 10.0_f64.powf((TARGET - loudness) / 20.0) as f32;
    for sample in &mut samples {
        *sample *= gain;
    }
    limit(&mut samples);
    samples
}

/// Turns the volume down around samples beyond the ceiling, smoothly.
fn limit(samples: &mut [f32]) {
    let over = |sample: &f32| sample.abs() > CEILING;
    if !samples.iter().any(over) {
        return;
    }
    // What a sample needs, then the least of its neighbours, then their mean: smooth, and never above what is needed.
    let needed: Vec<f32> = samples.iter().map(|sample| (CEILING / sample.abs()).min(1.0)).collect();
    let near = |at: usize| at.saturating_sub(REACH)..(at + REACH + 1).min(needed.len());
    let least: Vec<f32> = (0..needed.len()).map(|at| needed[near(at)].iter().copied().fold(1.0, f32::min)).collect();
    for (at, sample) in samples.iter_mut().enumerate() {
        let near = &least[near(at)];
        *sample *= near.iter().sum::<f32>() / near.len() as f32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise-like bursts: a second of tone, half a second of pause, a second of tone.
    fn speech(gain: f32) -> Vec<f32> {
        let second = RATE as usize;
        let tone = |n: usize| gain * (n as f32 * 0.05).sin() * (1.0 + (n as f32 * 0.001).sin());
        let pause = second..second * 3 / 2;
        (0..second * 5 / 2).map(|n| if pause.contains(&n) { 0.0 } else { tone(n) }).collect()
    }

    #[test]
    fn whatever_it_was_it_is_as_loud_as_all() {
        for gain in [1e-3, 0.05, 0.4, 3.0] {
            let samples = leveled(speech(gain));
            assert!((loudness(&samples).unwrap() - TARGET).abs() < 0.5, "{:?} from {gain}", loudness(&samples));
        }
        assert_eq!(leveled(vec![0.0; 5000]), vec![0.0; 5000]);
        assert_eq!(leveled(Vec::new()), Vec::<f32>::new());
        assert_eq!(loudness(&[]), None);
        assert!(loudness(&[0.5; 10]).is_some());
    }

    #[test]
    fn pauses_make_nothing_quieter() {
        let with_pauses = speech(0.1);
        let without: Vec<f32> = with_pauses.iter().copied().filter(|sample| *sample != 0.0).collect();
        let apart = loudness(&with_pauses).unwrap() - loudness(&without).unwrap();
        assert!(apart.abs() < 0.3, "{apart}");
    }

    #[test]
    fn nothing_is_beyond_the_ceiling_and_nothing_jumps() {
        let mut samples: Vec<f32> = (0..4800).map(|n| 0.5 * (n as f32 * 0.05).sin()).collect();
        samples[2000] = 5.0;
        samples[2400] = -2.0;
        let before = samples.clone();
        limit(&mut samples);
        assert!(samples.iter().all(|sample| sample.abs() <= CEILING * 1.001));
        assert_eq!(samples[..2000 - 2 * REACH], before[..2000 - 2 * REACH]);
        let gains: Vec<f32> =
            samples.iter().zip(&before).filter(|(_, was)| was.abs() > 0.01).map(|(is, was)| is / was).collect();
        assert!(gains.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.05));
    }

    #[test]
    fn silence_around_speech_goes() {
        let mut samples = vec![0.0; 10_000];
        samples.extend(speech(0.3));
        samples.resize(samples.len() + 10_000, 1e-5);
        let kept = trimmed(&samples);
        let expected = speech(0.3).len() + BEFORE + AFTER;
        assert!(kept.len().abs_diff(expected) <= 2 * MOMENT + 100, "{} for {expected}", kept.len());
        assert!(kept[0].abs() < 1e-4 && kept[kept.len() - 1].abs() < 1e-4);
        assert!(trimmed(&vec![0.0; 5000]).is_empty() && trimmed(&[]).is_empty());
    }
}
