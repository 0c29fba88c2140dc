//! The dots of the figure editor: where they are, how they look, what they are called. Moves nothing.

use egui::accesskit::Action;
use egui::{Align2, Color32, Id, Pos2, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::figure::Figure;
use crate::domain::pose::{self, Handle};
use crate::domain::side::Side;
use crate::domain::skeleton::Point;
use crate::ui::keys;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::figure::Place;
use crate::ui::widgets::text;

/// How large the target of a dot is, in points.
pub(super) const TARGET: f32 = 24.0;
/// The height of the line of words below the figure.
pub(super) const CAPTION: f32 = 30.0;
/// The radius of a painted dot.
const DOT: f32 = 7.0;

/// What a handle is called.
pub(super) const fn label(handle: Handle) -> &'static str {
    use Side::{Left, Right};
    match handle {
        Handle::Head => "Head",
        Handle::Shoulders => "Shoulders",
        Handle::Hips => "Hips",
        Handle::Elbow(Left) => "Left elbow",
        Handle::Elbow(Right) => "Right elbow",
        Handle::Hand(Left) => "Left hand",
        Handle::Hand(Right) => "Right hand",
        Handle::Fingers(Left) => "Left fingers",
        Handle::Fingers(Right) => "Right fingers",
        Handle::Knee(Left) => "Left knee",
        Handle::Knee(Right) => "Right knee",
        Handle::Ankle(Left) => "Left ankle",
        Handle::Ankle(Right) => "Right ankle",
        Handle::Toes(Left) => "Left toes",
        Handle::Toes(Right) => "Right toes",
    }
}

/// The number that a dot stands for, with its unit: degrees, or for the hips their height as a share of the body's.
fn value(figure: &Figure, frame: usize, handle: Handle) -> (f64, &'static str) {
    match pose::angle(figure, frame, handle) {
        Some(degrees) => (f64::from(degrees), "°"),
        None => (figure.keyframes.get(frame).map_or(0.0, |frame| f64::from(frame.root.1 * 100.0).round()), " %"),
    }
}

/// Tells screen readers what a dot is and what it stands at.
pub(super) fn name(ui: &Ui, response: &Response, figure: &Figure, frame: usize, handle: Handle) {
    let (number, unit) = value(figure, frame, handle);
    response.widget_info(|| WidgetInfo::slider(true, number, label(handle)));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(format!("{number:.0}{unit}"));
        let (least, most, step) = if handle == Handle::Hips { (0.0, 100.0, 1.0) } else { (-180.0, 180.0, 2.0) };
        node.set_min_numeric_value(least);
        node.set_max_numeric_value(most);
        node.set_numeric_value_step(step);
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
}

/// The steps that a screen reader asked for.
pub(super) fn asked(ui: &Ui, id: Id) -> f32 {
    ui.input(|input| {
        let count = |action| input.num_accesskit_action_requests(id, action) as f32;
        count(Action::Increment) - count(Action::Decrement)
    })
}

/// The centres of the dots: at their joints, but moved apart where they would lie on each other, the far ones more, so that
/// each can be taken hold of. The one that is `held` stays at its joint.
pub(super) fn spread(
    joints: &[(Handle, Point)],
    place: Place,
    canvas: Rect,
    held: Option<Handle>,
    figure: &Figure,
) -> Vec<Pos2> {
    const ROUNDS: usize = 40;
    let mut centers: Vec<Pos2> = joints.iter().map(|(_, joint)| place.to_screen(*joint)).collect();
    let gives: Vec<f32> = joints
        .iter()
        .map(|(handle, _)| match handle {
            handle if held == Some(*handle) => 0.001,
            handle if pose::is_far(figure, *handle) => 1.0,
            _ => 0.2,
        })
        .collect();
    let inside = canvas.shrink(TARGET / 2.0);
    for _ in 0..ROUNDS {
        for i in 0..centers.len() {
            for j in i + 1..centers.len() {
                let between = centers[j] - centers[i];
                let lacking = TARGET - between.length();
                if lacking <= 0.0 {
                    continue;
                }
                // Far limbs stand to the right of near ones, so that is where they go.
                let way = if between.length() < 0.5 { vec2(1.0, 0.0) } else { between.normalized() };
                let share = gives[i] / (gives[i] + gives[j]);
                centers[i] -= way * lacking * share;
                centers[j] += way * lacking * (1.0 - share);
            }
        }
        if held.is_none() && inside.is_positive() {
            for center in &mut centers {
                *center = inside.clamp(*center);
            }
        }
    }
    centers
}

/// Paints a dot, with a line to its joint where it had to stand aside.
pub(super) fn paint(ui: &Ui, response: &Response, joint: Pos2, is_far: bool, tint: Color32) {
    let palette = theme::palette(ui.ctx());
    let (painter, center) = (ui.painter(), response.rect.center());
    let ink = if is_far { palette.muted } else { palette.text };
    if joint.distance(center) > DOT {
        painter.line_segment([joint, center], Stroke::new(1.0, ink));
    }
    let radius = if response.hovered() || response.dragged() { DOT + 2.0 } else { DOT };
    let fill = if response.dragged() { tint } else { palette.bg };
    painter.circle(center, radius, fill, Stroke::new(2.0, ink));
    if response.has_focus() {
        // On a wider ring of the ground, so that it stands out from the body as well.
        let ring = palette.focus();
        painter.circle_stroke(center, TARGET / 2.0, Stroke::new(2.0 * ring.width, palette.bg));
        painter.circle_stroke(center, TARGET / 2.0, ring);
    }
}

/// Says which dot this is beside it, and below the figure what to do.
pub(super) fn say(ui: &mut Ui, canvas: Rect, figure: &Figure, frame: usize, spoken: Option<(Handle, Pos2)>) {
    let palette = theme::palette(ui.ctx());
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let below = pos2(canvas.center().x, canvas.bottom() - CAPTION / 3.0);
    text::clipped(ui, below, Align2::CENTER_CENTER, canvas.width(), keys::label::POSE, &style);
    let Some((handle, center)) = spoken else { return };
    let (number, unit) = value(figure, frame, handle);
    let words = format!("{}, {number:.0}{unit}", label(handle));
    let font = theme::font(Weight::Semi, size::SMALL);
    let galley = ui.painter().layout_no_wrap(words, font, palette.text);
    let plate = galley.size() + 2.0 * vec2(gap::SMALL, gap::HAIR);
    // Above the dot, or below where there is no room; never beyond the edge.
    let up = vec2(0.0, TARGET / 2.0 + plate.y / 2.0 + gap::HAIR);
    let middle = if (center - up).y - plate.y / 2.0 < canvas.top() { center + up } else { center - up };
    let (least, most) = (canvas.left() + plate.x / 2.0, canvas.right() - plate.x / 2.0);
    let middle = pos2(middle.x.min(most).max(least), middle.y);
    let rect = Rect::from_center_size(middle, plate);
    ui.painter().rect(rect, theme::MARK, palette.surface, palette.edge(), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.text);
}
