//! Finds where in a file a value is written, so that what is wrong with it can be shown in place. Tolerant: where the value
//! is not written, the nearest thing around it is found.

use super::scan::{self, Kind, Token, Tokens};
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
pub(crate) fn place(text: &str, place: Place) -> (usize, usize) {
    let (blocks, steps) = (Way::Field("blocks"), Way::Field("steps"));
    match place {
        Place::Routine(field) => locate(text, &[Way::Field(field)]),
        Place::Block(block, field) => locate(text, &[blocks, Way::At(block), Way::Field(field)]),
        Place::Step(block, step, field) => {
            locate(text, &[blocks, Way::At(block), steps, Way::At(step), Way::Field(field)])
        }
    }
}

/// The line and column of the value that lies at the end of `way`, or of as much of the way as is written.
pub(crate) fn locate(text: &str, way: &[Way<'_>]) -> (usize, usize) {
    let tokens: Vec<Token<'_>> = Tokens::new(text).collect();
    let mut at = after_attributes(&tokens);
    for turn in way {
        let inside = bracket(&tokens, at).map(|open| open + 1);
        let next = inside.and_then(|inside| match turn {
            Way::Field(name) => elements(&tokens, inside).find_map(|element| field(&tokens, element, name)),
            Way::At(n) => elements(&tokens, inside).nth(*n),
        });
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    scan::line_col(text, tokens.get(at).map_or(0, |token| token.start))
}

/// The first token after lines such as `#![enable(implicit_some)]`.
fn after_attributes(tokens: &[Token<'_>]) -> usize {
    let mut at = 0;
    while let [hash, bang, ..] = &tokens[at..]
        && (hash.text, bang.text) == ("#", "!")
    {
        at = after_brackets(tokens, at + 2);
    }
    at
}

/// The first token after the brackets that open at `at`.
fn after_brackets(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// The opening bracket of the value at `at`, past its type's name if it has one.
fn bracket(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    match kind(at)? {
        Kind::Open => Some(at),
        Kind::Word if kind(at + 1) == Some(Kind::Open) => Some(at + 1),
        _ => None,
    }
}

/// Where each element begins, for the elements from `first` up to the closing bracket.
fn elements<'a>(tokens: &'a [Token<'a>], first: usize) -> impl Iterator<Item = usize> + 'a {
    let begins = move |at: usize| tokens.get(at).is_some_and(|token| token.kind != Kind::Close).then_some(at);
    std::iter::successors(begins(first), move |at| {
        let end = end_of_value(tokens, *at);
        let comma = tokens.get(end).is_some_and(|token| token.kind == Kind::Comma);
        if comma { begins(end + 1) } else { None }
    })
}

/// The place of the value of `name: value`, if the element at `at` is that.
fn field(tokens: &[Token<'_>], at: usize, name: &str) -> Option<usize> {
    let [found, colon, _, ..] = &tokens[at..] else { return None };
    let named = found.text.trim_start_matches("r#") == name && colon.kind == Kind::Colon;
    named.then_some(at + 2)
}

/// The first token that does not belong to the value at `at`: a comma or a closing bracket.
fn end_of_value(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close | Kind::Comma if depth == 0 => return i,
            Kind::Close => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

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
