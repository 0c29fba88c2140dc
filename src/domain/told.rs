//! What somebody who has the screen read to them is told of a session, and when. Words and moments; reads no clock, tells nobody.
//!
//! A clock that is read out each second says nothing else any more. So it is told when a step begins (its side, its name, how
//! much), when sides change, when a long hold is half over, when 10 s and 3 s of a hold are left, when three reps are left, and when the
//! session is paused, goes on or is given more. Whatever is told is the newest: what was missed while nobody looked is not made up for.

use super::cue::LONG_HOLD;
use super::plan::{Plan, SegmentKind, Work};
use super::player::{Phase, Player};
use super::script;
use super::spoken;
use super::time::{Span, Tick};

/// Something worth being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A segment began, by its place in [`Plan::segments`].
    Began(usize),
    /// A long hold is half over.
    Half,
    /// So much is left of what is counted down.
    Left(Span),
    /// So many reps are left.
    Reps(u32),
    /// It has become longer.
    More,
    /// The clock stands.
    Paused,
    /// It runs on, or is about to.
    GoesOn,
}

impl Told {
    /// Whether a voice that is heard, or the bells and ticks that are heard with it, say the same.
    #[must_use]
    pub const fn is_spoken(self) -> bool {
        match self {
            Self::Began(_) | Self::Half | Self::Reps(_) => true,
            // The last three seconds tick; ten seconds have no sound.
            Self::Left(left) => left.whole_secs() <= SOON.whole_secs(),
            Self::More | Self::Paused | Self::GoesOn => false,
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self, player: &Player, now: Tick) -> String {
        let left = || {
            let left = player.segment_left(now);
            // Nobody is told how long something takes that they end themselves.
            (!player.segment().kind.length().is_open()).then(|| format!("{} left", spoken::duration(up(left))))
        };
        let with_left = |word: &str| left().map_or_else(|| word.to_owned(), |left| format!("{word}, {left}"));
        match self {
            Self::Began(at) => beginning(player.plan(), at),
            Self::Half => "Halfway".to_owned(),
            Self::Left(left) => format!("{} left", spoken::duration(left)),
            Self::Reps(reps) => format!("{reps} reps left"),
            Self::More => left().unwrap_or_default(),
            Self::Paused => with_left("Paused"),
            Self::GoesOn => with_left("Going on"),
        }
    }
}

/// The time that is left at which it is told that it is nearly over, and about to be.
const NEARLY: Span = Span::secs(10);
const SOON: Span = Span::secs(3);
/// What is shorter than this is not told to be nearly over: its beginning has only just been told.
const SHORT: Span = Span::secs(20);
/// The reps that are left when it is told.
const LAST_REPS: u32 = 3;

/// How far a segment has come, as far as that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Begun,
    Half,
    Nearly,
    Last,
}

/// What was there when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    at: usize,
    length: Span,
    elapsed: Span,
    mark: Mark,
    stands: bool,
}

/// Looks at a session from time to time, and says each thing once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    seen: Option<Seen>,
}

impl Telling {
    /// What is new. Of several things, the one that matters most.
    pub fn look(&mut self, player: &Player, now: Tick) -> Option<Told> {
        let seen = Seen {
            at: player.at(),
            length: player.segment().kind.length().estimate(),
            elapsed: player.elapsed(now),
            mark: mark(player, now),
            stands: matches!(player.phase(), Phase::Paused { .. }),
        };
        if player.ending().is_some() {
            return None;
        }
        let Some(last) = self.seen.replace(seen) else {
            return Some(if seen.stands { Told::Paused } else { Told::Began(seen.at) });
        };
        match () {
            () if seen.stands && !last.stands => Some(Told::Paused),
            () if seen.at != last.at || seen.elapsed < last.elapsed => Some(Told::Began(seen.at)),
            () if last.stands && !seen.stands => Some(Told::GoesOn),
            () if seen.length > last.length => Some(Told::More),
            () if seen.mark > last.mark => match (seen.mark, player.segment().kind) {
                (Mark::Last, SegmentKind::Work(Work::Reps { .. })) => Some(Told::Reps(LAST_REPS)),
                (Mark::Last, _) => Some(Told::Left(SOON)),
                (Mark::Nearly, _) => Some(Told::Left(NEARLY)),
                (Mark::Half, _) => Some(Told::Half),
                (Mark::Begun, _) => None,
            },
            () => None,
        }
    }
}

fn mark(player: &Player, now: Tick) -> Mark {
    let kind = player.segment().kind;
    let (elapsed, left) = (player.elapsed(now), player.segment_left(now));
    let length = kind.length();
    let is_nearly_over = !length.is_open() && length.estimate() >= SHORT && left <= NEARLY;
    match kind {
        SegmentKind::Work(Work::Hold(_)) if left <= SOON => Mark::Last,
        SegmentKind::Work(Work::Reps { count, every, .. }) => {
            let is_last = count > LAST_REPS && elapsed >= every * (count - LAST_REPS);
            if is_last { Mark::Last } else { Mark::Begun }
        }
        _ if is_nearly_over => Mark::Nearly,
        SegmentKind::Work(Work::Hold(_)) => {
            // By what was planned, as the voice has it.
            let planned = player.plan().segments[player.at()].kind.length().estimate();
            let is_half = planned >= LONG_HOLD && elapsed + elapsed >= planned;
            if is_half { Mark::Half } else { Mark::Begun }
        }
        _ => Mark::Begun,
    }
}

/// What a segment is: all of it where nothing has led up to it, else only that it starts.
fn beginning(plan: &Plan, at: usize) -> String {
    let segment = &plan.segments[at];
    let before = at.checked_sub(1).map(|before| &plan.segments[before]);
    let is_led_up_to = before.is_some_and(|before| before.step == segment.step && !before.kind.is_work());
    if segment.kind.is_work() && is_led_up_to {
        return "Start".to_owned();
    }
    let words = script::heading(plan, at);
    if segment.kind.length().is_open() { format!("{words} Take your time.") } else { words }
}

/// To the next whole second, as the digits are.
fn up(span: Span) -> Span {
    Span::secs(span.secs_up())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::tests::plan_of;
    use crate::domain::player::Command;

    const START: Tick = Tick::at(std::time::Duration::from_secs(100));

    /// What is told of so many seconds, looked at ten times in each, with the second at which it is.
    fn told(plan: Plan, secs: u64, commands: &[(u64, Command)]) -> Vec<String> {
        let (mut player, mut telling) = (Player::start(plan, START), Telling::default());
        let mut all = Vec::new();
        for tenth in 0..secs * 10 {
            let now = START + Span::millis(tenth * 100);
            player.tick(now);
            for (_, command) in commands.iter().filter(|(at, _)| at * 10 == tenth) {
                player.command(*command, now);
            }
            if let Some(told) = telling.look(&player, now) {
                all.push(format!("{} {}", tenth / 10, told.words(&player, now)));
            }
        }
        all
    }

    #[test]
    fn a_hold_is_told_at_its_beginning_half_and_end() {
        assert_eq!(
            told(plan_of(&["half-split Hold(\"40s\") ready 5s"]), 100, &[]),
            [
                "0 Block. Left. half-split. 40 seconds.",
                "5 Start",
                "25 Halfway",
                "35 10 seconds left",
                "42 3 seconds left",
                "45 Right side.",
                "50 Start",
                "70 Halfway",
                "80 10 seconds left",
                "87 3 seconds left",
            ]
        );
    }

    #[test]
    fn short_holds_reps_and_what_is_open_are_told_of_less() {
        let plan = plan_of(&["plank Hold(\"15s\") ready 0s", "squat Reps(8) ready 5s", "refuel Open(\"1m\") ready 0s"]);
        assert_eq!(
            told(plan, 200, &[]),
            [
                "0 Block. plank. 15 seconds.",
                "12 3 seconds left",
                "15 squat. 8 reps.",
                "20 Start",
                "35 3 reps left",
                "44 refuel. Take your time.",
            ]
        );
    }

    #[test]
    fn what_the_person_does_is_told_and_nothing_twice() {
        let plan = plan_of(&["plank Hold(\"1m\") ready 0s", "squat Reps(8) ready 5s"]);
        let commands = [
            (8, Command::Pause),
            (20, Command::Resume),
            (30, Command::Extend),
            (40, Command::Skip),
            (46, Command::Back),
            (47, Command::End),
        ];
        assert_eq!(
            told(plan, 60, &commands),
            [
                "0 Block. plank. 1 minute.",
                "8 Paused, 52 seconds left",
                "20 Going on, 52 seconds left",
                "30 55 seconds left",
                "40 squat. 8 reps.",
                "45 Start",
                "46 squat. 8 reps.",
            ]
        );
    }

    #[test]
    fn a_voice_says_most_of_it() {
        let spoken = [Told::Began(0), Told::Half, Told::Reps(3), Told::Left(SOON)];
        assert!(spoken.into_iter().all(Told::is_spoken));
        let not = [Told::Left(NEARLY), Told::More, Told::Paused, Told::GoesOn];
        assert!(!not.into_iter().any(Told::is_spoken));
    }
}
