//! TCX, as Garmin Training Center and many after it write it: laps with figures, and points. Knows no other format.

use super::summary::Summary;
use super::text::{self, Stamp};
use super::track::{Point, Track};
use super::xml::{self, Attributes, Name, Visitor};
use super::{Found, MOST_ACTIVITIES, MOST_POINTS, unusable};
use crate::domain::activity::{Activity, Contents};

/// What was found so far.
#[derive(Default)]
struct Tcx {
    done: Vec<Recorded>,
    current: Option<Recorded>,
    points: usize,
    courses: usize,
    workouts: usize,
}

/// One activity. The figures of its laps are better than those of its points, which may count on from earlier runs.
#[derive(Default)]
struct Recorded {
    sport: Option<String>,
    id: Option<Stamp>,
    lap_start: Option<Stamp>,
    timer: Option<f64>,
    metres: Option<f64>,
    /// Beats a minute times seconds, over the laps that tell it, and the seconds of these laps.
    lap_beats: (f64, f64),
    lap_secs: f64,
    tracks_in_lap: usize,
    track: Track,
    point: Point,
    latitude: Option<f64>,
    longitude: Option<f64>,
    first: Option<Stamp>,
}

/// What is in a TCX file.
pub(super) fn read(text: &[u8]) -> Found {
    let mut tcx = Tcx::default();
    let whole = xml::walk(text, &mut tcx);
    // An activity that is cut off counts as far as it goes.
    tcx.finish_activity();
    let activities: Vec<_> = tcx.done.into_iter().filter_map(Recorded::activity).take(MOST_ACTIVITIES).collect();
    let plan = |why: &str| Found { contents: Contents::Plan(why.to_owned()), whole };
    match (activities.is_empty(), tcx.workouts, tcx.courses) {
        (false, ..) => Found { contents: Contents::Done(activities), whole },
        (_, 1.., _) => plan("this is a planned workout, and no run; do it, or export the run itself"),
        (_, _, 1..) => plan("this is a planned course, and no run; run it, or export the run itself"),
        _ if !whole => unusable("this file is cut off or damaged before its first lap; download or copy it again"),
        _ => unusable("there is no activity in this file; export the run again, or as FIT or GPX"),
    }
}

impl Recorded {
    fn activity(self) -> Option<Activity> {
        let Self { sport, id, lap_start, timer, metres, lap_beats, track, first, .. } = self;
        if timer.is_none() && track.len() == 0 {
            return None;
        }
        let said = [lap_start, id, first];
        let start = said.into_iter().flatten().next().map(|stamp| stamp.utc);
        let end = track.times().and_then(|times| {
            let elapsed = chrono::Duration::from_std(times.elapsed.to_std()).ok()?;
            times.start.checked_add_signed(elapsed)
        });
        let elapsed = start.zip(end).map(|(start, end)| (end - start).as_seconds_f64());
        let (beats, secs) = lap_beats;
        Summary {
            sport_said: sport,
            start,
            offset: said.into_iter().flatten().find_map(|stamp| stamp.offset),
            timer,
            elapsed,
            metres,
            // The average of the points; laps tell it where these don't.
            heart_rate: track.heart_rate().or((secs > 0.0).then(|| beats / secs)),
        }
        .activity(&track)
    }
}

impl Tcx {
    fn finish_activity(&mut self) {
        self.done.extend(self.current.take());
    }
}

impl Visitor for Tcx {
    fn open(&mut self, path: &[Name], attributes: &Attributes<'_>) {
        match path {
            [.., Name::Activity] => {
                self.finish_activity();
                self.current = Some(Recorded { sport: attributes.get(b"Sport"), ..Recorded::default() });
                return;
            }
            [.., Name::Course] => self.courses += 1,
            [.., Name::Workout] => self.workouts += 1,
            _ => {}
        }
        let Some(current) = &mut self.current else { return };
        match path {
            [.., Name::Activity, Name::Lap] => {
                let start = attributes.get(b"StartTime").and_then(|text| text::stamp(text.as_bytes()));
                current.lap_start = current.lap_start.or(start);
                current.lap_secs = 0.0;
                current.tracks_in_lap = 0;
            }
            [.., Name::Lap, Name::Track] => {
                // The next track of a lap comes after a pause; the first of the next lap does not.
                if current.tracks_in_lap > 0 {
                    current.track.pause();
                }
                current.tracks_in_lap += 1;
            }
            [.., Name::Trackpoint] => {
                current.point = Point::default();
                (current.latitude, current.longitude) = (None, None);
            }
            _ => {}
        }
    }

    fn close(&mut self, path: &[Name], text: &[u8]) {
        let Some(current) = &mut self.current else { return };
        let positive = || text::number(text).filter(|number| *number >= 0.0);
        match path {
            [.., Name::Activity, Name::Id] => current.id = text::stamp(text),
            [.., Name::Lap, Name::TotalTimeSeconds] => {
                if let Some(secs) = positive() {
                    current.lap_secs = secs;
                    current.timer = Some(current.timer.unwrap_or_default() + secs);
                }
            }
            [.., Name::Lap, Name::DistanceMeters] => {
                if let Some(metres) = positive() {
                    current.metres = Some(current.metres.unwrap_or_default() + metres);
                }
            }
            [.., Name::Lap, Name::AverageHeartRateBpm, Name::Value] => {
                if let Some(rate) = positive().filter(|rate| (1.0..255.0).contains(rate)) {
                    current.lap_beats.0 += rate * current.lap_secs;
                    current.lap_beats.1 += current.lap_secs;
                }
            }
            [.., Name::Trackpoint, Name::Time] => {
                let stamp = text::stamp(text);
                current.first = current.first.or(stamp);
                current.point.millis = stamp.map(|stamp| stamp.utc.timestamp_millis());
            }
            [.., Name::LatitudeDegrees] => current.latitude = text::number(text),
            [.., Name::LongitudeDegrees] => current.longitude = text::number(text),
            [.., Name::Trackpoint, Name::DistanceMeters] => current.point.metres = text::number(text),
            [.., Name::HeartRateBpm, Name::Value] => current.point.heart_rate = text::number(text),
            [.., Name::Trackpoint] => {
                current.point.place = current.latitude.zip(current.longitude);
                let point = current.point;
                current.track.push(point);
                self.points += 1;
            }
            [.., Name::Activity] => self.finish_activity(),
            _ => {}
        }
    }

    fn has_room(&self) -> bool {
        self.points < MOST_POINTS && self.done.len() <= MOST_ACTIVITIES
    }
}
