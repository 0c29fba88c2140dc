//! What each kind of file says, word for word, and how it becomes the domain's values and back. Touches no disk.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

use super::explain::explain;
use super::fault::Fault;
use super::scan::{Kind, Tokens};
use super::text;
use crate::domain::exercise::Exercise;
use crate::domain::figure::Figure;
use crate::domain::routine::{Block, FORMAT, Routine, RoutineId};
use crate::domain::session::Bookmark;
use crate::domain::session::{Session, Unfinished};
use crate::domain::settings::{Settings, Theme, Volume};
use crate::domain::time::Span;

/// What is said of a file with a format that this version does not know.
pub(super) const NEWER: &str = "made by a newer Afterrun; update Afterrun to use it";

/// A file of `routines/`. Its id is its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Routine", deny_unknown_fields)]
pub(super) struct RoutineFile {
    format: u32,
    name: String,
    #[serde(default)]
    about: String,
    blocks: Vec<Block>,
}

impl RoutineFile {
    pub fn into_routine(self, id: RoutineId) -> Routine {
        Routine { id, name: self.name, about: self.about, blocks: self.blocks }
    }
}

/// `exercises.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Exercises", deny_unknown_fields)]
pub(super) struct CatalogueFile {
    format: u32,
    pub exercises: Vec<Exercise>,
}

/// `figures.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Figures", deny_unknown_fields)]
pub(super) struct FiguresFile {
    format: u32,
    pub figures: Vec<Figure>,
}

/// A file of `history/`. Its id is its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "Entry", deny_unknown_fields)]
pub(super) struct EntryFile {
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
pub(super) struct SessionFile {
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
pub(super) struct SettingsFile {
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
        Self { volume, ready_at_least, theme, reduced_motion, routine }.within_limits()
    }
}

/// The one way in which RON is read and written: `5` and not `Some(5)`, ids without their type's name.
fn options() -> ron::Options {
    // Far below what a test build's stack can bear, and above any depth that `text::check_shape` lets through.
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
        .with_recursion_limit(2 * text::MOST_LEVELS)
}

/// What a file says.
pub(super) fn parse<F: DeserializeOwned>(text: &str) -> Result<F, Fault> {
    text::check_shape(text)?;
    check_format(text)?;
    options().from_str(text).map_err(|error| explain(&error, text))
}

/// How a file is written. Lists of things lie one thing a line.
pub(super) fn write<F: Serialize>(file: &F) -> Result<String, ron::Error> {
    /// Below this depth a value stays on one line.
    const DEEPEST_OF_ITS_OWN_LINE: usize = 4;
    let pretty = PrettyConfig::new().depth_limit(DEEPEST_OF_ITS_OWN_LINE).new_line("\n");
    let mut text = options().to_string_pretty(file, pretty)?;
    text.push('\n');
    Ok(text)
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
