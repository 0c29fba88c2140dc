//! What the history asks before something is done: a day, a place, a file, whether an entry is to go. Does none of it.

use egui::{Ui, Vec2, vec2};

use crate::domain::history::EntryId;
use crate::model::journal::Jot;
use crate::model::{Action, Export, Model};
use crate::ui::screens::path_ask::{self, Asked, PathAsk, Said};
use crate::ui::theme;
use crate::ui::widgets::button::Rank;
use crate::ui::widgets::question::{self, Answer, Pressed, answers, heading, line, note};
use crate::ui::words;

use super::{Page, Scene, head, sessions};

/// The longest day that can be typed.
const LONGEST_DAY: usize = 40;

/// What is being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Ask {
    /// Nothing.
    #[default]
    Nothing,
    /// Which day to write about.
    Day(String),
    /// Where something is written to.
    Export(Export, PathAsk),
    /// Where everything is brought back from.
    BringBack(PathAsk),
    /// Whether an entry is to go.
    Delete(EntryId),
}

/// Shows what is asked; gives what follows from the answer.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) -> Vec<Action> {
    if page.ask == Ask::Nothing {
        return Vec::new();
    }
    let mut ask = std::mem::take(&mut page.ask);
    let mut actions = Vec::new();
    let asked = match &mut ask {
        Ask::Nothing => Asked::Over,
        Ask::Day(text) => asks(ui, vec2(460.0, 226.0), |ui, enter| day(ui, scene, text, enter, &mut actions)),
        Ask::Export(export, path) => out(ui, scene.model, *export, path, &mut actions),
        Ask::BringBack(path) => back(ui, scene.model, path, &mut actions),
        Ask::Delete(id) => asks(ui, vec2(480.0, 172.0), |ui, enter| delete(ui, scene, id, enter, &mut actions)),
    };
    if asked == Asked::Open {
        page.ask = ask;
        return actions;
    }
    page.back_to_list = matches!(ask, Ask::Delete(_));
    if let Some(opener) = page.opener.take() {
        opener.give_back(ui, asked == Asked::Done);
    }
    actions
}

/// Asks something on a card of a size; `fill` says whether that is over.
fn asks(ui: &mut Ui, size: Vec2, fill: impl FnOnce(&mut Ui, bool) -> bool) -> Asked {
    let over = question::show(ui, size, |ui, Pressed { enter, escape }| fill(ui, enter) || escape);
    if over { Asked::Over } else { Asked::Open }
}

fn yes<'a>(ui: &Ui, label: &'a str) -> (&'a str, Rank) {
    (label, Rank::Primary(theme::palette(ui.ctx()).stretch))
}

fn day(ui: &mut Ui, scene: Scene<'_>, text: &mut String, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, "Which day do you want to write about?");
    line(ui, "Day", "2026-11-22", LONGEST_DAY, text);
    let typed = words::past::typed_day(text, scene.today);
    let day = typed.filter(|day| *day <= scene.today);
    match (typed, day) {
        (_, Some(day)) => note(ui, &words::past::full_day(day, scene.today)),
        (Some(_), None) => note(ui, "That day is still to come"),
        (None, None) => note(ui, &format!("Write it like {}, yesterday or Friday", scene.today)),
    }
    let Answer { yes, over } = answers(ui, yes(ui, "Write"), "Cancel", day.is_some(), enter);
    if let Some(day) = day.filter(|_| yes) {
        actions.push(Action::Jot(Jot::OpenDay(day)));
    }
    over
}

fn out(ui: &mut Ui, model: &Model, export: Export, path: &mut PathAsk, actions: &mut Vec<Action>) -> Asked {
    let hint = match export {
        Export::Sessions => "/home/you/sessions.csv",
        Export::Steps => "/home/you/steps.csv",
        Export::Json => "/home/you/afterrun.json",
        Export::Calendar => "/home/you/afterrun.ics",
        Export::Everything => "/home/you/afterrun.zip",
    };
    let said = Said {
        heading: head::name(export),
        note: "Choose where it goes, or write the path of a new file",
        dialog: ("Choose a place…", &Action::Export(export)),
        line: ("Path of the new file", hint),
        yes: "Export",
    };
    path_ask::show(ui, model, said, path, |path| Action::ExportTo(export, path), actions)
}

fn back(ui: &mut Ui, model: &Model, path: &mut PathAsk, actions: &mut Vec<Action>) -> Asked {
    let said = Said {
        heading: "Bring back from a zip",
        note: "Choose a zip that Afterrun wrote, or write where it is. What is here stays as it is",
        dialog: ("Choose a file…", &Action::BringBack),
        line: ("Path of the zip", "/home/you/afterrun.zip"),
        yes: "Bring back",
    };
    path_ask::show(ui, model, said, path, Action::BringBackFrom, actions)
}

fn delete(ui: &mut Ui, scene: Scene<'_>, id: &EntryId, enter: bool, actions: &mut Vec<Action>) -> bool {
    let Some(entry) = scene.model.past().history().get(id) else { return true };
    heading(ui, "Move this to the trash?");
    note(ui, &format!("{} · {}", sessions::name(entry), sessions::when(entry, scene)));
    let Answer { yes, over } = answers(ui, ("Move to the trash", Rank::Danger), "Keep it", true, enter);
    if yes {
        actions.push(Action::Jot(Jot::Delete(id.clone())));
    }
    over
}
