//! A question that lies over the rest until it is answered: its veil and card, a line to write in, the buttons. Knows none of
//! the questions.

use egui::{Id, IdSalt, Key, Modifiers, Rect, Ui, Vec2};

use crate::ui::theme::{self, Weight, gap, size};

use super::button::{self, Rank};
use super::field::{Field, Gives, Look};
use super::{card, text};

/// The keys that were pressed to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Yes, where no button has the focus: that would be pressed.
    pub enter: bool,
    /// No.
    pub escape: bool,
}

/// Shows a card in the middle of the window, over everything else, and fills it.
pub fn show<R>(ui: &mut Ui, size: Vec2, fill: impl FnOnce(&mut Ui, Keys) -> R) -> R {
    let palette = theme::palette(ui.ctx());
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0.0, palette.veil());
    let size = size.min(window.size() - Vec2::splat(gap::WIDE));
    let rect = Rect::from_center_size(window.center(), size);
    let free = ui.memory(|memory| memory.focused().is_none()) || ui.ctx().text_edit_focused();
    let enter = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    card::at(ui, rect, "ask", |ui| fill(ui, Keys { enter, escape }))
}

/// What is asked.
pub fn heading(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Heavy, size::HEADING, palette.text));
    ui.add_space(gap::HAIR);
}

/// More about it.
pub fn note(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Regular, size::SMALL, palette.muted));
}

/// A line to write in, which has the focus from the start.
pub fn line(ui: &mut Ui, name: &'static str, hint: &str, most: usize, text: &mut String) {
    let width = ui.available_width();
    let field =
        Field { of: IdSalt::new(name), name, hint, look: Look::Line, gives: Gives::Always, most, width, ink: None };
    if is_new(ui, name) {
        field.take_up(ui, text);
    }
    if let Some(new) = field.show(ui, text) {
        *text = new;
    }
}

/// Whether something that is shown now was not shown in the frame before. Once in every frame.
#[must_use]
pub fn is_new(ui: &Ui, name: &'static str) -> bool {
    let began = Id::unique(("asked", name));
    let frame = ui.ctx().cumulative_frame_nr();
    let last: Option<u64> = ui.data(|data| data.get_temp(began));
    ui.data_mut(|data| data.insert_temp(began, frame));
    last.is_none_or(|last| last + 1 < frame)
}

/// The buttons below a question; gives whether it was answered, and whether it is over.
pub fn answers(ui: &mut Ui, yes: &str, enabled: bool, enter: bool) -> (bool, bool) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(gap::SMALL);
    ui.horizontal(|ui| {
        let answered =
            button::said(ui, yes, yes, Rank::Primary(palette.stretch), enabled).clicked() || (enter && enabled);
        let cancelled = button::small(ui, "Cancel", Rank::Plain).clicked();
        (answered, answered || cancelled)
    })
    .inner
}
