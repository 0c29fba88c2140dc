//! The half hour for eating, in the player: a ring at the top that is ticked off by a click or a key, and shows that it was. Decides
//! nothing about when.

use egui::{Align2, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::refuel::Fed;
use crate::domain::time::Moment;
use crate::model::{Action, Model};
use crate::ui::keys;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{refuel_ring, text};

use super::player_layout::Layout;

/// How much of the half hour for eating is left or that something was eaten, between what is on and what is left of the whole. It
/// is a button.
pub(super) fn refuel(ui: &mut Ui, layout: &Layout, model: &Model, now: Moment) -> Option<Action> {
    let (window, fed) = model.refuel(now)?;
    let palette = theme::palette(ui.ctx());
    let (zoom, radius) = (layout.zoom, 13.0 * layout.zoom);
    let title = refuel_ring::title(window, fed, now.local);
    let is_ticked = matches!(fed, Fed::At(_));
    let said = format!("{title} · {}", keys::label::REFUELLED);
    let style = text::style(Weight::Semi, (size::LABEL * zoom).max(size::SMALL), palette.cool);
    let wide = text::measure(ui, &said, &style.font).x + 2.0 * radius + 3.0 * gap::SMALL * zoom;
    let center = layout.refuel;
    let rect = Rect::from_center_size(center, vec2(wide, (36.0 * zoom).max(24.0)));
    let response = ui.interact(rect, ui.scope_id().with("refuel"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_ticked, &title));
    if response.hovered() || response.has_focus() {
        let edge = if response.has_focus() { palette.focus() } else { palette.hairline() };
        ui.painter().rect(rect, theme::CONTROL, palette.raised, edge, StrokeKind::Inside);
    }
    let at = pos2(rect.left() + gap::SMALL * zoom + radius, center.y);
    refuel_ring::paint(ui, at, radius, window, fed, now.local);
    let left = pos2(at.x + radius + gap::SMALL * zoom, center.y);
    ui.painter().text(left, Align2::LEFT_CENTER, &said, style.font, style.color);
    response.clicked().then_some(Action::Refuelled)
}
