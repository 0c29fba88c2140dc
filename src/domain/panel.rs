//! What other programs show of a session, such as a phone, a headset or the desktop's panel, and what is pressed there. Plain
//! values: names no program and reads no clock.

use super::plan::{Length, Segment, SegmentKind};
use super::player::{Phase, Player};
use super::settings::Volume;
use super::time::{Span, Tick};

/// Something that is pressed outside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Begin, or go on.
    Play,
    /// Stop the clock, until told to go on.
    Pause,
    /// Whichever of the two changes something.
    PlayPause,
    /// On to what comes next.
    Next,
    /// Back to the start of this one, or to the one before.
    Previous,
    /// More of this one.
    More,
    /// This one is done, where the person decides that.
    Done,
    /// End, and keep what was done.
    Stop,
    /// Be this loud.
    Volume(Volume),
    /// Come to the front.
    Raise,
}

/// What the clock of a session does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// There is no session.
    #[default]
    Stopped,
    /// It stands.
    Paused,
    /// It runs.
    Playing,
}

/// How far something has come, by the real clock: told once, it stays right until something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// How much had passed then.
    passed: Span,
    /// When it runs on from there; `None` where it stands.
    from: Option<Tick>,
    /// How many times as fast as the clock.
    speed: u32,
    /// It goes no further than this.
    most: Option<Span>,
}

impl Position {
    /// How much has passed now.
    #[must_use]
    pub fn at(&self, now: Tick) -> Span {
        let since = self.from.map_or(Span::ZERO, |from| now.since(from));
        let passed = self.passed + since * self.speed;
        self.most.map_or(passed, |most| passed.min(most))
    }

    /// How many times as fast as the clock it goes; once as fast where nothing is on.
    #[must_use]
    pub const fn speed(&self) -> u32 {
        self.speed
    }

    /// Whether both say the same, now and from now on.
    #[must_use]
    pub fn agrees_with(&self, other: &Self, now: Tick) -> bool {
        /// Less than this is nobody's leap.
        const NOTHING: Span = Span::millis(50);
        let (one, two) = (self.at(now), other.at(now));
        one.minus(two) < NOTHING && two.minus(one) < NOTHING
    }
}

/// What is on now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in the plan.
    pub segment: usize,
    /// What it is, with its side.
    pub title: String,
    /// The block that it is in.
    pub block: String,
    /// The routine that is played.
    pub routine: String,
    /// How long it is; `None` where the person ends it.
    pub length: Option<Span>,
    /// How far it has come.
    pub position: Position,
}

/// What is shown of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// What its clock does.
    pub flow: Flow,
    /// Whether [`Press::Play`] does anything.
    pub can_play: bool,
    /// What is on; `None` where there is no session.
    pub item: Option<Item>,
    /// How loud cues are.
    pub volume: Volume,
}

impl Panel {
    /// What is shown of a player that goes `speed` times as fast as the clock; `really` says when a tick of it really is.
    #[must_use]
    pub fn of(player: &Player, speed: u32, really: impl Fn(Tick) -> Tick, volume: Volume) -> Self {
        let segment = player.segment();
        let (flow, passed, from) = match player.phase() {
            Phase::Running { began } => (Flow::Playing, Span::ZERO, Some(began)),
            // It is about to go on, so what would be pressed is pause.
            Phase::LeadIn { elapsed, until } => (Flow::Playing, elapsed, Some(until)),
            Phase::Paused { elapsed } => (Flow::Paused, elapsed, None),
            Phase::Over { .. } => return Self { volume, ..Self::default() },
        };
        let length = match segment.kind.length() {
            Length::Fixed(length) => Some(length),
            Length::Open(_) => None,
        };
        let plan = player.plan();
        let item = Item {
            segment: player.at(),
            title: title(player, &segment),
            block: plan.block(&segment).name.clone(),
            routine: plan.name.clone(),
            length,
            position: Position { passed, from: from.map(really), speed, most: length },
        };
        Self { flow, can_play: true, item: Some(item), volume }
    }
}

/// What a segment is, as the player says it: `Half split, left leg`, `Get ready · Lunges`, `Rest`.
fn title(player: &Player, segment: &Segment) -> String {
    let step = player.plan().step(segment);
    if let SegmentKind::Rest(_) = segment.kind {
        return pause_word(segment.kind).unwrap_or_default().to_owned();
    }
    let name = match segment.side {
        Some(side) => format!("{}, {}", step.name, side.of(step.side_word).to_lowercase()),
        None => step.name.clone(),
    };
    match pause_word(segment.kind) {
        Some(word) => format!("{word} · {name}"),
        None => name,
    }
}

/// What kind of a pause a segment is, in words; `None` for work.
#[must_use]
pub const fn pause_word(kind: SegmentKind) -> Option<&'static str> {
    match kind {
        SegmentKind::GetReady(_) => Some("Get ready"),
        SegmentKind::SwitchSides(_) => Some("Switch sides"),
        SegmentKind::Rest(_) => Some("Rest"),
        SegmentKind::Work(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::tests::plan_of;
    use crate::domain::player::Command;

    const START: Tick = Tick::at(std::time::Duration::from_secs(100));

    fn panel(player: &Player) -> Panel {
        Panel::of(player, 1, |tick| tick, Volume::default())
    }

    fn position(player: &Player, now: Tick) -> Span {
        panel(player).item.unwrap().position.at(now)
    }

    #[test]
    fn what_is_on_is_named_with_its_side() {
        let plan =
            plan_of(&["half-split Hold(\"30s\") ready 5s", "squat Reps(8) ready 0s", "refuel Open(\"1m\") ready 0s"]);
        let mut player = Player::start(plan, START);
        let mut titles = Vec::new();
        for at in [0, 6, 36, 42, 71, 96] {
            player.tick(START + Span::secs(at));
            let item = panel(&player).item.unwrap();
            titles.push((item.title, item.length.map(Span::whole_secs)));
        }
        let wanted = [
            ("Get ready · half-split, left leg", Some(5)),
            ("half-split, left leg", Some(30)),
            ("Switch sides · half-split, right leg", Some(5)),
            ("half-split, right leg", Some(30)),
            ("squat", Some(24)),
            ("refuel", None),
        ];
        assert_eq!(titles, wanted.map(|(title, length)| (title.to_owned(), length)));
    }

    #[test]
    fn the_position_is_told_once_and_stays_right() {
        let mut player = Player::start(plan_of(&["plank Hold(\"30s\") ready 5s"]), START);
        let told = panel(&player);
        player.tick(START + Span::secs(4));
        assert_eq!(panel(&player), told, "nothing is told anew while nothing changes");
        player.tick(START + Span::secs(5));
        assert_eq!(position(&player, START + Span::secs(12)), Span::secs(7));
        player.command(Command::Pause, START + Span::secs(15));
        assert_eq!(panel(&player).flow, Flow::Paused);
        assert_eq!(position(&player, START + Span::secs(60)), Span::secs(10));
        // While it is led in nothing passes.
        player.command(Command::Resume, START + Span::secs(60));
        assert_eq!(panel(&player).flow, Flow::Playing);
        assert_eq!(position(&player, START + Span::secs(62)), Span::secs(10));
        let before = panel(&player).item.unwrap().position;
        player.tick(START + Span::secs(63));
        let after = panel(&player).item.unwrap().position;
        assert!(before.agrees_with(&after, START + Span::secs(70)), "{before:?} {after:?}");
        assert_eq!(after.at(START + Span::secs(70)), Span::secs(17));
        assert_eq!(after.at(START + Span::secs(600)), Span::secs(30), "a late frame shows no more than there is");
        player.tick(START + Span::secs(100));
        assert_eq!(panel(&player), Panel::default());
    }
}
