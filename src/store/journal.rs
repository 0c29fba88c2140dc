//! Changes to records of the history, and the journal that is not saved yet. Writes over nothing that it does not know.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, FixedOffset};

use super::files::JournalFile;
use super::trash::TRASH;
use super::{HISTORY, SESSION, Store, StoreError, failed, history, library, places, text, write};
use crate::domain::history::{Entry, EntryId};
use crate::notation::{Fault, MOST_BYTES, MOST_OWN_BYTES, file};

/// The journal that is being written.
pub(super) const JOURNAL: &str = "journal.ron";

impl Store {
    /// Has the file of an entry say something else. `before` is what it is known to say; where it says something else,
    /// somebody else has changed it, and both are kept: theirs where it is, ours under a name of its own. Gives the name
    /// that ours has.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn save_entry(&self, before: Option<&Entry>, entry: &Entry) -> Result<EntryId, StoreError> {
        let folder = self.folder.join(HISTORY);
        let saved = self.try_save_entry(before, entry);
        saved.map_err(|error| failed("the entry", folder, &error))
    }

    fn try_save_entry(&self, before: Option<&Entry>, entry: &Entry) -> io::Result<EntryId> {
        let folder = self.folder.join(HISTORY);
        let Some(before) = before else { return history::record(&folder, entry) };
        let text = history::text_of(entry)?;
        let path = self.path_of_entry(before)?;
        // As a file says it: in memory, lengths of time are finer.
        let known = history::parse(&history::text_of(before)?, before.id.clone()).ok();
        let is_known = |path: &Path| match text::read(path, MOST_BYTES) {
            Ok(Some(text)) => history::parse(&text, before.id.clone()).is_ok_and(|there| known == Some(there)),
            Ok(None) | Err(_) => false,
        };
        if write::replace_known(&path, text.as_bytes(), is_known)? {
            return Ok(entry.id.clone());
        }
        history::record(&folder, entry)
    }

    /// Moves the file of an entry to `trash/history/`.
    ///
    /// # Errors
    /// [`StoreError::Trash`].
    pub fn trash_entry(&self, entry: &Entry, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        const WHAT: &str = "the entry";
        let trash = self.folder.join(TRASH).join(HISTORY);
        match self.path_of_entry(entry) {
            Ok(path) => trash_as(WHAT, &path, &trash, entry.id.as_str(), now),
            Err(error) => {
                let path = self.folder.join(HISTORY);
                Err(StoreError::Trash { what: WHAT, reason: text::plainly(&error), path })
            }
        }
    }

    /// Writes a copy of an entry into `trash/history/`.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn trash_copy(&self, entry: &Entry, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let folder = self.folder.join(TRASH).join(HISTORY);
        let time = now.format("%Y-%m-%dT%H%M%S");
        let copy = places::check_stem(entry.id.as_str()).and_then(|()| history::text_of(entry)).and_then(|text| {
            let at = |n: u32| folder.join(format!("{time}-{}{}.ron", entry.id, suffix(n)));
            first_free(|n| write::create(&at(n), text.as_bytes()))
        });
        copy.map_err(|error| failed("a copy of the entry", folder.clone(), &error))
    }

    /// Moves the journal that was being written to `trash/`, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Trash`].
    pub fn trash_journal(&self, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.trash_kept("the journal", JOURNAL, "journal", now)
    }

    /// Moves the session that was kept while it ran to `trash/`, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Trash`].
    pub fn trash_session(&self, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.trash_kept("the session", SESSION, "session", now)
    }

    fn trash_kept(
        &self,
        what: &'static str,
        file: &str,
        stem: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        let path = self.folder.join(file);
        if path.exists() { trash_as(what, &path, &self.folder.join(TRASH), stem, now) } else { Ok(()) }
    }

    /// Where the file of an entry lies: in the folder of its year, unless somebody has moved it to that of another.
    pub(super) fn path_of_entry(&self, entry: &Entry) -> io::Result<PathBuf> {
        places::check_stem(entry.id.as_str())?;
        let folder = self.folder.join(HISTORY);
        let name = format!("{}.ron", entry.id);
        let usual = folder.join(format!("{:04}", entry.at().year())).join(&name);
        if usual.exists() {
            return Ok(usual);
        }
        let years = library::visible(&folder).unwrap_or_default();
        Ok(years.into_iter().map(|year| year.join(&name)).find(|path| path.exists()).unwrap_or(usual))
    }

    /// Keeps the journal that is being written.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when the file there is broken or newer, and [`StoreError::Write`].
    pub fn keep_journal(&self, entry: &Entry) -> Result<(), StoreError> {
        const WHAT: &str = "the journal that you are writing";
        match self.read_journal() {
            Ok(_) => self.save(WHAT, JOURNAL, &JournalFile::from(entry.clone())),
            Err(_) => Err(StoreError::Unreadable { what: WHAT, path: self.folder.join(JOURNAL) }),
        }
    }

    /// Forgets the journal that was being written. A file that can't be read stays.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn forget_journal(&self) -> Result<(), StoreError> {
        let path = self.folder.join(JOURNAL);
        match self.read_journal() {
            Ok(Some(_)) => write::remove(&path).map_err(|error| failed("the end of the journal", path, &error)),
            Ok(None) | Err(_) => Ok(()),
        }
    }

    /// The entry whose journal is kept. `None` where there is none, and where it can't be read.
    #[must_use]
    pub fn kept_journal(&self) -> Option<EntryId> {
        self.read_journal().ok().flatten().map(|entry| entry.id)
    }

    /// The journal that is not saved yet.
    pub(super) fn read_journal(&self) -> Result<Option<Entry>, Fault> {
        let Some(text) = text::read(&self.folder.join(JOURNAL), MOST_OWN_BYTES)? else { return Ok(None) };
        parse(&text).map(Some)
    }
}

/// Moves a file into a folder of the trash, under a name with the time that it was deleted at.
fn trash_as(
    what: &'static str,
    path: &Path,
    folder: &Path,
    name: &str,
    now: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    let failed = |error: io::Error| StoreError::Trash { what, reason: text::plainly(&error), path: path.to_owned() };
    let time = now.format("%Y-%m-%dT%H%M%S");
    first_free(|n| write::move_to(path, &folder.join(format!("{time}-{name}{}.ron", suffix(n))))).map_err(failed)
}

/// Tries one name after the other, until one is not taken.
pub(super) fn first_free(mut put: impl FnMut(u32) -> io::Result<()>) -> io::Result<()> {
    /// More files of one name that are deleted within a second than anybody has.
    const MOST_SUFFIXES: u32 = 100;
    for n in 1..=MOST_SUFFIXES {
        match put(n) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// What comes behind a name that is taken.
pub(super) fn suffix(n: u32) -> String {
    if n == 1 { String::new() } else { format!("-{n}") }
}

/// The entry that a text of [`JOURNAL`] keeps.
pub(super) fn parse(text: &str) -> Result<Entry, Fault> {
    let JournalFile { id, entry, .. } = file::parse(text)?;
    if places::check_stem(id.as_str()).is_err() {
        return Err(Fault::whole("its `id` can’t be the name of a file; write a date and a few letters"));
    }
    entry.into_entry(EntryId::new(id.as_str()))
}
