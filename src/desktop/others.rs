//! The other players on the session bus: makes them softer or has them stand, and puts them back as they were. Decides not when.

use std::collections::HashSet;
use std::io::ErrorKind;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::proxy::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::proxy::CacheProperties;

use crate::domain::hush::{Change, Changed, Quiet};

/// How the names of players begin.
const PLAYERS: &str = "org.mpris.MediaPlayer2.";
/// Names that are no players of other people's: ours, and one that stands for whichever was used last.
const NOT_OTHERS: [&str; 2] = ["org.mpris.MediaPlayer2.afterrun", "org.mpris.MediaPlayer2.playerctld"];

/// What is to be changed so that those who play are quiet. Those that are `hung` are not asked, and who does not answer becomes one
/// of them: each costs whoever waits some seconds.
pub(super) fn changes(session: &Connection, quiet: Quiet, hung: &mut HashSet<String>) -> zbus::Result<Vec<Change>> {
    let names = DBusProxy::new(session)?.list_names()?;
    let others = names.iter().map(|name| name.as_str()).filter(|name| {
        let is_ours = NOT_OTHERS
            .iter()
            .any(|ours| name.strip_prefix(ours).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
        name.starts_with(PLAYERS) && !is_ours
    });
    let mut changes = Vec::new();
    for name in others {
        if hung.contains(name) {
            continue;
        }
        match change(session, name, quiet) {
            Ok(what) => changes.extend(what.map(|what| Change { player: name.to_owned(), what })),
            Err(zbus::Error::InputOutput(error)) if error.kind() == ErrorKind::TimedOut => {
                log::info!("{name} does not answer");
                hung.insert(name.to_owned());
            }
            Err(error) => log::info!("{name} is let be: {error}"),
        }
    }
    Ok(changes)
}

/// What is to be changed of one; `None` where it does not play, or is quiet already.
fn change(session: &Connection, name: &str, quiet: Quiet) -> zbus::Result<Option<Changed>> {
    let player = player(session, name)?;
    if player.get_property::<String>("PlaybackStatus")? != "Playing" {
        return Ok(None);
    }
    Ok(match quiet {
        Quiet::Stand => player.get_property::<bool>("CanPause")?.then_some(Changed::Paused),
        Quiet::Softer => Changed::softer(player.get_property("Volume")?),
    })
}

/// Makes a change.
pub(super) fn make(session: &Connection, change: &Change) -> zbus::Result<()> {
    let player = player(session, &change.player)?;
    match change.what {
        Changed::Paused => player.call("Pause", &()),
        Changed::Lowered { to, .. } => Ok(player.set_property("Volume", to)?),
    }
}

/// Takes a change back, unless somebody has done something else meanwhile.
pub(super) fn undo(session: &Connection, change: &Change) -> zbus::Result<()> {
    let player = player(session, &change.player)?;
    match change.what {
        Changed::Paused if player.get_property::<String>("PlaybackStatus")? == "Paused" => player.call("Play", &()),
        Changed::Paused => Ok(()),
        what @ Changed::Lowered { .. } => match what.back_from(player.get_property("Volume")?) {
            Some(from) => Ok(player.set_property("Volume", from)?),
            None => Ok(()),
        },
    }
}

fn player<'a>(session: &Connection, name: &'a str) -> zbus::Result<Proxy<'a>> {
    let builder = Builder::<Proxy<'a>>::new(session).destination(name)?.path("/org/mpris/MediaPlayer2")?;
    // What it does now, and not what it did when it was last heard of.
    builder.interface("org.mpris.MediaPlayer2.Player")?.cache_properties(CacheProperties::No).build()
}
