//! Watches the folder that the files of the library lie in, for changes by other programs. Reads none of them: what it says is
//! only where to look.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::domain::library::FileKey;
use crate::store::Store;

/// Where something has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stir {
    /// To a file.
    File(FileKey),
    /// Anywhere: more has happened than could be counted.
    All,
    /// To the folders themselves: they have to be watched anew.
    Folders,
}

/// What links lead to, shared with the thread that hears of changes.
type Links = Arc<Mutex<BTreeMap<PathBuf, FileKey>>>;

/// Watches until it is dropped.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    folder: PathBuf,
    routines: PathBuf,
    links: Links,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// A watch for the files of `store` that watches nothing yet. `None` where there can't be one: then other programs' changes
    /// are seen when a file is saved.
    pub fn new(store: &Store, stir: impl Fn(Stir) + Send + 'static) -> Option<Self> {
        let links = Links::default();
        let sorter = Sorter { store: store.clone(), links: Arc::clone(&links) };
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) => sorter.sort(&event).into_iter().for_each(&stir),
            Err(error) => log::debug!("the watch of the folder says: {error}"),
        };
        match notify::recommended_watcher(hear) {
            Ok(watcher) => {
                let (folder, routines) = (store.folder().to_owned(), store.routines_folder());
                Some(Self { watcher, folder, routines, links, watched: BTreeSet::new() })
            }
            Err(error) => {
                log::warn!("changes by other programs are not seen at once: {error}");
                None
            }
        }
    }

    /// Watches the folders as they are now, and those that `links` lead into. Where the folder is missing, the nearest one
    /// above it is watched until it comes.
    pub fn arm(&mut self, links: &BTreeMap<PathBuf, FileKey>) {
        for path in std::mem::take(&mut self.watched) {
            // One that has gone is not watched any more as it is.
            drop(self.watcher.unwatch(&path));
        }
        links.clone_into(&mut self.links.lock().unwrap_or_else(PoisonError::into_inner));
        if let Err(error) = self.watch_folder() {
            log::warn!("changes by other programs are not seen at once: {error}");
        }
        let folders: BTreeSet<&Path> = links.keys().filter_map(|path| path.parent()).collect();
        for path in folders.into_iter().map(Path::to_owned).chain([self.routines.clone()]) {
            // A folder that is not there yet will come in one that is watched.
            drop(self.watch(&path));
        }
    }

    fn watch_folder(&mut self) -> notify::Result<()> {
        let folder = self.folder.clone();
        let mut missed = None;
        for above in folder.ancestors() {
            match self.watch(above) {
                // One that came in between is not missed: it is tried again, from the top.
                Ok(()) if missed.is_some_and(Path::exists) => return self.watch(&folder),
                Ok(()) => return Ok(()),
                Err(_) => missed = Some(above),
            }
        }
        Err(notify::Error::path_not_found().add_path(folder))
    }

    fn watch(&mut self, path: &Path) -> notify::Result<()> {
        if !self.watched.contains(path) {
            self.watcher.watch(path, RecursiveMode::NonRecursive)?;
            self.watched.insert(path.to_owned());
        }
        Ok(())
    }
}

/// Tells what matters from what does not.
struct Sorter {
    store: Store,
    links: Links,
}

impl Sorter {
    /// What an event is about. Reading is about nothing: we do it ourselves.
    fn sort(&self, event: &Event) -> Vec<Stir> {
        let comes_or_goes = match event.kind {
            _ if event.need_rescan() => return vec![Stir::Folders, Stir::All],
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => return Vec::new(),
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(_) | EventKind::Remove(_) => true,
            _ => false,
        };
        event.paths.iter().filter_map(|path| self.place(path, comes_or_goes)).collect()
    }

    fn place(&self, path: &Path, comes_or_goes: bool) -> Option<Stir> {
        if self.store.folder().starts_with(path) || path == self.store.routines_folder() {
            return comes_or_goes.then_some(Stir::Folders);
        }
        let linked = || self.links.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        self.store.file_at(path).or_else(linked).map(Stir::File)
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind, RenameMode};

    use super::*;
    use crate::domain::routine::RoutineId;

    #[test]
    fn only_what_may_have_changed_a_file_is_told() {
        let store = Store::open(Some("/c/afterrun".into())).unwrap();
        let links = Links::default();
        links.lock().unwrap().insert("/dots/b.ron".into(), FileKey::Exercises);
        let sorter = Sorter { store, links };
        let sort = |kind, path: &str| sorter.sort(&Event::new(kind).add_path(path.into()));
        let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let made = EventKind::Create(CreateKind::Folder);
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let a = Stir::File(FileKey::Routine(RoutineId::new("a")));
        for kind in [changed, moved, written, EventKind::Remove(RemoveKind::File)] {
            assert_eq!(sort(kind, "/c/afterrun/routines/a.ron"), std::slice::from_ref(&a));
            assert_eq!(sort(kind, "/dots/b.ron"), [Stir::File(FileKey::Exercises)]);
            assert_eq!(sort(kind, "/c/afterrun/routines/.afterrun-x.tmp"), []);
            assert_eq!(sort(kind, "/c/afterrun/settings.ron"), []);
        }
        assert_eq!(sort(opened, "/c/afterrun/routines/a.ron"), []);
        for folder in ["/c", "/c/afterrun", "/c/afterrun/routines"] {
            assert_eq!(sort(made, folder), [Stir::Folders]);
            assert_eq!(sort(opened, folder), []);
        }
        assert_eq!(sort(made, "/c/other"), []);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(sorter.sort(&lost), [Stir::Folders, Stir::All]);
    }
}
