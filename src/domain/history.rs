//! Records of what was done: one entry a session, or a run without one. Knows nothing of the files that keep them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, SubsecRound, Timelike};
use serde::{Deserialize, Serialize};

use super::journal::Journal;
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

/// All entries, in the order in which they were done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Oldest first, so that a new one goes to the end.
    entries: Vec<Entry>,
    /// When each one was, to find it by.
    places: HashMap<EntryId, DateTime<FixedOffset>>,
}

impl History {
    /// Adds many entries at once; those that are there already, by id, are replaced.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut added: Vec<Entry> = Vec::new();
        for entry in entries {
            if self.places.insert(entry.id.clone(), entry.at()).is_some() {
                // Rare: it has to be looked for.
                self.entries.retain(|there| there.id != entry.id);
                added.retain(|there| there.id != entry.id);
            }
            added.push(entry);
        }
        self.entries.extend(added);
        self.entries.sort_by(by_time);
    }

    /// Adds one entry, in place of the one with its id if there is one.
    pub fn put(&mut self, entry: Entry) {
        self.remove(&entry.id);
        let at = self.entries.partition_point(|there| by_time(there, &entry).is_lt());
        self.places.insert(entry.id.clone(), entry.at());
        self.entries.insert(at, entry);
    }

    /// Takes out an entry.
    pub fn remove(&mut self, id: &EntryId) -> Option<Entry> {
        let at = self.position(id)?;
        self.places.remove(id);
        Some(self.entries.remove(at))
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

    /// The newest entry.
    #[must_use]
    pub fn newest(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The seven days of the week around `today`, Monday first, each with whether something was done on it.
    #[must_use]
    pub fn week(&self, today: NaiveDate) -> [(NaiveDate, bool); 7] {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        std::array::from_fn(|i| {
            let day = monday + Days::new(i as u64);
            (day, self.entries.iter().rev().any(|entry| entry.session().is_some() && entry.day() == day))
        })
    }
}

fn by_time(a: &Entry, b: &Entry) -> Ordering {
    a.at().cmp(&b.at()).then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bookmark::Ending;
    use crate::domain::routine::RoutineId;
    use crate::domain::run::Trace;
    use crate::domain::time::Span;

    fn entry(started: &str) -> Entry {
        let started: DateTime<FixedOffset> = started.parse().unwrap();
        Entry::new(Session {
            routine: RoutineId::new("test"),
            name: "Test".into(),
            started,
            ended: started,
            active: Span::secs(60),
            ending: Ending::Completed,
            steps: Vec::new(),
        })
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
