//! Paints a figure into a rectangle: fitted, on its floor line, flipped for the other side. All geometry comes from the domain.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

use crate::domain::drawing::{Form, Part, Tone, bounds, draw};
use crate::domain::figure::Figure;
use crate::domain::skeleton::{Phase, Point};
use crate::ui::theme::Palette;

/// How a figure is shown.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// Where in its motion it is.
    pub phase: Phase,
    /// Whether left and right limbs take each other's place: the other half of alternating reps.
    pub swapped: bool,
    /// Whether the picture is flipped: the other side of an exercise done on each side.
    pub flipped: bool,
    /// The colour of what works.
    pub tint: Color32,
}

/// A body height is at most this share of a place's height, over what a kneeling figure takes: a lying one must not become a
/// giant.
const LARGEST: f32 = 0.95;

/// The first of these places, or the second where a figure gets clearly larger in it.
#[must_use]
pub fn roomiest(places: [Rect; 2], figure: &Figure, show: Show) -> Rect {
    /// By less than this, it had better stay in the middle.
    const CLEARLY: f32 = 1.15;
    let parts = draw(figure, show.phase, show.swapped);
    let Some(extent) = extent(figure, &parts, show) else { return places[0] };
    let [first, second] = places;
    if scale_in(second, extent) > CLEARLY * scale_in(first, extent) { second } else { first }
}

/// How many points one body height is in a place.
fn scale_in(rect: Rect, (low, high): (Point, Point)) -> f32 {
    let (wide, tall) = (high.x - low.x, high.y.max(0.1));
    (rect.width() / wide).min(rect.height() / tall).min(rect.height() * LARGEST / 0.6)
}

/// Paints a figure standing on the lower edge of `rect`.
pub fn paint(painter: &Painter, rect: Rect, figure: &Figure, show: Show, palette: &Palette) {
    let parts = draw(figure, show.phase, show.swapped);
    let Some((low, high)) = extent(figure, &parts, show) else { return };
    let scale = scale_in(rect, (low, high));
    let middle = f32::midpoint(low.x, high.x);
    let mirror = if show.flipped { -1.0 } else { 1.0 };
    let origin = pos2(rect.center().x - middle * scale * mirror, rect.bottom());
    paint_parts(painter, &parts, Place { origin, scale, mirror }, show.tint, palette);
}

/// Where a drawing stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The point of the screen where the floor is and x is 0.
    pub origin: Pos2,
    /// How many points one body height is.
    pub scale: f32,
    /// 1, or -1 where the picture is flipped.
    pub mirror: f32,
}

impl Place {
    /// The point of the screen where a point of the drawing is.
    #[must_use]
    pub fn to_screen(self, at: Point) -> Pos2 {
        pos2(self.origin.x + at.x * self.scale * self.mirror, self.origin.y - at.y * self.scale)
    }

    /// The point of the drawing at a point of the screen.
    #[must_use]
    pub fn to_drawing(self, at: Pos2) -> Point {
        Point { x: (at.x - self.origin.x) / (self.scale * self.mirror), y: (self.origin.y - at.y) / self.scale }
    }
}

/// Paints the shapes of a figure at a place.
pub fn paint_parts(painter: &Painter, parts: &[Part], place: Place, tint: Color32, palette: &Palette) {
    for part in parts {
        let color = match part.tone {
            Tone::Near => palette.figure,
            Tone::Far | Tone::Prop => palette.figure_far,
            Tone::Tinted => tint,
        };
        painter.add(shape(&part.form, color, place.scale, &|at| place.to_screen(at)));
    }
}

/// The box that holds the figure. A moving one is fitted to its whole motion, so that it does not breathe in size.
fn extent(figure: &Figure, parts: &[Part], show: Show) -> Option<(Point, Point)> {
    if matches!(show.phase, Phase::Still) {
        return bounds(parts);
    }
    (0..figure.motion.len())
        .map(|leg| Phase::Moving { share: leg_start(figure, leg), breath: 0.0 })
        // Swapped or not makes no difference that is worth moving for.
        .filter_map(|phase| bounds(&draw(figure, phase, false)))
        .reduce(|(low, high), (l, h)| {
            (Point { x: low.x.min(l.x), y: low.y.min(l.y) }, Point { x: high.x.max(h.x), y: high.y.max(h.y) })
        })
}

/// The share of the loop at which a leg of the motion begins.
fn leg_start(figure: &Figure, leg: usize) -> f32 {
    let before: f32 = figure.motion[..leg].iter().map(|leg| leg.seconds).sum();
    before / figure.loop_secs()
}

fn shape(form: &Form, color: Color32, scale: f32, to_screen: &impl Fn(Point) -> Pos2) -> Shape {
    match form {
        Form::Limb { from, from_r, to, to_r } => Shape::convex_polygon(
            hull(to_screen(*from), from_r * scale, to_screen(*to), to_r * scale),
            color,
            Stroke::NONE,
        ),
        Form::Disc { at, r } => Shape::circle_filled(to_screen(*at), r * scale, color),
        Form::Ring { at, r } => {
            Shape::circle_stroke(to_screen(*at), r * scale, Stroke::new((scale * 0.012).max(1.0), color))
        }
        Form::Polygon(points) => {
            Shape::convex_polygon(points.iter().map(|p| to_screen(*p)).collect(), color, Stroke::NONE)
        }
        Form::Line { from, to } => {
            Shape::line_segment([to_screen(*from), to_screen(*to)], Stroke::new((scale * 0.01).max(1.0), color))
        }
    }
}

/// The outline of two discs and what lies between them, clockwise.
fn hull(from: Pos2, from_r: f32, to: Pos2, to_r: f32) -> Vec<Pos2> {
    /// Points on each round end: enough to look round at the size of a full screen.
    const ROUND: u8 = 12;
    let axis = to - from;
    let length = axis.length();
    if length <= (from_r - to_r).abs() {
        let (at, r) = if from_r > to_r { (from, from_r) } else { (to, to_r) };
        return (0..2 * ROUND)
            .map(|i| at + r * egui::Vec2::angled(std::f32::consts::TAU * f32::from(i) / f32::from(2 * ROUND)))
            .collect();
    }
    let along = axis.angle();
    // The tangent leaves the larger disc a little behind its side.
    let side = ((from_r - to_r) / length).acos();
    let arc = |at: Pos2, r: f32, start: f32, end: f32| {
        (0..=ROUND).map(move |i| at + r * egui::Vec2::angled(start + (end - start) * f32::from(i) / f32::from(ROUND)))
    };
    let far = arc(to, to_r, along - side, along + side);
    let near = arc(from, from_r, along + side, along - side + std::f32::consts::TAU);
    far.chain(near).collect()
}
