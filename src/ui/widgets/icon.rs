//! Small pictures painted with lines: the font has none. Each fills a box of 20 by 20 points.

use egui::{Color32, Painter, Pos2, Stroke, pos2, vec2};

use crate::model::Screen;

/// Paints the picture of a screen.
pub fn screen(painter: &Painter, center: Pos2, screen: Screen, color: Color32) {
    let stroke = Stroke::new(1.7, color);
    let at = |x: f32, y: f32| pos2(center.x + x, center.y + y);
    match screen {
        Screen::Today => {
            let outline = vec![at(-8.0, -1.0), at(0.0, -8.0), at(8.0, -1.0), at(8.0, 8.0), at(-8.0, 8.0)];
            painter.add(egui::Shape::closed_line(outline, stroke));
            painter.add(egui::Shape::line(vec![at(-2.5, 8.0), at(-2.5, 2.0), at(2.5, 2.0), at(2.5, 8.0)], stroke));
        }
        Screen::Routines => {
            for y in [-6.0, 0.0, 6.0] {
                painter.circle_filled(at(-8.0, y), 1.5, color);
                painter.line_segment([at(-4.0, y), at(9.0, y)], stroke);
            }
        }
        Screen::History => {
            painter.line_segment([at(-9.0, 8.0), at(9.0, 8.0)], stroke);
            for (x, top) in [(-5.0, 0.0), (0.0, -8.0), (5.0, -4.0)] {
                painter.line_segment([at(x, 8.0), at(x, top)], stroke);
            }
        }
        Screen::Settings => {
            painter.circle_stroke(center, 3.6, stroke);
            for i in 0..8_u8 {
                let out = egui::Vec2::angled(std::f32::consts::TAU * f32::from(i) / 8.0);
                painter.line_segment([center + out * 6.0, center + out * 9.0], stroke);
            }
        }
    }
}

/// Paints a tick: done.
pub fn tick(painter: &Painter, center: Pos2, zoom: f32, color: Color32) {
    let at = |x: f32, y: f32| center + vec2(x, y) * zoom;
    let line = vec![at(-6.0, 0.5), at(-1.5, 5.0), at(6.5, -5.0)];
    painter.add(egui::Shape::line(line, Stroke::new(2.6 * zoom, color)));
}

/// Paints a triangle with a mark: something needs a look.
pub fn warning(painter: &Painter, center: Pos2, color: Color32) {
    let stroke = Stroke::new(1.7, color);
    let corners = vec![center + vec2(0.0, -8.0), center + vec2(9.0, 7.0), center + vec2(-9.0, 7.0)];
    painter.add(egui::Shape::closed_line(corners, stroke));
    painter.line_segment([center + vec2(0.0, -3.0), center + vec2(0.0, 2.0)], stroke);
    painter.circle_filled(center + vec2(0.0, 4.6), 1.1, color);
}

/// Paints the mark of Afterrun: a ring of three parts, one a block.
pub fn mark(painter: &Painter, center: Pos2, radius: f32, colors: [Color32; 3]) {
    for (i, color) in colors.into_iter().enumerate() {
        let start = i as f32 / 3.0 - 0.30;
        let arc = (0..=24_u8).map(|step| {
            let turn = start + 0.27 * f32::from(step) / 24.0;
            center + radius * vec2((turn * std::f32::consts::TAU).sin(), -(turn * std::f32::consts::TAU).cos())
        });
        painter.add(egui::Shape::line(arc.collect(), Stroke::new(radius * 0.27, color)));
    }
}

/// An arrow to the right from `left` on, so long; gives where it ends. The fonts have none that is as heavy as their digits.
#[must_use]
pub fn arrow(painter: &Painter, left: Pos2, length: f32, color: Color32) -> f32 {
    let stroke = Stroke::new((length / 9.0).max(1.3), color);
    let tip = left + vec2(length, 0.0);
    let back = length * 0.32;
    painter.line_segment([left, tip], stroke);
    painter.add(egui::Shape::line(vec![tip + vec2(-back, -back), tip, tip + vec2(-back, back)], stroke));
    tip.x
}
