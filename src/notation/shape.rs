//! Whether a text can be read safely: brackets and quotes that fit together, and not too deep. Knows nothing of what it means.

use super::MOST_LEVELS;
use super::fault::Fault;
use super::scan::{Kind, Token, Tokens, line_col};

/// A single text may have so many bytes.
const LONGEST_TEXT: usize = 16 * 1024;
/// What word processors put in place of straight quotes.
pub(super) const CURLY_QUOTES: [char; 5] = ['“', '”', '„', '«', '»'];

/// Whether the brackets and quotes of a text fit together, and lie no deeper than can be read without danger.
pub(super) fn check_shape(text: &str) -> Result<(), Fault> {
    let mut open: Vec<Token<'_>> = Vec::new();
    let mut empty = true;
    for token in Tokens::new(text) {
        empty = false;
        let fault = |message: String| Err(Fault::at(text, token.start, message));
        match token.kind {
            Kind::Open if open.len() == MOST_LEVELS => {
                return fault(format!("brackets lie more than {MOST_LEVELS} deep here; use fewer"));
            }
            Kind::Open => open.push(token),
            Kind::Close => match open.pop() {
                None => return fault(format!("nothing is open that this {} could close; remove it", token.text)),
                Some(opening) if closing(opening) != token.text => {
                    let (line, _) = line_col(text, opening.start);
                    let (wanted, found) = (closing(opening), token.text);
                    return fault(format!(
                        "the {} of line {line} needs {wanted} before this {found}; add it",
                        opening.text
                    ));
                }
                Some(_) => {}
            },
            // No text in these files goes on in another line: one that does ends at the quote where the next should begin.
            Kind::Text | Kind::UnclosedText if token.text.contains('\n') || token.kind == Kind::UnclosedText => {
                return fault(unclosed(token.text).to_owned());
            }
            Kind::UnclosedComment => return fault("this comment has no end; add */".to_owned()),
            Kind::Text if token.text.len() > LONGEST_TEXT => {
                return fault(format!("this text is longer than {LONGEST_TEXT} bytes; shorten it"));
            }
            _ => {}
        }
    }
    if empty {
        return Err(Fault::at(text, 0, "the file is empty; write something in it or delete it"));
    }
    match open.last() {
        Some(opening) => {
            let message = format!("this {} is never closed; add {}", opening.text, closing(*opening));
            Err(Fault::at(text, opening.start, message))
        }
        None => Ok(()),
    }
}

/// What to say of a text that does not end in the line where it begins.
fn unclosed(text: &str) -> &'static str {
    let line = text.lines().next().unwrap_or_default();
    if line.contains(CURLY_QUOTES) {
        "this text has curly quotes; write straight ones like \"this\""
    } else {
        "this text has no closing quote; add one"
    }
}

fn closing(opening: Token<'_>) -> &'static str {
    match opening.text {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::MOST_BYTES;

    fn shape(text: &str) -> (Option<(usize, usize)>, String) {
        let fault = check_shape(text).unwrap_err();
        (fault.place, fault.message)
    }

    #[test]
    fn brackets_that_do_not_fit_are_named() {
        assert_eq!(
            shape("(\n  a: [1, 2)"),
            (Some((2, 11)), "the [ of line 2 needs ] before this ); add it".to_owned())
        );
        assert_eq!(shape("(a: (b: 1)"), (Some((1, 1)), "this ( is never closed; add )".to_owned()));
        assert_eq!(shape("(a: 1))"), (Some((1, 7)), "nothing is open that this ) could close; remove it".to_owned()));
        assert_eq!(shape("(a: \"b)"), (Some((1, 5)), "this text has no closing quote; add one".to_owned()));
        assert_eq!(shape("( /* )"), (Some((1, 3)), "this comment has no end; add */".to_owned()));
        assert_eq!(shape(" // nothing\n").1, "the file is empty; write something in it or delete it");
        assert!(check_shape("(a: \")\", /* ( */ b: [r#\"]\"#]) // (").is_ok());
    }

    #[test]
    fn a_missing_quote_is_named_in_its_line() {
        let routine = include_str!("../../routines/post-run-twenty.ron");
        let lines: Vec<&str> = routine.lines().collect();
        let mut tried = 0;
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for (quote, _) in line.match_indices('"') {
                let without = format!("{}{}", &line[..quote], &line[quote + 1..]);
                let mut broken = lines.clone();
                broken[n] = &without;
                let (place, message) = shape(&broken.join("\n"));
                assert_eq!(place.map(|(line, _)| line), Some(n + 1), "{without}: {message}");
                assert_eq!(message, "this text has no closing quote; add one");
                tried += 1;
            }
        }
        assert!(tried > 100);
        let closing = shape("(\n  name: \"A,\n  about: \"B\",\n)");
        assert_eq!(closing, (Some((2, 9)), "this text has no closing quote; add one".to_owned()));
        assert!(shape("(name: \"A”,\n about: \"\")").1.contains("curly quotes"));
    }

    #[test]
    fn depth_is_limited_before_anything_recurses() {
        for bracket in ["(", "[", "{", "(a:", "[[("] {
            let text = bracket.repeat(MOST_BYTES as usize / bracket.len());
            assert!(shape(&text).1.contains("more than 64 deep"), "{bracket}");
        }
        let nested = |levels: usize| format!("{}{}", "(".repeat(levels), ")".repeat(levels));
        assert!(check_shape(&nested(MOST_LEVELS)).is_ok());
        assert_eq!(shape(&nested(MOST_LEVELS + 1)).0, Some((1, 65)));
    }
}
