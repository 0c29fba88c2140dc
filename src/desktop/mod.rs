//! What the desktop does for the program: dialogs for files. Knows nothing of routines, and starts no threads: whoever asks waits.

mod dialogs;

pub use dialogs::{ask_for_backup, ask_for_export, ask_for_file, ask_for_place, ask_for_run};
