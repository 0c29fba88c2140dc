//! The world outside the window as it really is: files on a thread of their own, and sound. Decides nothing.

use std::collections::HashSet;
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
        let failed = tell.clone();
        let run = move || work(&store, &todo, &tell, &wake);
        let writer = thread::Builder::new().name("files".into()).spawn(run);
        if let Err(error) = &writer {
            drop(
                failed.send(Action::Report(format!(
                    "Nothing can be saved: {error}; close other programs and start again"
                ))),
            );
        }
        // The window asks for news before its first frame: reading goes on beside it.
        drop(jobs.send(Job::ReadHistory));
        Self { speaker, jobs: Some(jobs), writer: writer.ok(), news }
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
                if let Some(jobs) = &self.jobs {
                    // Without its thread nothing can be saved, and that was reported.
                    drop(jobs.send(Job::CarryOut(effect)));
                }
            }
            // The window's own.
            Effect::ToggleFullscreen => {}
        }
    }

    fn news(&mut self) -> Vec<Action> {
        self.news.try_iter().collect()
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
    for job in jobs {
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
