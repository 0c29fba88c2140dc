//! What a history keeps, finds and adds up, however its entries come.

use chrono::Datelike;

use super::*;
use crate::domain::past::fixtures::session;
use crate::domain::run::Trace;
use crate::domain::time::Span;

fn entry(started: &str) -> Entry {
    session(started, &[("squat", Some(8))])
}

#[test]
fn entries_are_oldest_first_and_never_double() {
    let mut history = History::default();
    history.add([entry("2026-11-20T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
    history.add([entry("2026-11-21T07:00:00+01:00"), entry("2026-11-22T07:00:00+01:00")]);
    let days: Vec<u32> = history.entries().iter().map(|entry| entry.day().day()).collect();
    assert_eq!(days, [20, 21, 22]);
}

#[test]
fn the_last_one_added_replaces_one_with_its_id() {
    let mut history = History::default();
    let mut changed = entry("2026-11-20T07:00:00+01:00");
    history.add([changed.clone()]);
    changed.refuelled = Some(changed.at());
    history.add([changed.clone()]);
    assert_eq!(history.entries(), [changed.clone()]);
    changed.refuelled = None;
    history.put(changed.clone());
    assert_eq!(history.entries(), [changed.clone()]);
    assert_eq!(history.get(&changed.id), Some(&changed));
    assert_eq!(history.remove(&changed.id), Some(changed));
    assert_eq!(history, History::default());
}

#[test]
fn however_entries_come_they_add_up_to_the_same() {
    let entries: Vec<Entry> = (10..30).map(|day| entry(&format!("2026-11-{day}T07:00:00+01:00"))).collect();
    let mut at_once = History::default();
    at_once.add(entries.iter().cloned().chain(entries.iter().take(3).cloned()));
    let mut newest_first = History::default();
    for some in entries.chunks(6).rev() {
        newest_first.add_unknown(some.iter().cloned());
    }
    let mut one_by_one = History::default();
    for i in 0..entries.len() {
        one_by_one.put(entries[i * 7 % entries.len()].clone());
    }
    assert_eq!(at_once.entries(), entries);
    for other in [&newest_first, &one_by_one] {
        assert_eq!(&at_once, other);
        assert!(at_once.all_days().eq(other.all_days()));
    }
}

#[test]
fn the_entries_of_some_days_are_found_wherever_they_lie() {
    let mut far = entry("2026-11-20T07:00:00+01:00");
    let start = "2026-10-01T23:05:00-11:00".parse().unwrap();
    far.run =
        Some(Run { trace: Some(Trace { start, elapsed: Span::secs(3000), file: "a.fit".into() }), ..Run::default() });
    let edges = ["2026-11-15T23:59:59-12:00", "2026-11-16T00:00:00+14:00", "2026-11-16T23:59:59-12:00"].map(entry);
    for with_far in [false, true] {
        let mut history = History::default();
        history.add(edges.iter().cloned().chain(with_far.then(|| far.clone())));
        let days = |first: &str, last: &str| {
            let range = DayRange::new(first.parse().unwrap(), last.parse().unwrap());
            history.within(range).map(|entry| entry.day().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(days("2026-11-16", "2026-11-16"), ["2026-11-16", "2026-11-16"]);
        assert_eq!(days("2026-11-17", "2026-12-31"), [""; 0]);
        assert_eq!(days("2026-11-16", "2026-11-15"), [""; 0]);
        assert_eq!(days("2026-10-01", "2026-10-01").len(), usize::from(with_far));
        assert_eq!(history.within(DayRange::new(NaiveDate::MIN, NaiveDate::MAX)).count(), history.entries().len());
    }
}

#[test]
fn what_is_there_already_wins_over_what_is_read() {
    let read = entry("2026-11-20T07:00:00+01:00");
    let mut here = read.clone();
    here.refuelled = Some(here.at());
    let mut history = History::default();
    history.put(here.clone());
    let revision = history.revision();
    history.add_unknown([read, entry("2026-11-19T07:00:00+01:00")]);
    assert_eq!((history.newest(), history.entries().len()), (Some(&here), 2));
    assert!(history.revision() > revision);
}

#[test]
fn an_entry_belongs_to_the_day_of_its_run() {
    let mut late = entry("2026-11-23T00:10:00+01:00");
    assert_eq!(late.day(), "2026-11-23".parse().unwrap());
    let start = "2026-11-22T23:05:00+01:00".parse().unwrap();
    let trace = Trace { start, elapsed: Span::secs(3000), file: "a.fit".into() };
    late.run = Some(Run { trace: Some(trace), ..Run::default() });
    assert_eq!(late.day(), "2026-11-22".parse().unwrap());
    let alone = Entry::on("2026-11-23T08:00:00+01:00".parse().unwrap(), late.run);
    assert_eq!((alone.at(), alone.session()), (start, None));
}

#[test]
fn a_week_is_that_of_the_local_day() {
    let mut history = History::default();
    // Half past eleven at night on Monday, where the person was; Tuesday in UTC.
    history.add([entry("2026-11-16T23:30:00-05:00")]);
    let week = history.week("2026-11-22".parse().unwrap());
    assert_eq!(week.map(|(_, done)| done), [true, false, false, false, false, false, false]);
    assert_eq!(week[0].0, "2026-11-16".parse().unwrap());
}

#[test]
fn ids_are_names_of_files_and_differ_within_a_second() {
    let a = EntryId::of(&"2026-11-22T18:32:00.000000001+01:00".parse().unwrap());
    let b = EntryId::of(&"2026-11-22T18:32:00.000000002+01:00".parse().unwrap());
    assert!(a.as_str().starts_with("2026-11-22T183200-") && a != b, "{a} {b}");
}
