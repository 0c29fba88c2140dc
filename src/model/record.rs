//! What a session becomes in the history, with the run that it was done after. Carries out no effect.

use super::{Effect, Model};
use crate::domain::history::{Entry, What};
use crate::domain::refuel::follows;
use crate::domain::run::Run;
use crate::domain::session::Session;

impl Model {
    /// The record of a session, with the run that it was done after: the last one before it, whether it is offered, is in the history
    /// without a session, or with one that was only begun. Its effects write it down.
    pub(super) fn record(&mut self, session: Session) -> (Entry, Vec<Effect>) {
        let mut effects = self.put_failed();
        let (started, counts) = (session.started, session.counts());
        let end_before = |run: &Run| run.end().filter(|end| follows(*end, started));
        let in_history = self.around(started).filter(|entry| match entry.session() {
            None => true,
            // A session that was begun by mistake does not keep its run from the one that was done.
            Some(begun) => counts && !begun.counts() && self.is_untouched(entry),
        });
        let there = in_history.filter_map(|entry| Some((end_before(entry.run.as_ref()?)?, entry)));
        let there = there.max_by_key(|(end, _)| *end).map(|(end, entry)| (end, entry.clone()));
        let is_later =
            |run: &Run| end_before(run).is_some_and(|end| there.as_ref().is_none_or(|(there, _)| end > *there));
        let offered = self.runs.offers.take(is_later);
        let mut entry = Entry::new(session);
        match there.map(|(_, entry)| entry).filter(|_| offered.is_none()) {
            Some(alone) if alone.session().is_none() => {
                let What::Session(session) = entry.what else { return (entry, effects) };
                entry = Entry { what: What::Session(session), ..alone };
                self.take_tick(&mut entry);
                // It moves in time, so the old one is taken out by its id first.
                let before = self.past.history_mut().remove(&entry.id);
                self.past.history_mut().put(entry.clone());
                effects.extend(self.draft_follows(before.as_ref(), &entry));
                effects.push(Effect::SaveEntry { before: before.map(Box::new), entry: Box::new(entry.clone()) });
                return (entry, effects);
            }
            Some(mut begun) => {
                entry.run = begun.run.take();
                entry.refuelled = begun.refuelled.take();
                self.take_tick(&mut entry);
                self.past.history_mut().put(entry.clone());
                // Whatever happens in between, the run is in one of them.
                effects.push(Effect::Record(Box::new(entry.clone())));
                effects.extend(self.put_entry(begun));
                return (entry, effects);
            }
            None => entry.run = offered,
        }
        self.take_tick(&mut entry);
        self.past.history_mut().put(entry.clone());
        effects.push(Effect::Record(Box::new(entry.clone())));
        (entry, effects)
    }

    /// Whether nobody has written anything of an entry, nor corrected its run, saved or not.
    fn is_untouched(&self, entry: &Entry) -> bool {
        let as_it_is = |unsaved: &Entry| unsaved.journal.is_empty() && unsaved.run == entry.run;
        entry.journal.is_empty() && self.unsaved_of(&entry.id).is_none_or(as_it_is)
    }
}
