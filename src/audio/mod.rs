//! Cues made audible: a handle for the app, a thread that minds the device, and the same sound as a file. The only module
//! that names the sound crates. Decides nothing about which cue is due when.
//!
//! The app hands over cues with their ticks on the monotonic clock, minutes ahead. `timeline` turns them into samples on
//! the frame clock of the device, `anchor` keeps the two clocks together, `device` is the device itself, and
//! `engine` opens it, has it watched by `watch`, and opens it again.

mod anchor;
mod device;
mod engine;
#[cfg(test)]
mod fake;
mod render;
mod speech;
mod timeline;
mod tone;
pub mod voice;
mod watch;

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::clock::Clock;
use crate::domain::cue::Cue;
use crate::domain::settings::Volume;
use crate::domain::time::Tick;

use engine::{Engine, Message};

pub use crate::domain::cue::SoundState;
pub use render::{RATE, RenderError, render, write_speech, write_wav};

/// Plays cues. Cheap to make: no device is touched before there is something to play. When it is dropped, sound ends.
pub struct Speaker {
    engine: Sender<Message>,
}

impl fmt::Debug for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speaker").finish_non_exhaustive()
    }
}

impl Speaker {
    /// A speaker that reads ticks from `clock`. `on_change` is called from another thread, once for every change; sound counts
    /// as [`SoundState::On`] until it is found missing.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, on_change: impl Fn(SoundState) + Send + Sync + 'static) -> Self {
        let (engine, messages) = channel();
        let on_change = Arc::new(on_change);
        let report = Arc::clone(&on_change);
        let reply = engine.clone();
        let run = move || {
            let open = |gain| {
                let reply = reply.clone();
                device::open_apart(Arc::clone(&clock), gain, move |output| drop(reply.send(Message::Opened(output))));
            };
            Engine::new(open, move |state| report(state)).run(clock.as_ref(), &messages);
        };
        if let Err(error) = thread::Builder::new().name("sound".into()).spawn(run) {
            log::warn!("no thread for sound: {error}");
            on_change(SoundState::NoDevice);
        }
        Self { engine }
    }

    /// Plays every cue at its tick, and withdraws every earlier cue that has not begun. One that sounds rings out, and is
    /// not doubled when it is among `cues`. Cues that are overdue by more than a moment are left out.
    pub fn play(&self, cues: Vec<(Tick, Cue)>) {
        self.tell(Message::Play(cues));
    }

    /// Withdraws every cue that has not begun.
    pub fn silence(&self) {
        self.tell(Message::Silence);
    }

    /// How loud cues are from now on.
    pub fn volume(&self, volume: Volume) {
        self.tell(Message::Volume(volume));
    }

    /// Plays a start bell as soon as it can, beside whatever else is due.
    pub fn test(&self) {
        self.tell(Message::Test);
    }

    /// Lets the device go when everything scheduled is over. The next cue opens it again.
    pub fn close(&self) {
        self.tell(Message::Close);
    }

    fn tell(&self, message: Message) {
        // Without its thread there is no sound, and that was reported.
        drop(self.engine.send(message));
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.tell(Message::Quit);
    }
}
