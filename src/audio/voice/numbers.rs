//! Numbers as words. Knows no units and no sentences.

/// The numbers below twenty.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Those that don't take a plain th: the last word of a number, and what it becomes.
const ORDINALS: [(&str, &str); 7] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("five", "fifth"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("twelve", "twelfth"),
];
/// The largest number that is spelt as one.
const LARGEST: u32 = 9_999;

/// The words of a row of digits: `"120"` is one hundred twenty. What is longer than 9999, or begins with 0, is said
/// digit by digit, as people say it. Other signs are left out.
pub(super) fn words(digits: &str) -> String {
    let number = digits.parse().ok().filter(|number| *number <= LARGEST);
    match number {
        Some(number) if digits == "0" || !digits.starts_with('0') => cardinal(number),
        _ => each(digits),
    }
}

/// Digit by digit, as after a decimal point.
pub(super) fn each(digits: &str) -> String {
    let named = digits.chars().filter_map(|digit| SMALL.get(digit.to_digit(10)? as usize).copied());
    named.collect::<Vec<_>>().join(" ")
}

/// The words of a number up to 9999; of a larger one, those of its last four digits.
pub(super) fn cardinal(number: u32) -> String {
    let mut words = Vec::new();
    let (thousands, rest) = (number % (LARGEST + 1) / 1000, number % 1000);
    if thousands > 0 {
        words.extend([SMALL[thousands as usize].to_owned(), "thousand".to_owned()]);
    }
    if rest >= 100 {
        words.extend([SMALL[rest as usize / 100].to_owned(), "hundred".to_owned()]);
    }
    match rest % 100 {
        0 if !words.is_empty() => {}
        small @ 0..20 => words.push(SMALL[small as usize].to_owned()),
        // Written with a hyphen, "twenty-one" is one word of the dictionary.
        large => match large % 10 {
            0 => words.push(TENS[large as usize / 10].to_owned()),
            one => words.push(format!("{}-{}", TENS[large as usize / 10], SMALL[one as usize])),
        },
    }
    words.join(" ")
}

/// The words of a place in a row: `"22"` is twenty-second.
pub(super) fn ordinal(digits: &str) -> String {
    let words = words(digits);
    let at = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, last) = words.split_at(at);
    let irregular = ORDINALS.iter().find(|(cardinal, _)| *cardinal == last).map(|(_, ordinal)| (*ordinal).to_owned());
    let ordinal = irregular.unwrap_or_else(|| match last.strip_suffix('y') {
        Some(stem) => format!("{stem}ieth"),
        None => format!("{last}th"),
    });
    format!("{before}{ordinal}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        let said = [
            ("0", "zero"),
            ("7", "seven"),
            ("12", "twelve"),
            ("20", "twenty"),
            ("45", "forty-five"),
            ("100", "one hundred"),
            ("101", "one hundred one"),
            ("120", "one hundred twenty"),
            ("999", "nine hundred ninety-nine"),
            ("1000", "one thousand"),
            ("2026", "two thousand twenty-six"),
            ("9999", "nine thousand nine hundred ninety-nine"),
            ("10000", "one zero zero zero zero"),
            ("007", "zero zero seven"),
            ("99999999999999999999", &each("99999999999999999999")),
            ("", ""),
        ];
        for (digits, expected) in said {
            assert_eq!(words(digits), expected, "{digits}");
        }
    }

    #[test]
    fn every_number_has_words_of_its_own() {
        let all: std::collections::BTreeSet<String> = (0..=LARGEST).map(cardinal).collect();
        assert_eq!(all.len(), LARGEST as usize + 1);
        assert!(all.iter().all(|words| words.bytes().all(|byte| byte.is_ascii_lowercase() || b" -".contains(&byte))));
    }

    #[test]
    fn places_in_a_row_have_their_own_words() {
        for (digits, expected) in
            [("1", "first"), ("12", "twelfth"), ("20", "twentieth"), ("22", "twenty-second"), ("100", "one hundredth")]
        {
            assert_eq!(ordinal(digits), expected);
        }
    }
}
