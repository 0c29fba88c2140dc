//! Files of watches and phones as what they tell of a run. Bytes in, values out: opens no file, and trusts none.

mod fit;
mod gpx;
mod sport;
mod summary;
mod tcx;
mod text;
mod track;
mod unpack;
mod xml;

use self::unpack::Unpacked;
use crate::domain::activity::Contents;

/// The most bytes of a file, and of what is packed in it: 64 MiB, which is a day and a night of a watch that writes every second.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The most points that are taken from a file: more than ten days at one a second.
const MOST_POINTS: usize = 1_000_000;

/// The most activities that are taken from a file.
const MOST_ACTIVITIES: usize = 64;

/// What is in a file, and whether that is all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What is in it, as far as it could be read.
    pub contents: Contents,
    /// What is missing from [`Contents::Done`], as a sentence, where the file is damaged.
    pub damage: Option<&'static str>,
}

/// What one of the formats found.
struct Found {
    contents: Contents,
    /// Whether it was read to its end without a fault.
    whole: bool,
}

/// What is in a file of any kind: GPX, TCX or FIT, as it is or packed with gzip. The kind is told by the bytes, never by the name.
#[must_use]
pub fn read(bytes: &[u8]) -> Contents {
    examine(bytes).contents
}

/// The same, and whether something is missing because the file is cut off or damaged.
#[must_use]
pub fn examine(bytes: &[u8]) -> Reading {
    const DAMAGE: &str = "this file is damaged or cut off, so only what comes before that was read; \
                          download or copy it again to have all of it";
    let found = match unpack::unpack(bytes) {
        Ok(Unpacked { bytes, whole }) => {
            let found = read_unpacked(&bytes);
            Found { whole: found.whole && whole, ..found }
        }
        Err(why) => unusable(why),
    };
    let is_part = !found.whole && matches!(found.contents, Contents::Done(_));
    Reading { contents: found.contents, damage: is_part.then_some(DAMAGE) }
}

fn unusable(why: &str) -> Found {
    Found { contents: Contents::Unusable(why.to_owned()), whole: true }
}

fn read_unpacked(bytes: &[u8]) -> Found {
    if bytes.len() as u64 > MOST_BYTES {
        return unusable("this file is larger than 64 MiB, so it was not read; export the run by itself");
    }
    if fit::is_fit(bytes) {
        return fit::read(bytes);
    }
    let first = bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    match (bytes, first) {
        (_, None) => unusable("this file is empty; download or copy it again"),
        ([0x1f, 0x8b, ..], _) => unusable("this file is packed more than once; unpack it and take what is in it"),
        ([b'P', b'K', 3 | 5, 4 | 6, ..], _) => {
            unusable("this is a zip archive; unpack it and take the FIT, TCX or GPX files in it")
        }
        (_, Some(b'{' | b'[')) => {
            unusable("this is a JSON file, which is no format for runs here; export the run as FIT, TCX or GPX")
        }
        _ => read_text(bytes),
    }
}

fn read_text(bytes: &[u8]) -> Found {
    const UNKNOWN: &str = "this is not a file that Afterrun knows; export the run as FIT, TCX or GPX";
    let Ok(text) = text::without_utf16(bytes) else {
        return unusable("this file is larger than 64 MiB, so it was not read; export the run by itself");
    };
    if !text.trim_ascii_start().starts_with(b"<") && !text.starts_with(b"\xef\xbb\xbf") {
        return unusable(UNKNOWN);
    }
    match xml::root(&text).to_ascii_lowercase().as_slice() {
        b"gpx" => gpx::read(&text),
        b"trainingcenterdatabase" => tcx::read(&text),
        b"html" | b"head" | b"body" => {
            unusable("this is a web page, perhaps a login page; sign in where you got it and download the file again")
        }
        b"kml" => {
            unusable("this is a map file (KML), which tells no heart rate or time; export the run as FIT, TCX or GPX")
        }
        b"" if text.starts_with(b"<") || text.starts_with(b"\xef\xbb\xbf<") => {
            unusable("this file is cut off before it says anything; download or copy it again")
        }
        _ => unusable(UNKNOWN),
    }
}
