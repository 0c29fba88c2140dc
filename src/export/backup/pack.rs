//! Packs files into a backup, one at a time, so that never more than one of them is in memory. Reads none itself.

use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{self, Listed};
use super::{BackupError, MANIFEST, check_amount, check_size};
use crate::domain::keep::KeepPath;

/// A backup that is being written.
pub struct Packer<W: Write + Seek> {
    zip: ZipWriter<W>,
    files: Vec<Listed>,
}

impl<W: Write + Seek> Packer<W> {
    /// An empty backup, written to `out` from where that stands.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), files: Vec::new() }
    }

    /// Packs one more file. No path comes twice.
    ///
    /// # Errors
    /// Those of what is written to, and [`BackupError::TooMuch`].
    pub fn add(&mut self, path: &KeepPath, bytes: &[u8]) -> Result<(), BackupError> {
        check_size(path.as_str(), bytes.len() as u64)?;
        self.begin(path.as_str())?;
        self.zip.write_all(bytes)?;
        self.files.push(Listed::of(path, bytes));
        Ok(())
    }

    /// Writes what is in it, and gives back what was written to and how many files it holds.
    ///
    /// # Errors
    /// Those of what is written to, and [`BackupError::TooMuch`] where it could never be restored.
    pub fn finish(mut self) -> Result<(W, usize), BackupError> {
        self.begin(MANIFEST)?;
        manifest::write(&self.files, &mut self.zip)?;
        let mut out = self.zip.finish().map_err(io::Error::from)?;
        let bytes = self.files.iter().map(|file| file.bytes).sum();
        check_amount(self.files.len(), bytes, out.stream_position()?)?;
        Ok((out, self.files.len()))
    }

    fn begin(&mut self, name: &str) -> Result<(), BackupError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        Ok(self.zip.start_file(name, options).map_err(io::Error::from)?)
    }
}
