//! What follows from each thing that a person does in the editor. The one way in; how it is done, the files beside this one say.

use std::sync::Arc;

use crate::domain::library::FileKey;
use crate::domain::routine::Routine;
use crate::domain::time::Moment;
use crate::model::{Effect, Model, Screen};
use crate::notation::edit::edit_routine;

use super::Doc;
use super::change::Editing;
use super::deeds::Doing;
use super::prepare::{Desk, Prepared};
use super::selection::Selection;
use super::texts::NewText;

impl Model {
    /// Lets something happen in the editor.
    pub(in crate::model) fn edit(&mut self, editing: Editing, now: Moment) -> Vec<Effect> {
        match editing {
            Editing::Open(id) => {
                if self.editor.doc(&id).is_some() {
                    self.screen = Screen::Routines;
                    self.editor.open = Some(id);
                    self.editor.selection = Selection::Nothing;
                }
                Vec::new()
            }
            Editing::New(name) => self.make_new(&name, now),
            Editing::Duplicate(id) => self.duplicate(&id, now),
            Editing::Rename(id, name) => self.rename(id, &name, now),
            Editing::Delete(id) => self.delete(id, now),
            Editing::Reset(id) => self.reset(id, now),
            Editing::AskForRoutine => vec![Effect::AskForRoutine],
            Editing::Import(path) => vec![Effect::ReadRoutine(path)],
            Editing::AskForPlace(id) => {
                let text = self.editor.doc(&id).map(|doc| Arc::clone(&doc.text));
                text.map(|text| Effect::AskForPlace { name: format!("{id}.ron"), text }).into_iter().collect()
            }
            Editing::Export(id, path) => {
                let text = self.editor.doc(&id).map(|doc| Arc::clone(&doc.text));
                text.map(|text| Effect::WriteCopy { path, text }).into_iter().collect()
            }
            Editing::Select(pick) => {
                if let Some(doc) = self.editor.open_doc() {
                    self.editor.selection = self.editor.selection.after(pick, &doc.outline).within(&doc.outline);
                }
                Vec::new()
            }
            Editing::Change(change) => {
                let Some((routine, doc)) = self.open_routine() else { return Vec::new() };
                let catalogue = &self.repertoire.library().catalogue;
                let desk = Desk { routine, outline: &doc.outline, catalogue, selection: &self.editor.selection };
                let Some(prepared) = desk.prepare(&change) else { return Vec::new() };
                self.apply(prepared, Vec::new(), now)
            }
            Editing::Type(text) => {
                let Some(id) = self.editor.open.clone() else { return Vec::new() };
                self.retext(id, "typing".to_owned(), Some("typing".to_owned()), text, now)
            }
            Editing::MakeExercise { .. }
            | Editing::MakeOwn { .. }
            | Editing::Exercise(_)
            | Editing::Figure(..)
            | Editing::RemoveExercise(_)
                if !self.own_can_change(now) =>
            {
                Vec::new()
            }
            Editing::MakeExercise { name, kind, at } => self.make_exercise(&name, kind, at, now),
            Editing::MakeOwn { exercise, step } => self.make_own(&exercise, step, now),
            Editing::Exercise(exercise) => self.change_exercise(&exercise, now),
            Editing::Figure(exercise, figure) => self.change_figure(&exercise, *figure, now),
            Editing::RemoveExercise(id) => self.remove_exercise(&id, now),
            Editing::Undo => self.undo(),
            Editing::Redo => self.redo(),
            Editing::Settle(choice) => self.settle(choice, now),
        }
    }

    /// The open routine, where its text can be changed through a form.
    pub(super) fn open_routine(&self) -> Option<(&Routine, &Doc)> {
        let doc = self.editor.open_doc().filter(|doc| doc.is_sound())?;
        Some((self.repertoire.library().routine(self.editor.open.as_ref()?)?, doc))
    }

    /// Makes a change of the open routine, with other files that change along with it.
    pub(super) fn apply(&mut self, prepared: Prepared, mut texts: Vec<NewText>, now: Moment) -> Vec<Effect> {
        let Prepared { name, like, edits, after } = prepared;
        let (Some(id), Some(doc)) = (self.editor.open.clone(), self.editor.open_doc()) else { return Vec::new() };
        let (mut text, mut outline) = (doc.text.to_string(), (*doc.outline).clone());
        for edit in &edits {
            text = edit_routine(&text, edit);
            outline.follow(edit, &mut self.editor.names);
        }
        // Limits of the whole, such as how much all rounds together come to, show only in the result.
        if texts.is_empty()
            && let Some(why) = self.what_is_wrong(&id, &text)
        {
            self.notice(format!("That can’t be done: {why}"), now);
            return Vec::new();
        }
        let file = FileKey::Routine(id);
        texts.push(NewText { outline: Some(Arc::new(outline)), ..NewText::of(file, text) });
        self.carry_out(Doing { name, like, texts }, now, |outline| after.selection(outline))
    }
}
