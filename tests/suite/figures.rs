//! Every figure, through its whole motion, on both sides: it stands on the floor, never jumps, and has two equal sides.

use afterrun::domain::drawing::{Form, Part, bounds, draw};
use afterrun::domain::figure::Figure;
use afterrun::domain::side::Side;
use afterrun::domain::skeleton::{Phase, Point};

use crate::support::library;

/// Looks along one loop.
const LOOKS: u16 = 240;

fn looks(figure: &Figure, swapped: bool) -> Vec<Vec<Part>> {
    let at = |i: u16| Phase::Moving { share: f32::from(i) / f32::from(LOOKS), breath: f32::from(i) / 20.0 };
    (0..=LOOKS).map(|i| draw(figure, at(i), swapped)).collect()
}

fn points(parts: &[Part]) -> Vec<Point> {
    let of = |part: &Part| match &part.form {
        Form::Limb { from, to, .. } | Form::Line { from, to } => vec![*from, *to],
        Form::Disc { at, .. } | Form::Ring { at, .. } => vec![*at],
        Form::Polygon(points) => points.clone(),
    };
    parts.iter().flat_map(of).collect()
}

#[test]
fn nothing_sinks_into_the_floor_or_leaves_the_picture() {
    for figure in library().figures.iter() {
        for swapped in [false, true] {
            for parts in looks(figure, swapped) {
                let (low, high) = bounds(&parts).unwrap();
                let name = figure.id.as_str();
                assert!(low.y > -0.03, "{name} sinks to {}", low.y);
                assert!(high.y < 1.3 && high.x - low.x < 1.6, "{name} is {} by {}", high.x - low.x, high.y);
            }
        }
    }
}

#[test]
fn nothing_jumps() {
    for figure in library().figures.iter() {
        for pair in looks(figure, false).windows(2) {
            for (before, after) in points(&pair[0]).into_iter().zip(points(&pair[1])) {
                let moved = (before.x - after.x).hypot(before.y - after.y);
                assert!(moved < 0.06, "{} jumps by {moved}", figure.id.as_str());
            }
        }
    }
}

#[test]
fn the_loop_closes() {
    for figure in library().figures.iter() {
        let at = |share| points(&draw(figure, Phase::Moving { share, breath: 0.0 }, false));
        for (first, last) in at(0.0).into_iter().zip(at(0.9999)) {
            assert!((first.x - last.x).hypot(first.y - last.y) < 0.01, "{}", figure.id.as_str());
        }
    }
}

#[test]
fn swapping_sides_moves_the_other_limbs() {
    let library = library();
    for exercise in library.catalogue.iter() {
        let figure = library.figures.get(&exercise.figure).unwrap();
        let [own, other] = [false, true].map(|swapped| draw(figure, Phase::Still, swapped));
        assert_eq!(own.len(), other.len(), "{}", exercise.id);
        if figure.working_side().is_some() {
            assert_ne!(own, other, "{}: a one-sided figure looks different from the other side", exercise.id);
            // Exactly one of the two sides needs the flipped picture.
            assert_ne!(figure.flipped_for(Side::Left), figure.flipped_for(Side::Right), "{}", exercise.id);
        }
    }
}

#[test]
fn what_works_is_tinted() {
    use afterrun::domain::drawing::Tone;
    use afterrun::domain::exercise::Kind;
    let library = library();
    for exercise in library.catalogue.iter().filter(|exercise| exercise.kind != Kind::Care) {
        let parts = draw(library.figures.get(&exercise.figure).unwrap(), Phase::Still, false);
        assert!(parts.iter().any(|part| part.tone == Tone::Tinted), "{}", exercise.id);
    }
}
