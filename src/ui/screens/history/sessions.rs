//! The list of entries, newest first. Opens one, or asks whether it is to go; does neither.

use std::borrow::Cow;

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::bookmark::Ending;
use crate::domain::history::Entry;
use crate::domain::session::Session;
use crate::domain::time::Span;
use crate::model::Action;
use crate::model::journal::Jot;
use crate::ui::screens::block_cells::block_cells;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::long_list::{Done, LongList};
use crate::ui::widgets::{strip, text};
use crate::ui::words;

use super::ask::Ask;
use super::{Page, Scene, title, unsaved};

/// The height of one entry.
const ROW: f32 = 41.0;
/// Where a name begins, and the room for the time and the distance at the right.
const WHEN: f32 = 148.0;
const TIME: f32 = 56.0;
const DISTANCE: f32 = 72.0;
/// So much time fills the strip, which is so wide at most.
const FULL: Span = Span::secs(32 * 60);
const STRIP: f32 = 145.0;
const NARROWEST_NAME: f32 = 186.0;

/// Draws what is in the card.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) -> Vec<Action> {
    let Scene { model, known, .. } = scene;
    let (line, below) = title(ui, "Sessions");
    let palette = theme::palette(ui.ctx());
    let history = model.past().history();
    let (below, open) = unsaved::show(ui, below, scene);
    if known.rows.is_empty() {
        let style = text::style(Weight::Regular, size::BODY, palette.muted);
        text::line(ui, below.left_top() + vec2(0.0, ROW / 2.0), Align2::LEFT_CENTER, "None in this time", &style);
        return open.into_iter().collect();
    }
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let mut all = words::count(known.overview.tally.sessions as usize, "session");
    if known.begun > 0 {
        all = format!("{all} · {} just begun", known.begun);
    }
    text::line(ui, line.right_center(), Align2::RIGHT_CENTER, &all, &style);
    let say = |row: usize| known.entry(history, row).map(|entry| sentence(entry, scene)).unwrap_or_default();
    let list = LongList { name: "Sessions", row: ROW, all: known.rows.len(), say: &say };
    // What is scrolled away goes up to the edge of the card, and the bar lies in the margin.
    let place = Rect::from_min_max(
        below.min - vec2(LongList::INSET, 0.0),
        below.max + vec2(gap::MEDIUM + gap::HAIR, gap::LARGE - 1.0),
    );
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("list"));
    let take_up = std::mem::take(&mut page.back_to_list);
    let done = list.show(&mut child, &mut page.row, take_up, &mut |ui, row, rect| {
        if let Some(entry) = known.entry(history, row) {
            draw(ui, rect, entry, scene);
        }
    });
    let mut actions: Vec<Action> = open.into_iter().collect();
    match done {
        Some(Done::Opened(row)) => {
            actions.extend(known.entry(history, row).map(|entry| Action::Jot(Jot::Open(entry.id.clone()))));
        }
        Some(Done::Unwanted(row)) => {
            if let Some(entry) = known.entry(history, row) {
                page.ask(Ask::Delete(entry.id.clone()), None);
            }
        }
        None => {}
    }
    actions
}

/// What an entry is called.
pub(super) fn name(entry: &Entry) -> Cow<'_, str> {
    match (entry.session(), &entry.run) {
        (Some(session), _) => session.name.as_str().into(),
        (None, Some(run)) => words::sport(&run.sport).map_or("Run".into(), Cow::Owned),
        (None, None) => "Note".into(),
    }
}

/// When it was: `Today, 18:32`.
pub(super) fn when(entry: &Entry, scene: Scene<'_>) -> String {
    let day = words::past_day(entry.day(), scene.today);
    if entry.has_time() { format!("{day}, {}", words::time_of_day(&entry.at())) } else { day }
}

fn distance(entry: &Entry, scene: Scene<'_>) -> Option<String> {
    let far = entry.run.as_ref()?.distance?;
    Some(words::distance(far, scene.model.settings().units))
}

/// Time on the floor, or that of the run where there was no session.
fn time(entry: &Entry) -> Option<String> {
    match entry.session() {
        Some(session) => Some(words::clock(session.active)),
        None => entry.run.as_ref()?.time.map(words::run_time),
    }
}

/// All of a row in words.
fn sentence(entry: &Entry, scene: Scene<'_>) -> String {
    let mut parts = vec![when(entry, scene), name(entry).into_owned()];
    parts.extend(time(entry));
    parts.extend(distance(entry, scene));
    if let Some(session) = entry.session() {
        let (done, all) = session.count();
        let is_whole = done == all && session.ending == Ending::Completed;
        parts.push(if is_whole { "all of it".to_owned() } else { words::how_much(session) });
        if session.counts() && session.ending == Ending::Early {
            parts.push("ended early".to_owned());
        }
    }
    parts.join(", ")
}

fn draw(ui: &Ui, rect: Rect, entry: &Entry, scene: Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let y = rect.center().y;
    let right = rect.right() - gap::HAIR;
    let plain = text::style(Weight::Regular, size::BODY, palette.text);
    let muted = text::style(Weight::Regular, size::BODY, palette.muted);
    let put = |x: f32, anchor: Align2, words: &str, style: &text::Style, wide: f32| {
        text::painted(ui, pos2(x, y), anchor, wide, words, style);
    };
    put(rect.left(), Align2::LEFT_CENTER, &when(entry, scene), &muted, WHEN - gap::MEDIUM);
    let name_left = rect.left() + WHEN;
    let time_right = right - DISTANCE;
    let bar = (time_right - TIME - name_left - NARROWEST_NAME).min(STRIP);
    let bar = if bar < STRIP / 3.0 { 0.0 } else { bar };
    let bar_left = time_right - TIME - bar - gap::SMALL;
    let wide = bar_left - gap::MEDIUM - name_left;
    let ink = if entry.session().is_some_and(Session::counts) { palette.text } else { palette.muted };
    put(name_left, Align2::LEFT_CENTER, &name(entry), &text::style(Weight::Semi, size::BODY, ink), wide);
    if let Some(session) = entry.session().filter(|_| bar > 0.0) {
        let long = bar * session.active.share_of(FULL).clamp(0.03, 1.0);
        let place = Rect::from_min_size(pos2(bar_left, y - 3.5), vec2(long, 7.0));
        strip::paint(ui.painter(), place, &block_cells(session, palette), palette.raised, theme::MARK, (2.5, 2.5));
    }
    if let Some(time) = time(entry) {
        put(time_right, Align2::RIGHT_CENTER, &time, &plain, TIME);
    }
    if let Some(distance) = distance(entry, scene) {
        put(right, Align2::RIGHT_CENTER, &distance, &muted, DISTANCE);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
}
