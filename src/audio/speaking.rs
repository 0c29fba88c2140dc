//! The thread on which sentences are made, ahead of their time. Knows no device and no cue, and not how a sentence is made.

use std::sync::mpsc::{Receiver, RecvTimeoutError};

use crate::domain::spoken::Sentence;
use crate::domain::time::Span;
use crate::domain::voice::Manner;

use super::vocabulary::{Made, Vocabulary};

/// What makes samples of sentences.
pub trait Speaks {
    /// A sentence in a manner; `None` where it can't be made.
    fn say(&self, sentence: &Sentence, manner: &Manner) -> Option<Made>;
}

/// A voice that nothing was asked of for so long is let go, with its memory.
const IDLE: Span = Span::secs(20);
/// So many sentences are made before they are told of: a block, a side, a name and a dose are one announcement.
const TOGETHER: usize = 4;

/// What the thread is told.
pub enum Request {
    /// Make these, the first first. Whatever was asked for before and is not among them is not wanted any more.
    Prepare(Vec<Sentence>),
    /// Make this one, beside all others.
    Also(Sentence),
}

/// Sentences that have become ready, with their lengths.
pub type Ready = Vec<(Sentence, Span)>;

/// Makes what is asked for until nobody can ask any more. `load` makes the voice when it is first needed; `tell` hears of what is
/// ready.
pub fn run<V: Speaks>(
    requests: &Receiver<Request>,
    vocabulary: &Vocabulary,
    load: impl Fn() -> Option<V>,
    tell: impl Fn(&Manner, Ready),
) {
    let mut voice = None;
    let mut wanted: Vec<Sentence> = Vec::new();
    let mut ready = Ready::new();
    let mut manner = vocabulary.manner();
    loop {
        let request = match (wanted.is_empty(), &voice) {
            (true, None) => requests.recv().map_err(RecvTimeoutError::from),
            (true, Some(_)) => requests.recv_timeout(IDLE.to_std()),
            // Whoever asks for something else is heard after each sentence.
            (false, _) => requests.recv_timeout(Span::ZERO.to_std()),
        };
        match request {
            Ok(Request::Prepare(sentences)) => {
                vocabulary.forget_others(&sentences);
                // The next one is the last one.
                wanted = sentences.into_iter().rev().collect();
            }
            Ok(Request::Also(sentence)) => wanted.push(sentence),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) if wanted.is_empty() => voice = None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now_wanted = vocabulary.manner();
        if now_wanted != manner {
            // Its lengths are of no use any more.
            ready.clear();
            manner = now_wanted;
        }
        let Some(sentence) = wanted.pop() else { continue };
        if voice.is_none() {
            voice = load();
        }
        let Some(speaker) = &voice else {
            wanted.clear();
            continue;
        };
        let made = vocabulary.get(&sentence).or_else(|| speaker.say(&sentence, &manner));
        if let Some(made) = made.filter(|made| !made.samples.is_empty()) {
            ready.push((sentence.clone(), made.length()));
            vocabulary.keep(sentence, made, &manner);
        }
        if wanted.is_empty() || ready.len() >= TOGETHER {
            tell(&manner, std::mem::take(&mut ready));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::{Sender, channel};
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use super::*;
    use crate::domain::voice::Pace;

    /// A voice that takes 10 ms for a letter, and can't say "No".
    struct Slow(Arc<AtomicU32>);

    impl Speaks for Slow {
        fn say(&self, sentence: &Sentence, _manner: &Manner) -> Option<Made> {
            self.0.fetch_add(1, Ordering::Relaxed);
            let letters = sentence.as_str().len();
            (sentence.as_str() != "No").then(|| Made { samples: vec![0.1; letters * 10].into(), rate: 1000 })
        }
    }

    /// The thread, and what it makes and tells.
    struct Rig {
        ask: Sender<Request>,
        told: Receiver<(Pace, Ready)>,
        made: Arc<AtomicU32>,
        vocabulary: Vocabulary,
        thread: JoinHandle<()>,
    }

    impl Rig {
        fn new() -> Self {
            let ((ask, requests), (tell, told)) = (channel(), channel());
            let (made, vocabulary) = (Arc::<AtomicU32>::default(), Vocabulary::default());
            let (voice, words) = (Arc::clone(&made), vocabulary.clone());
            let thread = thread::spawn(move || {
                let load = || Some(Slow(Arc::clone(&voice)));
                run(&requests, &words, load, |manner, ready| drop(tell.send((manner.pace, ready))));
            });
            Self { ask, told, made, vocabulary, thread }
        }

        fn prepare(&self, texts: &str) {
            self.ask.send(Request::Prepare(texts.split(' ').map(Sentence::new).collect())).unwrap();
        }

        fn told(&self) -> (Pace, Vec<String>) {
            let (pace, ready) = self.told.recv_timeout(Duration::from_secs(10)).unwrap();
            (pace, ready.into_iter().map(|(sentence, length)| format!("{sentence} {length}")).collect())
        }
    }

    #[test]
    fn sentences_are_made_in_order_once_and_told_of_together() {
        let rig = Rig::new();
        let usual = Pace::default();
        rig.prepare("a No bb c d e");
        assert_eq!(rig.told(), (usual, ["a 10ms", "bb 20ms", "c 10ms", "d 10ms"].map(String::from).to_vec()));
        assert_eq!(rig.told(), (usual, vec!["e 10ms".into()]));
        rig.prepare("d e f");
        assert_eq!(rig.told().1, ["d 10ms", "e 10ms", "f 10ms"], "what is there is told again");
        assert_eq!(rig.made.load(Ordering::Relaxed), 7);
        assert_eq!(rig.vocabulary.get(&Sentence::new("a")), None, "nobody wants it any more");
        rig.ask.send(Request::Also(Sentence::new("a"))).unwrap();
        assert_eq!(rig.told().1, ["a 10ms"]);
        assert!(rig.vocabulary.get(&Sentence::new("d")).is_some());
        drop(rig.ask);
        rig.thread.join().unwrap();
    }

    #[test]
    fn in_another_manner_it_is_made_anew() {
        let rig = Rig::new();
        rig.prepare("a b");
        assert_eq!(rig.told().0, Pace::default());
        rig.vocabulary.set_manner(&Manner { pace: Pace::FASTEST, ..Manner::default() });
        rig.prepare("a b");
        assert_eq!(rig.told().0, Pace::FASTEST);
        assert_eq!(rig.made.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn without_a_voice_nothing_is_said() {
        let ((ask, requests), vocabulary) = (channel(), Vocabulary::default());
        ask.send(Request::Also(Sentence::new("a"))).unwrap();
        let thread = thread::spawn(move || {
            run(&requests, &vocabulary, || None::<Slow>, |_, ready| assert_eq!(ready, []));
        });
        drop(ask);
        thread.join().unwrap();
    }
}
