//! GPX 1.0 and 1.1: tracks of points. Knows no other format, and takes routes and places for what they are: no run.

use super::summary::Summary;
use super::text::{self, Stamp};
use super::track::{Point, Track};
use super::xml::{self, Attributes, Name, Visitor};
use super::{Found, MOST_ACTIVITIES, MOST_POINTS, unusable};
use crate::domain::activity::Contents;

/// A track that begins later than this after the one before, in milliseconds, is another run. Phones begin a new track after
/// each pause, too.
const ANOTHER_RUN: i64 = 3 * 60 * 60 * 1000;

/// What was found so far.
#[derive(Default)]
struct Gpx {
    done: Vec<Recorded>,
    current: Recorded,
    point: Point,
    stamp: Option<Stamp>,
    points: usize,
    /// Points of planned routes, and places by themselves.
    planned: usize,
    places: usize,
}

/// One track, or several of one run.
#[derive(Default)]
struct Recorded {
    track: Track,
    sport: Option<String>,
    first: Option<Stamp>,
}

/// What is in a GPX file.
pub(super) fn read(text: &[u8]) -> Found {
    const ROUTE: &str = "this is a planned route without times, and no run; record it, or export the run itself";
    let mut gpx = Gpx::default();
    let whole = xml::walk(text, &mut gpx);
    // A track that is cut off counts as far as it goes.
    gpx.finish_track();
    let Gpx { done, points, planned, places, .. } = gpx;
    let activities: Vec<_> = done.into_iter().filter_map(Recorded::activity).take(MOST_ACTIVITIES).collect();
    if !activities.is_empty() {
        return Found { contents: Contents::Done(activities), whole };
    }
    if points > 1 || planned > 0 {
        return Found { contents: Contents::Plan(ROUTE.to_owned()), whole };
    }
    unusable(match (whole, points, places) {
        (false, ..) => "this file is cut off or damaged before its second point; download or copy it again",
        (_, 1, _) => "this track has a single point, which makes no run; export the run again",
        (_, 0, 1..) => "this file holds places and no track; export the run itself as FIT, TCX or GPX",
        _ => "this track is empty; export the run again, or as FIT or TCX",
    })
}

impl Recorded {
    /// Whether `next` belongs to the same run: the same sport, not long after.
    fn goes_on_with(&self, next: &Self) -> bool {
        let same_sport = self.sport.is_none() || next.sport.is_none() || self.sport == next.sport;
        let gap = self.track.ends().zip(next.track.ends()).map(|((_, end), (start, _))| start.saturating_sub(end));
        same_sport && gap.is_none_or(|gap| (0..=ANOTHER_RUN).contains(&gap))
    }

    fn append(&mut self, next: Self) {
        self.track.append(next.track);
        self.sport = self.sport.take().or(next.sport);
        self.first = self.first.or(next.first);
    }

    fn activity(self) -> Option<crate::domain::activity::Activity> {
        // One point is where somebody was, and no run.
        if self.track.len() < 2 {
            return None;
        }
        let offset = self.first.and_then(|stamp| stamp.offset);
        // Files tell no summary: everything is taken from the points.
        Summary { sport_said: self.sport, offset, ..Summary::default() }.activity(&self.track)
    }
}

impl Gpx {
    fn finish_track(&mut self) {
        let next = std::mem::take(&mut self.current);
        if next.track.len() == 0 {
            return;
        }
        match self.done.last_mut() {
            Some(last) if last.goes_on_with(&next) => last.append(next),
            _ => self.done.push(next),
        }
    }
}

impl Visitor for Gpx {
    fn open(&mut self, path: &[Name], attributes: &Attributes<'_>) {
        match path.last() {
            Some(Name::Trk) => self.finish_track(),
            Some(Name::TrkSeg) => self.current.track.pause(),
            Some(Name::TrkPt) => {
                let degrees = |name| attributes.get(name).and_then(|text| text.trim().parse::<f64>().ok());
                self.point = Point { place: degrees(b"lat").zip(degrees(b"lon")), ..Point::default() };
                self.stamp = None;
            }
            Some(Name::RtePt) => self.planned += 1,
            Some(Name::Wpt) => self.places += 1,
            _ => {}
        }
    }

    fn close(&mut self, path: &[Name], text: &[u8]) {
        let in_point = path.contains(&Name::TrkPt);
        match path {
            [.., Name::TrkPt, Name::Time] => self.stamp = text::stamp(text),
            // Anywhere in a point's extensions, whatever they are called.
            [.., Name::Hr] if in_point => self.point.heart_rate = text::number(text),
            [.., Name::Trk, Name::Type] => self.current.sport = text::word(text),
            [.., Name::TrkPt] => {
                let mut point = std::mem::take(&mut self.point);
                point.millis = self.stamp.map(|stamp| stamp.utc.timestamp_millis());
                self.current.first = self.current.first.or(self.stamp);
                self.current.track.push(point);
                self.points += 1;
            }
            [.., Name::Trk] => self.finish_track(),
            _ => {}
        }
    }

    fn has_room(&self) -> bool {
        self.points < MOST_POINTS && self.done.len() <= MOST_ACTIVITIES
    }
}
