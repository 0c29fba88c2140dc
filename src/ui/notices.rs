//! Where what the person should know stands: below a screen, which makes room for it, and in the player between the strip and the
//! name of the step. So nothing is covered.

use egui::{Event, Rect, Ui, pos2, vec2};

use crate::model::{Action, Concern, Model, NoticeId};

use super::keys;
use super::state::UiState;
use super::theme::gap;
use super::widgets::notice::{Done, Notice};

/// Wider than this, lines are hard to read.
const WIDEST: f32 = 820.0;
/// All of them together take at most this share of the height.
const MOST: f32 = 0.3;

/// The notices that stand below a screen, oldest first, and their places.
pub(super) struct Below<'a> {
    shown: Vec<(NoticeId, Notice<'a>, Rect)>,
    /// What is left for the screen.
    pub screen: Rect,
}

/// All that is said, oldest first. The newest is the one that the key closes.
fn said(model: &Model) -> impl DoubleEndedIterator<Item = (NoticeId, Notice<'_>)> {
    let newest = model.notices().last().map(|notice| notice.id);
    model.notices().iter().map(move |notice| {
        let is_trouble = notice.concern == Concern::Trouble;
        (notice.id, Notice { words: &notice.text, is_trouble, is_next: newest == Some(notice.id) })
    })
}

impl<'a> Below<'a> {
    /// Gives the newest notices room at the foot of `whole`, as many as may take it.
    pub fn of(ui: &Ui, whole: Rect, model: &'a Model) -> Self {
        let width = (whole.width() - 2.0 * gap::SCREEN).min(WIDEST);
        let mut shown = Vec::new();
        let mut bottom = whole.bottom() - gap::MEDIUM;
        for (id, notice) in said(model).rev() {
            let top = bottom - notice.height(ui, width);
            if !shown.is_empty() && whole.bottom() - top > whole.height() * MOST {
                break;
            }
            let left = whole.left() + gap::SCREEN;
            shown.push((id, notice, Rect::from_min_max(pos2(left, top), pos2(left + width, bottom))));
            bottom = top - gap::SMALL;
        }
        shown.reverse();
        // The screen has a margin of its own below.
        let foot = if shown.is_empty() { whole.bottom() } else { bottom + gap::LARGE };
        Self { shown, screen: Rect::from_min_max(whole.min, pos2(whole.right(), foot)) }
    }

    /// Draws them.
    pub fn show(self, ui: &mut Ui, model: &Model) -> Vec<Action> {
        let done: Vec<_> = self.shown.into_iter().map(|(id, notice, rect)| (id, notice.show(ui, rect))).collect();
        actions(&done, model)
    }
}

/// Draws the newest one in the player, on a line of its own.
pub(super) fn in_player(ui: &mut Ui, place: Rect, model: &Model) -> Vec<Action> {
    let newest = said(model).next_back();
    let done: Vec<_> =
        newest.into_iter().map(|(id, notice)| (id, notice.line(ui, place.shrink2(vec2(0.0, 1.0))))).collect();
    actions(&done, model)
}

fn actions(done: &[(NoticeId, Done)], model: &Model) -> Vec<Action> {
    let closed = done.iter().filter(|(_, done)| done.closed).map(|(id, _)| Action::Dismiss(*id));
    let attended = done.iter().find(|(_, done)| done.attended && !done.closed).map(|(id, _)| *id);
    closed.chain((attended != model.attended()).then_some(Action::Attend(attended))).collect()
}

/// Closes the newest notice by key, before the key means anything else.
pub(super) fn by_key(ui: &Ui, model: &Model, state: &UiState) -> Option<Action> {
    let newest = model.notices().last()?.id;
    let pressed = ui.input_mut(|input| {
        let at = input.events.iter().position(keys::closes_notices)?;
        Some(input.events.remove(at))
    });
    matches!(pressed, Some(Event::Key { .. })).then(|| {
        // The window system has already taken the focus for it.
        if let Some(focused) = state.focused {
            ui.memory_mut(|memory| memory.request_focus(focused));
        }
        Action::Dismiss(newest)
    })
}
