//! The thread that minds the sound device: opens it when there is something to play, tells it what, notices when it is
//! gone, and tries again. Sleeps whenever it can. Knows no sound crate and makes no samples.

use std::sync::mpsc::{Receiver, RecvTimeoutError};

use crate::clock::Clock;
use crate::domain::cue::Cue;
use crate::domain::settings::Volume;
use crate::domain::time::{Span, Tick};

use super::SoundState;
use super::device::{Order, Output};
use super::timeline::{OVERDUE, Placed, Queue};
use super::tone::Sounds;
use super::watch::{BackOff, CHECK, Health, Watched};

/// How long opening may take before the person is told.
const OPENING: Span = Span::secs(3);
/// From its tick to silence a cue takes its length and at most this: the device's buffer.
const LATENCY: Span = Span::millis(600);
/// How soon a test bell comes.
const SOON: Span = Span::millis(200);
/// What most devices take, for sounds that are made while the device is being opened.
const USUAL_RATE: u32 = 48_000;

/// What the thread is told.
pub enum Message {
    /// Play these in the place of every cue that has not begun.
    Play(Vec<(Tick, Cue)>),
    /// Withdraw every cue that has not begun.
    Silence,
    /// Play this loud.
    Volume(Volume),
    /// Play a bell soon.
    Test,
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
    cues: Vec<(Tick, Cue)>,
    /// When the last withdrawn cue that may have begun is over.
    rings_until: Tick,
    /// Whether the device stays open with nothing to play.
    stay: bool,
    volume: Volume,
    sounds: Option<Sounds>,
    /// Whether a test bell waits for the device.
    test: bool,
    back_off: BackOff,
}

impl<O: FnMut(f32), R: Fn(SoundState)> Engine<O, R> {
    /// An engine that opens devices with `open` and tells changes to `report`.
    pub fn new(open: O, report: R) -> Self {
        Self {
            open,
            report,
            link: Link::None,
            state: SoundState::On,
            had_one: false,
            cues: Vec::new(),
            rings_until: Tick::default(),
            stay: false,
            volume: Volume::default(),
            sounds: None,
            test: false,
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
            Message::Play(cues) => {
                self.stay = true;
                self.schedule(cues, now);
            }
            Message::Silence => self.schedule(Vec::new(), now),
            Message::Volume(volume) => {
                self.volume = volume;
                self.order(Order::Gain(volume.gain()));
            }
            Message::Test => {
                self.test = true;
                self.ring_test(now);
            }
            Message::Close => self.stay = false,
            Message::Opened(Some(output)) => self.opened(output, now),
            Message::Opened(None) => {
                self.link = Link::None;
                self.test = false;
                self.back_off.failed(now);
                self.no_sound();
            }
            Message::Quit => {}
        }
    }

    /// Looks after the device, and says how long to sleep; none is until there is a message.
    fn mind(&mut self, now: Tick) -> Option<Span> {
        if let Link::Open(watched) = &mut self.link {
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
        if matches!(self.link, Link::Open(_)) && !self.stay && self.over() <= now {
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
        if !self.test && !self.cues.iter().any(|(at, _)| now.since(*at) <= OVERDUE) {
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

    fn schedule(&mut self, cues: Vec<(Tick, Cue)>, now: Tick) {
        let begun = self.cues.iter().filter(|(at, _)| *at <= now + LATENCY);
        self.rings_until = begun.map(|(at, cue)| *at + cue.length() + LATENCY).fold(self.rings_until, Tick::max);
        self.cues = cues;
        self.cues.retain(|(at, _)| now.since(*at) <= OVERDUE);
        self.send_cues();
    }

    fn send_cues(&mut self) {
        let Link::Open(watched) = &self.link else { return };
        let sounds = self.sounds_at(watched.output.rate());
        let placed = self.cues.iter().map(|(at, cue)| Placed { at: *at, cue: *cue, sound: sounds.of(*cue) });
        let queue = Queue::new(placed.collect());
        self.order(Order::Play(queue));
    }

    fn opened(&mut self, output: Box<dyn Output>, now: Tick) {
        self.link = Link::Open(Watched::new(output, now));
        // The volume may have changed since opening began.
        self.order(Order::Gain(self.volume.gain()));
        self.send_cues();
        self.ring_test(now);
    }

    /// A test bell is due once the device is there, however long that takes.
    fn ring_test(&mut self, now: Tick) {
        if self.test && matches!(self.link, Link::Open(_)) {
            self.test = false;
            let mut cues = std::mem::take(&mut self.cues);
            cues.push((now + SOON, Cue::Start));
            self.schedule(cues, now);
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
        self.cues.iter().map(|(at, cue)| *at + cue.length() + LATENCY).fold(self.rings_until, Tick::max)
    }

    fn sounds_at(&mut self, rate: u32) -> Sounds {
        match &self.sounds {
            Some(sounds) if sounds.rate() == rate => sounds.clone(),
            _ => self.sounds.insert(Sounds::at(rate)).clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    use super::*;
    use crate::audio::fake::Bench;

    type Tested = Engine<Box<dyn FnMut(f32)>, Box<dyn Fn(SoundState)>>;

    /// An engine whose time and device are in the test's hands.
    struct Rig {
        engine: Tested,
        bench: Arc<Bench>,
        asked: Rc<Cell<bool>>,
        said: Rc<RefCell<Vec<SoundState>>>,
        tries: Vec<Tick>,
        now: Tick,
    }

    impl Rig {
        fn new() -> Self {
            let (asked, said) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(Vec::new())));
            let (open, report) = (Rc::clone(&asked), Rc::clone(&said));
            let open: Box<dyn FnMut(f32)> = Box::new(move |_| open.set(true));
            let report: Box<dyn Fn(SoundState)> = Box::new(move |state| report.borrow_mut().push(state));
            let now = Tick::at(Duration::from_secs(100));
            Self { engine: Engine::new(open, report), bench: Arc::default(), asked, said, tries: Vec::new(), now }
        }

        /// Lets time pass as the thread would. There is a device or not, and an open one runs or not.
        fn run(&mut self, span: Span, there: bool, runs: bool) {
            let end = self.now + span;
            while self.now < end {
                if self.open() > 0 && runs {
                    self.bench.frames.fetch_add(64, Ordering::Relaxed);
                }
                let wait = self.engine.mind(self.now);
                if self.asked.take() {
                    self.tries.push(self.now);
                    self.engine.take(Message::Opened(there.then(|| self.bench.device())), self.now);
                    continue;
                }
                self.now = wait.map_or(end, |wait| (self.now + wait).min(end));
            }
        }

        fn play(&mut self, secs: u64) {
            let cues = (1..=secs).map(|n| (self.now + Span::secs(n), Cue::Tick)).collect();
            self.engine.take(Message::Play(cues), self.now);
        }

        fn open(&self) -> usize {
            self.bench.open.load(Ordering::Relaxed)
        }

        fn said(&self) -> Vec<SoundState> {
            self.said.borrow().clone()
        }

        fn sleeps(&mut self) -> bool {
            self.engine.mind(self.now).is_none()
        }
    }

    #[test]
    fn the_device_is_open_only_while_there_is_something_to_play() {
        let mut rig = Rig::new();
        assert!(rig.sleeps());
        rig.play(3);
        rig.run(Span::secs(10), true, true);
        assert_eq!(rig.open(), 1, "it stays open for what may come");
        rig.engine.take(Message::Close, rig.now);
        assert!(rig.sleeps());
        assert_eq!((rig.open(), rig.said()), (0, vec![]));
        rig.play(3);
        rig.engine.take(Message::Close, rig.now);
        rig.run(Span::secs(3), true, true);
        assert_eq!(rig.open(), 1, "what is scheduled is played first");
        rig.run(Span::secs(2), true, true);
        assert_eq!(rig.open(), 0);
    }

    #[test]
    fn nothing_is_tried_when_nothing_is_due() {
        let mut rig = Rig::new();
        rig.play(2);
        rig.run(Span::secs(20), false, false);
        assert_eq!((rig.sleeps(), rig.tries.len()), (true, 3));
    }

    #[test]
    fn a_missing_device_is_reported_once_and_tried_less_and_less() {
        let mut rig = Rig::new();
        rig.play(60);
        rig.run(Span::secs(40), false, false);
        assert_eq!(rig.said(), [SoundState::NoDevice]);
        let tries = rig.tries.clone();
        let pauses: Vec<f64> = tries.windows(2).map(|pair| pair[1].since(pair[0]).as_secs_f64()).collect();
        assert_eq!(pauses, [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0]);
        rig.run(Span::secs(11), true, true);
        assert_eq!((rig.open(), rig.said()), (1, vec![SoundState::NoDevice, SoundState::On]));
        assert_eq!(rig.bench.queues.load(Ordering::Relaxed), 1, "what is still due was handed over");
    }

    #[test]
    fn a_device_that_stops_is_let_go_and_opened_again() {
        let mut rig = Rig::new();
        rig.play(60);
        rig.run(Span::secs(5), true, true);
        rig.run(Span::millis(900), false, false);
        assert_eq!((rig.open(), rig.said()), (0, vec![SoundState::Lost]));
        rig.run(Span::secs(5), false, false);
        rig.run(Span::secs(10), true, true);
        assert_eq!((rig.open(), rig.said()), (1, vec![SoundState::Lost, SoundState::On]));
        // One that comes back at once is not worth a word.
        let tried = rig.tries.len();
        rig.run(Span::millis(800), true, false);
        rig.run(Span::millis(300), true, true);
        assert_eq!((rig.open(), rig.said().len(), rig.tries.len()), (1, 2, tried + 1));
    }

    #[test]
    fn a_test_bell_waits_for_the_device_and_lets_it_go() {
        let mut rig = Rig::new();
        rig.engine.take(Message::Test, rig.now);
        rig.run(Span::millis(100), true, true);
        assert_eq!((rig.open(), rig.bench.queues.load(Ordering::Relaxed)), (1, 2));
        rig.run(Span::secs(3), true, true);
        assert_eq!(rig.open(), 0);
        assert!(rig.sleeps());
    }

    #[test]
    fn opening_that_hangs_is_reported() {
        let mut rig = Rig::new();
        rig.play(60);
        assert_eq!(rig.engine.mind(rig.now), Some(OPENING));
        assert_eq!(rig.engine.mind(rig.now + OPENING), None);
        assert_eq!(rig.said(), [SoundState::NoDevice]);
    }
}
