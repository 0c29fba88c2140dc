//! The world outside the window as it really is: files on a thread of their own, sound, and the desktop's dialogs. Decides nothing.

mod bus;
mod files;
mod hushing;
mod inbox;
mod out;
mod pads;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::Outside;
use crate::audio::{News, Speaker};
use crate::clock::Clock;
use crate::desktop::{self, Where};
use crate::domain::cue::Cue;
use crate::domain::hush::Change;
use crate::domain::panel::Press;
use crate::domain::score::Sound;
use crate::domain::settings::RunFolders;
use crate::model::{Action, Effect};
use crate::store::{Over, Shelf, Store};

pub use bus::Bus;
use files::{Files, Job};
pub use hushing::Ledger;
use inbox::{Heard, Inbox};
use out::Errands;
use pads::Watching;

/// Wakes the window, from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Files, sound and dialogs.
pub struct World {
    speaker: Speaker,
    /// What the writing thread has to do.
    jobs: Sender<Job>,
    writer: Option<JoinHandle<()>>,
    news: Receiver<Action>,
    /// Whether it was said that nothing can be saved.
    said: bool,
    own_news: Vec<Action>,
    /// Whether a dialog is open: one at a time.
    asking: Arc<AtomicBool>,
    inbox: Sender<Heard>,
    errands: Errands,
    bus: Bus,
    pads: Watching,
}

impl World {
    /// The world with a person's files in `store`, which lie on `shelf` as they were read. Nothing happens in it before the
    /// first [`Outside::news`].
    #[must_use]
    pub fn new(store: Store, shelf: Shelf, runs: RunFolders, clock: Arc<dyn Clock>, wake: &Waker) -> Self {
        let (tell, news) = channel();
        let (inbox, heard) = channel();
        let looks = Inbox::new(runs, Arc::clone(&clock), tell.clone(), Arc::clone(wake));
        let stirs = inbox.clone();
        if let Err(error) = thread::Builder::new().name("runs".into()).spawn(move || looks.run(&heard, stirs)) {
            log::warn!("runs are not looked for: {error}");
        }
        let (jobs, todo) = channel();
        let sound = tell.clone();
        let wake_for_sound = Arc::clone(wake);
        let speaker = Speaker::new(Arc::clone(&clock), move |news| {
            let action = match news {
                News::State(state) => Action::Sound(state),
                News::Ready(manner, ready) => Action::Spoken(manner, ready),
                News::NoVoice(why) => Action::NoVoice(why),
                News::Hears(is_there) => Action::Hears(is_there),
                News::Clapped => Action::FromMat(Press::PlayPause),
            };
            // A window that has closed wants no news.
            drop(sound.send(action));
            wake_for_sound();
        });
        let errands = Errands::new(store.clone(), Arc::clone(&clock), tell.clone(), Arc::clone(wake));
        let bus = Bus::new(Where::default(), ledger(&store), Arc::clone(&clock), tell.clone(), Arc::clone(wake));
        let pads = Watching::new(Arc::clone(&clock), tell.clone(), Arc::clone(wake));
        let files = Files::new(store, shelf, clock, tell, Arc::clone(wake));
        let writer = thread::Builder::new().name("files".into()).spawn(move || files.run(&todo));
        if let Err(error) = &writer {
            log::error!("no thread for files: {error}");
        }
        let mut world = Self {
            speaker,
            jobs,
            writer: writer.ok(),
            news,
            said: false,
            own_news: Vec::new(),
            asking: Arc::default(),
            inbox,
            errands,
            bus,
            pads,
        };
        // Reading goes on beside the first frame, and watching begins after it.
        world.give(Job::ReadHistory);
        let stirs = world.jobs.clone();
        world.give(Job::Watch(stirs));
        world
    }

    /// Gives the thread for files something to do. Where there is none, nothing can be saved: said once.
    fn give(&mut self, job: Job) {
        if self.jobs.send(job).is_err() && !std::mem::replace(&mut self.said, true) {
            let sentence = "Nothing can be saved any more; close Afterrun and start it again";
            self.own_news.push(Action::Report(sentence.to_owned()));
        }
    }

    /// Asks the person with a dialog, on a thread of its own since it waits for them. While one is open, no other is opened.
    fn ask(&self, question: impl FnOnce() -> Option<Job> + Send + 'static) {
        if self.asking.swap(true, Ordering::AcqRel) {
            return;
        }
        let asking = Asking(Arc::clone(&self.asking));
        let jobs = self.jobs.clone();
        let run = move || {
            let _asking = asking;
            if let Some(job) = question() {
                // A window that has closed wants no files.
                drop(jobs.send(job));
            }
        };
        if let Err(error) = thread::Builder::new().name("dialog".into()).spawn(run) {
            log::error!("no thread for a dialog: {error}");
        }
    }
}

/// Where it is written down what was changed of other players.
fn ledger(store: &Store) -> Ledger {
    let (reader, keeper) = (store.clone(), store.clone());
    let keep = move |changes: &[Change]| {
        let kept = keeper.keep_others(changes);
        kept.inspect_err(|error| log::warn!("{}", error.sentence())).is_ok()
    };
    Ledger { left: Box::new(move || reader.others()), keep: Box::new(keep) }
}

/// Stands for an open dialog, however it ends.
struct Asking(Arc<AtomicBool>);

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Outside for World {
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Play(sounds) => self.speaker.play(sounds),
            Effect::Voice(voice) => self.speaker.speak_as(&voice),
            Effect::Prepare(sentences) => self.speaker.prepare(sentences),
            Effect::Say(sentence) => self.speaker.once(Sound::Say(sentence)),
            Effect::Silence => self.speaker.silence(),
            Effect::Listen(listen) => self.speaker.listen(listen),
            Effect::WatchPads(watch) => self.pads.watch(watch),
            Effect::ReleaseSound => self.speaker.close(),
            Effect::Volume(volume) => self.speaker.volume(volume),
            Effect::TestSound => {
                self.speaker.once(Sound::Cue(Cue::Start));
                self.speaker.close();
            }
            Effect::AskForRoutine => self.ask(|| desktop::ask_for_file().map(Job::Import)),
            Effect::AskForPlace { name, text } => {
                self.ask(move || {
                    desktop::ask_for_place(&name).map(|path| Job::Export { path, text, over: Over::This })
                });
            }
            Effect::ReadRoutine(path) => self.give(Job::Import(path)),
            Effect::WriteCopy { path, text } => self.give(Job::Export { path, text, over: Over::Nothing }),
            Effect::AskForRun => self.ask(|| desktop::ask_for_run().map(Job::ReadRun)),
            // Where nobody looks, that was said.
            Effect::WatchForRuns(folders) => drop(self.inbox.send(Heard::Folders(folders))),
            Effect::ReadRun(path) => self.give(Job::ReadRun(path)),
            Effect::SaveSettings(_)
            | Effect::SaveEntry { .. }
            | Effect::TrashEntry(_)
            | Effect::TrashCopy(_)
            | Effect::KeepJournal(_)
            | Effect::ForgetJournal
            | Effect::TrashJournal
            | Effect::SaveWeeks(_)
            | Effect::KeepSession(_)
            | Effect::ForgetSession
            | Effect::Record(_)
            | Effect::SaveFile { .. }
            | Effect::TrashFile { .. }
            | Effect::KeepDraft(..)
            | Effect::TrashDraft(_)
            | Effect::DropDraft(_) => self.give(Job::CarryOut(effect)),
            Effect::AskToExport(export) => {
                let errands = self.errands.clone();
                self.ask(move || {
                    let path = desktop::ask_for_export(&errands.file_name(export))?;
                    errands.run(move |errands| errands.export(export, &path, Over::This));
                    None
                });
            }
            Effect::ExportTo(export, path) => {
                self.errands.run(move |errands| errands.export(export, &path, Over::Nothing));
            }
            Effect::AskToBringBack => {
                let (errands, jobs) = (self.errands.clone(), self.jobs.clone());
                self.ask(move || {
                    let path = desktop::ask_for_backup()?;
                    errands.run(move |errands| errands.bring_back(&path, &jobs));
                    None
                });
            }
            Effect::BringBackFrom(path) => {
                let jobs = self.jobs.clone();
                self.errands.run(move |errands| errands.bring_back(&path, &jobs));
            }
            // What nobody has taken is the window's own.
            effect @ (Effect::ToggleFullscreen
            | Effect::Raise
            | Effect::Panel(_)
            | Effect::KeepAwake(_)
            | Effect::Notify(_)
            | Effect::Unnotify
            | Effect::Hush(_)) => {
                drop(self.bus.carry_out(effect));
            }
        }
    }

    fn news(&mut self) -> Vec<Action> {
        let own = std::mem::take(&mut self.own_news);
        own.into_iter().chain(self.news.try_iter()).collect()
    }

    fn shown(&mut self) {
        self.bus.open();
    }
}

/// Waits until everything is on disk.
impl Drop for World {
    fn drop(&mut self) {
        // Where there is no thread, there is nothing to wait for.
        drop(self.jobs.send(Job::Close));
        self.errands.wait();
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            log::error!("the thread that writes files has failed");
        }
    }
}
