//! Figures under somebody's hands: whatever is dragged where, they stay figures; what is dragged goes where it is taken.

use afterrun::domain::drawing::{bounds, draw};
use afterrun::domain::figure::{Bone, Figure, FigureId};
use afterrun::domain::pose::{Handle, angle, copied, dragged, handles, mirrored, still, turned};
use afterrun::domain::side::Side;
use afterrun::domain::skeleton::{Phase, Point};
use proptest::prelude::*;

use crate::support::library;

fn figure(id: &str) -> Figure {
    library().figures.get(&FigureId::new(id)).unwrap().clone()
}

fn at(figure: &Figure, handle: Handle) -> Point {
    handles(figure, 0).into_iter().find(|(each, _)| *each == handle).unwrap().1
}

fn by(point: Point, dx: f32, dy: f32) -> Point {
    Point { x: point.x + dx, y: point.y + dy }
}

fn apart(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn lowest(figure: &Figure, frame: usize) -> f32 {
    bounds(&draw(&still(figure, frame).unwrap(), Phase::Still, false)).unwrap().0.y
}

fn whole(angles: &[Option<f32>]) -> bool {
    angles.iter().flatten().all(|angle| angle.fract() == 0.0)
}

const RIGHT: Side = Side::Right;
const LEFT: Side = Side::Left;

#[test]
fn every_handle_is_listed_once_near_limbs_before_far_ones() {
    let standing = figure("squat");
    let listed: Vec<Handle> = handles(&standing, 0).into_iter().map(|(handle, _)| handle).collect();
    assert_eq!(listed.len(), 15);
    assert_eq!(listed[..5], [Handle::Head, Handle::Shoulders, Handle::Hips, Handle::Elbow(RIGHT), Handle::Hand(RIGHT)]);
    assert_eq!(listed[9], Handle::Elbow(LEFT));
    assert_eq!(handles(&standing, 99), []);
}

#[test]
fn a_foot_goes_where_it_is_taken_and_the_knee_bends_the_natural_way() {
    let standing = figure("squat");
    let to = by(at(&standing, Handle::Ankle(RIGHT)), 0.2, 0.2);
    let stepping = dragged(&standing, 0, Handle::Ankle(RIGHT), to);
    assert!(apart(at(&stepping, Handle::Ankle(RIGHT)), to) < 0.01);
    let angles = &stepping.keyframes[0].angles;
    assert!(angles[&Bone::ShankR] < angles[&Bone::ThighR] - 20.0, "{angles:?}");
    assert!(whole(&[angles.get(&Bone::ThighR).copied(), angles.get(&Bone::ShankR).copied()]));
    assert_eq!(angles.get(&Bone::FootR), Some(&90.0), "the foot keeps its direction");
    assert_eq!(at(&stepping, Handle::Ankle(LEFT)), at(&standing, Handle::Ankle(LEFT)));
    // A hand far out of reach: the arm is stretched towards it.
    let far = Point { x: 3.0, y: at(&standing, Handle::Shoulders).y };
    let pointing = dragged(&standing, 0, Handle::Hand(LEFT), far);
    assert_eq!(angle(&pointing, 0, Handle::Elbow(LEFT)), Some(90));
    assert_eq!(angle(&pointing, 0, Handle::Hand(LEFT)), Some(90));
}

#[test]
fn an_elbow_goes_on_bending_the_way_it_was_bent() {
    let standing = figure("squat");
    let bent = dragged(&standing, 0, Handle::Hand(RIGHT), by(at(&standing, Handle::Shoulders), 0.2, 0.0));
    let angles = &bent.keyframes[0].angles;
    assert!(angles[&Bone::ForearmR] > angles[&Bone::UpperArmR] + 20.0, "{angles:?}");
}

#[test]
fn the_feet_stay_when_the_hips_go_down() {
    let standing = figure("squat");
    let squat = dragged(&standing, 0, Handle::Hips, by(at(&standing, Handle::Hips), -0.1, -0.2));
    for side in [RIGHT, LEFT] {
        assert!(apart(at(&squat, Handle::Ankle(side)), at(&standing, Handle::Ankle(side))) < 0.01);
        assert!(at(&squat, Handle::Knee(side)).x > 0.0, "the knees go forward");
    }
    assert!((squat.keyframes[0].root.1 - 0.33).abs() < 0.01);
    // Up beyond what the legs reach, the body comes along.
    let jump = dragged(&standing, 0, Handle::Hips, by(at(&standing, Handle::Hips), 0.0, 0.2));
    assert!(lowest(&jump, 0) > 0.1);
    // In a plank the hands and toes stay.
    let plank = figure("push-up");
    let pike = dragged(&plank, 0, Handle::Hips, by(at(&plank, Handle::Hips), -0.05, 0.1));
    for handle in [Handle::Ankle(RIGHT), Handle::Ankle(LEFT)] {
        assert!(apart(at(&pike, handle), at(&plank, handle)) < 0.03, "{handle:?}");
    }
}

#[test]
fn the_floor_holds() {
    let standing = figure("squat");
    for (handle, to) in [
        (Handle::Ankle(RIGHT), Point { x: 0.1, y: -0.5 }),
        (Handle::Hips, Point { x: 0.0, y: -1.0 }),
        (Handle::Hand(LEFT), Point { x: 0.3, y: -1.0 }),
    ] {
        assert!(lowest(&dragged(&standing, 0, handle, to), 0) > -0.01, "{handle:?}");
    }
    // Toes pressed into the floor lift the heel: a calf raise.
    let tiptoe = turned(&standing, 0, Handle::Toes(RIGHT), -30.0);
    assert!(tiptoe.keyframes[0].root.1 > standing.keyframes[0].root.1 + 0.03);
    assert_eq!(tiptoe.keyframes[0].angles.get(&Bone::ToeR), Some(&90.0), "the toes stay flat");
}

#[test]
fn a_joint_at_its_end_takes_the_next_bone_along() {
    let standing = figure("squat");
    // The heel to the seat and farther: the knee stops.
    let folded = turned(&standing, 0, Handle::Ankle(RIGHT), -178.0);
    assert_eq!(angle(&folded, 0, Handle::Ankle(RIGHT)), Some(-165));
    // The knee does not bend forward: the thigh goes back and takes the shank with it.
    let back = turned(&standing, 0, Handle::Knee(RIGHT), -40.0);
    assert_eq!(angle(&back, 0, Handle::Ankle(RIGHT)), Some(-40));
    // The other way the shank keeps its direction.
    let up = turned(&standing, 0, Handle::Knee(RIGHT), 40.0);
    assert_eq!(angle(&up, 0, Handle::Ankle(RIGHT)), Some(0));
    // The head goes with the back.
    let bow = turned(&standing, 0, Handle::Shoulders, 60.0);
    assert_eq!(angle(&bow, 0, Handle::Head), Some(60));
    assert_eq!(turned(&standing, 0, Handle::Hips, 60.0), standing);
}

#[test]
fn a_mirrored_figure_is_the_one_that_is_drawn_for_the_other_side() {
    for figure in library().figures.iter() {
        let other = mirrored(figure);
        assert_eq!(other.check(), Ok(()));
        assert_eq!(mirrored(&other), *figure, "mirrored twice it is itself");
        assert_eq!(other.working_side(), figure.working_side().map(Side::other), "{:?}", figure.id);
        for share in [0.0, 0.3, 0.6] {
            let phase = Phase::Moving { share, breath: 0.4 };
            assert_eq!(draw(&other, phase, false), draw(figure, phase, true), "{:?}", figure.id);
        }
    }
    let kicks = mirrored(&figure("butt-kicks"));
    assert_eq!(kicks.keyframes[0].name, "left heel up");
}

#[test]
fn a_copy_gets_a_name_of_its_own() {
    let plank = figure("plank");
    let taken = |id: &FigureId| ["plank", "my-plank", "my-plank-2"].contains(&id.as_str());
    assert_eq!(copied(&plank, "My plank", taken).id.as_str(), "my-plank-3");
    assert_eq!(copied(&plank, "Süß & neu", taken).id.as_str(), "süß-neu");
    let nameless = copied(&plank, " ?! ", taken);
    assert_eq!(nameless.id.as_str(), "plank-2");
    assert_eq!(nameless.keyframes, plank.keyframes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_dragged_it_stays_a_figure(
        which in any::<prop::sample::Index>(),
        frame in 0_usize..4,
        moves in prop::collection::vec((any::<prop::sample::Index>(), -2.0_f32..2.0, -1.0_f32..2.0, -400.0_f32..400.0), 1..12),
    ) {
        let library = library_once();
        let figures: Vec<&Figure> = library.figures.iter().collect();
        let first = which.get(&figures);
        let mut figure = (*first).clone();
        let floor = lowest(&figure, frame.min(figure.keyframes.len() - 1)).min(0.0);
        for (handle, x, y, degrees) in moves {
            let frame = frame.min(figure.keyframes.len() - 1);
            let all = handles(&figure, frame);
            let (handle, _) = handle.get(&all);
            figure = dragged(&figure, frame, *handle, Point { x, y });
            figure = turned(&figure, frame, *handle, degrees);
            prop_assert_eq!(figure.check(), Ok(()));
            let lowest = lowest(&figure, frame);
            // Things may lie lower than the body.
            prop_assert!(lowest > floor - 0.03, "{} sinks to {}", first.id.as_str(), lowest);
        }
        let first: Vec<_> = first.keyframes.iter().map(|frame| &frame.angles).collect();
        for (frame, was) in figure.keyframes.iter().zip(first) {
            for (bone, angle) in &frame.angles {
                prop_assert!(was.get(bone) == Some(angle) || angle.fract() == 0.0, "{bone:?} {angle}");
            }
        }
    }

    #[test]
    fn wild_points_change_nothing_or_little(x in any::<f32>(), y in any::<f32>(), degrees in any::<f32>()) {
        let standing = library_once().figures.get(&FigureId::new("squat")).unwrap();
        for (handle, _) in handles(standing, 0) {
            prop_assert_eq!(dragged(standing, 0, handle, Point { x, y }).check(), Ok(()));
            prop_assert_eq!(turned(standing, 0, handle, degrees).check(), Ok(()));
            prop_assert_eq!(&dragged(standing, 7, handle, Point { x, y }), standing);
        }
    }
}

/// Read once for many cases.
fn library_once() -> &'static afterrun::domain::library::Library {
    static LIBRARY: std::sync::OnceLock<afterrun::domain::library::Library> = std::sync::OnceLock::new();
    LIBRARY.get_or_init(library)
}
