//! A small line that shows how something grew. Paints only; what it says stands beside it.

use egui::{Painter, Rect, Shape, Stroke, lerp, pos2};

use crate::ui::theme::chart;

/// So many points are as fine as anybody can see.
pub const POINTS: usize = 96;

/// Points of a line in a unit square, from the left; 0 is at the foot.
#[must_use]
pub fn line(points: impl Iterator<Item = (f64, f64)> + Clone) -> Vec<[f32; 2]> {
    let bounds = |axis: fn((f64, f64)) -> f64| {
        let all = points.clone().map(axis);
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (left, right) = bounds(|(x, _)| x);
    let (_, top) = bounds(|(_, y)| y);
    let (_, foot) = bounds(|(_, y)| -y);
    let within = |value: f64, low: f64, high: f64| {
        if high > low { ((value - low) / (high - low)) as f32 } else { 0.5 }
    };
    let mut line: Vec<[f32; 2]> = Vec::with_capacity(POINTS);
    let mut slot = None;
    for (x, y) in points.clone() {
        let at = [within(x, left, right), within(y, -foot, top)];
        let its = (at[0] * (POINTS - 1) as f32) as usize;
        match line.last_mut() {
            // Of points that fall together, the highest is seen.
            Some(last) if slot == Some(its) => last[1] = last[1].max(at[1]),
            _ => line.push(at),
        }
        slot = Some(its);
    }
    // The end is what there is now, whatever fell together with it.
    if let (Some(end), Some((_, now))) = (line.last_mut(), points.last()) {
        end[1] = within(now, -foot, top);
    }
    line
}

/// Paints a line of points in a unit square over `rect`, with a dot at its end.
pub fn paint(painter: &Painter, rect: Rect, line: &[[f32; 2]], color: egui::Color32) {
    let rect = rect.shrink(chart::END);
    let at = |[x, y]: [f32; 2]| pos2(lerp(rect.x_range(), x), lerp(rect.bottom()..=rect.top(), y));
    let places: Vec<egui::Pos2> = line.iter().map(|point| at(*point)).collect();
    let last = places.last().copied();
    if places.len() > 1 {
        painter.add(Shape::line(places, Stroke::new(chart::LINE, color)));
    }
    if let Some(last) = last {
        painter.circle_filled(last, chart::END, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fills_its_square_with_few_points() {
        let points = (0..10_000).map(|i| (f64::from(i), f64::from(i % 100)));
        let line = line(points);
        assert!(line.len() <= POINTS, "{}", line.len());
        assert!(line.iter().flatten().all(|value| (0.0..=1.0).contains(value)));
        assert_eq!(line.first().map(|point| point[0]), Some(0.0));
    }

    #[test]
    fn what_does_not_change_lies_in_the_middle() {
        assert_eq!(line([(1.0, 8.0)].into_iter()), [[0.5, 0.5]]);
        assert_eq!(line([(1.0, 8.0), (3.0, 8.0)].into_iter()), [[0.0, 0.5], [1.0, 0.5]]);
        assert!(line(std::iter::empty()).is_empty());
    }
}
