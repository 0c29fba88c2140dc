//! The details of a block: its name, kind, time and rounds.

use egui::{IdSalt, Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::check::LONGEST_NAME;
use crate::domain::edit::BlockEdit;
use crate::domain::routine::{Block, BlockKind, Step};
use crate::domain::time::Span;
use crate::model::editor::{BlockId, Change};
use crate::model::{Action, Model};
use crate::ui::theme::{self, gap};
use crate::ui::widgets::amount::{Counts, Spans};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::stepper::Stepper;
use crate::ui::widgets::{scroll, segmented, switch};

use super::change;
use super::details::{move_button, row, title};

/// What a block is given when it is to keep to a time, and takes none yet.
const FIRST_BUDGET: Span = Span::secs(5 * 60);
/// The longest time that a block can be given here.
const LONGEST_BUDGET: Span = Span::secs(3 * 60 * 60);

/// Draws the details.
pub fn show(ui: &mut Ui, model: &Model, id: BlockId) -> Vec<Action> {
    let editor = model.editor();
    let (Some(open), Some(doc)) = (editor.open(), editor.open_doc()) else { return Vec::new() };
    let Some(at) = doc.outline().block_at(id) else { return Vec::new() };
    let Some(block) = model.library().routine(open).and_then(|routine| routine.blocks.get(at)) else {
        return Vec::new();
    };
    let total = model.plan(open).map(|plan| plan.block_total(at)).unwrap_or_default();
    let mut actions = Vec::new();
    let area = ui.max_rect();
    let foot = Rect::from_min_max(pos2(area.left(), area.bottom() - button::HEIGHT - gap::SMALL), area.max);
    let body = Rect::from_min_max(area.min, pos2(area.right(), foot.top() - gap::SMALL));
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("body"));
    scroll::follow(&mut child, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.set_max_width(ui.available_width() - gap::SMALL);
        ui.spacing_mut().item_spacing.y = gap::MEDIUM;
        let mut set = |new: BlockEdit| actions.push(change(Change::Block(id, new)));
        fill(ui, id, block, total, &mut set);
    });
    let mut child = ui.new_child(UiBuilder::new().max_rect(foot).id_salt("foot"));
    child.horizontal(|ui| {
        if button::small(ui, "Duplicate", Rank::Plain).clicked() {
            actions.push(change(Change::DuplicateBlock(id)));
        }
        actions.extend(move_button(ui).map(|nudge| change(Change::NudgeBlock(id, nudge))));
        if button::small(ui, "Remove", Rank::Danger).clicked() {
            actions.push(change(Change::RemoveBlock(id)));
        }
    });
    actions
}

fn fill(ui: &mut Ui, id: BlockId, block: &Block, total: Span, set: &mut impl FnMut(BlockEdit)) {
    let palette = theme::palette(ui.ctx());
    let of = IdSalt::new(id);
    title(ui, &block.name, palette.block(block.kind));
    let wide = ui.available_width();
    let field = Field {
        of,
        name: "Name of the block",
        hint: "Name",
        look: Look::Line,
        gives: Gives::Always,
        most: LONGEST_NAME,
        width: wide,
        ink: None,
    };
    if let Some(name) = field.show(ui, &block.name) {
        set(BlockEdit::Name(name));
    }
    let kinds =
        [(BlockKind::Strength, "Strength"), (BlockKind::Stretch, "Stretch"), (BlockKind::CoolDown, "Cool down")];
    if let Some(kind) = segmented::show(ui, "Kind of the block", &kinds, Some(block.kind)) {
        set(BlockEdit::Kind(kind));
    }
    let rounds = Stepper { of, name: "Rounds", scale: Counts::within(&(1..=Block::MOST_ROUNDS)) };
    if let Some(new) = row(ui, "Rounds", |ui| rounds.show(ui, block.rounds)) {
        set(BlockEdit::Rounds(new));
    }
    if block.rounds > 1 {
        let rest = Spans { least: Span::ZERO, most: Step::LONGEST_READY, zero: "none" };
        let rest = Stepper { of, name: "Rest between rounds", scale: rest };
        if let Some(new) = row(ui, "Rest between rounds", |ui| rest.show(ui, block.rest.unwrap_or_default())) {
            set(BlockEdit::Rest((!new.is_zero()).then_some(new)));
        }
    }
    let keeps = block.budget.is_some();
    if row(ui, "Keeps to a time", |ui| switch::show(ui, keeps, "Keeps to a time").clicked()) {
        let usual = if total.is_zero() { FIRST_BUDGET } else { Span::secs(total.secs_up().div_ceil(30) * 30) };
        set(BlockEdit::Budget((!keeps).then_some(usual)));
    }
    if let Some(budget) = block.budget {
        let scale = Spans { least: Span::secs(1), most: LONGEST_BUDGET, zero: "0 s" };
        let stepper = Stepper { of, name: "Block time", scale };
        if let Some(new) = row(ui, "Block time", |ui| stepper.show(ui, budget)) {
            set(BlockEdit::Budget(Some(new)));
        }
    }
}
