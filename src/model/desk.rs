//! What is shown of the session outside the window, and what is pressed there. Asks for effects; knows no bus and no program.

use crate::domain::awake;
use crate::domain::hush::{Hush, OtherMusic};
use crate::domain::panel::{Flow, Panel, Press};
use crate::domain::player::{Command, Phase};
use crate::domain::settings::SystemLook;
use crate::domain::time::{Moment, Span, Tick};

use super::{Effect, Model, Playing, Screen, Setting, Stage};

/// What the desktop does, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskNews {
    /// There is a session bus.
    There,
    /// There is none.
    Absent,
    /// Whether it keeps the machine awake, now that it was asked to.
    Awake(bool),
    /// How the person wants everything on it to look.
    Look(SystemLook),
    /// Whether it says something outside the window, now that it was asked to.
    Says(bool),
}

/// What the desktop was found not to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lacks {
    /// A bus.
    bus: bool,
    /// Somebody who keeps the machine awake.
    awake: bool,
    /// Somebody who shows notifications.
    notices: bool,
}

/// What the desktop was told last, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Desk {
    panel: Panel,
    hush: Hush,
    lacks: Lacks,
    /// How the person wants everything on it to look.
    look: SystemLook,
    /// Whether the machine is to be kept awake.
    awake: bool,
    /// Since when the clock of the session stands.
    stands: Option<Tick>,
}

impl Model {
    /// Tells the desktop what has changed for it.
    pub(super) fn tell_desk(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        let panel = self.panel();
        if !is_same(&panel, &self.desk.panel, now) {
            self.desk.panel = panel.clone();
            effects.push(Effect::Panel(Box::new(panel)));
        }
        let flow = self.desk.panel.flow;
        self.desk.stands = (flow == Flow::Paused).then(|| self.desk.stands.unwrap_or(now.tick));
        let awake = awake::is_kept(flow, self.desk.stands, now.tick);
        if std::mem::replace(&mut self.desk.awake, awake) != awake {
            effects.push(Effect::KeepAwake(awake));
        }
        let hush = self.hush();
        if hush != self.desk.hush {
            self.desk.hush = hush.clone();
            effects.push(Effect::Hush(hush));
        }
        effects.extend(self.mind_the_mat());
        effects
    }

    /// What other players are to do. One that stands for a session stands in its pauses, too: who picks up the phone wants no music.
    fn hush(&self) -> Hush {
        let Stage::Playing(playing) = &self.stage else { return Hush::Nothing };
        match self.settings.other_music {
            OtherMusic::PauseForSessions if playing.purpose().is_recorded() => Hush::Pause,
            OtherMusic::LowerForSpeech => {
                let mut spoken = playing.speaks();
                spoken.extend(self.reminder_speaks());
                Hush::while_speaking(spoken)
            }
            OtherMusic::Leave | OtherMusic::PauseForSessions => Hush::Nothing,
        }
    }

    /// Takes in what has become known of the desktop.
    pub(super) fn desk_news(&mut self, news: DeskNews) {
        match news {
            DeskNews::There => self.desk.lacks.bus = false,
            DeskNews::Absent => self.desk.lacks.bus = true,
            DeskNews::Awake(is_awake) => self.desk.lacks.awake = !is_awake,
            DeskNews::Look(look) => self.desk.look = look,
            DeskNews::Says(says) => self.desk.lacks.notices = !says,
        }
    }

    /// Whether nothing moves that does not have to: as it is set here, or for the whole desktop.
    #[must_use]
    pub const fn is_still(&self) -> bool {
        self.settings.is_still(self.desk.look)
    }

    /// Whether colours differ as much as can be: as it is set here, or for the whole desktop.
    #[must_use]
    pub const fn is_high_contrast(&self) -> bool {
        self.settings.is_high_contrast(self.desk.look)
    }

    /// Whether there is no desktop to show anything to; not as long as nothing is known against it.
    #[must_use]
    pub const fn desk_is_absent(&self) -> bool {
        self.desk.lacks.bus
    }

    /// Whether the machine may go to sleep during a session, because nobody here keeps it awake.
    #[must_use]
    pub const fn machine_may_sleep(&self) -> bool {
        self.desk.lacks.bus || self.desk.lacks.awake
    }

    /// Whether nobody says anything outside the window.
    #[must_use]
    pub const fn desk_is_mute(&self) -> bool {
        self.desk.lacks.bus || self.desk.lacks.notices
    }

    /// How long it is until the desktop is asked for something that nobody does.
    #[must_use]
    pub fn desk_changes(&self, now: Moment) -> Option<Span> {
        awake::let_go_in(self.desk.stands, now.tick)
    }

    fn panel(&self) -> Panel {
        let volume = self.settings.volume;
        match &self.stage {
            Stage::Playing(playing) => {
                Panel::of(playing.player(), playing.purpose().speed(), |tick| playing.really(tick), volume)
            }
            Stage::Idle | Stage::Writing(_) => {
                Panel { flow: Flow::Stopped, can_play: self.can_begin(), item: None, volume }
            }
        }
    }

    /// Whether a press outside the window begins a session. Only where the window offers that: who edits a routine or writes a journal
    /// and reaches for the music does not mean to.
    fn can_begin(&self) -> bool {
        let offers = matches!(self.stage, Stage::Idle) && self.screen == Screen::Today && !self.runs.is_asking();
        let has_plan = || self.routine().is_some_and(|routine| self.plan(&routine.id).is_some());
        offers && (self.goes_on_first() || has_plan())
    }

    /// Lets happen what was pressed outside the window.
    pub(super) fn press(&mut self, press: Press, now: Moment) -> Vec<Effect> {
        match (press, &self.stage) {
            (Press::Raise, _) => vec![Effect::Raise],
            (Press::Volume(volume), _) => self.set(Setting::Volume(volume)),
            (press, Stage::Playing(playing)) => match command(press, playing) {
                Some(command) => self.command(command, now),
                None => Vec::new(),
            },
            (Press::Play | Press::PlayPause, _) if self.can_begin() => {
                if self.goes_on_first() {
                    return self.take_up(now);
                }
                let id = self.routine().map(|routine| routine.id.clone());
                id.map(|id| self.start(&id, now)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }
}

/// What a press means in a session. While it is asked whether to end, nothing moves on unseen, and going on is a "no".
fn command(press: Press, playing: &Playing) -> Option<Command> {
    let (stands, asks) = (matches!(playing.player().phase(), Phase::Paused { .. }), playing.asks_to_end());
    match press {
        Press::Play | Press::PlayPause if stands => Some(Command::Resume),
        Press::Pause | Press::PlayPause if !stands => Some(Command::Pause),
        Press::Next if !asks => Some(playing.onwards()),
        Press::Previous if !asks => Some(Command::Back),
        Press::More if !asks => Some(Command::Extend),
        Press::Done if !asks && playing.player().can_be_done() => Some(Command::Done),
        // It is pressed on purpose, by somebody who may not see a question.
        Press::Stop => Some(Command::End),
        _ => None,
    }
}

/// Whether both show the same, now and from now on.
fn is_same(one: &Panel, other: &Panel, now: Moment) -> bool {
    let plain = |panel: &Panel| {
        let mut panel = panel.clone();
        let position = panel.item.as_mut().map(|item| std::mem::take(&mut item.position));
        (panel, position)
    };
    let ((one, its), (other, others)) = (plain(one), plain(other));
    one == other && its.zip(others).is_none_or(|(one, other)| one.agrees_with(&other, now.tick))
}
