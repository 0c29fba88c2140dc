//! Gathers the texts of the files that the editor changes, while the library is read from them. Reads none of them twice, and
//! knows nothing of what they say.

use std::path::{Path, PathBuf};

use super::bundled::{Bundled, Mode};
use super::shelf::{self, Shelf, There};
use super::{drafts, library, places, text};
use crate::domain::library::{FileKey, Source, Trouble};
use crate::domain::routine::RoutineId;
use crate::notation::{Fault, MOST_BYTES};

/// The texts that were read so far.
pub(super) struct Sources {
    folder: PathBuf,
    list: Vec<Source>,
    known: Vec<(FileKey, There)>,
}

impl Sources {
    /// Nothing yet of the config folder `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), list: Vec::new(), known: Vec::new() }
    }

    /// Reads a file of the library.
    pub fn read(&mut self, path: &Path) -> Result<Option<String>, Fault> {
        self.take(path, text::read(path, MOST_BYTES))
    }

    /// Takes in what was read of a file of the library.
    pub fn take(&mut self, path: &Path, read: Result<Option<String>, Fault>) -> Result<Option<String>, Fault> {
        let there = shelf::there(path, read.clone());
        if let Some(text) = there.clone().transpose() {
            let (file, text) = match places::file_at(&self.folder, path) {
                Some(file) => (file, text),
                None => (FileKey::Routine(RoutineId::new(library::stem(path))), Err(unspeakable(path))),
            };
            self.list.push(Source { file: file.clone(), text, draft: None });
            self.known.push((file, there));
        }
        read
    }

    /// Takes in a routine that should lie in the folder as it comes, and does not: what does lie there is another matter.
    pub fn take_from_memory(&mut self, bundled: &Bundled, read: Option<Result<Option<Vec<u8>>, Fault>>) {
        let file = FileKey::Routine(RoutineId::new(bundled.id));
        let read = read.unwrap_or(Ok(None)).and_then(|bytes| bytes.map(text::decode).transpose());
        let path = places::path_of(&self.folder, &file).unwrap_or_default();
        self.known.push((file.clone(), shelf::there(&path, read)));
        self.list.push(Source { file, text: Ok(bundled.text.to_owned()), draft: None });
    }

    /// The files with their drafts, and the shelf that they lie on. A draft that says what its file says is of no use any
    /// more, and goes where that is allowed. One whose file has gone comes with an empty text, so that it is offered like any
    /// other; saving it makes the file.
    pub fn with_drafts(mut self, mode: Mode, troubles: &mut Vec<Trouble>) -> (Vec<Source>, Shelf) {
        for (id, draft) in drafts::load(&self.folder, troubles) {
            let file = FileKey::Routine(id.clone());
            match self.list.iter_mut().find(|source| source.file == file) {
                Some(source) if source.text.as_ref() == Ok(&draft) => {
                    if mode == Mode::LayDown
                        && let Err(error) = drafts::forget(&self.folder, &id)
                    {
                        log::debug!("a draft that is of no use can't be removed: {error}");
                    }
                }
                Some(source) => source.draft = Some(draft),
                None => self.list.push(Source { file, text: Ok(String::new()), draft: Some(draft) }),
            }
        }
        (self.list, Shelf::new(self.folder, self.known))
    }
}

/// What is said of a file whose name no id can stand for.
fn unspeakable(path: &Path) -> String {
    format!("The name of this file has letters that can’t be used here; rename it to change it ({})", path.display())
}
