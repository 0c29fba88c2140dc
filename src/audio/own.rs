//! When something is played here, for whoever listens: a list that two threads share. Plays nothing and hears nothing.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::time::{Span, Tick};

/// How long what was played is remembered after it is over: longer than a microphone is late.
const REMEMBERED: Span = Span::secs(3);

/// When something is played here, from a tick until another.
#[derive(Clone, Debug, Default)]
pub struct Own(Arc<Mutex<Vec<(Tick, Tick)>>>);

impl Own {
    /// From now on this is played. What was to begin later is not; what has begun rings out.
    pub fn plays(&self, more: impl Iterator<Item = (Tick, Tick)>, now: Tick) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(from, until)| *from <= now && *until + REMEMBERED > now);
        all.extend(more);
        all.sort_unstable();
        all.dedup();
    }

    /// What is played between two ticks.
    pub fn between(&self, from: Tick, until: Tick) -> Vec<(Tick, Tick)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|(begins, ends)| *begins < until && from < *ends).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_begun_rings_out_and_what_has_not_is_forgotten() {
        let at = |secs: u64| Tick::at(std::time::Duration::from_secs(secs));
        let own = Own::default();
        own.plays([(at(10), at(11)), (at(20), at(21)), (at(30), at(31))].into_iter(), at(5));
        own.plays([(at(20), at(21)), (at(40), at(41))].into_iter(), at(20));
        assert_eq!(own.between(at(0), at(100)), [(at(20), at(21)), (at(40), at(41))]);
        own.plays(std::iter::empty(), at(21));
        assert_eq!(own.between(at(0), at(100)), [(at(20), at(21))], "a microphone is late");
        assert_eq!(own.between(at(21), at(100)), []);
    }
}
