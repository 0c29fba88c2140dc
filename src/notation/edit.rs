//! Changes the text of a routine as a person would by hand: what is not changed keeps its bytes, and no comment is lost. Reads
//! and writes no file.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::file::options;
use super::layout::spot;
use super::moving::Steps;
use super::patch::{Patch, apply};
use super::rewrite::{Fate, New, rewrite};
use super::scan::is_blank;
use super::tree::{GroupId, Item, Tree};
use super::write::{self, plain, quoted};
use crate::domain::edit::{BlockEdit, Edit, StepEdit};
use crate::domain::routine::{FORMAT, Short};

/// The fields of each record in the order in which people write them.
const ROUTINE: [&str; 5] = ["format", "name", "about", "voice", "blocks"];
const BLOCK: [&str; 6] = ["name", "kind", "budget", "rounds", "rest", "steps"];
const STEP: [&str; 8] = ["exercise", "dose", "goal", "sides", "tempo", "ready", "cue", "short"];

/// The text of a routine after a change. A change that makes no difference gives the same text back, to the byte.
///
/// The text has to be one that can be read as a routine. Of any other, nothing is promised but that there is no panic.
#[must_use]
pub fn edit_routine(text: &str, edit: &Edit) -> String {
    let tree = Tree::of(text);
    let Some(root) = tree.root() else { return text.to_owned() };
    let mut form = Form { tree: &tree, patches: Vec::new() };
    let steps = Steps::of(&tree);
    match edit {
        Edit::Name(name) => form.set(root, &ROUTINE, "name", Some(name), |name| quoted(name)),
        Edit::About(about) => {
            form.set(root, &ROUTINE, "about", Some(about).filter(|about| !about.is_empty()), |about| quoted(about));
        }
        Edit::Voice(voice) => {
            form.set(root, &ROUTINE, "voice", Some(voice).filter(|voice| !voice.is_empty()), plain);
        }
        Edit::AddBlock { at, block } => form.patches.extend(steps.blocks.map(|group| {
            let at = (*at).min(tree.group(group).items.len());
            let text = write::block(block, &spot(&tree, group, at), named(&tree, group));
            rewrite(&tree, group, &stay(&tree, group), vec![(at, New::text(text))])
        })),
        Edit::RemoveBlock(at) => form.patches.extend(steps.remove_block(*at)),
        Edit::MoveBlock { from, to } => form.patches.extend(steps.move_block(*from, *to)),
        Edit::Block(at, edit) => {
            if let Some(block) = steps.block(*at) {
                form.block(block, edit);
            }
        }
        Edit::Insert { at, steps: new } => form.patches.extend(steps.list(at.block).map(|group| {
            let at = at.step.min(tree.group(group).items.len());
            let named = named(&tree, group);
            let news = new.iter().map(|step| (at, New::text(write::step(step, named)))).collect();
            rewrite(&tree, group, &stay(&tree, group), news)
        })),
        Edit::Remove(places) => form.patches.extend(steps.remove(places)),
        Edit::Move { steps: places, to } => form.patches.extend(steps.shift(places, *to)),
        Edit::Step(places, edit) => {
            // One that is named twice is changed once.
            let places: BTreeSet<_> = places.iter().collect();
            for item in places.into_iter().filter_map(|at| steps.step(at.block, at.step)) {
                form.step(item, edit);
            }
        }
    }
    apply(text, form.patches)
}

/// The text of a new routine with this name: no blocks yet, and a word on what they look like.
#[must_use]
pub fn new_routine(name: &str) -> String {
    format!(
        "// Yours to change, here or in Afterrun. A step is a line such as (exercise: \"squat\", dose: Reps(8)),\n\
         // and what it leaves out, the exercise says.\n\
         (\n    format: {FORMAT},\n    name: {},\n    blocks: [],\n)\n",
        quoted(name)
    )
}

/// Every item stays.
pub(super) fn stay(tree: &Tree<'_>, group: GroupId) -> Vec<Fate> {
    vec![Fate::Stay; tree.group(group).items.len()]
}

/// Whether what is new in a list needs its type's name, or looks better with it.
pub(super) fn named(tree: &Tree<'_>, group: GroupId) -> bool {
    tree.names
        || tree.group(group).items.first().is_some_and(|item| item.group.is_some() && !tree.name(item).is_empty())
}

/// Where a field goes that is not written yet, among those of its record.
pub(super) fn place_for(tree: &Tree<'_>, record: &Item, order: &[&str], name: &str) -> usize {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let ranks = tree.items(record).iter().enumerate().filter_map(|(i, field)| Some((rank(tree.key(field)?)?, i)));
    let own = rank(name).unwrap_or(order.len());
    let (mut before, mut after): (Option<(usize, usize)>, Option<usize>) = (None, None);
    for (rank, i) in ranks {
        if rank < own {
            before = before.max(Some((rank, i)));
        } else {
            after = after.or(Some(i));
        }
    }
    before.map(|(_, i)| i + 1).or(after).unwrap_or(tree.items(record).len())
}

/// Puts another value in place of one that is written; comments in the old one follow the new one.
pub(super) fn replace(tree: &Tree<'_>, item: &Item, value: String, patches: &mut Vec<Patch>) {
    let comments = tree.comments(item.value.clone());
    let behind = item.comma.map_or(item.value.end, |comma| comma + 1);
    let line_break = format!("{}{}", tree.newline(), tree.line_indent(item.start));
    let mut words = String::new();
    let mut ends_line = false;
    for comment in comments {
        words.push_str(if ends_line { &line_break } else { " " });
        words.push_str(&tree.text[comment.clone()]);
        ends_line = tree.text[comment.clone()].starts_with("//");
    }
    let mut until = behind;
    if ends_line {
        // Blanks would become a part of the comment, or of how the next line begins.
        let rest = &tree.text[behind..];
        until += rest.find(|c| matches!(c, '\n' | '\r') || !is_blank(c)).unwrap_or(rest.len());
        if !tree.ends_line(behind) {
            words.push_str(&line_break);
        }
    }
    patches.push(Patch::new(item.value.clone(), value));
    if !words.is_empty() {
        patches.push(Patch::new(behind..until, words));
    }
}

/// The fields of a form, and what has been changed about them.
struct Form<'a> {
    tree: &'a Tree<'a>,
    patches: Vec<Patch>,
}

impl Form<'_> {
    /// Another value for a field of a record; without one, the field is taken out.
    fn set<T>(&mut self, record: &Item, order: &[&str], name: &str, value: Option<&T>, write: impl Fn(&T) -> String)
    where
        T: DeserializeOwned + PartialEq,
    {
        let (tree, Some(group)) = (self.tree, record.group) else { return };
        let found = tree.items(record).iter().position(|field| tree.key(field) == Some(name));
        match (found, value) {
            (Some(at), Some(value)) => {
                let field = &tree.items(record)[at];
                let written = options().from_str::<Option<T>>(tree.value(field));
                // What says the same already stays as it was written.
                if !written.is_ok_and(|written| written.as_ref() == Some(value)) {
                    replace(tree, field, write(value), &mut self.patches);
                }
            }
            (Some(at), None) => {
                let mut fates = stay(tree, group);
                fates[at] = Fate::Drop;
                self.patches.push(rewrite(tree, group, &fates, Vec::new()));
            }
            (None, Some(value)) => {
                let at = place_for(tree, record, order, name);
                let new = New::text(format!("{name}: {}", write(value)));
                self.patches.push(rewrite(tree, group, &stay(tree, group), vec![(at, new)]));
            }
            (None, None) => {}
        }
    }

    fn block(&mut self, block: &Item, edit: &BlockEdit) {
        match edit {
            BlockEdit::Name(name) => self.set(block, &BLOCK, "name", Some(name), |name| quoted(name)),
            BlockEdit::Kind(kind) => self.set(block, &BLOCK, "kind", Some(kind), plain),
            BlockEdit::Budget(budget) => self.set(block, &BLOCK, "budget", budget.as_ref(), plain),
            BlockEdit::Rounds(rounds) => {
                self.set(block, &BLOCK, "rounds", Some(rounds).filter(|rounds| **rounds != 1), plain);
            }
            BlockEdit::Rest(rest) => self.set(block, &BLOCK, "rest", rest.as_ref(), plain),
        }
    }

    fn step(&mut self, step: &Item, edit: &StepEdit) {
        match edit {
            StepEdit::Exercise(id) => self.set(step, &STEP, "exercise", Some(id), |id| quoted(id.as_str())),
            StepEdit::Dose(dose) => self.set(step, &STEP, "dose", dose.as_ref(), plain),
            StepEdit::Goal(goal) => self.set(step, &STEP, "goal", goal.as_ref(), plain),
            StepEdit::Sides(sides) => self.set(step, &STEP, "sides", sides.as_ref(), plain),
            StepEdit::Tempo(tempo) => self.set(step, &STEP, "tempo", tempo.as_ref(), plain),
            StepEdit::Ready(ready) => self.set(step, &STEP, "ready", ready.as_ref(), plain),
            StepEdit::Cue(cue) => self.set(step, &STEP, "cue", cue.as_ref(), |cue| quoted(cue)),
            StepEdit::Short(short) => {
                self.set(step, &STEP, "short", Some(short).filter(|short| **short != Short::default()), plain);
            }
        }
    }
}

#[cfg(test)]
mod tests;
