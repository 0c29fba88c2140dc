//! The ring around the clock: how much is left, or how much is done. Paints only.

use egui::epaint::PathShape;
use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

/// Paints a ring with `share` (0 to 1) of it filled, clockwise from the top, with round ends. `radius` is that of the
/// middle of its line.
pub fn paint(painter: &Painter, center: Pos2, radius: f32, width: f32, share: f32, track: Color32, color: Color32) {
    /// A chord of two degrees stays within a tenth of a pixel of the ring at any size of window.
    const CHORDS: f32 = 180.0;
    let at = |turn: f32| {
        let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
        center + radius * vec2(sin, -cos)
    };
    let arc = |share: f32| -> Vec<Pos2> {
        let chords = (share * CHORDS).ceil().max(1.0);
        (0..=chords as usize).map(|i| at(share * i as f32 / chords)).collect()
    };
    let whole = |color| Shape::Path(PathShape::closed_line(arc(1.0 - 1.0 / CHORDS), Stroke::new(width, color)));
    let share = share.clamp(0.0, 1.0);
    if share >= 1.0 {
        painter.add(whole(color));
        return;
    }
    painter.add(whole(track));
    if share > 0.0 {
        painter.add(Shape::Path(PathShape::line(arc(share), Stroke::new(width, color))));
        painter.circle_filled(at(0.0), width / 2.0, color);
        painter.circle_filled(at(share), width / 2.0, color);
    }
}
