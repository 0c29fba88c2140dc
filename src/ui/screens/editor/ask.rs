//! What is asked before something can be done: a name, a file, a place, a figure. Lies over the editor until it is answered.

use egui::{Ui, UiBuilder, Vec2, vec2};

use crate::domain::check::LONGEST_NAME;
use crate::domain::exercise::{Exercise, ExerciseId};
use crate::domain::figure::Figure;
use crate::domain::pose;
use crate::model::editor::Editing;
use crate::model::{Action, Model};
use crate::ui::theme;
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::pose_chooser::{self, Offer};
use crate::ui::widgets::pose_editor::{self, PoseChange};
use crate::ui::widgets::question::{self, LONGEST_PATH, Pressed, heading, line, note};

use super::exercises::block_kind;
use super::{Next, View, edit};

/// What is being asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Ask {
    /// Nothing.
    #[default]
    Nothing,
    /// The name of a new routine.
    New(String),
    /// The file of a routine to take in.
    Import(String),
    /// The place for a copy.
    Export(String),
    /// Which figure an exercise shows.
    Choose(ExerciseId),
    /// How the figure of an exercise stands.
    Pose(Box<Posing>),
}

/// A figure that is being changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Posing {
    exercise: ExerciseId,
    /// Which of its poses.
    frame: usize,
    /// As it is while a dot is held.
    going: Option<Figure>,
}

impl Ask {
    const fn size(&self) -> Vec2 {
        match self {
            Self::Nothing | Self::New(_) => vec2(460.0, 210.0),
            Self::Import(_) | Self::Export(_) => vec2(560.0, 250.0),
            Self::Choose(_) | Self::Pose(_) => vec2(780.0, 600.0),
        }
    }
}

/// What has become of a question.
enum Answer {
    /// It is still open.
    Open,
    /// It was answered, or given up.
    Over,
    /// Another one is asked instead.
    Other(Ask),
}

impl Answer {
    const fn over(is_over: bool) -> Self {
        if is_over { Self::Over } else { Self::Open }
    }
}

/// Shows what is asked; gives what follows from the answer.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    if view.ask == Ask::Nothing {
        return Vec::new();
    }
    let mut actions = Vec::new();
    let mut ask = std::mem::take(&mut view.ask);
    let (answer, escape) = question::show(ui, ask.size(), |ui, Pressed { enter, escape }| {
        let answer = match &mut ask {
            Ask::Nothing => Answer::Over,
            Ask::New(name) => new(ui, name, enter, &mut actions),
            Ask::Import(path) => import(ui, path, enter, &mut actions),
            Ask::Export(path) => export(ui, model, path, enter, &mut actions),
            Ask::Choose(id) => choose(ui, model, &id.clone(), &mut actions),
            Ask::Pose(posing) => pose_it(ui, model, posing, &mut actions),
        };
        (answer, escape)
    });
    if !actions.is_empty() && matches!(ask, Ask::New(_)) {
        view.next = Some(Next::Steps);
    }
    view.ask = match answer {
        Answer::Other(other) => other,
        Answer::Over => Ask::Nothing,
        Answer::Open if escape => Ask::Nothing,
        Answer::Open => ask,
    };
    actions
}

/// The buttons below a question; gives whether it was answered, and whether it is over.
fn answers(ui: &mut Ui, yes: &str, enabled: bool, enter: bool) -> (bool, bool) {
    let rank = Rank::Primary(theme::palette(ui.ctx()).stretch);
    let answer = question::answers(ui, (yes, rank), "Cancel", enabled, enter);
    (answer.yes, answer.over)
}

fn new(ui: &mut Ui, name: &mut String, enter: bool, actions: &mut Vec<Action>) -> Answer {
    heading(ui, "New routine");
    line(ui, "Name of the new routine", "New routine", LONGEST_NAME, name);
    let (answered, over) = answers(ui, "Make it", true, enter);
    if answered {
        actions.push(edit(Editing::New(std::mem::take(name))));
    }
    Answer::over(over)
}

fn import(ui: &mut Ui, path: &mut String, enter: bool, actions: &mut Vec<Action>) -> Answer {
    heading(ui, "Import a file");
    note(ui, "Choose a .ron file, drop it on this window, or write where it is");
    if button::small(ui, "Choose a file…", Rank::Plain).clicked() {
        actions.push(edit(Editing::AskForRoutine));
        return Answer::Over;
    }
    line(ui, "Path of the file", "/home/you/routine.ron", LONGEST_PATH, path);
    let (answered, over) = answers(ui, "Import", !path.trim().is_empty(), enter);
    if answered {
        actions.push(edit(Editing::Import(path.trim().into())));
    }
    Answer::over(over)
}

fn export(ui: &mut Ui, model: &Model, path: &mut String, enter: bool, actions: &mut Vec<Action>) -> Answer {
    let Some(id) = model.editor().open().cloned() else { return Answer::Over };
    heading(ui, "Export a copy");
    note(ui, "Choose where it goes, or write the path of a new file");
    if button::small(ui, "Choose a place…", Rank::Plain).clicked() {
        actions.push(edit(Editing::AskForPlace(id)));
        return Answer::Over;
    }
    line(ui, "Path of the copy", "/home/you/routine.ron", LONGEST_PATH, path);
    let (answered, over) = answers(ui, "Export", !path.trim().is_empty(), enter);
    if answered {
        actions.push(edit(Editing::Export(id, path.trim().into())));
    }
    Answer::over(over)
}

fn choose(ui: &mut Ui, model: &Model, id: &ExerciseId, actions: &mut Vec<Action>) -> Answer {
    let library = model.library();
    let Some(exercise) = library.catalogue.get(id) else { return Answer::Over };
    heading(ui, &format!("Figure of {}", exercise.name));
    let (mut over, mut other) = (false, None);
    ui.horizontal(|ui| {
        if button::small(ui, "Adjust it", Rank::Plain).clicked() {
            let posing = Posing { exercise: id.clone(), frame: 0, going: None };
            other = Some(Ask::Pose(Box::new(posing)));
        }
        over = button::small(ui, "Done", Rank::Plain).clicked();
    });
    let named = |figure: &Figure| {
        let of = library.catalogue.iter().find(|exercise| exercise.figure == figure.id);
        of.map_or(figure.id.as_str(), |exercise| exercise.name.as_str()).to_owned()
    };
    let all: Vec<(&Figure, String)> = library.figures.iter().map(|figure| (figure, named(figure))).collect();
    let offers: Vec<Offer<'_>> = all.iter().map(|(figure, name)| Offer { figure, name }).collect();
    let tint = theme::palette(ui.ctx()).block(block_kind(exercise.kind));
    if let Some(figure) = pose_chooser::show(ui, &offers, Some(&exercise.figure), tint) {
        actions.push(edit(Editing::Exercise(Box::new(Exercise { figure, ..exercise.clone() }))));
    }
    other.map_or(Answer::over(over), Answer::Other)
}

fn pose_it(ui: &mut Ui, model: &Model, posing: &mut Posing, actions: &mut Vec<Action>) -> Answer {
    let library = model.library();
    let Some(exercise) = library.catalogue.get(&posing.exercise) else { return Answer::Over };
    let Some(figure) = library.figures.get(&exercise.figure) else { return Answer::Over };
    heading(ui, &format!("Figure of {}", exercise.name));
    let (mut over, mut other) = (false, None);
    let mut changed = |figure: Figure| actions.push(edit(Editing::Figure(exercise.id.clone(), Box::new(figure))));
    ui.horizontal(|ui| {
        if button::small(ui, "Mirror", Rank::Plain).clicked() {
            changed(pose::mirrored(figure));
        }
        if button::small(ui, "Choose another", Rank::Plain).clicked() {
            other = Some(Ask::Choose(exercise.id.clone()));
        }
        over = button::small(ui, "Done", Rank::Plain).clicked();
    });
    note(ui, "Drag the dots, or go to one with Tab and turn it with the arrow keys");
    let area = ui.available_rect_before_wrap();
    let tint = theme::palette(ui.ctx()).block(block_kind(exercise.kind));
    let now = posing.going.as_ref().unwrap_or(figure).clone();
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt("pose"));
    match pose_editor::show(&mut child, area, &now, &mut posing.frame, tint) {
        Some(PoseChange::Going(figure)) => posing.going = Some(figure),
        Some(PoseChange::Done(figure)) => {
            posing.going = None;
            changed(figure);
        }
        None => {}
    }
    other.map_or(Answer::over(over), Answer::Other)
}
