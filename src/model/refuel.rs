//! Eating and drinking after the run: when the window opened, whether it was ticked off, and the reminder. Plays nothing itself.

use chrono::{DateTime, FixedOffset};

use super::{Effect, Model, Purpose, Stage};
use crate::domain::cue::{self, Cue};
use crate::domain::history::{Entry, EntryId};
use crate::domain::nudge::Note;
use crate::domain::player::Command;
use crate::domain::refuel::{Fed, REMIND_BEFORE, Window, follows};
use crate::domain::run::Run;
use crate::domain::score::Sound;
use crate::domain::time::{Moment, Span, Tick};
use crate::domain::voice::Speech;

/// How long a window that has closed is still spoken of.
const LINGERS: Span = Span::secs(90 * 60);
/// What is shown, and spoken by [`Cue::Refuel`], when ten minutes are left.
pub const REMINDER: &str = "Ten minutes left to eat and drink something";
/// Said when what was ticked off is taken back: the same key does both.
const TAKEN_BACK: &str = "Taken back: not refuelled yet";
/// Said when there is no run of [`LINGERS`] to tick it off for.
const NOTHING: &str = "There is nothing to tick off: no run in the last hour and a half is known";

/// A sound device that nobody uses takes a moment to open, and what is overdue by then is not played.
const OPENING: Span = Span::secs(2);
/// The reminder is said at most so much too late: it says that ten minutes are left.
const LATE: Span = Span::secs(60);
/// The exercise that is eating something.
const REFUEL: &str = "refuel";

/// What is known of eating and drinking, beside what the history says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refuel {
    /// The window that was ticked off before there was an entry for it, and when.
    ticked: Option<(Window, DateTime<FixedOffset>)>,
    /// The window that the person was reminded of.
    reminded: Option<Window>,
    /// When the reminder sounds, or has sounded, that was given to be played.
    sounds: Option<(Window, Tick)>,
}

/// Where a window comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    /// A run that is offered, or the session that runs.
    Open,
    /// An entry of the history.
    Entry(EntryId),
}

impl Model {
    /// The window for eating and drinking, and whether that was ticked off. `None` where there was no run and no session lately.
    #[must_use]
    pub fn refuel(&self, now: Moment) -> Option<(Window, Fed)> {
        self.window(now).map(|(window, fed, _)| (window, fed))
    }

    /// The run after which that window opened; `None` where it opened with a session.
    #[must_use]
    pub fn refuel_run(&self, now: Moment) -> Option<&Run> {
        let (window, ..) = self.window(now)?;
        let known = self.around(now.local).filter_map(|entry| entry.run.as_ref()).chain(self.runs().offered());
        known.into_iter().find(|run| run.end() == Some(window.since()))
    }

    fn window(&self, now: Moment) -> Option<(Window, Fed, Origin)> {
        let of_entry = |entry: &Entry| {
            let opened = entry.hungry_since()?;
            let fed = entry.refuelled.map_or(Fed::NotYet, Fed::At);
            Some((Window::opened(opened), fed, Origin::Entry(entry.id.clone())))
        };
        let open = |opened| {
            let window = Window::opened(opened);
            let ticked = self.refuel.ticked.filter(|(of, _)| *of == window);
            (window, ticked.map_or(Fed::NotYet, |(_, at)| Fed::At(at)), Origin::Open)
        };
        // The half hour is the run's: a second session after it begins none of its own.
        let in_history = || self.around(now.local).take(8).filter_map(|entry| entry.run.as_ref());
        let ends = || in_history().chain(self.runs().offered()).filter_map(Run::end);
        let is_second = |entry: &&Entry| entry.run.is_none() && ends().any(|end| follows(end, entry.at()));
        let entries = self.around(now.local).take(8).filter(|entry| !is_second(entry)).filter_map(of_entry);
        let offered = self.runs().offered().and_then(Run::end).map(open);
        let latest = entries
            .chain(offered)
            .filter(|(window, ..)| is_near(*window, now))
            .max_by_key(|(window, ..)| window.since());
        // A session has a window of its own only where no run before it is known.
        match &self.stage {
            Stage::Playing(playing)
                if playing.purpose() == Purpose::Session
                    && latest.is_none()
                    && ends().any(|end| follows(end, playing.started())) =>
            {
                None
            }
            Stage::Playing(playing) if playing.purpose() == Purpose::Session => {
                let run = latest.filter(|(window, ..)| follows(window.since(), playing.started()));
                Some(run.unwrap_or_else(|| open(playing.started())))
            }
            _ => latest,
        }
    }

    /// Ticks it off, or takes that back.
    pub(super) fn tick_refuel(&mut self, now: Moment) -> Vec<Effect> {
        let Some((window, fed, origin)) = self.window(now) else {
            self.notice(NOTHING.to_owned(), now);
            return Vec::new();
        };
        let at = match fed {
            Fed::NotYet => Some(now.local),
            Fed::At(_) => None,
        };
        let mut effects = self.put_failed();
        match origin {
            Origin::Open => self.refuel.ticked = at.map(|at| (window, at)),
            Origin::Entry(id) => {
                if let Some(mut entry) = self.past.history().get(&id).cloned() {
                    entry.refuelled = at.map(to_the_second);
                    effects.extend(self.put_entry(entry));
                }
            }
        }
        self.notices.withdraw(REMINDER);
        self.notices.withdraw(NOTHING);
        effects.extend(self.unsay());
        match fed {
            Fed::NotYet => self.notices.withdraw(TAKEN_BACK),
            Fed::At(_) => self.notice(TAKEN_BACK.to_owned(), now),
        }
        effects.extend(self.sound_again(now));
        effects
    }

    /// Who says that they are done with the step that is eating has eaten.
    pub(super) fn refuel_by_doing(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &self.stage else { return Vec::new() };
        let player = playing.player();
        let (segment, plan) = (player.segment(), player.plan());
        let is_eating = segment.kind.is_work() && plan.step(&segment).exercise.as_str() == REFUEL;
        let is_done = command == Command::Done && is_eating && playing.purpose() == Purpose::Session;
        match self.refuel(now) {
            Some((_, Fed::NotYet)) if is_done => self.tick_refuel(now),
            _ => Vec::new(),
        }
    }

    /// Whether the half hour that counts now is that of an entry.
    #[must_use]
    pub fn refuel_is_of(&self, id: &EntryId, now: Moment) -> bool {
        self.window(now).is_some_and(|(.., origin)| origin == Origin::Entry(id.clone()))
    }

    /// Gives an entry what was ticked off before it was there.
    pub(super) fn take_tick(&mut self, entry: &mut Entry) {
        let opened = entry.hungry_since();
        let belongs = |(window, _): &mut (Window, DateTime<FixedOffset>)| {
            // An entry's times are to the second.
            opened.is_some_and(|opened| (window.since() - opened).num_seconds().abs() <= 1)
                || entry.session().is_some_and(|session| (window.since() - session.started).num_seconds().abs() <= 1)
        };
        if let Some((_, at)) = self.refuel.ticked.take_if(belongs) {
            entry.refuelled = Some(to_the_second(at));
        }
    }

    /// Reminds the person once, when ten minutes are left.
    pub(super) fn remind(&mut self, now: Moment) -> Vec<Effect> {
        let Some((window, Fed::NotYet)) = self.refuel(now) else { return Vec::new() };
        let is_due = window.until_reminder(now.local).is_none() && !window.left(now.local).is_zero();
        if !is_due || self.refuel.reminded == Some(window) {
            return Vec::new();
        }
        self.refuel.reminded = Some(window);
        if window.left(now.local) + LATE < REMIND_BEFORE {
            // The run has become known too late for these words; the ring says how much is left.
            return Vec::new();
        }
        self.notice(REMINDER.to_owned(), now);
        let over = now.local_after(window.left(now.local)).format("%H:%M");
        let note = Note { title: REMINDER.to_owned(), body: format!("The half hour after your run is over at {over}") };
        let mut effects: Vec<Effect> = self.say_outside(note).into_iter().collect();
        effects.extend(self.sound_reminder(window, now));
        effects
    }

    /// Has the reminder heard.
    fn sound_reminder(&mut self, window: Window, now: Moment) -> Vec<Effect> {
        match &self.stage {
            // It is among the cues, unless the session was taken up too late for that.
            Stage::Playing(_) if self.refuel.sounds.is_some_and(|(of, _)| of == window) => Vec::new(),
            Stage::Playing(_) => {
                self.refuel.sounds = Some((window, now.tick));
                self.sound_cues(now)
            }
            Stage::Idle | Stage::Writing(_) => {
                let at = now.tick + OPENING;
                // Whoever starts a session meanwhile hears it there.
                self.refuel.sounds = Some((window, at));
                let play = Effect::Play(vec![(at, Sound::Cue(self.reminder()))]);
                vec![Effect::Volume(self.settings.volume), play, Effect::ReleaseSound]
            }
        }
    }

    /// How long it is until the reminder is due, or something that is shown of the window changes.
    #[must_use]
    pub fn refuel_changes(&self, now: Moment) -> Option<Span> {
        let (window, fed) = self.refuel(now)?;
        if fed != Fed::NotYet || window.left(now.local).is_zero() {
            return None;
        }
        // Minutes are shown rounded up.
        let left = window.left(now.local);
        let into = Span::secs(left.whole_secs() / 60 * 60);
        let minute = left.minus(into);
        Some(if minute.is_zero() { Span::secs(60) } else { minute })
    }

    /// Puts the reminder among the cues of a session, where none of them sounds. One that is due after the last of them waits for
    /// [`Self::remind`]: nobody keeps a sound device open for a quarter of an hour to say one sentence.
    ///
    /// A reminder that has begun rings out, and what would sound over it is left out. But a bell that the clock rings stays: it says
    /// to the second when work begins or ends, to somebody who may not see the window, so it can be neither moved nor missed. One
    /// that would answer a key at once is not needed: whoever has pressed it knows.
    pub(super) fn with_reminder(&mut self, mut sounds: Vec<(Tick, Sound)>, now: Moment) -> Vec<(Tick, Sound)> {
        if let Some(over) = self.speaks_until(now.tick) {
            let by_clock =
                |at: Tick, sound: &Sound| at > now.tick && matches!(sound, Sound::Cue(Cue::Start | Cue::End));
            sounds.retain(|(at, sound)| *at >= over || by_clock(*at, sound));
            return sounds;
        }
        let last = sounds.last().map_or(now.tick, |(at, _)| *at);
        self.refuel.sounds = self.reminder_due(now).filter(|(_, due)| *due <= last).map(|(window, due)| {
            let lengths: Vec<_> =
                sounds.iter().map(|(at, sound)| (*at, sound.length(self.voicing.lengths()))).collect();
            let at = cue::gap(&lengths, due, self.reminder().length());
            sounds.push((at, Sound::Cue(self.reminder())));
            sounds.sort_by_key(|(at, _)| *at);
            (window, at)
        });
        sounds
    }

    /// What the reminder sounds like: where nobody is to speak, a call, and its words are only shown.
    fn reminder(&self) -> Cue {
        match (&self.stage, self.settings.voice.speech) {
            (Stage::Playing(_), _) if !self.voice_speaks() => Cue::Announce,
            (Stage::Idle | Stage::Writing(_), Speech::Off) => Cue::Announce,
            _ => Cue::Refuel,
        }
    }

    /// When the reminder is spoken, where it is among the sounds.
    pub(super) fn reminder_speaks(&self) -> Option<(Tick, Tick)> {
        let (_, at) = self.refuel.sounds.filter(|_| self.reminder() == Cue::Refuel)?;
        Some((at, at + Cue::Refuel.length()))
    }

    /// When the reminder is over that is being spoken.
    pub(super) fn speaks_until(&self, now: Tick) -> Option<Tick> {
        let (_, began) = self.refuel.sounds.filter(|(_, began)| *began < now)?;
        Some(began + self.reminder().length()).filter(|over| *over > now)
    }

    /// What is heard once a session is over, beside the `last` cue of it: a reminder that was withdrawn with the session's cues before
    /// it began. None sounds over the other, or over a reminder that has begun.
    pub(super) fn last_sounds(&mut self, last: Option<Cue>, now: Moment) -> Vec<(Tick, Sound)> {
        let begins = self.speaks_until(now.tick).unwrap_or(now.tick);
        let mut cues: Vec<(Tick, Cue)> = last.into_iter().map(|cue| (begins, cue)).collect();
        let withdrawn =
            |model: &Self| model.reminder_due(now).filter(|(window, _)| model.refuel.reminded == Some(*window));
        if let Some((window, due)) = withdrawn(self) {
            let lengths: Vec<_> = cues.iter().map(|(at, cue)| (*at, cue.length())).collect();
            let at = cue::gap(&lengths, due, self.reminder().length());
            cues.push((at, self.reminder()));
            self.refuel.sounds = Some((window, at));
        }
        cues.into_iter().map(|(at, cue)| (at, Sound::Cue(cue))).collect()
    }

    /// When the reminder is due that has not sounded yet.
    fn reminder_due(&self, now: Moment) -> Option<(Window, Tick)> {
        let (window, Fed::NotYet) = self.refuel(now)? else { return None };
        match window.until_reminder(now.local) {
            Some(until) => Some((window, now.tick + until)),
            // It was withdrawn before it began.
            None => self.refuel.sounds.filter(|(of, at)| *of == window && *at >= now.tick).map(|_| (window, now.tick)),
        }
    }

    /// Has the cues of a running session played anew, since the reminder is due at another time.
    pub(super) fn sound_again(&mut self, now: Moment) -> Vec<Effect> {
        match &self.stage {
            Stage::Playing(playing) if playing.purpose() == Purpose::Session => self.sound_cues(now),
            _ => Vec::new(),
        }
    }
}

/// Ticks it off in an entry, or takes that back. Who does so long afterwards doesn't know when it was.
pub(super) fn tick_entry(entry: &mut Entry, now: Moment) {
    let is_now = entry.hungry_since().is_some_and(|since| is_near(Window::opened(since), now));
    match entry.refuelled {
        Some(_) => entry.refuelled = None,
        None if is_now => entry.refuelled = Some(to_the_second(now.local)),
        None => entry.refuel_sometime(),
    }
}

/// Whether a window is worth speaking of now.
fn is_near(window: Window, now: Moment) -> bool {
    let passed = window.passed(now.local);
    let is_ahead = (window.since() - now.local).to_std().is_ok_and(|ahead| Span::from(ahead) > REMIND_BEFORE);
    passed < LINGERS && !is_ahead
}

fn to_the_second(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    chrono::SubsecRound::trunc_subsecs(at, 0)
}
