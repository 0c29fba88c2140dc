//! Journals that are not saved: the one that was left, and those that could not be saved. Saves none and opens none.

use crate::domain::history::{Entry, EntryId};

/// Why a journal is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It was left, and waits for the person.
    Left,
    /// It could not be saved, and waits for room on the disk.
    Failed,
}

/// All that are not saved. The first is the one that is kept on the disk, and offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Drafts(Vec<(Entry, Why)>);

impl Drafts {
    /// The one that was kept on the disk when Afterrun started, if there was one.
    pub fn of(kept: Option<Entry>) -> Self {
        Self(kept.into_iter().map(|entry| (entry, Why::Left)).collect())
    }

    /// The one that is kept on the disk.
    pub fn first(&self) -> Option<&Entry> {
        self.0.first().map(|(entry, _)| entry)
    }

    /// The first, if it is one that could not be saved.
    pub fn first_failed(&self) -> Option<&Entry> {
        self.0.first().filter(|(_, why)| *why == Why::Failed).map(|(entry, _)| entry)
    }

    /// Those that could not be saved.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(|(_, why)| *why == Why::Failed).map(|(entry, _)| entry)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().map(|(entry, _)| entry)
    }

    /// That of an entry, to be changed.
    pub fn get_mut(&mut self, id: &EntryId) -> Option<&mut Entry> {
        self.0.iter_mut().map(|(entry, _)| entry).find(|entry| entry.id == *id)
    }

    /// Takes out that of an entry.
    pub fn take(&mut self, id: &EntryId) -> Option<Entry> {
        let at = self.0.iter().position(|(entry, _)| entry.id == *id)?;
        Some(self.0.remove(at).0)
    }

    /// Takes all out, each with whether it was left.
    pub fn take_all(&mut self) -> Vec<(Entry, bool)> {
        std::mem::take(&mut self.0).into_iter().map(|(entry, why)| (entry, why == Why::Left)).collect()
    }

    /// Takes those out that could not be saved.
    pub fn take_failed(&mut self) -> Vec<Entry> {
        let failed = self.0.extract_if(.., |(_, why)| *why == Why::Failed);
        failed.map(|(entry, _)| entry).collect()
    }

    /// A journal is left: it is the one that is offered.
    pub fn leave(&mut self, entry: Entry) {
        self.0.insert(0, (entry, Why::Left));
    }

    /// An entry could not be saved. What was left of it goes on; of what failed before, this is newer.
    pub fn fail(&mut self, entry: Entry) {
        match self.0.iter_mut().find(|(other, _)| other.id == entry.id) {
            Some((_, Why::Left)) => {}
            Some((other, Why::Failed)) => *other = entry,
            None => self.0.push((entry, Why::Failed)),
        }
    }

    /// An entry was saved after all.
    pub fn saved(&mut self, id: &EntryId) {
        self.0.retain(|(entry, why)| entry.id != *id || *why == Why::Left);
    }
}
