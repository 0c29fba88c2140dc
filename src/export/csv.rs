//! The history as tables (RFC 4180): UTF-8, rows that end in CRLF, a first row with the names of the columns. Knows no
//! spreadsheet by name.
//!
//! Lengths, distances and temperatures say their unit in the column's name: `_s` seconds, `_m` metres, `_c` degrees Celsius. What is
//! not known is an empty cell. Several words in one cell are divided by `; `.
//!
//! Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, which can do harm when the words in it came with
//! a file of somebody else. So a cell with words of people that begins with one of these, with a tab, or with the end of a line gets an
//! apostrophe before it; so does one that begins with an apostrophe, so that whoever reads the table can take away one and has what
//! was written. Numbers are left alone.

use std::io::{self, Write};

use ::csv::{Terminator, Writer, WriterBuilder};

use super::words::{aches, block, conditions, ending, feeling, load, planned, rounded, seconds, side, sport};
use crate::domain::history::Entry;
use crate::domain::journal::{Celsius, Effort};
use crate::domain::run::{Distance, HeartRate, Run};
use crate::domain::session::{Session, StepDone};

const SESSIONS: [&str; 27] = [
    "id",
    "day",
    "start",
    "end",
    "routine",
    "routine_name",
    "minutes_active",
    "ending",
    "exercises_done",
    "exercises_all",
    "run_start",
    "run_distance_m",
    "run_time_s",
    "run_pace_s_per_km",
    "run_heart_rate_bpm",
    "run_sport",
    "run_file",
    "effort",
    "load",
    "feeling",
    "temperature_c",
    "conditions",
    "went_well",
    "went_badly",
    "next_time",
    "aches",
    "refuelled",
];

const STEPS: [&str; 14] = [
    "id",
    "start",
    "step",
    "exercise",
    "exercise_name",
    "block",
    "side",
    "round",
    "planned_kind",
    "planned_amount",
    "done_s",
    "reps",
    "extended_s",
    "skipped",
];

/// One row an entry. `load` is effort times the minutes of the run.
pub(super) fn sessions(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(SESSIONS)?;
    for entry in entries {
        table.write_record(session_row(entry))?;
    }
    table.flush()
}

/// One row a step, `step` counted from 1 in its session. An amount is in seconds for `hold` and `open`, else in reps.
pub(super) fn steps(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(STEPS)?;
    for entry in entries {
        let Some(session) = entry.session() else { continue };
        for (n, step) in session.steps.iter().enumerate() {
            table.write_record(step_row(entry, session, n, step))?;
        }
    }
    table.flush()
}

fn table(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn session_row(entry: &Entry) -> [String; SESSIONS.len()] {
    let session = entry.session();
    let count = session.map(Session::count);
    let run = entry.run.as_ref();
    let trace = run.and_then(|run| run.trace.as_ref());
    let journal = &entry.journal;
    [
        words(entry.id.as_str()),
        entry.day().to_string(),
        entry.at().to_rfc3339(),
        cell(session.map(|session| session.ended.to_rfc3339())),
        words(session.map_or("", |session| session.routine.as_str())),
        words(session.map_or("", |session| &session.name)),
        cell(session.map(|session| rounded(seconds(session.active) / 60.0, 2))),
        cell(session.map(|session| ending(session.ending))),
        cell(count.map(|(done, _)| done)),
        cell(count.map(|(_, all)| all)),
        cell(trace.map(|trace| trace.start.to_rfc3339())),
        cell(run.and_then(|run| run.distance).map(Distance::as_metres)),
        cell(run.and_then(|run| run.time).map(seconds)),
        cell(run.and_then(Run::pace).map(|pace| rounded(seconds(pace), 1))),
        cell(run.and_then(|run| run.heart_rate).map(HeartRate::as_bpm)),
        words(run.map_or("", |run| sport(&run.sport))),
        words(trace.map_or("", |trace| &trace.file)),
        cell(journal.effort.map(Effort::number)),
        cell(load(entry)),
        cell(journal.feeling.map(feeling)),
        cell(journal.temperature.map(Celsius::as_degrees)),
        conditions(entry),
        words(&journal.went_well),
        words(&journal.went_badly),
        words(&journal.next_time),
        aches(entry),
        cell(entry.refuelled.map(|at| at.to_rfc3339())),
    ]
}

fn step_row(entry: &Entry, session: &Session, n: usize, step: &StepDone) -> [String; STEPS.len()] {
    let (kind, amount) = planned(step.planned);
    [
        words(entry.id.as_str()),
        session.started.to_rfc3339(),
        (n + 1).to_string(),
        words(step.exercise.as_str()),
        words(&step.name),
        block(step.block).to_owned(),
        cell(step.side.map(side)),
        step.round.to_string(),
        kind.to_owned(),
        amount.to_string(),
        seconds(step.time).to_string(),
        step.reps.to_string(),
        seconds(step.extended).to_string(),
        step.skipped.to_string(),
    ]
}

fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Words of people, as a cell that no spreadsheet takes for a formula.
fn words(words: &str) -> String {
    // The wide ones count as the others do where people write Japanese or Chinese.
    let risky = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\''];
    if words.starts_with(risky) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_a_formula_and_can_be_had_back() {
        for text in ["=1+1", "+41 79", "-3 kg", "@home", "\t=1", "\r=1", "\n=1", "'quoted'", "＝1"] {
            assert_eq!(words(text), format!("'{text}"));
        }
        for text in ["", "5 km = good", "a-b", " =1"] {
            assert_eq!(words(text), text);
        }
    }
}
