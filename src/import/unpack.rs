//! Undoes gzip, up to a limit. Knows nothing of what is packed.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::MOST_BYTES;

/// What every piece begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The most pieces of a file: pieces of 64 KiB, as the smallest that are made, fill the largest file ten times.
const MOST_PIECES: usize = 10_000;

/// What was packed, or the bytes themselves where nothing was.
pub(super) struct Unpacked<'a> {
    /// What was packed.
    pub bytes: Cow<'a, [u8]>,
    /// Whether it is all that was packed.
    pub whole: bool,
}

/// What is packed in `bytes`. A damaged archive gives what comes before the damage.
///
/// # Errors
/// A sentence, where it unpacks to more than is ever read, or to nothing.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked<'_>, &'static str> {
    if !bytes.starts_with(&MAGIC) {
        return Ok(Unpacked { bytes: Cow::Borrowed(bytes), whole: true });
    }
    let mut unpacked = Vec::new();
    let mut rest = bytes;
    let mut whole = true;
    // Some programs pack in pieces behind each other. What else lies behind the last one is passed over, as by other programs.
    for _ in 0..MOST_PIECES {
        if !whole || !rest.starts_with(&MAGIC) {
            break;
        }
        let mut source = GzDecoder::new(rest);
        whole = unpack_piece(&mut source, &mut unpacked)?;
        rest = source.into_inner();
    }
    if unpacked.is_empty() && !whole {
        return Err("this packed file is cut off or damaged before its first byte; download or copy it again");
    }
    whole &= !rest.starts_with(&MAGIC);
    Ok(Unpacked { bytes: Cow::Owned(unpacked), whole })
}

/// Adds what is packed in one piece; false where it is damaged or cut off.
fn unpack_piece(source: &mut impl Read, unpacked: &mut Vec<u8>) -> Result<bool, &'static str> {
    // A little at a time: a few bytes can unpack to gigabytes.
    let mut buffer = [0; 16 * 1024];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(true),
            Ok(read) => unpacked.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Ok(false),
        }
        if unpacked.len() as u64 > MOST_BYTES {
            return Err("this file unpacks to more than 64 MiB, so it was not read; export the run by itself");
        }
    }
}
