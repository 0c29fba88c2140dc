//! Exercises and figures of the person's own: making, changing and taking them away.

use std::sync::Arc;

use crate::domain::adjust::fitting;
use crate::domain::check::{LONGEST_LINE, LONGEST_NAME};
use crate::domain::edit::{Edit, StepAt, StepEdit};
use crate::domain::exercise::{Exercise, ExerciseId, Kind};
use crate::domain::figure::{Figure, FigureId};
use crate::domain::library::FileKey;
use crate::domain::naming::free;
use crate::domain::routine::{RoutineId, Step};
use crate::domain::shown::one_line;
use crate::domain::time::Moment;
use crate::model::{Effect, Model};
use crate::notation::edit::edit_routine;
use crate::notation::put::{put_exercise, put_figure, remove_exercise, remove_figure};

use super::deeds::Doing;
use super::outline::{Spot, StepId};
use super::prepare::{After, Prepared};
use super::texts::NewText;

impl Model {
    /// Whether the files of own exercises and figures can be changed; says so where they can't.
    pub(super) fn own_can_change(&mut self, now: Moment) -> bool {
        for (file, name) in [(FileKey::Exercises, "exercises.ron"), (FileKey::Figures, "figures.ron")] {
            let broken = self.editor.docs.get(&file).is_some_and(|doc| !doc.is_sound() || doc.keeping.is_conflict());
            if broken {
                let sentence =
                    format!("Your own exercises can’t be changed while a file can’t be read; mend it ({name})");
                self.trouble(sentence, now);
                return false;
            }
        }
        true
    }

    pub(super) fn make_exercise(&mut self, name: &str, kind: Kind, at: Spot, now: Moment) -> Vec<Effect> {
        let name = name.trim();
        let Some((_, doc)) = self.open_routine() else { return Vec::new() };
        let (Some(place), false) = (doc.outline.spot_at(at), name.is_empty()) else { return Vec::new() };
        let exercise = Exercise::new(self.free_exercise_id(name), &one_line(name, LONGEST_NAME), kind);
        let edit = Edit::Insert { at: place, steps: vec![Step::of(exercise.id.clone())] };
        let texts = vec![self.own_text(&exercise)];
        let name = format!("make {name}");
        let prepared = Prepared { name, like: None, edits: vec![edit], after: After::Steps(vec![place]) };
        self.apply(prepared, texts, now)
    }

    pub(super) fn make_own(&mut self, id: &ExerciseId, step: StepId, now: Moment) -> Vec<Effect> {
        let Some((_, doc)) = self.open_routine() else { return Vec::new() };
        let (Some(at), Some(exercise)) = (doc.outline.step_at(step), self.repertoire.library().catalogue.get(id))
        else {
            return Vec::new();
        };
        let name = one_line(&format!("My {}", lower_first(&exercise.name)), LONGEST_NAME);
        let own = Exercise { id: self.free_exercise_id(&name), name: name.clone(), ..exercise.clone() };
        let edit = Edit::Step(vec![at], StepEdit::Exercise(own.id.clone()));
        let texts = vec![self.own_text(&own)];
        let prepared = Prepared { name: format!("make {name}"), like: None, edits: vec![edit], after: After::Same };
        self.apply(prepared, texts, now)
    }

    pub(super) fn change_exercise(&mut self, exercise: &Exercise, now: Moment) -> Vec<Effect> {
        if !self.repertoire.library().catalogue.is_own(&exercise.id) {
            return Vec::new();
        }
        let texts = vec![self.own_text(&kept_in_limits(exercise))];
        let like = Some(format!("exercise {}", exercise.id));
        self.carry_out(Doing { name: format!("change {}", exercise.name), like, texts }, now, |_| None)
    }

    pub(super) fn change_figure(&mut self, id: &ExerciseId, figure: Figure, now: Moment) -> Vec<Effect> {
        let library = self.repertoire.library();
        let Some(exercise) = library.catalogue.get(id).filter(|_| library.catalogue.is_own(id)) else {
            return Vec::new();
        };
        // A figure that comes with Afterrun stays as it is: the changed one gets the name of its exercise.
        let others = library.catalogue.iter().any(|other| other.id != *id && other.figure == figure.id);
        let is_own = library.figures.is_own(&figure.id) && !others;
        let figure_id = if is_own { figure.id.clone() } else { self.free_figure_id(id) };
        let figure = Figure { id: figure_id.clone(), ..figure };
        let text = self.editor.docs.get(&FileKey::Figures).map(|doc| &*doc.text);
        let mut texts = vec![NewText::of(FileKey::Figures, put_figure(text, &figure))];
        let name = format!("change the figure of {}", exercise.name);
        if exercise.figure != figure_id {
            texts.push(self.own_text(&Exercise { figure: figure_id, ..exercise.clone() }));
        }
        self.carry_out(Doing { name, like: None, texts }, now, |_| None)
    }

    pub(super) fn remove_exercise(&mut self, id: &ExerciseId, now: Moment) -> Vec<Effect> {
        let library = self.repertoire.library();
        let Some(exercise) = library.catalogue.get(id).filter(|_| library.catalogue.is_own(id)).cloned() else {
            return Vec::new();
        };
        // What is done of it goes with it, in every routine: a step without its exercise could not be played.
        let mut texts = self.without_steps_of(id);
        if let Some(doc) = self.editor.docs.get(&FileKey::Exercises) {
            texts.push(NewText::of(FileKey::Exercises, remove_exercise(&doc.text, id)));
        }
        let shared = library.catalogue.iter().any(|other| other.id != *id && other.figure == exercise.figure);
        if let (Some(doc), true, false) =
            (self.editor.docs.get(&FileKey::Figures), library.figures.is_own(&exercise.figure), shared)
        {
            texts.push(NewText::of(FileKey::Figures, remove_figure(&doc.text, &exercise.figure)));
        }
        self.carry_out(Doing { name: format!("remove {}", exercise.name), like: None, texts }, now, |_| None)
    }

    /// The texts of all routines that have steps of an exercise, without those.
    fn without_steps_of(&self, id: &ExerciseId) -> Vec<NewText> {
        let mut texts = Vec::new();
        for (routine_id, doc) in self.editor.docs().filter(|(_, doc)| doc.is_sound()) {
            let Some(routine) = self.repertoire.library().routine(routine_id) else { continue };
            let places: Vec<StepAt> = doc.outline.places_where(|at| {
                routine
                    .blocks
                    .get(at.block)
                    .and_then(|block| block.steps.get(at.step))
                    .is_some_and(|s| s.exercise == *id)
            });
            if places.is_empty() {
                continue;
            }
            let edit = Edit::Remove(places);
            let text = edit_routine(&doc.text, &edit);
            let outline = doc.outline.without(&edit);
            let new = NewText::of(FileKey::Routine(routine_id.clone()), text);
            texts.push(NewText { outline: Some(Arc::new(outline)), ..new });
        }
        texts
    }

    /// The file of own exercises with this one in it.
    fn own_text(&self, exercise: &Exercise) -> NewText {
        let text = self.editor.docs.get(&FileKey::Exercises).map(|doc| &*doc.text);
        NewText::of(FileKey::Exercises, put_exercise(text, exercise))
    }

    fn free_exercise_id(&self, name: &str) -> ExerciseId {
        let catalogue = &self.repertoire.library().catalogue;
        let stem = RoutineId::of_name(name).as_str().to_owned();
        ExerciseId::new(free(&stem, "-", |id| catalogue.get(&ExerciseId::new(id)).is_some()))
    }

    fn free_figure_id(&self, exercise: &ExerciseId) -> FigureId {
        let figures = &self.repertoire.library().figures;
        FigureId::new(free(exercise.as_str(), "-", |id| figures.contains(&FigureId::new(id))))
    }
}

/// The exercise as it can stand in a file: lines without breaks, doses that suit its sides.
fn kept_in_limits(exercise: &Exercise) -> Exercise {
    let line = |text: &str| one_line(text, LONGEST_LINE);
    Exercise {
        name: one_line(&exercise.name, LONGEST_NAME),
        cue: line(&exercise.cue),
        feel: line(&exercise.feel),
        mistakes: exercise.mistakes.iter().map(|mistake| line(mistake)).collect(),
        easier: line(&exercise.easier),
        harder: line(&exercise.harder),
        stop: line(&exercise.stop),
        dose: fitting(exercise.dose, exercise.sides),
        goal: fitting(exercise.goal, exercise.sides),
        ..exercise.clone()
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
