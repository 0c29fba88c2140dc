//! Runs of today that wait for an answer: the newest is offered, and those that are not wanted do not come again. Knows neither the
//! history nor the day.

use crate::domain::run::Run;

/// Runs that are in no entry yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    /// The last one is offered.
    open: Vec<Run>,
    /// Those that the person does not want, as long as Afterrun runs.
    refused: Vec<Run>,
}

impl Offers {
    /// The run that is offered.
    pub fn offered(&self) -> Option<&Run> {
        self.open.last()
    }

    /// A run was found: the newest of all is offered. Gives whether it is this one; one that was refused, or waits already, is
    /// none.
    pub fn find(&mut self, run: Run) -> bool {
        if self.refused.iter().chain(&self.open).any(|other| other.is_same(&run)) {
            return false;
        }
        let is_newest = self.open.last().is_none_or(|offered| offered.end() < run.end());
        self.open.push(run);
        self.open.sort_by_key(Run::end);
        is_newest
    }

    /// A run was named: it is offered, however old it is and whatever was said of it before. Gives the one that was offered until
    /// now, which waits no longer.
    pub fn name(&mut self, run: Run) -> Option<Run> {
        let other = self.open.pop().filter(|other| !other.is_same(&run));
        self.refused.retain(|other| !other.is_same(&run));
        self.open.retain(|other| !other.is_same(&run));
        self.open.push(run);
        other
    }

    /// Takes the newest run that is wanted for something.
    pub fn take(&mut self, is_wanted: impl Fn(&Run) -> bool) -> Option<Run> {
        let at = self.open.iter().rposition(is_wanted)?;
        Some(self.open.remove(at))
    }

    /// A run is not wanted, and is not offered again before the next start.
    pub fn refuse(&mut self, run: Run) {
        self.open.retain(|other| !other.is_same(&run));
        self.refused.push(run);
    }

    /// Those go for which this does not hold.
    pub fn retain(&mut self, holds: impl FnMut(&Run) -> bool) {
        self.open.retain(holds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::run::Trace;
    use crate::domain::time::Span;

    fn run(hour: u32) -> Run {
        let start = format!("2026-11-22T{hour:02}:00:00+01:00").parse().unwrap();
        Run { trace: Some(Trace { start, elapsed: Span::secs(1800), file: "a.fit".to_owned() }), ..Run::default() }
    }

    #[test]
    fn the_newest_is_offered_and_each_once() {
        let mut offers = Offers::default();
        assert!(offers.find(run(8)) && offers.find(run(12)) && !offers.find(run(10)) && !offers.find(run(12)));
        assert_eq!(offers.take(|_| true), Some(run(12)));
        offers.refuse(run(10));
        assert!(!offers.find(run(10)));
        assert_eq!((offers.take(|_| true), offers.take(|_| true)), (Some(run(8)), None));
    }

    #[test]
    fn what_is_named_comes_first_whatever_was_said_of_it() {
        let mut offers = Offers::default();
        offers.find(run(8));
        offers.find(run(12));
        offers.refuse(run(8));
        assert_eq!(offers.name(run(8)), Some(run(12)));
        assert_eq!((offers.name(run(8)), offers.offered()), (None, Some(&run(8))));
        assert_eq!(offers.take(|one| *one == run(12)), None, "the other one is whoever's who named this");
    }
}
