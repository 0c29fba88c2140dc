//! The top of the open routine: its name, whether it is saved, and what is done with the whole of it.

use egui::{IdSalt, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::domain::check::LONGEST_NAME;
use crate::domain::edit::StepAt;
use crate::domain::routine::RoutineId;
use crate::model::editor::{Editing, Keeping, Selection};
use crate::model::{Action, Model, RehearsalSound};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::text;
use crate::ui::words;

use super::{Ask, Next, View, edit};

/// Narrower than this, the buttons stand below the name.
const NARROW: f32 = 620.0;

/// What is picked from the list of everything else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    Today,
    Rehearse(RehearsalSound),
    Duplicate,
    Export,
    Reset,
    Delete,
}

/// Draws it at the top of an area, and gives its height.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View, area: Rect, actions: &mut Vec<Action>) -> f32 {
    let editor = model.editor();
    let Some(id) = editor.open().cloned() else { return 0.0 };
    let narrow = area.width() < NARROW;
    let row = Rect::from_min_size(area.min, vec2(area.width(), button::HEIGHT));
    let buttons = if narrow { row.translate(vec2(0.0, button::HEIGHT + gap::HAIR)) } else { row };
    let mut child = ui.new_child(
        UiBuilder::new().max_rect(buttons).layout(Layout::right_to_left(egui::Align::Center)).id_salt("head"),
    );
    child.spacing_mut().item_spacing.x = gap::SMALL + 2.0;
    let palette = theme::palette(ui.ctx());
    let playable = model.plan(&id).is_some();
    if button::said(&mut child, "Try it", "Try it", Rank::Primary(palette.stretch), playable).clicked() {
        actions.extend(try_it(model));
    }
    more(&mut child, model, view, &id, actions);
    if !narrow && button::small(&mut child, "Export", Rank::Plain).clicked() {
        view.ask = Ask::Export(String::new());
    }
    for (word, what, editing) in
        [("Redo", editor.next_redo(), Editing::Redo), ("Undo", editor.next_undo(), Editing::Undo)]
    {
        let label = what.map_or_else(|| word.to_owned(), |what| format!("{word} {what}"));
        let response = button::said(&mut child, word, &label, Rank::Plain, what.is_some());
        if response.clicked() {
            actions.push(edit(editing));
        }
        response.on_hover_text(label);
    }
    let left = child.available_rect_before_wrap().right();
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    // Where the buttons stand below the name, it stands beside the name.
    let at = pos2(if narrow { row.right() } else { left }, row.center().y);
    let shown = saved_word(model).map(|word| text::line(ui, at, egui::Align2::RIGHT_CENTER, word, &style));
    let right = shown.map_or(at.x, |shown| shown.left()) - gap::SMALL;
    let width = (right - row.left()).max(80.0);
    name(
        ui,
        model,
        view,
        &id,
        Rect::from_min_size(row.min - vec2(control::INSET, 0.0), vec2(width, row.height())),
        actions,
    );
    buttons.bottom() - area.top()
}

fn name(ui: &mut Ui, model: &Model, view: &mut View, id: &RoutineId, rect: Rect, actions: &mut Vec<Action>) {
    let name = model.library().routine(id).map_or_else(|| id.to_string(), |routine| routine.name.clone());
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("name"));
    let sound = model.editor().open_doc().is_some_and(crate::model::editor::Doc::is_sound);
    if !sound {
        child.disable();
    }
    let field = Field {
        of: IdSalt::new(id),
        name: "Name of the routine",
        hint: "Name",
        look: Look::Title,
        gives: Gives::Always,
        most: LONGEST_NAME,
        width: rect.width(),
        ink: None,
    };
    if view.next == Some(Next::Rename) {
        view.next = None;
        field.take_up(&child, &name);
    }
    if let Some(new) = field.show(&mut child, &name) {
        actions.push(edit(Editing::Rename(id.clone(), new)));
    }
}

/// One word on where the text is.
fn saved_word(model: &Model) -> Option<&'static str> {
    Some(match model.editor().keeping()? {
        Keeping::Saved => "Saved",
        Keeping::Saving => "Saving",
        Keeping::Failed(_) => "Not saved",
        Keeping::Draft | Keeping::Conflict(_) => "Kept as a draft",
    })
}

fn more(ui: &mut Ui, model: &Model, view: &mut View, id: &RoutineId, actions: &mut Vec<Action>) {
    let is_today = model.routine().is_some_and(|routine| routine.id == *id);
    let when = |on: bool| if on { Tone::Plain } else { Tone::Off };
    let playable = model.plan(id).is_some();
    let ends = model.plan(id).map(|plan| words::clock(crate::domain::rehearsal::length(plan))).unwrap_or_default();
    let silent = format!("Rehearse silently, {ends}");
    let heard = format!("Rehearse with sound, {ends}");
    let items = [
        Item { value: More::Today, label: "Make it today’s routine", tone: when(!is_today && playable) },
        Item { value: More::Rehearse(RehearsalSound::Heard), label: &heard, tone: when(playable) },
        Item { value: More::Rehearse(RehearsalSound::Silent), label: &silent, tone: when(playable) },
        Item { value: More::Duplicate, label: "Duplicate the routine", tone: Tone::Plain },
        Item { value: More::Export, label: "Export a copy…", tone: Tone::Plain },
        Item { value: More::Reset, label: "Reset to the original", tone: when(model.editor().can_be_reset(id)) },
        Item { value: More::Delete, label: "Delete the routine", tone: Tone::Danger },
    ];
    let picked = menu::more(ui, "More for this routine", &items);
    actions.extend(picked.and_then(|picked| {
        Some(match picked {
            More::Today => Action::Choose(id.clone()),
            More::Rehearse(sound) => Action::Rehearse { routine: id.clone(), sound },
            More::Duplicate => edit(Editing::Duplicate(id.clone())),
            More::Export => {
                view.ask = Ask::Export(String::new());
                return None;
            }
            More::Reset => edit(Editing::Reset(id.clone())),
            More::Delete => edit(Editing::Delete(id.clone())),
        })
    }));
}

/// Plays the open routine from what is selected.
pub fn try_it(model: &Model) -> Option<Action> {
    let editor = model.editor();
    let (routine, outline) = (editor.open()?.clone(), editor.open_doc()?.outline());
    let start = StepAt { block: 0, step: 0 };
    let from = match editor.selection() {
        Selection::Nothing => start,
        Selection::Block(id) => StepAt { block: outline.block_at(*id)?, step: 0 },
        Selection::Steps { chosen, .. } => outline.places(chosen).first().copied().unwrap_or(start),
    };
    Some(Action::Try { routine, from })
}
