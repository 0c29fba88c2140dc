//! A long history, from its files to what is shown of it: read by year, added up, and neutral weeks in it.

use std::fs;

use afterrun::domain::history::{Entry, History};
use afterrun::domain::past::Overview;
use afterrun::domain::past::heat::Mark;
use afterrun::domain::past::period::{DayRange, Period};
use afterrun::domain::past::week::{NeutralWeek, Week, Weeks};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, Model, Past, Start};
use afterrun::store::Store;
use chrono::Datelike;

use crate::generator::Generator;
use crate::support::{evening, library};

/// A year and a half, more or less: an entry every other day.
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Generator::new(1800, 7, &library()).collect();
    entries.drain(..1500);
    entries
}

fn now() -> afterrun::domain::time::Moment {
    use afterrun::clock::Clock;
    evening().now()
}

#[test]
fn a_history_is_read_newest_year_first_and_a_broken_file_in_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let entries = entries();
    for entry in &entries {
        store.record(entry).unwrap();
    }
    fs::write(folder.path().join("history/2025/2025-07-01T000000-x.ron"), "(format: 1, at: 5)").unwrap();
    let mut model = Model::new(Start::default());
    let mut years = Vec::new();
    for batch in store.read_history() {
        assert!(batch.entries.is_sorted_by_key(|entry| std::cmp::Reverse(entry.id.clone())));
        years.extend(batch.entries.iter().map(|entry| entry.at().year()));
        assert!(matches!(model.past(), Past::Reading(_)));
        drop(model.update(Action::HistoryPart(batch.entries, batch.troubles), now()));
    }
    drop(model.update(Action::HistoryRead(Vec::new(), Vec::new()), now()));
    assert!(years.is_sorted_by(|a, b| a >= b) && years.first() != years.last(), "{years:?}");
    let Past::Read(read) = model.past() else { panic!("it was read") };
    assert_eq!(read.entries().len(), entries.len());
    let mut once = History::default();
    once.add(entries);
    // On the disk, times are cut to seconds; what they add up to is the same.
    assert!(read.all_days().eq(once.all_days()));
    assert_eq!(model.troubles().len(), 1);
    assert_eq!(store.load_history().0.len(), read.entries().len());
}

#[test]
fn what_was_done_while_the_history_was_read_stays_as_it_is() {
    let mut entries = entries();
    let mut model = Model::new(Start::default());
    drop(model.update(Action::HistoryPart(vec![entries[299].clone()], Vec::new()), now()));
    let before = model.past().history().clone();
    entries[299].journal.went_well.push_str("as it lay on the disk");
    drop(model.update(Action::HistoryRead(entries, Vec::new()), now()));
    assert_eq!(model.past().history().entries().len(), 300);
    assert_eq!(model.past().history().newest(), before.newest());
}

#[test]
fn what_is_shown_of_a_period_hangs_together() {
    let mut history = History::default();
    history.add(entries());
    let today = "2026-11-22".parse().unwrap();
    let mut all = (0, 0, Span::ZERO);
    for period in Period::choices(&history, today) {
        let shown = Overview::of(&history, &Weeks::default(), period, today);
        assert!(shown.tally.cooled <= shown.tally.runs && shown.tally.cooled > 0, "{period:?}");
        let cooled = shown.heat.days().filter(|(_, mark)| matches!(mark, Mark::CooledDown(_))).count();
        assert!(cooled > 0 && cooled <= shown.tally.cooled as usize, "{period:?}");
        let load: f64 = shown.load.iter().map(|week| week.sum.points()).sum();
        assert!(load >= shown.tally.load.points() - 1e-6, "{period:?}: weeks are whole ones");
        assert!(shown.growth.is_sorted_by(|a, b| a.factor() >= b.factor()) && shown.growth.len() > 10);
        assert!(shown.aches.spots.iter().all(|spot| spot.weeks.len() == shown.aches.weeks.len()));
        assert!(shown.skips.iter().all(|skips| skips.skipped <= skips.planned));
        match period {
            Period::ThisYear | Period::Year(_) => {
                all = (all.0 + shown.tally.runs, all.1 + shown.tally.cooled, all.2 + shown.tally.floor);
            }
            Period::Everything => assert_eq!(all, (shown.tally.runs, shown.tally.cooled, shown.tally.floor)),
            Period::LastWeeks | Period::LastMonths => {}
        }
    }
    assert_eq!(history.tally(DayRange::new(today, today.pred_opt().unwrap())).runs, 0);
}

#[test]
fn a_week_is_set_neutral_and_that_is_saved() {
    let mut model = Model::new(Start::default());
    let week: Week = "2026-W47".parse().unwrap();
    let effects = model.update(Action::SetWeek(week, Some(NeutralWeek::Injury)), now());
    assert_eq!(effects, [Effect::SaveWeeks(model.weeks().clone())]);
    assert_eq!(model.weeks().get(week), Some(NeutralWeek::Injury));
    assert_eq!(model.update(Action::SetWeek(week, Some(NeutralWeek::Injury)), now()), [], "it is already");
    assert_eq!(model.update(Action::SetWeek(week, None), now()), [Effect::SaveWeeks(Weeks::default())]);
}
