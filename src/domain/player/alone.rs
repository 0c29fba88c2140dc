//! A player from a step in the middle, and one that goes through its plan by itself. Decides nothing about what a segment is.

use std::time::Duration;

use super::{Event, Length, Phase, Player, Tick};
use crate::domain::cue::Cue;
use crate::domain::plan::{Plan, SegmentKind, Work};

impl Player {
    /// Starts a plan at a tick with one of its segments, by its place in [`Plan::segments`]; `None` where there is none.
    #[must_use]
    pub fn start_at(plan: Plan, at: usize, now: Tick) -> Option<Self> {
        let current = plan.segments.get(at)?.kind;
        Some(Self { at, current, ..Self::start(plan, now) })
    }

    /// Lets everything happen that was due by `now`, in order, as [`Player::tick`] does; and what waits for the person ends by
    /// itself when its estimate is over.
    pub fn walk(&mut self, now: Tick) -> Vec<Event> {
        let mut events = self.tick(now);
        while let Some(due) = self.estimate_over().filter(|due| *due <= now) {
            self.credit(due);
            if let SegmentKind::Work(Work::OwnReps { count, .. }) = self.current {
                self.done[self.at].reps = count;
            }
            self.begin(self.at + 1, due, &mut events);
            if let Phase::Over { by_clock, .. } = &mut self.phase {
                *by_clock = true;
            }
            events.extend(self.tick(now));
        }
        events
    }

    /// All cues still to come when nobody does anything, each with its tick: those of [`Player::walk`].
    #[must_use]
    pub fn walk_cues(&self, now: Tick) -> Vec<(Tick, Cue)> {
        let (mut ahead, mut from) = (self.clone(), now);
        let mut cues = Vec::new();
        loop {
            cues.extend(ahead.cues(from));
            ahead.tick(Tick::at(Duration::MAX));
            let Some(due) = ahead.estimate_over() else { return cues };
            // A few quick reps can be over before they are announced.
            cues.retain(|(at, _)| *at <= due);
            ahead.walk(due);
            if ahead.ending().is_some() {
                cues.push((due, Cue::Flourish));
                return cues;
            }
            from = due;
        }
    }

    /// When the estimate of what waits for the person is over; `None` while the clock stands, and where nothing waits.
    fn estimate_over(&self) -> Option<Tick> {
        match (self.phase, self.current.length()) {
            (Phase::Running { began }, Length::Open(estimate)) => Some(began + estimate),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bookmark::Ending;
    use crate::domain::cue::timeline;
    use crate::domain::plan::tests::plan_of;
    use crate::domain::player::Command;
    use crate::domain::time::Span;

    fn plan() -> Plan {
        plan_of(&[
            "squat Reps(2) ready 5s",
            "refuel Open(\"1m\") ready 0s",
            "plank Hold(\"10s\") ready 5s",
            "refuel Open(\"30s\") ready 0s",
        ])
    }

    fn began(events: &[Event]) -> Vec<usize> {
        events.iter().filter_map(|event| if let Event::Began(at) = event { Some(*at) } else { None }).collect()
    }

    #[test]
    fn it_goes_through_the_whole_by_itself_in_the_time_that_was_estimated() {
        let start = Tick::default() + Span::secs(7);
        let mut player = Player::start(plan(), start);
        let end = start + plan().total();
        let events = player.walk(end + Span::secs(100));
        assert_eq!(began(&events), (1..plan().segments.len()).collect::<Vec<_>>());
        assert_eq!(player.phase(), Phase::Over { ending: Ending::Completed, at: end, by_clock: true });
        // An ordinary session waits.
        let mut player = Player::start(plan(), start);
        player.tick(end + Span::secs(100));
        assert_eq!(player.at(), 2);
    }

    #[test]
    fn what_is_to_be_heard_is_the_timeline_of_the_plan() {
        let start = Tick::default() + Span::secs(7);
        let player = Player::start(plan(), start);
        let whole: Vec<_> = timeline(&plan()).into_iter().map(|timed| (start + timed.at, timed.cue)).collect();
        assert_eq!(player.walk_cues(start), whole);
        let later = start + Span::secs(40);
        let mut on = player.clone();
        on.walk(later);
        assert_eq!(on.walk_cues(later), whole.into_iter().filter(|(at, _)| *at >= later).collect::<Vec<_>>());
        on.command(Command::Pause, later);
        assert_eq!(on.walk_cues(later), []);
    }

    #[test]
    fn it_starts_with_any_segment() {
        let now = Tick::default() + Span::secs(7);
        let player = Player::start_at(plan(), 3, now).unwrap();
        assert_eq!((player.at(), player.phase()), (3, Phase::Running { began: now }));
        assert_eq!(player.segment(), plan().segments[3]);
        assert_eq!(player.left(now), Span::secs(45));
        assert_eq!(Player::start_at(plan(), plan().segments.len(), now), None);
    }
}
