//! The files that the editor changes: what of each is known to lie on the disk, saving without ever writing over what somebody
//! else wrote, and the trash. Knows nothing of what they say, and waits for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{ROUTINES, StoreError, failed, library, places, text, write};
use crate::domain::library::{DiskNews, FileKey, Revision, Seen};
use crate::domain::shown::sentence;
use crate::notation::{Fault, MIB, MOST_BYTES};

/// What lies on the disk: a text, nothing, or something that can't be shown, with the sentence that says why.
pub(super) type There = Result<Option<String>, String>;

/// The files that the editor changes, as they were last told. One thread has it; the disk is everybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub(super) folder: PathBuf,
    held: BTreeMap<FileKey, Held>,
}

/// What is known of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// What was last told of it, or written to it.
    pub there: There,
    /// How many changes were told.
    pub seen: Seen,
    /// Something else that was found there a moment ago, and may be half of what somebody is writing.
    pub suspect: Option<There>,
}

impl Default for Held {
    fn default() -> Self {
        Self { there: Ok(None), seen: Seen::default(), suspect: None }
    }
}

/// What a look at a file has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// What is known.
    Same,
    /// Something else that may be changing still: look again in a moment.
    Unsteady,
    /// Something else, twice the same.
    News(DiskNews),
}

impl Shelf {
    /// A shelf for the config folder `folder`, with what is known of its files.
    pub(super) fn new(folder: PathBuf, known: impl IntoIterator<Item = (FileKey, There)>) -> Self {
        let held = known.into_iter().map(|(file, there)| (file, Held { there, ..Held::default() })).collect();
        Self { folder, held }
    }

    /// Has a file say `text`, if it says what `seen` takes in. A file that says so already is not touched, and one that was
    /// not there is never made over one that is.
    ///
    /// Gives [`DiskNews::Saved`] and [`DiskNews::NotSaved`] with `revision`, or [`DiskNews::Changed`] when it says something
    /// else: a change that was told before is told again with the same count.
    pub fn save(&mut self, file: &FileKey, text: &str, seen: Seen, revision: Revision) -> DiskNews {
        match self.put(file, text, seen) {
            Ok(true) => DiskNews::Saved(file.clone(), revision),
            Ok(false) => self.changed(file),
            Err(error) => DiskNews::NotSaved(file.clone(), revision, error.sentence()),
        }
    }

    /// Whether a file says `text` now; not, when it says something that `seen` does not take in.
    fn put(&mut self, file: &FileKey, text: &str, seen: Seen) -> Result<bool, StoreError> {
        let path = self.path(file)?;
        let refuse = |reason: String| StoreError::Write { what: what(file), reason, path: path.clone() };
        let wanted = Ok(Some(without_mark(text).to_owned()));
        let there = read(&path);
        if there == wanted {
            self.hold(file).there = wanted;
            return Ok(true);
        }
        // What is found only now nobody can have seen.
        if self.note(file, &there) || seen < self.hold(file).seen {
            return Ok(false);
        }
        if text.len() as u64 > MOST_BYTES {
            let most = MOST_BYTES / MIB;
            return Err(refuse(format!(
                "it is larger than {most} MiB, so it could not be read again; make it smaller"
            )));
        }
        let written = match &there {
            Err(_) => return Err(StoreError::Unreadable { what: what(file), path }),
            Ok(None) => write::create(&path, text.as_bytes()).map(|()| true).or_else(|error| {
                // Somebody made it just now: what it says will be told.
                if error.kind() == ErrorKind::AlreadyExists { Ok(false) } else { Err(error) }
            }),
            Ok(Some(_)) => write::replace_known(&path, text.as_bytes(), |path| read(path) == there),
        };
        let written = written.map_err(|error| failed(what(file), path.clone(), &error))?;
        if written {
            self.hold(file).there = wanted;
        } else {
            self.retell(file);
        }
        Ok(written)
    }

    /// Looks whether somebody else has changed a file. It is told once two looks in a row have found the same, for another
    /// program may be in the middle of writing.
    pub fn look(&mut self, file: &FileKey) -> Look {
        let Ok(path) = self.path(file) else { return Look::Same };
        let now = read(&path);
        let held = self.hold(file);
        if now == held.there {
            held.suspect = None;
            Look::Same
        } else if held.suspect.as_ref() == Some(&now) {
            self.note(file, &now);
            Look::News(self.changed(file))
        } else {
            held.suspect = Some(now);
            Look::Unsteady
        }
    }

    /// Every file that is known or lies there.
    #[must_use]
    pub fn files(&self) -> BTreeSet<FileKey> {
        let found = library::ron_files(&self.folder.join(ROUTINES)).unwrap_or_default();
        let found = found.iter().filter_map(|path| places::file_at(&self.folder, path));
        self.held.keys().cloned().chain(found).chain([FileKey::Exercises, FileKey::Figures]).collect()
    }

    /// The files that are links, by what they lead to.
    #[must_use]
    pub fn links(&self) -> BTreeMap<PathBuf, FileKey> {
        let target = |file: &FileKey| {
            let path = self.path(file).ok()?;
            fs::symlink_metadata(&path).ok()?.is_symlink().then(|| path.canonicalize().ok())?
        };
        self.held.keys().filter_map(|file| Some((target(file)?, file.clone()))).collect()
    }

    /// Tells what a file says to somebody who thinks otherwise, as a change that is counted.
    pub fn retell(&mut self, file: &FileKey) -> DiskNews {
        let there = self.path(file).map_or(Ok(None), |path| read(&path));
        let held = self.hold(file);
        *held = Held { there, seen: Seen(held.seen.0 + 1), suspect: None };
        self.changed(file)
    }

    pub(super) fn path(&self, file: &FileKey) -> Result<PathBuf, StoreError> {
        places::path_of(&self.folder, file).map_err(|error| failed(what(file), self.folder.join(ROUTINES), &error))
    }

    pub(super) fn hold(&mut self, file: &FileKey) -> &mut Held {
        self.held.entry(file.clone()).or_default()
    }

    /// Takes in what was found, and counts it where it is new. Gives whether it is.
    pub(super) fn note(&mut self, file: &FileKey, found: &There) -> bool {
        let held = self.hold(file);
        let is_new = held.there != *found;
        if is_new {
            *held = Held { there: found.clone(), seen: Seen(held.seen.0 + 1), suspect: None };
        }
        is_new
    }

    pub(super) fn changed(&mut self, file: &FileKey) -> DiskNews {
        let Held { there, seen, .. } = self.hold(file).clone();
        DiskNews::Changed { file: file.clone(), text: there, seen }
    }
}

/// What the file at `path` says.
pub(super) fn read(path: &Path) -> There {
    there(path, text::read(path, MOST_BYTES))
}

/// What was read of the file at `path`, in words that can be shown.
pub(super) fn there(path: &Path, read: Result<Option<String>, Fault>) -> There {
    read.map_err(|fault| sentence(&fault.of(path).to_string()))
}

/// A text as it is when it is read again.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What a file is called in a sentence.
pub(super) const fn what(file: &FileKey) -> &'static str {
    match file {
        FileKey::Routine(_) => "the routine",
        FileKey::Exercises => "your exercises",
        FileKey::Figures => "your figures",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::routine::RoutineId;

    fn routine(id: &str) -> FileKey {
        FileKey::Routine(RoutineId::new(id))
    }

    fn shelf(folder: &Path, known: &[(&str, &str)]) -> Shelf {
        let known = known.iter().map(|(id, text)| (routine(id), Ok(Some((*text).to_owned()))));
        Shelf::new(folder.to_owned(), known)
    }

    fn save(shelf: &mut Shelf, id: &str, text: &str, seen: u32) -> DiskNews {
        shelf.save(&routine(id), text, Seen(seen), Revision(7))
    }

    fn saved(id: &str) -> DiskNews {
        DiskNews::Saved(routine(id), Revision(7))
    }

    fn changed(id: &str, text: Option<&str>, seen: u32) -> DiskNews {
        DiskNews::Changed { file: routine(id), text: Ok(text.map(str::to_owned)), seen: Seen(seen) }
    }

    fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn what_somebody_else_wrote_is_told_and_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = put(dir.path(), "routines/a.ron", "theirs");
        let mut shelf = shelf(dir.path(), &[("a", "old")]);
        assert_eq!(save(&mut shelf, "a", "mine", 0), changed("a", Some("theirs"), 1));
        // Who has not heard of it yet hears the same again, so that two who speak at once come to an end.
        assert_eq!(save(&mut shelf, "a", "mine", 0), changed("a", Some("theirs"), 1));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(save(&mut shelf, "a", "mine", 1), saved("a"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
        assert_eq!(save(&mut shelf, "a", "again", 1), changed("a", None, 2));
        assert_eq!(save(&mut shelf, "a", "again", 2), saved("a"));
        // Somebody else wrote the same: nothing is lost, and nothing is to be told.
        fs::write(&path, "the same").unwrap();
        assert_eq!(save(&mut shelf, "a", "the same", 2), saved("a"));
        assert_eq!(save(&mut shelf, "a", "more", 2), saved("a"));
    }

    #[test]
    fn a_new_file_is_never_made_over_one_that_has_turned_up() {
        let dir = tempfile::tempdir().unwrap();
        let mut shelf = shelf(dir.path(), &[]);
        assert_eq!(save(&mut shelf, "new", "mine", 0), saved("new"));
        put(dir.path(), "routines/other.ron", "theirs");
        assert_eq!(save(&mut shelf, "other", "mine", 0), changed("other", Some("theirs"), 1));
    }

    #[test]
    fn what_cant_be_written_is_said_with_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "routines/latin.ron", b"\xff");
        let mut shelf = shelf(dir.path(), &[]);
        let first = save(&mut shelf, "latin", "mine", 0);
        assert!(matches!(first, DiskNews::Changed { text: Err(_), seen: Seen(1), .. }), "{first:?}");
        let mut said = |id: &str, text: &str, seen| match save(&mut shelf, id, text, seen) {
            DiskNews::NotSaved(_, Revision(7), sentence) => sentence,
            other => panic!("{other:?}"),
        };
        assert!(said("../x", "mine", 0).starts_with("The routine can’t be saved: its name can’t be"));
        assert!(said("big", &" ".repeat(MOST_BYTES as usize + 1), 0).contains("larger than 1 MiB"));
        assert!(said("latin", "mine", 1).contains("mend it or move it away"));
        assert_eq!(fs::read(dir.path().join("routines/latin.ron")).unwrap(), b"\xff");
    }

    #[test]
    fn the_trash_keeps_everything() {
        let dir = tempfile::tempdir().unwrap();
        let mut shelf = shelf(dir.path(), &[]);
        let now = "2026-11-22T18:32:00+01:00".parse().unwrap();
        for text in ["one", "two"] {
            assert_eq!(save(&mut shelf, "a", text, 0), saved("a"));
            assert_eq!(shelf.trash(&routine("a"), Seen(0), now), Ok(None));
        }
        let trash = |name: &str| fs::read_to_string(dir.path().join("trash/routines").join(name)).unwrap();
        assert_eq!(trash("2026-11-22T183200-a.ron"), "one");
        assert_eq!(trash("2026-11-22T183200-a-2.ron"), "two");
        assert!(!dir.path().join("routines/a.ron").exists());
        assert_eq!(shelf.look(&routine("a")), Look::Same, "we did it ourselves");
        assert_eq!(shelf.trash(&routine("a"), Seen(0), now), Ok(None), "it has gone already");
        put(dir.path(), "routines/a.ron", "theirs");
        assert_eq!(shelf.trash(&routine("a"), Seen(0), now), Ok(Some(changed("a", Some("theirs"), 1))));
        assert!(dir.path().join("routines/a.ron").exists());
    }

    #[test]
    fn what_cant_go_to_the_trash_stays_and_is_told_again() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "routines/a.ron", "mine");
        put(dir.path(), "trash", "a file that stands in the way");
        let mut shelf = shelf(dir.path(), &[("a", "mine")]);
        let error = shelf.trash(&routine("a"), Seen(0), chrono::DateTime::default()).unwrap_err().sentence();
        assert!(error.starts_with("The routine can’t be moved to the trash: "), "{error}");
        assert_eq!(shelf.retell(&routine("a")), changed("a", Some("mine"), 1));
    }

    #[test]
    fn a_change_is_told_once_it_has_been_seen_twice() {
        let dir = tempfile::tempdir().unwrap();
        let path = put(dir.path(), "routines/a.ron", "old");
        let mut shelf = shelf(dir.path(), &[("a", "old")]);
        let a = routine("a");
        assert_eq!(shelf.look(&a), Look::Same);
        fs::write(&path, "ha").unwrap();
        assert_eq!(shelf.look(&a), Look::Unsteady);
        fs::write(&path, "half, then all").unwrap();
        assert_eq!(shelf.look(&a), Look::Unsteady);
        assert_eq!(shelf.look(&a), Look::News(changed("a", Some("half, then all"), 1)));
        assert_eq!(shelf.look(&a), Look::Same);
        fs::remove_file(&path).unwrap();
        assert_eq!(shelf.look(&a), Look::Unsteady);
        assert_eq!(shelf.look(&a), Look::News(changed("a", None, 2)));
        assert_eq!(shelf.look(&routine("never there")), Look::Same);
    }
}
