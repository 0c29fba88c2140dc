//! How each exercise grew: a line each, from the first to the latest. Promises nothing.

use egui::{Align2, Rect, Role, Ui, pos2, vec2};

use crate::domain::past::growth::{Amount, Growth};
use crate::domain::routine::BlockKind;
use crate::ui::screens::editor::block_kind;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{card, icon, line_chart, text};
use crate::ui::words;

use super::{Scene, WIDE, halves, row, skips, title};

/// The height of one exercise.
const ROW: f32 = 56.0;
/// The room for a name, and for the amounts at the right.
const NAME: f32 = 190.0;
const AMOUNT: f32 = 176.0;

/// Draws the part.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, height: f32) {
    let wide = ui.max_rect().width();
    let overview = &scene.known.overview;
    let heads = 2.0 * gap::LARGE + 22.0 + gap::SMALL;
    let grown = heads + overview.growth.len().max(1) as f32 * ROW;
    let skipped = heads + overview.skips.len().max(1) as f32 * skips::ROW;
    if wide >= WIDE {
        let (left, right) = halves(row(ui, grown.max(skipped).max(height)), 0.64);
        card::at(ui, left, "growth", |ui| exercises(ui, scene));
        card::at(ui, right, "skips", |ui| skips::show(ui, scene));
    } else {
        let rect = row(ui, grown);
        card::at(ui, rect, "growth", |ui| exercises(ui, scene));
        let rect = row(ui, skipped);
        card::at(ui, rect, "skips", |ui| skips::show(ui, scene));
    }
}

fn exercises(ui: &mut Ui, scene: Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let (line, below) = title(ui, "How each exercise grew");
    let growth = &scene.known.overview.growth;
    if growth.is_empty() {
        let style = text::style(Weight::Regular, size::BODY, palette.muted);
        let at = below.left_top() + vec2(0.0, ROW / 2.0);
        text::line(ui, at, Align2::LEFT_CENTER, "It shows once exercises were done to their end", &style);
        return;
    }
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    text::line(ui, line.right_center(), Align2::RIGHT_CENTER, "in one go, from the first to the latest", &small);
    for (number, (growth, line)) in growth.iter().zip(&scene.known.lines).enumerate() {
        let top = below.top() + gap::HAIR + number as f32 * ROW;
        let rect = Rect::from_min_size(pos2(below.left(), top), vec2(below.width(), ROW));
        if ui.is_rect_visible(rect) {
            exercise(ui, rect, growth, line, scene);
        }
        text::name(ui, rect, Role::Label, &sentence(growth, scene));
    }
}

fn exercise(ui: &Ui, rect: Rect, growth: &Growth, line: &[[f32; 2]], scene: Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let (Some(first), Some(newest)) = (growth.first(), growth.latest()) else { return };
    let painter = ui.painter();
    let y = rect.center().y;
    let put = |y: f32, words: &str, style: &text::Style| {
        text::painted(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, NAME - gap::MEDIUM, words, style);
    };
    put(y - 9.0, &growth.name, &text::style(Weight::Semi, size::BODY, palette.text));
    let days = words::count(growth.points.len(), "day");
    let since = format!("{days} {}", words::past::since(first.day, scene.today));
    put(y + 10.0, &since, &text::style(Weight::Regular, size::SMALL, palette.muted));
    let chart = Rect::from_min_max(
        pos2(rect.left() + NAME, rect.top() + gap::MEDIUM),
        pos2(rect.right() - AMOUNT, rect.bottom() - gap::MEDIUM),
    );
    let known = scene.model.library().catalogue.get(&growth.exercise);
    let kind = known.map_or(BlockKind::CoolDown, |exercise| block_kind(exercise.kind));
    line_chart::paint(painter, chart, line, palette.block(kind));
    let strong = theme::font(Weight::Semi, size::LABEL);
    let right = pos2(rect.right() - gap::HAIR, y);
    let latest = painter.text(right, Align2::RIGHT_CENTER, words::past::amount(newest.amount), strong, palette.text);
    if first.amount != newest.amount {
        let length = size::BODY * 0.8;
        let arrow = pos2(latest.left() - gap::SMALL - length, y);
        let _ = icon::arrow(painter, arrow, length, palette.muted);
        let before = match first.amount {
            Amount::Reps(reps) => reps.to_string(),
            hold @ Amount::Hold(_) => words::past::amount(hold),
        };
        let font = theme::font(Weight::Regular, size::LABEL);
        painter.text(arrow - vec2(gap::SMALL, 0.0), Align2::RIGHT_CENTER, before, font, palette.muted);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
}

/// All of a row in words.
fn sentence(growth: &Growth, scene: Scene<'_>) -> String {
    let (Some(first), Some(latest)) = (growth.first(), growth.latest()) else { return String::new() };
    let name = &growth.name;
    if growth.points.len() == 1 {
        return format!(
            "{name}, {} on {}",
            words::past::amount(latest.amount),
            words::past::full_day(latest.day, scene.today)
        );
    }
    let days = words::count(growth.points.len(), "day");
    let since = words::past::since(first.day, scene.today);
    if first.amount == latest.amount {
        return format!("{name}, {} {since}, on {days}", words::past::amount(latest.amount));
    }
    format!("{name}, {} {since}, on {days}", words::past::from_to(first.amount, latest.amount))
}
