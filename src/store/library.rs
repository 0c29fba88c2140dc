//! Makes a library of files: exercises, figures and routines, with whatever is wrong with them. Writes nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::bundled::{self, Bundled, Mode};
use super::fault::Fault;
use super::files::{self, CatalogueFile, FiguresFile, RoutineFile};
use super::locate::{self, Way};
use super::{EXERCISES_FILE, FIGURES_FILE, ROUTINES, text};
use crate::domain::check::{Problem, Weight, check, check_exercise};
use crate::domain::exercise::{Catalogue, Exercise};
use crate::domain::figure::{Figure, FigureId};
use crate::domain::library::{Library, Trouble};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::shown::shown;

/// What is wrong with one place of a file, and how much it matters.
pub(super) type Finding = (Weight, Fault);

/// Of one file, so many findings are said one by one.
const MOST_FINDINGS: usize = 20;

/// The library of a config folder, and whether nothing was ever laid down in it.
pub(super) fn load(folder: &Path, mode: Mode) -> (Library, Vec<Trouble>, bool) {
    let mut troubles = Vec::new();
    let mut note = |path: &Path, found: Vec<Finding>| {
        troubles.extend(found.into_iter().map(|(_, fault)| fault.of(path)));
    };
    let (figures, found) = figures(bundled::FIGURES);
    note(Path::new(FIGURES_FILE), found);
    let (mut exercises, found) = exercises(bundled::EXERCISES, &figures);
    note(Path::new(EXERCISES_FILE), found);
    let own_path = folder.join(EXERCISES_FILE);
    match text::read(&own_path, text::MOST_BYTES) {
        Ok(None) => {}
        Ok(Some(text)) => {
            let (own, found) = self::exercises(&text, &figures);
            note(&own_path, found);
            exercises.extend(own);
        }
        Err(fault) => note(&own_path, vec![(Weight::Error, fault)]),
    }
    let catalogue = Catalogue::new(exercises);

    let routines_folder = folder.join(ROUTINES);
    let laid = bundled::lay_down(&routines_folder, &bundled::ROUTINES, mode);
    let from_memory: BTreeMap<&str, Bundled> = laid.from_memory.iter().map(|routine| (routine.id, *routine)).collect();
    let mut routines = Vec::new();
    let mut take = |path: &Path, read: Result<Routine, Vec<Fault>>| match read {
        Ok(routine) => routines.push(routine),
        Err(faults) => note(path, faults.into_iter().map(|fault| (Weight::Error, fault)).collect()),
    };
    for (id, bundled) in &from_memory {
        take(Path::new(&format!("{id}.ron")), routine(bundled.text, RoutineId::new(*id), &catalogue));
    }
    let paths = match ron_files(&routines_folder) {
        Ok(paths) => paths,
        Err(fault) => {
            take(&routines_folder, Err(vec![fault]));
            Vec::new()
        }
    };
    for path in paths.iter().filter(|path| !from_memory.contains_key(stem(path).as_str())) {
        take(path, routine_at(path, &catalogue));
    }
    sort(&mut routines);
    troubles.extend(laid.troubles);
    (Library { catalogue, figures, routines }, troubles, laid.first)
}

/// The figures that a text has and that can be drawn.
pub(super) fn figures(text: &str) -> (BTreeMap<FigureId, Figure>, Vec<Finding>) {
    let file: FiguresFile = match files::parse(text) {
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
    let find = |i: usize| locate::locate(text, &[Way::Field("figures"), Way::At(i)]);
    (figures, placed(found, find))
}

/// The exercises that a text has and that can be done.
pub(super) fn exercises(text: &str, figures: &BTreeMap<FigureId, Figure>) -> (Vec<Exercise>, Vec<Finding>) {
    let file: CatalogueFile = match files::parse(text) {
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
    let find = |(i, field)| locate::locate(text, &[Way::Field("exercises"), Way::At(i), Way::Field(field)]);
    (good, placed(found, find))
}

/// What was found, each in its place. Of much, only the first: nobody reads hundreds, and finding a place takes a look
/// through the whole file.
fn placed<P>(mut found: Vec<(Weight, P, String)>, find: impl Fn(P) -> (usize, usize)) -> Vec<Finding> {
    let more = found.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        // What keeps the file from being used comes first, so that it is not left out for a warning.
        found.sort_by_key(|(weight, _, _)| std::cmp::Reverse(*weight));
    }
    let rest = found.get(MOST_FINDINGS).map(|(weight, _, _)| {
        let things = if more == 1 { "thing is" } else { "things are" };
        (*weight, Fault::whole(format!("{more} more {things} wrong with this file; mend the others first")))
    });
    let place = |(weight, place, message)| (weight, Fault { place: Some(find(place)), message });
    found.into_iter().take(MOST_FINDINGS).map(place).chain(rest).collect()
}

/// The routine of the file at `path`, if it can be played.
pub(super) fn routine_at(path: &Path, catalogue: &Catalogue) -> Result<Routine, Vec<Fault>> {
    let text =
        text::read(path, text::MOST_BYTES).and_then(|text| text.ok_or_else(missing)).map_err(|fault| vec![fault])?;
    routine(&text, RoutineId::new(stem(path)), catalogue)
}

/// What is said of a file that is not there.
pub(super) fn missing() -> Fault {
    Fault::whole("there is no such file; check the name")
}

fn routine(text: &str, id: RoutineId, catalogue: &Catalogue) -> Result<Routine, Vec<Fault>> {
    let (routine, found) = checked_routine(text, id, catalogue);
    let faults = found.into_iter().filter(|(weight, _)| *weight == Weight::Error).map(|(_, fault)| fault).collect();
    routine.ok_or(faults)
}

/// The routine that a text says, if it can be played, and everything that is wrong with it.
pub(super) fn checked_routine(text: &str, id: RoutineId, catalogue: &Catalogue) -> (Option<Routine>, Vec<Finding>) {
    let routine = match files::parse::<RoutineFile>(text) {
        Ok(file) => file.into_routine(id),
        Err(fault) => return (None, vec![(Weight::Error, fault)]),
    };
    let problems = check(&routine, catalogue);
    let playable = problems.iter().all(|problem| problem.weight < Weight::Error);
    let found = problems.into_iter().map(|Problem { place, weight, message }| (weight, place, message)).collect();
    (playable.then_some(routine), placed(found, |place| locate::place(text, place)))
}

/// A file's name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The files of a folder that end in `.ron` and are not hidden, by name. None, when there is no such folder.
pub(super) fn ron_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let ron = |path: &Path| path.extension().is_some_and(|extension| extension == "ron");
    Ok(visible(folder)?.into_iter().filter(|path| ron(path)).collect())
}

/// Everything in a folder that is not hidden, by name. Nothing, when there is no such folder.
pub(super) fn visible(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let fault = |error: &std::io::Error| Fault::whole(format!("the folder can’t be read: {}", text::plainly(error)));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Whoever wants to write there will say that a file stands in the way.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        Err(error) => return Err(fault(&error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| fault(&error))?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The bundled ones in their order, then the person's own by name.
fn sort(routines: &mut [Routine]) {
    routines.sort_by_cached_key(|routine| {
        let bundled = bundled::ROUTINES.iter().position(|bundled| bundled.id == routine.id.as_str());
        (bundled.unwrap_or(usize::MAX), routine.name.to_lowercase(), routine.id.clone())
    });
}
