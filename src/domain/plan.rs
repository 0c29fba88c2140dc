//! A routine made ready for one session: a flat list of segments. Decides what happens in which order, never when it is now.

use serde::{Deserialize, Serialize};

use super::dose::{Dose, Tempo};
use super::exercise::{Catalogue, Exercise, ExerciseId, Kind, nearest};
use super::figure::FigureId;
use super::routine::{Block, BlockKind, Routine, RoutineId, Step};
use super::side::{Side, SideWord, Sides};
use super::time::Span;

/// Which doses a plan asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DoseLevel {
    /// Where a runner starts.
    #[default]
    Starting,
    /// Where they grow to.
    Goal,
}

/// What is done in a work segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// A hold, ended by the clock.
    Hold(Span),
    /// Reps counted at a tempo, ended by the count.
    Reps {
        /// How many.
        count: u32,
        /// The time of one.
        every: Span,
        /// Whether each rep changes sides.
        alternate: bool,
    },
    /// Reps at the person's own pace, ended by them.
    OwnReps {
        /// How many.
        count: u32,
        /// The time that one is thought to take.
        estimate: Span,
    },
    /// As long as it takes, ended by the person.
    Open {
        /// The time that it is thought to take.
        estimate: Span,
    },
}

impl Work {
    /// How many reps it asks for, if it asks for reps.
    #[must_use]
    pub const fn reps(self) -> Option<u32> {
        match self {
            Self::Reps { count, .. } | Self::OwnReps { count, .. } => Some(count),
            Self::Hold(_) | Self::Open { .. } => None,
        }
    }
}

/// What a segment is, with its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SegmentKind {
    /// Getting into position.
    GetReady(Span),
    /// The exercise.
    Work(Work),
    /// Changing from left to right.
    SwitchSides(Span),
    /// Between two rounds.
    Rest(Span),
}

/// How long a segment lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Ended by the clock.
    Fixed(Span),
    /// Ended by the person; this is an estimate.
    Open(Span),
}

impl Length {
    /// The length, or its estimate.
    #[must_use]
    pub const fn estimate(self) -> Span {
        match self {
            Self::Fixed(span) | Self::Open(span) => span,
        }
    }

    /// Whether only the person ends it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open(_))
    }
}

impl SegmentKind {
    /// How long it lasts.
    #[must_use]
    pub fn length(self) -> Length {
        match self {
            Self::GetReady(span) | Self::SwitchSides(span) | Self::Rest(span) => Length::Fixed(span),
            Self::Work(work) => match work {
                Work::Hold(span) => Length::Fixed(span),
                Work::Reps { count, every, .. } => Length::Fixed(every * count),
                Work::OwnReps { count, estimate } => Length::Open(estimate * count),
                Work::Open { estimate } => Length::Open(estimate),
            },
        }
    }

    /// Whether its last seconds are counted down: where the clock ends it, and not a number of reps.
    #[must_use]
    pub fn is_counted_down(self) -> bool {
        !self.length().is_open() && !matches!(self, Self::Work(Work::Reps { .. }))
    }

    /// Whether the person does the exercise in it.
    #[must_use]
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Work(_))
    }
}

/// One stretch of time in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What it is, and how long.
    pub kind: SegmentKind,
    /// Which of [`Plan::steps`] it belongs to. A rest belongs to the step that follows it.
    pub step: usize,
    /// The side, for steps that have sides.
    pub side: Option<Side>,
    /// The round of its block, from 1.
    pub round: u32,
}

/// A block as a plan knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanBlock {
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub kind: BlockKind,
}

/// A step as a plan knows it, with all that is shown and said of it: a plan needs no catalogue to be played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// Which of [`Plan::blocks`] it stands in.
    pub block: usize,
    /// Its place among the steps of its block, from 1.
    pub place: usize,
    /// The exercise.
    pub exercise: ExerciseId,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// How it deals with left and right.
    pub sides: Sides,
    /// What "left" is said of.
    pub side_word: SideWord,
    /// How much of it, a side at a time.
    pub dose: Dose,
    /// The line shown and said.
    pub cue: String,
    /// The figure that shows it.
    pub figure: FigureId,
}

/// A routine made ready for one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The routine.
    pub routine: RoutineId,
    /// What people call the routine.
    pub name: String,
    /// Its blocks, in order.
    pub blocks: Vec<PlanBlock>,
    /// Its steps, in order.
    pub steps: Vec<PlanStep>,
    /// What happens, in order.
    pub segments: Vec<Segment>,
}

/// Why a routine can't be made into a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A step names an exercise that the catalogue lacks.
    #[error("there is no exercise \"{id}\"{}", .suggestion.as_ref().map(|id| format!("; did you mean \"{id}\"?")).unwrap_or_default())]
    NoExercise {
        /// The name used.
        id: ExerciseId,
        /// The name that was probably meant.
        suggestion: Option<ExerciseId>,
    },
    /// There is nothing to do.
    #[error("the routine has no steps; add one")]
    Empty,
    /// Rounds times steps come to more than anybody can do.
    #[error("the routine comes to more than {} parts; use fewer rounds", Routine::MOST_SEGMENTS)]
    TooLong,
}

/// What a plan is made for, beside the routine itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// Which doses.
    pub doses: DoseLevel,
    /// The least time to get ready, where a routine gives any at all.
    pub ready_at_least: Span,
}

impl Plan {
    /// Makes `routine` ready.
    ///
    /// # Errors
    /// Says which exercise is unknown, or that there is nothing, or too much, to do.
    pub fn new(routine: &Routine, catalogue: &Catalogue, options: PlanOptions) -> Result<Self, PlanError> {
        let mut plan = Self {
            routine: routine.id.clone(),
            name: routine.name.clone(),
            blocks: Vec::new(),
            steps: Vec::new(),
            segments: Vec::new(),
        };
        for block in &routine.blocks {
            plan.add_block(block, catalogue, options)?;
        }
        if plan.segments.is_empty() { Err(PlanError::Empty) } else { Ok(plan) }
    }

    fn add_block(&mut self, block: &Block, catalogue: &Catalogue, options: PlanOptions) -> Result<(), PlanError> {
        let block_at = self.blocks.len();
        let first_step = self.steps.len();
        self.blocks.push(PlanBlock { name: block.name.clone(), kind: block.kind });
        for (i, step) in block.steps.iter().enumerate() {
            let exercise = catalogue.get(&step.exercise).ok_or_else(|| PlanError::NoExercise {
                id: step.exercise.clone(),
                suggestion: catalogue.nearest(&step.exercise).cloned(),
            })?;
            self.steps.push(PlanStep {
                block: block_at,
                place: i + 1,
                exercise: exercise.id.clone(),
                name: exercise.name.clone(),
                kind: exercise.kind,
                sides: step.sides.unwrap_or(exercise.sides),
                side_word: exercise.side_word,
                dose: dose_of(step, exercise, options.doses),
                cue: step.cue.clone().unwrap_or_else(|| exercise.cue.clone()),
                figure: exercise.figure.clone(),
            });
        }
        for round in 1..=block.rounds {
            if let (true, Some(rest), false) = (round > 1, block.rest, block.steps.is_empty()) {
                self.segments.push(Segment { kind: SegmentKind::Rest(rest), step: first_step, side: None, round });
            }
            for (i, step) in block.steps.iter().enumerate() {
                let exercise = catalogue.get(&step.exercise);
                let tempo = step.tempo.or(exercise.map(|exercise| exercise.tempo)).unwrap_or_default();
                self.add_step(first_step + i, step, tempo, round, options);
            }
            if self.segments.len() > Routine::MOST_SEGMENTS {
                return Err(PlanError::TooLong);
            }
        }
        Ok(())
    }

    fn add_step(&mut self, at: usize, step: &Step, tempo: Tempo, round: u32, options: PlanOptions) {
        let PlanStep { sides, dose, .. } = self.steps[at];
        let ready = match step.ready.unwrap_or(Step::READY) {
            Span::ZERO => Span::ZERO,
            ready => ready.max(options.ready_at_least),
        };
        let work = work(dose, tempo, sides);
        let mut add = |kind: SegmentKind, side| {
            if !kind.length().estimate().is_zero() {
                self.segments.push(Segment { kind, step: at, side, round });
            }
        };
        if sides == Sides::Each {
            add(SegmentKind::GetReady(ready), Some(Side::Left));
            add(SegmentKind::Work(work), Some(Side::Left));
            add(SegmentKind::SwitchSides(ready), Some(Side::Right));
            add(SegmentKind::Work(work), Some(Side::Right));
        } else {
            add(SegmentKind::GetReady(ready), None);
            add(SegmentKind::Work(work), None);
        }
    }

    /// The step that a segment belongs to.
    #[must_use]
    pub fn step(&self, segment: &Segment) -> &PlanStep {
        &self.steps[segment.step]
    }

    /// The block that a segment belongs to.
    #[must_use]
    pub fn block(&self, segment: &Segment) -> &PlanBlock {
        &self.blocks[self.step(segment).block]
    }

    /// The length of the whole, open segments at their estimates.
    #[must_use]
    pub fn total(&self) -> Span {
        self.segments.iter().map(|segment| segment.kind.length().estimate()).sum()
    }

    /// The length of one block, by its place in [`Plan::blocks`].
    #[must_use]
    pub fn block_total(&self, block: usize) -> Span {
        let inside = self.segments.iter().filter(|segment| self.step(segment).block == block);
        inside.map(|segment| segment.kind.length().estimate()).sum()
    }

    /// Every segment with its start, open segments at their estimates.
    pub fn timed(&self) -> impl Iterator<Item = (Span, &Segment)> {
        self.segments.iter().scan(Span::ZERO, |next, segment| {
            let start = *next;
            *next += segment.kind.length().estimate();
            Some((start, segment))
        })
    }

    /// The first segment of the item that segment `at` belongs to: getting ready and the work of one side.
    #[must_use]
    pub fn item_start(&self, at: usize) -> usize {
        (1..=at).rev().find(|i| !self.same_item(i - 1, *i)).unwrap_or(0)
    }

    /// The segment after the item that segment `at` belongs to.
    #[must_use]
    pub fn item_end(&self, at: usize) -> usize {
        let end = self.segments.len();
        (at + 1..end).find(|i| !self.same_item(i - 1, *i)).unwrap_or(end)
    }

    /// Whether two neighbouring segments belong together: what comes before a work leads up to it.
    fn same_item(&self, first: usize, second: usize) -> bool {
        let (first, second) = (&self.segments[first], &self.segments[second]);
        !first.kind.is_work() && first.step == second.step && first.round == second.round
    }

    /// Whether a session read from a file hangs together, so that playing it can't fail.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.segments.is_empty()
            && self.segments.len() <= Routine::MOST_SEGMENTS
            && self.steps.iter().all(|step| step.block < self.blocks.len())
            && self.segments.iter().all(|segment| {
                let length = segment.kind.length().estimate();
                segment.step < self.steps.len() && !length.is_zero() && length <= Span::LONGEST
            })
    }
}

fn dose_of(step: &Step, exercise: &Exercise, level: DoseLevel) -> Dose {
    match level {
        DoseLevel::Starting => step.dose.unwrap_or(exercise.dose),
        // A step that pins its dose and names no goal stays at that dose.
        DoseLevel::Goal => step.goal.or(step.dose).unwrap_or(exercise.goal),
    }
}

fn work(dose: Dose, tempo: Tempo, sides: Sides) -> Work {
    match (dose, tempo) {
        (Dose::Hold(span), _) => Work::Hold(span),
        (Dose::Open(estimate), _) => Work::Open { estimate },
        (Dose::Reps(count), Tempo::Every(every)) => Work::Reps { count, every, alternate: sides == Sides::Alternate },
        (Dose::Reps(count), Tempo::Own(estimate)) => Work::OwnReps { count, estimate },
    }
}

/// The routine that a person means by `name`: its id, its name in any case, or `Err` with the nearest name.
///
/// # Errors
/// The name that was probably meant, if any is close.
pub fn find<'a>(routines: impl IntoIterator<Item = &'a Routine>, name: &str) -> Result<&'a Routine, Option<String>> {
    let routines: Vec<&Routine> = routines.into_iter().collect();
    let wanted = name.trim().to_lowercase();
    let by_id = routines.iter().find(|routine| routine.id.as_str().to_lowercase() == wanted);
    let by_name = || routines.iter().find(|routine| routine.name.to_lowercase() == wanted);
    by_id.or_else(by_name).copied().ok_or_else(|| {
        let known = routines.iter().flat_map(|routine| [routine.id.as_str(), routine.name.as_str()]);
        nearest(name, known).map(str::to_owned)
    })
}

#[cfg(test)]
pub(super) mod tests;
