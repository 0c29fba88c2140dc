//! Runs and sessions, from the moment a file is found to the entry that is written, and the half hour for eating.

use afterrun::domain::activity::{Brought, Sport};
use afterrun::domain::cue::Cue;
use afterrun::domain::history::{Entry, EntryId, What};
use afterrun::domain::journal::Effort;
use afterrun::domain::refuel::Fed;
use afterrun::domain::run::{Distance, Run, Trace};
use afterrun::domain::score::Sound;
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Effect, REMINDER, RunDeed, Stage};
use egui::Key;
use egui_kittest::kittest::Queryable;

use crate::support::{Desk, Setup};

const SECOND: Span = Span::secs(1);

/// A run of 10.2 km in 52:11, without pauses.
pub fn run(start: &str, file: &str) -> Run {
    let time = Span::secs(3131);
    let trace = Trace { start: start.parse().unwrap(), elapsed: time, file: file.into() };
    Run { distance: Distance::metres(10_200.0), time: Some(time), trace: Some(trace), ..Run::default() }
}

/// One that was over at 18:24:11, eight minutes before the desk's evening.
pub fn todays() -> Run {
    run("2026-11-22T17:32:00+01:00", "morning_run.fit")
}

pub fn found(run: Run) -> Action {
    Action::Run(RunDeed::Found(Brought { file: "a.fit".into(), runs: Ok(vec![run]), damage: None }))
}

pub fn named(run: Run) -> Action {
    Action::Run(RunDeed::Brought(Brought { file: "a.fit".into(), runs: Ok(vec![run]), damage: None }))
}

pub fn told<'a>(actions: impl IntoIterator<Item = Action>) -> Desk<'a> {
    with_history(Vec::new(), actions)
}

pub fn with_history<'a>(history: Vec<Entry>, actions: impl IntoIterator<Item = Action>) -> Desk<'a> {
    let mut desk = Desk::new(Setup { history, ..Setup::default() });
    desk.notebook.take();
    for action in actions {
        desk.notebook.tell(action);
        desk.step();
    }
    desk
}

/// Starts a session and ends it after a while.
pub fn do_session(desk: &mut Desk<'_>) {
    desk.press(Key::Space);
    desk.pass(SECOND * 60, SECOND);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert!(matches!(desk.model().stage(), Stage::Writing(_)));
}

fn saved(desk: &Desk<'_>) -> Vec<Entry> {
    let entries = desk.notebook.take().into_iter().filter_map(|effect| match effect {
        Effect::Record(entry) | Effect::SaveEntry { entry, .. } => Some(*entry),
        _ => None,
    });
    entries.collect()
}

#[test]
fn the_newest_run_of_today_is_offered_and_belongs_to_the_next_session() {
    let earlier = run("2026-11-22T09:00:00+01:00", "early.gpx");
    let yesterday = run("2026-11-21T17:32:00+01:00", "yesterday.gpx");
    let ride = Run { sport: Sport::Other("cycling".into()), ..run("2026-11-22T17:40:00+01:00", "ride.fit") };
    let mut desk =
        told([found(earlier.clone()), found(todays()), found(earlier.clone()), found(yesterday), found(ride)]);
    assert!(desk.shows("10.2 km · 52:11") && desk.shows("from morning_run.fit"));
    assert!(desk.shows("Refuel within 23 min. Finished 7 minutes ago"));
    do_session(&mut desk);
    let entries = saved(&desk);
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].run, Some(todays()));
    assert_eq!(desk.model().runs().offered(), Some(&earlier), "and then the one before it");
    // The same run again, from another program.
    desk.notebook.tell(found(run("2026-11-22T16:32:04Z", "Afternoon_Run.gpx")));
    desk.step();
    assert_eq!(desk.model().runs().offered(), Some(&earlier), "and then the one before it");
}

#[test]
fn a_run_that_is_not_wanted_is_not_offered_again() {
    let mut desk = told([found(todays())]);
    desk.click("Not this one");
    assert!(!desk.shows("10.2 km · 52:11"));
    desk.notebook.tell(found(todays()));
    desk.step();
    assert_eq!(desk.model().runs().offered(), None);
    // But whoever names it means it.
    desk.notebook.tell(named(todays()));
    desk.step();
    assert!(desk.shows("10.2 km · 52:11"));
}

#[test]
fn a_run_that_was_kept_alone_becomes_one_entry_with_its_session() {
    let mut desk = told([found(todays())]);
    desk.click("Keep it");
    let alone = saved(&desk);
    assert_eq!((alone.len(), alone[0].session(), alone[0].run.clone()), (1, None, Some(todays())));
    assert!(desk.shows("10.2 km · 52:11"), "it is that of today still");
    do_session(&mut desk);
    let effects = desk.notebook.take();
    let save = effects.iter().find_map(|effect| match effect {
        Effect::SaveEntry { before: Some(before), entry } => Some((before.as_ref().clone(), entry.as_ref().clone())),
        _ => None,
    });
    let (before, after) = save.unwrap();
    assert_eq!((&before, &after.id), (&alone[0], &alone[0].id));
    assert!(after.session().is_some() && after.run == Some(todays()));
    assert!(effects.contains(&Effect::ForgetSession), "{effects:?}");
    assert_eq!(desk.model().past().history().entries(), [after]);
}

#[test]
fn a_run_that_comes_after_the_session_finds_it() {
    let mut desk = told([]);
    do_session(&mut desk);
    desk.press(Key::Escape);
    let session = saved(&desk).remove(0);
    desk.notebook.tell(found(todays()));
    desk.step();
    desk.click("Keep it");
    let entries = saved(&desk);
    assert_eq!(entries, [Entry { run: Some(todays()), ..session }]);
}

#[test]
fn an_old_run_that_is_named_goes_into_the_history_once() {
    let old = run("2025-03-30T01:40:00+01:00", "old.tcx");
    let mut desk = told([named(old.clone())]);
    let entries = saved(&desk);
    assert_eq!(entries[0].run, Some(old.clone()));
    assert_eq!(entries[0].day(), "2025-03-30".parse().unwrap());
    assert!(matches!(desk.model().stage(), Stage::Writing(writing) if writing.entry() == &entries[0]));
    desk.press(Key::Escape);
    desk.notebook
        .tell(named(Run { trace: Some(Trace { file: "same.gpx".into(), ..old.trace.clone().unwrap() }), ..old }));
    desk.step();
    assert_eq!(saved(&desk), []);
    assert!(desk.window.query_by_label_contains("in the history already, on 30 March 2025").is_some());
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    let why = "This is a planned route, not a run; choose the file of a run (route.gpx)";
    let brought = Brought { file: "route.gpx".into(), runs: Err(why.into()), damage: None };
    let desk = told([Action::Run(RunDeed::Found(brought.clone())), Action::Run(RunDeed::Brought(brought))]);
    assert_eq!(desk.model().notices().iter().map(|notice| notice.text.as_str()).collect::<Vec<_>>(), [why]);
}

#[test]
fn half_a_file_is_not_offered_by_itself_and_says_so_when_it_is_named() {
    let damage = "This file is cut off, so the end of the run is missing (a.fit)";
    let half = || Brought { file: "a.fit".into(), runs: Ok(vec![todays()]), damage: Some(damage.into()) };
    let mut desk = told([Action::Run(RunDeed::Found(half()))]);
    assert_eq!(desk.model().runs().offered(), None);
    desk.notebook.tell(Action::Run(RunDeed::Brought(half())));
    desk.step();
    assert_eq!(desk.model().runs().offered(), Some(&todays()));
    assert!(desk.shows(damage));
}

#[test]
fn a_run_is_imported_from_today_by_its_path() {
    let mut desk = told([]);
    desk.click("Import a run…");
    desk.window.event(egui::Event::Text("/home/you/run.fit".into()));
    desk.step();
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ReadRun("/home/you/run.fit".into())]);
    desk.click("Import a run…");
    // While it is asked, Space starts nothing and Esc leaves it.
    desk.press(Key::Escape);
    assert!(!desk.shows("Path of the file"));
    desk.press(Key::Space);
    assert!(matches!(desk.model().stage(), Stage::Playing(_)));
}

#[test]
fn of_several_activities_one_is_chosen() {
    let ride = Run { sport: Sport::Other("cycling".into()), ..run("2026-11-22T15:00:00+01:00", "tri.fit") };
    let brought = Brought { file: "tri.fit".into(), runs: Ok(vec![ride, todays()]), damage: None };
    let mut desk = told([Action::Run(RunDeed::Brought(brought))]);
    assert_eq!(desk.model().runs().choosing().unwrap().1.len(), 2);
    desk.notebook.tell(Action::Run(RunDeed::Choose(1)));
    desk.step();
    assert_eq!((desk.model().runs().choosing(), desk.model().runs().offered()), (None, Some(&todays())));
}

#[test]
fn one_key_says_that_something_was_eaten() {
    let mut desk = told([found(todays())]);
    desk.press(Key::R);
    assert!(desk.shows("Refuelled at 18:32. Finished 7 minutes ago"));
    do_session(&mut desk);
    assert_eq!(saved(&desk)[0].refuelled, Some("2026-11-22T18:32:00+01:00".parse().unwrap()));
    // Afterwards it is changed where it is written.
    desk.notebook.tell(Action::Refuelled);
    desk.step();
    assert_eq!(saved(&desk)[0].refuelled, None);
}

#[test]
fn what_was_ticked_off_on_today_is_seen_in_the_player_where_the_same_key_takes_it_back() {
    let mut desk = told([found(todays())]);
    desk.press(Key::R);
    assert!(desk.window.query_by_label_contains("R takes it back").is_some());
    desk.press(Key::Space);
    assert!(desk.shows("Refuelled at 18:32"));
}

#[test]
fn what_the_key_does_is_said_beside_the_ring_and_nothing_of_it_is_cut_off() {
    for size in [(900.0, 600.0), (1366.0, 768.0)] {
        let mut desk = Desk::new(Setup { size, ..Setup::default() });
        desk.notebook.tell(found(todays()));
        desk.step();
        let right = desk.window.get_by_label("Not this one").rect().right().max(size.0 - 54.0);
        for label in ["Refuel within 23 min", "R when done"] {
            let places = desk.window.query_all_by_label_contains(label).map(|node| node.rect()).collect::<Vec<_>>();
            assert!(
                !places.is_empty() && places.iter().all(|place| place.right() <= right),
                "{size:?}, {label}: {places:?}"
            );
        }
    }
}

#[test]
fn the_window_of_a_session_without_a_run_begins_with_it() {
    let mut desk = told([]);
    assert_eq!(desk.model().refuel(afterrun::clock::Clock::now(desk.clock.as_ref())), None);
    desk.press(Key::Space);
    desk.pass(SECOND * 61, SECOND);
    assert!(desk.shows("Refuel within 29 min"));
    desk.press(Key::R);
    assert!(!desk.shows("Refuel within 29 min"));
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert!(matches!(desk.model().refuel(now), Some((_, Fed::At(_)))));
    assert!(desk.shows("Refuelled at 18:33"), "it stays in sight");
    desk.pass(SECOND * 60, SECOND);
    assert!(desk.shows("Refuelled at 18:33"));
    desk.press(Key::R);
    assert!(desk.shows("Refuel within 28 min"), "and it is taken back");
    assert!(desk.shows("Taken back: not refuelled yet"));
    desk.press(Key::R);
    assert!(!desk.shows("Taken back: not refuelled yet"));
}

#[test]
fn a_step_of_the_routine_that_is_eating_ticks_it_off() {
    let mut desk = told([]);
    desk.press(Key::Space);
    for _ in 0..200 {
        let player = desk.playing().player();
        let segment = player.segment();
        if segment.kind.is_work() && player.plan().step(&segment).name == "Refuel" {
            break;
        }
        desk.press(Key::ArrowRight);
    }
    desk.pass(SECOND * 5, SECOND);
    desk.press(Key::Enter);
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert!(matches!(desk.model().refuel(now), Some((_, Fed::At(_)))));
}

fn reminders(effects: &[Effect]) -> usize {
    effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Play(cues) if cues.iter().any(|(_, cue)| *cue == Sound::Cue(Cue::Refuel))))
        .count()
}

#[test]
fn the_reminder_is_shown_and_spoken_once_when_ten_minutes_are_left() {
    let mut desk = told([found(todays())]);
    let twelve = Span::secs(12 * 60);
    desk.pass(twelve, SECOND * 30);
    assert!(!desk.shows(REMINDER));
    assert_eq!(reminders(&desk.notebook.take()), 0);
    // 18:44:11 and a little.
    desk.pass(SECOND * 11, SECOND);
    assert!(desk.shows(REMINDER));
    assert_eq!(reminders(&desk.notebook.take()), 1);
    desk.pass(SECOND * 300, SECOND * 30);
    assert_eq!(reminders(&desk.notebook.take()), 0);
    desk.press(Key::R);
    assert!(!desk.shows(REMINDER), "who has eaten needs no reminder");
}

#[test]
fn in_a_session_the_reminder_is_among_the_cues_where_none_sounds() {
    let mut desk = told([found(todays())]);
    desk.press(Key::Space);
    let effects = desk.notebook.take();
    let cues = effects.iter().find_map(|effect| match effect {
        Effect::Play(sounds) => Some(crate::support::cues(sounds)),
        _ => None,
    });
    let cues = cues.unwrap();
    let at = cues.iter().position(|(_, cue)| *cue == Cue::Refuel);
    let started = afterrun::clock::Clock::now(desk.clock.as_ref()).tick;
    if let Some(at) = at {
        // As soon after 12 min 10 s as nothing else sounds.
        let after = cues[at].0.since(started);
        assert!((730..760).contains(&after.whole_secs()), "{after}");
        for pair in cues.windows(2) {
            assert!(pair[0].0 + pair[0].1.length() <= pair[1].0, "{pair:?}");
        }
    } else {
        panic!("it is not among the cues: {cues:?}");
    }
    desk.press(Key::R);
    assert_eq!(reminders(&desk.notebook.take()), 0, "it is withdrawn");
}

#[test]
fn a_journal_survives_being_cut_off() {
    let mut desk = told([]);
    do_session(&mut desk);
    desk.notebook.take();
    desk.notebook.tell(Action::Jot(Jot::Effort(Effort::new(7).unwrap())));
    desk.step();
    let kept = desk.notebook.take().into_iter().find_map(|effect| match effect {
        Effect::KeepJournal(entry) => Some(*entry),
        _ => None,
    });
    let kept = kept.unwrap();
    let history = desk.model().past().history().entries().to_vec();
    // The next start.
    let mut start = crate::support::start();
    start.draft = Some(kept.clone());
    let mut desk = Desk::new(Setup { history, start, ..Setup::default() });
    desk.notebook.take();
    assert!(desk.shows("Your journal is not saved yet"));
    desk.click("Write on");
    desk.notebook.tell(Action::Jot(Jot::Save));
    desk.step();
    let effects = desk.notebook.take();
    assert_eq!(effects.iter().filter(|effect| **effect == Effect::ForgetJournal).count(), 1);
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::SaveEntry { before: Some(before), entry } => Some((before.journal.effort, *entry)),
        _ => None,
    });
    assert_eq!(saved, Some((None, kept)));
    assert!(!desk.shows("Your journal is not saved yet"));
}

pub fn effort(number: u8) -> Action {
    Action::Jot(Jot::Effort(Effort::new(number).unwrap()))
}

#[test]
fn a_journal_that_was_left_takes_in_what_becomes_known_meanwhile() {
    let mut desk = told([]);
    do_session(&mut desk);
    desk.notebook.tell(effort(7));
    desk.step();
    desk.press(Key::Escape);
    desk.notebook.take();
    // The watch is synced, and something eaten, before the journal is gone on with.
    desk.notebook.tell(found(todays()));
    desk.step();
    desk.click("Keep it");
    desk.press(Key::R);
    let id = desk.model().past().history().newest().unwrap().id.clone();
    desk.notebook.tell(Action::Jot(Jot::Open(id)));
    desk.step();
    desk.notebook.tell(Action::Jot(Jot::Save));
    desk.step();
    let saved = saved(&desk).pop().unwrap();
    assert_eq!(saved.journal.effort.map(Effort::number), Some(7), "what was written is there still");
    assert_eq!((saved.run, saved.refuelled.is_some()), (Some(todays()), true));
    assert_eq!(desk.model().past().history().entries().len(), 1);
}

#[test]
fn another_journal_takes_the_place_of_one_that_was_left_and_loses_nothing() {
    let mut desk = told([]);
    do_session(&mut desk);
    desk.notebook.tell(effort(7));
    desk.step();
    desk.press(Key::Escape);
    desk.notebook.take();
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    desk.step();
    let effects = desk.notebook.take();
    let written = effects
        .iter()
        .position(|effect| matches!(effect, Effect::SaveEntry { entry, .. } if entry.journal.effort.is_some()));
    let forgotten = effects.iter().position(|effect| *effect == Effect::ForgetJournal);
    assert!(written.is_some() && written < forgotten, "{effects:?}");
    // What is changed and changed back leaves nothing to go on with.
    desk.notebook.tell(effort(3));
    desk.step();
    desk.notebook.tell(effort(3));
    desk.step();
    desk.notebook.take();
    // The first closes the notice of what was saved.
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert_eq!(desk.notebook.take(), [Effect::ForgetJournal]);
    assert_eq!(desk.model().unsaved_journal(), None);
}

#[test]
fn a_run_that_the_history_knows_is_not_offered_whichever_is_read_first() {
    let known = Entry::on("2026-11-22T17:32:00+01:00".parse().unwrap(), Some(todays()));
    let mut desk = told([found(todays())]);
    assert!(desk.model().runs().offered().is_some());
    desk.notebook.tell(Action::HistoryPart(vec![known], Vec::new()));
    desk.step();
    assert_eq!(desk.model().runs().offered(), None);
}

#[test]
fn a_second_session_after_one_run_begins_no_half_hour_of_its_own() {
    let mut desk = told([found(todays())]);
    desk.press(Key::R);
    do_session(&mut desk);
    desk.press(Key::Escape);
    do_session(&mut desk);
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert!(matches!(desk.model().refuel(now), Some((window, Fed::At(_))) if Some(window.since()) == todays().end()));
}

/// An entry that was saved with an effort of 7, and is left with one of 2.
fn left_unsaved<'a>() -> (Desk<'a>, EntryId) {
    let mut desk = told([]);
    do_session(&mut desk);
    let id = desk.model().past().history().newest().unwrap().id.clone();
    let save = [effort(7), Action::Jot(Jot::Save)];
    for action in save.into_iter().chain([Action::Jot(Jot::Open(id.clone())), effort(2), Action::Jot(Jot::Leave)]) {
        desk.notebook.tell(action);
        desk.step();
    }
    desk.notebook.take();
    (desk, id)
}

#[test]
fn what_was_left_is_saved_with_a_word_and_what_was_there_before_lies_in_the_trash() {
    let (mut desk, id) = left_unsaved();
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    desk.step();
    let effects = desk.notebook.take();
    assert!(
        matches!(&effects[..], [Effect::TrashCopy(old), Effect::SaveEntry { .. }, Effect::ForgetJournal] if old.journal.effort == Effort::new(7)),
        "{effects:?}"
    );
    assert_eq!(desk.model().past().history().get(&id).unwrap().journal.effort, Effort::new(2));
    assert!(desk.shows("What you left unsaved of 22 November 2026 is saved; what was there before lies in the trash"));
}

#[test]
fn what_could_not_be_saved_is_a_journal_that_is_not_saved() {
    let (mut desk, id) = left_unsaved();
    desk.notebook.tell(Action::Jot(Jot::TakeUp));
    desk.step();
    desk.notebook.tell(Action::Jot(Jot::Save));
    desk.step();
    let failed = desk.notebook.take().into_iter().find_map(|effect| match effect {
        Effect::SaveEntry { before, entry } => Some(Action::NotSaved { before, entry }),
        _ => None,
    });
    desk.notebook.tell(failed.unwrap());
    desk.step();
    assert_eq!(desk.model().past().history().get(&id).unwrap().journal.effort, Effort::new(7), "as on the disk");
    assert_eq!(desk.model().unsaved_journal().unwrap().journal.effort, Effort::new(2));
}

#[test]
fn each_of_several_files_that_are_dropped_is_kept() {
    let runs = ["2026-11-16", "2026-11-17", "2026-11-18"].map(|day| run(&format!("{day}T08:00:00+01:00"), "a.fit"));
    let desk = told(runs.clone().map(named));
    let kept: Vec<_> = desk.model().past().history().entries().iter().map(|entry| entry.run.clone().unwrap()).collect();
    assert_eq!(kept, runs);
    // The first one's journal is open, and has its own run still.
    assert!(matches!(desk.model().stage(), Stage::Writing(writing) if writing.entry().run.as_ref() == runs.first()));
}

#[test]
fn a_run_that_was_asked_for_in_a_journal_takes_the_place_of_its_run_and_is_not_offered_besides() {
    let mut desk = told([]);
    do_session(&mut desk);
    desk.notebook.tell(found(todays()));
    desk.notebook.tell(Action::Run(RunDeed::Read("a.fit".into())));
    desk.notebook.tell(named(todays()));
    desk.step();
    assert!(matches!(desk.model().stage(), Stage::Writing(writing) if writing.entry().run == Some(todays())));
    assert_eq!(desk.model().runs().offered(), None);
    let other = run("2026-11-22T09:00:00+01:00", "early.gpx");
    desk.notebook.tell(Action::Run(RunDeed::Read("early.gpx".into())));
    desk.notebook.tell(named(other.clone()));
    desk.step();
    assert!(matches!(desk.model().stage(), Stage::Writing(writing) if writing.entry().run == Some(other)));
}

#[test]
fn two_runs_of_today_are_both_kept() {
    let early = run("2026-11-22T09:00:00+01:00", "early.gpx");
    let desk = told([found(todays()), named(early.clone())]);
    assert_eq!(desk.model().runs().offered(), Some(&early));
    assert_eq!(desk.model().past().history().newest().unwrap().run, Some(todays()));
}

#[test]
fn a_run_belongs_to_the_session_that_was_nearest_after_it() {
    let session = |at: &str| {
        let mut desk = told([]);
        do_session(&mut desk);
        let mut entry = saved(&desk).remove(0);
        let What::Session(session) = &mut entry.what else { panic!("a session was recorded") };
        session.started = at.parse().unwrap();
        entry.id = EntryId::new(at.replace(':', ""));
        entry
    };
    let history = ["2026-11-22T12:50:00+01:00", "2026-11-22T16:00:00+01:00"].map(session);
    let run = run("2026-11-22T11:50:00+01:00", "a.fit");
    let mut desk = with_history(history.to_vec(), [found(run.clone())]);
    desk.click("Keep it");
    let entries = desk.model().past().history().entries();
    assert_eq!(entries.iter().map(|entry| entry.run.clone()).collect::<Vec<_>>(), [Some(run), None]);
}

#[test]
fn a_session_that_begins_within_a_second_is_reminded_once() {
    let mut desk = told([]);
    // The desk's evening begins with a fraction of a second.
    desk.press(Key::Space);
    desk.pass(SECOND * 20 * 60, SECOND * 10);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    let before = reminders(&desk.notebook.take());
    desk.pass(SECOND * 300, SECOND * 10);
    assert_eq!((before > 0, reminders(&desk.notebook.take())), (true, 0));
}

#[test]
fn ten_minutes_are_said_only_when_they_are_left() {
    let late = run("2026-11-22T17:12:00+01:00", "late.fit");
    let desk = told([found(late)]);
    assert!(!desk.shows(REMINDER));
    assert_eq!(reminders(&desk.notebook.take()), 0);
}

#[test]
fn an_entry_with_another_name_on_the_disk_goes_on_under_that() {
    let (mut desk, wanted) = left_unsaved();
    let got = EntryId::new(format!("{wanted}-2"));
    desk.notebook.tell(Action::SavedAs { wanted: wanted.clone(), got: got.clone() });
    let theirs = Entry { id: wanted.clone(), ..desk.model().past().history().newest().unwrap().clone() };
    desk.notebook.tell(Action::HistoryRead(vec![theirs], Vec::new()));
    desk.step();
    let history = desk.model().past().history();
    assert!(history.get(&wanted).is_some() && history.get(&got).is_some());
    assert_eq!(desk.model().unsaved_journal().unwrap().id, got);
}

#[test]
fn what_a_backup_brings_back_is_not_written_over_by_what_was_set_before() {
    use afterrun::domain::past::week::{NeutralWeek, Week, Weeks};
    use afterrun::domain::settings::{Motion, Settings, Volume};
    use afterrun::model::{BroughtBack, Setting};
    let mut weeks = Weeks::default();
    let week = |day: &str| Week::of(day.parse().unwrap());
    weeks.set(week("2026-03-02"), Some(NeutralWeek::Illness));
    let settings = Settings { volume: Volume::percent(11), ..Settings::default() };
    let back = BroughtBack { settings, weeks, ..BroughtBack::default() };
    let mut desk = told([Action::BroughtBack(Box::new(back))]);
    desk.notebook.take();
    desk.notebook.tell(Action::SetWeek(week("2026-11-22"), Some(NeutralWeek::Rest)));
    desk.notebook.tell(Action::Set(Setting::Motion(Motion::Reduced)));
    desk.step();
    let effects = desk.notebook.take();
    let both = |weeks: &Weeks| weeks.get(week("2026-03-02")).is_some() && weeks.get(week("2026-11-22")).is_some();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveWeeks(weeks) if both(weeks))), "{effects:?}");
    let kept = |settings: &Settings| settings.volume == Volume::percent(11) && settings.motion == Motion::Reduced;
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveSettings(settings) if kept(settings))));
}
