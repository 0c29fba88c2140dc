//! The run that a routine follows: how far, how long, how hard the heart worked. Reads no files and draws nothing.

use std::ops::Add;

use chrono::{DateTime, FixedOffset};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

use super::activity::{Activity, Sport};
use super::time::{Span, long};

/// A distance on foot, to the centimetre, as watches write it. Written in files in metres: `10200` or `10200.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance {
    centimetres: u64,
}

impl Distance {
    /// The longest that is taken for one run: 1,000 km. Longer ones are slips; sums may be longer.
    pub const LONGEST: Self = Self { centimetres: 100_000_000 };

    /// A distance in metres; `None` where that is no distance that a runner covers: negative, not finite, over
    /// [`Self::LONGEST`].
    #[must_use]
    pub fn metres(metres: f64) -> Option<Self> {
        let centimetres = (metres * 100.0).round();
        let most = Self::LONGEST.centimetres as f64;
        (0.0..=most).contains(&centimetres).then_some(Self { centimetres: centimetres as u64 })
    }

    /// The distance in metres.
    #[must_use]
    pub fn as_metres(self) -> f64 {
        self.centimetres as f64 / 100.0
    }

    /// Whether it is none at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.centimetres == 0
    }

    /// This distance less `other`, or none.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { centimetres: self.centimetres.saturating_sub(other.centimetres) }
    }
}

impl Add for Distance {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { centimetres: self.centimetres.saturating_add(other.centimetres) }
    }
}

impl Serialize for Distance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_metres())
    }
}

impl<'de> Deserialize<'de> for Distance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let metres = f64::deserialize(deserializer)?;
        Self::metres(metres).ok_or_else(|| de::Error::custom("a distance is written in metres, from 0 to 1000000"))
    }
}

/// Heartbeats a minute, on average: 1 to 300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct HeartRate(u16);

impl HeartRate {
    /// A rate in beats a minute; `None` for what no heart does.
    #[must_use]
    pub fn bpm(bpm: f64) -> Option<Self> {
        let whole = bpm.round();
        (1.0..=300.0).contains(&whole).then_some(Self(whole as u16))
    }

    /// The rate in beats a minute.
    #[must_use]
    pub const fn as_bpm(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for HeartRate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bpm = u16::deserialize(deserializer)?;
        Self::bpm(f64::from(bpm)).ok_or_else(|| de::Error::custom("a heart rate is 1 to 300 beats a minute"))
    }
}

/// What a watch or phone has recorded of a run: when it was, and the file that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// When it began, in the time zone where it was run.
    pub start: DateTime<FixedOffset>,
    /// From its start to its end, pauses included.
    #[serde(with = "long")]
    pub elapsed: Span,
    /// The name of the file, without folders.
    pub file: String,
}

impl Trace {
    /// When it was over.
    #[must_use]
    pub fn end(&self) -> DateTime<FixedOffset> {
        let elapsed = chrono::Duration::from_std(self.elapsed.to_std()).unwrap_or_default();
        self.start.checked_add_signed(elapsed).unwrap_or(self.start)
    }

    /// Whether both are of one run. Nobody runs twice at once, so two files are of one run when more than half of the shorter
    /// one lies within the other, whatever programs wrote them.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let (from, to) = (self.start.max(other.start), self.end().min(other.end()));
        let shorter = self.elapsed.min(other.elapsed);
        self.start == other.start || (to - from).to_std().is_ok_and(|shared| Span::from(shared) * 2 > shorter)
    }
}

/// A run, from a file or as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Run {
    /// How far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<Distance>,
    /// How long, pauses taken out: the watch's timer.
    #[serde(with = "long::option", skip_serializing_if = "Option::is_none")]
    pub time: Option<Span>,
    /// The heart on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_rate: Option<HeartRate>,
    /// What it was, where that is not said to be a run.
    #[serde(skip_serializing_if = "Sport::is_run")]
    pub sport: Sport,
    /// What was recorded of it; `None` for one that was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

impl Run {
    /// The run that a file tells of, in the time zone that the file names, else in `offset`.
    #[must_use]
    pub fn of(activity: &Activity, file: &str, offset: FixedOffset) -> Self {
        let start = activity.start.with_timezone(&activity.offset.unwrap_or(offset));
        Self {
            distance: activity.distance.filter(|distance| !distance.is_zero()),
            time: Some(activity.timer),
            heart_rate: activity.heart_rate,
            sport: activity.sport.clone(),
            trace: Some(Trace { start, elapsed: activity.elapsed, file: file.to_owned() }),
        }
    }

    /// Time for each kilometre; `None` where distance or time is not known.
    #[must_use]
    pub fn pace(&self) -> Option<Span> {
        let kilometres = self.distance?.as_metres() / 1000.0;
        let pace = self.time?.as_secs_f64() / kilometres;
        // A day for a kilometre is no pace.
        (pace.is_finite() && pace < 86_400.0 && pace > 0.0).then(|| Span::secs_f64(pace))
    }

    /// When it was over, where that was recorded.
    #[must_use]
    pub fn end(&self) -> Option<DateTime<FixedOffset>> {
        self.trace.as_ref().map(Trace::end)
    }

    /// Whether both are recordings of one run.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        matches!((&self.trace, &other.trace), (Some(a), Some(b)) if a.is_same(b))
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(start: &str, secs: u64) -> Trace {
        Trace { start: start.parse().unwrap(), elapsed: Span::secs(secs), file: "a.fit".into() }
    }

    #[test]
    fn one_run_in_two_files_is_one_run() {
        let watch = trace("2026-11-22T17:00:00+01:00", 3000);
        for other in [
            trace("2026-11-22T16:00:03Z", 2990),
            trace("2026-11-22T17:00:00+01:00", 0),
            trace("2026-11-22T17:20:00+01:00", 600),
        ] {
            assert!(watch.is_same(&other) && other.is_same(&watch), "{other:?}");
        }
        for other in [trace("2026-11-22T17:00:00Z", 3000), trace("2026-11-22T17:45:00+01:00", 3000)] {
            assert!(!watch.is_same(&other) && !other.is_same(&watch), "{other:?}");
        }
    }

    #[test]
    fn pace_needs_distance_and_time() {
        let run = Run { distance: Distance::metres(10_200.0), time: Some(Span::secs(3131)), ..Run::default() };
        assert_eq!(run.pace().unwrap().whole_secs(), 306);
        assert_eq!(Run { distance: Distance::metres(0.0), ..run.clone() }.pace(), None);
        assert_eq!(Run { time: None, ..run }.pace(), None);
    }

    #[test]
    fn only_what_a_runner_does_is_a_distance_or_a_heart_rate() {
        for metres in [-1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert_eq!(Distance::metres(metres), None, "{metres}");
        }
        assert_eq!(Distance::metres(12_821.24).map(Distance::as_metres), Some(12_821.24));
        for bpm in [0.0, -3.0, f64::NAN, 65_535.0] {
            assert_eq!(HeartRate::bpm(bpm), None, "{bpm}");
        }
        assert_eq!(HeartRate::bpm(145.5).map(HeartRate::as_bpm), Some(146));
    }
}
