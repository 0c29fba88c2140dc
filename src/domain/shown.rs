//! Says back what a person wrote, so that it can't spoil the sentence that it stands in. Judges nothing.

/// How much is said back, in characters.
const MOST: usize = 60;

/// `text` cut to a length that can be shown, with control characters written out.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (i, c) in text.chars().enumerate() {
        if i == MOST {
            shown.push('…');
            break;
        }
        if is_unseen(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character breaks lines, turns their direction or does worse to a terminal.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` as it can stand in a file: on one line, of at most `most` characters.
#[must_use]
pub fn one_line(text: &str, most: usize) -> String {
    text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).take(most).collect()
}

/// A sentence that stands alone begins with a capital.
#[must_use]
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_back_is_short_and_harmless() {
        assert_eq!(shown("runner’s lunge é"), "runner’s lunge é");
        assert_eq!(shown("a\n\u{1b}[31m\u{202e}"), "a\\n\\u{1b}[31m\\u{202e}");
        assert_eq!(shown(&"x".repeat(60)), "x".repeat(60));
        assert_eq!(shown(&"x".repeat(100_000)), format!("{}…", "x".repeat(60)));
    }
}
