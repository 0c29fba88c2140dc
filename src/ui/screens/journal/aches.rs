//! What ached: what became of the aches of the last time, the body map, and the aches in words.

use egui::{Align, Align2, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::domain::body::{Ache, Change, Spot};
use crate::domain::past::aches::{WORTH_SHOWING, in_a_row};
use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::keys::journal as keys;
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::body_map::{self, BodyMap};
use crate::ui::widgets::{scroll, segmented, text};
use crate::ui::words::{self, journal as said};

/// The height of the heading, of a row of words, and of a question about the last time.
const HEADING: f32 = 30.0;
const ROW: f32 = 27.0;
const QUESTION: f32 = control::HEIGHT + gap::SMALL;
/// The map is not drawn lower than this; the lists around it are scrolled then.
const LOWEST_MAP: f32 = 230.0;
/// Cards narrower than this have the choices of a question below its words.
const NARROW: f32 = 330.0;

/// Draws what is in the card.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing) -> Vec<Action> {
    let area = ui.max_rect();
    let lines = lines(ui, model, writing, area.width());
    let mut jots = Vec::new();
    let (each, rest) = (question_height(area.width()), area.height() - HEADING - LOWEST_MAP);
    // What is asked and what is listed share what the map leaves to them.
    let asked = (writing.asked().len() as f32 * each).min((rest / 2.0).max(each));
    let listed = (lines.len() as f32 * ROW).min((rest - asked).max(2.0 * ROW));
    let below = area.top() + HEADING;
    let questions = Rect::from_min_max(pos2(area.left(), below), pos2(area.right(), below + asked));
    let list = Rect::from_min_max(pos2(area.left(), area.bottom() - listed), area.max);
    asked_of(ui, questions, writing, &mut jots);
    let top = questions.bottom() + gap::SMALL;
    let map = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), list.top() - gap::SMALL));
    let body = &writing.entry().journal.body;
    let done = BodyMap { name: "What ached?", aches: &|spot| body.ache(spot) }.show(ui, map);
    jots.extend(done.said.map(|(spot, ache)| Jot::Ache(spot, ache)));
    heading(ui, area, done.has_focus);
    scrolled(ui, list, "list", |ui| rows(ui, &lines));
    jots.into_iter().map(Action::Jot).collect()
}

fn heading(ui: &mut Ui, area: Rect, by_key: bool) {
    let palette = theme::palette(ui.ctx());
    let y = area.top() + HEADING / 2.0;
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    let word = text::line(ui, pos2(area.left(), y), Align2::LEFT_CENTER, "What ached?", &style);
    let room = area.width() - word.width() - gap::MEDIUM;
    let hints =
        if by_key { [keys::label::ACHES, keys::label::ACHES_SHORT] } else { [keys::label::ACHES_BY_POINTER; 2] };
    let font = theme::font(Weight::Regular, size::SMALL);
    let hint = if text::measure(ui, hints[0], &font).x <= room { hints[0] } else { hints[1] };
    let style = text::Style { font: text::fit(ui, hint, &font, room), color: palette.muted };
    text::line(ui, pos2(area.right(), y), Align2::RIGHT_CENTER, hint, &style);
}

/// A part of the card that is scrolled where it has more than it has room for.
fn scrolled(ui: &mut Ui, rect: Rect, name: &'static str, fill: impl FnOnce(&mut Ui)) {
    // Room for the rings around what has the focus.
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.expand2(vec2(gap::SMALL, 0.0))).id_salt(name));
    scroll::follow(&mut child, ScrollArea::vertical().id_salt(name).auto_shrink(false), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let margin = egui::Margin::symmetric(gap::SMALL as i8, 0);
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(rect.width());
            fill(ui);
        });
    });
}

fn question_height(wide: f32) -> f32 {
    if wide < NARROW { QUESTION + ROW } else { QUESTION }
}

/// What became of what ached the last time.
fn asked_of(ui: &mut Ui, rect: Rect, writing: &Writing, jots: &mut Vec<Jot>) {
    if writing.asked().is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let body = &writing.entry().journal.body;
    let options = Change::ALL.map(|change| (change, said::change(change)));
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    scrolled(ui, rect, "asked", |ui| {
        for (spot, before) in writing.asked() {
            let name = said::spot(*spot);
            let (_, row) = ui.allocate_space(vec2(ui.available_width(), question_height(rect.width())));
            let is_narrow = rect.width() < NARROW;
            let (words, layout) = if is_narrow {
                (row.top() + ROW / 2.0, Layout::left_to_right(Align::Min))
            } else {
                (row.top() + control::HEIGHT / 2.0, Layout::right_to_left(Align::Min))
            };
            text::line(ui, pos2(row.left(), words), Align2::LEFT_CENTER, &name, &strong);
            let choices = if is_narrow { row.with_min_y(row.top() + ROW) } else { row };
            let mut child = ui.new_child(UiBuilder::new().max_rect(choices).layout(layout).id_salt(&name));
            let question = format!("{name}, {} last time, is now", said::ache(*before));
            let chosen = body.report(*spot).and_then(crate::domain::body::Report::change);
            let picked = segmented::show(&mut child, &question, &options, chosen);
            jots.extend(picked.map(|change| Jot::Answer(*spot, change)));
        }
    });
}

/// A line of the list of aches.
enum Line {
    /// What aches how much, and perhaps how often in a row.
    Ache(Spot, Ache, Option<String>),
    /// More about the line before.
    More(String),
}

/// Where the words of a line begin, after its disc.
const WORDS: f32 = 2.0 * control::DISC + 10.0;
/// Between the words of a line.
const BETWEEN: f32 = gap::SMALL + 2.0;

/// The lines of the list, so that none is wider than `wide`.
fn lines(ui: &Ui, model: &Model, writing: &Writing, wide: f32) -> Vec<Line> {
    let history = model.past().history();
    let aches = writing.entry().journal.body.aches();
    let aches = aches.map(|(spot, ache)| (spot, ache, in_a_row(history, writing.entry(), spot)));
    let aches: Vec<(Spot, Ache, usize)> = aches.collect();
    // Said once, of what has ached most often in a row.
    let most = aches.iter().map(|(.., times)| *times).max().filter(|times| *times >= WORTH_SHOWING);
    let mut worth_showing = most.and_then(|most| aches.iter().position(|(.., times)| *times == most));
    let font = |weight| theme::font(weight, size::BODY);
    let mut lines = Vec::new();
    for (at, (spot, ache, times)) in aches.into_iter().enumerate() {
        let often = said::in_a_row(times);
        let name = text::measure(ui, &said::spot(spot), &font(Weight::Semi)).x;
        let measure = |words: &str| text::measure(ui, words, &font(Weight::Regular)).x;
        let rest = often.as_ref().map_or(0.0, |often| BETWEEN + measure(&format!("· {often}")));
        if WORDS + name + BETWEEN + measure(said::ache(ache)) + rest <= wide {
            lines.push(Line::Ache(spot, ache, often));
        } else {
            lines.push(Line::Ache(spot, ache, None));
            lines.extend(often.map(|often| Line::More(words::sentence(&often))));
        }
        if worth_showing.take_if(|worth| *worth == at).is_some() {
            lines.push(Line::More("Worth showing someone?".to_owned()));
        }
    }
    lines
}

/// The aches in words.
fn rows(ui: &mut Ui, lines: &[Line]) {
    let palette = theme::palette(ui.ctx());
    for line in lines {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let mut left = rect.left() + WORDS;
        let mut put = |ui: &mut Ui, words: &str, weight, ink| {
            let style = text::style(weight, size::BODY, ink);
            let (at, room) = (pos2(left, rect.center().y), (rect.right() - left).max(0.0));
            left = text::clipped(ui, at, Align2::LEFT_CENTER, room, words, &style).right() + BETWEEN;
        };
        match line {
            Line::Ache(spot, ache, often) => {
                let center = rect.left_center() + vec2(control::DISC, 0.0);
                ui.painter().circle_filled(center, control::DISC, body_map::color(palette, *ache));
                put(ui, &said::spot(*spot), Weight::Semi, palette.text);
                put(ui, said::ache(*ache), Weight::Regular, palette.text);
                if let Some(often) = often {
                    put(ui, &format!("· {often}"), Weight::Regular, palette.muted);
                }
            }
            Line::More(words) => put(ui, words, Weight::Regular, palette.muted),
        }
    }
}
