//! Says what is wrong with one file of any kind, for people who write files by hand. Changes nothing.

use std::path::Path;

use super::files::{SettingsFile, WeeksFile};
use super::{
    EXERCISES_FILE, FIGURES_FILE, HISTORY, SESSION, SETTINGS, WEEKS, history, library, parse_unfinished, text,
};
use crate::domain::check::Weight;
use crate::domain::history::EntryId;
use crate::domain::library::{Library, Trouble};
use crate::domain::routine::RoutineId;
use crate::domain::settings::Settings;
use crate::domain::shown::shown;
use crate::notation::locate::Way;
use crate::notation::{Fault, MOST_BYTES, MOST_OWN_BYTES, file, locate, values};

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub weight: Weight,
    /// Where, what, and what to do.
    pub trouble: Trouble,
}

/// Everything that is wrong with the file at `path`.
pub(super) fn check(path: &Path, library: &Library) -> Vec<Finding> {
    let read = if path.is_dir() {
        Err(Fault::whole("this is a folder; name the files in it"))
    } else {
        let most = if path.ends_with(SESSION) { MOST_OWN_BYTES } else { MOST_BYTES };
        text::read(path, most).and_then(|text| text.ok_or_else(library::missing))
    };
    let found = read.map_or_else(|fault| vec![(Weight::Error, fault)], |text| check_text(path, &text, library));
    found.into_iter().map(|(weight, fault)| Finding { weight, trouble: fault.of(path) }).collect()
}

/// What of the settings is not as it is written: values beyond their limits, and a routine that is not there.
fn settings_out_of_range(settings: &Settings, text: &str, library: &Library) -> Vec<values::Finding> {
    let used = settings.clone().within_limits();
    let mut found = Vec::new();
    let mut note = |field, message: String| {
        let place = Some(locate::locate(text, &[Way::Field(field)]));
        found.push((Weight::Warning, Fault { place, message }));
    };
    if settings.volume != used.volume {
        note("volume", format!("the volume goes up to 100, so {} is used", used.volume.as_percent()));
    }
    if settings.ready_at_least != used.ready_at_least {
        note(
            "ready_at_least",
            format!("the least time to get ready goes up to {0}, so {0} is used", used.ready_at_least),
        );
    }
    if let Some(id) = settings.routine.as_ref().filter(|id| library.routine(id).is_none()) {
        note("routine", format!("there is no routine \"{}\", so the first one is shown", shown(id.as_str())));
    }
    found
}

fn check_text(path: &Path, text: &str, library: &Library) -> Vec<values::Finding> {
    let error = |result: Result<(), Fault>| result.err().map(|fault| (Weight::Error, fault)).into_iter().collect();
    let name = path.file_name().unwrap_or_default();
    // As it lies on disk, so that a bare name inside the folder is told, too.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let in_history = whole.ancestors().nth(2).is_some_and(|folder| folder.ends_with(HISTORY));
    if name == EXERCISES_FILE {
        values::exercises(text, &library.figures).1
    } else if name == FIGURES_FILE {
        values::figures(text).1
    } else if name == SETTINGS {
        file::parse::<SettingsFile>(text).map_or_else(
            |fault| vec![(Weight::Error, fault)],
            |file| settings_out_of_range(&file.into(), text, library),
        )
    } else if name == WEEKS {
        error(file::parse::<WeeksFile>(text).map(drop))
    } else if name == SESSION {
        error(parse_unfinished(text).map(drop))
    } else if in_history {
        error(history::parse(text, EntryId::new(library::stem(path))).map(drop))
    } else {
        values::checked_routine(text, RoutineId::new(library::stem(path)), &library.catalogue).1
    }
}
