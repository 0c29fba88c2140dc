//! What the files that people write say, word for word, and how it becomes the domain's values. Touches no disk.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::file;
use super::locate::{self, Way};
use super::tree::Tree;
use crate::domain::check::{Problem, Weight, check, check_exercise};
use crate::domain::exercise::{Catalogue, Exercise};
use crate::domain::figure::{Figure, FigureId};
use crate::domain::figures::Figures;
use crate::domain::routine::{Block, Routine, RoutineId};
use crate::domain::shown::shown;
use crate::domain::voice::RoutineVoice;

/// What is wrong with one place of a file, and how much it matters.
pub type Finding = (Weight, Fault);

/// Of one file, so many findings are said one by one.
const MOST_FINDINGS: usize = 20;

/// A file of `routines/`. Its id is its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Routine", deny_unknown_fields)]
pub(crate) struct RoutineFile {
    format: u32,
    pub name: String,
    #[serde(default)]
    about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voice: Option<RoutineVoice>,
    pub blocks: Vec<Block>,
}

impl RoutineFile {
    pub fn into_routine(self, id: RoutineId) -> Routine {
        Routine { id, name: self.name, about: self.about, voice: self.voice, blocks: self.blocks }
    }
}

/// `exercises.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Exercises", deny_unknown_fields)]
pub(crate) struct CatalogueFile {
    format: u32,
    pub exercises: Vec<Exercise>,
}

/// `figures.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Figures", deny_unknown_fields)]
pub(crate) struct FiguresFile {
    format: u32,
    pub figures: Vec<Figure>,
}

/// The figures that a text has and that can be drawn.
pub(crate) fn figures(text: &str) -> (BTreeMap<FigureId, Figure>, Vec<Finding>) {
    let file: FiguresFile = match file::parse(text) {
        Ok(file) => file,
        Err(fault) => return (BTreeMap::new(), vec![(Weight::Error, fault)]),
    };
    let mut figures = BTreeMap::new();
    let mut found = Vec::new();
    for (i, figure) in file.figures.into_iter().enumerate() {
        match figure.check() {
            Ok(()) => drop(figures.insert(figure.id.clone(), figure)),
            Err(message) => found.push((Weight::Error, i, message)),
        }
    }
    let find = |tree: &Tree<'_>, i: usize| locate::in_tree(tree, &[Way::Field("figures"), Way::At(i)]);
    (figures, placed(text, found, find))
}

/// The exercises that a text has and that can be done.
pub(crate) fn exercises(text: &str, figures: &Figures) -> (Vec<Exercise>, Vec<Finding>) {
    let file: CatalogueFile = match file::parse(text) {
        Ok(file) => file,
        Err(fault) => return (Vec::new(), vec![(Weight::Error, fault)]),
    };
    let mut ids = BTreeSet::new();
    let mut found = Vec::new();
    let mut good = Vec::new();
    for (i, exercise) in file.exercises.into_iter().enumerate() {
        let mut problems = check_exercise(&exercise, figures);
        if !ids.insert(exercise.id.clone()) {
            let message = format!("two exercises have the id \"{}\"; rename one", shown(exercise.id.as_str()));
            problems.push(("id", Weight::Error, message));
        }
        if problems.iter().all(|(_, weight, _)| *weight < Weight::Error) {
            good.push(exercise);
        }
        found.extend(problems.into_iter().map(|(field, weight, message)| (weight, (i, field), message)));
    }
    let find =
        |tree: &Tree<'_>, (i, field)| locate::in_tree(tree, &[Way::Field("exercises"), Way::At(i), Way::Field(field)]);
    (good, placed(text, found, find))
}

/// What was found in a text, each in its place. Of much, only the first: nobody reads hundreds.
fn placed<P>(
    text: &str,
    mut found: Vec<(Weight, P, String)>,
    find: impl Fn(&Tree<'_>, P) -> (usize, usize),
) -> Vec<Finding> {
    if found.is_empty() {
        return Vec::new();
    }
    let tree = Tree::of(text);
    let more = found.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        // What keeps the file from being used comes first, so that it is not left out for a warning.
        found.sort_by_key(|(weight, _, _)| std::cmp::Reverse(*weight));
    }
    let rest = found.get(MOST_FINDINGS).map(|(weight, _, _)| {
        let things = if more == 1 { "thing is" } else { "things are" };
        (*weight, Fault::whole(format!("{more} more {things} wrong with this file; mend the others first")))
    });
    let place = |(weight, place, message)| (weight, Fault { place: Some(find(&tree, place)), message });
    found.into_iter().take(MOST_FINDINGS).map(place).chain(rest).collect()
}

/// The routine that a text says: its shape, its limits and its fields, but not whether it can be played.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn read_routine(text: &str, id: RoutineId) -> Result<Routine, Fault> {
    file::parse::<RoutineFile>(text).map(|file| file.into_routine(id))
}

/// The routine that a text says, if what is in it can be played, and everything that is wrong with it.
pub(crate) fn checked_routine(text: &str, id: RoutineId, catalogue: &Catalogue) -> (Option<Routine>, Vec<Finding>) {
    match read_routine(text, id) {
        Ok(routine) => {
            let problems = check(&routine, catalogue);
            let playable = problems.iter().all(|problem| problem.weight < Weight::Error);
            (playable.then_some(routine), findings(text, problems))
        }
        Err(fault) => (None, vec![(Weight::Error, fault)]),
    }
}

/// What is wrong with the routine that a text says, each in its place in the text.
pub(crate) fn findings(text: &str, problems: Vec<Problem>) -> Vec<Finding> {
    let found = problems.into_iter().map(|Problem { place, weight, message, mend: _ }| (weight, place, message));
    placed(text, found.collect(), locate::place)
}
