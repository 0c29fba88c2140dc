//! Spectra to samples: the voice's last step, of Fourier transforms and noise. Knows neither words nor models.
//!
//! A frame's spectrum is S = exp(lh) e^(iπ tanh θ) P + exp(ln) Z + exp(lr) e^(iφ): what the vocal cords do, shaped by the
//! mouth, breath, and what neither explains. P is the spectrum of a train of pulses at the pitch f0, Z is noise. The samples are the inverse
//! short-time Fourier transform of S. The formula is that of the acoustic model (hibari-tts 0.2.1).

use std::f32::consts::{PI, TAU};
use std::sync::Arc;

use realfft::num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

use super::noise::Noise;

/// Samples a second.
pub(super) const RATE: u32 = 24_000;
/// Samples from one frame to the next as the model means them: 12.5 ms. With fewer, speech is faster at the same pitch.
pub(super) const HOP: usize = 300;
/// Samples that a frame looks at.
const WINDOW: usize = 1200;
/// Frequencies of a frame's spectrum, 20 Hz apart.
pub(super) const BINS: usize = WINDOW / 2 + 1;
/// Where the pulses have no more harmonics, in hertz.
const HIGHEST: f32 = 11_000.0;
/// The lowest pitch; below it nothing is voiced, in hertz.
const LOWEST: f32 = 40.0;
/// Frequencies that pulses can reach: the window smears a harmonic over two bins to each side.
const VOICED_BINS: usize = 553;
/// No part of a spectrum is taken to be louder than e to this.
const LOUDEST: f32 = 7.0;

/// What the acoustic model writes: for each of [`BINS`] frequencies a row of as many frames as there are in `f0`.
#[derive(Clone, Debug, Default)]
pub(super) struct Spectra {
    /// How loud the harmonics are (a natural logarithm), and their phase in half turns before tanh.
    pub(super) lh: Vec<f32>,
    pub(super) theta: Vec<f32>,
    /// How loud the noise is, as a logarithm.
    pub(super) ln: Vec<f32>,
    /// The rest: a logarithm, and a phase in radians.
    pub(super) lr: Vec<f32>,
    pub(super) phi: Vec<f32>,
    /// The pitch of each frame, in hertz.
    pub(super) f0: Vec<f32>,
}

/// Fourier transforms and the window, planned once.
pub(super) struct Vocoder {
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    /// A periodic Hann window.
    window: Vec<f32>,
}

impl Vocoder {
    pub(super) fn new() -> Self {
        let mut planner = RealFftPlanner::new();
        let window = (0..WINDOW).map(|n| 0.5 - 0.5 * (TAU * n as f32 / WINDOW as f32).cos()).collect();
        Self { forward: planner.plan_fft_forward(WINDOW), inverse: planner.plan_fft_inverse(WINDOW), window }
    }

    /// The samples of `spectra`, one channel at [`RATE`], `hop` a frame: from 1 to half the window. The same spectra give the
    /// same samples.
    pub(super) fn samples(&self, spectra: &Spectra, hop: usize) -> Vec<f32> {
        let hop = hop.clamp(1, WINDOW / 2);
        let frames = spectra.f0.len();
        let pulses = pulses(&spectra.f0, hop);
        let mut analysis = Analysis::new(self, &pulses, hop);
        let mut noise = Noise::seeded();
        self.inverse(frames, hop, |frame, spectrum| {
            let voiced = analysis.spectrum(frame);
            for (bin, out) in spectrum.iter_mut().enumerate() {
                let at = bin * frames + frame;
                let z = Complex32::new(noise.normal(), noise.normal());
                let mut sum = z * loud(spectra.ln[at]) + Complex32::from_polar(loud(spectra.lr[at]), spectra.phi[at]);
                if let Some(pulse) = voiced.and_then(|pulses| pulses.get(bin)) {
                    sum += Complex32::from_polar(loud(spectra.lh[at]), PI * spectra.theta[at].tanh()) * pulse;
                }
                *out = sum;
            }
        })
    }

    /// The inverse short-time Fourier transform: frames centred on multiples of a hop, overlapping and added, over the sum of
    /// the squared windows. `fill` writes the spectrum of a frame.
    fn inverse(&self, frames: usize, hop: usize, mut fill: impl FnMut(usize, &mut [Complex32])) -> Vec<f32> {
        let length = frames.saturating_sub(1) * hop;
        let mut sum = vec![0.0; length + WINDOW];
        let mut weight = vec![0.0; length + WINDOW];
        let mut spectrum = self.inverse.make_input_vec();
        let mut piece = self.inverse.make_output_vec();
        let mut scratch = self.inverse.make_scratch_vec();
        for frame in 0..frames {
            fill(frame, &mut spectrum);
            // A real signal has neither here, and the transform insists.
            spectrum[0].im = 0.0;
            spectrum[BINS - 1].im = 0.0;
            if self.inverse.process_with_scratch(&mut spectrum, &mut piece, &mut scratch).is_err() {
                continue;
            }
            let at = frame * hop;
            let places = sum[at..].iter_mut().zip(&mut weight[at..]);
            for ((sum, weight), (sample, window)) in places.zip(piece.iter().zip(&self.window)) {
                // The transform leaves its result as many times too large as it is long.
                *sum += sample / WINDOW as f32 * window;
                *weight += window * window;
            }
        }
        let middle = WINDOW / 2..WINDOW / 2 + length;
        sum[middle.clone()].iter().zip(&weight[middle]).map(|(sum, weight)| sum / weight.max(1e-8)).collect()
    }
}

/// Short-time Fourier transforms of the pulses, a frame at a time.
struct Analysis<'a> {
    vocoder: &'a Vocoder,
    signal: &'a [f32],
    hop: usize,
    piece: Vec<f32>,
    spectrum: Vec<Complex32>,
    scratch: Vec<Complex32>,
}

impl<'a> Analysis<'a> {
    fn new(vocoder: &'a Vocoder, signal: &'a [f32], hop: usize) -> Self {
        let (piece, spectrum) = (vocoder.forward.make_input_vec(), vocoder.forward.make_output_vec());
        Self { vocoder, signal, hop, piece, spectrum, scratch: vocoder.forward.make_scratch_vec() }
    }

    /// The spectrum of the signal around the middle of a frame, mirrored beyond its ends; `None` where it is silent.
    fn spectrum(&mut self, frame: usize) -> Option<&[Complex32]> {
        let first = (frame * self.hop).cast_signed() - (WINDOW / 2).cast_signed();
        let mut heard = false;
        for (n, (out, window)) in self.piece.iter_mut().zip(&self.vocoder.window).enumerate() {
            let sample =
                self.signal.get(mirrored(first + n.cast_signed(), self.signal.len())).copied().unwrap_or_default();
            heard |= sample != 0.0;
            *out = sample * window / HOP as f32;
        }
        if !heard {
            return None;
        }
        let done = self.vocoder.forward.process_with_scratch(&mut self.piece, &mut self.spectrum, &mut self.scratch);
        done.ok().and_then(|()| self.spectrum.get(..VOICED_BINS))
    }
}

/// Where a signal of `length` samples that is mirrored at its first and its last one is read for sample `at`.
fn mirrored(at: isize, length: usize) -> usize {
    let last = length.cast_signed() - 1;
    let at = at.abs();
    if at > last { (2 * last - at).max(0).cast_unsigned() } else { at.cast_unsigned() }
}

fn loud(logarithm: f32) -> f32 {
    logarithm.min(LOUDEST).exp()
}

/// A train of pulses at the pitch of each frame: all harmonics below [`HIGHEST`], each as loud as a full tone; silent where
/// nothing is voiced. The pitch glides from frame to frame.
fn pulses(f0: &[f32], hop: usize) -> Vec<f32> {
    let mut phase = 0.0_f64;
    let glide = f0.windows(2).flat_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        (0..hop).map(move |n| from + (to - from) * n as f32 / hop as f32)
    });
    let sample = |pitch: f32| {
        let pitch = if pitch.is_finite() { pitch } else { 0.0 };
        phase = (phase + f64::from(pitch.max(0.0)) / f64::from(RATE)).fract();
        if pitch < LOWEST {
            return 0.0;
        }
        // 1 + 2 cos x + 2 cos 2x + ... + 2 cos nx = sin((2n + 1) x / 2) / sin(x / 2).
        let harmonics = (HIGHEST / pitch).floor();
        let half = std::f64::consts::PI * phase;
        let below = half.sin();
        let odd = 2.0 * f64::from(harmonics) + 1.0;
        let kernel = if below.abs() < 1e-6 { odd } else { (odd * half).sin() / below };
        (0.5 * kernel - 0.5) as f32
    };
    glide.map(sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hertz: f32, length: usize) -> Vec<f32> {
        (0..length).map(|n| 0.5 * (TAU * hertz * n as f32 / RATE as f32).sin()).collect()
    }

    #[test]
    fn a_signal_comes_back_from_its_spectra() {
        let vocoder = Vocoder::new();
        for hop in [180, HOP, 400] {
            let frames = 20;
            let signal = tone(437.0, (frames - 1) * hop);
            let mut analysis = Analysis::new(&vocoder, &signal, hop);
            let back = vocoder.inverse(frames, hop, |frame, out| {
                // All of it, and not only what pulses reach: a tone of 437 Hz lies far below.
                out.fill(Complex32::ZERO);
                let spectrum = analysis.spectrum(frame).unwrap();
                out[..spectrum.len()].copy_from_slice(spectrum);
                for bin in out {
                    *bin *= HOP as f32;
                }
            });
            assert_eq!(back.len(), signal.len());
            // At the ends, the mirrored tone has a bend, which reaches beyond the pulses' frequencies.
            let worst = middle(&back, &signal).map(|(back, sample)| (back - sample).abs()).fold(0.0, f32::max);
            assert!(worst < 1e-4, "{worst} at a hop of {hop}");
        }
    }

    /// Two signals, sample by sample, without the first window and the last.
    fn middle<'a>(one: &'a [f32], other: &'a [f32]) -> impl Iterator<Item = (&'a f32, &'a f32)> {
        one.iter().zip(other).take(one.len() - WINDOW).skip(WINDOW)
    }

    /// How alike a signal and itself are, `lag` samples later.
    fn likeness(signal: &[f32], lag: usize) -> f32 {
        let power = signal.iter().map(|sample| sample * sample).sum::<f32>();
        signal.iter().zip(&signal[lag..]).map(|(one, later)| one * later).sum::<f32>() / power
    }

    #[test]
    fn pulses_come_at_the_pitch() {
        for pitch in [80.0, 120.0, 240.0_f32] {
            let signal = pulses(&[pitch; 41], HOP);
            assert_eq!(signal.len(), 40 * HOP);
            let period = (RATE as f32 / pitch).round() as usize;
            assert!(likeness(&signal, period) > 0.9, "{pitch}");
            assert!(likeness(&signal, period / 2).abs() < 0.2, "{pitch}");
            // One pulse a period, each as high as there are harmonics.
            let harmonics = (HIGHEST / pitch).floor();
            let highest = signal.iter().copied().fold(0.0, f32::max);
            assert!((highest / harmonics - 1.0).abs() < 0.05, "{highest} at {pitch}");
            let count = signal.windows(2).filter(|pair| pair[0] < 0.3 * highest && pair[1] >= 0.3 * highest).count();
            let expected = (signal.len() as f32 / RATE as f32 * pitch).round() as usize;
            assert!(count.abs_diff(expected) <= 1, "{count} for {expected} at {pitch}");
        }
        assert!(pulses(&[30.0; 10], HOP).iter().all(|sample| *sample == 0.0));
        assert!(pulses(&[f32::NAN, -5.0, 200.0], HOP).iter().all(|sample| sample.is_finite()));
        assert!(pulses(&[], HOP).is_empty() && pulses(&[200.0], HOP).is_empty());
    }

    #[test]
    fn a_mirror_stands_at_both_ends() {
        let read: Vec<usize> = (-3..8).map(|at| mirrored(at, 5)).collect();
        assert_eq!(read, [3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1]);
        for length in 0..4 {
            assert!((-600..600).all(|at| mirrored(at, length) < length.max(1)));
        }
    }

    #[test]
    fn voiced_and_unvoiced_frames_become_samples() {
        let plane = |value: f32| vec![value; BINS * 10];
        let quiet = plane(-30.0);
        let spectra = Spectra {
            lh: plane(0.0),
            theta: plane(0.0),
            ln: quiet.clone(),
            lr: quiet.clone(),
            phi: plane(0.0),
            f0: vec![200.0; 10],
        };
        let vocoder = Vocoder::new();
        let voiced = vocoder.samples(&spectra, HOP);
        // Through a filter that lets all pass, the pulses come out as they are, over the hop.
        let pulses = pulses(&spectra.f0, HOP);
        let worst = middle(&voiced, &pulses).map(|(out, pulse)| (out - pulse / HOP as f32).abs()).fold(0.0, f32::max);
        assert!(worst < 0.01, "{worst}");
        let noise = vocoder.samples(&Spectra { lh: quiet.clone(), ln: plane(0.0), ..spectra.clone() }, HOP);
        assert!(likeness(&noise, 120).abs() < 0.2);
        // However loud a model says, it ends somewhere.
        let loud = vocoder.samples(&Spectra { ln: plane(1e9), lr: plane(f32::INFINITY), ..spectra }, HOP);
        assert!(loud.iter().all(|sample| sample.is_finite()));
        assert!(vocoder.samples(&Spectra::default(), HOP).is_empty());
    }
}
