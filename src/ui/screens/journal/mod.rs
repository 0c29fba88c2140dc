//! The journal: the run, how hard it was, how it felt, what it was like and what ached. Draws what is being written and says
//! what was done to it.

use egui::{Align2, Ui, UiBuilder, pos2, vec2};

use crate::domain::bookmark::Ending;
use crate::domain::time::Moment;
use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::text;
use crate::ui::words;

/// What the screen remembers from frame to frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {}

/// Draws the screen.
pub fn show(ui: &mut Ui, _model: &Model, writing: &Writing, _page: &mut Page, _now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect().shrink2(vec2(gap::SCREEN, gap::WIDE));
    let mut actions = Vec::new();
    let title = text::style(Weight::Heavy, size::TITLE, palette.text);
    text::line(ui, pos2(area.left(), area.top() + 44.0), Align2::LEFT_CENTER, &title_of(writing), &title);
    let mut child = ui.new_child(UiBuilder::new().max_rect(area.translate(vec2(0.0, 85.0))).id_salt("journal"));
    child.horizontal(|ui| {
        if button::small(ui, "Skip for now", Rank::Plain).clicked() {
            actions.push(Action::Jot(Jot::Leave));
        }
        if button::small(ui, "Save", Rank::Primary(palette.stretch)).clicked() {
            actions.push(Action::Jot(Jot::Save));
        }
    });
    actions
}

/// What is said of the session, or of the day.
fn title_of(writing: &Writing) -> String {
    let entry = writing.entry();
    let Some(session) = entry.session() else { return words::day(entry.day()) };
    let (done, all) = session.count();
    let time = words::clock(session.active);
    match session.ending {
        Ending::Completed if done == all => format!("Done. {time} on the floor, every exercise."),
        _ => format!("That counts. {time} on the floor, {done} of {all} exercises."),
    }
}
