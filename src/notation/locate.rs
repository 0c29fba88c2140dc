//! Finds where in a file a value is written, so that what is wrong with it can be shown in place. Tolerant: where the value
//! is not written, the nearest thing around it is found.

use std::ops::Range;

use super::scan::{self, Token, Tokens};
use super::tree::Tree;
use crate::domain::check::Place;

/// One step on the way from the whole file to a value in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way<'a> {
    /// Into the field of this name.
    Field(&'a str),
    /// To the element with this place, from 0.
    At(usize),
}

/// The line and column of a place in a routine's file.
pub(super) fn place(tree: &Tree<'_>, place: Place) -> (usize, usize) {
    scan::line_col(tree.text, range_in(tree, place).start)
}

/// The bytes of a place in a routine's file: the value, or what it would stand in if it is not written.
#[must_use]
pub fn range_of(text: &str, place: Place) -> Range<usize> {
    range_in(&Tree::of(text), place)
}

fn range_in(tree: &Tree<'_>, place: Place) -> Range<usize> {
    let (blocks, steps) = (Way::Field("blocks"), Way::Field("steps"));
    match place {
        Place::Routine(field) => find(tree, &[Way::Field(field)]),
        Place::Block(block, field) => find(tree, &[blocks, Way::At(block), Way::Field(field)]),
        Place::Step(block, step, field) => {
            find(tree, &[blocks, Way::At(block), steps, Way::At(step), Way::Field(field)])
        }
    }
}

/// The bytes of what is written at a line and column, both from 1: a name, a number, a text, a bracket. Where nothing is
/// written, what comes next, or else what comes last. Never more than one line.
#[must_use]
pub fn range_at(text: &str, line_col: (usize, usize)) -> Range<usize> {
    let at = scan::offset(text, line_col);
    let mut last = 0..0;
    for Token { start, text: written, .. } in Tokens::new(text) {
        let line = written.split('\n').next().unwrap_or(written);
        last = start..start + line.trim_end_matches('\r').len();
        if start + written.len() > at {
            break;
        }
    }
    last
}

/// The line and column of the value that lies at the end of `way`, or of as much of the way as is written.
pub(crate) fn locate(text: &str, way: &[Way<'_>]) -> (usize, usize) {
    in_tree(&Tree::of(text), way)
}

/// The same in a text that has been taken apart already.
pub(super) fn in_tree(tree: &Tree<'_>, way: &[Way<'_>]) -> (usize, usize) {
    scan::line_col(tree.text, find(tree, way).start)
}

fn find(tree: &Tree<'_>, way: &[Way<'_>]) -> Range<usize> {
    let Some(mut item) = tree.root() else { return 0..0 };
    for turn in way {
        let next = match turn {
            Way::Field(name) => tree.field(item, name).filter(|field| !field.value.is_empty()),
            Way::At(n) => tree.items(item).get(*n),
        };
        match next {
            Some(next) => item = next,
            None => break,
        }
    }
    item.value.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, place: Place) -> (usize, usize) {
        super::place(&Tree::of(text), place)
    }

    const ROUTINE: &str = r##"#![enable(implicit_some)]
#![enable(unwrap_newtypes)]
/* steps: [ /* ( */ */
Routine(
    format: 1, // name: "no"
    about: "a ), \"name: ( and ]",
    name: r#"raw " ( "#,
    blocks: [
        (name: "One", kind: Strength, steps: [
            (exercise: "squat"),
            (exercise: "plank", dose: Hold("1s"), goal: Reps(3)),
        ]),
        Block(
            steps: [ /* ( */ Step(r#dose: Hold("2s"), exercise: "lunge") ],
            name: "Two",
        ),
    ],
)
"##;

    #[test]
    fn fields_are_found_by_their_values() {
        for (wanted, found) in [
            (Place::Routine("name"), (7, 11)),
            (Place::Routine("about"), (6, 12)),
            (Place::Routine("blocks"), (8, 13)),
            (Place::Block(0, "kind"), (9, 29)),
            (Place::Block(1, "name"), (15, 19)),
            (Place::Step(0, 0, "exercise"), (10, 24)),
            (Place::Step(0, 1, "dose"), (11, 39)),
            (Place::Step(0, 1, "goal"), (11, 57)),
            (Place::Step(1, 0, "dose"), (14, 43)),
            (Place::Step(1, 0, "exercise"), (14, 65)),
        ] {
            assert_eq!(place(ROUTINE, wanted), found, "{wanted:?}");
        }
    }

    #[test]
    fn what_is_not_written_is_shown_by_what_is_around_it() {
        for (wanted, found) in [
            (Place::Routine("budget"), (4, 1)),
            (Place::Block(0, "budget"), (9, 9)),
            (Place::Block(1, "budget"), (13, 9)),
            (Place::Block(7, "name"), (8, 13)),
            (Place::Step(0, 0, "dose"), (10, 13)),
            (Place::Step(1, 0, "goal"), (14, 30)),
            (Place::Step(1, 5, "goal"), (14, 20)),
        ] {
            assert_eq!(place(ROUTINE, wanted), found, "{wanted:?}");
        }
    }

    #[test]
    fn what_is_underlined_is_the_value_or_its_record() {
        let written = |place| &ROUTINE[range_of(ROUTINE, place)];
        assert_eq!(written(Place::Step(0, 1, "dose")), "Hold(\"1s\")");
        assert_eq!(written(Place::Step(0, 0, "dose")), "(exercise: \"squat\")");
        assert_eq!(written(Place::Block(1, "name")), "\"Two\"");
        assert!(written(Place::Block(1, "budget")).starts_with("Block("));
    }

    #[test]
    fn what_stands_at_a_line_and_column_is_found() {
        let at = |line_col| &ROUTINE[range_at(ROUTINE, line_col)];
        assert_eq!(at((6, 12)), "\"a ), \\\"name: ( and ]\"");
        assert_eq!((at((6, 14)), at((5, 5)), at((5, 18))), (at((6, 12)), "format", "about"));
        assert_eq!((at((3, 4)), at((99, 1))), ("Routine", ")"));
        assert_eq!((range_at("", (1, 1)), range_at("( \"a\r\nb", (1, 3))), (0..0, 2..4));
    }

    #[test]
    fn broken_text_gives_some_place() {
        let places = [Place::Routine("name"), Place::Block(1, "name"), Place::Step(1, 0, "dose")];
        for cut in (0..ROUTINE.len()).filter(|cut| ROUTINE.is_char_boundary(*cut)) {
            for wanted in places {
                let (line, col) = place(&ROUTINE[..cut], wanted);
                assert!(line >= 1 && col >= 1);
            }
        }
        for text in
            ["", "#", "#!", "#![", ")", "x", "(:", "(blocks:", "(blocks:[", "(blocks:[(", "[[[", "(,,,)", "#!#!"]
        {
            for wanted in places {
                assert_eq!(place(text, wanted).0, 1, "{text}");
            }
        }
    }

    #[test]
    fn names_inside_values_are_not_fields() {
        let text = "(a: (name: 1), b: {\"name\": name}, c: [name], name: 2)";
        assert_eq!(place(text, Place::Routine("name")), (1, 52));
    }
}
