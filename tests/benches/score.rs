//! What it costs to lay out twice the longest routine there may be: `cargo bench --bench score`. Prints a table of processor time,
//! and judges nothing: how fast a machine is belongs to no test.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on has failed")]

use std::hint::black_box;

use afterrun::clock::{Clock, SystemClock};
use afterrun::domain::cue;
use afterrun::domain::dose::Dose;
use afterrun::domain::exercise::{Catalogue, Exercise, ExerciseId, Kind};
use afterrun::domain::plan::{Plan, PlanOptions};
use afterrun::domain::routine::{Block, BlockKind, Routine, RoutineId, Step};
use afterrun::domain::score::{Lengths, lay_out};
use afterrun::domain::script;
use afterrun::domain::time::Span;

/// So often each score is laid out.
const TIMES: u32 = 20;

fn main() {
    for (what, dose, ready) in [
        ("holds, with time to get ready", Dose::Hold(Span::secs(30)), Span::secs(5)),
        ("reps, with time to get ready", Dose::Reps(8), Span::secs(5)),
        ("reps, with none", Dose::Reps(8), Span::ZERO),
        ("holds of three seconds, with none", Dose::Hold(Span::secs(3)), Span::ZERO),
    ] {
        let plan = plan(dose, ready);
        let mut lengths = Lengths::default();
        lengths.add(script::sentences(&plan, 0).into_iter().map(|sentence| {
            let words = sentence.as_str().split(' ').count() as u32;
            (sentence, Span::millis(400) * words)
        }));
        let (clock, mut spent, mut sounds) = (SystemClock::default(), Span::ZERO, 0);
        let (cues, lines) = (cue::timeline(&plan), script::timeline(&plan));
        for _ in 0..TIMES {
            let cues = cues.clone();
            let before = clock.cpu();
            let score = black_box(lay_out(cues, &lines, &lengths, Vec::new(), Span::ZERO));
            spent += clock.cpu().minus(before);
            sounds = score.sounds.len();
        }
        let spent = (spent / TIMES).as_secs_f64() * 1000.0;
        println!("{what:<34} {} segments, {sounds} sounds: {spent:.1} ms", plan.segments.len());
    }
}

/// A plan of twice as many segments as there may be, every step of it an exercise of its own.
fn plan(dose: Dose, ready: Span) -> Plan {
    let segments = if ready.is_zero() { 1 } else { 2 };
    let count = Routine::MOST_SEGMENTS / Block::MOST_ROUNDS as usize / segments;
    let id = |n: usize| ExerciseId::new(format!("exercise-{n}"));
    let exercise = |n: usize| Exercise {
        cue: format!("Do it as number {n} is done"),
        ..Exercise::new(id(n), &format!("Exercise {n}"), Kind::Strength)
    };
    let catalogue = Catalogue::new((0..count).map(exercise));
    let step = |n: usize| Step { dose: Some(dose), ready: Some(ready), ..Step::of(id(n)) };
    let steps = (0..count).map(step).collect();
    let block = Block {
        name: "Block".to_owned(),
        kind: BlockKind::Strength,
        budget: None,
        rounds: Block::MOST_ROUNDS,
        rest: None,
        steps,
    };
    let (id, name, about) = (RoutineId::new("long"), "Long".to_owned(), String::new());
    let routine = Routine { id, name, about, voice: None, blocks: vec![block] };
    let mut plan = Plan::new(&routine, &catalogue, PlanOptions::default()).unwrap();
    plan.segments.extend_from_within(..);
    plan
}
