//! Gets the text of a file, once it is sure that it is one which can be read safely. Knows nothing of what it means.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::fault::Fault;
use super::scan::{Kind, Token, Tokens};

/// Files larger than this are not read: nobody writes so much by hand.
pub(super) const MOST_BYTES: u64 = MIB;
/// The same for files that only Afterrun writes: the session of the longest routine there can be has room in it.
pub(super) const MOST_OWN_BYTES: u64 = 8 * MIB;
const MIB: u64 = 1024 * 1024;
/// Brackets may lie so many deep. A routine needs five levels.
pub(super) const MOST_LEVELS: usize = 64;
/// A single text may have so many bytes.
const LONGEST_TEXT: usize = 16 * 1024;
/// What word processors put in place of straight quotes.
pub(super) const CURLY_QUOTES: [char; 5] = ['“', '”', '„', '«', '»'];

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
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(|error| met(&error))?.take(most + 1);
    file.read_to_end(&mut bytes).map_err(|error| met(&error))?;
    if bytes.len() as u64 > most {
        let message = format!("the file is larger than {} MiB, so it was not read; make it smaller", most / MIB);
        return Err(Fault::whole(message));
    }
    Ok(Some(bytes))
}

fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let before = before.trim_start_matches('\u{feff}');
        Fault::at(before, before.len(), "this is not UTF-8 text; save the file as UTF-8, or remove this character")
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// What a failure to read or write means.
pub(super) fn plainly(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you don’t have permission; change it and start again".to_owned(),
        ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        ErrorKind::StorageFull => "the disk is full; make some room".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up; make some room".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is write-protected; choose another folder with --config".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder should be; move it away".to_owned(),
        ErrorKind::IsADirectory => "a folder stands where a file should be; move it away".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether the brackets and quotes of a text fit together, and lie no deeper than can be read without danger.
pub(super) fn check_shape(text: &str) -> Result<(), Fault> {
    let mut open: Vec<Token<'_>> = Vec::new();
    let mut empty = true;
    for token in Tokens::new(text) {
        empty = false;
        let fault = |message: String| Err(Fault::at(text, token.start, message));
        match token.kind {
            Kind::Open if open.len() == MOST_LEVELS => {
                return fault(format!("brackets lie more than {MOST_LEVELS} deep here; use fewer"));
            }
            Kind::Open => open.push(token),
            Kind::Close => match open.pop() {
                None => return fault(format!("nothing is open that this {} could close; remove it", token.text)),
                Some(opening) if closing(opening) != token.text => {
                    let (line, _) = super::scan::line_col(text, opening.start);
                    let (wanted, found) = (closing(opening), token.text);
                    return fault(format!(
                        "the {} of line {line} needs {wanted} before this {found}; add it",
                        opening.text
                    ));
                }
                Some(_) => {}
            },
            // No text in these files goes on in another line: one that does ends at the quote where the next should begin.
            Kind::Text | Kind::UnclosedText if token.text.contains('\n') || token.kind == Kind::UnclosedText => {
                return fault(unclosed(token.text).to_owned());
            }
            Kind::UnclosedComment => return fault("this comment has no end; add */".to_owned()),
            Kind::Text if token.text.len() > LONGEST_TEXT => {
                return fault(format!("this text is longer than {LONGEST_TEXT} bytes; shorten it"));
            }
            _ => {}
        }
    }
    if empty {
        return Err(Fault::at(text, 0, "the file is empty; write something in it or delete it"));
    }
    match open.last() {
        Some(opening) => {
            let message = format!("this {} is never closed; add {}", opening.text, closing(*opening));
            Err(Fault::at(text, opening.start, message))
        }
        None => Ok(()),
    }
}

/// What to say of a text that does not end in the line where it begins.
fn unclosed(text: &str) -> &'static str {
    let line = text.lines().next().unwrap_or_default();
    if line.contains(CURLY_QUOTES) {
        "this text has curly quotes; write straight ones like \"this\""
    } else {
        "this text has no closing quote; add one"
    }
}

fn closing(opening: Token<'_>) -> &'static str {
    match opening.text {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_plainly() {
        let said = |kind| plainly(&io::Error::from(kind));
        assert!(said(ErrorKind::PermissionDenied).starts_with("you don’t have permission"));
        assert!(said(ErrorKind::StorageFull).contains("make some room"));
    }

    fn shape(text: &str) -> (Option<(usize, usize)>, String) {
        let fault = check_shape(text).unwrap_err();
        (fault.place, fault.message)
    }

    #[test]
    fn brackets_that_do_not_fit_are_named() {
        assert_eq!(
            shape("(\n  a: [1, 2)"),
            (Some((2, 11)), "the [ of line 2 needs ] before this ); add it".to_owned())
        );
        assert_eq!(shape("(a: (b: 1)"), (Some((1, 1)), "this ( is never closed; add )".to_owned()));
        assert_eq!(shape("(a: 1))"), (Some((1, 7)), "nothing is open that this ) could close; remove it".to_owned()));
        assert_eq!(shape("(a: \"b)"), (Some((1, 5)), "this text has no closing quote; add one".to_owned()));
        assert_eq!(shape("( /* )"), (Some((1, 3)), "this comment has no end; add */".to_owned()));
        assert_eq!(shape(" // nothing\n").1, "the file is empty; write something in it or delete it");
        assert!(check_shape("(a: \")\", /* ( */ b: [r#\"]\"#]) // (").is_ok());
    }

    #[test]
    fn a_missing_quote_is_named_in_its_line() {
        let routine = include_str!("../../routines/post-run-twenty.ron");
        let lines: Vec<&str> = routine.lines().collect();
        let mut tried = 0;
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for (quote, _) in line.match_indices('"') {
                let without = format!("{}{}", &line[..quote], &line[quote + 1..]);
                let mut broken = lines.clone();
                broken[n] = &without;
                let (place, message) = shape(&broken.join("\n"));
                assert_eq!(place.map(|(line, _)| line), Some(n + 1), "{without}: {message}");
                assert_eq!(message, "this text has no closing quote; add one");
                tried += 1;
            }
        }
        assert!(tried > 100);
        let closing = shape("(\n  name: \"A,\n  about: \"B\",\n)");
        assert_eq!(closing, (Some((2, 9)), "this text has no closing quote; add one".to_owned()));
        assert!(shape("(name: \"A”,\n about: \"\")").1.contains("curly quotes"));
    }

    #[test]
    fn depth_is_limited_before_anything_recurses() {
        for bracket in ["(", "[", "{", "(a:", "[[("] {
            let text = bracket.repeat(MOST_BYTES as usize / bracket.len());
            assert!(shape(&text).1.contains("more than 64 deep"), "{bracket}");
        }
        let nested = |levels: usize| format!("{}{}", "(".repeat(levels), ")".repeat(levels));
        assert!(check_shape(&nested(MOST_LEVELS)).is_ok());
        assert_eq!(shape(&nested(MOST_LEVELS + 1)).0, Some((1, 65)));
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
