//! The ring around the clock: how much is left, or how much is done. Paints only.

use egui::epaint::PathShape;
use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

/// Paints a ring with `share` (0 to 1) of it filled, clockwise from the top, with round ends.
pub fn paint(painter: &Painter, center: Pos2, radius: f32, width: f32, share: f32, track: Color32, color: Color32) {
    painter.circle_stroke(center, radius, Stroke::new(width, track));
    let share = share.clamp(0.0, 1.0);
    if share <= 0.0 {
        return;
    }
    if share >= 1.0 {
        painter.circle_stroke(center, radius, Stroke::new(width, color));
        return;
    }
    // A chord of an arc of 2 degrees stays within a tenth of a pixel of the ring at any size of window.
    let steps = ((share * 180.0) as usize).max(2);
    let at = |turn: f32| {
        let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
        center + radius * vec2(sin, -cos)
    };
    let points = (0..=steps).map(|i| at(share * i as f32 / steps as f32)).collect();
    painter.add(Shape::Path(PathShape::line(points, Stroke::new(width, color))));
    painter.circle_filled(at(0.0), width / 2.0, color);
    painter.circle_filled(at(share), width / 2.0, color);
}
