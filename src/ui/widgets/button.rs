//! Buttons: a rectangle with words, perhaps a key. Says whether it was pressed; knows nothing of what it does.

use egui::{Align2, Color32, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::ui::theme::{self, Palette, Weight, gap, size};

use super::text;

/// How a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The one thing to do: filled with this colour.
    Primary(Color32),
    /// One of several.
    Plain,
    /// One of several; something is gone afterwards.
    Danger,
    /// One of several that could be chosen.
    Choice,
    /// Chosen among several.
    Chosen,
}

/// What the mark under the words of a button shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// No mark.
    None,
    /// A key, by its label.
    Key(&'static str),
    /// An arrow key, painted since the font has no arrows.
    Arrow(Vec2),
}

/// A button of any size, at a place.
#[derive(Clone, Copy, Debug)]
pub struct Button<'a> {
    /// Its place among its neighbours: it stays the same button when its words change.
    pub id: usize,
    /// What is shown and said.
    pub label: &'a str,
    /// The mark under the words.
    pub hint: Hint,
    /// How it stands out.
    pub rank: Rank,
    /// Whether it can be pressed.
    pub enabled: bool,
    /// How much larger than usual its words are.
    pub zoom: f32,
}

impl<'a> Button<'a> {
    /// A button without a mark, at its usual size, with no neighbours.
    #[must_use]
    pub const fn new(label: &'a str, rank: Rank) -> Self {
        Self { id: 0, label, hint: Hint::None, rank, enabled: true, zoom: 1.0 }
    }

    /// Shows it at a place.
    pub fn show(self, ui: &mut Ui, rect: Rect) -> Response {
        let Self { id, label, hint, rank, enabled, zoom } = self;
        let palette = theme::palette(ui.ctx());
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, ui.scope_id().with(("button", id, rank == Rank::Plain)), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
        let ink = paint_face(ui, palette, &response, rank, palette.surface, enabled);
        let (font_size, weight) = match rank {
            Rank::Primary(_) => (size::NAME * zoom, Weight::Heavy),
            _ => (size::LABEL * zoom, Weight::Semi),
        };
        let font = text::fit(ui, label, &theme::font(weight, font_size), rect.width() - gap::SMALL);
        let center = rect.center();
        let lift = if hint == Hint::None { 0.0 } else { rect.height() * 0.17 };
        ui.painter().text(center - vec2(0.0, lift), Align2::CENTER_CENTER, label, font, ink);
        paint_hint(ui, center + vec2(0.0, rect.height() * 0.24), hint, ink, zoom);
        response
    }
}

/// A button as wide as its words, in the flow of a layout.
pub fn small(ui: &mut Ui, label: &str, rank: Rank) -> Response {
    said(ui, label, label, rank, true)
}

/// How wide a small button is.
#[must_use]
pub fn width(ui: &Ui, label: &str) -> f32 {
    text::measure(ui, label, &theme::font(Weight::Semi, size::BODY)).x + 2.0 * gap::LARGE
}

/// A small button that shows its key beside its words.
pub fn keyed(ui: &mut Ui, label: &str, key: &'static str, rank: Rank) -> Response {
    let (_, rect) = ui.allocate_space(vec2(keyed_width(ui, label, key), HEIGHT));
    let response = ui.interact(rect, ui.scope_id().with(("keyed", label)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let palette = theme::palette(ui.ctx());
    let ink = paint_face(ui, palette, &response, rank, palette.raised, true);
    let at = rect.left_center() + vec2(gap::LARGE, 0.0);
    let font = theme::font(Weight::Semi, size::BODY);
    let word = ui.painter().text(at, Align2::LEFT_CENTER, label, font, ink);
    let badge = keyed_width(ui, label, key) - (word.right() - rect.left()) - 2.0 * gap::LARGE + gap::HAIR;
    let center = egui::pos2(word.right() + gap::SMALL + badge / 2.0, rect.center().y);
    paint_hint(ui, center, Hint::Key(key), ink, 1.0);
    response
}

/// How wide a small button with a key is.
#[must_use]
pub fn keyed_width(ui: &Ui, label: &str, key: &str) -> f32 {
    let badge = text::measure(ui, key, &theme::font(Weight::Semi, size::HINT)).x + 2.0 * gap::SMALL;
    width(ui, label) + badge + gap::SMALL
}

/// Words that can be pressed, in the flow of a layout.
pub fn link(ui: &mut Ui, label: &str, ink: Color32) -> Response {
    link_to(ui, label, label, ink)
}

/// The same, with a name: it stays the same link when its words change.
pub fn link_to(ui: &mut Ui, name: &str, label: &str, ink: Color32) -> Response {
    let font = theme::font(Weight::Semi, size::BODY);
    let wide = text::measure(ui, label, &font).x;
    let (_, rect) = ui.allocate_space(vec2(wide, gap::WIDE));
    // By its name: it stays the same however many things are shown before it, and keeps the focus.
    let response = ui.interact(rect, ui.scope_id().with(("link", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let palette = theme::palette(ui.ctx());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, label, font, ink);
    if response.hovered() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, egui::Stroke::new(1.0, ink));
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand2(vec2(3.0, 0.0)), theme::MARK, palette.focus(), StrokeKind::Outside);
    }
    response
}

/// A button as wide as its words that says more to a screen reader than it shows, and that may be out of use.
pub fn said(ui: &mut Ui, shown: &str, label: &str, rank: Rank, enabled: bool) -> Response {
    let response = small_face(ui, shown, rank, enabled);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled && ui.is_enabled(), label));
    response
}

fn small_face(ui: &mut Ui, label: &str, rank: Rank, enabled: bool) -> Response {
    let font = theme::font(Weight::Semi, size::BODY);
    let wide = text::measure(ui, label, &font).x + 2.0 * gap::LARGE;
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(wide, HEIGHT), sense);
    let palette = theme::palette(ui.ctx());
    let ink = paint_face(ui, palette, &response, rank, palette.raised, enabled);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, label, font, ink);
    response
}

/// The height of a small button.
pub const HEIGHT: f32 = 40.0;

/// Paints a small button with its words in the place of a response.
pub(super) fn paint_words(ui: &Ui, response: &Response, label: &str, rank: Rank) {
    let palette = theme::palette(ui.ctx());
    let ink = paint_face(ui, palette, response, rank, palette.raised, true);
    let font = theme::font(Weight::Semi, size::BODY);
    ui.painter().text(response.rect.center(), Align2::CENTER_CENTER, label, font, ink);
}

/// Paints the face of a button; gives the colour for what stands on it.
pub(super) fn paint_face(
    ui: &Ui,
    palette: &Palette,
    response: &Response,
    rank: Rank,
    plain: Color32,
    enabled: bool,
) -> Color32 {
    let rect = response.rect;
    let corner = if rect.height() > 2.0 * HEIGHT { theme::CARD } else { theme::CONTROL };
    let (fill, ink, edge) = match rank {
        Rank::Primary(color) => (color, palette.on_fill, egui::Stroke::NONE),
        Rank::Chosen => (palette.text, palette.bg, egui::Stroke::NONE),
        Rank::Plain => (plain, palette.text, palette.hairline()),
        Rank::Danger => (plain, palette.bad, palette.hairline()),
        Rank::Choice => (plain, palette.text, palette.edge()),
    };
    let fill = match (response.is_pointer_button_down_on(), response.hovered() && enabled) {
        (true, _) => fill.lerp_to_gamma(palette.bg, 0.25),
        (_, true) => fill.lerp_to_gamma(palette.text, 0.08),
        _ => fill,
    };
    ui.painter().rect(rect, corner, fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(3.0), corner, palette.focus(), StrokeKind::Outside);
    }
    if enabled { ink } else { ink.gamma_multiply(0.4) }
}

fn paint_hint(ui: &Ui, center: egui::Pos2, hint: Hint, ink: Color32, zoom: f32) {
    let painter = ui.painter();
    let edge = egui::Stroke::new(1.0, ink.gamma_multiply(0.45));
    match hint {
        Hint::None => {}
        Hint::Key(label) => {
            let galley = painter.layout_no_wrap(label.to_owned(), theme::font(Weight::Semi, size::HINT * zoom), ink);
            let rect = Rect::from_center_size(center, galley.size() + vec2(12.0, 3.0) * zoom);
            painter.rect_stroke(rect, theme::MARK, edge, StrokeKind::Inside);
            painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
        }
        Hint::Arrow(to) => {
            let rect = Rect::from_center_size(center, vec2(28.0, 18.0) * zoom);
            painter.rect_stroke(rect, theme::MARK, edge, StrokeKind::Inside);
            let stroke = egui::Stroke::new(1.4 * zoom, ink);
            let (half, tip) = (to * 5.0 * zoom, center + to * 5.0 * zoom);
            let back = to * -3.5 * zoom;
            painter.line_segment([center - half, tip], stroke);
            painter.line_segment([tip, tip + back + back.rot90()], stroke);
            painter.line_segment([tip, tip + back - back.rot90()], stroke);
        }
    }
}
