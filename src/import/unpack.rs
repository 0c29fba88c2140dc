//! Undoes gzip, up to a limit. Knows nothing of what is packed.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;

use super::MOST_BYTES;

/// What was packed, or the bytes themselves where nothing was.
pub(super) struct Unpacked<'a> {
    /// What was packed.
    pub bytes: Cow<'a, [u8]>,
    /// Whether it is all that was packed.
    pub whole: bool,
}

/// What is packed in `bytes`. A damaged archive gives what comes before the damage; its checksum is not asked for more.
///
/// # Errors
/// A sentence, where it unpacks to more than is ever read, or to nothing.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked<'_>, &'static str> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Unpacked { bytes: Cow::Borrowed(bytes), whole: true });
    }
    let mut source = MultiGzDecoder::new(bytes);
    let mut unpacked = Vec::new();
    // A piece at a time: a few bytes can unpack to gigabytes.
    let mut piece = [0; 16 * 1024];
    let whole = loop {
        match source.read(&mut piece) {
            Ok(0) => break true,
            Ok(read) => unpacked.extend_from_slice(&piece[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break false,
        }
        if unpacked.len() as u64 > MOST_BYTES {
            return Err("this file unpacks to more than 64 MiB, so it was not read; export the run by itself");
        }
    };
    if unpacked.is_empty() && !whole {
        return Err("this packed file is cut off or damaged before its first byte; download or copy it again");
    }
    Ok(Unpacked { bytes: Cow::Owned(unpacked), whole })
}
