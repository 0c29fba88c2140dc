//! What the person should know: it goes by itself or waits, covers nothing, and is closed before the key does anything else.

use afterrun::clock::Clock;
use afterrun::domain::cue::SoundState;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Screen};
use egui::accesskit::Live;
use egui::{Key, Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup};

const SECOND: Span = Span::secs(1);
const SHORT: &str = "Sound is back";
const LONG: &str =
    "A copy of all that you have done was written into one file (/home/you/Documents/afterrun-2026-11-22.zip)";
const TROUBLE: &str = "This session can’t be saved; is the disk full? (/home/you/.config/afterrun/history)";
const SIZES: [(f32, f32); 4] = [(900.0, 600.0), (1366.0, 768.0), (1920.0, 1080.0), (1000.0, 1300.0)];

fn desk<'a>(size: (f32, f32)) -> Desk<'a> {
    Desk::new(Setup { size, ..Setup::default() })
}

impl Desk<'_> {
    fn told(&mut self, action: Action) {
        self.notebook.tell(action);
        self.step();
    }

    fn rect_of(&self, label: &str) -> Rect {
        self.window.get_by_label(label).rect()
    }

    fn covers(&self, notice: &str, other: Rect) -> bool {
        self.window.get_by_role_and_label(Role::Alert, notice).rect().intersects(other)
    }
}

#[test]
fn what_only_informs_goes_by_itself_after_the_time_it_takes_to_read() {
    for (words, stays) in [(SHORT, 6..9), (LONG, 11..14)] {
        let mut desk = desk(SIZES[0]);
        desk.told(Action::Tell(words.to_owned()));
        desk.pass(SECOND * stays.start, SECOND);
        assert!(desk.shows(words), "{words}");
        desk.pass(SECOND * (stays.end - stays.start), SECOND);
        assert!(!desk.shows(words), "{words}");
    }
    // In a session too.
    let mut desk = desk(SIZES[0]);
    desk.press(Key::Space);
    desk.told(Action::Sound(SoundState::Lost));
    desk.pass(SECOND * 20, SECOND);
    assert_eq!(desk.window.query_all_by_role(Role::Alert).count(), 0);
}

#[test]
fn a_frame_is_asked_for_only_when_one_is_to_go() {
    let mut desk = desk(SIZES[0]);
    desk.told(Action::Tell(SHORT.to_owned()));
    desk.window.run_steps(6);
    let delay = |desk: &Desk<'_>| desk.window.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    let before = delay(&desk);
    assert!(before > std::time::Duration::from_secs(6) && before < std::time::Duration::from_secs(8), "{before:?}");
    desk.pass(SECOND * 10, SECOND * 10);
    desk.window.run_steps(6);
    assert_eq!(delay(&desk), std::time::Duration::MAX);
}

#[test]
fn what_somebody_is_at_does_not_go() {
    let mut desk = desk(SIZES[0]);
    desk.told(Action::Tell(SHORT.to_owned()));
    let at = desk.rect_of(SHORT).center();
    desk.window.hover_at(at);
    desk.step();
    desk.pass(SECOND * 60, SECOND);
    assert!(desk.shows(SHORT), "while the pointer is over it");
    desk.window.hover_at(egui::pos2(450.0, 100.0));
    desk.step();
    desk.pass(SECOND * 5, SECOND);
    assert!(desk.shows(SHORT), "it has all its time again");
    desk.window.get_by_role_and_label(Role::Button, "OK").focus();
    desk.step();
    desk.pass(SECOND * 60, SECOND);
    assert!(desk.shows(SHORT), "while the keyboard is at it");
    desk.press(Key::Enter);
    assert!(!desk.shows(SHORT));
}

#[test]
fn what_has_failed_stays_until_it_is_closed() {
    let mut desk = desk(SIZES[0]);
    desk.told(Action::Report(TROUBLE.to_owned()));
    desk.pass(SECOND * 600, SECOND * 10);
    assert!(desk.shows(TROUBLE));
    desk.press(Key::Space);
    desk.pass(SECOND * 60, SECOND);
    assert!(desk.shows(TROUBLE), "in a session too");
    desk.click("OK");
    assert!(!desk.shows(TROUBLE));
}

#[test]
fn esc_closes_the_newest_first_and_then_does_what_it_does() {
    let mut desk = desk(SIZES[0]);
    desk.told(Action::Go(Screen::Settings));
    desk.told(Action::Report(TROUBLE.to_owned()));
    desk.told(Action::Tell(SHORT.to_owned()));
    desk.window.get_by_role_and_label(Role::Button, "Test").focus();
    desk.step();
    let focused = desk.window.ctx.memory(egui::Memory::focused);
    desk.press(Key::Escape);
    assert!(!desk.shows(SHORT) && desk.shows(TROUBLE));
    assert_eq!(desk.window.ctx.memory(egui::Memory::focused), focused, "the focus stays where it was");
    desk.press(Key::Escape);
    assert!(!desk.shows(TROUBLE));
    assert_eq!(desk.model().screen(), Screen::Settings);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert_eq!(desk.model().screen(), Screen::Today);
    // In a session it asks for the end only once there is nothing to close.
    desk.press(Key::Space);
    desk.told(Action::Report(TROUBLE.to_owned()));
    desk.press(Key::Escape);
    assert!(!desk.shows("End here?") && !desk.shows(TROUBLE));
    desk.press(Key::Escape);
    assert!(desk.shows("End here?"));
}

#[test]
fn in_a_session_nothing_is_covered() {
    for size in SIZES {
        let mut desk = desk(size);
        desk.press(Key::Space);
        desk.told(Action::Report(TROUBLE.to_owned()));
        let timer = desk.window.get_by_role(Role::Timer).rect();
        let name = desk.window.get_by_role_and_label(Role::Heading, "Squats").rect();
        let left = desk.window.query_by_label_contains(" left · done at ").unwrap().rect();
        for other in [timer, name, left, desk.rect_of("Strength"), desk.rect_of("Next")] {
            assert!(!desk.covers(TROUBLE, other), "{size:?}: {other}");
        }
    }
}

#[test]
fn a_screen_makes_room_for_what_is_said() {
    for size in SIZES {
        let mut desk = desk(size);
        desk.told(Action::Report(TROUBLE.to_owned()));
        desk.told(Action::Tell(LONG.to_owned()));
        for (screen, heading) in
            [(Screen::Today, "Nice run. Now the half that makes it count."), (Screen::Settings, "Settings")]
        {
            desk.told(Action::Go(screen));
            for notice in [TROUBLE, LONG] {
                let at = desk.window.get_by_role_and_label(Role::Alert, notice).rect();
                assert!(at.bottom() < size.1 && at.right() < size.0, "{size:?}: {at}");
                let headings: Vec<_> = desk.window.query_all_by_label(heading).map(|node| node.rect()).collect();
                assert!(!headings.is_empty() && headings.iter().all(|other| !desk.covers(notice, *other)), "{size:?}");
            }
        }
        desk.told(Action::Go(Screen::Today));
        for label in ["Start", "Your run", "Import a run…"] {
            assert!(!desk.covers(TROUBLE, desk.rect_of(label)) && !desk.covers(LONG, desk.rect_of(label)), "{label}");
        }
        assert!(!desk.rect_of(TROUBLE).intersects(desk.rect_of(LONG)));
    }
}

#[test]
fn each_is_announced() {
    let mut desk = desk(SIZES[0]);
    for playing in [false, true] {
        if playing {
            desk.press(Key::Space);
        }
        for (action, words, live) in [
            (Action::Tell(SHORT.to_owned()), SHORT, Live::Polite),
            (Action::Report(TROUBLE.to_owned()), TROUBLE, Live::Assertive),
        ] {
            desk.told(action);
            let node = desk.window.get_by_role_and_label(Role::Alert, words);
            assert_eq!(node.accesskit_node().live(), live);
            desk.press(Key::Escape);
            assert!(!desk.shows(words));
        }
    }
}

#[test]
fn a_key_that_has_nothing_to_tick_off_says_so_until_there_is_something() {
    const NOTHING: &str = "There is nothing to tick off: no run in the last hour and a half is known";
    let mut desk = desk(SIZES[1]);
    desk.press(Key::R);
    assert!(desk.shows(NOTHING));
    desk.told(crate::runs_in_model::found(crate::support::run()));
    desk.press(Key::R);
    assert!(!desk.shows(NOTHING) && desk.model().refuel(desk.clock.now()).is_some());
}
