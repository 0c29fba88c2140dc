//! Everything is reached without a pointer, in the smallest window too: keys scroll, the focus is seen, and a screen's keys are its own.

use afterrun::domain::library::Trouble;
use afterrun::domain::past::week::{NeutralWeek, Week};
use afterrun::domain::settings::{Theme, Units};
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Effect, Screen, Stage};
use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup, ached};
use crate::year;

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const SMALL: (f32, f32) = (900.0, 600.0);

fn on<'a>(screen: Screen) -> Desk<'a> {
    let mut desk = Desk::new(Setup { size: SMALL, history: year::entries(), ..Setup::default() });
    desk.notebook.tell(Action::Go(screen));
    desk.step();
    desk
}

impl Desk<'_> {
    /// Whether something with this label is in sight, all of it.
    fn sees(&self, label: &str) -> bool {
        let window = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(SMALL.0, SMALL.1 - 40.0));
        self.window.query_all_by_label(label).any(|node| {
            // What has been scrolled away altogether has no place.
            node.accesskit_node().bounding_box().is_some() && window.contains_rect(node.rect())
        })
    }

    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough in its lifetimes")]
    fn focus(&self) -> Option<(String, Rect)> {
        let node = self.window.query_all_by(|node| node.is_focused()).next()?;
        let words = node.accesskit_node().label().or_else(|| node.accesskit_node().value());
        Some((words.unwrap_or_default(), node.rect()))
    }
}

#[test]
fn the_foot_of_every_screen_is_reached_by_key() {
    for (screen, head, foot) in [
        (Screen::Today, "Squats", "Journal"),
        (Screen::Settings, "Sound", "In the history"),
        (Screen::History, "Runs cooled down", "What ached, by week"),
    ] {
        let mut desk = on(screen);
        assert!(!desk.sees(foot), "{screen:?}");
        for (down, up, times) in
            [(Key::End, Key::Home, 1), (Key::PageDown, Key::PageUp, 6), (Key::ArrowDown, Key::ArrowUp, 60)]
        {
            for _ in 0..times {
                desk.press(down);
            }
            assert!(desk.sees(foot), "{screen:?}, {down:?}");
            for _ in 0..times {
                desk.press(up);
            }
            assert!(!desk.sees(foot), "{screen:?}, {up:?}");
            assert!(desk.sees(head), "{screen:?}, {up:?}");
        }
        // It asks for no frame afterwards.
        desk.window.run_steps(4);
        let output = &desk.window.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(output.repaint_delay, std::time::Duration::MAX, "{screen:?}");
    }
    let mut desk = on(Screen::Today);
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-22".parse().unwrap())));
    desk.step();
    assert!(!desk.sees("Next time"));
    desk.press(Key::PageDown);
    desk.press(Key::PageDown);
    assert!(desk.sees("Next time"));
}

#[test]
fn what_has_the_focus_is_in_sight() {
    for screen in [Screen::Today, Screen::History, Screen::Settings, Screen::Routines] {
        let mut desk = on(screen);
        let mut seen = Vec::new();
        for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
            for _ in 0..50 {
                desk.window.key_press_modifiers(modifiers, Key::Tab);
                desk.window.run_steps(3);
                let Some((words, rect)) = desk.focus() else { continue };
                let is_seen = rect.top() > -1.0 && rect.bottom() < SMALL.1 + 1.0 && rect.height() > 0.0;
                assert!(is_seen, "{screen:?}: {words} is at {rect}");
                seen.push(words);
            }
        }
        seen.sort();
        seen.dedup();
        assert!(seen.len() > 6, "{screen:?}: {seen:?}");
    }
}

#[test]
fn cards_of_today_that_have_no_room_are_scrolled_to() {
    let mut setup = Setup { size: SMALL, ..Setup::default() };
    setup.start.draft = Some(ached(1, &[]));
    let path = "/home/you/.config/afterrun/routines/mine.ron".to_owned();
    setup.start.troubles = vec![Trouble { path, place: None, message: "a string was expected".to_owned() }];
    let mut desk = Desk::new(setup);
    let mut seen = Vec::new();
    for _ in 0..12 {
        desk.press(Key::Tab);
        desk.step();
        let Some((words, rect)) = desk.focus() else { continue };
        assert!(rect.bottom() < SMALL.1, "{words} is at {rect}");
        seen.push(words);
    }
    for wanted in ["Write on", "Got it", "Import a run…"] {
        assert!(seen.iter().any(|words| words == wanted), "{wanted}: {seen:?}");
    }
}

#[test]
fn after_ctrl_and_a_number_the_keys_are_the_screens_that_comes() {
    let mut desk = on(Screen::Settings);
    desk.window.get_by_role_and_label(Role::Tab, "Settings").focus();
    desk.step();
    desk.window.key_press_modifiers(CTRL, Key::Num1);
    desk.step();
    assert_eq!(desk.model().screen(), Screen::Today);
    assert_eq!(desk.window.ctx.memory(egui::Memory::focused), None);
    desk.press(Key::Space);
    assert!(matches!(desk.model().stage(), Stage::Playing(_)));
}

#[test]
fn a_choice_of_the_settings_is_one_stop_with_arrows() {
    let mut desk = on(Screen::Settings);
    desk.window.get_by_role_and_label(Role::Button, "Test").focus();
    desk.step();
    let mut stops = Vec::new();
    for _ in 0..13 {
        desk.press(Key::Tab);
        stops.push(desk.focus().unwrap().0);
    }
    // After those of the voice.
    assert_eq!(
        stops[7..],
        ["As the routine says", "Dark", "Kilometres, °C", "100 %", "Contrast as the system", "Motion as the system"]
    );
    desk.window.get_by_role_and_label(Role::RadioButton, "Dark").focus();
    desk.step();
    desk.press(Key::ArrowLeft);
    assert_eq!((desk.model().settings().theme, desk.focus().unwrap().0), (Theme::Light, "Light".to_owned()));
    desk.press(Key::ArrowLeft);
    desk.press(Key::ArrowLeft);
    assert_eq!(desk.model().settings().theme, Theme::Dark, "round from the first to the last");
    desk.press(Key::Tab);
    desk.press(Key::ArrowDown);
    assert_eq!(desk.model().settings().units, Units::Imperial);
    desk.window.get_by_role_and_label(Role::RadioGroup, "Theme");
}

#[test]
fn the_settings_name_the_keys_of_every_part() {
    for size in [SMALL, (1366.0, 768.0)] {
        let mut desk = Desk::new(Setup { size, ..Setup::default() });
        desk.notebook.tell(Action::Go(Screen::Settings));
        desk.step();
        for label in [
            "While it plays",
            "Everywhere else",
            "In the journal",
            "In the history",
            "Ctrl+1 to 4",
            "How hard the run was; 0 is ten",
            "Ask whether the entry is to go",
        ] {
            assert!(desk.shows(label), "{label}");
        }
    }
}

#[test]
fn this_week_is_set_neutral_in_the_settings_too() {
    let mut desk = on(Screen::Settings);
    desk.notebook.take();
    desk.window.get_by_role_and_label(Role::RadioButton, "Running").focus();
    desk.step();
    desk.press(Key::ArrowRight);
    let week = Week::of("2026-11-22".parse().unwrap());
    assert_eq!(desk.model().weeks().get(week), Some(NeutralWeek::Rest));
    assert!(matches!(&desk.notebook.take()[..], [Effect::SaveWeeks(_)]));
}

#[test]
fn page_keys_go_on_and_back_in_the_player_and_scroll_nothing() {
    let mut desk = on(Screen::Today);
    desk.press(Key::Space);
    desk.pass(Span::secs(2), Span::secs(1));
    let first = desk.at();
    desk.press(Key::PageDown);
    assert!(desk.at() > first);
    desk.press(Key::PageUp);
    assert_eq!(desk.at(), first);
}

#[test]
fn a_question_that_is_left_takes_no_keys_any_more() {
    for by_key in [true, false] {
        let mut desk = Desk::new(Setup::default());
        desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
        desk.step();
        desk.click("Import a run…");
        if by_key {
            desk.window.key_press_modifiers(CTRL, Key::Num1);
            desk.step();
        } else {
            desk.window.get_by_role_and_label(Role::Tab, "Today").click();
            desk.step();
        }
        assert_eq!(desk.model().screen(), Screen::Today);
        desk.press(Key::Space);
        assert!(matches!(desk.model().stage(), Stage::Playing(_)), "{by_key}");
    }
}

#[test]
fn the_keyboard_stays_in_a_question_and_begins_where_nothing_is_lost() {
    let mut desk = Desk::new(Setup { history: vec![ached(2, &[])], ..Setup::default() });
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    desk.step();
    desk.press(Key::Num7);
    for (opens, yes, no) in [("Give it up…", "Give it up", "Keep it"), ("Move to the trash…", "Move it", "Cancel")]
    {
        if opens == "Give it up…" {
            desk.click(opens);
        } else {
            desk.click("More for this entry");
            desk.step();
            desk.click_on(Role::MenuItem, opens);
        }
        for expected in [no, yes, no, yes] {
            assert_eq!(desk.focus().map(|(words, _)| words).as_deref(), Some(expected), "{opens}");
            desk.press(Key::Tab);
        }
        desk.press(Key::Escape);
        assert!(!desk.shows(no) && desk.shows("7, very hard"), "{opens}");
    }
}

#[test]
fn a_number_is_the_effort_only_where_nothing_has_the_focus() {
    let mut desk = Desk::new(Setup { size: SMALL, ..Setup::default() });
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-20".parse().unwrap())));
    desk.step();
    desk.press(Key::Num7);
    assert!(desk.shows("7, very hard"));
    desk.window.get_by_role_and_label(Role::CheckBox, "Windy").focus();
    desk.step();
    desk.press(Key::Num2);
    desk.window.get_by_role_and_label(Role::Tab, "Today").focus();
    desk.step();
    desk.press(Key::Num2);
    assert!(desk.shows("7, very hard"), "it stays while something else has the focus");
    desk.press(Key::End);
    desk.window.ctx.memory_mut(egui::Memory::stop_text_input);
    desk.press(Key::Num2);
    desk.step();
    assert!(desk.sees("2, easy"), "and what a number has set comes in sight");
}

#[test]
fn what_a_setting_cannot_take_stays_written_and_says_why() {
    let mut desk = Desk::new(Setup { size: (1366.0, 1600.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    for (field, wrong, why) in [
        ("One more folder", "Runs", "Write the whole path, such as ~/Runs or /home/you/Runs"),
        ("A word that is said wrong", "pigeon", "Write it like pigeon = pidgin"),
    ] {
        desk.window.get_by_label(field).focus();
        desk.step();
        desk.types(wrong);
        desk.press(Key::Enter);
        desk.step();
        assert!(desk.shows(why), "{field}");
        let value = desk.window.get_by_label(field).accesskit_node().value();
        assert_eq!(value.as_deref(), Some(wrong), "{field}");
    }
    assert_eq!(desk.model().settings().run_folders.others.len(), 0);
    // It is mended where it stands, and the next one is written without looking for the field again.
    desk.press(Key::End);
    for rest in [" = pidgin", "plank = plunk"] {
        desk.types(rest);
        desk.press(Key::Enter);
        desk.step();
    }
    let words: Vec<&str> = desk.model().settings().voice.respelt.iter().map(|one| one.word.as_str()).collect();
    assert_eq!(words, ["pigeon", "plank"]);
    assert!(!desk.shows("Write it like pigeon = pidgin"));
}

#[test]
fn the_head_of_a_journal_says_less_where_there_is_less_room() {
    for (size, ends) in [(SMALL, "on the floor."), ((1366.0, 768.0), "of 19 exercises.")] {
        let mut desk = Desk::new(Setup { size, ..Setup::default() });
        desk.press(Key::Space);
        desk.pass(Span::secs(100), Span::secs(1));
        desk.press(Key::Escape);
        desk.press(Key::Enter);
        desk.step();
        let title = desk.window.get_by(|node| node.value().is_some_and(|words| words.starts_with("That counts.")));
        let words = title.value().unwrap_or_default();
        assert!(words.ends_with(ends), "{words}");
        assert!(title.rect().right() < desk.window.get_by_label("Skip for now").rect().left(), "{words}");
    }
}

#[test]
fn one_run_after_the_other_is_refused_without_starting_anything() {
    use crate::runs_in_model::{found, run, todays, told};
    let mut desk = told([found(run("2026-11-22T08:00:00+01:00", "early.fit")), found(todays())]);
    desk.window.get_by_role_and_label(Role::Button, "Not this one").focus();
    desk.step();
    for _ in 0..2 {
        assert_eq!(desk.focus().map(|(words, _)| words).as_deref(), Some("Not this one"));
        desk.press(Key::Enter);
    }
    assert_eq!(desk.model().runs().offered(), None);
    assert!(matches!(desk.model().stage(), Stage::Idle));
}

#[test]
fn after_a_routine_was_chosen_space_starts_it() {
    let mut desk = Desk::new(Setup::default());
    desk.click("Change routine");
    desk.step();
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let chosen = desk.model().routine().map(|routine| routine.name.clone());
    desk.press(Key::Space);
    let Stage::Playing(playing) = desk.model().stage() else { panic!("it is not played") };
    assert_eq!(Some(&playing.player().plan().name), chosen.as_ref());
}
