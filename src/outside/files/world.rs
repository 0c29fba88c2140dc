//! A real model with a real thread for files on real folders, step by step, and a disk that fills up: what tests of loss stand on.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::clock::ManualClock;
use crate::domain::activity::Brought;
use crate::domain::history::Entry;
use crate::domain::journal::Effort;
use crate::domain::player::Command;
use crate::domain::run::{Distance, Run, Trace};
use crate::model::journal::Jot;
use crate::model::{Model, Start};
use crate::store::Loaded;

pub struct World {
    pub model: Model,
    pub files: Files,
    news: Receiver<Action>,
    pub clock: Arc<ManualClock>,
}

impl World {
    /// Afterrun starts, on a Sunday evening, and has read the history.
    pub fn start(folder: &Path) -> Self {
        let store = Store::open(Some(folder.to_owned())).unwrap();
        let Loaded { library, sources, originals, settings, weeks, unfinished, draft, shelf, .. } = store.read();
        let folder = folder.display().to_string();
        let start =
            Start { library, settings, weeks, unfinished, draft, sources, originals, folder, ..Start::default() };
        let clock = Arc::new(ManualClock::new("2026-11-22T18:32:00.123456789+01:00".parse().unwrap()));
        let (tell, news) = channel();
        let files = Files::new(store, shelf, Arc::<ManualClock>::clone(&clock), tell, Arc::new(|| {}));
        let mut world = Self { model: Model::new(start), files, news, clock };
        world.files.carry_out(Job::ReadHistory);
        world.settle();
        world
    }

    /// Carries effects out, and has the model hear what came of them.
    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.files.carry_out(Job::CarryOut(effect));
        }
        self.settle();
    }

    pub fn settle(&mut self) {
        loop {
            while self.files.reading.is_some() {
                self.files.read_on();
            }
            let Ok(action) = self.news.try_recv() else { return };
            let effects = self.model.update(action, self.clock.now());
            for effect in effects {
                self.files.carry_out(Job::CarryOut(effect));
            }
        }
    }

    pub fn does(&mut self, action: Action) {
        let effects = self.model.update(action, self.clock.now());
        self.carry_out(effects);
    }

    pub fn jots(&mut self, jots: impl IntoIterator<Item = Jot>) {
        jots.into_iter().for_each(|jot| self.does(Action::Jot(jot)));
    }

    pub fn runs(&mut self, deed: RunDeed) {
        self.does(Action::Run(deed));
    }

    pub fn session(&mut self) {
        self.does(Action::Start);
        self.clock.pass(Span::secs(100));
        let effects = self.model.tick(self.clock.now());
        self.carry_out(effects);
        self.does(Action::Player(Command::End));
    }

    /// The window is closed.
    pub fn close(mut self) {
        let effects = self.model.leave(self.clock.now());
        self.carry_out(effects);
    }

    pub fn memory(&self) -> Vec<Entry> {
        self.model.past().history().entries().to_vec()
    }
}

/// What lies on the disk, oldest first.
pub fn disk(folder: &Path) -> Vec<Entry> {
    let mut entries = Store::open(Some(folder.to_owned())).unwrap().load_history().0;
    entries.sort_by_key(|entry| (entry.at(), entry.id.clone()));
    entries
}

pub fn draft(folder: &Path) -> Option<Entry> {
    Store::open(Some(folder.to_owned())).unwrap().read().draft
}

pub fn unfinished(folder: &Path) -> bool {
    Store::open(Some(folder.to_owned())).unwrap().read().unfinished.is_some()
}

pub fn run(start: &str) -> Run {
    let trace = Trace { start: start.parse().unwrap(), elapsed: Span::secs(1800), file: "a.fit".into() };
    Run { distance: Distance::metres(5000.0), time: Some(Span::secs(1800)), trace: Some(trace), ..Run::default() }
}

pub fn brought(run: Run) -> Brought {
    Brought { file: "a.fit".into(), runs: Ok(vec![run]), damage: None }
}

pub const fn named(brought: Brought) -> RunDeed {
    RunDeed::Brought(brought)
}

pub fn effort(number: u8) -> Jot {
    Jot::Effort(Effort::new(number).unwrap())
}

pub fn day(day: &str) -> Jot {
    Jot::OpenDay(day.parse().unwrap())
}

/// The disk is full as far as the history goes: where its folder of the year belongs, there is none to be had.
pub fn fill(folder: &Path) {
    let year = folder.join("history/2026");
    if year.exists() {
        rename(&year, &folder.join("aside"));
    }
    let store = Store::open(Some(folder.to_owned())).unwrap();
    if !folder.join("history").exists() {
        let old = Entry::on("2020-11-22T18:32:00+01:00".parse().unwrap(), None);
        store.record(&old).unwrap();
    }
    drop(tempfile::NamedTempFile::new_in(folder).unwrap().persist(&year).unwrap());
}

/// There is room again.
pub fn empty(folder: &Path) {
    let year = folder.join("history/2026");
    rename(&year, &folder.join("nothing"));
    if folder.join("aside").exists() {
        rename(&folder.join("aside"), &year);
    }
}

pub fn rename(from: &Path, to: &Path) {
    rustix::fs::rename(from, to).unwrap();
}
