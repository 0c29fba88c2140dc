//! Files that are let go over the window: which are runs and which are routines. Reads none of them.

use std::path::Path;

use crate::model::editor::Editing;
use crate::model::{Action, RunDeed};

/// How the names of files end that watches and phones write.
const RUNS: [&str; 4] = ["fit", "gpx", "tcx", "gz"];

/// What was let go over the window since the last frame, each file on its own.
pub fn files(ui: &egui::Ui) -> Vec<Action> {
    let dropped = ui.input(|input| input.raw.dropped_files.clone());
    dropped.iter().map(|file| taken(file.path())).collect()
}

/// What becomes of a file. One that is no run is taken for a routine, and it is said there what is wrong with it.
fn taken(path: &Path) -> Action {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if ending.is_some_and(|ending| RUNS.contains(&ending.as_str())) {
        Action::Run(RunDeed::Dropped(path.to_owned()))
    } else {
        Action::Edit(Editing::Import(path.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_known_by_their_endings() {
        for name in ["a.fit", "B.GPX", "c.tcx", "d.fit.gz"] {
            assert!(matches!(taken(Path::new(name)), Action::Run(RunDeed::Dropped(_))), "{name}");
        }
        for name in ["mine.ron", "notes.txt", "fit"] {
            assert!(matches!(taken(Path::new(name)), Action::Edit(Editing::Import(_))), "{name}");
        }
    }
}
