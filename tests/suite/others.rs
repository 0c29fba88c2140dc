//! Other people's music: softer while somebody speaks, or still for a session, and afterwards as it was, even after a crash.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use afterrun::clock::{Clock, SystemClock};
use afterrun::desktop::Where;
use afterrun::domain::hush::{Change, Changed, Hush, OtherMusic};
use afterrun::domain::settings::Settings;
use afterrun::domain::spoken::Sentence;
use afterrun::domain::time::{Span, Tick};
use afterrun::domain::voice::Manner;
use afterrun::model::{Action, Effect, Screen, Setting, Start};
use afterrun::outside::{Bus, Ledger};
use afterrun::store::Store;
use egui::Key;

use crate::bus::{Private, until};
use crate::peers::Music;
use crate::support::{Desk, Setup, start};

const SECOND: Span = Span::secs(1);

fn setup(other_music: OtherMusic) -> Setup {
    let settings = Settings { other_music, ..Settings::default() };
    Setup { start: Start { settings, ..start() }, ..Setup::default() }
}

/// A bus by the real clock, whose ledger is in a folder.
fn real(bus: &Private, store: &Store) -> (Bus, Arc<SystemClock>) {
    let (reader, keeper) = (store.clone(), store.clone());
    let ledger =
        Ledger { left: Box::new(move || reader.others()), keep: Box::new(move |all| keeper.keep_others(all).is_ok()) };
    let clock = Arc::new(SystemClock::default());
    let at = Where { session: Some(bus.address.clone()), system: Some(bus.address.clone()) };
    let its_clock: Arc<dyn Clock> = Arc::<SystemClock>::clone(&clock);
    let mut real = Bus::new(at, ledger, its_clock, channel().0, Arc::new(|| {}));
    real.open();
    (real, clock)
}

fn hush(bus: &Bus, hush: Hush) {
    assert_eq!(bus.carry_out(Effect::Hush(hush)), None);
}

/// Waits for something that others do.
fn soon(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("not within ten seconds: {what}");
}

fn is_soft(music: &Music) -> bool {
    matches!(music.state(), ("Playing", volume) if volume < 0.3)
}

#[test]
fn music_stands_for_a_session_and_goes_on_afterwards() {
    let bus = Private::start();
    let (radio, record) = (Music::on(&bus, "radio", "Playing"), Music::on(&bus, "record", "Paused"));
    // It stands for whichever player was used last, so it is none of its own.
    let copy = Music::on(&bus, "playerctld", "Playing");
    let mut desk = bus.desk(setup(OtherMusic::PauseForSessions));
    desk.press(Key::Space);
    until(&mut desk, "it stands", |_| radio.state().0 == "Paused");
    // In a pause, too.
    desk.press(Key::Space);
    desk.pass(SECOND * 20, SECOND);
    desk.press(Key::Space);
    assert_eq!((radio.state().0, record.state().0, copy.state().0), ("Paused", "Paused", "Playing"));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    until(&mut desk, "it goes on", |_| radio.state() == ("Playing", 0.8));
    assert_eq!(record.state().0, "Paused", "what stood before stands");
    drop(desk);

    // Whoever stops it altogether meanwhile wants none; and as it comes, nothing is touched.
    let mut desk = bus.desk(setup(OtherMusic::PauseForSessions));
    desk.press(Key::Space);
    until(&mut desk, "it stands", |_| radio.state().0 == "Paused");
    radio.set("Stopped", 0.8);
    drop(desk);
    assert_eq!(radio.state().0, "Stopped");
    radio.set("Playing", 0.8);
    let mut desk = bus.desk(setup(OtherMusic::Leave));
    desk.press(Key::Space);
    desk.pass(SECOND * 20, SECOND);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    drop(desk);
    assert_eq!(radio.state(), ("Playing", 0.8));
}

#[test]
fn a_window_that_is_closed_puts_everything_back() {
    let bus = Private::start();
    let radio = Music::on(&bus, "radio", "Playing");
    let mut desk = bus.desk(setup(OtherMusic::PauseForSessions));
    desk.press(Key::Space);
    until(&mut desk, "it stands", |_| radio.state().0 == "Paused");
    drop(desk);
    assert_eq!(radio.state().0, "Playing", "before the program is gone");
}

#[test]
fn music_is_soft_while_somebody_speaks() {
    let (bus, folder) = (Private::start(), tempfile::tempdir().unwrap());
    let (radio, record) = (Music::on(&bus, "radio", "Playing"), Music::on(&bus, "record", "Paused"));
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let (real, clock) = real(&bus, &store);
    let now = clock.tick();
    let lulls = [(200, 700), (1_200, 1_500)].map(|(from, until)| (now + Span::millis(from), now + Span::millis(until)));
    hush(&real, Hush::Lower(lulls.to_vec()));
    assert!(!is_soft(&radio));
    for _ in lulls {
        soon("it is soft", || is_soft(&radio));
        soon("it is as it was", || radio.state() == ("Playing", 0.8));
    }
    assert!(clock.tick() >= lulls[1].1);
    assert_eq!(record.state(), ("Paused", 0.8), "what does not play is let be");
    // Whoever turns the knob meanwhile has the last word.
    hush(&real, Hush::Lower(vec![(Tick::default(), clock.tick() + SECOND)]));
    soon("it is soft", || is_soft(&radio));
    radio.set("Playing", 0.5);
    drop(real);
    assert_eq!(radio.state(), ("Playing", 0.5));
    assert_eq!(store.others(), [], "nothing is left to be put back");
}

#[test]
fn after_a_crash_the_next_start_puts_it_back() {
    let (bus, folder) = (Private::start(), tempfile::tempdir().unwrap());
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let (radio, record) = (Music::on(&bus, "radio", "Playing"), Music::on(&bus, "record", "Playing"));
    let as_they_were = || [radio.state(), record.state()] == [("Playing", 0.8); 2];
    for quiet in [Hush::Pause, Hush::Lower(vec![(Tick::default(), Tick::default() + Span::secs(1_000_000))])] {
        let (first, _) = real(&bus, &store);
        hush(&first, quiet.clone());
        let is_quiet = |music: &Music| music.state().0 == "Paused" || is_soft(music);
        soon("both are quiet", || is_quiet(&radio) && is_quiet(&record));
        let (left, quiet) = (store.others(), [radio.state(), record.state()]);
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left.iter().any(|change| change.player == radio.name()));
        // A second one that is started beside it does not take back what is not its own.
        let (second, _) = real(&bus, &store);
        drop(second);
        assert_eq!((store.others(), [radio.state(), record.state()]), (left.clone(), quiet));
        drop(first);
        assert!(as_they_were() && store.others().is_empty());

        // What a crash leaves behind: everything as it was meanwhile.
        store.keep_others(&left).unwrap();
        radio.set(quiet[0].0, quiet[0].1);
        record.set(quiet[1].0, quiet[1].1);
        // The first may still be on its way off the bus.
        let names = zbus::blocking::fdo::DBusProxy::new(&bus.client()).unwrap();
        let ours = || names.list_names().unwrap().iter().any(|name| name.contains("MediaPlayer2.afterrun"));
        soon("nobody else is there", || !ours());
        let (next, _) = real(&bus, &store);
        soon("both are as they were", as_they_were);
        soon("and nothing is written down any more", || store.others().is_empty());
        drop(next);
        soon("nobody is there", || !ours());
    }
}

#[test]
fn a_player_that_hangs_is_waited_for_once() {
    let bus = Private::start();
    let radio = Music::on(&bus, "radio", "Playing");
    let hung = bus.hung("org.mpris.MediaPlayer2.aaa");
    let folder = tempfile::tempdir().unwrap();
    let (real, clock) = real(&bus, &Store::open(Some(folder.path().to_owned())).unwrap());
    let times = [(), ()].map(|()| {
        let from = clock.tick();
        hush(&real, Hush::Pause);
        soon("the other is quiet", || radio.state().0 == "Paused");
        let took = clock.tick().since(from);
        hush(&real, Hush::Nothing);
        soon("the other goes on", || radio.state().0 == "Playing");
        took
    });
    assert!(times[0] > SECOND, "it hangs: {times:?}");
    assert!(times[1] < SECOND * 2, "nobody waits for it again: {times:?}");
    drop(hung);
}

#[test]
fn what_cannot_be_written_down_is_not_changed() {
    let bus = Private::start();
    let radio = Music::on(&bus, "radio", "Playing");
    let at = Where { session: Some(bus.address.clone()), system: None };
    let (asked, tell) = (Arc::new(std::sync::Mutex::new(Vec::new())), channel().0);
    let its = Arc::clone(&asked);
    let ledger = Ledger {
        left: Box::new(Vec::new),
        keep: Box::new(move |changes: &[Change]| {
            its.lock().unwrap().extend(changes.to_vec());
            false
        }),
    };
    let mut real = Bus::new(at, ledger, Arc::new(SystemClock::default()), tell, Arc::new(|| {}));
    real.open();
    hush(&real, Hush::Pause);
    drop(real);
    let wanted = Change { player: radio.name().to_owned(), what: Changed::Paused };
    assert_eq!(*asked.lock().unwrap(), [wanted]);
    assert_eq!(radio.state(), ("Playing", 0.8));
}

#[test]
fn the_lulls_are_where_the_voice_speaks_and_end_with_a_pause() {
    let mut desk = Desk::new(setup(OtherMusic::LowerForSpeech));
    desk.press(Key::Space);
    let asked = desk.notebook.take().into_iter().find_map(|effect| match effect {
        Effect::Prepare(sentences) => Some(sentences),
        _ => None,
    });
    let hushes = |desk: &Desk<'_>| -> Vec<Hush> {
        let all = desk.notebook.take().into_iter();
        all.filter_map(|effect| if let Effect::Hush(hush) = effect { Some(hush) } else { None }).collect()
    };
    let ready = asked.unwrap().into_iter().map(|sentence: Sentence| (sentence, SECOND)).collect();
    desk.notebook.tell(Action::Spoken(Manner::default(), ready));
    desk.step();
    let [Hush::Lower(lulls)] = &hushes(&desk)[..] else { panic!("it is told once") };
    let now = desk.clock.now().tick;
    assert!(lulls[0].0 < now + SECOND * 2 && lulls.len() > 5, "{lulls:?}");
    assert!(lulls.windows(2).all(|pair| pair[1].0.since(pair[0].1) > SECOND), "music does not come and go: {lulls:?}");
    desk.pass(SECOND * 3, SECOND / 4);
    assert_eq!(hushes(&desk), [], "nothing is told while nothing changes");
    desk.press(Key::Space);
    let paused = hushes(&desk).pop().unwrap();
    assert_eq!(paused.changes_in(desk.clock.now().tick + SECOND), None, "nobody speaks in a pause: {paused:?}");
    desk.press(Key::Space);
    assert!(matches!(hushes(&desk).pop(), Some(Hush::Lower(_))));
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert_eq!(hushes(&desk).pop(), Some(Hush::Nothing));
}

#[test]
fn what_other_music_does_is_set_in_settings() {
    let mut desk = Desk::new(Setup { size: (1366.0, 1900.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    desk.click_on(egui::Role::RadioButton, "Pause it during a session");
    assert_eq!(desk.model().settings().other_music, OtherMusic::PauseForSessions);
    desk.notebook.tell(Action::Go(Screen::Today));
    desk.step();
    desk.press(Key::Space);
    assert!(desk.notebook.take().contains(&Effect::Hush(Hush::Pause)));
    desk.notebook.tell(Action::Set(Setting::OtherMusic(OtherMusic::Leave)));
    desk.step();
    assert!(desk.notebook.take().contains(&Effect::Hush(Hush::Nothing)), "it holds at once");
}
