//! The edge of the window as a bar that drains: how much is left, seen out of the corner of an eye. Paints only.

use egui::{Color32, Painter, Pos2, Rect, Stroke, lerp, pos2};

/// Paints `share` (0 to 1) of the edge, clockwise from the middle of the top, as the ring around the clock goes.
pub fn paint(painter: &Painter, window: Rect, width: f32, share: f32, color: Color32) {
    let line = path(window.shrink(width / 2.0), share.clamp(0.0, 1.0));
    if line.len() > 1 {
        painter.add(egui::Shape::line(line, Stroke::new(width, color)));
    }
}

/// The way along the edge, up to where a share of it ends.
fn path(rect: Rect, share: f32) -> Vec<Pos2> {
    let top = pos2(rect.center().x, rect.top());
    let way = [top, rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top(), top];
    let mut left = share * 2.0 * (rect.width() + rect.height());
    let mut line = vec![top];
    for pair in way.windows(2) {
        let length = pair[0].distance(pair[1]);
        if left < length {
            let part = left / length.max(f32::EPSILON);
            let end = pos2(lerp(pair[0].x..=pair[1].x, part), lerp(pair[0].y..=pair[1].y, part));
            line.extend((left > 0.0).then_some(end));
            break;
        }
        line.push(pair[1]);
        left -= length;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_clockwise_from_the_middle_of_the_top() {
        let rect = Rect::from_min_max(Pos2::ZERO, pos2(40.0, 20.0));
        assert_eq!(path(rect, 0.0), [pos2(20.0, 0.0)]);
        assert_eq!(path(rect, 0.25), [pos2(20.0, 0.0), pos2(40.0, 0.0), pos2(40.0, 10.0)]);
        let half = path(rect, 0.5);
        assert_eq!(half.last(), Some(&pos2(20.0, 20.0)));
        assert_eq!(path(rect, 1.0).len(), 6);
    }
}
