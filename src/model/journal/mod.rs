//! The journal that is being written: what it is of, and every change to it. Sees the domain alone; asks for effects.

mod act;
mod drafts;
mod saving;

pub(super) use drafts::Drafts;

use crate::domain::body::{Ache, Change, Spot};
use crate::domain::history::{Entry, EntryId};
use crate::domain::journal::{Celsius, Condition, Effort, Feeling, Passage};
use crate::domain::run::{Distance, HeartRate};
use crate::domain::time::Span;

use chrono::{DateTime, FixedOffset, NaiveDate};

/// Why a journal is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A session has just ended.
    AfterSession,
    /// Somebody has come back to it.
    Later,
}

/// A journal that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    pub(super) entry: Entry,
    pub(super) before: Option<Entry>,
    pub(super) occasion: Occasion,
    /// When it was before a run of a file had a say in that.
    pub(super) opened_at: DateTime<FixedOffset>,
    pub(super) asked: Vec<(Spot, Ache)>,
}

impl Writing {
    /// The entry as it will be saved.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Why it is being written.
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// What ached the last time, to be asked about.
    #[must_use]
    pub fn asked(&self) -> &[(Spot, Ache)] {
        &self.asked
    }

    /// Whether it is in the history already, in this form or another.
    #[must_use]
    pub const fn is_recorded(&self) -> bool {
        self.before.is_some()
    }

    /// Whether there is something to save.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match &self.before {
            Some(before) => *before != self.entry,
            None => self.entry.run.is_some() || self.entry.refuelled.is_some() || !self.entry.journal.is_empty(),
        }
    }
}

/// Something that is done to a journal.
#[derive(Clone, Debug, PartialEq)]
pub enum Jot {
    /// Open that of an entry.
    Open(EntryId),
    /// Open that of a day: of its newest entry, else a new one.
    OpenDay(NaiveDate),
    /// Go on with the one that was left unsaved.
    TakeUp,
    /// Give up what is not saved: of the one that is open, else of the one that was left.
    GiveUp,
    /// How hard it was; the same again takes it back.
    Effort(Effort),
    /// How it felt; the same again takes it back.
    Feeling(Feeling),
    /// How warm it was.
    Temperature(Option<Celsius>),
    /// What it was like; the same again takes it back.
    Condition(Condition),
    /// One of the texts.
    Write(Passage, String),
    /// How much a spot aches.
    Ache(Spot, Option<Ache>),
    /// How a spot is now that ached the last time; the same again takes it back.
    Answer(Spot, Change),
    /// Something was eaten and drunk after the run, or was not after all.
    Refuelled,
    /// How far the run was.
    Distance(Option<Distance>),
    /// How long the run was.
    Time(Option<Span>),
    /// The heart on average.
    HeartRate(Option<HeartRate>),
    /// There was no run, or another one.
    DropRun,
    /// Save it and go back.
    Save,
    /// Go back; what is not saved is kept to go on with.
    Leave,
    /// Move an entry to the trash.
    Delete(EntryId),
}
