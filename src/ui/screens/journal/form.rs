//! What is asked of the run in words and numbers: how hard, how it felt, what it was like, what went well and what did not.

use egui::{Align2, IdSalt, Margin, Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::journal::{Condition, Effort, Feeling, LONGEST_TEXT, Passage};
use crate::domain::settings::Units;
use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::keys::journal as keys;
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::chips::{self, Chips, Holds};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::in_place::InPlace;
use crate::ui::widgets::scale::{self, Scale};
use crate::ui::widgets::{scroll, text};
use crate::ui::words::journal as said;
use crate::ui::words::{self, typed};

/// Forms narrower than this have one column.
const TWO_COLUMNS: f32 = 560.0;
/// Wider than this, lines are hard to read.
const WIDEST: f32 = 1240.0;
/// Between the columns.
const BETWEEN: f32 = 28.0;
/// Room around what is scrolled, for the rings around what has the focus.
const RING: f32 = 6.0;
/// Between a heading and what it is of, and between one question and the next.
const BELOW_HEADING: f32 = 9.0;
const APART: f32 = 21.0;
/// The chip of the temperature while it is written.
const WRITING: f32 = 88.0;

/// Draws the form.
/// `begins`: it is shown for the first time, and the first question is where the keyboard begins.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing, begins: bool) -> Vec<Action> {
    let mut jots = Vec::new();
    let inner = ui.max_rect();
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner.expand2(vec2(RING, gap::SMALL))).id_salt("scrolled"));
    scroll::page(&mut child, ScrollArea::vertical().auto_shrink(false).id_salt("form"), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let margin = Margin { left: RING as i8, right: RING as i8, top: gap::SMALL as i8, bottom: gap::SMALL as i8 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(inner.width().min(WIDEST));
            ui.add_space(gap::HAIR);
            let rows = rows(inner.height());
            pair(ui, &mut jots, |ui, jots| effort(ui, writing, begins, jots), |ui, jots| feeling(ui, writing, jots));
            conditions(ui, model.settings().units, writing, &mut jots);
            ui.add_space(APART);
            let well = |ui: &mut Ui, jots: &mut Vec<Jot>| passage(ui, writing, Passage::WentWell, rows, jots);
            let badly = |ui: &mut Ui, jots: &mut Vec<Jot>| passage(ui, writing, Passage::WentBadly, rows, jots);
            pair(ui, &mut jots, well, badly);
            passage(ui, writing, Passage::NextTime, rows / 2, &mut jots);
        });
    });
    jots.into_iter().map(Action::Jot).collect()
}

/// The rows of the texts: more where there is room.
fn rows(height: f32) -> usize {
    /// What the form needs with two rows, and what one row more needs of it.
    const LEAST: f32 = 440.0;
    const ROW: f32 = 60.0;
    2 + ((height - LEAST) / ROW).clamp(0.0, 8.0) as usize
}

/// Two questions side by side, or below each other where it is narrow.
fn pair(
    ui: &mut Ui,
    jots: &mut Vec<Jot>,
    left: impl FnOnce(&mut Ui, &mut Vec<Jot>),
    right: impl FnOnce(&mut Ui, &mut Vec<Jot>),
) {
    if ui.available_width() < TWO_COLUMNS {
        left(ui, jots);
        ui.add_space(APART);
        right(ui, jots);
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            ui.columns_const(|[one, other]| {
                left(one, jots);
                right(other, jots);
            });
        });
    }
    ui.add_space(APART);
}

/// The words above a question. Gives their line.
fn heading(ui: &mut Ui, words: &str) -> Rect {
    let palette = theme::palette(ui.ctx());
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::HEADING));
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    text::clipped(ui, rect.left_center(), Align2::LEFT_CENTER, rect.width(), words, &style);
    ui.add_space(BELOW_HEADING);
    rect
}

/// A line of small words below a question, and a hint at its right.
fn below(ui: &mut Ui, words: &str, hint: &str) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(gap::HAIR);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::HEADING));
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let hint = text::line(ui, rect.right_center(), Align2::RIGHT_CENTER, hint, &style);
    if !words.is_empty() {
        let room = rect.width() - hint.width() - gap::SMALL;
        text::clipped(ui, rect.left_center(), Align2::LEFT_CENTER, room, words, &style);
    }
}

fn effort(ui: &mut Ui, writing: &Writing, begins: bool, jots: &mut Vec<Jot>) {
    let entry = writing.entry();
    heading(ui, "How hard was the run?");
    let all: Vec<Effort> = Effort::all().collect();
    let words: Vec<String> = all.iter().copied().map(said::effort).collect();
    let chosen = entry.journal.effort;
    let at = chosen.and_then(|chosen| all.iter().position(|effort| *effort == chosen));
    let scale =
        Scale { name: "How hard was the run?", words: &words, chosen: at, digit: keys::effort_place, take_up: begins };
    let picked = scale::show(ui, scale);
    jots.extend(picked.and_then(|at| all.get(at)).map(|effort| Jot::Effort(*effort)));
    let time = entry.run.as_ref().and_then(|run| run.time);
    let words = match (chosen, time) {
        (None, _) => String::new(),
        (Some(effort), None) => said::effort(effort),
        (Some(effort), Some(time)) => format!("{}. Load {}", said::effort(effort), said::load(effort, time)),
    };
    below(ui, &words, keys::label::EFFORT);
}

fn feeling(ui: &mut Ui, writing: &Writing, jots: &mut Vec<Jot>) {
    let line = heading(ui, "How did you feel?");
    let options = Feeling::ALL.map(|feeling| (feeling, said::feeling(feeling)));
    let chips =
        Chips { name: "How did you feel?", holds: Holds::One, options: &options, digit: Some(keys::feeling_place) };
    let chosen = writing.entry().journal.feeling;
    let done = chips.show(ui, |feeling| chosen == Some(feeling), |_| ());
    jots.extend(done.pressed.map(Jot::Feeling));
    if done.has_focus {
        // Beside the question, so that nothing moves when the keyboard comes and goes.
        let style = text::style(Weight::Regular, size::SMALL, theme::palette(ui.ctx()).muted);
        text::line(ui, line.right_center(), Align2::RIGHT_CENTER, keys::label::FEELING, &style);
    }
}

fn conditions(ui: &mut Ui, units: Units, writing: &Writing, jots: &mut Vec<Jot>) {
    heading(ui, "Conditions");
    let options = Condition::ALL.map(|condition| (condition, said::condition(condition)));
    let chips = Chips { name: "Conditions", holds: Holds::Any, options: &options, digit: None };
    let hold = &writing.entry().journal.conditions;
    let mut warm = None;
    let done = chips.show(ui, |condition| hold.contains(&condition), |ui| warm = temperature(ui, units, writing));
    jots.extend(warm);
    jots.extend(done.pressed.map(Jot::Condition));
}

/// The chip in which the temperature is written, or stepped by the arrow keys.
fn temperature(ui: &mut Ui, units: Units, writing: &Writing) -> Option<Jot> {
    const NAME: &str = "Temperature";
    let entry = writing.entry();
    let value = entry.journal.temperature;
    let shown = value.map(|value| words::temperature(value, units)).unwrap_or_default();
    let font = theme::font(Weight::Semi, size::SMALL);
    let of = IdSalt::new(&entry.id);
    let place = InPlace { of, name: NAME, shown: &shown, font, align: Align2::CENTER_CENTER };
    let face = if shown.is_empty() { NAME } else { &shown };
    let wide = if place.is_open(ui) { WRITING } else { chips::width(ui, face) };
    let (_, rect) = ui.allocate_space(vec2(wide, control::CHIP));
    let read = |text: &str| typed::temperature(text, units);
    let paint = |ui: &Ui, response: &egui::Response| chips::face(ui, response, face, value.is_some());
    let written = place.show(ui, rect, value, read, Some(&typed::warmer), paint);
    written.map(|written| Jot::Temperature(written.0))
}

fn passage(ui: &mut Ui, writing: &Writing, passage: Passage, rows: usize, jots: &mut Vec<Jot>) {
    let name = match passage {
        Passage::WentWell => "What went well",
        Passage::WentBadly => "What didn’t",
        Passage::NextTime => "Next time",
    };
    heading(ui, name);
    let field = Field {
        of: IdSalt::new(&writing.entry().id),
        name,
        hint: "",
        look: Look::Text(rows.max(1)),
        gives: Gives::Always,
        // A file may have said more.
        most: writing.entry().journal.passage(passage).chars().count().max(LONGEST_TEXT),
        width: ui.available_width(),
        ink: None,
    };
    let written = field.show(ui, writing.entry().journal.passage(passage));
    jots.extend(written.map(|text| Jot::Write(passage, text)));
}
