//! Words, numbers and times as XML files write them, in whatever encoding. Knows no element.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// The longest word that is taken from a file, in bytes. Names are shortened to it.
pub(super) const LONGEST_WORD: usize = 200;

/// A time as a file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// When it was.
    pub utc: DateTime<Utc>,
    /// How far the local time was from UTC, where the file says so. `Z` and `+00:00` say nothing of where it was.
    pub offset: Option<FixedOffset>,
}

/// The text in UTF-8 where it is in UTF-16, told by its first bytes; else the same. Every other encoding that is met has its tags
/// in ASCII, so that only words need be decoded ([`word`]).
///
/// # Errors
/// Where it takes more room than is ever read.
pub(super) fn without_utf16(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ()> {
    /// What a file of the largest size takes when its tags are ASCII, and half as much again.
    const MOST: usize = 48 * 1024 * 1024;
    let (start, unit): (usize, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, ..] => (2, u16::from_le_bytes),
        [0xfe, 0xff, ..] => (2, u16::from_be_bytes),
        [b'<', 0, ..] => (0, u16::from_le_bytes),
        [0, b'<', ..] => (0, u16::from_be_bytes),
        _ => return Ok(Cow::Borrowed(bytes)),
    };
    let units = bytes[start..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    for letter in char::decode_utf16(units) {
        text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        if text.len() > MOST {
            return Err(());
        }
    }
    Ok(Cow::Owned(text.into_bytes()))
}

/// A word without the blanks around it; `None` where there is none. What is not UTF-8 is taken for the Western encoding,
/// whatever the file declares: files lie about that, and only the name of a sport depends on it.
pub(super) fn word(bytes: &[u8]) -> Option<String> {
    // What is as long as that may have been cut in the middle of a letter.
    let is_cut = bytes.len() >= LONGEST_WORD;
    let bytes = bytes.trim_ascii();
    let word: String = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() && is_cut => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let word: String = word.chars().filter(|letter| !letter.is_control()).take(LONGEST_WORD).collect();
    let word = word.trim();
    (!word.is_empty()).then(|| word.to_owned())
}

/// A number; `None` for what is none, or not finite.
pub(super) fn number(bytes: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(bytes.trim_ascii()).ok()?;
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A time such as `2026-11-22T17:04:05.250+01:00`. One without a zone is taken for UTC; a space may stand for the `T`.
///
/// Files hold one for each second, so this reads the few bytes itself instead of trying several patterns on them.
pub(super) fn stamp(bytes: &[u8]) -> Option<Stamp> {
    let bytes = bytes.trim_ascii();
    let (moment, rest) = bytes.split_at_checked(19)?;
    let part = |from: usize, len: usize| digits(&moment[from..from + len]);
    let between = [moment[4], moment[7], moment[13], moment[16]];
    if between != *b"--::" || !matches!(moment[10], b'T' | b't' | b' ') {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(part(0, 4)?.cast_signed(), part(5, 2)?, part(8, 2)?)?;
    let (millis, zone) = fraction(rest);
    // A leap second is taken for the second before it.
    let time = date.and_hms_milli_opt(part(11, 2)?, part(14, 2)?, part(17, 2)?.min(59), millis)?;
    let offset = zone_of(zone)?;
    let utc = time.checked_sub_offset(offset)?.and_utc();
    Some(Stamp { utc, offset: (offset.local_minus_utc() != 0).then_some(offset) })
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// Thousandths of a second, and what comes behind them.
fn fraction(bytes: &[u8]) -> (u32, &[u8]) {
    let Some((b'.' | b',', rest)) = bytes.split_first() else { return (0, bytes) };
    let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let millis = (0..3).fold(0, |millis, at| {
        let digit = if at < len { rest[at] - b'0' } else { 0 };
        millis * 10 + u32::from(digit)
    });
    (millis, &rest[len..])
}

fn zone_of(bytes: &[u8]) -> Option<FixedOffset> {
    let (sign, rest) = match bytes {
        [] | [b'Z' | b'z'] => return FixedOffset::east_opt(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = rest.split_at_checked(2)?;
    let minutes = match rest.strip_prefix(b":").unwrap_or(rest) {
        [] => 0,
        minutes @ [_, _] => digits(minutes)?,
        _ => return None,
    };
    let hours = digits(hours)?;
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_way_that_files_write_them() {
        for (text, utc, offset) in [
            ("2012-10-24T23:29:40.000Z", "2012-10-24T23:29:40Z", None),
            (" 2012-10-24T23:29:40\n", "2012-10-24T23:29:40Z", None),
            ("2012-10-24 23:29:40+02:00", "2012-10-24T21:29:40Z", Some(7200)),
            ("2012-10-24T23:29:40,5-0330", "2012-10-25T02:59:40.500Z", Some(-12_600)),
            ("2012-10-24T23:29:40+00:00", "2012-10-24T23:29:40Z", None),
            ("1901-12-13T20:45:52.2073437Z", "1901-12-13T20:45:52.207Z", None),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", None),
            ("2016-12-31T23:59:59+05", "2016-12-31T18:59:59Z", Some(18_000)),
        ] {
            let found = stamp(text.as_bytes()).unwrap();
            assert_eq!(found.utc, utc.parse::<DateTime<Utc>>().unwrap(), "{text}");
            assert_eq!(found.offset.map(|offset| offset.local_minus_utc()), offset, "{text}");
        }
        for text in ["", "2012-10-24", "2012-13-24T23:29:40Z", "2012-10-24T25:29:40Z", "20121024T2329401234", "now"] {
            assert_eq!(stamp(text.as_bytes()), None, "{text}");
        }
        assert_eq!(stamp(b"0000-01-01T00:00:00+99:99"), None);
    }

    #[test]
    fn words_come_out_of_every_encoding() {
        assert_eq!(word("  Läufe\n".as_bytes()).as_deref(), Some("Läufe"));
        assert_eq!(word(b"L\xe4ufe").as_deref(), Some("Läufe"));
        assert_eq!(word(b" \x07 "), None);
        assert_eq!(word(b"Course \xe0 pied, caf\xe9").as_deref(), Some("Course à pied, café"));
        let long = format!(" {}", "ä".repeat(LONGEST_WORD));
        assert_eq!(word(&long.as_bytes()[..LONGEST_WORD]), Some("ä".repeat(LONGEST_WORD / 2 - 1)));
        for bytes in [&b"\xff\xfe<\0a\0\xe4\0"[..], b"\xfe\xff\0<\0a\0\xe4", b"<\0a\0\xe4\0", b"\0<\0a\0\xe4"] {
            assert_eq!(&*without_utf16(bytes).unwrap(), "<aä".as_bytes());
        }
    }

    #[test]
    fn only_finite_numbers_are_numbers() {
        assert_eq!(number(b" 12.5\n"), Some(12.5));
        for text in ["", "NaN", "inf", "-inf", "1e999", "12,5", "twelve"] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
        }
    }
}
