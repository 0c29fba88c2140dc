//! Runs from outside: a file that was named, and what lies in the folders that are watched. Decides nothing about which run is
//! wanted.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use chrono::{DateTime, Utc};
use directories::UserDirs;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Waker;
use crate::clock::Clock;
use crate::domain::activity::{Activity, Brought, Contents};
use crate::domain::run::Run;
use crate::domain::settings::RunFolders;
use crate::domain::shown::sentence;
use crate::import;
use crate::model::{Action, RunDeed};
use crate::store::{Store, at_home, run_files, watch_folders};

/// Nothing is looked for before the window stands.
const START: Duration = Duration::from_secs(1);
/// Files are looked at when nothing has happened for this long: a browser or a watch writes them piece by piece.
const QUIET: Duration = Duration::from_secs(1);
/// After so many stirs it is looked all the same; what is half written is looked at again.
const MOST_STIRS: usize = 200;
/// A run of today was written today, or yesterday in another time zone.
const RECENT: chrono::Duration = chrono::Duration::hours(36);
/// Of files that are new at once, the newest so many are read.
const MOST_FILES: usize = 40;

/// What the file at `path` brings.
pub(super) fn brought(path: &Path, clock: &dyn Clock) -> Brought {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let named = |words: &str| format!("{} ({file})", sentence(words));
    let mut damage = None;
    let runs = match Store::bytes_at(path, import::MOST_BYTES) {
        Err(error) => Err(error.sentence()),
        Ok(bytes) => {
            let reading = import::examine(&bytes);
            damage = reading.damage.map(named);
            match reading.contents {
                Contents::Done(activities) => {
                    let run = |activity: &Activity| Run::of(activity, &file, clock.offset_at(activity.start));
                    Ok(activities.iter().map(run).collect())
                }
                Contents::Plan(words) | Contents::Unusable(words) => Err(named(&words)),
            }
        }
    };
    Brought { file, runs, damage }
}

/// Something that the inbox hears.
pub(super) enum Heard {
    /// Something was written somewhere.
    Stir,
    /// Look in these folders from now on.
    Folders(RunFolders),
}

/// Looks into folders.
pub(super) struct Inbox {
    folders: RunFolders,
    clock: Arc<dyn Clock>,
    tell: Sender<Action>,
    wake: Waker,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
    /// What was read already, as it was then.
    seen: HashMap<PathBuf, (DateTime<Utc>, u64)>,
}

impl Inbox {
    /// An inbox that looks into `folders`; news go to `tell`, and `wake` has them fetched.
    pub fn new(folders: RunFolders, clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        Self { folders, clock, tell, wake, watcher: None, watched: Vec::new(), seen: HashMap::new() }
    }

    /// Looks now, and whenever something has stirred, for as long as the program runs. `stirs` leads to `heard`.
    pub fn run(mut self, heard: &Receiver<Heard>, stirs: Sender<Heard>) {
        match heard.recv_timeout(START) {
            Ok(Heard::Folders(folders)) => self.folders = folders,
            Ok(Heard::Stir) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        self.watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                drop(stirs.send(Heard::Stir));
            }
        })
        .inspect_err(|error| log::warn!("runs are only looked for at the start: {error}"))
        .ok();
        self.look();
        loop {
            match heard.recv() {
                Ok(Heard::Folders(folders)) => self.folders = folders,
                Ok(Heard::Stir) => while_it_stirs(heard, &mut self.folders),
                Err(_) => return,
            }
            self.look();
        }
    }

    /// Reads what is new in every folder, and watches those that are there now.
    fn look(&mut self) {
        let mounts = if self.folders.usual { mounts() } else { Vec::new() };
        let mut folders: Vec<PathBuf> = if self.folders.usual { downloads().into_iter().collect() } else { Vec::new() };
        folders.extend(watch_folders(&mounts));
        folders.extend(self.folders.others.iter().map(|path| at_home(path)));
        let parents = if self.folders.usual { mount_parents() } else { Vec::new() };
        self.watch(folders.iter().chain(&mounts).chain(&parents).cloned().collect());
        let since = self.clock.now().local.to_utc() - RECENT;
        let mut files: Vec<_> = folders.iter().flat_map(|folder| run_files(folder, since)).collect();
        files.sort_by_key(|(_, written, _)| std::cmp::Reverse(*written));
        for (path, written, length) in files.into_iter().take(MOST_FILES) {
            if self.seen.insert(path.clone(), (written, length)) != Some((written, length)) {
                // A window that has closed wants no news.
                drop(self.tell.send(Action::Run(RunDeed::Found(brought(&path, self.clock.as_ref())))));
                (self.wake)();
            }
        }
    }

    fn watch(&mut self, folders: Vec<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.watched.iter().filter(|path| !folders.contains(path)) {
            // One that was unplugged is not watched any more as it is.
            drop(watcher.unwatch(gone));
        }
        self.watched.retain(|path| folders.contains(path));
        for path in folders {
            if !self.watched.contains(&path) && watcher.watch(&path, RecursiveMode::NonRecursive).is_ok() {
                self.watched.push(path);
            }
        }
    }
}

/// Waits until nothing has stirred for a while.
fn while_it_stirs(heard: &Receiver<Heard>, folders: &mut RunFolders) {
    // Something may be downloaded all day long.
    for _ in 0..MOST_STIRS {
        let Ok(more) = heard.recv_timeout(QUIET) else { return };
        if let Heard::Folders(others) = more {
            *folders = others;
        }
    }
}

/// The folder for downloads. Where the desktop names none, it is the usual one.
fn downloads() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    Some(dirs.download_dir().map_or_else(|| dirs.home_dir().join("Downloads"), Path::to_owned))
}

/// Where the folders come that things are mounted in: some systems make them for the first of them.
fn mount_parents() -> Vec<PathBuf> {
    let parent = |root: &str, above: &str| {
        let root = PathBuf::from(root);
        if root.is_dir() { root } else { PathBuf::from(above) }
    };
    vec![parent("/media", "/"), parent("/run/media", "/run")]
}

/// Where systems mount what is plugged in: a folder of the person's own.
fn mounts() -> Vec<PathBuf> {
    let user = std::env::var_os("USER").unwrap_or_default();
    let roots = ["/media", "/run/media"].map(|root| Path::new(root).join(&user));
    roots.into_iter().filter(|root| root.is_dir()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use std::sync::mpsc::channel;

    const RUN: &str = r#"<gpx version="1.1" creator="x"><trk><type>running</type><trkseg>
        <trkpt lat="48.0" lon="11.0"><time>2026-11-22T16:00:00Z</time></trkpt>
        <trkpt lat="48.01" lon="11.0"><time>2026-11-22T16:06:00Z</time></trkpt></trkseg></trk></gpx>"#;

    /// Waits for the next thing that is told.
    fn next(news: &Receiver<Action>) -> Brought {
        match news.recv_timeout(Duration::from_secs(20)) {
            Ok(Action::Run(RunDeed::Found(brought))) => brought,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_run_that_comes_into_a_watched_folder_is_told_once() {
        let dir = tempfile::tempdir().unwrap();
        let place = |name: &str, text: &str| {
            std::fs::write(dir.path().join(name), text).unwrap();
        };
        place("first.gpx", RUN);
        // Files have the machine's own time.
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::new("2020-01-01T18:32:00+01:00".parse().unwrap()));
        let (tell, news) = channel();
        let (give, heard) = channel();
        let folders = RunFolders { usual: false, others: vec![dir.path().to_owned(), dir.path().join("not there")] };
        let inbox = Inbox::new(folders, clock, tell, Arc::new(|| {}));
        let stirs = give.clone();
        std::thread::spawn(move || inbox.run(&heard, stirs));
        let first = next(&news);
        assert_eq!(first.file, "first.gpx");
        let run = &first.runs.unwrap()[0];
        assert_eq!(run.trace.as_ref().unwrap().start, "2026-11-22T17:00:00+01:00".parse::<DateTime<Utc>>().unwrap());
        assert!((1111.0..1113.0).contains(&run.distance.unwrap().as_metres()));
        place("notes.txt", "nothing");
        place("second.gpx", "<gpx></gpx>");
        let second = next(&news);
        assert_eq!(second.file, "second.gpx");
        assert!(second.runs.unwrap_err().ends_with("(second.gpx)"));
    }
}
