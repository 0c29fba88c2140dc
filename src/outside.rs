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
            // The window's own, and what is not carried out yet.
            _ => {}
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
    // A session that could not be written down is not forgotten: the next start offers it again.
    let mut unwritten = false;
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
            Job::CarryOut(Effect::ForgetSession) if unwritten => None,
            Job::CarryOut(effect) => {
                let is_record = matches!(effect, Effect::Record(_));
                let failed = write(store, effect).err().map(|error| capitalised(&error.to_string()));
                if is_record {
                    unwritten = failed.is_some();
                } else if failed.is_none() {
                    said.clear();
                }
                failed.filter(|sentence| said.insert(sentence.clone()) || is_record).map(Action::Report)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bookmark::Ending;
    use crate::domain::history::Entry;
    use crate::domain::plan::PlanOptions;
    use crate::domain::player::Player;
    use crate::domain::session::{Session, Unfinished};
    use crate::domain::settings::{Settings, Volume};
    use crate::domain::time::Tick;

    /// Does some jobs with a store in `folder`, and gives what was told.
    fn done(folder: &std::path::Path, jobs: impl IntoIterator<Item = Effect>) -> Vec<Action> {
        let store = Store::open(Some(folder.to_owned())).unwrap();
        let (give, todo) = channel();
        let (tell, news) = channel();
        for effect in jobs {
            give.send(Job::CarryOut(effect)).unwrap();
        }
        drop(give);
        let wake: Waker = Arc::new(|| {});
        work(&store, &todo, &tell, &wake);
        news.try_iter().collect()
    }

    fn session() -> (Effect, Effect) {
        let library = Store::open(Some("/nowhere".into())).unwrap().read().library;
        let plan = library.plan(&library.routines[0], PlanOptions::default()).unwrap();
        let started = "2026-11-22T18:32:00+01:00".parse().unwrap();
        let player = Player::start(plan, Tick::default());
        let entry = Entry::new(Session::of(&player, started, started));
        assert_eq!(entry.session.ending, Ending::Early);
        let unfinished = Unfinished::of(&player, started, started, Tick::default());
        (Effect::KeepSession(Box::new(unfinished)), Effect::Record(Box::new(entry)))
    }

    #[test]
    fn a_session_that_is_written_down_is_forgotten_as_running() {
        let folder = tempfile::tempdir().unwrap();
        let (keep, record) = session();
        assert_eq!(done(folder.path(), [keep, record, Effect::ForgetSession]), []);
        let loaded = Store::open(Some(folder.path().to_owned())).unwrap();
        assert_eq!(loaded.load_history().0.len(), 1);
        assert_eq!(loaded.read().unfinished, None);
    }

    #[test]
    fn a_session_that_cannot_be_written_down_is_said_each_time_and_offered_again() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("history");
        drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(&blocked).unwrap());
        let (keep, record) = session();
        let twice = [keep.clone(), record.clone(), Effect::ForgetSession, keep, record, Effect::ForgetSession];
        let told = done(folder.path(), twice);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(matches!(&told[0], Action::Report(sentence) if sentence.contains("can’t be saved")), "{told:?}");
        assert!(Store::open(Some(folder.path().to_owned())).unwrap().read().unfinished.is_some());
    }

    #[test]
    fn of_many_changes_the_last_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let at = |percent| Effect::SaveSettings(Settings { volume: Volume::percent(percent), ..Settings::default() });
        assert_eq!(done(folder.path(), (0..50).map(at)), []);
        let saved = Store::open(Some(folder.path().to_owned())).unwrap().read().settings;
        assert_eq!(saved.volume, Volume::percent(49));
    }
}
