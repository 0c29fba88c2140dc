//! Everything that was read for a person: what there is to do, how it looks, and what could not be read. Reads nothing itself.

use std::collections::BTreeMap;
use std::fmt;

use super::exercise::Catalogue;
use super::figure::{Figure, FigureId};
use super::plan::{Plan, PlanError, PlanOptions};
use super::routine::{Routine, RoutineId};

/// What there is to do and how it looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Every exercise.
    pub catalogue: Catalogue,
    /// Every figure.
    pub figures: BTreeMap<FigureId, Figure>,
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
