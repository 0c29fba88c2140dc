//! What the history asks before something is done: a day, a place, a file, whether an entry is to go. Does none of it.

use egui::{Ui, Vec2, vec2};

use crate::domain::history::EntryId;
use crate::model::journal::Jot;
use crate::model::{Action, Export};
use crate::ui::theme;
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::{self, Answer, LONGEST_PATH, Pressed, answers, heading, line, note};
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
    Export(Export, String),
    /// Where everything is brought back from.
    BringBack(String),
    /// Whether an entry is to go.
    Delete(EntryId),
}

impl Ask {
    const fn size(&self) -> Vec2 {
        match self {
            Self::Nothing | Self::Day(_) => vec2(460.0, 226.0),
            Self::Export(..) | Self::BringBack(_) => vec2(560.0, 250.0),
            Self::Delete(_) => vec2(480.0, 172.0),
        }
    }
}

/// Shows what is asked; gives what follows from the answer.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) -> Vec<Action> {
    if page.ask == Ask::Nothing {
        return Vec::new();
    }
    let mut ask = std::mem::take(&mut page.ask);
    let mut actions = Vec::new();
    let over = question::show(ui, ask.size(), |ui, Pressed { enter, escape }| {
        let over = match &mut ask {
            Ask::Nothing => true,
            Ask::Day(text) => day(ui, scene, text, enter, &mut actions),
            Ask::Export(export, path) => out(ui, *export, path, enter, &mut actions),
            Ask::BringBack(path) => back(ui, path, enter, &mut actions),
            Ask::Delete(id) => delete(ui, scene, id, enter, &mut actions),
        };
        over || escape
    });
    if over {
        page.back_to_list = matches!(ask, Ask::Delete(_));
    } else {
        page.ask = ask;
    }
    actions
}

fn yes<'a>(ui: &Ui, label: &'a str) -> (&'a str, Rank) {
    (label, Rank::Primary(theme::palette(ui.ctx()).stretch))
}

fn day(ui: &mut Ui, scene: Scene<'_>, text: &mut String, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, "Which day do you want to write about?");
    line(ui, "Day", "2026-11-22", LONGEST_DAY, text);
    let typed = words::past::typed_day(text);
    let day = typed.filter(|day| *day <= scene.today);
    match (typed, day) {
        (_, Some(day)) => note(ui, &words::past::full_day(day, scene.today)),
        (Some(_), None) => note(ui, "That day is still to come"),
        (None, None) => note(ui, &format!("Write it like {}", scene.today)),
    }
    let Answer { yes, over } = answers(ui, yes(ui, "Write"), "Cancel", day.is_some(), enter);
    if let Some(day) = day.filter(|_| yes) {
        actions.push(Action::Jot(Jot::OpenDay(day)));
    }
    over
}

fn out(ui: &mut Ui, export: Export, path: &mut String, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, head::name(export));
    note(ui, "Choose where it goes, or write the path of a new file");
    if button::small(ui, "Choose a place…", Rank::Plain).clicked() {
        actions.push(Action::Export(export));
        return true;
    }
    let hint = match export {
        Export::Sessions => "/home/you/sessions.csv",
        Export::Steps => "/home/you/steps.csv",
        Export::Json => "/home/you/afterrun.json",
        Export::Calendar => "/home/you/afterrun.ics",
        Export::Everything => "/home/you/afterrun.zip",
    };
    line(ui, "Path of the new file", hint, LONGEST_PATH, path);
    let Answer { yes, over } = answers(ui, yes(ui, "Export"), "Cancel", !path.trim().is_empty(), enter);
    if yes {
        actions.push(Action::ExportTo(export, path.trim().into()));
    }
    over
}

fn back(ui: &mut Ui, path: &mut String, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, "Bring back from a zip");
    note(ui, "Choose a zip that Afterrun wrote, or write where it is. What is here stays as it is");
    if button::small(ui, "Choose a file…", Rank::Plain).clicked() {
        actions.push(Action::BringBack);
        return true;
    }
    line(ui, "Path of the zip", "/home/you/afterrun.zip", LONGEST_PATH, path);
    let Answer { yes, over } = answers(ui, yes(ui, "Bring back"), "Cancel", !path.trim().is_empty(), enter);
    if yes {
        actions.push(Action::BringBackFrom(path.trim().into()));
    }
    over
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
