//! The thread for files: carries out what the model asks of them, and looks at those that others have touched. Decides nothing
//! about what they say.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use super::Waker;
use super::inbox::brought;
use super::watch::{Stir, Watch};
use crate::clock::Clock;
use crate::domain::history::{Entry, EntryId};
use crate::domain::library::{DiskNews, FileKey};
use crate::domain::time::{Span, Tick};
use crate::model::{Action, Effect, RunDeed};
use crate::store::{Batch, Look, Over, Reading, Shelf, Store};

/// Files are looked at when nothing has happened for this long: whoever writes one stirs several times in a row, and what
/// lies there in the middle of it is nobody's.
const QUIET: Duration = Duration::from_millis(100);
/// So many records are told at once, where a year has more: each time, all that are there already are moved.
const TOLD_AT_ONCE: usize = 4096;

/// Something to do.
pub(super) enum Job {
    /// Read the records.
    ReadHistory,
    /// Begin to watch the folder; whatever stirs there is sent back here.
    Watch(Sender<Self>),
    /// Something has stirred in the folder.
    Stirred(Stir),
    /// An effect that is about files.
    CarryOut(Effect),
    /// Read a file from anywhere.
    Import(PathBuf),
    /// Read a file of a run from anywhere.
    ReadRun(PathBuf),
    /// Write a copy anywhere.
    Export {
        /// Where to.
        path: PathBuf,
        /// What it says.
        text: Arc<str>,
        /// Whether it may be written over something.
        over: Over,
    },
    /// Nothing more comes.
    Close,
}

/// What the thread holds.
pub(super) struct Files {
    store: Store,
    shelf: Shelf,
    clock: Arc<dyn Clock>,
    tell: Sender<Action>,
    wake: Waker,
    /// The same sentence every few seconds would help nobody.
    said: HashSet<String>,
    /// A session that could not be written down is not forgotten: until it is, the next start offers it again.
    unwritten: Option<EntryId>,
    /// Entries that could not be saved, each as it is on the disk: what is kept of the journal of one is its only copy.
    unsaved: BTreeMap<EntryId, Option<Box<Entry>>>,
    /// Those that could not be saved once. Of these, every save that works is told: the news of an older one may be on its way.
    failed_once: BTreeSet<EntryId>,
    watch: Option<Watch>,
    links: BTreeMap<PathBuf, FileKey>,
    /// What has to be looked at once it is quiet.
    stirred: BTreeSet<FileKey>,
    /// When something last stirred.
    stirred_at: Tick,
    /// The records that are being read, whenever there is nothing else to do.
    reading: Option<Reading>,
    /// Those that were read and not told yet.
    read: Batch,
}

impl Files {
    /// What it takes to work on the files in `store`; news go to `tell`, and `wake` has them fetched.
    pub fn new(store: Store, shelf: Shelf, clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        Self {
            store,
            shelf,
            clock,
            tell,
            wake,
            said: HashSet::new(),
            unwritten: None,
            unsaved: BTreeMap::new(),
            failed_once: BTreeSet::new(),
            watch: None,
            links: BTreeMap::new(),
            stirred: BTreeSet::new(),
            stirred_at: Tick::default(),
            reading: None,
            read: Batch::default(),
        }
    }

    /// Does one job after the other, until [`Job::Close`] or until nobody is left to give any.
    pub fn run(mut self, jobs: &Receiver<Job>) {
        let mut waiting = VecDeque::new();
        loop {
            let next = match waiting.pop_front() {
                Some(job) => Ok(job),
                None if self.reading.is_some() => match jobs.try_recv() {
                    Ok(job) => Ok(job),
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) if self.is_quiet() => Err(RecvTimeoutError::Timeout),
                    Err(TryRecvError::Empty) => {
                        self.read_on();
                        continue;
                    }
                },
                None if self.stirred.is_empty() => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
                None => jobs.recv_timeout(QUIET),
            };
            waiting.extend(jobs.try_iter());
            match next {
                Ok(Job::Close) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(job) if waiting.front().is_some_and(|later| replaces(later, &job)) => {}
                Ok(job) => self.carry_out(job),
                Err(RecvTimeoutError::Timeout) => self.look(),
            }
        }
    }

    fn carry_out(&mut self, job: Job) {
        match job {
            Job::ReadHistory => self.reading = Some(self.store.read_history()),
            Job::Watch(jobs) => {
                self.watch = Watch::new(&self.store, move |stir| drop(jobs.send(Job::Stirred(stir))));
                self.arm();
            }
            Job::Stirred(Stir::File(file)) => self.has_stirred([file]),
            Job::Stirred(Stir::All) => self.has_stirred(self.shelf.files()),
            Job::Stirred(Stir::Folders) => self.arm(),
            Job::ReadRun(path) => {
                let brought = brought(&path, self.clock.as_ref());
                self.tell(Action::Run(RunDeed::Brought(brought)));
            }
            Job::Import(path) => self.tell(Action::Disk(Store::import(&path))),
            Job::Export { path, text, over } => self.tell(match Store::export(&path, &text, over) {
                Ok(path) => Action::Disk(DiskNews::Exported(path.display().to_string())),
                Err(error) => Action::Report(error.sentence()),
            }),
            Job::CarryOut(Effect::SaveFile { file, text, seen, revision }) => {
                let news = self.shelf.save(&file, &text, seen, revision);
                self.tell(Action::Disk(news));
            }
            Job::CarryOut(Effect::TrashDraft(id)) => {
                if let Err(error) = self.shelf.trash_draft(&id, self.clock.now().local) {
                    self.tell(Action::Report(error.sentence()));
                }
            }
            Job::CarryOut(Effect::TrashFile { file, seen }) => {
                match self.shelf.trash(&file, seen, self.clock.now().local) {
                    Ok(news) => news.into_iter().for_each(|news| self.tell(Action::Disk(news))),
                    Err(error) => {
                        self.tell(Action::Report(error.sentence()));
                        let news = self.shelf.retell(&file);
                        self.tell(Action::Disk(news));
                    }
                }
            }
            Job::CarryOut(Effect::TrashJournal) => {
                if let Err(error) = self.store.trash_journal(self.clock.now().local) {
                    self.tell(Action::Report(error.sentence()));
                }
            }
            Job::CarryOut(Effect::TrashCopy(entry)) => {
                if let Err(error) = self.store.trash_copy(&entry, self.clock.now().local) {
                    self.tell(Action::Report(error.sentence()));
                }
            }
            Job::CarryOut(Effect::TrashEntry(entry)) => {
                // It may have been read, and not been told yet.
                self.read.entries.retain(|read| read.id != entry.id);
                if let Err(error) = self.store.trash_entry(&entry, self.clock.now().local) {
                    self.tell(Action::Report(error.sentence()));
                    // It is still there.
                    self.reading = Some(self.store.read_history());
                }
            }
            Job::CarryOut(effect) => self.keep(effect),
            Job::Close => {}
        }
    }

    /// Has the watch look at the folders and links that are there now. What was changed before is not missed.
    fn arm(&mut self) {
        if let Some(watch) = &mut self.watch {
            self.links = self.shelf.links();
            watch.arm(&self.links);
            self.has_stirred(self.shelf.files());
        }
    }

    fn has_stirred(&mut self, files: impl IntoIterator<Item = FileKey>) {
        self.stirred.extend(files);
        self.stirred_at = self.clock.tick();
    }

    /// Whether it is time to look at what has stirred.
    fn is_quiet(&self) -> bool {
        !self.stirred.is_empty() && self.clock.tick().since(self.stirred_at) >= Span::from(QUIET)
    }

    /// Reads a few records, and tells those of a year once they are all there.
    fn read_on(&mut self) {
        let Some(batch) = self.reading.as_mut().and_then(Iterator::next) else {
            self.reading = None;
            let Batch { entries, troubles, .. } = std::mem::take(&mut self.read);
            return self.tell(Action::HistoryRead(entries, troubles));
        };
        self.read.entries.extend(batch.entries);
        self.read.troubles.extend(batch.troubles);
        if batch.ends_year || self.read.entries.len() >= TOLD_AT_ONCE {
            let Batch { entries, troubles, .. } = std::mem::take(&mut self.read);
            self.tell(Action::HistoryPart(entries, troubles));
        }
    }

    /// Looks at what has stirred. What is not as it is known is looked at again before it is told.
    fn look(&mut self) {
        let mut told = false;
        self.stirred_at = self.clock.tick();
        for file in std::mem::take(&mut self.stirred) {
            match self.shelf.look(&file) {
                Look::Same => {}
                Look::Unsteady => drop(self.stirred.insert(file)),
                Look::News(news) => {
                    self.tell(Action::Disk(news));
                    told = true;
                }
            }
        }
        // A link that is new leads to a folder that is not watched yet.
        if told && self.shelf.links() != self.links {
            self.arm();
        }
    }

    /// Tells the window something.
    fn tell(&self, news: Action) {
        // One that has closed wants no news.
        drop(self.tell.send(news));
        (self.wake)();
    }
}

/// Whether the later of two jobs, done one right after the other, makes the earlier one needless: a volume that is being dragged
/// changes with every frame, and a text with every key.
fn replaces(later: &Job, earlier: &Job) -> bool {
    let (Job::CarryOut(later), Job::CarryOut(earlier)) = (later, earlier) else { return false };
    match (later, earlier) {
        (Effect::SaveSettings(_), Effect::SaveSettings(_))
        | (Effect::SaveWeeks(_), Effect::SaveWeeks(_))
        | (Effect::KeepSession(_), Effect::KeepSession(_))
        | (Effect::KeepJournal(_), Effect::KeepJournal(_)) => true,
        (Effect::SaveFile { file: later, .. }, Effect::SaveFile { file: earlier, .. }) => later == earlier,
        (Effect::KeepDraft(later, _), Effect::KeepDraft(earlier, _)) => later == earlier,
        _ => false,
    }
}

mod keep;
#[cfg(test)]
mod losses;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod world;
