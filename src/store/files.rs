//! What each file that only Afterrun writes says, word for word, and how it becomes the domain's values and back. Touches no
//! disk.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::bookmark::Bookmark;
use crate::domain::history::{Entry, EntryId, What};
use crate::domain::hush::{Change, OtherMusic};
use crate::domain::journal::Journal;
use crate::domain::nudge::Nudge;
use crate::domain::past::week::Weeks;
use crate::domain::reading::Reading;
use crate::domain::routine::{FORMAT, RoutineId};
use crate::domain::run::Run;
use crate::domain::session::{Session, Unfinished};
use crate::domain::settings::{Contrast, Motion, RunFolders, Settings, TextScale, Theme, Units, Volume};
use crate::domain::time::Span;
use crate::domain::voice::VoiceSettings;
use crate::notation::Fault;

/// A file of `history/`. Its id is its name. It says what was done, in `session`, or when something was noted, in `at`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Entry", deny_unknown_fields)]
pub(crate) struct EntryFile {
    format: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<FixedOffset>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run: Option<Run>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refuelled: Option<DateTime<FixedOffset>>,
    #[serde(default, skip_serializing_if = "Journal::is_empty")]
    journal: Journal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<Session>,
}

impl From<Entry> for EntryFile {
    fn from(Entry { id: _, what, run, refuelled, journal }: Entry) -> Self {
        let (at, session) = match what {
            What::Session(session) => (None, Some(session)),
            What::Day(at) => (Some(at), None),
        };
        Self { format: FORMAT, at, run, refuelled, journal, session }
    }
}

impl EntryFile {
    /// The entry with this id.
    ///
    /// # Errors
    /// Where it says neither what was done nor when, or both.
    pub fn into_entry(self, id: EntryId) -> Result<Entry, Fault> {
        let Self { format: _, at, run, refuelled, journal, session } = self;
        let what = match (session, at) {
            (Some(session), None) => What::Session(session),
            (None, Some(at)) => What::Day(at),
            (Some(_), Some(_)) => return Err(Fault::whole("this says both `session` and `at`; remove one of them")),
            (None, None) => return Err(Fault::whole("this has neither `session` nor `at`; say when it was with `at`")),
        };
        Ok(Entry { id, what, run, refuelled, journal })
    }
}

/// `journal.ron`: an entry that is not saved yet, with the name that its file has or will have.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Draft", deny_unknown_fields)]
pub(crate) struct JournalFile {
    format: u32,
    pub id: EntryId,
    pub entry: EntryFile,
}

impl From<Entry> for JournalFile {
    fn from(entry: Entry) -> Self {
        Self { format: FORMAT, id: entry.id.clone(), entry: entry.into() }
    }
}

/// `session.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Unfinished", deny_unknown_fields)]
pub(crate) struct SessionFile {
    format: u32,
    started: DateTime<FixedOffset>,
    seen: DateTime<FixedOffset>,
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

/// `weeks.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Weeks", deny_unknown_fields)]
pub(crate) struct WeeksFile {
    format: u32,
    weeks: Weeks,
}

impl From<Weeks> for WeeksFile {
    fn from(weeks: Weeks) -> Self {
        Self { format: FORMAT, weeks }
    }
}

impl From<WeeksFile> for Weeks {
    fn from(WeeksFile { format: _, weeks }: WeeksFile) -> Self {
        weeks
    }
}

/// `others.ron`: what was changed of other players, until it is put back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename = "Others", deny_unknown_fields)]
pub(crate) struct OthersFile {
    format: u32,
    pub changed: Vec<Change>,
}

impl From<Vec<Change>> for OthersFile {
    fn from(changed: Vec<Change>) -> Self {
        Self { format: FORMAT, changed }
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
    voice: VoiceSettings,
    #[serde(default)]
    ready_at_least: Span,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    contrast: Contrast,
    #[serde(default)]
    text_scale: TextScale,
    #[serde(default)]
    reading: Reading,
    #[serde(default)]
    motion: Motion,
    /// What was written before [`Motion`]: read, and not written any more.
    #[serde(default, skip_serializing)]
    reduced_motion: Option<bool>,
    #[serde(default)]
    units: Units,
    #[serde(default)]
    run_folders: RunFolders,
    #[serde(default)]
    nudge: Nudge,
    #[serde(default)]
    other_music: OtherMusic,
    #[serde(default)]
    claps: bool,
    #[serde(default)]
    routine: Option<RoutineId>,
}

impl From<Settings> for SettingsFile {
    fn from(settings: Settings) -> Self {
        let Settings {
            volume,
            voice,
            ready_at_least,
            theme,
            contrast,
            text_scale,
            reading,
            motion,
            units,
            run_folders,
            nudge,
            other_music,
            claps,
            routine,
        } = settings;
        Self {
            format: FORMAT,
            volume,
            voice,
            ready_at_least,
            theme,
            contrast,
            text_scale,
            reading,
            motion,
            reduced_motion: None,
            units,
            run_folders,
            nudge,
            other_music,
            claps,
            routine,
        }
    }
}

impl From<SettingsFile> for Settings {
    fn from(file: SettingsFile) -> Self {
        let SettingsFile {
            format: _,
            volume,
            voice,
            ready_at_least,
            theme,
            contrast,
            text_scale,
            reading,
            motion,
            reduced_motion,
            units,
            run_folders,
            nudge,
            other_music,
            claps,
            routine,
        } = file;
        // A `false` was written by itself, too: nobody chose it.
        let motion = if reduced_motion == Some(true) && motion == Motion::System { Motion::Reduced } else { motion };
        Self {
            volume,
            voice,
            ready_at_least,
            theme,
            contrast,
            text_scale,
            reading,
            motion,
            units,
            run_folders,
            nudge,
            other_music,
            claps,
            routine,
        }
    }
}
