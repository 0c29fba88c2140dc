//! What a stepper steps through: lengths and counts, how they are shown, read and made more or less. Paints nothing.

use crate::domain::nudge::TimeOfDay;
use crate::domain::said;
use crate::domain::time::Span;
use crate::ui::words;

/// A way from one amount to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To less.
    Less,
    /// To more.
    More,
}

/// Amounts in their order, with a lowest and a highest.
pub trait Scale {
    /// One amount.
    type Value: Copy + PartialOrd;

    /// An amount as it is shown, and can be typed.
    fn shown(&self, value: Self::Value) -> String;

    /// The amount that a text says, which may lie beyond the limits.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    fn read(&self, text: &str) -> Result<Self::Value, String>;

    /// The next amount that one stops at.
    fn next(&self, value: Self::Value, way: Way) -> Self::Value;

    /// The lowest and the highest.
    fn limits(&self) -> (Self::Value, Self::Value);

    /// An amount, or the limit that it lies beyond.
    fn within(&self, value: Self::Value) -> Self::Value {
        let (least, most) = self.limits();
        if value < least {
            least
        } else if value > most {
            most
        } else {
            value
        }
    }

    /// The amount that lies some steps away, within the limits.
    fn stepped(&self, value: Self::Value, way: Way, steps: usize) -> Self::Value {
        (0..steps).fold(self.within(value), |value, _| self.within(self.next(value, way)))
    }

    /// Whether there is something further that way.
    fn can_go(&self, value: Self::Value, way: Way) -> bool {
        let (least, most) = self.limits();
        match way {
            Way::Less => value > least,
            Way::More => value < most,
        }
    }
}

/// Lengths of time: by the second where they are short, by quarters of a minute where they are long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spans {
    /// The shortest.
    pub least: Span,
    /// The longest.
    pub most: Span,
    /// What no time at all is called.
    pub zero: &'static str,
}

impl Spans {
    /// Lengths within these limits.
    #[must_use]
    pub const fn within(limits: &std::ops::RangeInclusive<Span>) -> Self {
        Self { least: *limits.start(), most: *limits.end(), zero: "0 s" }
    }
}

impl Scale for Spans {
    type Value = Span;

    fn shown(&self, value: Span) -> String {
        if value.is_zero() { self.zero.to_owned() } else { words::length(value) }
    }

    fn read(&self, text: &str) -> Result<Span, String> {
        if text.trim().eq_ignore_ascii_case(self.zero) { Ok(Span::ZERO) } else { said::span(text) }
    }

    fn next(&self, value: Span, way: Way) -> Span {
        /// From here on steps are this long, in seconds.
        const STEPS: [(u64, u64); 3] = [(120, 15), (10, 5), (0, 1)];
        // At the border between short and long steps, the way decides: the same lengths are met up and down.
        let (whole, up) = (value.whole_secs(), value.secs_up());
        let step = |at: u64| STEPS.iter().find(|(from, _)| at >= *from).map_or(1, |(_, step)| *step);
        match way {
            Way::More => Span::secs((whole / step(whole) + 1) * step(whole)),
            Way::Less => {
                let step = step(up.saturating_sub(1));
                Span::secs(up.saturating_sub(1) / step * step)
            }
        }
    }

    fn limits(&self) -> (Span, Span) {
        (self.least, self.most)
    }
}

/// Times of day, by quarters of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimesOfDay;

impl Scale for TimesOfDay {
    type Value = TimeOfDay;

    fn shown(&self, value: TimeOfDay) -> String {
        value.to_string()
    }

    fn read(&self, text: &str) -> Result<TimeOfDay, String> {
        TimeOfDay::read(text)
    }

    fn next(&self, value: TimeOfDay, way: Way) -> TimeOfDay {
        const QUARTER: u16 = 15;
        let minutes = value.as_minutes();
        TimeOfDay::minutes(match way {
            Way::More => (minutes / QUARTER + 1) * QUARTER,
            Way::Less => minutes.saturating_sub(1) / QUARTER * QUARTER,
        })
    }

    fn limits(&self) -> (TimeOfDay, TimeOfDay) {
        (TimeOfDay::FIRST, TimeOfDay::LAST)
    }
}

/// Whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
    /// Only multiples of this are stopped at: 2 where both sides take turns. At least 1.
    pub step: u32,
}

impl Counts {
    /// Numbers within these limits, one by one.
    #[must_use]
    pub const fn within(limits: &std::ops::RangeInclusive<u32>) -> Self {
        Self { least: *limits.start(), most: *limits.end(), step: 1 }
    }

    /// Even numbers within these limits: both sides take turns.
    #[must_use]
    pub const fn even(limits: &std::ops::RangeInclusive<u32>) -> Self {
        let (least, most) = (*limits.start(), *limits.end());
        Self { least: least + least % 2, most: most - most % 2, step: 2 }
    }
}

impl Scale for Counts {
    type Value = u32;

    fn shown(&self, value: u32) -> String {
        value.to_string()
    }

    fn read(&self, text: &str) -> Result<u32, String> {
        let count = said::reps(text)?;
        if count % self.step == 0 {
            Ok(count)
        } else {
            let near = self.within(self.next(count, Way::More));
            Err(format!("{count} can’t be shared by both sides; write an even number such as {near}"))
        }
    }

    fn next(&self, value: u32, way: Way) -> u32 {
        match way {
            Way::More => (value / self.step + 1).saturating_mul(self.step),
            Way::Less => value.saturating_sub(1) / self.step * self.step,
        }
    }

    fn limits(&self) -> (u32, u32) {
        (self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dose::Dose;
    use proptest::prelude::*;

    const HOLD: Spans = Spans::within(&Dose::HOLD);

    fn walk<S: Scale<Value: std::fmt::Debug>>(scale: &S, from: S::Value, way: Way) -> Vec<S::Value> {
        let steps = |value: &S::Value| scale.can_go(*value, way).then(|| scale.stepped(*value, way, 1));
        std::iter::successors(Some(from), steps).collect()
    }

    #[test]
    fn lengths_are_stepped_through_by_ever_longer_steps() {
        let secs = |way, from| -> Vec<u64> {
            walk(&HOLD, Span::secs(from), way).iter().take(5).map(|span| span.whole_secs()).collect()
        };
        assert_eq!(secs(Way::More, 8), [8, 9, 10, 15, 20]);
        assert_eq!(secs(Way::Less, 16), [16, 15, 10, 9, 8]);
        assert_eq!(secs(Way::More, 112), [112, 115, 120, 135, 150]);
        assert_eq!(secs(Way::Less, 140), [140, 135, 120, 115, 110]);
        assert_eq!(secs(Way::Less, 2), [2, 1]);
        assert_eq!(HOLD.next(Span::millis(2500), Way::More), Span::secs(3));
        assert_eq!(HOLD.next(Span::millis(2500), Way::Less), Span::secs(2));
    }

    #[test]
    fn the_way_down_meets_what_the_way_up_met() {
        let mut down = walk(&HOLD, *Dose::HOLD.end(), Way::Less);
        down.reverse();
        assert_eq!(walk(&HOLD, *Dose::HOLD.start(), Way::More), down);
        let reps = Counts::within(&Dose::REPS);
        assert_eq!(walk(&reps, 1, Way::More).len(), 200);
    }

    #[test]
    fn where_sides_take_turns_numbers_are_even() {
        let turns = Counts::even(&Dose::REPS);
        assert_eq!(turns.limits(), (2, 200));
        assert_eq!((turns.next(9, Way::More), turns.next(9, Way::Less), turns.next(10, Way::More)), (10, 8, 12));
        assert_eq!(turns.read("10x"), Ok(10));
        assert_eq!(turns.read("9").unwrap_err(), "9 can’t be shared by both sides; write an even number such as 10");
        assert_eq!(turns.within(500), 200);
    }

    #[test]
    fn no_time_at_all_can_have_a_name() {
        let rest = Spans { least: Span::ZERO, most: Span::secs(600), zero: "None" };
        assert_eq!(rest.shown(Span::ZERO), "None");
        assert_eq!(rest.read("none"), Ok(Span::ZERO));
        assert_eq!(rest.stepped(Span::secs(2), Way::Less, 5), Span::ZERO);
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(secs in 0..=24 * 60 * 60_u64) {
            let span = Span::secs(secs);
            prop_assert_eq!(said::span(&words::length(span)), Ok(span));
            prop_assert_eq!(HOLD.read(&HOLD.shown(span)), Ok(span));
        }

        #[test]
        fn typing_anything_is_answered(text in ".{0,30}") {
            let _ = (said::span(&text), said::reps(&text), said::dose(&text, Dose::Reps(8)));
        }

        #[test]
        fn steps_go_the_right_way_and_stay_within_the_limits(millis in 0..=4_000_000_u64, steps in 1..20_usize) {
            let value = HOLD.within(Span::millis(millis));
            let (less, more) = (HOLD.stepped(value, Way::Less, steps), HOLD.stepped(value, Way::More, steps));
            prop_assert!(less <= value && value <= more);
            prop_assert!(Dose::HOLD.contains(&less) && Dose::HOLD.contains(&more));
            prop_assert_eq!(less == value, !HOLD.can_go(value, Way::Less));
            prop_assert_eq!(more == value, !HOLD.can_go(value, Way::More));
        }
    }
}
