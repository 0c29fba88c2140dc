//! The card of today's run: what is known of it, whether it is kept, and the half hour for eating and drinking.

use egui::{Align2, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::refuel::Fed;
use crate::domain::run::Run;
use crate::domain::settings::Units;
use crate::domain::time::Moment;
use crate::model::{Action, Model, RunDeed};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{card, refuel_ring, text};
use crate::ui::{keys, words};

use super::path_ask::PathAsk;
use super::today::{Ask, Glance};

/// The height of the row with the ring.
const RING_ROW: f32 = 48.0;
/// That of the line that says that it was no run.
const OTHER: f32 = 28.0;

/// How high the card is.
pub(super) fn height(model: &Model, now: Moment) -> f32 {
    let facts = if model.run_today(now).is_some() { 34.0 } else { 0.0 };
    let is_other = model.run_today(now).is_some_and(|run| !run.sport.is_run());
    let other = if is_other { OTHER } else { 0.0 };
    let ring = if model.refuel(now).is_some() { RING_ROW + gap::SMALL } else { 0.0 };
    let buttons = if needs_buttons(model, now) { button::HEIGHT + gap::SMALL } else { 0.0 };
    2.0 * gap::LARGE + 18.0 + gap::SMALL + facts + other + ring + buttons
}

/// Buttons stand there while there is something to decide: no run is known, or one is offered.
fn needs_buttons(model: &Model, now: Moment) -> bool {
    model.offered_today(now).is_some() || model.run_today(now).is_none()
}

/// Draws what is in the card.
pub(super) fn show(ui: &mut Ui, model: &Model, glance: &mut Glance, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let mut actions = Vec::new();
    let run = model.run_today(now);
    let top = ui.max_rect();
    card::heading(ui, "Your run");
    if let Some(run) = run {
        if let Some(trace) = &run.trace {
            let small = text::style(Weight::Regular, size::SMALL, palette.muted);
            let at = pos2(top.right(), top.top() + 9.0);
            text::clipped(ui, at, Align2::RIGHT_CENTER, top.width() - 80.0, &format!("from {}", trace.file), &small);
        }
        let style = text::style(Weight::Heavy, size::HEADING, palette.text);
        card::line(ui, &facts(run, model.settings().units), &style);
        if let Some(words) = words::not_a_run(&run.sport) {
            card::line(ui, &words, &text::style(Weight::Regular, size::BODY, palette.text));
        }
    }
    if let Some(action) = ring(ui, model, now) {
        actions.push(action);
    }
    if !needs_buttons(model, now) {
        return actions;
    }
    // What stands above them changes with the run, and the focus stays.
    ui.scope_builder(UiBuilder::new().scope_id(ui.scope_id().with("buttons")), |ui| {
        ui.horizontal(|ui| {
            if model.offered_today(now).is_some() {
                if button::small(ui, "Keep it", Rank::Plain).clicked() {
                    actions.push(Action::Run(RunDeed::Keep));
                }
                if button::small(ui, "Not this one", Rank::Plain).clicked() {
                    actions.push(Action::Run(RunDeed::Refuse));
                }
            } else {
                let import = button::small(ui, "Import a run…", Rank::Plain);
                if import.clicked() {
                    glance.ask(Ask::Import(PathAsk::default()), Opener::of(ui, &import));
                }
            }
        });
    });
    actions
}

/// The run in a line: `10.2 km · 52:11`, with what it was where that was no run.
fn facts(run: &Run, units: Units) -> String {
    let distance = run.distance.map(|distance| words::distance(distance, units));
    let parts = [words::sport(&run.sport), distance, run.time.map(words::run_time)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The ring with what it means. It is a button: what was eaten is ticked off.
fn ring(ui: &mut Ui, model: &Model, now: Moment) -> Option<Action> {
    let palette = theme::palette(ui.ctx());
    let (window, fed) = model.refuel(now)?;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), RING_ROW), Sense::click());
    let title = refuel_ring::title(window, fed, now.local);
    let (shown, its) = (model.run_today(now), model.refuel_run(now));
    // What is said is about the run that is shown, unless it says so.
    let what = match (shown, its) {
        (Some(shown), Some(its)) if shown.is_same(its) => "Finished",
        (_, Some(_)) => "Another run finished",
        (Some(_), None) => "The session began",
        (None, None) => "Began",
    };
    let since = format!("{what} {}", refuel_ring::ago(window, now.local));
    response.widget_info(|| {
        let ticked = matches!(fed, Fed::At(_));
        WidgetInfo::selected(Role::CheckBox, true, ticked, format!("{title}. {since}"))
    });
    if response.hovered() {
        ui.painter().rect_filled(rect.expand(gap::HAIR), theme::CONTROL, palette.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(gap::HAIR), theme::CONTROL, palette.focus(), StrokeKind::Outside);
    }
    let radius = 21.0;
    refuel_ring::paint(ui, pos2(rect.left() + radius, rect.center().y), radius, window, fed, now.local);
    let left = rect.left() + 2.0 * radius + gap::MEDIUM;
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let room = rect.right() - left;
    let strong = text::Style { font: text::fit(ui, &title, &strong.font, room), ..strong };
    text::line(ui, pos2(left, rect.center().y - 10.0), Align2::LEFT_CENTER, &title, &strong);
    // What the key does is said wherever there is room for that alone.
    let key = match fed {
        Fed::NotYet => format!("{} when done", keys::label::REFUELLED),
        Fed::At(_) => format!("{} takes it back", keys::label::REFUELLED),
    };
    let whole = format!("{since} · {key}");
    let fits = text::measure(ui, &whole, &small.font).x <= room;
    let below = if fits { &whole } else { &key };
    text::clipped(ui, pos2(left, rect.center().y + 10.0), Align2::LEFT_CENTER, room, below, &small);
    response.clicked().then_some(Action::Refuelled)
}
