//! Everything that was read for a person: what there is to do, how it looks, and what could not be read. Reads nothing itself.

use std::fmt;

use super::exercise::Catalogue;
use super::figures::Figures;
use super::plan::{Plan, PlanError, PlanOptions};
use super::routine::{Routine, RoutineId};

/// What there is to do and how it looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Every exercise.
    pub catalogue: Catalogue,
    /// Every figure.
    pub figures: Figures,
    /// Every routine that can be read, in the order in which they are shown.
    pub routines: Vec<Routine>,
}

impl Library {
    /// The routine with this id.
    #[must_use]
    pub fn routine(&self, id: &RoutineId) -> Option<&Routine> {
        self.routines.iter().find(|routine| routine.id == *id)
    }

    /// The plan of a routine.
    ///
    /// # Errors
    /// As [`Plan::new`].
    pub fn plan(&self, routine: &Routine, options: PlanOptions) -> Result<Plan, PlanError> {
        Plan::new(routine, &self.catalogue, options)
    }
}

/// A file that could not be read or does not add up: where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file, as shown to a person.
    pub path: String,
    /// Line and column, from 1, where the place is known.
    pub place: Option<(usize, usize)>,
    /// What is wrong and what to do, as a sentence without its full stop.
    pub message: String,
}

impl Trouble {
    /// The file and the place in it, as editors and compilers write it: `path:line:col`.
    #[must_use]
    pub fn spot(&self) -> String {
        match self.place {
            Some((line, col)) => format!("{}:{line}:{col}", self.path),
            None => self.path.clone(),
        }
    }
}

/// The sentence first, the path last.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.spot())
    }
}

/// A file that is written by hand or in the editor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKey {
    /// A routine's own file.
    Routine(RoutineId),
    /// The person's own exercises.
    Exercises,
    /// The person's own figures.
    Figures,
}

impl FileKey {
    /// The routine whose file it is.
    #[must_use]
    pub const fn routine(&self) -> Option<&RoutineId> {
        match self {
            Self::Routine(id) => Some(id),
            Self::Exercises | Self::Figures => None,
        }
    }
}

/// A file as it was found at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which one.
    pub file: FileKey,
    /// Its text, or why it has none that can be shown: not UTF-8, too large, no permission.
    pub text: Result<String, String>,
    /// A text of the editor that could not go into the file, kept beside it.
    pub draft: Option<String>,
}

/// How many changes from outside of one file have been told. Who saves says how many they know of, so that none is written
/// over unseen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen(pub u32);

/// Counts the changes of a file in the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u64);

/// What has happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskNews {
    /// What was to be saved is on the disk.
    Saved(FileKey, Revision),
    /// What was to be saved is not on the disk; the sentence says why, and what to do.
    NotSaved(FileKey, Revision, String),
    /// It was changed by somebody else.
    Changed {
        /// Which one.
        file: FileKey,
        /// Its text now; `None` when it is gone; an error when it has none that can be shown.
        text: Result<Option<String>, String>,
        /// How many such changes there have been, this one included.
        seen: Seen,
    },
    /// A file from elsewhere was read, to become a routine.
    Imported {
        /// Its name without the ending.
        stem: String,
        /// Its text, or why it has none.
        text: Result<String, String>,
    },
    /// A copy was written to this path.
    Exported(String),
}
