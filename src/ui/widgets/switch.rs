//! A switch: on or off, told by place and fill. Says when it was flipped.

use egui::{Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme;

/// Shows a switch; the response says whether it was clicked. `label` is what a screen reader says.
pub fn show(ui: &mut Ui, on: bool, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(52.0, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, on, label));
    let palette = theme::palette(ui.ctx());
    let radius = rect.height() / 2.0;
    let (fill, edge, knob) = if on {
        (palette.stretch, palette.stretch, palette.on_fill)
    } else {
        (palette.raised, palette.muted, palette.muted)
    };
    ui.painter().rect(rect, radius, fill, egui::Stroke::new(1.0, edge), StrokeKind::Inside);
    let x = if on { rect.right() - radius } else { rect.left() + radius };
    ui.painter().circle_filled(pos2(x, rect.center().y), radius - 5.0, knob);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(3.0), radius + 3.0, palette.focus(), StrokeKind::Outside);
    }
    response
}
