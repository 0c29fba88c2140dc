//! What is asked before something can be done: the file of a run, whether something is to go. Lies over the journal until it is
//! answered.

use egui::{Ui, vec2};

use crate::model::journal::{Jot, Writing};
use crate::model::{Action, Model};
use crate::ui::screens::path_ask::{self, Asked, PathAsk};
use crate::ui::widgets::button::Rank;
use crate::ui::widgets::question::{self, Answer, Pressed, answers, heading, note};

use super::Page;

/// What is being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    /// Nothing.
    #[default]
    Nothing,
    /// The file of a run, as far as its path is typed.
    Import(PathAsk),
    /// Whether what is not saved is to go.
    GiveUp,
    /// Whether the entry is to go.
    Trash,
}

/// Shows what is asked; gives what follows from the answer.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing, page: &mut Page) -> Vec<Action> {
    let mut actions = Vec::new();
    let asked = match &mut page.ask {
        Ask::Nothing => return actions,
        Ask::Import(path) => path_ask::for_run(ui, model, path, &mut actions),
        Ask::GiveUp => give_up(ui, writing.is_recorded(), &mut actions),
        Ask::Trash => question::show(ui, vec2(460.0, 170.0), |ui, keys| trash(ui, writing, keys, &mut actions)),
    };
    if asked != Asked::Open {
        page.stop_asking();
        if let Some(opener) = page.opener.take() {
            opener.give_back(ui, asked == Asked::Done);
        }
    }
    actions
}

/// Asks whether what was written of a journal and is not saved is to go.
pub(in crate::ui::screens) fn give_up(ui: &mut Ui, is_recorded: bool, actions: &mut Vec<Action>) -> Asked {
    question::show(ui, vec2(500.0, 178.0), |ui, Pressed { enter, escape }| {
        heading(ui, "Give up what is not saved?");
        let stays = if is_recorded { "What was saved before stays as it is. " } else { "" };
        note(ui, &format!("{stays}What you give up lies in the trash of the config folder"));
        let Answer { yes, over } = answers(ui, ("Give it up", Rank::Danger), "Keep it", true, enter);
        actions.extend(yes.then_some(Action::Jot(Jot::GiveUp)));
        if over || escape { Asked::Over } else { Asked::Open }
    })
}

fn trash(ui: &mut Ui, writing: &Writing, keys: Pressed, actions: &mut Vec<Action>) -> Asked {
    heading(ui, "Move this entry to the trash?");
    note(ui, "It leaves the history; its file stays in the trash of the config folder");
    let Answer { yes, over } = answers(ui, ("Move it", Rank::Danger), "Cancel", true, keys.enter);
    actions.extend(yes.then(|| Action::Jot(Jot::Delete(writing.entry().id.clone()))));
    if over || keys.escape { Asked::Over } else { Asked::Open }
}
