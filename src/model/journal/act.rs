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
                let entry = self.past.history().get(&id).cloned();
                entry.map(|entry| self.write(entry, Occasion::Later, now)).unwrap_or_default()
            }
            Jot::OpenDay(day) => {
                let newest = self.past.history().entries().iter().rev().find(|entry| entry.day() == day).cloned();
                let entry = newest.unwrap_or_else(|| Entry::on(time_on(day, now), None));
                self.write(entry, Occasion::Later, now)
            }
            Jot::TakeUp => {
                let draft = self.draft.take();
                draft.map(|entry| self.write(*entry, Occasion::Later, now)).unwrap_or_default()
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
        if matches!(self.past, Past::Reading(_)) && self.draft.as_deref().is_some_and(is_unknown) {
            // Whether there is something to compare it with will be known in a moment.
            self.notice("The history is still being read; try again in a moment".to_owned(), now);
            return effects;
        }
        let entry = match self.draft.take() {
            // It was left unsaved: that is gone on with.
            Some(draft) if draft.id == entry.id => *draft,
            Some(other) => {
                // There is one draft. Before another one takes its place, it goes into the history, and a copy of what was
                // saved there before goes to the trash: neither is lost.
                let day = other.day().format("%-d %B %Y");
                let replaced = self.replaced_by(&other);
                let where_it_lies = if replaced.is_some() { "; what was there before lies in the trash" } else { "" };
                self.notice(format!("What you left unsaved of {day} is saved{where_it_lies}"), now);
                effects.extend(replaced);
                effects.extend(self.put_entry(*other));
                effects.push(Effect::ForgetJournal);
                entry
            }
            None => entry,
        };
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
        // One that could not be saved meanwhile is tried again: there is one draft.
        let failed = self.draft.take_if(|draft| draft.id != entry.id);
        let mut effects = failed.map(|failed| self.put_again(*failed)).unwrap_or_default();
        if is_changed {
            if !effects.is_empty() {
                // What is kept may be of the other one.
                effects.push(Effect::KeepJournal(Box::new(entry.clone())));
            }
            self.draft = Some(Box::new(entry));
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
            return self.draft.take().map(|_| vec![Effect::TrashJournal]).unwrap_or_default();
        };
        if !writing.is_changed() {
            return self.leave_journal();
        }
        let (entry, occasion) = (writing.entry.clone(), writing.occasion);
        self.stage = Stage::Idle;
        self.screen = came_from(occasion);
        // One that could not be saved meanwhile is tried again, and what is kept is then not of this one.
        let failed = self.draft.take_if(|draft| draft.id != entry.id);
        let mut effects = Vec::new();
        if let Some(failed) = failed {
            effects.extend(self.put_again(*failed));
            effects.push(Effect::KeepJournal(Box::new(entry)));
        }
        self.runs.ask_no_more();
        effects.push(Effect::TrashJournal);
        effects
    }

    fn save_journal(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Writing(writing) = &self.stage else { return Vec::new() };
        let occasion = writing.occasion;
        let mut effects = Vec::new();
        if writing.is_changed() {
            let mut entry = writing.entry.clone();
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

    /// Puts a journal into the history that could not be saved before, with a copy of what it takes the place of.
    fn put_again(&mut self, entry: Entry) -> Vec<Effect> {
        let replaced = self.replaced_by(&entry);
        replaced.into_iter().chain(self.put_entry(entry)).collect()
    }

    /// Has a copy made of what is in the history of an entry, where that says what the new one does not.
    fn replaced_by(&self, entry: &Entry) -> Option<Effect> {
        let there = self.past.history().get(&entry.id)?;
        let is_lost = (!there.journal.is_empty() && there.journal != entry.journal)
            || (there.run.is_some() && there.run != entry.run)
            || (there.refuelled.is_some() && there.refuelled != entry.refuelled);
        is_lost.then(|| Effect::TrashCopy(Box::new(there.clone())))
    }

    /// Tries again what could not be saved when there was no room for it.
    pub(in crate::model) fn put_unsaved(&mut self) -> Vec<Effect> {
        let unsaved = std::mem::take(&mut self.unsaved);
        unsaved.into_iter().flat_map(|entry| self.put_again(entry)).collect()
    }

    /// Puts an entry into the history, in place of what is there of it.
    pub(in crate::model) fn put_entry(&mut self, entry: Entry) -> Vec<Effect> {
        let mut effects = self.put_unsaved();
        let before = self.past.history().get(&entry.id).cloned();
        if before.as_ref() == Some(&entry) {
            return effects;
        }
        self.past.history_mut().put(entry.clone());
        effects.extend(self.draft_follows(before.as_ref(), &entry));
        effects.push(Effect::SaveEntry { before: before.map(Box::new), entry: Box::new(entry) });
        effects
    }

    /// Has a journal that is not saved yet take in what has changed of its entry elsewhere: saving it later undoes nothing.
    pub(in crate::model) fn draft_follows(&mut self, before: Option<&Entry>, entry: &Entry) -> Vec<Effect> {
        let draft = match &mut self.stage {
            Stage::Writing(writing) if writing.entry.id == entry.id => {
                writing.before = Some(entry.clone());
                &mut writing.entry
            }
            _ => match &mut self.draft {
                Some(draft) if draft.id == entry.id => draft.as_mut(),
                _ => return Vec::new(),
            },
        };
        let Some(before) = before else { return Vec::new() };
        let old = draft.clone();
        if draft.what == before.what {
            draft.what = entry.what.clone();
        }
        if draft.run == before.run {
            draft.run.clone_from(&entry.run);
        }
        if draft.refuelled == before.refuelled {
            draft.refuelled = entry.refuelled;
        }
        if draft.journal == before.journal {
            draft.journal = entry.journal.clone();
        }
        if *draft == old { Vec::new() } else { vec![Effect::KeepJournal(Box::new(draft.clone()))] }
    }

    /// An entry has another name on the disk. What lies under its old one is read as somebody else's.
    pub(in crate::model) fn saved_as(&mut self, wanted: &EntryId, got: &EntryId) -> Vec<Effect> {
        let renamed = |entry: Entry| Entry { id: got.clone(), ..entry };
        if let Some(entry) = self.past.history_mut().remove(wanted) {
            self.past.history_mut().put(renamed(entry));
        }
        let unsaved = match &mut self.stage {
            Stage::Writing(writing) if writing.entry.id == *wanted => {
                writing.before = writing.before.take().map(renamed);
                Some(&mut writing.entry)
            }
            _ => self.draft.as_deref_mut().filter(|draft| draft.id == *wanted),
        };
        let Some(unsaved) = unsaved else { return Vec::new() };
        got.clone_into(&mut unsaved.id);
        vec![Effect::KeepJournal(Box::new(unsaved.clone()))]
    }

    /// An entry is on the disk as it was before: what was to be saved of it is a journal that is not saved yet.
    pub(in crate::model) fn not_saved(&mut self, before: Option<Box<Entry>>, entry: Box<Entry>) {
        match &before {
            Some(before) => self.past.history_mut().put(before.as_ref().clone()),
            None => drop(self.past.history_mut().remove(&entry.id)),
        }
        match &mut self.stage {
            Stage::Writing(writing) if writing.entry.id == entry.id => writing.before = before.map(|before| *before),
            _ if self.draft.as_ref().is_none_or(|draft| draft.id == entry.id) => drop(self.draft.get_or_insert(entry)),
            // There is one draft.
            _ => {
                self.unsaved.retain(|other| other.id != entry.id);
                self.unsaved.push(*entry);
            }
        }
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
        if self.draft.take_if(|draft| draft.id == *id).is_some() {
            effects.push(Effect::TrashJournal);
        }
        effects.extend(self.past.history_mut().remove(id).map(|entry| Effect::TrashEntry(Box::new(entry))));
        effects
    }

    /// A journal that was left unsaved and can be taken up: once the history is there to compare it with.
    #[must_use]
    pub fn unsaved_journal(&self) -> Option<&Entry> {
        match &self.past {
            Past::Read(_) => self.draft.as_deref(),
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
                *journal.passage_mut(passage) = text.chars().take(LONGEST_TEXT).collect();
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
