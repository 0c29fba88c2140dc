//! Makes up the history of somebody who runs a lot: entries as years of use leave them, the same ones for the same seed.
//! Writes nothing.

use afterrun::domain::body::{Ache, Part, Spot};
use afterrun::domain::bookmark::Ending;
use afterrun::domain::history::{Entry, What};
use afterrun::domain::journal::{Celsius, Condition, Effort, Feeling};
use afterrun::domain::library::Library;
use afterrun::domain::plan::{Plan, PlanOptions, SegmentKind, Work};
use afterrun::domain::run::{Distance, HeartRate, Run, Trace};
use afterrun::domain::session::{Planned, Session, StepDone};
use afterrun::domain::side::Side;
use afterrun::domain::time::Span;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// What the entries go back, in seconds: ten years.
const YEARS: i64 = 10 * 365 * 86_400;
/// When the newest one is, in seconds since 1970: an evening in November 2026.
const NEWEST: i64 = 1_795_368_720;

/// Numbers that look like chance (xorshift64*).
#[derive(Clone, Debug)]
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number below `most`.
    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// Whether something happens that does in so many cases of a hundred.
    fn percent(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }
}

/// Entries, oldest first.
#[derive(Clone, Debug)]
pub struct Generator {
    chance: Chance,
    /// A session of each routine as it is planned, all of it done.
    sessions: Vec<Session>,
    made: u32,
    all: u32,
}

impl Generator {
    /// So many entries over ten years, with the routines of a library.
    pub fn new(all: u32, seed: u64, library: &Library) -> Self {
        let plan = |routine| Plan::new(routine, &library.catalogue, PlanOptions::default()).ok();
        let sessions = library.routines.iter().filter_map(plan).map(|plan| as_planned(&plan)).collect();
        Self { chance: Chance(seed | 1), sessions, made: 0, all }
    }

    fn entry(&mut self, at: DateTime<FixedOffset>, grown: f64) -> Entry {
        let chance = &mut self.chance;
        let run = chance.percent(85).then(|| run(chance, at));
        let mut entry = if chance.percent(20) {
            Entry::on(at, run)
        } else {
            // The first one, which is the longest but one, is done the most often.
            let which = if chance.percent(60) { 0 } else { chance.below(self.sessions.len() as u64) as usize };
            let session = done(chance, self.sessions[which].clone(), at, grown);
            Entry { run, ..Entry::new(session) }
        };
        if chance.percent(70) {
            write(chance, &mut entry);
        }
        if chance.percent(50) {
            entry.refuelled = at.checked_add_signed(TimeDelta::minutes(25));
        }
        entry
    }
}

impl Iterator for Generator {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.made == self.all {
            return None;
        }
        self.made += 1;
        let each = YEARS / i64::from(self.all);
        let slack = self.chance.below(each.max(2).cast_unsigned() / 2).cast_signed();
        let secs = NEWEST - i64::from(self.all - self.made) * each - slack;
        let hours = if self.chance.percent(2) { -5 } else { 1 };
        let offset = FixedOffset::east_opt(hours * 3600)?;
        let nanos = self.chance.below(1_000_000_000) as u32;
        let at = DateTime::from_timestamp(secs, nanos)?.with_timezone(&offset);
        let grown = f64::from(self.made) / f64::from(self.all);
        Some(self.entry(at, grown))
    }
}

/// The record of a session in which all of a plan is done.
fn as_planned(plan: &Plan) -> Session {
    let step = |segment: &afterrun::domain::plan::Segment| {
        let SegmentKind::Work(work) = segment.kind else { return None };
        let step = plan.step(segment);
        let (planned, time, reps) = match work {
            Work::Hold(span) => (Planned::Hold(span), span, 0),
            Work::Reps { count, .. } | Work::OwnReps { count, .. } => {
                (Planned::Reps(count), Span::secs(3) * count, count)
            }
            Work::Open { estimate } => (Planned::Open(estimate), estimate, 0),
        };
        Some(StepDone {
            exercise: step.exercise.clone(),
            name: step.name.as_str().into(),
            block: plan.block(segment).kind,
            side: segment.side,
            round: segment.round,
            planned,
            time,
            reps,
            extended: Span::ZERO,
            skipped: false,
        })
    };
    let at = DateTime::default();
    Session {
        routine: plan.routine.clone(),
        name: plan.name.clone(),
        started: at,
        ended: at,
        active: plan.total(),
        ending: Ending::Completed,
        steps: plan.segments.iter().filter_map(step).collect(),
    }
}

/// The session as it was done once: a little left out, a little more of some, and more over the years.
fn done(chance: &mut Chance, mut session: Session, at: DateTime<FixedOffset>, grown: f64) -> Session {
    let steps = session.steps.len() as u64;
    let early = chance.percent(6).then(|| chance.below(steps) as usize);
    for (i, step) in session.steps.iter_mut().enumerate() {
        let left = early.is_some_and(|from| i >= from);
        if left || chance.percent(4) {
            step.skipped = true;
            step.reps = 0;
            step.time = if left { Span::ZERO } else { Span::millis(chance.below(9000)) };
            continue;
        }
        match &mut step.planned {
            Planned::Hold(span) => {
                *span = Span::secs(span.whole_secs() + (grown * 30.0) as u64 / 5 * 5);
                step.time = *span;
            }
            Planned::Reps(count) => {
                *count += (grown * 5.0) as u32;
                step.reps = *count;
                step.time = Span::secs(3) * *count;
            }
            Planned::Open(_) => step.time = Span::millis(20_000 + chance.below(70_000)),
        }
        if chance.percent(3) {
            step.extended = Span::secs(10);
            step.time += Span::secs(10);
        }
    }
    session.ending = if early.is_some() { Ending::Early } else { Ending::Completed };
    session.active = session.steps.iter().map(|step| step.time).sum();
    session.started = at;
    session.ended =
        at.checked_add_signed(TimeDelta::seconds(session.active.whole_secs().cast_signed() + 90)).unwrap_or(at);
    session
}

/// A run that was over a while before.
fn run(chance: &mut Chance, before: DateTime<FixedOffset>) -> Run {
    let metres = 4000 + chance.below(14_000);
    let time = Span::secs(metres * (300 + chance.below(90)) / 1000);
    let elapsed = time + Span::secs(chance.below(240));
    let ago = TimeDelta::seconds((elapsed.whole_secs() + 300 + chance.below(1200)).cast_signed());
    let start = before.checked_sub_signed(ago).unwrap_or(before);
    let trace = chance.percent(80).then(|| Trace { start, elapsed, file: format!("activity_{}.fit", chance.next()) });
    let heart_rate = chance.percent(70).then(|| 120.0 + chance.below(50) as f64).and_then(HeartRate::bpm);
    Run { distance: Distance::metres(metres as f64), time: Some(time), heart_rate, trace, ..Run::default() }
}

/// What is written down afterwards.
fn write(chance: &mut Chance, entry: &mut Entry) {
    let journal = &mut entry.journal;
    journal.effort = Effort::new(2 + chance.below(7) as u8);
    journal.feeling = Some(Feeling::ALL[chance.below(5) as usize]);
    journal.temperature = Celsius::degrees(chance.below(30) as i32 - 4);
    journal.conditions.insert(Condition::ALL[chance.below(9) as usize]);
    if chance.percent(30) {
        "The last 3 km felt easy, with the shoulders down.".clone_into(&mut journal.went_well);
    }
    if chance.percent(15) {
        "Went out too fast again.".clone_into(&mut journal.went_badly);
        "Start 10 s slower.".clone_into(&mut journal.next_time);
    }
    for _ in 0..chance.below(3) {
        let side = if chance.percent(50) { Side::Left } else { Side::Right };
        let part = Part::ALL[Part::ALL.len() - 1 - chance.below(5) as usize];
        journal.body.set(Spot { side, part }, Some(Ache::ALL[(chance.below(10) / 5 + chance.below(9) / 8) as usize]));
    }
}

/// How many steps of exercises there are in some entries.
pub fn steps<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> usize {
    let steps = |entry: &Entry| match &entry.what {
        What::Session(session) => session.steps.len(),
        What::Day(_) => 0,
    };
    entries.into_iter().map(steps).sum()
}
