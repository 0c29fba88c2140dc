//! The session as a media player on the session bus (MPRIS 2), for media keys, headsets, phones and panels. Decides nothing: what is
//! pressed is told, and what is shown was given.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zbus::blocking::Connection;
use zbus::names::InterfaceName;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, Value};
use zbus::{block_on, fdo, interface};

use super::{APP_ID, Hears};
use crate::domain::panel::{Flow, Panel, Press};
use crate::domain::settings::Volume;
use crate::domain::time::{Span, Tick};

/// Where every player is.
pub(super) const PATH: &str = "/org/mpris/MediaPlayer2";
/// The part of it that is about the window.
pub(super) const ROOT: &str = "org.mpris.MediaPlayer2";
/// What this one is called.
pub(super) const NAME: &str = "org.mpris.MediaPlayer2.afterrun";
/// The part of it that changes.
const PLAYER: &str = "org.mpris.MediaPlayer2.Player";
/// Where the parts of a plan are.
const SEGMENTS: &str = "/org/afterrun/Afterrun/segment";

/// What is shown, between the thread that tells it and those that ask.
type Shown = Arc<Mutex<Panel>>;

/// The player as the bus sees it.
pub(super) struct Remote {
    shown: Shown,
    hears: Hears,
    emitter: SignalEmitter<'static>,
    /// Whether another one was there before.
    is_second: bool,
}

impl Remote {
    /// Puts the player on the bus. A second one that runs beside it has a name of its own, as the specification has it.
    pub fn serve(connection: &Connection, hears: Hears) -> zbus::Result<Self> {
        let shown = Shown::default();
        let server = connection.object_server();
        server.at(PATH, Root { hears: hears.clone() })?;
        server.at(PATH, Player { shown: Arc::clone(&shown), hears: hears.clone() })?;
        let mut is_second = false;
        let named = connection.request_name_with_flags(NAME, fdo::RequestNameFlags::DoNotQueue.into());
        if let Err(zbus::Error::NameTaken) = named {
            connection.request_name(format!("{NAME}.instance{}", std::process::id()))?;
            is_second = true;
        } else {
            named?;
        }
        let emitter = SignalEmitter::new(connection.inner(), PATH)?.into_owned();
        Ok(Self { shown, hears, emitter, is_second })
    }

    /// Whether another Afterrun was on the bus before this one.
    pub const fn is_second(&self) -> bool {
        self.is_second
    }

    /// Shows this, and says what has changed.
    pub fn show(&self, panel: &Panel) -> zbus::Result<()> {
        let now = (self.hears.now)();
        let before = std::mem::replace(&mut *lock(&self.shown), panel.clone());
        let (old, new) = (properties(&before), properties(panel));
        let changed: HashMap<&str, Value<'_>> =
            new.into_iter().filter(|(name, value)| old.get(name) != Some(value)).collect();
        block_on(async {
            if !changed.is_empty() {
                let player = InterfaceName::from_static_str_unchecked(PLAYER);
                fdo::Properties::properties_changed(&self.emitter, player, changed, (&[]).into()).await?;
            }
            if leaps(&before, panel, now) {
                Player::seeked(&self.emitter, micros(position(panel, now))).await?;
            }
            Ok(())
        })
    }
}

fn lock(shown: &Shown) -> MutexGuard<'_, Panel> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether what is on has come to another place than whoever heard of it before would think.
fn leaps(before: &Panel, panel: &Panel, now: Tick) -> bool {
    match (&before.item, &panel.item) {
        (Some(old), Some(new)) => old.segment == new.segment && !old.position.agrees_with(&new.position, now),
        _ => false,
    }
}

fn position(panel: &Panel, now: Tick) -> Span {
    panel.item.as_ref().map_or(Span::ZERO, |item| item.position.at(now))
}

/// What changes, by its name. The position does not count: it goes on by itself.
fn properties(panel: &Panel) -> HashMap<&'static str, Value<'static>> {
    let in_session = panel.item.is_some();
    HashMap::from([
        ("PlaybackStatus", Value::from(status(panel.flow))),
        ("Metadata", Value::from(metadata(panel))),
        ("Rate", Value::from(rate(panel))),
        ("MinimumRate", Value::from(rate(panel))),
        ("MaximumRate", Value::from(rate(panel))),
        ("Volume", Value::from(volume(panel))),
        ("CanPlay", Value::from(panel.can_play)),
        ("CanPause", Value::from(in_session)),
        ("CanGoNext", Value::from(in_session)),
        ("CanGoPrevious", Value::from(in_session)),
    ])
}

const fn status(flow: Flow) -> &'static str {
    match flow {
        Flow::Stopped => "Stopped",
        Flow::Paused => "Paused",
        Flow::Playing => "Playing",
    }
}

fn metadata(panel: &Panel) -> HashMap<&'static str, Value<'static>> {
    let Some(item) = &panel.item else { return HashMap::new() };
    let mut metadata = HashMap::from([
        ("xesam:title", Value::from(item.title.clone())),
        ("xesam:artist", Value::from(vec![item.block.clone()])),
        ("xesam:album", Value::from(item.routine.clone())),
        ("xesam:trackNumber", Value::from(i32::try_from(item.segment).unwrap_or(i32::MAX).saturating_add(1))),
    ]);
    if let Ok(path) = ObjectPath::try_from(format!("{SEGMENTS}/{}", item.segment)) {
        metadata.insert("mpris:trackid", Value::from(path));
    }
    if let Some(length) = item.length {
        metadata.insert("mpris:length", Value::from(micros(length)));
    }
    metadata
}

fn rate(panel: &Panel) -> f64 {
    panel.item.as_ref().map_or(1.0, |item| f64::from(item.position.speed()))
}

fn volume(panel: &Panel) -> f64 {
    f64::from(panel.volume.as_percent()) / 100.0
}

fn micros(span: Span) -> i64 {
    i64::try_from(span.to_std().as_micros()).unwrap_or(i64::MAX)
}

/// What says which program it is.
struct Root {
    hears: Hears,
}

#[expect(clippy::unused_self, reason = "what is always so is a property on the bus, too")]
#[interface(name = "org.mpris.MediaPlayer2")]
impl Root {
    fn raise(&self) {
        (self.hears.press)(Press::Raise);
    }

    /// The window is closed by its own button.
    fn quit(&self) {}

    #[zbus(property)]
    fn can_quit(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn can_raise(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn has_track_list(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn identity(&self) -> &'static str {
        "Afterrun"
    }

    #[zbus(property)]
    fn desktop_entry(&self) -> &'static str {
        APP_ID
    }

    #[zbus(property)]
    fn supported_uri_schemes(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(property)]
    fn supported_mime_types(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What is on, and the buttons.
struct Player {
    shown: Shown,
    hears: Hears,
}

impl Player {
    fn is_pressed(&self, press: Press) {
        (self.hears.press)(press);
    }

    fn panel(&self) -> MutexGuard<'_, Panel> {
        lock(&self.shown)
    }
}

#[expect(clippy::unused_self, reason = "what is always so is a property on the bus, too")]
#[interface(name = "org.mpris.MediaPlayer2.Player")]
impl Player {
    fn next(&self) {
        self.is_pressed(Press::Next);
    }

    fn previous(&self) {
        self.is_pressed(Press::Previous);
    }

    fn pause(&self) {
        self.is_pressed(Press::Pause);
    }

    fn play_pause(&self) {
        self.is_pressed(Press::PlayPause);
    }

    fn stop(&self) {
        self.is_pressed(Press::Stop);
    }

    fn play(&self) {
        self.is_pressed(Press::Play);
    }

    /// Nobody stretches for a part of a hold: what can't be sought has no effect, as the specification has it.
    fn seek(&self, offset: i64) {
        _ = offset;
    }

    fn set_position(&self, track_id: ObjectPath<'_>, position: i64) {
        _ = (track_id, position);
    }

    fn open_uri(&self, uri: &str) -> fdo::Result<()> {
        _ = uri;
        Err(fdo::Error::NotSupported("Afterrun plays its own routines alone".to_owned()))
    }

    #[zbus(property)]
    fn playback_status(&self) -> &'static str {
        status(self.panel().flow)
    }

    #[zbus(property)]
    fn metadata(&self) -> HashMap<&'static str, Value<'static>> {
        metadata(&self.panel())
    }

    #[zbus(property(emits_changed_signal = "false"))]
    fn position(&self) -> i64 {
        micros(position(&self.panel(), (self.hears.now)()))
    }

    #[zbus(property)]
    fn volume(&self) -> f64 {
        volume(&self.panel())
    }

    #[zbus(property)]
    fn set_volume(&self, volume: f64) {
        let percent = (volume * 100.0).round().clamp(0.0, 100.0);
        self.is_pressed(Press::Volume(Volume::percent(percent as u8)));
    }

    #[zbus(property)]
    fn rate(&self) -> f64 {
        rate(&self.panel())
    }

    /// There is but one.
    #[zbus(property)]
    fn set_rate(&self, rate: f64) {
        _ = rate;
    }

    #[zbus(property)]
    fn minimum_rate(&self) -> f64 {
        rate(&self.panel())
    }

    #[zbus(property)]
    fn maximum_rate(&self) -> f64 {
        rate(&self.panel())
    }

    #[zbus(property)]
    fn can_play(&self) -> bool {
        self.panel().can_play
    }

    #[zbus(property)]
    fn can_pause(&self) -> bool {
        self.panel().item.is_some()
    }

    #[zbus(property)]
    fn can_go_next(&self) -> bool {
        self.panel().item.is_some()
    }

    #[zbus(property)]
    fn can_go_previous(&self) -> bool {
        self.panel().item.is_some()
    }

    #[zbus(property)]
    fn can_seek(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_control(&self) -> bool {
        true
    }

    /// What is on has come to another place by a leap.
    #[zbus(signal)]
    async fn seeked(emitter: &SignalEmitter<'_>, position: i64) -> zbus::Result<()>;
}
