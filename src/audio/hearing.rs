//! The thread that listens for two claps while it is asked to: opens a microphone, has what it hears looked at, tries again where there
//! is none. Knows no sound crate and keeps no sound.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use crate::domain::clap::Ears;
use crate::domain::time::Span;

use super::News;
use super::microphone::{Microphone, Piece};
use super::own::Own;

/// Pieces that may wait to be looked at: about a second.
const WAITING: usize = 50;
/// How often it is looked whether to stop, at least.
const LOOK: Duration = Duration::from_millis(250);
/// A microphone from which nothing comes for so many looks is gone: 2 s.
const PATIENCE: u32 = 8;
/// After so many looks one is looked for again: 5 s.
const AGAIN: u32 = 20;

/// Listens until told to stop. `own` says when something is played here; `tell` hears whether there is a microphone, once for every
/// change, and of each two claps.
pub fn run(
    mut open: impl FnMut(SyncSender<Piece>) -> Option<Microphone>,
    own: &Own,
    stop: &AtomicBool,
    tell: &dyn Fn(News),
) {
    let mut told = None;
    let mut say = |hears: bool| {
        if told.replace(hears) != Some(hears) {
            tell(News::Hears(hears));
        }
    };
    while !stop.load(Ordering::Relaxed) {
        let (give, pieces) = sync_channel(WAITING);
        if let Some(microphone) = open(give) {
            listen(&microphone, &pieces, own, stop, &mut say, tell);
        }
        if stop.load(Ordering::Relaxed) {
            return;
        }
        say(false);
        for _ in 0..AGAIN {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// Listens until told to stop, or until nothing comes any more.
fn listen(
    microphone: &Microphone,
    pieces: &Receiver<Piece>,
    own: &Own,
    stop: &AtomicBool,
    say: &mut impl FnMut(bool),
    tell: &dyn Fn(News),
) {
    /// What is played here may be heard a little before its tick: clocks are not that exact.
    const EARLY: Span = Span::millis(40);
    let (mut ears, mut silent) = (Ears::new(microphone.rate), 0);
    while !stop.load(Ordering::Relaxed) && silent < PATIENCE {
        match pieces.recv_timeout(LOOK) {
            Ok(Piece { at, samples }) => {
                silent = 0;
                say(true);
                let until = at + Span::secs_f64(samples.len() as f64 / f64::from(microphone.rate));
                let own = own.between(at, until + EARLY).into_iter().map(|(from, until)| (from - EARLY, until));
                let own: Vec<_> = own.collect();
                ears.hear(&samples, at, &own).into_iter().for_each(|_| tell(News::Clapped));
            }
            Err(RecvTimeoutError::Timeout) => silent += 1,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::sync::{Arc, Mutex};
    use std::thread;

    use super::*;
    use crate::domain::time::Tick;

    const RATE: u32 = 16_000;

    /// Three seconds with two claps in them, in pieces, from a tick on.
    fn claps(from: Tick) -> Vec<Piece> {
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / 8_388_608.0 - 1.0
        };
        let sample = |i: u32| {
            let secs = f64::from(i) / f64::from(RATE);
            let since = [1.0, 1.35].into_iter().filter(|at| *at <= secs).map(|at| secs - at).fold(9.0, f64::min);
            noise() * (0.0005 + 0.5 * (-since / 0.008).exp() as f32)
        };
        let samples: Vec<f32> = (0..RATE * 3).map(sample).collect();
        let piece =
            |(i, samples): (usize, &[f32])| Piece { at: from + Span::millis(20) * i as u32, samples: samples.to_vec() };
        samples.chunks(RATE as usize / 50).enumerate().map(piece).collect()
    }

    /// What is told while a microphone hears two claps and is gone.
    fn told(own: &Own) -> Vec<News> {
        let (stop, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (begin, over) = channel();
        let open = |give: SyncSender<Piece>| {
            let begin = begin.clone();
            thread::spawn(move || {
                for piece in claps(Tick::at(Duration::from_secs(100))) {
                    give.send(piece).unwrap();
                }
                // It is gone.
                begin.send(()).unwrap();
            });
            Some(Microphone::pretended(RATE))
        };
        let (its_stop, its_told, own) = (Arc::clone(&stop), Arc::clone(&told), own.clone());
        thread::scope(|scope| {
            scope.spawn(move || run(open, &own, &its_stop, &|news| its_told.lock().unwrap().push(news)));
            over.recv().unwrap();
            while told.lock().unwrap().last() != Some(&News::Hears(false)) {
                thread::sleep(Duration::from_millis(10));
            }
            stop.store(true, Ordering::Relaxed);
        });
        told.lock().unwrap().clone()
    }

    #[test]
    fn two_claps_are_told_and_so_is_a_microphone_that_has_gone() {
        let own = Own::default();
        assert_eq!(told(&own), [News::Hears(true), News::Clapped, News::Hears(false)]);
    }

    #[test]
    fn where_there_is_no_microphone_that_is_told_once_and_stopping_does_not_take_long() {
        let (stop, told) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        thread::scope(|scope| {
            scope.spawn(|| run(|_| None, &Own::default(), &stop, &|news| told.lock().unwrap().push(news)));
            thread::sleep(LOOK * 2);
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(*told.lock().unwrap(), [News::Hears(false)]);
    }
}
