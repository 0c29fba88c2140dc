//! Files of runs, from wherever they come, as runs in the time zone where they were run. Decides nothing about which is wanted.

use std::path::Path;

use crate::clock::Clock;
use crate::domain::activity::{Brought, Contents};
use crate::domain::run::Run;
use crate::import;
use crate::store;

/// What the file at `path` brings.
pub(super) fn brought(path: &Path, clock: &dyn Clock) -> Brought {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let runs = store::read_run(path).and_then(|bytes| match import::read(&bytes) {
        Contents::Done(activities) => {
            Ok(activities.iter().map(|activity| Run::of(activity, &file, clock.offset_at(activity.start))).collect())
        }
        Contents::Plan(sentence) | Contents::Unusable(sentence) => Err(sentence),
    });
    Brought { file, runs }
}
