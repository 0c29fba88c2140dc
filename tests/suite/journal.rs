//! The journal, by accessible label: filled in with keys alone, with the pointer, and kept with every change.

use afterrun::domain::activity::Sport;
use afterrun::domain::body::{Ache, Change, Part, Report, Spot};
use afterrun::domain::history::{Entry, What};
use afterrun::domain::journal::{Celsius, Condition, Effort, Feeling};
use afterrun::domain::run::{Distance, HeartRate, Run, Trace};
use afterrun::domain::settings::{Theme, Units};
use afterrun::domain::side::Side;
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Effect, Screen, Stage};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup, ached, brought, run};

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const CALF: Spot = Spot { side: Side::Left, part: Part::Calf };
const HIP: Spot = Spot { side: Side::Right, part: Part::Hip };

/// The journal after a session that was ended early, after a run whose file was found.
fn after_session<'a>(setup: Setup) -> Desk<'a> {
    let mut desk = Desk::new(setup);
    desk.notebook.tell(brought("morning_run.fit", vec![run()]));
    desk.step();
    desk.press(Key::Space);
    desk.pass(Span::secs(40), Span::secs(10));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert!(matches!(desk.model().stage(), Stage::Writing(_)));
    desk.notebook.take();
    desk
}

/// The journal of a day on which nothing was done.
fn of_day<'a>(setup: Setup) -> Desk<'a> {
    let mut desk = Desk::new(setup);
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-22".parse().unwrap())));
    desk.step();
    desk.notebook.take();
    desk
}

impl Desk<'_> {
    fn save(&mut self) -> Entry {
        self.window.key_press_modifiers(CTRL, Key::Enter);
        self.step();
        self.saved()
    }

    /// What was saved just now.
    fn saved(&self) -> Entry {
        let effects = self.notebook.take();
        let saved = effects.iter().find_map(|effect| match effect {
            Effect::SaveEntry { entry, .. } => Some((**entry).clone()),
            _ => None,
        });
        assert_eq!(effects.last(), Some(&Effect::ForgetJournal), "only once it is written down");
        saved.unwrap_or_else(|| panic!("nothing was saved: {effects:?}"))
    }

    /// What was kept since it was last asked.
    fn kept(&self) -> Vec<Entry> {
        let kept = self.notebook.take().into_iter().filter_map(|effect| match effect {
            Effect::KeepJournal(entry) => Some(*entry),
            _ => None,
        });
        kept.collect()
    }
}

#[test]
fn everything_is_filled_in_by_keyboard_alone() {
    let mut desk = after_session(Setup::default());
    assert!(desk.window.query_by_label_contains("That counts. ").is_some());
    assert!(desk.shows("from morning_run.fit") && desk.shows("Pace 5:07 /km"));
    desk.tab_on_to("Run");
    desk.press(Key::Enter);
    desk.types("12,5 km");
    desk.press(Key::Enter);
    desk.tab_on_to("Time");
    desk.types("1:02:30");
    desk.press(Key::Tab);
    assert!(desk.shows("Pace 5:00 /km"), "it follows at once");
    desk.tab_on_to("1, very easy");
    desk.press(Key::ArrowRight);
    desk.press(Key::Num7);
    assert!(desk.shows("7, very hard. Load 438"));
    desk.tab_on_to("Flat");
    desk.press(Key::Num4);
    desk.tab_on_to("Temperature");
    desk.types("6");
    desk.press(Key::Enter);
    desk.tab_on_to("Windy");
    desk.press(Key::Space);
    for _ in 0..4 {
        desk.press(Key::ArrowRight);
    }
    desk.press(Key::Space);
    desk.tab_on_to("What went well");
    desk.types("The last 3 km");
    desk.press(Key::Enter);
    desk.types("and the hill");
    desk.tab_on_to("What didn’t");
    desk.types("The start");
    desk.tab_on_to("Next time");
    desk.types("Slower");
    // One more stop is the map.
    desk.press(Key::Tab);
    assert!(desk.shows("Keys 1 mild, 2 sore, 3 sharp, 0 none"));
    desk.press(Key::Num2);
    let spot = desk.entry().journal.body.aches().next().unwrap();
    assert_eq!(spot.1, Ache::Sore);
    let entry = desk.save();
    let run = entry.run.as_ref().unwrap();
    assert_eq!((run.distance, run.time), (Distance::metres(12_500.0), Some(Span::secs(3750))));
    let journal = &entry.journal;
    assert_eq!(journal.effort.map(Effort::number), Some(7));
    assert_eq!((journal.feeling, journal.temperature), (Some(Feeling::Good), Celsius::degrees(6)));
    assert_eq!(journal.conditions, [Condition::Windy, Condition::Road].into());
    assert_eq!(journal.went_well, "The last 3 km\nand the hill");
    assert_eq!((journal.went_badly.as_str(), journal.next_time.as_str()), ("The start", "Slower"));
    assert_eq!(journal.body.aches().collect::<Vec<_>>(), [spot]);
    assert_eq!(desk.model().screen(), Screen::Today);
    assert!(desk.shows("Saved in the history"));
}

#[test]
fn tab_goes_on_from_figures_that_are_being_written() {
    let mut desk = after_session(Setup::default());
    desk.click_on(Role::Button, "Run");
    let mut seen = Vec::new();
    for typed in ["9", "50m", "140", "", "", "", "", "8"] {
        if !typed.is_empty() {
            desk.types(typed);
        }
        desk.press(Key::Tab);
        seen.push(desk.at_label().unwrap_or_default());
    }
    let figures = ["Time", "Heart rate", "Choose another", "No run"];
    let form = ["1, very easy", "Flat", "Temperature", "Windy"];
    assert_eq!(seen, [figures, form].concat());
    let entry = desk.save();
    let run = entry.run.unwrap();
    assert_eq!((run.distance, run.time), (Distance::metres(9000.0), Some(Span::secs(3000))));
    assert_eq!((run.heart_rate, entry.journal.temperature), (HeartRate::bpm(140.0), Celsius::degrees(8)));
}

#[test]
fn everything_is_filled_in_by_pointer() {
    let mut desk = after_session(Setup::default());
    desk.click_on(Role::RadioButton, "5, hard");
    desk.click_on(Role::RadioButton, "Good");
    desk.click_on(Role::CheckBox, "Hilly");
    desk.click_on(Role::Button, "Left calf");
    desk.click_on(Role::Button, "Left calf, mild");
    desk.click_on(Role::Button, "Right hip");
    assert!(desk.shows("Left calf, sore") && desk.shows("5, hard. Load 261"));
    // The same again takes it back.
    desk.click_on(Role::RadioButton, "Good");
    assert_eq!(desk.entry().journal.feeling, None);
    desk.click_on(Role::RadioButton, "Flying");
    desk.click_on(Role::Button, "Heart rate");
    desk.types("150");
    desk.click("Save");
    let saved = desk.notebook.take().into_iter().find_map(|effect| match effect {
        Effect::SaveEntry { entry, before } => Some((*entry, before)),
        _ => None,
    });
    let (entry, before) = saved.expect("a click saves");
    assert!(before.is_some(), "the session was written down before");
    assert_eq!(entry.run.unwrap().heart_rate, HeartRate::bpm(150.0));
    assert_eq!(entry.journal.feeling, Some(Feeling::Flying));
    let aches: Vec<(Spot, Ache)> = entry.journal.body.aches().collect();
    assert_eq!(aches, [(CALF, Ache::Sore), (HIP, Ache::Mild)]);
}

#[test]
fn numbers_set_the_effort_unless_something_nearer_wants_them() {
    let mut desk = after_session(Setup::default());
    let effort = |desk: &Desk<'_>| desk.entry().journal.effort.map(Effort::number);
    desk.press(Key::Num5);
    assert_eq!(effort(&desk), Some(5));
    desk.press(Key::Num0);
    assert_eq!(effort(&desk), Some(10));
    // A key and its letter are one stroke, and on some keyboards there is only the letter.
    let (key, modifiers) = (Key::Num8, Modifiers::NONE);
    let stroke = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    desk.window.input_mut().events.extend([stroke, Event::Text("8".to_owned())]);
    desk.step();
    assert_eq!(effort(&desk), Some(8));
    desk.types("3");
    assert_eq!(effort(&desk), Some(3));
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "Next time").focus();
    desk.step();
    desk.window.key_press(Key::Num4);
    desk.types("4");
    assert_eq!((effort(&desk), desk.entry().journal.next_time.as_str()), (Some(3), "4"));
    desk.window.get_by_role_and_label(Role::RadioButton, "Flat").focus();
    desk.step();
    desk.press(Key::Num2);
    assert_eq!((effort(&desk), desk.entry().journal.feeling), (Some(3), Some(Feeling::Low)));
    desk.click_on(Role::Button, "Left calf");
    desk.tab_on_to("Left calf");
    desk.press(Key::Num2);
    assert_eq!((effort(&desk), desk.entry().journal.body.ache(CALF)), (Some(3), Some(Ache::Sore)));
}

#[test]
fn every_change_is_kept_at_once() {
    let mut desk = after_session(Setup::default());
    desk.press(Key::Num5);
    assert_eq!(desk.kept().last(), Some(desk.entry()));
    desk.click_on(Role::CheckBox, "Rain");
    assert_eq!(desk.kept().last(), Some(desk.entry()));
    desk.click_on(Role::Button, "Time");
    desk.types("50m");
    assert_eq!(desk.kept().last().unwrap().run.as_ref().unwrap().time, Some(Span::secs(3000)));
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "What went well").focus();
    desk.step();
    desk.types("a");
    desk.types("b");
    let texts: Vec<String> = desk.kept().into_iter().map(|entry| entry.journal.went_well).collect();
    assert_eq!(texts, ["a", "ab"]);
}

#[test]
fn what_is_left_can_be_taken_up_again() {
    let mut desk = after_session(Setup::default());
    desk.press(Key::Num6);
    desk.press(Key::Escape);
    assert!(matches!(desk.model().stage(), Stage::Idle));
    assert!(desk.model().unsaved_journal().is_some());
    desk.notebook.tell(Action::Jot(Jot::TakeUp));
    desk.step();
    assert!(desk.window.query_by_role_and_label(Role::Button, "Back").is_some());
    assert!(desk.shows("6, harder. Load 313"));
    desk.save();
    assert_eq!(desk.model().screen(), Screen::History);
}

#[test]
fn no_keystroke_is_lost_in_a_text_nor_when_it_is_saved_in_the_same_frame() {
    let mut desk = after_session(Setup::default());
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "What went well").focus();
    desk.step();
    let letters: Vec<char> = ('a'..='z').chain("äöü€ ".chars()).cycle().take(400).collect();
    for burst in letters.chunks(7) {
        let events = burst.iter().map(|letter| Event::Text(letter.to_string()));
        desk.window.input_mut().events.extend(events);
        desk.window.step();
    }
    let (key, modifiers) = (Key::Enter, CTRL);
    let save = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    desk.window.input_mut().events.extend([Event::Text("end".to_owned()), save]);
    desk.step();
    let entry = desk.saved();
    let typed: String = letters.iter().collect();
    assert_eq!(entry.journal.went_well, format!("{typed}end"));
}

#[test]
fn figures_of_a_run_that_was_typed_are_saved_whatever_comes_next() {
    let mut desk = of_day(Setup::default());
    assert!(desk.shows("Sunday 22 November") && desk.shows("Pace –"));
    desk.click_on(Role::Button, "Run");
    desk.types("8");
    desk.click_on(Role::Button, "Time");
    desk.types("far");
    desk.press(Key::Enter);
    assert!(desk.shows("\"far\" is not the time of a run; write it like 52:11 or 52m"));
    let entry = desk.save();
    assert_eq!(entry.run, Some(Run { distance: Distance::metres(8000.0), ..Run::default() }));
    assert_eq!(entry.session(), None);
}

#[test]
fn empty_fields_remove_and_no_run_is_an_answer() {
    let mut desk = after_session(Setup::default());
    desk.click_on(Role::Button, "Heart rate");
    desk.press(Key::Backspace);
    desk.press(Key::Enter);
    assert_eq!(desk.entry().run.as_ref().unwrap().heart_rate, None);
    desk.click_on(Role::Button, "Time");
    desk.types("1");
    desk.press(Key::Escape);
    assert_eq!(desk.entry().run.as_ref().unwrap().time, Some(Span::secs(3131)), "Esc brings it back");
    desk.click("No run");
    assert_eq!(desk.entry().run, None);
    assert!(desk.shows("Import a run…"));
}

#[test]
fn everything_is_in_the_units_that_are_set() {
    let mut setup = Setup::default();
    setup.start.settings.units = Units::Imperial;
    let mut desk = after_session(setup);
    let value = |desk: &Desk<'_>, name| desk.window.get_by_role_and_label(Role::Button, name).value();
    assert_eq!(value(&desk, "Run").as_deref(), Some("6.3 mi"));
    assert!(desk.shows("Pace 8:14 /mi"));
    desk.click_on(Role::Button, "Run");
    desk.types("5");
    desk.press(Key::Enter);
    assert_eq!(desk.entry().run.as_ref().unwrap().distance, Distance::metres(8046.72));
    desk.click_on(Role::Button, "Temperature");
    desk.types("43");
    desk.press(Key::Enter);
    assert_eq!(desk.entry().journal.temperature, Celsius::degrees(6));
    assert_eq!(value(&desk, "Temperature").as_deref(), Some("43 °F"));
    desk.press(Key::ArrowDown);
    assert_eq!(desk.entry().journal.temperature, Celsius::degrees(5));
}

#[test]
fn aches_of_the_last_time_are_asked_about() {
    let history = vec![ached(1, &[(CALF, Ache::Sore), (HIP, Ache::Mild)])];
    let mut desk = after_session(Setup { history, ..Setup::default() });
    let group = desk.window.get_by_role_and_label(Role::RadioGroup, "Left calf, sore last time, is now");
    group.get_by_label("Better").click();
    desk.step();
    assert!(desk.shows("Left calf, mild") && desk.shows("· second time in a row"));
    let group = desk.window.get_by_role_and_label(Role::RadioGroup, "Right hip, mild last time, is now");
    group.get_by_label("Gone").click();
    desk.step();
    let entry = desk.save();
    let body = &entry.journal.body;
    assert_eq!(body.report(CALF), Some(Report::Asked(Change::Better, Some(Ache::Mild))));
    assert_eq!(body.report(HIP), Some(Report::Asked(Change::Gone, None)));
}

#[test]
fn the_third_time_in_a_row_is_worth_showing_once() {
    let both = [(CALF, Ache::Sore), (HIP, Ache::Mild)];
    let history = vec![ached(9, &both), ached(5, &both)];
    let mut desk = after_session(Setup { history, ..Setup::default() });
    desk.click_on(Role::Button, "Left calf");
    desk.click_on(Role::Button, "Right hip");
    assert_eq!(desk.window.query_all_by_label("· third time in a row").count(), 2);
    assert_eq!(desk.window.query_all_by_label("Worth showing someone?").count(), 1);
}

/// Two activities of one file: a ride in the morning and a run at noon.
fn two() -> Vec<Run> {
    let trace =
        |start: &str| Trace { start: start.parse().unwrap(), elapsed: Span::secs(1800), file: "day.fit".to_owned() };
    let ride = Run {
        sport: Sport::Other("cycling".to_owned()),
        distance: Distance::metres(15_000.0),
        time: Some(Span::secs(1800)),
        trace: Some(trace("2026-11-22T08:00:00+01:00")),
        ..Run::default()
    };
    let noon = Run { sport: Sport::Run, trace: Some(trace("2026-11-22T12:00:00+01:00")), ..ride.clone() };
    vec![ride, noon]
}

#[test]
fn of_several_activities_one_is_chosen_by_arrows_wherever_one_is() {
    let mut desk = of_day(Setup::default());
    desk.notebook.tell(brought("day.fit", two()));
    desk.step();
    assert!(desk.shows("Which one was it?"));
    assert!(desk.shows("Cycling, Sunday 22 November, 08:00, 15.0 km, 30:00"));
    desk.press(Key::Num5);
    assert_eq!(desk.entry().journal.effort, None, "what lies below waits");
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowUp);
    desk.press(Key::Enter);
    assert_eq!(desk.entry().run, Some(two().remove(0)));
    assert!(desk.shows("from day.fit") && desk.shows("This was cycling, not a run"));

    let mut desk = Desk::new(Setup::default());
    desk.notebook.tell(brought("day.fit", two()));
    desk.step();
    desk.press(Key::Escape);
    assert!(!desk.shows("Which one was it?"));
    assert_eq!(desk.model().screen(), Screen::Today);
    desk.notebook.tell(brought("day.fit", two()));
    desk.step();
    desk.window.get_by_role_and_label(Role::ListBoxOption, "Run, Sunday 22 November, 12:00, 15.0 km, 30:00").click();
    desk.step();
    assert_eq!(desk.model().runs().offered(), two().get(1));
}

#[test]
fn a_run_is_named_by_its_path_by_dialog_or_by_dropping_it() {
    let mut desk = of_day(Setup::default());
    desk.click("Import a run…");
    desk.types("/tmp/a.fit");
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ReadRun("/tmp/a.fit".into())]);
    desk.press(Key::Escape);
    assert!(!desk.shows("Path of the file"));
    desk.click("Import a run…");
    desk.click("Choose a file…");
    assert_eq!(desk.notebook.take(), [Effect::AskForRun]);
    desk.click("Import a run…");
    desk.press(Key::Escape);
    assert!(!desk.shows("Path of the file"));
    assert!(matches!(desk.model().stage(), Stage::Writing(_)), "Esc answers the question alone");
    let mut desk = after_session(Setup::default());
    desk.click("Choose another");
    desk.types("/tmp/b.gpx");
    desk.press(Key::Enter);
    assert_eq!(desk.notebook.take(), [Effect::ReadRun("/tmp/b.gpx".into())]);
}

/// A file that was let go over the window.
#[derive(Debug)]
struct Dropped(&'static str);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        std::path::Path::new(self.0)
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads it here".to_owned())
    }
}

#[test]
fn files_that_are_dropped_anywhere_are_told_apart() {
    let drop = |desk: &mut Desk<'_>| {
        for name in ["/tmp/a.fit", "/tmp/b.gpx.gz", "/tmp/mine.ron"] {
            desk.window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(name)));
        }
        desk.step();
        desk.notebook.take()
    };
    let wanted = [
        Effect::ReadRun("/tmp/a.fit".into()),
        Effect::ReadRun("/tmp/b.gpx.gz".into()),
        Effect::ReadRoutine("/tmp/mine.ron".into()),
    ];
    let mut today = Desk::new(Setup::default());
    today.notebook.take();
    assert_eq!(drop(&mut today), wanted);
    let mut journal = of_day(Setup::default());
    journal.click("Import a run…");
    assert_eq!(drop(&mut journal), wanted);
    assert!(!journal.shows("Path of the file"), "what was asked is answered");
}

#[test]
fn an_entry_goes_to_the_trash_when_it_was_asked_once() {
    let entry = ached(2, &[(CALF, Ache::Mild)]);
    let mut desk = Desk::new(Setup { history: vec![entry.clone()], ..Setup::default() });
    desk.notebook.tell(Action::Jot(Jot::Open(entry.id.clone())));
    desk.step();
    for answer in ["Cancel", "Move it"] {
        desk.click("More for this entry");
        desk.step();
        desk.click_on(Role::MenuItem, "Move to the trash…");
        desk.notebook.take();
        desk.click(answer);
    }
    assert!(desk.notebook.take().contains(&Effect::TrashEntry(Box::new(entry))));
    assert!(matches!(desk.model().stage(), Stage::Idle));
}

#[test]
fn eating_is_ticked_off_in_the_head() {
    let mut desk = after_session(Setup::default());
    desk.click_on(Role::CheckBox, "Eat and drink something · 22 min left");
    assert!(desk.entry().refuelled.is_some());
    assert!(desk.shows("Refuelled at 18:32"));
}

#[test]
fn it_works_in_a_small_window_and_asks_for_no_frame_while_nothing_changes() {
    for size in [(900.0, 600.0), (3840.0, 2160.0)] {
        let mut desk = after_session(Setup { size, theme: Theme::Light, ..Setup::default() });
        desk.tab_on_to("Next time");
        desk.types("Slower");
        assert_eq!(desk.entry().journal.next_time, "Slower");
        let place = desk.window.get_by_role_and_label(Role::MultilineTextInput, "Next time").rect();
        assert!(place.bottom() < size.1, "what has the focus is scrolled to: {place}");
        desk.click_on(Role::Button, "Left calf");
        desk.tab_on_to("Left calf");
        desk.press(Key::Num3);
        assert_eq!(desk.entry().journal.body.ache(CALF), Some(Ache::Sharp));
    }
    let mut desk = of_day(Setup::default());
    desk.window.run_steps(6);
    let output = desk.window.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
    assert_eq!(output.repaint_delay, std::time::Duration::MAX);
}

#[test]
fn a_session_that_was_just_begun_is_called_so_everywhere() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::Space);
    desk.pass(Span::secs(6), Span::secs(1));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert!(desk.window.query_by_label_contains(" on the floor, no exercise to its end.").is_some());
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label_contains(" · just begun").is_some(), "on Today");
    desk.click_on(Role::Tab, "History");
    assert!(desk.shows("0 sessions · 1 just begun"));
    let row = desk.window.get_by_label_contains("Today, 18:32, ");
    assert!(row.accesskit_node().label().unwrap().ends_with(", just begun"));
    desk.click_on(Role::RadioButton, "Growth");
    assert!(desk.shows("It shows once a session was done") && !desk.shows("Nothing was skipped"));
}

#[test]
fn what_was_eaten_is_seen_and_changed_in_an_old_journal() {
    let session = |days: i64| {
        let mut desk = after_session(Setup::default());
        desk.click("No run");
        let mut entry = desk.save();
        let What::Session(session) = &mut entry.what else { panic!("a session was recorded") };
        session.started -= chrono::Duration::days(days);
        entry.refuelled = Some("2026-11-10T18:45:00+01:00".parse().unwrap());
        entry
    };
    let old = session(12);
    let mut desk = Desk::new(Setup { history: vec![old.clone()], ..Setup::default() });
    desk.notebook.tell(Action::Jot(Jot::Open(old.id.clone())));
    desk.step();
    desk.notebook.take();
    desk.click_on(Role::CheckBox, "Refuelled at 18:45");
    assert_eq!(desk.entry().refuelled, None);
    assert_eq!(desk.kept().last(), Some(desk.entry()));
    desk.click_on(Role::CheckBox, "Refuelled after the run");
    assert_eq!(desk.entry().refuelled, Some(old.at()), "nobody remembers when it was");
    assert!(desk.shows("Refuelled after the run") && desk.entry().refuelled_at().is_none());
    assert_eq!(desk.save().refuelled, Some(old.at()));
    // A note has nothing to eat after.
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    desk.step();
    assert!(!desk.shows("Refuelled after the run"));
}

#[test]
fn what_was_eaten_after_todays_run_is_ticked_off_in_its_journal_whenever_it_is_opened() {
    let mut desk = after_session(Setup::default());
    desk.press(Key::Escape);
    let id = desk.model().past().history().newest().unwrap().id.clone();
    desk.notebook.tell(Action::Jot(Jot::Open(id)));
    desk.step();
    desk.click_on(Role::CheckBox, "Eat and drink something · 22 min left");
    assert!(desk.shows("Refuelled at 18:32"));
}

#[test]
fn the_keyboard_begins_at_the_first_question_and_the_ring_follows_numbers() {
    let mut desk = of_day(Setup::default());
    assert_eq!(desk.at_label().as_deref(), Some("1, very easy"));
    desk.press(Key::Num7);
    assert_eq!(desk.at_label().as_deref(), Some("7, very hard"));
    desk.press(Key::Tab);
    desk.press(Key::Num4);
    assert_eq!((desk.at_label().as_deref(), desk.entry().journal.feeling), (Some("Good"), Some(Feeling::Good)));
    desk.press(Key::Num4);
    assert_eq!(desk.entry().journal.feeling, Some(Feeling::Good), "a key pressed twice is a slip");
    desk.press(Key::ArrowRight);
    assert_eq!(desk.at_label().as_deref(), Some("Flying"));
    desk.press(Key::Escape);
    assert!(matches!(desk.model().stage(), Stage::Idle), "one press leaves");
}

#[test]
fn after_a_session_too_but_the_key_that_pauses_answers_nothing() {
    let mut desk = after_session(Setup::default());
    assert_eq!(desk.at_label().as_deref(), Some("1, very easy"));
    for key in [Key::Space, Key::Enter] {
        desk.press(key);
    }
    assert_eq!(desk.entry().journal.effort, None);
    desk.press(Key::Num3);
    desk.pass(Span::secs(3), Span::secs(1));
    desk.press(Key::ArrowRight);
    desk.press(Key::Space);
    assert_eq!(desk.entry().journal.effort.map(Effort::number), Some(4), "Space confirms what the arrows have chosen");
    desk.press(Key::Space);
    assert_eq!(desk.entry().journal.effort, None, "the same again takes it back");
}

#[test]
fn a_journal_that_is_opened_again_begins_at_its_top() {
    let mut desk = of_day(Setup { size: (900.0, 600.0), ..Setup::default() });
    let top = |desk: &Desk<'_>| desk.window.get_by_role_and_label(Role::RadioButton, "1, very easy").rect().top();
    let before = top(&desk);
    desk.tab_on_to("Next time");
    desk.types("Slower");
    assert!(top(&desk) < before, "it was scrolled");
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.notebook.tell(Action::Jot(Jot::TakeUp));
    desk.step();
    assert!((top(&desk) - before).abs() < 0.5 && desk.entry().journal.next_time == "Slower");
    assert_eq!(desk.at_label().as_deref(), Some("1, very easy"));
}
