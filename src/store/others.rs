//! What was changed of other players, in a file of its own until it is put back. Changes no player.

use super::files::OthersFile;
use super::{Store, StoreError, failed, text, write};
use crate::domain::hush::Change;
use crate::notation::{MOST_OWN_BYTES, file};

/// The file.
const OTHERS: &str = "others.ron";

impl Store {
    /// What was changed of other players and not put back. A file that can't be read says nothing: at worst some music stays soft.
    #[must_use]
    pub fn others(&self) -> Vec<Change> {
        let text = text::read(&self.folder.join(OTHERS), MOST_OWN_BYTES).ok().flatten();
        text.and_then(|text| file::parse::<OthersFile>(&text).ok()).map(|file| file.changed).unwrap_or_default()
    }

    /// Writes down what was changed, in place of what was written down before; nothing is no file.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn keep_others(&self, changed: &[Change]) -> Result<(), StoreError> {
        const WHAT: &str = "what was changed of other players";
        let path = self.folder.join(OTHERS);
        if changed.is_empty() {
            return write::remove(&path).map_err(|error| failed(WHAT, path, &error));
        }
        self.save(WHAT, OTHERS, &OthersFile::from(changed.to_vec()))
    }
}
