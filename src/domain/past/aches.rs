//! What ached, when, and how often in a row. Judges nothing: it is no doctor.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Days;

use super::period::DayRange;
use super::week::Week;
use crate::domain::body::{Ache, Spot};
use crate::domain::history::{Entry, History};

/// What ached in each week of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aches {
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
    /// The spots that ached, the most often one first.
    pub spots: Vec<SpotAches>,
}

/// How one spot ached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotAches {
    /// The spot.
    pub spot: Spot,
    /// In how many entries it ached.
    pub times: u32,
    /// The strongest ache of each of [`Aches::weeks`].
    pub weeks: Vec<Option<Ache>>,
}

impl Aches {
    /// What ached in a period.
    #[must_use]
    pub fn of(history: &History, range: DayRange) -> Self {
        let weeks: Vec<Week> = range.weeks().collect();
        let first = Week::of(range.first());
        let mut spots: BTreeMap<Spot, SpotAches> = BTreeMap::new();
        for entry in history.within(range) {
            if entry.journal.body.is_empty() {
                continue;
            }
            let week = Week::of(entry.day()).since(first) as usize;
            for (spot, ache) in entry.journal.body.aches() {
                let fresh = || SpotAches { spot, times: 0, weeks: vec![None; weeks.len()] };
                let aches = spots.entry(spot).or_insert_with(fresh);
                aches.times += 1;
                if let Some(strongest) = aches.weeks.get_mut(week) {
                    *strongest = (*strongest).max(Some(ache));
                }
            }
        }
        let mut spots: Vec<SpotAches> = spots.into_values().collect();
        spots.sort_by_key(|aches| Reverse(aches.times));
        Self { weeks, spots }
    }
}

/// The same ache in so many entries in a row is worth showing to somebody.
pub const WORTH_SHOWING: usize = 3;

/// In how many entries in a row a spot ached, up to `entry`: those in which nothing is written down are passed over. 0 when it
/// does not ache in that one.
///
/// The entry need not be in the history yet, nor as it is there.
#[must_use]
pub fn in_a_row(history: &History, entry: &Entry, spot: Spot) -> usize {
    if entry.journal.body.ache(spot).is_none() {
        return 0;
    }
    let written = |there: &&Entry| there.id != entry.id && !there.journal.is_empty();
    let before = history.before(entry).iter().rev().filter(written);
    1 + before.take_while(|there| there.journal.body.ache(spot).is_some()).count()
}

/// The last aches are asked about for so many days.
pub const ASKED_FOR: Days = Days::new(3);

/// What ached the last time, to be asked about in the journal of `entry`: the aches of the newest entry before it in which
/// something is said of the body, if that is at most [`ASKED_FOR`] days older. What has gone is not asked about again, but a journal that
/// says nothing of the body has answered nothing.
///
/// The entry need not be in the history yet.
#[must_use]
pub fn last_aches(history: &History, entry: &Entry) -> Vec<(Spot, Ache)> {
    let before = history.before(entry).iter().rev().find(|before| !before.journal.body.is_empty());
    let oldest = entry.day().checked_sub_days(ASKED_FOR).unwrap_or(entry.day());
    let recent = before.filter(|before| before.day() >= oldest);
    recent.map(|before| before.journal.body.aches().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::{Change, Part};
    use crate::domain::past::fixtures::{day, note, run};
    use crate::domain::side::Side;

    const CALF: Spot = Spot { side: Side::Left, part: Part::Calf };
    const HIP: Spot = Spot { side: Side::Right, part: Part::Hip };

    fn aching(at: &str, aches: &[(Spot, Ache)]) -> Entry {
        let mut entry = note(at);
        for (spot, ache) in aches {
            entry.journal.body.set(*spot, Some(*ache));
        }
        "Noted.".clone_into(&mut entry.journal.went_well);
        entry
    }

    #[test]
    fn a_week_is_as_its_strongest_ache_and_the_most_often_aching_spot_comes_first() {
        let mut history = History::default();
        history.add([
            aching("2026-11-02T07:00:00+01:00", &[(HIP, Ache::Sharp)]),
            aching("2026-11-09T07:00:00+01:00", &[(CALF, Ache::Sore)]),
            aching("2026-11-11T07:00:00+01:00", &[(CALF, Ache::Mild)]),
            // Sunday night in New York, Monday in UTC.
            aching("2026-11-15T22:00:00-05:00", &[(CALF, Ache::Mild)]),
            aching("2026-11-22T07:00:00+01:00", &[]),
        ]);
        let aches = Aches::of(&history, DayRange::new(day("2026-11-04"), day("2026-11-22")));
        assert_eq!(aches.weeks.len(), 3);
        assert_eq!(aches.spots, [SpotAches { spot: CALF, times: 3, weeks: vec![None, Some(Ache::Sore), None] }]);
        let aches = Aches::of(&history, DayRange::year(2026));
        assert_eq!(
            aches.spots.iter().map(|aches| (aches.spot, aches.times)).collect::<Vec<_>>(),
            [(CALF, 3), (HIP, 1)]
        );
        assert_eq!((aches.weeks[44].to_string(), aches.spots[1].weeks[44]), ("2026-W45".into(), Some(Ache::Sharp)));
    }

    #[test]
    fn a_row_ends_where_a_spot_no_longer_ached() {
        let mut history = History::default();
        let mut gone = aching("2026-11-05T07:00:00+01:00", &[]);
        gone.journal.body.answer(CALF, Ache::Mild, Change::Gone);
        let entries = [
            aching("2026-11-02T07:00:00+01:00", &[(CALF, Ache::Mild)]),
            gone,
            aching("2026-11-09T07:00:00+01:00", &[(CALF, Ache::Sore)]),
            // Nothing is written down of this one.
            run("2026-11-10T07:00:00+01:00"),
            aching("2026-11-11T07:00:00+01:00", &[(CALF, Ache::Mild), (HIP, Ache::Mild)]),
            aching("2026-11-12T07:00:00+01:00", &[(CALF, Ache::Mild)]),
        ];
        history.add(entries.clone());
        let rows = entries.each_ref().map(|entry| in_a_row(&history, entry, CALF));
        assert_eq!(rows, [1, 0, 1, 0, 2, 3]);
        assert_eq!(in_a_row(&history, &entries[4], HIP), 1);
        // One that is not there yet, before all and after all.
        assert_eq!(in_a_row(&history, &aching("2026-11-01T07:00:00+01:00", &[(CALF, Ache::Mild)]), CALF), 1);
        assert_eq!(in_a_row(&history, &aching("2026-11-13T07:00:00+01:00", &[(CALF, Ache::Mild)]), CALF), 4);
        assert_eq!(in_a_row(&history, &aching("2026-11-13T07:00:00+01:00", &[]), CALF), 0);
        // One that is written about again at another time is no entry before itself.
        let later = aching("2026-11-14T07:00:00+01:00", &[(CALF, Ache::Sore)]);
        assert_eq!(in_a_row(&history, &Entry { id: entries[5].id.clone(), ..later }, CALF), 3);
    }

    #[test]
    fn the_aches_of_the_last_three_days_are_asked_about() {
        let mut history = History::default();
        let mut sunday = aching("2026-11-22T07:00:00+01:00", &[(CALF, Ache::Sore)]);
        sunday.journal.body.answer(HIP, Ache::Mild, Change::Gone);
        history.add([aching("2026-11-21T07:00:00+01:00", &[(HIP, Ache::Mild)]), sunday.clone()]);
        for (what, at, expected) in [
            ("later on the same day", "2026-11-22T19:00:00+01:00", vec![(CALF, Ache::Sore)]),
            ("three days later", "2026-11-25T23:00:00+01:00", vec![(CALF, Ache::Sore)]),
            ("four days later", "2026-11-26T00:30:00+01:00", vec![]),
            ("before any", "2026-11-20T07:00:00+01:00", vec![]),
            ("between the two", "2026-11-21T12:00:00+01:00", vec![(HIP, Ache::Mild)]),
        ] {
            assert_eq!(last_aches(&history, &run(at)), expected, "{what}");
        }
        // Its own are not asked about.
        assert_eq!(last_aches(&history, &sunday), [(HIP, Ache::Mild)]);
        // One in which nothing is written down tells nothing of the last time.
        history.put(run("2026-11-22T08:00:00+01:00"));
        assert_eq!(last_aches(&history, &run("2026-11-22T19:00:00+01:00")), [(CALF, Ache::Sore)]);
    }
}
