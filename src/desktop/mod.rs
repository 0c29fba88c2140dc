//! What the desktop does for the program: dialogs for files, what the session bus knows, and game pads. Knows nothing of routines,
//! and starts no threads of ours: whoever asks waits.

mod awake;
mod dialogs;
mod look;
mod mpris;
mod notes;
mod others;
mod pads;
mod services;

pub use dialogs::{ask_for_backup, ask_for_export, ask_for_file, ask_for_place, ask_for_run};
pub use look::Looks;
pub use notes::Clicks;
pub use pads::{Pads, Plugged};
pub use services::{DesktopError, Hears, Services, Where, raise};

/// What desktops know the program by: the name of its .desktop file, and of its windows.
pub const APP_ID: &str = "org.afterrun.Afterrun";
