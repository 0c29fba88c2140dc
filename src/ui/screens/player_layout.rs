//! Where everything stands in the player, in a window of any size. Draws nothing.

use egui::{Rect, pos2, vec2};

use crate::model::Purpose;
use crate::ui::theme::gap;

/// Where everything stands in a window of a size.
pub(super) struct Layout {
    /// How much larger everything is than in a window of 1366 by 768.
    pub zoom: f32,
    pub top: Rect,
    pub ring: (egui::Pos2, f32),
    pub column: Rect,
    pub bar: Rect,
    /// Where the newest notice stands: between the strip and all that has to be read from the floor.
    pub notice: Rect,
    /// Where it says that this is no session, above the name of the step.
    pub purpose: egui::Pos2,
    /// Five buttons at the right of the bar, the middle one the largest.
    pub buttons: [Rect; 5],
}

impl Layout {
    /// Buttons are never smaller than a hand on a mat can hit.
    const LOWEST_BAR: f32 = 64.0;

    pub fn of(window: Rect, purpose: Purpose) -> Self {
        let zoom = (window.width() / 1366.0).min(window.height() / 768.0);
        let edge = gap::PLAYER * zoom;
        let bar_height = (72.0 * zoom).max(Self::LOWEST_BAR);
        let bar = Rect::from_min_max(
            pos2(window.left() + edge, window.bottom() - gap::WIDE * zoom - bar_height),
            pos2(window.right() - edge, window.bottom() - gap::WIDE * zoom),
        );
        let top = Rect::from_min_max(
            pos2(window.left() + edge, window.top() + 28.0 * zoom),
            pos2(window.right() - edge, window.top() + 84.0 * zoom),
        );
        let middle = Rect::from_min_max(pos2(window.left(), top.bottom()), pos2(window.right(), bar.top()));
        let radius = (middle.height() * 0.39).min(window.width() * 0.22);
        let ring_left = (window.left() + window.width() * 0.0666).min(window.center().x - 2.0 * radius);
        let ring_left = ring_left.max(window.left() + edge * 0.7);
        let center = pos2(ring_left + radius, middle.center().y - 4.0 * zoom);
        let column_left = (window.left() + window.width() * 0.483).max(center.x + radius + edge);
        let column = Rect::from_min_max(
            pos2(column_left, middle.top() + 38.0 * zoom),
            pos2(window.right() - edge, middle.bottom() - 42.0 * zoom),
        );
        let purpose_at = pos2(column_left, middle.top() + 24.0 * zoom);
        // Beside the words that say that this is no session, where there are such.
        let notice_right = if purpose == Purpose::Session { top.right() } else { column_left - edge };
        let notice = Rect::from_min_max(
            pos2(top.left(), middle.top() + 5.0 * zoom),
            pos2(notice_right, middle.top() + 36.0 * zoom),
        );
        let buttons = buttons(bar, zoom, purpose);
        Self { zoom, top, ring: (center, radius), column, bar, notice, purpose: purpose_at, buttons }
    }
}

fn buttons(bar: Rect, zoom: f32, purpose: Purpose) -> [Rect; 5] {
    let unit = (96.0 * zoom).max(70.0);
    let big = (230.0 * zoom).max(140.0);
    // The way back to the editor has more words than the end of a session.
    let end = if purpose == Purpose::Session { unit } else { (160.0 * zoom).max(130.0) };
    let space = gap::LARGE * zoom;
    let mut left = bar.right() - 3.0 * unit - big - end - 4.0 * space;
    [unit, unit, big, unit, end].map(|wide| {
        let rect = Rect::from_min_size(pos2(left, bar.top()), vec2(wide, bar.height()));
        left += wide + space;
        rect
    })
}
