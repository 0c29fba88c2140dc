//! The editor: the texts of all files that a person can change, the one that is open, and all that was done to them. Sees the
//! domain and the notation of files; what is to be written is asked for with effects.

mod act;
mod change;
mod deeds;
mod disk;
mod doc;
mod files;
mod outline;
mod own;
mod past;
mod prepare;
mod selection;
mod texts;

use std::collections::BTreeMap;

use crate::domain::check::Problem;
use crate::domain::library::{FileKey, Revision, Seen};
use crate::domain::routine::RoutineId;

pub use change::{Change, Choice, Editing, Nudge};
pub use doc::{Doc, Keeping, Reading, Theirs};
pub use outline::{BlockId, Outline, OutlineBlock, Spot, StepId};
pub use selection::{Pick, Selection};

use outline::Names;
use past::Past;

/// Every text that can be edited, and what was done to them since the start.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    docs: BTreeMap<FileKey, Doc>,
    /// The routines in the order in which they are shown.
    order: Vec<RoutineId>,
    originals: BTreeMap<RoutineId, &'static str>,
    open: Option<RoutineId>,
    selection: Selection,
    past: Past,
    names: Names,
    /// The number of changes so far, in all files.
    changes: Revision,
    seen: BTreeMap<FileKey, Seen>,
}

impl Editor {
    /// The routines that can be opened, in the order in which they are shown.
    pub fn docs(&self) -> impl Iterator<Item = (&RoutineId, &Doc)> {
        self.order.iter().filter_map(|id| Some((id, self.doc(id)?)))
    }

    /// The text of a routine.
    #[must_use]
    pub fn doc(&self, id: &RoutineId) -> Option<&Doc> {
        self.docs.get(&FileKey::Routine(id.clone()))
    }

    /// The routine that is open.
    #[must_use]
    pub const fn open(&self) -> Option<&RoutineId> {
        self.open.as_ref()
    }

    /// The text of the routine that is open.
    #[must_use]
    pub fn open_doc(&self) -> Option<&Doc> {
        self.doc(self.open.as_ref()?)
    }

    /// Where the text of the open routine is kept; where own exercises and figures are, while that is not in their files.
    #[must_use]
    pub fn keeping(&self) -> Option<&Keeping> {
        let own = [FileKey::Exercises, FileKey::Figures];
        let elsewhere = own.iter().filter_map(|file| self.docs.get(file)).map(Doc::keeping);
        let open = self.open_doc()?.keeping();
        let mut elsewhere = elsewhere.filter(|keeping| matches!(keeping, Keeping::Saving | Keeping::Failed(_)));
        Some(if *open == Keeping::Saved { elsewhere.next().unwrap_or(open) } else { open })
    }

    /// What is selected in the open routine.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What is wrong with the open routine.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.open_doc().map_or(&[], |doc| &doc.problems)
    }

    /// Whether a routine comes with Afterrun, and says something else now.
    #[must_use]
    pub fn can_be_reset(&self, id: &RoutineId) -> bool {
        let text = self.doc(id).map(|doc| &*doc.text);
        self.originals.get(id).is_some_and(|original| text.is_some_and(|text| text != *original))
    }

    /// What would be undone, to stand behind "Undo".
    #[must_use]
    pub fn next_undo(&self) -> Option<&str> {
        self.past.next_undo().map(|deed| deed.name.as_str())
    }

    /// What would be done again, to stand behind "Redo".
    #[must_use]
    pub fn next_redo(&self) -> Option<&str> {
        self.past.next_redo().map(|deed| deed.name.as_str())
    }
}
