//! Makes a library of files: exercises, figures and routines, with whatever is wrong with them. Writes nothing itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::bundled::{self, Bundled, Mode};
use super::sources::Sources;
use super::{EXERCISES_FILE, FIGURES_FILE, ROUTINES, text};
use crate::domain::check::Weight;
use crate::domain::exercise::Catalogue;
use crate::domain::figures::Figures;
use crate::domain::library::{Library, Trouble};
use crate::domain::routine::{Routine, RoutineId};
use crate::notation::values::{self, Finding, checked_routine};
use crate::notation::{Fault, MOST_BYTES};

/// The library of a config folder, and whether nothing was ever laid down in it. The texts of its files are put into `sources`.
pub(super) fn load(folder: &Path, mode: Mode, sources: &mut Sources) -> (Library, Vec<Trouble>, bool) {
    let mut troubles = Vec::new();
    let mut note = |path: &Path, found: Vec<Finding>| {
        troubles.extend(found.into_iter().map(|(_, fault)| fault.of(path)));
    };
    let (known, found) = values::figures(bundled::FIGURES);
    note(Path::new(FIGURES_FILE), found);
    let mut figures = Figures::new(known);
    // One's own come before the exercises, which are to find them.
    let own_path = folder.join(FIGURES_FILE);
    match sources.read(&own_path) {
        Ok(None) => {}
        Ok(Some(text)) => {
            let (own, found) = values::figures(&text);
            note(&own_path, found);
            figures = figures.with_own(own);
        }
        Err(fault) => note(&own_path, vec![(Weight::Error, fault)]),
    }
    let (bundled, found) = values::exercises(bundled::EXERCISES, &figures);
    note(Path::new(EXERCISES_FILE), found);
    let mut catalogue = Catalogue::new(bundled);
    let own_path = folder.join(EXERCISES_FILE);
    match sources.read(&own_path) {
        Ok(None) => {}
        Ok(Some(text)) => {
            let (own, found) = values::exercises(&text, &figures);
            note(&own_path, found);
            catalogue = catalogue.with_own(own);
        }
        Err(fault) => note(&own_path, vec![(Weight::Error, fault)]),
    }
    let routines_folder = folder.join(ROUTINES);
    let mut laid = bundled::lay_down(&routines_folder, &bundled::ROUTINES, mode);
    let from_memory: BTreeMap<&str, Bundled> = laid.from_memory.iter().map(|routine| (routine.id, *routine)).collect();
    let mut routines = Vec::new();
    let mut take = |path: &Path, read: Result<Routine, Vec<Fault>>| match read {
        Ok(routine) => routines.push(routine),
        Err(faults) => note(path, faults.into_iter().map(|fault| (Weight::Error, fault)).collect()),
    };
    for (id, bundled) in &from_memory {
        sources.take_from_memory(bundled, laid.there.remove(id));
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
        let read = match laid.there.remove(stem(path).as_str()) {
            Some(there) => sources.take(path, there.and_then(|bytes| bytes.map(text::decode).transpose())),
            None => sources.read(path),
        };
        let id = RoutineId::new(stem(path));
        take(path, there(read).and_then(|text| routine(&text, id, &catalogue)));
    }
    sort(&mut routines);
    troubles.extend(laid.troubles);
    (Library { catalogue, figures, routines }, troubles, laid.first)
}

/// The routine of the file at `path`, if it can be played.
pub(super) fn routine_at(path: &Path, catalogue: &Catalogue) -> Result<Routine, Vec<Fault>> {
    routine(&there(text::read(path, MOST_BYTES))?, RoutineId::new(stem(path)), catalogue)
}

/// The text of a file that has to be there.
fn there(read: Result<Option<String>, Fault>) -> Result<String, Vec<Fault>> {
    read.and_then(|text| text.ok_or_else(missing)).map_err(|fault| vec![fault])
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
