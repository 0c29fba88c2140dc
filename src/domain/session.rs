//! What was really done in a session, step by step. Written down, never planned.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::bookmark::{Bookmark, Done, Ending};
use super::exercise::ExerciseId;
use super::plan::{Plan, SegmentKind, Work};
use super::player::Player;
use super::routine::{BlockKind, RoutineId};
use super::side::Side;
use super::time::{Span, Tick};
use super::word::{Word, Words};

/// What was planned and done of one exercise on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDone {
    /// The exercise.
    pub exercise: ExerciseId,
    /// What people called it then.
    pub name: Word,
    /// The kind of its block.
    pub block: BlockKind,
    /// The side, where it has sides.
    #[serde(default)]
    pub side: Option<Side>,
    /// The round of its block.
    pub round: u32,
    /// What was asked for.
    pub planned: Planned,
    /// For how long it was done.
    pub time: Span,
    /// How many reps were done, where reps are counted.
    #[serde(default)]
    pub reps: u32,
    /// By how much it was extended.
    #[serde(default)]
    pub extended: Span,
    /// Whether it was left before its end.
    #[serde(default)]
    pub skipped: bool,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Planned {
    /// So much time.
    Hold(Span),
    /// So many reps.
    Reps(u32),
    /// As long as it takes, with this estimate.
    Open(Span),
}

/// A session that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The routine.
    pub routine: RoutineId,
    /// What people called it then.
    pub name: String,
    /// When it began, in the time zone where it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended, in the time zone where it ended.
    pub ended: DateTime<FixedOffset>,
    /// Time on the clock, pauses and repeats taken out.
    pub active: Span,
    /// How it ended.
    pub ending: Ending,
    /// What was planned and done, in order.
    pub steps: Vec<StepDone>,
}

impl Session {
    /// The record of a player that is over. What was never reached is written down as skipped.
    #[must_use]
    pub fn of(player: &Player, started: DateTime<FixedOffset>, ended: DateTime<FixedOffset>) -> Self {
        let plan = player.plan();
        Self {
            routine: plan.routine.clone(),
            name: plan.name.clone(),
            started,
            ended,
            active: player.done().iter().map(|done| done.time).sum(),
            ending: player.ending().unwrap_or(Ending::Early),
            steps: steps(plan, player.done()),
        }
    }

    /// What was planned and done, by exercise: both sides together where it has sides, once a round.
    pub fn exercises(&self) -> impl Iterator<Item = &[StepDone]> {
        self.steps.chunk_by(|a, b| a.exercise == b.exercise && a.round == b.round && a.side != b.side)
    }

    /// Has its steps share their words with those of other sessions, which are mostly the same.
    pub fn share(&mut self, words: &mut Words) {
        for step in &mut self.steps {
            step.exercise.share(words);
            words.share(&mut step.name);
        }
        // A history has many of these, and none of them grows any more.
        self.steps.shrink_to_fit();
    }

    /// Whether anything was done in it: at least one exercise, or one side of it, to its end. One that was left at once is no
    /// session to count.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.steps.iter().any(|step| !step.skipped)
    }

    /// How many exercises were done to their end, out of all: with both sides where they have sides, once a round.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        self.exercises()
            .fold((0, 0), |(done, all), sides| (done + usize::from(sides.iter().all(|side| !side.skipped)), all + 1))
    }

    /// The time done in each block kind, in the order in which they came.
    #[must_use]
    pub fn by_block(&self) -> Vec<(BlockKind, Span)> {
        let mut blocks: Vec<(BlockKind, Span)> = Vec::new();
        for step in &self.steps {
            match blocks.last_mut() {
                Some((kind, time)) if *kind == step.block => *time += step.time,
                _ => blocks.push((step.block, step.time)),
            }
        }
        blocks
    }
}

fn steps(plan: &Plan, done: &[Done]) -> Vec<StepDone> {
    let works = plan.segments.iter().zip(done).filter_map(|(segment, done)| match segment.kind {
        SegmentKind::Work(work) => Some((segment, work, done)),
        _ => None,
    });
    works
        .map(|(segment, work, done)| {
            let step = plan.step(segment);
            StepDone {
                exercise: step.exercise.clone(),
                name: step.name.as_str().into(),
                block: plan.block(segment).kind,
                side: segment.side,
                round: segment.round,
                planned: match work {
                    Work::Hold(span) => Planned::Hold(span),
                    Work::Reps { count, .. } | Work::OwnReps { count, .. } => Planned::Reps(count),
                    Work::Open { estimate } => Planned::Open(estimate),
                },
                time: done.time,
                reps: done.reps,
                extended: done.extended,
                skipped: done.skipped || done.time.is_zero(),
            }
        })
        .collect()
}

/// A session that was cut off, as it is kept on disk while it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unfinished {
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it was last heard of.
    pub seen: DateTime<FixedOffset>,
    /// Where it was.
    pub bookmark: Bookmark,
}

impl Unfinished {
    /// What has to be kept of a running session.
    #[must_use]
    pub fn of(player: &Player, started: DateTime<FixedOffset>, seen: DateTime<FixedOffset>, now: Tick) -> Self {
        Self { started, seen, bookmark: player.bookmark(now) }
    }
}
