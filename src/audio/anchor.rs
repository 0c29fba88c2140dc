//! Says on which frame of a device's frame clock a tick of the monotonic clock lies, and keeps saying it right. Reads no
//! clock itself.
//!
//! A device asks for frames in bursts, early or late as the scheduler likes, but never for more than its buffer holds. So
//! the frames made are furthest ahead of the monotonic clock whenever a burst has just filled the buffer, and the least
//! of `tick - frame / rate` over a few bursts is a steady mark, however late single bursts are. That mark jumps when the
//! device ran dry (frames were lost to silence), and drifts when its crystal runs fast or slow.
//!
//! The anchor holds still, so that cues keep their distance to the sample. It takes part in a jump of the mark, for cues
//! that have not begun. A drift it lets pass: a few hundredths of a second in a session, which nobody hears, are better
//! than cues that come unevenly; only what a person could come to notice beside the digits is given back, in small steps.

use std::collections::VecDeque;

use crate::domain::time::Tick;

/// Over how long the mark is looked for.
const WINDOW: i64 = 350 * MS;
/// Over how many bursts it is looked for at least: few of them are on time when the machine is busy.
const ENOUGH: usize = 8;
/// How far the mark may be off where it is expected.
const NEAR: i64 = 6 * MS;
/// How slowly the expected mark follows the real one. A crystal that is 300 millionths off stays well within [`NEAR`].
const FOLLOW: i64 = 12_000 * MS;
/// More drift than this could come to be noticed beside the digits, so it is given back, but never so that a second of a
/// countdown is heard as a short one: [`STEP`] at a time. That keeps up with a crystal that is 375 millionths off; one that is
/// worse soon leaves [`NEAR`], which moves the anchor as well.
const MOST_DRIFT: i64 = 60 * MS;
/// How far one step goes at most. Two cues with a step between them are less than 8 ms off.
const STEP: i64 = 7 * MS + MS / 2;
/// How long there is no other step after a step, at least.
const REST: i64 = 20_000 * MS;
/// So far off is no late burst: the device ran dry.
const FAR: i64 = 40 * MS;
/// So many bursts far off in a row are enough to be sure.
const SURE: usize = 3;
/// How long the anchor follows every burst, at least, after the device began or ran dry.
const SETTLING: i64 = 300 * MS;
/// Blocks that are made further apart belong to different bursts.
const PAUSE: i64 = 3 * MS;
/// A burst is at most this long, for devices that take small sips without a pause.
const BURST: i64 = 20 * MS;
/// Every cue is placed this much later than it could be, so that one which is due "now" still finds its frame.
const LEAD: i64 = 30 * MS;
const MS: i64 = 1_000_000;
/// Bursts kept at most; more than fit into the window.
const KEPT: usize = 128;

#[derive(Clone, Copy, Debug)]
struct Burst {
    began: i64,
    last: i64,
    /// The least `tick - frame / rate` in it, in nanoseconds.
    low: i64,
}

/// Maps ticks to frames.
#[derive(Debug)]
pub struct Anchor {
    rate: u32,
    /// Where the mark is expected, in nanoseconds on the monotonic clock.
    mark: Option<i64>,
    /// How far the anchor has stayed behind the mark while that drifted.
    drift: i64,
    /// When drift was last given back.
    stepped: Option<i64>,
    open: Option<Burst>,
    window: VecDeque<Burst>,
    settling_since: i64,
    off_since: Option<i64>,
    /// Whether the burst that fills the empty buffer is still to come or under way.
    filling: bool,
}

impl Anchor {
    /// An anchor for a frame clock of `rate` frames a second, which has not begun.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        Self {
            rate: rate.max(1),
            mark: None,
            drift: 0,
            stepped: None,
            open: None,
            window: VecDeque::with_capacity(KEPT),
            settling_since: 0,
            off_since: None,
            filling: true,
        }
    }

    /// Takes note that the frames from `frame` on are being made at `now`. Wants to be told every few dozen frames.
    pub fn observe(&mut self, now: Tick, frame: u64) {
        let now = nanos(now);
        let low = now - self.nanos_of(frame);
        if self.mark.is_none() {
            // One burst makes about 50 ms. The next bursts will tell better.
            self.mark = Some(low - 50 * MS);
            self.settling_since = now;
        }
        match &mut self.open {
            Some(burst) if now - burst.last <= PAUSE && now - burst.began <= BURST => {
                burst.last = now;
                burst.low = burst.low.min(low);
            }
            open => {
                let burst = open.replace(Burst { began: now, last: now, low });
                if let Some(burst) = burst {
                    self.close(burst);
                }
            }
        }
    }

    /// The frame on which `tick` lies, which may be long past or before the first.
    #[must_use]
    pub fn frame_of(&self, tick: Tick) -> i64 {
        let origin = self.mark.unwrap_or_default() - self.drift;
        let since = nanos(tick).saturating_sub(origin).saturating_add(LEAD);
        (i128::from(since) * i128::from(self.rate) / 1_000_000_000) as i64
    }

    fn nanos_of(&self, frame: u64) -> i64 {
        (u128::from(frame) * 1_000_000_000 / u128::from(self.rate)) as i64
    }

    fn close(&mut self, burst: Burst) {
        let expected = self.mark.unwrap_or(burst.low);
        let passed = self.window.back().map_or(0, |before| burst.began - before.began);
        while self.window.len() == KEPT
            || self.window.len() > ENOUGH && self.window.front().is_some_and(|old| burst.began - old.began > WINDOW)
        {
            self.window.pop_front();
        }
        self.window.push_back(burst);
        if burst.began - self.settling_since < SETTLING || self.window.len() < ENOUGH {
            self.mark = Some(self.lowest(ENOUGH));
            if self.filling {
                // What fills an empty buffer runs ahead of what the device will ever ask for again.
                self.filling = false;
                self.window.clear();
            }
            return;
        }
        if self.window.len() >= SURE && self.lowest(SURE) - expected > FAR {
            self.mark = Some(self.lowest(SURE));
            let keep = self.window.len() - (SURE - 1);
            self.window.drain(..keep);
            self.settling_since = burst.began;
            self.off_since = None;
            return;
        }
        let mark = self.lowest(self.window.len());
        if (mark - expected).abs() <= NEAR {
            self.off_since = None;
            let step = (mark - expected) * passed.min(FOLLOW) / FOLLOW;
            self.mark = Some(expected + step);
            self.drift += step;
            let rested = self.stepped.is_none_or(|stepped| burst.began - stepped >= REST);
            if self.drift.abs() > MOST_DRIFT && rested {
                self.drift -= self.drift.clamp(-STEP, STEP);
                self.stepped = Some(burst.began);
            }
        } else if *self.off_since.get_or_insert(burst.began) < self.window.front().map_or(0, |oldest| oldest.began) {
            // It has been off for longer than the window, so it is not just one burst that is off.
            self.mark = Some(mark);
            self.off_since = None;
        }
    }

    /// The mark over the latest `count` bursts.
    fn lowest(&self, count: usize) -> i64 {
        let lows = self.window.iter().rev().take(count).map(|burst| burst.low);
        lows.min().unwrap_or_else(|| self.mark.unwrap_or_default())
    }
}

/// Nanoseconds since the clock's origin; a machine that is up for 292 years is not catered for.
fn nanos(tick: Tick) -> i64 {
    i64::try_from(tick.since_origin().to_std().as_nanos()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const RATE: u32 = 48_000;
    const BLOCK: u64 = 64;

    fn at(nanos: i64) -> Tick {
        Tick::at(Duration::from_nanos(nanos as u64))
    }

    /// A device that plays what is in its buffer and asks for more, and a scheduler that answers late.
    struct Device {
        /// Frames that it asks for at a time; its buffer holds twice as many.
        period: u64,
        /// How fast its crystal runs, in millionths.
        ppm: f64,
        /// How late the callback runs, in nanoseconds, for a burst that is due at some time.
        late: Box<dyn FnMut(i64) -> i64>,
    }

    impl Device {
        /// Plays a cue a second for `secs` seconds and says how far from their second they were heard, in milliseconds.
        fn play(mut self, secs: i64) -> Vec<f64> {
            const START: i64 = 5_000 * MS;
            let speed = f64::from(RATE) * (1.0 + self.ppm / 1e6) / 1e9;
            let mut anchor = Anchor::new(RATE);
            // Since when the device has been playing, from which frame; and up to which frame there is sound.
            let (mut since, mut from, mut made) = (START, 0, 0_u64);
            let mut heard = Vec::new();
            let mut next = START + 1000 * MS;
            let mut now = START;
            while now < START + secs * 1000 * MS {
                let fits = if made == from { 2 * self.period } else { self.period };
                for block in 0..fits / BLOCK {
                    // Making a block takes some time itself.
                    let made_at = now + block.cast_signed() * 20_000;
                    anchor.observe(at(made_at), made);
                    let due = anchor.frame_of(at(next));
                    if due < (made + BLOCK).cast_signed() {
                        let frame = due.max(made.cast_signed()) as u64;
                        let time = since + ((frame - from) as f64 / speed) as i64;
                        if made_at - next <= 150 * MS {
                            heard.push((time - next) as f64 / MS as f64);
                        }
                        next += 1000 * MS;
                    }
                    made += BLOCK;
                }
                if made - from == 2 * self.period {
                    since = now + 8 * MS;
                }
                // The device asks again when a period is played, and stands when it has nothing left.
                let asks = since + ((made - self.period - from) as f64 / speed) as i64;
                now = asks + (self.late)(asks - START);
                let dry = since + ((made - from) as f64 / speed) as i64;
                if now > dry {
                    (since, from) = (now + 8 * MS, made);
                }
            }
            let mut sorted = heard.clone();
            sorted.sort_by(f64::total_cmp);
            let middle = sorted[sorted.len() / 2];
            heard.iter().map(|time| time - middle).collect()
        }
    }

    /// Delays up to `most`, all different and the same every time.
    fn jitter(most: i64) -> impl FnMut(i64) -> i64 {
        let mut state = 12_345_u64;
        move |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33).cast_signed() % most
        }
    }

    fn worst(heard: &[f64]) -> f64 {
        heard.iter().fold(0.0, |worst, off| off.abs().max(worst))
    }

    #[test]
    fn on_a_quiet_machine_cues_keep_their_distance_to_the_sample() {
        for period in [512, 2048, 4800] {
            let heard = Device { period, ppm: 0.0, late: Box::new(jitter(2 * MS)) }.play(60);
            assert_eq!(heard.len(), 59, "{period}");
            // The first cue comes while the anchor is settling.
            assert!(worst(&heard[1..]) < 0.03, "{period}: {heard:?}");
            assert!(worst(&heard) < 5.0, "{period}: {heard:?}");
        }
    }

    #[test]
    fn late_bursts_do_not_move_it() {
        for (period, late) in [(2048, 30 * MS), (4800, 30 * MS)] {
            let heard = Device { period, ppm: 0.0, late: Box::new(jitter(late)) }.play(120);
            assert!(worst(&heard) < 10.0, "{period}: {heard:?}");
        }
    }

    #[test]
    fn on_a_crystal_that_runs_fast_or_slow_cues_come_evenly() {
        for ppm in [-190.0, -50.0, 100.0] {
            let heard = Device { period: 2048, ppm, late: Box::new(jitter(4 * MS)) }.play(300);
            // At the end one more or one less, as the crystal has it.
            assert!((299..=300).contains(&heard.len()), "{ppm}: {}", heard.len());
            // Against the device's own seconds.
            let even: Vec<f64> =
                (0..heard.len()).map(|i| heard[i] - heard[149] + ppm / 1e3 * (i as f64 - 149.0)).collect();
            assert!(worst(&even[1..]) < 0.5, "{ppm}: {even:?}");
        }
    }

    #[test]
    fn a_drift_that_could_be_noticed_is_given_back_without_a_short_second() {
        for ppm in [-300.0, 190.0, 300.0] {
            let heard = Device { period: 2048, ppm, late: Box::new(jitter(4 * MS)) }.play(1200);
            let spread = heard.iter().fold(0.0, |most: f64, off| most.max(*off))
                - heard.iter().fold(0.0, |least: f64, off| least.min(*off));
            assert!((55.0..75.0).contains(&spread), "{ppm}: {spread}");
            let steps: Vec<usize> = (2..heard.len()).filter(|i| (heard[*i] - heard[*i - 1]).abs() > 1.0).collect();
            let most = steps.iter().map(|i| (heard[*i] - heard[*i - 1]).abs()).fold(0.0, f64::max);
            assert!(most < 8.0, "{ppm}: {most}");
            assert!(steps.windows(2).all(|pair| pair[1] - pair[0] >= 19), "{ppm}: {steps:?}");
            assert!(steps.first().is_some_and(|first| *first >= 190), "{ppm}: {steps:?}");
        }
    }

    #[test]
    fn after_running_dry_sound_is_back_on_the_plan_within_one_cue() {
        for (period, stop) in [(2048, 500), (2048, 150), (2048, 120), (4800, 700), (512, 60)] {
            let mut jitter = jitter(2 * MS);
            let mut stopped = 0;
            let late = move |asks: i64| {
                // Twice: right after a cue and right before one.
                let due = [10_050 * MS, 20_900 * MS];
                if stopped < 2 && asks >= due[stopped] {
                    stopped += 1;
                    return stop * MS;
                }
                jitter(asks)
            };
            let heard = Device { period, ppm: 0.0, late: Box::new(late) }.play(40);
            let off: Vec<usize> = (0..heard.len()).filter(|i| heard[*i].abs() > 7.0).collect();
            assert!(off.len() <= 2, "{period} {stop}: {heard:?}");
            assert!(heard.len() >= 37, "{period} {stop}: {}", heard.len());
        }
    }

    #[test]
    fn under_a_load_that_often_stops_the_callback_delays_do_not_add_up() {
        let mut jitter = jitter(100);
        let late = move |asks| if jitter(asks) < 3 { 90 * MS } else { jitter(asks) * MS / 5 };
        let heard = Device { period: 2048, ppm: 30.0, late: Box::new(late) }.play(300);
        // The device runs dry for some 50 ms every one or two seconds; without the anchor that would make ten seconds.
        let near = heard.iter().filter(|off| off.abs() < 10.0).count();
        assert!(near * 10 > heard.len() * 8, "{heard:?}");
        assert!(worst(&heard) < 120.0, "{heard:?}");
    }
}
