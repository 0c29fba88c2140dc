//! A queue of cues turned into samples on a frame clock, for live playback and for rendering alike. Knows no device, and
//! never allocates, frees, locks or waits once it runs: it works inside the audio callback.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::domain::score::Sound;
use crate::domain::time::{Span, Tick};

/// A cue later than this is not played any more: better silence than a bell that no longer fits.
pub const OVERDUE: Span = Span::millis(150);
/// The same cue this close to one that has begun is the same one, scheduled again.
const SAME: Span = Span::millis(30);
/// How many cues can sound at once. They hardly ever overlap; quick skipping can make two or three.
const VOICES: usize = 8;
/// How many begun cues are remembered.
const REMEMBERED: usize = 16;
/// How long a change of volume from nothing to full takes.
const FADE: Span = Span::millis(60);
/// How long a sentence takes to fall silent that is not wanted any more.
const HUSH: Span = Span::millis(40);
/// Sums up to this level pass unchanged; what lies above is bent so that it never reaches 1.
const KNEE: f32 = 0.85;

/// Tells sounds apart. Not the sound itself: nothing that has to be freed is kept where nothing may be freed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    hash: u64,
    is_speech: bool,
}

impl Key {
    /// The key of a sound. A cue is the same one, soft or not.
    #[must_use]
    pub fn of(sound: &Sound) -> Self {
        let mut hasher = DefaultHasher::new();
        match sound {
            Sound::Cue(cue) | Sound::Soft(cue) => cue.hash(&mut hasher),
            Sound::Say(sentence) => sentence.hash(&mut hasher),
        }
        Self { hash: hasher.finish(), is_speech: matches!(sound, Sound::Say(_)) }
    }
}

/// A sound with its samples.
#[derive(Clone, Debug)]
pub struct Placed {
    /// When it is due.
    pub at: Tick,
    /// Which one it is.
    pub key: Key,
    /// Its samples at the rate of the frame clock. Whoever made them keeps them as long as they are played.
    pub samples: Arc<[f32]>,
}

/// Cues that have not begun, in order.
#[derive(Debug, Default)]
pub struct Queue(Vec<Placed>);

impl Queue {
    /// Puts cues in order.
    #[must_use]
    pub fn new(mut cues: Vec<Placed>) -> Self {
        // The next one is the last one, so that taking it moves nothing.
        cues.sort_by_key(|placed| std::cmp::Reverse(placed.at));
        Self(cues)
    }
}

/// Where a block of frames lies.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// The number of its first frame.
    pub first: i64,
    /// When it is made.
    pub now: Tick,
}

#[derive(Debug)]
struct Voice {
    samples: Arc<[f32]>,
    begun: (Tick, Key),
    /// Frames of silence before it begins, then how much of it has sounded.
    wait: usize,
    done: usize,
    /// How many frames are left to it, once it is hushed.
    hushed: Option<usize>,
}

/// What is due, what is sounding and how loud.
#[derive(Debug)]
pub struct Timeline {
    queue: Queue,
    voices: [Option<Voice>; VOICES],
    begun: [Option<(Tick, Key)>; REMEMBERED],
    next_begun: usize,
    gain: f32,
    wanted: f32,
    /// How far the gain may move in a frame.
    step: f32,
    /// How many frames a sentence takes to fall silent.
    hush: usize,
}

impl Timeline {
    /// An empty timeline for `rate` frames a second, at a gain from 0 to 1.
    #[must_use]
    pub fn new(rate: u32, gain: f32) -> Self {
        let step = (1.0 / (FADE.as_secs_f64() * f64::from(rate.max(1)))) as f32;
        Self {
            queue: Queue::default(),
            voices: Default::default(),
            begun: Default::default(),
            next_begun: 0,
            gain,
            wanted: gain,
            step,
            hush: (HUSH.as_secs_f64() * f64::from(rate.max(1))).ceil() as usize,
        }
    }

    /// Puts `queue` in the place of every sound that has not begun. Cues that sound ring out; a sentence that is being said goes on
    /// only where it is in the queue again, else it falls silent. The old queue is given back, to be dropped where dropping may
    /// take time.
    pub fn replace(&mut self, queue: Queue) -> Queue {
        for voice in self.voices.iter_mut().flatten().filter(|voice| voice.begun.1.is_speech) {
            let is_wanted = queue.0.iter().any(|placed| is_same(voice.begun, (placed.at, placed.key)));
            if !is_wanted {
                voice.hushed.get_or_insert(self.hush);
            }
        }
        std::mem::replace(&mut self.queue, queue)
    }

    /// Moves the volume smoothly to `gain`, from 0 to 1.
    pub fn set_gain(&mut self, gain: f32) {
        self.wanted = gain;
    }

    /// Makes the next frames. `frame_of` says on which frame a tick lies.
    pub fn fill(&mut self, out: &mut [f32], block: Block, frame_of: impl Fn(Tick) -> i64) {
        let end = block.first + out.len().cast_signed() as i64;
        while self.queue.0.last().is_some_and(|next| frame_of(next.at) < end) {
            let Some(next) = self.queue.0.pop() else { break };
            let wait = (frame_of(next.at) - block.first).max(0) as usize;
            self.begin(next, wait, block.now);
        }
        out.fill(0.0);
        for slot in &mut self.voices {
            if let Some(voice) = slot {
                voice.add_to(out, self.hush);
                if voice.done == voice.samples.len() || voice.hushed == Some(0) {
                    *slot = None;
                }
            }
        }
        for sample in out {
            self.gain += (self.wanted - self.gain).clamp(-self.step, self.step);
            *sample = bend(*sample * self.gain);
        }
    }

    fn begin(&mut self, placed: Placed, wait: usize, now: Tick) {
        let begun = (placed.at, placed.key);
        if now.since(placed.at) > OVERDUE || self.begun.iter().flatten().any(|other| is_same(*other, begun)) {
            return;
        }
        if let Some(slot) = self.voices.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(Voice { samples: placed.samples, begun, wait, done: 0, hushed: None });
            self.begun[self.next_begun] = Some(begun);
            self.next_begun = (self.next_begun + 1) % REMEMBERED;
        }
    }
}

/// Whether two are the same sound, scheduled twice.
fn is_same(one: (Tick, Key), other: (Tick, Key)) -> bool {
    one.1 == other.1 && one.0.since(other.0).max(other.0.since(one.0)) <= SAME
}

impl Voice {
    fn add_to(&mut self, out: &mut [f32], hush: usize) {
        let from = self.wait.min(out.len());
        self.wait -= from;
        let left = &self.samples[self.done..];
        let count = left.len().min(out.len() - from);
        for (sample, own) in out[from..].iter_mut().zip(left) {
            let gain = self.hushed.map_or(1.0, |left| left as f32 / hush as f32);
            *sample += own * gain;
            self.hushed = self.hushed.map(|left| left.saturating_sub(1));
        }
        self.done += count;
        if self.wait > 0 && self.hushed.is_some() {
            // It has not been heard, and never will be.
            self.hushed = Some(0);
        }
    }
}

/// Keeps overlapping cues from clipping.
fn bend(sample: f32) -> f32 {
    let over = sample.abs() - KNEE;
    if over <= 0.0 { sample } else { (KNEE + (0.98 - KNEE) * (over / (0.98 - KNEE)).tanh()).copysign(sample) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::spoken::Sentence;

    const RATE: u32 = 48_000;

    fn at(ms: u64) -> Tick {
        Tick::at(Duration::from_millis(ms))
    }

    fn frame_of(tick: Tick) -> i64 {
        (tick.since_origin().as_secs_f64() * f64::from(RATE)).round() as i64
    }

    fn placed(ms: u64, cue: Cue) -> Placed {
        // A sound that begins with a mark and is told apart by it.
        let sound: Vec<f32> = (0..960).map(|i| if i == 0 { 0.5 } else { 0.1 }).collect();
        Placed { at: at(ms), key: Key::of(&Sound::Cue(cue)), samples: sound.into() }
    }

    fn start() -> Key {
        Key::of(&Sound::Cue(Cue::Start))
    }

    /// Plays `ms` milliseconds from `from` in uneven blocks.
    fn play(timeline: &mut Timeline, from: u64, ms: u64) -> Vec<f32> {
        let mut out = vec![0.0; frame_of(at(ms)) as usize];
        let (mut done, mut size) = (0, 17);
        while done < out.len() {
            let end = (done + size).min(out.len());
            let first = frame_of(at(from)) + done.cast_signed() as i64;
            let now = Tick::at(Duration::from_secs_f64(first as f64 / f64::from(RATE)));
            timeline.fill(&mut out[done..end], Block { first, now }, frame_of);
            (done, size) = (end, size * 3 % 257 + 1);
        }
        out
    }

    fn marks(samples: &[f32]) -> Vec<usize> {
        (0..samples.len()).filter(|i| samples[*i] > 0.4).collect()
    }

    #[test]
    fn cues_begin_on_their_frame_and_ring_out() {
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(vec![placed(700, Cue::End), placed(100, Cue::Tick), placed(333, Cue::Start)]));
        let out = play(&mut timeline, 0, 1000);
        assert_eq!(marks(&out), [4800, 15_984, 33_600]);
        assert_eq!(out.iter().filter(|sample| **sample > 0.05).count(), 3 * 960);
        assert!(timeline.queue.0.is_empty() && timeline.voices.iter().all(Option::is_none));
    }

    #[test]
    fn replacing_withdraws_what_has_not_begun_and_lets_the_rest_ring_out() {
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(vec![placed(10, Cue::Tick), placed(200, Cue::Tick)]));
        play(&mut timeline, 0, 15);
        assert_eq!(timeline.replace(Queue::default()).0.len(), 1);
        let rest = play(&mut timeline, 15, 400);
        assert_eq!(rest.iter().filter(|sample| **sample > 0.05).count(), 960 - 240);
        assert!(marks(&rest).is_empty());
    }

    #[test]
    fn a_begun_cue_that_is_scheduled_again_is_not_doubled() {
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(vec![placed(10, Cue::Tick)]));
        assert_eq!(marks(&play(&mut timeline, 0, 50)).len(), 1);
        timeline.replace(Queue::new(vec![placed(10, Cue::Tick), placed(10, Cue::Start), placed(100, Cue::Tick)]));
        assert_eq!(marks(&play(&mut timeline, 50, 100)), [0, 2400]);
    }

    #[test]
    fn late_cues_come_at_once_and_very_late_ones_never() {
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(vec![placed(1000, Cue::Tick), placed(800, Cue::End), placed(10, Cue::Start)]));
        assert_eq!(marks(&play(&mut timeline, 1100, 1000)), [0]);
    }

    #[test]
    fn overlapping_cues_never_clip() {
        let loud: Arc<[f32]> = vec![0.8; 4800].into();
        let many = (0..20).map(|i| Placed { at: at(i * 40), key: start(), samples: Arc::clone(&loud) });
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(many.collect()));
        let out = play(&mut timeline, 0, 1000);
        assert!(out.iter().all(|sample| sample.abs() < 1.0));
        assert!((bend(0.8) - 0.8).abs() < f32::EPSILON && (bend(-0.8) + 0.8).abs() < f32::EPSILON);
    }

    #[test]
    fn the_volume_moves_without_a_click() {
        let mut timeline = Timeline::new(RATE, 1.0);
        let steady: Arc<[f32]> = vec![0.8; 48_000].into();
        timeline.replace(Queue::new(vec![Placed { at: at(0), key: start(), samples: steady }]));
        play(&mut timeline, 0, 100);
        timeline.set_gain(0.25);
        let out = play(&mut timeline, 100, 200);
        assert!(out.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.001));
        assert!((out[out.len() - 1] - 0.2).abs() < 1e-6);
    }

    #[test]
    fn a_sentence_that_is_not_wanted_any_more_falls_silent_without_a_click() {
        let steady: Arc<[f32]> = vec![0.5; 48_000].into();
        let say = |words: &str| Key::of(&Sound::Say(Sentence::new(words)));
        let placed = |ms, key| Placed { at: at(ms), key, samples: Arc::clone(&steady) };
        let mut timeline = Timeline::new(RATE, 1.0);
        timeline.replace(Queue::new(vec![placed(0, say("Half split."))]));
        play(&mut timeline, 0, 100);
        timeline.replace(Queue::new(vec![placed(5, say("Half split.")), placed(500, start())]));
        assert!(play(&mut timeline, 100, 100).iter().all(|sample| (sample - 0.5).abs() < 1e-6), "it goes on, once");
        timeline.replace(Queue::new(vec![placed(1, say("Plank."))]));
        let out = play(&mut timeline, 200, 100);
        assert!(out.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.001));
        let silent = frame_of(at(41)) as usize;
        assert!(out[silent..].iter().all(|sample| sample.abs() < 1e-6));
        assert!(timeline.voices.iter().all(Option::is_none));
    }
}
