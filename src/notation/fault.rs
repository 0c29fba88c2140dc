//! Something that is wrong with a file, in words for the person who wrote it. Reads nothing.

use std::path::Path;

use super::scan;
use crate::domain::library::Trouble;

/// Something that is wrong with a file, before it is known which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line and column, from 1, where the place is known.
    pub place: Option<(usize, usize)>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    /// A fault of the file as a whole.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Self {
        Self { place: None, message: message.into() }
    }

    /// A fault at a place in `text`, in bytes.
    pub(crate) fn at(text: &str, at: usize, message: impl Into<String>) -> Self {
        Self { place: Some(scan::line_col(text, at)), message: message.into() }
    }

    /// The fault of the file at `path`.
    #[must_use]
    pub fn of(self, path: &Path) -> Trouble {
        Trouble { path: path.display().to_string(), place: self.place, message: self.message }
    }
}
