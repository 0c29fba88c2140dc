//! Lengths, ticks and moments: the words for time. Reads no clock; every `now` comes in as an argument.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::shown::shown;

/// A length of time. Written in files as people write it: `"30s"`, `"1m 30s"`.
///
/// Arithmetic saturates: a length is never negative and never wraps. Written, it is cut to milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(Duration);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(Duration::ZERO);
    /// The longest length a file may name: a day. Longer ones are typing slips.
    pub const LONGEST: Self = Self::secs(24 * 60 * 60);

    /// A length in whole seconds.
    #[must_use]
    pub const fn secs(secs: u64) -> Self {
        Self(Duration::from_secs(secs))
    }

    /// A length in milliseconds.
    #[must_use]
    pub const fn millis(millis: u64) -> Self {
        Self(Duration::from_millis(millis))
    }

    /// A length in seconds; negative or non-finite values give [`Span::ZERO`].
    #[must_use]
    pub fn secs_f64(secs: f64) -> Self {
        Self(Duration::try_from_secs_f64(secs).unwrap_or_default())
    }

    /// The length in seconds, with fractions.
    #[must_use]
    pub fn as_secs_f64(self) -> f64 {
        self.0.as_secs_f64()
    }

    /// The length in seconds as a float for painting, where precision does not matter.
    #[must_use]
    pub fn as_secs_f32(self) -> f32 {
        self.0.as_secs_f32()
    }

    /// Whole seconds, rounded down.
    #[must_use]
    pub const fn whole_secs(self) -> u64 {
        self.0.as_secs()
    }

    /// Whole seconds, rounded up: what a countdown shows, so that it reaches 0 only at the end.
    #[must_use]
    pub const fn secs_up(self) -> u64 {
        self.0.as_secs() + if self.0.subsec_nanos() > 0 { 1 } else { 0 }
    }

    /// Whether there is no time in it.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The standard library's duration of the same length.
    #[must_use]
    pub const fn to_std(self) -> Duration {
        self.0
    }

    /// This length less `other`, or zero.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The share of `whole` that this length is, from 0 to 1. Zero of zero is 1: nothing is left to do.
    #[must_use]
    pub fn share_of(self, whole: Self) -> f32 {
        if whole.is_zero() { 1.0 } else { (self.0.as_secs_f64() / whole.0.as_secs_f64()).clamp(0.0, 1.0) as f32 }
    }

    /// How many whole times `unit` fits into this length; 0 for a unit of zero.
    #[must_use]
    pub fn whole(self, unit: Self) -> u32 {
        self.0.as_nanos().checked_div(unit.0.as_nanos()).map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX))
    }
}

impl From<Duration> for Span {
    fn from(duration: Duration) -> Self {
        Self(duration)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<u32> for Span {
    type Output = Self;
    fn mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

/// A part of a length; there is nothing in one of no parts.
impl Div<u32> for Span {
    type Output = Self;
    fn div(self, parts: u32) -> Self {
        Self(self.0.checked_div(parts).unwrap_or_default())
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        humantime::format_duration(self.0).fmt(f)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Nobody reads nanoseconds, and no clock here is as good as that.
        let millis = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        serializer.collect_str(&Self::millis(millis))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SpanVisitor;
        impl Visitor<'_> for SpanVisitor {
            type Value = Span;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a length of time such as \"30s\" or \"1m 30s\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Span, E> {
                let length = humantime::parse_duration(text).map_err(|_| {
                    let text = shown(text);
                    E::custom(format!("\"{text}\" is not a length of time; write it like \"30s\" or \"1m 30s\""))
                })?;
                if Span(length) > Span::LONGEST {
                    let text = shown(text);
                    return Err(E::custom(format!("\"{text}\" is longer than a day; write a shorter length")));
                }
                Ok(Span(length))
            }
        }
        deserializer.deserialize_str(SpanVisitor)
    }
}

/// How lengths are written that may be longer than [`Span::LONGEST`], such as that of a run over mountains.
pub mod long {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Span;

    /// The longest: ten days.
    pub const LONGEST: Span = Span::secs(10 * 24 * 60 * 60);

    /// Written as every other length.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
        span.serialize(serializer)
    }

    /// Read as every other length, up to [`LONGEST`].
    ///
    /// # Errors
    /// Where it is no length, or a longer one.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let text = String::deserialize(deserializer)?;
        let span = humantime::parse_duration(&text).ok().map(Span::from).filter(|span| *span <= LONGEST);
        span.ok_or_else(|| D::Error::custom("this is not the length of a run; write it like \"52m 11s\""))
    }

    /// The same for a length that may be missing.
    pub mod option {
        use serde::{Deserializer, Serialize, Serializer};

        use super::Span;

        /// Written as every other length.
        ///
        /// # Errors
        /// Those of the format.
        pub fn serialize<S: Serializer>(span: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
            span.serialize(serializer)
        }

        /// Read as every other length.
        ///
        /// # Errors
        /// As those of a length.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Span>, D::Error> {
            #[derive(serde::Deserialize)]
            #[serde(transparent)]
            struct Long(#[serde(with = "super")] Span);
            let long: Option<Long> = serde::Deserialize::deserialize(deserializer)?;
            Ok(long.map(|Long(span)| span))
        }
    }
}

/// A point on the monotonic clock: time since some origin that stays the same while the program runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tick(Duration);

impl Tick {
    /// The tick that lies `since_origin` after the clock's origin.
    #[must_use]
    pub const fn at(since_origin: Duration) -> Self {
        Self(since_origin)
    }

    /// Time since the clock's origin.
    #[must_use]
    pub const fn since_origin(self) -> Span {
        Span(self.0)
    }

    /// Time from `earlier` to this tick; zero when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Span> for Tick {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

/// Goes back by a length, stopping at the origin.
impl Sub<Span> for Tick {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

/// One reading of every clock: what `now` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The monotonic clock: what sessions are timed by.
    pub tick: Tick,
    /// The wall clock where the person is: what is written down.
    pub local: DateTime<FixedOffset>,
    /// How long the machine has been asleep in all, as far as the system tells. Only its growth means anything.
    pub asleep: Span,
}

impl Moment {
    /// The local time `span` from now, for "done at 18:45".
    #[must_use]
    pub fn local_after(&self, span: Span) -> DateTime<FixedOffset> {
        chrono::Duration::from_std(span.to_std())
            .ok()
            .and_then(|span| self.local.checked_add_signed(span))
            .unwrap_or(self.local)
    }

    /// The local time `span` ago.
    #[must_use]
    pub fn local_before(&self, span: Span) -> DateTime<FixedOffset> {
        chrono::Duration::from_std(span.to_std())
            .ok()
            .and_then(|span| self.local.checked_sub_signed(span))
            .unwrap_or(self.local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Span, ron::error::SpannedError> {
        ron::from_str(text)
    }

    #[test]
    fn lengths_are_written_as_people_write_them() {
        for (text, span) in [
            ("\"30s\"", Span::secs(30)),
            ("\"1m 30s\"", Span::secs(90)),
            ("\"90s\"", Span::secs(90)),
            ("\"2s 500ms\"", Span::millis(2500)),
            ("\"0s\"", Span::ZERO),
        ] {
            assert_eq!(parse(text).unwrap(), span, "{text}");
        }
        assert_eq!(Span::secs(90).to_string(), "1m 30s");
        assert_eq!(ron::to_string(&Span::millis(2500)).unwrap(), "\"2s 500ms\"");
        assert_eq!(ron::to_string(&Span::secs_f64(2.500_49)).unwrap(), "\"2s 500ms\"");
    }

    #[test]
    fn a_wrong_length_says_how_to_write_it() {
        for text in ["\"half a minute\"", "\"-3s\"", "\"\"", "\"1e99s\""] {
            let said = parse(text).unwrap_err().to_string();
            assert!(said.contains("write it like \"30s\""), "{text}: {said}");
        }
        assert!(parse("\"9000h\"").unwrap_err().to_string().contains("longer than a day"));
        assert!(parse("30").is_err());
    }

    #[test]
    fn a_countdown_shows_zero_only_at_the_end() {
        assert_eq!(Span::secs(30).secs_up(), 30);
        assert_eq!(Span::millis(29_001).secs_up(), 30);
        assert_eq!(Span::millis(1).secs_up(), 1);
        assert_eq!(Span::ZERO.secs_up(), 0);
    }

    #[test]
    fn time_never_runs_below_zero() {
        assert_eq!(Span::secs(1).minus(Span::secs(2)), Span::ZERO);
        let early = Tick::at(Duration::from_secs(1));
        assert_eq!(early.since(early + Span::secs(5)), Span::ZERO);
        assert_eq!(early - Span::secs(5), Tick::default());
        assert!((Span::ZERO.share_of(Span::ZERO) - 1.0).abs() < f32::EPSILON);
        assert_eq!(Span::secs(10).whole(Span::ZERO), 0);
        assert_eq!(Span::secs(10).whole(Span::secs(3)), 3);
        assert_eq!(Span::secs(10) / 0, Span::ZERO);
        assert_eq!(Span::secs(10) / 4, Span::millis(2500));
    }
}
