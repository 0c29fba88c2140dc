//! That one window at a time works in a folder: two would write over each other what they keep. Writes nothing.

use std::fs::{File, TryLockError};

use super::{Store, StoreError};

/// The folder is this window's until this is dropped, or the program ends in whatever way.
#[derive(Debug)]
pub struct Claim {
    /// `None` where the file system knows no locks.
    _folder: Option<File>,
}

impl Store {
    /// Claims the folder for a window, or for bringing back what a window does not know of. Reading it needs no claim.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another window has it.
    pub fn claim(&self) -> Result<Claim, StoreError> {
        // Where there is none, or none that knows locks, nobody else has it either.
        let Ok(folder) = File::open(self.folder()) else { return Ok(Claim { _folder: None }) };
        match folder.try_lock() {
            Ok(()) => Ok(Claim { _folder: Some(folder) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: self.folder().to_owned() }),
            Err(TryLockError::Error(error)) => {
                log::warn!("the folder can't be locked: {error}");
                Ok(Claim { _folder: None })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_windows_until_that_closes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path().to_owned())).unwrap();
        let first = store.claim().unwrap();
        let refused = store.claim().unwrap_err();
        assert_eq!(refused, StoreError::InUse { path: folder.path().to_owned() });
        assert!(refused.sentence().starts_with("Afterrun is open with this folder already; use that window"));
        drop(first);
        assert!(store.claim().is_ok());
        let nowhere = folder.path().join("new");
        assert!(Store::open(Some(nowhere.clone())).unwrap().claim().is_ok() && !nowhere.exists());
    }
}
