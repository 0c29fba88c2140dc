//! What is shown when a session is over: what was done, and that it is kept.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::bookmark::Ending;
use crate::domain::history::Entry;
use crate::domain::session::Session;
use crate::model::Action;
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::button::{Button, Hint, Rank};
use crate::ui::widgets::{strip, text};
use crate::ui::{keys, words};

/// Draws the screen.
pub fn show(ui: &mut Ui, entry: &Entry) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let window = ui.max_rect();
    let focused = ui.memory(|memory| memory.focused().is_some());
    let mut actions = ui.input_mut(|input| keys::summary(input, focused));
    let Some(session) = entry.session() else { return actions };
    let center = pos2(window.center().x, window.center().y - 60.0);
    let (done, all) = session.count();
    let (title, line) = match session.ending {
        Ending::Completed if 2 * done >= all => ("Well done", "That was the half that makes it count"),
        _ => ("That counts", "What you did is yours"),
    };
    let heavy = text::style(Weight::Heavy, size::GIANT, palette.text);
    text::line(ui, center - vec2(0.0, 130.0), Align2::CENTER_CENTER, title, &heavy);
    let plain = text::style(Weight::Regular, size::NAME, palette.muted);
    text::line(ui, center - vec2(0.0, 62.0), Align2::CENTER_CENTER, line, &plain);
    let numbers = format!("{} on the floor", words::clock(session.active));
    let big = text::style(Weight::Heavy, size::HUGE, palette.stretch);
    text::line(ui, center + vec2(0.0, 10.0), Align2::CENTER_CENTER, &numbers, &big);
    let parts = format!("{} · {done} of {all} exercises", session.name);
    text::line(ui, center + vec2(0.0, 58.0), Align2::CENTER_CENTER, &parts, &plain);

    let bar = Rect::from_center_size(center + vec2(0.0, 104.0), vec2(520.0_f32.min(window.width() * 0.6), 12.0));
    strip::paint(ui.painter(), bar, &block_cells(session, palette), palette.raised, theme::BAR, (4.0, 4.0));

    let rect = Rect::from_center_size(center + vec2(0.0, 190.0), vec2(280.0, 76.0));
    let rank = Rank::Primary(palette.stretch);
    let back = Button { hint: Hint::Key(keys::label::LEAVE), ..Button::new("Back to Today", rank) };
    if back.show(ui, rect).clicked() {
        actions.push(Action::Leave);
    }
    actions
}

/// One cell a block, as wide as what was done in it.
pub(super) fn block_cells(session: &Session, palette: &theme::Palette) -> Vec<strip::Cell> {
    let blocks = session.by_block().into_iter().filter(|(_, time)| !time.is_zero());
    blocks
        .map(|(kind, time)| strip::Cell {
            weight: time.as_secs_f32(),
            color: palette.block(kind),
            done: 1.0,
            new_block: false,
        })
        .collect()
}
