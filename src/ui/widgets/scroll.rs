//! What of a screen can be scrolled: keys do it where nobody nearer wants them, and what gets the keyboard's focus comes into sight.

use egui::accesskit::Orientation;
use egui::scroll_area::ScrollAreaOutput;
use egui::style::ScrollAnimation;
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{control, gap};

/// Keys that scroll wherever the focus is, but in a text.
const PAGES: [Press; 4] = [Press::PageUp, Press::PageDown, Press::First, Press::Last];
/// Keys that scroll while nothing has the focus.
const ALL: [Press; 6] = [Press::PageUp, Press::PageDown, Press::First, Press::Last, Press::Up, Press::Down];

/// Shows the part of a screen that keys scroll: there is one on a screen.
pub fn page<R>(ui: &mut Ui, area: ScrollArea, fill: impl FnOnce(&mut Ui) -> R) -> R {
    follow(ui, area, |ui| {
        let filled = fill(ui);
        by_key(ui);
        filled
    })
}

/// Shows a part in which what gets the focus comes into sight.
pub fn follow<R>(ui: &mut Ui, area: ScrollArea, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = area.show(ui, |ui| {
        let filled = fill(ui);
        show_focused(ui);
        filled
    });
    named(ui, shown).inner
}

/// Shows a screen at no less than the size that it needs: in a smaller window, or where everything is larger, it is scrolled both ways.
pub fn at_least<R>(ui: &mut Ui, least: Vec2, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.max_rect();
    if room.width() >= least.x && room.height() >= least.y {
        return fill(ui);
    }
    follow(ui, ScrollArea::both().auto_shrink(false).id_salt("at least"), |ui| {
        let whole = Rect::from_min_size(ui.cursor().min, room.size().max(least));
        let mut child = ui.new_child(UiBuilder::new().max_rect(whole).id_salt("whole"));
        let filled = fill(&mut child);
        ui.allocate_rect(whole, Sense::hover());
        filled
    })
}

/// Scrolls by what was pressed and nobody in the part has taken.
fn by_key(ui: &Ui) {
    let is_free = ui.memory(|memory| memory.focused().is_none());
    if !ui.is_enabled() || ui.ctx().text_edit_focused() {
        return;
    }
    let (seen, all) = (ui.clip_rect().height(), ui.min_rect().height());
    // Of a page, a little stays in sight.
    let page = (seen - control::ROW).max(control::ROW);
    for press in press::take(ui, if is_free { &ALL } else { &PAGES }) {
        let down = match press {
            Press::PageUp => -page,
            Press::PageDown => page,
            Press::First => -all,
            Press::Last => all,
            Press::Up => -control::ROW,
            _ => control::ROW,
        };
        ui.scroll_with_delta_animation(vec2(0.0, -down), ScrollAnimation::none());
        ui.request_repaint();
    }
}

/// Scrolls to what has just got the focus, if it is in this part, which is drawn.
pub fn show_focused(ui: &Ui) {
    if ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        // What the pointer is at must not move under it.
        return;
    }
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    let Some(response) = focused.filter(egui::Response::gained_focus) else { return };
    let (rect, seen) = (response.rect, response.interact_rect);
    // What is seen elsewhere is elsewhere, even where this part would reach if nothing of it were cut off.
    let is_here = if seen.is_positive() { seen.intersects(ui.clip_rect()) } else { holds(ui.min_rect(), rect) };
    if is_here {
        ui.scroll_to_rect_animation(rect.expand(gap::SMALL), None, ScrollAnimation::none());
    }
}

fn holds(part: Rect, rect: Rect) -> bool {
    part.x_range().contains(rect.center().x) && part.y_range().contains(rect.center().y)
}

/// Names the bars of what can be scrolled and says how far it is, for those who have it read to them. Gives what was shown.
pub fn named<R>(ui: &Ui, shown: ScrollAreaOutput<R>) -> ScrollAreaOutput<R> {
    for (across, name, bar) in
        [(0, "Scroll left and right", Orientation::Horizontal), (1, "Scroll up and down", Orientation::Vertical)]
    {
        // Where everything is seen there is none.
        let id = shown.id.with(across);
        if !ui.ctx().has_accesskit_node(id) {
            continue;
        }
        let beyond = (shown.content_size - shown.inner_rect.size())[across].max(1.0);
        let share = (shown.state.clamped_offset()[across] / beyond).clamp(0.0, 1.0);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_label(name);
            node.set_orientation(bar);
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_numeric_value(f64::from((share * 100.0).round()));
        });
    }
    shown
}
