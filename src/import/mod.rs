//! Files of watches and phones as what they tell of a run. Bytes in, values out: opens no file, and trusts none.

use crate::domain::activity::Contents;

/// What is in a file of any kind: GPX, TCX or FIT, as it is or packed with gzip. The kind is told by the bytes, never by the name.
#[must_use]
pub fn read(_bytes: &[u8]) -> Contents {
    Contents::Unusable("Files of this kind can’t be read yet".to_owned())
}
