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

/// Lays out what is still to be heard at `now`. No two cues are due at once; those that are over are among them. Lines are in order;
/// `said` is what had begun by then.
#[must_use]
pub fn lay_out(cues: Vec<Timed>, lines: &[Line], lengths: &Lengths, said: Vec<Spoken>, now: Span) -> Score {
    let cues = cues.into_iter().map(|timed| (timed.at, timed.cue)).collect();
    let mut sheet = Sheet { cues, lengths, spoken: BTreeMap::new(), longest: Span::ZERO, lines: BTreeMap::new(), now };
    for spoken in said {
        sheet.write(spoken);
    }
    for line in lines {
        sheet.add(line);
    }
    sheet.score()
}

/// The cues, and what is spoken so far, each by when it begins.
struct Sheet<'a> {
    cues: BTreeMap<Span, Cue>,
    lengths: &'a Lengths,
    spoken: BTreeMap<Span, Spoken>,
    /// How long the longest of what is spoken is: what begins sooner than that before a time does not reach into it.
    longest: Span,
    /// When the parts of each line begin.
    lines: BTreeMap<LineId, Vec<Span>>,
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

/// How much of a line was said, and when that was over.
enum Said {
    /// None of it.
    Nothing,
    /// What comes before its name.
    Beginning(Span),
    /// Its name, and what came with it.
    Name(Span),
}

impl Sheet<'_> {
    fn add(&mut self, line: &Line) {
        // It is in the middle of it, or was until now.
        let goes_on = |over: Span| over + PAUSE >= self.now;
        match self.said_of(line.id) {
            Said::Name(over) if goes_on(over) => self.go_on(line, over + PAUSE),
            Said::Name(_) => {}
            Said::Beginning(over) if goes_on(over) => self.say_name(line, over + PAUSE),
            Said::Nothing | Said::Beginning(_) => match line.id.reason {
                Reason::Announcement => self.announce(line),
                Reason::Advice => self.advise(line),
                Reason::Half => {
                    let at = self.after_opening(line.from, &[Cue::Half]);
                    self.say_if(line, at);
                }
                Reason::Left(_) => self.count(line),
            },
        }
    }

    /// How much of a line was said.
    fn said_of(&self, line: LineId) -> Said {
        let Some(over) = self.parts(line).map(|spoken| spoken.over).max() else { return Said::Nothing };
        if self.has(line, Role::Name) { Said::Name(over) } else { Said::Beginning(over) }
    }

    /// The parts of a line that are spoken.
    fn parts(&self, line: LineId) -> impl Iterator<Item = &Spoken> {
        self.lines.get(&line).into_iter().flatten().filter_map(|at| self.spoken.get(at))
    }

    /// Whether a part of a line is spoken.
    fn has(&self, line: LineId, role: Role) -> bool {
        self.parts(line).any(|spoken| spoken.role == role)
    }

    /// Says the name after what was said of it, which is not said once more.
    fn say_name(&mut self, line: &Line, from: Span) {
        let rest = line.parts.iter().filter(|part| part.role.is_needed() && !self.has(line.id, part.role));
        let known = self.known(rest);
        if known.iter().any(|(part, _)| part.role == Role::Name)
            && let Some(at) = self.next_clear(from, length(&known), Clear::OfBells, line.at_the_latest)
        {
            let next = self.say(line.id, &known, at);
            self.go_on(line, next);
        }
    }

    /// Says all of a line that there is time for, from what is needed on.
    fn announce(&mut self, line: &Line) {
        let known = self.known(line.parts.iter());
        let needed: Vec<_> = known.iter().copied().filter(|(part, _)| part.role.is_needed()).collect();
        if needed.len() < line.parts.iter().filter(|part| part.role.is_needed()).count() {
            return;
        }
        let is_first = |part: &Part| part.role.is_needed() || part.role == Role::Block && !self.has(line.id, part.role);
        let named: Vec<_> = known.into_iter().filter(|(part, _)| is_first(part)).collect();
        let call = line.from >= self.now && self.cues.get(&line.from) == Some(&Cue::Announce);
        if call {
            self.cues.remove(&line.from);
        }
        let at = self.after_opening(line.from, &[Cue::Announce, Cue::Chord, Cue::Switch]).max(self.now);
        let fits = |parts: &[_]| self.is_clear(at, length(parts), Clear::OfBells, line.until);
        let first = if fits(&named) {
            Some((at, named))
        } else if fits(&needed) {
            Some((at, needed))
        } else {
            let later = self.next_clear(at, length(&needed), Clear::OfBells, line.at_the_latest);
            later.map(|later| (later, needed))
        };
        if let Some((at, parts)) = first {
            let next = self.say(line.id, &parts, at);
            self.go_on(line, next);
        } else if call {
            // Nothing is said, so the call is heard after all.
            self.cues.insert(line.from, Cue::Announce);
        }
    }

    /// Says what comes after the name of a step, as far as there is time, less what was said of it.
    fn go_on(&mut self, line: &Line, from: Span) {
        let mut at = from;
        for part in line.parts.iter().filter(|part| matches!(part.role, Role::Dose | Role::Advice)) {
            let clear = if part.role == Role::Dose { Clear::OfBells } else { Clear::OfAll };
            if self.has(line.id, part.role) {
                continue;
            }
            let Some(length) = self.lengths.of(&part.sentence) else { return };
            if !self.is_clear(at, length, clear, line.until) {
                return;
            }
            at = self.say(line.id, &[(part, length)], at);
        }
    }

    /// Says how to do something, wherever in its time there is room, unless that was said with its name.
    fn advise(&mut self, line: &Line) {
        let Some(part) = line.parts.first() else { return };
        let is_said = |segment| {
            let mut parts = self.parts(LineId { segment, reason: Reason::Announcement });
            parts.any(|spoken| spoken.role == Role::Advice && spoken.sentence == part.sentence)
        };
        if is_said(line.id.segment) || line.id.segment.checked_sub(1).is_some_and(is_said) {
            return;
        }
        let Some(length) = self.lengths.of(&part.sentence) else { return };
        if let Some(at) = self.next_clear(line.from.max(self.now), length, Clear::OfAll, line.until) {
            self.say(line.id, &[(part, length)], at);
        }
    }

    /// Says how many are left in the place of the tick, if that can be said before the next.
    fn count(&mut self, line: &Line) {
        if self.cues.get(&line.from) == Some(&Cue::LastReps) && line.from >= self.now {
            self.cues.remove(&line.from);
            if !self.say_if(line, line.from) {
                self.cues.insert(line.from, Cue::LastReps);
            }
        }
    }

    /// Says a line of one part at a time, if it is clear there. Whether it is said.
    fn say_if(&mut self, line: &Line, at: Span) -> bool {
        let known = self.known(line.parts.iter().take(1));
        let fits = !known.is_empty() && at >= self.now && self.is_clear(at, length(&known), Clear::OfAll, line.until);
        if fits {
            self.say(line.id, &known, at);
        }
        fits
    }

    /// The parts that can be said, each with its length.
    fn known<'p>(&self, parts: impl Iterator<Item = &'p Part>) -> Vec<(&'p Part, Span)> {
        parts.filter_map(|part| Some((part, self.lengths.of(&part.sentence)?))).collect()
    }

    /// Says parts one after the other; gives when the next one may begin.
    fn say(&mut self, line: LineId, parts: &[(&Part, Span)], at: Span) -> Span {
        parts.iter().fold(at, |at, (part, length)| {
            let over = at + *length;
            self.write(Spoken { line, role: part.role, sentence: part.sentence.clone(), at, over });
            over + PAUSE
        })
    }

    /// Puts in what is spoken.
    fn write(&mut self, spoken: Spoken) {
        self.longest = self.longest.max(spoken.over.minus(spoken.at));
        self.lines.entry(spoken.line).or_default().push(spoken.at);
        self.spoken.insert(spoken.at, spoken);
    }

    /// When the cue that opens something has rung out.
    fn after_opening(&self, from: Span, opening: &[Cue]) -> Span {
        let cue = self.cues.get(&from).filter(|cue| opening.contains(cue));
        cue.map_or(from, |cue| from + cue.length() + GAP)
    }

    /// Whether something of this length, which must be over by `until`, is clear at a time.
    fn is_clear(&self, at: Span, length: Span, of: Clear, until: Span) -> bool {
        at + length <= until && self.covers(at, length, of).is_none()
    }

    /// The first time from `at` on at which something of this length is clear and over by `until`.
    fn next_clear(&self, mut at: Span, length: Span, of: Clear, until: Span) -> Option<Span> {
        while at + length <= until {
            let Some(over) = self.covers(at, length, of) else { return Some(at) };
            at = over + GAP;
        }
        None
    }

    /// When the last of what would cover something of this length is over; `None` where it is clear.
    fn covers(&self, at: Span, length: Span, of: Clear) -> Option<Span> {
        let end = at + length + GAP;
        let cues = self.cues.range(at.minus(Cue::LONGEST + GAP)..end);
        let cues = cues.filter(|(_, cue)| of == Clear::OfAll || !cue.is_tick()).map(|(at, cue)| *at + cue.length());
        let spoken = self.spoken.range(at.minus(self.longest + GAP)..end).map(|(_, spoken)| spoken.over);
        cues.chain(spoken).filter(|over| *over + GAP > at).max()
    }

    fn score(self) -> Score {
        let is_near = |at: Span| {
            let mut around = self.spoken.range(at.minus(self.longest + NEAR)..=at + NEAR);
            around.any(|(_, spoken)| at <= spoken.over + NEAR)
        };
        let cues = self.cues.range(self.now..).map(|(at, cue)| {
            let is_soft = cue.is_tick() && is_near(*at);
            (*at, if is_soft { Sound::Soft(*cue) } else { Sound::Cue(*cue) })
        });
        let said = self.spoken.values().filter(|spoken| spoken.over > self.now);
        let said = said.map(|spoken| (spoken.at, Sound::Say(spoken.sentence.clone())));
        let mut sounds: Vec<(Span, Sound)> = cues.chain(said).collect();
        sounds.sort_by_key(|(at, _)| *at);
        Score { sounds, spoken: self.spoken.into_values().collect() }
    }
}

/// How long it takes to say parts one after the other.
fn length(parts: &[(&Part, Span)]) -> Span {
    let pauses = PAUSE * (parts.len().saturating_sub(1) as u32);
    parts.iter().map(|(_, length)| *length).sum::<Span>() + pauses
}

#[cfg(test)]
mod tests;
