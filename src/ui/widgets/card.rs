//! A card: a surface with round corners and a thin edge that holds other things.

use egui::{Rect, StrokeKind, Ui, UiBuilder, Vec2, vec2};

use crate::ui::theme::{self, Weight, gap, size};

use super::text;

/// What is between the edge of a card and what is in it.
pub const MARGIN: Vec2 = vec2(gap::WIDE - 2.0, gap::LARGE);

/// Paints a card at a place and fills it from inside its padding. What is in it keeps its identity under `name`.
pub fn at<R>(ui: &mut Ui, rect: Rect, name: &str, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = theme::palette(ui.ctx());
    ui.painter().rect(rect, theme::CARD, palette.surface, palette.hairline(), StrokeKind::Inside);
    let inner = rect.shrink2(MARGIN);
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(name));
    child.set_clip_rect(child.clip_rect().intersect(rect));
    fill(&mut child)
}

/// The small heading of a card, in the flow of a layout.
pub fn heading(ui: &mut Ui, label: &str) {
    let palette = theme::palette(ui.ctx());
    words(ui, label, &text::style(Weight::Semi, size::SMALL, palette.muted));
}

/// One line in the flow of a layout, cut off where it is wider.
pub fn line(ui: &mut Ui, words: &str, style: &text::Style) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), style.font.size * 1.35));
    text::clipped(ui, rect.left_center(), egui::Align2::LEFT_CENTER, rect.width(), words, style);
}

/// Words in the flow of a layout, wrapped at its width.
pub fn words(ui: &mut Ui, words: &str, style: &text::Style) {
    let galley = ui.painter().layout(words.to_owned(), style.font.clone(), style.color, ui.available_width());
    let (_, rect) = ui.allocate_space(galley.size());
    ui.painter().galley(rect.min, galley, style.color);
    text::name(ui, rect, egui::Role::Label, words);
}
