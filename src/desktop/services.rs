//! The connections to the desktop's buses, and what is asked over them. Decides nothing; whoever asks waits for the answer.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use super::awake::Awake;
use super::look::Looks;
use super::mpris::{self, Remote};
use super::notes::{Clicks, Notes};
use super::others;
use crate::domain::hush::{Change, Quiet};
use crate::domain::nudge::Note;
use crate::domain::panel::{Panel, Press};
use crate::domain::time::Tick;

/// Nobody on a bus is waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the desktop does not do something.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DesktopError(#[from] zbus::Error);

/// Where the buses are. `None` is where the environment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// The bus of the person's session.
    pub session: Option<String>,
    /// The bus of the machine.
    pub system: Option<String>,
}

/// What is needed to answer others at any time, on whatever thread they are heard.
#[derive(Clone)]
pub struct Hears {
    /// Told what was pressed.
    pub press: Arc<dyn Fn(Press) + Send + Sync>,
    /// Says what time it is.
    pub now: Arc<dyn Fn() -> Tick + Send + Sync>,
}

/// What the desktop does for the program. All that was asked for ends when this is dropped, or the program dies.
pub struct Services {
    at: Where,
    session: Connection,
    remote: Remote,
    awake: Option<Awake>,
    notes: Notes,
    /// Players that have not answered once: nobody waits for them again.
    hung: HashSet<String>,
}

/// Leaves the bus, whoever still listens on it.
impl Drop for Services {
    fn drop(&mut self) {
        if let Err(error) = self.session.clone().close() {
            log::info!("the bus has gone already: {error}");
        }
    }
}

/// Has the window of the Afterrun that is open already come to the front.
///
/// # Errors
/// Where there is no bus, or it does not answer on it.
pub fn raise(at: &Where) -> Result<(), DesktopError> {
    connected(at)?.call_method(Some(mpris::NAME), mpris::PATH, Some(mpris::ROOT), "Raise", &())?;
    Ok(())
}

/// A connection to the bus of the session.
fn connected(at: &Where) -> Result<Connection, DesktopError> {
    let builder = match &at.session {
        Some(address) => Builder::address(address.as_str())?,
        None => Builder::session()?,
    };
    Ok(builder.method_timeout(PATIENCE).build()?)
}

impl Services {
    /// Connects to the session bus, and shows a player there.
    ///
    /// # Errors
    /// Where there is no such bus.
    pub fn connect(at: &Where, hears: Hears) -> Result<Self, DesktopError> {
        let session = connected(at)?;
        let remote = Remote::serve(&session, hears)?;
        Ok(Self { at: at.clone(), session, remote, awake: None, notes: Notes::default(), hung: HashSet::new() })
    }

    /// The bus of the machine, where there is one. It is needed seldom, so nobody stays on it.
    fn system(&self) -> Result<Connection, DesktopError> {
        let builder = match &self.at.system {
            Some(address) => Builder::address(address.as_str())?,
            None => Builder::system()?,
        };
        Ok(builder.method_timeout(PATIENCE).build()?)
    }

    /// Hears when something that was said outside the window is clicked.
    ///
    /// # Errors
    /// Where the bus has gone.
    pub fn clicks(&self) -> Result<Clicks, DesktopError> {
        Ok(self.notes.clicks(&self.session)?)
    }

    /// Hears how the desktop is to look, and when that changes.
    ///
    /// # Errors
    /// Where the bus has gone.
    pub fn looks(&self) -> Result<Looks, DesktopError> {
        Ok(Looks::on(&self.session)?)
    }

    /// Says this outside the window, in place of what was said before.
    ///
    /// # Errors
    /// Where nobody shows it.
    pub fn say(&self, note: &Note) -> Result<(), DesktopError> {
        Ok(self.notes.say(&self.session, note)?)
    }

    /// Takes back what was said outside the window.
    ///
    /// # Errors
    /// Where the bus has gone.
    pub fn unsay(&self) -> Result<(), DesktopError> {
        Ok(self.notes.unsay(&self.session)?)
    }

    /// What has to be changed so that other players are quiet. Nothing is changed yet.
    #[must_use]
    pub fn changes(&mut self, quiet: Quiet) -> Vec<Change> {
        let changes = others::changes(&self.session, quiet, &mut self.hung);
        changes.inspect_err(|error| log::info!("other players are not known: {error}")).unwrap_or_default()
    }

    /// Makes changes to other players. Those that have gone are let be.
    pub fn make(&self, changes: &[Change]) {
        for change in changes {
            if let Err(error) = others::make(&self.session, change) {
                log::info!("{} stays as it is: {error}", change.player);
            }
        }
    }

    /// Takes changes to other players back, where nobody has done something else meanwhile.
    pub fn undo(&self, changes: &[Change]) {
        for change in changes {
            if let Err(error) = others::undo(&self.session, change) {
                log::info!("{} stays as it is: {error}", change.player);
            }
        }
    }

    /// Keeps the machine awake and its screen on, or lets it be. Gives whether somebody does what was asked.
    pub fn keep_awake(&mut self, awake: bool) -> bool {
        if !awake {
            if let Some(held) = self.awake.take() {
                held.let_go(&self.session);
            }
            return true;
        }
        if self.awake.is_none() {
            self.awake = Awake::hold(&self.session, || self.system());
        }
        self.awake.is_some()
    }

    /// Whether another Afterrun was there before this one.
    #[must_use]
    pub const fn is_second(&self) -> bool {
        self.remote.is_second()
    }

    /// Shows this of the session, in place of what was shown before.
    ///
    /// # Errors
    /// Where the bus has gone.
    pub fn show(&self, panel: &Panel) -> Result<(), DesktopError> {
        Ok(self.remote.show(panel)?)
    }
}
