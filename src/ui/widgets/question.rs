//! A question that lies over a screen until it is answered: its card, its words, its field and its buttons. Asks nothing itself.

use egui::{Id, IdSalt, Key, Modifiers, Rect, Response, Ui, Vec2};

use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::words::sentence;

use super::button::{self, Rank};
use super::field::{Field, Gives, Look};
use super::{card, text};

/// The longest path that can be typed.
pub const LONGEST_PATH: usize = 4096;

/// What the keyboard answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// Yes.
    pub enter: bool,
    /// No.
    pub escape: bool,
}

/// Lays a card of a size over the whole of `ui`, and fills it.
pub fn show<R>(ui: &mut Ui, size: Vec2, fill: impl FnOnce(&mut Ui, Pressed) -> R) -> R {
    let palette = theme::palette(ui.ctx());
    // What is scrolled away of a screen is not where somebody looks.
    let window = ui.max_rect().intersect(ui.clip_rect());
    ui.painter().rect_filled(window, 0.0, palette.veil());
    let size = size.min(window.size() - Vec2::splat(gap::WIDE));
    let rect = Rect::from_center_size(window.center(), size);
    // On a button, Enter presses that.
    let free = ui.memory(|memory| memory.focused().is_none()) || ui.ctx().text_edit_focused();
    // Where another question lies over it, the keys are that one's.
    let on = ui.is_enabled();
    let enter = on && free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let escape = on && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    card::at(ui, rect, "ask", |ui| fill(ui, Pressed { enter, escape }))
}

/// What is asked.
pub fn heading(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Heavy, size::HEADING, palette.text));
    ui.add_space(gap::HAIR);
}

/// What has to be known to answer.
pub fn note(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Regular, size::SMALL, palette.muted));
}

/// What stands in the way of what was answered.
pub fn fault(ui: &mut Ui, words: &str) {
    ui.add_space(gap::HAIR);
    card::words(ui, &sentence(words), &fault_style(ui));
}

/// How much higher a card of a width is for [`fault`].
#[must_use]
pub fn fault_height(ui: &Ui, wide: f32, words: &str) -> f32 {
    let style = fault_style(ui);
    let galley = ui.painter().layout(sentence(words), style.font, style.color, wide - 2.0 * card::MARGIN.x);
    galley.size().y + gap::HAIR + ui.spacing().item_spacing.y * 2.0
}

fn fault_style(ui: &Ui) -> text::Style {
    text::style(Weight::Semi, size::SMALL, theme::palette(ui.ctx()).bad)
}

/// What brought a question up: the keyboard goes back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opener {
    id: Id,
    by_key: bool,
}

impl Opener {
    /// A button that was pressed just now.
    #[must_use]
    pub fn of(ui: &Ui, pressed: &Response) -> Self {
        Self { id: pressed.id, by_key: !ui.input(|input| input.pointer.any_click()) }
    }

    /// What had the focus when a key was pressed.
    #[must_use]
    pub const fn at(id: Id) -> Self {
        Self { id, by_key: true }
    }

    /// Gives the focus back: to who came by the keyboard, and to everybody once what was asked for is done.
    pub fn give_back(self, ui: &Ui, is_done: bool) {
        if is_done || self.by_key {
            ui.memory_mut(|memory| memory.request_focus(self.id));
            ui.ctx().request_repaint();
        }
    }
}

/// A line to write in, which has the focus from the start.
pub fn line(ui: &mut Ui, name: &'static str, hint: &str, most: usize, text: &mut String) {
    let width = ui.available_width();
    let field =
        Field { of: IdSalt::new(name), name, hint, look: Look::Line, gives: Gives::Always, most, width, ink: None };
    if begins(ui, name) {
        field.take_up(ui, text);
    }
    if let Some(new) = field.show(ui, text) {
        *text = new;
    }
}

/// Whether something that is shown now was not shown in the frame before. Once in every frame.
#[must_use]
pub fn is_new(ui: &Ui, which: impl std::hash::Hash + std::fmt::Debug) -> bool {
    let began = Id::unique(("shown", which));
    let frame = ui.ctx().cumulative_frame_nr();
    let last: Option<u64> = ui.data(|data| data.get_temp(began));
    ui.data_mut(|data| data.insert_temp(began, frame));
    last.is_none_or(|last| last + 1 < frame)
}

/// Whether a question that is called so is to put the focus where its answer begins. Once in every frame.
fn begins(ui: &Ui, name: &str) -> bool {
    let asked = Id::unique(("asked", name));
    let frame = ui.ctx().cumulative_frame_nr();
    let seen: Option<(u64, u64)> = ui.data(|data| data.get_temp(asked));
    let began = seen.filter(|(_, last)| last + 1 >= frame).map_or(frame, |(began, _)| began);
    ui.data_mut(|data| data.insert_temp(asked, (began, frame)));
    // Where press and release of the button that asks come in one frame, they take the focus away again in the first one.
    began == frame || (frame <= began + 2 && ui.memory(|memory| memory.focused().is_none()))
}

/// What was answered with the buttons below a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Yes.
    pub yes: bool,
    /// It need not be asked any longer.
    pub over: bool,
}

/// The buttons below a question. `enter`: the keyboard said yes. Where something would be gone, the focus begins on the no.
pub fn answers(ui: &mut Ui, yes: (&str, Rank), no: &str, enabled: bool, enter: bool) -> Answer {
    ui.add_space(gap::SMALL);
    let (label, rank) = yes;
    ui.horizontal(|ui| {
        let yes = button::said(ui, label, label, rank, enabled).clicked() || (enter && enabled);
        let no = button::small(ui, no, Rank::Plain);
        if rank == Rank::Danger && begins(ui, label) {
            no.request_focus();
        }
        Answer { yes, over: yes || no.clicked() }
    })
    .inner
}
