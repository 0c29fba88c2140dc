//! Reads and writes RON in the one way that all files share. Knows no file in particular, and touches no disk.

use std::io;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::explain::explain;
use super::fault::Fault;
use super::scan::{Kind, Tokens};
use super::{MOST_LEVELS, MOST_OWN_BYTES, shape};
use crate::domain::routine::FORMAT;

/// What is said of a file with a format that this version does not know.
pub(crate) const NEWER: &str = "made by a newer Afterrun; update Afterrun to use it";

/// The one way in which RON is read and written: `5` and not `Some(5)`, ids without their type's name.
pub(super) fn options() -> ron::Options {
    // Far below what a test build's stack can bear, and above any depth that `shape::check_shape` lets through.
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
        .with_recursion_limit(2 * MOST_LEVELS)
}

/// What a file says.
pub(crate) fn parse<F: DeserializeOwned>(text: &str) -> Result<F, Fault> {
    shape::check_shape(text)?;
    check_format(text)?;
    options().from_str(text).map_err(|error| explain(&error, text))
}

/// How a file is written. Values that lie deeper than `lines` stay on the line of what they are in. What could not be read
/// again is an error: a file that can't be read is never written over, so it would lie there for good.
pub(crate) fn write<F: Serialize + DeserializeOwned>(file: &F, lines: usize) -> io::Result<String> {
    let pretty = PrettyConfig::new().depth_limit(lines).new_line("\n");
    let mut text = options().to_string_pretty(file, pretty).map_err(io::Error::other)?;
    text.push('\n');
    match parse::<F>(&text) {
        Ok(_) if text.len() as u64 <= MOST_OWN_BYTES => Ok(text),
        Ok(_) => Err(io::Error::other("it is too long to be kept")),
        Err(fault) => Err(io::Error::other(format!("it could not be read again: {}", fault.message))),
    }
}

/// Whether this version knows the file's format. Looked at before all else, since a newer file may say anything.
fn check_format(text: &str) -> Result<(), Fault> {
    let mut tokens = Tokens::new(text);
    let mut depth = 0_usize;
    let mut before = None;
    while let Some(token) = tokens.next() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Colon if depth == 1 && before == Some("format") => {
                let Some(value) = tokens.next() else { return Ok(()) };
                if !value.text.bytes().all(|byte| byte.is_ascii_digit()) {
                    // Whoever reads the whole says that this is no number.
                    return Ok(());
                }
                return match value.text.parse::<u32>() {
                    Ok(0) => Err(Fault::at(text, value.start, "there is no format 0; write 1")),
                    Ok(format) if format <= FORMAT => Ok(()),
                    _ => Err(Fault::at(text, value.start, NEWER)),
                };
            }
            _ => {}
        }
        before = Some(token.text);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::routine::RoutineId;
    use crate::notation::values::RoutineFile;

    const TEXT: &str = r#"(format: 1, name: "A", blocks: [(name: "B", kind: Stretch, budget: "5m", steps: [
        (exercise: "plank", dose: Hold("30s"), goal: Hold("1m 30s"), tempo: Own("2s 500ms"), short: Keep),
        (exercise: "squat", dose: Reps(5), sides: Each, ready: "0s"),
        (exercise: "journal", dose: Open("1m")),
    ])])"#;

    #[test]
    fn a_routine_is_written_as_people_write_it() {
        let file: RoutineFile = parse(TEXT).unwrap();
        let written = write(&file, 4).unwrap();
        for line in [
            "    format: 1,\n    name: \"A\",",
            r#"budget: "5m","#,
            r#"(exercise: "plank", dose: Hold("30s"), goal: Hold("1m 30s"), tempo: Own("2s 500ms"), short: Keep)"#,
            r#"(exercise: "squat", dose: Reps(5), sides: Each, ready: "0s", short: Trim)"#,
        ] {
            assert!(written.contains(line), "{line} is not in {written}");
        }
        let again: RoutineFile = parse(&written).unwrap();
        let id = || RoutineId::new("a");
        assert_eq!(again.into_routine(id()), file.into_routine(id()));
    }

    #[test]
    fn other_ways_of_writing_ron_are_read_too() {
        let plain: RoutineFile = parse(TEXT).unwrap();
        for text in [
            TEXT.replace("dose: Reps(5)", "dose: Some(Reps(5))"),
            TEXT.replacen('(', "Routine(", 1),
            format!("#![enable(implicit_some, unwrap_variant_newtypes)]\n{TEXT}"),
            format!("/* of /* mine */ */ {TEXT} // end"),
        ] {
            let file: RoutineFile = parse(&text).unwrap();
            assert_eq!(file.blocks, plain.blocks, "{text}");
        }
    }

    #[test]
    fn what_could_not_be_read_again_is_not_written() {
        let mut file: RoutineFile = parse(TEXT).unwrap();
        file.name = "\u{1}".repeat(10_000);
        assert!(write(&file, 4).unwrap_err().to_string().starts_with("it could not be read again"));
    }

    #[test]
    fn the_format_is_the_one_of_the_file_itself() {
        assert!(check_format("(steps: [(format: 9)], format: 1)").is_ok());
        assert_eq!(check_format("(a: (format: 1), format: 9)").unwrap_err().place, Some((1, 26)));
        assert!(check_format("(format").is_ok() && check_format("(format:").is_ok() && check_format("").is_ok());
    }
}
