//! What is selected in the open routine: a block, or steps. Changes nothing of the routine.

use super::outline::{BlockId, Outline, StepId};

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing: the routine as a whole.
    #[default]
    Nothing,
    /// A block.
    Block(BlockId),
    /// Steps.
    Steps {
        /// All of them; never none.
        chosen: Vec<StepId>,
        /// Where a row of them begins.
        anchor: StepId,
        /// The one chosen last, which is shown in full.
        lead: StepId,
    },
}

/// How something is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This step alone.
    Only(StepId),
    /// This step too, or no more.
    Toggle(StepId),
    /// Every step from the one where it began up to this one.
    To(StepId),
    /// This block.
    Block(BlockId),
    /// Every step.
    All,
    /// Nothing.
    Nothing,
}

impl Selection {
    /// One step.
    #[must_use]
    pub fn one(step: StepId) -> Self {
        Self::Steps { chosen: vec![step], anchor: step, lead: step }
    }

    /// Several steps, the last of which leads. Nothing, where there are none.
    #[must_use]
    pub fn of(steps: Vec<StepId>) -> Self {
        match (steps.first(), steps.last()) {
            (Some(anchor), Some(lead)) => Self::Steps { anchor: *anchor, lead: *lead, chosen: steps },
            _ => Self::Nothing,
        }
    }

    /// The steps that are selected.
    #[must_use]
    pub fn steps(&self) -> &[StepId] {
        match self {
            Self::Steps { chosen, .. } => chosen,
            Self::Nothing | Self::Block(_) => &[],
        }
    }

    /// Whether a step is selected.
    #[must_use]
    pub fn has(&self, step: StepId) -> bool {
        self.steps().contains(&step)
    }

    /// The step that is shown in full.
    #[must_use]
    pub const fn lead(&self) -> Option<StepId> {
        match self {
            Self::Steps { lead, .. } => Some(*lead),
            Self::Nothing | Self::Block(_) => None,
        }
    }

    /// The selection after a pick.
    #[must_use]
    pub(super) fn after(&self, pick: Pick, outline: &Outline) -> Self {
        match pick {
            Pick::Nothing => Self::Nothing,
            Pick::Block(id) => Self::Block(id),
            Pick::Only(step) => Self::one(step),
            Pick::All => Self::of(outline.steps().collect()),
            Pick::Toggle(step) => match self {
                Self::Steps { chosen, .. } if chosen.contains(&step) => {
                    Self::of(chosen.iter().copied().filter(|other| *other != step).collect())
                }
                Self::Steps { chosen, .. } => {
                    let chosen = chosen.iter().copied().chain([step]).collect();
                    Self::Steps { chosen, anchor: step, lead: step }
                }
                Self::Nothing | Self::Block(_) => Self::one(step),
            },
            Pick::To(step) => {
                let Self::Steps { anchor, .. } = self else { return Self::one(step) };
                let all: Vec<StepId> = outline.steps().collect();
                let place = |id: StepId| all.iter().position(|other| *other == id);
                let (Some(from), Some(to)) = (place(*anchor), place(step)) else { return Self::one(step) };
                let chosen = all[from.min(to)..=from.max(to)].to_vec();
                Self::Steps { chosen, anchor: *anchor, lead: step }
            }
        }
    }

    /// The selection without what is not there any more.
    #[must_use]
    pub(super) fn within(self, outline: &Outline) -> Self {
        match self {
            Self::Block(id) if outline.block_at(id).is_some() => Self::Block(id),
            Self::Nothing | Self::Block(_) => Self::Nothing,
            Self::Steps { chosen, anchor, lead } => {
                let there: std::collections::BTreeSet<StepId> = outline.steps().collect();
                let chosen: Vec<StepId> = chosen.into_iter().filter(|step| there.contains(step)).collect();
                match (there.contains(&anchor), there.contains(&lead)) {
                    (true, true) => Self::Steps { chosen, anchor, lead },
                    _ => Self::of(chosen),
                }
            }
        }
    }
}
