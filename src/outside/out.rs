//! The history on its way out, and everything on its way back. Each takes as long as it takes, on a thread of its own.

use std::path::Path;

use crate::clock::Clock;
use crate::domain::history::History;
use crate::export::{self, Format, backup};
use crate::model::Export;
use crate::store::{Backed, Over, Restored, Store, StoreError};

/// The format of what is asked for; `None` for everything, which is a backup.
const fn format(export: Export) -> Option<Format> {
    match export {
        Export::Sessions => Some(Format::Sessions),
        Export::Steps => Some(Format::Steps),
        Export::Json => Some(Format::Json),
        Export::Calendar => Some(Format::Calendar),
        Export::Everything => None,
    }
}

/// The name that is offered for a file.
pub(super) fn file_name(export: Export, clock: &dyn Clock) -> String {
    let today = clock.now().local.date_naive();
    format(export).map_or_else(|| backup::file_name(today), |format| format.file_name(today))
}

/// Writes what is asked for, and gives the sentence that says how it went.
pub(super) fn write(store: &Store, export: Export, path: &Path, over: Over, clock: &dyn Clock) -> String {
    let written = match format(export) {
        Some(format) => write_history(store, format, path, over, clock),
        None => store.backup_to(path, over).map(|Backed { path, files, troubles, .. }| {
            said(&format!("{} in one file", counted(files, "file")), troubles.len(), &path)
        }),
    };
    written.unwrap_or_else(|error| error.sentence())
}

fn write_history(
    store: &Store,
    format: Format,
    path: &Path,
    over: Over,
    clock: &dyn Clock,
) -> Result<String, StoreError> {
    let (entries, troubles) = store.load_history();
    let mut history = History::default();
    history.add(entries.into_iter().filter(|entry| format.tells_of(entry)));
    let entries = history.entries();
    let now = clock.now().local;
    let path = Store::write_out("the history", path, over, |out| export::write(format, entries, now, out))?;
    Ok(said(&format!("{} written", counted_entries(entries.len())), troubles.len(), &path))
}

/// Brings everything back that a backup holds, and gives the sentence that says how it went.
pub(super) fn bring_back(store: &Store, path: &Path) -> String {
    match store.restore_from(path) {
        Ok(Restored { written, same, kept }) => {
            let mut words = format!("{} brought back, {same} were here already", counted(written, "file"));
            if !kept.is_empty() {
                words.push_str(&format!("; {} differ from yours and lie in trash/from-backup", kept.len()));
            }
            format!("{words}. Settings count from the next start")
        }
        Err(error) => error.sentence(),
    }
}

fn said(done: &str, unreadable: usize, path: &Path) -> String {
    let left_out = match unreadable {
        0 => String::new(),
        n => format!("; {} can’t be read and was left out", counted(n, "file")),
    };
    format!("{done}{left_out} ({})", path.display())
}

fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

fn counted_entries(n: usize) -> String {
    if n == 1 { "1 entry".to_owned() } else { format!("{n} entries") }
}
