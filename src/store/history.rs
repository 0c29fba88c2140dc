//! The records of what was done: one file each, by year. Knows nothing of what they mean.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::files::EntryFile;
use super::{library, places, text, write};
use crate::domain::history::{Entry, EntryId};
use crate::domain::library::Trouble;
use crate::notation::{Fault, MOST_BYTES, file};

/// More records that began within a second, and bear the same letters, than anybody has.
const MOST_SUFFIXES: u32 = 100;

/// Every record below `folder`, and what can't be read.
pub(super) fn load(folder: &Path) -> (Vec<Entry>, Vec<Trouble>) {
    let mut entries = Vec::new();
    let mut troubles = Vec::new();
    let mut listed = |folder: &Path, paths: Result<Vec<PathBuf>, Fault>| match paths {
        Ok(paths) => paths,
        Err(fault) => {
            troubles.push(fault.of(folder));
            Vec::new()
        }
    };
    let years: Vec<PathBuf> =
        listed(folder, library::visible(folder)).into_iter().filter(|path| path.is_dir()).collect();
    let files: Vec<PathBuf> = years.iter().flat_map(|year| listed(year, library::ron_files(year))).collect();
    for path in files {
        match read(&path) {
            Ok(entry) => entries.push(entry),
            Err(fault) => troubles.push(fault.of(&path)),
        }
    }
    (entries, troubles)
}

/// The record in one file.
fn read(path: &Path) -> Result<Entry, Fault> {
    let text = text::read(path, MOST_BYTES)?.ok_or_else(library::missing)?;
    parse(&text, EntryId::new(library::stem(path)))
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
