//! The session as other programs see it, and what they press: a media player on a bus of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread;

use afterrun::desktop::{self, Where};
use afterrun::domain::bookmark::Ending;
use afterrun::domain::history::What;
use afterrun::domain::panel::Press;
use afterrun::domain::player::Phase;
use afterrun::domain::settings::Volume;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Screen, Stage};
use egui::Key;
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, message};

use crate::bus::{Private, desk, until};
use crate::support::{Desk, Setup};

const SECOND: Span = Span::secs(1);
const NAME: &str = "org.mpris.MediaPlayer2.afterrun";
const PATH: &str = "/org/mpris/MediaPlayer2";

/// Whoever has the phone in their hand.
struct Phone {
    player: Proxy<'static>,
}

impl Phone {
    fn of(client: &Connection) -> Self {
        Self { player: proxy(client, "org.mpris.MediaPlayer2.Player") }
    }

    fn press(&self, button: &str) {
        self.player.call::<_, _, ()>(button, &()).unwrap();
    }

    fn status(&self) -> String {
        self.player.get_property("PlaybackStatus").unwrap()
    }

    fn metadata(&self) -> HashMap<String, OwnedValue> {
        self.player.get_property("Metadata").unwrap()
    }

    fn title(&self) -> Option<String> {
        self.metadata().remove("xesam:title").map(|title| title.try_into().unwrap())
    }

    fn position(&self) -> Span {
        let micros: i64 = self.player.get_property("Position").unwrap();
        Span::millis(u64::try_from(micros).unwrap() / 1000)
    }
}

fn proxy(client: &Connection, interface: &'static str) -> Proxy<'static> {
    let builder = zbus::blocking::proxy::Builder::<Proxy<'static>>::new(client);
    let builder = builder.destination(NAME).unwrap().path(PATH).unwrap().interface(interface).unwrap();
    // What is asked for is what is there, not what was heard.
    builder.cache_properties(zbus::proxy::CacheProperties::No).build().unwrap()
}

/// The app, and a phone that has found it.
fn found<'a>(bus: &Private) -> (Desk<'a>, Phone) {
    let mut desk = bus.desk(Setup::default());
    let phone = Phone::of(&bus.client());
    until(&mut desk, "the player is on the bus", |_| phone.player.get_property::<bool>("CanPlay").unwrap_or(false));
    (desk, phone)
}

/// The names of signals, and what they say has changed.
type Heard = Arc<Mutex<Vec<(String, Vec<String>)>>>;

/// What is heard of the player from now on.
fn listen(client: &Connection) -> Heard {
    let rule = MatchRule::builder().msg_type(message::Type::Signal).path(PATH).unwrap().build();
    let signals = MessageIterator::for_match_rule(rule, client, None).unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&heard);
    thread::spawn(move || {
        for signal in signals.flatten() {
            let name = signal.header().member().unwrap().to_string();
            let changed = match signal.body().deserialize::<(String, HashMap<String, OwnedValue>, Vec<String>)>() {
                Ok((_, changed, _)) => changed.into_keys().collect(),
                Err(_) => Vec::new(),
            };
            told.lock().unwrap().push((name, changed));
        }
    });
    heard
}

#[test]
fn a_phone_starts_pauses_skips_and_ends_a_session() {
    let bus = Private::start();
    let (mut desk, phone) = found(&bus);
    assert_eq!((phone.status().as_str(), phone.title()), ("Stopped", None));
    // On Today, play starts what is shown.
    phone.press("PlayPause");
    until(&mut desk, "it plays", |_| phone.status() == "Playing");
    let title = phone.title().unwrap();
    assert!(title.starts_with("Get ready · "), "{title}");
    let (metadata, playing) = (phone.metadata(), desk.playing());
    let plan = playing.player().plan();
    let text = |name: &str| String::try_from(metadata[name].try_clone().unwrap()).unwrap();
    assert_eq!(text("xesam:album"), plan.name);
    assert_eq!(
        Vec::<String>::try_from(metadata["xesam:artist"].try_clone().unwrap()).unwrap(),
        [plan.blocks[0].name.clone()]
    );
    let length = i64::try_from(metadata["mpris:length"].try_clone().unwrap()).unwrap();
    assert_eq!(length as u128, plan.segments[0].kind.length().estimate().to_std().as_micros());
    let track = |phone: &Phone| OwnedObjectPath::try_from(phone.metadata().remove("mpris:trackid").unwrap()).unwrap();
    let first = track(&phone);

    // Nobody has to draw for the position to be right.
    desk.clock.pass(SECOND * 3);
    assert_eq!(phone.position(), SECOND * 3);
    phone.press("Pause");
    until(&mut desk, "it stands", |_| phone.status() == "Paused");
    desk.clock.pass(SECOND * 100);
    assert_eq!(phone.position(), SECOND * 3);
    phone.press("Pause");
    phone.press("Play");
    until(&mut desk, "it goes on", |_| phone.status() == "Playing");
    assert!(matches!(desk.phase(), Phase::LeadIn { .. }));
    desk.clock.pass(SECOND * 2);
    assert_eq!(phone.position(), SECOND * 3, "nothing passes before it goes on");

    phone.press("Next");
    until(&mut desk, "it is at the next", |desk| desk.at() > 0 && track(&phone) != first);
    assert_ne!(phone.title().unwrap(), title);
    phone.press("Previous");
    until(&mut desk, "it is back", |desk| desk.at() == 0 && track(&phone) == first);
    phone.press("Stop");
    until(&mut desk, "it is over", |_| phone.status() == "Stopped");
    let What::Session(session) = &desk.entry().what else { panic!("what was done is kept") };
    assert_eq!(session.ending, Ending::Early);
    assert!(phone.title().is_none() && !phone.player.get_property::<bool>("CanPause").unwrap());
}

#[test]
fn what_changes_is_told_and_nothing_every_second() {
    let bus = Private::start();
    let (mut desk, phone) = found(&bus);
    let heard = listen(&bus.client());
    phone.press("Play");
    until(&mut desk, "it is told that it plays", |_| !heard.lock().unwrap().is_empty());
    let (name, changed) = heard.lock().unwrap().remove(0);
    assert_eq!(name, "PropertiesChanged");
    for property in ["PlaybackStatus", "Metadata", "CanPause", "CanGoNext"] {
        assert!(changed.iter().any(|changed| changed == property), "{property}: {changed:?}");
    }
    let segments = desk.playing().player().plan().segments.len();
    desk.pass(SECOND * 60, SECOND / 4);
    let at = desk.at();
    assert!(at > 1 && at < segments);
    until(&mut desk, "every segment is told", |_| heard.lock().unwrap().len() >= at);
    let told: Vec<_> = heard.lock().unwrap().drain(..).collect();
    assert_eq!(told.len(), at, "{told:?}");
    assert!(told.iter().all(|(name, changed)| name == "PropertiesChanged" && changed == &["Metadata"]), "{told:?}");
}

#[test]
fn a_leap_within_what_is_on_is_told() {
    let bus = Private::start();
    let (mut desk, phone) = found(&bus);
    let heard = listen(&bus.client());
    let told = |name: &str| heard.lock().unwrap().iter().filter(|(told, _)| told == name).count();
    phone.press("Play");
    until(&mut desk, "it is told that it plays", |_| told("PropertiesChanged") == 1);
    desk.pass(SECOND * 5, SECOND);
    assert_eq!((desk.at(), told("Seeked")), (0, 0));
    // Back to the start of the same one.
    desk.press(Key::ArrowLeft);
    until(&mut desk, "the leap is told", |_| told("Seeked") == 1);
    assert_eq!((desk.at(), phone.position()), (0, Span::ZERO));
    // A pause that ends is none.
    desk.pass(SECOND * 4, SECOND);
    desk.press(Key::Space);
    desk.pass(SECOND * 30, SECOND);
    desk.press(Key::Space);
    desk.pass(SECOND * 4, SECOND);
    until(&mut desk, "pausing and going on are told", |_| told("PropertiesChanged") == 3);
    assert_eq!((desk.at(), told("Seeked"), phone.position()), (0, 1, SECOND * 5));
}

#[test]
fn the_player_says_what_it_is_and_can() {
    let bus = Private::start();
    let (mut desk, phone) = found(&bus);
    let root = proxy(&bus.client(), "org.mpris.MediaPlayer2");
    assert_eq!(root.get_property::<String>("Identity").unwrap(), "Afterrun");
    assert_eq!(root.get_property::<String>("DesktopEntry").unwrap(), "org.afterrun.Afterrun");
    assert!(!phone.player.get_property::<bool>("CanSeek").unwrap());
    assert!(phone.player.get_property::<bool>("CanControl").unwrap());
    // What can't be sought stays where it is.
    phone.press("Play");
    until(&mut desk, "it plays", |_| phone.status() == "Playing");
    phone.player.call::<_, _, ()>("Seek", &(5_000_000_i64,)).unwrap();
    assert_eq!(phone.position(), Span::ZERO);
    phone.player.set_property("Volume", 0.35).unwrap();
    until(&mut desk, "cues are softer", |desk| desk.model().settings().volume == Volume::percent(35));
    // A second Afterrun has a name of its own.
    let _second = bus.desk(Setup::default());
    let client = bus.client();
    let names = zbus::blocking::fdo::DBusProxy::new(&client).unwrap();
    until(&mut desk, "both are there", |_| {
        let names = names.list_names().unwrap();
        names.iter().filter(|name| name.as_str().starts_with(NAME)).count() == 2
    });
}

#[test]
fn what_is_pressed_elsewhere_does_not_begin_a_session_behind_an_editor_or_a_question() {
    let mut desk = Desk::new(Setup::default());
    for screen in [Screen::Routines, Screen::History, Screen::Settings] {
        desk.notebook.tell(Action::Go(screen));
        desk.notebook.tell(Action::Pressed(Press::PlayPause));
        desk.step();
        assert!(matches!(desk.model().stage(), Stage::Idle), "{screen:?}");
    }
    desk.notebook.tell(Action::Go(Screen::Today));
    desk.notebook.tell(Action::Pressed(Press::Pause));
    desk.notebook.tell(Action::Pressed(Press::Stop));
    desk.step();
    assert!(matches!(desk.model().stage(), Stage::Idle));
    desk.notebook.tell(Action::Pressed(Press::Play));
    desk.step();
    desk.press(Key::Escape);
    assert!(desk.playing().asks_to_end());
    let at = desk.at();
    desk.notebook.tell(Action::Pressed(Press::Next));
    desk.notebook.tell(Action::Pressed(Press::Pause));
    desk.step();
    assert!(desk.playing().asks_to_end() && desk.at() == at, "a question stays until it is answered");
    desk.notebook.tell(Action::Pressed(Press::Play));
    desk.step();
    assert!(!desk.playing().asks_to_end() && matches!(desk.phase(), Phase::LeadIn { .. }));
    assert!(!desk.comes_to_front());
    desk.notebook.tell(Action::Pressed(Press::Raise));
    desk.window.step();
    assert!(desk.comes_to_front());
}

#[test]
fn presenters_go_on_back_and_pause() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::F5);
    desk.press(Key::PageDown);
    let second = desk.at();
    assert!(second > 0 && desk.playing().player().done()[0].skipped);
    desk.press(Key::PageUp);
    assert_eq!(desk.at(), 0);
    for key in [Key::B, Key::Period] {
        desk.press(key);
        assert!(matches!(desk.phase(), Phase::Paused { .. }), "{key:?}");
        desk.press(key);
        assert!(matches!(desk.phase(), Phase::LeadIn { .. }), "{key:?}");
    }
    // What they begin and end a show with.
    desk.press(Key::Escape);
    desk.press(Key::F5);
    assert!(!desk.playing().asks_to_end());
    // On to the step that waits: the same button says that it is done.
    for _ in 0..200 {
        if desk.shows("Take your time") {
            break;
        }
        desk.press(Key::PageDown);
        desk.pass(SECOND * 8, SECOND);
    }
    let at = desk.at();
    assert!(desk.shows("Take your time"));
    desk.press(Key::PageDown);
    assert!(!was_skipped(&desk, at), "it was done, not left");
}

/// Whether a segment was left before its end, in the session that runs.
fn was_skipped(desk: &Desk<'_>, at: usize) -> bool {
    desk.playing().player().done()[at].skipped
}

#[test]
fn without_a_bus_all_goes_on_and_settings_say_so() {
    let nowhere = Where { session: Some("unix:path=/nowhere/at/all".to_owned()), system: None };
    let mut desk = desk(nowhere, Setup::default());
    until(&mut desk, "it is known", |desk| desk.model().desk_is_absent());
    assert_eq!(desk.model().notices(), [], "nobody is told who does not ask");
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    assert!(desk.shows("No desktop answers here, so media keys, headsets and phones can’t pause or skip"));
    desk.notebook.tell(Action::Go(Screen::Today));
    desk.step();
    desk.press(Key::Space);
    desk.press(Key::ArrowRight);
    assert!(desk.at() > 0);
}

#[test]
fn who_starts_a_second_one_calls_the_window_that_is_open() {
    let bus = Private::start();
    let at = Where { session: Some(bus.address.clone()), system: None };
    assert!(desktop::raise(&at).is_err(), "nobody is there yet");
    let mut desk = bus.desk(Setup::default());
    until(&mut desk, "it is on the bus", |_| desktop::raise(&at).is_ok());
    until(&mut desk, "it comes to the front", |desk| desk.comes_to_front());
}
