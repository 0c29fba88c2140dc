//! Turns what the RON reader says into what a person can act on: the right place, plain words, and what to write instead.

use ron::error::{Error, SpannedError};

use super::fault::Fault;
use super::scan::{self, Kind, Token, Tokens};
use super::shape::CURLY_QUOTES;
use crate::domain::exercise::nearest;
use crate::domain::shown::shown;

/// What `error` means, and where it lies in `text`.
pub(super) fn explain(error: &SpannedError, text: &str) -> Fault {
    let stopped = scan::offset(text, (error.span.end.line, error.span.end.col));
    let tokens: Vec<Token<'_>> = Tokens::new(text).collect();
    // The reader stops behind what it could not use, in front of it, or inside it.
    let (read, ahead) = tokens.split_at(tokens.partition_point(|token| token.end() <= stopped));
    let spot =
        Spot { read, next: ahead.first(), end: text.len(), inside: ahead.first().is_some_and(|t| t.start < stopped) };
    let (at, message) = spot.explain(&error.code);
    Fault::at(text, at, message)
}

/// Where the reader stopped.
struct Spot<'a> {
    /// All tokens that it took in.
    read: &'a [Token<'a>],
    /// The one after those.
    next: Option<&'a Token<'a>>,
    /// Whether it stopped inside that one.
    inside: bool,
    /// The end of the text.
    end: usize,
}

impl Spot<'_> {
    /// The place and the sentence for `error`.
    fn explain(&self, error: &Error) -> (usize, String) {
        let at = match error {
            Error::NoSuchStructField { found, .. }
            | Error::NoSuchEnumVariant { found, .. }
            | Error::ExpectedDifferentStructName { found, .. } => self.last_word(found),
            Error::DuplicateStructField { field, .. } => self.last_word(field),
            Error::MissingStructField { .. } | Error::ExpectedDifferentLength { .. } => self.innermost(),
            Error::Message(_) => self.last(|token| token.kind == Kind::Text),
            Error::InvalidValueForType { .. } | Error::IntegerOutOfBounds => self.last(|_| true),
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) if self.after_word() => self.last(|_| true),
            _ => self.next_start(),
        };
        (at, self.sentence(error))
    }

    fn next_start(&self) -> usize {
        self.next.map_or(self.end, |token| token.start)
    }

    fn next_text(&self) -> &str {
        self.next.map_or("", |token| token.text)
    }

    fn next_is(&self, kind: Kind) -> bool {
        self.next.is_some_and(|token| token.kind == kind)
    }

    fn before(&self, back: usize) -> Option<&Token<'_>> {
        self.read.len().checked_sub(back).and_then(|at| self.read.get(at))
    }

    /// Whether a name was read last, and not the value of a field.
    fn after_word(&self) -> bool {
        self.before(1).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether a length of time belongs here.
    fn in_length(&self) -> bool {
        let before = self.before(1).zip(self.before(2));
        before.is_some_and(|(mark, name)| match mark.kind {
            Kind::Colon => matches!(name.text, "budget" | "rest" | "ready" | "ready_at_least"),
            Kind::Open => matches!(name.text, "Hold" | "Open" | "Every" | "Own"),
            _ => false,
        })
    }

    /// Where the last token that was read and fits begins.
    fn last(&self, fits: impl Fn(&Token<'_>) -> bool) -> usize {
        self.read.iter().rev().find(|token| fits(token)).map_or(self.next_start(), |token| token.start)
    }

    fn last_word(&self, word: &str) -> usize {
        self.last(|token| token.text.trim_start_matches("r#") == word)
    }

    /// Where the innermost bracket opens that is still open.
    fn innermost(&self) -> usize {
        let mut depth = 1_usize;
        for token in self.read.iter().rev() {
            match token.kind {
                Kind::Close => depth += 1,
                Kind::Open => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return token.start;
            }
        }
        0
    }

    /// What is wrong and what to do.
    fn sentence(&self, error: &Error) -> String {
        let number = self.next_is(Kind::Word) && self.next_text().starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if number && self.inside {
            return "a whole number belongs here; write it like 5".to_owned();
        }
        if !self.inside && self.next_text().starts_with(CURLY_QUOTES) {
            return "these are curly quotes; write straight ones like \"this\"".to_owned();
        }
        match error {
            Error::NoSuchStructField { expected, found, .. } => unknown("field", expected, found),
            Error::NoSuchEnumVariant { expected, found, .. } => unknown("word", expected, found),
            Error::MissingStructField { field: "format", .. } => {
                "the field `format` is missing; write `format: 1,` as the first field".to_owned()
            }
            Error::MissingStructField { field, .. } => format!("the field `{field}` is missing; add it"),
            Error::DuplicateStructField { field, .. } => {
                format!("the field `{field}` is written twice; remove one of them")
            }
            Error::ExpectedDifferentStructName { expected, found } => {
                format!("`{}` is not the name for this; write `{expected}` or leave the name out", shown(found))
            }
            Error::ExpectedComma if self.after_word() && self.next_is(Kind::Open) => {
                "nothing belongs in brackets here; remove them".to_owned()
            }
            Error::ExpectedString if number && self.in_length() => {
                "a text in quotes belongs here; a length of time is written like \"30s\"".to_owned()
            }
            Error::ExpectedString if self.next_is(Kind::Word) => {
                format!("this needs quotes around it; write \"{}\"", shown(self.next_text()))
            }
            Error::IntegerOutOfBounds if self.before(1).is_some_and(|token| token.text.starts_with('-')) => {
                "a number below 0 makes no sense here; write 0 or more".to_owned()
            }
            Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
                self.word_wanted()
            }
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) if self.after_word() => {
                let name = self.before(1).map_or("", |token| token.text);
                format!("`{}` needs something in round brackets behind it; add it", shown(name))
            }
            Error::Message(message) if is_about_a_date(message) => {
                "this is not a date and time; write it like \"2026-11-22T18:32:00+01:00\"".to_owned()
            }
            Error::Message(message) => message.clone(),
            other => plain(other).map_or_else(
                || {
                    format!(
                        "this can’t be read; compare it with another file of its kind ({})",
                        shown(&other.to_string())
                    )
                },
                str::to_owned,
            ),
        }
    }

    /// What to say where a name was wanted: a field's, or one of a few words.
    fn word_wanted(&self) -> String {
        let after_colon = self.before(1).filter(|token| token.kind == Kind::Colon).and(self.before(2));
        let quoted = self.next_text().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match (after_colon.and_then(|field| example(field.text)), quoted) {
            (Some(example), _) => format!("this does not belong here; write {example}"),
            (None, Some(text)) => format!("this stands without quotes; write {}", shown(text)),
            (None, None) if after_colon.is_some() => "a word belongs here; write one without quotes".to_owned(),
            (None, None) => "a field’s name belongs here; write it like name: value".to_owned(),
        }
    }
}

/// What can be written for a field that takes one of a few words with amounts.
fn example(field: &str) -> Option<&'static str> {
    match field {
        "dose" | "goal" => Some("Hold(\"30s\"), Reps(8) or Open(\"1m\")"),
        "tempo" => Some("Every(\"3s\") or Own(\"3s\")"),
        _ => None,
    }
}

/// The sentence for what needs no knowledge of where it happened.
fn plain(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::ExpectedComma => "a comma is missing before this; add it",
        Error::ExpectedMapColon => "a colon is missing before this; write it after the field’s name",
        Error::ExpectedString => "a text in quotes belongs here; write it like \"this\"",
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => "a whole number belongs here; write it like 5",
        Error::IntegerOutOfBounds => "this number is too large; write a smaller one",
        Error::ExpectedFloat | Error::FloatUnderscore => "a number belongs here; write it like 1.5",
        Error::ExpectedBoolean => "a yes or no belongs here; write true or false",
        Error::ExpectedArray => "a list belongs here; write it like [one, two]",
        Error::ExpectedMap => "a table belongs here; write it like {name: value}",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            "fields in round brackets belong here; write them like (name: value)"
        }
        Error::ExpectedArrayEnd | Error::ExpectedStructLikeEnd | Error::ExpectedMapEnd | Error::ExpectedOptionEnd => {
            "this is more than belongs between these brackets; remove it"
        }
        Error::ExpectedDifferentLength { .. } => "something is missing between these brackets; add it",
        Error::InvalidValueForType { .. } => "this does not fit here; write something else",
        Error::TrailingCharacters => "the file goes on after its last bracket; remove what follows",
        Error::Eof => "the file ends too early; write the rest of it",
        Error::InvalidEscape(_) => "a backslash in this text stands before the wrong sign; write two for a backslash",
        Error::NoSuchExtension(_) | Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
            "this first line can’t be read; remove it"
        }
        _ => return None,
    })
}

/// Whether a message comes from reading a date: chrono speaks of "input", and says neither what it was nor what to write.
fn is_about_a_date(message: &str) -> bool {
    matches!(
        message,
        "input is out of range"
            | "no possible date and time matching input"
            | "input is not enough for unique date and time"
            | "input contains invalid characters"
            | "premature end of input"
            | "trailing input"
            | "bad or unsupported format string"
    )
}

/// A name that the reader does not know, with the one that was probably meant, or else all there are.
fn unknown(what: &str, expected: &[&str], found: &str) -> String {
    let found_shown = shown(found);
    if let Some(meant) = nearest(found, expected.iter().copied()) {
        return format!("unknown {what} `{found_shown}`; did you mean `{meant}`?");
    }
    let quoted: Vec<String> = expected.iter().map(|known| format!("`{known}`")).collect();
    match quoted.as_slice() {
        [] => format!("unknown {what} `{found_shown}`; remove it"),
        [only] => format!("unknown {what} `{found_shown}`; write {only}"),
        [most @ .., last] => format!("unknown {what} `{found_shown}`; write {} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::file;
    use crate::notation::values::{FiguresFile, RoutineFile};
    use crate::store::files::{EntryFile, SettingsFile};

    fn said(result: Result<impl Sized, Fault>) -> ((usize, usize), String) {
        let fault = result.map(drop).unwrap_err();
        (fault.place.unwrap(), fault.message)
    }

    #[test]
    fn a_wrong_step_is_explained_in_its_place() {
        for (step, col, message) in [
            ("excercise: \"plank\"", 8, "unknown field `excercise`; did you mean `exercise`?"),
            ("dose: Hold(\"30s\")", 7, "the field `exercise` is missing; add it"),
            ("dose: Hold(30)", 19, "a text in quotes belongs here; a length of time is written like \"30s\""),
            (
                "dose: Hold(\"30 parsecs\")",
                19,
                "\"30 parsecs\" is not a length of time; write it like \"30s\" or \"1m 30s\"",
            ),
            (
                "dose: Hold(\"30 inputs\")",
                19,
                "\"30 inputs\" is not a length of time; write it like \"30s\" or \"1m 30s\"",
            ),
            ("cue: 5", 13, "this needs quotes around it; write \"5\""),
            ("ready: 5", 15, "a text in quotes belongs here; a length of time is written like \"30s\""),
            ("cue: “x”", 13, "these are curly quotes; write straight ones like \"this\""),
            ("exercise: „x“", 18, "these are curly quotes; write straight ones like \"this\""),
            ("dose: Hold(“30s”)", 19, "these are curly quotes; write straight ones like \"this\""),
            ("dose: Hold(\"9999h\")", 19, "\"9999h\" is longer than a day; write a shorter length"),
            ("dose: Reps(-1)", 19, "a number below 0 makes no sense here; write 0 or more"),
            ("dose: Reps(99999999999)", 19, "this number is too large; write a smaller one"),
            ("dose: Reps(1.5)", 19, "a whole number belongs here; write it like 5"),
            ("dose: Reps(NaN)", 19, "a whole number belongs here; write it like 5"),
            ("dose: Reps(\"5\")", 19, "a whole number belongs here; write it like 5"),
            ("dose: Reps", 14, "`Reps` needs something in round brackets behind it; add it"),
            ("dose: Reps()", 19, "a whole number belongs here; write it like 5"),
            ("dose: Reps(5, 6)", 22, "this is more than belongs between these brackets; remove it"),
            ("dose: Held(\"5s\")", 14, "unknown word `Held`; did you mean `Hold`?"),
            ("dose: Xyzzy(\"5s\")", 14, "unknown word `Xyzzy`; write `Hold`, `Reps` or `Open`"),
            ("dose: \"5s\"", 14, "this does not belong here; write Hold(\"30s\"), Reps(8) or Open(\"1m\")"),
            ("dose: 5", 14, "this does not belong here; write Hold(\"30s\"), Reps(8) or Open(\"1m\")"),
            ("tempo: \"5s\"", 15, "this does not belong here; write Every(\"3s\") or Own(\"3s\")"),
            ("short: Dorp", 15, "unknown word `Dorp`; did you mean `Drop`?"),
            ("short: \"Drop\"", 15, "this stands without quotes; write Drop"),
            ("short: 3", 15, "a word belongs here; write one without quotes"),
            ("short: Keep(1)", 19, "nothing belongs in brackets here; remove them"),
            ("cue: \"x\" short: Keep", 17, "a comma is missing before this; add it"),
            ("cue \"x\"", 12, "a colon is missing before this; write it after the field’s name"),
            ("cue: \"x\", cue: \"y\"", 18, "the field `cue` is written twice; remove one of them"),
            ("cue: x", 13, "this needs quotes around it; write \"x\""),
            ("cue: [\"x\"]", 13, "a text in quotes belongs here; write it like \"this\""),
            ("cue: \"\\q\"", 13, "a backslash in this text stands before the wrong sign; write two for a backslash"),
            ("\"cue\": \"x\"", 8, "this stands without quotes; write cue"),
            ("5", 8, "a field’s name belongs here; write it like name: value"),
        ] {
            let text = format!(
                "(\n  format: 1,\n  name: \"A\",\n  blocks: [\n    (name: \"B\", kind: Stretch, steps: [\n      ({step})\n    ]),\n  ],\n)"
            );
            assert_eq!(said(file::parse::<RoutineFile>(&text)), ((6, col), message.to_owned()), "{step}");
        }
    }

    #[test]
    fn a_wrong_file_is_explained_in_its_place() {
        for (text, place, message) in [
            ("(format: 1, name: \"A\", blocks: {})", (1, 32), "a list belongs here; write it like [one, two]"),
            (
                "(format: 1, name: \"A\", blocks: [5])",
                (1, 33),
                "fields in round brackets belong here; write them like (name: value)",
            ),
            (
                "(format: 1, name: \"A\",\nblocks: []) x",
                (2, 13),
                "the file goes on after its last bracket; remove what follows",
            ),
            (
                "(name: \"A\", blocks: [])",
                (1, 1),
                "the field `format` is missing; write `format: 1,` as the first field",
            ),
            ("(format: 1)", (1, 1), "the field `name` is missing; add it"),
            ("(format: 0)", (1, 10), "there is no format 0; write 1"),
            ("(format: 1.0)", (1, 10), "a whole number belongs here; write it like 5"),
            ("(format: \"1\")", (1, 10), "a whole number belongs here; write it like 5"),
            ("// of tomorrow\n(format: 2, junk: [#])", (2, 10), file::NEWER),
            ("(format: 99999999999999999999999)", (1, 10), file::NEWER),
            ("[]", (1, 1), "fields in round brackets belong here; write them like (name: value)"),
            ("{\"format\": 1}", (1, 1), "fields in round brackets belong here; write them like (name: value)"),
            ("Rotine(format: 1)", (1, 1), "`Rotine` is not the name for this; write `Routine` or leave the name out"),
            ("#![enable(magic)]\n(format: 1)", (1, 16), "this first line can’t be read; remove it"),
            ("<html></html>", (1, 1), "fields in round brackets belong here; write them like (name: value)"),
        ] {
            assert_eq!(said(file::parse::<RoutineFile>(text)), (place, message.to_owned()), "{text}");
        }
    }

    #[test]
    fn other_kinds_of_file_are_explained_too() {
        for (text, col, message) in [
            ("(format: 1, volume: 300)", 21, "this number is too large; write a smaller one"),
            ("(format: 1, reduced_motion: yes)", 29, "a yes or no belongs here; write true or false"),
            ("(format: 1, motion: reduced)", 21, "unknown word `reduced`; did you mean `Reduced`?"),
            ("(format: 1, theme: dark)", 20, "unknown word `dark`; did you mean `Dark`?"),
            (
                "(format: 1, ready_at_least: 5)",
                29,
                "a text in quotes belongs here; a length of time is written like \"30s\"",
            ),
            (
                "(format: 1, lautstärke: 5)",
                13,
                "unknown field `lautstärke`; write `format`, `volume`, `voice`, `ready_at_least`, `theme`, `contrast`, `text_scale`, `reading`, `motion`, `reduced_motion`, `units`, `run_folders`, `nudge`, `other_music`, `claps` or `routine`",
            ),
        ] {
            assert_eq!(said(file::parse::<SettingsFile>(text)), ((1, col), message.to_owned()), "{text}");
        }
        let figures = |root: &str| {
            let text = format!("(format: 1, figures: [(id: \"a\", keyframes: [(name: \"x\", root: {root}");
            said(file::parse::<FiguresFile>(&format!("{text}, angles: {{}})], motion: [])])")))
        };
        assert_eq!(figures("(x, 0)"), ((1, 64), "a number belongs here; write it like 1.5".to_owned()));
        assert_eq!(figures("(0)"), ((1, 63), "something is missing between these brackets; add it".to_owned()));
        let entry = "(format: 1, session: (routine: \"a\", name: \"A\", started: \"yesterday\"))";
        let message = "this is not a date and time; write it like \"2026-11-22T18:32:00+01:00\"";
        assert_eq!(said(file::parse::<EntryFile>(entry)), ((1, 57), message.to_owned()));
    }

    #[test]
    fn what_is_said_back_stays_short() {
        let (_, message) = said(file::parse::<SettingsFile>(&format!("(format: 1, {}: 1)", "é".repeat(10_000))));
        assert!(message.starts_with(&format!("unknown field `{}…`", "é".repeat(60))) && message.len() < 400);
    }
}
