//! What ached: what became of the aches of the last time, the body map, and the aches in words.

use egui::{Align2, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::domain::body::{Ache, Change, Spot};
use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::keys::journal as keys;
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::body_map::{self, BodyMap};
use crate::ui::widgets::{segmented, text};
use crate::ui::words::journal as said;

use super::streak::{WORTH_SHOWING, in_a_row};

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
    let aches: Vec<(Spot, Ache)> = writing.entry().journal.body.aches().collect();
    let mut jots = Vec::new();
    let (each, rest) = (question_height(area.width()), area.height() - HEADING - LOWEST_MAP);
    // What is asked and what is listed share what the map leaves to them.
    let asked = (writing.asked().len() as f32 * each).min((rest / 2.0).max(each));
    let listed = (list_height(model, writing, &aches)).min((rest - asked).max(2.0 * ROW));
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
    scrolled(ui, list, "list", |ui| rows(ui, model, writing, &aches));
    jots.into_iter().map(Action::Jot).collect()
}

fn heading(ui: &mut Ui, area: Rect, by_key: bool) {
    let palette = theme::palette(ui.ctx());
    let y = area.top() + HEADING / 2.0;
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    let word = text::line(ui, pos2(area.left(), y), Align2::LEFT_CENTER, "What ached?", &style);
    let hint = if by_key { keys::label::ACHES } else { keys::label::ACHES_BY_POINTER };
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let room = area.width() - word.width() - gap::MEDIUM;
    text::clipped(ui, pos2(area.right(), y), Align2::RIGHT_CENTER, room, hint, &style);
}

/// A part of the card that is scrolled where it has more than it has room for.
fn scrolled(ui: &mut Ui, rect: Rect, name: &'static str, fill: impl FnOnce(&mut Ui)) {
    // Room for the rings around what has the focus.
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.expand2(vec2(gap::SMALL, 0.0))).id_salt(name));
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(&mut child, |ui| {
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
            let (words, choices) =
                if rect.width() < NARROW { row.split_top_bottom_at_y(row.top() + ROW) } else { (row, row) };
            let at = pos2(
                words.left(),
                if rect.width() < NARROW { words.center().y } else { row.top() + control::HEIGHT / 2.0 },
            );
            text::line(ui, at, Align2::LEFT_CENTER, &name, &strong);
            let layout = if rect.width() < NARROW {
                egui::Layout::left_to_right(egui::Align::Min)
            } else {
                egui::Layout::right_to_left(egui::Align::Min)
            };
            let mut child = ui.new_child(UiBuilder::new().max_rect(choices).layout(layout).id_salt(&name));
            let question = format!("{name}, {} last time, is now", said::ache(*before));
            let chosen = body.report(*spot).and_then(crate::domain::body::Report::change);
            let picked = segmented::show(&mut child, &question, &options, chosen);
            jots.extend(picked.map(|change| Jot::Answer(*spot, change)));
        }
    });
}

/// The spot that is worth showing to somebody: the one that has ached most often in a row.
fn worth_showing(model: &Model, writing: &Writing, aches: &[(Spot, Ache)]) -> Option<Spot> {
    let history = model.past().history();
    let rows = aches.iter().map(|(spot, _)| (*spot, in_a_row(history, writing.entry(), *spot)));
    rows.filter(|(_, times)| *times >= WORTH_SHOWING).max_by_key(|(_, times)| *times).map(|(spot, _)| spot)
}

fn list_height(model: &Model, writing: &Writing, aches: &[(Spot, Ache)]) -> f32 {
    let more = usize::from(worth_showing(model, writing, aches).is_some());
    (aches.len() + more) as f32 * ROW
}

/// The aches in words.
fn rows(ui: &mut Ui, model: &Model, writing: &Writing, aches: &[(Spot, Ache)]) {
    let palette = theme::palette(ui.ctx());
    let worth_showing = worth_showing(model, writing, aches);
    for (spot, ache) in aches {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let center = rect.left_center() + vec2(control::DISC, 0.0);
        ui.painter().circle_filled(center, control::DISC, body_map::color(palette, *ache));
        let mut left = rect.left() + 2.0 * control::DISC + 10.0;
        let mut put = |ui: &mut Ui, words: &str, weight, ink| {
            let style = text::style(weight, size::BODY, ink);
            let room = (rect.right() - left).max(0.0);
            let at = pos2(left, rect.center().y);
            left = text::clipped(ui, at, Align2::LEFT_CENTER, room, words, &style).right() + gap::SMALL + 2.0;
        };
        put(ui, &said::spot(*spot), Weight::Semi, palette.text);
        put(ui, said::ache(*ache), Weight::Regular, palette.text);
        let times = in_a_row(model.past().history(), writing.entry(), *spot);
        if let Some(words) = said::in_a_row(times) {
            put(ui, &format!("· {words}"), Weight::Regular, palette.muted);
        }
        if worth_showing == Some(*spot) {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            let at = rect.left_center() + vec2(2.0 * control::DISC + 10.0, 0.0);
            let style = text::style(Weight::Regular, size::BODY, palette.muted);
            text::clipped(ui, at, Align2::LEFT_CENTER, rect.right() - at.x, "Worth showing someone?", &style);
        }
    }
}
