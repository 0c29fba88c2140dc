//! Puts entries into the history, and keeps what could not be saved until it can. Opens no journal, and changes nothing that is
//! written in one.

use crate::domain::history::{Entry, EntryId};
use crate::domain::time::Moment;
use crate::model::{Effect, Model, Stage};

impl Model {
    /// Puts a journal into the history that could not be saved before, with a copy of what it takes the place of.
    fn put_again(&mut self, entry: Entry) -> Vec<Effect> {
        let replaced = self.replaced_by(&entry);
        replaced.into_iter().chain(self.put_entry(entry)).collect()
    }

    /// Puts into the history what is not saved of any entry, with a copy of what is there before: neither is lost.
    pub(super) fn put_drafts(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (entry, was_left) in self.drafts.take_all() {
            let day = entry.day().format("%-d %B %Y").to_string();
            let replaced = self.replaced_by(&entry);
            if was_left {
                let where_it_lies = if replaced.is_some() { "; what was there before lies in the trash" } else { "" };
                self.notice(format!("What you left unsaved of {day} is saved{where_it_lies}"), now);
            }
            effects.extend(replaced);
            effects.extend(self.put_entry(entry));
            effects.push(Effect::ForgetJournal);
        }
        effects
    }

    /// As [`Self::put_drafts`], without a word: of a journal that is open beside them, something else is said.
    pub(super) fn put_others(&mut self) -> Vec<Effect> {
        let others = self.drafts.take_all();
        others.into_iter().flat_map(|(entry, _)| self.put_again(entry)).collect()
    }

    /// Moves to the trash what is not saved of an entry. What is kept is that of the next one.
    pub(super) fn trash_draft(&mut self, id: &EntryId) -> Vec<Effect> {
        let is_kept = self.drafts.first().is_some_and(|first| first.id == *id);
        let Some(draft) = self.drafts.take(id) else { return Vec::new() };
        if !is_kept {
            return vec![Effect::TrashCopy(Box::new(draft))];
        }
        let next = self.drafts.first().map(|next| Effect::KeepJournal(Box::new(next.clone())));
        [Effect::TrashJournal].into_iter().chain(next).collect()
    }

    /// Has a copy made of what is in the history of an entry, where that says what the new one does not.
    fn replaced_by(&self, entry: &Entry) -> Option<Effect> {
        let there = self.past.history().get(&entry.id)?;
        let is_lost = (!there.journal.is_empty() && there.journal != entry.journal)
            || (there.run.is_some() && there.run != entry.run)
            || (there.refuelled.is_some() && there.refuelled != entry.refuelled)
            || (there.session().is_some() && there.what != entry.what);
        is_lost.then(|| Effect::TrashCopy(Box::new(there.clone())))
    }

    /// Tries again what could not be saved. Before anything else is changed of an entry: it is in the history then.
    pub(in crate::model) fn put_failed(&mut self) -> Vec<Effect> {
        let failed = self.drafts.take_failed();
        failed.into_iter().flat_map(|entry| self.put_again(entry)).collect()
    }

    /// As [`Self::put_failed`], for the last time: what fails again is kept to be offered at the next start.
    pub(in crate::model) fn put_failed_at_last(&mut self) -> Vec<Effect> {
        let is_open = matches!(self.stage, Stage::Writing(_));
        let kept = self.drafts.first_failed().filter(|_| !is_open).cloned();
        // One can be kept. Of the others a copy lies in the trash, should they fail again.
        let others = self.drafts.failed().filter(|failed| kept.as_ref().is_none_or(|kept| kept.id != failed.id));
        let mut effects: Vec<Effect> = others.map(|other| Effect::TrashCopy(Box::new(other.clone()))).collect();
        let Some(kept) = kept else {
            effects.extend(self.put_failed());
            return effects;
        };
        effects.push(Effect::KeepJournal(Box::new(kept)));
        effects.extend(self.put_failed());
        // Not before it is written down.
        effects.push(Effect::ForgetJournal);
        effects
    }

    /// Puts an entry into the history, in place of what is there of it.
    pub(in crate::model) fn put_entry(&mut self, entry: Entry) -> Vec<Effect> {
        let before = self.past.history().get(&entry.id).cloned();
        if before.as_ref() == Some(&entry) {
            return Vec::new();
        }
        self.past.history_mut().put(entry.clone());
        let mut effects = self.draft_follows(before.as_ref(), &entry);
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
            _ => match self.drafts.get_mut(&entry.id) {
                Some(draft) => draft,
                None => return Vec::new(),
            },
        };
        let Some(before) = before else { return Vec::new() };
        let old = draft.clone();
        // Whatever its run was, the session was done.
        if draft.what == before.what || entry.session().is_some() {
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
            _ => self.drafts.get_mut(wanted),
        };
        let Some(unsaved) = unsaved else { return Vec::new() };
        got.clone_into(&mut unsaved.id);
        vec![Effect::KeepJournal(Box::new(unsaved.clone()))]
    }

    /// An entry is on the disk as it was before: what was to be saved of it is a journal that is not saved yet.
    pub(in crate::model) fn not_saved(&mut self, before: Option<Box<Entry>>, entry: Entry) -> Vec<Effect> {
        match &before {
            Some(before) => self.past.history_mut().put(before.as_ref().clone()),
            None => drop(self.past.history_mut().remove(&entry.id)),
        }
        match &mut self.stage {
            Stage::Writing(writing) if writing.entry.id == entry.id => {
                writing.before = before.map(|before| *before);
                return vec![Effect::KeepJournal(Box::new(writing.entry.clone()))];
            }
            // What is kept is of the one that is open.
            Stage::Writing(_) => {
                self.drafts.fail(entry);
                return Vec::new();
            }
            Stage::Idle | Stage::Playing(_) => self.drafts.fail(entry),
        }
        let kept = self.drafts.first_failed().cloned();
        kept.map(|kept| Effect::KeepJournal(Box::new(kept))).into_iter().collect()
    }

    /// An entry is on the disk that could not be saved before.
    pub(in crate::model) fn saved(&mut self, entry: Entry) -> Vec<Effect> {
        let was_kept = self.drafts.first_failed().is_some_and(|first| first.id == entry.id);
        self.drafts.saved(&entry.id);
        match &mut self.stage {
            Stage::Writing(writing) if writing.entry.id == entry.id => writing.before = Some(entry.clone()),
            _ => {}
        }
        self.past.history_mut().put(entry);
        let is_open = matches!(self.stage, Stage::Writing(_));
        (was_kept && !is_open).then_some(Effect::ForgetJournal).into_iter().collect()
    }
}
