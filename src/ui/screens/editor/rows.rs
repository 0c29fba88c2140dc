//! How a step, a block's heading and what is wrong look in the list. Paints and says what was done; decides nothing.

use std::sync::Arc;

use egui::{Align2, Galley, Painter, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::adjust::dose_of;
use crate::domain::check::{Mend, Problem};
use crate::domain::exercise::Catalogue;
use crate::domain::routine::{Block, BlockKind, Step};
use crate::domain::time::Span;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{icon, text};
use crate::ui::words;

/// The room for the time of a step at the right of its row.
const TIME: f32 = 64.0;

/// A step as the list shows it.
pub struct Row<'a> {
    pub step: &'a Step,
    pub kind: BlockKind,
    pub time: Span,
    pub selected: bool,
    /// Whether the keyboard is at it.
    pub lit: bool,
}

/// What stands in the row of a step: its name and its dose.
pub fn said(step: &Step, catalogue: &Catalogue) -> (String, String) {
    match catalogue.get(&step.exercise) {
        Some(exercise) => {
            let sides = step.sides.unwrap_or(exercise.sides);
            (exercise.name.clone(), words::dose(dose_of(step, exercise), sides))
        }
        None => (step.exercise.to_string(), "no such exercise".to_owned()),
    }
}

/// Shows the row of a step.
pub fn step(ui: &mut Ui, rect: Rect, id: egui::Id, row: &Row<'_>, catalogue: &Catalogue) -> Response {
    let palette = theme::palette(ui.ctx());
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    let (name, dose) = said(row.step, catalogue);
    let label = format!("{name}, {dose}, {}", words::clock(row.time));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), row.selected, &label));
    let color = palette.block(row.kind);
    let fill = match (row.selected, response.hovered()) {
        (true, _) => palette.raised,
        (_, true) => palette.surface.lerp_to_gamma(palette.text, 0.04),
        _ => palette.surface,
    };
    let edge = if row.selected { egui::Stroke::new(1.0, color) } else { palette.hairline() };
    ui.painter().rect(rect, theme::CONTROL, fill, edge, StrokeKind::Inside);
    if row.selected {
        let bar = Rect::from_min_size(rect.min, vec2(gap::HAIR, rect.height()));
        let mut corner = theme::CONTROL;
        (corner.ne, corner.se) = (0, 0);
        ui.painter().rect_filled(bar, corner, color);
    }
    if row.lit {
        ui.painter().rect_stroke(rect.shrink(1.0), theme::CONTROL, palette.focus(), StrokeKind::Inside);
    }
    let dots = pos2(rect.left() + 22.0, rect.center().y);
    let ink = palette.muted.gamma_multiply(if response.hovered() { 1.0 } else { 0.6 });
    for (x, y) in [(-4.0, -6.0), (-4.0, 0.0), (-4.0, 6.0), (4.0, -6.0), (4.0, 0.0), (4.0, 6.0)] {
        ui.painter().circle_filled(dots + vec2(x, y), 1.4, ink);
    }
    let y = rect.center().y;
    let right = rect.right() - gap::MEDIUM;
    let painter = ui.painter();
    let time = theme::font(Weight::Heavy, size::BODY);
    painter.text(pos2(right, y), Align2::RIGHT_CENTER, words::clock(row.time), time, palette.text);
    // The name comes first: the dose takes what room it leaves.
    let left = rect.left() + 46.0;
    let name = line(painter, name, Weight::Semi, size::BODY, palette.text, right - TIME - left);
    painter.galley(pos2(left, y - name.size().y / 2.0), Arc::clone(&name), palette.text);
    let room = (right - TIME - left - name.size().x - gap::SMALL).max(0.0);
    let dose = line(painter, dose, Weight::Regular, size::SMALL, palette.muted, room);
    painter.galley(pos2(right - TIME - dose.size().x, y - dose.size().y / 2.0), dose, palette.muted);
    response
}

/// One line that ends in an ellipsis where it would be wider.
fn line(painter: &Painter, text: String, weight: Weight, size: f32, ink: egui::Color32, width: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text, theme::font(weight, size), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

/// A block's name in its colour; the response says whether it was chosen or dragged.
pub fn heading(ui: &mut Ui, rect: Rect, id: egui::Id, block: &Block, selected: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let color = palette.block(block.kind);
    let font = theme::font(Weight::Heavy, size::LABEL);
    let mut job = egui::text::LayoutJob::simple_singleline(block.name.clone(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() * 0.5);
    let galley = ui.painter().layout_job(job);
    let place = Rect::from_min_size(
        pos2(rect.left(), rect.bottom() - 34.0),
        vec2(galley.size().x.max(20.0) + gap::SMALL, 28.0),
    );
    let response = ui.interact(place, id, Sense::click_and_drag());
    let label = format!("{}, block", block.name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, &label));
    if selected || response.hovered() {
        ui.painter().rect_filled(place, theme::MARK, palette.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(place, theme::MARK, palette.focus(), StrokeKind::Outside);
    }
    ui.painter().galley(pos2(place.left() + gap::HAIR, place.center().y - galley.size().y / 2.0), galley, color);
    response
}

/// The time of a block against its budget, at the right of its heading.
pub fn times(ui: &mut Ui, rect: Rect, block: &Block, total: Span) {
    let palette = theme::palette(ui.ctx());
    let rounds = if block.rounds > 1 { format!("{} rounds · ", block.rounds) } else { String::new() };
    let said = match block.budget {
        Some(budget) => format!("{rounds}{} of {}", words::clock(total), words::clock(budget)),
        None => format!("{rounds}{}", words::clock(total)),
    };
    let over = block.budget.is_some_and(|budget| total > budget);
    let color = if over { palette.warn } else { palette.block(block.kind) };
    let style = text::style(Weight::Semi, size::BODY, color);
    text::line(ui, pos2(rect.right() - gap::HAIR, rect.bottom() - 20.0), Align2::RIGHT_CENTER, &said, &style);
}

/// Words that do something when pressed, without a frame around them.
pub fn link(ui: &mut Ui, at: egui::Pos2, id: egui::Id, shown: &str, label: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    let font = theme::font(Weight::Regular, size::BODY);
    let wide = text::measure(ui, shown, &font).x;
    let rect = Rect::from_min_size(pos2(at.x, at.y - 14.0), vec2(wide + gap::LARGE, 28.0));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let ink = if response.hovered() { palette.text } else { palette.muted };
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::MARK, palette.focus(), StrokeKind::Outside);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, shown, font, ink);
    response
}

/// What the one click says that puts a problem right.
pub fn mend_label(mend: &Mend) -> String {
    match mend {
        Mend::AddBlock => "Add a block".to_owned(),
        Mend::RemoveBlock(_) => "Remove the block".to_owned(),
        Mend::Rename(_, name) => format!("Call it {name}"),
        Mend::Budget(_, enough) => format!("Allow {}", words::clock(*enough)),
    }
}

/// A line on what is wrong, with what would put it right; says whether that was chosen.
pub fn note(ui: &mut Ui, rect: Rect, id: egui::Id, problem: &Problem) -> bool {
    let palette = theme::palette(ui.ctx());
    let y = rect.top() + 13.0;
    icon::warning(ui.painter(), pos2(rect.left() + 12.0, y), palette.warn);
    let left = rect.left() + 28.0;
    let label = problem.mend.as_ref().map(mend_label);
    let font = theme::font(Weight::Regular, size::BODY);
    let taken = label.as_ref().map_or(0.0, |label| text::measure(ui, label, &font).x + gap::WIDE);
    let style = text::style(Weight::Regular, size::SMALL, palette.warn);
    let room = rect.right() - left - taken;
    let sentence = words::sentence(&problem.message);
    text::clipped(ui, pos2(left, y), Align2::LEFT_CENTER, room, &sentence, &style);
    let Some(label) = label else { return false };
    link(ui, pos2(rect.right() - taken, y), id, &label, &label).clicked()
}
