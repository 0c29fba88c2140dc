//! Writes the history and everything else out to files, and brings everything back. Decides nothing about what is in them.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, ValueEnum};

use super::CliError;
use crate::domain::history::{Entry, History};
use crate::domain::library::Trouble;
use crate::export::{self, Format};
use crate::store::{Backed, Over, Restored, Store, StoreError};

/// What is to be written out, and where to.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    pub what: Wanted,
    /// The file to write; - writes to standard output
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// Only from this day on, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub from: Option<NaiveDate>,
    /// Only up to this day
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub to: Option<NaiveDate>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// What can be written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Wanted {
    /// CSV, one row a session or run
    Sessions,
    /// CSV, one row a step of a session
    Steps,
    /// JSON with the whole history
    Json,
    /// An .ics calendar of sessions and runs
    Calendar,
    /// A zip file of all your files, for "afterrun restore"
    Everything,
}

impl Wanted {
    const fn format(self) -> Option<Format> {
        match self {
            Self::Sessions => Some(Format::Sessions),
            Self::Steps => Some(Format::Steps),
            Self::Json => Some(Format::Json),
            Self::Calendar => Some(Format::Calendar),
            Self::Everything => None,
        }
    }
}

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write a day like 2026-11-22".to_owned())
}

pub(super) fn export(
    asked: &Export,
    store: &Store,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let to_output = asked.out == Path::new("-");
    let troubles = match asked.what.format() {
        Some(format) => history(asked, format, store, now, to_output, out)?,
        None if asked.from.is_some() || asked.to.is_some() => {
            return Err(CliError::Export("a backup holds everything; leave out --from and --to".to_owned()));
        }
        None if to_output => return Err(CliError::Export("a zip file needs a name; write one for it".to_owned())),
        None => {
            let Backed { path, files, troubles, foreign } =
                store.backup_to(&asked.out, over(asked)).map_err(with_force)?;
            writeln!(out, "{} ({})", counted(files, "file"), path.display())?;
            if !foreign.is_empty() {
                writeln!(out, "Not Afterrun’s, so not in it: {}", foreign.join(", "))?;
            }
            troubles
        }
    };
    out.flush()?;
    if troubles.is_empty() { Ok(()) } else { Err(CliError::LeftOut(troubles)) }
}

/// Writes the history, and gives back what of it can't be read.
fn history(
    asked: &Export,
    format: Format,
    store: &Store,
    now: DateTime<FixedOffset>,
    to_output: bool,
    out: &mut dyn Write,
) -> Result<Vec<Trouble>, CliError> {
    let (read, troubles) = store.load_history();
    let wanted = |entry: &Entry| {
        asked.from.is_none_or(|from| entry.day() >= from)
            && asked.to.is_none_or(|to| entry.day() <= to)
            && format.tells_of(entry)
    };
    let mut history = History::default();
    history.add(read.into_iter().filter(wanted));
    let entries = history.entries();
    if to_output {
        export::write(format, entries, now, out)?;
    } else {
        let path =
            Store::write_out("the export", &asked.out, over(asked), |file| export::write(format, entries, now, file))
                .map_err(with_force)?;
        writeln!(out, "{} ({})", counted(entries.len(), "entry"), path.display())?;
    }
    Ok(troubles)
}

const fn over(asked: &Export) -> Over {
    if asked.force { Over::This } else { Over::Nothing }
}

/// Who types commands can say what a window asks.
fn with_force(error: StoreError) -> CliError {
    match error {
        StoreError::Taken { what, path } => CliError::Taken { what, path },
        error => error.into(),
    }
}

pub(super) fn restore(file: &Path, store: &Store, out: &mut dyn Write) -> Result<(), CliError> {
    // A window would write over what comes back before it knows of it.
    let _claim = store.claim()?;
    let Restored { written, same, kept } = store.restore_from(file)?;
    write!(out, "{} restored", counted(written, "file"))?;
    if same > 0 {
        write!(out, ", {same} there already")?;
    }
    if kept.is_empty() {
        writeln!(out, " ({})", store.folder().display())?;
        return Ok(());
    }
    writeln!(out, ", {} put aside because another is there:", kept.len())?;
    for (path, place) in kept {
        writeln!(out, "{path}: {}", place.display())?;
    }
    Ok(())
}

fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}
