//! Routines from files anywhere, and copies and exports to files anywhere. Knows nothing of what they say.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::{Store, StoreError, failed, library, text, write};
use crate::domain::library::DiskNews;
use crate::domain::shown::sentence;
use crate::notation::{Fault, MOST_BYTES};

/// Whether a copy may be written over a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Nothing is written over.
    Nothing,
    /// A file of this very name may be: the person was asked.
    This,
}

impl Store {
    /// Reads a text from a file anywhere. A path from `~/` is one in the person's own folder, as they may type it.
    #[must_use]
    pub fn import(path: &Path) -> DiskNews {
        let path = at_home(path);
        let read = if path.as_os_str().is_empty() {
            Err(Fault::whole("no file is named; write its path"))
        } else {
            text::read(&path, MOST_BYTES).and_then(|text| text.ok_or_else(library::missing))
        };
        let text = read.map_err(|fault| sentence(&fault.of(&path).to_string()));
        DiskNews::Imported { stem: library::stem(&path), text }
    }

    /// Writes a copy to a file anywhere, which gets the ending `.ron` if it has none, and gives back where it lies. No folder
    /// is made for it.
    ///
    /// # Errors
    /// [`StoreError::Taken`] and [`StoreError::Write`].
    pub fn export(path: &Path, text: &str, over: Over) -> Result<PathBuf, StoreError> {
        const WHAT: &str = "the copy";
        let path = place(WHAT, path)?;
        let as_named = path.extension().is_some_and(|extension| extension == "ron");
        let mut to = path.into_os_string();
        if !as_named {
            to.push(".ron");
        }
        // Whoever was asked was asked for the name without the ending.
        let over = if as_named { over } else { Over::Nothing };
        put(WHAT, to.into(), over, |file| file.write_all(text.as_bytes()))
    }

    /// Writes what `fill` writes to a file anywhere, named just so, and gives back where it lies: all of it or nothing. No folder
    /// is made for it. `what` is what it is called when that fails.
    ///
    /// # Errors
    /// [`StoreError::Taken`] and [`StoreError::Write`].
    pub fn write_out(
        what: &'static str,
        path: &Path,
        over: Over,
        fill: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
    ) -> Result<PathBuf, StoreError> {
        put(what, place(what, path)?, over, |file| {
            let mut buffered = BufWriter::new(file);
            fill(&mut buffered)?;
            buffered.flush()
        })
    }
}

/// Where a file is to be written that a person has named.
fn place(what: &'static str, path: &Path) -> Result<PathBuf, StoreError> {
    let path = at_home(path);
    let refuse = |reason: &str| Err(StoreError::Write { what, reason: reason.to_owned(), path: path.clone() });
    if path.is_dir() {
        return refuse("this is a folder; write the name of a file behind it");
    }
    if path.file_name().is_none() {
        return refuse("no file is named; write its path");
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return refuse("there is no such folder; check the path");
    }
    Ok(path)
}

fn put(
    what: &'static str,
    to: PathBuf,
    over: Over,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<PathBuf, StoreError> {
    let written = match over {
        Over::This => write::replace_with(&to, fill),
        Over::Nothing => write::create_with(&to, fill),
    };
    match written {
        Ok(()) => Ok(to),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(StoreError::Taken { what, path: to }),
        Err(error) => Err(failed(what, to, &error)),
    }
}

/// A path as a person types it: what begins with `~/` is in their own folder.
#[must_use]
pub fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn refused(path: &Path) -> String {
        Store::export(path, "mine", Over::Nothing).unwrap_err().sentence()
    }

    #[test]
    fn a_copy_is_written_over_nothing_that_was_not_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        assert_eq!(Store::export(&at("a"), "one", Over::Nothing), Ok(at("a.ron")));
        assert!(refused(&at("a.ron")).contains("there is a file of this name; choose another name"));
        assert_eq!(Store::export(&at("a.ron"), "two", Over::This), Ok(at("a.ron")));
        assert!(Store::export(&at("a"), "three", Over::This).is_err(), "a.ron is not what was asked for");
        assert_eq!(fs::read_to_string(at("a.ron")).unwrap(), "two");
        assert_eq!(Store::export(&at("b.v2"), "one", Over::This), Ok(at("b.v2.ron")));
        assert!(refused(dir.path()).contains("this is a folder"));
        assert!(refused(&at("x/y/a.ron")).contains("there is no such folder"));
        assert!(refused(Path::new("")).contains("no file is named"));
        assert!(!at("x").exists());
    }

    #[test]
    fn what_is_imported_is_a_text_or_a_sentence() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("long run.ron"), "\u{feff}(a)").unwrap();
        let import = |path: PathBuf| match Store::import(&path) {
            DiskNews::Imported { stem, text } => (stem, text),
            other => panic!("{other:?}"),
        };
        assert_eq!(import(dir.path().join("long run.ron")), ("long run".to_owned(), Ok("(a)".to_owned())));
        let error = |path: PathBuf| import(path).1.unwrap_err();
        assert!(error(dir.path().to_owned()).starts_with("This is a folder"));
        assert!(error(dir.path().join("gone.ron")).starts_with("There is no such file; check the name (/"));
        assert!(error(PathBuf::new()).starts_with("No file is named"));
    }

    #[test]
    fn a_home_is_where_people_say_it_is() {
        let home = BaseDirs::new().unwrap().home_dir().to_owned();
        assert_eq!(at_home(Path::new("~/a.ron")), home.join("a.ron"));
        assert_eq!(at_home(Path::new("/x/~/a.ron")), Path::new("/x/~/a.ron"));
    }
}
