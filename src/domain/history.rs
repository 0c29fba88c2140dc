//! Records of what was done: one entry a session, or a run without one. Knows nothing of the files that keep them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SubsecRound, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use super::journal::Journal;
use super::past::period::DayRange;
use super::past::tally::{DayTally, Tallies, Tally};
use super::past::week::Week;
use super::run::Run;
use super::session::Session;

/// Names an entry: its local start and a few letters, such as `2026-11-22T183200-k3f7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(String);

impl EntryId {
    /// The id of a session that began then. The letters come from the nanoseconds, so that sessions begun within one
    /// second on two machines that share a folder do not meet.
    #[must_use]
    pub fn of(started: &DateTime<FixedOffset>) -> Self {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let nanos = started.nanosecond();
        let letters: String = (0..4).map(|i| char::from(LETTERS[(nanos >> (5 * i) & 31) as usize])).collect();
        Self(format!("{}-{letters}", started.format("%Y-%m-%dT%H%M%S")))
    }

    /// The id with this text, as read from a file's name.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an entry is the record of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A session.
    Session(Session),
    /// A run, or a note on a day, without a session. Where it has a run that was recorded, this is when that began:
    /// [`Entry::take_run`] sees to it.
    Day(DateTime<FixedOffset>),
}

/// One record of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stem of its file.
    pub id: EntryId,
    /// What was done.
    pub what: What,
    /// The run that it belongs to, if one is known.
    pub run: Option<Run>,
    /// When something was eaten and drunk after the run, if that was ticked off.
    pub refuelled: Option<DateTime<FixedOffset>>,
    /// What was written down.
    pub journal: Journal,
}

impl Entry {
    /// The record of a session, with its times to the second as people read them.
    #[must_use]
    pub fn new(mut session: Session) -> Self {
        let id = EntryId::of(&session.started);
        session.started = session.started.trunc_subsecs(0);
        session.ended = session.ended.trunc_subsecs(0);
        Self { id, what: What::Session(session), run: None, refuelled: None, journal: Journal::default() }
    }

    /// The record of a run without a session, or of a day on which something is noted.
    #[must_use]
    pub fn on(at: DateTime<FixedOffset>, run: Option<Run>) -> Self {
        let at = run.as_ref().and_then(|run| run.trace.as_ref()).map_or(at, |trace| trace.start);
        let what = What::Day(at.trunc_subsecs(0));
        Self { id: EntryId::of(&at), what, run, refuelled: None, journal: Journal::default() }
    }

    /// Has it be of a run: without a session, it is when that began. What was typed of the run stays where the new one does not say
    /// it.
    pub fn take_run(&mut self, mut run: Run) {
        if let Some(typed) = self.run.take().filter(|before| before.trace.is_none() && run.trace.is_some()) {
            run.distance = run.distance.or(typed.distance);
            run.time = run.time.or(typed.time);
            run.heart_rate = run.heart_rate.or(typed.heart_rate);
        }
        if let (What::Day(at), Some(trace)) = (&mut self.what, &run.trace) {
            *at = trace.start.trunc_subsecs(0);
        }
        self.run = Some(run);
    }

    /// When the half hour for eating began: at the end of its run, else at the start of its session.
    #[must_use]
    pub fn hungry_since(&self) -> Option<DateTime<FixedOffset>> {
        let end = self.run.as_ref().and_then(Run::end);
        end.or_else(|| self.session().map(|session| session.started))
    }

    /// Ticks off that something was eaten, at a time that nobody remembers: it stands as if at once.
    pub fn refuel_sometime(&mut self) {
        self.refuelled = Some(self.at_once());
    }

    /// When something was eaten, where that was said when it was.
    #[must_use]
    pub fn refuelled_at(&self) -> Option<DateTime<FixedOffset>> {
        self.refuelled.filter(|at| *at != self.at_once())
    }

    fn at_once(&self) -> DateTime<FixedOffset> {
        self.hungry_since().unwrap_or_else(|| self.at()).trunc_subsecs(0)
    }

    /// The session, if one was done.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        match &self.what {
            What::Session(session) => Some(session),
            What::Day(_) => None,
        }
    }

    /// When it was, in the time zone where it was.
    #[must_use]
    pub const fn at(&self) -> DateTime<FixedOffset> {
        match &self.what {
            What::Session(session) => session.started,
            What::Day(at) => *at,
        }
    }

    /// Whether [`Self::at`] is a time of day that somebody knows. A note on a day that was over stands at noon.
    #[must_use]
    pub fn has_time(&self) -> bool {
        /// In seconds of the day.
        const NOON: u32 = 12 * 60 * 60;
        match &self.what {
            What::Session(_) => true,
            What::Day(at) => {
                self.run.as_ref().is_some_and(|run| run.trace.is_some()) || at.num_seconds_from_midnight() != NOON
            }
        }
    }

    /// The local day that it belongs to: that of its run, since one who runs before midnight and stretches after it has done
    /// both for one day.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        let trace = self.run.as_ref().and_then(|run| run.trace.as_ref());
        trace.map_or_else(|| self.at(), |trace| trace.start).date_naive()
    }
}

/// All entries, in the order in which they were done, and what they add up to by day.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Oldest first, so that a new one goes to the end.
    entries: Vec<Entry>,
    /// When each one was, to find it by.
    places: HashMap<EntryId, DateTime<FixedOffset>>,
    tallies: Tallies,
    /// As far as an entry's day lies from its place in [`Self::entries`] at most, in days: an upper bound.
    astray: i64,
    revision: u64,
}

/// Histories with the same entries are the same, however they came to be.
impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for History {}

impl History {
    /// Adds many entries at once; those that are there already, by id, are replaced.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        self.revision += 1;
        let mut added: Vec<Entry> = Vec::new();
        for entry in entries {
            if self.places.contains_key(&entry.id) && self.remove(&entry.id).is_none() {
                // It came just before. Rare, so it is looked for.
                if let Some(at) = added.iter().position(|there| there.id == entry.id) {
                    self.tallies.remove(&added.remove(at));
                }
            }
            self.note(&entry);
            added.push(entry);
        }
        added.sort_by(by_time);
        let is_before = added.last().zip(self.entries.first()).is_some_and(|(new, old)| by_time(new, old).is_lt());
        if is_before {
            // So they are read: the newest year first.
            added.append(&mut self.entries);
            self.entries = added;
        } else {
            self.entries.extend(added);
            self.entries.sort_by(by_time);
        }
    }

    /// Adds those of many entries that are not there already, by id.
    pub fn add_unknown(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let unknown: Vec<Entry> = entries.into_iter().filter(|entry| !self.places.contains_key(&entry.id)).collect();
        self.add(unknown);
    }

    /// Adds one entry, in place of the one with its id if there is one.
    pub fn put(&mut self, entry: Entry) {
        self.remove(&entry.id);
        self.revision += 1;
        let at = self.entries.partition_point(|there| by_time(there, &entry).is_lt());
        self.note(&entry);
        self.entries.insert(at, entry);
    }

    /// Takes out an entry.
    pub fn remove(&mut self, id: &EntryId) -> Option<Entry> {
        let at = self.position(id)?;
        self.revision += 1;
        self.places.remove(id);
        let entry = self.entries.remove(at);
        self.tallies.remove(&entry);
        Some(entry)
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &EntryId) -> Option<&Entry> {
        self.position(id).map(|at| &self.entries[at])
    }

    fn position(&self, id: &EntryId) -> Option<usize> {
        let at = self.places.get(id)?;
        let found = self.entries.binary_search_by(|there| there.at().cmp(at).then_with(|| there.id.cmp(id)));
        found.ok()
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An entry comes that is not there.
    fn note(&mut self, entry: &Entry) {
        self.places.insert(entry.id.clone(), entry.at());
        self.tallies.add(entry);
        self.astray = self.astray.max((entry.day() - entry.at().date_naive()).num_days().abs());
    }

    /// The entries that come before one, oldest first. It need not be there itself.
    #[must_use]
    pub fn before(&self, entry: &Entry) -> &[Entry] {
        &self.entries[..self.entries.partition_point(|there| by_time(there, entry).is_lt())]
    }

    /// The entries of some days, oldest first.
    #[must_use]
    pub fn within(&self, range: DayRange) -> impl DoubleEndedIterator<Item = &Entry> {
        // The time of a place is less than a day from that of UTC, by which entries lie.
        let slack = TimeDelta::days(self.astray + 1);
        let from = range.first().and_time(NaiveTime::MIN).checked_sub_signed(slack);
        let to = range.last().and_time(NaiveTime::MIN).checked_add_signed(slack + TimeDelta::days(1));
        let start = from.map_or(0, |from| self.entries.partition_point(|entry| entry.at().naive_utc() < from));
        let end = to.map_or(self.entries.len(), |to| self.entries.partition_point(|entry| entry.at().naive_utc() < to));
        let some = self.entries.get(start..end).unwrap_or_default();
        some.iter().filter(move |entry| range.contains(entry.day()))
    }

    /// The newest entry.
    #[must_use]
    pub fn newest(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// Grows with every change, so that whatever was worked out from the history can be kept until then.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What was done on a day.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> DayTally {
        self.tallies.day(day)
    }

    /// Those of some days on which there is an entry, oldest first.
    #[must_use]
    pub fn days(&self, range: DayRange) -> impl DoubleEndedIterator<Item = (NaiveDate, &DayTally)> {
        self.tallies.days(range)
    }

    /// All days on which there is an entry, oldest first.
    #[must_use]
    pub fn all_days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &DayTally)> {
        self.days(DayRange::new(NaiveDate::MIN, NaiveDate::MAX))
    }

    /// The oldest day on which there is an entry.
    #[must_use]
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.all_days().next().map(|(day, _)| day)
    }

    /// The newest day on which there is an entry.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.all_days().next_back().map(|(day, _)| day)
    }

    /// What was done on some days, added up.
    #[must_use]
    pub fn tally(&self, range: DayRange) -> Tally {
        self.days(range).map(|(_, day)| day).sum()
    }

    /// The seven days of the week around `today`, Monday first, each with whether a session was done on it.
    #[must_use]
    pub fn week(&self, today: NaiveDate) -> [(NaiveDate, bool); 7] {
        Week::of(today).days().map(|day| (day, self.day(day).sessions > 0))
    }
}

fn by_time(a: &Entry, b: &Entry) -> Ordering {
    a.at().cmp(&b.at()).then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests;
