//! Text that is being typed and is not yet anybody's: kept while it is edited, taken or given up at its end.

use egui::text::{CCursor, CCursorRange};
use egui::{Id, Rect, Response, TextEdit, Ui, Vec2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::words;

use super::{card, text};

/// A text that is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// What stood there before.
    pub before: String,
    /// What its owner had when it was last shown, or was given then.
    pub known: String,
    /// Why it can't be taken.
    pub fault: Option<String>,
}

/// How typing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// By Enter.
    Accepted,
    /// By going elsewhere.
    Left,
    /// By Esc.
    GivenUp,
}

impl Draft {
    /// What stands there, all of it selected.
    pub fn of(before: &str) -> Self {
        Self { text: before.to_owned(), before: before.to_owned(), known: before.to_owned(), fault: None }
    }

    /// Something else than what stands there, begun with this.
    pub fn begun(before: &str, text: String) -> Self {
        Self { text, before: before.to_owned(), known: before.to_owned(), fault: None }
    }

    /// The text that is being typed here.
    pub fn load(ui: &Ui, id: Id) -> Option<Self> {
        ui.data(|data| data.get_temp(id))
    }

    /// Begins to type: with all of it selected where it is what stood there, else at its end.
    pub fn open(self, ui: &Ui, id: Id) {
        let end = CCursor::new(self.text.chars().count());
        let start = if self.text == self.before { CCursor::new(0) } else { end };
        let mut state = egui::text_edit::TextEditState::default();
        state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
        state.store(ui.ctx(), edit_id(id));
        ui.memory_mut(|memory| memory.request_focus(edit_id(id)));
        ui.request_repaint();
        self.store(ui, id);
    }

    /// Keeps it for the next frame.
    pub fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    /// It is taken or given up.
    pub fn forget(ui: &Ui, id: Id) {
        ui.data_mut(|data| data.remove::<Self>(id));
        ui.request_repaint();
    }
}

/// The keys that end typing in a line.
pub(super) const ENDS: [Press; 2] = [Press::Accept, Press::Cancel];

/// What the field of a draft is called among widgets.
pub(super) fn edit_id(id: Id) -> Id {
    id.with("draft")
}

/// Shows the field in which a draft is typed, and says whether typing has ended. `ends` are the keys that end it: Enter may be
/// a new line.
pub(super) fn show(ui: &mut Ui, id: Id, edit: TextEdit<'_>, name: &str, ends: &[Press]) -> (Response, Option<Done>) {
    let id = edit_id(id);
    // Taken before the field sees them: it would drop the focus and not say why.
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let presses = if has_focus { press::take(ui, ends) } else { Vec::new() };
    let response = edit.id(id).event_filter(press::OWN).show(ui).response.response.accessible_name(name);
    let done = match presses.last() {
        Some(Press::Cancel) => Some(Done::GivenUp),
        Some(_) => Some(Done::Accepted),
        None => response.lost_focus().then_some(Done::Left),
    };
    (response, done)
}

/// Says under a field why what is typed there can't be taken.
pub(super) fn say(ui: &Ui, response: &Response, rect: Rect, fault: &str) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE
        .fill(palette.raised)
        .stroke(palette.edge())
        .corner_radius(theme::CONTROL)
        .inner_margin(Vec2::splat(gap::SMALL));
    let place = rect.translate(vec2(0.0, gap::HAIR));
    egui::Popup::new(response.id.with("fault"), ui.ctx().clone(), place, ui.layer_id())
        .kind(egui::PopupKind::Tooltip)
        .align(egui::RectAlign::BOTTOM_END)
        .interactable(false)
        .width(control::SENTENCE)
        .frame(frame)
        .show(|ui| {
            ui.set_max_width(control::SENTENCE);
            let style = text::style(Weight::Regular, size::SMALL, palette.text);
            card::words(ui, &words::sentence(fault), &style);
        });
}
