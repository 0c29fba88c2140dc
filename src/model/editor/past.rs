//! What can be undone and done again: changes of texts, each with a name. Knows nothing of what the texts say.

use std::sync::Arc;

use crate::domain::library::FileKey;
use crate::domain::routine::RoutineId;
use crate::domain::time::{Span, Tick};

use super::outline::Outline;
use super::selection::Selection;

/// Changes of one kind in one place that follow each other within this time are undone together.
const TOGETHER: Span = Span::millis(1200);

/// Which way along a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To what was before.
    Back,
    /// To what came after.
    Forth,
}

/// A change of one text. Kept as the part that differs, so that thousands of changes take little room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Patch {
    /// Part of it was replaced.
    Part {
        /// Where the part begins, in bytes.
        at: usize,
        /// What it was.
        old: Box<str>,
        /// What it is.
        new: Box<str>,
    },
    /// There was no such file before. It stands at this place among the others.
    Made(Arc<str>, usize),
    /// There is no such file any more. It stood at this place among the others.
    Gone(Arc<str>, usize),
}

impl Patch {
    /// The change from one text to another.
    pub fn between(old: &str, new: &str) -> Self {
        let same = |(a, b): &(u8, u8)| a == b;
        let mut front = old.bytes().zip(new.bytes()).take_while(same).count();
        while !(old.is_char_boundary(front) && new.is_char_boundary(front)) {
            front -= 1;
        }
        let (rest_old, rest_new) = (&old[front..], &new[front..]);
        let mut back = rest_old.bytes().rev().zip(rest_new.bytes().rev()).take_while(same).count();
        while !(rest_old.is_char_boundary(rest_old.len() - back) && rest_new.is_char_boundary(rest_new.len() - back)) {
            back -= 1;
        }
        let old = rest_old[..rest_old.len() - back].into();
        let new = rest_new[..rest_new.len() - back].into();
        Self::Part { at: front, old, new }
    }

    /// The text on the other side of the change; `None` where there is no file.
    pub fn applied(&self, text: &str, way: Way) -> Option<String> {
        match (self, way) {
            (Self::Part { at, old, new }, Way::Back) => Some(replaced(text, *at, new.len(), old)),
            (Self::Part { at, old, new }, Way::Forth) => Some(replaced(text, *at, old.len(), new)),
            (Self::Made(text, _), Way::Forth) | (Self::Gone(text, _), Way::Back) => Some(text.to_string()),
            (Self::Made(..), Way::Back) | (Self::Gone(..), Way::Forth) => None,
        }
    }

    /// Where the file stands among the others, if it came or went.
    pub const fn place(&self) -> Option<usize> {
        match self {
            Self::Part { .. } => None,
            Self::Made(_, place) | Self::Gone(_, place) => Some(*place),
        }
    }

    /// This change and the next one of the same text as one. `None` where something lies between them.
    fn then(&self, next: &Self) -> Option<Self> {
        let (Self::Part { at, old, new }, Self::Part { at: next_at, old: next_old, new: next_new }) = (self, next)
        else {
            return None;
        };
        // Where each of the two ends in the text between the changes.
        let (end, next_end) = (at + new.len(), next_at + next_old.len());
        if *next_at > end || *at > next_end {
            return None;
        }
        // What the next one has replaced beyond this one, at either side, was there from the first.
        let ahead = &next_old[..at.saturating_sub(*next_at)];
        let behind = &next_old[next_old.len() - next_end.saturating_sub(end)..];
        // What this one has written and the next one has left.
        let front = &new[..next_at.saturating_sub(*at)];
        let back = &new[new.len() - end.saturating_sub(next_end)..];
        let (old, new) = (format!("{ahead}{old}{behind}"), format!("{front}{next_new}{back}"));
        Some(Self::Part { at: *at.min(next_at), old: old.into(), new: new.into() })
    }
}

fn replaced(text: &str, at: usize, len: usize, with: &str) -> String {
    format!("{}{with}{}", &text[..at], &text[at + len..])
}

/// A change of one file.
#[derive(Clone, Debug)]
pub(super) struct FileChange {
    pub file: FileKey,
    pub patch: Patch,
    /// The names in it before and after.
    pub outlines: (Arc<Outline>, Arc<Outline>),
}

impl FileChange {
    /// The routine that it made, if it made one.
    pub fn made_routine(&self) -> Option<RoutineId> {
        match (&self.file, &self.patch) {
            (FileKey::Routine(id), Patch::Made(..)) => Some(id.clone()),
            _ => None,
        }
    }
}

/// One thing that can be undone.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// What was done, to stand behind "Undo".
    pub name: String,
    /// The routine that was open.
    pub routine: Option<RoutineId>,
    /// What it changed, in order.
    pub changes: Vec<FileChange>,
    /// What was selected before and after.
    pub selections: (Selection, Selection),
    /// What it has to share with the next one to be undone with it.
    pub like: Option<String>,
    /// When it was done.
    pub at: Tick,
}

/// All that was done, and all that was undone.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl Past {
    /// Adds what was done. What had been undone can't be done again after that.
    pub fn add(&mut self, deed: Deed) {
        self.undone.clear();
        let Some(last) = self.done.last_mut().filter(|last| goes_with(last, &deed)) else {
            self.done.push(deed);
            return;
        };
        for change in deed.changes {
            // As one, so that undoing a minute of typing takes no longer than undoing a letter.
            let known = last.changes.iter_mut().rev().find(|known| known.file == change.file);
            match known.and_then(|known| Some((known.patch.then(&change.patch)?, known))) {
                Some((patch, known)) => (known.patch, known.outlines.1) = (patch, change.outlines.1),
                None => last.changes.push(change),
            }
        }
        last.selections.1 = deed.selections.1;
        last.at = deed.at;
    }

    /// Whether a file was ever changed.
    pub fn knows(&self, file: &FileKey) -> bool {
        let all = self.done.iter().chain(&self.undone);
        all.flat_map(|deed| &deed.changes).any(|change| change.file == *file)
    }

    /// What "Undo" would undo.
    pub fn next_undo(&self) -> Option<&Deed> {
        self.done.last()
    }

    /// What "Redo" would do again.
    pub fn next_redo(&self) -> Option<&Deed> {
        self.undone.last()
    }

    /// Takes what is to be undone over to what was undone.
    pub fn undo(&mut self) -> Option<Deed> {
        let deed = self.done.pop()?;
        self.undone.push(deed.clone());
        Some(deed)
    }

    /// Takes what is to be done again back to what was done.
    pub fn redo(&mut self) -> Option<Deed> {
        // Whatever comes next is a deed of its own.
        let deed = Deed { like: None, ..self.undone.pop()? };
        self.done.push(deed.clone());
        Some(deed)
    }
}

fn goes_with(last: &Deed, next: &Deed) -> bool {
    let alike = last.like.is_some() && last.like == next.like && last.routine == next.routine;
    alike && next.at.since(last.at) <= TOGETHER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_the_part_that_differs_and_goes_both_ways() {
        for (old, new) in [
            ("abc", "abXc"),
            ("", "x"),
            ("x", ""),
            ("same", "same"),
            ("aaa", "aa"),
            ("é", "è"),
            ("xéy", "xèy"),
            ("日本", "日木"),
            ("a\u{301}", "e\u{301}"),
        ] {
            let patch = Patch::between(old, new);
            assert_eq!(patch.applied(old, Way::Forth).as_deref(), Some(new));
            assert_eq!(patch.applied(new, Way::Back).as_deref(), Some(old));
        }
        assert_eq!(Patch::between("xéy", "xèy"), Patch::Part { at: 1, old: "é".into(), new: "è".into() });
    }

    #[test]
    fn changes_that_touch_become_one_that_goes_both_ways() {
        let texts =
            ["Hold 30", "Hold 35", "Hold 40", "Hold 4é", "Hold 4", "Hold", "Holding", "hold", "", "é", "éa", "é-a"];
        let mut together = 0;
        for first in texts {
            for second in texts {
                for third in texts {
                    let (one, two) = (Patch::between(first, second), Patch::between(second, third));
                    let Some(both) = one.then(&two) else { continue };
                    together += 1;
                    assert_eq!(both.applied(first, Way::Forth).as_deref(), Some(third), "{first} {second} {third}");
                    assert_eq!(both.applied(third, Way::Back).as_deref(), Some(first), "{first} {second} {third}");
                }
            }
        }
        assert!(together > 1000, "{together}");
        let far = Patch::between("a b c", "A b c").then(&Patch::between("A b c", "A b C"));
        assert_eq!(far, None);
    }
}
