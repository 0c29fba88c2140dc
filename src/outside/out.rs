//! The history on its way out, and everything on its way back. Each takes as long as it takes, on a thread of its own.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::Waker;
use crate::clock::Clock;
use crate::domain::history::History;
use crate::export::{self, Format, backup};
use crate::model::{Action, Export};
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

/// Writes things out and brings them back, and tells how that went.
#[derive(Clone)]
pub(super) struct Errands {
    store: Store,
    clock: Arc<dyn Clock>,
    tell: Sender<Action>,
    wake: Waker,
}

impl Errands {
    /// Errands on the files in `store`; news go to `tell`, and `wake` has them fetched.
    pub fn new(store: Store, clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        Self { store, clock, tell, wake }
    }

    /// The name that is offered for a file.
    pub fn file_name(&self, export: Export) -> String {
        let today = self.clock.now().local.date_naive();
        format(export).map_or_else(|| backup::file_name(today), |format| format.file_name(today))
    }

    /// Writes what is asked for.
    pub fn export(&self, export: Export, path: &Path, over: Over) {
        let written = match format(export) {
            Some(format) => write_history(&self.store, format, path, over, self.clock.as_ref()),
            None => self.store.backup_to(path, over).map(|Backed { path, files, troubles, .. }| {
                said(&format!("{} in one file", counted(files, "file")), troubles.len(), &path)
            }),
        };
        self.say(written.unwrap_or_else(|error| error.sentence()));
    }

    /// Brings everything back that a backup holds.
    pub fn bring_back(&self, path: &Path) {
        self.say(match self.store.restore_from(path) {
            Ok(Restored { written, same, kept }) => {
                let kept = match kept.len() {
                    0 => String::new(),
                    n => format!("; {} differ from yours and lie in trash/from-backup", counted(n, "file")),
                };
                let back = counted(written, "file");
                format!("{back} brought back, {same} were here already{kept}. Settings count from the next start")
            }
            Err(error) => error.sentence(),
        });
    }

    fn say(&self, sentence: String) {
        // A window that has closed wants no news.
        drop(self.tell.send(Action::Report(sentence)));
        (self.wake)();
    }
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
