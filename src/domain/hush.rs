//! What becomes of other people's music while a session runs: when it is lowered or paused, and what was changed. Changes nothing.

use serde::{Deserialize, Serialize};

use super::time::{Span, Tick};

/// What other players do while Afterrun plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherMusic {
    /// What they did before.
    #[default]
    Leave,
    /// They are softer while somebody speaks.
    LowerForSpeech,
    /// They stand from the start of a session to its end.
    PauseForSessions,
}

/// What other players are to do from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hush {
    /// What they did before.
    #[default]
    Nothing,
    /// Stand.
    Pause,
    /// Be softer from each of these ticks until the one beside it. They are in order.
    Lower(Vec<(Tick, Tick)>),
}

impl Hush {
    /// Being softer while somebody speaks, between each of these ticks and the one beside it, in whatever order.
    #[must_use]
    pub fn while_speaking(mut spoken: Vec<(Tick, Tick)>) -> Self {
        /// Music is softer before the first word.
        const BEFORE: Span = Span::millis(400);
        /// It comes back after the last one.
        const AFTER: Span = Span::millis(600);
        /// Music that comes and goes between two sentences is worse than music that stays soft.
        const BETWEEN: Span = Span::secs(2);
        spoken.sort_unstable();
        let mut lulls: Vec<(Tick, Tick)> = Vec::new();
        for (from, until) in spoken {
            let (from, until) = (from - BEFORE, until + AFTER);
            match lulls.last_mut() {
                Some((_, over)) if from <= *over + BETWEEN => *over = until.max(*over),
                _ => lulls.push((from, until)),
            }
        }
        if lulls.is_empty() { Self::Nothing } else { Self::Lower(lulls) }
    }

    /// What they are to do now.
    #[must_use]
    pub fn now(&self, now: Tick) -> Option<Quiet> {
        match self {
            Self::Nothing => None,
            Self::Pause => Some(Quiet::Stand),
            Self::Lower(lulls) => {
                lulls.iter().any(|(from, until)| *from <= now && now < *until).then_some(Quiet::Softer)
            }
        }
    }

    /// How long it is until they are to do something else.
    #[must_use]
    pub fn changes_in(&self, now: Tick) -> Option<Span> {
        let Self::Lower(lulls) = self else { return None };
        let borders = lulls.iter().flat_map(|(from, until)| [*from, *until]);
        borders.filter(|border| *border > now).min().map(|border| border.since(now))
    }
}

/// A way of being quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// Standing.
    Stand,
    /// Playing softly.
    Softer,
}

/// What was changed of another player, so that it can be put back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What it is called on the bus.
    pub player: String,
    /// What was changed.
    pub what: Changed,
}

/// What was changed of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Changed {
    /// It was paused.
    Paused,
    /// It was made softer.
    Lowered {
        /// How loud it was.
        from: f64,
        /// How loud it was made.
        to: f64,
    },
}

impl Changed {
    /// What a player that is this loud is changed to so that one can be heard beside it; `None` where it is soft already.
    #[must_use]
    pub fn softer(from: f64) -> Option<Self> {
        /// The share that is left, of a volume that most players take for what is heard.
        const SHARE: f64 = 0.3;
        /// Softer than this need not be.
        const SOFT: f64 = 0.05;
        (from.is_finite() && from > SOFT).then_some(Self::Lowered { from, to: from * SHARE })
    }

    /// The volume to go back to for a player that is this loud now; `None` where somebody has set another one meanwhile.
    #[must_use]
    pub fn back_from(self, loud: f64) -> Option<f64> {
        match self {
            Self::Lowered { from, to } if (loud - to).abs() < 0.02 => Some(from),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Tick {
        Tick::at(std::time::Duration::from_millis(millis))
    }

    #[test]
    fn music_is_soft_from_before_the_first_word_until_after_the_last() {
        let hush = Hush::while_speaking(vec![(at(20_000), at(21_000)), (at(5_000), at(6_000)), (at(7_500), at(9_000))]);
        assert_eq!(
            hush,
            Hush::Lower(vec![(at(4_600), at(9_600)), (at(19_600), at(21_600))]),
            "it does not come and go"
        );
        let quiet = |millis| hush.now(at(millis));
        assert_eq!(
            [4_599, 4_600, 6_900, 9_599].map(quiet),
            [None, Some(Quiet::Softer), Some(Quiet::Softer), Some(Quiet::Softer)]
        );
        assert_eq!([9_600, 15_000, 22_000].map(quiet), [None; 3]);
        assert_eq!(hush.changes_in(at(4_000)), Some(Span::millis(600)));
        assert_eq!(hush.changes_in(at(4_600)), Some(Span::secs(5)));
        assert_eq!(hush.changes_in(at(30_000)), None);
        assert_eq!(Hush::while_speaking(Vec::new()), Hush::Nothing);
        assert_eq!((Hush::Pause.now(at(0)), Hush::Pause.changes_in(at(0))), (Some(Quiet::Stand), None));
    }

    #[test]
    fn what_somebody_has_set_meanwhile_stays() {
        let softer = Changed::softer(0.8).unwrap();
        assert!(matches!(softer, Changed::Lowered { from, to } if from > 0.79 && (0.2..0.3).contains(&to)));
        assert_eq!(softer.back_from(0.24), Some(0.8));
        assert_eq!((softer.back_from(0.5), Changed::Paused.back_from(0.5)), (None, None));
        assert_eq!((Changed::softer(0.0), Changed::softer(f64::NAN)), (None, None));
    }
}
