//! The exercises, figures and routines that Afterrun comes with, and how its routines get into the config folder: each once,
//! kept up to date while nobody changed it, and never again when somebody deleted it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{text, write};
use crate::domain::library::Trouble;
use crate::domain::routine::FORMAT;
use crate::notation::{Fault, MOST_BYTES, file};

/// The exercises, as a file.
pub(super) const EXERCISES: &str = include_str!("../../assets/exercises.ron");
/// The figures, as a file.
pub(super) const FIGURES: &str = include_str!("../../assets/figures.ron");

/// A routine that Afterrun comes with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundled {
    pub id: &'static str,
    pub text: &'static str,
}

macro_rules! bundled {
    ($($id:literal),* $(,)?) => {
        [$(Bundled { id: $id, text: include_str!(concat!("../../routines/", $id, ".ron")) }),*]
    };
}

/// The routines, in the order in which they are shown.
pub(super) const ROUTINES: [Bundled; 6] =
    bundled!["post-run-twenty", "ten-before-work", "just-stretch", "just-strength", "foam-roll", "long-run-recovery"];

/// What keeps count of the routines that were laid down.
pub(super) const RECORD: &str = ".bundled.ron";

/// The file [`RECORD`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Bundled", deny_unknown_fields)]
struct Record {
    format: u32,
    /// The FNV-1a hash of each routine as it was laid down, by its id.
    laid_down: BTreeMap<String, u64>,
}

/// Whether anything may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Routines are laid down and brought up to date.
    LayDown,
    /// Nothing is written; what would be laid down is only read.
    ReadOnly,
}

/// What came of laying down.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// The routines that should lie in the folder as they come, and don't.
    pub from_memory: Vec<Bundled>,
    /// What went wrong.
    pub troubles: Vec<Trouble>,
    /// Whether nothing had ever been laid down here.
    pub first: bool,
    /// What now lies in the folder under the name of each, so that nobody has to read it again.
    pub there: BTreeMap<&'static str, Result<Option<Vec<u8>>, Fault>>,
}

/// What is to be done with one routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It lies there as it comes.
    Note,
    /// It is written: it never was there, or is an earlier one that nobody changed.
    Write,
    /// It was changed or deleted, or can't be read.
    LeaveAlone,
}

/// What is to be done with a routine that comes with the hash `bundled`, was laid down with the hash `recorded`, and now
/// has the hash `there`. `Err` stands for a file that is there and can't be read.
fn decide(bundled: u64, recorded: Option<u64>, there: Result<Option<u64>, ()>) -> Step {
    match (there, recorded) {
        (Ok(Some(there)), _) if there == bundled => Step::Note,
        (Ok(None), None) => Step::Write,
        (Ok(Some(there)), Some(recorded)) if there == recorded => Step::Write,
        _ => Step::LeaveAlone,
    }
}

/// Lays `bundled` down in `folder`.
pub(super) fn lay_down(folder: &Path, bundled: &[Bundled], mode: Mode) -> Laid {
    let mut laid = Laid::default();
    let record_path = folder.join(RECORD);
    let mut mode = mode;
    let mut record = match read_record(&record_path) {
        Ok(record) => {
            laid.first = record.is_none();
            record.unwrap_or_default()
        }
        Err(fault) => {
            // Nothing tells what was deleted. Writing nothing at all is the one thing that can't be wrong.
            mode = Mode::ReadOnly;
            laid.troubles.push(fault.of(&record_path));
            BTreeMap::new()
        }
    };
    let before = record.clone();
    let mut failure = None;
    for routine in bundled {
        let path = folder.join(format!("{}.ron", routine.id));
        let hash = fnv1a(routine.text.as_bytes());
        let there = text::read_bytes(&path, MOST_BYTES);
        let hash_there = there.as_ref().map(|bytes| bytes.as_deref().map(fnv1a)).map_err(drop);
        laid.there.insert(routine.id, there);
        match decide(hash, record.get(routine.id).copied(), hash_there) {
            Step::Note => drop(record.insert(routine.id.to_owned(), hash)),
            // A file that was there already is somebody's own, whatever it is called; its name is not taken up again.
            Step::LeaveAlone => drop(record.entry(routine.id.to_owned()).or_insert(hash)),
            Step::Write if mode == Mode::ReadOnly || failure.is_some() => laid.from_memory.push(*routine),
            Step::Write => match write::replace(&path, routine.text.as_bytes()) {
                Ok(()) => {
                    record.insert(routine.id.to_owned(), hash);
                    laid.there.insert(routine.id, Ok(Some(routine.text.into())));
                }
                Err(error) => {
                    failure = Some(error);
                    laid.from_memory.push(*routine);
                }
            },
        }
    }
    if mode == Mode::LayDown && failure.is_none() && record != before {
        failure = save_record(&record_path, record).err();
    }
    if let Some(error) = failure {
        let message =
            format!("the routines that come with Afterrun can be played but not changed: {}", text::plainly(&error));
        laid.troubles.push(Fault::whole(message).of(folder));
    }
    laid
}

fn read_record(path: &Path) -> Result<Option<BTreeMap<String, u64>>, Fault> {
    let Some(text) = text::read(path, MOST_BYTES)? else { return Ok(None) };
    file::parse::<Record>(&text).map(|record| Some(record.laid_down))
}

fn save_record(path: &Path, laid_down: BTreeMap<String, u64>) -> std::io::Result<()> {
    let text = file::write(&Record { format: FORMAT, laid_down }, 4)?;
    write::replace(path, text.as_bytes())
}

/// The 64-bit FNV-1a hash: the same in every version of every compiler, which std's hasher does not promise.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const OLD: Bundled = Bundled { id: "one", text: "(old)" };
    const NEW: Bundled = Bundled { id: "one", text: "(new)" };
    const OTHER: Bundled = Bundled { id: "two", text: "(two)" };

    fn there(folder: &Path, id: &str) -> Option<String> {
        fs::read_to_string(folder.join(format!("{id}.ron"))).ok()
    }

    fn lay(folder: &Path, bundled: &[Bundled]) {
        let laid = lay_down(folder, bundled, Mode::LayDown);
        assert!(laid.troubles.is_empty() && laid.from_memory.is_empty(), "{laid:?}");
    }

    #[test]
    fn the_hash_is_fnv1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn unchanged_routines_are_kept_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("routines");
        assert!(lay_down(&folder, &[OLD], Mode::LayDown).first);
        assert_eq!(there(&folder, "one").as_deref(), Some("(old)"));
        assert!(!lay_down(&folder, &[OLD], Mode::LayDown).first);
        lay(&folder, &[NEW, OTHER]);
        assert_eq!(there(&folder, "one").as_deref(), Some("(new)"));
        assert_eq!(there(&folder, "two").as_deref(), Some("(two)"));
    }

    #[test]
    fn changed_routines_are_left_alone_and_deleted_ones_stay_deleted() {
        let dir = tempfile::tempdir().unwrap();
        lay(dir.path(), &[OLD, OTHER]);
        fs::write(dir.path().join("one.ron"), "(mine)").unwrap();
        fs::remove_file(dir.path().join("two.ron")).unwrap();
        lay(dir.path(), &[NEW, OTHER]);
        assert_eq!(there(dir.path(), "one").as_deref(), Some("(mine)"));
        assert_eq!(there(dir.path(), "two"), None);
        // Taken back to what came with it, it is kept up to date again.
        fs::write(dir.path().join("one.ron"), NEW.text).unwrap();
        lay(dir.path(), &[NEW]);
        lay(dir.path(), &[OLD]);
        assert_eq!(there(dir.path(), "one").as_deref(), Some("(old)"));
        assert_eq!(there(dir.path(), "two"), None);
    }

    #[test]
    fn a_file_that_was_there_first_is_somebodys_own() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("one.ron"), "(mine)").unwrap();
        lay(dir.path(), &[OLD]);
        lay(dir.path(), &[NEW]);
        assert_eq!(there(dir.path(), "one").as_deref(), Some("(mine)"));
        fs::remove_file(dir.path().join("one.ron")).unwrap();
        lay(dir.path(), &[NEW]);
        assert_eq!(there(dir.path(), "one"), None);
    }

    #[test]
    fn a_record_that_cant_be_read_stops_all_writing() {
        let dir = tempfile::tempdir().unwrap();
        for broken in ["(format: 1, laid_down: {", "(format: 2, laid_down: {})"] {
            fs::write(dir.path().join(RECORD), broken).unwrap();
            let laid = lay_down(dir.path(), &[OLD], Mode::LayDown);
            assert_eq!((laid.troubles.len(), laid.from_memory.len()), (1, 1));
            assert_eq!(there(dir.path(), "one"), None);
            assert_eq!(fs::read_to_string(dir.path().join(RECORD)).unwrap(), broken);
        }
    }

    #[test]
    fn reading_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("routines");
        let laid = lay_down(&folder, &[OLD], Mode::ReadOnly);
        assert!(laid.first && laid.troubles.is_empty() && !folder.exists());
        assert_eq!(laid.from_memory.len(), 1);
        // An update that is due is read as it would be after it.
        lay(&folder, &[OLD, OTHER]);
        fs::remove_file(folder.join("two.ron")).unwrap();
        let laid = lay_down(&folder, &[NEW, OTHER], Mode::ReadOnly);
        assert_eq!(laid.from_memory.iter().map(|routine| routine.text).collect::<Vec<_>>(), ["(new)"]);
        assert_eq!(there(&folder, "one").as_deref(), Some("(old)"));
    }

    #[test]
    fn where_nothing_can_be_written_they_come_from_memory_and_one_trouble_says_so() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        let laid = lay_down(&dir.path().join("file/routines"), &[OLD, OTHER], Mode::LayDown);
        assert_eq!((laid.troubles.len(), laid.from_memory.len()), (1, 2));
        assert!(laid.troubles[0].message.contains("can be played but not changed"), "{}", laid.troubles[0]);
    }
}
