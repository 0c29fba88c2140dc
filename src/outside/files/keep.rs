//! Keeps what a person has: entries, the journal and the session that are being written. What can't be saved is not written over, and
//! what is on the disk is told. Decides nothing about what they say.

use super::Files;
use crate::domain::history::{Entry, EntryId};
use crate::model::{Action, Effect};
use crate::store::{Store, StoreError};

impl Files {
    /// Carries out what has no answer but a failure.
    pub(super) fn keep(&mut self, effect: Effect) {
        match &effect {
            Effect::ForgetSession if self.unwritten.is_some() => return,
            Effect::KeepSession(_) if self.unwritten.is_some() => {
                let moved = self.store.trash_session(self.clock.now().local);
                // Where there is no room for it elsewhere, it stays, and what is new is not kept.
                if !self.make_room("A session", moved) {
                    return;
                }
                self.unwritten = None;
            }
            Effect::ForgetJournal if self.only_copy().is_some() => return,
            Effect::KeepJournal(entry) if self.only_copy().is_some_and(|only| only != entry.id) => {
                let moved = self.store.trash_journal(self.clock.now().local);
                if !self.make_room("A journal", moved) {
                    return;
                }
            }
            _ => {}
        }
        match effect {
            Effect::Record(entry) => {
                let written = self.store.record(&entry);
                self.session_is(written.is_ok(), &entry);
                self.recorded(written, &entry.id);
            }
            Effect::SaveEntry { before, entry } => self.save(before, entry),
            effect => match write(&self.store, effect) {
                Ok(()) => self.said.clear(),
                Err(error) => {
                    let sentence = error.sentence();
                    if self.said.insert(sentence.clone()) {
                        self.tell(Action::Report(sentence));
                    }
                }
            },
        }
    }

    /// Has the file of an entry say something else.
    fn save(&mut self, before: Option<Box<Entry>>, entry: Box<Entry>) {
        let has_session = entry.session().is_some();
        let is_new_session = has_session && before.as_ref().is_none_or(|before| before.session().is_none());
        // What could not be saved before is not there now.
        let before = self.unsaved.remove(&entry.id).unwrap_or(before);
        let written = self.store.save_entry(before.as_deref(), &entry);
        if is_new_session || self.unwritten.as_ref() == Some(&entry.id) {
            self.session_is(written.is_ok(), &entry);
        }
        let got = written.as_ref().ok().cloned();
        self.recorded(written, &entry.id);
        match got {
            None => {
                self.unsaved.insert(entry.id.clone(), before.clone());
                self.failed_once.insert(entry.id.clone());
                self.tell(Action::NotSaved { before, entry });
            }
            Some(id) if self.failed_once.contains(&entry.id) => {
                self.failed_once.insert(id.clone());
                self.tell(Action::Saved(Box::new(Entry { id, ..*entry })));
            }
            Some(_) => {}
        }
    }

    /// Tells what has become of an entry that was written down.
    fn recorded(&mut self, written: Result<EntryId, StoreError>, wanted: &EntryId) {
        match written {
            Ok(got) if got != *wanted => {
                self.tell(Action::SavedAs { wanted: wanted.clone(), got });
                // Whose lies there has to be shown, too.
                self.reading = Some(self.store.read_history());
            }
            Ok(_) => {}
            Err(error) => self.tell(Action::Report(error.sentence())),
        }
    }

    /// A session was written down, or could not be: until then what was kept of it while it ran is its only copy.
    fn session_is(&mut self, written: bool, entry: &Entry) {
        if !written {
            self.unwritten = Some(entry.id.clone());
        } else if self.unwritten.take_if(|unwritten| *unwritten == entry.id).is_some()
            && let Err(error) = self.store.clear_unfinished()
        {
            self.tell(Action::Report(error.sentence()));
        }
    }

    /// The entry of which nothing is on the disk but the journal that is kept.
    fn only_copy(&self) -> Option<EntryId> {
        // Hardly ever does anything fail, and then nothing has to be read.
        if self.unsaved.is_empty() {
            return None;
        }
        self.store.kept_journal().filter(|id| self.unsaved.contains_key(id))
    }

    /// Says that what was kept, and could not be saved, was put where another one does not write over it.
    /// Gives whether it was.
    fn make_room(&mut self, what: &str, moved: Result<(), StoreError>) -> bool {
        let is_moved = moved.is_ok();
        let told = match moved {
            Ok(()) => {
                format!(
                    "{what} that could not be saved lies in the trash now; make some room on the disk and move it back"
                )
            }
            Err(error) => error.sentence(),
        };
        // It is tried again with every letter.
        if self.said.insert(told.clone()) || is_moved {
            self.tell(Action::Report(told));
        }
        is_moved
    }
}

/// Writes something that is no entry.
fn write(store: &Store, effect: Effect) -> Result<(), StoreError> {
    match effect {
        Effect::SaveSettings(settings) => store.save_settings(&settings),
        Effect::SaveWeeks(weeks) => store.save_weeks(&weeks),
        Effect::KeepSession(unfinished) => store.save_unfinished(&unfinished),
        Effect::ForgetSession => store.clear_unfinished(),
        Effect::KeepJournal(entry) => store.keep_journal(&entry),
        Effect::ForgetJournal => store.forget_journal(),
        Effect::KeepDraft(id, text) => store.keep_draft(&id, &text),
        Effect::DropDraft(id) => store.drop_draft(&id),
        _ => Ok(()),
    }
}
