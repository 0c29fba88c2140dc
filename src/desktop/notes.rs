//! What is said outside the window, by whoever shows notifications. One at a time: the next takes the place of the last.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
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
    /// How the desktop knows it; 0 where nothing was said. Those who hear that it was clicked know it, too.
    last: Arc<AtomicU32>,
}

/// What is heard when something that was said is clicked, for as long as the bus is there.
pub struct Clicks {
    last: Arc<AtomicU32>,
    signals: MessageIterator,
}

impl Iterator for Clicks {
    type Item = ();

    /// Waits for the next click.
    fn next(&mut self) -> Option<()> {
        loop {
            let signal = self.signals.next()?.ok()?;
            let of = signal.body().deserialize::<(u32, String)>().map(|(of, _)| of);
            // Others' notifications are clicked, too.
            if of.is_ok_and(|of| of != 0 && of == self.last.load(Ordering::Relaxed)) {
                return Some(());
            }
        }
    }
}

impl Notes {
    /// Says this, in place of what was said last.
    pub fn say(&self, session: &Connection, note: &Note) -> zbus::Result<()> {
        let hints = HashMap::from([("desktop-entry", Value::from(APP_ID)), ("urgency", Value::from(1_u8))]);
        let (title, body) = (note.title.as_str(), plain(&note.body));
        // Not a button: a click on the whole.
        let buttons: &[&str] = &["default", "Open Afterrun"];
        let last = self.last.load(Ordering::Relaxed);
        let body = ("Afterrun", last, APP_ID, title, body.as_str(), buttons, hints, AS_USUAL);
        let last = session.call_method(Some(NAME), PATH, Some(NAME), "Notify", &body)?.body().deserialize()?;
        self.last.store(last, Ordering::Relaxed);
        Ok(())
    }

    /// Hears what is clicked.
    pub fn clicks(&self, session: &Connection) -> zbus::Result<Clicks> {
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(NAME)?.member("ActionInvoked")?.build();
        let signals = MessageIterator::for_match_rule(rule, session, None)?;
        Ok(Clicks { last: Arc::clone(&self.last), signals })
    }

    /// Takes back what was said last, if it is still there.
    pub fn unsay(&self, session: &Connection) -> zbus::Result<()> {
        let last = self.last.swap(0, Ordering::Relaxed);
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
