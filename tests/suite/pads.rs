//! Game pads in the app: when they are watched, and what their buttons do.

use afterrun::clock::Clock;
use afterrun::domain::pad::{self, Turn};
use afterrun::domain::panel::Press;
use afterrun::domain::player::{Command, Phase};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, Model, Stage};
use egui::Key;

use crate::support::{Desk, Setup, evening, start};

const SECOND: Span = Span::secs(1);

/// Has a button pressed, as the kernel numbers it.
fn press(desk: &mut Desk<'_>, code: u16) {
    let press = pad::press(Turn::Button { code, value: 1 }).unwrap();
    desk.notebook.tell(Action::FromMat(press));
    desk.step();
}

#[test]
fn pads_are_watched_from_the_start_of_a_session_to_its_end() {
    let (clock, mut model) = (evening(), Model::new(start()));
    let watched = |effects: Vec<Effect>| -> Vec<bool> {
        let watch = |effect| if let Effect::WatchPads(watch) = effect { Some(watch) } else { None };
        effects.into_iter().filter_map(watch).collect()
    };
    let nothing: [bool; 0] = [];
    assert_eq!(watched(model.tick(clock.now())), nothing);
    assert_eq!(watched(model.update(Action::Start, clock.now())), [true]);
    assert_eq!(watched(model.update(Action::TogglePause, clock.now())), nothing);
    clock.pass(SECOND * 1000);
    assert_eq!(watched(model.tick(clock.now())), nothing);
    assert_eq!(watched(model.update(Action::Player(Command::End), clock.now())), [false]);
}

#[test]
fn the_buttons_pause_skip_go_back_give_more_and_are_done() {
    let mut desk = Desk::new(Setup::default());
    press(&mut desk, pad::SOUTH);
    assert!(matches!(desk.model().stage(), Stage::Idle), "what comes when no session runs begins none");
    desk.press(Key::Space);
    press(&mut desk, pad::SOUTH);
    assert!(matches!(desk.phase(), Phase::Paused { .. }));
    press(&mut desk, pad::SOUTH);
    assert!(matches!(desk.phase(), Phase::LeadIn { .. }));
    desk.pass(SECOND * 4, SECOND);
    assert_eq!(desk.at(), 0);
    // Done cuts getting ready short.
    press(&mut desk, 0x13B);
    assert_eq!(desk.at(), 1);
    let length = |desk: &Desk<'_>| desk.playing().player().segment().kind.length().estimate();
    let before = length(&desk);
    press(&mut desk, 0x220);
    assert!(length(&desk) > before, "up is more");
    press(&mut desk, 0x137);
    let skipped = desk.at();
    assert!(skipped > 1);
    press(&mut desk, 0x136);
    assert!(desk.at() < skipped);
    // While it is asked whether to end, only the question is answered.
    desk.press(Key::Escape);
    let at = desk.at();
    for code in [0x137, 0x136, 0x220, 0x13B] {
        press(&mut desk, code);
    }
    assert!(desk.playing().asks_to_end() && desk.at() == at);
    press(&mut desk, pad::SOUTH);
    assert!(!desk.playing().asks_to_end(), "no, do not end");
}

#[test]
fn a_hold_is_not_done_before_its_time() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::Space);
    let is_hold = |desk: &Desk<'_>| !desk.playing().player().can_be_done();
    for _ in 0..60 {
        if is_hold(&desk) {
            break;
        }
        desk.notebook.tell(Action::FromMat(Press::Done));
        desk.step();
    }
    assert!(is_hold(&desk));
    let at = desk.at();
    press(&mut desk, 0x13B);
    assert_eq!(desk.at(), at);
    assert!(matches!(desk.phase(), Phase::Running { .. }));
}
