//! Gets the bytes of a file from outside, such as one of a watch. Changes nothing, and knows nothing of what is in it.

use std::path::Path;

use super::{StoreError, library, text};
use crate::notation::Fault;

/// The bytes of an ordinary file of up to `most` bytes.
///
/// # Errors
/// [`StoreError::Read`] with what is in the way and what to do.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let read = if path.is_dir() {
        Err(Fault::whole("this is a folder; name the files in it"))
    } else {
        text::read_bytes(path, most).and_then(|bytes| bytes.ok_or_else(library::missing))
    };
    read.map_err(|fault| StoreError::Read { reason: fault.message, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_files_of_a_decent_size_are_taken_in() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("run.fit");
        let said = |path: &Path, most| read(path, most).unwrap_err().to_string();
        assert_eq!(said(&path, 8), format!("there is no such file; check the name ({})", path.display()));
        assert!(said(dir.path(), 8).starts_with("this is a folder; name the files in it ("));
        std::fs::write(&path, [0xff; 8]).unwrap();
        assert_eq!(read(&path, 8).unwrap(), [0xff; 8]);
        assert!(said(&path, 7).starts_with("the file is larger than"));
    }
}
