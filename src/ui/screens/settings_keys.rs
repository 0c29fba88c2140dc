//! What the keys do, as Settings lists it. Binds none.

use egui::{Ui, pos2};

use crate::ui::keys;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{card, text};

use super::settings::group;

/// The room for the names of the keys.
const NAMES: f32 = 104.0;
/// The least height of a key and what it does.
const ROW: f32 = 24.0;

/// Draws a list of keys for each part of the program.
pub(super) fn show(ui: &mut Ui) {
    list(ui, "While it plays", &keys::label::PLAYER);
    list(ui, "Everywhere else", &keys::label::EVERYWHERE);
    list(ui, "In the journal", &keys::journal::label::JOURNAL);
    list(ui, "In the history", &keys::label::HISTORY);
    let small = text::style(Weight::Regular, size::SMALL, theme::palette(ui.ctx()).muted);
    card::words(ui, "Ease off when something gets sharp. Afterrun is a companion, not medical advice", &small);
}

fn list(ui: &mut Ui, title: &str, keys: &[(&str, &str)]) {
    let palette = theme::palette(ui.ctx());
    let name = text::style(Weight::Semi, size::BODY, palette.text);
    let does = text::style(Weight::Regular, size::BODY, palette.muted);
    let room = super::settings::inside(ui) - NAMES;
    let height = |what: &str| {
        let galley = ui.painter().layout(what.to_owned(), does.font.clone(), does.color, room);
        (galley.size().y + gap::HAIR).max(ROW)
    };
    let heights: Vec<f32> = keys.iter().map(|(_, what)| height(what)).collect();
    group(ui, title, heights.iter().sum(), |ui| {
        let mut top = ui.cursor().top();
        let left = ui.max_rect().left();
        for ((key, what), height) in keys.iter().zip(heights) {
            text::paragraph(ui, pos2(left, top), NAMES, key, &name);
            text::paragraph(ui, pos2(left + NAMES, top), room, what, &does);
            top += height;
        }
    });
}
