//! Runs that files bring: which one is offered, to which session it belongs, and that none comes twice. Reads no file.

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::journal::{Jot, Occasion};
use super::known::Holder;
use super::offers::Offers;
use super::{Effect, Errand, Model, Past, Screen, Stage};
use crate::domain::activity::Brought;
use crate::domain::history::{Entry, EntryId};
use crate::domain::past::aches::last_aches;
use crate::domain::refuel::follows;
use crate::domain::run::Run;
use crate::domain::session::Session;
use crate::domain::time::Moment;

/// What is known of runs that are not in the history yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Those of today: the newest will be that of the next session.
    pub(super) offers: Offers,
    /// Files that hold several, to choose from one after the other.
    choosing: VecDeque<Several>,
    /// The entry in whose journal a file was asked for: what is dropped on the window is asked for in none.
    asked_in: Option<EntryId>,
    /// One of another day than the journal that it was asked for in.
    moving: Option<Run>,
    /// What was named before the history was there, each with the entry in whose journal that was.
    held: Vec<(Brought, Option<EntryId>)>,
}

/// A file that holds several runs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Several {
    file: String,
    runs: Vec<Run>,
    asked_in: Option<EntryId>,
}

impl Runs {
    /// The run that is offered.
    #[must_use]
    pub fn offered(&self) -> Option<&Run> {
        self.offers.offered()
    }

    /// The file that holds several, and those.
    #[must_use]
    pub fn choosing(&self) -> Option<(&str, &[Run])> {
        self.choosing.front().map(|several| (several.file.as_str(), several.runs.as_slice()))
    }

    /// The run for which the open journal would move to another day, which waits for an answer.
    #[must_use]
    pub const fn moving(&self) -> Option<&Run> {
        self.moving.as_ref()
    }

    /// Whether something is asked about what a file has brought.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        !self.choosing.is_empty() || self.moving.is_some()
    }

    /// The journal that something is asked in is left.
    pub(super) fn ask_no_more(&mut self) {
        self.moving = None;
        self.let_go();
    }

    /// What was asked for in a journal is not waited for any more.
    pub(super) fn let_go(&mut self) {
        self.asked_in = None;
    }
}

/// Something that happens with runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunDeed {
    /// A file in a folder that is watched.
    Found(Brought),
    /// A file that the person has named.
    Brought(Brought),
    /// Ask for a file with the system's dialog.
    AskForFile,
    /// Read a file that was asked for.
    Read(PathBuf),
    /// Read a file that was let go over the window.
    Dropped(PathBuf),
    /// Take one of several.
    Choose(usize),
    /// Take none of several.
    ChooseNone,
    /// Have the open journal be of the day of the run that was asked for in it.
    Move,
    /// Leave it on its day, and take the figures of the run alone.
    KeepDay,
    /// Leave the journal as it is.
    NotThis,
    /// Put the run that is offered into the history.
    Keep,
    /// The run that is offered is not wanted.
    Refuse,
}

impl Model {
    /// What is known of runs that are not in the history yet.
    #[must_use]
    pub const fn runs(&self) -> &Runs {
        &self.runs
    }

    /// The run of today: the one that is offered, else the last in the history.
    #[must_use]
    pub fn run_today(&self, now: Moment) -> Option<&Run> {
        let today = now.local.date_naive();
        let of_today = || self.around(now.local).filter(|entry| entry.day() == today);
        // Of several, the last that was over; one that was typed has no end.
        let kept = || of_today().filter_map(|entry| entry.run.as_ref()).max_by_key(|run| run.end());
        self.offered_today(now).or_else(kept)
    }

    /// The run that is offered, while it is one of today.
    #[must_use]
    pub fn offered_today(&self, now: Moment) -> Option<&Run> {
        self.runs.offered().filter(|run| is_of_today(run, now))
    }

    /// Lets something happen with runs.
    pub(super) fn run_deed(&mut self, deed: RunDeed, now: Moment) -> Vec<Effect> {
        match deed {
            // It may be half of a file that is still being written, and comes again when it is whole.
            RunDeed::Found(Brought { damage: Some(_), .. }) => Vec::new(),
            RunDeed::Found(Brought { runs, .. }) => {
                // What lies about in a folder and can't be read is nobody's concern.
                let newest = runs.unwrap_or_default().into_iter().filter(|run| run.sport.is_run()).max_by_key(Run::end);
                newest.map(|run| self.offer(run, now)).unwrap_or_default()
            }
            RunDeed::Brought(brought) => self.brought(brought, now),
            RunDeed::AskForFile => {
                self.runs.asked_in = self.journal_open().cloned();
                vec![Effect::AskForRun]
            }
            RunDeed::Read(path) => {
                self.runs.asked_in = self.journal_open().cloned();
                self.await_errand(Errand::Run, Effect::ReadRun(path))
            }
            RunDeed::Dropped(path) => {
                // What was asked for before, and never came, is not this.
                self.runs.asked_in = None;
                vec![Effect::ReadRun(path)]
            }
            RunDeed::Choose(at) => {
                let Some(Several { mut runs, asked_in, .. }) = self.runs.choosing.pop_front() else {
                    return Vec::new();
                };
                let chosen = (at < runs.len()).then(|| runs.remove(at));
                chosen.map(|run| self.bring(run, asked_in.as_ref(), now)).unwrap_or_default()
            }
            RunDeed::ChooseNone => {
                self.runs.choosing.pop_front();
                Vec::new()
            }
            RunDeed::Move => {
                let run = self.runs.moving.take();
                run.map(|run| self.take_into_journal(run)).unwrap_or_default()
            }
            RunDeed::KeepDay => {
                // When it was is left behind: that is what makes an entry of its day.
                let Some(run) = self.runs.moving.take() else { return Vec::new() };
                // It is not to come a second time by itself, of its own day.
                self.runs.offers.refuse(run.clone());
                self.take_into_journal(Run { trace: None, ..run })
            }
            RunDeed::NotThis => {
                self.runs.moving = None;
                Vec::new()
            }
            RunDeed::Keep => {
                self.offer_nothing_known();
                let kept = self.runs.offers.take(|_| true);
                kept.map(|run| self.keep_run(run, now).1).unwrap_or_default()
            }
            RunDeed::Refuse => {
                if let Some(refused) = self.runs.offers.take(|_| true) {
                    self.runs.offers.refuse(refused);
                }
                self.sound_again(now)
            }
        }
    }

    /// Takes what files hold that were named while the history was still being read.
    pub(super) fn bring_held(&mut self, now: Moment) -> Vec<Effect> {
        let held = std::mem::take(&mut self.runs.held);
        held.into_iter().flat_map(|(brought, asked_in)| self.taken(brought, asked_in, now)).collect()
    }

    /// Takes what a file holds that the person has named, or says why that can't be.
    fn brought(&mut self, brought: Brought, now: Moment) -> Vec<Effect> {
        let asked_in = self.runs.asked_in.take();
        if matches!(self.past, Past::Reading(_)) {
            // Whether it is known will be known in a moment.
            self.runs.held.push((brought, asked_in));
            return Vec::new();
        }
        self.taken(brought, asked_in, now)
    }

    fn taken(&mut self, brought: Brought, asked_in: Option<EntryId>, now: Moment) -> Vec<Effect> {
        let was_told = self.run_was_read(&brought);
        let Brought { file, runs, damage } = brought;
        if let Some(damage) = damage {
            self.trouble(damage, now);
        }
        match runs {
            Err(sentence) if !was_told => self.trouble(sentence, now),
            Err(_) => {}
            Ok(mut runs) if runs.len() == 1 => {
                return runs.pop().map(|run| self.bring(run, asked_in.as_ref(), now)).unwrap_or_default();
            }
            Ok(runs) => self.runs.choosing.push_back(Several { file, runs, asked_in }),
        }
        Vec::new()
    }

    /// Offers a run by itself: one of today that is new and newer than what is offered.
    fn offer(&mut self, run: Run, now: Moment) -> Vec<Effect> {
        let is_new = is_of_today(&run, now) && !self.is_known(&run);
        if is_new && self.runs.offers.find(run) { self.sound_again(now) } else { Vec::new() }
    }

    /// Takes a run that the person has named: into the journal that is open, if it was asked for there or belongs to its day; to be
    /// offered; or into the history.
    fn bring(&mut self, run: Run, asked_in: Option<&EntryId>, now: Moment) -> Vec<Effect> {
        let open = self.journal_open().cloned();
        let (id, where_it_is) = match self.holder(&run) {
            Some(Holder::Unsaved(id)) => (Some(id), "in a journal that is not saved yet"),
            Some(Holder::Saved(id)) => (Some(id).filter(|id| Some(id) != open.as_ref()), "in the history already"),
            Some(Holder::Open) | None => (None, ""),
        };
        if let Some((id, day)) = id.and_then(|id| Some((self.entry(&id)?.id.clone(), self.entry(&id)?.day()))) {
            self.notice(format!("This run is {where_it_is}, on {}", day.format("%-d %B %Y")), now);
            return if open.is_none() { self.jot(Jot::Open(id), now) } else { Vec::new() };
        }
        if let Stage::Writing(writing) = &self.stage {
            let entry = writing.entry();
            let is_free = entry.run.as_ref().is_none_or(|there| there.trace.is_none() || there.is_same(&run));
            let day = run.trace.as_ref().map(|trace| trace.start.date_naive());
            let is_its_day = day == Some(entry.day());
            let is_asked_for = asked_in == Some(&entry.id);
            // Of a run before midnight and a session after it, nobody has to be asked.
            let is_before_it = entry.session().is_some() && run.end().is_some_and(|end| follows(end, entry.at()));
            if is_asked_for && day.is_some() && !is_its_day && !is_before_it {
                self.runs.moving = Some(run);
                return Vec::new();
            }
            if is_asked_for || (is_free && is_its_day) {
                return self.take_into_journal(run);
            }
        }
        if is_of_today(&run, now) {
            // The one that was offered is not lost for it.
            let other = self.runs.offers.name(run);
            let mut effects = other.map(|other| self.keep_run(other, now).1).unwrap_or_default();
            if matches!(self.stage, Stage::Idle) {
                self.screen = Screen::Today;
            } else {
                self.notice("The run is offered on Today".to_owned(), now);
            }
            effects.extend(self.sound_again(now));
            return effects;
        }
        let day = run.trace.as_ref().map_or(now.local, |trace| trace.start).format("%-d %B %Y");
        let (id, mut effects) = self.keep_run(run, now);
        match self.past.history().get(&id).cloned() {
            Some(entry) if open.is_none() => effects.extend(self.write(entry, Occasion::Later, now)),
            _ => self.notice(format!("The run of {day} is in the history"), now),
        }
        effects
    }

    /// Has the journal that is open be of a run.
    fn take_into_journal(&mut self, run: Run) -> Vec<Effect> {
        let Stage::Writing(writing) = &mut self.stage else { return Vec::new() };
        writing.entry.take_run(run);
        writing.asked = last_aches(self.past.history(), &writing.entry);
        // What was ticked off for this run on Today is so here.
        let mut entry = writing.entry.clone();
        self.take_tick(&mut entry);
        let kept = Effect::KeepJournal(Box::new(entry.clone()));
        if let Stage::Writing(writing) = &mut self.stage {
            writing.entry = entry;
        }
        self.offer_nothing_known();
        vec![kept]
    }

    /// Puts a run into the history: to the session that was done after it, else as an entry of its own.
    fn keep_run(&mut self, run: Run, now: Moment) -> (EntryId, Vec<Effect>) {
        let mut effects = self.put_failed();
        let session = run.end().and_then(|end| {
            // One whose run was typed gets what was recorded of it.
            // A journal of it that is not saved yet may know of another.
            let is_free = |entry: &&Entry| has_room(entry) && self.unsaved_of(&entry.id).is_none_or(has_room);
            let after = |entry: &&Entry| entry.session().is_some() && follows(end, entry.at());
            let sessions = self.around(end).filter(is_free).filter(after);
            // One that was only begun, and of which nothing is written, is the last that it is for.
            let is_begun = |entry: &Entry| !entry.session().is_some_and(Session::counts) && entry.journal.is_empty();
            sessions.min_by_key(|entry| (is_begun(entry), (entry.at() - end).abs())).cloned()
        });
        let mut entry = match session {
            Some(mut entry) => {
                entry.take_run(run);
                entry
            }
            None => self.with_free_id(Entry::on(now.local, Some(run))),
        };
        self.take_tick(&mut entry);
        let id = entry.id.clone();
        effects.extend(self.put_entry(entry));
        (id, effects)
    }

    /// What was offered before the history was there may be in it.
    pub(super) fn offer_nothing_known(&mut self) {
        let mut offers = std::mem::take(&mut self.runs.offers);
        offers.retain(|run| !self.is_known(run));
        self.runs.offers = offers;
    }
}

/// Whether what was recorded of a run has room in an entry: one whose run was typed takes it.
fn has_room(entry: &Entry) -> bool {
    entry.run.as_ref().is_none_or(|run| run.trace.is_none())
}

/// Whether a run was over today, where the person is now, or so lately that a session now would follow it: before midnight.
fn is_of_today(run: &Run, now: Moment) -> bool {
    let is_today = |end: DateTime<FixedOffset>| {
        end.with_timezone(now.local.offset()).date_naive() == now.local.date_naive() || follows(end, now.local)
    };
    run.end().is_some_and(is_today)
}
