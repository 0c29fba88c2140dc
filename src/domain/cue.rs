//! Which sound is due when: the cue grammar of a plan, laid out so that no two cues overlap. Makes no sound.
//!
//! Getting ready begins with a chord (a new block) or an announcement (a new step) and ends with three ticks and the
//! start bell. Holds of 40 s or more have a soft double tick at half. The last three seconds of a hold tick, and the end bell
//! comes at 0. Between sides a two-note call. Reps tick once each, the last three differently. A flourish ends it all.

use serde::{Deserialize, Serialize};

use super::plan::{Length, Plan, Segment, SegmentKind, Work};
use super::time::{Span, Tick};

/// One sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// A block begins.
    Chord,
    /// Another step begins.
    Announce,
    /// A second of a countdown.
    Tick,
    /// Go.
    Start,
    /// Half of a long hold is over.
    Half,
    /// Done.
    End,
    /// The other side.
    Switch,
    /// A rep is done.
    Rep,
    /// A rep is done, and at most three are left.
    LastReps,
    /// The session is over.
    Flourish,
    /// Spoken: ten minutes are left to eat and drink something.
    Refuel,
}

impl Cue {
    /// Every cue there is.
    pub const ALL: [Self; 11] = [
        Self::Chord,
        Self::Announce,
        Self::Tick,
        Self::Start,
        Self::Half,
        Self::End,
        Self::Switch,
        Self::Rep,
        Self::LastReps,
        Self::Flourish,
        Self::Refuel,
    ];

    /// How long it sounds, to the last audible sample.
    #[must_use]
    pub const fn length(self) -> Span {
        Span::millis(match self {
            Self::Tick | Self::Rep | Self::LastReps => 100,
            Self::Half => 250,
            Self::Start | Self::End | Self::Announce | Self::Switch => 400,
            Self::Chord => 450,
            Self::Flourish => 1000,
            Self::Refuel => 2215,
        })
    }

    /// How long the longest cue sounds.
    pub const LONGEST: Span = Self::Refuel.length();

    /// Whether it counts seconds or reps: one of many, that may be soft where somebody speaks.
    #[must_use]
    pub const fn is_tick(self) -> bool {
        matches!(self, Self::Tick | Self::Rep | Self::LastReps)
    }

    /// Whether it is words: they are heard as a whole, not as something that happens at once.
    #[must_use]
    pub const fn is_spoken(self) -> bool {
        matches!(self, Self::Refuel)
    }

    /// Which of two cues that would overlap is heard: the one with the higher rank.
    const fn rank(self) -> u8 {
        match self {
            Self::End => 9,
            Self::Start => 8,
            Self::Flourish => 7,
            Self::Chord => 6,
            Self::Switch => 5,
            Self::Announce => 4,
            Self::LastReps => 3,
            Self::Tick => 2,
            Self::Half => 1,
            // What is spoken is never laid out against the others: it goes where there is a gap.
            Self::Rep | Self::Refuel => 0,
        }
    }
}

/// Whether cues are heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SoundState {
    /// They are, or will be once there is something to play.
    #[default]
    On,
    /// No sound device was found.
    NoDevice,
    /// The sound device has gone away.
    Lost,
}

/// A cue with the time it is due, counted from the start of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// When.
    pub at: Span,
    /// What.
    pub cue: Cue,
}

/// Opening cues come this long after a segment begins, so that the end bell of the segment before rings out first.
pub const AFTER_BELL: Span = Span::millis(500);
/// Silence between two cues.
pub(super) const GAP: Span = Span::millis(20);
/// Holds from this length on have a cue at half.
pub const LONG_HOLD: Span = Span::secs(40);
/// Ticks before a start or an end.
const TICKS: u64 = 3;
/// How long the lead-in after a pause is.
pub const LEAD_IN: Span = Span::secs(TICKS);

/// All cues of a plan from its start, open segments at their estimates.
#[must_use]
pub fn timeline(plan: &Plan) -> Vec<Timed> {
    let segments = plan.timed().enumerate();
    let mut cues: Vec<Timed> =
        segments.flat_map(|(i, (start, segment))| segment_cues(plan, i, segment.kind, start)).collect();
    cues.extend(finish(plan, plan.total()));
    lay_out(cues)
}

/// The cues from segment `from` on, up to and into the first open segment. `started` is where its start lies on the
/// timeline, and `kind` what it has become if it was extended.
#[must_use]
pub fn stretch(plan: &Plan, from: usize, kind: SegmentKind, started: Span) -> Vec<Timed> {
    let mut cues = Vec::new();
    let mut start = started;
    for (i, segment) in plan.segments.iter().enumerate().skip(from) {
        let kind = if i == from { kind } else { segment.kind };
        cues.extend(segment_cues(plan, i, kind, start));
        match kind.length() {
            Length::Open(_) => return lay_out(cues),
            Length::Fixed(length) => start += length,
        }
    }
    cues.extend(finish(plan, start));
    lay_out(cues)
}

/// What is heard in the seconds before a paused segment goes on. Only work is rung in: the bell that ends getting ready is
/// still to come.
#[must_use]
pub fn lead_in(segment: SegmentKind, start: Span) -> Vec<Timed> {
    let ticks = (0..TICKS).map(|n| Timed { at: start + Span::secs(n), cue: Cue::Tick });
    let go = segment.is_work().then_some(Timed { at: start + LEAD_IN, cue: Cue::Start });
    ticks.chain(go).collect()
}

/// The cue that ends a session whose last segment ends at `end`: after the end bell, if one rings.
fn finish(plan: &Plan, end: Span) -> Option<Timed> {
    let last = plan.segments.last()?;
    let at = if rings_at_end(last.kind) { end + AFTER_BELL } else { end };
    Some(Timed { at, cue: Cue::Flourish })
}

/// Whether an end bell rings when the segment is over: for work that the clock ends.
fn rings_at_end(kind: SegmentKind) -> bool {
    kind.is_work() && !kind.length().is_open()
}

fn segment_cues(plan: &Plan, at: usize, kind: SegmentKind, start: Span) -> Vec<Timed> {
    let mut cues = Vec::new();
    let mut add = |offset: Span, cue| cues.push(Timed { at: start + offset, cue });
    let length = kind.length().estimate();
    let before = at.checked_sub(1).map(|i| &plan.segments[i]);
    let opening = opening(plan, &plan.segments[at], before);
    match kind {
        SegmentKind::GetReady(_) | SegmentKind::SwitchSides(_) | SegmentKind::Rest(_) => add(AFTER_BELL, opening),
        SegmentKind::Work(work) => {
            if before.is_some_and(|before| before.step == plan.segments[at].step && !before.kind.is_work()) {
                add(Span::ZERO, Cue::Start);
            } else {
                // Nobody was told to get ready: say that something new begins.
                add(AFTER_BELL, opening);
            }
            if let Work::Reps { count, every, .. } = work {
                for done in 1..count {
                    add(every * done, if count - done <= 3 { Cue::LastReps } else { Cue::Rep });
                }
            }
            // Half of what was planned: a hold that is extended later has had its half.
            if let SegmentKind::Work(Work::Hold(planned)) = plan.segments[at].kind
                && planned >= LONG_HOLD
            {
                add(Span::millis(planned.to_std().as_millis() as u64 / 2), Cue::Half);
            }
            if rings_at_end(kind) {
                add(length, Cue::End);
            }
        }
    }
    if kind.is_counted_down() {
        for left in (1..=TICKS).map(Span::secs).filter(|left| *left <= length) {
            add(length.minus(left), Cue::Tick);
        }
    }
    cues
}

/// What opens a segment: a chord where its block begins, a call where only the side changes, else an announcement.
fn opening(plan: &Plan, segment: &Segment, before: Option<&Segment>) -> Cue {
    match before {
        Some(before) if before.step == segment.step && before.side != segment.side => Cue::Switch,
        Some(before) if plan.step(before).block == plan.step(segment).block => Cue::Announce,
        _ => Cue::Chord,
    }
}

/// The first tick from `due` on at which something of this length overlaps none of `sounds`, which are in order, each with its
/// length.
#[must_use]
pub fn gap(sounds: &[(Tick, Span)], due: Tick, length: Span) -> Tick {
    let mut at = due;
    for (begins, length_of_it) in sounds {
        let over = *begins + *length_of_it + GAP;
        if over <= at {
            continue;
        }
        if *begins >= at + length + GAP {
            break;
        }
        at = over;
    }
    at
}

/// Drops every cue that would overlap one of a higher rank, and puts the rest in order.
pub(super) fn lay_out(mut cues: Vec<Timed>) -> Vec<Timed> {
    cues.sort_by_key(|timed| (timed.at, std::cmp::Reverse(timed.cue.rank())));
    let mut kept: Vec<Timed> = Vec::with_capacity(cues.len());
    for timed in cues {
        let clash = |earlier: &Timed| earlier.at + earlier.cue.length() + GAP > timed.at;
        while kept.last().is_some_and(|last| clash(last) && last.cue.rank() < timed.cue.rank()) {
            kept.pop();
        }
        if !kept.last().is_some_and(clash) {
            kept.push(timed);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::tests::plan_of;

    /// The timeline as text: seconds and cue, so that a test reads as a score.
    fn score(plan: &Plan) -> Vec<String> {
        timeline(plan).iter().map(|timed| format!("{} {:?}", timed.at.as_secs_f64(), timed.cue)).collect()
    }

    #[test]
    fn a_hold_is_announced_counted_in_and_counted_out() {
        let plan = plan_of(&["plank Hold(\"20s\") ready 5s"]);
        let heard = "0.5 Chord, 2 Tick, 3 Tick, 4 Tick, 5 Start, 22 Tick, 23 Tick, 24 Tick, 25 End, 25.5 Flourish";
        assert_eq!(score(&plan).join(", "), heard);
    }

    #[test]
    fn a_long_hold_has_a_cue_at_half() {
        let halves = |hold: &str| {
            let plan = plan_of(&[&format!("plank Hold(\"{hold}\") ready 5s")]);
            timeline(&plan).iter().filter(|timed| timed.cue == Cue::Half).map(|timed| timed.at).collect::<Vec<_>>()
        };
        assert_eq!(halves("39s"), []);
        assert_eq!(halves("40s"), [Span::secs(25)]);
        assert_eq!(halves("45s"), [Span::millis(27_500)]);
    }

    #[test]
    fn sides_are_called_and_the_bell_before_rings_out() {
        let plan = plan_of(&["half-split Hold(\"10s\") ready 3s"]);
        let heard = "0 Tick, 0.5 Chord, 1 Tick, 2 Tick, 3 Start, 10 Tick, 11 Tick, 12 Tick, 13 End, 13.5 Switch, 14 Tick, 15 Tick, \
                     16 Start, 23 Tick, 24 Tick, 25 Tick, 26 End, 26.5 Flourish";
        assert_eq!(score(&plan).join(", "), heard);
    }

    #[test]
    fn reps_tick_once_each_and_the_last_three_differ() {
        let plan = plan_of(&["squat Reps(5) ready 0s"]);
        let heard = "0.5 Chord, 3 Rep, 6 LastReps, 9 LastReps, 12 LastReps, 15 End, 15.5 Flourish";
        assert_eq!(score(&plan).join(", "), heard);
    }

    #[test]
    fn an_open_step_rings_nothing_at_its_estimate() {
        let plan = plan_of(&["squat Reps(1) ready 0s", "refuel Open(\"1m\") ready 0s"]);
        assert_eq!(score(&plan).join(", "), "0.5 Chord, 3 End, 3.5 Announce, 63 Flourish");
    }

    #[test]
    fn a_stretch_ends_in_the_open_step() {
        let plan = plan_of(&["squat Reps(1) ready 0s", "refuel Open(\"1m\") ready 0s", "squat Reps(1) ready 5s"]);
        let heard: Vec<Cue> =
            stretch(&plan, 0, plan.segments[0].kind, Span::ZERO).iter().map(|timed| timed.cue).collect();
        assert_eq!(heard, [Cue::Chord, Cue::End, Cue::Announce]);
    }

    #[test]
    fn what_is_spoken_goes_where_nothing_sounds() {
        let at = |millis| Tick::default() + Span::millis(millis);
        let cues = [(at(1000), Cue::Tick), (at(2000), Cue::Tick), (at(3000), Cue::End), (at(9000), Cue::Rep)];
        let sounds = cues.map(|(at, cue)| (at, cue.length()));
        let length = Cue::Refuel.length();
        assert_eq!(gap(&sounds, at(500), length), at(3420));
        assert_eq!(gap(&sounds, at(5000), length), at(5000));
        assert_eq!(gap(&sounds, at(7000), length), at(9120));
        assert_eq!(gap(&[], at(7000), length), at(7000));
    }

    #[test]
    fn no_cue_is_longer_than_the_longest() {
        assert_eq!(Cue::ALL.map(Cue::length).into_iter().max(), Some(Cue::LONGEST));
    }

    #[test]
    fn of_two_that_overlap_the_higher_rank_is_heard() {
        let at = |millis, cue| Timed { at: Span::millis(millis), cue };
        let kept = lay_out(vec![at(0, Cue::Rep), at(50, Cue::End), at(300, Cue::Tick), at(900, Cue::Tick)]);
        assert_eq!(kept, [at(50, Cue::End), at(900, Cue::Tick)]);
    }
}
