//! Cuts RON text into tokens, as far as brackets, names and texts go. Tolerant: it never fails, and judges nothing.

use std::iter::FusedIterator;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A name, or a number: anything without brackets, quotes and blanks.
    Word,
    /// A text in quotes, of any sort.
    Text,
    /// A text whose closing quote is missing.
    UnclosedText,
    /// A comment of either sort; found only by [`Tokens::with_comments`].
    Comment,
    /// A `/* comment` whose end is missing.
    UnclosedComment,
    /// Any other character.
    Other,
}

/// A token with its place in the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub start: usize,
    /// How it is written.
    pub text: &'a str,
}

impl Token<'_> {
    /// The place after its last byte.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a text. Blanks are passed over, and comments unless they are asked for.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    comments: bool,
    across_lines: bool,
}

impl<'a> Tokens<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0, comments: false, across_lines: true }
    }

    /// The same with a token for each comment.
    pub const fn with_comments(text: &'a str) -> Self {
        Self { comments: true, ..Self::new(text) }
    }

    /// The same for a text that is being typed: one that lacks its closing quote ends with its line, so that the rest of the
    /// file stays what it is.
    pub const fn while_typed(text: &'a str) -> Self {
        Self { across_lines: false, ..Self::with_comments(text) }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn token(&mut self, kind: Kind, len: usize) -> Token<'a> {
        let token = Token { kind, start: self.at, text: &self.text[self.at..self.at + len] };
        self.at += len;
        token
    }

    /// Passes over blanks and comments; gives back a comment that does not end, or each if they are asked for.
    fn skip_blanks(&mut self) -> Option<Token<'a>> {
        loop {
            // Nearly all there is.
            let bytes = self.text.as_bytes();
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
                self.at += 1;
            }
            if bytes.get(self.at).is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'/') {
                return None;
            }
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_blank);
            self.at += rest.len() - trimmed.len();
            let len = if trimmed.starts_with("//") {
                let len = trimmed.find('\n').unwrap_or(trimmed.len());
                // The end of a line belongs to no comment, in either of its two ways.
                trimmed[..len].strip_suffix('\r').map_or(len, str::len)
            } else if trimmed.starts_with("/*") {
                match comment_length(trimmed) {
                    Some(len) => len,
                    None => return Some(self.token(Kind::UnclosedComment, trimmed.len())),
                }
            } else {
                return None;
            };
            if self.comments {
                return Some(self.token(Kind::Comment, len));
            }
            self.at += len;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(comment) = self.skip_blanks() {
            return Some(comment);
        }
        let rest = self.rest();
        let first = rest.chars().next()?;
        let (kind, len) = match first {
            '(' | '[' | '{' => (Kind::Open, 1),
            ')' | ']' | '}' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            ':' => (Kind::Colon, 1),
            '"' => quoted(rest, 0, self.across_lines),
            '\'' => character(rest),
            _ => match raw_quote(rest) {
                Some((opening, hashes)) if self.across_lines => raw(rest, opening, hashes),
                Some((opening, hashes)) => raw_in_line(rest, opening, hashes),
                None if rest.starts_with("b\"") => quoted(rest, 1, self.across_lines),
                None => word(rest, first),
            },
        };
        Some(self.token(kind, len))
    }
}

impl FusedIterator for Tokens<'_> {}

/// The length of the block comment at the start of `text`, those inside it included.
fn comment_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// What the reader takes for a blank, and what else looks like one to people.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}')
}

/// A text in quotes whose opening quote stands at `open`, with backslashes before what does not end it.
fn quoted(text: &str, open: usize, across_lines: bool) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' if !across_lines => return (Kind::UnclosedText, at),
            b'\\' if !across_lines && bytes.get(at + 1) == Some(&b'\n') => at += 1,
            b'\\' => at += 2,
            b'"' => return (Kind::Text, at + 1),
            _ => at += 1,
        }
    }
    (Kind::UnclosedText, text.len())
}

/// Where the quote of a raw text such as `r#"..."#` stands, and how many hashes it has.
fn raw_quote(text: &str) -> Option<(usize, usize)> {
    let prefix = match text.as_bytes() {
        [b'b', b'r', ..] => 2,
        [b'r', ..] => 1,
        // Hashes are only counted behind an r: a file of hashes would have each counted once for every other.
        _ => return None,
    };
    let hashes = text[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    text[prefix + hashes..].starts_with('"').then_some((prefix + hashes, hashes))
}

fn raw(text: &str, opening: usize, hashes: usize) -> (Kind, usize) {
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = opening + 1;
    text[inside..].find(&end).map_or((Kind::UnclosedText, text.len()), |at| (Kind::Text, inside + at + end.len()))
}

/// The same, up to the end of its line. Looks at each byte once, as a line may have any number of these.
fn raw_in_line(text: &str, opening: usize, hashes: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let mut at = opening + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        let closes = |rest: &[u8]| rest.iter().take_while(|byte| **byte == b'#').take(hashes).count() == hashes;
        if bytes[at] == b'"' && closes(&bytes[at + 1..]) {
            return (Kind::Text, at + 1 + hashes);
        }
        at += 1;
    }
    (Kind::UnclosedText, at)
}

/// A single character in quotes. A lone quote stays a lone quote, since nothing can tell where it was to end.
fn character(text: &str) -> (Kind, usize) {
    /// The longest is `'\u{10FFFF}'`.
    const LONGEST: usize = 12;
    let inside = text[1..].char_indices().take(LONGEST);
    let mut escaped = false;
    for (at, found) in inside {
        match found {
            '\'' if !escaped && at > 0 => return (Kind::Text, at + 2),
            '\n' => break,
            _ => escaped = found == '\\' && !escaped,
        }
    }
    (Kind::Other, 1)
}

fn word(text: &str, first: char) -> (Kind, usize) {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
    if !belongs(first) {
        return (Kind::Other, first.len_utf8());
    }
    // `r#type` is the name `type`, kept from being read as something else.
    let prefix = if text.starts_with("r#") { 2 } else { 0 };
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-');
    let ascii = prefix + text.as_bytes()[prefix..].iter().take_while(|byte| plain(byte)).count();
    // Where a letter that is none of those stands, it may belong as well.
    let len = text[ascii..].find(|c| !belongs(c)).map_or(text.len(), |at| ascii + at);
    (Kind::Word, len)
}

/// Line and column of a place in a text, both counted from 1, columns in characters.
pub(super) fn line_col(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let col = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, col)
}

/// The place in bytes of a line and column; the end of the text when it has no such place.
pub(super) fn offset(text: &str, (line, col): (usize, usize)) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        Tokens::new(text).map(|token| token.text).collect()
    }

    #[test]
    fn brackets_in_texts_and_comments_are_no_brackets() {
        assert_eq!(texts("( // ) \n a: \"\\\"(\", /* ( /* [ */ ) */ b)"), ["(", "a", ":", "\"\\\"(\"", ",", "b", ")"]);
        assert_eq!(
            texts("[r\"(\", r##\"\"#(\"##, br#\"(\"#]"),
            ["[", "r\"(\"", ",", "r##\"\"#(\"##", ",", "br#\"(\"#", "]"]
        );
        assert_eq!(texts("'(' '\\'' b'(' '\\u{28}'"), ["'('", "'\\''", "b", "'('", "'\\u{28}'"]);
        assert_eq!(texts("r#type: -1.5e+3, r"), ["r#type", ":", "-1.5e+3", ",", "r"]);
        assert_eq!(texts("#![enable(x)]"), ["#", "!", "[", "enable", "(", "x", ")", "]"]);
    }

    #[test]
    fn comments_are_tokens_where_they_are_asked_for() {
        let text = "( // one\r\n/* /* two */ */ a // three\u{200E}\n)//";
        let found: Vec<&str> = Tokens::with_comments(text).map(|token| token.text).collect();
        assert_eq!(found, ["(", "// one", "/* /* two */ */", "a", "// three\u{200E}", ")", "//"]);
        assert_eq!(texts(text), ["(", "a", ")"]);
    }

    #[test]
    fn while_typed_a_text_ends_with_its_line() {
        let found: Vec<&str> =
            Tokens::while_typed("a: \"b\\\nc: r#\"d\"\ne: r#\"f\"#,\"g\"").map(|token| token.text).collect();
        assert_eq!(found, ["a", ":", "\"b\\", "c", ":", "r#\"d\"", "e", ":", "r#\"f\"#", ",", "\"g\""]);
    }

    #[test]
    fn what_does_not_end_is_one_token_to_the_end() {
        for (text, kind) in [
            ("\"abc", Kind::UnclosedText),
            ("\"abc\\", Kind::UnclosedText),
            ("\"abc\\\"", Kind::UnclosedText),
            ("r#\"abc\"", Kind::UnclosedText),
            ("b\"abc", Kind::UnclosedText),
            ("/* /* */", Kind::UnclosedComment),
            ("/*/", Kind::UnclosedComment),
        ] {
            let tokens: Vec<_> = Tokens::new(text).collect();
            assert_eq!((tokens.len(), tokens[0].kind, tokens[0].end()), (1, kind, text.len()), "{text}");
        }
        assert_eq!(texts("'"), ["'"]);
        assert_eq!(texts("// only a note"), Vec::<&str>::new());
    }

    #[test]
    fn places_are_counted_in_characters() {
        let text = "a\nhéß(\n";
        let at = text.find('(').unwrap();
        assert_eq!(line_col(text, at), (2, 4));
        assert_eq!(offset(text, (2, 4)), at);
        assert_eq!(line_col(text, text.len()), (3, 1));
        assert_eq!(offset(text, (9, 9)), text.len());
        assert_eq!(offset(text, (2, 99)), text.len());
    }

    #[test]
    fn a_long_run_of_anything_takes_one_pass() {
        for run in ["#", "r#", "b#", "'", "r", "\\", "(", "é", "\\\"", "r\"\n", "r\"\"", "\"\\\n"] {
            let text = run.repeat(1024 * 1024 / run.len());
            for tokens in [Tokens::new(&text), Tokens::while_typed(&text)] {
                assert!(tokens.last().unwrap().end() >= text.trim_end().len(), "{run:?}");
            }
        }
    }

    #[test]
    fn nothing_makes_it_stumble() {
        for text in ["é", "\"é\\", "\\", "'é", "r#", "br", "b'", "/", "/*é", "\u{feff}(", "'\\", "😀'😀'", "r#é"]
        {
            let end = Tokens::new(text).last().map_or(0, |token| token.end());
            assert_eq!(end, text.len(), "{text}");
        }
    }
}
