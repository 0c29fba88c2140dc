//! The run: how far, how long, how fast, the heart, each to be written over, and where it comes from.

use egui::{Align, Align2, IdSalt, Layout, Rect, Role, StrokeKind, Ui, UiBuilder, pos2, vec2};

use crate::domain::run::Run;
use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::screens::path_ask::PathAsk;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::in_place::{InPlace, Written};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{button, icon, text};
use crate::ui::words::{self, typed};

use super::Page;
use super::ask::Ask;

/// Cards narrower than this have where the run comes from below the figures.
const WIDE: f32 = 640.0;
/// The heights of the card.
const ONE_ROW: f32 = 94.0;
const TWO_ROWS: f32 = 122.0;
/// The middles of a figure's word and of the figure, from the upper edge of what is in the card.
const LABEL: f32 = 12.0;
const FIGURE: f32 = 39.0;
/// The narrowest that a figure is, so that there is room to write one.
const NARROWEST: f32 = 72.0;
/// What stands where nothing is known.
const NOTHING: &str = "–";

/// The line that says that it was no run.
const NO_RUN: f32 = 28.0;

/// How high the card of a run is that is so wide.
#[must_use]
pub fn height(wide: f32, run: Option<&Run>) -> f32 {
    let rows = if wide < WIDE { TWO_ROWS } else { ONE_ROW };
    if run.is_some_and(|run| !run.sport.is_run()) { rows + NO_RUN } else { rows }
}

/// Draws what is in the card.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing, page: &mut Page) -> Vec<Action> {
    let mut area = ui.max_rect();
    if let Some(words) = writing.entry().run.as_ref().and_then(|run| words::not_a_run(&run.sport)) {
        let palette = theme::palette(ui.ctx());
        let y = area.bottom() - NO_RUN / 2.0 + gap::HAIR;
        icon::warning(ui.painter(), pos2(area.left() + gap::SMALL + 1.0, y), palette.warn);
        let style = text::style(Weight::Regular, size::BODY, palette.text);
        let left = area.left() + gap::WIDE + gap::HAIR;
        text::clipped(ui, pos2(left, y), Align2::LEFT_CENTER, area.right() - left, &words, &style);
        area.max.y -= NO_RUN;
    }
    let two_rows = area.width() + 2.0 * gap::WIDE < WIDE;
    let mut row = Row { left: area.left(), top: area.top(), between: if two_rows { gap::LARGE } else { gap::PLAYER } };
    let mut jots = Vec::new();
    figures(ui, model, writing, &mut row, &mut jots);
    let mut actions: Vec<Action> = jots.into_iter().map(Action::Jot).collect();
    let place = if two_rows {
        Rect::from_min_max(pos2(area.left(), area.bottom() - gap::WIDE), area.max)
    } else {
        Rect::from_min_max(pos2(row.left, area.top()), area.max)
    };
    actions.extend(origin(ui, place, two_rows, writing, page));
    actions
}

/// Where the next figure goes.
struct Row {
    left: f32,
    top: f32,
    between: f32,
}

impl Row {
    /// The place of a figure that is so wide, with its word above it.
    fn place(&mut self, ui: &mut Ui, label: &str, wide: f32) -> Rect {
        let palette = theme::palette(ui.ctx());
        let style = text::style(Weight::Semi, size::SMALL, palette.muted);
        let word = text::line(ui, pos2(self.left, self.top + LABEL), Align2::LEFT_CENTER, label, &style);
        let wide = wide.max(word.width());
        let rect = Rect::from_min_size(pos2(self.left, self.top + FIGURE - 17.0), vec2(wide, 34.0));
        self.left = rect.right() + self.between;
        rect
    }
}

fn figures(ui: &mut Ui, model: &Model, writing: &Writing, row: &mut Row, jots: &mut Vec<Jot>) {
    let units = model.settings().units;
    let nothing = Run::default();
    let run = writing.entry().run.as_ref().unwrap_or(&nothing);
    let of = IdSalt::new(&writing.entry().id);
    let far = run.distance.map(|distance| words::distance(distance, units)).unwrap_or_default();
    let read = |text: &str| typed::distance(text, units);
    jots.extend(figure(ui, row, of, "Run", &far, run.distance, read).map(|written| Jot::Distance(written.0)));
    let long = run.time.map(words::run_time).unwrap_or_default();
    jots.extend(figure(ui, row, of, "Time", &long, run.time, typed::time).map(|written| Jot::Time(written.0)));
    let pace = words::pace(run, units).unwrap_or_else(|| NOTHING.to_owned());
    computed(ui, row, "Pace", &pace);
    let beats = run.heart_rate.map(|rate| rate.as_bpm().to_string()).unwrap_or_default();
    jots.extend(
        figure(ui, row, of, "Heart rate", &beats, run.heart_rate, typed::heart_rate)
            .map(|written| Jot::HeartRate(written.0)),
    );
}

/// A figure that can be written over.
fn figure<T: Copy + PartialEq + Send + Sync + 'static>(
    ui: &mut Ui,
    row: &mut Row,
    of: IdSalt,
    name: &str,
    shown: &str,
    value: Option<T>,
    read: impl Fn(&str) -> Result<Option<T>, String>,
) -> Option<Written<T>> {
    let font = theme::font(Weight::Heavy, size::NAME);
    let place = InPlace { of, name, shown, font: font.clone(), align: Align2::LEFT_CENTER };
    let (words, face) =
        if shown.is_empty() { ("Add", theme::font(Weight::Regular, size::LABEL)) } else { (shown, font.clone()) };
    let wide = text::measure(ui, words, &face).x;
    let least = if place.is_open(ui) { NARROWEST + gap::PLAYER } else { 0.0 };
    let rect = row.place(ui, name, wide.max(least));
    place.show(ui, rect, value, read, None, |ui, response| {
        let palette = theme::palette(ui.ctx());
        let ink = if shown.is_empty() { palette.muted } else { palette.text };
        let around = rect.expand2(vec2(gap::SMALL, 0.0));
        if response.hovered() {
            ui.painter().rect(around, theme::CONTROL, palette.raised, palette.quiet_edge(), StrokeKind::Inside);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(around, theme::CONTROL, palette.focus(), StrokeKind::Outside);
        }
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, words, face, ink);
    })
}

/// A figure that follows from the others.
fn computed(ui: &mut Ui, row: &mut Row, name: &str, shown: &str) {
    let palette = theme::palette(ui.ctx());
    let font = theme::font(Weight::Heavy, size::NAME);
    let wide = text::measure(ui, shown, &font).x;
    let rect = row.place(ui, name, wide);
    let ink = if shown == NOTHING { palette.muted } else { palette.text };
    ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, shown, font, ink);
    text::name(ui, rect, Role::Label, &format!("{name} {shown}"));
}

/// Where the run comes from, and what else it could be.
fn origin(ui: &mut Ui, place: Rect, one_line: bool, writing: &Writing, page: &mut Page) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let run = writing.entry().run.as_ref();
    let words = match run {
        Some(run) => origin_words(run),
        None => "Drop its file on this window, or".to_owned(),
    };
    let style = text::style(Weight::Regular, size::BODY, palette.muted);
    let mut actions = Vec::new();
    let (line, links) = if one_line {
        (pos2(place.left(), place.center().y), Rect::from_min_max(place.min, place.max))
    } else {
        let below = pos2(place.left(), place.top() + FIGURE + 1.0 - gap::MEDIUM);
        (pos2(place.right(), place.top() + FIGURE - 20.0), Rect::from_min_size(below, vec2(place.width(), gap::WIDE)))
    };
    if run.is_some() || !one_line {
        let anchor = if one_line { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
        let room = if one_line { place.width() * 0.45 } else { place.width() };
        text::clipped(ui, line, anchor, room, &words, &style);
    }
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(links).layout(layout).id_salt("links"));
    child.spacing_mut().item_spacing.x = gap::LARGE;
    let has_file = run.is_some_and(|run| run.trace.is_some());
    let label = if has_file { "Choose another" } else { "Import a run…" };
    // It is the same link when a run has come by it: the keyboard goes back to it.
    let import = button::link_to(&mut child, "file of a run", label, palette.stretch);
    if import.clicked() {
        page.ask(Ask::Import(PathAsk::default()), Some(Opener::of(ui, &import)));
    }
    if run.is_some() && button::link(&mut child, "No run", palette.muted).clicked() {
        actions.push(Action::Jot(Jot::DropRun));
    }
    actions
}

/// What is said of where a run comes from.
fn origin_words(run: &Run) -> String {
    let file = run.trace.as_ref().map(|trace| trace.file.as_str());
    file.map_or_else(|| "as you wrote it".to_owned(), |file| format!("from {file}"))
}
