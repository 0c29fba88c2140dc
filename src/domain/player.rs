//! The state machine that walks a plan. Anchored, never accumulated: a segment began at a tick, and the next begins at that
//! tick plus its length, so one late look gives the same events as many early ones. Reads no clock and makes no sound.

mod alone;
mod heard;

use super::bookmark::{Bookmark, Done, Ending};
use super::cue;
use super::plan::{Length, Plan, Segment, SegmentKind, Work};
use super::time::{Span, Tick};

/// What the person can ask of a running session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop the clock.
    Pause,
    /// Let it run on, after a lead-in where something is timed.
    Resume,
    /// Leave what is on now and go on to the next item.
    Skip,
    /// To the start of what is on now, or to the item before when it has only just begun.
    Back,
    /// More of what is on now.
    Extend,
    /// What is on now is done: ends an open step, or cuts getting ready short.
    Done,
    /// End the session here.
    End,
}

/// What happened to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A segment began, by its place in [`Plan::segments`].
    Began(usize),
    /// Time passes again after a lead-in.
    WentOn,
    /// The plan is over.
    Finished,
}

/// What the clock does at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The segment runs as if it had begun at this tick.
    Running {
        /// When the segment began, pauses taken out.
        began: Tick,
    },
    /// The clock stands.
    Paused {
        /// How much of the segment has passed.
        elapsed: Span,
    },
    /// The clock stands until a tick and then runs.
    LeadIn {
        /// How much of the segment has passed.
        elapsed: Span,
        /// When it goes on.
        until: Tick,
    },
    /// It is over.
    Over {
        /// How it ended.
        ending: Ending,
        /// When it ended.
        at: Tick,
        /// Whether the clock ended it, and not the person, so that its last bells were scheduled ahead.
        by_clock: bool,
    },
}

/// What [`Command::Extend`] would add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// Time.
    Time(Span),
    /// Reps.
    Reps(u32),
}

/// A session while it runs: the plan, where in it the person is, and what they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    plan: Plan,
    at: usize,
    /// What the current segment has become: it may have been extended.
    current: SegmentKind,
    phase: Phase,
    done: Vec<Done>,
}

/// Going back within this time of an item's start goes to the item before.
const JUST_BEGUN: Span = Span::secs(3);
/// What one press of "+10 s" adds.
const MORE: Span = Span::secs(10);
/// A segment is never extended beyond this.
const LONGEST: Span = Span::secs(60 * 60);

impl Player {
    /// Starts a plan at a tick.
    #[must_use]
    pub fn start(plan: Plan, now: Tick) -> Self {
        let done = plan.segments.iter().map(|_| Done::default()).collect();
        let current = plan.segments[0].kind;
        Self { plan, at: 0, current, phase: Phase::Running { began: now }, done }
    }

    /// Takes up a session that was kept, paused where it was. `None` when the file does not hang together.
    #[must_use]
    pub fn reopen(bookmark: Bookmark) -> Option<Self> {
        let Bookmark { plan, at, current, elapsed, mut done } = bookmark;
        if !plan.is_sound() || at >= plan.segments.len() || current.length().estimate() > Span::LONGEST {
            return None;
        }
        done.resize(plan.segments.len(), Done::default());
        let elapsed = match current.length() {
            Length::Fixed(length) => elapsed.min(length),
            Length::Open(_) => elapsed.min(Span::LONGEST),
        };
        Some(Self { plan, at, current, phase: Phase::Paused { elapsed }, done })
    }

    /// What has to be kept so that the session can be taken up again.
    #[must_use]
    pub fn bookmark(&self, now: Tick) -> Bookmark {
        Bookmark {
            plan: self.plan.clone(),
            at: self.at,
            current: self.current,
            elapsed: self.elapsed(now),
            done: self.done.clone(),
        }
    }

    /// The plan that is walked.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What the clock does.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether the session is over, and how it ended.
    #[must_use]
    pub const fn ending(&self) -> Option<Ending> {
        match self.phase {
            Phase::Over { ending, .. } => Some(ending),
            _ => None,
        }
    }

    /// The place of the current segment in [`Plan::segments`]; the last one when all is over.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The current segment, with what it has become.
    #[must_use]
    pub fn segment(&self) -> Segment {
        Segment { kind: self.current, ..self.plan.segments[self.at] }
    }

    /// What was done of each segment, up to the last event.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// How much of the current segment has passed.
    #[must_use]
    pub fn elapsed(&self, now: Tick) -> Span {
        match self.phase {
            Phase::Running { began } => now.since(began),
            Phase::Paused { elapsed } | Phase::LeadIn { elapsed, .. } => elapsed,
            Phase::Over { .. } => self.current.length().estimate(),
        }
    }

    /// What is left of the current segment. An open one that outlasts its estimate has nothing left.
    #[must_use]
    pub fn segment_left(&self, now: Tick) -> Span {
        self.current.length().estimate().minus(self.elapsed(now))
    }

    /// What is left of the whole, a lead-in included.
    #[must_use]
    pub fn left(&self, now: Tick) -> Span {
        if self.ending().is_some() {
            return Span::ZERO;
        }
        let lead_in = match self.phase {
            Phase::LeadIn { until, .. } => until.since(now),
            _ => Span::ZERO,
        };
        let later = self.plan.segments.iter().skip(self.at + 1);
        let later: Span = later.map(|segment| segment.kind.length().estimate()).sum();
        lead_in + self.segment_left(now) + later
    }

    /// The tick of the next thing that happens by itself; `None` while the player waits for the person.
    #[must_use]
    pub fn next_event(&self) -> Option<Tick> {
        match (self.phase, self.current.length()) {
            (Phase::Running { began }, Length::Fixed(length)) => Some(began + length),
            (Phase::LeadIn { until, .. }, _) => Some(until),
            _ => None,
        }
    }

    /// Lets everything happen that was due by `now`, in order.
    pub fn tick(&mut self, now: Tick) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(due) = self.next_event().filter(|due| *due <= now) {
            if let Phase::LeadIn { elapsed, until } = self.phase {
                self.phase = Phase::Running { began: until - elapsed };
                events.push(Event::WentOn);
            } else {
                self.credit(due);
                self.begin(self.at + 1, due, &mut events);
            }
        }
        events
    }

    /// Carries out a command, after everything that was due before it.
    pub fn command(&mut self, command: Command, now: Tick) -> Vec<Event> {
        let mut events = self.tick(now);
        if self.ending().is_some() {
            return events;
        }
        match command {
            Command::Pause => self.phase = Phase::Paused { elapsed: self.elapsed(now) },
            Command::Resume => self.resume(now),
            Command::Skip => self.skip(now, &mut events),
            Command::Back => self.back(now, &mut events),
            Command::Extend => self.extend(),
            Command::Done => {
                if self.can_be_done() {
                    self.credit(now);
                    if let SegmentKind::Work(work) = self.current
                        && let Some(count) = work.reps()
                    {
                        // Who says that they are done has done them, perhaps faster than they were counted.
                        self.done[self.at].reps = count;
                    }
                    self.begin(self.at + 1, now, &mut events);
                }
            }
            Command::End => {
                self.credit(now);
                if !self.current.length().is_open() {
                    self.done[self.at].skipped = true;
                }
                self.phase = Phase::Over { ending: Ending::Early, at: now, by_clock: false };
                events.push(Event::Finished);
            }
        }
        events
    }

    /// Whether [`Command::Done`] does anything: on open steps, with reps, and while getting ready. A hold is not done before its
    /// time.
    #[must_use]
    pub const fn can_be_done(&self) -> bool {
        !matches!(self.current, SegmentKind::Work(Work::Hold(_)))
    }

    /// What [`Command::Extend`] would add; `None` where more makes no sense.
    #[must_use]
    pub fn extension(&self) -> Option<Extension> {
        let length = self.current.length();
        if self.ending().is_some() || length.is_open() {
            return None;
        }
        let (extension, more) = match self.current {
            SegmentKind::Work(Work::Reps { every, alternate, .. }) => {
                let reps = MORE.whole(every).max(1);
                // Both sides get the same.
                let reps = if alternate { reps.next_multiple_of(2) } else { reps };
                (Extension::Reps(reps), every * reps)
            }
            _ => (Extension::Time(MORE), MORE),
        };
        (length.estimate() + more <= LONGEST).then_some(extension)
    }

    /// The place of the segment that comes after the current item, for "next".
    #[must_use]
    pub fn next_item(&self) -> Option<usize> {
        let after = self.plan.item_end(self.at);
        (after < self.plan.segments.len()).then_some(after)
    }

    fn resume(&mut self, now: Tick) {
        let Phase::Paused { elapsed } = self.phase else { return };
        self.phase = if self.current.length().is_open() {
            // Nothing is timed: nothing to get back into.
            Phase::Running { began: now - elapsed }
        } else {
            Phase::LeadIn { elapsed, until: now + cue::LEAD_IN }
        };
    }

    fn extend(&mut self) {
        let Some(extension) = self.extension() else { return };
        let done = &mut self.done[self.at];
        match (&mut self.current, extension) {
            (SegmentKind::Work(Work::Reps { count, every, .. }), Extension::Reps(more)) => {
                *count += more;
                done.extended += *every * more;
            }
            (
                SegmentKind::GetReady(span)
                | SegmentKind::SwitchSides(span)
                | SegmentKind::Rest(span)
                | SegmentKind::Work(Work::Hold(span)),
                Extension::Time(more),
            ) => {
                *span += more;
                done.extended += more;
            }
            _ => {}
        }
    }

    fn skip(&mut self, now: Tick, events: &mut Vec<Event>) {
        self.credit(now);
        let next = self.plan.item_end(self.at);
        for at in self.at..next {
            self.done[at].skipped = true;
        }
        self.begin(next, now, events);
    }

    fn back(&mut self, now: Tick, events: &mut Vec<Event>) {
        let start = self.plan.item_start(self.at);
        let just_begun = self.at == start && self.elapsed(now) < JUST_BEGUN;
        let to = match start.checked_sub(1) {
            Some(before) if just_begun => self.plan.item_start(before),
            _ => start,
        };
        self.credit(now);
        self.begin(to, now, events);
    }

    /// Goes to a segment as of `at_tick`. A paused session stays paused there.
    fn begin(&mut self, at: usize, at_tick: Tick, events: &mut Vec<Event>) {
        let by_clock = self.next_event() == Some(at_tick);
        let Some(segment) = self.plan.segments.get(at) else {
            self.phase = Phase::Over { ending: Ending::Completed, at: at_tick, by_clock };
            events.push(Event::Finished);
            return;
        };
        self.at = at;
        self.current = segment.kind;
        self.done[at] = Done { skipped: false, extended: Span::ZERO, ..self.done[at] };
        self.phase = match self.phase {
            Phase::Paused { .. } => Phase::Paused { elapsed: Span::ZERO },
            _ => Phase::Running { began: at_tick },
        };
        events.push(Event::Began(at));
    }

    /// Writes down what has been done of the current segment.
    fn credit(&mut self, now: Tick) {
        let elapsed = self.elapsed(now);
        let done = &mut self.done[self.at];
        if let SegmentKind::Work(Work::Reps { count, every, .. }) = self.current {
            done.reps = done.reps.max(elapsed.whole(every).min(count));
        }
        done.time = done.time.max(elapsed);
    }
}
