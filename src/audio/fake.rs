//! A pretended sound device for the tests of those who mind one. Makes no sound.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::device::{Order, Output};

/// What a test sees of pretended devices, and what it makes them do.
#[derive(Debug, Default)]
pub struct Bench {
    /// Frames taken by all devices.
    pub frames: AtomicU64,
    /// Whether there are errors all the time.
    pub errors: AtomicBool,
    /// How many queues were handed over.
    pub queues: AtomicUsize,
    /// How many devices are open.
    pub open: AtomicUsize,
}

impl Bench {
    /// Opens a device.
    pub fn device(self: &Arc<Self>) -> Box<dyn Output> {
        self.open.fetch_add(1, Ordering::Relaxed);
        Box::new(Fake(Arc::clone(self)))
    }
}

struct Fake(Arc<Bench>);

impl Output for Fake {
    fn rate(&self) -> u32 {
        8000
    }

    fn frames(&self) -> u64 {
        self.0.frames.load(Ordering::Relaxed)
    }

    fn errors(&self) -> bool {
        self.0.errors.load(Ordering::Relaxed)
    }

    fn order(&self, order: Order) {
        if matches!(order, Order::Play(_)) {
            self.0.queues.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn clear_up(&self) {}
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}
