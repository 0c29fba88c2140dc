//! What a session becomes in the history, with the run that it was done after. Carries out no effect.

use super::{Effect, Model};
use crate::domain::history::{Entry, What};
use crate::domain::refuel::follows;
use crate::domain::run::Run;
use crate::domain::session::Session;

impl Model {
    /// The record of a session, with the run that it was done after: the one that is offered, or one that is in the history
    /// without a session. Its effects write it down.
    pub(super) fn record(&mut self, session: Session) -> (Entry, Vec<Effect>) {
        let mut effects = self.put_failed();
        let started = session.started;
        let offered = self.runs.offers.take(|run| run.end().is_some_and(|end| follows(end, started)));
        let alone = self.around(started).find(|entry| {
            let end = entry.run.as_ref().and_then(Run::end);
            entry.session().is_none() && end.is_some_and(|end| follows(end, started))
        });
        let mut entry = Entry::new(session);
        if let (None, Some(alone)) = (&offered, alone) {
            let What::Session(session) = entry.what else { return (entry, effects) };
            entry = Entry { what: What::Session(session), ..alone.clone() };
            self.take_tick(&mut entry);
            // It moves in time, so the old one is taken out by its id first.
            let before = self.past.history_mut().remove(&entry.id);
            self.past.history_mut().put(entry.clone());
            effects.extend(self.draft_follows(before.as_ref(), &entry));
            effects.push(Effect::SaveEntry { before: before.map(Box::new), entry: Box::new(entry.clone()) });
            return (entry, effects);
        }
        entry.run = offered;
        self.take_tick(&mut entry);
        self.past.history_mut().put(entry.clone());
        effects.push(Effect::Record(Box::new(entry.clone())));
        (entry, effects)
    }
}
