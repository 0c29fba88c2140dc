//! The line that says that a journal is not saved yet, with a way to go on with it. Saves none.

use egui::{Align2, Rect, Ui, UiBuilder, pos2, vec2};

use crate::model::Action;
use crate::model::journal::Jot;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{button, icon, text};
use crate::ui::words;

use super::Scene;

/// The height of the line, with the gap below it.
const HEIGHT: f32 = 34.0;
const SIGN: f32 = 26.0;

/// Draws the line at the top of a place, where there is such a journal. Gives the place below it, and what was done.
pub(super) fn show(ui: &mut Ui, place: Rect, scene: Scene<'_>) -> (Rect, Option<Action>) {
    let Some(entry) = scene.model.unsaved_journal() else { return (place, None) };
    let palette = theme::palette(ui.ctx());
    let y = place.top() + HEIGHT / 2.0;
    icon::warning(ui.painter(), pos2(place.left() + gap::SMALL + 2.0, y), palette.warn);
    let open = text::measure(ui, "Open", &theme::font(Weight::Semi, size::BODY)).x;
    let left = place.left() + SIGN;
    let words = format!("The journal of {} is not saved yet", words::past::full_day(entry.day(), scene.today));
    let style = text::style(Weight::Regular, size::BODY, palette.text);
    let room = place.right() - open - gap::LARGE - left;
    let said = text::clipped(ui, pos2(left, y), Align2::LEFT_CENTER, room, &words, &style);
    let at = Rect::from_min_size(pos2(said.right() + gap::LARGE, y - gap::MEDIUM), vec2(open, gap::WIDE));
    let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt("unsaved"));
    let opened = button::link(&mut child, "Open", palette.stretch).clicked();
    (place.with_min_y(place.top() + HEIGHT), opened.then_some(Action::Jot(Jot::TakeUp)))
}
