//! What ached, as dots: a row a spot, a column a week, larger the more it ached. Says which dot is under the pointer.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::body::Ache;
use crate::ui::theme::{self, Palette, Weight, chart, gap, size};

use super::text;

/// A spot with what it was like in each week, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its name.
    pub name: &'a str,
    /// What the whole row says, for a screen reader.
    pub says: &'a str,
    /// How much it ached in each week.
    pub weeks: &'a [Option<Ache>],
}

/// How many weeks have room beside each other.
#[must_use]
pub fn fit(width: f32) -> usize {
    (((width - chart::ACHE_NAME - chart::ACHES[2]) / chart::ACHE.x).floor() as usize + 1).max(1)
}

/// How many of so many spots have room below each other, and how far they lie from each other then.
#[must_use]
pub fn rows_fit(height: f32, all: usize) -> (usize, f32) {
    let rows = all.min((height / chart::ACHE.y).floor() as usize).max(1);
    (rows, (height / rows as f32).min(chart::WIDEST_ACHE))
}

/// Shows rows of so many weeks, so far from each other, with the newest week at the right. Gives the row and the week of the dot
/// under the pointer.
pub fn show<'a>(
    ui: &mut Ui,
    rect: Rect,
    pitch: f32,
    weeks: usize,
    rows: impl Iterator<Item = Row<'a>>,
) -> Option<(usize, usize)> {
    let palette = theme::palette(ui.ctx());
    let from = weeks.saturating_sub(fit(rect.width()));
    let first = pos2(rect.left() + chart::ACHE_NAME, rect.top() + pitch / 2.0);
    let name_style = text::style(Weight::Regular, size::BODY, palette.text);
    let mut over = None;
    for (number, row) in rows.enumerate() {
        let y = first.y + number as f32 * pitch;
        let wide = chart::ACHE_NAME - gap::MEDIUM;
        let line = Rect::from_center_size(pos2(rect.center().x, y), vec2(rect.width(), pitch));
        let id = ui.scope_id().with(("ache", number));
        let response = ui.interact(line, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, row.says));
        let pointer = response.hover_pos();
        text::painted(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, wide, row.name, &name_style);
        for (at, ache) in row.weeks.iter().enumerate().skip(from) {
            let center = pos2(first.x + (at - from) as f32 * chart::ACHE.x, y);
            let cell = Rect::from_center_size(center, vec2(chart::ACHE.x, pitch));
            let is_over = pointer.is_some_and(|pointer| cell.contains(pointer));
            if is_over {
                over = Some((number, at));
                ui.painter().circle_stroke(center, chart::ACHES[2] + 1.5, palette.edge());
            }
            dot(ui, center, *ache, palette);
        }
    }
    over
}

fn dot(ui: &Ui, center: egui::Pos2, ache: Option<Ache>, palette: &Palette) {
    match ache {
        None => ui.painter().circle_filled(center, chart::NO_ACHE, palette.line),
        Some(ache) => ui.painter().circle_filled(center, chart::ACHES[ache as usize], palette.ache(ache)),
    };
}

/// Paints what the sizes mean, ending at `right`.
pub fn legend(ui: &mut Ui, right: egui::Pos2, words: [&str; 3]) {
    let palette = theme::palette(ui.ctx());
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let mut x = right.x;
    for (ache, words) in Ache::ALL.into_iter().zip(words).rev() {
        let place = text::line(ui, pos2(x, right.y), Align2::RIGHT_CENTER, words, &style);
        let radius = chart::ACHES[ache as usize];
        let center = pos2(place.left() - gap::HAIR - 1.0 - radius, right.y);
        dot(ui, center, Some(ache), palette);
        x = center.x - radius - gap::MEDIUM;
    }
}
