//! Which of several runs of one file it is: a list that lies over any screen until one is taken, or none.

use chrono::NaiveDate;
use egui::{Align2, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::activity::Sport;
use crate::domain::run::Run;
use crate::domain::settings::Units;
use crate::domain::time::Moment;
use crate::model::{Action, Model, RunDeed};
use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::{self, heading, note};
use crate::ui::widgets::{scroll, text};
use crate::ui::words;

/// More rows than this are scrolled.
const MOST_ROWS: f32 = 6.5;
/// What the card needs beside its rows.
const REST: f32 = 168.0;

/// Shows what there is to choose from; gives what was chosen.
pub fn show(ui: &mut Ui, model: &Model, now: Moment) -> Option<Action> {
    let (file, runs) = model.runs().choosing()?;
    let units = model.settings().units;
    let height = (runs.len() as f32).min(MOST_ROWS) * control::ROW + REST;
    question::show(ui, vec2(560.0, height), |ui, keys| {
        if keys.escape {
            return Some(RunDeed::ChooseNone);
        }
        heading(ui, "Which one was it?");
        note(ui, &format!("There are {} activities in {file}", runs.len()));
        ui.add_space(gap::SMALL);
        let area = ui.available_rect_before_wrap();
        let foot = area.bottom() - button::HEIGHT - gap::SMALL;
        let place = Rect::from_min_max(area.min, pos2(area.right(), foot));
        let chosen = list(ui, place, (file, runs), Seen { units, today: now.local.date_naive() }, keys.enter);
        let below = Rect::from_min_max(pos2(area.left(), foot + gap::SMALL), area.max);
        let mut child = ui.new_child(UiBuilder::new().max_rect(below).id_salt("foot"));
        let none = button::small(&mut child, "None of them", Rank::Plain).clicked();
        chosen.map(RunDeed::Choose).or(none.then_some(RunDeed::ChooseNone))
    })
    .map(Action::Run)
}

/// What rows are said for.
#[derive(Clone, Copy)]
struct Seen {
    units: Units,
    today: NaiveDate,
}

/// The list, which has the focus from the start; gives the row that was taken.
fn list(ui: &mut Ui, place: Rect, (file, runs): (&str, &[Run]), seen: Seen, enter: bool) -> Option<usize> {
    let id = ui.scope_id().with("runs");
    let last = runs.len().saturating_sub(1);
    let response = ui.interact(place, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Runs in the file"));
    // Another file is another question, though it comes at once.
    if question::is_new(ui, ("which run", file, runs.len())) {
        response.request_focus();
        ui.data_mut(|data| data.insert_temp(id, 0_usize));
    }
    let before = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(0).min(last);
    let mut at = before;
    let mut taken = enter.then_some(before);
    let has_focus = response.has_focus();
    if has_focus {
        press::keep(ui, id, press::OWN);
        for press in press::take(ui, &[Press::Up, Press::Down, Press::First, Press::Last, Press::Accept]) {
            match press {
                Press::Up => at = at.saturating_sub(1),
                Press::Down => at = (at + 1).min(last),
                Press::First => at = 0,
                Press::Last => at = last,
                _ => taken = Some(at),
            }
        }
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("runs"));
    let shown = ScrollArea::vertical().id_salt("runs").auto_shrink(false).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, run) in runs.iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), control::ROW));
            let response = ui.interact(rect, id.with(i), Sense::CLICK);
            row(ui, rect, run, seen, i == at, has_focus, &response);
            if response.clicked() {
                taken = Some(i);
            }
            if i == at && at != before {
                response.scroll_to_me(None);
            }
        }
    });
    scroll::named(&child, shown);
    ui.data_mut(|data| data.insert_temp(id, at));
    taken
}

fn row(ui: &mut Ui, rect: Rect, run: &Run, seen: Seen, is_on: bool, ring: bool, response: &egui::Response) {
    let palette = theme::palette(ui.ctx());
    let name = match &run.sport {
        Sport::Run => "Run".to_owned(),
        Sport::Other(name) => words::sentence(name),
    };
    let start = run.trace.as_ref().map(|trace| {
        let start = trace.start;
        format!("{}, {}", words::past::full_day(start.date_naive(), seen.today), words::time_of_day(&start))
    });
    let far = run.distance.map(|distance| words::distance(distance, seen.units)).unwrap_or_default();
    let long = run.time.map(words::run_time).unwrap_or_default();
    let start = start.unwrap_or_default();
    let parts: Vec<&str> =
        [&name, &start, &far, &long].into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_on, parts.join(", ")));
    if is_on || response.hovered() {
        ui.painter().rect_filled(rect, theme::BAR, palette.raised);
    }
    if is_on {
        let edge = if ring { palette.focus() } else { palette.edge() };
        ui.painter().rect_stroke(rect, theme::BAR, edge, StrokeKind::Inside);
    }
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    let muted = text::style(Weight::Regular, size::SMALL, palette.muted);
    let put = |at: egui::Pos2, anchor: Align2, words: &str, style: &text::Style| {
        ui.painter().text(at, anchor, words, style.font.clone(), style.color);
    };
    let (left, right) = (rect.left() + control::INSET, rect.right() - control::INSET);
    let (first, second) = (rect.center().y - 10.0, rect.center().y + 10.0);
    put(pos2(left, first), Align2::LEFT_CENTER, &name, &strong);
    put(pos2(left, second), Align2::LEFT_CENTER, &start, &muted);
    put(pos2(right - 88.0, rect.center().y), Align2::RIGHT_CENTER, &far, &strong);
    put(pos2(right, rect.center().y), Align2::RIGHT_CENTER, &long, &strong);
}
