//! A question for the path of a file. It stays until what it names was read or written; where that can't be, it says why and
//! keeps what was typed. Opens no file.

use std::path::PathBuf;

use egui::{Ui, vec2};

use crate::model::{Action, Errand, Model, RunDeed};
use crate::ui::theme;
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::question::{self, Answer, LONGEST_PATH, answers, heading, line, note};

/// The card without the sentence that says why not.
const WIDE: f32 = 560.0;
const HIGH: f32 = 250.0;

/// A path as far as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathAsk {
    path: String,
    /// Whether what it names was asked for: the model knows what became of that.
    sent: bool,
}

/// What the question says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// What is asked.
    pub heading: &'a str,
    /// What has to be known to answer.
    pub note: &'a str,
    /// The button for the system's dialog, and what it does.
    pub dialog: (&'a str, &'a Action),
    /// What the path is, for a screen reader, and what one looks like.
    pub line: (&'static str, &'a str),
    /// The button that takes the path.
    pub yes: &'a str,
}

/// What has become of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is still asked.
    Open,
    /// It was given up, or is asked by a dialog from now on.
    Over,
    /// What it named is done.
    Done,
}

/// Asks; `named` makes an action of a path. What is done goes to `actions`.
pub(super) fn show(
    ui: &mut Ui,
    model: &Model,
    said: Said<'_>,
    ask: &mut PathAsk,
    named: impl Fn(PathBuf) -> Action,
    actions: &mut Vec<Action>,
) -> Asked {
    let (waits, fault) = match model.errand() {
        _ if !ask.sent => (false, None),
        Errand::Run | Errand::Out => (true, None),
        Errand::Failed(why) => (false, Some(why.as_str())),
        // What it has brought is asked about first.
        Errand::Done if model.runs().is_asking() => return Asked::Open,
        Errand::Done | Errand::Nothing => {
            actions.push(Action::LetGo);
            return Asked::Done;
        }
    };
    let high = HIGH + fault.map_or(0.0, |fault| question::fault_height(ui, WIDE, fault));
    question::show(ui, vec2(WIDE, high), |ui, keys| {
        heading(ui, said.heading);
        note(ui, said.note);
        let (dialog, action) = said.dialog;
        let by_dialog = button::small(ui, dialog, Rank::Plain).clicked();
        let (name, hint) = said.line;
        line(ui, name, hint, LONGEST_PATH, &mut ask.path);
        if let Some(fault) = fault {
            question::fault(ui, fault);
        }
        let rank = Rank::Primary(theme::palette(ui.ctx()).stretch);
        let may = !waits && !ask.path.trim().is_empty();
        let Answer { yes, over } = answers(ui, (said.yes, rank), "Cancel", may, keys.enter);
        if yes {
            ask.sent = true;
            actions.push(named(ask.path.trim().into()));
        }
        if by_dialog || (over && !yes) || keys.escape {
            actions.push(Action::LetGo);
            // Only then: what is asked for now is not let go.
            actions.extend(by_dialog.then(|| action.clone()));
            return Asked::Over;
        }
        Asked::Open
    })
}

/// Asks for the file of a run.
pub(super) fn for_run(ui: &mut Ui, model: &Model, ask: &mut PathAsk, actions: &mut Vec<Action>) -> Asked {
    let said = Said {
        heading: "Import a run",
        note: "Choose a .fit, .gpx or .tcx file, drop it on this window, or write where it is",
        dialog: ("Choose a file…", &Action::Run(RunDeed::AskForFile)),
        line: ("Path of the file", "/home/you/morning_run.fit"),
        yes: "Import",
    };
    show(ui, model, said, ask, |path| Action::Run(RunDeed::Read(path)), actions)
}
