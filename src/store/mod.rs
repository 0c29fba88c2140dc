//! The config folder: RON files to the domain's values and back. The only module that names `std::fs`. Shows nothing, and
//! decides nothing about routines or sessions.
//!
//! Writes are atomic. A file that can't be read is left as it is, named in a [`Trouble`], and never written over.

mod backup;
mod batch;
mod bundled;
mod check;
mod claim;
mod copies;
mod drafts;
mod error;
pub(crate) mod files;
mod history;
mod inbox;
mod journal;
mod library;
mod others;
mod places;
mod shelf;
mod sources;
mod text;
mod trash;
mod write;

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::bundled::Mode;
use self::files::{SessionFile, SettingsFile, WeeksFile};
use self::sources::Sources;
use crate::domain::exercise::Catalogue;
use crate::domain::history::{Entry, EntryId};
use crate::domain::library::{FileKey, Library, Source, Trouble};
use crate::domain::past::week::Weeks;
use crate::domain::player::Player;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::session::Unfinished;
use crate::domain::settings::Settings;
use crate::notation::{Fault, MOST_BYTES, MOST_OWN_BYTES, file};

use error::failed;

pub use backup::{Backed, Restored};
pub use check::Finding;
pub use claim::Claim;
pub use copies::{Over, at_home};
pub use error::StoreError;
pub use history::{Batch, Reading};
pub use inbox::{run_files, watch_folders};
pub use shelf::{Look, Shelf};

const SETTINGS: &str = "settings.ron";
const WEEKS: &str = "weeks.ron";
const SESSION: &str = "session.ron";
/// The file of a person's own exercises, in the config folder.
pub const EXERCISES_FILE: &str = "exercises.ron";
const FIGURES_FILE: &str = "figures.ron";
const ROUTINES: &str = "routines";
const HISTORY: &str = "history";

/// The folder that a person's files lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// Everything that is read at the start.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What there is to do.
    pub library: Library,
    /// What the person has set.
    pub settings: Settings,
    /// The weeks in which nobody has to run.
    pub weeks: Weeks,
    /// The session that was cut off, if one was.
    pub unfinished: Option<Unfinished>,
    /// The journal that was not saved, if one was.
    pub draft: Option<Entry>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
    /// The texts of all files that the editor can change.
    pub sources: Vec<Source>,
    /// The same files as they lie on the disk, for whoever saves them.
    pub shelf: Shelf,
    /// The routines that Afterrun comes with, as they come.
    pub originals: Vec<(RoutineId, &'static str)>,
    /// Whether Afterrun was never used with this folder.
    pub first_run: bool,
}

/// The routines that Afterrun comes with, as they come, in the order in which they are shown.
#[must_use]
pub fn originals() -> Vec<(RoutineId, &'static str)> {
    bundled::ROUTINES.iter().map(|routine| (RoutineId::new(routine.id), routine.text)).collect()
}

impl Store {
    /// The store in `folder`, or where the system keeps settings: `~/.config/afterrun`. Makes nothing: the folder comes
    /// with the first thing that is kept.
    ///
    /// # Errors
    /// [`StoreError::NoHome`].
    pub fn open(folder: Option<PathBuf>) -> Result<Self, StoreError> {
        let usual = || ProjectDirs::from("org", "Afterrun", "Afterrun").map(|dirs| dirs.config_dir().to_owned());
        let folder = folder.or_else(usual).ok_or(StoreError::NoHome)?;
        // What watches it, and whoever is told of it, may be elsewhere.
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        Ok(Self { folder })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads everything but the history, after laying down the routines that come with Afterrun. What can't be read is left
    /// out and named.
    #[must_use]
    pub fn load(&self) -> Loaded {
        self.load_as(Mode::LayDown)
    }

    /// Reads what [`Store::load`] reads, and writes nothing: routines not laid down yet are there all the same.
    #[must_use]
    pub fn read(&self) -> Loaded {
        self.load_as(Mode::ReadOnly)
    }

    fn load_as(&self, mode: Mode) -> Loaded {
        let mut sources = Sources::new(&self.folder);
        let (library, mut troubles, first) = library::load(&self.folder, mode, &mut sources);
        let (texts, kept) = sources.with_drafts(mode, &mut troubles);
        let settings = self.read_settings();
        let weeks = self.read_weeks();
        let unfinished = self.read_unfinished();
        let first_run = first && matches!(settings, Ok(None)) && matches!(unfinished, Ok(None));
        let mut note = |name: &str, fault: Fault| troubles.push(fault.of(&self.folder.join(name)));
        let settings = settings.unwrap_or_else(|fault| {
            note(SETTINGS, fault);
            None
        });
        let weeks = weeks.unwrap_or_else(|fault| {
            note(WEEKS, fault);
            Weeks::default()
        });
        let unfinished = unfinished.unwrap_or_else(|fault| {
            note(SESSION, fault);
            None
        });
        let settings = settings.unwrap_or_default();
        let draft = self.read_journal().unwrap_or_else(|fault| {
            troubles.push(fault.of(&self.folder.join(journal::JOURNAL)));
            None
        });
        Loaded {
            library,
            settings,
            weeks,
            unfinished,
            draft,
            troubles,
            sources: texts,
            shelf: kept,
            originals: originals(),
            first_run,
        }
    }

    /// Reads the history a few records at a time, the newest year first. It may be long: meant for a thread of its own.
    #[must_use]
    pub fn read_history(&self) -> Reading {
        Reading::new(&self.folder.join(HISTORY))
    }

    /// Reads the whole history at once, in the order of its files. What can't be read is left out and named.
    #[must_use]
    pub fn load_history(&self) -> (Vec<Entry>, Vec<Trouble>) {
        let (mut entries, mut troubles) = (Vec::new(), Vec::new());
        for batch in self.read_history() {
            entries.extend(batch.entries);
            troubles.extend(batch.troubles);
        }
        entries.reverse();
        (entries, troubles)
    }

    /// Keeps the settings. When they are as the file has them, it is not touched.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when the file there is broken or newer, and [`StoreError::Write`].
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        const WHAT: &str = "the settings";
        match self.read_settings() {
            Ok(Some(there)) if there == *settings => Ok(()),
            Ok(_) => self.save(WHAT, SETTINGS, &SettingsFile::from(settings.clone())),
            Err(_) => Err(StoreError::Unreadable { what: WHAT, path: self.folder.join(SETTINGS) }),
        }
    }

    /// Keeps the weeks in which nobody has to run. When they are as the file has them, it is not touched.
    ///
    /// # Errors
    /// As [`Self::save_settings`].
    pub fn save_weeks(&self, weeks: &Weeks) -> Result<(), StoreError> {
        const WHAT: &str = "the neutral weeks";
        match self.read_weeks() {
            Ok(there) if there == *weeks => Ok(()),
            Ok(_) => self.save(WHAT, WEEKS, &WeeksFile::from(weeks.clone())),
            Err(_) => Err(StoreError::Unreadable { what: WHAT, path: self.folder.join(WEEKS) }),
        }
    }

    /// Keeps the running session, so that it can be taken up again.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when the file there is broken or newer, and [`StoreError::Write`].
    pub fn save_unfinished(&self, unfinished: &Unfinished) -> Result<(), StoreError> {
        const WHAT: &str = "the running session";
        match self.read_unfinished() {
            Ok(_) => self.save(WHAT, SESSION, &SessionFile::from(unfinished.clone())),
            Err(_) => Err(StoreError::Unreadable { what: WHAT, path: self.folder.join(SESSION) }),
        }
    }

    /// Forgets the session that was running. A file that can't be read stays.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn clear_unfinished(&self) -> Result<(), StoreError> {
        let path = self.folder.join(SESSION);
        match self.read_unfinished() {
            Ok(Some(_)) => write::remove(&path).map_err(|error| failed("the end of the session", path, &error)),
            Ok(None) | Err(_) => Ok(()),
        }
    }

    /// Writes a record to the history, and gives back the id that it has there: its own, or one with a number behind it when
    /// another record has taken that.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn record(&self, entry: &Entry) -> Result<EntryId, StoreError> {
        let folder = self.folder.join(HISTORY);
        history::record(&folder, entry).map_err(|error| failed("the session", folder, &error))
    }

    /// The file of the library that lies at a path, if one does or may.
    #[must_use]
    pub fn file_at(&self, path: &Path) -> Option<FileKey> {
        places::file_at(&self.folder, path)
    }

    /// The folder of the routines.
    #[must_use]
    pub fn routines_folder(&self) -> PathBuf {
        self.folder.join(ROUTINES)
    }

    /// Reads one routine from a file anywhere.
    ///
    /// # Errors
    /// Everything that keeps it from being played.
    pub fn routine_at(path: &Path, catalogue: &Catalogue) -> Result<Routine, Vec<Trouble>> {
        library::routine_at(path, catalogue).map_err(|faults| faults.into_iter().map(|fault| fault.of(path)).collect())
    }

    /// The bytes of a file from outside, of up to `most` bytes.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn bytes_at(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
        inbox::read(path, most)
    }

    /// Everything that is wrong with a file of any kind, routines with exercises from `library`. The kind is told by the
    /// file's name and folder.
    #[must_use]
    pub fn check(path: &Path, library: &Library) -> Vec<Finding> {
        check::check(path, library)
    }

    fn read_settings(&self) -> Result<Option<Settings>, Fault> {
        let Some(text) = text::read(&self.folder.join(SETTINGS), MOST_BYTES)? else { return Ok(None) };
        file::parse::<SettingsFile>(&text).map(|file| Some(Settings::from(file).within_limits()))
    }

    fn read_weeks(&self) -> Result<Weeks, Fault> {
        let text = text::read(&self.folder.join(WEEKS), MOST_BYTES)?;
        text.map_or_else(|| Ok(Weeks::default()), |text| file::parse::<WeeksFile>(&text).map(Weeks::from))
    }

    fn read_unfinished(&self) -> Result<Option<Unfinished>, Fault> {
        let Some(text) = text::read(&self.folder.join(SESSION), MOST_OWN_BYTES)? else { return Ok(None) };
        parse_unfinished(&text).map(Some)
    }

    fn save<F: Serialize + DeserializeOwned>(
        &self,
        what: &'static str,
        name: &str,
        file: &F,
    ) -> Result<(), StoreError> {
        /// A segment of a plan to a line.
        const LINES: usize = 4;
        let path = self.folder.join(name);
        let written = file::write(file, LINES).and_then(|text| write::replace(&path, text.as_bytes()));
        written.map_err(|error| failed(what, path, &error))
    }
}

/// The session that a text keeps, if it can be taken up again.
fn parse_unfinished(text: &str) -> Result<Unfinished, Fault> {
    let unfinished: Unfinished = file::parse::<SessionFile>(text)?.into();
    match Player::reopen(unfinished.bookmark.clone()) {
        Some(_) => Ok(unfinished),
        None => {
            Err(Fault::whole("this session does not hang together, so it can’t be taken up again; delete the file"))
        }
    }
}
