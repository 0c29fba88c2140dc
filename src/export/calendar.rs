//! The history as a calendar (RFC 5545): one event for each session or run. Decides nothing about what was done.
//!
//! An event reaches from the start of the run to the end of the session where one followed the other; where the day lay between
//! them, it is that of the session. A note on a day is no event.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::words::{aches, conditions, feeling, load, sport};
use crate::domain::history::{Entry, What};
use crate::domain::run::Run;
use crate::domain::session::Session;
use crate::domain::time::Span;

type Time = DateTime<FixedOffset>;

/// The longest line, in bytes, without its end.
const LONGEST_LINE: usize = 75;
/// A session that begins later than this after its run is an event of its own.
const SOON: TimeDelta = TimeDelta::hours(3);

pub(super) fn write(entries: &[Entry], made: Time, out: &mut dyn Write) -> io::Result<()> {
    let product = concat!("PRODID:-//Afterrun//Afterrun ", env!("CARGO_PKG_VERSION"), "//EN");
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", product, "CALSCALE:GREGORIAN"] {
        line(out, text)?;
    }
    for entry in entries {
        event(entry, made, out)?;
    }
    line(out, "END:VCALENDAR")
}

fn event(entry: &Entry, made: Time, out: &mut dyn Write) -> io::Result<()> {
    let Some((start, end)) = span(entry) else { return Ok(()) };
    line(out, "BEGIN:VEVENT")?;
    line(out, &format!("UID:{}@afterrun", escaped(entry.id.as_str())))?;
    line(out, &format!("DTSTAMP:{}", utc(made)))?;
    line(out, &format!("DTSTART:{}", utc(start)))?;
    // An event that does not last has no end (3.6.1).
    if end > start {
        line(out, &format!("DTEND:{}", utc(end)))?;
    }
    line(out, &format!("SUMMARY:{}", escaped(&summary(entry))))?;
    let description = description(entry);
    if !description.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&description)))?;
    }
    // What was done does not make anybody busy.
    line(out, "TRANSP:TRANSPARENT")?;
    line(out, "END:VEVENT")
}

/// From when to when it was, to the second. `None` for what is no event.
fn span(entry: &Entry) -> Option<(Time, Time)> {
    let trace = entry.run.as_ref().and_then(|run| run.trace.as_ref());
    match (&entry.what, trace) {
        (What::Session(session), trace) => {
            // A clock that was set back must not make a session end before it began.
            let end = session.ended.max(after(session.started, session.active));
            let gap = trace.map(|trace| (trace.start, session.started - trace.end()));
            let start = gap.filter(|(start, gap)| *gap <= SOON && *start < session.started);
            Some((start.map_or(session.started, |(start, _)| start), end))
        }
        (What::Day(_), Some(trace)) => Some((trace.start, trace.end())),
        (What::Day(at), None) => {
            let run = entry.run.as_ref()?;
            Some((*at, after(*at, run.time.unwrap_or_default())))
        }
    }
}

fn after(time: Time, span: Span) -> Time {
    TimeDelta::from_std(span.to_std()).ok().and_then(|span| time.checked_add_signed(span)).unwrap_or(time)
}

fn utc(time: Time) -> String {
    time.to_utc().format("%Y%m%dT%H%M%SZ").to_string()
}

fn summary(entry: &Entry) -> String {
    let run = entry.run.as_ref().map(|run| {
        let name = sport(&run.sport).replace('_', " ");
        let far = run.distance.map(|distance| format!(" {}", kilometres(distance.as_metres())));
        format!("{}{}", capitalised(&name), far.unwrap_or_default())
    });
    let session = entry.session().map(|session| session.name.clone());
    run.into_iter().chain(session).collect::<Vec<_>>().join(", then ")
}

fn description(entry: &Entry) -> String {
    let mut lines = Vec::new();
    lines.extend(entry.run.as_ref().map(run_line).filter(|line| !line.is_empty()));
    lines.extend(entry.session().map(session_line));
    let journal = &entry.journal;
    if let Some(effort) = journal.effort {
        let load = load(entry).map_or_else(String::new, |load| format!(", load {load}"));
        lines.push(format!("Effort {} of 10, {}{load}", effort.number(), effort.word()));
    }
    lines.extend(journal.feeling.map(|felt| format!("Felt {}", feeling(felt))));
    let weather = journal.temperature.map(|temperature| format!("{} °C", temperature.as_degrees()));
    let around: Vec<String> =
        weather.into_iter().chain(Some(conditions(entry)).filter(|said| !said.is_empty())).collect();
    for (name, text) in [
        ("Around", around.join("; ").as_str()),
        ("Went well", &journal.went_well),
        ("Went badly", &journal.went_badly),
        ("Next time", &journal.next_time),
        ("Body", &aches(entry).replace('_', " ")),
    ] {
        if !text.is_empty() {
            lines.push(format!("{name}: {text}"));
        }
    }
    lines.join("\n")
}

fn run_line(run: &Run) -> String {
    let parts = [
        run.distance.map(|distance| kilometres(distance.as_metres())),
        run.time.map(clock),
        run.pace().map(|pace| format!("{} /km", clock(Span::secs(pace.as_secs_f64().round() as u64)))),
        run.heart_rate.map(|rate| format!("{} bpm", rate.as_bpm())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn session_line(session: &Session) -> String {
    let (done, all) = session.count();
    format!("{}: {}, {done} of {all} exercises", session.name, clock(session.active))
}

fn kilometres(metres: f64) -> String {
    format!("{:.1} km", metres / 1000.0)
}

/// A length as a clock shows it: `52:11`, `1:05:10`.
fn clock(span: Span) -> String {
    let secs = span.whole_secs();
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as a value (3.3.11). What no text may hold there is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Writes a line, folded between letters where it is too long (3.1).
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut folded = String::with_capacity(text.len() + 2);
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    out.write_all(folded.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = Vec::new();
        line(&mut out, text).unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn a_line_is_folded_between_letters_and_can_be_unfolded(text in "[a-zé→😀 ,;]{0,200}") {
            let folded = folded(&text);
            proptest::prop_assert!(folded.ends_with("\r\n"));
            proptest::prop_assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
            proptest::prop_assert_eq!(folded.replace("\r\n ", ""), format!("{text}\r\n"));
        }
    }

    #[test]
    fn lines_are_as_long_as_they_may_be() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        assert_eq!(folded(&"é".repeat(38)), format!("{}\r\n é\r\n", "é".repeat(37)));
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne\u{7}\tf"), "a\\;b\\,c\\\\d\\ne\tf");
    }
}
