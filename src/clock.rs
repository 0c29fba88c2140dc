//! The one place that reads clocks. Everybody else gets a `Moment` as an argument.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local, TimeZone, Utc};
use rustix::time::{ClockId, clock_gettime};

use crate::domain::time::{Moment, Span, Tick};

/// Something that knows what time it is.
pub trait Clock: Send + Sync {
    /// What every clock says now.
    fn now(&self) -> Moment;

    /// What the monotonic clock says now.
    fn tick(&self) -> Tick {
        self.now().tick
    }

    /// The local time's distance from UTC where the person is, as it was at that moment: summer time comes and goes.
    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset;

    /// The processor time that this program has used so far, on all its threads.
    fn cpu(&self) -> Span;
}

/// The machine's clocks.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

/// Ticks begin so long after their origin that a session which is taken up again can have begun before the program did.
const HEAD_START: Span = Span::LONGEST;

impl SystemClock {
    /// How long ago the clock was made, which is how long the program has been running.
    #[must_use]
    pub fn running(&self) -> Span {
        self.tick().since(Tick::default() + HEAD_START)
    }
}

impl Default for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one home of the clock")]
    fn default() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one home of the clock")]
    fn now(&self) -> Moment {
        Moment { tick: self.tick(), local: Local::now().fixed_offset(), asleep: asleep() }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one home of the clock")]
    fn tick(&self) -> Tick {
        Tick::at(HEAD_START.to_std() + Instant::now().duration_since(self.started))
    }

    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset {
        Local.offset_from_utc_datetime(&at.naive_utc())
    }

    fn cpu(&self) -> Span {
        Span::from(since_boot(ClockId::ProcessCPUTime))
    }
}

/// How long the machine has slept since it was started: the clock that counts sleep less the one that does not.
/// Setting the wall clock by hand changes neither.
fn asleep() -> Span {
    // The clock that counts sleep is read first, so that being interrupted between the two never looks like sleep.
    let with_sleep = since_boot(ClockId::Boottime);
    let without = since_boot(ClockId::Monotonic);
    Span::from(with_sleep.saturating_sub(without))
}

fn since_boot(clock: ClockId) -> Duration {
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}

/// A clock that stands until it is moved: for tests and for rendering pictures.
#[derive(Debug)]
pub struct ManualClock(Mutex<Moment>);

impl ManualClock {
    /// A clock that says `local`, some time after its origin.
    #[must_use]
    pub fn new(local: DateTime<FixedOffset>) -> Self {
        let tick = Tick::at(Duration::from_secs(1000));
        Self(Mutex::new(Moment { tick, local, asleep: Span::ZERO }))
    }

    /// Lets time pass.
    pub fn pass(&self, span: Span) {
        let mut now = self.lock();
        now.local = now.local_after(span);
        now.tick = now.tick + span;
    }

    /// Lets the machine sleep: the wall clock goes on, the monotonic one stands.
    pub fn sleep(&self, span: Span) {
        let mut now = self.lock();
        now.local = now.local_after(span);
        now.asleep += span;
    }

    /// Sets the wall clock, as a person or a change to summer time does.
    pub fn set_local(&self, local: DateTime<FixedOffset>) {
        self.lock().local = local;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Moment {
        *self.lock()
    }

    fn offset_at(&self, _at: DateTime<Utc>) -> FixedOffset {
        *self.lock().local.offset()
    }

    /// A manual clock's frames cost nothing.
    fn cpu(&self) -> Span {
        Span::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_can_have_begun_before_the_program_did() {
        let clock = SystemClock::default();
        let long_ago = Span::secs(3 * 60 * 60);
        let now = clock.tick();
        assert_eq!(now.since(now - long_ago), long_ago);
        assert!(clock.running() < Span::secs(5));
    }

    #[test]
    fn what_was_spent_only_grows() {
        let clock = SystemClock::default();
        let before = clock.cpu();
        assert!(before > Span::ZERO && clock.cpu() >= before);
    }
}
