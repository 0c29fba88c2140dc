//! The system's own dialogs for files, through the desktop portal. Opens and writes no file.

use std::path::PathBuf;

use rfd::FileDialog;

/// Asks for a file to read as a routine, and waits for the answer. `None` when the person wants none, or the desktop has no
/// dialogs.
#[must_use]
pub fn ask_for_file() -> Option<PathBuf> {
    FileDialog::new()
        .set_title("Import a routine")
        .add_filter("Routines", &["ron"])
        .add_filter("All files", &["*"])
        .pick_file()
}

/// Asks for a file of a run, and waits for the answer. `None` as with [`ask_for_file`].
#[must_use]
pub fn ask_for_run() -> Option<PathBuf> {
    FileDialog::new()
        .set_title("Import a run")
        .add_filter("Runs", &["fit", "gpx", "tcx", "gz", "FIT", "GPX", "TCX", "GZ"])
        .add_filter("All files", &["*"])
        .pick_file()
}

/// Asks where to write a copy that may be called `name`, and waits for the answer. The dialog itself asks before it gives a file
/// that is there. `None` as with [`ask_for_file`].
#[must_use]
pub fn ask_for_place(name: &str) -> Option<PathBuf> {
    FileDialog::new().set_title("Save a copy").add_filter("Routines", &["ron"]).set_file_name(name).save_file()
}

/// Asks where to write what goes out, which may be called `name`, and waits for the answer. `None` as with [`ask_for_file`].
#[must_use]
pub fn ask_for_export(name: &str) -> Option<PathBuf> {
    FileDialog::new().set_title("Export").set_file_name(name).save_file()
}

/// Asks for a backup to bring back, and waits for the answer. `None` as with [`ask_for_file`].
#[must_use]
pub fn ask_for_backup() -> Option<PathBuf> {
    FileDialog::new().set_title("Bring back from a zip").add_filter("Backups", &["zip"]).pick_file()
}
