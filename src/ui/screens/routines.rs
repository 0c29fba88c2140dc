//! Every routine, with its length and blocks, to choose the one of the day from.

use egui::{Align2, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::routine::Routine;
use crate::domain::time::Moment;
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{strip, text};
use crate::ui::{heading, words};

use super::today::block_cells;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, now: Moment) -> Vec<Action> {
    let area = heading(ui, "Routines");
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt("routines"));
    let mut actions = Vec::new();
    ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
        let columns = if area.width() > 760.0 { 2 } else { 1 };
        let wide = (ui.available_width() - gap::LARGE * (columns - 1) as f32 - gap::SMALL) / columns as f32;
        let chosen = model.routine().map(|routine| &routine.id);
        for row in model.library().routines.chunks(columns) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = gap::LARGE;
                for routine in row {
                    if one(ui, model, routine, chosen == Some(&routine.id), wide, now) {
                        actions.push(Action::Choose(routine.id.clone()));
                    }
                }
            });
            ui.add_space(gap::SMALL);
        }
    });
    actions
}

fn one(ui: &mut Ui, model: &Model, routine: &Routine, chosen: bool, wide: f32, now: Moment) -> bool {
    let palette = theme::palette(ui.ctx());
    let (_, rect) = ui.allocate_space(vec2(wide, 132.0));
    let response = ui.interact(rect, ui.scope_id().with(routine.id.as_str()), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &routine.name));
    let fill = match (chosen, response.hovered()) {
        (true, _) => palette.raised,
        (_, true) => palette.surface.lerp_to_gamma(palette.text, 0.04),
        _ => palette.surface,
    };
    let edge = if chosen { egui::Stroke::new(2.0, palette.stretch) } else { palette.hairline() };
    ui.painter().rect(rect, theme::CARD, fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::CARD, palette.focus(), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(gap::WIDE - 2.0, gap::LARGE));
    let Some(plan) = model.plan(&routine.id) else { return false };
    let name = text::style(Weight::Heavy, size::HEADING, palette.text);
    let room = inner.width() - if chosen { 64.0 } else { 0.0 };
    text::clipped(ui, pos2(inner.left(), inner.top() + 10.0), Align2::LEFT_CENTER, room, &routine.name, &name);
    if chosen {
        let style = text::style(Weight::Semi, size::SMALL, palette.stretch);
        text::line(ui, pos2(inner.right(), inner.top() + 10.0), Align2::RIGHT_CENTER, "Chosen", &style);
    }
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let ends = words::time_of_day(&now.local_after(plan.total()));
    let exercises = words::count(plan.steps.len(), "exercise");
    let line = format!("{} · {exercises} · ends at {ends}", words::clock(plan.total()));
    text::clipped(ui, pos2(inner.left(), inner.top() + 36.0), Align2::LEFT_CENTER, inner.width(), &line, &small);
    let about = pos2(inner.left(), inner.top() + 58.0);
    text::clipped(ui, about, Align2::LEFT_CENTER, inner.width(), &routine.about, &small);
    let bar = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 10.0), pos2(inner.right(), inner.bottom() - 2.0));
    strip::paint(ui.painter(), bar, &block_cells(plan, palette), palette.line, theme::MARK, (gap::HAIR, gap::HAIR));
    response.clicked()
}
