//! Records of what was done: one entry a session, or a run without one. Knows nothing of the files that keep them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound, Timelike};
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
    /// A run, or a note on a day, without a session. Where it has a run that was recorded, this is when that began.
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
            self.places.insert(entry.id.clone(), entry.at());
            self.tallies.add(&entry);
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
        self.places.insert(entry.id.clone(), entry.at());
        self.tallies.add(&entry);
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

    /// The entries that come before one, oldest first. It need not be there itself.
    #[must_use]
    pub fn before(&self, entry: &Entry) -> &[Entry] {
        &self.entries[..self.entries.partition_point(|there| by_time(there, entry).is_lt())]
    }

    /// The entries of some days, oldest first.
    #[must_use]
    pub fn within(&self, range: DayRange) -> impl DoubleEndedIterator<Item = &Entry> {
        // All are looked at: where an entry lies tells little of the day of its run.
        self.entries.iter().filter(move |entry| range.contains(entry.day()))
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
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::domain::past::fixtures::session;
    use crate::domain::run::Trace;
    use crate::domain::time::Span;

    fn entry(started: &str) -> Entry {
        session(started, &[("squat", Some(8))])
    }

    #[test]
    fn entries_are_oldest_first_and_never_double() {
        let mut history = History::default();
        history.add([entry("2026-11-20T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
        history.add([entry("2026-11-21T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
        let days: Vec<u32> = history.entries().iter().map(|entry| entry.day().day()).collect();
        assert_eq!(days, [20, 21, 22]);
    }

    #[test]
    fn the_last_one_added_replaces_one_with_its_id() {
        let mut history = History::default();
        let mut changed = entry("2026-11-20T07:00:00+01:00");
        history.add([changed.clone()]);
        changed.refuelled = Some(changed.at());
        history.add([changed.clone()]);
        assert_eq!(history.entries(), [changed.clone()]);
        changed.refuelled = None;
        history.put(changed.clone());
        assert_eq!(history.entries(), [changed.clone()]);
        assert_eq!(history.get(&changed.id), Some(&changed));
        assert_eq!(history.remove(&changed.id), Some(changed));
        assert_eq!(history, History::default());
    }

    #[test]
    fn however_entries_come_they_add_up_to_the_same() {
        let entries: Vec<Entry> = (10..30).map(|day| entry(&format!("2026-11-{day}T07:00:00+01:00"))).collect();
        let mut at_once = History::default();
        at_once.add(entries.iter().cloned().chain(entries.iter().take(3).cloned()));
        let mut newest_first = History::default();
        for some in entries.chunks(6).rev() {
            newest_first.add_unknown(some.iter().cloned());
        }
        let mut one_by_one = History::default();
        for i in 0..entries.len() {
            one_by_one.put(entries[i * 7 % entries.len()].clone());
        }
        assert_eq!(at_once.entries(), entries);
        for other in [&newest_first, &one_by_one] {
            assert_eq!(&at_once, other);
            assert!(at_once.all_days().eq(other.all_days()));
        }
    }

    #[test]
    fn what_is_there_already_wins_over_what_is_read() {
        let read = entry("2026-11-20T07:00:00+01:00");
        let mut here = read.clone();
        here.refuelled = Some(here.at());
        let mut history = History::default();
        history.put(here.clone());
        let revision = history.revision();
        history.add_unknown([read, entry("2026-11-19T07:00:00+01:00")]);
        assert_eq!((history.newest(), history.entries().len()), (Some(&here), 2));
        assert!(history.revision() > revision);
    }

    #[test]
    fn an_entry_belongs_to_the_day_of_its_run() {
        let mut late = entry("2026-11-23T00:10:00+01:00");
        assert_eq!(late.day(), "2026-11-23".parse().unwrap());
        let start = "2026-11-22T23:05:00+01:00".parse().unwrap();
        let trace = Trace { start, elapsed: Span::secs(3000), file: "a.fit".into() };
        late.run = Some(Run { trace: Some(trace), ..Run::default() });
        assert_eq!(late.day(), "2026-11-22".parse().unwrap());
        let alone = Entry::on("2026-11-23T08:00:00+01:00".parse().unwrap(), late.run);
        assert_eq!((alone.at(), alone.session()), (start, None));
    }

    #[test]
    fn a_week_is_that_of_the_local_day() {
        let mut history = History::default();
        // Half past eleven at night on Monday, where the person was; Tuesday in UTC.
        history.add([entry("2026-11-16T23:30:00-05:00")]);
        let week = history.week("2026-11-22".parse().unwrap());
        assert_eq!(week.map(|(_, done)| done), [true, false, false, false, false, false, false]);
        assert_eq!(week[0].0, "2026-11-16".parse().unwrap());
    }

    #[test]
    fn ids_are_names_of_files_and_differ_within_a_second() {
        let a = EntryId::of(&"2026-11-22T18:32:00.000000001+01:00".parse().unwrap());
        let b = EntryId::of(&"2026-11-22T18:32:00.000000002+01:00".parse().unwrap());
        assert!(a.as_str().starts_with("2026-11-22T183200-") && a != b, "{a} {b}");
    }
}
