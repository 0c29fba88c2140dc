//! What a desktop has on its buses, pretended and lively: a screen saver, a login manager, a portal, somebody who shows
//! notifications. Each knows what it was asked for and by whom.

use std::collections::HashMap;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::message::Header;
use zbus::names::OwnedUniqueName;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{fdo, interface, zvariant};

use crate::bus::Private;

/// A screen saver that is held back by those who are there.
pub struct Saver {
    bus: Connection,
    held: Held,
}

/// Cookies, with who holds them and why.
type Held = Arc<Mutex<Vec<(u32, OwnedUniqueName, String)>>>;

struct SaverService(Held, u32);

#[expect(clippy::needless_pass_by_value, reason = "it comes so")]
#[interface(name = "org.freedesktop.ScreenSaver")]
impl SaverService {
    fn inhibit(&mut self, who: &str, why: &str, #[zbus(header)] header: Header<'_>) -> u32 {
        self.1 += 1;
        self.0.lock().unwrap().push((self.1, header.sender().unwrap().to_owned().into(), format!("{who}: {why}")));
        self.1
    }

    fn un_inhibit(&self, cookie: u32) -> fdo::Result<()> {
        let mut held = self.0.lock().unwrap();
        let at = held.iter().position(|(known, ..)| *known == cookie);
        held.remove(at.ok_or_else(|| fdo::Error::Failed("nobody holds that".to_owned()))?);
        Ok(())
    }
}

impl Saver {
    pub fn on(bus: &Private) -> Self {
        let (client, held) = (bus.client(), Arc::default());
        let service = SaverService(Arc::clone(&held), 0);
        client.object_server().at("/org/freedesktop/ScreenSaver", service).unwrap();
        client.request_name("org.freedesktop.ScreenSaver").unwrap();
        Self { bus: client, held }
    }

    /// Who holds it back, and why. Those who have gone hold nothing back.
    pub fn held(&self) -> Vec<String> {
        let names = DBusProxy::new(&self.bus).unwrap();
        let held = self.held.lock().unwrap().clone();
        let there = held.into_iter().filter(|(_, by, _)| names.name_has_owner(by.as_ref().into()).unwrap());
        there.map(|(.., why)| why).collect()
    }
}

/// A login manager that does not let the machine sleep while somebody has a file of it open.
pub struct Login {
    _bus: Connection,
    held: Arc<Mutex<Vec<(UnixStream, String)>>>,
}

struct LoginService(Arc<Mutex<Vec<(UnixStream, String)>>>);

#[interface(name = "org.freedesktop.login1.Manager")]
impl LoginService {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zvariant::OwnedFd {
        let (ours, theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        self.0.lock().unwrap().push((ours, format!("{what} {mode} {who}: {why}")));
        OwnedFd::from(theirs).into()
    }
}

impl Login {
    pub fn on(bus: &Private) -> Self {
        let (client, held) = (bus.client(), Arc::default());
        client.object_server().at("/org/freedesktop/login1", LoginService(Arc::clone(&held))).unwrap();
        client.request_name("org.freedesktop.login1").unwrap();
        Self { _bus: client, held }
    }

    /// Who keeps the machine from what.
    pub fn held(&self) -> Vec<String> {
        let held = self.held.lock().unwrap();
        // What was closed is at its end; what is open has nothing to read.
        let open = held.iter().filter(|(ours, _)| !matches!((&mut &*ours).read(&mut [0]), Ok(0)));
        open.map(|(_, what)| what.clone()).collect()
    }
}

/// The portal, which gives out a request that holds until it is closed.
pub struct Portal {
    _bus: Connection,
    held: Arc<Mutex<Option<u32>>>,
}

struct PortalService(Arc<Mutex<Option<u32>>>);

const REQUEST: &str = "/org/freedesktop/portal/desktop/request/1_7/afterrun";

#[expect(clippy::needless_pass_by_value, reason = "they come so")]
#[interface(name = "org.freedesktop.portal.Inhibit")]
impl PortalService {
    fn inhibit(&self, window: &str, flags: u32, options: HashMap<String, OwnedValue>) -> zvariant::OwnedObjectPath {
        assert!(window.is_empty() && options.contains_key("reason"));
        *self.0.lock().unwrap() = Some(flags);
        zvariant::OwnedObjectPath::try_from(REQUEST).unwrap()
    }
}

struct RequestService(Arc<Mutex<Option<u32>>>);

#[interface(name = "org.freedesktop.portal.Request")]
impl RequestService {
    fn close(&self) {
        *self.0.lock().unwrap() = None;
    }
}

impl Portal {
    pub fn on(bus: &Private) -> Self {
        let (client, held) = (bus.client(), Arc::default());
        client.object_server().at("/org/freedesktop/portal/desktop", PortalService(Arc::clone(&held))).unwrap();
        client.object_server().at(REQUEST, RequestService(Arc::clone(&held))).unwrap();
        client.request_name("org.freedesktop.portal.Desktop").unwrap();
        Self { _bus: client, held }
    }

    /// What it is asked not to do.
    pub fn held(&self) -> Option<u32> {
        *self.held.lock().unwrap()
    }
}

/// The part of the portal that says how the desktop is to look.
pub struct Appearance {
    bus: Connection,
    said: Said,
}

/// By namespace and key.
type Said = Arc<Mutex<HashMap<String, HashMap<String, OwnedValue>>>>;

struct SettingsService(Said);

#[expect(clippy::needless_pass_by_value, reason = "they come so")]
#[interface(name = "org.freedesktop.portal.Settings")]
impl SettingsService {
    fn read_all(&self, namespaces: Vec<String>) -> HashMap<String, HashMap<String, OwnedValue>> {
        let said = self.0.lock().unwrap();
        said.iter().filter(|(of, _)| namespaces.contains(of)).map(|(of, said)| (of.clone(), said.clone())).collect()
    }

    #[zbus(signal)]
    async fn setting_changed(
        emitter: &SignalEmitter<'_>,
        namespace: &str,
        key: &str,
        value: zvariant::Value<'_>,
    ) -> zbus::Result<()>;
}

impl Appearance {
    const PATH: &str = "/org/freedesktop/portal/desktop";

    pub fn on(bus: &Private) -> Self {
        let (client, said) = (bus.client(), Said::default());
        client.object_server().at(Self::PATH, SettingsService(Arc::clone(&said))).unwrap();
        client.request_name("org.freedesktop.portal.Desktop").unwrap();
        Self { bus: client, said }
    }

    /// Says something of how it is to look, and that it has changed.
    pub fn say(&self, namespace: &str, key: &str, value: impl Into<zvariant::Value<'static>>) {
        let value = value.into();
        let owned = value.try_to_owned().unwrap();
        self.said.lock().unwrap().entry(namespace.to_owned()).or_default().insert(key.to_owned(), owned);
        let emitter = SignalEmitter::new(self.bus.inner(), Self::PATH).unwrap();
        zbus::block_on(SettingsService::setting_changed(&emitter, namespace, key, value)).unwrap();
    }
}

/// A notification as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub id: u32,
    pub title: String,
    pub body: String,
}

/// Somebody who shows notifications.
pub struct Notices {
    bus: Connection,
    shown: Arc<Mutex<Vec<Shown>>>,
}

struct NoticeService(Arc<Mutex<Vec<Shown>>>, u32);

#[expect(clippy::needless_pass_by_value, clippy::too_many_arguments, reason = "they come so")]
#[interface(name = "org.freedesktop.Notifications")]
impl NoticeService {
    fn notify(
        &mut self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expire_timeout: i32,
    ) -> u32 {
        assert_eq!((app_name, app_icon), ("Afterrun", "org.afterrun.Afterrun"));
        assert_eq!(actions, ["default", "Open Afterrun"]);
        assert!(expire_timeout == -1 && hints.contains_key("desktop-entry"));
        let mut shown = self.0.lock().unwrap();
        // As it is specified: what is replaced keeps its number, if it is still there.
        shown.retain(|shown| shown.id != replaces_id);
        let id = if replaces_id == 0 { self.1 + 1 } else { replaces_id };
        self.1 = self.1.max(id);
        shown.push(Shown { id, title: summary.to_owned(), body: body.to_owned() });
        id
    }

    fn close_notification(&self, id: u32) {
        self.0.lock().unwrap().retain(|shown| shown.id != id);
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

impl Notices {
    pub fn on(bus: &Private) -> Self {
        let (client, shown) = (bus.client(), Arc::default());
        client.object_server().at("/org/freedesktop/Notifications", NoticeService(Arc::clone(&shown), 0)).unwrap();
        client.request_name("org.freedesktop.Notifications").unwrap();
        Self { bus: client, shown }
    }

    /// Somebody clicks on one.
    pub fn click(&self, id: u32) {
        let emitter = SignalEmitter::new(self.bus.inner(), "/org/freedesktop/Notifications").unwrap();
        zbus::block_on(NoticeService::action_invoked(&emitter, id, "default")).unwrap();
    }

    /// What is shown now.
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap().clone()
    }
}

/// Somebody else's music.
pub struct Music {
    bus: Connection,
    name: String,
}

struct MusicService {
    status: &'static str,
    volume: f64,
}

#[interface(name = "org.mpris.MediaPlayer2.Player")]
impl MusicService {
    fn pause(&mut self) {
        self.status = "Paused";
    }

    fn play(&mut self) {
        self.status = "Playing";
    }

    #[zbus(property)]
    fn playback_status(&self) -> &'static str {
        self.status
    }

    #[zbus(property)]
    fn volume(&self) -> f64 {
        self.volume
    }

    #[zbus(property)]
    fn set_volume(&mut self, volume: f64) {
        // As most do, it has its volume in steps.
        self.volume = (volume.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    }

    #[zbus(property)]
    fn can_pause(&self) -> bool {
        self.status != "Stopped"
    }
}

impl Music {
    const PATH: &str = "/org/mpris/MediaPlayer2";

    /// A player of this name that does this.
    pub fn on(bus: &Private, name: &str, status: &'static str) -> Self {
        let (client, name) = (bus.client(), format!("org.mpris.MediaPlayer2.{name}"));
        client.object_server().at(Self::PATH, MusicService { status, volume: 0.8 }).unwrap();
        client.request_name(name.as_str()).unwrap();
        Self { bus: client, name }
    }

    /// What it does, and how loud.
    pub fn state(&self) -> (&'static str, f64) {
        let server = self.bus.object_server();
        let service = server.interface::<_, MusicService>(Self::PATH).unwrap();
        let service = service.get();
        (service.status, service.volume)
    }

    /// Somebody presses or turns something on it.
    pub fn set(&self, status: &'static str, volume: f64) {
        let server = self.bus.object_server();
        let service = server.interface::<_, MusicService>(Self::PATH).unwrap();
        let mut service = service.get_mut();
        (service.status, service.volume) = (status, volume);
    }

    /// What it is called on the bus.
    pub fn name(&self) -> &str {
        &self.name
    }
}
