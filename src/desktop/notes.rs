//! What is said outside the window, by whoever shows notifications. One at a time: the next takes the place of the last.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::zvariant::Value;

use super::APP_ID;
use crate::domain::nudge::Note;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// It stays for as long as the desktop lets things stay.
const AS_USUAL: i32 = -1;

/// What was said last.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// How the desktop knows it; 0 where nothing was said.
    last: u32,
}

impl Notes {
    /// Says this, in place of what was said last.
    pub fn say(&mut self, session: &Connection, note: &Note) -> zbus::Result<()> {
        let hints = HashMap::from([("desktop-entry", Value::from(APP_ID)), ("urgency", Value::from(1_u8))]);
        let (title, body) = (note.title.as_str(), plain(&note.body));
        let buttons: &[&str] = &[];
        let body = ("Afterrun", self.last, APP_ID, title, body.as_str(), buttons, hints, AS_USUAL);
        self.last = session.call_method(Some(NAME), PATH, Some(NAME), "Notify", &body)?.body().deserialize()?;
        Ok(())
    }

    /// Takes back what was said last, if it is still there.
    pub fn unsay(&mut self, session: &Connection) -> zbus::Result<()> {
        let last = std::mem::take(&mut self.last);
        if last == 0 {
            return Ok(());
        }
        match session.call_method(Some(NAME), PATH, Some(NAME), "CloseNotification", &(last,)) {
            // The person has closed it.
            Ok(_) | Err(zbus::Error::MethodError(..)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Text as text: some desktops take a body for a kind of HTML.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
