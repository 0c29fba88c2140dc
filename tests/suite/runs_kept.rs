//! That no run, no journal and no question about them is lost on the way, or comes twice.

use afterrun::domain::activity::Brought;
use afterrun::domain::history::Entry;
use afterrun::domain::run::Run;
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, BroughtBack, Effect, Past, RunDeed, Stage};
use egui::Key;

use crate::runs_in_model::{do_session, effort, found, named, run, todays, told, with_history};
use crate::support::{Desk, Setup};

fn does(desk: &mut Desk<'_>, action: Action) {
    desk.notebook.tell(action);
    desk.step();
}

fn starts(desk: &Desk<'_>) -> Vec<String> {
    let entries = desk.model().past().history().entries().iter();
    entries.filter_map(|entry| Some(entry.run.as_ref()?.trace.as_ref()?.start.format("%H:%M").to_string())).collect()
}

#[test]
fn two_runs_for_one_session_are_both_kept() {
    let mut desk = told([]);
    do_session(&mut desk);
    let session = desk.model().past().history().newest().unwrap().id.clone();
    // Both were over before it, on its day.
    let early = run("2026-11-22T16:20:00+01:00", "early.fit");
    does(&mut desk, named(todays()));
    assert_eq!(desk.entry().run, Some(todays()));
    does(&mut desk, Action::Jot(Jot::Leave));
    does(&mut desk, named(early.clone()));
    does(&mut desk, Action::Run(RunDeed::Keep));
    does(&mut desk, Action::Jot(Jot::Open(session)));
    does(&mut desk, Action::Jot(Jot::Save));
    assert_eq!(starts(&desk), ["16:20", "17:32"], "neither was written over");
}

#[test]
fn a_run_that_had_to_give_way_to_a_newer_one_is_offered_after_it() {
    let late = run("2026-11-22T17:35:00+01:00", "late.fit");
    let early = run("2026-11-22T07:00:00+01:00", "early.fit");
    let mut desk = told([found(early.clone()), found(late.clone())]);
    assert_eq!(desk.model().runs().offered(), Some(&late));
    does(&mut desk, Action::Run(RunDeed::Keep));
    assert_eq!(desk.model().runs().offered(), Some(&early));
    does(&mut desk, Action::Run(RunDeed::Refuse));
    assert_eq!(desk.model().runs().offered(), None);
    assert_eq!(starts(&desk), ["17:35"]);
}

#[test]
fn a_run_whose_figures_were_taken_for_another_day_does_not_come_a_second_time() {
    let mut desk = told([found(todays())]);
    does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    does(&mut desk, Action::Run(RunDeed::Read("morning_run.fit".into())));
    does(&mut desk, named(todays()));
    assert!(desk.model().runs().moving().is_some());
    does(&mut desk, Action::Run(RunDeed::KeepDay));
    assert_eq!(desk.model().runs().offered(), None);
    does(&mut desk, found(todays()));
    assert_eq!(desk.model().runs().offered(), None);
}

#[test]
fn what_was_asked_for_and_never_came_is_not_what_is_dropped_later() {
    let own = run("2026-11-20T08:00:00+01:00", "own.fit");
    let mut desk = with_history(vec![Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), Some(own.clone()))], []);
    let id = desk.model().past().history().newest().unwrap().id.clone();
    does(&mut desk, Action::Jot(Jot::Open(id)));
    does(&mut desk, Action::Run(RunDeed::AskForFile));
    // The dialog is closed, and another run of the day let go over the window.
    let other = run("2026-11-20T17:00:00+01:00", "other.fit");
    does(&mut desk, Action::Run(RunDeed::Dropped("other.fit".into())));
    does(&mut desk, named(other));
    assert_eq!(desk.entry().run, Some(own), "its own run stays");
    assert_eq!(starts(&desk), ["08:00", "17:00"]);
}

#[test]
fn the_question_about_another_day_goes_with_its_journal() {
    for leave in [Jot::GiveUp, Jot::Save, Jot::Leave] {
        let mut desk = told([]);
        does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
        does(&mut desk, effort(5));
        does(&mut desk, Action::Run(RunDeed::Read("old.fit".into())));
        does(&mut desk, named(run("2026-11-01T08:00:00+01:00", "old.fit")));
        assert!(desk.model().runs().moving().is_some());
        does(&mut desk, Action::Jot(leave.clone()));
        assert!(!desk.model().runs().is_asking(), "{leave:?}");
        assert!(matches!(desk.model().stage(), Stage::Idle));
        // The window answers.
        does(&mut desk, Action::Go(afterrun::model::Screen::Today));
        desk.press(Key::Space);
        assert!(matches!(desk.model().stage(), Stage::Playing(_)), "{leave:?}");
    }
}

#[test]
fn a_run_that_is_named_while_the_history_is_read_waits_for_it() {
    let known =
        Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), Some(run("2026-11-20T08:00:00+01:00", "a.fit")));
    let mut model = afterrun::model::Model::new(crate::support::start());
    let now = afterrun::clock::Clock::now(crate::support::evening().as_ref());
    assert!(matches!(model.past(), Past::Reading(_)));
    let again =
        Brought { file: "b.gpx".into(), runs: Ok(vec![run("2026-11-20T08:00:00+01:00", "b.gpx")]), damage: None };
    let effects = model.update(Action::Run(RunDeed::Brought(again)), now);
    assert_eq!(crate::support::but_standing(effects), []);
    drop(model.update(Action::HistoryRead(vec![known], Vec::new()), now));
    assert_eq!(model.past().history().entries().len(), 1, "it is known, and comes once");
}

#[test]
fn what_was_not_saved_of_an_entry_goes_into_the_trash_with_it() {
    let there = Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), Some(todays()));
    let mut desk = with_history(vec![there.clone()], []);
    does(&mut desk, Action::Jot(Jot::Open(there.id.clone())));
    does(&mut desk, effort(6));
    desk.notebook.take();
    does(&mut desk, Action::Jot(Jot::Delete(there.id.clone())));
    let effects = desk.notebook.take();
    assert!(matches!(&effects[..], [Effect::TrashJournal, Effect::TrashEntry(_)]), "{effects:?}");
}

#[test]
fn a_run_that_is_saved_over_leaves_a_copy() {
    let there = Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), Some(Run { trace: None, ..todays() }));
    let mut desk = Desk::new(Setup { history: vec![there.clone()], ..Setup::default() });
    does(&mut desk, Action::Jot(Jot::Open(there.id.clone())));
    does(&mut desk, Action::Jot(Jot::DropRun));
    does(&mut desk, Action::Jot(Jot::Leave));
    desk.notebook.take();
    does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-01".parse().unwrap())));
    let effects = desk.notebook.take();
    assert!(effects.contains(&Effect::TrashCopy(Box::new(there))), "{effects:?}");
}

#[test]
fn a_draft_that_is_brought_back_beside_an_open_journal_is_not_lost() {
    let mut draft = Entry::on("2026-11-10T12:00:00+01:00".parse().unwrap(), None);
    "Kept.".clone_into(&mut draft.journal.went_well);
    let mut desk = told([]);
    does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    let back = BroughtBack { draft: Some(draft.clone()), ..BroughtBack::default() };
    does(&mut desk, Action::BroughtBack(Box::new(back)));
    does(&mut desk, Action::HistoryRead(Vec::new(), Vec::new()));
    desk.notebook.take();
    does(&mut desk, Action::Jot(Jot::Leave));
    let effects = desk.notebook.take();
    let is_saved = |effect: &Effect| matches!(effect, Effect::SaveEntry { entry, .. } if **entry == draft);
    assert!(effects.iter().any(is_saved), "{effects:?}");
}

#[test]
fn a_run_that_gave_way_is_offered_after_the_session_of_the_newer_one() {
    let early = run("2026-11-22T07:00:00+01:00", "early.fit");
    let mut desk = told([found(early.clone()), found(todays())]);
    do_session(&mut desk);
    assert_eq!(desk.entry().run, Some(todays()));
    assert_eq!(desk.model().runs().offered(), Some(&early));
}

#[test]
fn files_with_several_activities_are_asked_about_one_after_the_other() {
    let several = |file: &str, hours: [u32; 2]| {
        let runs = hours.map(|hour| run(&format!("2026-11-17T{hour:02}:00:00+01:00"), file));
        Action::Run(RunDeed::Brought(Brought { file: file.into(), runs: Ok(runs.into()), damage: None }))
    };
    let mut desk = told([several("a.fit", [6, 9]), several("b.fit", [12, 15])]);
    assert_eq!(desk.model().runs().choosing().unwrap().0, "a.fit");
    does(&mut desk, Action::Run(RunDeed::Choose(1)));
    assert_eq!(desk.model().runs().choosing().unwrap().0, "b.fit");
    does(&mut desk, Action::Run(RunDeed::Choose(0)));
    assert_eq!((desk.model().runs().choosing(), starts(&desk)), (None, vec!["09:00".into(), "12:00".into()]));
}

#[test]
fn what_was_asked_for_and_given_up_takes_the_place_of_nothing() {
    let own = run("2026-11-20T08:00:00+01:00", "own.fit");
    let mut desk = with_history(vec![Entry::on("2026-11-20T12:00:00+01:00".parse().unwrap(), Some(own.clone()))], []);
    let id = desk.model().past().history().newest().unwrap().id.clone();
    does(&mut desk, Action::Jot(Jot::Open(id)));
    does(&mut desk, Action::Run(RunDeed::Read("slow.fit".into())));
    does(&mut desk, Action::LetGo);
    does(&mut desk, named(run("2026-11-20T17:00:00+01:00", "slow.fit")));
    assert_eq!(desk.entry().run, Some(own));
}

#[test]
fn of_several_that_cannot_be_saved_none_is_lost() {
    let mut desk = told([]);
    // One that was left, and two runs of other days that find no room on the disk.
    does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    does(&mut desk, effort(5));
    does(&mut desk, Action::Jot(Jot::Leave));
    let failed = |desk: &Desk<'_>| {
        let effects = desk.notebook.take().into_iter();
        let not_saved = effects.filter_map(|effect| match effect {
            Effect::SaveEntry { before, entry } => Some(Action::NotSaved { before, entry }),
            _ => None,
        });
        not_saved.collect::<Vec<_>>()
    };
    for (day, file) in [(10, "a.fit"), (11, "b.fit")] {
        desk.notebook.take();
        does(&mut desk, named(run(&format!("2026-11-{day}T08:00:00+01:00"), file)));
        does(&mut desk, Action::Jot(Jot::Leave));
        let failed = failed(&desk);
        assert!(!failed.is_empty());
        for failed in failed {
            does(&mut desk, failed);
        }
    }
    assert_eq!(starts(&desk), [] as [&str; 0], "as on the disk");
    // There is room again.
    does(&mut desk, Action::Jot(Jot::OpenDay("2026-11-12".parse().unwrap())));
    does(&mut desk, effort(3));
    does(&mut desk, Action::Jot(Jot::Save));
    assert_eq!(starts(&desk), ["08:00", "08:00"]);
    assert_eq!(desk.model().past().history().entries().len(), 4, "and the one that was left, and the new one");
}

#[test]
fn of_two_runs_before_a_session_it_is_done_after_the_later_one() {
    let early = run("2026-11-22T12:40:00+01:00", "early.fit");
    // Whether the later one is kept first, or offered.
    for keep in [true, false] {
        let mut desk = told([found(early.clone()), found(todays())]);
        if keep {
            does(&mut desk, Action::Run(RunDeed::Keep));
            assert_eq!(desk.model().runs().offered(), Some(&early));
        }
        do_session(&mut desk);
        assert_eq!(desk.entry().run, Some(todays()), "{keep}");
    }
}

#[test]
fn a_session_that_was_begun_by_mistake_does_not_keep_the_run_from_the_one_that_is_done() {
    let mut desk = told([found(todays())]);
    desk.press(Key::Space);
    desk.pass(Span::secs(4), Span::secs(1));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert_eq!(desk.entry().run, Some(todays()));
    does(&mut desk, Action::Jot(Jot::Leave));
    desk.press(Key::Space);
    desk.pass(Span::secs(110), Span::secs(1));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert_eq!(desk.entry().run, Some(todays()));
    let entries = desk.model().past().history().entries();
    assert_eq!(entries.iter().map(|entry| entry.run.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_stands_beside_the_run_is_about_that_run() {
    let early = run("2026-11-22T07:00:00+01:00", "early.fit");
    let mut desk = told([found(todays()), named(early)]);
    assert!(desk.shows("from early.fit"));
    assert!(desk.shows("Refuel within 23 min. Another run finished 7 minutes ago"), "the ring is the later one's");
    does(&mut desk, Action::Run(RunDeed::Keep));
    assert!(desk.shows("from morning_run.fit") && desk.shows("Refuel within 23 min. Finished 7 minutes ago"));
}

#[test]
fn a_session_after_a_run_of_hours_ago_begins_no_half_hour() {
    let mut desk = told([found(run("2026-11-22T12:40:00+01:00", "early.fit"))]);
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert_eq!(desk.model().refuel(now), None);
    desk.press(Key::Space);
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert_eq!(desk.model().refuel(now), None);
}
