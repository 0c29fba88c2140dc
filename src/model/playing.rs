//! The session that runs, or has just ended. Keeps what the player does not know: when it began, and what is being asked.

use chrono::{DateTime, FixedOffset};

use crate::domain::history::Entry;
use crate::domain::player::Player;
use crate::domain::time::{Span, Tick};

/// Whether a session runs.
#[derive(Clone, Debug)]
pub enum Stage {
    /// None does.
    Idle,
    /// One does.
    Playing(Box<Playing>),
    /// One has just ended; this is its record.
    Finished(Box<Entry>),
}

/// A question that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing is asked.
    Nothing,
    /// "End here?" If the clock ran when it was asked, it runs on after a "no".
    ToEnd {
        /// Whether the clock ran when it was asked.
        ran: bool,
    },
}

/// A session while it runs.
#[derive(Clone, Debug)]
pub struct Playing {
    pub(super) player: Player,
    pub(super) started: DateTime<FixedOffset>,
    pub(super) asking: Asking,
    /// When the session was last written down.
    pub(super) kept: Tick,
    /// How long the machine had been asleep when it was last looked at.
    pub(super) asleep: Span,
}

impl Playing {
    /// Where in the plan the person is.
    #[must_use]
    pub const fn player(&self) -> &Player {
        &self.player
    }

    /// When the session began.
    #[must_use]
    pub const fn started(&self) -> DateTime<FixedOffset> {
        self.started
    }

    /// Whether the person is being asked if they want to end here.
    #[must_use]
    pub const fn asks_to_end(&self) -> bool {
        matches!(self.asking, Asking::ToEnd { .. })
    }
}
