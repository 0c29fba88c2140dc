//! What can be played: the library with the plan of every routine, which are kept in step. Decides nothing.

use std::collections::BTreeMap;

use crate::domain::exercise::Exercise;
use crate::domain::figure::{Figure, FigureId};
use crate::domain::library::Library;
use crate::domain::plan::{Plan, PlanOptions};
use crate::domain::routine::{Routine, RoutineId};

/// The library, and each routine as it would be played now.
#[derive(Clone, Debug, Default)]
pub(super) struct Repertoire {
    library: Library,
    options: PlanOptions,
    plans: BTreeMap<RoutineId, Plan>,
}

impl Repertoire {
    /// The plans of all routines of a library.
    pub fn new(library: Library, options: PlanOptions) -> Self {
        let mut repertoire = Self { library, options, plans: BTreeMap::new() };
        repertoire.plan_all();
        repertoire
    }

    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// The plan of a routine; `None` where there is nothing to play.
    pub fn plan(&self, id: &RoutineId) -> Option<&Plan> {
        self.plans.get(id)
    }

    /// What plans are made for.
    pub fn set_options(&mut self, options: PlanOptions) {
        if self.options != options {
            self.options = options;
            self.plan_all();
        }
    }

    /// Puts a routine in the place of the one with its id, or last.
    pub fn put(&mut self, routine: Routine) {
        self.plan_one(&routine);
        match self.library.routines.iter_mut().find(|known| known.id == routine.id) {
            Some(known) => *known = routine,
            None => self.library.routines.push(routine),
        }
    }

    /// Takes a routine out.
    pub fn remove(&mut self, id: &RoutineId) {
        self.plans.remove(id);
        self.library.routines.retain(|routine| routine.id != *id);
    }

    /// Has the routines stand in this order; others come last.
    pub fn sort_by<'a>(&mut self, order: impl Iterator<Item = &'a RoutineId>) {
        let places: BTreeMap<&RoutineId, usize> = order.enumerate().map(|(at, id)| (id, at)).collect();
        self.library.routines.sort_by_key(|routine| places.get(&routine.id).copied().unwrap_or(usize::MAX));
    }

    /// Other exercises of the person's own.
    pub fn set_own_exercises(&mut self, own: Vec<Exercise>) {
        self.library.catalogue = std::mem::take(&mut self.library.catalogue).with_own(own);
        self.plan_all();
    }

    /// Other figures of the person's own.
    pub fn set_own_figures(&mut self, own: BTreeMap<FigureId, Figure>) {
        self.library.figures = std::mem::take(&mut self.library.figures).with_own(own);
    }

    fn plan_all(&mut self) {
        self.plans.clear();
        for routine in std::mem::take(&mut self.library.routines) {
            self.plan_one(&routine);
            self.library.routines.push(routine);
        }
    }

    fn plan_one(&mut self, routine: &Routine) {
        match self.library.plan(routine, self.options) {
            Ok(plan) => drop(self.plans.insert(routine.id.clone(), plan)),
            // A routine with nothing in it yet, or one whose own exercise has gone: it is there, and can't be played.
            Err(_) => drop(self.plans.remove(&routine.id)),
        }
    }
}
