//! Files of runs, from wherever they come, as runs in the time zone where they were run. Decides nothing about which is wanted.

use std::path::Path;

use crate::clock::Clock;
use crate::domain::activity::{Activity, Brought, Contents};
use crate::domain::run::Run;
use crate::domain::shown::sentence;
use crate::import;
use crate::store::Store;

/// What the file at `path` brings.
pub(super) fn brought(path: &Path, clock: &dyn Clock) -> Brought {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let named = |words: &str| format!("{} ({file})", sentence(words));
    let runs = match Store::bytes_at(path, import::MOST_BYTES) {
        Err(error) => Err(error.sentence()),
        Ok(bytes) => match import::read(&bytes) {
            Contents::Done(activities) => {
                let run = |activity: &Activity| Run::of(activity, &file, clock.offset_at(activity.start));
                Ok(activities.iter().map(run).collect())
            }
            Contents::Plan(words) | Contents::Unusable(words) => Err(named(&words)),
        },
    };
    Brought { file, runs }
}
