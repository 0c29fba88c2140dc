//! The routines at the left: to open, to make and to take in. Paints what they are; changes none.

use egui::{Align2, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::routine::RoutineId;
use crate::model::editor::{Doc, Editing};
use crate::model::{Action, Model};
use crate::ui::screens::today::block_cells;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Button, Rank};
use crate::ui::widgets::{icon, scroll, strip, text};
use crate::ui::words;

use super::{Ask, View, edit};

/// The height of a routine in the list.
const ROW: f32 = 69.0;

/// Draws the list with its buttons below.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect();
    let title = text::style(Weight::Heavy, size::HEADING, palette.text);
    let at = pos2(area.left() + gap::WIDE + gap::HAIR, area.top() + gap::PLAYER - 2.0);
    text::line(ui, at, Align2::LEFT_CENTER, "Routines", &title);
    let inner = area.shrink2(vec2(gap::LARGE, gap::WIDE));
    let foot = inner.bottom() - 2.0 * button::HEIGHT - gap::SMALL;
    let list = Rect::from_min_max(pos2(inner.left(), area.top() + 66.0), pos2(inner.right(), foot - gap::SMALL));
    let mut actions = Vec::new();
    let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt("routines"));
    scroll::follow(&mut child, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.spacing_mut().item_spacing.y = gap::HAIR;
        for (id, doc) in model.editor().docs() {
            if one(ui, model, id, doc) {
                actions.push(edit(Editing::Open(id.clone())));
            }
        }
    });
    for (i, label) in ["New routine", "Import a file"].into_iter().enumerate() {
        let top = foot + (button::HEIGHT + gap::SMALL) * i as f32;
        let rect = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), button::HEIGHT));
        let button = Button { id: i, zoom: size::BODY / size::LABEL, ..Button::new(label, Rank::Plain) };
        if button.show(ui, rect).clicked() {
            view.ask = if i == 0 { Ask::New(String::new()) } else { Ask::Import(String::new()) };
        }
    }
    actions
}

fn one(ui: &mut Ui, model: &Model, id: &RoutineId, doc: &Doc) -> bool {
    let palette = theme::palette(ui.ctx());
    let open = model.editor().open() == Some(id);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(id.as_str()), Sense::click());
    let routine = model.library().routine(id);
    let name = routine.map_or_else(|| format!("{id}.ron"), |routine| routine.name.clone());
    let plan = model.plan(id);
    let detail = match (doc.is_sound(), plan) {
        (false, _) => "Can’t be read".to_owned(),
        (true, None) => "Nothing in it yet".to_owned(),
        (true, Some(plan)) => {
            format!("{} · {}", words::clock(plan.total()), words::count(plan.steps.len(), "exercise"))
        }
    };
    let label = format!("{name}, {detail}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), open, &label));
    if open || response.hovered() {
        let fill = if open { palette.raised } else { palette.surface };
        ui.painter().rect_filled(rect, theme::CONTROL, fill);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::CONTROL, palette.focus(), StrokeKind::Inside);
    }
    if open && !ui.is_rect_visible(rect) && response.gained_focus() {
        response.scroll_to_me(None);
    }
    let inner = rect.shrink2(vec2(gap::MEDIUM, 0.0));
    let today = model.routine().is_some_and(|routine| routine.id == *id);
    let mut right = inner.right();
    if today {
        let style = text::style(Weight::Semi, size::HINT, palette.stretch);
        right =
            text::line(ui, pos2(right, rect.top() + 20.0), Align2::RIGHT_CENTER, "Today", &style).left() - gap::HAIR;
    }
    if !doc.is_sound() {
        icon::warning(ui.painter(), pos2(right - 9.0, rect.top() + 20.0), palette.warn);
        right -= 22.0;
    }
    let font = theme::font(Weight::Semi, size::BODY);
    let mut job = egui::text::LayoutJob::simple_singleline(name, font, palette.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(right - inner.left());
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(inner.left(), rect.top() + 20.0 - galley.size().y / 2.0), galley, palette.text);
    let small = theme::font(Weight::Regular, size::SMALL);
    let at = pos2(inner.left(), rect.top() + 38.0);
    ui.painter().text(at, Align2::LEFT_CENTER, detail, small, palette.muted);
    let bar = Rect::from_min_size(pos2(inner.left(), rect.top() + 54.0), vec2(inner.width(), 5.0));
    let cells = plan.map(|plan| block_cells(plan, palette)).unwrap_or_default();
    strip::paint(ui.painter(), bar, &cells, palette.line, theme::MARK, (2.0, 2.0));
    response.clicked()
}
