//! What is being dragged, and what is shown under the pointer meanwhile. Decides nothing about where it may go.

use egui::{Align2, Area, DragAndDrop, Id, Order, StrokeKind, Ui, vec2};

use crate::domain::exercise::ExerciseId;
use crate::domain::routine::BlockKind;
use crate::model::Model;
use crate::model::editor::{BlockId, StepId};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::words;

/// What is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// Steps of the open routine.
    Steps(Vec<StepId>),
    /// A block of the open routine.
    Block(BlockId),
    /// An exercise, to become a step.
    Exercise(ExerciseId),
    /// A kind of block, to become one.
    NewBlock(BlockKind),
}

/// Begins to drag something.
pub fn begin(ui: &Ui, dragged: Dragged) {
    DragAndDrop::set_payload(ui.ctx(), dragged);
}

/// What is being dragged now.
pub fn now(ui: &Ui) -> Option<Dragged> {
    DragAndDrop::payload::<Dragged>(ui.ctx()).map(|dragged| (*dragged).clone())
}

/// What kinds of blocks are called.
pub const fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Strength => "Strength",
        BlockKind::Stretch => "Stretch",
        BlockKind::CoolDown => "Cool down",
    }
}

/// Shows under the pointer what is being dragged.
pub fn ghost(ui: &Ui, model: &Model) {
    let (Some(dragged), Some(pointer)) = (now(ui), ui.ctx().pointer_interact_pos()) else { return };
    let library = model.library();
    let name = |id: &ExerciseId| library.catalogue.get(id).map_or_else(|| id.to_string(), |found| found.name.clone());
    let outline = model.editor().open_doc().map(crate::model::editor::Doc::outline);
    let routine = model.editor().open().and_then(|id| library.routine(id));
    let label = match &dragged {
        Dragged::Steps(steps) => match (steps.as_slice(), outline, routine) {
            ([only], Some(outline), Some(routine)) => {
                let at = outline.step_at(*only);
                let step = at.and_then(|at| routine.blocks.get(at.block)?.steps.get(at.step));
                step.map(|step| name(&step.exercise)).unwrap_or_default()
            }
            (more, ..) => words::count(more.len(), "exercise"),
        },
        Dragged::Block(id) => {
            let at = outline.and_then(|outline| outline.block_at(*id));
            let block = at.and_then(|at| routine?.blocks.get(at));
            block.map(|block| block.name.clone()).unwrap_or_default()
        }
        Dragged::Exercise(id) => name(id),
        Dragged::NewBlock(kind) => kind_name(*kind).to_owned(),
    };
    let palette = theme::palette(ui.ctx());
    let area = Area::new(Id::unique("dragged")).order(Order::Tooltip).interactable(false);
    area.fixed_pos(pointer + vec2(gap::MEDIUM, gap::SMALL)).show(ui.ctx(), |ui| {
        let font = theme::font(Weight::Semi, size::BODY);
        let galley = ui.painter().layout_no_wrap(label, font, palette.text);
        let (rect, _) = ui.allocate_exact_size(galley.size() + vec2(gap::WIDE, gap::LARGE), egui::Sense::hover());
        ui.painter().rect(rect, theme::CONTROL, palette.raised, palette.edge(), StrokeKind::Inside);
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
        ui.painter().galley(at, galley, palette.text);
    });
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
}
