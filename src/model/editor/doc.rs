//! One file that is edited: its text, what it says, and whether that is on the disk. Reads and writes nothing itself.

use std::sync::Arc;

use crate::domain::check::Problem;
use crate::domain::library::{FileKey, Revision};
use crate::notation::Fault;

use super::outline::Outline;

/// Whether a text says something that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It does.
    Sound,
    /// It does not, for these reasons. The form shows what it said last.
    Broken(Vec<Fault>),
}

/// What lies on the disk while the editor holds something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// Another text.
    Text(Arc<str>),
    /// Nothing: the file was deleted.
    Gone,
    /// Something that can't be shown; the sentence says why.
    Unreadable(String),
}

/// Where the text is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// In its file.
    Saved,
    /// On its way there.
    Saving,
    /// In memory alone; the sentence says why, and what to do.
    Failed(String),
    /// Beside its file, since the file must stay one that can be read.
    Draft,
    /// Beside its file, since somebody else has changed that; the person has to choose.
    Conflict(Theirs),
}

impl Keeping {
    /// Whether the file says something else than the editor.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    /// Whether the file says something that can't be shown.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Conflict(Theirs::Unreadable(_)))
    }
}

/// One file in the editor.
#[derive(Clone, Debug)]
pub struct Doc {
    pub(super) file: FileKey,
    pub(super) text: Arc<str>,
    pub(super) reading: Reading,
    pub(super) outline: Arc<Outline>,
    /// What is wrong with what it says, worked out whenever that changes.
    pub(super) problems: Vec<Problem>,
    pub(super) revision: Revision,
    pub(super) keeping: Keeping,
    /// Whether something is kept beside the file.
    pub(super) has_draft: bool,
}

impl Doc {
    /// Which file it is.
    #[must_use]
    pub const fn file(&self) -> &FileKey {
        &self.file
    }

    /// Its text.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Whether the text can be used.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Whether the text can be used.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        matches!(self.reading, Reading::Sound)
    }

    /// The names of its blocks and steps; of what it said last where the text can't be used.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Where the text is kept.
    #[must_use]
    pub const fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// Counts its changes.
    #[must_use]
    pub const fn revision(&self) -> Revision {
        self.revision
    }
}
