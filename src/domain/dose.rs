//! How much of an exercise: a hold, a number of reps, or as long as it takes. Knows nothing of routines.

use serde::{Deserialize, Serialize};

use super::time::Span;

/// How much of an exercise one step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dose {
    /// Held (or kept going) for this long, a side at a time where the exercise has sides.
    Hold(Span),
    /// This many repetitions. With [`Sides::Alternate`](super::side::Sides::Alternate) both sides together.
    Reps(u32),
    /// As long as it takes: an estimate, ended by the person.
    Open(Span),
}

impl Dose {
    /// The fewest and most repetitions that a dose may ask for.
    pub const REPS: std::ops::RangeInclusive<u32> = 1..=200;
    /// The shortest and longest hold.
    pub const HOLD: std::ops::RangeInclusive<Span> = Span::secs(1)..=Span::secs(60 * 60);
    /// The shortest and longest estimate of an open dose.
    pub const OPEN: std::ops::RangeInclusive<Span> = Span::secs(1)..=Span::secs(60 * 60);

    /// Whether the amount lies within its limits; an error says what to write instead.
    ///
    /// # Errors
    /// A sentence for the person who wrote the dose.
    pub fn check(self) -> Result<(), String> {
        match self {
            Self::Hold(span) if !Self::HOLD.contains(&span) => {
                Err(format!("a hold of {span} is out of range; write between 1s and 1h"))
            }
            Self::Open(span) if !Self::OPEN.contains(&span) => {
                Err(format!("an estimate of {span} is out of range; write between 1s and 1h"))
            }
            Self::Reps(reps) if !Self::REPS.contains(&reps) => {
                Err(format!("{reps} reps are out of range; write between 1 and 200"))
            }
            _ => Ok(()),
        }
    }
}

/// How fast reps go, and who ends them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tempo {
    /// One rep every so often, counted aloud; the step ends by itself.
    Every(Span),
    /// At the person's own pace, ended by them; the length of a rep is only an estimate.
    Own(Span),
}

impl Tempo {
    /// The shortest and longest time that one rep may take.
    pub const REP: std::ops::RangeInclusive<Span> = Span::millis(400)..=Span::secs(60);

    /// The length, or estimated length, of one rep.
    #[must_use]
    pub const fn rep(self) -> Span {
        match self {
            Self::Every(rep) | Self::Own(rep) => rep,
        }
    }

    /// Whether the pace lies within its limits.
    ///
    /// # Errors
    /// A sentence for the person who wrote the tempo.
    pub fn check(self) -> Result<(), String> {
        if Self::REP.contains(&self.rep()) {
            Ok(())
        } else {
            Err(format!("a rep of {} is out of range; write between 400ms and 1m", self.rep()))
        }
    }
}

/// Two seconds down and one up: the pace of a squat, and of any reps that do not say otherwise.
impl Default for Tempo {
    fn default() -> Self {
        Self::Every(Span::secs(3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_out_of_range_say_what_to_write() {
        assert!(Dose::Reps(8).check().is_ok());
        assert!(Dose::Hold(Span::secs(30)).check().is_ok());
        assert_eq!(Dose::Reps(0).check().unwrap_err(), "0 reps are out of range; write between 1 and 200");
        assert!(Dose::Hold(Span::ZERO).check().is_err());
        assert!(Dose::Open(Span::secs(4000)).check().is_err());
        assert!(Tempo::Every(Span::ZERO).check().is_err());
        assert!(Tempo::default().check().is_ok());
    }

    #[test]
    fn doses_read_as_in_a_routine_file() {
        let options = ron::Options::default();
        assert_eq!(options.from_str::<Dose>("Hold(\"30s\")").unwrap(), Dose::Hold(Span::secs(30)));
        assert_eq!(options.from_str::<Dose>("Reps(8)").unwrap(), Dose::Reps(8));
        assert_eq!(options.from_str::<Tempo>("Own(\"4s\")").unwrap(), Tempo::Own(Span::secs(4)));
    }
}
