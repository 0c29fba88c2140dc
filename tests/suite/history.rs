//! The history as somebody reads it: numbers, days, sessions, what ached and how hard it was, by pointer and by key.

use afterrun::clock::Clock;
use afterrun::domain::history::Entry;
use afterrun::domain::past::week::NeutralWeek;
use afterrun::domain::settings::{Settings, Units};
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Effect, Export, Model, Screen, Stage, Start};
use afterrun::ui;
use afterrun::ui::state::UiState;
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::generator::Generator;
use crate::support::{Desk, Setup, evening, library, start};
use crate::year;

fn desk<'a>(history: Vec<Entry>) -> Desk<'a> {
    in_window(Setup { history, ..Setup::default() })
}

fn in_window<'a>(setup: Setup) -> Desk<'a> {
    let mut desk = Desk::new(setup);
    desk.window.get_by_role_and_label(Role::Tab, "History").click();
    desk.step();
    desk.notebook.take();
    desk
}

/// A run of ten kilometres, a session, a note: the three kinds there are.
fn three() -> Vec<Entry> {
    let all = Generator::new(60, 5, &library()).collect::<Vec<_>>();
    let session = all.iter().rev().find(|entry| entry.session().is_some() && entry.run.is_some()).unwrap();
    let moved = |entry: &Entry, at: &str| {
        let at = at.parse().unwrap();
        let mut run = entry.run.clone().unwrap();
        run.distance = afterrun::domain::run::Distance::metres(10_000.0);
        run.time = Some(Span::secs(3000));
        run.trace = None;
        (at, run)
    };
    let (at, run) = moved(session, "2026-11-22T07:00:00+01:00");
    let mut done = session.session().unwrap().clone();
    done.started = at;
    done.ended = at;
    done.active = Span::secs(20 * 60);
    done.name = "Morning".into();
    for step in &mut done.steps {
        step.skipped = false;
    }
    done.ending = afterrun::domain::bookmark::Ending::Completed;
    let mut first = Entry { run: Some(run), ..Entry::new(done) };
    first.journal.effort = afterrun::domain::journal::Effort::new(5);
    let (at, run) = moved(session, "2026-11-20T18:00:00+01:00");
    let second = Entry::on(at, Some(run));
    let mut third = Entry::on("2026-11-18T12:00:00+01:00".parse().unwrap(), None);
    "Slept badly.".clone_into(&mut third.journal.went_badly);
    vec![third, second, first]
}

/// The row of the list that says this.
const MORNING: &str = "Today, 07:00, Morning, 20:00, 10.0 km, all of it";
const RUN: &str = "Fri 20 Nov, 18:00, Run, 50:00, 10.0 km";
const NOTE: &str = "Wed 18 Nov, Note";

fn written<'a>(desk: &'a Desk<'_>) -> &'a Entry {
    let Stage::Writing(writing) = desk.model().stage() else { panic!("no journal is open") };
    writing.entry()
}

#[test]
fn where_nothing_was_done_it_says_so() {
    let desk = desk(Vec::new());
    assert!(desk.shows("Nothing yet. The first session you do will stand here"));
    assert!(!desk.shows("Sessions"));
}

#[test]
fn the_numbers_are_those_of_the_history() {
    let desk = desk(three());
    for label in [
        "Runs cooled down",
        "50 %",
        "1 of 2 runs",
        "Current streak",
        "1 run",
        "Best 1",
        "On the floor",
        "20 min",
        "20 min this week",
        "Every day this year",
        MORNING,
        RUN,
        NOTE,
    ] {
        assert!(desk.shows(label), "{label}");
    }
    assert!(desk.shows("Nothing was written down to ache"));
}

#[test]
fn distances_are_in_the_units_that_are_set() {
    let settings = Settings { units: Units::Imperial, ..Settings::default() };
    let desk = in_window(Setup { history: three(), start: Start { settings, ..start() }, ..Setup::default() });
    assert!(desk.shows("Fri 20 Nov, 18:00, Run, 50:00, 6.2 mi"));
}

#[test]
fn another_period_shows_its_own_days() {
    let mut entries = three();
    entries.push(Entry::on("2024-03-01T12:00:00+01:00".parse().unwrap(), None));
    let mut desk = desk(entries);
    assert!(!desk.shows("1 Mar 2024, Note"));
    for (period, heading, shows_old) in [
        ("2024", "Every day of 2024", true),
        ("Last 12 weeks", "Every day of the last 12 weeks", false),
        ("Everything", "Every day", true),
        ("Last 12 months", "Every day of the last 12 months", false),
        ("This year", "Every day this year", false),
    ] {
        let opener = desk.window.get_by_label_contains("Period, ");
        opener.click();
        desk.step();
        desk.window.get_by_role_and_label(Role::MenuItem, period).click();
        desk.step();
        assert!(desk.shows(heading), "{period}");
        assert_eq!(desk.shows("1 Mar 2024, Note"), shows_old, "{period}");
    }
}

/// Moves the focus on until what has this label has it.
fn tab_to(desk: &mut Desk<'_>, label: &str) {
    for _ in 0..40 {
        if desk.window.query_all_by_label(label).any(|node| node.is_focused()) {
            return;
        }
        desk.press(Key::Tab);
    }
    panic!("Tab never comes to \"{label}\"");
}

#[test]
fn entries_are_gone_through_and_opened_by_key() {
    let mut desk = desk(three());
    tab_to(&mut desk, MORNING);
    desk.press(Key::ArrowDown);
    assert!(desk.window.get_by_label(RUN).is_focused());
    desk.press(Key::Enter);
    assert_eq!(written(&desk).at().to_rfc3339(), "2026-11-20T18:00:00+01:00");
}

#[test]
fn an_entry_goes_to_the_trash_once_that_was_asked() {
    let mut desk = desk(three());
    tab_to(&mut desk, MORNING);
    desk.press(Key::End);
    desk.press(Key::Delete);
    assert!(desk.shows("Move this to the trash?") && desk.shows("Note · Wed 18 Nov"));
    desk.press(Key::Escape);
    assert!(desk.shows(NOTE) && !desk.shows("Move this to the trash?"));
    assert_eq!(desk.model().screen(), Screen::History, "Esc answers the question alone");
    assert!(desk.window.get_by_label(NOTE).is_focused(), "the keyboard goes on where it was");
    desk.press(Key::Delete);
    desk.press(Key::Enter);
    assert!(desk.shows(NOTE) && desk.notebook.take().is_empty(), "Enter means what keeps everything");
    desk.press(Key::Delete);
    desk.press(Key::Tab);
    desk.press(Key::Enter);
    assert!(!desk.shows(NOTE) && desk.shows(RUN));
    let asked = desk.notebook.take();
    assert!(matches!(&asked[..], [Effect::TrashEntry(entry)] if entry.session().is_none()), "{asked:?}");
    assert!(desk.window.get_by_label(RUN).is_focused());
    desk.press(Key::Delete);
    desk.click("Keep it");
    assert!(desk.shows(RUN) && desk.notebook.take().is_empty());
}

#[test]
fn a_day_of_the_map_opens_by_click_and_by_key() {
    let mut desk = desk(three());
    let monday = "Monday 16 November, nothing";
    let friday = "Friday 20 November, ran, cool-down skipped";
    let today = "Sunday 22 November, cooled down, 20 min on the floor";
    desk.window.get_by_label(friday).click();
    desk.step();
    assert_eq!(written(&desk).at().to_rfc3339(), "2026-11-20T18:00:00+01:00");
    desk.press(Key::Escape);
    desk.window.get_by_label(today).focus();
    desk.step();
    tab_to(&mut desk, friday);
    desk.press(Key::End);
    assert!(desk.window.get_by_label(today).is_focused());
    for _ in 0..6 {
        desk.press(Key::ArrowUp);
    }
    assert!(desk.window.get_by_label(monday).is_focused());
    desk.press(Key::ArrowLeft);
    desk.press(Key::ArrowRight);
    desk.press(Key::Enter);
    assert_eq!(written(&desk).day().to_string(), "2026-11-16");
}

#[test]
fn any_day_that_has_come_can_be_written_about() {
    let mut desk = desk(three());
    desk.click("Write about a day…");
    assert!(desk.shows("Sunday 22 November"), "today is offered");
    for (text, says) in [
        ("Yesterday", "Saturday 21 November"),
        ("2026-11-23", "That day is still to come"),
        ("soon", "Write it like 2026-11-22, yesterday or Friday"),
    ] {
        desk.window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        desk.window.event(egui::Event::Text(text.to_owned()));
        desk.step();
        assert!(desk.shows(says), "{text}");
        if text == "Yesterday" {
            continue;
        }
        desk.press(Key::Enter);
        assert!(matches!(desk.model().stage(), Stage::Idle));
    }
    desk.window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    desk.window.event(egui::Event::Text("3.11.2025".to_owned()));
    desk.step();
    assert!(desk.shows("Monday 3 November 2025"));
    desk.press(Key::Enter);
    assert_eq!(written(&desk).day().to_string(), "2025-11-03");
}

#[test]
fn what_can_be_written_out_is_asked_for_by_dialog_or_by_path() {
    let mut desk = desk(three());
    let pick = |desk: &mut Desk<'_>, label: &str| {
        desk.click("Export");
        desk.window.get_by_role_and_label(Role::MenuItem, label).click();
        desk.step();
    };
    for (label, export) in [
        ("Sessions as CSV…", Export::Sessions),
        ("Steps as CSV…", Export::Steps),
        ("Everything as JSON…", Export::Json),
        ("Calendar (.ics)…", Export::Calendar),
        ("Everything in a zip…", Export::Everything),
    ] {
        pick(&mut desk, label);
        desk.click("Choose a place…");
        assert_eq!(desk.notebook.take(), [Effect::AskToExport(export)]);
    }
    pick(&mut desk, "Steps as CSV…");
    desk.window.event(egui::Event::Text(" /tmp/steps.csv".to_owned()));
    desk.step();
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ExportTo(Export::Steps, "/tmp/steps.csv".into())]);
    desk.notebook.tell(Action::Ended(Ok("7 entries written (/tmp/steps.csv)".to_owned())));
    desk.step();
    assert!(!desk.shows("Path of the new file") && desk.shows("7 entries written (/tmp/steps.csv)"));
    assert!(desk.window.get_by_role_and_label(Role::Button, "Export").is_focused(), "the keyboard goes on there");
    pick(&mut desk, "Bring back from a zip…");
    desk.click("Choose a file…");
    assert_eq!(desk.notebook.take(), [Effect::AskToBringBack]);
    pick(&mut desk, "Bring back from a zip…");
    desk.window.event(egui::Event::Text("/tmp/all.zip".to_owned()));
    desk.step();
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::BringBackFrom("/tmp/all.zip".into())]);
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [], "once is enough");
    desk.notebook.tell(Action::Ended(Err("there is no such file (/tmp/all.zip)".to_owned())));
    desk.step();
    assert!(desk.shows("Bring back from a zip") && desk.shows("There is no such file (/tmp/all.zip)"));
    assert!(desk.model().notices().iter().all(|notice| !notice.text.contains("no such file")), "said once");
    desk.window.event(egui::Event::Text("2".to_owned()));
    desk.step();
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::BringBackFrom("/tmp/all.zip2".into())], "what was typed is there still");
    // Who does not wait for it is told all the same.
    desk.press(Key::Escape);
    assert!(!desk.shows("Bring back from a zip"));
    desk.notebook.tell(Action::Ended(Err("No".to_owned())));
    desk.step();
    assert!(desk.shows("No"));
}

fn part(desk: &mut Desk<'_>, label: &str) {
    desk.window.get_by_role_and_label(Role::RadioButton, label).click();
    desk.step();
}

#[test]
fn a_week_is_set_neutral_where_its_load_is_seen() {
    let mut desk = desk(three());
    part(&mut desk, "Load");
    assert!(desk.shows("2 runs, 1 of them without its effort or time"));
    assert!(desk.shows("250"), "five times fifty minutes");
    let week = desk.window.get_by_role_and_label(Role::RadioButton, "Week of 9 November, no run");
    week.click();
    desk.step();
    assert!(desk.shows("Week of 9 November") && desk.shows("No run in this week"));
    part(&mut desk, "Illness");
    let monday: chrono::NaiveDate = "2026-11-09".parse().unwrap();
    let week = afterrun::domain::past::week::Week::of(monday);
    assert_eq!(desk.model().weeks().get(week), Some(NeutralWeek::Illness));
    assert!(matches!(&desk.notebook.take()[..], [Effect::SaveWeeks(_)]));
    assert!(desk.shows("Week of 9 November, illness"), "it is told in words");
    // In the map too.
    part(&mut desk, "Overview");
    assert!(desk.shows("rest, illness or injury"));
    assert!(desk.shows("Wednesday 11 November, nothing · a week of illness"));
    part(&mut desk, "Load");
    part(&mut desk, "Running");
    assert_eq!(desk.model().weeks().get(week), None);
}

#[test]
fn a_year_says_what_grew_what_was_skipped_and_what_ached() {
    let mut desk = desk(year::entries());
    assert!(desk.window.query_by_label_contains("Left calf ached ").is_some());
    part(&mut desk, "Growth");
    assert!(desk.window.query_by_label_contains("Plank, from 45 s to 1:15 since January").is_some());
    assert!(desk.shows("Skipped the most"));
    assert!(desk.window.query_by_label_contains("Butt kicks, 4").is_some(), "40 or so of 100");
}

/// Words that put somebody down who did not run.
#[test]
fn nothing_on_it_scolds() {
    let mut desk = in_window(Setup {
        history: year::entries(),
        start: Start { weeks: year::weeks(), ..start() },
        ..Setup::default()
    });
    for tab in ["Load", "Growth", "Overview"] {
        part(&mut desk, tab);
        for word in ["missed", "failed", "broken", "lost", "only", "lazy", "should ", "must "] {
            assert!(desk.window.query_all_by_label_contains(word).next().is_none(), "{tab} says \"{word}\"");
        }
    }
}

/// The screen alone, with what it remembers, so that it can be asked how often it worked something out.
fn alone<'a>(entries: Vec<Entry>) -> Harness<'a, (Model, UiState)> {
    let clock = evening();
    let mut model = Model::new(start());
    let _ = model.update(Action::HistoryRead(entries, Vec::new()), clock.now());
    let _ = model.update(Action::Go(Screen::History), clock.now());
    let builder = Harness::builder().with_size(egui::vec2(1366.0, 768.0)).with_context_setup(ui::theme::install);
    builder.build_ui_state(
        move |ui, (model, state): &mut (Model, UiState)| {
            for action in ui::show(ui, model, state, clock.now()) {
                let _ = model.update(action, clock.now());
            }
        },
        (model, UiState::default()),
    )
}

#[test]
fn frames_work_nothing_out_again_until_something_changes() {
    let mut window = alone(year::entries());
    window.run_steps(10);
    assert_eq!(window.state().1.history.worked_out(), 1);
    let newest = window.state().0.past().history().newest().unwrap().id.clone();
    let clock = evening();
    let _ = window.state_mut().0.update(Action::Jot(Jot::Delete(newest)), clock.now());
    window.run_steps(10);
    assert_eq!(window.state().1.history.worked_out(), 2);
}

#[test]
fn esc_closes_a_list_however_it_was_opened_and_nothing_else() {
    let mut desk = desk(three());
    for opener in ["Period, 2026", "Export"] {
        desk.window.get_by_role_and_label(Role::Button, opener).click();
        // No more frames than a click and a key at once bring about.
        desk.window.step();
        desk.window.key_press(Key::Escape);
        desk.step();
        assert!(desk.window.query_by_role(Role::MenuItem).is_none(), "{opener}");
        assert_eq!(desk.model().screen(), Screen::History, "{opener}");
        desk.window.get_by_role_and_label(Role::Button, opener).click();
        desk.step();
        desk.window.event(egui::Event::PointerMoved(egui::pos2(600.0, 500.0)));
        desk.step();
        desk.press(Key::Escape);
        assert!(desk.window.query_by_role(Role::MenuItem).is_none(), "{opener}");
        assert_eq!(desk.model().screen(), Screen::History, "{opener}");
    }
}

#[test]
fn a_long_list_of_periods_is_scrolled() {
    let years = (1999..2026).map(|year| Entry::on(format!("{year}-03-01T12:00:00+01:00").parse().unwrap(), None));
    let mut desk = desk(years.collect());
    desk.click("Period, 2026");
    desk.press(Key::End);
    desk.step();
    let last = desk.window.query_all_by_role(Role::MenuItem).find(egui_kittest::Node::is_focused).unwrap().rect();
    assert!(last.bottom() < 760.0, "what has the focus is in sight: {last}");
    desk.press(Key::Home);
    desk.press(Key::Enter);
    assert!(desk.window.query_by_role(Role::MenuItem).is_none());
}

#[test]
fn a_week_that_is_chosen_in_the_list_comes_into_sight_in_the_chart() {
    use afterrun::domain::past::week::{Week, Weeks};
    let years = (2018..2027).map(|year| Entry::on(format!("{year}-03-01T12:00:00+01:00").parse().unwrap(), None));
    let mut weeks = Weeks::default();
    weeks.set(Week::of("2018-06-04".parse().unwrap()), Some(NeutralWeek::Rest));
    let mut desk = in_window(Setup { history: years.collect(), start: Start { weeks, ..start() }, ..Setup::default() });
    desk.click("Period, 2026");
    while desk.at_label().as_deref() != Some("Everything") {
        desk.press(Key::ArrowDown);
    }
    desk.press(Key::Enter);
    part(&mut desk, "Load");
    let label = "Week of 4 June 2018, no run · rest";
    assert!(desk.window.query_by_role_and_label(Role::RadioButton, label).is_none(), "it lies years back");
    desk.click("Week of 4 June 2018, rest");
    desk.step();
    let bar = desk.window.get_by_role_and_label(Role::RadioButton, label).rect();
    assert!((100.0..1366.0).contains(&bar.center().x), "{bar}");
}

#[test]
fn words_of_a_row_keep_apart_from_its_edge_and_from_each_other() {
    let mut desk = desk(three());
    tab_to(&mut desk, MORNING);
    let row = desk.window.get_by_label(MORNING).rect();
    let title = desk.window.get_by_role_and_label(Role::Label, "Sessions").rect();
    assert!(row.left() <= title.left() - 6.0, "the ring lies around the words: {row}");
}

#[test]
fn every_day_of_a_year_fills_a_large_window() {
    let desk = in_window(Setup { size: (3840.0, 2160.0), history: three(), ..Setup::default() });
    let today = desk.window.get_by_label("Sunday 22 November, cooled down, 20 min on the floor").rect();
    assert!(today.right() > 3000.0 && today.height() > 24.0, "{today}");
}
