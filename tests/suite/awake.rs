//! The machine is kept awake while a session runs, and only then.

use afterrun::domain::time::Span;
use afterrun::model::{Action, Screen};
use egui::Key;

use crate::bus::{Private, until};
use crate::peers::{Login, Portal, Saver};
use crate::support::{Desk, Setup};

const MINUTE: Span = Span::secs(60);

fn is_held(saver: &Saver, login: &Login) -> bool {
    let (screen, sleep) = (saver.held(), login.held());
    assert!(screen.len() <= 1 && sleep.len() <= 1, "held once: {screen:?} {sleep:?}");
    !screen.is_empty() && !sleep.is_empty()
}

fn is_free(saver: &Saver, login: &Login) -> bool {
    saver.held().is_empty() && login.held().is_empty()
}

#[test]
fn it_is_held_while_a_session_runs_and_let_go_when_nobody_is_there() {
    let bus = Private::start();
    let (saver, login) = (Saver::on(&bus), Login::on(&bus));
    let mut desk = bus.desk(Setup::default());
    desk.pass(MINUTE, MINUTE);
    assert!(is_free(&saver, &login), "nothing runs");
    desk.press(Key::Space);
    until(&mut desk, "it is held", |_| is_held(&saver, &login));
    assert_eq!(saver.held(), ["Afterrun: A routine is running"]);
    assert_eq!(login.held(), ["sleep:idle block Afterrun: A routine is running"]);

    desk.press(Key::Space);
    desk.pass(Span::secs(299), MINUTE);
    assert!(is_held(&saver, &login), "a short pause is none to the machine");
    // The frame in which it is let go is asked for, since a screen that stands asks for none.
    assert_eq!(desk.model().desk_changes(afterrun::clock::Clock::now(desk.clock.as_ref())), Some(Span::secs(1)));
    desk.clock.pass(Span::secs(1));
    until(&mut desk, "it is let go", |_| is_free(&saver, &login));
    desk.press(Key::Space);
    until(&mut desk, "it is held again", |_| is_held(&saver, &login));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    until(&mut desk, "it is let go at the end", |_| is_free(&saver, &login));
}

#[test]
fn who_has_gone_holds_nothing() {
    let bus = Private::start();
    let (saver, login) = (Saver::on(&bus), Login::on(&bus));
    let mut desk = bus.desk(Setup::default());
    desk.press(Key::Space);
    until(&mut desk, "it is held", |_| is_held(&saver, &login));
    drop(desk);
    for _ in 0..500 {
        if is_free(&saver, &login) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("it is still held: {:?} {:?}", saver.held(), login.held());
}

#[test]
fn where_there_is_no_screen_saver_the_portal_is_asked() {
    let bus = Private::start();
    let portal = Portal::on(&bus);
    let mut desk = bus.desk(Setup::default());
    desk.press(Key::Space);
    // Neither suspend nor idle.
    until(&mut desk, "it is held", |_| portal.held() == Some(4 | 8));
    assert!(!desk.model().machine_may_sleep());
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    until(&mut desk, "it is let go", |_| portal.held().is_none());
}

#[test]
fn where_nobody_keeps_it_awake_settings_say_so_and_nothing_else_does() {
    let says = |desk: &mut Desk<'_>| {
        desk.notebook.tell(Action::Go(Screen::Settings));
        desk.step();
        desk.shows(
            "Nobody here keeps the computer awake for Afterrun; set it so that the screen stays on for as long as a routine \
             takes",
        )
    };
    // The bus is there, and nobody else is.
    let bus = Private::start();
    let mut desk = bus.desk(Setup::default());
    assert!(!says(&mut desk), "nobody was asked yet");
    desk.notebook.tell(Action::Go(Screen::Today));
    desk.step();
    desk.press(Key::Space);
    until(&mut desk, "nobody does it", |desk| desk.model().machine_may_sleep());
    assert_eq!(desk.model().notices(), []);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    assert!(says(&mut desk));
    // A screen saver alone is enough.
    let saver = Saver::on(&bus);
    desk.notebook.tell(Action::Go(Screen::Today));
    desk.step();
    desk.press(Key::Space);
    until(&mut desk, "it is held", |desk| saver.held().len() == 1 && !desk.model().machine_may_sleep());
}
