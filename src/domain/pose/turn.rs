//! What happens to a figure when one of its handles is moved. Changes one keyframe of a copy; knows no pointer and no keys.
//!
//! The rules, so that a body moves as a person expects:
//! - Limbs keep their directions when what they hang on is turned, as the format has it; the head goes with the back.
//! - A joint at the end of its way takes the next bone along. Limits hold where a body is seen from its side; a figure
//!   drawn beyond them stays as it is until it is bent back.
//! - Hands, elbows, knees and feet that stand on the floor stay there while hips or shoulders move, as far as they reach.
//! - The floor holds: a body that would sink into it is lifted. Nothing falls: what is lifted stays up.

use super::bend::{LIMITS, Limb, near, reach, towards};
use super::{Handle, limbs, shift};
use crate::domain::figure::{Bone, Figure, Keyframe, View};
use crate::domain::side::Side;
use crate::domain::skeleton::{Body, Limbs, Point, angle, body, length, radius};

/// Nothing is taken farther from the middle of the picture, in body heights.
const FARTHEST: f32 = 3.0;
/// What is lower than this stands on the floor.
const STANDS: f32 = 0.02;

/// The figure with a handle of a keyframe (by its place, from 0) taken to a point, as [`super::handles`] gives them. A point that
/// is no place changes nothing.
#[must_use]
pub fn dragged(figure: &Figure, frame: usize, handle: Handle, to: Point) -> Figure {
    if !(to.x.is_finite() && to.y.is_finite()) {
        return figure.clone();
    }
    let place = |value: f32| value.clamp(-FARTHEST, FARTHEST);
    let to = Point::new(place(to.x) - shift(figure, handle), place(to.y));
    changed(figure, frame, |rig| rig.drag(handle, to))
}

/// The figure with the bone that ends at a handle turned by this many degrees. The hips end no bone: nothing changes.
#[must_use]
pub fn turned(figure: &Figure, frame: usize, handle: Handle, degrees: f32) -> Figure {
    if !degrees.is_finite() {
        return figure.clone();
    }
    changed(figure, frame, |rig| rig.turn(handle, degrees))
}

fn changed(figure: &Figure, frame: usize, change: impl FnOnce(&mut Rig<'_>)) -> Figure {
    let mut figure = figure.clone();
    let view = figure.view;
    if let Some(frame) = figure.keyframes.get_mut(frame) {
        let mut rig = Rig { was: frame.clone(), frame, view };
        change(&mut rig);
        rig.keep_joints();
        rig.keep_above_floor();
    }
    figure
}

/// A keyframe that is being changed.
struct Rig<'a> {
    was: Keyframe,
    frame: &'a mut Keyframe,
    view: View,
}

/// A place of a limb that stands on the floor.
enum Planted {
    /// Knee or elbow: the upper bone goes on pointing there.
    Middle(Handle, Point),
    /// Ankle or wrist: both bones bend to reach it.
    End(Limb, Handle, Point),
}

impl Rig<'_> {
    fn drag(&mut self, handle: Handle, to: Point) {
        let now = body(self.frame);
        match handle {
            Handle::Hips => {
                let stands = self.planted();
                self.put_root(to.x, to.y.max(now.hip.y.min(radius::TORSO)));
                self.plant(&stands);
            }
            Handle::Hand(side) => {
                let limb = limbs(&now, side);
                let above = (limb.wrist.y - limb.hand.y).max(0.0) + radius::HAND;
                self.reach(Limb::Arm(side), above_floor(to, above.min(limb.wrist.y)));
            }
            Handle::Ankle(side) => {
                let limb = limbs(&now, side);
                let above = limb.ankle.y - sole(&now, side);
                self.reach(Limb::Leg(side), above_floor(to, above.min(limb.ankle.y)));
            }
            Handle::Head
            | Handle::Shoulders
            | Handle::Elbow(_)
            | Handle::Fingers(_)
            | Handle::Knee(_)
            | Handle::Toes(_) => {
                let (pivot, at) = (pivot(&now, handle), handle.spot(&now));
                if let (Some(is), Some(should)) = (towards(pivot, at), towards(pivot, to)) {
                    // The spine's angles grow the other way round.
                    let spine = if handle.side().is_none() { -1.0 } else { 1.0 };
                    self.turn(handle, spine * (should - is));
                }
            }
        }
    }

    fn turn(&mut self, handle: Handle, degrees: f32) {
        let Some(bone) = handle.bone() else { return };
        match handle {
            Handle::Head => self.turn_all(&[Bone::Neck, Bone::Head], degrees),
            Handle::Shoulders => {
                let stands = self.planted();
                self.turn_all(&[Bone::Torso, Bone::Neck, Bone::Head], degrees);
                self.plant(&stands);
            }
            Handle::Toes(side) => {
                let toe = if side == Side::Right { Bone::ToeR } else { Bone::ToeL };
                let flat = angle(self.frame, toe);
                let ball = limbs(&body(self.frame), side).ball.y - radius::FOOT;
                self.turn_all(&[bone], degrees);
                if ball < STANDS {
                    self.set(toe, flat);
                } else if self.frame.angles.contains_key(&toe) {
                    self.set(toe, flat + degrees);
                }
            }
            _ => self.turn_all(&[bone], degrees),
        }
    }

    fn turn_all(&mut self, bones: &[Bone], degrees: f32) {
        for bone in bones {
            self.set(*bone, angle(self.frame, *bone) + degrees);
        }
    }

    fn set(&mut self, bone: Bone, degrees: f32) {
        let degrees = near(angle(self.frame, bone), degrees);
        self.frame.angles.insert(bone, degrees);
    }

    /// Bends a limb so that its wrist or ankle is at a point.
    fn reach(&mut self, limb: Limb, to: Point) {
        let (upper, lower) = limb.bones();
        let now = body(self.frame);
        let (root, lengths) = match limb {
            Limb::Arm(_) => (now.shoulder, (length::UPPER_ARM, length::FOREARM)),
            Limb::Leg(_) => (now.hip, (length::THIGH, length::SHANK)),
        };
        let scale = |bone| self.frame.scale.get(&bone).copied().unwrap_or(1.0).abs();
        let lengths = (lengths.0 * scale(upper), lengths.1 * scale(lower));
        let old = angle(self.frame, upper);
        let way = limb.way(old, angle(self.frame, lower));
        if let Some((first, second)) = reach(root, to, lengths, way, old) {
            self.set(upper, first);
            self.set(lower, second);
        }
    }

    /// What stands on the floor now.
    fn planted(&self) -> Vec<Planted> {
        let now = body(self.frame);
        let stands = |point: Point, radius: f32| point.y - radius < STANDS;
        let mut planted = Vec::new();
        for side in [Side::Right, Side::Left] {
            let limb = limbs(&now, side);
            if stands(limb.knee, radius::SHANK) {
                planted.push(Planted::Middle(Handle::Knee(side), limb.knee));
            } else if sole(&now, side) < STANDS {
                planted.push(Planted::End(Limb::Leg(side), Handle::Ankle(side), limb.ankle));
            }
            if stands(limb.elbow, radius::FOREARM) {
                planted.push(Planted::Middle(Handle::Elbow(side), limb.elbow));
            } else if stands(limb.wrist, radius::HAND) || stands(limb.hand, radius::HAND) {
                planted.push(Planted::End(Limb::Arm(side), Handle::Hand(side), limb.wrist));
            }
        }
        planted
    }

    /// Takes what stood on the floor back to where it stood, as far as it reaches.
    fn plant(&mut self, planted: &[Planted]) {
        for each in planted {
            match *each {
                Planted::Middle(handle, at) => {
                    if let (Some(bone), Some(to)) = (handle.bone(), towards(pivot(&body(self.frame), handle), at)) {
                        self.set(bone, to);
                    }
                }
                Planted::End(limb, _, at) => self.reach(limb, at),
            }
        }
        self.keep_joints();
        // Whole degrees leave the first foot a hair away, which trembles while the hips are dragged.
        if let Some(Planted::Middle(handle, at) | Planted::End(_, handle, at)) = planted.first() {
            let is = handle.spot(&body(self.frame));
            let (dx, dy) = (at.x - is.x, at.y - is.y);
            if dx.hypot(dy) < 0.01 {
                self.put_root(self.frame.root.0 + dx, self.frame.root.1 + dy);
            }
        }
    }

    /// Bends joints that went beyond their limits back to them, from the inner ones outwards.
    fn keep_joints(&mut self) {
        if self.view != View::Side {
            return;
        }
        for limit in LIMITS {
            let pair = |frame: &Keyframe| (angle(frame, limit.parent), angle(frame, limit.child));
            let is = pair(self.frame);
            let kept = limit.kept(pair(&self.was), is);
            // Less than the roundings is no bend.
            if (kept - is.1 - 360.0 * ((kept - is.1) / 360.0).round()).abs() > 0.6 {
                self.set(limit.child, kept);
            }
        }
    }

    /// Lifts a body that has sunk deeper than it was before.
    fn keep_above_floor(&mut self) {
        let deepest = lowest(&body(&self.was)).min(0.0);
        let sunk = deepest - lowest(&body(self.frame));
        if sunk > 1e-4 {
            self.put_root(self.frame.root.0, self.frame.root.1 + sunk);
        }
    }

    fn put_root(&mut self, x: f32, y: f32) {
        let rounded = |value: f32| ((value * 1e4).round() / 1e4).clamp(-Figure::LARGEST, Figure::LARGEST);
        self.frame.root = (rounded(x), rounded(y));
    }
}

/// The point about which a handle turns.
const fn pivot(body: &Body, handle: Handle) -> Point {
    match handle {
        Handle::Head | Handle::Elbow(_) => body.shoulder,
        Handle::Shoulders | Handle::Hips | Handle::Knee(_) => body.hip,
        Handle::Hand(side) => limbs(body, side).elbow,
        Handle::Fingers(side) => limbs(body, side).wrist,
        Handle::Ankle(side) => limbs(body, side).knee,
        Handle::Toes(side) => limbs(body, side).ankle,
    }
}

fn above_floor(point: Point, least: f32) -> Point {
    Point::new(point.x, point.y.max(least))
}

/// How high the lowest point of a foot is.
fn sole(body: &Body, side: Side) -> f32 {
    let Limbs { heel, ball, toe, .. } = *limbs(body, side);
    (heel.y.min(ball.y) - radius::FOOT).min(toe.y - radius::TOE)
}

/// How high the lowest point of a body is.
fn lowest(body: &Body) -> f32 {
    let spine = [body.head.y - radius::HEAD, body.shoulder.y - radius::TORSO * 0.9, body.hip.y - radius::TORSO * 0.9];
    let limbs = [Side::Right, Side::Left].into_iter().flat_map(|side| {
        let limb = limbs(body, side);
        [
            limb.elbow.y - radius::FOREARM,
            limb.wrist.y - radius::HAND,
            limb.hand.y - radius::HAND * 0.8,
            limb.knee.y - radius::SHANK,
            limb.ankle.y - radius::FOREARM,
            sole(body, side),
        ]
    });
    spine.into_iter().chain(limbs).fold(f32::INFINITY, f32::min)
}
