//! The history on its way out, and everything on its way back. Each takes as long as it takes, on a thread of its own.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::Waker;
use super::files::Job;
use crate::clock::Clock;
use crate::domain::history::History;
use crate::export::{self, Format, backup};
use crate::model::{Action, BroughtBack, Export};
use crate::store::{Backed, Loaded, Over, Restored, Store, StoreError};

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
    running: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Errands {
    /// Errands on the files in `store`; news go to `tell`, and `wake` has them fetched.
    pub fn new(store: Store, clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        Self { store, clock, tell, wake, running: Arc::default() }
    }

    /// Does something that takes a while, on a thread of its own.
    pub fn run(&self, errand: impl FnOnce(Self) + Send + 'static) {
        let own = self.clone();
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|thread| !thread.is_finished());
        match thread::Builder::new().name("errand".into()).spawn(move || errand(own)) {
            Ok(thread) => running.push(thread),
            Err(error) => {
                log::error!("no thread to write on: {error}");
                self.end(Err("This can’t be done just now; try again in a moment".to_owned()));
            }
        }
    }

    /// Waits until all is written.
    pub fn wait(&self) {
        let running = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in running {
            if thread.join().is_err() {
                log::error!("a thread that writes something out has failed");
            }
        }
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
        self.end(written.map_err(|error| error.sentence()));
    }

    /// Brings everything back that a backup holds, and has it read.
    pub fn bring_back(&self, path: &Path, jobs: &Sender<Job>) {
        let restored = self.store.restore_from(path);
        // Read even where it has failed half way: what is there now is not to be written over by what was known before.
        let Loaded { settings, weeks, unfinished, draft, .. } = self.store.read();
        let back = BroughtBack { settings, weeks, unfinished, draft };
        drop(self.tell.send(Action::BroughtBack(Box::new(back))));
        drop(jobs.send(Job::ReadHistory));
        let said = |Restored { written, same, kept }: Restored| {
            let kept = match kept.len() {
                0 => String::new(),
                1 => "; 1 file differs from yours and lies in trash/from-backup".to_owned(),
                n => format!("; {n} files differ from yours and lie in trash/from-backup"),
            };
            let back = counted(written, "file");
            format!("{back} brought back, {same} were here already{kept}")
        };
        self.end(restored.map(said).map_err(|error| error.sentence()));
    }

    fn end(&self, how: Result<String, String>) {
        // A window that has closed wants no news.
        drop(self.tell.send(Action::Ended(how)));
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
        1 => "; 1 file can’t be read and was left out".to_owned(),
        n => format!("; {n} files can’t be read and were left out"),
    };
    format!("{done}{left_out} ({})", path.display())
}

fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

fn counted_entries(n: usize) -> String {
    if n == 1 { "1 entry".to_owned() } else { format!("{n} entries") }
}
