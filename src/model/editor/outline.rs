//! Names for the blocks and steps of a routine that stay theirs while it is edited. Knows only their order.

use crate::domain::edit::{Edit, StepAt};
use crate::domain::routine::Routine;

/// Names a block for as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);

/// Names a step for as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(u32);

/// A place among the steps: before a step, or last in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The block.
    pub block: BlockId,
    /// The step that will follow; `None` for the end of the block.
    pub before: Option<StepId>,
}

/// Gives out names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(u32);

impl Names {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

/// One block's name and those of its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineBlock {
    /// The block.
    pub id: BlockId,
    /// Its steps, in order.
    pub steps: Vec<StepId>,
}

impl OutlineBlock {
    fn new(steps: usize, names: &mut Names) -> Self {
        let id = BlockId(names.next());
        Self { id, steps: (0..steps).map(|_| StepId(names.next())).collect() }
    }
}

/// The names of all blocks and steps of a routine, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    blocks: Vec<OutlineBlock>,
}

impl Outline {
    /// Names for a routine that has none yet.
    pub(super) fn of(routine: &Routine, names: &mut Names) -> Self {
        let blocks = routine.blocks.iter().map(|block| OutlineBlock::new(block.steps.len(), names)).collect();
        Self { blocks }
    }

    /// Whether it has as many blocks and steps as a routine.
    pub(super) fn fits(&self, routine: &Routine) -> bool {
        let sizes = self.blocks.iter().map(|block| block.steps.len());
        sizes.eq(routine.blocks.iter().map(|block| block.steps.len()))
    }

    /// The blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[OutlineBlock] {
        &self.blocks
    }

    /// All steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = StepId> {
        self.blocks.iter().flat_map(|block| block.steps.iter().copied())
    }

    /// Where a block stands.
    #[must_use]
    pub fn block_at(&self, id: BlockId) -> Option<usize> {
        self.blocks.iter().position(|block| block.id == id)
    }

    /// Where a step stands.
    #[must_use]
    pub fn step_at(&self, id: StepId) -> Option<StepAt> {
        self.blocks.iter().enumerate().find_map(|(block, in_it)| {
            in_it.steps.iter().position(|step| *step == id).map(|step| StepAt { block, step })
        })
    }

    /// The step at a place.
    #[must_use]
    pub fn step(&self, at: StepAt) -> Option<StepId> {
        self.blocks.get(at.block)?.steps.get(at.step).copied()
    }

    /// Where a spot is.
    #[must_use]
    pub fn spot_at(&self, spot: Spot) -> Option<StepAt> {
        let block = self.block_at(spot.block)?;
        let steps = &self.blocks[block].steps;
        let step = spot.before.map_or(Some(steps.len()), |before| steps.iter().position(|step| *step == before))?;
        Some(StepAt { block, step })
    }

    /// The places of steps, in the order of the routine. Names that are not there have none.
    #[must_use]
    pub fn places(&self, ids: &[StepId]) -> Vec<StepAt> {
        let wanted: std::collections::BTreeSet<_> = ids.iter().collect();
        let blocks = self.blocks.iter().enumerate();
        blocks
            .flat_map(|(block, in_it)| {
                in_it.steps.iter().enumerate().map(move |(step, id)| (StepAt { block, step }, id))
            })
            .filter_map(|(at, id)| wanted.contains(id).then_some(at))
            .collect()
    }

    /// The places that fulfil a condition, in order.
    pub(super) fn places_where(&self, is_one: impl Fn(StepAt) -> bool) -> Vec<StepAt> {
        let blocks = self.blocks.iter().enumerate();
        let places = blocks.flat_map(|(block, named)| (0..named.steps.len()).map(move |step| StepAt { block, step }));
        places.filter(|at| is_one(*at)).collect()
    }

    /// The names after a change that makes none.
    pub(super) fn without(&self, edit: &Edit) -> Self {
        let mut after = self.clone();
        after.follow(edit, &mut Names::default());
        after
    }

    /// The names after a change: what stays keeps its own, wherever it goes.
    pub(super) fn follow(&mut self, edit: &Edit, names: &mut Names) {
        match edit {
            Edit::Name(_) | Edit::About(_) | Edit::Voice(_) | Edit::Block(..) | Edit::Step(..) => {}
            Edit::AddBlock { at, block } => {
                let at = (*at).min(self.blocks.len());
                self.blocks.insert(at, OutlineBlock::new(block.steps.len(), names));
            }
            Edit::RemoveBlock(at) => {
                if *at < self.blocks.len() {
                    self.blocks.remove(*at);
                }
            }
            Edit::MoveBlock { from, to } => {
                if *from < self.blocks.len() {
                    let block = self.blocks.remove(*from);
                    let to = if to > from { to - 1 } else { *to };
                    self.blocks.insert(to.min(self.blocks.len()), block);
                }
            }
            Edit::Insert { at, steps } => {
                if let Some(block) = self.blocks.get_mut(at.block) {
                    let at = at.step.min(block.steps.len());
                    block.steps.splice(at..at, steps.iter().map(|_| StepId(names.next())));
                }
            }
            Edit::Remove(places) => self.take(places),
            Edit::Move { steps: places, to } => {
                let moved: Vec<StepId> = places.iter().filter_map(|at| self.step(*at)).collect();
                let Some(target) = self.blocks.get(to.block) else { return };
                // What stands before the target and moves away makes it come closer.
                let leaving = places
                    .iter()
                    .filter(|at| at.block == to.block && at.step < to.step.min(target.steps.len()))
                    .count();
                let at = to.step.min(target.steps.len()) - leaving;
                self.take(places);
                self.blocks[to.block].steps.splice(at..at, moved);
            }
        }
    }

    fn take(&mut self, places: &[StepAt]) {
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let mut place = 0;
            block.steps.retain(|_| {
                let gone = places.contains(&StepAt { block: at, step: place });
                place += 1;
                !gone
            });
        }
    }

    /// The names after the text was changed in any way: blocks and steps that are as they were keep theirs, seen from both
    /// ends, and so do those in between as far as their number goes.
    pub(super) fn rematched(&self, before: &Routine, after: &Routine, names: &mut Names) -> Self {
        let mut blocks = Vec::with_capacity(after.blocks.len());
        let paired = pairs(before.blocks.len(), after.blocks.len(), |a, b| before.blocks[a] == after.blocks[b]);
        for (at, old) in paired.into_iter().enumerate() {
            let new = &after.blocks[at];
            let Some((old, known)) = old.and_then(|old| Some((&before.blocks[old], self.blocks.get(old)?))) else {
                blocks.push(OutlineBlock::new(new.steps.len(), names));
                continue;
            };
            let steps = pairs(old.steps.len(), new.steps.len(), |a, b| old.steps[a] == new.steps[b]);
            let name = |old: Option<usize>| {
                let kept = old.and_then(|old| known.steps.get(old).copied());
                kept.unwrap_or_else(|| StepId(names.next()))
            };
            blocks.push(OutlineBlock { id: known.id, steps: steps.into_iter().map(name).collect() });
        }
        Self { blocks }
    }
}

/// For each of `new` things, which of `old` things it was.
fn pairs(old: usize, new: usize, same: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let shorter = old.min(new);
    let front = (0..shorter).take_while(|at| same(*at, *at)).count();
    let back = (1..=shorter - front).take_while(|from_end| same(old - from_end, new - from_end)).count();
    (0..new)
        .map(|at| {
            if at >= new - back {
                Some(old - (new - at))
            } else {
                // Between what is alike, the first is thought to be the first still.
                (at < old - back).then_some(at)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(steps: &[usize]) -> (Outline, Names) {
        let mut names = Names::default();
        let blocks = steps.iter().map(|n| OutlineBlock::new(*n, &mut names)).collect();
        (Outline { blocks }, names)
    }

    #[test]
    fn a_moved_step_keeps_its_name() {
        let (mut all, mut names) = outline(&[3, 2]);
        let ids: Vec<StepId> = all.steps().collect();
        let at = |block, step| StepAt { block, step };
        all.follow(&Edit::Move { steps: vec![at(0, 0)], to: at(1, 1) }, &mut names);
        assert_eq!(all.steps().collect::<Vec<_>>(), [ids[1], ids[2], ids[3], ids[0], ids[4]]);
        all.follow(&Edit::Move { steps: vec![at(0, 0), at(1, 0)], to: at(1, 3) }, &mut names);
        assert_eq!(all.steps().collect::<Vec<_>>(), [ids[2], ids[0], ids[4], ids[1], ids[3]]);
        all.follow(&Edit::Move { steps: vec![at(1, 0)], to: at(1, 2) }, &mut names);
        assert_eq!(all.steps().collect::<Vec<_>>(), [ids[2], ids[4], ids[0], ids[1], ids[3]]);
        all.follow(&Edit::Remove(vec![at(1, 1), at(0, 0)]), &mut names);
        assert_eq!(all.steps().collect::<Vec<_>>(), [ids[4], ids[1], ids[3]]);
        assert_eq!(all.places(&[ids[3], ids[4], ids[0]]), [at(1, 0), at(1, 2)]);
    }

    #[test]
    fn what_is_alike_from_either_end_is_the_same() {
        let words = |text: &'static str| text.chars().collect::<Vec<_>>();
        let found = |old: &'static str, new: &'static str| {
            let (a, b) = (words(old), words(new));
            pairs(a.len(), b.len(), |x, y| a[x] == b[y])
        };
        assert_eq!(found("abc", "abXc"), [Some(0), Some(1), None, Some(2)]);
        assert_eq!(found("abc", "ac"), [Some(0), Some(2)]);
        assert_eq!(found("abc", "aXc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(found("", "ab"), [None, None]);
        assert_eq!(found("aa", "aaa"), [Some(0), Some(1), None]);
    }
}
