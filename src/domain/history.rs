//! Records of what was done: one entry a session. Knows nothing of the files that keep them.

use std::fmt;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, SubsecRound, Timelike};
use serde::{Deserialize, Serialize};

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

/// One record of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stem of its file.
    pub id: EntryId,
    /// What was done.
    pub session: Session,
}

impl Entry {
    /// The record of a session, with its times to the second as people read them.
    #[must_use]
    pub fn new(mut session: Session) -> Self {
        let id = EntryId::of(&session.started);
        session.started = session.started.trunc_subsecs(0);
        session.ended = session.ended.trunc_subsecs(0);
        Self { id, session }
    }

    /// The local day on which it began.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.session.started.date_naive()
    }
}

/// All entries, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
}

impl History {
    /// Adds entries; those that are there already, by id, are replaced.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        self.entries.extend(entries);
        // Stable, so the entry added last comes first among equals, and goes by dedup to stay.
        self.entries.reverse();
        self.entries.sort_by(|a, b| b.session.started.cmp(&a.session.started).then_with(|| b.id.cmp(&a.id)));
        self.entries.dedup_by(|later, kept| later.id == kept.id);
    }

    /// The entries, newest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The seven days of the week around `today`, Monday first, each with whether something was done on it.
    #[must_use]
    pub fn week(&self, today: NaiveDate) -> [(NaiveDate, bool); 7] {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        std::array::from_fn(|i| {
            let day = monday + Days::new(i as u64);
            (day, self.entries.iter().any(|entry| entry.day() == day))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bookmark::Ending;
    use crate::domain::routine::RoutineId;
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
    fn entries_are_newest_first_and_never_double() {
        let mut history = History::default();
        history.add([entry("2026-11-20T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
        history.add([entry("2026-11-21T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
        let days: Vec<u32> = history.entries().iter().map(|entry| entry.day().day()).collect();
        assert_eq!(days, [22, 21, 20]);
    }

    #[test]
    fn the_last_one_added_replaces_one_with_its_id() {
        let mut history = History::default();
        let mut changed = entry("2026-11-20T07:00:00+01:00");
        history.add([changed.clone()]);
        changed.session.name = "Changed".into();
        history.add([changed]);
        assert_eq!(history.entries().len(), 1);
        assert_eq!(history.entries()[0].session.name, "Changed");
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
