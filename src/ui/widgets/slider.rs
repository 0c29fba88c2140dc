//! A number between two others, slid or typed, with a ring where the keyboard is. Says what it has become; keeps none.

use std::ops::RangeInclusive;

use egui::{Slider, StrokeKind, Ui};

use crate::ui::theme;

/// How far the ring is from what it is around.
const RING: f32 = 4.0;

/// Shows it, so wide without its number; gives another number. `name` is what a screen reader says.
pub fn show(ui: &mut Ui, name: &str, wide: f32, value: u16, range: RangeInclusive<u16>, suffix: &str) -> Option<u16> {
    ui.spacing_mut().slider_width = wide;
    let mut number = value;
    let response = ui.name_inputs(name, |ui| ui.add(Slider::new(&mut number, range).suffix(suffix)));
    if response.has_focus() {
        let stroke = theme::palette(ui.ctx()).focus();
        ui.painter().rect_stroke(response.rect.expand(RING), theme::CONTROL, stroke, StrokeKind::Outside);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    (response.changed() && number != value).then_some(number)
}
