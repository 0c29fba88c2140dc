//! The part of the settings about what goes on outside the window. Asks no desktop itself.

use egui::Ui;

use crate::model::Model;
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::{card, text};

/// How high the part is.
pub(super) const HEIGHT: f32 = 84.0;

/// Draws the part.
pub(super) fn show(ui: &mut Ui, model: &Model) {
    let small = text::style(Weight::Regular, size::SMALL, theme::palette(ui.ctx()).muted);
    let words = if model.desk_is_absent() {
        "No desktop answers here, so media keys, headsets and phones can’t pause or skip"
    } else {
        "Media keys, headset buttons, a phone that is paired and your desktop’s panel pause, go on, skip and go back"
    };
    card::words(ui, words, &small);
    let words = if model.machine_may_sleep() {
        "Nobody here keeps the computer awake for Afterrun; set it so that the screen stays on for as long as a routine takes"
    } else {
        "The computer stays awake while a session runs, and for five minutes when it is paused"
    };
    card::words(ui, words, &small);
}
