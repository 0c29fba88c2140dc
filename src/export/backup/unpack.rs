//! Reads a backup that may be anything: nothing of it is given out before every byte of it was looked at once. Writes nothing.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::manifest::{self, Listed};
use super::{BackupError, MANIFEST, MOST_FILES, check_amount, check_size};
use crate::domain::keep::KeepPath;
use crate::domain::shown::shown;

/// The record at the end of a zip, without a comment: its mark, its length, and where it says how many files there are.
const END: (&[u8], usize, usize) = (b"PK\x05\x06", 22, 10);
/// Before it, where there are many files: the mark and length of what leads to a larger record, and of that one.
const LARGE: (&[u8], usize, usize) = (b"PK\x06\x07", 20, 56);

/// A backup that is sound: it holds what it says, and only files that Afterrun keeps.
pub struct Unpacker<R> {
    zip: ZipArchive<R>,
    /// Each file with its place in the zip.
    files: Vec<(KeepPath, usize, Listed)>,
}

impl<R: Read + Seek> Unpacker<R> {
    /// Looks at a backup from its first byte to its last, with no more than one of its files in memory.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn open(mut input: R) -> Result<Self, BackupError> {
        let packed = input.seek(SeekFrom::End(0))?;
        let count = count(&mut input)?;
        // With the manifest.
        check_amount(count.saturating_sub(1), 0, packed)?;
        let mut zip = ZipArchive::new(input).map_err(|error| meant(error, ""))?;
        // Of two with one name, the last one is left.
        if zip.len() != count {
            return Err(BackupError::Twice);
        }
        let at = zip.index_for_name(MANIFEST).ok_or(BackupError::NotABackup)?;
        let listed = manifest::read(&read(&mut zip, at, MANIFEST, None)?)?;
        let files = matched(&zip, listed)?;
        check_amount(files.len(), files.iter().map(|(_, _, listed)| listed.bytes).sum(), packed)?;
        let mut backup = Self { zip, files };
        for file in 0..backup.files.len() {
            backup.file(file)?;
        }
        Ok(backup)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files, by their paths. Each is looked at once more: what it was read from may have changed.
    ///
    /// # Errors
    /// [`BackupError::Damaged`], and those of what is read from.
    pub fn files(mut self) -> impl Iterator<Item = Result<(KeepPath, Vec<u8>), BackupError>> {
        (0..self.files.len()).map(move |file| {
            let bytes = self.file(file)?;
            Ok((self.files[file].0.clone(), bytes))
        })
    }

    fn file(&mut self, file: usize) -> Result<Vec<u8>, BackupError> {
        let (path, at, listed) = &self.files[file];
        let bytes = read(&mut self.zip, *at, path.as_str(), Some(listed.bytes))?;
        if Listed::of(path, &bytes) == *listed { Ok(bytes) } else { Err(BackupError::Damaged(path.to_string())) }
    }
}

/// The files that a manifest tells of, each with its place in the zip, where there are no others.
fn matched<R: Read + Seek>(
    zip: &ZipArchive<R>,
    listed: Vec<Listed>,
) -> Result<Vec<(KeepPath, usize, Listed)>, BackupError> {
    let mut files = Vec::with_capacity(listed.len().min(MOST_FILES));
    let mut places: HashMap<&str, usize> = zip.file_names().enumerate().map(|(at, name)| (name, at)).collect();
    let mut spoken_for = HashSet::new();
    for listed in listed {
        let path = KeepPath::new(&listed.path).ok_or_else(|| BackupError::Foreign(shown(&listed.path)))?;
        check_size(path.as_str(), listed.bytes)?;
        if !spoken_for.insert(path.clone()) {
            return Err(BackupError::Twice);
        }
        let at = places.remove(path.as_str()).ok_or_else(|| BackupError::Damaged(path.to_string()))?;
        files.push((path, at, listed));
    }
    places.remove(MANIFEST);
    match places.keys().min() {
        Some(other) => Err(BackupError::Foreign(shown(other))),
        None => Ok(files),
    }
}

/// The bytes of one file of a zip. No more are unpacked than `size`, or than a file may have, whatever the zip says.
fn read<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    at: usize,
    name: &str,
    size: Option<u64>,
) -> Result<Vec<u8>, BackupError> {
    let damaged = || BackupError::Damaged(name.to_owned());
    let file = zip.by_index(at).map_err(|error| meant(error, name))?;
    if file.is_symlink() || file.is_dir() {
        return Err(BackupError::Foreign(shown(name)));
    }
    let said = file.size();
    check_size(name, said)?;
    if size.is_some_and(|size| size != said) {
        return Err(damaged());
    }
    let mut bytes = Vec::new();
    file.take(said + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 == said { Ok(bytes) } else { Err(damaged()) }
}

/// How many files a zip says that it holds. Looked for where Afterrun writes it, so that nothing is made ready for more than that.
fn count<R: Read + Seek>(input: &mut R) -> Result<usize, BackupError> {
    let mut tail = Vec::new();
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(length.saturating_sub((END.1 + LARGE.1 + LARGE.2) as u64)))?;
    input.read_to_end(&mut tail)?;
    let end =
        tail.len().checked_sub(END.1).filter(|end| tail[*end..].starts_with(END.0)).ok_or(BackupError::NotAZip)?;
    let number = |at: usize, length: usize| {
        tail[at..at + length].iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let large = end.checked_sub(LARGE.1).filter(|large| tail[*large..].starts_with(LARGE.0));
    let count = match large.and_then(|large| large.checked_sub(LARGE.2)) {
        Some(large) => number(large + 32, 8),
        None => number(end + END.2, 2),
    };
    usize::try_from(count).map_err(|_| BackupError::NotAZip)
}

fn meant(error: ZipError, name: &str) -> BackupError {
    match error {
        // What the disk says is no fault of the file.
        ZipError::Io(error) if error.raw_os_error().is_some() => error.into(),
        _ if name.is_empty() => BackupError::NotAZip,
        _ => BackupError::Damaged(name.to_owned()),
    }
}
