//! Making a figure one's own: the handles of a position, the same figure mirrored, and a copy of it. Keeps nothing and
//! draws nothing; `turn` has what happens to a handle that is moved.

mod bend;
mod turn;

use std::collections::BTreeMap;

use super::drawing::FAR_SHIFT;
use super::figure::{Bone, Figure, FigureId, Keyframe, Motion, Near, View};
use super::naming::kebab_case;
use super::side::Side;
use super::skeleton::{self, Body, Limbs, Point};

pub use turn::{dragged, turned};

/// A place of the body that can be taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handle {
    /// Turns head and neck about the shoulders.
    Head,
    /// Turns the back about the hips, and takes the head with it.
    Shoulders,
    /// Carries the body; hands, feet and knees that stand on the floor stay there.
    Hips,
    /// Turns an upper arm.
    Elbow(Side),
    /// Takes a wrist somewhere; the elbow follows.
    Hand(Side),
    /// Turns a hand about its wrist.
    Fingers(Side),
    /// Turns a thigh.
    Knee(Side),
    /// Takes an ankle somewhere; the knee follows.
    Ankle(Side),
    /// Turns a foot about its ankle; toes on the floor stay flat.
    Toes(Side),
}

impl Handle {
    /// The bone that ends here; the hips end none.
    #[must_use]
    pub const fn bone(self) -> Option<Bone> {
        use Side::{Left, Right};
        Some(match self {
            Self::Hips => return None,
            Self::Head => Bone::Neck,
            Self::Shoulders => Bone::Torso,
            Self::Elbow(Right) => Bone::UpperArmR,
            Self::Elbow(Left) => Bone::UpperArmL,
            Self::Hand(Right) => Bone::ForearmR,
            Self::Hand(Left) => Bone::ForearmL,
            Self::Fingers(Right) => Bone::HandR,
            Self::Fingers(Left) => Bone::HandL,
            Self::Knee(Right) => Bone::ThighR,
            Self::Knee(Left) => Bone::ThighL,
            Self::Ankle(Right) => Bone::ShankR,
            Self::Ankle(Left) => Bone::ShankL,
            Self::Toes(Right) => Bone::FootR,
            Self::Toes(Left) => Bone::FootL,
        })
    }

    /// The side that it is on; the spine has none.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        self.bone().and_then(Bone::side)
    }

    /// Where it is in a body.
    const fn spot(self, body: &Body) -> Point {
        match self {
            Self::Head => body.head,
            Self::Shoulders => body.shoulder,
            Self::Hips => body.hip,
            Self::Elbow(side) => limbs(body, side).elbow,
            Self::Hand(side) => limbs(body, side).wrist,
            Self::Fingers(side) => limbs(body, side).hand,
            Self::Knee(side) => limbs(body, side).knee,
            Self::Ankle(side) => limbs(body, side).ankle,
            Self::Toes(side) => limbs(body, side).toe,
        }
    }
}

const fn limbs(body: &Body, side: Side) -> &Limbs {
    match side {
        Side::Right => &body.right,
        Side::Left => &body.left,
    }
}

const fn near_side(figure: &Figure) -> Side {
    match figure.near {
        Near::Right => Side::Right,
        Near::Left => Side::Left,
    }
}

/// Whether a handle is on the side that is farther from the viewer.
#[must_use]
pub fn is_far(figure: &Figure, handle: Handle) -> bool {
    handle.side().is_some_and(|side| side != near_side(figure))
}

/// How far beside its true place a handle is drawn: as far as the limb that it belongs to.
fn shift(figure: &Figure, handle: Handle) -> f32 {
    if is_far(figure, handle) && figure.view == View::Side { FAR_SHIFT } else { 0.0 }
}

/// The handles of a keyframe (by its place, from 0) where they are drawn: the spine, the near limbs, the far limbs. None
/// for a keyframe that is not there.
#[must_use]
pub fn handles(figure: &Figure, frame: usize) -> Vec<(Handle, Point)> {
    let Some(keyframe) = figure.keyframes.get(frame) else { return Vec::new() };
    let body = skeleton::body(keyframe);
    let near = near_side(figure);
    let limbs = [near, near.other()].into_iter().flat_map(|side| {
        [
            Handle::Elbow(side),
            Handle::Hand(side),
            Handle::Fingers(side),
            Handle::Knee(side),
            Handle::Ankle(side),
            Handle::Toes(side),
        ]
    });
    let all = [Handle::Head, Handle::Shoulders, Handle::Hips].into_iter().chain(limbs);
    all.map(|handle| (handle, handle.spot(&body).plus((1.0, 0.0), shift(figure, handle)))).collect()
}

/// The angle of the bone that ends at a handle, in whole degrees from -180 to 180. The hips have none.
#[must_use]
pub fn angle(figure: &Figure, frame: usize, handle: Handle) -> Option<i16> {
    let angle = skeleton::angle(figure.keyframes.get(frame)?, handle.bone()?);
    Some(bend::wrapped(angle).round() as i16)
}

/// A figure that stands still in one keyframe of another, to be drawn. `None` for a keyframe that is not there.
#[must_use]
pub fn still(figure: &Figure, frame: usize) -> Option<Figure> {
    let keyframe = figure.keyframes.get(frame)?.clone();
    let motion = vec![Motion { from: keyframe.name.clone(), seconds: 1.0, pin: None, say: None }];
    Some(Figure {
        id: figure.id.clone(),
        view: figure.view,
        near: figure.near,
        highlight: figure.highlight.clone(),
        keyframes: vec![keyframe],
        motion,
        reps: figure.reps,
        breathe: None,
        props: figure.props.clone(),
        nose: figure.nose,
    })
}

/// The figure with left and right exchanged: positions, what works, what is pinned, what breathes, and the words "left" and
/// "right" in the names of positions. It goes on facing the same way, so things stay where they are: only another leg steps
/// onto the block. Mirrored twice it is itself again.
#[must_use]
pub fn mirrored(figure: &Figure) -> Figure {
    let bones = |map: &BTreeMap<Bone, f32>| map.iter().map(|(bone, number)| (bone.mirrored(), *number)).collect();
    let mut mirrored = figure.clone();
    for Keyframe { name, angles, scale, .. } in &mut mirrored.keyframes {
        *name = other_side(name);
        *angles = bones(angles);
        *scale = bones(scale);
    }
    for leg in &mut mirrored.motion {
        leg.from = other_side(&leg.from);
        leg.say = leg.say.as_deref().map(other_side);
        leg.pin = leg.pin.map(super::figure::Joint::mirrored);
    }
    for bone in mirrored.highlight.iter_mut().chain(mirrored.breathe.iter_mut().map(|breathe| &mut breathe.bone)) {
        *bone = bone.mirrored();
    }
    mirrored
}

/// Words with left and right exchanged.
fn other_side(words: &str) -> String {
    let other = |word| match word {
        "left" => "right",
        "right" => "left",
        "Left" => "Right",
        "Right" => "Left",
        word => word,
    };
    words.split(' ').map(other).collect::<Vec<_>>().join(" ")
}

/// A copy of a figure, called after `name` as ids are written, with a number behind it where that is taken.
#[must_use]
pub fn copied(figure: &Figure, name: &str, taken: impl Fn(&FigureId) -> bool) -> Figure {
    let wanted = match kebab_case(name) {
        empty if empty.is_empty() => figure.id.as_str().to_owned(),
        wanted => wanted,
    };
    let numbered = (2_u32..).map(|number| FigureId::new(format!("{wanted}-{number}")));
    let id = std::iter::once(FigureId::new(wanted.clone())).chain(numbered).find(|id| !taken(id));
    Figure { id: id.unwrap_or_else(|| figure.id.clone()), ..figure.clone() }
}
