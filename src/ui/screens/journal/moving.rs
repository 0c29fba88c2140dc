//! Whether the journal is to move to the day of the run that was imported into it: asked over the journal until it is answered.

use egui::{Ui, vec2};

use crate::domain::time::Moment;
use crate::model::journal::Writing;
use crate::model::{Action, Model, RunDeed};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::{self, heading, note};
use crate::ui::widgets::{card, text};
use crate::ui::words;

/// Asks, where there is something to ask; gives the answer.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing, now: Moment) -> Option<Action> {
    let run = model.runs().moving()?;
    let began = run.trace.as_ref()?.start.date_naive();
    let today = now.local.date_naive();
    let day = |day| words::past::full_day(day, today);
    let other = words::not_a_run(&run.sport);
    let palette = theme::palette(ui.ctx());
    let high = if other.is_some() { 212.0 } else { 184.0 };
    question::show(ui, vec2(580.0, high), |ui, keys| {
        let what = if other.is_some() { "That" } else { "That run" };
        heading(ui, &format!("{what} was on {}", day(began)));
        let body = text::style(Weight::Regular, size::BODY, palette.text);
        if let Some(other) = &other {
            card::words(ui, other, &body);
        }
        card::words(ui, &format!("Move this journal from {} to that day?", day(writing.entry().day())), &body);
        note(ui, "If it keeps its day, only distance, time and heart rate are taken");
        ui.add_space(gap::SMALL);
        let answer = ui.horizontal(|ui| {
            let moves = button::small(ui, "Move it", Rank::Primary(palette.stretch)).clicked() || keys.enter;
            let keeps = button::small(ui, "Keep its day", Rank::Plain).clicked();
            let neither = button::small(ui, "Cancel", Rank::Plain).clicked() || keys.escape;
            let answers = [(moves, RunDeed::Move), (keeps, RunDeed::KeepDay), (neither, RunDeed::NotThis)];
            answers.into_iter().find_map(|(is, deed)| is.then_some(deed))
        });
        answer.inner.map(Action::Run)
    })
}
