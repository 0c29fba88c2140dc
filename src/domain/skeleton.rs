//! The geometry of figures: from keyframes to the joints of a body at one point of its motion. `drawing` gives them shape.

use super::figure::{Bone, Figure, Joint, Keyframe, Prop};

/// A point, in body heights: x to the right, y up from the floor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Up from the floor.
    pub y: f32,
}

impl Point {
    pub(super) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(super) fn plus(self, (dx, dy): (f32, f32), times: f32) -> Self {
        Self::new(self.x + dx * times, self.y + dy * times)
    }

    fn lerp(self, to: Self, share: f32) -> Self {
        Self::new(lerp(self.x, to.x, share), lerp(self.y, to.y, share))
    }
}

/// How long each part is, in body heights.
pub(super) mod length {
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

/// Half the thickness of each part, in body heights.
pub(super) mod radius {
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

/// A body position with every default filled in.
#[derive(Clone, Copy)]
struct Pose {
    root: Point,
    angles: [f32; Bone::COUNT],
    scale: [f32; Bone::COUNT],
}

impl Pose {
    /// The position of a keyframe, with left and right swapped when `swapped`.
    fn of(frame: &Keyframe, swapped: bool) -> Self {
        let key = |bone: Bone| if swapped { bone.mirrored() } else { bone };
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
pub(super) struct Limbs {
    pub elbow: Point,
    pub wrist: Point,
    pub hand: Point,
    pub knee: Point,
    pub ankle: Point,
    pub heel: Point,
    pub ball: Point,
    pub toe: Point,
}

/// All points of a body.
pub(super) struct Body {
    pub hip: Point,
    pub shoulder: Point,
    pub neck_top: Point,
    pub head: Point,
    pub right: Limbs,
    pub left: Limbs,
}

/// The bones of one arm and one leg, from the body outwards.
pub(super) const RIGHT: [Bone; 7] =
    [Bone::UpperArmR, Bone::ForearmR, Bone::HandR, Bone::ThighR, Bone::ShankR, Bone::FootR, Bone::ToeR];
pub(super) const LEFT: [Bone; 7] =
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

/// The body in a keyframe, as it is written there.
pub(super) fn body(frame: &Keyframe) -> Body {
    Body::of(&Pose::of(frame, false))
}

/// The angle of a bone in a keyframe, in degrees: its own, or the one that it follows.
pub(super) fn angle(frame: &Keyframe, bone: Bone) -> f32 {
    Pose::of(frame, false).angles[bone as usize]
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

/// A body in one position, with the things around it.
pub(super) struct Stance {
    /// Its joints.
    pub body: Body,
    /// The direction from its neck through its head.
    pub head: (f32, f32),
    /// The things, where they are now.
    pub props: Vec<Prop>,
}

/// Where a figure's joints are. `swapped` exchanges left and right; the figure goes on facing the same way.
/// `None` for a figure that fails [`Figure::check`].
pub(super) fn stance(figure: &Figure, phase: Phase, swapped: bool) -> Option<Stance> {
    let legs = figure.motion.len();
    let (leg, share) = match phase {
        // The last keyframe of the loop's first half: the bottom of a squat.
        Phase::Still => (legs / 2, 0.0),
        Phase::Moving { share, .. } => leg_at(figure, share),
    };
    let frame = |leg: usize| {
        let name = &figure.motion.get(leg.checked_rem(legs)?)?.from;
        figure.keyframes.iter().find(|frame| frame.name == *name)
    };
    let (from, to) = (frame(leg)?, frame(leg + 1)?);
    let (start, end) = (Pose::of(from, swapped), Pose::of(to, swapped));
    let mut pose = start.between(&end, share);
    if let (Some(breathe), Phase::Moving { breath, .. }) = (figure.breathe, phase) {
        let bone = if swapped { breathe.bone.mirrored() } else { breathe.bone };
        let turn = std::f32::consts::TAU * breath / breathe.period.max(0.1);
        pose.angles[bone as usize] += breathe.amplitude * turn.sin();
    }
    if let Some(pin) = figure.motion[leg].pin {
        let pin = if swapped { pin.mirrored() } else { pin };
        let should = Body::of(&start).joint(pin).lerp(Body::of(&end).joint(pin), share);
        let is = Body::of(&pose).joint(pin);
        pose.root = pose.root.plus((should.x - is.x, should.y - is.y), 1.0);
        // Only while something moves: a keyframe may rest its feet on a block or press them into a mat.
        pose.root.y += Body::of(&pose).sunk();
    }
    let moved = from.props.iter().enumerate();
    let moved = moved.map(|(i, prop)| to.props.get(i).map_or(*prop, |next| prop.towards(next, share)));
    let props = figure.props.iter().copied().chain(moved).collect();
    Some(Stance { body: Body::of(&pose), head: pose.spine(Bone::Head), props })
}

impl Prop {
    /// The prop on its way to where it is in the next keyframe; only what rolls moves.
    fn towards(self, next: &Self, t: f32) -> Self {
        match (self, *next) {
            (Self::Roller { x, y, r, front }, Self::Roller { x: x2, y: y2, .. }) => {
                Self::Roller { x: lerp(x, x2, t), y: lerp(y, y2, t), r, front }
            }
            (Self::Ball { x, y, r, front }, Self::Ball { x: x2, y: y2, .. }) => {
                Self::Ball { x: lerp(x, x2, t), y: lerp(y, y2, t), r, front }
            }
            _ => self,
        }
    }
}

fn lerp(from: f32, to: f32, share: f32) -> f32 {
    from + (to - from) * share
}
