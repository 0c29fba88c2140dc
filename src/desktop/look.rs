//! What a person has told their whole desktop about how it is to look: less motion, more contrast. Asks the settings portal, which
//! every desktop answers through, and hears when it changes. Sets nothing.

use std::collections::HashMap;

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};

use crate::domain::settings::SystemLook;

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const INTERFACE: &str = "org.freedesktop.portal.Settings";
/// Where all desktops say it, and where GNOME does, which said it before there was a common place.
const COMMON: &str = "org.freedesktop.appearance";
const GNOME: &str = "org.gnome.desktop.interface";
const GNOME_ACCESS: &str = "org.gnome.desktop.a11y.interface";

/// How the desktop is to look: first as it is, then whenever it changes, for as long as the bus is there.
pub struct Looks {
    session: Connection,
    signals: MessageIterator,
    asked: bool,
}

impl Looks {
    pub(super) fn on(session: &Connection) -> zbus::Result<Self> {
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(INTERFACE)?.member("SettingChanged")?.build();
        // Heard before it is asked: a change in between is not missed.
        let signals = MessageIterator::for_match_rule(rule, session, None)?;
        Ok(Self { session: session.clone(), signals, asked: false })
    }
}

impl Iterator for Looks {
    type Item = SystemLook;

    /// Waits for the next change.
    fn next(&mut self) -> Option<SystemLook> {
        loop {
            if std::mem::replace(&mut self.asked, true) {
                let signal = self.signals.next()?.ok()?;
                // Whatever it says: who says it is not known, so the portal is asked.
                let body = signal.body();
                let of = body.deserialize::<(&str, &str, Value<'_>)>().map(|(of, ..)| of);
                if !of.is_ok_and(|of| [COMMON, GNOME, GNOME_ACCESS].contains(&of)) {
                    continue;
                }
            }
            match read(&self.session) {
                Ok(look) => return Some(look),
                Err(error) => log::info!("how the desktop is to look is not known: {error}"),
            }
        }
    }
}

fn read(session: &Connection) -> zbus::Result<SystemLook> {
    let of: &[&str] = &[COMMON, GNOME, GNOME_ACCESS];
    let reply = session.call_method(Some(NAME), PATH, Some(INTERFACE), "ReadAll", &(of,))?;
    Ok(look(&reply.body().deserialize()?))
}

/// What the answer means. What is not in it was not wished for.
fn look(all: &HashMap<String, HashMap<String, OwnedValue>>) -> SystemLook {
    let value = |of: &str, key: &str| all.get(of)?.get(key).map(|value| plain(value));
    let is_one = |of, key| matches!(value(of, key), Some(Value::U32(1)));
    let is = |of, key, wanted: bool| matches!(value(of, key), Some(Value::Bool(is)) if *is == wanted);
    SystemLook {
        reduced_motion: is_one(COMMON, "reduced-motion") || is(GNOME, "enable-animations", false),
        high_contrast: is_one(COMMON, "contrast") || is(GNOME_ACCESS, "high-contrast", true),
    }
}

/// Without the wrapping that some portals put around a value.
fn plain<'a>(value: &'a Value<'a>) -> &'a Value<'a> {
    match value {
        Value::Value(inner) => plain(inner),
        value => value,
    }
}
