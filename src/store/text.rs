//! Gets the text of a file, once it is sure that it is one which can be read safely. Knows nothing of what it means.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::notation::{Fault, MIB};

/// The text of a file of up to `most` bytes, without the mark that some editors put first. `None` when there is none.
pub(super) fn read(path: &Path, most: u64) -> Result<Option<String>, Fault> {
    read_bytes(path, most)?.map(decode).transpose()
}

/// The bytes of a file of up to `most` bytes. `None` when there is no such file.
pub(super) fn read_bytes(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Fault> {
    let met = |error: &io::Error| Fault::whole(format!("the file can’t be read: {}", plainly(error)));
    // Looked at before it is opened: opening a pipe would wait for ever.
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(path).is_ok() => {
            return Err(Fault::whole("this is a link to a file that is not there; mend the link or remove it"));
        }
        // A folder on the way that is a file makes the file as absent as a missing folder does.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(met(&error)),
    };
    if meta.is_dir() {
        return Err(Fault::whole("this is a folder and not a file; rename it or move it away"));
    }
    if !meta.is_file() {
        return Err(Fault::whole("this is not an ordinary file; move it away"));
    }
    // Room for all of it, and for a byte more to find its end.
    let mut bytes = Vec::with_capacity(meta.len().min(most) as usize + 1);
    let mut file = File::open(path).map_err(|error| met(&error))?.take(most + 1);
    file.read_to_end(&mut bytes).map_err(|error| met(&error))?;
    if bytes.len() as u64 > most {
        let message = format!("the file is larger than {} MiB, so it was not read; make it smaller", most / MIB);
        return Err(Fault::whole(message));
    }
    Ok(Some(bytes))
}

/// The text that bytes stand for, without the mark that some editors put first.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let before = before.trim_start_matches('\u{feff}');
        Fault::at(before, before.len(), "this is not UTF-8 text; save the file as UTF-8, or remove this character")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// What a failure to read or write means.
pub(super) fn plainly(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you don’t have permission; change it and try again".to_owned(),
        ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        ErrorKind::StorageFull => "the disk is full; make some room".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up; make some room".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is write-protected; choose another folder with --config".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder should be; move it away".to_owned(),
        ErrorKind::IsADirectory => "a folder stands where a file should be; move it away".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::MOST_BYTES;

    #[test]
    fn what_the_system_says_is_said_plainly() {
        let said = |kind| plainly(&io::Error::from(kind));
        assert!(said(ErrorKind::PermissionDenied).starts_with("you don’t have permission"));
        assert!(said(ErrorKind::StorageFull).contains("make some room"));
    }

    #[test]
    fn a_text_is_utf8_without_a_mark_of_byte_order() {
        assert_eq!(decode(b"\xef\xbb\xbf(a)".to_vec()).unwrap(), "(a)");
        assert_eq!(decode("(é\nü\"".bytes().chain([0xff, b'"']).collect()).unwrap_err().place, Some((2, 3)));
        assert_eq!(decode(b"\xef\xbb\xbf\xff".to_vec()).unwrap_err().place, Some((1, 1)));
    }

    #[test]
    fn only_ordinary_files_of_a_decent_size_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.ron");
        assert_eq!(read(&path, MOST_BYTES).unwrap(), None);
        fs::write(&path, vec![b' '; MOST_BYTES as usize]).unwrap();
        assert!(read(&path, MOST_BYTES).is_ok());
        fs::write(&path, vec![b' '; MOST_BYTES as usize + 1]).unwrap();
        assert!(read(&path, MOST_BYTES).unwrap_err().message.contains("1 MiB"));
        assert!(read(dir.path(), MOST_BYTES).unwrap_err().message.contains("a folder"));
        assert_eq!(read(&path.join("y.ron"), MOST_BYTES).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_pipes_are_not_waited_for() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("there"), "(a)").unwrap();
        symlink(at("there"), at("link")).unwrap();
        assert_eq!(read(&at("link"), MOST_BYTES).unwrap().as_deref(), Some("(a)"));
        symlink(at("gone"), at("dangling")).unwrap();
        assert!(read(&at("dangling"), MOST_BYTES).unwrap_err().message.contains("mend the link"));
        symlink("/dev/zero", at("endless")).unwrap();
        assert!(read(&at("endless"), MOST_BYTES).unwrap_err().message.contains("not an ordinary file"));
    }
}
