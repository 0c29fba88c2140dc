//! Puts files in place so that a crash, a full disk or a pulled plug leaves either the old file or the new one. Knows
//! nothing of what is in them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags};
use rustix::io::Errno;
use tempfile::NamedTempFile;

use crate::domain::keep::HALF_WRITTEN;

/// How the names of temporary files end. They don't end in `.ron`, so nobody takes a half-written one for a file.
const SUFFIX: &str = ".tmp";
/// Links that lead on to links are followed this far.
const MOST_LINKS: usize = 40;
/// Who may read and write a new file, before the umask takes away.
#[cfg(unix)]
const NEW_FILE: u32 = 0o666;

/// Writes a file in place of the one that may be there. What is a link stays one: the file that it leads to is replaced.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_with(path, |file| file.write_all(bytes))
}

/// As [`replace`], of what `fill` writes.
pub(super) fn replace_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let (temporary, target) = replacement(path, fill)?;
    temporary.persist(&target).map_err(|error| error.error)?;
    sync_folder(&target);
    Ok(())
}

/// As [`replace`], where there is a file that `is_known` knows; any other stays. Gives whether it was replaced.
///
/// Looking and replacing are two steps, and another program may come in between. So the two files change places, and when the
/// one that comes out is not known, they change back.
pub(super) fn replace_known(path: &Path, bytes: &[u8], is_known: impl Fn(&Path) -> bool) -> io::Result<bool> {
    let (temporary, target) = replacement(path, |file| file.write_all(bytes))?;
    if !is_known(&target) {
        return Ok(false);
    }
    let swap = || rustix::fs::renameat_with(CWD, temporary.path(), CWD, &target, RenameFlags::EXCHANGE);
    match swap() {
        Ok(()) => {}
        Err(Errno::NOENT) => return Ok(false),
        // Some file systems can't do that. It was looked at a moment ago.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            temporary.persist(&target).map_err(|error| error.error)?;
            sync_folder(&target);
            return Ok(true);
        }
        Err(error) => return Err(error.into()),
    }
    if is_known(temporary.path()) {
        sync_folder(&target);
        return Ok(true);
    }
    let ours_is_out = swap().is_ok() && fs::read(temporary.path()).is_ok_and(|out| out == bytes);
    if !ours_is_out {
        // A third has written in that moment, too. What can't be put in place stays beside it.
        log::error!("{} was written from two sides at once; see also {}", target.display(), temporary.path().display());
        drop(temporary.keep());
    }
    sync_folder(&target);
    Ok(false)
}

/// A filled file that can take the place of the one behind `path`, and that one.
fn replacement(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<(NamedTempFile, PathBuf)> {
    let target = behind_links(path)?;
    let old = match fs::metadata(&target) {
        Ok(meta) if meta.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(meta) if meta.permissions().readonly() => {
            // Renaming over it would work, but somebody wanted it to stay as it is.
            return Err(io::Error::other("the file is write-protected; make it writable to change it"));
        }
        Ok(meta) => Some(meta.permissions()),
        Err(_) => None,
    };
    let temporary = temporary_beside(&target, fill)?;
    if let Some(permissions) = old {
        temporary.as_file().set_permissions(permissions)?;
    }
    Ok((temporary, target))
}

/// Writes a file where there is none. An error of [`ErrorKind::AlreadyExists`] says that there is one, and it is left alone.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, |file| file.write_all(bytes))
}

/// As [`create`], of what `fill` writes.
pub(super) fn create_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let temporary = temporary_beside(path, fill)?;
    match temporary.persist_noclobber(path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => return Err(error.error),
        // Some file systems can't refuse to overwrite. It was looked for a moment ago.
        Err(error) => drop(error.file.persist(path).map_err(|error| error.error)?),
    }
    sync_folder(path);
    Ok(())
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => {
            sync_folder(path);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Gives a file, or a link as such, another path. An error of [`ErrorKind::AlreadyExists`] says that the path is taken.
pub(super) fn move_to(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(to))?;
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => {}
        // Some file systems can't refuse to overwrite.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if fs::symlink_metadata(to).is_err() => fs::rename(from, to)?,
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => return Err(ErrorKind::AlreadyExists.into()),
        Err(error) => return Err(error.into()),
    }
    sync_folder(to);
    sync_folder(from);
    Ok(())
}

/// A filled file in the folder of `target`, made if need be, that is on the disk and goes away unless it is put in place.
fn temporary_beside(target: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let temporary = filled_beside(target, fill)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// As [`temporary_beside`], but it may not be on the disk yet.
pub(super) fn filled_beside(
    target: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let folder = folder_of(target);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(HALF_WRITTEN).suffix(SUFFIX);
    #[cfg(unix)]
    let everyone: fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(NEW_FILE);
    // Temporary files are their owner's alone unless told otherwise; these are not to stay temporary.
    #[cfg(unix)]
    builder.permissions(everyone);
    let mut temporary = builder.tempfile_in(folder)?;
    fill(temporary.as_file_mut())?;
    temporary.flush()?;
    Ok(temporary)
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that `path` leads to, which need not be there.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the links go round in a circle; remove one"))
}

/// Makes a new name in a folder last. The file is in place by now, so a folder that can't be synced is no failure to write.
pub(super) fn sync_folder(path: &Path) {
    if let Err(error) = File::open(folder_of(path)).and_then(|folder| folder.sync_all()) {
        log::debug!("a folder could not be synced: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_failure_half_way_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.ron");
        replace(&path, b"old").unwrap();
        let full = |file: &mut File| {
            file.write_all(b"new, but on")?;
            Err(ErrorKind::StorageFull.into())
        };
        let failed = replace_with(&path, full);
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(dir.path()), ["x.ron"]);
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(dir.path()), ["x.ron"]);
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("x.ron");
        fs::create_dir(&folder).unwrap();
        assert_eq!(replace(&folder, b"new").unwrap_err().kind(), ErrorKind::IsADirectory);
        fs::write(dir.path().join("file"), b"").unwrap();
        assert!(replace(&dir.path().join("file/x.ron"), b"new").is_err());
        assert_eq!(names(dir.path()), ["file", "x.ron"]);
    }

    #[test]
    fn only_what_is_known_is_replaced_even_when_it_changes_at_the_last_moment() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.ron");
        let there = |path: &Path| fs::read(path).unwrap_or_default();
        assert!(!replace_known(&path, b"new", |_| true).unwrap(), "there is nothing to replace");
        replace(&path, b"old").unwrap();
        assert!(!replace_known(&path, b"new", |_| false).unwrap());
        let too_late = |looked: &Path| {
            let is_known = there(looked) == b"old";
            if looked == path {
                replace(&path, b"theirs").unwrap();
            }
            is_known
        };
        assert!(!replace_known(&path, b"new", too_late).unwrap());
        assert_eq!(there(&path), b"theirs");
        assert!(replace_known(&path, b"new", |looked| there(looked) == b"theirs").unwrap());
        assert_eq!(there(&path), b"new");
        assert_eq!(names(dir.path()), ["x.ron"]);
    }

    #[test]
    fn moving_never_overwrites() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("x.ron"), dir.path().join("trash/x.ron"));
        replace(&from, b"one").unwrap();
        move_to(&from, &to).unwrap();
        replace(&from, b"two").unwrap();
        assert_eq!(move_to(&from, &to).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!((fs::read(&from).unwrap(), fs::read(&to).unwrap()), (b"two".to_vec(), b"one".to_vec()));
    }

    #[test]
    fn creating_never_overwrites() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("2026/x.ron");
        create(&path, b"one").unwrap();
        assert_eq!(create(&path, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(path.parent().unwrap()), ["x.ron"]);
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert!(names(path.parent().unwrap()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn new_files_are_as_private_as_those_of_other_programs() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        fs::write(dir.path().join("usual"), b"").unwrap();
        replace(&dir.path().join("replaced"), b"").unwrap();
        create(&dir.path().join("created"), b"").unwrap();
        assert_eq!((mode("replaced"), mode("created")), (mode("usual"), mode("usual")));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("dotfiles")).unwrap();
        fs::write(at("dotfiles/x.ron"), b"old").unwrap();
        fs::set_permissions(at("dotfiles/x.ron"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("dotfiles/x.ron", at("x.ron")).unwrap();
        symlink("x.ron", at("y.ron")).unwrap();
        replace(&at("y.ron"), b"new").unwrap();
        assert_eq!(fs::read(at("dotfiles/x.ron")).unwrap(), b"new");
        assert_eq!(fs::metadata(at("dotfiles/x.ron")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(at("x.ron")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(at("y.ron")).unwrap().is_symlink());

        symlink("dotfiles/gone.ron", at("dangling.ron")).unwrap();
        replace(&at("dangling.ron"), b"back").unwrap();
        assert_eq!(fs::read(at("dotfiles/gone.ron")).unwrap(), b"back");

        symlink("round.ron", at("round.ron")).unwrap();
        assert!(replace(&at("round.ron"), b"new").unwrap_err().to_string().contains("circle"));

        fs::set_permissions(at("dotfiles/x.ron"), fs::Permissions::from_mode(0o440)).unwrap();
        assert!(replace(&at("x.ron"), b"newer").unwrap_err().to_string().contains("write-protected"));
        assert_eq!(fs::read(at("dotfiles/x.ron")).unwrap(), b"new");
    }
}
