//! What is done to texts, so that it can be undone and done again. Knows nothing of what the texts say.

use std::sync::Arc;

use crate::domain::routine::RoutineId;
use crate::domain::time::Moment;
use crate::model::{Effect, Model};

use super::outline::Outline;
use super::past::{Deed, FileChange, Patch, Way};
use super::selection::Selection;
use super::texts::{Author, NewText};

/// What is done, and how it is remembered.
pub(super) struct Doing {
    /// What it is called behind "Undo".
    pub name: String,
    /// What it has to share with the next deed to be undone with it.
    pub like: Option<String>,
    pub texts: Vec<NewText>,
}

impl Model {
    /// Does something that can be undone, and selects something after it.
    pub(super) fn carry_out(
        &mut self,
        doing: Doing,
        now: Moment,
        select: impl FnOnce(&Outline) -> Option<Selection>,
    ) -> Vec<Effect> {
        let Doing { name, like, texts } = doing;
        let before = self.editor.selection.clone();
        // What others have changed is shown when it is undone, whatever was open then.
        let theirs = texts.iter().find(|new| new.author == Author::Elsewhere);
        let routine = theirs.and_then(|new| new.file.routine()).or(self.editor.open.as_ref()).cloned();
        let mut effects = Vec::new();
        let mut changes = Vec::new();
        for new in texts {
            let file = new.file.clone();
            let doc = self.editor.docs.get(&file);
            let old = doc.map(|doc| (Arc::clone(&doc.text), Arc::clone(&doc.outline)));
            let place = self.place_of(&file).unwrap_or(new.place);
            let patch = match (&old, &new.text) {
                (Some((old, _)), Some(text)) if **old == **text => continue,
                (Some((old, _)), Some(text)) => Patch::between(old, text),
                (Some((old, _)), None) => Patch::Gone(Arc::clone(old), place),
                (None, Some(text)) => Patch::Made(text.as_str().into(), new.place.min(self.editor.order.len())),
                (None, None) => continue,
            };
            effects.extend(self.set_text(new));
            let outline_after = self.editor.docs.get(&file).map(|doc| Arc::clone(&doc.outline)).unwrap_or_default();
            let outline_before = old.map(|(_, outline)| outline).unwrap_or_default();
            changes.push(FileChange { file, patch, outlines: (outline_before, outline_after) });
        }
        if changes.is_empty() {
            return effects;
        }
        let outline = self.editor.open_doc().map(|doc| Arc::clone(&doc.outline)).unwrap_or_default();
        let selection = select(&outline).unwrap_or_else(|| before.clone()).within(&outline);
        self.editor.selection.clone_from(&selection);
        self.editor.past.add(Deed { name, routine, changes, selections: (before, selection), like, at: now.tick });
        effects
    }

    /// Takes back the last thing that was done, and shows where.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(deed) = self.editor.past.undo() else { return Vec::new() };
        let effects = deed.changes.iter().rev().flat_map(|change| self.go(change, Way::Back)).collect();
        self.show_deed(deed.routine, deed.selections.0);
        effects
    }

    /// Does the last thing that was taken back again, and shows where.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let Some(deed) = self.editor.past.redo() else { return Vec::new() };
        let effects = deed.changes.iter().flat_map(|change| self.go(change, Way::Forth)).collect();
        let made = deed.changes.iter().rev().find_map(FileChange::made_routine);
        self.show_deed(made.or(deed.routine), deed.selections.1);
        effects
    }

    /// Takes one change back, or makes it again.
    fn go(&mut self, change: &FileChange, way: Way) -> Vec<Effect> {
        let FileChange { file, patch, outlines } = change;
        let text = self.editor.docs.get(file).map(|doc| Arc::clone(&doc.text)).unwrap_or_default();
        let outline = match way {
            Way::Back => &outlines.0,
            Way::Forth => &outlines.1,
        };
        self.set_text(NewText {
            file: file.clone(),
            text: patch.applied(&text, way),
            outline: Some(Arc::clone(outline)),
            place: patch.place().unwrap_or(usize::MAX),
            author: Author::Here,
        })
    }

    fn show_deed(&mut self, routine: Option<RoutineId>, selection: Selection) {
        if routine.as_ref().is_some_and(|id| self.editor.doc(id).is_some()) {
            self.editor.open = routine;
        }
        self.open_something();
        let outline = self.editor.open_doc().map(|doc| Arc::clone(&doc.outline)).unwrap_or_default();
        self.editor.selection = selection.within(&outline);
    }

    /// Sees to it that a routine is open, if there is one.
    pub(in crate::model) fn open_something(&mut self) {
        if self.editor.open_doc().is_none() {
            let today = self.routine().map(|routine| routine.id.clone()).filter(|id| self.editor.doc(id).is_some());
            self.editor.open = today.or_else(|| self.editor.order.first().cloned());
            self.editor.selection = Selection::Nothing;
        }
    }
}
