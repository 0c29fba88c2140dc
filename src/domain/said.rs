//! How people write amounts in a field: "45", "1m 15s", "1:15", "8x". Reads only; what is shown is made elsewhere.

use super::dose::Dose;
use super::shown::shown;
use super::time::Span;

/// Units of time by what they begin with when written out, and what else they are called.
const UNITS: [(Unit, &[&str]); 4] = [
    (Unit::Hours, &["h", "hr", "hrs", "hour", "hours"]),
    (Unit::Minutes, &["m", "min", "mins", "minute", "minutes", "′", "'"]),
    (Unit::Seconds, &["s", "sec", "secs", "second", "seconds", "″", "\""]),
    (Unit::Millis, &["ms"]),
];

/// How reps are marked, before or after their number.
const REPS: [&str; 5] = ["x", "×", "rep", "reps", "times"];

/// From large to small, the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Hours,
    Minutes,
    Seconds,
    Millis,
}

impl Unit {
    fn named(name: &str) -> Option<Self> {
        let name = name.trim_end_matches('.');
        UNITS.iter().find(|(_, names)| names.contains(&name)).map(|(unit, _)| *unit)
    }

    const fn secs(self) -> f64 {
        match self {
            Self::Hours => 3600.0,
            Self::Minutes => 60.0,
            Self::Seconds => 1.0,
            Self::Millis => 0.001,
        }
    }
}

/// A length of time as people write it: "45" and "45 s" are seconds, "1m 15s", "1:15", "1.5 min". Any length up to a day is
/// fine here; what a field allows is the field's matter.
///
/// # Errors
/// A sentence that says how to write it.
pub fn span(text: &str) -> Result<Span, String> {
    let plain = plain(text);
    let secs = if plain.contains(':') { clock_secs(&plain) } else { written_secs(&plain) };
    let secs = secs.ok_or_else(|| wrong(text, "a length of time", "write it like 45 s or 1m 15s"))?;
    if secs > Span::LONGEST.as_secs_f64() {
        return Err(format!("\"{}\" is longer than a day; write a shorter length", shown(text.trim())));
    }
    // To the millisecond, as files are.
    Ok(Span::millis((secs * 1000.0).round() as u64))
}

/// A number of repetitions: "8", "8x", "x8", "8 reps".
///
/// # Errors
/// A sentence that says how to write it.
pub fn reps(text: &str) -> Result<u32, String> {
    let plain = plain(text);
    let number = without_mark(&plain).unwrap_or(&plain);
    if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
        return number.parse().map_err(|_| format!("{} are too many; write a smaller number", shown(number)));
    }
    Err(wrong(text, "a number", "write it like 8"))
}

/// A dose. "8x" are reps and "45s" is a length, whatever there was before; a number alone is more or less of `like`.
///
/// # Errors
/// A sentence that says how to write it, or what the limits are.
pub fn dose(text: &str, like: Dose) -> Result<Dose, String> {
    let plain = plain(text);
    let about = plain.strip_prefix("about").or_else(|| plain.strip_prefix('~'));
    let number_alone = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    let counted = without_mark(&plain).is_some() || (number_alone && matches!(like, Dose::Reps(_)));
    let dose = match (about, like) {
        (Some(length), _) => Dose::Open(span(length)?),
        (None, _) if counted => Dose::Reps(reps(text)?),
        (None, Dose::Open(_)) => Dose::Open(span(text)?),
        (None, Dose::Hold(_)) => Dose::Hold(span(text)?),
        (None, Dose::Reps(_)) => {
            Dose::Hold(span(text).map_err(|_| wrong(text, "an amount", "write it like 8x or 45 s"))?)
        }
    };
    dose.check()?;
    Ok(dose)
}

/// The sentence for what can't be read.
fn wrong(text: &str, what: &str, instead: &str) -> String {
    match text.trim() {
        "" => format!("nothing is written here yet; {instead}"),
        text => format!("\"{}\" is not {what}; {instead}", shown(text)),
    }
}

/// In lower case, with a point where some write a comma.
fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(',', ".")
}

/// What is left without a mark of reps, where there is one.
fn without_mark(plain: &str) -> Option<&str> {
    let mark = |part: &&str| !part.is_empty() && REPS.contains(&part.trim());
    let head = plain.trim_end_matches(|c: char| !c.is_ascii_digit());
    let tail = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = Some(&plain[..plain.len() - tail.len()]).filter(mark);
    let after = Some(&plain[head.len()..]).filter(mark);
    match (before, after) {
        (None, Some(_)) => Some(head),
        (Some(_), None) => Some(tail),
        _ => None,
    }
}

/// "1:15" and "1:02:03".
fn clock_secs(plain: &str) -> Option<f64> {
    let parts: Vec<&str> = plain.split(':').map(str::trim).collect();
    let digits = |part: &&str| !part.is_empty() && part.len() <= 5 && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) || !(2..=3).contains(&parts.len()) {
        return None;
    }
    // "1:5" may mean five seconds or fifty: nobody writes it on purpose.
    if parts[1..].iter().any(|part| part.len() != 2 || *part >= "60") {
        return None;
    }
    parts.iter().try_fold(0.0, |secs, part| part.parse::<f64>().ok().map(|n| secs * 60.0 + n))
}

/// "45", "1m 15s", "1 min 15", "1.5 min".
fn written_secs(plain: &str) -> Option<f64> {
    let mut rest = plain;
    let mut secs = 0.0;
    let mut last: Option<Unit> = None;
    while !rest.is_empty() {
        let word_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(word_at);
        let number_at = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (word, after) = after.split_at(number_at);
        let unit = match (word.trim(), last) {
            // What stands after minutes is seconds, and a number alone is, too.
            ("", None | Some(Unit::Minutes)) => Unit::Seconds,
            ("", Some(_)) => return None,
            (word, _) => Unit::named(word)?,
        };
        if last.is_some_and(|last| last >= unit) || (word.trim().is_empty() && !after.is_empty()) {
            return None;
        }
        secs += amount(number)? * unit.secs();
        (rest, last) = (after, Some(unit));
    }
    last.map(|_| secs)
}

/// A number with at most one point; no signs, no exponents.
fn amount(number: &str) -> Option<f64> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || number.len() > 12 || number.starts_with('.') {
        return None;
    }
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, secs) in [
            ("45", 45.0),
            (" 45s ", 45.0),
            ("45 s", 45.0),
            ("90sec", 90.0),
            ("45 Seconds", 45.0),
            ("1m 15s", 75.0),
            ("1m15", 75.0),
            ("1:15", 75.0),
            ("01:05", 65.0),
            ("90:00", 5400.0),
            ("1:02:03", 3723.0),
            ("1 min 15 s", 75.0),
            ("1 min. 15 sec.", 75.0),
            ("1m", 60.0),
            ("1.5m", 90.0),
            ("1,5 min", 90.0),
            ("1 h 5 min", 3900.0),
            ("2s 500ms", 2.5),
            ("2.5", 2.5),
            ("1'15\"", 75.0),
            ("0", 0.0),
        ] {
            assert_eq!(span(text), Ok(Span::secs_f64(secs)), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_says_how_to_write_one() {
        for text in
            ["soon", "1:5", "1:75", ":15", "1:", "-3", "1e3", "1..5", ".5", "s", "5 s 1 m", "1 h 5", "3 4", "1m 2m"]
        {
            let said = span(text).unwrap_err();
            assert!(said.ends_with("write it like 45 s or 1m 15s"), "{text}: {said}");
        }
        assert_eq!(span("").unwrap_err(), "nothing is written here yet; write it like 45 s or 1m 15s");
        assert_eq!(span("25h").unwrap_err(), "\"25h\" is longer than a day; write a shorter length");
    }

    #[test]
    fn reps_are_read_with_and_without_their_mark() {
        for text in ["8", "8x", "x8", "8 x", "8 reps", "8 Rep", "×8", "8 times", " 8 "] {
            assert_eq!(reps(text), Ok(8), "{text}");
        }
        for text in ["", "eight", "8.5", "8s", "-8", "x", "x8x", "8 8"] {
            assert!(reps(text).unwrap_err().ends_with("write it like 8"), "{text}");
        }
        assert!(reps("99999999999").unwrap_err().contains("too many"));
    }

    #[test]
    fn a_dose_becomes_what_was_written_and_a_number_alone_keeps_its_kind() {
        let (hold, open) = (Dose::Hold(Span::secs(30)), Dose::Open(Span::secs(60)));
        for (text, like, dose_now) in [
            ("8x", hold, Dose::Reps(8)),
            ("8 reps", open, Dose::Reps(8)),
            ("45s", Dose::Reps(8), Dose::Hold(Span::secs(45))),
            ("1m 15s", open, Dose::Open(Span::secs(75))),
            ("1:15", hold, Dose::Hold(Span::secs(75))),
            ("12", Dose::Reps(8), Dose::Reps(12)),
            ("12", hold, Dose::Hold(Span::secs(12))),
            ("12", open, Dose::Open(Span::secs(12))),
            ("about 1:00", hold, open),
        ] {
            assert_eq!(dose(text, like), Ok(dose_now), "{text} after {like:?}");
        }
        assert_eq!(dose("0", hold).unwrap_err(), Dose::Hold(Span::ZERO).check().unwrap_err());
        assert!(dose("500x", hold).unwrap_err().contains("between 1 and 200"));
        assert!(dose("many", Dose::Reps(8)).unwrap_err().ends_with("write it like 8x or 45 s"));
        assert!(dose("", hold).is_err());
    }
}
