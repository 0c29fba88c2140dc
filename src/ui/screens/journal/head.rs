//! The head of the journal: when it was, what is said of it, and what can be done with it.

use chrono::Datelike;
use egui::{Align2, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::bookmark::Ending;
use crate::domain::refuel::Fed;
use crate::domain::time::Moment;
use crate::model::journal::{Jot, Occasion, Writing};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::text;
use crate::ui::{keys, words};

use super::Page;
use super::ask::Ask;

/// The middles of the two lines and of the buttons, from the top.
const LINE: f32 = 14.0;
const TITLE: f32 = 44.0;
const BUTTONS: f32 = 45.0;
/// Heads narrower than this have what is seldom wanted in a menu.
const ROOMY: f32 = 960.0;
/// The button that asks whether what is not saved is to go.
const GIVE_UP: &str = "Give it up…";

/// Draws the head.
pub fn show(ui: &mut Ui, place: Rect, model: &Model, writing: &Writing, page: &mut Page, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let mut actions = Vec::new();
    let muted = text::style(Weight::Regular, size::BODY, palette.muted);
    let at = pos2(place.left(), place.top() + LINE);
    let line = text::line(ui, at, Align2::LEFT_CENTER, &line_of(writing, now), &muted);
    let left = buttons(ui, place, writing, page, &mut actions);
    let room = left - gap::WIDE - place.left();
    let (whole, part) = title_of(writing, now);
    let fit = |title: &str| text::fit(ui, title, &theme::font(Weight::Heavy, size::TITLE), room.max(1.0));
    let title = if fit(&whole).size < size::HEADING { part } else { whole };
    let font = theme::font(Weight::Heavy, fit(&title).size.max(size::HEADING));
    let style = text::Style { font, color: palette.text };
    text::clipped(ui, pos2(place.left(), place.top() + TITLE), Align2::LEFT_CENTER, room, &title, &style);
    let is_now = writing.occasion() == Occasion::AfterSession || model.refuel_is_of(&writing.entry().id, now);
    actions.extend(if is_now { refuel(ui, line, model, now) } else { refuelled(ui, line, writing) });
    actions
}

/// The buttons at the right; gives where they begin.
fn buttons(ui: &mut Ui, place: Rect, writing: &Writing, page: &mut Page, actions: &mut Vec<Action>) -> f32 {
    let palette = theme::palette(ui.ctx());
    let is_later = writing.occasion() == Occasion::Later;
    let leave = if is_later { "Back" } else { "Skip for now" };
    let can_delete = is_later && writing.is_recorded();
    let has_room = place.width() >= ROOMY;
    let mut items = Vec::new();
    if writing.is_changed() && !has_room {
        items.push(Item { value: Ask::GiveUp, label: GIVE_UP, tone: Tone::Danger });
    }
    if can_delete {
        items.push(Item { value: Ask::Trash, label: "Move to the trash…", tone: Tone::Danger });
    }
    let has_button = writing.is_changed() && has_room;
    let spacing = gap::SMALL + 2.0;
    let menu = if items.is_empty() { 0.0 } else { control::HEIGHT + spacing };
    let button = if has_button { button::width(ui, GIVE_UP) + spacing } else { 0.0 };
    let wide = menu + button + button::width(ui, leave) + spacing + button::keyed_width(ui, "Save", keys::label::SAVE);
    let left = place.right() - wide;
    let top = place.top() + BUTTONS - button::HEIGHT / 2.0;
    let rect = Rect::from_min_size(pos2(left, top), vec2(wide, button::HEIGHT));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("buttons"));
    child.spacing_mut().item_spacing.x = spacing;
    if !items.is_empty()
        && let Some(ask) = menu::more(&mut child, "More for this entry", &items)
    {
        page.ask(ask, None);
    }
    if has_button {
        let give_up = button::small(&mut child, GIVE_UP, Rank::Plain);
        if give_up.clicked() {
            page.ask(Ask::GiveUp, Some(Opener::of(ui, &give_up)));
        }
    }
    if button::small(&mut child, leave, Rank::Plain).clicked() {
        actions.push(Action::Jot(Jot::Leave));
    }
    if button::keyed(&mut child, "Save", keys::label::SAVE, Rank::Primary(palette.stretch)).clicked() {
        actions.push(Action::Jot(Jot::Save));
    }
    left
}

/// What is left of the half hour for eating, with a box to tick.
fn refuel(ui: &mut Ui, line: Rect, model: &Model, now: Moment) -> Option<Action> {
    let (window, fed) = model.refuel(now)?;
    let (words, is_done) = match fed {
        Fed::At(at) => (format!("Refuelled at {}", words::time_of_day(&at)), true),
        Fed::NotYet => {
            let left = window.left(now.local).secs_up().div_ceil(60);
            let left = if left == 0 { "still counts".to_owned() } else { format!("{left} min left") };
            (format!("Eat and drink something · {left}"), false)
        }
    };
    ticks(ui, line, &words, is_done).then_some(Action::Refuelled)
}

/// Whether something was eaten after a run of another day, with a box to tick.
fn refuelled(ui: &mut Ui, line: Rect, writing: &Writing) -> Option<Action> {
    let entry = writing.entry();
    if entry.run.is_none() && entry.session().is_none() && entry.refuelled.is_none() {
        return None;
    }
    let words = match entry.refuelled_at() {
        Some(at) => format!("Refuelled at {}", words::time_of_day(&at)),
        None => "Refuelled after the run".to_owned(),
    };
    ticks(ui, line, &words, entry.refuelled.is_some()).then_some(Action::Jot(Jot::Refuelled))
}

/// A box to tick, after a line. Gives whether it was pressed.
fn ticks(ui: &mut Ui, line: Rect, words: &str, is_done: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let font = theme::font(Weight::Regular, size::BODY);
    let wide = control::TICK + gap::SMALL + text::measure(ui, words, &font).x;
    let at = pos2(line.right() + gap::WIDE, line.center().y - control::HEIGHT / 3.0);
    let rect = Rect::from_min_size(at, vec2(wide, control::HEIGHT / 1.5));
    let response = ui.interact(rect, ui.scope_id().with("refuelled"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_done, words));
    let ink = if response.hovered() { palette.text } else { palette.muted };
    let tick = Rect::from_min_size(
        pos2(rect.left(), rect.center().y - control::TICK / 2.0),
        vec2(control::TICK, control::TICK),
    );
    let painter = ui.painter();
    painter.rect_stroke(tick, theme::MARK, egui::Stroke::new(palette.edge().width, ink), StrokeKind::Inside);
    if is_done {
        let mark = |x: f32, y: f32| tick.min + tick.size() * vec2(x, y);
        let line = vec![mark(0.22, 0.52), mark(0.44, 0.74), mark(0.8, 0.28)];
        painter.add(egui::Shape::line(line, egui::Stroke::new(control::SIGN_LINE, ink)));
    }
    let at = pos2(tick.right() + gap::SMALL, rect.center().y);
    painter.text(at, Align2::LEFT_CENTER, words, font, ink);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(2.0), theme::MARK, palette.focus(), StrokeKind::Outside);
    }
    response.clicked()
}

/// When it was.
fn line_of(writing: &Writing, now: Moment) -> String {
    let entry = writing.entry();
    match entry.session() {
        Some(session) => {
            let (from, to) = (words::time_of_day(&session.started), words::time_of_day(&session.ended));
            let time = if from == to { from } else { format!("{from} to {to}") };
            format!("{} · {time}", day(writing, now))
        }
        None if entry.run.as_ref().is_some_and(|run| run.trace.is_some()) => {
            format!("Journal · {}", words::time_of_day(&entry.at()))
        }
        None => "Journal".to_owned(),
    }
}

/// The day, with its year where that is another one.
fn day(writing: &Writing, now: Moment) -> String {
    let day = writing.entry().day();
    if day.year() == now.local.year() { words::day(day) } else { format!("{} {}", words::day(day), day.year()) }
}

/// What is said of the session, or of the day; and the part of it that is said where there is less room.
fn title_of(writing: &Writing, now: Moment) -> (String, String) {
    let Some(session) = writing.entry().session() else {
        let day = day(writing, now);
        return (day.clone(), day);
    };
    let (word, much) = match (session.count(), session.ending) {
        _ if !session.counts() => ("Just begun", "no exercise to its end".to_owned()),
        ((done, all), Ending::Completed) if done == all => ("Done", "every exercise".to_owned()),
        _ => ("That counts", words::how_much(session)),
    };
    let part = format!("{word}. {} on the floor", words::clock(session.active));
    (format!("{part}, {much}."), format!("{part}."))
}
