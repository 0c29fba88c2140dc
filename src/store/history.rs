//! The records of what was done: one file each, by year. Knows nothing of what they mean.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::files::EntryFile;
use super::{library, places, text, write};
use crate::domain::history::{Entry, EntryId, What};
use crate::domain::library::Trouble;
use crate::domain::word::Words;
use crate::notation::{Fault, MOST_BYTES, file};

/// More records that began within a second, and bear the same letters, than anybody has.
const MOST_SUFFIXES: u32 = 100;

/// Some records, as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The records.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
    /// Whether nothing more comes of their year.
    pub ends_year: bool,
}

/// Reads records a few at a time, the newest first. What can't be read is left out and named.
#[derive(Debug)]
pub struct Reading {
    /// Folders not opened yet, the newest last.
    years: Vec<PathBuf>,
    /// Files of the year that is open, the newest last.
    files: Vec<PathBuf>,
    /// What is wrong with a folder.
    troubles: Vec<Trouble>,
    words: Words,
}

impl Reading {
    /// So many are read in one go: about as many as are read in the time of a frame.
    const IN_ONE_GO: usize = 64;

    /// All records below `folder`, by year.
    pub(super) fn new(folder: &Path) -> Self {
        let mut reading = Self { years: Vec::new(), files: Vec::new(), troubles: Vec::new(), words: Words::default() };
        reading.years = reading.listed(folder, library::visible(folder));
        reading.years.retain(|path| path.is_dir());
        reading
    }

    fn listed(&mut self, folder: &Path, paths: Result<Vec<PathBuf>, Fault>) -> Vec<PathBuf> {
        paths.unwrap_or_else(|fault| {
            self.troubles.push(fault.of(folder));
            Vec::new()
        })
    }

    fn read(&mut self, path: &Path) -> Result<Entry, Fault> {
        let text = text::read(path, MOST_BYTES)?.ok_or_else(library::missing)?;
        let mut entry = parse(&text, EntryId::new(library::stem(path)))?;
        if let What::Session(session) = &mut entry.what {
            session.share(&mut self.words);
        }
        Ok(entry)
    }
}

impl Iterator for Reading {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        while self.files.is_empty() {
            let Some(year) = self.years.pop() else {
                let troubles = std::mem::take(&mut self.troubles);
                return (!troubles.is_empty()).then(|| Batch { troubles, ..Batch::default() });
            };
            self.files = self.listed(&year, library::ron_files(&year));
        }
        let mut batch = Batch { troubles: std::mem::take(&mut self.troubles), ..Batch::default() };
        for _ in 0..Self::IN_ONE_GO {
            let Some(path) = self.files.pop() else { break };
            match self.read(&path) {
                Ok(entry) => batch.entries.push(entry),
                Err(fault) => batch.troubles.push(fault.of(&path)),
            }
        }
        batch.ends_year = self.files.is_empty();
        Some(batch)
    }
}

/// The record that a text is.
pub(super) fn parse(text: &str, id: EntryId) -> Result<Entry, Fault> {
    file::parse::<EntryFile>(text)?.into_entry(id)
}

/// What the file of a record says.
pub(super) fn text_of(entry: &Entry) -> io::Result<String> {
    /// A step of the session to a line.
    const LINES: usize = 3;
    file::write(&EntryFile::from(entry.clone()), LINES)
}

/// Writes a record to a file of its own, and gives back the id that it has got. A record that lies there already, byte for
/// byte, is not written again.
pub(super) fn record(folder: &Path, entry: &Entry) -> io::Result<EntryId> {
    let text = text_of(entry)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it has more parts than a record can hold"));
    }
    let id = entry.id.as_str();
    places::check_stem(id)?;
    let year = folder.join(format!("{:04}", entry.at().year()));
    for n in 1..=MOST_SUFFIXES {
        let id = if n == 1 { entry.id.clone() } else { EntryId::new(format!("{id}-{n}")) };
        let path = year.join(format!("{id}.ron"));
        match write::create(&path, text.as_bytes()) {
            Ok(()) => return Ok(id),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if text::read_bytes(&path, MOST_BYTES).is_ok_and(|there| there.as_deref() == Some(text.as_bytes())) {
                    return Ok(id);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
