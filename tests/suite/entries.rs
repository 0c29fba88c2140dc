//! Records on the disk: what is written is read again, and what older versions wrote is read still.

use std::fs;

use afterrun::domain::activity::Sport;
use afterrun::domain::body::{Ache, Change, Part, Spot};
use afterrun::domain::history::Entry;
use afterrun::domain::journal::{Celsius, Condition, Effort, Feeling};
use afterrun::domain::run::{Distance, HeartRate, Run, Trace};
use afterrun::domain::side::Side;
use afterrun::domain::time::Span;
use afterrun::store::Store;

/// An entry in which nothing is left out.
pub fn full() -> Entry {
    let start = "2026-11-22T17:30:00+01:00".parse().unwrap();
    let run = Run {
        distance: Distance::metres(10_200.4),
        time: Some(Span::secs(3131)),
        heart_rate: HeartRate::bpm(148.0),
        sport: Sport::Other("trail_running".into()),
        // Over mountains, for longer than a day.
        trace: Some(Trace { start, elapsed: Span::secs(100_000), file: "morning_run.fit".into() }),
    };
    let mut entry = Entry::on(start, Some(run));
    entry.refuelled = Some("2026-11-22T18:45:00+01:00".parse().unwrap());
    let journal = &mut entry.journal;
    journal.effort = Effort::new(5);
    journal.feeling = Some(Feeling::Good);
    journal.temperature = Celsius::degrees(-6);
    journal.conditions = [Condition::Windy, Condition::Road].into();
    "Last 3 km felt easy.\n\"Shoulders\" down, π.".clone_into(&mut journal.went_well);
    "Went out too fast.".clone_into(&mut journal.went_badly);
    "Start 10 s slower.".clone_into(&mut journal.next_time);
    journal.body.set(Spot { side: Side::Left, part: Part::Calf }, Some(Ache::Sore));
    journal.body.answer(Spot { side: Side::Right, part: Part::Hip }, Ache::Mild, Change::Gone);
    journal.body.answer(Spot { side: Side::Right, part: Part::ItBand }, Ache::Mild, Change::Worse);
    entry
}

#[test]
fn an_entry_is_read_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let entry = full();
    store.record(&entry).unwrap();
    let text = fs::read_to_string(folder.path().join(format!("history/2026/{}.ron", entry.id))).unwrap();
    assert_eq!(store.load_history(), (vec![entry], Vec::new()), "{text}");
    for words in ["distance: 10200.4", "time: \"52m 11s\"", "effort: 5", "feeling: Good", "Windy", "+01:00"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn what_hangs_together_badly_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let year = folder.path().join("history/2026");
    fs::create_dir_all(&year).unwrap();
    let at = "at: \"2026-11-22T17:30:00+01:00\"";
    let spot = "(side: Left, part: Calf)";
    let body = |report: &str| format!("(format: 1, {at}, journal: (body: {{{spot}: {report}}}))");
    for (text, words) in [
        ("(format: 1)".to_owned(), "say when it was"),
        (format!("(format: 1, {at}, journal: (effort: 11))"), "an effort is 1 to 10"),
        (format!("(format: 1, {at}, run: (distance: -4))"), "a distance is written in metres"),
        (format!("(format: 1, {at}, run: (heart_rate: 0))"), "a heart rate is 1 to 300"),
        (format!("(format: 1, {at}, journal: (temperature: 100))"), "a temperature is -60 to 60"),
        (format!("(format: 1, {at}, run: (time: \"1000h\"))"), "not the length of a run"),
        (body("Asked(Gone, Some(Mild))"), "what is gone does not ache; write `Asked(Gone, None)`"),
        (body("Asked(Better, None)"), "what is not gone aches still"),
    ] {
        fs::write(year.join("a.ron"), &text).unwrap();
        let (entries, troubles) = store.load_history();
        assert_eq!((entries.len(), troubles.len()), (0, 1), "{text}");
        assert!(troubles[0].message.contains(words), "{text}: {}", troubles[0].message);
    }
    for text in [format!("(format: 1, {at}, journal: (effort: 4))"), body("Asked(Worse, Some(Sharp))")] {
        fs::write(year.join("a.ron"), text).unwrap();
        assert_eq!(store.load_history().1, []);
    }
}

/// The names of the files below a folder, sorted.
fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

#[test]
fn an_entry_is_changed_only_where_it_says_what_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let entry = full();
    store.save_entry(None, &entry).unwrap();
    let mut changed = entry.clone();
    changed.journal.effort = Effort::new(9);
    store.save_entry(Some(&entry), &changed).unwrap();
    assert_eq!(store.load_history(), (vec![changed.clone()], Vec::new()));
    // Somebody else has changed it meanwhile, on another computer that shares the folder.
    let path = folder.path().join(format!("history/2026/{}.ron", entry.id));
    let theirs = fs::read_to_string(&path).unwrap().replace("effort: 9", "effort: 2");
    fs::write(&path, &theirs).unwrap();
    let mut ours = changed.clone();
    ours.journal.effort = Effort::new(4);
    store.save_entry(Some(&changed), &ours).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs, "theirs stays");
    let year = folder.path().join("history/2026");
    assert_eq!(names(&year), [format!("{}-2.ron", entry.id), format!("{}.ron", entry.id)]);
    let efforts: Vec<_> = store.load_history().0.iter().map(|entry| entry.journal.effort).collect();
    assert!(efforts.contains(&Effort::new(2)) && efforts.contains(&Effort::new(4)), "{efforts:?}");
}

#[test]
fn what_is_deleted_lies_in_the_trash_and_nothing_there_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let now = "2026-11-23T08:00:00+01:00".parse().unwrap();
    let entry = full();
    for _ in 0..2 {
        store.record(&entry).unwrap();
        store.trash_entry(&entry, now).unwrap();
        store.keep_journal(&entry).unwrap();
        store.trash_journal(now).unwrap();
    }
    assert_eq!(store.load_history(), (Vec::new(), Vec::new()));
    assert_eq!(store.read().draft, None);
    let trashed = |end: &str| format!("2026-11-23T080000-{}{end}.ron", entry.id);
    assert_eq!(names(&folder.path().join("trash/history")), [trashed("-2"), trashed("")]);
    let journals: Vec<_> =
        names(&folder.path().join("trash")).into_iter().filter(|name| name.contains("journal")).collect();
    assert_eq!(journals, ["2026-11-23T080000-journal-2.ron", "2026-11-23T080000-journal.ron"]);
    store.trash_journal(now).unwrap();
}

#[test]
fn a_journal_that_is_not_saved_is_kept_with_the_name_that_it_will_have() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let entry = full();
    store.keep_journal(&entry).unwrap();
    assert_eq!(store.read().draft, Some(entry.clone()));
    store.forget_journal().unwrap();
    assert_eq!(store.read().draft, None);
    // One that can't be read stays, is named and is never written over.
    let path = folder.path().join("journal.ron");
    fs::write(&path, "(format: 1, id: \"a\", entry: (format: 1").unwrap();
    let read = store.read();
    assert!(read.draft.is_none() && read.troubles.iter().any(|trouble| trouble.path.ends_with("journal.ron")));
    assert!(store.keep_journal(&entry).unwrap_err().to_string().contains("mend it or move it away"));
    store.forget_journal().unwrap();
    assert!(path.exists());
}

/// A clock that runs finer than files are written must not look like somebody else's change.
#[test]
fn what_was_recorded_a_moment_ago_is_known_when_its_journal_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let mut entry = full();
    entry.run.as_mut().unwrap().time = Some(Span::secs_f64(52.123_456_789));
    store.record(&entry).unwrap();
    let mut changed = entry.clone();
    changed.journal.effort = Effort::new(7);
    store.save_entry(Some(&entry), &changed).unwrap();
    let files: Vec<_> = fs::read_dir(folder.path().join("history/2026")).unwrap().collect();
    assert_eq!(files.len(), 1, "it takes the place of what was there");
}
