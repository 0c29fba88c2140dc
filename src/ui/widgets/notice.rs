//! A line that tells the person something once, with a way to put it away.

use egui::{Align2, Pos2, Rect, Response, StrokeKind, Ui, pos2, vec2};

use crate::ui::theme::{self, Weight, gap, size};

use super::button::{Button, Rank};
use super::text;

/// Shows a notice with its upper edge centred at `top`, at most `width` wide. The response is that of its button.
pub fn at(ui: &mut Ui, top: Pos2, width: f32, words: &str) -> (Rect, Response) {
    const BUTTON: f32 = 64.0;
    let palette = theme::palette(ui.ctx());
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    let room = width - BUTTON - 4.0 * gap::MEDIUM;
    let galley = ui.painter().layout(words.to_owned(), style.font.clone(), style.color, room);
    let outer = galley.size() + vec2(BUTTON + 4.0 * gap::MEDIUM, 2.0 * gap::MEDIUM);
    let rect = Align2::CENTER_TOP.anchor_size(top, vec2(outer.x, outer.y.max(48.0)));
    let painter = ui.painter();
    painter.rect(rect, theme::CONTROL, palette.raised, egui::Stroke::new(1.0, palette.warn), StrokeKind::Inside);
    let at = pos2(rect.left() + 2.0 * gap::MEDIUM, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, palette.text);
    text::name(ui, rect, egui::Role::Alert, words);
    let center = pos2(rect.right() - gap::SMALL - BUTTON / 2.0, rect.center().y);
    let place = Rect::from_center_size(center, vec2(BUTTON, 36.0));
    let button = Button { zoom: 0.85, ..Button::new("OK", Rank::Plain) };
    let response = ui.push_id(words, |ui| button.show(ui, place)).inner;
    (rect, response)
}
