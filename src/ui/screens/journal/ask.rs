//! What is asked before something can be done: the file of a run, whether an entry is to go. Lies over the journal until it is
//! answered.

use egui::{Ui, vec2};

use crate::model::journal::{Jot, Writing};
use crate::model::{Action, RunDeed};
use crate::ui::theme;
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::{self, Answer, LONGEST_PATH, answers, heading, line, note};

use super::Page;

/// What is being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    /// Nothing.
    #[default]
    Nothing,
    /// The file of a run, as far as its path is typed.
    Import(String),
    /// Whether the entry is to go.
    Trash,
}

/// Shows what is asked; gives what follows from the answer.
pub fn show(ui: &mut Ui, writing: &Writing, page: &mut Page) -> Vec<Action> {
    let mut actions = Vec::new();
    let over = match &mut page.ask {
        Ask::Nothing => return actions,
        Ask::Import(path) => for_run(ui, path, &mut actions),
        Ask::Trash => question::show(ui, vec2(460.0, 170.0), |ui, keys| {
            trash(ui, writing, keys.enter, &mut actions) || keys.escape
        }),
    };
    if over {
        page.stop_asking();
    }
    actions
}

/// Asks for the file of a run, as far as its path is typed; gives whether that is over.
pub(in crate::ui::screens) fn for_run(ui: &mut Ui, path: &mut String, actions: &mut Vec<Action>) -> bool {
    question::show(ui, vec2(560.0, 250.0), |ui, keys| import(ui, path, keys.enter, actions) || keys.escape)
}

fn import(ui: &mut Ui, path: &mut String, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, "Import a run");
    note(ui, "Choose a .fit, .gpx or .tcx file, drop it on this window, or write where it is");
    if button::small(ui, "Choose a file…", Rank::Plain).clicked() {
        actions.push(Action::Run(RunDeed::AskForFile));
        return true;
    }
    line(ui, "Path of the file", "/home/you/morning_run.fit", LONGEST_PATH, path);
    let rank = Rank::Primary(theme::palette(ui.ctx()).stretch);
    let Answer { yes, over } = answers(ui, ("Import", rank), "Cancel", !path.trim().is_empty(), enter);
    if yes {
        actions.push(Action::Run(RunDeed::Read(path.trim().into())));
    }
    over
}

fn trash(ui: &mut Ui, writing: &Writing, enter: bool, actions: &mut Vec<Action>) -> bool {
    heading(ui, "Move this entry to the trash?");
    note(ui, "It leaves the history; its file stays in the trash of the config folder");
    let Answer { yes, over } = answers(ui, ("Move it", Rank::Danger), "Cancel", true, enter);
    if yes {
        actions.push(Action::Jot(Jot::Delete(writing.entry().id.clone())));
    }
    over
}
