//! FIT, the files of Garmin watches and many others: a stream of messages, of which a few tell the run. Knows no other format.
//!
//! The reader is our own. fitparser 0.11, the best kept of the crates, refuses a file for a wrong checksum, for three bytes that are
//! missing at its end, and for a message that was never defined behind a good session; and it keeps every message with the names of
//! its fields, which are gigabytes for a file of 64 MiB that is made so. Here whatever comes before the damage counts, a checksum
//! is never a reason to refuse, and of each record twenty bytes are kept.

mod profile;
mod wire;

use chrono::{DateTime, FixedOffset, Utc};

use self::profile::{field, message};
use self::wire::{Message, Wire};
use super::summary::Summary;
use super::track::{Point, Track};
use super::{Found, MOST_ACTIVITIES, MOST_POINTS, unusable};
use crate::domain::activity::{Activity, Contents};

/// FIT counts its seconds from 1989-12-31T00:00:00Z.
const EPOCH: i64 = 631_065_600;

/// Degrees are written in parts of half a turn.
const DEGREES: f64 = 180.0 / 2_147_483_648.0;

/// A record, with the format's own values for nothing: a run has thousands of them.
#[derive(Clone, Copy)]
struct Record {
    at: u32,
    latitude: i32,
    longitude: i32,
    centimetres: u32,
    heart_rate: u8,
}

/// What a session or a lap says.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    start: Option<u32>,
    elapsed: Option<f64>,
    timer: Option<f64>,
    metres: Option<f64>,
    heart_rate: Option<f64>,
    sport: Option<u8>,
    sub_sport: Option<u8>,
}

/// One file of a chain, as far as it was read.
#[derive(Default)]
struct Recording {
    kind: Option<u8>,
    sessions: Vec<Figures>,
    laps: Option<Figures>,
    records: Vec<Record>,
    /// Before which records the timer was stopped.
    pauses: Vec<usize>,
    sport: Option<(u8, Option<u8>)>,
    offset: Option<FixedOffset>,
}

/// Whether these are the first bytes of a FIT file.
pub(super) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT")
}

/// What is in a FIT file, or in several behind each other.
pub(super) fn read(bytes: &[u8]) -> Found {
    let mut activities = Vec::new();
    let mut why = None;
    let mut whole = true;
    let mut rest = bytes;
    while is_fit(rest) && activities.len() < MOST_ACTIVITIES {
        let mut wire = Wire::new(rest);
        let recording = Recording::read(&mut wire);
        whole &= wire.is_whole();
        rest = wire.behind();
        let found = recording.activities();
        if found.is_empty() {
            why = why.or(recording.kind);
        }
        activities.extend(found);
    }
    activities.truncate(MOST_ACTIVITIES);
    if !activities.is_empty() {
        return Found { contents: Contents::Done(activities), whole };
    }
    match why.and_then(profile::is_no_activity) {
        Some(contents) => Found { contents, whole },
        None if whole => unusable("there is no activity in this file; export the run again, or as TCX or GPX"),
        None => unusable("this file is cut off or damaged before its first point; download or copy it again"),
    }
}

impl Recording {
    fn read(wire: &mut Wire<'_>) -> Self {
        let mut recording = Self::default();
        while let Some(message) = wire.next() {
            if !recording.take(&message) {
                wire.stop();
                break;
            }
        }
        recording
    }

    /// Takes in a message; false when there is no room for it.
    fn take(&mut self, from: &Message<'_>) -> bool {
        match from.global {
            message::FILE_ID => self.kind = self.kind.or(from.byte(field::FILE_TYPE)),
            message::SPORT => {
                // One that names none takes nothing back.
                let told = from.byte(field::SPORT_SPORT).map(|sport| (sport, from.byte(field::SPORT_SUB_SPORT)));
                self.sport = told.or(self.sport);
            }
            message::SESSION if self.sessions.len() == MOST_ACTIVITIES => return false,
            message::SESSION => self.sessions.push(Figures::session(from)),
            message::LAP => {
                let lap = Figures::lap(from);
                self.laps = Some(self.laps.map_or(lap, |laps| laps.and(lap)));
            }
            message::RECORD if self.records.len() == MOST_POINTS => return false,
            message::RECORD => self.records.push(Record::of(from)),
            message::EVENT => {
                const TIMER: u8 = 0;
                const STOPS: [u8; 4] = [1, 4, 8, 9];
                let stops = from.byte(field::EVENT_TYPE).is_some_and(|kind| STOPS.contains(&kind));
                if stops && from.byte(field::EVENT) == Some(TIMER) && self.pauses.last() != Some(&self.records.len()) {
                    self.pauses.push(self.records.len());
                }
            }
            message::ACTIVITY => self.offset = self.offset.or(offset(from)),
            _ => {}
        }
        true
    }

    /// The activities, by their sessions; where there is none, by the records, as the session is written last.
    fn activities(&self) -> Vec<Activity> {
        if self.sessions.is_empty() {
            if self.kind.is_some_and(|kind| profile::is_no_activity(kind).is_some()) {
                return Vec::new();
            }
            let track = self.track(|_| true);
            // Laps tell more than nothing, but not of the time behind the last one.
            let laps = if track.len() == 0 { self.laps } else { None };
            return laps
                .or((track.len() > 1).then(Figures::default))
                .and_then(|figures| self.activity(figures, &track))
                .into_iter()
                .collect();
        }
        let only = self.sessions.len() == 1;
        // Sessions do not overlap in what a watch writes: over all of them, no record is measured twice.
        let mut left = self.records.len();
        self.sessions
            .iter()
            .filter_map(|figures| {
                let track = self.track(|at| {
                    let is_in = (only || figures.contains(at)) && left > 0;
                    left -= usize::from(is_in);
                    is_in
                });
                self.activity(*figures, &track)
            })
            .collect()
    }

    fn activity(&self, figures: Figures, track: &Track) -> Option<Activity> {
        let Figures { start, elapsed, timer, metres, heart_rate, sport, sub_sport } = figures;
        let told = self.sport.map(|(sport, _)| sport);
        let sub_sport = sub_sport.or(self.sport.and_then(|(_, sub_sport)| sub_sport));
        Summary {
            sport_said: sport.or(told).map(|sport| profile::sport(sport, sub_sport)),
            start: start.and_then(utc),
            offset: self.offset,
            timer,
            elapsed,
            metres,
            heart_rate: heart_rate.filter(|rate| *rate > 0.0),
        }
        .activity(track)
    }

    /// The records at the times that are asked for.
    fn track(&self, mut wanted: impl FnMut(u32) -> bool) -> Track {
        let mut track = Track::default();
        let mut pauses = self.pauses.iter().peekable();
        for (at, record) in self.records.iter().enumerate() {
            if pauses.next_if(|pause| **pause <= at).is_some() {
                track.pause();
            }
            if wanted(record.at) {
                track.push(record.point());
            }
        }
        track
    }
}

impl Figures {
    fn session(from: &Message<'_>) -> Self {
        Self {
            start: from.long(field::SESSION_START),
            elapsed: from.long(field::SESSION_ELAPSED).map(thousandths),
            timer: from.long(field::SESSION_TIMER).map(thousandths),
            metres: from.long(field::SESSION_DISTANCE).map(hundredths),
            heart_rate: from.byte(field::SESSION_HEART_RATE).map(f64::from),
            sport: from.byte(field::SESSION_SPORT),
            sub_sport: from.byte(field::SESSION_SUB_SPORT),
        }
    }

    fn lap(from: &Message<'_>) -> Self {
        Self {
            start: from.long(field::LAP_START),
            elapsed: from.long(field::LAP_ELAPSED).map(thousandths),
            timer: from.long(field::LAP_TIMER).map(thousandths),
            metres: from.long(field::LAP_DISTANCE).map(hundredths),
            ..Self::default()
        }
    }

    /// This lap and the next as one.
    fn and(self, next: Self) -> Self {
        let sum = |one: Option<f64>, two: Option<f64>| one.map(|one| one + two.unwrap_or_default()).or(two);
        Self {
            start: self.start.or(next.start),
            elapsed: sum(self.elapsed, next.elapsed),
            timer: sum(self.timer, next.timer),
            metres: sum(self.metres, next.metres),
            ..self
        }
    }

    /// Whether a time lies in it.
    fn contains(&self, at: u32) -> bool {
        let (Some(start), Some(elapsed)) = (self.start, self.elapsed.or(self.timer)) else { return false };
        at >= start && f64::from(at - start) <= elapsed
    }
}

impl Record {
    fn of(from: &Message<'_>) -> Self {
        Self {
            at: from.timestamp().unwrap_or(u32::MAX),
            latitude: from.signed(field::RECORD_LATITUDE).unwrap_or(i32::MAX),
            longitude: from.signed(field::RECORD_LONGITUDE).unwrap_or(i32::MAX),
            centimetres: from.long(field::RECORD_DISTANCE).unwrap_or(u32::MAX),
            heart_rate: from.byte(field::RECORD_HEART_RATE).unwrap_or(u8::MAX),
        }
    }

    fn point(self) -> Point {
        let has_place = self.latitude != i32::MAX && self.longitude != i32::MAX;
        let degrees = |part| f64::from(part) * DEGREES;
        Point {
            millis: (self.at != u32::MAX).then(|| (EPOCH + i64::from(self.at)) * 1000),
            place: has_place.then(|| (degrees(self.latitude), degrees(self.longitude))),
            heart_rate: Some(f64::from(self.heart_rate)),
            metres: (self.centimetres != u32::MAX).then(|| hundredths(self.centimetres)),
        }
    }
}

fn thousandths(number: u32) -> f64 {
    f64::from(number) / 1000.0
}

fn hundredths(number: u32) -> f64 {
    f64::from(number) / 100.0
}

fn utc(secs: u32) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(EPOCH + i64::from(secs), 0)
}

/// How far the watch's time was from UTC: it writes both when it stops.
fn offset(from: &Message<'_>) -> Option<FixedOffset> {
    const QUARTER: i64 = 15 * 60;
    /// No zone is further away.
    const FURTHEST: i64 = 14 * 60 * 60;
    /// What the two may lie apart besides, in seconds, as they are read one after the other.
    const SLACK: i64 = 60;
    let apart = i64::from(from.long(field::ACTIVITY_LOCAL)?) - i64::from(from.timestamp()?);
    let rounded = (apart + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
    let is_zone = rounded.abs() <= FURTHEST && (apart - rounded).abs() <= SLACK;
    is_zone.then(|| FixedOffset::east_opt(rounded as i32)).flatten()
}
