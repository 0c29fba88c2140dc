//! Text at a place, painted and named for screen readers. Lays nothing out around it.

use std::sync::Arc;

use egui::{Align2, Color32, FontId, Galley, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::ui::theme::{self, Weight};

/// How text looks.
#[derive(Clone, Debug)]
pub struct Style {
    /// Font and size.
    pub font: FontId,
    /// Colour.
    pub color: Color32,
}

/// The look of a weight, size and colour.
#[must_use]
pub fn style(weight: Weight, size: f32, color: Color32) -> Style {
    Style { font: theme::font(weight, size), color }
}

/// Paints one line with `anchor` at `pos`, and names it. Gives the space that it takes.
pub fn line(ui: &mut Ui, pos: Pos2, anchor: Align2, text: &str, style: &Style) -> Rect {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), style.font.clone(), style.color);
    galley_at(ui, pos, anchor, galley, text, style)
}

/// Paints text that wraps at `width`, from its upper left corner, and names it.
pub fn paragraph(ui: &mut Ui, pos: Pos2, width: f32, text: &str, style: &Style) -> Rect {
    let galley = ui.painter().layout(text.to_owned(), style.font.clone(), style.color, width);
    galley_at(ui, pos, Align2::LEFT_TOP, galley, text, style)
}

/// Paints one line that ends in an ellipsis where it would be wider than `width`, and names it in full.
pub fn clipped(ui: &mut Ui, pos: Pos2, anchor: Align2, width: f32, text: &str, style: &Style) -> Rect {
    let galley = cut(ui, width, text, style);
    galley_at(ui, pos, anchor, galley, text, style)
}

/// As [`clipped`], without a name: for what is part of something that has one.
pub fn painted(ui: &Ui, pos: Pos2, anchor: Align2, width: f32, text: &str, style: &Style) {
    let galley = cut(ui, width, text, style);
    let rect = anchor.anchor_size(pos, galley.size());
    ui.painter().galley(rect.min, galley, style.color);
}

fn cut(ui: &Ui, width: f32, text: &str, style: &Style) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), style.font.clone(), style.color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// The size of one line.
#[must_use]
pub fn measure(ui: &Ui, text: &str, font: &FontId) -> Vec2 {
    ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size()
}

/// The largest size up to `font`'s at which one line of text is at most `width` wide.
#[must_use]
pub fn fit(ui: &Ui, text: &str, font: &FontId, width: f32) -> FontId {
    let wide = measure(ui, text, font).x;
    let shrink = if wide > width { width / wide } else { 1.0 };
    FontId::new((font.size * shrink).floor(), font.family.clone())
}

/// Names something that is only painted, so that a screen reader finds it.
pub fn name(ui: &mut Ui, rect: Rect, role: Role, label: &str) {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, label));
}

fn galley_at(ui: &mut Ui, pos: Pos2, anchor: Align2, galley: Arc<Galley>, text: &str, style: &Style) -> Rect {
    let rect = anchor.anchor_size(pos, galley.size());
    ui.painter().galley(rect.min, galley, style.color);
    name(ui, rect, Role::Label, text);
    rect
}
