//! What is asked once before it is done: that something unsaved goes, and the file of a run, which is asked for until it is read.

use afterrun::domain::activity::{Brought, Sport};
use afterrun::domain::history::Entry;
use afterrun::domain::run::{Run, Trace};
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Effect, RunDeed, Screen, Stage};
use chrono::{DateTime, FixedOffset, NaiveDate};
use egui::{Key, Role};
use egui_kittest::kittest::Queryable;

use crate::support::{Desk, Setup, ached, brought, run};

/// The journal of a day, opened from the history.
fn of_day<'a>(history: Vec<Entry>, size: (f32, f32), day: &str) -> Desk<'a> {
    let mut desk = Desk::new(Setup { size, history, ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::History));
    desk.step();
    desk.notebook.tell(Action::Jot(Jot::OpenDay(day.parse().unwrap())));
    desk.step();
    desk.notebook.take();
    desk
}

const USUAL: (f32, f32) = (1366.0, 768.0);
const SMALL: (f32, f32) = (900.0, 600.0);

#[test]
fn what_is_not_saved_is_given_up_in_the_journal_once_that_was_asked() {
    let saved = ached(2, &[]);
    let mut desk = of_day(vec![saved.clone()], USUAL, "2026-11-20");
    assert!(!desk.shows("Give it up…"), "there is nothing to give up");
    desk.press(Key::Delete);
    assert!(!desk.shows("Give up what is not saved?"));
    desk.press(Key::Num7);
    desk.notebook.take();
    desk.click("Give it up…");
    assert!(
        desk.shows("What was saved before stays as it is. What you give up lies in the trash of the config folder")
    );
    desk.press(Key::Escape);
    assert!(matches!(desk.model().stage(), Stage::Writing(_)), "Esc answers the question alone");
    desk.press(Key::Delete);
    desk.click("Keep it");
    assert_eq!(desk.notebook.take(), []);
    desk.press(Key::Delete);
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [], "Enter means what keeps everything");
    desk.press(Key::Delete);
    desk.press(Key::Tab);
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::TrashJournal]);
    assert_eq!((desk.model().screen(), desk.model().unsaved_journal()), (Screen::History, None));
    assert_eq!(desk.model().past().history().entries(), [saved]);
}

#[test]
fn in_a_small_window_it_is_given_up_from_the_menu() {
    let mut desk = of_day(Vec::new(), SMALL, "2026-11-20");
    desk.press(Key::Num7);
    desk.notebook.take();
    desk.click("More for this entry");
    desk.step();
    desk.click_on(Role::MenuItem, "Give it up…");
    assert!(desk.shows("What you give up lies in the trash of the config folder"));
    desk.click("Give it up");
    assert_eq!(desk.notebook.take(), [Effect::TrashJournal]);
    assert!(matches!(desk.model().stage(), Stage::Idle));
}

#[test]
fn a_key_that_deletes_letters_gives_nothing_up() {
    let mut desk = of_day(Vec::new(), USUAL, "2026-11-20");
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "Next time").focus();
    desk.step();
    desk.types("Slower");
    desk.press(Key::Delete);
    assert!(!desk.shows("Give up what is not saved?"));
}

#[test]
fn a_journal_that_was_left_is_opened_from_the_history_and_given_up_on_today() {
    for history in [vec![ached(9, &[])], Vec::new()] {
        let mut desk = of_day(history, USUAL, "2025-11-20");
        desk.press(Key::Num7);
        desk.press(Key::Escape);
        assert!(desk.shows("The journal of Thursday 20 November 2025 is not saved yet"));
        desk.click("Open");
        assert!(desk.shows("7, very hard"));
        desk.press(Key::Escape);
        desk.window.get_by_role_and_label(Role::Tab, "Today").click();
        desk.step();
        desk.notebook.take();
        desk.click("Give it up…");
        desk.click("Keep it");
        assert!(desk.model().unsaved_journal().is_some());
        desk.click("Give it up…");
        desk.press(Key::Enter);
        assert!(desk.model().unsaved_journal().is_some());
        desk.click("Give it up…");
        desk.press(Key::Tab);
        desk.press(Key::Enter);
        assert_eq!((desk.notebook.take(), desk.model().unsaved_journal()), (vec![Effect::TrashJournal], None));
        assert!(matches!(desk.model().stage(), Stage::Idle), "Enter answers the question alone");
        desk.window.get_by_role_and_label(Role::Tab, "History").click();
        desk.step();
        assert!(!desk.shows("Open"));
    }
}

fn unreadable(why: &str) -> Action {
    Action::Run(RunDeed::Brought(Brought { file: "a.fit".to_owned(), runs: Err(why.to_owned()), damage: None }))
}

/// Imports a file that is not there first: from the button that has this label, and has the label `after` once a run is there.
fn imported_at_the_second_try(desk: &mut Desk<'_>, after: &str) {
    desk.click("Import a run…");
    desk.types("/tmp/a.fit");
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ReadRun("/tmp/a.fit".into())]);
    desk.notebook.tell(unreadable("there is no such file (a.fit)"));
    desk.step();
    assert!(desk.shows("There is no such file (a.fit)"), "it is said in the question");
    assert_eq!(desk.model().notices(), []);
    assert_eq!(desk.at_label().as_deref(), Some("Path of the file"));
    desk.press(Key::Backspace);
    desk.types("x");
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ReadRun("/tmp/a.fix".into())], "what was typed is there still");
    desk.notebook.tell(brought("a.fix", vec![run()]));
    desk.step();
    assert!(!desk.shows("Path of the file"));
    assert_eq!(desk.at_label().as_deref(), Some(after), "the keyboard goes on there");
    // Whoever does not wait is told elsewhere.
    desk.notebook.tell(unreadable("there is no such file (b.fit)"));
    desk.step();
    assert!(desk.shows("there is no such file (b.fit)"));
}

#[test]
fn a_file_that_cannot_be_read_is_asked_for_again() {
    let mut desk = of_day(Vec::new(), USUAL, "2026-11-22");
    imported_at_the_second_try(&mut desk, "Choose another");
    assert_eq!(desk.entry().at().to_rfc3339(), "2026-11-22T17:31:49+01:00", "it is when the run began");
}

#[test]
fn on_today_too_and_a_question_that_was_left_is_told_of_to_everybody() {
    let mut desk = Desk::new(Setup::default());
    desk.notebook.take();
    desk.click("Import a run…");
    desk.types("/tmp/a.fit");
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    desk.notebook.take();
    desk.notebook.tell(unreadable("there is no such file (a.fit)"));
    desk.step();
    assert!(desk.shows("there is no such file (a.fit)") && !desk.shows("Path of the file"));
    desk.click("Import a run…");
    assert!(!desk.shows("There is no such file (a.fit)"), "that was another time");
    desk.types("/tmp/b.fit");
    desk.press(Key::Enter);
    desk.notebook.tell(brought("b.fit", vec![run()]));
    desk.step();
    assert!(desk.shows("10.2 km · 52:11") && !desk.shows("Path of the file"));
    desk.press(Key::Space);
    assert!(matches!(desk.model().stage(), Stage::Playing(_)), "what comes next is to start");
}

/// The run of a file on another day than the desk's.
fn of_march(sport: Sport) -> Run {
    let start = "2025-03-12T18:00:00+01:00".parse().unwrap();
    Run { sport, trace: Some(Trace { start, elapsed: Span::secs(3131), file: "old.fit".to_owned() }), ..run() }
}

/// The journal of the 20th, of which something is saved, with a run of March imported into it.
fn with_run_of_march<'a>(sport: Sport) -> Desk<'a> {
    let mut desk = of_day(vec![ached(2, &[])], USUAL, "2026-11-20");
    desk.click("Import a run…");
    desk.types("/tmp/old.fit");
    desk.press(Key::Enter);
    desk.notebook.tell(brought("old.fit", vec![of_march(sport)]));
    desk.step();
    desk.notebook.take();
    desk
}

#[test]
fn a_journal_moves_to_the_day_of_a_run_once_that_was_asked_and_is_found_there() {
    let mut desk = with_run_of_march(Sport::Run);
    assert!(desk.shows("That run was on Wednesday 12 March 2025"));
    assert!(desk.shows("Move this journal from Friday 20 November to that day?"));
    assert_eq!(desk.entry().run, None);
    desk.press(Key::Enter);
    assert_eq!((desk.entry().run.clone(), desk.entry().day()), (Some(of_march(Sport::Run)), day("2025-03-12")));
    assert_eq!(desk.entry().at().to_rfc3339(), "2025-03-12T18:00:00+01:00");
    assert_eq!(desk.at_label().as_deref(), Some("Choose another"), "the keyboard goes on where it was");
    desk.click("Save");
    assert_eq!(desk.model().screen(), Screen::History);
    assert_eq!(desk.at_label().as_deref(), Some("12 Mar 2025, 18:00, Run, 52:11, 10.2 km"));
    desk.press(Key::Enter);
    // No run, no other day.
    desk.click("No run");
    assert_eq!(desk.entry().day(), day("2025-03-12"), "it was saved so");
}

#[test]
fn a_journal_keeps_its_day_or_has_no_run_at_all() {
    let mut desk = with_run_of_march(Sport::Run);
    desk.click("Keep its day");
    let (entry, figures) = (desk.entry().clone(), Run { trace: None, ..of_march(Sport::Run) });
    assert_eq!((entry.run.clone(), entry.day()), (Some(figures), day("2026-11-20")));
    let mut desk = with_run_of_march(Sport::Run);
    desk.press(Key::Escape);
    assert_eq!((desk.entry().run.clone(), desk.notebook.take()), (None, vec![]));
    assert!(!desk.shows("Move it"));
    let mut desk = with_run_of_march(Sport::Run);
    desk.click("Move it");
    desk.click("No run");
    assert_eq!(desk.entry().day(), day("2026-11-20"), "it is where it was");
}

#[test]
fn nobody_is_asked_where_the_run_was_before_midnight_and_the_session_after_it() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::Space);
    desk.pass(Span::secs(60), Span::secs(10));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    let mut late = run();
    late.trace.as_mut().unwrap().start = "2026-11-21T23:00:00+06:00".parse().unwrap();
    desk.notebook.tell(Action::Run(RunDeed::Read("late.fit".into())));
    desk.notebook.tell(brought("late.fit", vec![late]));
    desk.step();
    assert!(desk.shows("Move it"), "a day before");
    desk.press(Key::Escape);
    let mut near = run();
    // An hour before it, by the clock of a place where that was yesterday.
    near.trace.as_mut().unwrap().start = "2026-11-21T23:30:00-11:00".parse::<DateTime<FixedOffset>>().unwrap();
    near.trace.as_mut().unwrap().elapsed = Span::secs(6 * 3600);
    desk.notebook.tell(Action::Run(RunDeed::Read("near.fit".into())));
    desk.notebook.tell(brought("near.fit", vec![near.clone()]));
    desk.step();
    assert_eq!(desk.entry().run, Some(near));
}

#[test]
fn what_is_no_run_says_so_in_a_sentence_and_is_taken_all_the_same() {
    let mut desk = with_run_of_march(Sport::Other("mountain_biking".to_owned()));
    assert!(desk.shows("That was on Wednesday 12 March 2025") && desk.shows("This was mountain biking, not a run"));
    desk.press(Key::Enter);
    assert!(desk.shows("This was mountain biking, not a run") && desk.shows("from old.fit"));
    let mut desk = Desk::new(Setup::default());
    desk.notebook.tell(brought("ride.fit", vec![Run { sport: Sport::Other("cycling".to_owned()), ..run() }]));
    desk.step();
    assert!(desk.shows("This was cycling, not a run"));
    desk.click("Keep it");
    assert_eq!(desk.model().past().history().entries().len(), 1);
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
