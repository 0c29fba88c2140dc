//! What a backup says is in it, as JSON with one file a line. Packs nothing.

use std::io::{self, Write};

use flate2::Crc;
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::domain::keep::KeepPath;

/// The format of backups; it grows when older versions of Afterrun can't restore newer ones.
const FORMAT: u32 = 1;

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Its path in the config folder.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its CRC-32 as in zip files, in eight hexadecimal digits.
    pub crc32: String,
}

impl Listed {
    pub(super) fn of(path: &KeepPath, bytes: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        Self { path: path.to_string(), bytes: bytes.len() as u64, crc32: format!("{:08x}", crc.sum()) }
    }
}

/// Read before everything else, so that a newer one is called newer and not damaged.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
struct Manifest {
    count: usize,
    files: Vec<Listed>,
}

pub(super) fn write(files: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    let (count, version) = (files.len(), env!("CARGO_PKG_VERSION"));
    write!(out, "{{\"format\":{FORMAT},\"version\":\"{version}\",\"count\":{count},\"files\":[")?;
    for (n, file) in files.iter().enumerate() {
        write!(out, "{}", if n == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, file)?;
    }
    writeln!(out, "\n]}}")
}

/// The files that a manifest tells of.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Listed>, BackupError> {
    let damaged = |_| BackupError::Damaged(super::MANIFEST.to_owned());
    let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
    if head.format > FORMAT {
        return Err(BackupError::Newer);
    }
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(damaged)?;
    if head.format == 0 || manifest.count != manifest.files.len() {
        return Err(BackupError::Damaged(super::MANIFEST.to_owned()));
    }
    Ok(manifest.files)
}
