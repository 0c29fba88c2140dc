//! Gets the bytes of a file from outside, such as one of a watch. Changes nothing, and knows nothing of what is in it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{StoreError, copies, library, text};
use crate::notation::Fault;

/// The bytes of an ordinary file of up to `most` bytes.
///
/// # Errors
/// [`StoreError::Read`] with what is in the way and what to do.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let path = copies::at_home(path);
    let read = if path.is_dir() {
        Err(Fault::whole("this is a folder; name the files in it"))
    } else {
        text::read_bytes(&path, most).and_then(|bytes| bytes.ok_or_else(library::missing))
    };
    read.map_err(|fault| StoreError::Read { reason: fault.message, path })
}

/// The files below `folder` that may be runs, by their endings, and were written at or after `since`, newest first, each with when it
/// was written and how long it is. Folders in it are not looked into.
#[must_use]
pub fn run_files(folder: &Path, since: DateTime<Utc>) -> Vec<(PathBuf, DateTime<Utc>, u64)> {
    let Ok(names) = fs::read_dir(folder) else { return Vec::new() };
    let found = names.filter_map(Result::ok).filter(|entry| is_run(&entry.file_name().to_string_lossy()));
    let mut found: Vec<_> = found
        .filter_map(|entry| {
            let meta = fs::metadata(entry.path()).ok().filter(fs::Metadata::is_file)?;
            Some((entry.path(), DateTime::<Utc>::from(meta.modified().ok()?), meta.len()))
        })
        .filter(|(_, written, _)| *written >= since)
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// Whether a file of this name may be a run.
fn is_run(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".fit", ".gpx", ".tcx"].iter().any(|ending| name.ends_with(ending))
}

/// The folders in which the watches that are plugged in keep their runs, below the folders that systems mount them in.
#[must_use]
pub fn watch_folders(mounts: &[PathBuf]) -> Vec<PathBuf> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let names = fs::read_dir(folder).map(|names| names.filter_map(Result::ok).map(|entry| entry.path()));
        names.map(|paths| paths.filter(|path| path.is_dir()).collect()).unwrap_or_default()
    };
    let is_named = |path: &Path, wanted: &[&str]| {
        path.file_name().is_some_and(|name| wanted.iter().any(|word| name.eq_ignore_ascii_case(word)))
    };
    let mut found = Vec::new();
    for device in mounts.iter().flat_map(|mount| below(mount)) {
        for folder in below(&device) {
            if is_named(&folder, &["activity", "activities"]) {
                found.push(folder);
            } else if is_named(&folder, &["garmin"]) {
                found.extend(below(&folder).into_iter().filter(|inner| is_named(inner, &["activity", "activities"])));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watches_are_found_where_systems_mount_them() {
        let dir = tempfile::tempdir().unwrap();
        for path in ["GARMIN/GARMIN/ACTIVITY", "GARMIN/MUSIC", "STICK/photos", "COROS/Activities", "FR/Garmin/Activity"]
        {
            fs::create_dir_all(dir.path().join(path)).unwrap();
        }
        let found = watch_folders(&[dir.path().to_owned(), dir.path().join("nowhere")]);
        let wanted =
            ["COROS/Activities", "FR/Garmin/Activity", "GARMIN/GARMIN/ACTIVITY"].map(|path| dir.path().join(path));
        assert_eq!(found, wanted);
    }

    #[test]
    fn runs_are_told_by_their_endings_and_old_ones_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a.fit", "b.GPX", "c.tcx.gz", "d.gz", "e.pdf", "fit", ".fit.part"] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let names = |since: DateTime<Utc>| {
            let mut names: Vec<_> = run_files(dir.path(), since)
                .into_iter()
                .map(|(path, _, _)| path.file_name().unwrap().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        assert_eq!(names(DateTime::UNIX_EPOCH), ["a.fit", "b.GPX", "c.tcx.gz"]);
        assert_eq!(names("2999-01-01T00:00:00Z".parse().unwrap()), Vec::<String>::new());
    }

    #[test]
    fn only_ordinary_files_of_a_decent_size_are_taken_in() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("run.fit");
        let said = |path: &Path, most| read(path, most).unwrap_err().to_string();
        assert_eq!(said(&path, 8), format!("there is no such file; check the name ({})", path.display()));
        assert!(said(dir.path(), 8).starts_with("this is a folder; name the files in it ("));
        fs::write(&path, [0xff; 8]).unwrap();
        assert_eq!(read(&path, 8).unwrap(), [0xff; 8]);
        assert!(said(&path, 7).starts_with("the file is larger than"));
    }
}
