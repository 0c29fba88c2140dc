//! Tests of the engine, with time and a device in the test's hands.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::*;
use crate::audio::fake::Bench;
use crate::domain::cue::Cue;

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
        Self {
            engine: Engine::new(open, Vocabulary::default(), Own::default(), report),
            bench: Arc::default(),
            asked,
            said,
            tries: Vec::new(),
            now,
        }
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
        let cues = (1..=secs).map(|n| (self.now + Span::secs(n), Sound::Cue(Cue::Tick))).collect();
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
    rig.engine.take(Message::Once(Sound::Cue(Cue::Start)), rig.now);
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
