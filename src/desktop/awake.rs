//! Keeps the machine awake and its screen on. What holds it awake is a connection and a file, both of which die with the program.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};

use super::DesktopError;

/// What is said to whoever wonders why the machine stays awake.
const WHY: &str = "A routine is running";
/// Who does it.
const WHO: &str = "Afterrun";

/// The program that draws the screen saver, under the name that most desktops know.
const SAVER: (&str, &str, &str) =
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
/// What programs in a sandbox and on other desktops ask.
const PORTAL: (&str, &str, &str) =
    ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit");
/// Neither suspend nor look idle, as the portal has it.
const SUSPEND_OR_IDLE: u32 = 4 | 8;
/// The login manager, which sends the machine to sleep.
const LOGIN: (&str, &str, &str) =
    ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager");

/// Who keeps the screen on.
enum Screen {
    /// The screen saver, which knows it by a number.
    Saver(u32),
    /// The portal, which knows it by a request.
    Portal(OwnedObjectPath),
}

/// Stands for being kept awake.
pub(super) struct Awake {
    screen: Option<Screen>,
    /// The machine does not sleep as long as this is open.
    sleep: Option<OwnedFd>,
}

impl Awake {
    /// Asks everybody who is there. `None` where nobody does it.
    pub fn hold(session: &Connection, system: impl FnOnce() -> Result<Connection, DesktopError>) -> Option<Self> {
        let screen = inhibit_saver(session).map(Screen::Saver).or_else(|error| {
            log::info!("no screen saver is asked: {error}");
            inhibit_portal(session).map(Screen::Portal)
        });
        let sleep = system().and_then(|system| Ok(inhibit_sleep(&system)?));
        let screen = screen.inspect_err(|error| log::info!("nobody keeps the screen on: {error}")).ok();
        let sleep = sleep.inspect_err(|error| log::info!("nobody keeps the machine awake: {error}")).ok();
        (screen.is_some() || sleep.is_some()).then_some(Self { screen, sleep })
    }

    /// Lets the machine be.
    pub fn let_go(self, session: &Connection) {
        let Self { screen, sleep } = self;
        drop(sleep);
        let done = match screen {
            Some(Screen::Saver(cookie)) => call(session, SAVER, "UnInhibit", &(cookie,)).map(drop),
            Some(Screen::Portal(request)) => {
                let request = (PORTAL.0, request.as_str(), "org.freedesktop.portal.Request");
                call(session, request, "Close", &()).map(drop)
            }
            None => Ok(()),
        };
        if let Err(error) = done {
            log::warn!("the screen may stay on: {error}");
        }
    }
}

fn inhibit_saver(session: &Connection) -> zbus::Result<u32> {
    call(session, SAVER, "Inhibit", &(WHO, WHY))?.body().deserialize()
}

fn inhibit_portal(session: &Connection) -> zbus::Result<OwnedObjectPath> {
    let options = HashMap::from([("reason", Value::from(WHY))]);
    call(session, PORTAL, "Inhibit", &("", SUSPEND_OR_IDLE, options))?.body().deserialize()
}

fn inhibit_sleep(system: &Connection) -> zbus::Result<OwnedFd> {
    call(system, LOGIN, "Inhibit", &("sleep:idle", WHO, WHY, "block"))?.body().deserialize()
}

fn call<B>(bus: &Connection, of: (&str, &str, &str), method: &str, body: &B) -> zbus::Result<zbus::Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    let (name, path, interface) = of;
    bus.call_method(Some(name), path, Some(interface), method, body)
}
