//! Two claps or knocks in samples of a microphone: samples in, when they were out. Knows no device, keeps two seconds of loudness and
//! a fifth of a second of sound, and reads no clock.
//!
//! A clap rises within 10 ms, sinks within 120 ms and sounds at all pitches at once; a knock sinks twice as fast. Two of them count
//! where everything is quieter for 0.8 s before, between them and for a while after: so the claps of an audience don't, nor do drums
//! and words. What Afterrun plays itself is known by its ticks: in that time only a clap counts that is clearly louder than all that
//! was heard of it.

use std::collections::VecDeque;
use std::f32::consts::TAU;
use std::ops::RangeInclusive;

use super::time::{Span, Tick};

/// How many times a second loudness is looked at: every 5 ms.
const HOPS_A_SECOND: u32 = 200;
/// The loudest hop of a clap is the loudest so far around: 40 ms to both sides.
const ALONE: u64 = 8;
/// It rises from within this many hops, 15 ms: its own 5 and 10 before.
const RISE: u64 = 3;
/// By this many hops after it has sunk: 120 ms.
const DECAY: u64 = 24;
/// From this many hops on it may not be nearly as loud as at first: 60 ms.
const SINKING: u64 = 12;
/// How far apart two claps are, in hops: 180 to 700 ms.
const APART: RangeInclusive<u64> = 36..=140;
/// How long it is quiet before the first, in hops: 0.8 s.
const BEFORE: u64 = 160;
/// How long it is quiet after the second, in hops at least and at most: 0.3 to 0.7 s. In between, half as long again as from
/// one to the other, so that a third in the same beat is waited for.
const AFTER: RangeInclusive<u64> = 60..=140;
/// How many hops are remembered: 2.4 s.
const REMEMBERED: usize = 480;
/// How many hops of sound are kept.
const KEPT: usize = DECAY as usize + 8;

/// A clap is louder than the noise by this, in dB.
const OVER_NOISE: f32 = 16.0;
/// It rises by this, in dB.
const RISES: f32 = 10.0;
/// Softer than this, in dB below full scale, nothing is meant.
const SOFTEST: f32 = -58.0;
/// It has sunk by this much when it is over, in dB.
const SUNK: f32 = 10.0;
/// By this much when it is half over.
const HALF_SUNK: f32 = 6.0;
/// A knock has sunk by this much by then.
const KNOCK_SUNK: f32 = 15.0;
/// What is louder by this with what is low than without it is a foot that lands, in dB.
const THUD: f32 = 9.0;
/// Everything around two claps is softer than the softer one by this, in dB.
const QUIETER: f32 = 6.0;
/// How much the two may differ, in dB.
const ALIKE: f32 = 10.0;
/// How much louder than what is played here a clap is, in dB.
const OVER_OWN: f32 = 4.0;
/// How fast it is learnt how loud that is, in dB a hop: what lasts as long as a clap is not learnt from.
const LEARNS: f32 = 0.3;
/// The least flatness of the spectrum of a clap: 1 is all pitches alike (noise, on average 0.56), 0 is a tone.
const FLAT: f32 = 0.02;
/// Where that is looked at, in Hz.
const PITCHES: (f32, f32) = (700.0, 7000.0);
/// What lies below this, in Hz, is steps and rumble, and not heard.
const LOWEST: f32 = 200.0;

/// How loud 5 ms were.
#[derive(Clone, Copy, Debug)]
struct Hop {
    /// In dB of full scale, without what is low.
    level: f32,
    /// In dB, with it.
    whole: f32,
    /// Whether something was played here.
    own: bool,
    at: Tick,
}

/// A clap or a knock.
#[derive(Clone, Copy, Debug)]
struct Clap {
    /// Which hop was its loudest.
    hop: u64,
    /// How loud that was, in dB.
    level: f32,
    at: Tick,
}

/// Listens for two claps.
#[derive(Clone, Debug)]
pub struct Ears {
    /// Samples a second.
    rate: f32,
    /// Samples in a hop.
    hop: usize,
    low: [HighPass; 2],
    /// The sums of squares of the hop that has begun, without what is low and with it, and of how many samples.
    begun: (f32, f32, usize),
    hops: VecDeque<Hop>,
    sound: VecDeque<f32>,
    /// How many hops there were.
    count: u64,
    /// How loud the noise is, in dB.
    noise: f32,
    /// How loud what is played here was, in dB.
    own: f32,
    claps: VecDeque<Clap>,
}

impl Ears {
    /// Ears for so many samples a second: 8,000 or more.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        let rate = rate.max(8000);
        let hop = (rate / HOPS_A_SECOND) as usize;
        let low = HighPass::new(LOWEST / rate as f32);
        Self {
            rate: rate as f32,
            hop,
            low: [low, low],
            begun: (0.0, 0.0, 0),
            hops: VecDeque::with_capacity(REMEMBERED + 1),
            sound: VecDeque::with_capacity((KEPT + 1) * hop),
            count: 0,
            noise: SOFTEST,
            own: SOFTEST,
            claps: VecDeque::new(),
        }
    }

    /// Hears samples from -1 to 1 of one channel, the first of which was at `from`. `own` is when something is played here that may be
    /// heard. Gives when the second of two claps was; that is told 0.3 to 0.7 s later, when no third has come.
    pub fn hear(&mut self, samples: &[f32], from: Tick, own: &[(Tick, Tick)]) -> Vec<Tick> {
        let mut heard = Vec::new();
        for (i, sample) in samples.iter().enumerate() {
            let sample = if sample.is_finite() { *sample } else { 0.0 };
            let high = self.low.iter_mut().fold(sample, |sample, pass| pass.next(sample));
            self.sound.push_back(high);
            self.begun.0 += high * high;
            self.begun.1 += sample * sample;
            self.begun.2 += 1;
            if self.begun.2 == self.hop {
                let at = from + Span::secs_f64(f64::from(i as u32) / f64::from(self.rate));
                let own = own.iter().any(|(from, until)| *from <= at && at < *until);
                heard.extend(self.next(at, own));
            }
        }
        heard
    }

    /// A hop is over.
    fn next(&mut self, at: Tick, own: bool) -> Option<Tick> {
        let (high, whole, samples) = std::mem::take(&mut self.begun);
        let loud = |sum: f32| 10.0 * (sum / samples as f32 + 1e-10).log10();
        let level = loud(high);
        self.hops.push_back(Hop { level, whole: loud(whole), own, at });
        self.count += 1;
        if self.hops.len() > REMEMBERED {
            self.hops.pop_front();
        }
        while self.sound.len() > KEPT * self.hop {
            self.sound.pop_front();
        }
        // Quiet is learnt at once, noise slowly.
        self.noise += if level < self.noise { 0.2 * (level - self.noise) } else { (level - self.noise).min(0.03) };
        let middle = self.count.checked_sub(DECAY + 1)?;
        self.claps.extend(self.clap(middle));
        self.learn();
        self.pair()
    }

    fn level(&self, hop: u64) -> Option<f32> {
        self.past(hop).map(|hop| hop.level)
    }

    fn past(&self, hop: u64) -> Option<&Hop> {
        let first = self.count - self.hops.len() as u64;
        self.hops.get(hop.checked_sub(first)? as usize)
    }

    /// How loud the loudest of some hops is; one that was not heard is silent.
    fn loudest(&self, hops: RangeInclusive<u64>) -> f32 {
        hops.filter_map(|hop| self.level(hop)).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Learns how loud is what is played here, in the course of a word; and that it was turned down, in the course of a minute.
    fn learn(&mut self) {
        // What comes next to a clap is the clap's, and whether something is one is known when it has sunk.
        let Some(hop) = self.count.checked_sub(2 * DECAY) else { return };
        let Some(Hop { level, own: true, .. }) = self.past(hop).copied() else { return };
        if self.claps.iter().all(|clap| !(clap.hop - ALONE..=clap.hop + DECAY).contains(&hop)) {
            self.own += if level > self.own { (level - self.own).min(LEARNS) } else { -0.0005 };
        }
    }

    /// The clap whose loudest hop this one is.
    fn clap(&self, hop: u64) -> Option<Clap> {
        let before = hop.checked_sub(ALONE)?;
        let Hop { level, own, at, .. } = *self.past(hop)?;
        let is_loud = level > SOFTEST && level > self.noise + OVER_NOISE;
        if !is_loud || self.loudest(before..=hop - 1) >= level || self.loudest(hop + 1..=hop + ALONE) > level {
            return None;
        }
        let rises = level - self.loudest(before..=hop - RISE) >= RISES;
        let sinks = level - self.loudest(hop + SINKING..=hop + DECAY);
        let is_over = level - self.level(hop + DECAY)? >= SUNK;
        let whole = (hop..=hop + RISE).filter_map(|hop| self.past(hop)).map(|hop| hop.whole).fold(level, f32::max);
        if !rises || !is_over || sinks < HALF_SUNK || whole - level > THUD {
            return None;
        }
        let is_clap = self.flatness(hop) >= FLAT;
        let counts = if own { is_clap && level >= self.own + OVER_OWN } else { is_clap || sinks >= KNOCK_SUNK };
        counts.then_some(Clap { hop, level, at })
    }

    /// Whether the last two claps are two claps, now that nothing more can come of them.
    fn pair(&mut self) -> Option<Tick> {
        let now = self.count - 1;
        while self.claps.front().is_some_and(|clap| clap.hop + APART.end() + AFTER.end() < now) {
            self.claps.pop_front();
        }
        let second = *self.claps.back()?;
        let first = *self.claps.iter().rev().nth(1)?;
        let gap = second.hop - first.hop;
        let quiet = (gap + gap / 2).clamp(*AFTER.start(), *AFTER.end());
        if !APART.contains(&gap) || (first.level - second.level).abs() > ALIKE || now != second.hop + quiet {
            return None;
        }
        let beside = self.loudest(first.hop.saturating_sub(BEFORE)..=first.hop.saturating_sub(RISE));
        let between = self.loudest(first.hop + DECAY..=second.hop - RISE);
        let after = self.loudest(second.hop + DECAY..=now);
        let loudest = first.level.min(second.level) - QUIETER;
        (beside.max(between).max(after) <= loudest).then_some(second.at)
    }

    /// How flat the spectrum of a hop and its neighbours is.
    fn flatness(&self, hop: u64) -> f32 {
        // A clap that begins with its loudest hop is in the middle of the window, where it counts.
        let since = (self.count - hop + 1) as usize * self.hop;
        let Some(from) = self.sound.len().checked_sub(since) else { return 0.0 };
        let length = 3 * self.hop;
        let window = |i: usize| 0.5 - 0.5 * (TAU * i as f32 / length as f32).cos();
        let sound = self.sound.iter().skip(from).take(length).enumerate();
        let sound: Vec<f32> = sound.map(|(i, sample)| sample * window(i)).collect();
        // The bins of a window are as far apart as it is short.
        let step = self.rate / length as f32;
        let bins = (PITCHES.0 / step) as u32..=(PITCHES.1.min(self.rate * 0.45) / step) as u32;
        let powers: Vec<f32> = bins.map(|bin| power(&sound, bin as f32 / length as f32)).collect();
        let count = powers.len() as f32;
        let (sum, logs) = powers.iter().fold((0.0, 0.0), |(sum, logs), power| (sum + power, logs + power.ln()));
        (logs / count).exp() / (sum / count)
    }
}

/// How much of a pitch, in periods a sample, is in a sound.
fn power(sound: &[f32], pitch: f32) -> f32 {
    let (turn_y, turn_x) = (TAU * pitch).sin_cos();
    let (mut x, mut y, mut sum_x, mut sum_y) = (1.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for sample in sound {
        sum_x += sample * x;
        sum_y += sample * y;
        (x, y) = (x * turn_x - y * turn_y, x * turn_y + y * turn_x);
    }
    sum_x * sum_x + sum_y * sum_y + 1e-12
}

/// Takes away what is low: 6 dB an octave.
#[derive(Clone, Copy, Debug)]
struct HighPass {
    keep: f32,
    last: (f32, f32),
}

impl HighPass {
    /// One that begins at `pitch`, in periods a sample.
    fn new(pitch: f32) -> Self {
        Self { keep: 1.0 / (1.0 + TAU * pitch), last: (0.0, 0.0) }
    }

    fn next(&mut self, sample: f32) -> f32 {
        let out = self.keep * (self.last.1 + sample - self.last.0);
        self.last = (sample, out);
        out
    }
}
