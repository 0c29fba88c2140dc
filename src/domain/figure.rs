//! A figure that shows an exercise: keyframes of joint angles, a loop through them, props. Data only; `skeleton` does the geometry.
//!
//! The convention: side view, facing +x, y up, the floor at y = 0, one unit is the height of a standing person. Angles are in
//! degrees and absolute in the picture. The spine (torso, neck, head) has 0 straight up and positive tilting forwards;
//! limbs have 0 straight down and positive swinging forwards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::side::Side;

/// Names a figure, usually after its exercise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FigureId(String);

impl FigureId {
    /// The id with this text.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A part of the body with an angle of its own. `R` and `L` are right and left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the bones")]
pub enum Bone {
    Torso,
    Neck,
    Head,
    UpperArmR,
    UpperArmL,
    ForearmR,
    ForearmL,
    HandR,
    HandL,
    ThighR,
    ThighL,
    ShankR,
    ShankL,
    FootR,
    FootL,
    ToeR,
    ToeL,
}

impl Bone {
    /// How many bones there are.
    pub const COUNT: usize = 17;

    /// The side it is on; the spine has none.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::Torso | Self::Neck | Self::Head => None,
            Self::UpperArmR | Self::ForearmR | Self::HandR | Self::ThighR | Self::ShankR | Self::FootR | Self::ToeR => {
                Some(Side::Right)
            }
            Self::UpperArmL | Self::ForearmL | Self::HandL | Self::ThighL | Self::ShankL | Self::FootL | Self::ToeL => {
                Some(Side::Left)
            }
        }
    }

    /// The same bone on the other side; the spine has none.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Torso | Self::Neck | Self::Head => self,
            Self::UpperArmR => Self::UpperArmL,
            Self::UpperArmL => Self::UpperArmR,
            Self::ForearmR => Self::ForearmL,
            Self::ForearmL => Self::ForearmR,
            Self::HandR => Self::HandL,
            Self::HandL => Self::HandR,
            Self::ThighR => Self::ThighL,
            Self::ThighL => Self::ThighR,
            Self::ShankR => Self::ShankL,
            Self::ShankL => Self::ShankR,
            Self::FootR => Self::FootL,
            Self::FootL => Self::FootR,
            Self::ToeR => Self::ToeL,
            Self::ToeL => Self::ToeR,
        }
    }
}

/// A point of the body that can be kept from sliding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the joints")]
pub enum Joint {
    Hip,
    Shoulder,
    ElbowR,
    ElbowL,
    WristR,
    WristL,
    HandR,
    HandL,
    KneeR,
    KneeL,
    AnkleR,
    AnkleL,
    HeelR,
    HeelL,
    BallR,
    BallL,
    ToeR,
    ToeL,
}

impl Joint {
    /// The same joint on the other side; hip and shoulder are shared.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Hip | Self::Shoulder => self,
            Self::ElbowR => Self::ElbowL,
            Self::ElbowL => Self::ElbowR,
            Self::WristR => Self::WristL,
            Self::WristL => Self::WristR,
            Self::HandR => Self::HandL,
            Self::HandL => Self::HandR,
            Self::KneeR => Self::KneeL,
            Self::KneeL => Self::KneeR,
            Self::AnkleR => Self::AnkleL,
            Self::AnkleL => Self::AnkleR,
            Self::HeelR => Self::HeelL,
            Self::HeelL => Self::HeelR,
            Self::BallR => Self::BallL,
            Self::BallL => Self::BallR,
            Self::ToeR => Self::ToeL,
            Self::ToeL => Self::ToeR,
        }
    }
}

/// From where the figure is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// From its side: the far limbs stand a little apart.
    #[default]
    Side,
    /// It lies on its side and is seen from the front: no limb is farther away.
    SideLying,
}

/// Which limbs are nearer to the viewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Near {
    /// The right ones.
    #[default]
    Right,
    /// The left ones.
    Left,
}

/// A thing in the picture. Lengths in body heights, rotations in degrees, clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "x and y are the place, w and h the size, r the radius, rot the rotation")]
pub enum Prop {
    /// A foam roller seen from its end.
    Roller {
        x: f32,
        y: f32,
        r: f32,
        #[serde(default)]
        front: bool,
    },
    /// A small ball under a foot.
    Ball {
        x: f32,
        y: f32,
        r: f32,
        #[serde(default)]
        front: bool,
    },
    /// A wall, up to a height.
    Wall {
        x: f32,
        #[serde(default = "wall_height", skip_serializing_if = "is_wall_height")]
        h: f32,
    },
    /// A box on the floor, `x` its middle.
    Block { x: f32, w: f32, h: f32 },
    /// A drinking bottle.
    Bottle { x: f32, y: f32, rot: f32 },
    /// A bowl of food.
    Bowl { x: f32, y: f32 },
    /// An open book or notebook.
    Book { x: f32, y: f32, rot: f32 },
}

impl Prop {
    const fn numbers(self) -> [f32; 3] {
        match self {
            Self::Roller { x, y, r, front: _ } | Self::Ball { x, y, r, front: _ } => [x, y, r],
            Self::Wall { x, h } => [x, h, 0.0],
            Self::Block { x, w, h } => [x, w, h],
            Self::Bottle { x, y, rot } | Self::Book { x, y, rot } => [x, y, rot],
            Self::Bowl { x, y } => [x, y, 0.0],
        }
    }
}

const fn wall_height() -> f32 {
    1.1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_wall_height(height: &f32) -> bool {
    height.total_cmp(&wall_height()).is_eq()
}

/// One position of the whole body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyframe {
    /// What the motion calls it.
    pub name: String,
    /// Where the hip is.
    pub root: (f32, f32),
    /// The angle of each bone; a hand without one follows its forearm, a toe its foot, the rest stand at 0.
    pub angles: BTreeMap<Bone, f32>,
    /// Shortens bones that point towards or away from the viewer.
    #[serde(default)]
    pub scale: BTreeMap<Bone, f32>,
    /// Things that move with the body.
    #[serde(default)]
    pub props: Vec<Prop>,
}

/// One leg of the loop: from a keyframe to the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// The keyframe that it starts from.
    pub from: String,
    /// How long it takes to reach the next, in seconds.
    pub seconds: f32,
    /// The joint that must not slide meanwhile.
    #[serde(default)]
    pub pin: Option<Joint>,
    /// The word for this part of a rep: "Down".
    #[serde(default)]
    pub say: Option<String>,
}

/// A slow sway of one bone, so that a hold does not look frozen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breathe {
    /// The bone that sways.
    pub bone: Bone,
    /// How far, in degrees to either side.
    pub amplitude: f32,
    /// How long one breath takes, in seconds.
    pub period: f32,
}

/// The picture of an exercise, still and moving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What exercises call it.
    pub id: FigureId,
    /// From where it is seen.
    #[serde(default)]
    pub view: View,
    /// Which limbs are nearer.
    #[serde(default)]
    pub near: Near,
    /// The bones to tint: what works, is stretched or is rolled.
    #[serde(default)]
    pub highlight: Vec<Bone>,
    /// The positions.
    pub keyframes: Vec<Keyframe>,
    /// The loop through them.
    pub motion: Vec<Motion>,
    /// How many reps one loop shows: 2 where both sides take their turn in it.
    #[serde(default = "one")]
    pub reps: u32,
    /// The sway of a hold.
    #[serde(default)]
    pub breathe: Option<Breathe>,
    /// Things that stay where they are.
    #[serde(default)]
    pub props: Vec<Prop>,
    /// Whether the face points sideways; seen from the front it has two eyes instead.
    #[serde(default = "yes")]
    pub nose: bool,
}

const fn one() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

impl Figure {
    /// No place, length or angle is larger, which is ten turns and far outside every picture.
    pub const LARGEST: f32 = 3600.0;

    /// What is wrong with the figure, if anything: it has no motion, names a keyframe that it does not have, or has a
    /// number that is no place or angle.
    ///
    /// # Errors
    /// A sentence for the person who drew it.
    pub fn check(&self) -> Result<(), String> {
        if self.motion.is_empty() {
            return Err(format!("figure \"{}\" has no motion", self.id.as_str()));
        }
        for leg in &self.motion {
            if !self.keyframes.iter().any(|frame| frame.name == leg.from) {
                return Err(format!("figure \"{}\" has no keyframe called \"{}\"", self.id.as_str(), leg.from));
            }
            if !(leg.seconds.is_finite() && leg.seconds > 0.0) {
                return Err(format!(
                    "figure \"{}\" has a motion of {} seconds; write more than 0",
                    self.id.as_str(),
                    leg.seconds
                ));
            }
        }
        if let Some(number) = self.numbers().find(|number| !number.is_finite() || number.abs() > Self::LARGEST) {
            return Err(format!(
                "figure \"{}\" has the number {number}; write one between -{} and {}",
                self.id.as_str(),
                Self::LARGEST,
                Self::LARGEST
            ));
        }
        Ok(())
    }

    /// Every number but the seconds of its motion.
    fn numbers(&self) -> impl Iterator<Item = f32> {
        let of_frame = |frame: &'_ Keyframe| {
            let angles = frame.angles.values().chain(frame.scale.values()).copied();
            let props = frame.props.iter().flat_map(|prop| prop.numbers());
            [frame.root.0, frame.root.1].into_iter().chain(angles).chain(props).collect::<Vec<_>>()
        };
        let breathe = self.breathe.iter().flat_map(|breathe| [breathe.amplitude, breathe.period]);
        let props = self.props.iter().flat_map(|prop| prop.numbers());
        self.keyframes.iter().flat_map(of_frame).chain(breathe).chain(props)
    }

    /// How long the loop takes at its own pace, in seconds.
    #[must_use]
    pub fn loop_secs(&self) -> f32 {
        self.motion.iter().map(|leg| leg.seconds).sum()
    }

    /// The side that works where only one does, as the keyframes have it.
    #[must_use]
    pub fn working_side(&self) -> Option<Side> {
        let right = self.highlight.iter().any(|bone| bone.side() == Some(Side::Right));
        let left = self.highlight.iter().any(|bone| bone.side() == Some(Side::Left));
        match (left, right) {
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            _ => None,
        }
    }

    /// Whether the picture has to be flipped to show this side at work. A flipped picture is seen from the other side,
    /// so near and far limbs change their names with it.
    #[must_use]
    pub fn flipped_for(&self, side: Side) -> bool {
        let near = if self.near == Near::Right { Side::Right } else { Side::Left };
        self.working_side().unwrap_or(near) != side
    }

    /// Whether the figure moves at all, apart from breathing.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.motion.len() > 1
    }
}
