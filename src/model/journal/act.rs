//! What a journal's changes do: to the entry that is being written, the history and the files. Carries out no effect.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use super::{Jot, Occasion, Writing};
use crate::domain::history::{Entry, EntryId, What};
use crate::domain::journal::LONGEST_TEXT;
use crate::domain::past::aches::last_aches;
use crate::domain::run::Run;
use crate::domain::time::Moment;
use crate::model::refuel::tick_entry;
use crate::model::{Effect, Errand, Model, Past, Screen, Stage};

impl Model {
    /// Lets something be done to a journal.
    pub(in crate::model) fn jot(&mut self, jot: Jot, now: Moment) -> Vec<Effect> {
        match jot {
            Jot::Open(id) => {
                let entry = self.entry(&id).cloned();
                entry.map(|entry| self.write(entry, Occasion::Later, now)).unwrap_or_default()
            }
            Jot::OpenDay(day) => {
                let newest = self.past.history().entries().iter().rev().find(|entry| entry.day() == day).cloned();
                let entry = newest.unwrap_or_else(|| self.with_free_id(Entry::on(time_on(day, now), None)));
                self.write(entry, Occasion::Later, now)
            }
            Jot::TakeUp => {
                let draft = self.drafts.first().cloned();
                draft.map(|entry| self.write(entry, Occasion::Later, now)).unwrap_or_default()
            }
            Jot::GiveUp => self.give_up_journal(),
            Jot::Save => self.save_journal(now),
            Jot::Leave => self.leave_journal(),
            Jot::Delete(id) => self.delete_entry(&id),
            change => {
                let Stage::Writing(writing) = &mut self.stage else { return Vec::new() };
                let before = writing.entry.clone();
                writing.change(change, now);
                if writing.entry == before {
                    return Vec::new();
                }
                vec![Effect::KeepJournal(Box::new(writing.entry.clone()))]
            }
        }
    }

    /// Opens the journal of an entry, which may not be in the history yet.
    pub(in crate::model) fn write(&mut self, entry: Entry, occasion: Occasion, now: Moment) -> Vec<Effect> {
        if matches!(self.stage, Stage::Playing(_)) {
            return Vec::new();
        }
        let mut effects = self.leave_journal();
        self.errand = Errand::Nothing;
        let is_unknown = |draft: &Entry| draft.id != entry.id && self.past.history().get(&draft.id).is_none();
        if matches!(self.past, Past::Reading(_)) && self.drafts.iter().any(is_unknown) {
            // Whether there is something to compare it with will be known in a moment.
            self.notice("The history is still being read; try again in a moment".to_owned(), now);
            return effects;
        }
        // What was not saved of it is gone on with. One journal is kept on the disk: before it is another's, what is not saved of
        // others goes into the history.
        let own = self.drafts.take(&entry.id);
        effects.extend(self.put_drafts(now));
        let saved = self.past.history().get(&entry.id).cloned();
        let entry = own.or(saved).unwrap_or(entry);
        let before = self.past.history().get(&entry.id).cloned();
        let asked = last_aches(self.past.history(), &entry);
        if before.as_ref() != Some(&entry) && (before.is_some() || entry.run.is_some() || !entry.journal.is_empty()) {
            effects.push(Effect::KeepJournal(Box::new(entry.clone())));
        }
        self.stage = Stage::Writing(Box::new(Writing { opened_at: entry.at(), entry, before, occasion, asked }));
        effects
    }

    /// Leaves the journal that is open; what is not saved is kept.
    pub(in crate::model) fn leave_journal(&mut self) -> Vec<Effect> {
        let Stage::Writing(writing) = &mut self.stage else { return Vec::new() };
        let is_changed = writing.is_changed();
        self.runs.ask_no_more();
        let (entry, occasion) = (writing.entry.clone(), writing.occasion);
        self.stage = Stage::Idle;
        self.screen = came_from(occasion);
        // Those that could not be saved meanwhile are tried again: one is kept on the disk.
        let mut effects = self.put_others();
        if is_changed {
            if !effects.is_empty() {
                // What is kept may be of another one.
                effects.push(Effect::KeepJournal(Box::new(entry.clone())));
            }
            self.drafts.leave(entry);
        } else {
            // It may have been changed, and changed back.
            effects.push(Effect::ForgetJournal);
        }
        effects
    }

    /// What is not saved is not wanted: of the journal that is open, which is left for where it came from, else of the one that
    /// was left.
    fn give_up_journal(&mut self) -> Vec<Effect> {
        let Stage::Writing(writing) = &self.stage else {
            let first = self.drafts.first().map(|entry| entry.id.clone());
            return first.map(|id| self.trash_draft(&id)).unwrap_or_default();
        };
        if !writing.is_changed() {
            return self.leave_journal();
        }
        let (entry, occasion) = (writing.entry.clone(), writing.occasion);
        self.stage = Stage::Idle;
        self.screen = came_from(occasion);
        // Those that could not be saved meanwhile are tried again, and what is kept is then not of this one.
        let mut effects = self.put_others();
        if !effects.is_empty() {
            effects.push(Effect::KeepJournal(Box::new(entry)));
        }
        self.runs.ask_no_more();
        effects.push(Effect::TrashJournal);
        effects
    }

    fn save_journal(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Writing(writing) = &self.stage else { return Vec::new() };
        let occasion = writing.occasion;
        let changed = writing.is_changed().then(|| writing.entry.clone());
        let mut effects = self.put_others();
        if let Some(mut entry) = changed {
            entry.journal.tidy();
            effects.extend(self.put_entry(entry));
            self.notice("Saved in the history".to_owned(), now);
        }
        self.runs.ask_no_more();
        self.stage = Stage::Idle;
        self.screen = came_from(occasion);
        // Only once it is written down.
        effects.push(Effect::ForgetJournal);
        effects
    }

    fn delete_entry(&mut self, id: &EntryId) -> Vec<Effect> {
        let mut effects = Vec::new();
        // What was not saved of it goes to the trash as well.
        match &self.stage {
            Stage::Writing(writing) if writing.entry.id == *id => {
                effects.push(if writing.is_changed() { Effect::TrashJournal } else { Effect::ForgetJournal });
                self.runs.ask_no_more();
                self.stage = Stage::Idle;
                self.screen = Screen::History;
            }
            _ => {}
        }
        effects.extend(self.trash_draft(id));
        effects.extend(self.past.history_mut().remove(id).map(|entry| Effect::TrashEntry(Box::new(entry))));
        effects
    }

    /// A journal that was left unsaved and can be taken up: once the history is there to compare it with.
    #[must_use]
    pub fn unsaved_journal(&self) -> Option<&Entry> {
        match &self.past {
            Past::Read(_) => self.drafts.first(),
            Past::Reading(_) => None,
        }
    }
}

impl Writing {
    fn change(&mut self, change: Jot, now: Moment) {
        let Entry { journal, run, what, .. } = &mut self.entry;
        match change {
            Jot::Effort(effort) => toggle(&mut journal.effort, effort),
            Jot::Feeling(feeling) => toggle(&mut journal.feeling, feeling),
            Jot::Temperature(temperature) => journal.temperature = temperature,
            Jot::Condition(condition) => {
                if !journal.conditions.remove(&condition) {
                    journal.conditions.insert(condition);
                }
            }
            Jot::Write(passage, text) => {
                // A file may have said more: nobody loses that by a letter.
                let most = journal.passage(passage).chars().count().max(LONGEST_TEXT);
                *journal.passage_mut(passage) = text.chars().take(most).collect();
            }
            Jot::Ache(spot, ache) => journal.body.set(spot, ache),
            Jot::Answer(spot, answer) => {
                if let Some((_, before)) = self.asked.iter().find(|(asked, _)| *asked == spot) {
                    journal.body.answer(spot, *before, answer);
                }
            }
            Jot::Refuelled => tick_entry(&mut self.entry, now),
            Jot::Distance(distance) => change_run(run, |run| run.distance = distance),
            Jot::Time(time) => change_run(run, |run| run.time = time),
            Jot::HeartRate(rate) => change_run(run, |run| run.heart_rate = rate),
            Jot::DropRun => {
                *run = None;
                if let What::Day(at) = what {
                    *at = self.opened_at;
                }
            }
            // These are the model's.
            Jot::Open(_) | Jot::OpenDay(_) | Jot::TakeUp | Jot::GiveUp | Jot::Save | Jot::Leave | Jot::Delete(_) => {}
        }
    }
}

/// Chooses a value; the same again takes it back.
fn toggle<T: PartialEq>(chosen: &mut Option<T>, value: T) {
    *chosen = if chosen.as_ref() == Some(&value) { None } else { Some(value) };
}

/// Changes a run. One of which nothing is left is none.
fn change_run(run: &mut Option<Run>, change: impl FnOnce(&mut Run)) {
    let mut changed = run.take().unwrap_or_default();
    change(&mut changed);
    *run = Some(changed).filter(|run| !run.is_empty());
}

/// The screen that a journal is left for.
const fn came_from(occasion: Occasion) -> Screen {
    match occasion {
        Occasion::AfterSession => Screen::Today,
        Occasion::Later => Screen::History,
    }
}

/// A time on a day: now if it is today, else noon.
fn time_on(day: NaiveDate, now: Moment) -> DateTime<FixedOffset> {
    if day == now.local.date_naive() {
        return now.local;
    }
    // The fraction makes its name one that no other note of that day has.
    let fraction = chrono::Duration::nanoseconds(i64::from(now.local.timestamp_subsec_nanos()));
    let noon = day.and_time(NaiveTime::default()) + chrono::Duration::hours(12) + fraction;
    now.local.offset().from_local_datetime(&noon).single().unwrap_or(now.local)
}
