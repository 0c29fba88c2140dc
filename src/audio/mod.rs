//! Cues made audible: a handle for the app, a thread that minds the device, and the same sound as a file. The only module
//! that names the sound crates. Decides nothing about which cue is due when.
//!
//! The app hands over cues and sentences with their ticks on the monotonic clock, minutes ahead. `timeline` turns them into
//! samples on the frame clock of the device, `anchor` keeps the two clocks together, `device` is the device itself, and
//! `engine` opens it, has it watched by `watch`, and opens it again. `sounds` has the samples: of cues from `tone`, of sentences
//! from `vocabulary`, where `speaking` puts what the voice makes. `recital` is a whole plan as sound, which `render` makes without a
//! device.

mod anchor;
mod device;
mod engine;
#[cfg(test)]
mod fake;
mod hearing;
mod microphone;
mod own;
mod recital;
mod recording;
mod render;
mod resample;
mod sounds;
mod speaking;
mod timeline;
mod tone;
mod vocabulary;
pub mod voice;
mod watch;

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::clock::Clock;
use crate::domain::score::Sound;
use crate::domain::settings::Volume;
use crate::domain::spoken::Sentence;
use crate::domain::time::{Span, Tick};
use crate::domain::voice::{Manner, VoiceSettings};

use engine::{Engine, Message};
use own::Own;
use speaking::Request;
use vocabulary::Vocabulary;

pub use crate::domain::cue::SoundState;
pub use recital::Recital;
pub use render::{RATE, RenderError, write_speech};

/// What a speaker tells, from threads of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Sound came or went.
    State(SoundState),
    /// Sentences can be said from now on, each with its length, in the manner in which they were made.
    Ready(Manner, Vec<(Sentence, Span)>),
    /// There is no voice; a sentence says why.
    NoVoice(String),
    /// Whether there is a microphone, now that it is to be listened to.
    Hears(bool),
    /// Somebody has clapped twice.
    Clapped,
}

/// Whoever is told.
type Told = Arc<dyn Fn(News) + Send + Sync>;

/// Plays cues and speaks. Cheap to make: no device is touched before there is something to play, and no voice is loaded before
/// there is something to say. When it is dropped, sound ends.
pub struct Speaker {
    engine: Sender<Message>,
    requests: Sender<Request>,
    vocabulary: Vocabulary,
    /// What waits for the thread on which sentences are made, until there is one.
    unheard: Mutex<Option<Receiver<Request>>>,
    told: Told,
    clock: Arc<dyn Clock>,
    /// When something is played here.
    own: Own,
    /// Tells whoever listens to the microphone to stop.
    listens: Mutex<Option<Arc<AtomicBool>>>,
}

impl fmt::Debug for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speaker").finish_non_exhaustive()
    }
}

impl Speaker {
    /// A speaker that reads ticks from `clock`. `tell` is called from other threads, of sound once for every change; sound counts
    /// as [`SoundState::On`] until it is found missing.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, tell: impl Fn(News) + Send + Sync + 'static) -> Self {
        let (engine, messages) = channel();
        let (requests, unheard) = channel();
        let vocabulary = Vocabulary::default();
        let told: Told = Arc::new(tell);
        let (report, words, reply) = (Arc::clone(&told), vocabulary.clone(), engine.clone());
        let (own, time) = (Own::default(), Arc::clone(&clock));
        let plays = own.clone();
        let run = move || {
            let open = |gain| {
                let reply = reply.clone();
                device::open_apart(Arc::clone(&clock), gain, move |output| drop(reply.send(Message::Opened(output))));
            };
            Engine::new(open, words, plays, move |state| report(News::State(state))).run(clock.as_ref(), &messages);
        };
        if let Err(error) = thread::Builder::new().name("sound".into()).spawn(run) {
            log::warn!("no thread for sound: {error}");
            told(News::State(SoundState::NoDevice));
        }
        Self {
            engine,
            requests,
            vocabulary,
            unheard: Mutex::new(Some(unheard)),
            told,
            clock: time,
            own,
            listens: Mutex::default(),
        }
    }

    /// Plays every sound at its tick, and withdraws every earlier one that has not begun. A cue that sounds rings out, and is not
    /// doubled when it is among `sounds`; a sentence that is being said and is not among them falls silent. What is overdue by more
    /// than a moment is left out, and so is a sentence that is not ready.
    pub fn play(&self, sounds: Vec<(Tick, Sound)>) {
        self.tell(Message::Play(sounds));
    }

    /// Withdraws every sound that has not begun, and every sentence.
    pub fn silence(&self) {
        self.tell(Message::Silence);
    }

    /// How loud everything is from now on.
    pub fn volume(&self, volume: Volume) {
        self.tell(Message::Volume(volume));
    }

    /// How the voice speaks from now on. In another manner than before, nothing is ready.
    pub fn speak_as(&self, voice: &VoiceSettings) {
        self.vocabulary.set_manner(&voice.manner());
        self.tell(Message::Voice(voice.volume));
    }

    /// Has sentences made ahead, the first first; all others are forgotten. Each is told of as [`News::Ready`].
    pub fn prepare(&self, sentences: Vec<Sentence>) {
        self.request(Request::Prepare(sentences));
    }

    /// Plays something as soon as it can, beside whatever else is due. A sentence is made first.
    pub fn once(&self, sound: Sound) {
        if let Sound::Say(sentence) = &sound {
            self.request(Request::Also(sentence.clone()));
        }
        self.tell(Message::Once(sound));
    }

    /// Lets the device go when everything scheduled is over. The next sound opens it again.
    pub fn close(&self) {
        self.tell(Message::Close);
    }

    /// Listens for two claps from now on, on a thread of its own, or closes the microphone. Tells [`News::Hears`] whether there is
    /// one, and [`News::Clapped`]. What is heard is looked at and let go of within a fifth of a second; nothing is kept or sent.
    pub fn listen(&self, listen: bool) {
        let mut listens = self.listens.lock().unwrap_or_else(PoisonError::into_inner);
        if listens.is_some() == listen {
            return;
        }
        if let Some(stop) = listens.take() {
            stop.store(true, Ordering::Relaxed);
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        *listens = Some(Arc::clone(&stop));
        let (clock, own, told) = (Arc::clone(&self.clock), self.own.clone(), Arc::clone(&self.told));
        let open = move |give| microphone::open(&clock, &give);
        let run = move || hearing::run(open, &own, &stop, told.as_ref());
        if let Err(error) = thread::Builder::new().name("ears".into()).spawn(run) {
            log::warn!("nobody listens for claps: {error}");
            (self.told)(News::Hears(false));
        }
    }

    fn request(&self, request: Request) {
        // Without its thread nothing is said, and that was told.
        drop(self.requests.send(request));
        let unheard = self.unheard.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(requests) = unheard else { return };
        let (told, engine, vocabulary) = (Arc::clone(&self.told), self.engine.clone(), self.vocabulary.clone());
        let no_voice = Arc::clone(&self.told);
        let load = move || match voice::Voice::load() {
            Ok(voice) => Some(voice),
            Err(error) => {
                no_voice(News::NoVoice(error.to_string()));
                None
            }
        };
        let run = move || {
            speaking::run(&requests, &vocabulary, load, |manner, ready| {
                told(News::Ready(manner.clone(), ready));
                drop(engine.send(Message::Ready));
            });
        };
        if let Err(error) = thread::Builder::new().name("voice".into()).spawn(run) {
            log::warn!("no thread for the voice: {error}");
        }
    }

    fn tell(&self, message: Message) {
        // Without its thread there is no sound, and that was reported.
        drop(self.engine.send(message));
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.listen(false);
        self.tell(Message::Quit);
    }
}
