//! The routine as a whole, while nothing in it is selected: what it is for, how long it takes, and the keys of the editor.

use egui::{IdSalt, ScrollArea, Ui};

use crate::domain::check::LONGEST_LINE;
use crate::domain::plan::{DoseLevel, PlanOptions};
use crate::model::editor::Change;
use crate::model::{Action, Model};
use crate::ui::keys::editor::label;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::{card, scroll, text};
use crate::ui::words;

use super::details::{row, title};
use super::{change, voice_details};

/// Draws it.
pub fn show(ui: &mut Ui, model: &Model) -> Vec<Action> {
    let Some(open) = model.editor().open() else { return Vec::new() };
    let mut actions = Vec::new();
    let palette = theme::palette(ui.ctx());
    scroll::follow(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.set_max_width(ui.available_width() - gap::SMALL);
        ui.spacing_mut().item_spacing.y = gap::SMALL;
        if let Some(routine) = model.library().routine(open) {
            title(ui, &routine.name, palette.text);
            let small = text::style(Weight::Regular, size::SMALL, palette.muted);
            card::words(ui, "When it is for", &small);
            let field = Field {
                of: IdSalt::new(open),
                name: "When it is for",
                hint: "One sentence, shown on Today",
                look: Look::Sentence(2),
                gives: Gives::Always,
                most: LONGEST_LINE,
                width: ui.available_width(),
                ink: None,
            };
            if let Some(about) = field.show(ui, &routine.about) {
                actions.push(change(Change::About(about)));
            }
            lengths(ui, model);
            voice_details::show(ui, routine, &model.settings().voice, &mut actions);
        }
        ui.add_space(gap::SMALL);
        card::heading(ui, "Keys");
        for (keys, does) in label::EDITOR {
            card::line(ui, keys, &text::style(Weight::Semi, size::SMALL, palette.text));
            ui.add_space(-gap::HAIR - 2.0);
            card::words(ui, does, &text::style(Weight::Regular, size::SMALL, palette.muted));
        }
    });
    actions
}

fn lengths(ui: &mut Ui, model: &Model) {
    let palette = theme::palette(ui.ctx());
    let Some(routine) = model.editor().open().and_then(|id| model.library().routine(id)) else { return };
    let ready_at_least = model.settings().ready_at_least;
    for (word, doses) in [("At starting doses", DoseLevel::Starting), ("At goal doses", DoseLevel::Goal)] {
        let plan = model.library().plan(routine, PlanOptions { doses, ready_at_least });
        let said = plan.map_or_else(|_| "nothing yet".to_owned(), |plan| words::clock(plan.total()));
        row(ui, word, |ui| {
            let at = ui.max_rect().right_center();
            text::line(
                ui,
                at,
                egui::Align2::RIGHT_CENTER,
                &said,
                &text::style(Weight::Heavy, size::BODY, palette.text),
            );
        });
    }
}
