//! One stop for the keyboard among several things: which of them it is, and that arrow keys move it. Paints nothing.

use egui::{EventFilter, Id, Response, Sense, Ui};

use crate::ui::keys::press::{self, Press};

/// The things of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roving {
    id: Id,
    at: usize,
}

impl Roving {
    /// The group with this id, of so many things. The stop is where the focus is, else what is `preferred`, else where it was
    /// last.
    pub fn new(ui: &Ui, id: Id, all: usize, preferred: Option<usize>) -> Self {
        let focused = ui.memory(|memory| (0..all).find(|at| memory.has_focus(id.with(*at))));
        let last = ui.data(|data| data.get_temp::<usize>(id)).filter(|last| *last < all);
        Self { id, at: focused.or(preferred).or(last).unwrap_or(0) }
    }

    /// The one that the keyboard comes to.
    pub const fn stop(&self) -> usize {
        self.at
    }

    /// What one of them is called among widgets.
    pub fn id(&self, at: usize) -> Id {
        self.id.with(at)
    }

    /// What one of them listens to: the keyboard comes to one alone.
    pub fn sense(&self, at: usize) -> Sense {
        if at == self.at { Sense::click() } else { Sense::CLICK }
    }

    /// Keeps the arrow keys for what has the focus, and shows it where it had been scrolled away.
    pub fn keep(ui: &Ui, response: &Response) {
        press::keep(ui, response.id, EventFilter { escape: false, ..press::OWN });
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }

    /// Where the arrow keys lead from one of so many; from the last on to the first.
    pub fn around(ui: &Ui, from: usize, all: usize) -> usize {
        let presses = press::take(ui, &[Press::Left, Press::Up, Press::Right, Press::Down]);
        presses.iter().fold(from, |at, press| match press {
            Press::Left | Press::Up => (at + all - 1) % all,
            _ => (at + 1) % all,
        })
    }

    /// The stop is here from now on.
    pub fn stand(&self, ui: &Ui, at: usize) {
        ui.data_mut(|data| data.insert_temp(self.id, at));
    }

    /// The focus goes to one of them by a key that chooses it. As [`Self::go`].
    pub fn choose(&self, ui: &Ui, at: usize) {
        self.go(ui, at);
        ui.data_mut(|data| data.insert_temp(self.id.with("chosen"), at));
    }

    /// Whether a press of one of them means more than that it is chosen: many confirm with Space what the arrows have chosen, and
    /// that is not to take it back. Once for every press.
    pub fn is_meant(&self, ui: &Ui, at: usize) -> bool {
        let by_key = !ui.input(|input| input.pointer.any_click());
        let chosen: Option<usize> = ui.data_mut(|data| data.remove_temp(self.id.with("chosen")));
        !by_key || chosen != Some(at)
    }

    /// The focus goes to one of them. After all of them were shown: what was not the stop before drops the focus when it is shown.
    pub fn go(&self, ui: &Ui, at: usize) {
        self.stand(ui, at);
        ui.memory_mut(|memory| memory.request_focus(self.id.with(at)));
    }
}
