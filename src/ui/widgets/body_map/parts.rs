//! The shapes of a body seen from the front and from behind, and which part each of them is. Data and geometry; paints nothing.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::domain::body::{Part, Spot};
use crate::domain::side::Side;

/// How high and how wide a body is, in the units of its shapes.
pub(super) const BODY: Vec2 = vec2(126.0, 386.0);

/// How a body is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Front,
    Back,
}

/// A shape: the half at the right, from the middle line out and from the crown down.
pub(super) struct Piece {
    /// The part that it is; `None` for what belongs to the picture alone.
    pub part: Option<Part>,
    /// Convex, clockwise.
    corners: &'static [(f32, f32)],
    /// How far from a corner it is rounded.
    round: f32,
}

const fn piece(part: Part, round: f32, corners: &'static [(f32, f32)]) -> Piece {
    Piece { part: Some(part), corners, round }
}

const fn rest(round: f32, corners: &'static [(f32, f32)]) -> Piece {
    Piece { part: None, corners, round }
}

const CHEST: &[(f32, f32)] = &[(1.5, 64.0), (22.0, 67.0), (33.0, 93.0), (30.0, 118.0), (1.5, 120.0)];
const WAIST: &[(f32, f32)] = &[(1.5, 123.0), (29.5, 121.0), (28.5, 156.0), (1.5, 158.0)];
const NECK: Piece = piece(Part::Neck, 4.0, &[(1.5, 45.5), (11.0, 44.0), (18.0, 61.5), (1.5, 61.5)]);
const SHOULDER: Piece =
    piece(Part::Shoulder, 7.0, &[(25.0, 65.0), (42.0, 66.0), (51.0, 76.0), (53.0, 92.0), (36.0, 90.0)]);
const KNEE: Piece =
    piece(Part::Knee, 7.0, &[(9.0, 271.0), (30.0, 271.0), (31.0, 284.0), (28.0, 296.0), (11.0, 296.0), (8.0, 284.0)]);
const ANKLE: Piece = piece(Part::Ankle, 5.0, &[(13.0, 345.0), (26.0, 345.0), (27.0, 364.0), (12.0, 364.0)]);

/// What is no part that is asked about: from behind and from the front.
const ARMS: [Piece; 3] = [
    rest(7.0, &[(38.0, 94.0), (54.0, 96.0), (57.0, 140.0), (45.0, 141.0)]),
    rest(6.0, &[(46.0, 144.0), (58.0, 143.0), (60.0, 194.0), (51.0, 195.0)]),
    rest(6.0, &[(50.5, 198.0), (61.0, 197.0), (62.5, 214.0), (56.0, 223.0), (50.0, 214.0)]),
];

const FRONT: [Piece; 11] = [
    rest(12.0, CHEST),
    rest(10.0, WAIST),
    NECK,
    SHOULDER,
    piece(Part::Hip, 8.0, &[(14.0, 160.0), (29.0, 158.5), (37.0, 176.0), (38.0, 197.0), (20.0, 189.0)]),
    piece(Part::Groin, 5.0, &[(1.5, 161.0), (11.0, 160.0), (16.5, 187.0), (11.0, 198.0), (1.5, 201.0)]),
    piece(
        Part::Thigh,
        10.0,
        &[(4.0, 206.0), (21.0, 193.5), (38.0, 201.0), (38.0, 230.0), (30.0, 268.0), (9.0, 268.0), (3.0, 236.0)],
    ),
    KNEE,
    piece(Part::Shin, 7.0, &[(10.0, 299.0), (29.0, 299.0), (31.0, 315.0), (26.0, 342.0), (13.0, 342.0), (9.0, 318.0)]),
    ANKLE,
    piece(Part::Foot, 6.0, &[(12.0, 367.0), (27.0, 367.0), (37.0, 378.0), (34.0, 386.0), (10.0, 386.0)]),
];

const BACK: [Piece; 11] = [
    piece(Part::UpperBack, 12.0, CHEST),
    piece(Part::LowBack, 10.0, WAIST),
    NECK,
    SHOULDER,
    piece(Part::Glute, 12.0, &[(1.5, 161.0), (28.0, 159.0), (38.0, 178.0), (37.0, 196.0), (20.0, 204.0), (1.5, 202.0)]),
    piece(Part::Hamstring, 7.0, &[(3.0, 206.0), (21.0, 208.0), (22.0, 268.0), (9.0, 268.0), (3.0, 236.0)]),
    piece(Part::ItBand, 5.0, &[(24.5, 207.0), (38.0, 200.0), (38.0, 232.0), (31.0, 268.0), (25.0, 268.0)]),
    KNEE,
    piece(Part::Calf, 8.0, &[(10.0, 299.0), (29.0, 299.0), (32.0, 318.0), (26.0, 342.0), (13.0, 342.0), (7.0, 318.0)]),
    ANKLE,
    piece(Part::Foot, 5.0, &[(12.0, 367.0), (27.0, 367.0), (31.0, 379.0), (29.0, 386.0), (11.0, 386.0)]),
];

/// The pieces of a view, upper ones first.
pub(super) fn pieces(view: View) -> impl Iterator<Item = &'static Piece> {
    let own: &[Piece] = match view {
        View::Front => &FRONT,
        View::Back => &BACK,
    };
    ARMS.iter().chain(own)
}

/// The head, which has no sides.
pub(super) const HEAD: Piece = rest(
    9.0,
    &[
        (0.0, 0.0),
        (9.0, 2.5),
        (15.5, 10.0),
        (18.0, 21.0),
        (15.5, 32.0),
        (9.0, 40.0),
        (0.0, 43.0),
        (-9.0, 40.0),
        (-15.5, 32.0),
        (-18.0, 21.0),
        (-15.5, 10.0),
        (-9.0, 2.5),
    ],
);

/// Every spot of a view.
pub(super) fn spots(view: View) -> impl Iterator<Item = (Spot, &'static Piece)> {
    let parts = pieces(view).filter_map(|piece| Some((piece.part?, piece)));
    parts.flat_map(|(part, piece)| [Side::Left, Side::Right].map(|side| (Spot { side, part }, piece)))
}

/// Where a body stands on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// The crown of its head.
    pub top: Pos2,
    /// Points a unit.
    pub scale: f32,
}

impl Stand {
    fn at(self, (x, y): (f32, f32), side: Side) -> Pos2 {
        // As in a mirror: what is left is at the left, from the front and from behind.
        let x = if side == Side::Left { -x } else { x };
        self.top + vec2(x, y) * self.scale
    }

    /// The outline of a piece on one side, with its corners rounded.
    pub fn outline(self, piece: &Piece, side: Side) -> Vec<Pos2> {
        /// Points of each corner.
        const STEPS: u8 = 6;
        let corner = |i: usize| {
            let (x, y) = piece.corners[i % piece.corners.len()];
            pos2(x, y)
        };
        let all = piece.corners.len();
        let mut outline = Vec::with_capacity(all * usize::from(STEPS + 1));
        for i in 0..all {
            let (before, here, after) = (corner(i + all - 1), corner(i), corner(i + 1));
            let cut = |to: Pos2| {
                let edge = to - here;
                here + edge.normalized() * piece.round.min(edge.length() / 2.0)
            };
            let (from, to) = (cut(before), cut(after));
            for step in 0..=STEPS {
                let t = f32::from(step) / f32::from(STEPS);
                let point = from.lerp(here, t).lerp(here.lerp(to, t), t);
                outline.push(self.at((point.x, point.y), side));
            }
        }
        outline
    }

    /// The space that a piece takes on one side.
    pub fn bounds(self, piece: &Piece, side: Side) -> Rect {
        Rect::from_points(&piece.corners.iter().map(|corner| self.at(*corner, side)).collect::<Vec<Pos2>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_part_is_somewhere_and_none_is_twice_in_a_view() {
        let mut all = BTreeSet::new();
        for view in [View::Front, View::Back] {
            let spots: Vec<Spot> = spots(view).map(|(spot, _)| spot).collect();
            let set: BTreeSet<Spot> = spots.iter().copied().collect();
            assert_eq!(spots.len(), set.len());
            all.extend(set);
        }
        assert_eq!(all.len(), 2 * Part::ALL.len());
    }

    #[test]
    fn shapes_are_convex_and_within_the_body() {
        for piece in pieces(View::Front).chain(pieces(View::Back)).chain([&HEAD]) {
            let corner = |i: usize| piece.corners[i % piece.corners.len()];
            for i in 0..piece.corners.len() {
                let (a, b, c) = (corner(i), corner(i + 1), corner(i + 2));
                let turn = (b.0 - a.0) * (c.1 - b.1) - (b.1 - a.1) * (c.0 - b.0);
                assert!(turn > 0.0, "{:?} at {b:?}", piece.part);
                assert!(a.0.abs() <= BODY.x / 2.0 && (0.0..=BODY.y).contains(&a.1), "{:?}", piece.part);
            }
        }
    }

    #[test]
    fn left_is_at_the_left_in_both_views() {
        let stand = Stand { top: pos2(100.0, 0.0), scale: 1.0 };
        for view in [View::Front, View::Back] {
            for (spot, piece) in spots(view) {
                let is_left = stand.bounds(piece, spot.side).center().x < 100.0;
                assert_eq!(is_left, spot.side == Side::Left, "{spot:?}");
            }
        }
    }
}
