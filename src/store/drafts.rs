//! Texts of the editor that can't go into their routines' files, kept beside them so that a crash loses nothing. Knows nothing of
//! what they say.

use std::io;
use std::path::{Path, PathBuf};

use super::{Store, StoreError, failed, library, places, text, write};
use crate::domain::library::Trouble;
use crate::domain::routine::RoutineId;
use crate::notation::MOST_OWN_BYTES;

/// One file for each routine, of its name.
pub(super) const DRAFTS: &str = "drafts";

impl Store {
    /// Keeps a text beside its routine.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn keep_draft(&self, id: &RoutineId, text: &str) -> Result<(), StoreError> {
        let kept = path_of(self.folder(), id).and_then(|path| write::replace(&path, text.as_bytes()));
        kept.map_err(|error| failed("what you are writing", self.folder().join(DRAFTS), &error))
    }

    /// Forgets the text that is kept beside a routine, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn drop_draft(&self, id: &RoutineId) -> Result<(), StoreError> {
        forget(self.folder(), id)
            .map_err(|error| failed("the end of what you were writing", self.folder().join(DRAFTS), &error))
    }
}

/// Every text that is kept, by the routine that it is for. What can't be read stays and is named.
pub(super) fn load(folder: &Path, troubles: &mut Vec<Trouble>) -> Vec<(RoutineId, String)> {
    let folder = folder.join(DRAFTS);
    let paths = library::ron_files(&folder).unwrap_or_else(|fault| {
        troubles.push(fault.of(&folder));
        Vec::new()
    });
    let mut drafts = Vec::new();
    for path in paths {
        match text::read(&path, MOST_OWN_BYTES) {
            Ok(text) => drafts.extend(text.map(|text| (RoutineId::new(library::stem(&path)), text))),
            Err(fault) => troubles.push(fault.of(&path)),
        }
    }
    drafts
}

/// Removes the text that is kept beside a routine, if there is one.
pub(super) fn forget(folder: &Path, id: &RoutineId) -> io::Result<()> {
    write::remove(&path_of(folder, id)?)
}

pub(super) fn path_of(folder: &Path, id: &RoutineId) -> io::Result<PathBuf> {
    Ok(folder.join(DRAFTS).join(places::file_name(id)?))
}
