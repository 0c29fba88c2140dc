//! The sound device: opens it and feeds it from a timeline. The only file that names rodio, and with `microphone` its backend. Decides nothing
//! about when to open or close.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use cpal::BufferSize;
use cpal::traits::HostTrait;
use rodio::{DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink, Source};

use crate::clock::Clock;

use super::anchor::Anchor;
use super::timeline::{Block, Queue, Timeline};

/// Frames made at a time: how finely the clocks are compared.
const BLOCK: usize = 64;
/// Queues that may wait to be dropped outside the callback.
const WAITING: usize = 16;
/// Frames that the device asks for at a time; it keeps twice as many. At 48 kHz a callback may come 50 ms late before sound
/// breaks off, and sound still follows the hand.
const PERIOD: u32 = 2400;

/// What the callback is told.
#[derive(Debug)]
pub enum Order {
    /// Play these in the place of every cue that has not begun.
    Play(Queue),
    /// Move to this gain, from 0 to 1.
    Gain(f32),
}

/// Something that plays cues, or did until it stopped.
pub trait Output: Send {
    /// Its frames a second.
    fn rate(&self) -> u32;
    /// How many frames it has taken so far. Stands still when the device is gone.
    fn frames(&self) -> u64;
    /// Whether it has complained since this was last asked. Most complaints are harmless.
    fn errors(&self) -> bool;
    /// Gives it an order, to be heard of from its next frames on.
    fn order(&self, order: Order);
    /// Frees what it is done with. Wants to be told now and then.
    fn clear_up(&self);
}

/// Why there is no sound device.
#[derive(Debug, thiserror::Error)]
enum OpenError {
    /// The sound system said no.
    #[error("the sound device could not be opened: {0}")]
    Refused(#[from] DeviceSinkError),
    /// The sound system failed in a way that it should not.
    #[error("the sound system stopped working")]
    Broken,
}

/// Begins to open the default device at a gain from 0 to 1, and tells `reply` what came of it. Opening may hang for as long
/// as a sound server does, so it has a thread of its own.
pub fn open_apart(
    clock: Arc<dyn Clock>,
    gain: f32,
    reply: impl FnOnce(Option<Box<dyn Output>>) + Clone + Send + 'static,
) {
    let nothing = reply.clone();
    let open = move || {
        let device = Device::open(clock, gain).inspect_err(|error| log::info!("{error}")).ok();
        reply(device.map(|device| Box::new(device) as Box<dyn Output>));
    };
    if thread::Builder::new().name("sound-open".into()).spawn(open).is_err() {
        nothing(None);
    }
}

/// The default sound device, open.
struct Device {
    /// The sink until it is closed, and what it gives back. In this order: until it is gone, it may give back more.
    open: Option<(MixerDeviceSink, Receiver<Queue>)>,
    rate: u32,
    frames: Arc<AtomicU64>,
    errors: Arc<AtomicBool>,
    mail: Arc<Mail>,
}

/// What waits for the callback: the latest of each order. A later one takes the earlier one's place, so none is ever lost
/// for want of room.
#[derive(Debug, Default)]
struct Mail {
    queue: Mutex<Option<Queue>>,
    /// The bits of a number from 0 to 1.
    gain: AtomicU32,
}

/// The connection to the sound system, kept from one try to the next: a client of `PulseAudio` leaves a thread and three
/// handles behind when it is dropped (pulseaudio 0.3), so a new one for every try would use them all up.
static HOST: Mutex<Option<cpal::Host>> = Mutex::new(None);

/// What the sound system answers, through the connection that was kept while that still answers.
pub(super) fn with_host<T>(ask: impl FnOnce(&cpal::Host) -> T) -> T {
    let mut kept = HOST.lock().unwrap_or_else(PoisonError::into_inner);
    let host = kept.take().filter(|host| host.devices().is_ok()).unwrap_or_else(cpal::default_host);
    let answer = ask(&host);
    if host.id().name() == "PulseAudio" {
        *kept = Some(host);
    }
    answer
}

impl Device {
    fn open(clock: Arc<dyn Clock>, gain: f32) -> Result<Self, OpenError> {
        catch_unwind(AssertUnwindSafe(|| Self::try_open(clock, gain))).unwrap_or(Err(OpenError::Broken))
    }

    fn try_open(clock: Arc<dyn Clock>, gain: f32) -> Result<Self, OpenError> {
        let device = with_host(HostTrait::default_output_device).ok_or(DeviceSinkError::NoDevice)?;
        let errors = Arc::new(AtomicBool::new(false));
        let open = |size| -> Result<MixerDeviceSink, DeviceSinkError> {
            let errors = Arc::clone(&errors);
            // Errors come by the hundred or the million, so nothing may be done about one here.
            let note = move |_| errors.store(true, Ordering::Relaxed);
            let builder = DeviceSinkBuilder::from_device(device.clone())?.with_error_callback(note);
            builder.with_buffer_size(size).open_stream()
        };
        let mut sink = match open(BufferSize::Fixed(PERIOD)) {
            Err(error) if is_about_size(&error) => open(BufferSize::Default),
            opened => opened,
        }?;
        sink.log_on_drop(false);
        let rate = sink.config().sample_rate();
        let frames = Arc::new(AtomicU64::new(0));
        let mail = Arc::new(Mail { queue: Mutex::new(None), gain: AtomicU32::new(gain.to_bits()) });
        let (drop_later, done) = sync_channel(WAITING);
        sink.mixer().add(Feed {
            clock,
            rate,
            anchor: Anchor::new(rate.get()),
            timeline: Timeline::new(rate.get(), gain),
            mail: Arc::clone(&mail),
            drop_later,
            frames: Arc::clone(&frames),
            made: 0,
            block: [0.0; BLOCK],
            at: BLOCK,
        });
        Ok(Self { open: Some((sink, done)), rate: rate.get(), frames, errors, mail })
    }
}

impl Output for Device {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn frames(&self) -> u64 {
        self.frames.load(Ordering::Relaxed)
    }

    fn errors(&self) -> bool {
        self.errors.swap(false, Ordering::Relaxed)
    }

    fn order(&self, order: Order) {
        match order {
            Order::Play(queue) => {
                // One that was never taken is freed when the lock is free again: the callback looks in and does not wait.
                let untaken = self.mail.queue.lock().unwrap_or_else(PoisonError::into_inner).replace(queue);
                drop(untaken);
            }
            Order::Gain(gain) => self.mail.gain.store(gain.to_bits(), Ordering::Relaxed),
        }
        self.clear_up();
    }

    fn clear_up(&self) {
        if let Some((_, done)) = &self.open {
            done.try_iter().for_each(drop);
        }
    }
}

/// Whether a device refused the size of its buffer, so that it is worth asking for its own.
fn is_about_size(error: &DeviceSinkError) -> bool {
    let DeviceSinkError::BuildError(error) = error else { return false };
    matches!(error.kind(), cpal::ErrorKind::UnsupportedConfig | cpal::ErrorKind::InvalidInput)
}

impl Drop for Device {
    fn drop(&mut self) {
        // Closing waits for the sound server, which may be the very thing that hangs.
        let open = self.open.take();
        let close = move || drop(catch_unwind(AssertUnwindSafe(|| drop(open))));
        drop(thread::Builder::new().name("sound-close".into()).spawn(close));
    }
}

/// The source inside the device's callback.
struct Feed {
    clock: Arc<dyn Clock>,
    rate: NonZero<u32>,
    anchor: Anchor,
    timeline: Timeline,
    mail: Arc<Mail>,
    drop_later: SyncSender<Queue>,
    frames: Arc<AtomicU64>,
    made: u64,
    block: [f32; BLOCK],
    /// Which sample of the block is next.
    at: usize,
}

impl Feed {
    fn refill(&mut self) {
        let now = self.clock.tick();
        self.anchor.observe(now, self.made);
        // Whoever holds the lock is putting something in at this moment; it is found with the next block.
        if let Ok(mut waiting) = self.mail.queue.try_lock()
            && let Some(queue) = waiting.take()
        {
            // Dropping a queue takes time, which is not ours here. There is room: with each that comes, those that wait are dropped.
            drop(self.drop_later.try_send(self.timeline.replace(queue)));
        }
        self.timeline.set_gain(f32::from_bits(self.mail.gain.load(Ordering::Relaxed)));
        let block = Block { first: self.made.cast_signed(), now };
        self.timeline.fill(&mut self.block, block, |tick| self.anchor.frame_of(tick));
        self.made += BLOCK as u64;
        self.frames.store(self.made, Ordering::Relaxed);
        self.at = 0;
    }
}

impl Iterator for Feed {
    type Item = rodio::Sample;

    fn next(&mut self) -> Option<rodio::Sample> {
        if self.at >= BLOCK {
            self.refill();
        }
        let sample = self.block.get(self.at).copied();
        self.at += 1;
        sample
    }
}

impl Source for Feed {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::timeline::{Key, Placed};
    use crate::clock::SystemClock;
    use crate::domain::cue::Cue;
    use crate::domain::score::Sound;
    use crate::domain::time::Span;

    #[test]
    fn what_the_callback_is_done_with_is_given_back_and_not_freed_in_it() {
        let (clock, mail, rate) = (SystemClock::default(), Arc::<Mail>::default(), NonZero::new(8000).unwrap());
        let samples: Arc<[f32]> = vec![0.1; 800].into();
        let later = Placed {
            at: clock.tick() + Span::secs(60),
            key: Key::of(&Sound::Cue(Cue::Start)),
            samples: Arc::clone(&samples),
        };
        let (drop_later, done) = sync_channel(WAITING);
        let mut feed = Feed {
            clock: Arc::new(clock),
            rate,
            anchor: Anchor::new(rate.get()),
            timeline: Timeline::new(rate.get(), 1.0),
            mail: Arc::clone(&mail),
            drop_later,
            frames: Arc::default(),
            made: 0,
            block: [0.0; BLOCK],
            at: BLOCK,
        };
        for queue in [Queue::new(vec![later]), Queue::default()] {
            *mail.queue.lock().unwrap() = Some(queue);
            feed.refill();
            assert_eq!(Arc::strong_count(&samples), 2);
        }
        assert_eq!(done.try_iter().count(), 2, "what was there before each of them");
        assert_eq!(Arc::strong_count(&samples), 1);
    }
}
