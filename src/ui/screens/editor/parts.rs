//! Where each part of the list of steps lies: headings, steps, notes. Geometry and times only; paints nothing.

use crate::domain::check::{Place, Problem};
use crate::domain::edit::StepAt;
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::time::Span;

/// The height of a step, of a block's heading, of a note on what is wrong, and of the place for a first step.
pub const STEP: f32 = 46.0;
const HEADING: f32 = 37.0;
const NOTE: f32 = 34.0;
const EMPTY: f32 = 52.0;
/// Between one step and the next.
pub const GAP: f32 = 5.0;
/// The buttons that add a block, below everything.
const FOOT: f32 = 64.0;

/// What lies somewhere in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The heading of a block.
    Heading(usize),
    /// What is wrong, by its place among the problems.
    Note(usize),
    /// A step.
    Step(StepAt),
    /// The place for the first step of a block.
    Empty(usize),
    /// What adds a block.
    Foot,
}

/// A part with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What it is.
    pub part: Part,
    /// Its upper edge, from the top of the list.
    pub top: f32,
    /// Its height.
    pub height: f32,
}

impl Placed {
    /// Its lower edge.
    pub const fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// Every part of the list, from top to bottom.
pub fn layout(routine: &Routine, problems: &[Problem]) -> Vec<Placed> {
    let mut parts = Vec::new();
    let mut top = 0.0;
    let mut add = |part, height: f32, gap: f32| {
        parts.push(Placed { part, top, height });
        top += height + gap;
    };
    for (at, block) in routine.blocks.iter().enumerate() {
        add(Part::Heading(at), HEADING, 0.0);
        for (i, problem) in problems.iter().enumerate() {
            if matches!(problem.place, Place::Block(block, _) | Place::Step(block, ..) if block == at) {
                add(Part::Note(i), NOTE, 0.0);
            }
        }
        if block.steps.is_empty() {
            add(Part::Empty(at), EMPTY, GAP);
        }
        for step in 0..block.steps.len() {
            add(Part::Step(StepAt { block: at, step }), STEP, GAP);
        }
    }
    add(Part::Foot, FOOT, 0.0);
    parts
}

/// The parts that are seen through a window onto the list.
pub fn seen(parts: &[Placed], from: f32, to: f32) -> &[Placed] {
    let first = parts.partition_point(|part| part.bottom() < from);
    let last = parts.partition_point(|part| part.top <= to);
    &parts[first..last.max(first)]
}

/// Where a step lands that is let go at a height, and the height of the line that shows it. `None` where there is no block.
pub fn drop_step(parts: &[Placed], y: f32) -> Option<(StepAt, f32)> {
    let mut found = None;
    for placed in parts {
        let middle = placed.top + placed.height / 2.0;
        match placed.part {
            // Above the middle of a heading is still the block before.
            Part::Heading(0) => found = Some((StepAt { block: 0, step: 0 }, placed.bottom() - GAP / 2.0)),
            Part::Heading(block) if y >= middle => {
                found = Some((StepAt { block, step: 0 }, placed.bottom() - GAP / 2.0));
            }
            Part::Step(at) if y >= middle => {
                found = Some((StepAt { step: at.step + 1, ..at }, placed.bottom() + GAP / 2.0));
            }
            Part::Empty(block) if y >= placed.top => found = Some((StepAt { block, step: 0 }, middle)),
            _ => {}
        }
    }
    found
}

/// Where a block lands that is let go at a height, and the height of the line that shows it.
pub fn drop_block(parts: &[Placed], y: f32) -> (usize, f32) {
    let headings: Vec<f32> =
        parts.iter().filter(|placed| matches!(placed.part, Part::Heading(_))).map(|placed| placed.top).collect();
    let end = parts.last().map_or(0.0, |foot| foot.top);
    let bounds: Vec<f32> = headings.iter().copied().chain([end]).collect();
    let middles = bounds.windows(2).map(|pair| f32::midpoint(pair[0], pair[1]));
    let at = middles.take_while(|middle| y >= *middle).count();
    (at, bounds[at.min(bounds.len() - 1)])
}

/// How long each step takes in all its rounds, in the order of the routine.
pub fn step_times(plan: Option<&Plan>, steps: usize) -> Vec<Span> {
    let mut times = vec![Span::ZERO; steps];
    for segment in plan.into_iter().flat_map(|plan| &plan.segments) {
        if let Some(time) = times.get_mut(segment.step) {
            *time += segment.kind.length().estimate();
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::ExerciseId;
    use crate::domain::routine::{Block, BlockKind, RoutineId, Step};

    fn routine(steps: &[usize]) -> Routine {
        let step = || Step::of(ExerciseId::new("squat"));
        let block = |n: &usize| Block {
            name: n.to_string(),
            kind: BlockKind::Strength,
            budget: None,
            rounds: 1,
            rest: None,
            steps: (0..*n).map(|_| step()).collect(),
        };
        let blocks = steps.iter().map(block).collect();
        Routine { id: RoutineId::new("r"), name: "R".into(), about: String::new(), voice: None, blocks }
    }

    #[test]
    fn every_height_has_a_place_to_drop_and_they_come_in_order() {
        let parts = layout(&routine(&[2, 0, 3]), &[]);
        let end = parts.last().unwrap().bottom();
        let mut met: Vec<StepAt> = (0..end as usize).filter_map(|y| drop_step(&parts, y as f32)).map(|d| d.0).collect();
        assert!(met.is_sorted(), "{met:?}");
        met.dedup();
        let at = |block, step| StepAt { block, step };
        let all = [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(2, 0), at(2, 1), at(2, 2), at(2, 3)];
        assert_eq!(met, all);
        let mut blocks: Vec<usize> = (0..end as usize).map(|y| drop_block(&parts, y as f32).0).collect();
        blocks.dedup();
        assert_eq!(blocks, [0, 1, 2, 3]);
        assert_eq!(drop_step(&layout(&routine(&[]), &[]), 10.0), None);
        assert_eq!(drop_block(&layout(&routine(&[]), &[]), 10.0).0, 0);
    }

    #[test]
    fn only_what_is_seen_is_drawn() {
        let parts = layout(&routine(&[500]), &[]);
        let some = seen(&parts, 5000.0, 5400.0);
        assert!((8..12).contains(&some.len()), "{}", some.len());
        assert!(some[0].top <= 5000.0 && some.last().unwrap().bottom() >= 5400.0);
        assert_eq!(seen(&parts, 0.0, 1.0e6).len(), parts.len());
    }
}
