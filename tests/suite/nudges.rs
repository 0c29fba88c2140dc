//! What is said outside the window, to somebody who does not look at it: one thing at a time, and nothing to who looks.

use afterrun::domain::history::Entry;
use afterrun::domain::nudge::{Days, Nudge, TimeOfDay};
use afterrun::domain::settings::Settings;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, REMINDER, Screen, Setting, Start};
use egui::Key;

use crate::bus::{Private, until};
use crate::peers::Notices;
use crate::runs_in_model::found;
use crate::support::{Desk, Setup, run, start};

const MINUTE: Span = Span::secs(60);

/// On Today at 18:32, with a reminder that is set.
fn set<'a>(nudge: Nudge, history: Vec<Entry>) -> Desk<'a> {
    let settings = Settings { nudge, ..Settings::default() };
    Desk::new(Setup { history, start: Start { settings, ..start() }, ..Setup::default() })
}

fn nudge(days: Days) -> Nudge {
    Nudge { days, at: TimeOfDay::read("18:45").unwrap() }
}

/// What was said outside since the last time, beside what is said of eating.
fn said(desk: &Desk<'_>) -> Vec<String> {
    let titles = desk.notebook.take().into_iter().filter_map(|effect| match effect {
        Effect::Notify(note) if note.title != REMINDER => Some(note.title),
        _ => None,
    });
    titles.collect()
}

#[test]
fn who_does_not_look_is_told_outside_and_who_looks_is_not() {
    let bus = Private::start();
    let notices = Notices::on(&bus);
    for looks in [true, false] {
        let mut desk = bus.desk(Setup::default());
        desk.notebook.tell(found(run()));
        desk.step();
        desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(looks);
        // The run was over at 18:24: at 18:44 ten minutes are left.
        desk.pass(MINUTE * 12 + Span::secs(1), MINUTE);
        assert!(desk.shows(REMINDER), "it stands in the window in any case");
        if looks {
            // Whatever was asked before has been asked by the time that the next thing is there.
            desk.press(Key::Space);
            std::thread::sleep(std::time::Duration::from_millis(200));
            assert_eq!(notices.shown(), []);
            continue;
        }
        until(&mut desk, "it is shown outside", |_| notices.shown().len() == 1);
        let shown = notices.shown().remove(0);
        assert_eq!(
            (shown.title.as_str(), shown.body.as_str()),
            (REMINDER, "The half hour after your run is over at 18:54")
        );
        // The next takes its place.
        desk.notebook.tell(Action::Set(Setting::Nudge(nudge(Days::EveryDay))));
        desk.pass(MINUTE, MINUTE);
        until(&mut desk, "the next is shown", |_| notices.shown().iter().any(|next| next.title != REMINDER));
        let next = notices.shown();
        assert_eq!((next.len(), next[0].id), (1, shown.id), "in its place: {next:?}");
        // Another program's is clicked, and then ours.
        notices.click(shown.id + 1);
        notices.click(shown.id);
        until(&mut desk, "it brings the window to the front", |desk| desk.comes_to_front());
        // Who comes to look has seen it.
        desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(true);
        until(&mut desk, "nothing is left", |_| notices.shown().is_empty());
    }
}

#[test]
fn where_nobody_says_anything_settings_say_so() {
    let bus = Private::start();
    let mut desk = bus.desk(Setup::default());
    desk.notebook.tell(found(run()));
    desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(false);
    desk.step();
    desk.pass(MINUTE * 13, MINUTE);
    until(&mut desk, "nobody says it", |desk| desk.model().desk_is_mute());
    assert_eq!(desk.model().notices(), [], "the reminder has gone by itself, and nothing else was said");
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    assert!(desk.shows("Nobody here shows notifications, so what you are reminded of stands in the window alone"));
}

#[test]
fn what_was_ticked_off_is_taken_back() {
    let mut desk = Desk::new(Setup::default());
    desk.notebook.tell(found(run()));
    desk.step();
    // A window that is hidden draws nothing more until it is woken for this.
    desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(false);
    desk.pass(MINUTE * 12 + Span::secs(1), MINUTE * 13);
    let said = desk.notebook.take().into_iter().filter(|effect| matches!(effect, Effect::Notify(_))).count();
    assert_eq!(said, 1);
    desk.notebook.tell(Action::Refuelled);
    desk.step();
    assert!(desk.notebook.take().contains(&Effect::Unnotify));
}

#[test]
fn the_reminder_of_the_routine_is_off_and_comes_once_a_day_to_who_has_not_done_it() {
    let behind = |mut desk: Desk<'static>| {
        desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(false);
        desk.step();
        desk
    };
    let mut desk = behind(set(Nudge::default(), Vec::new()));
    desk.pass(Span::secs(26 * 60 * 60), MINUTE * 30);
    assert_eq!(said(&desk), [] as [String; 0], "nobody has asked for it");

    let mut desk = behind(set(nudge(Days::EveryDay), Vec::new()));
    desk.pass(MINUTE * 12, MINUTE);
    assert_eq!(said(&desk), [] as [String; 0]);
    let now = afterrun::clock::Clock::now(desk.clock.as_ref());
    assert!(desk.model().nudge_changes(now).is_some_and(|wait| wait <= MINUTE), "a window that stands is woken for it");
    desk.pass(Span::secs(24 * 60 * 60), MINUTE * 20);
    assert_eq!(said(&desk), ["Time for your routine"], "once, and the next is due in some minutes");
    desk.pass(MINUTE * 20, MINUTE * 20);
    assert_eq!(said(&desk), ["Time for your routine"]);

    // Done today: nobody asks any more.
    let mut desk = behind(set(nudge(Days::EveryDay), Vec::new()));
    desk.press(Key::Space);
    desk.pass(MINUTE, MINUTE);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    desk.pass(MINUTE * 30, MINUTE);
    assert_eq!(said(&desk), [] as [String; 0]);
}

#[test]
fn on_days_with_a_run_it_comes_only_where_there_was_one() {
    for (runs, wanted) in [(true, vec!["Time to cool down after your run"]), (false, vec![])] {
        let history = if runs {
            vec![Entry::on("2026-11-22T17:00:00+01:00".parse().unwrap(), Some(run()))]
        } else {
            vec![Entry::on("2026-11-22T17:00:00+01:00".parse().unwrap(), None)]
        };
        let mut desk = set(nudge(Days::RunDays), history);
        desk.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(false);
        desk.step();
        desk.pass(MINUTE * 14, MINUTE);
        assert_eq!(said(&desk), wanted, "{runs}");
    }
}

#[test]
fn the_reminder_is_set_in_settings() {
    let mut desk = Desk::new(Setup { size: (1366.0, 1900.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    assert!(!desk.shows("Time of the reminder"));
    desk.click_on(egui::Role::RadioButton, "On days with a run");
    desk.click("More time of the reminder");
    assert_eq!(desk.model().settings().nudge, Nudge { days: Days::RunDays, at: TimeOfDay::read("18:45").unwrap() });
    let saved = desk.notebook.take().into_iter().filter(|effect| matches!(effect, Effect::SaveSettings(_))).count();
    assert_eq!(saved, 2);
}
