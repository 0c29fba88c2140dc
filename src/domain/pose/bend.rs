//! How joints bend: angles that stay near each other, how far a joint goes, and where a knee or elbow has to be for a foot or
//! hand to be somewhere. Numbers only; knows no figure.

use crate::domain::figure::Bone;
use crate::domain::side::Side;
use crate::domain::skeleton::Point;

/// The same direction as an angle of degrees above -180 and up to 180.
pub(super) fn wrapped(degrees: f32) -> f32 {
    let turned = degrees.rem_euclid(360.0);
    if turned > 180.0 { turned - 360.0 } else { turned }
}

/// A direction, as an angle near `old`: the motion between two positions must not turn a limb right round. Whole degrees, so
/// that files stay readable.
pub(super) fn near(old: f32, degrees: f32) -> f32 {
    let near = (old + wrapped(degrees - old)).round();
    if near.abs() > 360.0 { wrapped(near) } else { near }
}

/// How far a joint bends: the angle of a bone less that of the one that it hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub parent: Bone,
    pub child: Bone,
    low: f32,
    high: f32,
}

/// What a body seen from its side does, a little generously. Shoulders and hips turn freely. Inner joints come first.
pub(super) const LIMITS: [Limit; 12] = {
    use Bone as B;
    const fn limit(parent: Bone, child: Bone, low: f32, high: f32) -> Limit {
        Limit { parent, child, low, high }
    }
    [
        limit(B::Torso, B::Neck, -45.0, 50.0),
        limit(B::Neck, B::Head, -35.0, 35.0),
        limit(B::UpperArmR, B::ForearmR, 0.0, 150.0),
        limit(B::UpperArmL, B::ForearmL, 0.0, 150.0),
        limit(B::ForearmR, B::HandR, -110.0, 95.0),
        limit(B::ForearmL, B::HandL, -110.0, 95.0),
        limit(B::ThighR, B::ShankR, -165.0, 0.0),
        limit(B::ThighL, B::ShankL, -165.0, 0.0),
        limit(B::ShankR, B::FootR, 10.0, 140.0),
        limit(B::ShankL, B::FootL, 10.0, 140.0),
        limit(B::FootR, B::ToeR, -25.0, 100.0),
        limit(B::FootL, B::ToeL, -25.0, 100.0),
    ]
};

impl Limit {
    /// How far the joint is bent, in degrees around the middle of what it can.
    fn bent(self, parent: f32, child: f32) -> f32 {
        let middle = f32::midpoint(self.low, self.high);
        middle + wrapped(child - parent - middle)
    }

    /// What the child's angle has to be for the joint to be within its limits. A joint that was bent farther before (pairs
    /// are parent and child) may be bent as far as that still.
    pub fn kept(self, was: (f32, f32), is: (f32, f32)) -> f32 {
        let (was, bent) = (self.bent(was.0, was.1), self.bent(is.0, is.1));
        is.0 + bent.clamp(self.low.min(was), self.high.max(was))
    }
}

/// The direction from one point to another as the angle of a limb; `None` where they are the same.
pub(super) fn towards(from: Point, to: Point) -> Option<f32> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    (dx.hypot(dy) > 1e-4).then(|| dx.atan2(-dy).to_degrees())
}

/// An arm or a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limb {
    Arm(Side),
    Leg(Side),
}

impl Limb {
    /// Its two long bones.
    pub const fn bones(self) -> (Bone, Bone) {
        match self {
            Self::Arm(Side::Right) => (Bone::UpperArmR, Bone::ForearmR),
            Self::Arm(Side::Left) => (Bone::UpperArmL, Bone::ForearmL),
            Self::Leg(Side::Right) => (Bone::ThighR, Bone::ShankR),
            Self::Leg(Side::Left) => (Bone::ThighL, Bone::ShankL),
        }
    }

    /// Which way it bends: as it is bent now, or, straight, as a body does. Knees go back, elbows forward.
    pub fn way(self, upper: f32, lower: f32) -> f32 {
        /// Bent by less than this it counts as straight, in degrees.
        const STRAIGHT: f32 = 3.0;
        let bent = wrapped(lower - upper);
        match self {
            _ if bent.abs() > STRAIGHT => bent.signum(),
            Self::Arm(_) => 1.0,
            Self::Leg(_) => -1.0,
        }
    }
}

/// The angles of two bones of these lengths, the first at `root`, for the second to end at `to`, or as near to it as they
/// reach. `way` is 1 where the second bone is turned forward from the first, and -1 where it is turned back. `old` is the
/// first's angle now. `None` where there is no bone or nowhere to go.
pub(super) fn reach(root: Point, to: Point, lengths: (f32, f32), way: f32, old: f32) -> Option<(f32, f32)> {
    let (upper, lower) = lengths;
    if upper < 1e-3 || lower < 1e-3 {
        return None;
    }
    let aim = towards(root, to)?;
    let far = (to.x - root.x).hypot(to.y - root.y).clamp((upper - lower).abs() + 1e-3, upper + lower);
    let cos = (upper * upper + far * far - lower * lower) / (2.0 * upper * far);
    let first = near(old, aim - way * cos.clamp(-1.0, 1.0).acos().to_degrees());
    let along = |from: Point, degrees: f32, length: f32| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        from.plus((sin, -cos), length)
    };
    // From where the rounded first bone really ends, so that roundings do not add up.
    Some((first, towards(along(root, first, upper), along(root, aim, far))?))
}
