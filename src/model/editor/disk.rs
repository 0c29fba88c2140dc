//! What follows from news of the disk: that a text was saved, or that somebody else has changed its file.

use std::sync::Arc;

use crate::domain::edit::Edit;
use crate::domain::library::{DiskNews, FileKey};
use crate::domain::routine::RoutineId;
use crate::domain::time::Moment;
use crate::model::{Effect, Model};
use crate::notation::edit::edit_routine;

use super::change::Choice;
use super::deeds::Doing;
use super::doc::{Keeping, Theirs};
use super::texts::{Author, NewText};

impl Model {
    /// Takes in what has happened to files.
    pub(in crate::model) fn disk(&mut self, news: DiskNews, now: Moment) -> Vec<Effect> {
        match news {
            DiskNews::Saved(file, revision) => {
                let Some(doc) = self.editor.docs.get_mut(&file) else { return Vec::new() };
                if doc.revision != revision || matches!(doc.keeping, Keeping::Conflict(_)) {
                    return Vec::new();
                }
                doc.keeping = Keeping::Saved;
                let had_draft = std::mem::take(&mut doc.has_draft);
                dropped(&file, had_draft)
            }
            DiskNews::NotSaved(file, revision, why) => {
                let Some(doc) = self.editor.docs.get_mut(&file) else { return Vec::new() };
                if doc.revision != revision || doc.keeping != Keeping::Saving {
                    return Vec::new();
                }
                doc.keeping = Keeping::Failed(why);
                let FileKey::Routine(id) = file else { return Vec::new() };
                // Beside the file there may be room where in it there is none.
                doc.has_draft = true;
                vec![Effect::KeepDraft(id, Arc::clone(&doc.text))]
            }
            // What was told already is told again to whoever saves without knowing it.
            DiskNews::Changed { file, seen, .. } if self.editor.seen.get(&file).is_some_and(|known| *known >= seen) => {
                Vec::new()
            }
            DiskNews::Changed { file, text, seen } => {
                self.editor.seen.insert(file.clone(), seen);
                match text {
                    Ok(Some(text)) => self.theirs_came(&file, text, now),
                    Ok(None) => self.theirs_went(&file, now),
                    Err(why) => {
                        if let Some(doc) = self.editor.docs.get_mut(&file) {
                            doc.keeping = Keeping::Conflict(Theirs::Unreadable(why));
                        }
                        self.keep_beside(&file)
                    }
                }
            }
            DiskNews::Imported { stem, text: Ok(text) } => self.import(&stem, text, now),
            DiskNews::Imported { stem, text: Err(why) } => {
                self.trouble(format!("This file can’t be imported: {why} ({stem})"), now);
                Vec::new()
            }
            DiskNews::Exported(path) => {
                self.notice(format!("A copy was written ({path})"), now);
                Vec::new()
            }
        }
    }

    /// Somebody else has given a file this text. Where own exercises and figures were changed on both sides, Undo brings back
    /// what was made here.
    fn theirs_came(&mut self, file: &FileKey, text: String, now: Moment) -> Vec<Effect> {
        match self.editor.docs.get_mut(file) {
            Some(doc) if *doc.text == *text => {
                // Both say the same: whoever wrote it, it is saved.
                doc.keeping = Keeping::Saved;
                let had_draft = std::mem::take(&mut doc.has_draft);
                dropped(file, had_draft)
            }
            Some(doc) if doc.keeping == Keeping::Saved || !matches!(file, FileKey::Routine(_)) => {
                let name = format!("the change from outside of {}", self.file_name(file));
                self.take_in(name, file, Some(text), now)
            }
            Some(doc) => {
                doc.keeping = Keeping::Conflict(Theirs::Text(text.into()));
                self.keep_beside(file)
            }
            None => {
                let name = format!("the arrival of {}", self.file_name(file));
                self.take_in(name, file, Some(text), now)
            }
        }
    }

    /// Somebody else has deleted a file.
    fn theirs_went(&mut self, file: &FileKey, now: Moment) -> Vec<Effect> {
        match self.editor.docs.get_mut(file) {
            None => Vec::new(),
            Some(doc) if doc.keeping == Keeping::Saved || !matches!(file, FileKey::Routine(_)) => {
                let name = format!("the deletion from outside of {}", self.file_name(file));
                self.take_in(name, file, None, now)
            }
            Some(doc) => {
                doc.keeping = Keeping::Conflict(Theirs::Gone);
                self.keep_beside(file)
            }
        }
    }

    /// Has the editor say what the file says. That can be undone like anything that was done here.
    fn take_in(&mut self, name: String, file: &FileKey, text: Option<String>, now: Moment) -> Vec<Effect> {
        let texts = vec![NewText { text, author: Author::Elsewhere, ..NewText::of(file.clone(), String::new()) }];
        let effects = self.carry_out(Doing { name, like: None, texts }, now, |_| None);
        // A conflict may be about a text that is the same by now.
        self.set_keeping(file, Keeping::Saved);
        effects
    }

    fn keep_beside(&mut self, file: &FileKey) -> Vec<Effect> {
        let Some(mut doc) = self.editor.docs.remove(file) else { return Vec::new() };
        let effects = if matches!(file, FileKey::Routine(_)) { self.keep_text(&mut doc) } else { Vec::new() };
        self.editor.docs.insert(file.clone(), doc);
        effects
    }

    /// Chooses between the text here and the one in the file, for the open routine.
    pub(super) fn settle(&mut self, choice: Choice, now: Moment) -> Vec<Effect> {
        let Some(id) = self.editor.open.clone() else { return Vec::new() };
        let file = FileKey::Routine(id.clone());
        let Some(doc) = self.editor.docs.get_mut(&file) else { return Vec::new() };
        let Keeping::Conflict(theirs) = doc.keeping.clone() else { return Vec::new() };
        let mine = doc.text.to_string();
        let name = self.name_of(&id);
        let mut effects = Vec::new();
        match (choice, theirs) {
            // What can't be read can't be brought back by Undo, so it is never written over.
            (Choice::Mine | Choice::Theirs, Theirs::Unreadable(_)) => return Vec::new(),
            (Choice::Mine, theirs) => {
                // By way of theirs, so that Undo brings it back.
                if let Theirs::Text(theirs) = theirs {
                    let doing = format!("what somebody else wrote in {name}");
                    effects.extend(self.take_in(doing, &file, Some(theirs.to_string()), now));
                }
                self.set_keeping(&file, Keeping::Saving);
                let texts = vec![NewText::of(file.clone(), mine)];
                let doing = Doing { name: format!("keep mine in {name}"), like: None, texts };
                let saved = self.carry_out(doing, now, |_| None);
                if saved.is_empty() {
                    effects.extend(self.keep_beside(&file));
                }
                effects.extend(saved);
            }
            (Choice::Theirs, Theirs::Text(theirs)) => {
                effects.push(self.forget_draft(&id));
                effects.extend(self.take_in(format!("take theirs in {name}"), &file, Some(theirs.to_string()), now));
            }
            (Choice::Theirs, Theirs::Gone) => {
                effects.push(self.forget_draft(&id));
                effects.extend(self.take_in(format!("take theirs in {name}"), &file, None, now));
            }
            (Choice::Both, theirs) => {
                let title = self.free_title(&super::files::with_word(&name, "(mine)"));
                let is_sound = self.editor.doc(&id).is_some_and(super::Doc::is_sound);
                let text = if is_sound { edit_routine(&mine, &Edit::Name(title.clone())) } else { mine };
                match theirs {
                    Theirs::Text(theirs) => {
                        let doing = format!("take theirs in {name}");
                        effects.extend(self.take_in(doing, &file, Some(theirs.to_string()), now));
                    }
                    Theirs::Gone => effects.extend(self.take_in(format!("take theirs in {name}"), &file, None, now)),
                    Theirs::Unreadable(_) => {}
                }
                effects.extend(self.make(format!("keep {title}"), &title, text, usize::MAX, now));
                // Only once the other file has it.
                effects.push(self.forget_draft(&id));
            }
        }
        effects
    }

    /// What is kept beside a routine is wanted no more.
    fn forget_draft(&mut self, id: &RoutineId) -> Effect {
        if let Some(doc) = self.editor.docs.get_mut(&FileKey::Routine(id.clone())) {
            doc.has_draft = false;
        }
        Effect::DropDraft(id.clone())
    }

    fn set_keeping(&mut self, file: &FileKey, keeping: Keeping) {
        if let Some(doc) = self.editor.docs.get_mut(file) {
            doc.keeping = keeping;
        }
    }

    fn file_name(&self, file: &FileKey) -> String {
        match file {
            FileKey::Routine(id) => self.name_of(id),
            FileKey::Exercises => "your exercises".to_owned(),
            FileKey::Figures => "your figures".to_owned(),
        }
    }
}

/// What was kept beside a file whose text is on the disk by now goes.
fn dropped(file: &FileKey, had_draft: bool) -> Vec<Effect> {
    file.routine().filter(|_| had_draft).map(|id| Effect::DropDraft(id.clone())).into_iter().collect()
}
