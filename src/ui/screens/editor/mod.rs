//! The editor: routines at the left, blocks and steps in the middle, what is selected at the right. Puts the parts in their
//! places; what they do to the routine, they say with actions.

mod ask;
mod block_details;
mod details;
mod drag;
mod exercise_form;
mod exercises;
mod head;
mod library;
mod notes;
mod parts;
mod routine_details;
mod rows;
mod side;
mod steps;
mod text_pane;
mod timeline;
mod voice_details;

use egui::{Rect, Ui, UiBuilder, pos2};

use crate::model::editor::{Change, Editing, Selection};
use crate::model::{Action, Model};
use crate::ui::keys::editor::{self as keys, Wish};
use crate::ui::theme::{self, gap};

pub use ask::Ask;
pub(super) use exercises::block_kind;
pub use side::Pane;

/// What the editor remembers from frame to frame.
#[derive(Debug, Default)]
pub struct View {
    /// What is shown at the right.
    pane: Pane,
    /// What is being asked.
    ask: Ask,
    /// The text as the field for it has it, and what was worked out for it.
    text: text_pane::Shown,
    /// What is looked for among the exercises.
    query: String,
    /// Whether keys were used last, and not the pointer.
    by_key: bool,
    /// What was last scrolled to, so that it happens once.
    shown: Option<crate::model::editor::StepId>,
    /// Something that is to happen in the next frame, once what it concerns is there.
    next: Option<Next>,
}

impl View {
    /// Whether something is being asked.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.ask != Ask::Nothing
    }

    /// Whatever is being asked is asked no more.
    pub fn stop_asking(&mut self) {
        self.ask = Ask::Nothing;
    }
}

/// What is to happen once its part of the screen is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The list to add an exercise opens.
    Add,
    /// The name of the routine is written.
    Rename,
    /// The list of steps gets the keyboard's focus.
    Steps,
}

/// Where the parts are.
struct Columns {
    library: Rect,
    middle: Rect,
    side: Rect,
}

impl Columns {
    fn of(area: Rect, pane: Pane) -> Self {
        let library = (area.width() * 0.185).clamp(172.0, 300.0);
        // A text needs room for its lines.
        let side = match pane {
            Pane::Text => (area.width() * 0.42).clamp(312.0, 720.0),
            Pane::Details | Pane::Exercises => (area.width() * 0.257).clamp(312.0, 400.0),
        };
        let (left, right) = (area.left() + library, area.right() - side);
        Self {
            library: Rect::from_min_max(area.min, pos2(left, area.bottom())),
            middle: Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom())),
            side: Rect::from_min_max(pos2(right, area.top()), area.max),
        }
    }
}

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let columns = Columns::of(ui.max_rect(), view.pane);
    let mut actions = Vec::new();
    if !view.asks() {
        actions.extend(wishes(ui, model, view));
    }
    ui.painter().rect_filled(columns.side, 0.0, palette.surface);
    for x in [columns.library.right(), columns.side.left()] {
        ui.painter().vline(x - 0.5, columns.side.y_range(), palette.hairline());
    }
    let asking = view.asks();
    let mut part = |ui: &mut Ui, rect: Rect, name: &str, fill: &mut dyn FnMut(&mut Ui) -> Vec<Action>| {
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
        child.set_clip_rect(rect);
        if asking {
            child.disable();
        }
        actions.extend(fill(&mut child));
    };
    part(ui, columns.library, "library", &mut |ui| library::show(ui, model, view));
    let inner = columns.middle.shrink2(egui::vec2(gap::WIDE, 0.0));
    part(ui, inner, "middle", &mut |ui| middle(ui, model, view));
    part(ui, columns.side, "side", &mut |ui| side::show(ui, model, view));
    drag::ghost(ui, model);
    actions.extend(ask::show(ui, model, view));
    actions
}

fn middle(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let area = ui.max_rect();
    if model.editor().open_doc().is_none() {
        notes::nothing_open(ui, area);
        return Vec::new();
    }
    let mut actions = Vec::new();
    let mut top = area.top() + gap::WIDE - 2.0;
    top += head::show(ui, model, view, Rect::from_min_max(pos2(area.left(), top), area.max), &mut actions);
    top += notes::show(ui, model, Rect::from_min_max(pos2(area.left(), top), area.max), &mut actions);
    let foot = Rect::from_min_max(pos2(area.left(), area.bottom() - timeline::HEIGHT), area.max);
    let list = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), foot.top()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt(model.editor().open()));
    if model.editor().open_doc().is_some_and(|doc| !doc.is_sound()) {
        child.disable();
        child.multiply_opacity(0.5);
    }
    actions.extend(steps::show(&mut child, model, view));
    timeline::show(ui, model, foot);
    actions
}

/// What was asked for by key, wherever the focus is.
fn wishes(ui: &Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let mut actions = Vec::new();
    let editor = model.editor();
    for wish in keys::take(ui) {
        match wish {
            Wish::Undo => actions.push(edit(Editing::Undo)),
            Wish::Redo => actions.push(edit(Editing::Redo)),
            Wish::New => view.ask = Ask::New(String::new()),
            Wish::Rename => view.next = Some(Next::Rename),
            Wish::Add => view.next = Some(Next::Add),
            Wish::Text => view.pane = if view.pane == Pane::Text { Pane::Details } else { Pane::Text },
            Wish::Try => actions.extend(head::try_it(model)),
            Wish::AddBlock(kind) => {
                actions.push(change(Change::AddBlock(kind)));
                view.next = Some(Next::Steps);
            }
            Wish::Duplicate if !editor.selection().steps().is_empty() => {
                actions.push(change(Change::Duplicate(editor.selection().steps().to_vec())));
            }
            Wish::Duplicate => actions.extend(match editor.selection() {
                Selection::Block(id) => Some(change(Change::DuplicateBlock(*id))),
                _ => editor.open().map(|id| edit(Editing::Duplicate(id.clone()))),
            }),
        }
    }
    actions
}

fn edit(editing: Editing) -> Action {
    Action::Edit(editing)
}

fn change(change: Change) -> Action {
    Action::Edit(Editing::Change(change))
}
