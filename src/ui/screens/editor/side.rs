//! The pane at the right: details of what is selected, exercises to drag in, or the text of the file.

use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};

use crate::model::editor::Selection;
use crate::model::{Action, Model};
use crate::ui::theme::{control, gap};
use crate::ui::widgets::segmented;

use super::{View, block_details, details, exercises, routine_details, text_pane};

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// What is selected.
    #[default]
    Details,
    /// Every exercise.
    Exercises,
    /// The text of the file.
    Text,
}

/// The first thing in the details: where the keyboard goes from the list.
pub fn first_id() -> Id {
    Id::unique("details of the selection")
}

/// Draws the pane.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let area = ui.max_rect().shrink2(vec2(gap::WIDE - 2.0, gap::LARGE));
    let Some(doc) = model.editor().open_doc() else { return Vec::new() };
    let tabs = Rect::from_min_size(area.min, vec2(area.width(), control::HEIGHT));
    let mut child = ui.new_child(UiBuilder::new().max_rect(tabs).id_salt("tabs"));
    let options = [(Pane::Details, "Details"), (Pane::Exercises, "Exercises"), (Pane::Text, "Text")];
    if let Some(pane) = segmented::show(&mut child, "What is shown here", &options, Some(view.pane)) {
        view.pane = pane;
    }
    let rest = Rect::from_min_max(pos2(area.left(), tabs.bottom() + gap::MEDIUM), area.max);
    let salt = (view.pane, model.editor().open());
    let mut child = ui.new_child(UiBuilder::new().max_rect(rest).id_salt(salt));
    if view.pane != Pane::Text && !doc.is_sound() {
        child.disable();
        child.multiply_opacity(0.5);
    }
    match view.pane {
        Pane::Details => match model.editor().selection() {
            Selection::Nothing => routine_details::show(&mut child, model),
            Selection::Block(id) => block_details::show(&mut child, model, *id),
            Selection::Steps { lead, chosen, .. } => details::show(&mut child, model, *lead, chosen, &mut view.ask),
        },
        Pane::Exercises => exercises::show(&mut child, model, view),
        Pane::Text => text_pane::show(&mut child, model, view),
    }
}
