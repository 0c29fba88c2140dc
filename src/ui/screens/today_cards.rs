//! The cards at the right of Today: what was cut off, what needs a look, this week, last time.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::domain::past::period::DayRange;
use crate::domain::past::week::Week;
use crate::domain::time::Moment;
use crate::model::journal::Jot;
use crate::model::{Action, Model, Past};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{card, icon, scroll, text};
use crate::ui::{keys, words};

use super::today::{Ask, Glance};
use super::today_run;

/// Draws the cards one below the other. What asks for something comes first, and is scrolled where there is no room for all of it;
/// the others are shown only where there is.
pub fn show(ui: &mut Ui, area: Rect, model: &Model, glance: &mut Glance, now: Moment) -> Vec<Action> {
    // The scroll bar lies in the margin at the right.
    let whole = Rect::from_min_max(area.min, pos2(area.right() + gap::MEDIUM, area.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(whole).id_salt("cards"));
    let scrolled = ScrollArea::vertical().id_salt("cards").auto_shrink(false);
    scroll::follow(&mut child, scrolled, |ui| {
        let origin = ui.cursor().min;
        let mut used = 0.0;
        let mut place = |height: f32, is_needed: bool| {
            let fits = used + height <= area.height() + 1.0;
            let rect = Rect::from_min_size(origin + vec2(0.0, used), vec2(area.width(), height));
            (is_needed || fits).then(|| {
                used += height + gap::LARGE;
                rect
            })
        };
        let actions = cards(ui, &mut place, model, glance, now);
        ui.allocate_rect(Rect::from_min_size(origin, vec2(area.width(), used - gap::LARGE)), Sense::hover());
        actions
    })
}

/// Draws the cards, each at the place that is given to one of its height, if that is.
fn cards(
    ui: &mut Ui,
    place: &mut dyn FnMut(f32, bool) -> Option<Rect>,
    model: &Model,
    glance: &mut Glance,
    now: Moment,
) -> Vec<Action> {
    let mut actions = Vec::new();
    if let Some(rect) = model.unfinished().and_then(|_| place(150.0, true)) {
        actions.extend(card::at(ui, rect, "cut off", |ui| unfinished(ui, model, now)));
    }
    if let Some(rect) = model.unsaved_journal().and_then(|_| place(124.0, true)) {
        actions.extend(card::at(ui, rect, "journal", |ui| unsaved(ui, model, glance, now)));
    }
    if !model.troubles().is_empty()
        && let Some(rect) = place(220.0, true)
    {
        actions.extend(card::at(ui, rect, "troubles", |ui| troubles(ui, model)));
    }
    if let Some(rect) = place(today_run::height(model, now), true) {
        actions.extend(card::at(ui, rect, "run", |ui| today_run::show(ui, model, glance, now)));
    }
    if let Some(rect) = place(140.0, false) {
        card::at(ui, rect, "week", |ui| week(ui, model, now));
    }
    if let Some(rect) = place(132.0, false) {
        card::at(ui, rect, "last time", |ui| last_time(ui, model, now));
    }
    actions
}

fn unfinished(ui: &mut Ui, model: &Model, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let Some(cut_off) = model.unfinished() else { return Vec::new() };
    let mut actions = Vec::new();
    card::heading(ui, "Go on where you were?");
    let plan = &cut_off.bookmark.plan;
    let step = plan.segments.get(cut_off.bookmark.at).and_then(|segment| plan.steps.get(segment.step));
    let day = words::past_day(cut_off.seen.date_naive(), now.local.date_naive());
    let at = words::time_of_day(&cut_off.seen);
    let sentence = format!("{}, at {}", plan.name, step.map_or("the start", |step| step.name.as_str()));
    card::line(ui, &sentence, &text::style(Weight::Semi, size::BODY, palette.text));
    let first = model.goes_on_first();
    let when = if first { format!("{day}, {at} · {} goes on", keys::label::START) } else { format!("{day}, {at}") };
    card::line(ui, &when, &text::style(Weight::Regular, size::SMALL, palette.muted));
    ui.horizontal(|ui| {
        let rank = if first { Rank::Primary(palette.stretch) } else { Rank::Plain };
        if button::small(ui, "Go on", rank).clicked() {
            actions.push(Action::TakeUp);
        }
        if button::small(ui, "Keep what was done", Rank::Plain).clicked() {
            actions.push(Action::PutAway);
        }
    });
    actions
}

fn unsaved(ui: &mut Ui, model: &Model, glance: &mut Glance, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let Some(entry) = model.unsaved_journal() else { return Vec::new() };
    let mut actions = Vec::new();
    card::heading(ui, "Your journal is not saved yet");
    let day = words::past_day(entry.day(), now.local.date_naive());
    let time = entry.has_time().then(|| words::time_of_day(&entry.at()));
    let when = time.map_or_else(|| day.clone(), |time| format!("{day}, {time}"));
    card::line(ui, &when, &text::style(Weight::Semi, size::BODY, palette.text));
    ui.horizontal(|ui| {
        if button::small(ui, "Write on", Rank::Plain).clicked() {
            actions.push(Action::Jot(Jot::TakeUp));
        }
        let give_up = button::small(ui, "Give it up…", Rank::Plain);
        if give_up.clicked() {
            glance.ask(Ask::GiveUp, Opener::of(ui, &give_up));
        }
    });
    actions
}

fn troubles(ui: &mut Ui, model: &Model) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let mut actions = Vec::new();
    let area = ui.max_rect();
    icon::warning(ui.painter(), pos2(area.left() + 9.0, area.top() + 9.0), palette.warn);
    let title = format!("{} a look", if model.troubles().len() == 1 { "1 file needs" } else { "Some files need" });
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    text::line(ui, pos2(area.left() + 28.0, area.top() + 9.0), Align2::LEFT_CENTER, &title, &style);
    ui.add_space(gap::WIDE);
    let small = text::style(Weight::Regular, size::SMALL, palette.text);
    let room = area.height() - gap::WIDE - button::HEIGHT - 2.0 * gap::SMALL;
    let shown = ScrollArea::vertical().id_salt("troubles").max_height(room).auto_shrink(false).show(ui, |ui| {
        for trouble in model.troubles() {
            let name = trouble.path.rsplit('/').next().unwrap_or(&trouble.path);
            let line = trouble.place.map(|(line, _)| format!(", line {line}")).unwrap_or_default();
            card::words(ui, &format!("{name}{line}"), &style);
            card::words(ui, &words::sentence(&trouble.to_string()), &small);
            ui.add_space(gap::HAIR);
        }
    });
    scroll::named(ui, shown);
    if button::small(ui, "Got it", Rank::Plain).clicked() {
        actions.push(Action::DismissTroubles);
    }
    actions
}

fn week(ui: &mut Ui, model: &Model, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect();
    let today = now.local.date_naive();
    let week = model.past().history().week(today);
    let tally = model.past().history().tally(DayRange::of(Week::of(today)));
    let top = area.top() + gap::SMALL;
    let small = text::style(Weight::Semi, size::SMALL, palette.muted);
    let heading = text::line(ui, pos2(area.left(), top), Align2::LEFT_CENTER, "This week", &small);
    let said = match tally.runs {
        0 => "Nothing yet".to_owned(),
        runs => format!("{} of {} cooled down", tally.cooled, words::count(runs as usize, "run")),
    };
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    let room = area.right() - heading.right() - gap::SMALL;
    let strong = text::Style { font: text::fit(ui, &said, &strong.font, room), ..strong };
    text::line(ui, pos2(area.right(), top), Align2::RIGHT_CENTER, &said, &strong);
    let radius = (area.width() / 18.0).min(16.0);
    let step = (area.width() - 2.0 * radius) / 6.0;
    for (i, (day, done)) in week.into_iter().enumerate() {
        let center = pos2(area.left() + radius + step * i as f32, area.top() + 52.0);
        if done {
            ui.painter().circle_filled(center, radius, palette.stretch);
        }
        let edge = if day == today { palette.text } else { palette.muted };
        if !done || day == today {
            ui.painter().circle_stroke(center, radius - 1.0, egui::Stroke::new(2.0, edge));
        }
        let name = day.format("%a").to_string();
        let label = text::style(Weight::Regular, size::SMALL, palette.muted);
        let rect = text::line(ui, center + vec2(0.0, 30.0), Align2::CENTER_CENTER, &name, &label);
        let said = format!("{}, {}", words::day(day), if done { "cooled down" } else { "nothing done" });
        let disc = Rect::from_center_size(center, vec2(32.0, 32.0)).union(rect);
        text::name(ui, disc, egui::Role::Image, &said);
    }
}

fn last_time(ui: &mut Ui, model: &Model, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let body = text::style(Weight::Regular, size::SMALL, palette.muted);
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    let newest = model.past().history().entries().iter().rev().find_map(|entry| Some((entry, entry.session()?)));
    match (newest, model.past()) {
        (Some((entry, session)), _) => {
            card::heading(ui, "Last time");
            card::words(ui, &session.name, &strong);
            let day = words::past_day(entry.day(), now.local.date_naive());
            let line = format!("{day} · {} · {}", words::clock(session.active), words::how_much(session));
            card::words(ui, &line, &body);
        }
        (None, Past::Read(_)) => {
            card::heading(ui, "Before you start");
            card::words(ui, "Any key and any click pauses", &strong);
            let advice = "Ease off when something gets sharp. Afterrun is a companion, not medical advice.";
            card::words(ui, advice, &body);
        }
        (None, Past::Reading(_)) => card::heading(ui, "Reading the history"),
    }
}
