//! What each stretch of a RON text is, so that it can be coloured. Knows no colours, and takes any text.

use std::ops::Range;

use super::scan::{Kind, Tokens};

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tint {
    /// A comment.
    Comment,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// The name of a field.
    Field,
    /// The name of a type or a variant, or another word.
    Name,
    /// A bracket of any sort.
    Bracket,
    /// Blanks, commas, colons and the rest.
    Plain,
}

/// The whole text in stretches without gaps, in order. No two neighbours have the same tint, unless they are two things of it.
#[must_use]
pub fn highlight(text: &str) -> Vec<(Range<usize>, Tint)> {
    let mut found: Vec<(Range<usize>, Tint)> = Vec::new();
    // Where the last word or text stands among the stretches: a colon behind it makes it a field.
    let mut word = None;
    for token in Tokens::while_typed(text) {
        let tint = match token.kind {
            Kind::Comment | Kind::UnclosedComment => Tint::Comment,
            Kind::Text | Kind::UnclosedText => Tint::Text,
            Kind::Word if is_number(token.text) => Tint::Number,
            Kind::Word => Tint::Name,
            Kind::Open | Kind::Close => Tint::Bracket,
            Kind::Comma | Kind::Colon | Kind::Other => Tint::Plain,
        };
        if token.kind == Kind::Colon
            && let Some((_, tint)) = word.take().and_then(|at: usize| found.get_mut(at))
        {
            *tint = Tint::Field;
        }
        plain(&mut found, token.start);
        if tint == Tint::Plain {
            plain(&mut found, token.end());
        } else {
            found.push((token.start..token.end(), tint));
        }
        match tint {
            Tint::Name => word = Some(found.len() - 1),
            Tint::Comment => {}
            _ => word = None,
        }
    }
    plain(&mut found, text.len());
    found
}

/// Makes everything up to `end` plain that is nothing else yet.
fn plain(found: &mut Vec<(Range<usize>, Tint)>, end: usize) {
    let start = found.last().map_or(0, |(last, _)| last.end);
    if start == end {
        return;
    }
    match found.last_mut() {
        Some((last, Tint::Plain)) => last.end = end,
        _ => found.push((start..end, Tint::Plain)),
    }
}

fn is_number(word: &str) -> bool {
    word.trim_start_matches(['+', '-', '.']).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tints(text: &str) -> Vec<(&str, Tint)> {
        let found = highlight(text);
        found.into_iter().map(|(range, tint)| (&text[range], tint)).filter(|(_, tint)| *tint != Tint::Plain).collect()
    }

    #[test]
    fn each_word_has_its_tint() {
        use Tint as T;
        assert_eq!(
            tints("Step(dose /* c */ : Reps(-8), a: \"b\") // d"),
            [
                ("Step", T::Name),
                ("(", T::Bracket),
                ("dose", T::Field),
                ("/* c */", T::Comment),
                ("Reps", T::Name),
                ("(", T::Bracket),
                ("-8", T::Number),
                (")", T::Bracket),
                ("a", T::Field),
                ("\"b\"", T::Text),
                (")", T::Bracket),
                ("// d", T::Comment),
            ]
        );
        assert_eq!(tints("a: \"b\nc: 1"), [("a", T::Field), ("\"b", T::Text), ("c", T::Field), ("1", T::Number)]);
    }

    #[test]
    fn the_whole_of_any_text_is_covered() {
        let text = "#![enable(a)] (b: \"c\\\"\", // é\n d: r#\"e\"#, /* f */ g: 'h', i: [1.5, -2],) /* j";
        let cuts = (0..=text.len()).filter(|cut| text.is_char_boundary(*cut));
        for part in cuts.flat_map(|cut| [&text[..cut], &text[cut..]]) {
            let mut end = 0;
            for (range, _) in highlight(part) {
                assert!(range.start == end && range.end > end, "{part}");
                end = range.end;
            }
            assert_eq!(end, part.len(), "{part}");
        }
    }
}
