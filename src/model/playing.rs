//! The session that runs, or has just ended. Keeps what the player does not know: what it is for, when it began, and what is
//! being asked. Asks for no effects.

use chrono::{DateTime, FixedOffset};

use crate::domain::player::{Command, Event, Phase, Player};
use crate::domain::rehearsal;
use crate::domain::score::{Lengths, Sound, Spoken};
use crate::domain::script::{LineId, Reason, Role};
use crate::domain::time::{Moment, Span, Tick};

use super::journal::Writing;

/// Whether a session runs.
#[derive(Clone, Debug)]
pub enum Stage {
    /// None does.
    Idle,
    /// One does.
    Playing(Box<Playing>),
    /// None does, and a journal is being written: of the one that has just ended, or of an earlier one.
    Writing(Box<Writing>),
}

/// Whether a rehearsal is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RehearsalSound {
    /// It is only seen.
    Silent,
    /// Its cues sound, as many as there is time for.
    Heard,
}

/// What something is played for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be done, and written down.
    Session,
    /// To see what a routine is like from one of its steps on.
    Trial,
    /// To see a whole routine, [`rehearsal::SPEED`] times as fast. It waits for nobody.
    Rehearsal {
        /// When it began.
        origin: Tick,
        /// Whether it is heard.
        sound: RehearsalSound,
    },
}

impl Purpose {
    /// Whether what is done is written down.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        matches!(self, Self::Session)
    }

    /// How many times as fast as the clock it is played.
    #[must_use]
    pub const fn speed(self) -> u32 {
        match self {
            Self::Session | Self::Trial => 1,
            Self::Rehearsal { .. } => rehearsal::SPEED,
        }
    }

    /// Whether its cues sound.
    pub(super) const fn is_heard(self) -> bool {
        !matches!(self, Self::Rehearsal { sound: RehearsalSound::Silent, .. })
    }
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
    pub(super) purpose: Purpose,
    pub(super) started: DateTime<FixedOffset>,
    pub(super) asking: Asking,
    /// When the session was last written down.
    pub(super) kept: Tick,
    /// What was said, and will be.
    pub(super) spoken: Vec<Spoken>,
    /// How long the machine had been asleep when it was last looked at.
    pub(super) asleep: Span,
}

impl Playing {
    /// A session that begins now, whatever its player has done before.
    pub(super) const fn new(player: Player, purpose: Purpose, now: Moment) -> Self {
        let Moment { tick, local, asleep } = now;
        Self { player, purpose, started: local, asking: Asking::Nothing, kept: tick, spoken: Vec::new(), asleep }
    }

    /// Where in the plan the person is.
    #[must_use]
    pub const fn player(&self) -> &Player {
        &self.player
    }

    /// What it is played for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// When the session began.
    #[must_use]
    pub const fn started(&self) -> DateTime<FixedOffset> {
        self.started
    }

    /// What goes on to the next thing: a step that waits for the person is done then, any other is left.
    #[must_use]
    pub fn onwards(&self) -> Command {
        let waits = self.player.segment().kind.length().is_open();
        if waits && !matches!(self.player.phase(), Phase::Paused { .. }) { Command::Done } else { Command::Skip }
    }

    /// Whether the person is being asked if they want to end here.
    #[must_use]
    pub const fn asks_to_end(&self) -> bool {
        matches!(self.asking, Asking::ToEnd { .. })
    }

    /// What `now` is for the player and all that is shown of it: a rehearsal has a time of its own.
    #[must_use]
    pub fn moment(&self, now: Moment) -> Moment {
        match self.purpose {
            Purpose::Session | Purpose::Trial => now,
            Purpose::Rehearsal { origin, .. } => rehearsal::rehearsed(origin, now),
        }
    }

    /// When a tick of the player really is.
    pub(super) fn really(&self, tick: Tick) -> Tick {
        match self.purpose {
            Purpose::Session | Purpose::Trial => tick,
            Purpose::Rehearsal { origin, .. } => rehearsal::really(origin, tick),
        }
    }

    /// Lets everything happen that was due by `now`, which is the real one.
    pub(super) fn tick(&mut self, now: Moment) -> Vec<Event> {
        let its = self.moment(now).tick;
        match self.purpose {
            Purpose::Session | Purpose::Trial => self.player.tick(its),
            Purpose::Rehearsal { .. } => self.player.walk(its),
        }
    }

    /// Carries out a command, after everything that was due before it. `now` is the real one.
    pub(super) fn command(&mut self, command: Command, now: Moment) -> Vec<Event> {
        let mut events = self.tick(now);
        let tick = now.tick.since_origin();
        match command {
            Command::Pause => self.hush(tick),
            Command::Resume => {}
            // The last ones are others now.
            Command::Extend => self.spoken.retain(|spoken| !matches!(spoken.line.reason, Reason::Left(_))),
            Command::Skip | Command::Back | Command::Done | Command::End => self.spoken.clear(),
        }
        events.extend(self.player.command(command, self.moment(now).tick));
        events
    }

    /// What is being said falls silent, and nobody has heard it. Its line is said anew from the side on: the rest alone would not
    /// say of what it is.
    fn hush(&mut self, tick: Span) {
        let cut: Vec<LineId> =
            self.spoken.iter().filter(|spoken| spoken.over > tick).map(|spoken| spoken.line).collect();
        self.spoken.retain(|spoken| match spoken.role {
            Role::Block => spoken.over <= tick,
            _ => !cut.contains(&spoken.line),
        });
    }

    /// All sounds from now on until the person has to do something, each with the real tick at which it is due. Nobody speaks before
    /// `speak_from`; `lengths` has what can be said.
    pub(super) fn sounds(&mut self, lengths: &Lengths, speak_from: Tick, now: Moment) -> Vec<(Tick, Sound)> {
        match self.purpose {
            Purpose::Session | Purpose::Trial => {
                self.spoken.retain(|spoken| spoken.at <= now.tick.since_origin());
                let said = std::mem::take(&mut self.spoken);
                let score = self.player.score(lengths, said, speak_from, now.tick);
                self.spoken = score.spoken;
                score.sounds.into_iter().map(|(at, sound)| (Tick::default() + at, sound)).collect()
            }
            Purpose::Rehearsal { sound: RehearsalSound::Silent, .. } => Vec::new(),
            Purpose::Rehearsal { origin, sound: RehearsalSound::Heard } => {
                let cues = self.player.walk_cues(self.moment(now).tick).into_iter();
                let cues = rehearsal::uncrowded(cues.map(|(at, cue)| (rehearsal::really(origin, at), cue)));
                cues.into_iter().map(|(at, cue)| (at, Sound::Cue(cue))).collect()
            }
        }
    }

    /// When somebody speaks: from when until when.
    pub(super) fn speaks(&self) -> Vec<(Tick, Tick)> {
        self.spoken.iter().map(|spoken| (Tick::default() + spoken.at, Tick::default() + spoken.over)).collect()
    }

    /// The line that is being said, in words, for those who do not hear it. How to do something is not among them: that is shown
    /// as long as it is done.
    #[must_use]
    pub fn caption(&self, now: Moment) -> Option<String> {
        let tick = now.tick.since_origin();
        let is_on = |spoken: &&Spoken| spoken.at <= tick && tick < spoken.over + CAPTION_STAYS;
        let line = self.spoken.iter().rev().find(is_on)?.line;
        let parts = self.spoken.iter().filter(|spoken| {
            let is_shown = spoken.role != Role::Advice && spoken.line.reason != Reason::Advice;
            // What was cut off by a pause is said from its beginning again.
            spoken.line == line && is_shown && spoken.over + CAPTION_LINE > tick
        });
        let words: Vec<&str> = parts.map(|spoken| spoken.sentence.as_str()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// When the caption changes next.
    #[must_use]
    pub fn caption_changes(&self, now: Moment) -> Option<Span> {
        let tick = now.tick.since_origin();
        let borders = self.spoken.iter().flat_map(|spoken| [spoken.at, spoken.over + CAPTION_STAYS]);
        borders.filter(|border| *border > tick).min().map(|border| border.minus(tick))
    }
}

/// How long a caption stays after its last word.
const CAPTION_STAYS: Span = Span::millis(1200);
/// No line takes longer than this.
const CAPTION_LINE: Span = Span::secs(30);
