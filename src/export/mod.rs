//! The history in other people's formats, and everything as one file to keep: values in, bytes out. Opens no file, and reads no
//! clock.

pub mod backup;

mod calendar;
mod csv;
mod json;
mod words;

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::history::Entry;

/// A format that the history can be had in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV with one row an entry.
    Sessions,
    /// CSV with one row a step of a session.
    Steps,
    /// JSON with everything, as `assets/schema/history.schema.json` says.
    Json,
    /// A calendar (.ics) with one event a session or run.
    Calendar,
}

impl Format {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Sessions, Self::Steps, Self::Json, Self::Calendar];

    /// A name for a file that is made on this day: `afterrun-sessions-2026-11-22.csv`.
    #[must_use]
    pub fn file_name(self, made: NaiveDate) -> String {
        let (what, ending) = match self {
            Self::Sessions => ("sessions", "csv"),
            Self::Steps => ("steps", "csv"),
            Self::Json => ("history", "json"),
            Self::Calendar => ("calendar", "ics"),
        };
        format!("afterrun-{what}-{made}.{ending}")
    }

    /// Whether an entry is told of in this format: not everyone has steps, or a place in a calendar.
    #[must_use]
    pub fn tells_of(self, entry: &Entry) -> bool {
        match self {
            Self::Sessions | Self::Json => true,
            Self::Steps => entry.session().is_some_and(|session| !session.steps.is_empty()),
            Self::Calendar => entry.session().is_some() || entry.run.is_some(),
        }
    }
}

/// Writes entries to `out`, in their order. `made` is now; it is written into JSON and calendars.
///
/// # Errors
/// Those of `out`. Nothing in an entry is one.
pub fn write(format: Format, entries: &[Entry], made: DateTime<FixedOffset>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Sessions => csv::sessions(entries, out),
        Format::Steps => csv::steps(entries, out),
        Format::Json => json::write(entries, made, out),
        Format::Calendar => calendar::write(entries, made, out),
    }
}
