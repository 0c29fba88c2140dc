//! What each file that only Afterrun writes says, word for word, and how it becomes the domain's values and back. Touches no
//! disk.

use serde::{Deserialize, Serialize};

use crate::domain::bookmark::Bookmark;
use crate::domain::routine::{FORMAT, RoutineId};
use crate::domain::session::{Session, Unfinished};
use crate::domain::settings::{Settings, Theme, Volume};
use crate::domain::time::Span;

/// A file of `history/`. Its id is its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Entry", deny_unknown_fields)]
pub(crate) struct EntryFile {
    format: u32,
    pub session: Session,
}

impl From<Session> for EntryFile {
    fn from(session: Session) -> Self {
        Self { format: FORMAT, session }
    }
}

/// `session.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Unfinished", deny_unknown_fields)]
pub(crate) struct SessionFile {
    format: u32,
    started: chrono::DateTime<chrono::FixedOffset>,
    seen: chrono::DateTime<chrono::FixedOffset>,
    bookmark: Bookmark,
}

impl From<Unfinished> for SessionFile {
    fn from(Unfinished { started, seen, bookmark }: Unfinished) -> Self {
        Self { format: FORMAT, started, seen, bookmark }
    }
}

impl From<SessionFile> for Unfinished {
    fn from(SessionFile { format: _, started, seen, bookmark }: SessionFile) -> Self {
        Self { started, seen, bookmark }
    }
}

/// `settings.ron`. What it leaves out is as it comes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Settings", deny_unknown_fields)]
pub(crate) struct SettingsFile {
    format: u32,
    #[serde(default)]
    volume: Volume,
    #[serde(default)]
    ready_at_least: Span,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    reduced_motion: bool,
    #[serde(default)]
    routine: Option<RoutineId>,
}

impl From<Settings> for SettingsFile {
    fn from(settings: Settings) -> Self {
        let Settings { volume, ready_at_least, theme, reduced_motion, routine } = settings;
        Self { format: FORMAT, volume, ready_at_least, theme, reduced_motion, routine }
    }
}

impl From<SettingsFile> for Settings {
    fn from(file: SettingsFile) -> Self {
        let SettingsFile { format: _, volume, ready_at_least, theme, reduced_motion, routine } = file;
        Self { volume, ready_at_least, theme, reduced_motion, routine }
    }
}
