//! Everything that a person keeps into one file, and back. Knows nothing of what the files say, nor how they are packed.
//!
//! Nothing that is there is lost when a backup comes back. A file that is there with the same bytes is left alone. One with other
//! bytes stays as it is, and the one from the backup is put into `trash/from-backup/`, or beside it where it lies in `trash/` already,
//! under a name that nothing has; restoring again finds it there. Routines that lie there just as Afterrun laid them down are
//! nobody's, and give way. What was half written when the backup was made, a journal or a session, is put aside as well where that has
//! been finished since: it would be offered, and saved over what is newer.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use super::batch::Batch;
use super::copies::{self, Over};
use super::journal::{self, JOURNAL};
use super::trash::TRASH;
use super::{HISTORY, ROUTINES, SESSION, Store, StoreError, bundled, failed, parse_unfinished, text, write};
use crate::domain::history::Entry;
use crate::domain::keep::{FILES, FOLDERS, HALF_WRITTEN, KeepPath, MOST_LEVELS};
use crate::domain::library::Trouble;
use crate::export::backup::{BackupError, MOST_FILE_BYTES, Packer, Unpacker};
use crate::notation::Fault;

/// Where files of a backup go whose place is taken, in the trash.
const FROM_BACKUP: &str = "from-backup";
/// More files of one name from different backups than anybody has.
const MOST_SUFFIXES: u32 = 100;

/// What came of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backed {
    /// Where it lies.
    pub path: PathBuf,
    /// How many files are in it.
    pub files: usize,
    /// What should be in it and could not be read.
    pub troubles: Vec<Trouble>,
    /// What lies in the config folder and is not Afterrun's, by name; hidden files are not named. It is not in the backup.
    pub foreign: Vec<String>,
}

/// What came of restoring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many files were written.
    pub written: usize,
    /// How many were there already, byte for byte.
    pub same: usize,
    /// The files that were there with other bytes and stayed, by their paths in the config folder, each with where the one from the
    /// backup was put.
    pub kept: Vec<(String, PathBuf)>,
}

/// What there is to keep.
#[derive(Default)]
struct Kept {
    /// Files, by path.
    files: Vec<(KeepPath, PathBuf)>,
    troubles: Vec<Trouble>,
    foreign: Vec<String>,
}

impl Store {
    /// Packs everything that the person keeps into one file. What can't be read is left out and named.
    ///
    /// # Errors
    /// [`StoreError::Taken`] and [`StoreError::Write`]; no file is left behind.
    pub fn backup_to(&self, path: &Path, over: Over) -> Result<Backed, StoreError> {
        let Kept { files, mut troubles, foreign } = self.kept();
        let mut count = 0;
        let path = Self::write_out("the backup", path, over, |out| {
            let mut backup = Packer::new(out);
            for (path, file) in &files {
                match text::read_bytes(file, MOST_FILE_BYTES) {
                    Ok(Some(bytes)) => backup.add(path, &bytes).map_err(as_io)?,
                    // It went away just now.
                    Ok(None) => {}
                    Err(fault) => troubles.push(fault.of(file)),
                }
            }
            let (_, files) = backup.finish().map_err(as_io)?;
            count = files;
            Ok(())
        })?;
        Ok(Backed { path, files: count, troubles, foreign })
    }

    /// Brings back everything from a backup. What is there stays, as the head of this module says.
    ///
    /// # Errors
    /// [`StoreError::Backup`] where the backup is not sound, and nothing is written then; [`StoreError::Write`], where some of it may
    /// have been, and doing it again does the rest.
    pub fn restore_from(&self, path: &Path) -> Result<Restored, StoreError> {
        let path = copies::at_home(path);
        let bad = |reason: String| StoreError::Backup { reason, path: path.clone() };
        let said = |error: BackupError| match error {
            BackupError::Io(error) => bad(text::plainly(&error)),
            error => bad(error.to_string()),
        };
        // A pipe would be waited for, and a folder opens like a file.
        match fs::metadata(&path) {
            Ok(meta) if !meta.is_file() => return Err(bad("this is no ordinary file; choose a backup".to_owned())),
            Ok(_) => {}
            Err(error) => return Err(bad(text::plainly(&error))),
        }
        let file = File::open(&path).map_err(|error| bad(text::plainly(&error)))?;
        let mut restored = Restored::default();
        let mut batch = Batch::new();
        let (mut half_written, mut entries) = (Vec::new(), HashSet::new());
        for file in Unpacker::open(BufReader::new(file)).map_err(said)?.files() {
            let (path, bytes) = file.map_err(said)?;
            if [JOURNAL, SESSION].contains(&path.as_str()) {
                half_written.push((path, bytes));
                continue;
            }
            entries.extend(path.as_str().starts_with(HISTORY).then(|| path.as_str().to_owned()));
            let failed = |error| failed("a file of the backup", self.place(&path), &error);
            if !batch.create(&self.place(&path), &bytes, path.clone()).map_err(failed)? {
                self.restore_beside(&path, &bytes, &mut restored).map_err(failed)?;
            }
            if batch.is_full() {
                self.put(&mut batch, &mut restored).map_err(failed)?;
            }
        }
        let failed = |error| failed("a file of the backup", self.folder().to_owned(), &error);
        self.put(&mut batch, &mut restored).map_err(failed)?;
        for (path, bytes) in half_written {
            self.restore_half_written(&path, &bytes, &entries, &mut restored).map_err(failed)?;
        }
        Ok(restored)
    }

    /// Restores what was being written when the backup was made, unless that has been finished since. `entries` are the paths of those
    /// in the backup.
    fn restore_half_written(
        &self,
        path: &KeepPath,
        bytes: &[u8],
        entries: &HashSet<String>,
        restored: &mut Restored,
    ) -> io::Result<()> {
        let text = str::from_utf8(bytes).unwrap_or_default();
        // A session becomes an entry when it is over; a journal may be of one that was there before.
        let (entry, was_there) = if path.as_str() == SESSION {
            (parse_unfinished(text).ok().map(|session| Entry::on(session.started, None)), false)
        } else {
            (journal::parse(text).ok(), true)
        };
        let lies_at = entry.and_then(|entry| self.path_of_entry(&entry).ok()).filter(|place| place.exists());
        let is_finished = lies_at.is_some_and(|place| {
            let name = place.strip_prefix(self.folder()).unwrap_or(&place).to_string_lossy();
            let is_as_it_was = entries.contains(name.as_ref()) && restored.kept.iter().all(|(kept, _)| *kept != name);
            !(was_there && is_as_it_was)
        });
        if is_finished {
            let to = self.keep_apart(path, bytes)?;
            restored.kept.push((path.to_string(), to));
            return Ok(());
        }
        match write::create(&self.place(path), bytes) {
            Ok(()) => restored.written += 1,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.restore_beside(path, bytes, restored)?,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Puts new files in place.
    fn put(&self, batch: &mut Batch<KeepPath>, restored: &mut Restored) -> io::Result<()> {
        let count = batch.len();
        let taken = batch.put()?;
        restored.written += count - taken.len();
        for (path, bytes) in taken {
            self.restore_beside(&path, &bytes, restored)?;
        }
        Ok(())
    }

    /// Restores a file where there is one.
    fn restore_beside(&self, path: &KeepPath, bytes: &[u8], restored: &mut Restored) -> io::Result<()> {
        let place = self.place(path);
        if is(&place, bytes) {
            restored.same += 1;
            return Ok(());
        }
        if let Some(text) = bundled_text(path)
            && write::replace_known(&place, bytes, |there| is(there, text.as_bytes()))?
        {
            restored.written += 1;
            return Ok(());
        }
        let to = self.keep_apart(path, bytes)?;
        restored.kept.push((path.to_string(), to));
        Ok(())
    }

    /// Puts a file whose place is taken where it is out of the way.
    fn keep_apart(&self, path: &KeepPath, bytes: &[u8]) -> io::Result<PathBuf> {
        let in_trash = path.parts().next() == Some(TRASH);
        let folder = if in_trash { self.folder().to_owned() } else { self.folder().join(TRASH).join(FROM_BACKUP) };
        let place = folder.join(path.as_str());
        for n in 1..=MOST_SUFFIXES {
            let to = if n == 1 { place.clone() } else { numbered(&place, n) };
            match write::create(&to, bytes) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    if is(&to, bytes) {
                        return Ok(to);
                    }
                }
                written => return written.map(|()| to),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    fn place(&self, path: &KeepPath) -> PathBuf {
        self.folder().join(path.as_str())
    }

    /// What the person keeps in the config folder.
    fn kept(&self) -> Kept {
        let mut kept = Kept::default();
        for (name, path) in kept.list(self.folder()) {
            if FILES.contains(&name.as_str()) {
                kept.file(&name, path);
            } else if FOLDERS.contains(&name.as_str()) {
                kept.folder(&name, &path, &mut HashSet::new(), 1);
            } else if !name.starts_with('.') {
                kept.foreign.push(name);
            }
        }
        kept.files.sort();
        kept
    }
}

impl Kept {
    /// Takes in a file, if it can be called so in a backup.
    fn file(&mut self, name: &str, path: PathBuf) {
        match KeepPath::new(name) {
            Some(name) => self.files.push((name, path)),
            None if path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(HALF_WRITTEN.as_bytes())) => {}
            None => self.trouble(&path, "this can’t be called so in a backup; give it another name"),
        }
    }

    /// Takes in everything in a folder. `seen` are the folders that it lies in, so that a link can't lead round in a circle.
    fn folder(&mut self, name: &str, path: &Path, seen: &mut HashSet<PathBuf>, level: usize) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if level > MOST_LEVELS || !seen.insert(real.clone()) {
            self.trouble(path, "this folder lies too deep in others, or in itself; move it away");
            return;
        }
        for (inside, path) in self.list(path) {
            let name = format!("{name}/{inside}");
            if path.is_dir() {
                self.folder(&name, &path, seen, level + 1);
            } else {
                self.file(&name, path);
            }
        }
        seen.remove(&real);
    }

    /// What lies in a folder, by name. What a name lost when it was no UTF-8 has a mark in its place.
    fn list(&mut self, folder: &Path) -> Vec<(String, PathBuf)> {
        let mut listed = Vec::new();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return listed,
            Err(error) => {
                self.trouble(folder, format!("the folder can’t be read: {}", text::plainly(&error)));
                return listed;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => listed.push((entry.file_name().to_string_lossy().into_owned(), entry.path())),
                Err(error) => self.trouble(folder, format!("the folder can’t be read: {}", text::plainly(&error))),
            }
        }
        listed.sort();
        listed
    }

    fn trouble(&mut self, path: &Path, message: impl Into<String>) {
        self.troubles.push(Fault::whole(message).of(path));
    }
}

fn as_io(error: BackupError) -> io::Error {
    match error {
        BackupError::Io(error) => error,
        error => io::Error::other(error.to_string()),
    }
}

/// Whether a file has just these bytes.
fn is(path: &Path, bytes: &[u8]) -> bool {
    text::read_bytes(path, MOST_FILE_BYTES).is_ok_and(|there| there.as_deref() == Some(bytes))
}

/// The routine that Afterrun lays down at a path.
fn bundled_text(path: &KeepPath) -> Option<&'static str> {
    let name = path.as_str().strip_prefix(ROUTINES)?.strip_prefix('/')?.strip_suffix(".ron")?;
    bundled::ROUTINES.iter().find(|routine| routine.id == name).map(|routine| routine.text)
}

/// A path with a number behind the name: `a-2.ron`.
fn numbered(path: &Path, n: u32) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{n}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
