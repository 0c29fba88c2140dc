//! How often something has ached in a row. A function of the history; draws nothing.

use crate::domain::body::Spot;
use crate::domain::history::{Entry, History};

/// The same ache in so many entries is worth showing to somebody.
pub const WORTH_SHOWING: usize = 3;

/// In how many entries in a row a spot has ached, this one being the last. Only those count in which something was written.
pub fn in_a_row(history: &History, entry: &Entry, spot: Spot) -> usize {
    let entries = history.entries();
    let earlier = &entries[..entries.partition_point(|other| other.at() < entry.at())];
    let written = earlier.iter().rev().filter(|other| other.id != entry.id && !other.journal.is_empty());
    let before = written.take_while(|other| other.journal.body.ache(spot).is_some()).count();
    if entry.journal.body.ache(spot).is_some() { before + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::{Ache, Part};
    use crate::domain::journal::Effort;
    use crate::domain::side::Side;

    const CALF: Spot = Spot { side: Side::Left, part: Part::Calf };

    fn entry(day: u32, ache: Option<Ache>) -> Entry {
        let at = format!("2026-11-{day:02}T18:00:00+01:00").parse().unwrap();
        let mut entry = Entry::on(at, None);
        entry.journal.effort = Effort::new(4);
        entry.journal.body.set(CALF, ache);
        entry
    }

    #[test]
    fn only_entries_in_which_something_was_written_count() {
        let mut history = History::default();
        let silent = Entry { journal: crate::domain::journal::Journal::default(), ..entry(19, None) };
        history.add([entry(14, Some(Ache::Mild)), entry(15, None), entry(16, Some(Ache::Mild))]);
        history.add([entry(18, Some(Ache::Sharp)), silent, entry(24, Some(Ache::Mild))]);
        let now = entry(20, Some(Ache::Sore));
        assert_eq!(in_a_row(&history, &now, CALF), 3);
        assert_eq!(in_a_row(&history, &entry(20, None), CALF), 0);
        assert_eq!(in_a_row(&history, &entry(13, Some(Ache::Mild)), CALF), 1);
        history.put(now.clone());
        assert_eq!(in_a_row(&history, &now, CALF), 3, "it is no entry before itself");
    }
}
