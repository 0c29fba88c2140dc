//! The routine along a line: a cell a step, the selected ones lit, and its length against the time it should take. Paints only.

use egui::{Align2, Rect, Role, Ui, pos2};

use crate::domain::plan::{Plan, SegmentKind};
use crate::domain::time::Span;
use crate::model::Model;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{strip, text};
use crate::ui::words;

/// Its height.
pub const HEIGHT: f32 = 72.0;
/// How much of its colour a cell has that is not selected.
const DIM: f32 = 0.55;

/// Paints it at the foot of the screen.
pub fn show(ui: &mut Ui, model: &Model, rect: Rect) {
    let palette = theme::palette(ui.ctx());
    let editor = model.editor();
    let (Some(open), Some(doc)) = (editor.open(), editor.open_doc()) else { return };
    ui.painter().hline(rect.x_range(), rect.top(), palette.hairline());
    let caption = rect.bottom() - 26.0;
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let (Some(plan), Some(routine)) = (model.plan(open), model.library().routine(open)) else {
        text::line(ui, pos2(rect.left(), caption), Align2::LEFT_CENTER, "Nothing to play yet", &small);
        return;
    };
    let bar = Rect::from_min_max(pos2(rect.left(), rect.top() + gap::MEDIUM), pos2(rect.right(), rect.top() + 28.0));
    let lit: Vec<bool> = doc.outline().steps().map(|step| editor.selection().has(step)).collect();
    let any = lit.iter().any(|lit| *lit);
    let cells = cells(plan, |step| !any || lit.get(step).copied().unwrap_or_default(), palette);
    strip::paint(ui.painter(), bar, &cells, palette.line, theme::MARK, (gap::HAIR - 1.0, gap::MEDIUM + 2.0));
    let total = words::clock(plan.total());
    let budget: Span = routine.blocks.iter().filter_map(|block| block.budget).sum();
    let said = if budget.is_zero() { total } else { format!("{total} of {}", words::clock(budget)) };
    let heavy = text::style(Weight::Heavy, size::BODY, palette.text);
    let right = text::line(ui, pos2(rect.right(), caption), Align2::RIGHT_CENTER, &said, &heavy);
    let position: Span =
        plan.segments.iter().filter(|segment| !segment.kind.is_work()).map(|s| s.kind.length().estimate()).sum();
    let note = format!("Includes {} of getting into position", words::clock(position));
    let room = right.left() - rect.left() - gap::MEDIUM;
    text::clipped(ui, pos2(rect.left(), caption), Align2::LEFT_CENTER, room, &note, &small);
    let spoken = format!("{said}, {}", words::count(plan.steps.len(), "exercise"));
    text::name(ui, bar, Role::Meter, &spoken);
}

/// A cell for each time that something is done.
fn cells(plan: &Plan, lit: impl Fn(usize) -> bool, palette: &theme::Palette) -> Vec<strip::Cell> {
    let mut cells: Vec<strip::Cell> = Vec::new();
    let mut block = None;
    // What leads up to the work belongs to its cell.
    let mut lead_up = Span::ZERO;
    for segment in &plan.segments {
        let length = segment.kind.length().estimate();
        if !matches!(segment.kind, SegmentKind::Work(_)) {
            lead_up += length;
            continue;
        }
        let of = plan.step(segment).block;
        let color = palette.block(plan.blocks[of].kind);
        let color = if lit(segment.step) { color } else { color.lerp_to_gamma(palette.bg, 1.0 - DIM) };
        let weight = (std::mem::take(&mut lead_up) + length).as_secs_f32();
        let new_block = block.is_some_and(|block| block != of);
        block = Some(of);
        cells.push(strip::Cell { weight, color, done: 1.0, new_block });
    }
    cells
}
