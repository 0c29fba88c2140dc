//! Takes steps and blocks out of a routine's text and to other places in it, with the comments that belong to them. Changes no
//! value.

use std::collections::{BTreeMap, BTreeSet};

use super::chunk::chunks;
use super::edit::stay;
use super::patch::Patch;
use super::rewrite::{Fate, New, rewrite};
use super::tree::{GroupId, Item, Tree};
use crate::domain::edit::StepAt;

/// Where the blocks and steps of a routine are written.
pub(super) struct Steps<'a> {
    tree: &'a Tree<'a>,
    /// The list of blocks.
    pub blocks: Option<GroupId>,
    /// The list of steps of each block.
    lists: Vec<Option<GroupId>>,
}

impl<'a> Steps<'a> {
    pub fn of(tree: &'a Tree<'a>) -> Self {
        let field = |item: &'a Item, name| tree.field(item, name).and_then(|field| field.group);
        let blocks = tree.root().and_then(|root| field(root, "blocks"));
        let items = blocks.map_or(&[][..], |group| &tree.group(group).items);
        Self { tree, blocks, lists: items.iter().map(|block| field(block, "steps")).collect() }
    }

    /// The block at this place.
    pub fn block(&self, at: usize) -> Option<&'a Item> {
        self.tree.group(self.blocks?).items.get(at)
    }

    /// The list of steps of the block at this place.
    pub fn list(&self, block: usize) -> Option<GroupId> {
        *self.lists.get(block)?
    }

    /// The step at this place.
    pub fn step(&self, block: usize, step: usize) -> Option<&'a Item> {
        self.tree.group(self.list(block)?).items.get(step)
    }

    /// The places that there are, by their blocks.
    fn by_list(&self, places: &[StepAt]) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut found: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for StepAt { block, step } in places {
            if self.step(*block, *step).is_some() {
                found.entry(*block).or_default().insert(*step);
            }
        }
        found
    }

    /// Takes steps out; their comments stay.
    pub fn remove(&self, places: &[StepAt]) -> Vec<Patch> {
        let lists = self.by_list(places);
        lists.iter().filter_map(|(block, steps)| Some(self.without(self.list(*block)?, steps, Fate::Drop))).collect()
    }

    /// Takes a block out; the comments around it and in it stay.
    pub fn remove_block(&self, at: usize) -> Option<Patch> {
        let group = self.blocks?;
        self.block(at).map(|_| self.without(group, &BTreeSet::from([at]), Fate::Drop))
    }

    fn without(&self, group: GroupId, gone: &BTreeSet<usize>, fate: Fate) -> Patch {
        let mut fates = stay(self.tree, group);
        for at in gone {
            fates[*at] = fate;
        }
        rewrite(self.tree, group, &fates, Vec::new())
    }

    /// Takes a block before the one that stands at `to`, or to the end.
    pub fn move_block(&self, from: usize, to: usize) -> Option<Patch> {
        let group = self.blocks?;
        self.block(from)?;
        self.shift_in(group, &BTreeSet::from([from]), to)
    }

    /// Takes items of one list to another place in it; nothing if they stand there already.
    fn shift_in(&self, group: GroupId, moved: &BTreeSet<usize>, to: usize) -> Option<Patch> {
        let len = self.tree.group(group).items.len();
        let to = to.min(len);
        let stays = |at: &usize| !moved.contains(at);
        let order = (0..to).filter(stays).chain(moved.iter().copied()).chain((to..len).filter(stays));
        if order.eq(0..len) {
            return None;
        }
        let chunks = chunks(self.tree, group);
        let mut fates = stay(self.tree, group);
        for at in moved {
            fates[*at] = Fate::Leave;
        }
        let news = moved.iter().map(|at| (to, New::of(self.tree, &chunks[*at]))).collect();
        Some(rewrite(self.tree, group, &fates, news))
    }

    /// Takes steps before the one that stands at `to`, or to the end of its block, in the order of the routine.
    pub fn shift(&self, places: &[StepAt], to: StepAt) -> Vec<Patch> {
        let Some(target) = self.list(to.block) else { return Vec::new() };
        let lists = self.by_list(places);
        if lists.keys().eq([&to.block]) {
            return lists.values().filter_map(|moved| self.shift_in(target, moved, to.step)).collect();
        }
        let at = to.step.min(self.tree.group(target).items.len());
        let mut fates = stay(self.tree, target);
        let (mut news, mut patches) = (Vec::new(), Vec::new());
        for (block, moved) in &lists {
            let Some(group) = self.list(*block) else { continue };
            let chunks = chunks(self.tree, group);
            news.extend(moved.iter().map(|step| (at, New::of(self.tree, &chunks[*step]))));
            if *block == to.block {
                for step in moved {
                    fates[*step] = Fate::Leave;
                }
            } else {
                patches.push(self.without(group, moved, Fate::Leave));
            }
        }
        if !news.is_empty() {
            patches.push(rewrite(self.tree, target, &fates, news));
        }
        patches
    }
}
