//! Which files a person keeps, by their paths in the config folder: what a backup holds and what may come back from one. Opens none
//! of them.

use std::fmt;

/// Files that lie in the config folder itself.
pub const FILES: [&str; 7] =
    ["settings.ron", "exercises.ron", "figures.ron", "weeks.ron", "programs.ron", "session.ron", "journal.ron"];
/// Folders of which everything is kept, hidden files too.
pub const FOLDERS: [&str; 4] = ["routines", "history", "drafts", "trash"];
/// Files lie so many folders deep at most. Afterrun's own lie three deep.
pub const MOST_LEVELS: usize = 12;
/// How the names of files begin that Afterrun is just writing. They are not kept.
pub const HALF_WRITTEN: &str = ".afterrun-";

/// The longest path, in bytes.
const LONGEST: usize = 1024;
/// The longest name of a file or folder, in bytes: what disks can hold.
const LONGEST_NAME: usize = 255;

/// The path of a file that a person keeps, in the config folder: `history/2026/a.ron`. It can't lead out of the folder, and is
/// that of a file which is Afterrun's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeepPath(String);

impl KeepPath {
    /// The path with this text, whose parts are divided by `/`; `None` where it is not that of a file that is kept.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let first = parts.next()?;
        let levels = parts.clone().count();
        let ours = if levels == 0 { FILES.contains(&first) } else { FOLDERS.contains(&first) };
        let sound = ours && levels <= MOST_LEVELS && path.len() <= LONGEST && path.split('/').all(is_name);
        sound.then(|| Self(path.to_owned()))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts: the folders, then the file.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }
}

impl fmt::Display for KeepPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a file or folder may be called so, on every system. The mark of lost letters stands for a name that is not UTF-8.
fn is_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && name.len() <= LONGEST_NAME
        && !name.starts_with(HALF_WRITTEN)
        && !name.contains(|letter: char| letter.is_control() || matches!(letter, '\\' | '\u{fffd}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_afterruns_is_kept() {
        for path in [
            "settings.ron",
            "programs.ron",
            "routines/.bundled.ron",
            "routines/long run é.ron",
            "history/2026/2026-11-22T183200-k3f7.ron",
            "history/2026/.hidden",
            "trash/routines/a.ron",
        ] {
            assert_eq!(KeepPath::new(path).map(|path| path.to_string()).as_deref(), Some(path));
        }
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../settings.ron",
            "routines",
            "routines/",
            "routines//a.ron",
            "routines/../../a.ron",
            "routines/./a.ron",
            "routines/..\\..\\a.ron",
            "routines/a\0.ron",
            "routines/a\n.ron",
            "routines/caf\u{fffd}.ron",
            "history/2026/.afterrun-x.tmp",
            "C:/a.ron",
            "notes.txt",
            "settings.ron/a",
            "Routines/a.ron",
            "afterrun-backup.json",
        ] {
            assert_eq!(KeepPath::new(path), None, "{path:?}");
        }
        assert_eq!(KeepPath::new(&format!("trash/{}.ron", "a".repeat(252))), None);
        assert_eq!(KeepPath::new(&format!("trash/{}a.ron", "a/".repeat(MOST_LEVELS))), None);
        assert!(KeepPath::new(&format!("trash/{}a.ron", "a/".repeat(MOST_LEVELS - 1))).is_some());
    }
}
