//! The world outside the window as it really is: files on a thread of their own, and sound. Decides nothing.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::Outside;
use crate::audio::Speaker;
use crate::clock::Clock;
use crate::model::{Action, Effect};
use crate::store::{Store, StoreError};

/// Wakes the window, from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Files and sound.
pub struct World {
    speaker: Speaker,
    /// What the writing thread has to do; `None` once it was told that nothing more comes.
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    news: Receiver<Action>,
    /// Whether it was said that nothing can be saved.
    said: bool,
    own_news: Vec<Action>,
}

enum Job {
    ReadHistory,
    CarryOut(Effect),
}

impl World {
    /// The world with a person's files in `store`. Nothing happens in it before the first [`Outside::news`].
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, wake: &Waker) -> Self {
        let (tell, news) = channel();
        let (jobs, todo) = channel();
        let sound = tell.clone();
        let wake_for_sound = Arc::clone(wake);
        let speaker = Speaker::new(clock, move |state| {
            // A window that has closed wants no news.
            drop(sound.send(Action::Sound(state)));
            wake_for_sound();
        });
        let wake = Arc::clone(wake);
        let run = move || work(&store, &todo, &tell, &wake);
        let writer = thread::Builder::new().name("files".into()).spawn(run);
        if let Err(error) = &writer {
            log::error!("no thread for files: {error}");
        }
        let mut world =
            Self { speaker, jobs: Some(jobs), writer: writer.ok(), news, said: false, own_news: Vec::new() };
        // Reading goes on beside the first frame.
        world.give(Job::ReadHistory);
        world
    }

    /// Gives the thread for files something to do. Where there is none, nothing can be saved: said once.
    fn give(&mut self, job: Job) {
        let lost = self.jobs.as_ref().is_none_or(|jobs| jobs.send(job).is_err());
        if lost && !std::mem::replace(&mut self.said, true) {
            let sentence = "Nothing can be saved any more; close Afterrun and start it again";
            self.own_news.push(Action::Report(sentence.to_owned()));
        }
    }
}

impl Outside for World {
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Play(cues) => self.speaker.play(cues),
            Effect::Silence => self.speaker.silence(),
            Effect::ReleaseSound => self.speaker.close(),
            Effect::Volume(volume) => self.speaker.volume(volume),
            Effect::TestSound => {
                self.speaker.test();
                self.speaker.close();
            }
            Effect::SaveSettings(_) | Effect::KeepSession(_) | Effect::ForgetSession | Effect::Record(_) => {
                self.give(Job::CarryOut(effect));
            }
            // The window's own.
            Effect::ToggleFullscreen => {}
        }
    }

    fn news(&mut self) -> Vec<Action> {
        let own = std::mem::take(&mut self.own_news);
        own.into_iter().chain(self.news.try_iter()).collect()
    }
}

/// Waits until everything is on disk.
impl Drop for World {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            log::error!("the thread that writes files has failed");
        }
    }
}

fn work(store: &Store, jobs: &Receiver<Job>, tell: &Sender<Action>, wake: &Waker) {
    // The same sentence every few seconds would help nobody.
    let mut said = HashSet::new();
    let mut waiting = VecDeque::new();
    while let Some(job) = waiting.pop_front().or_else(|| jobs.recv().ok()) {
        waiting.extend(jobs.try_iter());
        let is_old = |later: &Job| matches!((&job, later), (Job::CarryOut(a), Job::CarryOut(b)) if replaces(b, a));
        if waiting.front().is_some_and(is_old) {
            continue;
        }
        let news = match job {
            Job::ReadHistory => {
                let (entries, troubles) = store.load_history();
                Some(Action::HistoryRead(entries, troubles))
            }
            Job::CarryOut(effect) => {
                let failed = write(store, effect).err().map(|error| capitalised(&error.to_string()));
                failed.filter(|sentence| said.insert(sentence.clone())).map(Action::Report)
            }
        };
        if let Some(news) = news {
            drop(tell.send(news));
            wake();
        }
    }
}

/// Whether the later of two effects makes the earlier one needless: a volume that is being dragged changes with every frame.
const fn replaces(later: &Effect, earlier: &Effect) -> bool {
    matches!(
        (later, earlier),
        (Effect::SaveSettings(_), Effect::SaveSettings(_)) | (Effect::KeepSession(_), Effect::KeepSession(_))
    )
}

fn write(store: &Store, effect: Effect) -> Result<(), StoreError> {
    match effect {
        Effect::SaveSettings(settings) => store.save_settings(&settings),
        Effect::KeepSession(unfinished) => store.save_unfinished(&unfinished),
        Effect::ForgetSession => store.clear_unfinished(),
        Effect::Record(entry) => store.record(&entry).map(drop),
        _ => Ok(()),
    }
}

/// A sentence that stands alone begins with a capital.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
