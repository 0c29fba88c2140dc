//! What is done to whole routines: making, copying, renaming, deleting, resetting, and going in and out as files.

use std::sync::Arc;

use crate::domain::check::LONGEST_NAME;
use crate::domain::edit::Edit;
use crate::domain::library::FileKey;
use crate::domain::naming::free;
use crate::domain::routine::RoutineId;
use crate::domain::shown::one_line;
use crate::domain::time::Moment;
use crate::model::{Effect, Model, Screen};
use crate::notation::edit::{edit_routine, new_routine};
use crate::notation::values::read_routine;

use super::change::Editing;
use super::prepare::{Desk, Prepared};
use super::selection::Selection;
use super::texts::{Doing, NewText};

/// A name that is taken gets a number behind it, of so many characters at most.
const ROOM_FOR_NUMBER: usize = 5;

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
            Editing::New(name) => {
                let name = named(&name, "New routine");
                let text = new_routine(&name);
                self.make(format!("make {name}"), &name, text, usize::MAX, now)
            }
            Editing::Duplicate(id) => self.duplicate(&id, now),
            Editing::Rename(id, name) => self.rename(id, &name, now),
            Editing::Delete(id) => self.delete(id, now),
            Editing::Reset(id) => {
                let Some(original) = self.editor.originals.get(&id).map(|text| (*text).to_owned()) else {
                    return Vec::new();
                };
                let name = format!("reset {}", self.name_of(&id));
                self.retext(id, name, None, original, now)
            }
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
    pub(super) fn open_routine(&self) -> Option<(&crate::domain::routine::Routine, &super::Doc)> {
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

    /// Gives a routine another text, and opens it.
    fn retext(&mut self, id: RoutineId, name: String, like: Option<String>, text: String, now: Moment) -> Vec<Effect> {
        if self.editor.doc(&id).is_none() {
            return Vec::new();
        }
        self.editor.open = Some(id.clone());
        let texts = vec![NewText::of(FileKey::Routine(id), text)];
        self.carry_out(Doing { name, like, texts }, now, |_| None)
    }

    /// Makes a routine with this text, called after `stem`, and opens it.
    pub(super) fn make(&mut self, deed: String, stem: &str, text: String, place: usize, now: Moment) -> Vec<Effect> {
        let id = self.free_id(stem);
        let new = NewText { place, ..NewText::of(FileKey::Routine(id.clone()), text) };
        let effects =
            self.carry_out(Doing { name: deed, like: None, texts: vec![new] }, now, |_| Some(Selection::Nothing));
        self.editor.open = Some(id);
        self.screen = Screen::Routines;
        effects
    }

    fn duplicate(&mut self, id: &RoutineId, now: Moment) -> Vec<Effect> {
        let (Some(doc), name) = (self.editor.doc(id), self.name_of(id)) else { return Vec::new() };
        let text = doc.text.to_string();
        let copy = self.free_title(&with_word(&name, "copy"));
        // A text that can't be read is copied as it is.
        let text = if doc.is_sound() { edit_routine(&text, &Edit::Name(copy.clone())) } else { text };
        let place = self.editor.order.iter().position(|other| other == id).map_or(usize::MAX, |at| at + 1);
        self.make(format!("duplicate {name}"), &copy, text, place, now)
    }

    fn rename(&mut self, id: RoutineId, name: &str, now: Moment) -> Vec<Effect> {
        let Some(doc) = self.editor.doc(&id).filter(|doc| doc.is_sound()) else { return Vec::new() };
        let name = one_line(name, LONGEST_NAME);
        if name.trim().is_empty() {
            return Vec::new();
        }
        let text = edit_routine(&doc.text, &Edit::Name(name));
        self.retext(id, "rename the routine".to_owned(), Some("rename".to_owned()), text, now)
    }

    fn delete(&mut self, id: RoutineId, now: Moment) -> Vec<Effect> {
        if self.editor.doc(&id).is_none() {
            return Vec::new();
        }
        let name = self.name_of(&id);
        let has_draft = self.editor.doc(&id).is_some_and(|doc| doc.has_draft);
        let texts = vec![NewText { text: None, ..NewText::of(FileKey::Routine(id.clone()), String::new()) }];
        let mut effects = self.carry_out(Doing { name: format!("delete {name}"), like: None, texts }, now, |_| None);
        if has_draft {
            effects.push(Effect::TrashDraft(id));
        }
        self.notice(format!("{name} is in the trash; Undo in the editor brings it back"), now);
        effects
    }

    /// Takes a text from elsewhere in as a routine of its own.
    pub(super) fn import(&mut self, stem: &str, text: String, now: Moment) -> Vec<Effect> {
        match read_routine(&text, RoutineId::new(stem)) {
            Ok(routine) => {
                let mut effects = self.make(format!("import {}", routine.name), &routine.name, text, usize::MAX, now);
                let title = self.free_title(&routine.name);
                if let (true, Some(id)) = (title != routine.name, self.editor.open.clone()) {
                    effects.extend(self.rename(id, &title, now));
                }
                effects
            }
            Err(fault) => {
                let place = fault.place.map(|(line, col)| format!(", line {line}, column {col}")).unwrap_or_default();
                self.notice(format!("This file is no routine: {} ({stem}.ron{place})", fault.message), now);
                Vec::new()
            }
        }
    }

    /// What people call a routine.
    pub(super) fn name_of(&self, id: &RoutineId) -> String {
        self.repertoire.library().routine(id).map_or_else(|| id.to_string(), |routine| routine.name.clone())
    }

    /// An id for a routine of this name that no routine has, nor has had since the start.
    fn free_id(&self, name: &str) -> RoutineId {
        let stem = RoutineId::of_name(name);
        let taken = |id: &RoutineId| {
            let file = FileKey::Routine(id.clone());
            self.editor.docs.contains_key(&file)
                || self.editor.seen.contains_key(&file)
                || self.editor.past.knows(&file)
        };
        RoutineId::new(free(stem.as_str(), "-", |id| taken(&RoutineId::new(id))))
    }

    /// A name that no routine has.
    pub(super) fn free_title(&self, wanted: &str) -> String {
        let taken = |name: &str| self.repertoire.library().routines.iter().any(|routine| routine.name == name);
        // The routine that is being imported has it already: twice is taken.
        let wanted = one_line(wanted, LONGEST_NAME - ROOM_FOR_NUMBER);
        let wanted = wanted.as_str();
        let times = self.repertoire.library().routines.iter().filter(|routine| routine.name == wanted).count();
        if times == 0 || (times == 1 && self.editor.open.as_ref().is_some_and(|id| self.name_of(id) == wanted)) {
            return wanted.to_owned();
        }
        free(wanted, " ", taken)
    }
}

/// A name with a word behind it, cut where there is no room for both.
pub(super) fn with_word(name: &str, word: &str) -> String {
    let room = LONGEST_NAME - ROOM_FOR_NUMBER - word.chars().count() - 1;
    format!("{} {word}", one_line(name, room))
}

/// A name as typed, or the usual one where nothing was.
fn named(typed: &str, usual: &str) -> String {
    let typed = one_line(typed, LONGEST_NAME);
    let typed = typed.trim();
    if typed.is_empty() {
        return usual.to_owned();
    }
    typed.to_owned()
}
