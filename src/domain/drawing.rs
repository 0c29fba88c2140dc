//! The shapes of a figure: limbs, head and props in painting order, in body heights. Paints nothing.

use super::figure::{Bone, Figure, Near, Prop, View};
use super::skeleton::{Body, LEFT, Limbs, Phase, Point, RIGHT, radius, stance};

/// How a shape is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The near side of the body.
    Near,
    /// The far side: paler.
    Far,
    /// What works.
    Tinted,
    /// A thing.
    Prop,
}

/// One shape of a drawing.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are the geometry that their names say")]
pub enum Form {
    /// The hull of two discs: a limb.
    Limb { from: Point, from_r: f32, to: Point, to_r: f32 },
    /// A filled disc.
    Disc { at: Point, r: f32 },
    /// A circle's outline.
    Ring { at: Point, r: f32 },
    /// A filled convex polygon.
    Polygon(Vec<Point>),
    /// A straight line.
    Line { from: Point, to: Point },
}

/// A shape with its tone, in painting order.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// How it is coloured.
    pub tone: Tone,
    /// What it looks like.
    pub form: Form,
}

/// How far the far limbs stand apart in a side view.
pub(super) const FAR_SHIFT: f32 = 0.018;

/// The figure's shapes in painting order. `swapped` exchanges left and right; the figure goes on facing the same way.
/// A figure that fails [`Figure::check`] gives no shapes.
#[must_use]
pub fn draw(figure: &Figure, phase: Phase, swapped: bool) -> Vec<Part> {
    let Some(stance) = stance(figure, phase, swapped) else { return Vec::new() };
    let (in_front, behind): (Vec<Prop>, Vec<Prop>) = stance.props.iter().partition(|prop| in_front(prop));
    let mut sketch = Sketch { figure, swapped, parts: Vec::with_capacity(32) };
    sketch.parts.extend(behind.into_iter().flat_map(prop_parts));
    sketch.body(&stance.body, stance.head);
    sketch.parts.extend(in_front.into_iter().flat_map(prop_parts));
    sketch.parts
}

/// A drawing in the making.
struct Sketch<'a> {
    figure: &'a Figure,
    swapped: bool,
    parts: Vec<Part>,
}

impl Sketch<'_> {
    fn body(&mut self, body: &Body, head: (f32, f32)) {
        let shift = if self.figure.view == View::Side { FAR_SHIFT } else { 0.0 };
        let (near, far) = ((body.right, RIGHT), (body.left, LEFT));
        let (near, far) = if self.figure.near == Near::Right { (near, far) } else { (far, near) };
        self.arm(body.shoulder, &far.0, far.1, Tone::Far, shift);
        self.leg(body.hip, &far.0, far.1, Tone::Far, shift);
        let torso = self.tone(Bone::Torso, Tone::Near);
        self.limb(torso, (body.hip, radius::TORSO * 0.9), (body.shoulder, radius::TORSO * 0.9), 0.0);
        let neck = self.tone(Bone::Neck, Tone::Near);
        self.limb(neck, (body.shoulder, radius::NECK * 1.3), (body.neck_top, radius::NECK), 0.0);
        let tone = self.tone(Bone::Head, Tone::Near);
        self.parts.push(Part { tone, form: Form::Disc { at: body.head, r: radius::HEAD } });
        if self.figure.nose {
            let at = body.head.plus((head.1, -head.0), radius::HEAD);
            self.parts.push(Part { tone, form: Form::Disc { at, r: radius::HEAD * 0.16 } });
        }
        if !self.figure.nose {
            // Seen from the front: two eyes, beside the line from the neck through the head.
            for side in [-1.0, 1.0] {
                let at = body.head.plus((head.1, -head.0), side * radius::HEAD * 0.4).plus(head, radius::HEAD * 0.15);
                self.parts.push(Part { tone: Tone::Far, form: Form::Disc { at, r: radius::HEAD * 0.13 } });
            }
        }
        self.leg(body.hip, &near.0, near.1, Tone::Near, 0.0);
        self.arm(body.shoulder, &near.0, near.1, Tone::Near, 0.0);
    }

    fn arm(&mut self, shoulder: Point, at: &Limbs, bones: [Bone; 7], tone: Tone, dx: f32) {
        let [upper_arm, forearm, hand, ..] = bones.map(|bone| self.tone(bone, tone));
        self.limb(hand, (at.wrist, radius::HAND), (at.hand, radius::HAND * 0.8), dx);
        self.limb(forearm, (at.elbow, radius::FOREARM), (at.wrist, radius::HAND), dx);
        self.limb(upper_arm, (shoulder, radius::UPPER_ARM), (at.elbow, radius::FOREARM), dx);
    }

    fn leg(&mut self, hip: Point, at: &Limbs, bones: [Bone; 7], tone: Tone, dx: f32) {
        let [.., thigh, shank, foot, toes] = bones.map(|bone| self.tone(bone, tone));
        let sole = [at.ankle, at.heel, at.ball].map(|point| point.plus((1.0, 0.0), dx));
        self.parts.push(Part { tone: foot, form: Form::Polygon(sole.to_vec()) });
        self.limb(foot, (at.heel, radius::FOOT), (at.ball, radius::FOOT), dx);
        self.limb(toes, (at.ball, radius::FOOT), (at.toe, radius::TOE), dx);
        let lower = (shank, (at.knee, radius::SHANK), (at.ankle, radius::FOREARM));
        let upper = (thigh, (hip, radius::THIGH), (at.knee, radius::SHANK));
        // The plain part is painted over the end of the tinted one, so that the knee belongs to the body.
        let tinted_thigh = thigh == Tone::Tinted && shank != Tone::Tinted;
        for (tone, from, to) in if tinted_thigh { [upper, lower] } else { [lower, upper] } {
            self.limb(tone, from, to, dx);
        }
    }

    fn limb(&mut self, tone: Tone, (from, from_r): (Point, f32), (to, to_r): (Point, f32), dx: f32) {
        let (from, to) = (from.plus((1.0, 0.0), dx), to.plus((1.0, 0.0), dx));
        self.parts.push(Part { tone, form: Form::Limb { from, from_r, to, to_r } });
    }

    fn tone(&self, bone: Bone, plain: Tone) -> Tone {
        let bone = if self.swapped { bone.mirrored() } else { bone };
        if self.figure.highlight.contains(&bone) { Tone::Tinted } else { plain }
    }
}

const fn in_front(prop: &Prop) -> bool {
    matches!(
        prop,
        Prop::Roller { front: true, .. }
            | Prop::Ball { front: true, .. }
            | Prop::Bottle { .. }
            | Prop::Bowl { .. }
            | Prop::Book { .. }
    )
}

fn prop_parts(prop: Prop) -> Vec<Part> {
    let part = |form| Part { tone: Tone::Prop, form };
    let turned = |x: f32, y: f32, rot: f32, corners: &[(f32, f32)]| {
        let (sin, cos) = rot.to_radians().sin_cos();
        Form::Polygon(
            corners.iter().map(|(dx, dy)| Point::new(x + dx * cos + dy * sin, y - dx * sin + dy * cos)).collect(),
        )
    };
    match prop {
        Prop::Roller { x, y, r, .. } => {
            let at = Point::new(x, y);
            vec![part(Form::Ring { at, r }), part(Form::Ring { at, r: r * 0.45 })]
        }
        Prop::Ball { x, y, r, .. } => vec![part(Form::Disc { at: Point::new(x, y), r })],
        Prop::Wall { x, h } => vec![part(Form::Line { from: Point::new(x, 0.0), to: Point::new(x, h) })],
        Prop::Block { x, w, h } => {
            vec![part(turned(x, 0.0, 0.0, &[(-w / 2.0, 0.0), (w / 2.0, 0.0), (w / 2.0, h), (-w / 2.0, h)]))]
        }
        Prop::Bottle { x, y, rot } => vec![
            part(turned(x, y, rot, &[(-0.02, -0.05), (0.02, -0.05), (0.02, 0.03), (-0.02, 0.03)])),
            part(turned(x, y, rot, &[(-0.009, 0.03), (0.009, 0.03), (0.009, 0.055), (-0.009, 0.055)])),
        ],
        Prop::Bowl { x, y } => {
            let rim = (0..=8_u8).map(|i| f32::from(i) / 8.0 * std::f32::consts::PI);
            vec![part(Form::Polygon(rim.map(|a| Point::new(x - a.cos() * 0.045, y - a.sin() * 0.035)).collect()))]
        }
        Prop::Book { x, y, rot } => {
            vec![part(turned(x, y, rot, &[(-0.06, -0.01), (0.06, -0.01), (0.06, 0.01), (-0.06, 0.01)]))]
        }
    }
}

/// The smallest box around parts as (lower left, upper right); `None` for no parts.
#[must_use]
pub fn bounds(parts: &[Part]) -> Option<(Point, Point)> {
    let spots = parts.iter().flat_map(|part| match &part.form {
        Form::Limb { from, from_r, to, to_r } => vec![(*from, *from_r), (*to, *to_r)],
        Form::Disc { at, r } | Form::Ring { at, r } => vec![(*at, *r)],
        Form::Polygon(points) => points.iter().map(|p| (*p, 0.0)).collect(),
        Form::Line { from, to } => vec![(*from, 0.0), (*to, 0.0)],
    });
    spots.fold(None, |found, (p, r)| {
        let (low, high) = found.unwrap_or((p, p));
        Some((Point::new(low.x.min(p.x - r), low.y.min(p.y - r)), Point::new(high.x.max(p.x + r), high.y.max(p.y + r))))
    })
}
