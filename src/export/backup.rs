//! Everything that a person keeps, as one zip file, and back: paths and bytes in, bytes out. Opens no file and trusts none; writes
//! nothing back itself.
//!
//! A backup is an ordinary zip, so that other programs can open it, too. Behind the files lies [`MANIFEST`], which says how many there
//! are, with the length and the CRC-32 of each. Times are left out: the same files give the same backup, byte for byte.

mod manifest;
mod pack;
mod unpack;

pub use pack::Packer;
pub use unpack::Unpacker;

use std::io;

use chrono::NaiveDate;

/// The file in a backup that says what is in it.
pub const MANIFEST: &str = "afterrun-backup.json";
/// More files than a hundred thousand runs leave.
pub const MOST_FILES: usize = 250_000;
/// The largest file that is kept. None that Afterrun reads is larger than 8 MiB.
pub const MOST_FILE_BYTES: u64 = 64 * MIB;
/// All files together.
const MOST_BYTES: u64 = 4096 * MIB;
/// However well text can be packed, nothing of a person's becomes this much smaller, once there is a good deal of it.
const MOST_RATIO: u64 = 100;
const ANY_RATIO: u64 = 256 * MIB;
const MIB: u64 = 1024 * 1024;

/// Why a backup can't be made or read, as a sentence without path.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Not a zip, or one that is cut off.
    #[error("this is no zip file, or only a part of one; choose a backup as Afterrun wrote it")]
    NotAZip,
    /// Any other zip.
    #[error("this zip holds no \"{MANIFEST}\", so it is no backup of Afterrun; choose another file")]
    NotABackup,
    /// One from the future.
    #[error("this backup was made by a newer Afterrun; update Afterrun to restore it")]
    Newer,
    /// It does not hold what was packed.
    #[error("\"{0}\" in it is damaged or missing; take another copy of the backup")]
    Damaged(String),
    /// It holds what never was packed.
    #[error("\"{0}\" in it is no file that Afterrun keeps; choose a backup as Afterrun wrote it")]
    Foreign(String),
    /// A name comes twice.
    #[error("a file is in it twice; choose a backup as Afterrun wrote it")]
    Twice,
    /// Too large, or made to seem small.
    #[error("there is more in it than Afterrun keeps: {0}")]
    TooMuch(String),
    /// It could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A name for a backup that is made on this day: `afterrun-2026-11-22.zip`.
#[must_use]
pub fn file_name(made: NaiveDate) -> String {
    format!("afterrun-{made}.zip")
}

/// Whether so many files, of so many bytes, are no more than a backup may hold that is itself `packed` bytes long.
fn check_amount(files: usize, bytes: u64, packed: u64) -> Result<(), BackupError> {
    let too_much = |what: String| Err(BackupError::TooMuch(what));
    if files > MOST_FILES {
        return too_much(format!("more than {MOST_FILES} files; move some away"));
    }
    if bytes > MOST_BYTES {
        return too_much(format!("more than {} MiB; move some files away", MOST_BYTES / MIB));
    }
    if bytes > ANY_RATIO && bytes / MOST_RATIO > packed {
        return too_much(format!("{} MiB of almost nothing; move those files away", bytes / MIB));
    }
    Ok(())
}

fn check_size(path: &str, bytes: u64) -> Result<(), BackupError> {
    if bytes > MOST_FILE_BYTES {
        let what = format!("\"{path}\" is larger than {} MiB; move it away", MOST_FILE_BYTES / MIB);
        return Err(BackupError::TooMuch(what));
    }
    Ok(())
}
