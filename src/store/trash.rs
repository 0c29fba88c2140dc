//! Where deleted files go: moved, never removed, under names that nothing else has. Brings nothing back by itself.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::journal::{first_free, suffix};
use super::shelf::{Held, Shelf, read, what};
use super::{ROUTINES, StoreError, drafts, text, write};
use crate::domain::library::{DiskNews, FileKey, Seen};
use crate::domain::routine::RoutineId;
use crate::notation::MOST_BYTES;

/// What was deleted, by the folder that it came from.
pub(super) const TRASH: &str = "trash";

impl Shelf {
    /// Moves a file to `trash/`, under a name with the time that it was deleted at. Nothing in there is ever written over.
    ///
    /// Gives [`DiskNews::Changed`] when the file says something that `seen` does not take in, and it stays.
    ///
    /// # Errors
    /// [`StoreError::Trash`]; the file stays, and [`Shelf::retell`] says so to those who think that it has gone.
    pub fn trash(
        &mut self,
        file: &FileKey,
        seen: Seen,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<DiskNews>, StoreError> {
        let path = self.path(file)?;
        let there = read(&path);
        if self.note(file, &there) || seen < self.hold(file).seen {
            return Ok(Some(self.changed(file)));
        }
        if there != Ok(None) {
            self.move_away(file, &path, now).map_err(|error| StoreError::Trash {
                what: what(file),
                reason: text::plainly(&error),
                path: path.clone(),
            })?;
        }
        *self.hold(file) = Held { there: Ok(None), seen, suspect: None };
        Ok(None)
    }

    /// Moves what is kept beside a routine to the trash.
    ///
    /// # Errors
    /// [`StoreError::Trash`].
    pub fn trash_draft(&self, id: &RoutineId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let file = FileKey::Routine(id.clone());
        let path = drafts::path_of(&self.folder, id);
        let moved = path.and_then(|path| match path.try_exists() {
            Ok(true) => self.move_away(&file, &path, now),
            _ => Ok(()),
        });
        let path = self.folder.join(drafts::DRAFTS);
        moved.map_err(|error| StoreError::Trash { what: what(&file), reason: text::plainly(&error), path })
    }

    fn move_away(&self, file: &FileKey, path: &Path, now: DateTime<FixedOffset>) -> io::Result<()> {
        let (folder, name) = match file {
            FileKey::Routine(id) => (self.folder.join(TRASH).join(ROUTINES), id.as_str()),
            FileKey::Exercises => (self.folder.join(TRASH), "exercises"),
            FileKey::Figures => (self.folder.join(TRASH), "figures"),
        };
        // A link leads nowhere from another folder, so what it leads to is copied. That itself stays where it is.
        let is_link = fs::symlink_metadata(path)?.is_symlink();
        let copy = if is_link { text::read_bytes(path, MOST_BYTES).ok().flatten() } else { None };
        let time = now.format("%Y-%m-%dT%H%M%S");
        first_free(|n| {
            let to = folder.join(format!("{time}-{name}{}.ron", suffix(n)));
            match &copy {
                Some(bytes) => write::create(&to, bytes).and_then(|()| write::remove(path)),
                None => write::move_to(path, &to),
            }
        })
    }
}
