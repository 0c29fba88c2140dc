//! The geometry of figures: from keyframes to the shapes of a body at one point of its motion. Paints nothing.

use super::figure::{Bone, Figure, Joint, Keyframe, Near, Prop, View};

/// A point, in body heights: x to the right, y up from the floor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Up from the floor.
    pub y: f32,
}

impl Point {
    const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    fn plus(self, (dx, dy): (f32, f32), times: f32) -> Self {
        Self::new(self.x + dx * times, self.y + dy * times)
    }

    fn lerp(self, to: Self, share: f32) -> Self {
        Self::new(lerp(self.x, to.x, share), lerp(self.y, to.y, share))
    }
}

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

mod length {
    pub const TORSO: f32 = 0.288;
    pub const NECK: f32 = 0.045;
    pub const UPPER_ARM: f32 = 0.186;
    pub const FOREARM: f32 = 0.146;
    pub const HAND: f32 = 0.06;
    pub const THIGH: f32 = 0.245;
    pub const SHANK: f32 = 0.246;
    pub const FOOT: f32 = 0.115;
    pub const TOE: f32 = 0.035;
    pub const FOOT_HEIGHT: f32 = 0.039;
    pub const HEEL: f32 = 0.038;
}

mod radius {
    pub const HEAD: f32 = 0.065;
    pub const TORSO: f32 = 0.052;
    pub const NECK: f32 = 0.022;
    pub const UPPER_ARM: f32 = 0.026;
    pub const FOREARM: f32 = 0.021;
    pub const HAND: f32 = 0.017;
    pub const THIGH: f32 = 0.04;
    pub const SHANK: f32 = 0.029;
    pub const FOOT: f32 = 0.017;
    pub const TOE: f32 = 0.013;
}

/// How far the far limbs stand apart in a side view.
const FAR_SHIFT: f32 = 0.018;

/// A body position with every default filled in.
#[derive(Clone, Copy)]
struct Pose {
    root: Point,
    angles: [f32; Bone::COUNT],
    scale: [f32; Bone::COUNT],
}

impl Pose {
    /// The position of a keyframe, with left and right swapped when `mirrored`.
    fn of(frame: &Keyframe, mirrored: bool) -> Self {
        let key = |bone: Bone| if mirrored { bone.mirrored() } else { bone };
        let angle = |bone: Bone| frame.angles.get(&key(bone)).copied();
        let mut pose = Self {
            root: Point::new(frame.root.0, frame.root.1),
            angles: [0.0; Bone::COUNT],
            scale: [1.0; Bone::COUNT],
        };
        for bone in BONES {
            let follows = match bone {
                Bone::HandR => angle(Bone::ForearmR),
                Bone::HandL => angle(Bone::ForearmL),
                Bone::ToeR => angle(Bone::FootR),
                Bone::ToeL => angle(Bone::FootL),
                _ => None,
            };
            pose.angles[bone as usize] = angle(bone).or(follows).unwrap_or(0.0);
            pose.scale[bone as usize] = frame.scale.get(&key(bone)).copied().unwrap_or(1.0);
        }
        pose
    }

    fn between(&self, next: &Self, share: f32) -> Self {
        Self {
            root: self.root.lerp(next.root, share),
            angles: std::array::from_fn(|i| lerp(self.angles[i], next.angles[i], share)),
            scale: std::array::from_fn(|i| lerp(self.scale[i], next.scale[i], share)),
        }
    }

    /// The direction of a bone of the spine, as long as it is foreshortened.
    fn spine(&self, bone: Bone) -> (f32, f32) {
        let (sin, cos) = self.angles[bone as usize].to_radians().sin_cos();
        let scale = self.scale[bone as usize];
        (sin * scale, cos * scale)
    }

    /// The direction of a bone of a limb, as long as it is foreshortened.
    fn limb(&self, bone: Bone) -> (f32, f32) {
        let (x, y) = self.spine(bone);
        (x, -y)
    }
}

const BONES: [Bone; Bone::COUNT] = {
    use Bone as B;
    [
        B::Torso,
        B::Neck,
        B::Head,
        B::UpperArmR,
        B::UpperArmL,
        B::ForearmR,
        B::ForearmL,
        B::HandR,
        B::HandL,
        B::ThighR,
        B::ThighL,
        B::ShankR,
        B::ShankL,
        B::FootR,
        B::FootL,
        B::ToeR,
        B::ToeL,
    ]
};

/// The points of one arm and one leg.
#[derive(Clone, Copy)]
struct Limbs {
    elbow: Point,
    wrist: Point,
    hand: Point,
    knee: Point,
    ankle: Point,
    heel: Point,
    ball: Point,
    toe: Point,
}

/// All points of a body.
struct Body {
    hip: Point,
    shoulder: Point,
    neck_top: Point,
    head: Point,
    right: Limbs,
    left: Limbs,
}

/// The bones of one arm and one leg, from the body outwards.
const RIGHT: [Bone; 7] =
    [Bone::UpperArmR, Bone::ForearmR, Bone::HandR, Bone::ThighR, Bone::ShankR, Bone::FootR, Bone::ToeR];
const LEFT: [Bone; 7] =
    [Bone::UpperArmL, Bone::ForearmL, Bone::HandL, Bone::ThighL, Bone::ShankL, Bone::FootL, Bone::ToeL];

impl Body {
    fn of(pose: &Pose) -> Self {
        let hip = pose.root;
        let shoulder = hip.plus(pose.spine(Bone::Torso), length::TORSO);
        let neck_top = shoulder.plus(pose.spine(Bone::Neck), length::NECK);
        let head = neck_top.plus(pose.spine(Bone::Head), radius::HEAD);
        let limbs = |[upper_arm, forearm, hand, thigh, shank, foot, toe]: [Bone; 7]| {
            let elbow = shoulder.plus(pose.limb(upper_arm), length::UPPER_ARM);
            let wrist = elbow.plus(pose.limb(forearm), length::FOREARM);
            let knee = hip.plus(pose.limb(thigh), length::THIGH);
            let ankle = knee.plus(pose.limb(shank), length::SHANK);
            let along = pose.limb(foot);
            let sole = ankle.plus((along.1, -along.0), length::FOOT_HEIGHT - radius::FOOT);
            let ball = sole.plus(along, length::FOOT - length::HEEL);
            Limbs {
                elbow,
                wrist,
                hand: wrist.plus(pose.limb(hand), length::HAND),
                knee,
                ankle,
                heel: sole.plus(along, -length::HEEL),
                ball,
                toe: ball.plus(pose.limb(toe), length::TOE),
            }
        };
        Self { hip, shoulder, neck_top, head, right: limbs(RIGHT), left: limbs(LEFT) }
    }

    fn joint(&self, joint: Joint) -> Point {
        match joint {
            Joint::Hip => self.hip,
            Joint::Shoulder => self.shoulder,
            Joint::ElbowR => self.right.elbow,
            Joint::ElbowL => self.left.elbow,
            Joint::WristR => self.right.wrist,
            Joint::WristL => self.left.wrist,
            Joint::HandR => self.right.hand,
            Joint::HandL => self.left.hand,
            Joint::KneeR => self.right.knee,
            Joint::KneeL => self.left.knee,
            Joint::AnkleR => self.right.ankle,
            Joint::AnkleL => self.left.ankle,
            Joint::HeelR => self.right.heel,
            Joint::HeelL => self.left.heel,
            Joint::BallR => self.right.ball,
            Joint::BallL => self.left.ball,
            Joint::ToeR => self.right.toe,
            Joint::ToeL => self.left.toe,
        }
    }

    /// How far the feet are below the floor.
    fn sunk(&self) -> f32 {
        [self.right, self.left]
            .iter()
            .flat_map(|limbs| [limbs.heel.y, limbs.ball.y])
            .map(|y| radius::FOOT - y)
            .fold(0.0, f32::max)
    }
}

/// Where in its motion a figure is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// The one position that shows the exercise best: for thumbnails and for reduced motion.
    Still,
    /// So far through the loop, from 0 to 1, with the breath at this many seconds.
    Moving {
        /// The share of the loop that has passed; only its fraction counts.
        share: f32,
        /// Seconds of breathing.
        breath: f32,
    },
}

/// The leg of the loop at a share of it, and the eased share of that leg.
fn leg_at(figure: &Figure, share: f32) -> (usize, f32) {
    let mut left = share.rem_euclid(1.0) * figure.loop_secs();
    for (i, leg) in figure.motion.iter().enumerate() {
        if left < leg.seconds {
            let t = left / leg.seconds;
            return (i, t * t * (3.0 - 2.0 * t));
        }
        left -= leg.seconds;
    }
    (0, 0.0)
}

/// The word for the part of a rep at this share of the loop: "Down".
#[must_use]
pub fn word_at(figure: &Figure, share: f32) -> Option<&str> {
    let (leg, _) = leg_at(figure, share);
    figure.motion.get(leg)?.say.as_deref()
}

/// The figure's shapes in painting order. `mirrored` swaps left and right; the figure goes on facing to the right.
/// A figure that fails [`Figure::check`] gives no shapes.
#[must_use]
pub fn draw(figure: &Figure, phase: Phase, mirrored: bool) -> Vec<Part> {
    let legs = figure.motion.len();
    if legs == 0 {
        return Vec::new();
    }
    let (leg, share) = match phase {
        // The last keyframe of the loop's first half: the bottom of a squat.
        Phase::Still => (legs / 2, 0.0),
        Phase::Moving { share, .. } => leg_at(figure, share),
    };
    let frame = |leg: usize| figure.keyframes.iter().find(|frame| frame.name == figure.motion[leg % legs].from);
    let (Some(from), Some(to)) = (frame(leg), frame(leg + 1)) else {
        return Vec::new();
    };
    let (start, end) = (Pose::of(from, mirrored), Pose::of(to, mirrored));
    let mut pose = start.between(&end, share);
    if let (Some(breathe), Phase::Moving { breath, .. }) = (figure.breathe, phase) {
        let bone = if mirrored { breathe.bone.mirrored() } else { breathe.bone };
        let turn = std::f32::consts::TAU * breath / breathe.period.max(0.1);
        pose.angles[bone as usize] += breathe.amplitude * turn.sin();
    }
    if let Some(pin) = figure.motion[leg].pin {
        let pin = if mirrored { pin.mirrored() } else { pin };
        let should = Body::of(&start).joint(pin).lerp(Body::of(&end).joint(pin), share);
        let is = Body::of(&pose).joint(pin);
        pose.root = pose.root.plus((should.x - is.x, should.y - is.y), 1.0);
        // Only while something moves: a keyframe may rest its feet on a block or press them into a mat.
        pose.root.y += Body::of(&pose).sunk();
    }
    let props = from
        .props
        .iter()
        .enumerate()
        .map(|(i, prop)| to.props.get(i).map_or(*prop, |next| prop_between(*prop, *next, share)));
    let props: Vec<Prop> = figure.props.iter().copied().chain(props).collect();
    parts(figure, &Body::of(&pose), &props, mirrored, pose.spine(Bone::Head))
}

fn parts(figure: &Figure, body: &Body, props: &[Prop], mirrored: bool, head: (f32, f32)) -> Vec<Part> {
    let tint = |bone: Bone, tone: Tone| {
        let bone = if mirrored { bone.mirrored() } else { bone };
        if figure.highlight.contains(&bone) { Tone::Tinted } else { tone }
    };
    let shift = if figure.view == View::Side { FAR_SHIFT } else { 0.0 };
    let (near, far, near_bones, far_bones) = match figure.near {
        Near::Right => (body.right, body.left, RIGHT, LEFT),
        Near::Left => (body.left, body.right, LEFT, RIGHT),
    };
    let mut out = Vec::with_capacity(32);
    out.extend(props.iter().filter(|prop| !in_front(prop)).flat_map(|prop| prop_parts(*prop)));
    let limb = |out: &mut Vec<Part>, tone, from: Point, from_r, to: Point, to_r, dx| {
        let (from, to) = (from.plus((1.0, 0.0), dx), to.plus((1.0, 0.0), dx));
        out.push(Part { tone, form: Form::Limb { from, from_r, to, to_r } });
    };
    let arm = |out: &mut Vec<Part>, at: &Limbs, bones: [Bone; 7], tone, dx| {
        limb(out, tint(bones[2], tone), at.wrist, radius::HAND, at.hand, radius::HAND * 0.8, dx);
        limb(out, tint(bones[1], tone), at.elbow, radius::FOREARM, at.wrist, radius::HAND, dx);
        limb(out, tint(bones[0], tone), body.shoulder, radius::UPPER_ARM, at.elbow, radius::FOREARM, dx);
    };
    let leg = |out: &mut Vec<Part>, at: &Limbs, bones: [Bone; 7], tone, dx| {
        let foot = tint(bones[5], tone);
        let shifted = |p: Point| p.plus((1.0, 0.0), dx);
        out.push(Part { tone: foot, form: Form::Polygon(vec![shifted(at.ankle), shifted(at.heel), shifted(at.ball)]) });
        limb(out, foot, at.heel, radius::FOOT, at.ball, radius::FOOT, dx);
        limb(out, tint(bones[6], foot), at.ball, radius::FOOT, at.toe, radius::TOE, dx);
        // A tinted part is painted last, so that its ends stay whole.
        let shank = tint(bones[4], tone);
        let thigh = tint(bones[3], tone);
        let lower = |out: &mut Vec<Part>| limb(out, shank, at.knee, radius::SHANK, at.ankle, radius::FOREARM, dx);
        let upper = |out: &mut Vec<Part>| limb(out, thigh, body.hip, radius::THIGH, at.knee, radius::SHANK, dx);
        if thigh == Tone::Tinted && shank != Tone::Tinted {
            upper(out);
            lower(out);
        } else {
            lower(out);
            upper(out);
        }
    };
    arm(&mut out, &far, far_bones, Tone::Far, shift);
    leg(&mut out, &far, far_bones, Tone::Far, shift);
    limb(
        &mut out,
        tint(Bone::Torso, Tone::Near),
        body.hip,
        radius::TORSO * 0.9,
        body.shoulder,
        radius::TORSO * 0.9,
        0.0,
    );
    limb(&mut out, tint(Bone::Neck, Tone::Near), body.shoulder, radius::NECK * 1.3, body.neck_top, radius::NECK, 0.0);
    out.push(Part { tone: tint(Bone::Head, Tone::Near), form: Form::Disc { at: body.head, r: radius::HEAD } });
    if figure.nose {
        let nose = body.head.plus((head.1, -head.0), radius::HEAD);
        out.push(Part { tone: tint(Bone::Head, Tone::Near), form: Form::Disc { at: nose, r: radius::HEAD * 0.16 } });
    }
    leg(&mut out, &near, near_bones, Tone::Near, 0.0);
    arm(&mut out, &near, near_bones, Tone::Near, 0.0);
    out.extend(props.iter().filter(|prop| in_front(prop)).flat_map(|prop| prop_parts(*prop)));
    out
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

fn prop_between(from: Prop, to: Prop, t: f32) -> Prop {
    match (from, to) {
        (Prop::Roller { x, y, r, front }, Prop::Roller { x: x2, y: y2, .. }) => {
            Prop::Roller { x: lerp(x, x2, t), y: lerp(y, y2, t), r, front }
        }
        (Prop::Ball { x, y, r, front }, Prop::Ball { x: x2, y: y2, .. }) => {
            Prop::Ball { x: lerp(x, x2, t), y: lerp(y, y2, t), r, front }
        }
        _ => from,
    }
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
        Prop::Block { x, w, h } => vec![part(turned(x, 0.0, 0.0, &[(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]))],
        Prop::Bottle { x, y, rot } => vec![
            part(turned(x, y, rot, &[(-0.02, -0.05), (0.02, -0.05), (0.02, 0.03), (-0.02, 0.03)])),
            part(turned(x, y, rot, &[(-0.009, 0.03), (0.009, 0.03), (0.009, 0.055), (-0.009, 0.055)])),
        ],
        Prop::Bowl { x, y } => {
            let rim = (0..=8_u8).map(|i| f32::from(i) / 8.0 * std::f32::consts::PI);
            vec![part(Form::Polygon(rim.map(|a| Point::new(x - a.cos() * 0.045, y - a.sin() * 0.035)).collect()))]
        }
        Prop::Book { x, y, rot } => {
            vec![part(turned(x, y, rot, &[(-0.06, -0.006), (0.06, -0.006), (0.06, 0.006), (-0.06, 0.006)]))]
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

fn lerp(from: f32, to: f32, share: f32) -> f32 {
    from + (to - from) * share
}
