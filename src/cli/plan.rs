//! Writes a plan out: as a table for people and as JSON for programs. Decides nothing about it.

use std::io::{self, Write};

use serde::Serialize;

use super::Doses;
use crate::domain::cue::{self, Cue};
use crate::domain::exercise::ExerciseId;
use crate::domain::plan::{Plan, Segment, SegmentKind};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::side::{Side, SideWord};
use crate::domain::time::Span;

/// A plan as other programs read it. All times are in seconds from its start; open segments count at their estimates.
#[derive(Serialize)]
struct JsonPlan<'a> {
    routine: &'a RoutineId,
    total_s: f64,
    segments: Vec<JsonSegment<'a>>,
    cues: Vec<JsonCue>,
}

#[derive(Serialize)]
struct JsonSegment<'a> {
    start_s: f64,
    length_s: f64,
    open: bool,
    kind: &'static str,
    block: &'a str,
    exercise: &'a ExerciseId,
    side: Option<&'static str>,
    reps: Option<u32>,
}

#[derive(Serialize)]
struct JsonCue {
    at_s: f64,
    cue: Cue,
}

/// The plan as one line of JSON.
pub(super) fn json(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let segment = |(start, segment): (Span, &Segment)| {
        let SegmentWords { kind, reps } = words(segment.kind);
        let length = segment.kind.length();
        let step = &plan.steps[segment.step];
        JsonSegment {
            start_s: start.as_secs_f64(),
            length_s: length.estimate().as_secs_f64(),
            open: length.is_open(),
            kind,
            block: &plan.blocks[step.block].name,
            exercise: &step.exercise,
            side: segment.side.map(side),
            reps,
        }
    };
    let json = JsonPlan {
        routine: &plan.routine,
        total_s: plan.total().as_secs_f64(),
        segments: plan.timed().map(segment).collect(),
        cues: cue::timeline(plan)
            .iter()
            .map(|timed| JsonCue { at_s: timed.at.as_secs_f64(), cue: timed.cue })
            .collect(),
    };
    serde_json::to_writer(&mut *out, &json)?;
    writeln!(out)
}

struct SegmentWords {
    kind: &'static str,
    reps: Option<u32>,
}

fn words(kind: SegmentKind) -> SegmentWords {
    let (kind, reps) = match kind {
        SegmentKind::GetReady(_) => ("get_ready", None),
        SegmentKind::Work(work) => ("work", work.reps()),
        SegmentKind::SwitchSides(_) => ("switch_sides", None),
        SegmentKind::Rest(_) => ("rest", None),
    };
    SegmentWords { kind, reps }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// The plan as a table, a block at a time.
pub(super) fn table(routine: &Routine, plan: &Plan, doses: Doses, out: &mut dyn Write) -> io::Result<()> {
    let level = match doses {
        Doses::Start => "starting doses",
        Doses::Goal => "goal doses",
    };
    writeln!(out, "{}, {} at {level}", plan.name, plan.total())?;
    let mut block = None;
    for (start, segment) in plan.timed() {
        let at = plan.step(segment).block;
        if block != Some(at) {
            block = Some(at);
            let budget = routine.blocks.get(at).and_then(|block| block.budget);
            let of = budget.map(|budget| format!(" of {budget}")).unwrap_or_default();
            writeln!(out, "\n{}, {}{of}", plan.blocks[at].name, plan.block_total(at))?;
        }
        let length = segment.kind.length();
        let about = if length.is_open() { "about " } else { "" };
        let length = format!("{about}{}", length.estimate());
        writeln!(out, "{:>7}  {length:<13} {}", minutes(start), what(plan, segment))?;
    }
    Ok(())
}

/// A time as a clock shows it: `12:05`.
fn minutes(span: Span) -> String {
    let secs = span.whole_secs();
    format!("{}:{:02}", secs / 60, secs % 60)
}

/// What is done in a segment, in a few words.
fn what(plan: &Plan, segment: &Segment) -> String {
    let step = plan.step(segment);
    let limb = segment.side.map(|which| format!("{} {}", side(which), side_word(step.side_word)));
    match segment.kind {
        SegmentKind::GetReady(_) => "Get ready".to_owned(),
        SegmentKind::SwitchSides(_) => limb.map_or("Switch sides".to_owned(), |limb| format!("Switch to the {limb}")),
        SegmentKind::Rest(_) => "Rest".to_owned(),
        SegmentKind::Work(work) => {
            let reps = work.reps().map(|reps| if reps == 1 { "1 rep".to_owned() } else { format!("{reps} reps") });
            let parts = [Some(step.name.clone()), limb, reps];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

const fn side_word(word: SideWord) -> &'static str {
    match word {
        SideWord::Leg => "leg",
        SideWord::Side => "side",
        SideWord::Arm => "arm",
        SideWord::Foot => "foot",
    }
}
