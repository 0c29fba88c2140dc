//! Gets the bytes of files that watches and phones have written. Knows nothing of what they mean, and changes none.

use std::path::Path;

use super::text;

/// The largest file of a run that is read: a day's run, second by second in the most wordy format, has less than half.
const MOST_RUN_BYTES: u64 = 64 * 1024 * 1024;

/// The bytes of a file of a run.
///
/// # Errors
/// The sentence that says why they can't be had.
pub fn read_run(path: &Path) -> Result<Vec<u8>, String> {
    let read = text::read_bytes(path, MOST_RUN_BYTES).map_err(|fault| text::capitalised(&fault.message))?;
    read.ok_or_else(|| "There is no such file; check the name".to_owned())
}
