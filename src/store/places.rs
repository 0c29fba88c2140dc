//! Where in the config folder each file of the library lies, and which file lies at a path. Opens none of them.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{EXERCISES_FILE, FIGURES_FILE, ROUTINES};
use crate::domain::library::FileKey;
use crate::domain::routine::RoutineId;

/// The path of a file of the library.
///
/// # Errors
/// As [`check_stem`].
pub(super) fn path_of(folder: &Path, file: &FileKey) -> io::Result<PathBuf> {
    Ok(match file {
        FileKey::Routine(id) => folder.join(ROUTINES).join(file_name(id)?),
        FileKey::Exercises => folder.join(EXERCISES_FILE),
        FileKey::Figures => folder.join(FIGURES_FILE),
    })
}

/// The file of the library at a path, if it is one: written by hand or in the editor, and not hidden.
pub(super) fn file_at(folder: &Path, path: &Path) -> Option<FileKey> {
    let name = path.file_name()?.to_str()?;
    let within = path.parent()?;
    if within == folder {
        return match name {
            EXERCISES_FILE => Some(FileKey::Exercises),
            FIGURES_FILE => Some(FileKey::Figures),
            _ => None,
        };
    }
    let stem = name.strip_suffix(".ron").filter(|stem| check_stem(stem).is_ok())?;
    (within == folder.join(ROUTINES)).then(|| FileKey::Routine(RoutineId::new(stem)))
}

/// The name of a routine's file.
///
/// # Errors
/// As [`check_stem`].
pub(super) fn file_name(id: &RoutineId) -> io::Result<String> {
    check_stem(id.as_str())?;
    Ok(format!("{id}.ron"))
}

/// Whether a file may be named so. A name with the mark of letters that were lost stands for one that is not UTF-8, and would
/// lead to another file.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] where it leads elsewhere, is hidden, or names no file at all.
pub(super) fn check_stem(stem: &str) -> io::Result<()> {
    if stem.is_empty() || stem.starts_with('.') || stem.contains(['/', '\\', '\0', '\u{fffd}']) {
        return Err(io::Error::new(ErrorKind::InvalidInput, "its name can’t be the name of a file"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_where_it_is_looked_for_and_nothing_else_does() {
        let folder = Path::new("/c");
        let routine = |id: &str| FileKey::Routine(RoutineId::new(id));
        for file in [routine("a"), routine("long run é"), FileKey::Exercises, FileKey::Figures] {
            assert_eq!(file_at(folder, &path_of(folder, &file).unwrap()), Some(file));
        }
        for other in ["settings.ron", "routines/.a.ron", "routines/.ron", "routines/a.txt", "routines/x/a.ron", "a.ron"]
        {
            assert_eq!(file_at(folder, &folder.join(other)), None, "{other}");
        }
        for id in ["", ".a", "../settings", "a/b", "a\\b", "a\0", "caf\u{fffd}"] {
            assert_eq!(path_of(folder, &routine(id)).unwrap_err().kind(), ErrorKind::InvalidInput, "{id}");
        }
    }
}
