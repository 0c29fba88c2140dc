//! The part of the settings about what goes on outside the window. Asks no desktop itself.

use egui::Ui;

use crate::model::Model;
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::{card, text};

/// How high the part is.
pub(super) const HEIGHT: f32 = 40.0;

/// Draws the part.
pub(super) fn show(ui: &mut Ui, model: &Model) {
    let small = text::style(Weight::Regular, size::SMALL, theme::palette(ui.ctx()).muted);
    let words = if model.desk_is_absent() {
        "No desktop answers here, so media keys, headsets and phones can’t pause or skip"
    } else {
        "Media keys, headset buttons, a phone that is paired and your desktop’s panel pause, go on, skip and go back"
    };
    card::words(ui, words, &small);
}
