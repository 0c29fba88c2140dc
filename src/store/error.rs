//! Why something could not be kept, read or brought back. Says what to do, and does nothing.

use std::io;
use std::path::PathBuf;

use super::text;
use crate::domain::shown::sentence;

/// Why something could not be kept, as a sentence with the path last.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another window has it.
    #[error("Afterrun is open with this folder already; use that window, or name another folder with --config ({})", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The system names no folder for settings.
    #[error("there is no home folder to keep files in; name a folder with --config")]
    NoHome,
    /// The file that is there can't be read, so it is not written over.
    #[error("{what} can’t be saved, because the file there can’t be read; mend it or move it away ({})", path.display())]
    Unreadable {
        /// What was to be kept.
        what: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// The disk said no.
    #[error("{what} can’t be saved: {reason} ({})", path.display())]
    Write {
        /// What was to be kept.
        what: &'static str,
        /// Why not, and what to do.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// A file from outside can't be read.
    #[error("{reason} ({})", path.display())]
    Read {
        /// Why not, and what to do.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// There is a file of that name already.
    #[error("{what} can’t be saved: there is a file of this name; choose another name ({})", path.display())]
    Taken {
        /// What was to be kept.
        what: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// A backup can't be read.
    #[error("the backup can’t be restored: {reason} ({})", path.display())]
    Backup {
        /// What is wrong with it, and what to do.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// The disk said no to deleting.
    #[error("{what} can’t be moved to the trash: {reason} ({})", path.display())]
    Trash {
        /// What was to go.
        what: &'static str,
        /// Why not, and what to do.
        reason: String,
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// The error as a sentence that stands alone.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentence(&self.to_string())
    }
}

/// That the disk said no.
pub(super) fn failed(what: &'static str, path: PathBuf, error: &io::Error) -> StoreError {
    StoreError::Write { what, reason: text::plainly(error), path }
}
