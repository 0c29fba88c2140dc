//! What is said in a session: lines with their parts and the time that each may take. Lays nothing out and knows no voice.
//!
//! While somebody gets ready, the block (where one begins), the side, the name, the dose and the line of the step are said, in
//! this order and as far as there is time. Between sides only the side. At half of a long hold, that it is half. Of reps, the
//! last three are counted.

use std::collections::BTreeSet;

use super::cue::{AFTER_BELL, LONG_HOLD};
use super::plan::{Length, Plan, Segment, SegmentKind, Work};
use super::spoken::{self, Sentence};
use super::time::Span;

/// Why something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// What comes next.
    Announcement,
    /// How to do it, where the announcement had no time for that.
    Advice,
    /// A long hold is half over.
    Half,
    /// So many reps are left.
    Left(u32),
}

impl Reason {
    /// Whether it may be said some time after it is due.
    #[must_use]
    pub const fn can_wait(self) -> bool {
        matches!(self, Self::Announcement | Self::Advice)
    }
}

/// A line, by the segment that it is said in and the reason: each is said once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId {
    /// Its place in [`Plan::segments`].
    pub segment: usize,
    /// Why it is said.
    pub reason: Reason,
}

/// What a part of a line is; the later ones are left out first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The name of the step, or all there is to a line that has but one part. Never left out.
    Name,
    /// The side. Never left out.
    Side,
    /// The name of the block.
    Block,
    /// How much.
    Dose,
    /// How to do it.
    Advice,
}

impl Role {
    /// Whether a line without it is not worth saying.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Name | Self::Side)
    }
}

/// Something that is said in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Its words.
    pub sentence: Sentence,
}

/// Something to be said, with the time for it. Times are on the timeline of whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which one it is.
    pub id: LineId,
    /// Its parts, in the order in which they are said.
    pub parts: Vec<Part>,
    /// When it begins, at the soonest.
    pub from: Span,
    /// When it is over, at the latest.
    pub until: Span,
    /// When it is over at the very latest, if what is needed of it does not fit before [`Line::until`].
    pub at_the_latest: Span,
}

/// So many different sentences are got ready for a session, at most: three times as many as the longest routine that comes with
/// Afterrun has. They take some 200 kB each, and who has written more than that can read what is left out.
const MOST_SENTENCES: usize = 200;
/// So many characters they have together, at most: as many as so many sentences of ordinary length, for a long one takes more.
const MOST_CHARACTERS: usize = MOST_SENTENCES * 25;

/// Everything that may be said of a plan, each once, in the order in which it is first needed from a segment on: what a voice has to
/// have ready. What comes before that segment is last. Where that is more than memory bears, it ends before the first that is too
/// much: a voice that says what comes, and falls silent, is better understood than one that says the short half of everything.
#[must_use]
pub fn sentences(plan: &Plan, from: usize) -> Vec<Sentence> {
    let mut known = BTreeSet::new();
    let segments = || plan.timed().enumerate();
    let lines = segments()
        .skip(from.saturating_sub(1))
        .chain(segments().take(from))
        .flat_map(|(at, (start, segment))| lines_of(plan, at, segment.kind, start));
    let all = lines.flat_map(|line| line.parts.into_iter().map(|part| part.sentence));
    let each_once = all.filter(|sentence| known.insert(sentence.clone()));
    let fit = each_once.scan(MOST_CHARACTERS, |left, sentence| {
        *left = left.checked_sub(sentence.as_str().chars().count())?;
        Some(sentence)
    });
    fit.take(MOST_SENTENCES).collect()
}

/// All lines of a plan from its start, open segments at their estimates.
#[must_use]
pub fn timeline(plan: &Plan) -> Vec<Line> {
    plan.timed().enumerate().flat_map(|(at, (start, segment))| lines_of(plan, at, segment.kind, start)).collect()
}

/// The lines from segment `from` on, up to and into the first open segment. `started` is where its start lies on the timeline,
/// and `kind` what it has become if it was extended.
#[must_use]
pub fn stretch(plan: &Plan, from: usize, kind: SegmentKind, started: Span) -> Vec<Line> {
    let mut lines = announced_late(plan, from, started);
    let mut start = started;
    for (at, segment) in plan.segments.iter().enumerate().skip(from) {
        let kind = if at == from { kind } else { segment.kind };
        lines.extend(lines_of(plan, at, kind, start));
        match kind.length() {
            Length::Open(_) => break,
            Length::Fixed(length) => start += length,
        }
    }
    lines
}

/// What leads up to a segment that has begun, in case it was not said in time: a name may come after the start.
fn announced_late(plan: &Plan, at: usize, started: Span) -> Vec<Line> {
    let Some(before) = at.checked_sub(1) else { return Vec::new() };
    let (lead, segment) = (&plan.segments[before], &plan.segments[at]);
    if lead.kind.is_work() || lead.step != segment.step || !segment.kind.is_work() {
        return Vec::new();
    }
    lines_of(plan, before, lead.kind, started.minus(lead.kind.length().estimate()))
}

fn lines_of(plan: &Plan, at: usize, kind: SegmentKind, start: Span) -> Vec<Line> {
    let segment = &plan.segments[at];
    let before = at.checked_sub(1).map(|before| &plan.segments[before]);
    let length = kind.length();
    // What the person ends themselves has all the time there is.
    let end = if length.is_open() { Span::LONGEST + start } else { start + length.estimate() };
    let line = |reason, parts: Vec<Part>, from, until, at_the_latest| Line {
        id: LineId { segment: at, reason },
        parts,
        from,
        until,
        at_the_latest,
    };
    let leads = before.is_some_and(|before| before.step == segment.step && !before.kind.is_work());
    let mut lines = Vec::new();
    if !leads || !kind.is_work() {
        let latest = if kind.is_work() { end } else { end + following(plan, at) };
        lines.push(line(Reason::Announcement, announcement(plan, segment, before), start + AFTER_BELL, end, latest));
    }
    let SegmentKind::Work(work) = kind else { return lines };
    if is_first_time(plan, at)
        && let Some(sentence) = spoken::sentence(&plan.step(segment).cue)
    {
        let until = match half(plan, at) {
            Some(half) => start + half,
            None => end,
        };
        let parts = vec![Part { role: Role::Name, sentence }];
        lines.push(line(Reason::Advice, parts, start + AFTER_BELL, until, until));
    }
    let one = |sentence| vec![Part { role: Role::Name, sentence }];
    if let Some(half) = half(plan, at) {
        lines.push(line(Reason::Half, one(spoken::halfway()), start + half, end, end));
    }
    if let Work::Reps { count, every, .. } = work {
        for left in (1..=3.min(count.saturating_sub(1))).rev() {
            let due = start + every * (count - left);
            lines.push(line(Reason::Left(left), one(spoken::left(left)), due, due + every, due + every));
        }
    }
    lines
}

/// What comes next, in full.
fn announcement(plan: &Plan, segment: &Segment, before: Option<&Segment>) -> Vec<Part> {
    let step = plan.step(segment);
    let part = |role, sentence: Option<Sentence>| sentence.map(|sentence| Part { role, sentence });
    if let SegmentKind::Rest(_) = segment.kind {
        return part(Role::Name, Some(spoken::rest())).into_iter().collect();
    }
    if let (Some(before), Some(side)) = (before, segment.side)
        && before.step == segment.step
        && before.side.is_some_and(|before| before != side)
    {
        return part(Role::Name, Some(spoken::other_side(side))).into_iter().collect();
    }
    let is_new_block = before.is_none_or(|before| plan.step(before).block != step.block);
    let block = if is_new_block { spoken::sentence(&plan.block(segment).name) } else { None };
    let advice = if segment.kind.is_work() { None } else { spoken::sentence(&step.cue) };
    let parts = [
        part(Role::Block, block),
        part(Role::Side, segment.side.map(spoken::side)),
        part(Role::Name, spoken::name(step)),
        part(Role::Dose, spoken::dose(plan, segment)),
        part(Role::Advice, advice),
    ];
    parts.into_iter().flatten().collect()
}

/// What comes next in one line, less how to do it.
#[must_use]
pub fn heading(plan: &Plan, at: usize) -> String {
    let before = at.checked_sub(1).map(|before| &plan.segments[before]);
    let parts = announcement(plan, &plan.segments[at], before).into_iter().filter(|part| part.role != Role::Advice);
    parts.map(|part| part.sentence.to_string()).collect::<Vec<_>>().join(" ")
}

/// How long the work is that a segment leads to.
fn following(plan: &Plan, at: usize) -> Span {
    plan.segments.get(at + 1).map_or(Span::ZERO, |next| next.kind.length().estimate())
}

/// Whether a segment is the first work of its step: what was said of it is not said again.
fn is_first_time(plan: &Plan, at: usize) -> bool {
    let step = plan.segments[at].step;
    plan.segments[..at].iter().all(|before| before.step != step || !before.kind.is_work())
}

/// Where the half of a long hold lies, by what was planned.
fn half(plan: &Plan, at: usize) -> Option<Span> {
    match plan.segments[at].kind {
        SegmentKind::Work(Work::Hold(planned)) if planned >= LONG_HOLD => {
            Some(Span::millis(planned.to_std().as_millis() as u64 / 2))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::tests::plan_of;

    /// The script as text: when each line may be said, and its words.
    fn script(plan: &Plan) -> Vec<String> {
        let words = |line: &Line| {
            let parts: Vec<&str> = line.parts.iter().map(|part| part.sentence.as_str()).collect();
            format!("{}-{} {}", line.from.as_secs_f64(), line.until.as_secs_f64(), parts.join(" "))
        };
        timeline(plan).iter().map(words).collect()
    }

    #[test]
    fn the_side_comes_before_the_name_and_the_other_side_is_only_called() {
        let plan = plan_of(&["half-split Hold(\"30s\") ready 5s"]);
        assert_eq!(
            script(&plan),
            ["0.5-5 Block. Left. half-split. 30 seconds. Breathe.", "5.5-35 Breathe.", "35.5-40 Right side."]
        );
    }

    #[test]
    fn long_holds_have_a_half_and_the_last_reps_are_counted() {
        let plan = plan_of(&["plank Hold(\"1m\") ready 5s", "squat Reps(5) ready 0s", "lunge Reps(2) ready 0s"]);
        assert_eq!(
            script(&plan)[1..],
            [
                "5.5-35 Breathe.",
                "35-65 Halfway.",
                "65.5-80 squat. 5 reps.",
                "65.5-80 Breathe.",
                "71-74 Three.",
                "74-77 Two.",
                "77-80 One.",
                "80.5-86 lunge. 2 reps, changing sides.",
                "80.5-86 Breathe.",
                "83-86 One.",
            ]
        );
    }

    #[test]
    fn what_is_open_has_time_and_a_stretch_ends_in_it() {
        let plan = plan_of(&["squat Reps(1) ready 0s", "refuel Open(\"1m\") ready 0s", "squat Reps(1) ready 5s"]);
        let lines = stretch(&plan, 0, plan.segments[0].kind, Span::ZERO);
        let last = lines.iter().find(|line| line.id.segment == 1).unwrap();
        assert_eq!(last.parts.len(), 1);
        assert!(last.until > Span::secs(3600));
        assert!(lines.iter().all(|line| line.id.segment < 2));
    }

    #[test]
    fn every_sentence_is_asked_for_once_the_first_first() {
        let plan = plan_of(&["half-split Hold(\"30s\") ready 5s", "plank Hold(\"30s\") ready 5s"]);
        let all: Vec<String> = sentences(&plan, 0).iter().map(ToString::to_string).collect();
        assert_eq!(all, ["Block.", "Left.", "half-split.", "30 seconds.", "Breathe.", "Right side.", "plank."]);
    }

    #[test]
    fn no_more_is_made_ahead_than_memory_bears_however_it_is_written() {
        let made = |cue: &str| {
            let mut plan = plan_of(&["plank Hold(\"30s\") ready 5s"; 300]);
            for (n, step) in plan.steps.iter_mut().enumerate() {
                step.cue = format!("{n} {cue}");
            }
            sentences(&plan, 0)
        };
        let characters =
            |made: &[Sentence]| made.iter().map(|sentence| sentence.as_str().chars().count()).sum::<usize>();
        let (short, long) = (made("Go"), made(&"ü".repeat(290)));
        assert_eq!(short.len(), MOST_SENTENCES);
        assert!((MOST_CHARACTERS - 300..=MOST_CHARACTERS).contains(&characters(&long)), "{}", characters(&long));
        assert!(long[3].as_str().starts_with("0 ü") && long[4].as_str().starts_with("1 ü"), "what is needed first");
    }
}
