//! The whole history as JSON for other programs, every amount in the plain unit that its name ends in. What is written is described
//! in `assets/schema/history.schema.json`; a test holds both together. Decides nothing about it.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::words::{
    ache, block, change, condition, ending, feeling, load, part, planned, rounded, seconds, side, sport,
};
use crate::domain::body::{Report, Spot};
use crate::domain::history::{Entry, EntryId};
use crate::domain::journal::{Celsius, Effort, Journal};
use crate::domain::run::{Distance, HeartRate, Run, Trace};
use crate::domain::session::{Session, StepDone};

/// The number of the schema. It grows when something is renamed, taken away or means something else.
const SCHEMA: u32 = 1;

type Time = DateTime<FixedOffset>;

#[derive(Serialize)]
struct JsonEntry<'a> {
    id: &'a EntryId,
    day: NaiveDate,
    at: Time,
    session: Option<JsonSession<'a>>,
    run: Option<JsonRun<'a>>,
    load: Option<f64>,
    refuelled: Option<Time>,
    journal: JsonJournal<'a>,
}

#[derive(Serialize)]
struct JsonSession<'a> {
    routine: &'a str,
    name: &'a str,
    started: Time,
    ended: Time,
    active_s: f64,
    ending: &'static str,
    exercises_done: usize,
    exercises_all: usize,
    steps: Vec<JsonStep<'a>>,
}

#[derive(Serialize)]
struct JsonStep<'a> {
    exercise: &'a str,
    name: &'a str,
    block: &'static str,
    side: Option<&'static str>,
    round: u32,
    planned: JsonPlanned,
    done_s: f64,
    reps: u32,
    extended_s: f64,
    skipped: bool,
}

#[derive(Serialize)]
struct JsonPlanned {
    kind: &'static str,
    amount: f64,
}

#[derive(Serialize)]
struct JsonRun<'a> {
    distance_m: Option<f64>,
    time_s: Option<f64>,
    pace_s_per_km: Option<f64>,
    heart_rate_bpm: Option<u16>,
    sport: &'a str,
    trace: Option<JsonTrace<'a>>,
}

#[derive(Serialize)]
struct JsonTrace<'a> {
    start: Time,
    elapsed_s: f64,
    file: &'a str,
}

#[derive(Serialize)]
struct JsonJournal<'a> {
    effort: Option<u8>,
    feeling: Option<&'static str>,
    temperature_c: Option<i8>,
    conditions: Vec<&'static str>,
    went_well: &'a str,
    went_badly: &'a str,
    next_time: &'a str,
    body: Vec<JsonReport>,
}

#[derive(Serialize)]
struct JsonReport {
    side: &'static str,
    part: &'static str,
    ache: Option<&'static str>,
    change: Option<&'static str>,
}

/// One entry a line, so that a line can be looked for and two files can be compared.
pub(super) fn write(entries: &[Entry], made: Time, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":{SCHEMA},\"made\":")?;
    serde_json::to_writer(&mut *out, &made)?;
    write!(out, ",\"entries\":[")?;
    for (n, entry) in entries.iter().enumerate() {
        write!(out, "{}", if n == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, &of_entry(entry))?;
    }
    writeln!(out, "\n]}}")
}

fn of_entry(entry: &Entry) -> JsonEntry<'_> {
    JsonEntry {
        id: &entry.id,
        day: entry.day(),
        at: entry.at(),
        session: entry.session().map(of_session),
        run: entry.run.as_ref().map(of_run),
        load: load(entry),
        refuelled: entry.refuelled,
        journal: of_journal(&entry.journal),
    }
}

fn of_session(session: &Session) -> JsonSession<'_> {
    let Session { routine, name, started, ended, active, ending: end, steps } = session;
    let (done, all) = session.count();
    JsonSession {
        routine: routine.as_str(),
        name,
        started: *started,
        ended: *ended,
        active_s: seconds(*active),
        ending: ending(*end),
        exercises_done: done,
        exercises_all: all,
        steps: steps.iter().map(of_step).collect(),
    }
}

fn of_step(step: &StepDone) -> JsonStep<'_> {
    let StepDone { exercise, name, block: kind, side: which, round, planned: plan, time, reps, extended, skipped } =
        step;
    let (planned_kind, amount) = planned(*plan);
    JsonStep {
        exercise: exercise.as_str(),
        name,
        block: block(*kind),
        side: which.map(side),
        round: *round,
        planned: JsonPlanned { kind: planned_kind, amount },
        done_s: seconds(*time),
        reps: *reps,
        extended_s: seconds(*extended),
        skipped: *skipped,
    }
}

fn of_run(run: &Run) -> JsonRun<'_> {
    let Run { distance, time, heart_rate, sport: kind, trace } = run;
    JsonRun {
        distance_m: distance.map(Distance::as_metres),
        time_s: time.map(seconds),
        pace_s_per_km: run.pace().map(|pace| rounded(seconds(pace), 1)),
        heart_rate_bpm: heart_rate.map(HeartRate::as_bpm),
        sport: sport(kind),
        trace: trace.as_ref().map(|Trace { start, elapsed, file }| JsonTrace {
            start: *start,
            elapsed_s: seconds(*elapsed),
            file,
        }),
    }
}

fn of_journal(journal: &Journal) -> JsonJournal<'_> {
    let Journal { effort, feeling: felt, temperature, conditions, went_well, went_badly, next_time, body } = journal;
    let report = |(spot, report): (Spot, Report)| JsonReport {
        side: side(spot.side),
        part: part(spot.part),
        ache: report.ache().map(ache),
        change: report.change().map(change),
    };
    JsonJournal {
        effort: effort.map(Effort::number),
        feeling: felt.map(feeling),
        temperature_c: temperature.map(Celsius::as_degrees),
        conditions: conditions.iter().map(|said| condition(*said)).collect(),
        went_well,
        went_badly,
        next_time,
        body: body.reports().map(report).collect(),
    }
}
