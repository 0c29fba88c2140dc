//! What was skipped most, out of how often it was planned. Scolds nobody.

use egui::{Align2, Rect, Role, Ui, pos2, vec2};

use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::text;

use super::{Scene, title};

/// The height of one exercise.
pub(super) const ROW: f32 = 44.0;
/// The height of the bar below a name.
const BAR: f32 = 4.0;

/// Draws what is in the card.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let (_, below) = title(ui, "Skipped the most");
    let skips = &scene.known.overview.skips;
    if skips.is_empty() {
        let style = text::style(Weight::Regular, size::BODY, palette.muted);
        let at = below.left_top() + vec2(0.0, ROW / 2.0);
        // Of sessions that were just begun, nothing is counted.
        let has_any = scene.known.overview.tally.sessions > 0;
        let words = if has_any { "Nothing was skipped" } else { "It shows once a session was done" };
        text::line(ui, at, Align2::LEFT_CENTER, words, &style);
        return;
    }
    for (number, skips) in skips.iter().enumerate() {
        let top = below.top() + gap::HAIR + number as f32 * ROW;
        let rect = Rect::from_min_size(pos2(below.left(), top), vec2(below.width(), ROW));
        let said = format!("{} of {}", skips.skipped, skips.planned);
        text::name(ui, rect, Role::Label, &format!("{}, {said}", skips.name));
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let y = rect.top() + 16.0;
        let font = theme::font(Weight::Regular, size::BODY);
        let painter = ui.painter();
        let right = painter.text(pos2(rect.right(), y), Align2::RIGHT_CENTER, said, font, palette.muted);
        let name = text::style(Weight::Regular, size::BODY, palette.text);
        let wide = right.left() - rect.left() - gap::MEDIUM;
        text::painted(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, wide, &skips.name, &name);
        let track = Rect::from_min_size(pos2(rect.left(), rect.top() + 30.0), vec2(rect.width(), BAR));
        painter.rect_filled(track, theme::MARK, palette.raised);
        let share = skips.skipped as f32 / skips.planned.max(1) as f32;
        painter.rect_filled(track.with_max_x(track.left() + track.width() * share), theme::MARK, palette.muted);
    }
}
