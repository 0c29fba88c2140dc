//! A line that tells the person something once, with a way to put it away. Decides neither where nor for how long.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Align2, Galley, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::keys;
use crate::ui::theme::{self, Weight, gap, size};

use super::button::{self, Button, Rank};
use super::{icon, text};

/// The word on the button.
const CLOSE: &str = "OK";
/// The icon in front of what has failed, with what is beside it.
const ICON: f32 = 20.0 + gap::MEDIUM;

/// What is said.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// A sentence.
    pub words: &'a str,
    /// Whether something has failed: that is announced at once, and marked.
    pub is_trouble: bool,
    /// Whether the key that closes notices closes this one.
    pub is_next: bool,
}

/// What was done to a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// It was put away.
    pub closed: bool,
    /// The pointer or the keyboard is at it.
    pub attended: bool,
}

impl Notice<'_> {
    /// How high it is where it is so wide.
    #[must_use]
    pub fn height(self, ui: &Ui, width: f32) -> f32 {
        (self.galley(ui, width).size().y + 2.0 * gap::SMALL).max(button::HEIGHT + gap::SMALL)
    }

    /// Shows it, on several lines where it needs them.
    pub fn show(self, ui: &mut Ui, rect: Rect) -> Done {
        self.face(ui, rect);
        let galley = self.galley(ui, rect.width());
        let left = self.left(ui, rect, 1.0);
        let ink = theme::palette(ui.ctx()).text;
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
        let wide = self.button_width(ui);
        let at = pos2(rect.right() - gap::HAIR - wide / 2.0, rect.center().y);
        let place = Rect::from_center_size(at, vec2(wide, button::HEIGHT));
        let mut corner = ui.new_child(UiBuilder::new().max_rect(place).id_salt(self.words));
        let response = if self.is_next {
            button::keyed(&mut corner, CLOSE, keys::label::CLOSE, Rank::Plain)
        } else {
            button::small(&mut corner, CLOSE, Rank::Plain)
        };
        Done { closed: response.clicked(), attended: ui.rect_contains_pointer(rect) || response.has_focus() }
    }

    /// Shows it on one line, with letters as large as that allows.
    pub fn line(self, ui: &mut Ui, rect: Rect) -> Done {
        self.face(ui, rect);
        let palette = theme::palette(ui.ctx());
        let zoom = (rect.height() / button::HEIGHT).max(0.6);
        let left = self.left(ui, rect, zoom);
        let wide = 56.0 * zoom;
        let largest = theme::font(Weight::Semi, (rect.height() / 2.0).max(size::HINT));
        let room = rect.right() - wide - gap::MEDIUM - left;
        let font = text::fit(ui, self.words, &largest, room);
        let font = egui::FontId::new(font.size.max(size::HINT), font.family);
        let style = text::Style { font, color: palette.text };
        text::painted(ui, pos2(left, rect.center().y), Align2::LEFT_CENTER, room, self.words, &style);
        let place = Rect::from_min_max(pos2(rect.right() - wide, rect.top()), rect.max).shrink(2.0);
        let close = Button { zoom, ..Button::new(CLOSE, Rank::Plain) };
        let response = ui.push_id(self.words, |ui| close.show(ui, place)).inner;
        Done { closed: response.clicked(), attended: ui.rect_contains_pointer(rect) || response.has_focus() }
    }

    /// The surface, which is what a screen reader announces.
    fn face(self, ui: &Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        let edge = if self.is_trouble { egui::Stroke::new(1.0, palette.warn) } else { palette.edge() };
        ui.painter().rect(rect, theme::CONTROL, palette.raised, edge, StrokeKind::Inside);
        let response = ui.interact(rect, ui.scope_id().with(("notice", self.words)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, self.words));
        let live = if self.is_trouble { Live::Assertive } else { Live::Polite };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(live));
    }

    /// Where the words begin: behind the mark, where there is one.
    fn left(self, ui: &Ui, rect: Rect, zoom: f32) -> f32 {
        let left = rect.left() + gap::LARGE * zoom;
        if self.is_trouble {
            icon::warning(ui.painter(), pos2(left + 10.0, rect.center().y), theme::palette(ui.ctx()).warn);
        }
        left + self.icon()
    }

    const fn icon(self) -> f32 {
        if self.is_trouble { ICON } else { 0.0 }
    }

    fn button_width(self, ui: &Ui) -> f32 {
        if self.is_next { button::keyed_width(ui, CLOSE, keys::label::CLOSE) } else { button::width(ui, CLOSE) }
    }

    fn galley(self, ui: &Ui, width: f32) -> Arc<Galley> {
        let style = text::style(Weight::Semi, size::BODY, theme::palette(ui.ctx()).text);
        let room = width - gap::LARGE - self.icon() - gap::MEDIUM - self.button_width(ui) - gap::HAIR;
        ui.painter().layout(self.words.to_owned(), style.font, style.color, room)
    }
}
