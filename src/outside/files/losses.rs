//! That nothing a person has is lost, doubled or written over, whatever the disk does.

use super::world::{World, brought, day, disk, draft, effort, empty, fill, named, run, unfinished};
use super::*;
use crate::domain::history::Entry;
use crate::domain::journal::{Effort, Passage};
use crate::domain::player::Command;
use crate::domain::run::{Distance, HeartRate, Run};
use crate::domain::session::Session;
use crate::model::Stage;
use crate::model::journal::Jot;

#[test]
fn a_run_that_comes_again_is_an_entry_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (run("2026-11-22T17:00:00+01:00"), run("2026-11-22T16:00:00+01:00"));
    let mut world = World::start(folder.path());
    world.runs(RunDeed::Found(brought(first.clone())));
    world.runs(RunDeed::Keep);
    world.session();
    world.runs(RunDeed::Read("b.fit".into()));
    world.runs(named(brought(second.clone())));
    world.jots([effort(7), Jot::Save]);
    world.close();
    let before = disk(folder.path());
    assert_eq!((before.len(), before[0].run.as_ref()), (1, Some(&second)));
    let mut world = World::start(folder.path());
    world.runs(RunDeed::Found(brought(first.clone())));
    world.runs(RunDeed::Keep);
    let after = disk(folder.path());
    assert!(after.len() == 2 && after.contains(&before[0]), "the session and its journal stay: {after:?}");
    assert!(after.iter().any(|entry| entry.run.as_ref() == Some(&first) && entry.session().is_none()));
}

#[test]
fn notes_on_a_day_whose_run_was_taken_out_stay_when_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let old = run("2026-11-02T08:00:00+01:00");
    let mut world = World::start(folder.path());
    world.runs(named(brought(old.clone())));
    world.jots([Jot::DropRun, Jot::Write(Passage::WentWell, "Rested.".into()), Jot::Save]);
    world.runs(named(brought(old)));
    let notes: Vec<String> = disk(folder.path()).into_iter().map(|entry| entry.journal.went_well).collect();
    assert!(notes.len() == 2 && notes.contains(&"Rested.".to_owned()), "{notes:?}");
    assert_eq!(world.memory().len(), 2);
}

#[test]
fn a_session_that_could_not_be_written_down_waits_until_it_is_whatever_else_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    fill(folder.path());
    world.session();
    world.jots([Jot::Leave]);
    assert!(unfinished(folder.path()));
    // Another year has room.
    world.jots([day("2025-11-20"), effort(5), Jot::Save]);
    assert!(unfinished(folder.path()), "it is still the only copy");
    empty(folder.path());
    let session = world.memory().last().unwrap().id.clone();
    world.jots([Jot::Open(session), effort(4), Jot::Save]);
    assert!(!unfinished(folder.path()), "it is in the history now");
    let done = disk(folder.path()).into_iter().filter(|entry| entry.session().is_some()).count();
    assert_eq!(done, 1);
}

#[test]
fn a_session_is_not_moved_away_while_it_runs_because_something_else_fails() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.jots([day("2026-11-20"), effort(5)]);
    fill(folder.path());
    world.jots([Jot::Save]);
    world.does(Action::Start);
    world.clock.pass(Span::secs(30));
    let effects = world.model.tick(world.clock.now());
    world.carry_out(effects);
    assert!(unfinished(folder.path()));
    let told: Vec<&str> = world.model.notices().iter().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().all(|words| !words.contains("A session that could not be saved")), "{told:?}");
}

#[test]
fn a_session_that_is_in_the_history_is_not_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.does(Action::Start);
    world.clock.pass(Span::secs(60));
    let effects = world.model.tick(world.clock.now());
    world.carry_out(effects);
    let effects = world.model.update(Action::Player(Command::End), world.clock.now());
    // The machine stops between the record and the end of what was kept.
    world.carry_out(effects.into_iter().filter(|effect| !matches!(effect, Effect::ForgetSession)).collect());
    assert!(unfinished(folder.path()));
    let world = World::start(folder.path());
    assert_eq!(world.model.unfinished(), None);
    assert!(!unfinished(folder.path()));
    assert_eq!(disk(folder.path()).len(), 1);
}

#[test]
fn a_journal_that_was_left_does_not_undo_the_session_that_came_to_its_entry() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (run("2026-11-22T17:00:00+01:00"), run("2026-11-22T16:00:00+01:00"));
    let mut world = World::start(folder.path());
    world.runs(RunDeed::Found(brought(first)));
    world.runs(RunDeed::Keep);
    let id = world.memory()[0].id.clone();
    world.jots([Jot::Open(id)]);
    world.runs(RunDeed::Read("b.fit".into()));
    world.runs(named(brought(second)));
    world.jots([Jot::Leave]);
    world.session();
    world.jots([effort(6), Jot::Save]);
    assert_eq!(disk(folder.path()).iter().filter(|entry| entry.session().is_some()).count(), 1);
}

#[test]
fn what_could_not_be_saved_is_seen_by_whoever_opens_it_and_saved_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.session();
    world.jots([Jot::Save, day("2026-11-10"), effort(3), Jot::Leave]);
    fill(folder.path());
    let late = run("2026-11-22T17:50:00+01:00");
    world.runs(RunDeed::Found(brought(late.clone())));
    world.runs(RunDeed::Keep);
    assert_eq!(world.model.unsaved_journal().unwrap().journal.effort, Effort::new(3), "the one that was left");
    empty(folder.path());
    let session = world.memory().into_iter().find(|entry| entry.session().is_some()).unwrap();
    assert_eq!(session.run, None, "as on the disk");
    world.jots([Jot::Open(session.id), effort(7), Jot::Save]);
    let saved = disk(folder.path()).into_iter().find(|entry| entry.session().is_some()).unwrap();
    assert_eq!((saved.run, saved.journal.effort), (Some(late), Effort::new(7)));
    assert_eq!(world.memory(), disk(folder.path()));
}

#[test]
fn what_could_not_be_saved_is_kept_and_tried_again_when_the_window_closes() {
    for room_again in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::start(folder.path());
        fill(folder.path());
        let old = run("2026-11-22T08:00:00+01:00");
        world.runs(RunDeed::Found(brought(old.clone())));
        world.runs(RunDeed::Keep);
        assert_eq!(world.model.unsaved_journal().and_then(|entry| entry.run.as_ref()), Some(&old));
        assert_eq!(draft(folder.path()).and_then(|entry| entry.run), Some(old.clone()), "it is on the disk");
        if room_again {
            empty(folder.path());
        }
        world.close();
        let kept = disk(folder.path()).into_iter().filter_map(|entry| entry.run).collect::<Vec<_>>();
        let expected = if room_again { (vec![old], None) } else { (vec![], Some(old)) };
        assert_eq!((kept, draft(folder.path()).and_then(|entry| entry.run)), expected);
    }
}

#[test]
fn a_journal_that_opens_and_could_not_be_saved_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    fill(folder.path());
    let old = run("2026-11-02T08:00:00+01:00");
    world.runs(named(brought(old.clone())));
    assert_eq!(draft(folder.path()).and_then(|entry| entry.run), Some(old.clone()));
    world.jots([Jot::Leave]);
    empty(folder.path());
    world.close();
    assert_eq!(draft(folder.path()).and_then(|entry| entry.run), Some(old), "it is offered at the next start");
}

#[test]
fn two_saves_of_one_entry_that_fail_at_once_leave_the_newer_and_make_no_double() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.jots([day("2026-11-20"), effort(2), Jot::Save]);
    let id = world.memory()[0].id.clone();
    fill(folder.path());
    // Both are under way before the first answer comes.
    let now = world.clock.now();
    let mut effects = Vec::new();
    for number in [4, 6] {
        for jot in [Jot::Open(id.clone()), effort(number), Jot::Save] {
            effects.extend(world.model.update(Action::Jot(jot), now));
        }
    }
    let saves: Vec<Effect> = effects.into_iter().filter(|effect| matches!(effect, Effect::SaveEntry { .. })).collect();
    assert_eq!(saves.len(), 2);
    let room_in_between = saves.clone();
    world.carry_out(saves);
    assert_eq!(world.memory()[0].journal.effort, Effort::new(2), "as on the disk");
    assert_eq!(world.model.unsaved_journal().unwrap().journal.effort, Effort::new(6));
    // The same, and there is room for the second.
    for (effect, has_room) in room_in_between.into_iter().zip([false, true]) {
        if has_room {
            empty(folder.path());
        }
        world.files.carry_out(Job::CarryOut(effect));
    }
    world.settle();
    assert_eq!(disk(folder.path()).len(), 1, "no double");
    assert_eq!((world.memory(), world.model.unsaved_journal()), (disk(folder.path()), None));
    assert_eq!(world.memory()[0].journal.effort, Effort::new(6));
}

#[test]
fn a_run_in_a_journal_that_is_not_saved_does_not_come_a_second_time() {
    let folder = tempfile::tempdir().unwrap();
    let own = run("2026-11-20T08:00:00+01:00");
    let mut world = World::start(folder.path());
    world.jots([day("2026-11-20")]);
    world.runs(RunDeed::Read("a.fit".into()));
    world.runs(named(brought(own.clone())));
    world.jots([Jot::Leave]);
    world.runs(named(brought(own.clone())));
    assert!(matches!(world.model.stage(), Stage::Writing(writing) if writing.entry().run.as_ref() == Some(&own)));
    world.jots([Jot::Save]);
    assert_eq!(disk(folder.path()).len(), 1);
}

#[test]
fn what_was_typed_of_a_run_stays_where_its_file_does_not_say_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.session();
    let (far, heart) = (Distance::metres(8000.0), HeartRate::bpm(150.0));
    world.jots([Jot::Distance(far), Jot::HeartRate(heart), Jot::Save]);
    let bare = Run { distance: None, time: None, ..run("2026-11-22T17:50:00+01:00") };
    world.runs(RunDeed::Found(brought(bare)));
    world.runs(RunDeed::Keep);
    let saved = disk(folder.path());
    assert_eq!(saved.len(), 1);
    let run = saved[0].run.as_ref().unwrap();
    assert_eq!((run.distance, run.heart_rate, run.trace.is_some()), (far, heart, true));
}

#[test]
fn a_text_that_a_file_has_made_longer_is_not_cut_by_one_letter() {
    let folder = tempfile::tempdir().unwrap();
    let mut long = Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), None);
    long.journal.went_well = "a".repeat(9000);
    Store::open(Some(folder.path().to_owned())).unwrap().record(&long).unwrap();
    let mut world = World::start(folder.path());
    let shorter = "a".repeat(8999);
    world.jots([Jot::Open(long.id), Jot::Write(Passage::WentWell, shorter.clone()), Jot::Save]);
    assert_eq!(disk(folder.path())[0].journal.went_well, shorter);
}

#[test]
fn an_entry_that_cannot_be_moved_to_the_trash_is_still_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.jots([day("2026-11-20"), effort(2), Jot::Save]);
    drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(folder.path().join("trash")).unwrap());
    let id = world.memory()[0].id.clone();
    world.jots([Jot::Delete(id)]);
    assert_eq!((world.memory().len(), disk(folder.path()).len()), (1, 1));
}

#[test]
fn a_backup_brings_nothing_half_written_over_what_was_finished_since() {
    let folder = tempfile::tempdir().unwrap();
    let away = tempfile::tempdir().unwrap();
    let zip = away.path().join("all.zip");
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let mut world = World::start(folder.path());
    world.jots([day("2026-11-20"), effort(3), Jot::Save, day("2026-11-20"), effort(5), Jot::Leave]);
    world.does(Action::Start);
    world.clock.pass(Span::secs(30));
    let effects = world.model.tick(world.clock.now());
    world.carry_out(effects);
    assert!(draft(folder.path()).is_some() && unfinished(folder.path()));
    store.backup_to(&zip, Over::Nothing).unwrap();
    // As it was, both come back.
    let as_it_was = tempfile::tempdir().unwrap();
    Store::open(Some(as_it_was.path().to_owned())).unwrap().restore_from(&zip).unwrap();
    assert!(draft(as_it_was.path()).is_some() && unfinished(as_it_was.path()));
    // But not where they have been finished.
    world.does(Action::Player(Command::End));
    world.jots([Jot::Save, day("2026-11-20"), effort(8), Jot::Save]);
    assert_eq!((draft(folder.path()), unfinished(folder.path())), (None, false));
    let restored = store.restore_from(&zip).unwrap();
    assert_eq!((draft(folder.path()), unfinished(folder.path())), (None, false));
    let apart: Vec<&str> = restored.kept.iter().map(|(path, _)| path.as_str()).collect();
    assert!(apart.contains(&"journal.ron") && apart.contains(&"session.ron"), "{apart:?}");
    assert!(folder.path().join("trash/from-backup/journal.ron").exists());
}

#[test]
fn the_only_copy_is_not_written_over_where_the_trash_has_no_room_either() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    fill(folder.path());
    drop(tempfile::NamedTempFile::new_in(folder.path()).unwrap().persist(folder.path().join("trash")).unwrap());
    world.jots([day("2026-11-20"), Jot::Write(Passage::WentWell, "Precious.".into()), Jot::Save]);
    world.jots([day("2026-11-19"), effort(3), effort(4)]);
    assert_eq!(draft(folder.path()).unwrap().journal.went_well, "Precious.");
}

#[test]
fn a_run_is_in_one_of_two_sessions_whenever_the_machine_stops() {
    let folder = tempfile::tempdir().unwrap();
    let first = run("2026-11-22T17:00:00+01:00");
    let mut world = World::start(folder.path());
    world.runs(RunDeed::Found(brought(first.clone())));
    world.does(Action::Start);
    world.clock.pass(Span::secs(4));
    world.does(Action::Player(Command::End));
    world.jots([Jot::Leave]);
    world.does(Action::Start);
    world.clock.pass(Span::secs(110));
    let effects = world.model.tick(world.clock.now());
    world.carry_out(effects);
    let effects = world.model.update(Action::Player(Command::End), world.clock.now());
    for effect in effects {
        world.carry_out(vec![effect]);
        assert!(disk(folder.path()).iter().any(|entry| entry.run.as_ref() == Some(&first)));
    }
    let with_run = disk(folder.path()).into_iter().filter(|entry| entry.run.is_some()).collect::<Vec<_>>();
    assert!(with_run.len() == 1 && with_run[0].session().is_some_and(Session::counts), "{with_run:?}");
}

#[test]
fn a_change_right_after_a_retry_is_what_stays_and_makes_no_double() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.session();
    world.jots([Jot::Save]);
    fill(folder.path());
    world.runs(RunDeed::Found(brought(run("2026-11-22T17:50:00+01:00"))));
    world.runs(RunDeed::Keep);
    empty(folder.path());
    // What failed is saved, and changed at once.
    world.does(Action::Refuelled);
    assert!(disk(folder.path())[0].refuelled.is_some());
    assert_eq!(world.memory(), disk(folder.path()));
    let id = world.memory()[0].id.clone();
    world.jots([Jot::Open(id), effort(6), Jot::Save]);
    assert_eq!((world.memory(), disk(folder.path()).len()), (disk(folder.path()), 1));
}

#[test]
fn of_several_that_cannot_be_saved_each_lies_somewhere_when_the_window_closes() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    fill(folder.path());
    for hour in ["08", "12"] {
        world.runs(RunDeed::Found(brought(run(&format!("2026-11-22T{hour}:00:00+01:00")))));
        world.runs(RunDeed::Keep);
    }
    world.close();
    assert!(draft(folder.path()).is_some());
    assert!(folder.path().join("trash/history").exists(), "the other one");
}

#[test]
fn a_run_that_comes_late_belongs_to_the_session_that_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    world.does(Action::Start);
    world.clock.pass(Span::secs(4));
    world.does(Action::Player(Command::End));
    world.jots([Jot::Leave]);
    world.session();
    world.jots([effort(6), Jot::Save]);
    world.runs(RunDeed::Found(brought(run("2026-11-22T17:50:00+01:00"))));
    world.runs(RunDeed::Keep);
    let with_run: Vec<Entry> = disk(folder.path()).into_iter().filter(|entry| entry.run.is_some()).collect();
    assert!(with_run.len() == 1 && with_run[0].journal.effort == Effort::new(6), "{with_run:?}");
}

#[test]
fn a_half_written_journal_that_a_backup_brings_is_offered_also_after_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::start(folder.path());
    let mut half = Entry::on("2026-11-10T12:00:00+01:00".parse().unwrap(), None);
    "Half.".clone_into(&mut half.journal.went_well);
    world.does(Action::Start);
    let back = crate::model::BroughtBack { draft: Some(half.clone()), ..crate::model::BroughtBack::default() };
    world.does(Action::BroughtBack(Box::new(back)));
    world.does(Action::HistoryRead(Vec::new(), Vec::new()));
    assert_eq!(world.model.unsaved_journal(), Some(&half));
    world.does(Action::Player(Command::End));
    world.jots([effort(3), Jot::Save]);
    assert!(disk(folder.path()).iter().any(|entry| entry.journal.went_well == "Half."));
}
