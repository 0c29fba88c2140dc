//! What the person should know about the open routine as a whole: that its text can't be read, that it is not saved, that
//! somebody else has changed it, what it lacks.

use egui::{Align2, Rect, Ui, UiBuilder, pos2, vec2};

use crate::domain::check::Place;
use crate::model::editor::{Change, Choice, Doc, Editing, Keeping, Reading, Theirs};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::{card, icon, text};
use crate::ui::words;

use super::{change, edit, rows};

/// Said where no routine is open.
pub fn nothing_open(ui: &mut Ui, area: Rect) {
    let palette = theme::palette(ui.ctx());
    let style = text::style(Weight::Semi, size::HEADING, palette.text);
    text::line(ui, area.center(), Align2::CENTER_CENTER, "There is no routine", &style);
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let below = area.center() + vec2(0.0, gap::WIDE + gap::HAIR);
    text::line(ui, below, Align2::CENTER_CENTER, "Make one or import a file, at the left", &small);
}

/// Shows what there is to know at the top of an area, and gives its height.
pub fn show(ui: &mut Ui, model: &Model, area: Rect, actions: &mut Vec<Action>) -> f32 {
    let editor = model.editor();
    let Some(doc) = editor.open_doc() else { return 0.0 };
    let mut top = area.top();
    if let Keeping::Conflict(theirs) = doc.keeping() {
        top += conflict(ui, theirs, Rect::from_min_max(pos2(area.left(), top), area.max), actions);
    } else if let Some(Keeping::Failed(why)) = editor.keeping() {
        let sentence = words::sentence(why);
        top += banner(ui, Rect::from_min_max(pos2(area.left(), top), area.max), &sentence, "");
    }
    if let Reading::Broken(faults) = doc.reading() {
        top += broken(ui, model, doc, faults, Rect::from_min_max(pos2(area.left(), top), area.max));
    }
    for (at, problem) in editor.problems().iter().enumerate() {
        if matches!(problem.place, Place::Routine(_)) {
            let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), 30.0));
            if rows::note(ui, rect, ui.scope_id().with(("whole", at)), problem) {
                actions.extend(problem.mend.clone().map(|mend| change(Change::Mend(mend))));
            }
            top += 30.0;
        }
    }
    top - area.top()
}

fn broken(ui: &mut Ui, model: &Model, doc: &Doc, faults: &[crate::notation::Fault], area: Rect) -> f32 {
    let said = faults.first().map_or_else(String::new, |fault| {
        let place = fault.place.map(|(line, col)| format!("Line {line}, column {col}: ")).unwrap_or_default();
        if place.is_empty() { words::sentence(&fault.message) } else { format!("{place}{}", fault.message) }
    });
    let known = model.editor().open().is_some_and(|id| model.library().routine(id).is_some());
    let what = match (known, doc.keeping()) {
        (true, _) => "The text can’t be read. Below is what it said before; your text is kept",
        (false, _) => "This file can’t be read. Mend it in the text at the right",
    };
    banner(ui, area, &said, what)
}

fn conflict(ui: &mut Ui, theirs: &Theirs, area: Rect, actions: &mut Vec<Action>) -> f32 {
    let (said, choices): (&str, &[(Choice, &str)]) = match theirs {
        Theirs::Text(_) => (
            "The file says something else than what is shown here. Both are kept",
            &[(Choice::Mine, "Keep mine"), (Choice::Theirs, "Take theirs"), (Choice::Both, "Keep both")],
        ),
        Theirs::Gone => (
            "Something else has deleted this file, and there are changes here",
            &[(Choice::Mine, "Keep mine"), (Choice::Theirs, "Delete it")],
        ),
        Theirs::Unreadable(_) => {
            ("The file can’t be read any more, so it is left alone", &[(Choice::Both, "Keep mine as a new routine")])
        }
    };
    let why = if let Theirs::Unreadable(why) = theirs { words::sentence(why) } else { String::new() };
    let high = banner(ui, area, said, &why);
    let row = Rect::from_min_size(pos2(area.left(), area.top() + high), vec2(area.width(), button::HEIGHT));
    let mut child = ui.new_child(UiBuilder::new().max_rect(row).id_salt("conflict"));
    child.horizontal(|ui| {
        for (choice, label) in choices {
            if button::small(ui, label, Rank::Plain).clicked() {
                actions.push(edit(Editing::Settle(*choice)));
            }
        }
    });
    high + button::HEIGHT + gap::SMALL
}

/// A sentence that matters, with another one below it; gives its height.
fn banner(ui: &mut Ui, area: Rect, sentence: &str, more: &str) -> f32 {
    let palette = theme::palette(ui.ctx());
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt(("banner", sentence)));
    child.set_clip_rect(area);
    child.horizontal_top(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(24.0, 24.0), egui::Sense::hover());
        icon::warning(ui.painter(), mark.center(), palette.warn);
        ui.vertical(|ui| {
            card::words(ui, sentence, &text::style(Weight::Semi, size::BODY, palette.warn));
            if !more.is_empty() {
                card::words(ui, more, &text::style(Weight::Regular, size::SMALL, palette.muted));
            }
        });
    });
    child.min_rect().height() + gap::SMALL
}
