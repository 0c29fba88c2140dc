//! What is said laid out among the cues, so that no sentence is cut or covered. Makes no sound and writes no words.
//!
//! A sentence overlaps no other sentence and no cue but the ticks that count seconds and reps, and those are soft where
//! somebody speaks. What has no room is left out: first how to do it, then how much, then the block; the side and the name never,
//! those come later instead. Where a step is announced by name, the call that says "another step" is not needed.

use std::collections::BTreeMap;

use super::cue::{Cue, GAP, Timed};
use super::script::{Line, LineId, Part, Reason, Role};
use super::spoken::Sentence;
use super::time::Span;

/// Something that is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// A cue.
    Cue(Cue),
    /// A cue beside which somebody speaks.
    Soft(Cue),
    /// A sentence.
    Say(Sentence),
}

impl Sound {
    /// How long it is; no time at all for a sentence that can't be said.
    #[must_use]
    pub fn length(&self, lengths: &Lengths) -> Span {
        match self {
            Self::Cue(cue) | Self::Soft(cue) => cue.length(),
            Self::Say(sentence) => lengths.of(sentence).unwrap_or_default(),
        }
    }
}

/// How long the sentences are that a voice has ready. What is not in here can't be said yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths(BTreeMap<Sentence, Span>);

impl Lengths {
    /// The length of a sentence, if it is ready.
    #[must_use]
    pub fn of(&self, sentence: &Sentence) -> Option<Span> {
        self.0.get(sentence).copied()
    }

    /// Sentences have become ready.
    pub fn add(&mut self, more: impl IntoIterator<Item = (Sentence, Span)>) {
        self.0.extend(more);
    }
}

/// A part of a line with the time in which it is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The line.
    pub line: LineId,
    /// What it is in the line.
    pub role: Role,
    /// The words.
    pub sentence: Sentence,
    /// When it begins.
    pub at: Span,
    /// When it is over.
    pub over: Span,
}

/// Cues and sentences in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Everything to be heard from a time on, and the sentence that is being said then.
    pub sounds: Vec<(Span, Sound)>,
    /// Every part of a line, those that were said before among them.
    pub spoken: Vec<Spoken>,
}

/// Between two parts of a line. A full stop is half a second where people read aloud; short sentences stand closer.
const PAUSE: Span = Span::millis(350);
/// So near to a sentence ticks are soft.
const NEAR: Span = Span::millis(400);

/// Lays out what is still to be heard at `now`. Cues and lines are in order, those that are over among them; `said` is what
/// had begun by then.
#[must_use]
pub fn lay_out(cues: Vec<Timed>, lines: &[Line], lengths: &Lengths, said: Vec<Spoken>, now: Span) -> Score {
    let mut sheet = Sheet { cues, lengths, spoken: said, now };
    for line in lines {
        sheet.add(line);
    }
    sheet.score()
}

/// The cues, and what is spoken so far.
struct Sheet<'a> {
    cues: Vec<Timed>,
    lengths: &'a Lengths,
    spoken: Vec<Spoken>,
    now: Span,
}

/// What a sentence must keep clear of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clear {
    /// Everything.
    OfAll,
    /// Everything but ticks.
    OfBells,
}

impl Sheet<'_> {
    fn add(&mut self, line: &Line) {
        let said = self.spoken.iter().filter(|spoken| spoken.line == line.id);
        let over = said.clone().map(|spoken| spoken.over).max();
        if let (Some(over), true) = (over, said.clone().any(|spoken| spoken.role == Role::Name)) {
            // It may be said to its end.
            let said: Vec<Role> = said.map(|spoken| spoken.role).collect();
            if over + PAUSE >= self.now && line.id.reason == Reason::Announcement {
                self.go_on(line, &said, over + PAUSE);
            }
            return;
        }
        // It is in the middle of it: what was said is not said once more.
        if let Some(over) = over.filter(|over| *over + PAUSE >= self.now) {
            let said: Vec<Role> = said.map(|spoken| spoken.role).collect();
            let rest = line.parts.iter().filter(|part| part.role.is_needed() && !said.contains(&part.role));
            let known: Vec<_> = rest.filter_map(|part| Some((part, self.lengths.of(&part.sentence)?))).collect();
            let at = self.next_clear(over + PAUSE, length(&known), Clear::OfBells);
            if known.iter().any(|(part, _)| part.role == Role::Name) && at + length(&known) <= line.at_the_latest {
                let next = self.say(line.id, &known, at);
                self.go_on(line, &said, next);
            }
            return;
        }
        match line.id.reason {
            Reason::Announcement => self.announce(line),
            Reason::Advice => self.advise(line),
            Reason::Half => {
                let at = self.after_opening(line.from, &[Cue::Half]);
                self.say_if(line, at, Clear::OfAll);
            }
            Reason::Left(_) => self.count(line),
        }
    }

    /// Says all of a line that there is time for, from what is needed on.
    fn announce(&mut self, line: &Line) {
        let is_said = |part: &Part| self.spoken.iter().any(|spoken| spoken.line == line.id && spoken.role == part.role);
        let parts = line.parts.iter().filter(|part| part.role.is_needed() || !is_said(part));
        let known: Vec<(&Part, Span)> =
            parts.filter_map(|part| Some((part, self.lengths.of(&part.sentence)?))).collect();
        let is_known = |part: &Part| known.iter().any(|(other, _)| *other == part);
        if !line.parts.iter().filter(|part| part.role.is_needed()).all(is_known) {
            return;
        }
        let role = |wanted: fn(Role) -> bool| known.iter().copied().filter(move |(part, _)| wanted(part.role));
        let needed: Vec<_> = role(Role::is_needed).collect();
        let named: Vec<_> = role(|role| role.is_needed() || role == Role::Block).collect();
        let call =
            self.cues.iter().position(|cue| cue.at == line.from && cue.cue == Cue::Announce && cue.at >= self.now);
        let call = call.map(|at| self.cues.remove(at));
        let at = self.after_opening(line.from, &[Cue::Announce, Cue::Chord, Cue::Switch]).max(self.now);
        let fits = |parts: &[(&Part, Span)]| {
            let over = at + length(parts);
            over <= line.until && self.next_clear(at, length(parts), Clear::OfBells) == at
        };
        let (at, first) = if fits(&named) {
            (at, named)
        } else if fits(&needed) {
            (at, needed)
        } else {
            let later = self.next_clear(at, length(&needed), Clear::OfBells);
            if later + length(&needed) > line.at_the_latest {
                // Nothing is said, so the call is heard after all.
                self.cues.extend(call);
                self.cues.sort_by_key(|cue| cue.at);
                return;
            }
            (later, needed)
        };
        let next = self.say(line.id, &first, at);
        self.go_on(line, &[], next);
    }

    /// Says what comes after the name of a step, as far as there is time, less what was said of it.
    fn go_on(&mut self, line: &Line, said: &[Role], at: Span) {
        let mut next = at;
        let rest = line.parts.iter().filter(|part| matches!(part.role, Role::Dose | Role::Advice));
        for part in rest.filter(|part| !said.contains(&part.role)) {
            let clear = if part.role == Role::Dose { Clear::OfBells } else { Clear::OfAll };
            let Some(length) = self.lengths.of(&part.sentence) else { return };
            if next + length > line.until || self.next_clear(next, length, clear) != next {
                return;
            }
            next = self.say(line.id, &[(part, length)], next);
        }
    }

    /// Says how to do something, wherever in its time there is room, unless that was said with its name.
    fn advise(&mut self, line: &Line) {
        let Some(part) = line.parts.first() else { return };
        let segments = line.id.segment.saturating_sub(1)..=line.id.segment;
        let is_said = |spoken: &Spoken| {
            spoken.role == Role::Advice && segments.contains(&spoken.line.segment) && spoken.sentence == part.sentence
        };
        if !self.spoken.iter().any(is_said) {
            let Some(length) = self.lengths.of(&part.sentence) else { return };
            let at = self.next_clear(line.from.max(self.now), length, Clear::OfAll);
            self.say_if(line, at, Clear::OfAll);
        }
    }

    /// Says how many are left in the place of the tick, if that can be said before the next.
    fn count(&mut self, line: &Line) {
        let is_tick = |cue: &Timed| cue.at == line.from && cue.cue == Cue::LastReps;
        let Some(tick) = self.cues.iter().position(is_tick).filter(|_| line.from >= self.now) else { return };
        let tick = (tick, self.cues.remove(tick));
        if !self.say_if(line, line.from, Clear::OfAll) {
            self.cues.insert(tick.0, tick.1);
        }
    }

    /// Says a line of one part at a time, if it is clear there. Whether it is said.
    fn say_if(&mut self, line: &Line, at: Span, clear: Clear) -> bool {
        let Some((part, length)) = line.parts.first().and_then(|part| Some((part, self.lengths.of(&part.sentence)?)))
        else {
            return false;
        };
        let fits = at >= self.now && at + length <= line.until && self.next_clear(at, length, clear) == at;
        if fits {
            self.say(line.id, &[(part, length)], at);
        }
        fits
    }

    /// Says parts one after the other; gives when the next one may begin.
    fn say(&mut self, line: LineId, parts: &[(&Part, Span)], at: Span) -> Span {
        parts.iter().fold(at, |at, (part, length)| {
            let over = at + *length;
            self.spoken.push(Spoken { line, role: part.role, sentence: part.sentence.clone(), at, over });
            over + PAUSE
        })
    }

    /// When the cue that opens something has rung out.
    fn after_opening(&self, from: Span, opening: &[Cue]) -> Span {
        let cue = self.cues.iter().find(|cue| cue.at == from && opening.contains(&cue.cue));
        cue.map_or(from, |cue| from + cue.cue.length() + GAP)
    }

    /// The first time from `at` on at which something of this length is clear.
    fn next_clear(&self, at: Span, length: Span, of: Clear) -> Span {
        let cues = self.cues.iter().filter(|cue| of == Clear::OfAll || !cue.cue.is_tick());
        let cues = cues.map(|cue| (cue.at, cue.at + cue.cue.length()));
        let mut busy: Vec<(Span, Span)> =
            cues.chain(self.spoken.iter().map(|spoken| (spoken.at, spoken.over))).collect();
        busy.sort();
        busy.into_iter().fold(at, |at, (begins, over)| {
            let is_clear = over + GAP <= at || begins >= at + length + GAP;
            if is_clear { at } else { over + GAP }
        })
    }

    fn score(mut self) -> Score {
        self.spoken.sort_by_key(|spoken| spoken.at);
        let (now, all) = (self.now, &self.spoken);
        let is_near = |at: Span| all.iter().any(|spoken| at + NEAR >= spoken.at && at <= spoken.over + NEAR);
        let cues = self.cues.iter().filter(|cue| cue.at >= now).map(|cue| {
            let is_soft = cue.cue.is_tick() && is_near(cue.at);
            (cue.at, if is_soft { Sound::Soft(cue.cue) } else { Sound::Cue(cue.cue) })
        });
        let said = all.iter().filter(|spoken| spoken.over > now);
        let said = said.map(|spoken| (spoken.at, Sound::Say(spoken.sentence.clone())));
        let mut sounds: Vec<(Span, Sound)> = cues.chain(said).collect();
        sounds.sort_by_key(|(at, _)| *at);
        Score { sounds, spoken: self.spoken }
    }
}

/// How long it takes to say parts one after the other.
fn length(parts: &[(&Part, Span)]) -> Span {
    let pauses = PAUSE * (parts.len().saturating_sub(1) as u32);
    parts.iter().map(|(_, length)| *length).sum::<Span>() + pauses
}

#[cfg(test)]
mod tests;
