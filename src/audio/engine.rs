//! The thread that minds the sound device: opens it when there is something to play, tells it what, notices when it is
//! gone, and tries again. Sleeps whenever it can. Knows no sound crate and makes no samples.

use std::sync::mpsc::{Receiver, RecvTimeoutError};

use crate::clock::Clock;
use crate::domain::score::Sound;
use crate::domain::settings::Volume;
use crate::domain::time::{Span, Tick};

use super::SoundState;
use super::device::{Order, Output};
use super::own::Own;
use super::sounds::{self, Sounds};
use super::timeline::{OVERDUE, Queue};
use super::vocabulary::Vocabulary;
use super::watch::{BackOff, CHECK, Health, Watched};

/// How long opening may take before the person is told.
const OPENING: Span = Span::secs(3);
/// From its tick to silence a cue takes its length and at most this: the device's buffer.
const LATENCY: Span = Span::millis(600);
/// How soon something comes that is to be heard at once.
const SOON: Span = Span::millis(200);
/// What most devices take, for sounds that are made while the device is being opened.
const USUAL_RATE: u32 = 48_000;

/// What the thread is told.
pub enum Message {
    /// Play these in the place of every sound that has not begun.
    Play(Vec<(Tick, Sound)>),
    /// Withdraw every sound that has not begun.
    Silence,
    /// Play this loud.
    Volume(Volume),
    /// The voice is so loud beside the cues.
    Voice(Volume),
    /// Play this as soon as it is there, beside whatever else is due.
    Once(Sound),
    /// Sentences have become ready.
    Ready,
    /// Let the device go when all is over.
    Close,
    /// The opener has a device, or none.
    Opened(Option<Box<dyn Output>>),
    /// End.
    Quit,
}

/// The device, as far as it is there.
enum Link {
    None,
    Opening { since: Tick },
    Open(Watched),
}

/// What the thread knows.
pub struct Engine<O, R> {
    open: O,
    report: R,
    link: Link,
    state: SoundState,
    /// Whether there was ever a device that worked.
    had_one: bool,
    due: Vec<(Tick, Sound)>,
    /// When the last withdrawn sound that may have begun is over.
    rings_until: Tick,
    /// Whether the device stays open with nothing to play.
    stay: bool,
    volume: Volume,
    /// How loud the voice is beside the cues.
    voice: Volume,
    vocabulary: Vocabulary,
    /// Where it is told what is played when.
    own: Own,
    sounds: Option<Sounds>,
    /// What waits for the device, or to be ready.
    once: Option<Sound>,
    back_off: BackOff,
}

impl<O: FnMut(f32), R: Fn(SoundState)> Engine<O, R> {
    /// An engine that opens devices with `open`, says the sentences of `vocabulary`, tells `own` when it plays, and changes to
    /// `report`.
    pub fn new(open: O, vocabulary: Vocabulary, own: Own, report: R) -> Self {
        Self {
            open,
            report,
            link: Link::None,
            state: SoundState::On,
            had_one: false,
            due: Vec::new(),
            rings_until: Tick::default(),
            stay: false,
            volume: Volume::default(),
            voice: Volume::percent(100),
            vocabulary,
            own,
            sounds: None,
            once: None,
            back_off: BackOff::default(),
        }
    }

    /// Works until told to quit.
    pub fn run(mut self, clock: &dyn Clock, messages: &Receiver<Message>) {
        loop {
            let message = match self.mind(clock.tick()) {
                None => messages.recv().map_err(RecvTimeoutError::from),
                Some(wait) => messages.recv_timeout(wait.to_std()),
            };
            match message {
                Ok(Message::Quit) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(message) => self.take(message, clock.tick()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn take(&mut self, message: Message, now: Tick) {
        match message {
            Message::Play(sounds) => {
                self.stay = true;
                // Something else begins: what was only to be tried is not said into it.
                self.once.take_if(|once| matches!(once, Sound::Say(_)));
                self.schedule(sounds, now);
            }
            Message::Silence => self.schedule(Vec::new(), now),
            Message::Volume(volume) => {
                self.volume = volume;
                self.order(Order::Gain(volume.gain()));
            }
            Message::Voice(volume) => {
                self.voice = volume;
                if let Some(sounds) = &mut self.sounds {
                    sounds.set_voice(volume);
                }
            }
            Message::Once(sound) => {
                self.once = Some(sound);
                self.play_once(now);
            }
            Message::Ready => self.play_once(now),
            Message::Close => self.stay = false,
            Message::Opened(Some(output)) => self.opened(output, now),
            Message::Opened(None) => {
                self.link = Link::None;
                self.once = None;
                self.back_off.failed(now);
                self.no_sound();
            }
            Message::Quit => {}
        }
    }

    /// Looks after the device, and says how long to sleep; none is until there is a message.
    fn mind(&mut self, now: Tick) -> Option<Span> {
        if let Link::Open(watched) = &mut self.link {
            watched.output.clear_up();
            if let Some(sounds) = &mut self.sounds {
                sounds.clear_up();
            }
            match watched.look(now) {
                Health::Fine => {
                    self.had_one = true;
                    self.back_off.worked();
                    self.say(SoundState::On);
                }
                Health::Unknown => {}
                Health::Dead => self.died(now),
            }
        }
        if matches!(self.link, Link::Open(_)) && !self.stay && !self.has_once() && self.over() <= now {
            self.link = Link::None;
        }
        match self.link {
            Link::Open(_) => return Some(CHECK),
            Link::Opening { since } => {
                let patience = OPENING.minus(now.since(since));
                if patience.is_zero() {
                    self.no_sound();
                    return None;
                }
                return Some(patience);
            }
            Link::None => {}
        }
        if !self.has_once() && !self.due.iter().any(|(at, _)| now.since(*at) <= OVERDUE) {
            return None;
        }
        let wait = self.back_off.wait(now);
        if !wait.is_zero() {
            return Some(wait);
        }
        self.link = Link::Opening { since: now };
        (self.open)(self.volume.gain());
        // This wait is well used.
        self.sounds_at(USUAL_RATE);
        Some(OPENING)
    }

    fn schedule(&mut self, sounds: Vec<(Tick, Sound)>, now: Tick) {
        let begun = self.due.iter().filter(|(at, _)| *at <= now + LATENCY);
        self.rings_until = begun.map(|due| self.over_of(due)).fold(self.rings_until, Tick::max);
        self.due = sounds;
        // A sentence that is being said stays, so that it is said to its end.
        self.due.retain(|(at, sound)| now.since(*at) <= sounds::length(sound, &self.vocabulary).max(OVERDUE));
        self.own.plays(self.due.iter().map(|due| (due.0, self.over_of(due))), now);
        self.send_due();
    }

    fn send_due(&mut self) {
        let Link::Open(watched) = &self.link else { return };
        let rate = watched.output.rate();
        let due = std::mem::take(&mut self.due);
        let queue = Queue::new(self.sounds_at(rate).placed(&due));
        self.due = due;
        self.order(Order::Play(queue));
    }

    fn opened(&mut self, output: Box<dyn Output>, now: Tick) {
        self.link = Link::Open(Watched::new(output, now));
        // The volume may have changed since opening began.
        self.order(Order::Gain(self.volume.gain()));
        self.send_due();
        self.play_once(now);
    }

    /// What is to be heard at once is due when the device is there, however long that takes, and it can be heard.
    fn play_once(&mut self, now: Tick) {
        if !self.has_once() || !matches!(self.link, Link::Open(_)) {
            return;
        }
        if let Some(sound) = self.once.take() {
            let mut due = std::mem::take(&mut self.due);
            if matches!(sound, Sound::Say(_)) {
                // One at a time: what is being said falls silent.
                due.retain(|(_, other)| !matches!(other, Sound::Say(_)));
            }
            due.push((now + SOON, sound));
            self.schedule(due, now);
        }
    }

    /// Whether something can be heard at once.
    fn has_once(&self) -> bool {
        match &self.once {
            Some(Sound::Say(sentence)) => self.vocabulary.get(sentence).is_some(),
            once => once.is_some(),
        }
    }

    fn order(&self, order: Order) {
        if let Link::Open(watched) = &self.link {
            watched.output.order(order);
        }
    }

    /// The device is gone. Whatever is still due when there is one again is played then. One that comes back at once is
    /// not worth a word.
    fn died(&mut self, now: Tick) {
        self.link = Link::None;
        if !self.back_off.died(now) {
            self.no_sound();
        }
    }

    fn no_sound(&mut self) {
        if self.state == SoundState::On {
            self.say(if self.had_one { SoundState::Lost } else { SoundState::NoDevice });
        }
    }

    fn say(&mut self, state: SoundState) {
        if self.state != state {
            self.state = state;
            (self.report)(state);
        }
    }

    /// When everything scheduled has sounded.
    fn over(&self) -> Tick {
        self.due.iter().map(|due| self.over_of(due)).fold(self.rings_until, Tick::max)
    }

    fn over_of(&self, (at, sound): &(Tick, Sound)) -> Tick {
        *at + sounds::length(sound, &self.vocabulary) + LATENCY
    }

    fn sounds_at(&mut self, rate: u32) -> &mut Sounds {
        let (vocabulary, voice) = (&self.vocabulary, self.voice);
        let sounds = self.sounds.get_or_insert_with(|| {
            let mut sounds = Sounds::at(rate, vocabulary.clone());
            sounds.set_voice(voice);
            sounds
        });
        sounds.set_rate(rate);
        sounds
    }
}

#[cfg(test)]
mod tests;
