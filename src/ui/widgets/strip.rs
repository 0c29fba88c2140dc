//! The strip of a routine: one cell a part, coloured by block, filled as far as it has been done. Paints only.

use egui::{Color32, CornerRadius, Painter, Rect, pos2};

/// A cell of a strip.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// How wide it is, against the others.
    pub weight: f32,
    /// Its colour when it is done.
    pub color: Color32,
    /// How much of it is done, 0 to 1.
    pub done: f32,
    /// Whether a wider gap comes before it: another block begins.
    pub new_block: bool,
}

/// Paints cells over the whole width of `rect`.
pub fn paint(painter: &Painter, rect: Rect, cells: &[Cell], track: Color32, corner: CornerRadius, gaps: (f32, f32)) {
    let (small, wide) = gaps;
    let gap_before = |i: usize, cell: &Cell| match (i, cell.new_block) {
        (0, _) => 0.0,
        (_, true) => wide,
        (_, false) => small,
    };
    let gaps: f32 = cells.iter().enumerate().map(|(i, cell)| gap_before(i, cell)).sum();
    let weights: f32 = cells.iter().map(|cell| cell.weight).sum();
    let unit = (rect.width() - gaps).max(0.0) / weights.max(f32::EPSILON);
    let mut x = rect.left();
    for (i, cell) in cells.iter().enumerate() {
        x += gap_before(i, cell);
        let wide = cell.weight * unit;
        let whole = Rect::from_min_max(pos2(x, rect.top()), pos2(x + wide, rect.bottom()));
        if cell.done < 1.0 {
            painter.rect_filled(whole, corner, track);
        }
        if cell.done > 0.0 {
            let done = Rect::from_min_max(whole.min, pos2(x + wide * cell.done.min(1.0), rect.bottom()));
            painter.rect_filled(done, corner, cell.color);
        }
        x += wide;
    }
}
