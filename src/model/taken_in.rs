//! What was read from the disk, taken into the model: the history part by part, and what a backup has brought back.

use super::{BroughtBack, Effect, Model, Past, Playing, Stage};
use crate::domain::history::Entry;
use crate::domain::library::Trouble;

impl Model {
    /// Takes in a part of the history. What was done since the start is newer than what was on disk then.
    pub(super) fn read_history(&mut self, entries: Vec<Entry>, troubles: Vec<Trouble>) {
        self.past.history_mut().add_unknown(entries);
        self.offer_nothing_known();
        self.note_troubles(troubles);
    }

    /// What a backup has brought back counts from now on: the next change is one of it.
    pub(super) fn brought_back(&mut self, back: BroughtBack) -> Vec<Effect> {
        let BroughtBack { settings, weeks, unfinished, draft } = back;
        self.settings = settings;
        self.repertoire.set_options(super::plan_options(&self.settings));
        self.weeks = weeks;
        // It is read again, and until then more is on the disk than is known.
        self.past = Past::Reading(std::mem::take(self.past.history_mut()));
        // A session that runs keeps what is its own.
        let is_session = |playing: &Playing| playing.purpose().is_recorded();
        if !matches!(&self.stage, Stage::Playing(playing) if is_session(playing)) {
            self.unfinished = self.unfinished.take().or(unfinished);
        }
        let mut effects =
            vec![Effect::Volume(self.settings.volume), Effect::WatchForRuns(self.settings.run_folders.clone())];
        let is_open = |draft: &Entry| self.journal_open() == Some(&draft.id);
        match draft {
            // The journal that is open takes the place of what was kept of it.
            Some(draft) if is_open(&draft) => effects.push(Effect::TrashCopy(Box::new(draft))),
            Some(draft) if self.drafts.first().is_none() => self.drafts.leave(draft),
            Some(_) | None => {}
        }
        effects
    }

    /// Says what could not be read, each once: the history is read again when a backup was brought back.
    fn note_troubles(&mut self, troubles: Vec<Trouble>) {
        for trouble in troubles {
            if !self.troubles.contains(&trouble) {
                self.troubles.push(trouble);
            }
        }
    }
}
