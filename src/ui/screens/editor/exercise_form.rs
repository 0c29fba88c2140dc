//! The exercise behind a step: one of the person's own can be changed, any other made one's own first.

use egui::{IdSalt, Ui};

use crate::domain::check::{LONGEST_LINE, LONGEST_NAME};
use crate::domain::exercise::{Exercise, Kind, Muscle};
use crate::model::editor::{Editing, StepId};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::{card, segmented, text};
use crate::ui::words;

use super::ask::Ask;
use super::edit;

/// Shows what can be changed about the exercise of a step.
pub fn show(ui: &mut Ui, model: &Model, exercise: &Exercise, step: StepId, ask: &mut Ask, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(gap::SMALL);
    card::heading(ui, "The exercise itself");
    if !model.library().catalogue.is_own(&exercise.id) {
        let note = "It comes with Afterrun. Make your own from it to change its name, figure and lines";
        card::words(ui, note, &text::style(Weight::Regular, size::SMALL, palette.muted));
        if button::small(ui, "Make my own from it", Rank::Plain).clicked() {
            actions.push(edit(Editing::MakeOwn { exercise: exercise.id.clone(), step }));
        }
        return;
    }
    let mut changed = exercise.clone();
    let wide = ui.available_width();
    let of = IdSalt::new(&exercise.id);
    let field =
        |name, look, most| Field { of, name, hint: name, look, gives: Gives::Always, most, width: wide, ink: None };
    let line = |ui: &mut Ui, name, look, most, value: &mut String| {
        if let Some(new) = field(name, look, most).show(ui, value) {
            *value = new;
        }
    };
    line(ui, "Name of the exercise", Look::Line, LONGEST_NAME, &mut changed.name);
    if changed.name.trim().is_empty() {
        changed.name.clone_from(&exercise.name);
    }
    let kinds = [(Kind::Strength, "Strength"), (Kind::Stretch, "Stretch"), (Kind::Roll, "Roll"), (Kind::Care, "Care")];
    if let Some(kind) = segmented::show(ui, "Kind of the exercise", &kinds, Some(changed.kind)) {
        changed.kind = kind;
    }
    muscles(ui, &mut changed.muscles);
    line(ui, "Line shown and said", Look::Sentence(2), LONGEST_LINE, &mut changed.cue);
    line(ui, "What should be felt", Look::Sentence(2), LONGEST_LINE, &mut changed.feel);
    line(ui, "Easier", Look::Sentence(1), LONGEST_LINE, &mut changed.easier);
    line(ui, "Harder", Look::Sentence(1), LONGEST_LINE, &mut changed.harder);
    line(ui, "When to stop", Look::Sentence(1), LONGEST_LINE, &mut changed.stop);
    if changed != *exercise {
        actions.push(edit(Editing::Exercise(Box::new(changed))));
    }
    ui.horizontal(|ui| {
        if button::small(ui, "Figure…", Rank::Plain).clicked() {
            *ask = Ask::Choose(exercise.id.clone());
        }
        if button::small(ui, "Remove it", Rank::Danger).clicked() {
            actions.push(edit(Editing::RemoveExercise(exercise.id.clone())));
        }
    });
}

/// The muscles, each taken away by a press, and a list to add more from.
fn muscles(ui: &mut Ui, muscles: &mut Vec<Muscle>) {
    let mut gone = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(gap::HAIR, gap::HAIR);
        for muscle in muscles.iter() {
            let name = words::muscle(*muscle);
            let label = format!("Remove {}", name.to_lowercase());
            if button::said(ui, name, &label, Rank::Plain, true).clicked() {
                gone = Some(*muscle);
            }
        }
        let items: Vec<Item<'_, Muscle>> = Muscle::ALL
            .iter()
            .filter(|muscle| !muscles.contains(muscle))
            .map(|muscle| Item { value: *muscle, label: words::muscle(*muscle), tone: Tone::Plain })
            .collect();
        let opener = button::small(ui, "Add muscle", Rank::Plain);
        if let Some(new) = menu::of(ui, &opener, "Muscles", &items) {
            muscles.push(new);
        }
    });
    if let Some(gone) = gone {
        muscles.retain(|muscle| *muscle != gone);
    }
}
