//! Puts many new files in place, and waits for the disk once for all of them instead of once for each. Writes over none, and knows
//! nothing of what is in them.
//!
//! As everywhere, a file is in place with all its bytes or not at all: all of them are on the disk before the first gets its name.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::write::{filled_beside, folder_of, sync_folder};

/// So many files wait for each other at most.
const MOST_WAITING: usize = 512;

/// New files on their way to their places. Those that are not put in place go away.
pub(super) struct Batch<T> {
    waiting: Vec<(TempPath, PathBuf, T)>,
}

impl<T> Batch<T> {
    pub(super) const fn new() -> Self {
        Self { waiting: Vec::new() }
    }

    /// Writes a file that is to get this path. Gives whether there was nothing at it.
    pub(super) fn create(&mut self, path: &Path, bytes: &[u8], name: T) -> io::Result<bool> {
        if fs::symlink_metadata(path).is_ok() {
            return Ok(false);
        }
        let temporary = filled_beside(path, |file| file.write_all(bytes))?;
        if cfg!(not(target_os = "linux")) {
            temporary.as_file().sync_all()?;
        }
        // Closed, as there may be only so many open files.
        self.waiting.push((temporary.into_temp_path(), path.to_owned(), name));
        Ok(true)
    }

    pub(super) const fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) const fn is_full(&self) -> bool {
        self.waiting.len() >= MOST_WAITING
    }

    /// Puts all files in place, and gives back those whose place was taken since they were written, with their bytes.
    pub(super) fn put(&mut self) -> io::Result<Vec<(T, Vec<u8>)>> {
        let folders: BTreeSet<PathBuf> = self.waiting.iter().map(|(_, path, _)| folder_of(path).to_owned()).collect();
        for folder in &folders {
            sync_disk(folder)?;
        }
        let mut taken = Vec::new();
        for (temporary, path, name) in self.waiting.drain(..) {
            match temporary.persist_noclobber(&path) {
                Ok(()) => {}
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                    taken.push((name, fs::read(&error.path)?));
                }
                // Some file systems can't refuse to overwrite. It was looked for when it was written.
                Err(error) if fs::symlink_metadata(&path).is_err() => {
                    error.path.persist(&path).map_err(|error| error.error)?;
                }
                Err(error) => return Err(error.error),
            }
        }
        for folder in &folders {
            sync_folder(&folder.join("any"));
        }
        Ok(taken)
    }
}

/// Waits until everything that was written to the disk of a folder is on it.
#[cfg(target_os = "linux")]
fn sync_disk(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Each file was waited for when it was written.
#[cfg(not(target_os = "linux"))]
fn sync_disk(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_in_place_before_all_of_it_is_and_nothing_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("there"), "mine").unwrap();
        let mut batch = Batch::new();
        assert!(!batch.create(&at("there"), b"theirs", 0).unwrap());
        assert!(batch.create(&at("a/one"), b"one", 1).unwrap());
        assert!(batch.create(&at("two"), b"two", 2).unwrap());
        assert!(!at("a/one").exists() && !at("two").exists());
        fs::write(at("two"), "came in between").unwrap();
        assert_eq!(batch.put().unwrap(), [(2, b"two".to_vec())]);
        assert_eq!(fs::read_to_string(at("a/one")).unwrap(), "one");
        assert_eq!(fs::read_to_string(at("two")).unwrap(), "came in between");
        assert!(batch.create(&at("b"), b"never put in place", 3).unwrap());
        drop(batch);
        let names: BTreeSet<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a", "there", "two"].map(Into::into).into());
    }
}
