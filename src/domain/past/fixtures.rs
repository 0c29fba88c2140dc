//! Entries for the tests of this part: a few words make one. Nothing else uses it.

use chrono::NaiveDate;

use super::Overview;
use super::period::Period;
use super::week::Weeks;
use crate::domain::bookmark::Ending;
use crate::domain::exercise::ExerciseId;
use crate::domain::history::{Entry, History, What};
use crate::domain::journal::Effort;
use crate::domain::routine::{BlockKind, RoutineId};
use crate::domain::run::{Distance, Run, Trace};
use crate::domain::session::{Planned, Session, StepDone};
use crate::domain::side::Side;
use crate::domain::time::Span;

/// A day, as it is written.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A run of 10 km in 50 minutes that began then.
fn ten_kilometres(start: &str) -> Run {
    let trace = Trace { start: start.parse().unwrap(), elapsed: Span::secs(3000), file: "a.fit".into() };
    Run { distance: Distance::metres(10_000.0), time: Some(Span::secs(3000)), trace: Some(trace), ..Run::default() }
}

/// A run without a session.
pub fn run(at: &str) -> Entry {
    Entry::on(at.parse().unwrap(), Some(ten_kilometres(at)))
}

/// A day on which something is noted.
pub fn note(at: &str) -> Entry {
    Entry::on(at.parse().unwrap(), None)
}

/// The same entry with a run that began then.
pub fn with_run(entry: Entry, start: &str) -> Entry {
    Entry { run: Some(ten_kilometres(start)), ..entry }
}

/// The same entry with a run that took so many seconds and was so hard.
pub fn hard(mut entry: Entry, effort: u8, secs: u64) -> Entry {
    entry.journal.effort = Effort::new(effort);
    if let Some(run) = &mut entry.run {
        run.time = Some(Span::secs(secs));
    }
    entry
}

/// The same session with so much time on the clock.
pub fn with_active(mut entry: Entry, active: Span) -> Entry {
    if let What::Session(session) = &mut entry.what {
        session.active = active;
    }
    entry
}

fn step(exercise: &str, side: Option<Side>, round: u32, reps: Option<u32>) -> StepDone {
    StepDone {
        exercise: ExerciseId::new(exercise),
        name: exercise.into(),
        block: BlockKind::Strength,
        side,
        round,
        planned: Planned::Reps(8),
        time: Span::secs(20),
        reps: reps.unwrap_or(0),
        extended: Span::ZERO,
        skipped: reps.is_none(),
    }
}

fn entry(at: &str, steps: Vec<StepDone>) -> Entry {
    let started = at.parse().unwrap();
    Entry::new(Session {
        routine: RoutineId::new("test"),
        name: "Test".into(),
        started,
        ended: started,
        active: Span::secs(600),
        ending: Ending::Completed,
        steps,
    })
}

/// A session of ten minutes with so many reps of each exercise, or none where it was skipped.
pub fn session(at: &str, exercises: &[(&str, Option<u32>)]) -> Entry {
    entry(at, exercises.iter().map(|(exercise, reps)| step(exercise, None, 1, *reps)).collect())
}

/// A session of ten minutes with holds of so many seconds.
pub fn holds(at: &str, exercises: &[(&str, Option<u64>)]) -> Entry {
    let hold = |(exercise, secs): &(&str, Option<u64>)| StepDone {
        planned: Planned::Hold(Span::secs(30)),
        time: Span::secs(secs.unwrap_or(0)),
        reps: 0,
        skipped: secs.is_none(),
        ..step(exercise, None, 1, None)
    };
    entry(at, exercises.iter().map(hold).collect())
}

/// A session of one exercise, with the reps of both sides in each round.
pub fn sides(at: &str, exercise: &str, rounds: &[(Option<u32>, Option<u32>)]) -> Entry {
    let round = |(i, (left, right)): (usize, &(Option<u32>, Option<u32>))| {
        let number = i as u32 + 1;
        [step(exercise, Some(Side::Left), number, *left), step(exercise, Some(Side::Right), number, *right)]
    };
    entry(at, rounds.iter().enumerate().flat_map(round).collect())
}

/// What there is to show of that year.
pub fn of_2026(history: &History) -> Overview {
    Overview::of(history, &Weeks::default(), Period::Year(2026), day("2026-12-31"))
}
