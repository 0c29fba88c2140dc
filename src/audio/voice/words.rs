//! Text as it is written to words as they are said: numbers, units and signs are spelt out. Knows no phonemes.

use super::numbers;
use super::units::{self, Unit};

/// A piece of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word, in the case in which it was written, of letters, apostrophes and hyphens only.
    Word(String),
    /// Letters that are said by their names, in capitals.
    Letters(String),
    /// A mark between words, at which the voice pauses.
    Mark(Mark),
}

/// A mark between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Within a sentence: `,`, `:` or `;`.
    Within(char),
    /// At the end of one: `.`, `!` or `?`.
    End(char),
}

/// The words and marks of `text`. Signs that nobody reads out are dropped.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text: Vec<char> = text.chars().flat_map(folded).collect();
    let mut scan = Scan { text: &text, at: 0, tokens: Vec::new() };
    while let Some(sign) = scan.peek(0) {
        match sign {
            '0'..='9' => scan.number(),
            'a'..='z' | 'A'..='Z' => scan.word(),
            _ => scan.sign(sign),
        }
    }
    scan.tokens
}

/// Letters with accents, and the plain ones that they are read as.
const FOLDED: [(&str, &str); 22] = [
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćč"),
    ("d", "ďđð"),
    ("e", "èéêëēėęě"),
    ("g", "ğģ"),
    ("i", "ìíîïīįı"),
    ("l", "łľļ"),
    ("n", "ñńňņ"),
    ("o", "òóôõöøōőơ"),
    ("oe", "œ"),
    ("r", "řŕ"),
    ("s", "śšşș"),
    ("ss", "ß"),
    ("t", "ťţț"),
    ("th", "þ"),
    ("u", "ùúûüūůűųư"),
    ("y", "ýÿ"),
    ("z", "źżž"),
    ("'", "’‘ʼ´`"),
    ("-", "‐‑−"),
    ("\u{2014}", "–―"),
];

/// A sign as the plain ones that it is read as.
fn folded(sign: char) -> Vec<char> {
    if sign.is_ascii() {
        return vec![sign];
    }
    let lower = sign.to_lowercase().next().unwrap_or(sign);
    let plain = FOLDED.iter().find(|(_, accented)| accented.contains(lower)).map(|(plain, _)| plain.chars());
    let Some(plain) = plain else { return vec![sign] };
    if lower == sign { plain.collect() } else { plain.map(|plain| plain.to_ascii_uppercase()).collect() }
}

/// Where the scan is in the text, and what was found so far.
struct Scan<'a> {
    text: &'a [char],
    at: usize,
    tokens: Vec<Token>,
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    /// The run of signs from `ahead` on that `is` holds for.
    fn run(&self, ahead: usize, is: impl Fn(char) -> bool) -> String {
        self.text.iter().skip(self.at + ahead).copied().take_while(|sign| is(*sign)).collect()
    }

    fn digits(&self, ahead: usize) -> String {
        self.run(ahead, |sign| sign.is_ascii_digit())
    }

    fn letters(&self, ahead: usize) -> String {
        self.run(ahead, |sign| sign.is_ascii_alphabetic())
    }

    fn spaces(&self, ahead: usize) -> usize {
        self.run(ahead, char::is_whitespace).chars().count()
    }

    fn say(&mut self, words: &str) {
        self.tokens.extend(words.split_whitespace().map(|word| Token::Word(word.to_owned())));
    }

    fn mark(&mut self, mark: Mark) {
        // Nothing is said before the first word or between two marks; of two, the end of a sentence counts.
        match (self.tokens.last_mut(), mark) {
            (None | Some(Token::Mark(Mark::End(_))), _) | (Some(Token::Mark(_)), Mark::Within(_)) => {}
            (Some(Token::Mark(before)), mark) => *before = mark,
            (Some(_), mark) => self.tokens.push(Token::Mark(mark)),
        }
    }

    /// A word with the apostrophes and hyphens within it, or letters with dots between, such as I.T.
    fn word(&mut self) {
        let dotted =
            |at: usize| self.text.get(at).is_some_and(char::is_ascii_alphabetic) && self.text.get(at + 1) == Some(&'.');
        let letters = (self.at..).step_by(2).take_while(|at| dotted(*at)).count();
        if letters > 1 {
            let named: String = self.text[self.at..].iter().step_by(2).take(letters).collect();
            // The last dot may end the sentence, too: then what comes next is a capital, or nothing.
            self.at += 2 * letters - 1;
            let next = self.spaces(1);
            let goes_on = self.peek(1 + next).is_some_and(|sign| !sign.is_ascii_uppercase());
            self.at += usize::from(goes_on);
            return self.tokens.push(Token::Letters(named.to_ascii_uppercase()));
        }
        let joins = |at: usize| {
            let near = |at: usize| self.text.get(at).is_some_and(char::is_ascii_alphabetic);
            matches!(self.text.get(at), Some('\'' | '-')) && at > 0 && near(at - 1) && near(at + 1)
        };
        let end = (self.at..self.text.len()).find(|at| !self.text[*at].is_ascii_alphabetic() && !joins(*at));
        let mut word: String = self.text[self.at..end.unwrap_or(self.text.len())].iter().collect();
        self.at += word.len();
        // "Runners'" keeps the apostrophe that says whose.
        if word.ends_with('s') && self.peek(0) == Some('\'') {
            word.push('\'');
            self.at += 1;
        }
        self.tokens.push(Token::Word(word));
    }

    fn sign(&mut self, sign: char) {
        self.at += 1;
        let spaced = self.peek(0).is_none_or(char::is_whitespace);
        match sign {
            // A dot within a word or before a number is no end.
            '.' | '!' | '?' if spaced || !self.peek(0).is_some_and(char::is_alphanumeric) => self.mark(Mark::End(sign)),
            '…' | '\n' => self.mark(Mark::End('.')),
            ':' | ';' => self.mark(Mark::Within(sign)),
            ',' | '\u{2014}' | '(' | ')' | '[' | ']' => self.mark(Mark::Within(',')),
            // A hyphen between spaces is a dash.
            '-' if spaced && self.at > 1 && self.text[self.at - 2].is_whitespace() => self.mark(Mark::Within(',')),
            '&' => self.say("and"),
            '+' => self.say("plus"),
            '@' => self.say("at"),
            '%' => self.say("percent"),
            '×' => self.say("times"),
            '½' => self.say("one half"),
            '¼' => self.say("one quarter"),
            '¾' => self.say("three quarters"),
            _ => {}
        }
    }

    /// A number and what belongs to it: a time, a fraction, a range, a unit.
    fn number(&mut self) {
        let digits = self.grouped();
        if self.time(&digits) || self.fraction(&digits) {
            return;
        }
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|sign| sign.is_ascii_digit()) {
            let decimals = self.digits(1);
            self.at += 1 + decimals.len();
            self.say(&format!("{} point {}", numbers::words(&digits), numbers::each(&decimals)));
            return self.unit("");
        }
        let written = self.letters(0);
        if matches!(written.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
            self.at += written.len();
            return self.say(&numbers::ordinal(&digits));
        }
        self.say(&numbers::words(&digits));
        if self.between(&['-', '\u{2014}']) {
            return self.say("to");
        }
        if self.between(&['x', 'X', '×']) {
            return self.say("times");
        }
        self.unit(&digits);
    }

    /// Digits, without the commas that part thousands.
    fn grouped(&mut self) -> String {
        let mut digits = self.digits(0);
        self.at += digits.len();
        while digits.len() <= 6 && self.peek(0) == Some(',') && self.digits(1).len() == 3 {
            digits += &self.digits(1);
            self.at += 4;
        }
        digits
    }

    /// Passes by one of `signs` if a number follows it, with or without spaces.
    fn between(&mut self, signs: &[char]) -> bool {
        let before = self.spaces(0);
        let Some(sign) = self.peek(before).filter(|sign| signs.contains(sign)) else { return false };
        let after = self.spaces(before + 1);
        let follows = self.peek(before + 1 + after).is_some_and(|sign| sign.is_ascii_digit());
        // "3 -5" is no range.
        let even = sign != '-' || (before == 0) == (after == 0);
        self.at += if follows && even { before + 1 + after } else { 0 };
        follows && even
    }

    /// A length of time as a clock shows it: 1:30 is one minute thirty seconds, 1:05:00 one hour five minutes.
    fn time(&mut self, digits: &str) -> bool {
        let mut parts = vec![digits.to_owned()];
        let mut ahead = 0;
        while parts.len() < 3 && self.peek(ahead) == Some(':') && self.digits(ahead + 1).len() == 2 {
            parts.push(self.digits(ahead + 1));
            ahead += 3;
        }
        if parts.len() < 2 || digits.len() > 3 {
            return false;
        }
        self.at += ahead;
        let units = &units::CLOCK[3 - parts.len()..];
        let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let all_zero = numbers.iter().all(|number| *number == 0);
        for (at, (number, unit)) in numbers.iter().zip(units).enumerate() {
            if *number > 0 || (all_zero && at + 1 == numbers.len()) {
                self.say(&numbers::cardinal(*number));
                self.say(if *number == 1 { unit.one } else { unit.many });
            }
        }
        true
    }

    /// 1/2 is one half, and 2/3, as in rounds, two of three.
    fn fraction(&mut self, digits: &str) -> bool {
        if self.peek(0) != Some('/') || self.digits(1).is_empty() {
            return false;
        }
        let below = self.digits(1);
        self.at += 1 + below.len();
        match (digits, below.as_str()) {
            ("1", "2") => self.say("one half"),
            ("1", "4") => self.say("one quarter"),
            ("3", "4") => self.say("three quarters"),
            _ => self.say(&format!("{} of {}", numbers::words(digits), numbers::words(&below))),
        }
        true
    }

    /// The unit after a number, with or without a space.
    fn unit(&mut self, digits: &str) {
        let spaces = self.spaces(0);
        let written = self.letters(spaces);
        let written = if written.is_empty() { self.run(spaces, |sign| "%°×".contains(sign)) } else { written };
        if let Some(Unit { one, many, .. }) = units::find(&written, digits, spaces > 0) {
            self.at += spaces + written.chars().count();
            self.say(if digits == "1" { one } else { many });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a text, written shortly: letters in brackets, marks as they are.
    fn written(text: &str) -> String {
        let token = |token| match token {
            Token::Word(word) => word,
            Token::Letters(letters) => format!("[{letters}]"),
            Token::Mark(Mark::Within(mark) | Mark::End(mark)) => mark.to_string(),
        };
        tokens(text).into_iter().map(token).collect::<Vec<_>>().join(" ")
    }

    fn check(said: &[(&str, &str)]) {
        for (text, expected) in said {
            assert_eq!(written(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn words_and_marks_are_told_apart() {
        check(&[
            ("Left. Half split. Thirty seconds.", "Left . Half split . Thirty seconds ."),
            ("Next up: Runner’s lunge", "Next up : Runner's lunge"),
            ("Single-leg deadlift, left!", "Single-leg deadlift , left !"),
            ("IT band (outer thigh)", "IT band , outer thigh ,"),
            ("Runners' knees", "Runners' knees"),
            ("'Quoted' and “quoted”", "Quoted and quoted"),
            ("Up – and down — and up - and", "Up , and down , and up , and"),
            ("Well... go on?! Yes…", "Well . go on ? Yes ."),
            ("One\nTwo\n\n\nThree", "One . Two . Three"),
            ("I.T. band and the U.S. Go on", "[IT] band and the [US] . Go on"),
            ("a.m.", "[AM] ."),
            ("Push & pull + rest / hold", "Push and pull plus rest hold"),
        ]);
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        check(&[("", ""), ("  \n\t ", ""), ("...?!", ""), ("\u{1F3C3} ★ 走", ""), ("- ' -", ""), (", left", "left")]);
    }

    #[test]
    fn accents_are_folded() {
        check(&[
            ("Café, piqué, Ångström, STRASSE ß", "Cafe , pique , Angstrom , STRASSE ss"),
            ("Æon Œuvre œ", "AEon OEuvre oe"),
        ]);
    }

    #[test]
    fn numbers_are_spelt_out_with_what_belongs_to_them() {
        check(&[
            ("30 s", "thirty seconds"),
            ("30s.", "thirty seconds ."),
            ("1 s", "one second"),
            ("1m 30s", "one minute thirty seconds"),
            ("1m30s", "one minute thirty seconds"),
            ("1:30", "one minute thirty seconds"),
            ("0:45", "forty-five seconds"),
            ("0:00", "zero seconds"),
            ("10:00", "ten minutes"),
            ("1:05:00", "one hour five minutes"),
            ("1:1:1", "one : one : one"),
            ("10x", "ten times"),
            ("10 x", "ten times"),
            ("3x10", "three times ten"),
            ("3 × 10", "three times ten"),
            ("5-10 reps", "five to ten reps"),
            ("5 – 10 reps", "five to ten reps"),
            ("20 minutes", "twenty minutes"),
            ("400 m", "four hundred meters"),
            ("5 m", "five minutes"),
            ("5 km", "five kilometers"),
            ("2.5 kg", "two point five kilograms"),
            ("90°, 50%", "ninety degrees , fifty percent"),
            ("1,000 steps", "one thousand steps"),
            ("1, 2, 3", "one , two , three"),
            ("1/2, 3/4, 2/3", "one half , three quarters , two of three"),
            ("½ way", "one half way"),
            ("1st, 2nd, 23rd", "first , second , twenty-third"),
            ("K2", "K two"),
            ("3 L side", "three L side"),
            ("5 sets", "five sets"),
            ("Eight. 8.", "Eight . eight ."),
        ]);
    }

    #[test]
    fn any_text_is_taken() {
        let signs: Vec<char> = "a1:.,-'’–x/% \n(é²\u{0}\u{FFFF}😀".chars().collect();
        // All texts of three signs.
        for first in &signs {
            for second in &signs {
                for third in &signs {
                    let text: String = [first, second, third].into_iter().collect();
                    for token in tokens(&text) {
                        if let Token::Word(word) | Token::Letters(word) = token {
                            assert!(!word.is_empty() && word.is_ascii(), "{text:?}");
                        }
                    }
                }
            }
        }
    }
}
