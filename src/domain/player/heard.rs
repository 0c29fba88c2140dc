//! What is heard of a player from now on, until the person has to do something. Decides nothing about what a segment is.

use super::{Phase, Player, Span, Tick};
use crate::domain::cue::{self, Cue, Timed};
use crate::domain::score::{self, Lengths, Score, Spoken};
use crate::domain::script;

impl Player {
    /// All cues still to come until the person has to do something, each with its tick.
    #[must_use]
    pub fn cues(&self, now: Tick) -> Vec<(Tick, Cue)> {
        let cues = self.all_cues().map(|(cues, _)| cues).unwrap_or_default();
        let ticks = cues.into_iter().map(|Timed { at, cue }| (Tick::default() + at, cue));
        ticks.filter(|(tick, _)| *tick >= now).collect()
    }

    /// All cues and sentences still to come until the person has to do something. Times are counted from the origin of ticks.
    /// `lengths` has the sentences that can be said, and `said` those that had begun by now. Nobody speaks before `speak_from`.
    #[must_use]
    pub fn score(&self, lengths: &Lengths, said: Vec<Spoken>, speak_from: Tick, now: Tick) -> Score {
        let Some((cues, began)) = self.all_cues() else { return Score { sounds: Vec::new(), spoken: said } };
        let mut lines = script::stretch(&self.plan, self.at, self.current, began.since_origin());
        let speak_from = match self.phase {
            // Nobody speaks while the person gets back into it.
            Phase::LeadIn { until, .. } => until.max(speak_from),
            _ => speak_from,
        };
        let speak_from = speak_from.since_origin();
        // Of what belongs to an instant, nothing is said later.
        lines.retain(|line| line.from >= speak_from || line.id.reason.can_wait());
        for line in &mut lines {
            line.from = line.from.max(speak_from.min(line.until));
        }
        score::lay_out(cues, &lines, lengths, said, now.since_origin())
    }

    /// All cues of what is on and comes after, those that are over among them, and when the segment began, pauses taken out. `None`
    /// while the clock stands.
    fn all_cues(&self) -> Option<(Vec<Timed>, Tick)> {
        let (began, lead_in) = match self.phase {
            Phase::Running { began } => (began, None),
            Phase::LeadIn { elapsed, until } => (until - elapsed, Some(until)),
            Phase::Paused { .. } | Phase::Over { .. } => return None,
        };
        let stretch = cue::stretch(&self.plan, self.at, self.current, began.since_origin());
        let cues = match lead_in {
            None => stretch,
            Some(until) => {
                let on: Span = until.since_origin();
                let leads = cue::lead_in(self.current, (until - cue::LEAD_IN).since_origin());
                // What was due before the segment goes on has been heard, or is the lead-in's to ring.
                cue::lay_out(leads.into_iter().chain(stretch.into_iter().filter(|timed| timed.at > on)).collect())
            }
        };
        Some((cues, began))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::plan::tests::plan_of;
    use crate::domain::player::Command;
    use crate::domain::score::Sound;

    fn plan() -> Plan {
        plan_of(&["half-split Hold(\"20s\") ready 8s", "plank Hold(\"20s\") ready 8s"])
    }

    fn lengths() -> Lengths {
        let mut lengths = Lengths::default();
        lengths.add(script::sentences(&plan(), 0).into_iter().map(|sentence| (sentence, Span::millis(600))));
        lengths
    }

    fn sentences(score: &Score) -> Vec<String> {
        let text = |(at, sound): &(Span, Sound)| match sound {
            Sound::Say(sentence) => Some(format!("{} {sentence}", at.as_secs_f64())),
            _ => None,
        };
        score.sounds.iter().filter_map(text).collect()
    }

    #[test]
    fn without_a_voice_it_is_the_cues() {
        let start = Tick::default() + Span::secs(7);
        let player = Player::start(plan(), start);
        for secs in [0, 5, 9, 30, 60] {
            let now = start + Span::secs(secs);
            let mut on = player.clone();
            on.tick(now);
            let sounds = on.score(&Lengths::default(), Vec::new(), now, now).sounds.into_iter();
            let sounds: Vec<_> = sounds.map(|(at, sound)| (Tick::default() + at, sound)).collect();
            let cues: Vec<_> = on.cues(now).into_iter().map(|(at, cue)| (at, Sound::Cue(cue))).collect();
            assert_eq!(sounds, cues);
        }
    }

    #[test]
    fn after_a_break_what_was_cut_off_is_said_again() {
        let mut player = Player::start(plan(), Tick::default());
        let whole = player.score(&lengths(), Vec::new(), Tick::default(), Tick::default());
        assert_eq!(sentences(&whole)[..3], ["0.97 Block.", "1.92 Left.", "2.87 half-split."]);
        let stop = Tick::default() + Span::secs(3);
        player.command(Command::Pause, stop);
        assert_eq!(player.score(&lengths(), Vec::new(), stop, stop).sounds, []);
        player.command(Command::Resume, stop + Span::secs(60));
        // The name was being said: nobody has heard it.
        let heard = whole.spoken.iter().filter(|spoken| Tick::default() + spoken.over <= stop).cloned().collect();
        let again = player.score(&lengths(), heard, stop, stop + Span::secs(60));
        assert_eq!(sentences(&again)[..2], ["66 Left.", "66.95 half-split."]);
    }

    #[test]
    fn a_name_that_comes_after_the_start_is_said_whatever_happens_meanwhile() {
        let plan = plan_of(&["half-split Hold(\"20s\") ready 1s"]);
        let mut lengths = Lengths::default();
        lengths.add(script::sentences(&plan, 0).into_iter().map(|sentence| (sentence, Span::millis(600))));
        let mut player = Player::start(plan, Tick::default());
        let whole = player.score(&lengths, Vec::new(), Tick::default(), Tick::default());
        assert_eq!(sentences(&whole)[..2], ["1.42 Left.", "2.37 half-split."]);
        // In its side, when the work has begun.
        let now = Tick::default() + Span::millis(1_600);
        player.tick(now);
        let said = whole.spoken.iter().filter(|spoken| Tick::default() + spoken.at <= now).cloned().collect();
        assert_eq!(sentences(&player.score(&lengths, said, now, now))[..2], ["1.42 Left.", "2.37 half-split."]);
        // Who takes up a session in the middle of it hears what it is.
        let later = Tick::default() + Span::secs(8);
        assert_eq!(sentences(&player.score(&lengths, Vec::new(), later, later))[..2], ["8 Left.", "8.95 half-split."]);
    }
}
