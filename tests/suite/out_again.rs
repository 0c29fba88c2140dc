//! What is theirs, out again: everything packed, wiped and brought back, byte for byte; and backups that are none.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use afterrun::cli::CliError;
use afterrun::domain::bookmark::Ending;
use afterrun::domain::exercise::ExerciseId;
use afterrun::domain::history::Entry;
use afterrun::domain::keep::KeepPath;
use afterrun::domain::routine::{BlockKind, RoutineId};
use afterrun::domain::session::{Planned, Session, StepDone};
use afterrun::domain::side::Side;
use afterrun::domain::time::Span;
use afterrun::export::backup::{BackupError, MANIFEST, Packer, Unpacker};
use afterrun::store::Store;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cli::ask;
use crate::entries::full;

/// A session with every kind of step, and words that formats trip over.
pub fn session() -> Entry {
    let step = |exercise: &str, name: &str, planned, side, skipped| StepDone {
        exercise: ExerciseId::new(exercise),
        name: name.into(),
        block: BlockKind::Strength,
        side,
        round: 1,
        planned,
        time: if skipped { Span::ZERO } else { Span::millis(30_500) },
        reps: if matches!(planned, Planned::Reps(_)) { 8 } else { 0 },
        extended: Span::secs(10),
        skipped,
    };
    let mut entry = Entry::new(Session {
        routine: RoutineId::new("mine"),
        name: "=My \"own\", and; long\\ruled".to_owned(),
        started: "2026-11-21T18:32:00.000012345+01:00".parse().unwrap(),
        ended: "2026-11-21T18:45:00+01:00".parse().unwrap(),
        active: Span::millis(733_250),
        ending: Ending::Early,
        steps: vec![
            step("plank", "Plank", Planned::Hold(Span::secs(30)), None, false),
            step("single-leg", "Single leg", Planned::Reps(8), Some(Side::Left), false),
            step("single-leg", "Single leg", Planned::Reps(8), Some(Side::Right), true),
            step("eat", "Eat, drink", Planned::Open(Span::secs(60)), None, false),
        ],
    });
    if let afterrun::domain::history::What::Session(session) = &mut entry.what {
        session.steps[3].block = BlockKind::CoolDown;
    }
    "@all: \u{1f600}\r\n-1".clone_into(&mut entry.journal.went_well);
    entry
}

/// A config folder in which there is something of everything.
fn lived_in() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(Some(dir.path().to_owned())).unwrap();
    drop(store.load());
    store.record(&full()).unwrap();
    store.record(&session()).unwrap();
    let routine = include_str!("../../routines/just-stretch.ron");
    for (name, text) in [
        ("settings.ron", "(format: 1, volume: 30)"),
        ("exercises.ron", "(format: 1, exercises: [])\n// mine"),
        ("routines/just-stretch.ron", &format!("// changed\r\n{routine}")),
        ("routines/long run é.ron", routine),
        ("routines/broken.ron", "(format: 1, name: \"half"),
        ("history/2026/broken.ron", "\u{feff}(format: 1, session: ("),
        ("history/2026/.hidden.ron", "junk"),
        ("history/2025/deep/er/x", ""),
        ("drafts/just-stretch.ron", "(half"),
        ("trash/routines/2026-11-20T070000-old.ron", routine),
    ] {
        put(dir.path(), name, text);
    }
    fs::write(dir.path().join("history/2026/raw.ron"), [0xff, 0, 13, 10]).unwrap();
    fs::remove_file(dir.path().join("routines/foam-roll.ron")).unwrap();
    dir
}

fn put(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

/// Every file below a folder, with its bytes.
fn all(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(dir, dir, &mut files);
    files
}

fn said(dir: &Path, args: &[&str]) -> String {
    ask(dir, args).unwrap().1
}

fn refused(dir: &Path, args: &[&str]) -> String {
    ask(dir, args).unwrap_err().to_string()
}

#[test]
fn everything_comes_back_byte_for_byte() {
    let (dir, away) = (lived_in(), tempfile::tempdir().unwrap());
    let zip = away.path().join("all.zip");
    let zip = zip.to_str().unwrap();
    let before = all(dir.path());
    let loaded = Store::open(Some(dir.path().to_owned())).unwrap();
    let (read, history) = (loaded.read(), loaded.load_history());

    let out = said(dir.path(), &["export", "everything", zip]);
    assert_eq!(out, format!("{} files ({zip})\n", before.len()));
    assert_eq!(all(dir.path()), before, "exporting changes nothing");
    let packed = fs::read(zip).unwrap();
    said(dir.path(), &["export", "everything", zip, "--force"]);
    assert_eq!(fs::read(zip).unwrap(), packed, "the same files give the same backup");

    fs::remove_dir_all(dir.path()).unwrap();
    let out = said(dir.path(), &["restore", zip]);
    assert_eq!(out, format!("{} files restored ({})\n", before.len(), dir.path().display()));
    assert_eq!(all(dir.path()), before);
    let again = loaded.read();
    assert_eq!(loaded.load_history(), history);
    assert_eq!((&again.library, &again.settings, &again.troubles), (&read.library, &read.settings, &read.troubles));
    assert_eq!(again.sources, read.sources);
    drop(loaded.load());
    assert_eq!(all(dir.path()), before, "what was deleted stays deleted");

    let out = said(dir.path(), &["restore", zip]);
    assert!(out.starts_with(&format!("0 files restored, {} there already (", before.len())), "{out}");
    assert_eq!(all(dir.path()), before);
}

#[test]
fn what_is_there_is_never_lost() {
    let (dir, away) = (lived_in(), tempfile::tempdir().unwrap());
    let path = away.path().join("all.zip");
    let zip = path.to_str().unwrap();
    let before = all(dir.path());
    said(dir.path(), &["export", "everything", zip]);

    let new = tempfile::tempdir().unwrap();
    // Afterrun was opened here, and set up a little.
    drop(Store::open(Some(new.path().to_owned())).unwrap().load());
    put(new.path(), "settings.ron", "(format: 1, volume: 99)");
    put(new.path(), "routines/long run é.ron", "(other)");
    put(new.path(), "trash/routines/2026-11-20T070000-old.ron", "(other)");
    put(new.path(), "drafts/just-stretch.ron/folder", "in the way");
    let mine = all(new.path());
    let out = said(new.path(), &["restore", zip]);
    let apart = [
        ("drafts/just-stretch.ron", "trash/from-backup/drafts/just-stretch.ron"),
        ("routines/long run é.ron", "trash/from-backup/routines/long run é.ron"),
        ("settings.ron", "trash/from-backup/settings.ron"),
        ("trash/routines/2026-11-20T070000-old.ron", "trash/routines/2026-11-20T070000-old-2.ron"),
    ];
    for (name, place) in apart {
        assert!(out.contains(&format!("\n{name}: {}\n", new.path().join(place).display())), "{name}: {out}");
    }
    assert!(out.contains(", 4 put aside because another is there:\n") && out.lines().count() == 5, "{out}");

    let mut wanted = before.clone();
    for (name, place) in apart {
        let bytes = wanted.remove(name).unwrap();
        wanted.insert(place.to_owned(), bytes);
    }
    for (name, bytes) in &mine {
        // What was laid down here and changed there is nobody's here.
        if name != "routines/just-stretch.ron" {
            wanted.insert(name.clone(), bytes.clone());
        }
    }
    assert_eq!(all(new.path()), wanted);
    said(new.path(), &["restore", zip]);
    assert_eq!(all(new.path()), wanted, "once more changes nothing");

    put(new.path(), "trash/from-backup/settings.ron", "(another)");
    assert!(said(new.path(), &["restore", zip]).contains("from-backup/settings-2.ron"));
}

#[test]
fn what_is_not_in_a_backup_is_named() {
    let (dir, away) = (lived_in(), tempfile::tempdir().unwrap());
    let zip = |name: &str| away.path().join(name).to_str().unwrap().to_owned();
    put(dir.path(), "notes.txt", "mine");
    put(dir.path(), ".git/config", "not ours");
    put(dir.path(), "history/2026/.afterrun-x.tmp", "half");
    let out = said(dir.path(), &["export", "everything", &zip("a.zip")]);
    assert!(out.ends_with("Not Afterrun’s, so not in it: notes.txt\n"), "{out}");
    #[cfg(unix)]
    {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;
        fs::write(dir.path().join(OsStr::from_bytes(b"routines/caf\xe9.ron")), "x").unwrap();
        symlink(dir.path().join("history"), dir.path().join("history/round")).unwrap();
        symlink("gone", dir.path().join("drafts/gone.ron")).unwrap();
        let said = refused(dir.path(), &["export", "everything", &zip("b.zip")]);
        assert_eq!(said.lines().count(), 4, "{said}");
        assert!(said.starts_with("what can’t be read was left out:\n"), "{said}");
        for words in ["give it another name", "history/round: this folder lies", "mend the link"] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
    let packed = fs::read(zip("a.zip")).unwrap();
    let names: Vec<String> = unpacked(packed).unwrap().into_keys().collect();
    assert!(!names.iter().any(|name| name.contains("git") || name.contains("tmp") || name.contains("notes")));
}

#[test]
fn nothing_is_written_over_without_force() {
    let (dir, away) = (lived_in(), tempfile::tempdir().unwrap());
    let path = put(away.path(), "there", "mine");
    let there = path.to_str().unwrap();
    for what in ["sessions", "steps", "json", "calendar", "everything"] {
        fs::remove_file(dir.path().join("history/2026/broken.ron")).unwrap_or_default();
        fs::remove_file(dir.path().join("history/2026/raw.ron")).unwrap_or_default();
        fs::write(&path, "mine").unwrap();
        let said = refused(dir.path(), &["export", what, there]);
        assert!(said.ends_with(&format!("write over it with --force ({there})")), "{said}");
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        ask(dir.path(), &["export", what, there, "--force"]).unwrap();
        assert!(fs::read(&path).unwrap().len() > 100, "{what}");
    }
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 1);
    assert_eq!(refused(dir.path(), &["export", "everything", "-"]), "a zip file needs a name; write one for it");
    let said = refused(dir.path(), &["export", "everything", "x.zip", "--to", "2026-11-22"]);
    assert_eq!(said, "a backup holds everything; leave out --from and --to");
    let said = refused(dir.path(), &["export", "json", "/nowhere/x.json"]);
    assert_eq!(said, "the export can’t be saved: there is no such folder; check the path (/nowhere/x.json)");
}

/// The files of a backup.
fn unpacked(zip: Vec<u8>) -> Result<BTreeMap<String, Vec<u8>>, BackupError> {
    let files = Unpacker::open(Cursor::new(zip))?.files();
    files.map(|file| file.map(|(path, bytes)| (path.to_string(), bytes))).collect()
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packer = Packer::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        packer.add(&KeepPath::new(path).unwrap(), bytes).unwrap();
    }
    packer.finish().unwrap().0.into_inner()
}

/// A zip with these files, whatever they are, and a manifest that tells the truth of the first `listed` of them.
fn zip_of(files: &[(&str, &[u8])], listed: usize) -> Vec<u8> {
    let line = |(name, bytes): &(&str, &[u8])| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        serde_json::json!({ "path": name, "bytes": bytes.len(), "crc32": format!("{:08x}", crc.sum()) })
    };
    zip_with(files, &files.iter().take(listed).map(line).collect::<Vec<_>>())
}

/// A zip with these files, and a manifest with these lines.
fn zip_with(files: &[(&str, &[u8])], lines: &[serde_json::Value]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file(MANIFEST, options).unwrap();
    let manifest = serde_json::json!({ "format": 1, "version": "1", "count": lines.len(), "files": lines });
    zip.write_all(manifest.to_string().as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Tries to restore these bytes, and gives back what was said; nothing is written.
fn hostile(zip: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.zip");
    fs::write(&path, zip).unwrap();
    let config = dir.path().join("config");
    let said = refused(&config, &["restore", path.to_str().unwrap()]);
    assert!(!config.exists() && fs::read_dir(dir.path()).unwrap().count() == 1, "{said}");
    let end = format!(" ({})", path.display());
    assert!(said.starts_with("the backup can’t be restored: ") && said.ends_with(&end), "{said}");
    said
}

#[test]
fn backups_that_are_none_are_named_and_write_nothing() {
    let good: &[(&str, &[u8])] = &[("settings.ron", b"(format: 1)")];
    assert!(unpacked(zip_of(good, 1)).is_ok());
    for name in [
        "../settings.ron",
        "/etc/passwd",
        "routines/../../x.ron",
        "routines\\..\\..\\x.ron",
        "C:\\x.ron",
        "notes.txt",
        "routines/",
        "routines/a\0.ron",
        "history/2026/.afterrun-x.tmp",
    ] {
        let files: &[(&str, &[u8])] = &[("settings.ron", b"(format: 1)"), (name, b"x")];
        for listed in [1, 2] {
            let said = hostile(&zip_of(files, listed));
            assert!(said.contains("is no file that Afterrun keeps"), "{name}: {said}");
        }
    }
    assert!(hostile(&zip_of(&[good[0], ("routines/a.ron", b"x")], 1)).contains("\"routines/a.ron\" in it is no file"));
    assert!(hostile(b"PK").contains("no zip file"));
    assert!(hostile(b"").contains("no zip file"));
    assert!(hostile(&[0; 5000]).contains("no zip file"));
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("settings.ron", SimpleFileOptions::default()).unwrap();
    assert!(hostile(&other.finish().unwrap().into_inner()).contains("no backup of Afterrun"));

    let manifest = |text: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(MANIFEST, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        hostile(&zip.finish().unwrap().into_inner())
    };
    assert!(manifest("{\"format\":2,\"new\":[]}").contains("made by a newer Afterrun"));
    for text in ["", "{}", "[", "{\"format\":1}", "{\"format\":1,\"count\":3,\"files\":[]}", "{\"format\":0}"] {
        assert!(manifest(text).contains("is damaged or missing"), "{text}");
    }
    let missing =
        "{\"format\":1,\"count\":1,\"files\":[{\"path\":\"settings.ron\",\"bytes\":1,\"crc32\":\"00000000\"}]}";
    assert!(manifest(missing).contains("\"settings.ron\" in it is damaged or missing"));
}

#[test]
fn links_twins_and_files_that_differ_from_what_is_said_of_them_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("settings.ron", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(b"/etc/passwd");
    zip.start_file(MANIFEST, SimpleFileOptions::default()).unwrap();
    write!(
        zip,
        "{{\"format\":1,\"count\":1,\"files\":[{{\"path\":\"settings.ron\",\"bytes\":11,\"crc32\":\"{:08x}\"}}]}}",
        crc.sum()
    )
    .unwrap();
    assert!(hostile(&zip.finish().unwrap().into_inner()).contains("\"settings.ron\" in it is no file"));

    // Two names of one length, so that one can be made the other.
    let twins = packed(&[("routines/a.ron", b"one"), ("routines/b.ron", b"two")]);
    let twins: Vec<u8> = replaced(&twins, b"routines/b.ron", b"routines/a.ron");
    assert!(hostile(&twins).contains("a file is in it twice"));

    // Shorter, longer, and with other bytes than the manifest says.
    for (bytes, crc32) in [(10, "c0ffee00"), (12, "c0ffee00"), (11, "c0ffee00")] {
        let line = serde_json::json!({ "path": "settings.ron", "bytes": bytes, "crc32": crc32 });
        let zip = zip_with(&[("settings.ron", b"(format: 1)")], &[line]);
        assert!(hostile(&zip).contains("\"settings.ron\" in it is damaged"));
    }
}

/// Bytes with every `from` made a `to`.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..=bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn what_swells_when_it_is_unpacked_is_refused() {
    let lines: Vec<_> = (0..5)
        .map(|n| serde_json::json!({ "path": format!("trash/{n}"), "bytes": 60 << 20, "crc32": "00000000" }))
        .collect();
    let names: Vec<String> = (0..5).map(|n| format!("trash/{n}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let said = hostile(&zip_with(&files, &lines));
    assert!(said.contains("300 MiB of almost nothing"), "{said}");
    // One that says less of itself than there is.
    let line = serde_json::json!({ "path": "trash/0", "bytes": 5, "crc32": "00000000" });
    assert!(hostile(&zip_with(&[("trash/0", &vec![0; 1 << 20])], &[line])).contains("\"trash/0\" in it is damaged"));
    let line = serde_json::json!({ "path": "trash/0", "bytes": (64 << 20) + 1, "crc32": "00000000" });
    assert!(hostile(&zip_with(&[("trash/0", b"")], &[line])).contains("larger than 64 MiB"));
    let mut packer = Packer::new(Cursor::new(Vec::new()));
    let large = vec![0; (64 << 20) + 1];
    let error = packer.add(&KeepPath::new("settings.ron").unwrap(), &large).unwrap_err();
    assert!(error.to_string().contains("\"settings.ron\" is larger than 64 MiB"), "{error}");
}

#[test]
fn more_files_than_old_zips_can_hold_come_out() {
    let paths: Vec<KeepPath> = (0..66_000).map(|n| KeepPath::new(&format!("trash/{n}")).unwrap()).collect();
    let mut packer = Packer::new(Cursor::new(Vec::new()));
    for path in &paths {
        packer.add(path, path.as_str().as_bytes()).unwrap();
    }
    let (zip, count) = packer.finish().unwrap();
    let files = Unpacker::open(zip).unwrap();
    assert_eq!((count, files.len()), (paths.len(), paths.len()));
    for (file, path) in files.files().zip(&paths) {
        assert_eq!(file.unwrap(), (path.clone(), path.as_str().as_bytes().to_vec()));
    }
}

#[test]
fn a_backup_that_is_cut_off_is_refused_wherever_it_is_cut() {
    let zip = small();
    for length in 0..zip.len() {
        assert!(unpacked(zip[..length].to_vec()).is_err(), "{length}");
    }
    hostile(&zip[..zip.len() / 2]);
}

/// A backup of a few files, of which every bit can be turned.
fn small() -> Vec<u8> {
    packed(&[
        ("history/2026/a.ron", b"(format: 1, at: \"2026-11-22T17:30:00+01:00\", journal: (effort: 4))"),
        ("routines/long run é.ron", &[7; 300]),
        ("settings.ron", b"(format: 1)"),
    ])
}

proptest::proptest! {
    /// Whatever bits of a backup turn over, all of it is as it was, or a sentence says that it is not.
    #[test]
    fn no_damage_goes_unseen(places in proptest::collection::vec((0.0_f64..1.0, 0_u32..8), 1..4)) {
        let (zip, whole) = (small(), unpacked(small()).unwrap());
        let mut damaged = zip;
        for (place, bit) in places {
            let at = (place * damaged.len() as f64) as usize;
            damaged[at] ^= 1 << bit;
        }
        match unpacked(damaged) {
            Ok(files) => proptest::prop_assert_eq!(files, whole),
            Err(error) => proptest::prop_assert!(!error.to_string().is_empty()),
        }
    }

    /// What is packed is unpacked, byte for byte.
    #[test]
    fn what_is_packed_comes_out(
        files in proptest::collection::btree_map("[a-zé ]{1,12}", proptest::collection::vec(0_u8.., 0..600), 0..8),
    ) {
        let named: BTreeMap<String, Vec<u8>> =
            files.into_iter().map(|(name, bytes)| (format!("trash/{name}.ron"), bytes)).collect();
        let list: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        proptest::prop_assert_eq!(unpacked(packed(&list)).unwrap(), named);
    }
}

#[test]
fn a_backup_that_is_not_there_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let said = |path: &str| refused(dir.path(), &["restore", path]);
    assert!(said("/nowhere.zip").ends_with("there is no such file; check the name (/nowhere.zip)"));
    assert!(said(dir.path().to_str().unwrap()).contains("no ordinary file"));
    assert!(matches!(ask(dir.path(), &["restore", "/nowhere.zip"]), Err(CliError::Store(_))));
}
