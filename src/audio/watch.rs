//! Tells by its frame counter whether a device is alive, and how long to leave a dead one alone. Opens nothing.

use crate::domain::time::{Span, Tick};

use super::device::Output;

/// How often an open device is looked at.
pub const CHECK: Span = Span::millis(250);
/// A device whose frame counter has not moved for this long is gone; half of it is enough where errors came as well.
const DEAD: Span = Span::millis(500);
/// How long a device may take to begin: wireless ones sleep deeply.
const BEGIN: Span = Span::secs(2);
/// The first and the longest pause between two tries.
const PAUSES: (Span, Span) = (Span::millis(500), Span::secs(10));

/// How a device is doing.
pub enum Health {
    /// It takes frames.
    Fine,
    /// It has not taken any for a moment.
    Unknown,
    /// It does not take frames any more.
    Dead,
}

/// An open device under watch.
pub struct Watched {
    /// The device.
    pub output: Box<dyn Output>,
    frames: u64,
    checked: Tick,
    /// For how long its frames have stood.
    still: Span,
}

impl Watched {
    /// Watches a device that was opened just now.
    pub fn new(output: Box<dyn Output>, now: Tick) -> Self {
        Self { frames: output.frames(), output, checked: now, still: Span::ZERO }
    }

    /// Looks at the device.
    pub fn look(&mut self, now: Tick) -> Health {
        let (frames, waited) = (self.output.frames(), now.since(self.checked));
        let errors = self.output.errors();
        if frames != self.frames {
            (self.frames, self.checked, self.still) = (frames, now, Span::ZERO);
            return Health::Fine;
        }
        if waited >= CHECK {
            // A long wait means that this program stood, not that the device did.
            self.still += waited.min(CHECK);
            self.checked = now;
        }
        let limit = if frames == 0 { BEGIN } else { DEAD };
        let suspect = errors && frames > 0 && waited >= CHECK && waited < DEAD;
        if suspect || self.still >= limit { Health::Dead } else { Health::Unknown }
    }
}

/// When to try again. Pauses double until something works.
#[derive(Default)]
pub struct BackOff(Option<(Tick, Span)>);

impl BackOff {
    /// What was open has died. Says whether it had worked before: then it is tried again at once.
    pub fn died(&mut self, now: Tick) -> bool {
        let worked = self.0.is_none();
        if worked {
            self.0 = Some((now, Span::ZERO));
        } else {
            self.failed(now);
        }
        worked
    }

    /// Opening failed.
    pub fn failed(&mut self, now: Tick) {
        let pause = self.0.map_or(Span::ZERO, |(_, pause)| pause * 2).clamp(PAUSES.0, PAUSES.1);
        self.0 = Some((now + pause, pause));
    }

    /// Sound comes out.
    pub const fn worked(&mut self) {
        self.0 = None;
    }

    /// How long to wait before the next try.
    pub fn wait(&self, now: Tick) -> Span {
        self.0.map_or(Span::ZERO, |(at, _)| at.since(now))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    use super::*;
    use crate::audio::fake::Bench;

    /// Looks once after each of these waits, in milliseconds, and says whether the device was found dead.
    fn dead_after(frames: u64, errors: bool, waits: &[u64]) -> bool {
        let bench = Arc::new(Bench::default());
        let mut now = Tick::at(Duration::from_secs(1));
        let mut watched = Watched::new(bench.device(), now);
        bench.frames.store(frames, Ordering::Relaxed);
        bench.errors.store(errors, Ordering::Relaxed);
        watched.look(now);
        waits.iter().any(|wait| {
            now = now + Span::millis(*wait);
            matches!(watched.look(now), Health::Dead)
        })
    }

    #[test]
    fn half_a_second_without_frames_is_the_end_but_beginning_takes_time() {
        assert!(!dead_after(64, false, &[250, 100, 140]));
        assert!(dead_after(64, false, &[250, 250]));
        assert!(!dead_after(0, false, &[250; 7]));
        assert!(dead_after(0, false, &[250; 8]));
    }

    #[test]
    fn errors_count_only_where_frames_stand_as_well() {
        assert!(dead_after(64, true, &[250]));
        assert!(!dead_after(64, true, &[100, 140]));
        assert!(!dead_after(64, true, &[700]));
        assert!(!dead_after(0, true, &[250; 7]));
    }

    #[test]
    fn a_program_that_was_stopped_does_not_blame_the_device() {
        assert!(!dead_after(64, false, &[5000]));
        assert!(dead_after(64, false, &[5000, 250]));
    }
}
