//! How texts in the editor change, and how what they say follows. The one place that sets a text.

use std::sync::Arc;

use crate::domain::check::{Problem, Weight, check};
use crate::domain::library::{FileKey, Revision, Source};
use crate::domain::routine::{Routine, RoutineId};
use crate::model::{Effect, Model};
use crate::notation::values::{self, Finding, exercises, figures, findings};
use crate::notation::{Fault, MOST_BYTES};

use super::doc::{Doc, Keeping, Reading, Theirs};
use super::outline::Outline;

/// A text that a deed gives to a file.
pub(super) struct NewText {
    pub file: FileKey,
    /// `None` takes the file away.
    pub text: Option<String>,
    /// The names in it, where they are known.
    pub outline: Option<Arc<Outline>>,
    /// Its place among the routines, where it is new.
    pub place: usize,
    pub author: Author,
}

/// Who gives a text to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// The person here: it has to be kept.
    Here,
    /// Somebody else: it lies on the disk already.
    Elsewhere,
}

impl NewText {
    /// Another text for a file that is there.
    pub fn of(file: FileKey, text: String) -> Self {
        Self { file, text: Some(text), outline: None, place: usize::MAX, author: Author::Here }
    }
}

impl Model {
    /// Takes in the files that were found at the start.
    pub(in crate::model) fn take_sources(
        &mut self,
        sources: Vec<Source>,
        originals: impl IntoIterator<Item = (RoutineId, &'static str)>,
    ) {
        self.editor.originals = originals.into_iter().collect();
        for Source { file, text, draft } in sources {
            let (text, unreadable) = match text {
                Ok(text) => (text, None),
                Err(why) => (String::new(), Some(why)),
            };
            let (text, theirs) = match draft {
                Some(draft) if text.is_empty() => (draft, Some(Theirs::Gone)),
                Some(draft) => (draft, Some(Theirs::Text(text.into()))),
                None => (text, None),
            };
            let mut doc = self.new_doc(file.clone(), text.into());
            doc.has_draft = theirs.is_some();
            if let Some(theirs) = theirs {
                // Nobody knows any more what the file said when the draft was begun.
                doc.keeping = Keeping::Conflict(theirs);
            }
            if let Some(why) = unreadable {
                doc.reading = Reading::Broken(vec![Fault::whole(why.clone())]);
                doc.keeping = Keeping::Conflict(Theirs::Unreadable(why));
            }
            if let FileKey::Routine(id) = &file {
                self.editor.order.push(id.clone());
                if let (true, Ok((routine, _))) = (doc.has_draft, self.read_routine(id, &doc.text)) {
                    self.repertoire.put(routine);
                }
            }
            self.editor.docs.insert(file, doc);
        }
        self.sort_routines();
    }

    /// The bundled ones in their order, then the person's own by name.
    fn sort_routines(&mut self) {
        let routines = &self.repertoire.library().routines;
        let known = |id: &RoutineId| routines.iter().position(|routine| routine.id == *id);
        self.editor.order.sort_by_cached_key(|id| (known(id).unwrap_or(usize::MAX), id.clone()));
    }

    fn new_doc(&mut self, file: FileKey, text: Arc<str>) -> Doc {
        let (reading, known) = match &file {
            FileKey::Routine(id) => match self.read_routine(id, &text) {
                Ok(known) => (Reading::Sound, Some(known)),
                // The form shows what the library has of it.
                Err(faults) => (Reading::Broken(faults), self.checked(id)),
            },
            FileKey::Exercises => (reading_of(exercises(&text, &self.repertoire.library().figures).1), None),
            FileKey::Figures => (reading_of(figures(&text).1), None),
        };
        let (outline, problems) = known
            .map(|(routine, problems)| (Outline::of(&routine, &mut self.editor.names), problems))
            .unwrap_or_default();
        let (revision, keeping) = (Revision(0), Keeping::Saved);
        Doc { file, text, reading, outline: Arc::new(outline), problems, revision, keeping, has_draft: false }
    }

    /// The routine that a text says with what is wrong with it, or why it can't be used.
    fn read_routine(&self, id: &RoutineId, text: &str) -> Result<(Routine, Vec<Problem>), Vec<Fault>> {
        if text.len() as u64 > MOST_BYTES {
            return Err(vec![Fault::whole("the text is larger than 1 MiB; make it smaller")]);
        }
        let routine = values::read_routine(text, id.clone()).map_err(|fault| vec![fault])?;
        let problems = check(&routine, &self.repertoire.library().catalogue);
        if problems.iter().any(|problem| problem.weight == Weight::Error) {
            return Err(faults(findings(text, problems)));
        }
        Ok((routine, problems))
    }

    /// A routine as the library has it, with what is wrong with it.
    fn checked(&self, id: &RoutineId) -> Option<(Routine, Vec<Problem>)> {
        let library = self.repertoire.library();
        let routine = library.routine(id)?;
        Some((routine.clone(), check(routine, &library.catalogue)))
    }

    /// Why a text can't be a routine's; `None` where it can.
    pub(super) fn what_is_wrong(&self, id: &RoutineId, text: &str) -> Option<String> {
        let faults = self.read_routine(id, text).err()?;
        Some(faults.into_iter().next().map(|fault| fault.message).unwrap_or_default())
    }

    /// Gives a file another text, or takes it away, and has everything that depends on it follow.
    pub(super) fn set_text(&mut self, new: NewText) -> Vec<Effect> {
        let NewText { file, text, outline, place, author } = new;
        self.editor.changes.0 += 1;
        let revision = self.editor.changes;
        let Some(text) = text else { return self.take_away(&file, author) };
        let known = self.editor.docs.remove(&file);
        let is_new = known.is_none();
        let mut doc = known.unwrap_or_else(|| self.new_doc(file.clone(), text.as_str().into()));
        doc.text = text.into();
        doc.revision = revision;
        match &file {
            FileKey::Routine(id) => {
                if is_new {
                    let place = place.min(self.editor.order.len());
                    self.editor.order.insert(place, id.clone());
                }
                match self.read_routine(id, &doc.text) {
                    Ok((routine, problems)) => {
                        let before = self.repertoire.library().routine(id);
                        doc.outline = outline.filter(|outline| outline.fits(&routine)).unwrap_or_else(|| {
                            let names = &mut self.editor.names;
                            Arc::new(match before {
                                Some(before) => doc.outline.rematched(before, &routine, names),
                                None => Outline::of(&routine, names),
                            })
                        });
                        (doc.reading, doc.problems) = (Reading::Sound, problems);
                        self.repertoire.put(routine);
                        self.repertoire.sort_by(self.editor.order.iter());
                    }
                    Err(faults) => doc.reading = Reading::Broken(faults),
                }
            }
            FileKey::Exercises => {
                let (own, found) = exercises(&doc.text, &self.repertoire.library().figures);
                doc.reading = reading_of(found);
                if doc.is_sound() || !own.is_empty() {
                    self.repertoire.set_own_exercises(own);
                }
            }
            FileKey::Figures => {
                let (own, found) = figures(&doc.text);
                doc.reading = reading_of(found);
                if doc.is_sound() || !own.is_empty() {
                    self.repertoire.set_own_figures(own);
                }
            }
        }
        let mut effects = match author {
            Author::Here => self.keep_text(&mut doc),
            Author::Elsewhere => {
                doc.keeping = Keeping::Saved;
                Vec::new()
            }
        };
        let read_again = !matches!(file, FileKey::Routine(_));
        self.editor.docs.insert(file, doc);
        if read_again {
            effects.extend(self.read_again());
        }
        effects
    }

    /// Asks for a text to be kept where it belongs.
    pub(super) fn keep_text(&mut self, doc: &mut Doc) -> Vec<Effect> {
        let seen = self.editor.seen.get(&doc.file).copied().unwrap_or_default();
        let in_conflict = doc.keeping.is_conflict();
        if let (FileKey::Routine(id), true) = (&doc.file, in_conflict || !doc.is_sound()) {
            if !in_conflict {
                doc.keeping = Keeping::Draft;
            }
            doc.has_draft = true;
            return vec![Effect::KeepDraft(id.clone(), Arc::clone(&doc.text))];
        }
        if in_conflict || !doc.is_sound() {
            // A file of own exercises that can't be read is left as it is.
            return Vec::new();
        }
        doc.keeping = Keeping::Saving;
        let (file, text) = (doc.file.clone(), Arc::clone(&doc.text));
        vec![Effect::SaveFile { file, text, seen, revision: doc.revision }]
    }

    fn take_away(&mut self, file: &FileKey, author: Author) -> Vec<Effect> {
        self.editor.docs.remove(file);
        match file {
            FileKey::Routine(id) => {
                self.editor.order.retain(|other| other != id);
                self.repertoire.remove(id);
            }
            FileKey::Exercises => self.repertoire.set_own_exercises(Vec::new()),
            FileKey::Figures => self.repertoire.set_own_figures(std::collections::BTreeMap::new()),
        }
        self.open_something();
        let seen = self.editor.seen.get(file).copied().unwrap_or_default();
        let trash = Effect::TrashFile { file: file.clone(), seen };
        let mut effects: Vec<Effect> = (author == Author::Here).then_some(trash).into_iter().collect();
        if !matches!(file, FileKey::Routine(_)) {
            effects.extend(self.read_again());
        }
        effects
    }

    /// Other exercises may be what a text was waiting for, or what it can't do without; and other doses are other lengths.
    fn read_again(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for id in self.editor.order.clone() {
            let file = FileKey::Routine(id.clone());
            let Some(mut doc) = self.editor.docs.remove(&file) else { continue };
            let was_sound = doc.is_sound();
            match self.read_routine(&id, &doc.text) {
                _ if doc.keeping.is_unreadable() => {}
                Ok((routine, problems)) => {
                    (doc.reading, doc.problems) = (Reading::Sound, problems);
                    if !was_sound {
                        doc.outline = Arc::new(Outline::of(&routine, &mut self.editor.names));
                        self.repertoire.put(routine);
                        if doc.keeping == Keeping::Draft {
                            self.editor.changes.0 += 1;
                            doc.revision = self.editor.changes;
                            effects.extend(self.keep_text(&mut doc));
                        }
                    }
                }
                Err(faults) => {
                    doc.reading = Reading::Broken(faults);
                    doc.problems = self.checked(&id).map(|(_, problems)| problems).unwrap_or_default();
                }
            }
            self.editor.docs.insert(file, doc);
        }
        self.repertoire.sort_by(self.editor.order.iter());
        effects
    }

    pub(super) fn place_of(&self, file: &FileKey) -> Option<usize> {
        let FileKey::Routine(id) = file else { return None };
        self.editor.order.iter().position(|other| other == id)
    }
}

fn faults(found: Vec<Finding>) -> Vec<Fault> {
    found.into_iter().filter(|(weight, _)| *weight == Weight::Error).map(|(_, fault)| fault).collect()
}

fn reading_of(found: Vec<Finding>) -> Reading {
    let faults = faults(found);
    if faults.is_empty() { Reading::Sound } else { Reading::Broken(faults) }
}
