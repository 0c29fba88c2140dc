//! When the next frame is due: as often as the screen needs and the machine can afford. Pure; requests nothing.

use crate::domain::time::{Span, Tick};

/// What of the screen changes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: only input brings a frame.
    Nothing,
    /// Digits, in this time from now.
    Digits(Span),
    /// A figure, a ring or a pulse, and digits in this time from now.
    Motion(Span),
    /// Digits or a figure too fast to be followed. The next change comes in this time from now, and not every one is shown.
    Rush(Span),
}

impl Needs {
    /// What a screen needs on which something else changes in this time from now.
    #[must_use]
    pub fn sooner(self, until: Span) -> Self {
        match self {
            Self::Nothing => Self::Digits(until),
            Self::Digits(other) => Self::Digits(other.min(until)),
            Self::Motion(other) => Self::Motion(other.min(until)),
            Self::Rush(other) => Self::Rush(other.min(until)),
        }
    }

    /// What a screen needs whose own time runs so many times as fast as the clock.
    #[must_use]
    pub fn at_speed(self, times: u32) -> Self {
        match self {
            _ if times <= 1 => self,
            Self::Nothing => self,
            Self::Digits(until) | Self::Rush(until) => Self::Rush(until / times),
            // It moves with every frame.
            Self::Motion(_) => Self::Rush(Span::ZERO),
        }
    }
}

/// The share of one core that playing may take. The limit is a tenth; the rest is room for noise and sound.
const SHARE: f64 = 0.075;
/// Frames a second while something moves: never fewer, never more.
const SLOWEST: u32 = 4;
const FASTEST: u32 = 30;
/// How much one more frame counts towards the average.
const WEIGHT: f64 = 0.1;
/// One frame counts as at most so many times the average: a hiccup is not the price of a frame.
const HICCUP: f64 = 4.0;
/// What was spent over a longer time than this was not spent on a frame.
const TOO_LONG: Span = Span::secs(1);

/// Learns what frames cost and says when the next one is due.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    /// What a frame costs on average, in seconds of processor time, everything else that ran meanwhile included.
    cost: Option<f64>,
    /// When the last frame began, and the processor time used until then.
    last: Option<(Tick, Span)>,
    /// The first frame makes fonts and textures ready; it says nothing about the others.
    warm: bool,
}

impl Pace {
    /// A frame begins; the program has used this much processor time so far.
    pub fn frame(&mut self, now: Tick, cpu: Span) {
        let Some((then, before)) = self.last.replace((now, cpu)) else { return };
        if !std::mem::replace(&mut self.warm, true) || now.since(then) > TOO_LONG {
            return;
        }
        let spent = cpu.minus(before).as_secs_f64();
        self.cost = Some(self.cost.map_or(spent, |cost| cost + (spent.min(cost * HICCUP) - cost) * WEIGHT));
    }

    /// How many frames a second the machine can afford.
    #[must_use]
    pub fn rate(&self) -> u32 {
        // Until something is known, the middle.
        let affordable = self.cost.map_or(10.0, |cost| SHARE / cost.max(1e-6));
        (affordable as u32).clamp(SLOWEST, FASTEST)
    }

    /// How long to wait for the next frame; `None`: until there is input.
    ///
    /// Frames of a motion divide the second evenly and meet the change of digits, so that digits change exactly then
    /// and no frame is spent on a moment between.
    #[must_use]
    pub fn wait(&self, needs: Needs) -> Option<Span> {
        match needs {
            Needs::Nothing => None,
            Needs::Digits(until) => Some(until),
            Needs::Motion(until) => {
                let step = 1.0 / f64::from(self.rate());
                let until = until.as_secs_f64();
                // The frame before the digits change lies a whole number of steps before it. Half a step of slack, so that
                // waking a moment early does not bring a frame of its own.
                let steps = ((until / step) - 0.5).floor().max(0.0);
                let wait = until - steps * step;
                Some(Span::secs_f64(wait))
            }
            Needs::Rush(until) => Some(until.max(Span::secs_f64(1.0 / f64::from(self.rate())))),
        }
    }
}

/// The time until a countdown with this much left shows another second.
#[must_use]
pub fn next_digit(left: Span) -> Span {
    let nanos = left.to_std().subsec_nanos();
    Span::from(std::time::Duration::from_nanos(u64::from(if nanos == 0 { 1_000_000_000 } else { nanos })))
}

/// The time until a whole number of `every` has passed since `began`.
#[must_use]
pub fn next_beat(began: Tick, every: Span, now: Tick) -> Span {
    let done = now.since(began).whole(every);
    (began + every * (done + 1)).since(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(cost: Span) -> Pace {
        let mut pace = Pace::default();
        let (mut now, mut cpu) = (Tick::default(), Span::ZERO);
        for _ in 0..100 {
            pace.frame(now, cpu);
            now = now + Span::millis(100);
            cpu += cost;
        }
        pace
    }

    #[test]
    fn cheap_frames_come_often_and_dear_ones_seldom() {
        assert_eq!(pace(Span::millis(1)).rate(), 30);
        assert_eq!(pace(Span::millis(10)).rate(), 7);
        assert_eq!(pace(Span::millis(100)).rate(), 4);
    }

    #[test]
    fn neither_the_first_frame_nor_a_hiccup_nor_a_hidden_hour_slows_it_down() {
        let mut pace = Pace::default();
        let mut cpu = Span::ZERO;
        let mut now = Tick::default();
        for i in 0..40_u64 {
            pace.frame(now, cpu);
            cpu += if i == 0 { Span::secs(2) } else { Span::millis(1) };
            now = now + Span::millis(33);
        }
        assert_eq!(pace.rate(), 30);
        pace.frame(now + Span::secs(3600), cpu + Span::secs(30));
        assert_eq!(pace.rate(), 30);
        pace.frame(now + Span::millis(3_600_033), cpu + Span::secs(31));
        assert!(pace.rate() >= 20, "{}", pace.rate());
    }

    #[test]
    fn frames_meet_the_change_of_digits() {
        for cost in [1, 5, 10, 15, 40] {
            let pace = pace(Span::millis(cost));
            let mut left = Span::millis(1000);
            let mut frames = 0;
            while left > Span::millis(1) {
                left = left.minus(pace.wait(Needs::Motion(left)).unwrap());
                frames += 1;
            }
            assert_eq!(frames, pace.rate(), "{cost} ms");
        }
    }

    #[test]
    fn at_ten_times_the_speed_frames_cost_no_more_than_the_machine_can_afford() {
        for (cost, rate) in [(1, 30), (10, 7), (100, 4)] {
            let pace = pace(Span::millis(cost));
            let shortest = Span::secs_f64(1.0 / f64::from(rate));
            assert_eq!(pace.wait(Needs::Motion(Span::millis(700)).at_speed(10)), Some(shortest));
            // Digits alone change ten times a second, which is often enough.
            let digits = pace.wait(Needs::Digits(Span::secs(1)).at_speed(10));
            assert_eq!(digits, Some(shortest.max(Span::millis(100))));
            assert_eq!(pace.wait(Needs::Digits(Span::secs(50)).at_speed(10)), Some(Span::secs(5)));
        }
        assert_eq!(Needs::Motion(Span::millis(700)).at_speed(1), Needs::Motion(Span::millis(700)));
        assert_eq!(Needs::Nothing.at_speed(10), Needs::Nothing);
    }

    #[test]
    fn nothing_that_moves_needs_no_frame() {
        assert_eq!(pace(Span::millis(1)).wait(Needs::Nothing), None);
        assert_eq!(pace(Span::millis(1)).wait(Needs::Digits(Span::millis(300))), Some(Span::millis(300)));
        assert_eq!(next_digit(Span::millis(29_300)), Span::millis(300));
        assert_eq!(next_digit(Span::secs(29)), Span::secs(1));
    }
}
