//! Where everything stands in the player, in a window of any size and shape. Draws nothing.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::domain::reading::Reading;
use crate::model::Purpose;
use crate::ui::theme::{self, gap, size};

/// Where everything stands in a window of a size.
pub(super) struct Layout {
    /// How much larger everything is than in a window of 1366 by 768, or of 768 by 1366.
    pub zoom: f32,
    /// The size of letters that can just be read from where the person is.
    far: f32,
    pub top: Rect,
    pub ring: (Pos2, f32),
    pub column: Rect,
    /// What comes next, with its figure.
    pub next: Rect,
    /// Where the line that is being said begins, and how wide it may be.
    pub caption: (Pos2, f32),
    /// The middle of what is said of the half hour for eating.
    pub refuel: Pos2,
    /// Where the newest notice stands: between the strip and all that has to be read from the floor.
    pub notice: Rect,
    /// Where it says that this is no session, above the name of the step.
    pub purpose: Pos2,
    /// Five buttons in a row, the middle one the largest.
    pub buttons: [Rect; 5],
}

/// Buttons are never smaller than a hand on a mat can hit.
const LOWEST_BAR: f32 = 64.0;

impl Layout {
    /// `screen`: the size of the whole screen in points.
    pub fn of(window: Rect, purpose: Purpose, reading: Reading, screen: Vec2) -> Self {
        let far = reading.least_capital(screen.x, screen.y) / theme::CAPITAL;
        if window.height() > window.width() {
            Self::tall(window, purpose, far)
        } else {
            Self::wide(window, purpose, far)
        }
    }

    /// The clock beside the words.
    fn wide(window: Rect, purpose: Purpose, far: f32) -> Self {
        let zoom = (window.width() / 1366.0).min(window.height() / 768.0);
        let edge = gap::PLAYER * zoom;
        let bar = bar(window, zoom);
        let top = top(window, zoom);
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
        // Beside the words that say that this is no session, where there are such.
        let notice_right = if purpose == Purpose::Session { top.right() } else { column_left - edge };
        let notice = Rect::from_min_max(
            pos2(top.left(), middle.top() + 5.0 * zoom),
            pos2(notice_right, middle.top() + 36.0 * zoom),
        );
        let buttons = buttons(bar, zoom, purpose);
        Self {
            zoom,
            far,
            top,
            ring: (center, radius),
            column,
            next: Rect::from_min_max(bar.min, pos2(buttons[0].left() - gap::LARGE * zoom, bar.bottom())),
            caption: (pos2(bar.left(), bar.top() - 26.0 * zoom), column.left() - bar.left() - gap::LARGE * zoom),
            refuel: pos2(top.center().x, top.top() + 14.0 * zoom),
            notice,
            purpose: pos2(column_left, middle.top() + 24.0 * zoom),
            buttons,
        }
    }

    /// The clock above the words.
    fn tall(window: Rect, purpose: Purpose, far: f32) -> Self {
        let zoom = (window.width() / 768.0).min(window.height() / 1366.0);
        let bar = bar(window, zoom);
        let top = top(window, zoom);
        let next = Rect::from_min_max(
            pos2(bar.left(), bar.top() - gap::LARGE * zoom - bar.height()),
            pos2(bar.right(), bar.top() - gap::LARGE * zoom),
        );
        let caption = pos2(bar.left(), next.top() - 26.0 * zoom);
        let above = top.bottom() + 84.0 * zoom;
        let radius = (window.width() * 0.34).min(window.height() * 0.19);
        let center = pos2(window.center().x, above + radius);
        let column = Rect::from_min_max(
            pos2(bar.left(), center.y + radius + 38.0 * zoom),
            pos2(bar.right(), caption.y - 30.0 * zoom),
        );
        let notice = Rect::from_min_max(
            pos2(top.left(), top.bottom() + 46.0 * zoom),
            pos2(top.right(), top.bottom() + 77.0 * zoom),
        );
        Self {
            zoom,
            far,
            top,
            ring: (center, radius),
            column,
            next,
            caption: (caption, bar.width()),
            refuel: pos2(top.center().x, top.bottom() + 24.0 * zoom),
            notice,
            purpose: pos2(column.left(), column.top() - gap::LARGE * zoom),
            buttons: buttons(bar, zoom, purpose),
        }
    }

    /// The size of letters without which nobody knows what to do: large enough to be read from where the person is.
    pub fn needed(&self, usual: f32) -> f32 {
        (usual * self.zoom).max(self.far)
    }

    /// The size of letters that help: half as large as what is needed, or larger.
    pub fn helpful(&self, usual: f32) -> f32 {
        (usual * self.zoom).max(self.far / 2.0)
    }

    /// The largest size of the name of the step, and the size below which it is broken over one more line.
    pub fn name(&self) -> (f32, f32) {
        ((size::GIANT * self.zoom.max(1.0)).max(self.far), self.far)
    }
}

/// The strip, with what stands above it.
fn top(window: Rect, zoom: f32) -> Rect {
    let edge = gap::PLAYER * zoom;
    Rect::from_min_max(
        pos2(window.left() + edge, window.top() + 28.0 * zoom),
        pos2(window.right() - edge, window.top() + 84.0 * zoom),
    )
}

/// The foot of the window.
fn bar(window: Rect, zoom: f32) -> Rect {
    let edge = gap::PLAYER * zoom;
    let height = (72.0 * zoom).max(LOWEST_BAR);
    let bottom = window.bottom() - gap::WIDE * zoom;
    Rect::from_min_max(pos2(window.left() + edge, bottom - height), pos2(window.right() - edge, bottom))
}

/// The buttons, at the right of the bar.
fn buttons(bar: Rect, zoom: f32, purpose: Purpose) -> [Rect; 5] {
    // In a window that is very small, or where everything is larger, what comes next needs room beside them.
    let unit = (96.0 * zoom).max(bar.width().min(900.0) * 0.078);
    let big = (230.0 * zoom).max(2.0 * unit);
    // The way back to the editor has more words than the end of a session.
    let end = if purpose == Purpose::Session { unit } else { (160.0 * zoom).max(1.8 * unit) };
    let space = gap::LARGE * zoom;
    let whole = 3.0 * unit + big + end;
    // Where they have the bar for themselves, they may have to be narrower.
    let share = ((bar.width() - 4.0 * space) / whole).min(1.0);
    let mut left = bar.right() - share * whole - 4.0 * space;
    [unit, unit, big, unit, end].map(|wide| {
        let rect = Rect::from_min_size(pos2(left, bar.top()), vec2(wide * share, bar.height()));
        left += wide * share + space;
        rect
    })
}
