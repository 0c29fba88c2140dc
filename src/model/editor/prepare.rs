//! What a change of the open routine comes to: edits of its text, a name for "Undo", and what is selected afterwards. Changes
//! nothing itself.

use crate::domain::adjust::adjusted;
use crate::domain::check::{LONGEST_LINE, LONGEST_NAME, Mend};
use crate::domain::edit::{BlockEdit, Edit, StepAt, StepEdit};
use crate::domain::exercise::{Catalogue, ExerciseId};
use crate::domain::naming::free;
use crate::domain::routine::{Block, BlockKind, Routine, Step};
use crate::domain::shown::one_line;
use crate::domain::time::Span;

use super::change::{Change, Nudge};
use super::outline::{BlockId, Outline, Spot, StepId};
use super::selection::Selection;

/// What is selected once a change is made, by places in what it has made.
pub(super) enum After {
    /// What was selected before.
    Same,
    /// These steps.
    Steps(Vec<StepAt>),
    /// The step at this place, or the one before where there is none, or nothing.
    Near(StepAt),
    /// This block.
    Block(usize),
}

impl After {
    /// What that is.
    pub fn selection(&self, outline: &Outline) -> Option<Selection> {
        match self {
            Self::Same => None,
            Self::Steps(places) => Some(Selection::of(places.iter().filter_map(|at| outline.step(*at)).collect())),
            Self::Block(at) => {
                Some(outline.blocks().get(*at).map_or(Selection::Nothing, |block| Selection::Block(block.id)))
            }
            Self::Near(at) => {
                let back = StepAt { step: at.step.saturating_sub(1), ..*at };
                let step = outline.step(*at).or_else(|| outline.step(back));
                Some(step.map_or(Selection::Nothing, Selection::one))
            }
        }
    }
}

/// A change that is ready to be made.
pub(super) struct Prepared {
    pub name: String,
    pub like: Option<String>,
    pub edits: Vec<Edit>,
    pub after: After,
}

impl Prepared {
    fn new(name: String, edits: Vec<Edit>, after: After) -> Self {
        Self { name, like: None, edits, after }
    }

    /// One that is undone together with others like it that follow at once.
    fn flowing(name: String, at: &impl std::fmt::Debug, edits: Vec<Edit>) -> Self {
        Self { like: Some(format!("{name} {at:?}")), name, edits, after: After::Same }
    }
}

/// What a change of a routine is prepared with.
pub(super) struct Desk<'a> {
    pub routine: &'a Routine,
    pub outline: &'a Outline,
    pub catalogue: &'a Catalogue,
    pub selection: &'a Selection,
}

impl Desk<'_> {
    /// The change, ready to be made; `None` where there is nothing to change.
    pub fn prepare(&self, change: &Change) -> Option<Prepared> {
        match change {
            Change::About(about) => Some(Prepared::flowing(
                "change what it is for".to_owned(),
                &(),
                vec![Edit::About(one_line(about, LONGEST_LINE))],
            )),
            Change::Voice(voice) => {
                Some(Prepared::flowing("change the voice".to_owned(), &(), vec![Edit::Voice(*voice)]))
            }
            Change::AddBlock(kind) => Some(self.add_block(*kind)),
            Change::InsertBlock(kind, before) => Some(self.insert_block(*kind, self.block_spot(*before)?)),
            Change::MoveBlock(id, before) => self.move_block(self.outline.block_at(*id)?, self.block_spot(*before)?),
            Change::DuplicateBlock(id) => {
                let at = self.outline.block_at(*id)?;
                let block = self.routine.blocks.get(at)?.clone();
                let taken = |name: &str| self.routine.blocks.iter().any(|block| block.name == name);
                let name = free(&one_line(&block.name, LONGEST_NAME - 5), " ", taken);
                let said = format!("duplicate {}", block.name);
                let edit = Edit::AddBlock { at: at + 1, block: Block { name, ..block } };
                Some(Prepared::new(said, vec![edit], After::Block(at + 1)))
            }
            Change::RemoveBlock(id) => {
                let at = self.outline.block_at(*id)?;
                let name = format!("remove {}", self.block_name(at));
                Some(Prepared::new(name, vec![Edit::RemoveBlock(at)], After::Block(at.saturating_sub(1))))
            }
            Change::NudgeBlock(id, nudge) => self.nudge_block(*id, *nudge),
            Change::Block(id, edit) => self.change_block(self.outline.block_at(*id)?, edit.clone()),
            Change::Add(spot, exercise) => self.add(*spot, exercise),
            Change::Remove(ids) => {
                let places = self.outline.places(ids);
                let first = *places.first()?;
                let name = format!("remove {}", self.names(&places));
                Some(Prepared::new(name, vec![Edit::Remove(places)], After::Near(first)))
            }
            Change::Duplicate(ids) => {
                let places = self.outline.places(ids);
                let last = places.last()?;
                let steps: Vec<Step> = places.iter().filter_map(|at| self.step(*at)).cloned().collect();
                let at = StepAt { block: last.block, step: last.step + 1 };
                let after = After::Steps((0..steps.len()).map(|i| StepAt { step: at.step + i, ..at }).collect());
                let name = format!("duplicate {}", self.names(&places));
                Some(Prepared::new(name, vec![Edit::Insert { at, steps }], after))
            }
            Change::Move(ids, spot) => self.move_to(self.outline.places(ids), self.outline.spot_at(*spot)?),
            Change::Nudge(ids, nudge) => {
                let places = self.outline.places(ids);
                let to = self.nudged(&places, *nudge)?;
                self.move_to(places, to)
            }
            Change::Step(ids, edit) => self.change_steps(ids, edit),
            Change::Mend(mend) => Some(self.mend(mend)),
        }
    }

    fn step(&self, at: StepAt) -> Option<&Step> {
        self.routine.blocks.get(at.block)?.steps.get(at.step)
    }

    fn exercise_name(&self, id: &ExerciseId) -> String {
        self.catalogue.get(id).map_or_else(|| id.to_string(), |exercise| exercise.name.clone())
    }

    fn block_name(&self, at: usize) -> &str {
        self.routine.blocks.get(at).map_or("the block", |block| block.name.as_str())
    }

    /// What steps are called together.
    fn names(&self, places: &[StepAt]) -> String {
        match places {
            [only] => self.step(*only).map_or_else(String::new, |step| self.exercise_name(&step.exercise)),
            more => format!("{} exercises", more.len()),
        }
    }

    /// The place before a block, or behind all.
    fn block_spot(&self, before: Option<BlockId>) -> Option<usize> {
        before.map_or(Some(self.routine.blocks.len()), |id| self.outline.block_at(id))
    }

    fn insert_block(&self, kind: BlockKind, at: usize) -> Prepared {
        let usual = match kind {
            BlockKind::Strength => "Strength",
            BlockKind::Stretch => "Stretch",
            BlockKind::CoolDown => "Cool down",
        };
        let name = free(usual, " ", |name| self.routine.blocks.iter().any(|block| block.name == name));
        let said = format!("add {name}");
        let block = Block { name, kind, budget: None, rounds: 1, rest: None, steps: Vec::new() };
        Prepared::new(said, vec![Edit::AddBlock { at, block }], After::Block(at))
    }

    fn add_block(&self, kind: BlockKind) -> Prepared {
        let behind = match self.selection {
            Selection::Block(id) => self.outline.block_at(*id),
            Selection::Steps { lead, .. } => self.outline.step_at(*lead).map(|at| at.block),
            Selection::Nothing => None,
        };
        self.insert_block(kind, behind.map_or(self.routine.blocks.len(), |behind| behind + 1))
    }

    fn move_block(&self, from: usize, to: usize) -> Option<Prepared> {
        let lands = if to > from { to - 1 } else { to };
        let name = format!("move {}", self.block_name(from));
        (lands != from).then(|| Prepared::new(name, vec![Edit::MoveBlock { from, to }], After::Block(lands)))
    }

    fn nudge_block(&self, id: BlockId, nudge: Nudge) -> Option<Prepared> {
        let from = self.outline.block_at(id)?;
        match nudge {
            Nudge::Up => self.move_block(from, from.checked_sub(1)?),
            Nudge::Down if from + 1 < self.routine.blocks.len() => self.move_block(from, from + 2),
            Nudge::Down => None,
        }
    }

    fn change_block(&self, at: usize, edit: BlockEdit) -> Option<Prepared> {
        let block = self.routine.blocks.get(at)?;
        let edit = match edit {
            BlockEdit::Name(name) => BlockEdit::Name(one_line(&name, LONGEST_NAME)),
            BlockEdit::Rounds(rounds) => BlockEdit::Rounds(rounds.clamp(1, Block::MOST_ROUNDS)),
            BlockEdit::Rest(rest) => {
                let within = |rest: Span| rest.clamp(Span::secs(1), Step::LONGEST_READY);
                BlockEdit::Rest(rest.filter(|rest| !rest.is_zero()).map(within))
            }
            BlockEdit::Budget(budget) => {
                BlockEdit::Budget(budget.map(|budget| budget.clamp(Span::secs(1), Span::LONGEST)))
            }
            other @ BlockEdit::Kind(_) => other,
        };
        let what = match edit {
            BlockEdit::Name(_) => "name",
            BlockEdit::Kind(_) => "kind",
            BlockEdit::Budget(_) => "time",
            BlockEdit::Rounds(_) => "rounds",
            BlockEdit::Rest(_) => "rest",
        };
        let name =
            if what == "name" { "rename a block".to_owned() } else { format!("change the {what} of {}", block.name) };
        Some(Prepared::flowing(name, &at, vec![Edit::Block(at, edit)]))
    }

    fn add(&self, spot: Spot, exercise: &ExerciseId) -> Option<Prepared> {
        let at = self.outline.spot_at(spot)?;
        let steps = vec![Step::of(exercise.clone())];
        let name = format!("add {}", self.exercise_name(exercise));
        Some(Prepared::new(name, vec![Edit::Insert { at, steps }], After::Steps(vec![at])))
    }

    fn move_to(&self, places: Vec<StepAt>, to: StepAt) -> Option<Prepared> {
        let first = *places.first()?;
        let leaving = places.iter().filter(|at| at.block == to.block && at.step < to.step).count();
        let lands = StepAt { block: to.block, step: to.step - leaving };
        let new: Vec<StepAt> = (0..places.len()).map(|i| StepAt { step: lands.step + i, ..lands }).collect();
        let in_a_row = places.iter().enumerate().all(|(i, at)| *at == StepAt { step: first.step + i, ..first });
        if in_a_row && lands == first {
            return None;
        }
        let name = format!("move {}", self.names(&places));
        Some(Prepared::new(name, vec![Edit::Move { steps: places, to }], After::Steps(new)))
    }

    /// Where steps go that move by one place: past their neighbour, or over the border into the next block.
    fn nudged(&self, places: &[StepAt], nudge: Nudge) -> Option<StepAt> {
        let blocks = &self.routine.blocks;
        match nudge {
            Nudge::Up => {
                let first = places.first()?;
                if let Some(step) = first.step.checked_sub(1) {
                    return Some(StepAt { step, ..*first });
                }
                let block = first.block.checked_sub(1)?;
                Some(StepAt { block, step: blocks[block].steps.len() })
            }
            Nudge::Down => {
                let last = places.last()?;
                if last.step + 1 < blocks.get(last.block)?.steps.len() {
                    Some(StepAt { step: last.step + 2, ..*last })
                } else {
                    let block = last.block + 1;
                    (block < blocks.len()).then_some(StepAt { block, step: 0 })
                }
            }
        }
    }

    fn change_steps(&self, ids: &[StepId], edit: &StepEdit) -> Option<Prepared> {
        let places = self.outline.places(ids);
        if places.is_empty() {
            return None;
        }
        // Steps that change alike are changed at once, since every change goes through the whole text.
        let mut grouped: Vec<(StepEdit, Vec<StepAt>)> = Vec::new();
        for at in &places {
            let step = self.step(*at)?;
            let edits = match self.catalogue.get(&step.exercise) {
                Some(exercise) => adjusted(step, exercise, edit.clone()),
                None => vec![edit.clone()],
            };
            for edit in edits {
                match grouped.iter_mut().find(|(known, _)| *known == edit) {
                    Some((_, places)) => places.push(*at),
                    None => grouped.push((edit, vec![*at])),
                }
            }
        }
        let what = match edit {
            StepEdit::Exercise(id) => {
                let name = format!("make {} {}", self.names(&places), self.exercise_name(id));
                let edits = grouped.into_iter().map(|(edit, places)| Edit::Step(places, edit)).collect();
                return Some(Prepared::new(name, edits, After::Same));
            }
            StepEdit::Dose(_) => "dose",
            StepEdit::Goal(_) => "goal",
            StepEdit::Sides(_) => "sides",
            StepEdit::Tempo(_) => "tempo",
            StepEdit::Ready(_) => "time to get ready",
            StepEdit::Cue(_) => "line",
            StepEdit::Short(_) => "choice when short of time",
        };
        let name = format!("change the {what} of {}", self.names(&places));
        let edits = grouped.into_iter().map(|(edit, places)| Edit::Step(places, edit)).collect();
        Some(Prepared::flowing(name, &places, edits))
    }

    fn mend(&self, mend: &Mend) -> Prepared {
        match mend {
            Mend::AddBlock => self.add_block(BlockKind::Strength),
            Mend::RemoveBlock(at) => {
                let name = format!("remove {}", self.block_name(*at));
                Prepared::new(name, vec![Edit::RemoveBlock(*at)], After::Same)
            }
            Mend::Rename(at, name) => {
                let edit = Edit::Block(*at, BlockEdit::Name(name.clone()));
                Prepared::new(format!("rename {}", self.block_name(*at)), vec![edit], After::Same)
            }
            Mend::Budget(at, budget) => {
                let edit = Edit::Block(*at, BlockEdit::Budget(Some((*budget).min(Span::LONGEST))));
                Prepared::new(format!("change the time of {}", self.block_name(*at)), vec![edit], After::Same)
            }
        }
    }
}
