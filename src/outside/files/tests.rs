//! What the thread for files does with its jobs, on real folders.

use std::sync::mpsc::channel;

use super::*;
use crate::clock::ManualClock;
use crate::domain::bookmark::Ending;
use crate::domain::history::{Entry, EntryId};
use crate::domain::plan::PlanOptions;
use crate::domain::player::Player;
use crate::domain::session::{Session, Unfinished};
use crate::domain::settings::{Settings, Volume};
use crate::domain::time::Tick;

/// Does some jobs with a store in `folder`, and gives what was told.
fn done(folder: &std::path::Path, jobs: impl IntoIterator<Item = Effect>) -> Vec<Action> {
    let store = Store::open(Some(folder.to_owned())).unwrap();
    let shelf = store.read().shelf;
    let (give, todo) = channel();
    let (tell, news) = channel();
    for effect in jobs {
        give.send(Job::CarryOut(effect)).unwrap();
    }
    drop(give);
    let clock = Arc::new(ManualClock::new("2026-11-22T18:32:00+01:00".parse().unwrap()));
    Files::new(store, shelf, clock, tell, Arc::new(|| {})).run(&todo);
    news.try_iter().collect()
}

fn session() -> (Effect, Effect) {
    let library = Store::open(Some("/nowhere".into())).unwrap().read().library;
    let plan = library.plan(&library.routines[0], PlanOptions::default()).unwrap();
    let started = "2026-11-22T18:32:00+01:00".parse().unwrap();
    let player = Player::start(plan, Tick::default());
    let entry = Entry::new(Session::of(&player, started, started));
    assert_eq!(entry.session().unwrap().ending, Ending::Early);
    let unfinished = Unfinished::of(&player, started, started, Tick::default());
    (Effect::KeepSession(Box::new(unfinished)), Effect::Record(Box::new(entry)))
}

#[test]
fn a_session_that_is_written_down_is_forgotten_as_running() {
    let folder = tempfile::tempdir().unwrap();
    let (keep, record) = session();
    assert_eq!(done(folder.path(), [keep, record, Effect::ForgetSession]), []);
    let loaded = Store::open(Some(folder.path().to_owned())).unwrap();
    assert_eq!(loaded.load_history().0.len(), 1);
    assert_eq!(loaded.read().unfinished, None);
}

#[test]
fn a_session_that_cannot_be_written_down_is_said_each_time_and_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("history");
    drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(&blocked).unwrap());
    let (keep, record) = session();
    let twice = [keep.clone(), record.clone(), Effect::ForgetSession, keep, record, Effect::ForgetSession];
    let told = done(folder.path(), twice);
    let said = |action: &Action, what: &str| matches!(action, Action::Report(sentence) if sentence.contains(what));
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(said(&told[0], "can’t be saved") && said(&told[2], "can’t be saved"), "{told:?}");
    // The second one does not write over what was kept of the first.
    assert!(said(&told[1], "A session that could not be saved lies in the trash now"), "{told:?}");
    assert!(Store::open(Some(folder.path().to_owned())).unwrap().read().unfinished.is_some());
}

#[test]
fn what_is_to_be_saved_does_not_wait_for_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let (keep, _) = session();
    for year in 2020..=2026 {
        let at = format!("{year}-11-22T18:32:00+01:00").parse().unwrap();
        store.record(&Entry { id: EntryId::new(year.to_string()), ..Entry::on(at, None) }).unwrap();
    }
    let shelf = store.read().shelf;
    let ((give, todo), (tell, news)) = (channel(), channel());
    for job in [Job::ReadHistory, Job::CarryOut(keep)] {
        give.send(job).unwrap();
    }
    let clock = Arc::new(ManualClock::new("2026-11-22T18:32:00+01:00".parse().unwrap()));
    let path = folder.path().to_owned();
    let wake: Waker = Arc::new(move || {
        let saved = Store::open(Some(path.clone())).unwrap().read().unfinished.is_some();
        assert!(saved, "it was saved before the first year was told");
    });
    let thread = std::thread::spawn(move || Files::new(store, shelf, clock, tell, wake).run(&todo));
    let mut years = Vec::new();
    loop {
        match news.recv().unwrap() {
            Action::HistoryPart(entries, troubles) => {
                assert_eq!(troubles, []);
                years.extend(entries.into_iter().map(|entry| entry.id.to_string()));
            }
            told => {
                assert_eq!(told, Action::HistoryRead(Vec::new(), Vec::new()));
                break;
            }
        }
    }
    give.send(Job::Close).unwrap();
    thread.join().unwrap();
    assert_eq!(years, ["2026", "2025", "2024", "2023", "2022", "2021", "2020"]);
}

#[test]
fn a_journal_that_cannot_be_saved_is_kept_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("history");
    drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(&blocked).unwrap());
    let at = "2026-11-22T18:32:00+01:00".parse().unwrap();
    let mut entry = Entry::on(at, None);
    "Kept.".clone_into(&mut entry.journal.went_well);
    let other = Entry::on("2026-11-21T18:32:00+01:00".parse().unwrap(), None);
    let save = Effect::SaveEntry { before: None, entry: Box::new(entry.clone()) };
    let keep = |entry: &Entry| Effect::KeepJournal(Box::new(entry.clone()));
    let told = done(folder.path(), [keep(&entry), save, Effect::ForgetJournal, keep(&other)]);
    assert!(told.contains(&Action::NotSaved { before: None, entry: Box::new(entry.clone()) }), "{told:?}");
    // Another one does not write over it, and is kept as well.
    assert_eq!(Store::open(Some(folder.path().to_owned())).unwrap().read().draft, Some(other));
    let is_told = |action: &Action| matches!(action, Action::Report(why) if why.contains("lies in the trash now"));
    assert!(told.iter().any(is_told), "{told:?}");
}

#[test]
fn what_could_not_be_saved_is_not_forgotten_when_something_else_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let old = Entry::on("2024-11-22T18:32:00+01:00".parse().unwrap(), None);
    Store::open(Some(folder.path().to_owned())).unwrap().record(&old).unwrap();
    let year = folder.path().join("history/2026");
    drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(&year).unwrap());
    let entry = |at: &str| {
        let mut entry = Entry::on(at.parse().unwrap(), None);
        at.clone_into(&mut entry.journal.went_well);
        entry
    };
    // One can't be saved, as its folder is none; one of another year can.
    let (lost, fine) = (entry("2026-11-22T18:32:00+01:00"), entry("2025-11-22T18:32:00+01:00"));
    let keep = |entry: &Entry| Effect::KeepJournal(Box::new(entry.clone()));
    let save = |entry: &Entry| Effect::SaveEntry { before: None, entry: Box::new(entry.clone()) };
    let told = done(folder.path(), [keep(&lost), save(&lost), save(&fine), Effect::ForgetJournal]);
    assert!(told.iter().any(|action| matches!(action, Action::NotSaved { .. })), "{told:?}");
    assert_eq!(Store::open(Some(folder.path().to_owned())).unwrap().read().draft, Some(lost));
    let told = done(folder.path(), [keep(&fine), save(&fine), Effect::ForgetJournal]);
    assert_eq!(Store::open(Some(folder.path().to_owned())).unwrap().read().draft, None, "{told:?}");
}

#[test]
fn of_many_changes_the_last_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let at = |percent| Effect::SaveSettings(Settings { volume: Volume::percent(percent), ..Settings::default() });
    assert_eq!(done(folder.path(), (0..50).map(at)), []);
    let saved = Store::open(Some(folder.path().to_owned())).unwrap().read().settings;
    assert_eq!(saved.volume, Volume::percent(49));
}

#[test]
fn an_entry_that_got_another_name_is_told_and_what_has_its_name_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let entry = |text: &str| {
        let mut entry = Entry::on("2026-11-22T18:32:00+01:00".parse().unwrap(), None);
        text.clone_into(&mut entry.journal.went_well);
        entry
    };
    let (theirs, ours) = (entry("Theirs."), entry("Ours."));
    Store::open(Some(folder.path().to_owned())).unwrap().record(&theirs).unwrap();
    let told = done(folder.path(), [Effect::SaveEntry { before: None, entry: Box::new(ours.clone()) }]);
    let got = EntryId::new(format!("{}-2", ours.id));
    assert_eq!(told.first(), Some(&Action::SavedAs { wanted: ours.id.clone(), got }), "{told:?}");
}
