//! What is done to whole routines: making, copying, renaming, deleting, resetting, and going in and out as files.

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

use super::deeds::Doing;
use super::selection::Selection;
use super::texts::NewText;

/// A name that is taken gets a number behind it, of so many characters at most.
const ROOM_FOR_NUMBER: usize = 5;

impl Model {
    /// Gives a routine another text, and opens it.
    pub(super) fn retext(
        &mut self,
        id: RoutineId,
        name: String,
        like: Option<String>,
        text: String,
        now: Moment,
    ) -> Vec<Effect> {
        if self.editor.doc(&id).is_none() {
            return Vec::new();
        }
        self.editor.open = Some(id.clone());
        let texts = vec![NewText::of(FileKey::Routine(id), text)];
        self.carry_out(Doing { name, like, texts }, now, |_| None)
    }

    /// Makes a routine without blocks.
    pub(super) fn make_new(&mut self, name: &str, now: Moment) -> Vec<Effect> {
        let name = named(name, "New routine");
        let text = new_routine(&name);
        self.make(format!("make {name}"), &name, text, usize::MAX, now)
    }

    /// Has a routine say again what it said when it came.
    pub(super) fn reset(&mut self, id: RoutineId, now: Moment) -> Vec<Effect> {
        let Some(original) = self.editor.originals.get(&id).map(|text| (*text).to_owned()) else { return Vec::new() };
        let name = format!("reset {}", self.name_of(&id));
        self.retext(id, name, None, original, now)
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

    pub(super) fn duplicate(&mut self, id: &RoutineId, now: Moment) -> Vec<Effect> {
        let (Some(doc), name) = (self.editor.doc(id), self.name_of(id)) else { return Vec::new() };
        let text = doc.text.to_string();
        let copy = self.free_title(&with_word(&name, "copy"));
        // A text that can't be read is copied as it is.
        let text = if doc.is_sound() { edit_routine(&text, &Edit::Name(copy.clone())) } else { text };
        let place = self.editor.order.iter().position(|other| other == id).map_or(usize::MAX, |at| at + 1);
        self.make(format!("duplicate {name}"), &copy, text, place, now)
    }

    pub(super) fn rename(&mut self, id: RoutineId, name: &str, now: Moment) -> Vec<Effect> {
        let Some(doc) = self.editor.doc(&id).filter(|doc| doc.is_sound()) else { return Vec::new() };
        let name = one_line(name, LONGEST_NAME);
        if name.trim().is_empty() {
            return Vec::new();
        }
        let text = edit_routine(&doc.text, &Edit::Name(name));
        self.retext(id, "rename the routine".to_owned(), Some("rename".to_owned()), text, now)
    }

    pub(super) fn delete(&mut self, id: RoutineId, now: Moment) -> Vec<Effect> {
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
                let title = self.free_title(&routine.name);
                let text = if title == routine.name { text } else { edit_routine(&text, &Edit::Name(title.clone())) };
                self.make(format!("import {title}"), &title, text, usize::MAX, now)
            }
            Err(fault) => {
                let place = fault.place.map(|(line, col)| format!(", line {line}, column {col}")).unwrap_or_default();
                self.trouble(format!("This file is no routine: {} ({stem}.ron{place})", fault.message), now);
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
        if !taken(wanted) {
            return wanted.to_owned();
        }
        free(&one_line(wanted, LONGEST_NAME - ROOM_FOR_NUMBER), " ", taken)
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
