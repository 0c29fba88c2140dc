//! The thread for game pads, while a session runs: looks for pads, and tells what is pressed on them. Decides nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::Waker;
use crate::clock::Clock;
use crate::desktop::{Pads, Plugged};
use crate::domain::pad;
use crate::domain::panel::Press;
use crate::domain::time::{Span, Tick};
use crate::model::Action;

/// How often it is looked for pads that have come.
const LOOK: Span = Span::secs(3);
/// How often it is looked whether to stop, at least.
const WAIT: Span = Span::millis(500);
/// The same button within this is one press: some pads are there twice, as they are and as another program shows them.
const TWICE: Span = Span::millis(60);

/// Whoever watches pads.
pub struct Watching {
    clock: Arc<dyn Clock>,
    tell: Sender<Action>,
    wake: Waker,
    /// Tells the thread to stop.
    stop: Option<Arc<AtomicBool>>,
}

impl Watching {
    /// Nobody yet. News go to `tell`, and `wake` has them fetched.
    pub fn new(clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        Self { clock, tell, wake, stop: None }
    }

    /// Watches pads from now on, or no more.
    pub fn watch(&mut self, watch: bool) {
        if let Some(stop) = self.stop.take_if(|_| !watch) {
            stop.store(true, Ordering::Relaxed);
        }
        if !watch || self.stop.is_some() {
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Some(Arc::clone(&stop));
        let (clock, tell, wake) = (Arc::clone(&self.clock), self.tell.clone(), Arc::clone(&self.wake));
        let press = move |press| {
            // A window that has closed wants no news.
            drop(tell.send(Action::FromMat(press)));
            wake();
        };
        let run = move || run(&mut Plugged::default(), clock.as_ref(), &stop, press);
        if let Err(error) = thread::Builder::new().name("pads".into()).spawn(run) {
            log::warn!("game pads are not watched: {error}");
        }
    }
}

/// Nobody is left watching.
impl Drop for Watching {
    fn drop(&mut self) {
        self.watch(false);
    }
}

/// Tells what is pressed until told to stop.
fn run(pads: &mut impl Pads, clock: &dyn Clock, stop: &AtomicBool, press: impl Fn(Press)) {
    let (mut looked, mut last): (Option<Tick>, Option<(Press, Tick)>) = (None, None);
    while !stop.load(Ordering::Relaxed) {
        let now = clock.tick();
        if looked.is_none_or(|looked| now.since(looked) >= LOOK) {
            pads.look();
            looked = Some(now);
        }
        for pressed in pads.turns(WAIT).into_iter().filter_map(pad::press) {
            let now = clock.tick();
            let is_double = last.is_some_and(|(other, at)| other == pressed && now.since(at) < TWICE);
            if !is_double && !stop.load(Ordering::Relaxed) {
                press(pressed);
            }
            last = Some((pressed, now));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::VecDeque;

    use super::*;
    use crate::clock::ManualClock;
    use crate::domain::pad::Turn;

    /// A pad that is plugged in after a while, pressed, and unplugged: each entry is what moves in a wait, and how long that is.
    struct Pretended<'a> {
        clock: &'a ManualClock,
        stop: &'a AtomicBool,
        looks: usize,
        story: VecDeque<(Span, Vec<Turn>)>,
    }

    impl Pads for Pretended<'_> {
        fn look(&mut self) {
            self.looks += 1;
        }

        fn turns(&mut self, wait: Span) -> Vec<Turn> {
            assert!(wait <= Span::secs(1), "it stops soon");
            let Some((passes, turns)) = self.story.pop_front() else {
                self.stop.store(true, Ordering::Relaxed);
                return vec![Turn::Button { code: pad::SOUTH, value: 1 }];
            };
            self.clock.pass(passes);
            // Before the first look there is none.
            if self.looks < 2 { Vec::new() } else { turns }
        }
    }

    #[test]
    fn what_is_pressed_on_a_pad_that_comes_later_is_told_once() {
        let clock = ManualClock::new("2026-11-22T18:32:00+01:00".parse().unwrap());
        let (stop, told) = (AtomicBool::new(false), RefCell::new(Vec::new()));
        let tap = |code| vec![Turn::Button { code, value: 1 }, Turn::Button { code, value: 0 }];
        let stick = vec![Turn::Axis { code: 0, value: 900 }, Turn::Axis { code: 1, value: -1 }];
        let half_second = Span::millis(500);
        let mut story: VecDeque<_> = (0..7).map(|_| (half_second, tap(pad::SOUTH))).collect();
        story.extend([
            (half_second, tap(pad::SOUTH)),
            // The same pad a second time, as another program shows it.
            (Span::millis(4), tap(pad::SOUTH)),
            (half_second, stick),
            (half_second, tap(pad::SOUTH)),
            (Span::millis(20), tap(0x137)),
            (half_second, vec![Turn::Axis { code: 0x11, value: -1 }, Turn::Axis { code: 0x11, value: 0 }]),
            (half_second, tap(0x13B)),
        ]);
        let mut pads = Pretended { clock: &clock, stop: &stop, looks: 0, story };
        run(&mut pads, &clock, &stop, |press| told.borrow_mut().push(press));
        let wanted = [Press::PlayPause, Press::PlayPause, Press::PlayPause, Press::Next, Press::More, Press::Done];
        assert_eq!(*told.borrow(), wanted, "and nothing after it was told to stop");
        assert_eq!(pads.looks, 3, "every three seconds");
    }
}
