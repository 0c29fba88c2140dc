//! What is known of entries, wherever they are: in the history, in the journal that is open, among those that are not saved.
//! Changes none.

use chrono::{DateTime, Duration, FixedOffset};

use super::{Model, Stage};
use crate::domain::history::{Entry, EntryId};
use crate::domain::run::Run;

/// Where an entry is that has a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// In the journal that is open.
    Open,
    /// Among those that are not saved.
    Unsaved(EntryId),
    /// In the history.
    Saved(EntryId),
}

impl Model {
    /// An entry as it is known best: what is being written of it, what is not saved of it, or the history's.
    pub(super) fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.unsaved_of(id).or_else(|| self.past.history().get(id))
    }

    /// What is being written of an entry, or was left or could not be saved.
    pub(super) fn unsaved_of(&self, id: &EntryId) -> Option<&Entry> {
        self.unsaved().find(|entry| entry.id == *id)
    }

    /// The journal that is open, and all that are not saved.
    fn unsaved(&self) -> impl Iterator<Item = &Entry> {
        let open = match &self.stage {
            Stage::Writing(writing) => Some(&writing.entry),
            Stage::Idle | Stage::Playing(_) => None,
        };
        open.into_iter().chain(self.drafts.iter())
    }

    /// The entry whose journal is open.
    pub(super) const fn journal_open(&self) -> Option<&EntryId> {
        match &self.stage {
            Stage::Writing(writing) => Some(&writing.entry.id),
            Stage::Idle | Stage::Playing(_) => None,
        }
    }

    /// Whether a run is in the history, or in a journal that is not saved.
    pub(super) fn is_known(&self, run: &Run) -> bool {
        self.holder(run).is_some()
    }

    /// The entry that has this run, from whatever file.
    pub(super) fn holder(&self, run: &Run) -> Option<Holder> {
        let has = |entry: &&Entry| entry.run.as_ref().is_some_and(|other| other.is_same(run));
        if let Some(entry) = self.unsaved().find(has) {
            let is_open = self.journal_open() == Some(&entry.id);
            return Some(if is_open { Holder::Open } else { Holder::Unsaved(entry.id.clone()) });
        }
        let start = run.trace.as_ref()?.start;
        self.around(start).find(has).map(|entry| Holder::Saved(entry.id.clone()))
    }

    /// A new entry under a name that no other has: one that was made of a run goes on under its name when that is another run's.
    pub(super) fn with_free_id(&self, entry: Entry) -> Entry {
        let is_taken = |id: &EntryId| self.past.history().get(id).is_some() || self.unsaved_of(id).is_some();
        let mut id = entry.id.clone();
        let mut number = 1;
        while is_taken(&id) {
            number += 1;
            id = EntryId::new(format!("{}-{number}", entry.id));
        }
        Entry { id, ..entry }
    }

    /// The entries of the days around a moment, newest first.
    pub(super) fn around(&self, moment: DateTime<FixedOffset>) -> impl Iterator<Item = &Entry> {
        /// Runs of several days are rare, and so are sessions long after a run.
        const REACH: Duration = Duration::days(11);
        let entries = self.past.history().entries();
        // No file's date is too far off to be looked around.
        let from = moment.checked_sub_signed(REACH).unwrap_or(moment);
        let to = moment.checked_add_signed(REACH).unwrap_or(moment);
        let (first, last) =
            (entries.partition_point(|entry| entry.at() < from), entries.partition_point(|entry| entry.at() <= to));
        entries[first..last.max(first)].iter().rev()
    }

    /// Whether the session that began then is in the history.
    pub(super) fn is_recorded(&self, started: DateTime<FixedOffset>) -> bool {
        let same = |entry: &Entry| entry.session().is_some_and(|done| done.started.timestamp() == started.timestamp());
        self.around(started).any(same)
    }
}
