//! The files of the editor, as the program keeps them: saved, deleted, kept beside, watched, brought in and given away.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use afterrun::app::Outside;
use afterrun::domain::library::{DiskNews, FileKey, Revision, Seen, Source};
use afterrun::domain::routine::RoutineId;
use afterrun::domain::settings::RunFolders;
use afterrun::model::{Action, Effect};
use afterrun::outside::World;
use afterrun::store::{Store, originals};
use tempfile::TempDir;

use crate::support::evening;

const MINE: &str =
    "(format: 1, name: \"Mine\", blocks: [(name: \"One\", kind: Stretch, steps: [(exercise: \"plank\")])])\n";

/// A config folder with the world that works on it.
struct Desk {
    dir: TempDir,
    world: World,
    heard: Vec<Action>,
}

impl Desk {
    /// A world that is watching, in a folder where `prepare` was at work before it came.
    fn new(prepare: impl FnOnce(&Path)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        prepare(&dir.path().join("afterrun"));
        let store = Store::open(Some(dir.path().join("afterrun"))).unwrap();
        let shelf = store.load().shelf;
        let world = World::new(
            store,
            shelf,
            RunFolders { usual: false, others: Vec::new() },
            evening(),
            &(Arc::new(|| {}) as _),
        );
        let mut desk = Self { dir, world, heard: Vec::new() };
        // It watches once it has answered what was asked after the history.
        desk.wait(|action| matches!(action, Action::HistoryRead(..)));
        desk.world.carry_out(Effect::ReadRoutine("/nowhere/a.ron".into()));
        desk.wait(|action| matches!(action, Action::Disk(DiskNews::Imported { .. })));
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join("afterrun").join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn save(&mut self, file: FileKey, text: &str, seen: u32, revision: u64) {
        let (seen, revision) = (Seen(seen), Revision(revision));
        self.world.carry_out(Effect::SaveFile { file, text: text.into(), seen, revision });
    }

    /// What is told within two seconds, and is what is waited for.
    fn wait(&mut self, wanted: impl Fn(&Action) -> bool) -> Action {
        for _ in 0..200 {
            self.heard.extend(self.world.news());
            if let Some(at) = self.heard.iter().position(&wanted) {
                return self.heard.remove(at);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("not told within two seconds; told was {:?}", self.heard);
    }

    fn wait_for(&mut self, news: &DiskNews) {
        self.wait(|action| matches!(action, Action::Disk(told) if told == news));
    }

    /// What is told within half a second.
    fn hear(&mut self) -> Vec<Action> {
        std::thread::sleep(Duration::from_millis(500));
        self.heard.extend(self.world.news());
        std::mem::take(&mut self.heard)
    }
}

fn routine(id: &str) -> FileKey {
    FileKey::Routine(RoutineId::new(id))
}

fn saved(file: FileKey, revision: u64) -> DiskNews {
    DiskNews::Saved(file, Revision(revision))
}

fn changed(file: FileKey, text: Option<&str>, seen: u32) -> DiskNews {
    DiskNews::Changed { file, text: Ok(text.map(str::to_owned)), seen: Seen(seen) }
}

fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn source<'a>(sources: &'a [Source], file: &FileKey) -> &'a Source {
    let found: Vec<_> = sources.iter().filter(|source| source.file == *file).collect();
    assert_eq!(found.len(), 1, "{file:?}");
    found[0]
}

#[test]
fn the_texts_of_all_files_are_there_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("afterrun");
    let store = Store::open(Some(folder.clone())).unwrap();
    let from_memory = store.read().sources;
    assert_eq!(from_memory.len(), 6);
    assert!(!folder.exists());
    let loaded = store.load();
    assert_eq!(loaded.sources.len(), 6);
    assert_eq!(loaded.originals, originals());
    for (id, text) in originals() {
        assert_eq!(source(&from_memory, &FileKey::Routine(id.clone())).text.as_deref(), Ok(text));
        assert_eq!(source(&loaded.sources, &FileKey::Routine(id)).text.as_deref(), Ok(text));
    }
    put(&folder, "routines/mine.ron", format!("\u{feff}{}", MINE.replace('\n', "\r\n")));
    put(&folder, "routines/broken.ron", "(format: 1");
    put(&folder, "routines/latin.ron", b"\xff");
    put(&folder, "exercises.ron", "(format: 1, exercises: [])");
    put(&folder, "figures.ron", "not figures");
    let sources = store.load().sources;
    assert_eq!(sources.len(), 11);
    assert_eq!(source(&sources, &routine("mine")).text, Ok(MINE.replace('\n', "\r\n")));
    assert_eq!(source(&sources, &routine("broken")).text.as_deref(), Ok("(format: 1"));
    let error = source(&sources, &routine("latin")).text.clone().unwrap_err();
    assert!(error.starts_with("This is not UTF-8 text") && error.ends_with("latin.ron:1:1)"), "{error}");
    assert_eq!(source(&sources, &FileKey::Exercises).text.as_deref(), Ok("(format: 1, exercises: [])"));
    assert_eq!(source(&sources, &FileKey::Figures).text.as_deref(), Ok("not figures"));
}

#[test]
fn what_is_saved_is_on_the_disk_and_comes_back() {
    let mut desk = Desk::new(|_| {});
    for n in 1..=20 {
        desk.save(routine("mine"), &format!("{MINE}// {n}"), 0, n);
    }
    desk.wait_for(&saved(routine("mine"), 20));
    assert_eq!(desk.read("routines/mine.ron"), format!("{MINE}// 20"));
    desk.save(FileKey::Exercises, "(format: 1, exercises: [])", 0, 1);
    desk.wait_for(&saved(FileKey::Exercises, 1));
    let told = desk.hear();
    let only_saved = told.iter().all(|action| matches!(action, Action::Disk(DiskNews::Saved(..))));
    assert!(only_saved, "our own writing is no news: {told:?}");
    let loaded = Store::open(Some(desk.at(""))).unwrap().load();
    assert_eq!(source(&loaded.sources, &routine("mine")).text.as_deref(), Ok(&*format!("{MINE}// 20")));
    assert!(loaded.library.routine(&RoutineId::new("mine")).is_some());
}

#[test]
fn what_others_change_is_told_soon_and_once() {
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "old"));
    fs::write(desk.at("routines/a.ron"), "new").unwrap();
    desk.wait_for(&changed(routine("a"), Some("new"), 1));
    // As editors do that write beside the file and rename.
    fs::write(desk.at("routines/.a.ron.swp"), "newer").unwrap();
    fs::rename(desk.at("routines/.a.ron.swp"), desk.at("routines/a.ron")).unwrap();
    desk.wait_for(&changed(routine("a"), Some("newer"), 2));
    put(&desk.at(""), "routines/b.ron", "another");
    desk.wait_for(&changed(routine("b"), Some("another"), 1));
    put(&desk.at(""), "figures.ron", "figures");
    desk.wait_for(&changed(FileKey::Figures, Some("figures"), 1));
    fs::remove_file(desk.at("routines/b.ron")).unwrap();
    desk.wait_for(&changed(routine("b"), None, 2));
    put(&desk.at(""), "settings.ron", "(format: 1)");
    fs::write(desk.at("routines/a.ron"), "newer").unwrap();
    assert_eq!(desk.hear(), []);
    desk.save(routine("a"), "mine", 2, 5);
    desk.wait_for(&saved(routine("a"), 5));
}

#[test]
fn folders_may_go_and_come_again() {
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "old"));
    fs::remove_dir_all(desk.at("")).unwrap();
    desk.wait_for(&changed(routine("a"), None, 1));
    desk.heard.clear();
    put(&desk.at(""), "routines/a.ron", "back");
    desk.wait_for(&changed(routine("a"), Some("back"), 2));
    fs::rename(desk.at("routines"), desk.at("away")).unwrap();
    desk.wait_for(&changed(routine("a"), None, 3));
    fs::rename(desk.at("away"), desk.at("routines")).unwrap();
    desk.wait_for(&changed(routine("a"), Some("back"), 4));
    fs::write(desk.at("routines/a.ron"), "and on").unwrap();
    desk.wait_for(&changed(routine("a"), Some("and on"), 5));
}

#[test]
fn what_is_written_bit_by_bit_is_told_whole() {
    use std::io::Write;
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "old"));
    let mut file = fs::File::create(desk.at("routines/a.ron")).unwrap();
    for _ in 0..10 {
        file.write_all(b"bit ").unwrap();
        file.flush().unwrap();
        std::thread::sleep(Duration::from_millis(30));
    }
    drop(file);
    let told = desk.wait(|action| matches!(action, Action::Disk(DiskNews::Changed { .. })));
    assert_eq!(told, Action::Disk(changed(routine("a"), Some(&"bit ".repeat(10)), 1)));
}

#[test]
fn an_outside_change_that_races_a_save_is_never_lost() {
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "start"));
    let mut known = 0;
    for round in 0..50 {
        let theirs = format!("theirs {round}");
        desk.save(routine("a"), &format!("mine {round}"), known, round);
        // Whole at once, as careful programs write.
        fs::write(desk.at("theirs"), &theirs).unwrap();
        fs::rename(desk.at("theirs"), desk.at("routines/a.ron")).unwrap();
        desk.save(routine("a"), &format!("mine again {round}"), known, 1000 + round);
        let is_theirs = |action: &Action| matches!(action, Action::Disk(DiskNews::Changed { text: Ok(Some(text)), .. }) if *text == theirs);
        let Action::Disk(DiskNews::Changed { seen, .. }) = desk.wait(is_theirs) else { unreachable!() };
        assert_eq!(desk.read("routines/a.ron"), theirs);
        known = seen.0;
        // Whatever is still on its way says the same.
        desk.save(routine("b"), &theirs, 0, round);
        desk.wait_for(&saved(routine("b"), round));
        assert_eq!(desk.read("routines/a.ron"), theirs);
        desk.heard.clear();
    }
}

#[test]
fn what_is_deleted_lies_in_the_trash() {
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "mine"));
    desk.world.carry_out(Effect::TrashFile { file: routine("a"), seen: Seen(0) });
    desk.save(routine("b"), "another", 0, 1);
    desk.wait_for(&saved(routine("b"), 1));
    assert!(!desk.at("routines/a.ron").exists());
    assert_eq!(desk.read("trash/routines/2026-11-22T183200-a.ron"), "mine");
    assert_eq!(desk.hear(), []);
    // Saved again after it was deleted, and the other way round: each is done in its turn.
    desk.save(routine("a"), "one", 0, 2);
    desk.world.carry_out(Effect::TrashFile { file: routine("a"), seen: Seen(0) });
    desk.save(routine("a"), "two", 0, 3);
    desk.wait_for(&saved(routine("a"), 2));
    desk.wait_for(&saved(routine("a"), 3));
    assert_eq!(desk.read("trash/routines/2026-11-22T183200-a-2.ron"), "one");
    assert_eq!(desk.read("routines/a.ron"), "two");
}

#[test]
fn what_cant_be_deleted_is_said_and_is_there_again() {
    let mut desk = Desk::new(|folder| {
        put(folder, "routines/a.ron", "mine");
        put(folder, "trash", "a file that stands in the way");
    });
    desk.world.carry_out(Effect::TrashFile { file: routine("a"), seen: Seen(0) });
    desk.wait(|action| matches!(action, Action::Report(sentence) if sentence.contains("moved to the trash")));
    desk.wait_for(&changed(routine("a"), Some("mine"), 1));
}

#[test]
fn drafts_survive_a_kill() {
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "sound"));
    for (id, text) in [("a", "half a wo"), ("new", "(format"), ("b", "gone")] {
        desk.world.carry_out(Effect::KeepDraft(RoutineId::new(id), text.into()));
    }
    desk.world.carry_out(Effect::DropDraft(RoutineId::new("b")));
    desk.save(routine("c"), "c", 0, 1);
    desk.wait_for(&saved(routine("c"), 1));
    // A kill in the middle of writing leaves this.
    fs::write(desk.at("drafts/.afterrun-x.tmp"), "ha").unwrap();
    let store = Store::open(Some(desk.at(""))).unwrap();
    let sources = store.load().sources;
    let a = source(&sources, &routine("a"));
    assert_eq!((a.text.as_deref(), a.draft.as_deref()), (Ok("sound"), Some("half a wo")));
    let new = source(&sources, &routine("new"));
    assert_eq!((new.text.as_deref(), new.draft.as_deref()), (Ok(""), Some("(format")), "one without a file");
    assert!(sources.iter().all(|source| source.file != routine("b")));
    // One that says what its file says is of no use: reading leaves it, starting removes it.
    store.keep_draft(&RoutineId::new("a"), "sound").unwrap();
    assert_eq!(source(&store.read().sources, &routine("a")).draft, None);
    assert!(desk.at("drafts/a.ron").exists());
    assert_eq!(source(&store.load().sources, &routine("a")).draft, None);
    assert!(!desk.at("drafts/a.ron").exists());
    // The one without a file gets one when it is saved.
    desk.save(routine("new"), MINE, 0, 2);
    desk.wait_for(&saved(routine("new"), 2));
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_it_says_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", "old"));
    let said = |desk: &mut Desk, revision| {
        desk.save(routine("a"), "mine", 0, revision);
        let wanted = Revision(revision);
        let told =
            desk.wait(|action| matches!(action, Action::Disk(DiskNews::NotSaved(_, told, _)) if *told == wanted));
        assert!(!desk.hear().iter().any(|action| matches!(action, Action::Report(_))), "said once");
        let Action::Disk(DiskNews::NotSaved(_, _, sentence)) = told else { panic!("{told:?}") };
        sentence
    };
    let mode = |path: PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(desk.at("routines/a.ron"), 0o444);
    let sentence = said(&mut desk, 1);
    let path = desk.at("routines/a.ron");
    let wanted = format!(
        "The routine can’t be saved: the file is write-protected; make it writable to change it ({})",
        path.display()
    );
    assert_eq!(sentence, wanted);
    mode(desk.at("routines/a.ron"), 0o644);
    mode(desk.at("routines"), 0o555);
    if fs::write(desk.at("routines/probe"), "").is_err() {
        assert!(said(&mut desk, 2).contains("you don’t have permission; change it and try again"));
    } else {
        eprintln!("the superuser may write everywhere, so a folder without permission was not tried");
    }
    mode(desk.at("routines"), 0o755);
    assert_eq!(desk.read("routines/a.ron"), "old");
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_what_they_lead_to_is_watched() {
    use std::os::unix::fs::symlink;
    let mut desk = Desk::new(|folder| {
        put(folder, "../dots/a.ron", "old");
        fs::create_dir_all(folder.join("routines")).unwrap();
        symlink("../../dots/a.ron", folder.join("routines/a.ron")).unwrap();
    });
    desk.save(routine("a"), "mine", 0, 1);
    desk.wait_for(&saved(routine("a"), 1));
    let target = desk.dir.path().join("dots/a.ron");
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    assert!(fs::symlink_metadata(desk.at("routines/a.ron")).unwrap().is_symlink());
    fs::write(&target, "theirs").unwrap();
    desk.wait_for(&changed(routine("a"), Some("theirs"), 1));
    // A link that comes while it is watched.
    put(desk.dir.path(), "more/b.ron", "b");
    symlink("../../more/b.ron", desk.at("routines/b.ron")).unwrap();
    desk.wait_for(&changed(routine("b"), Some("b"), 1));
    desk.hear();
    fs::write(desk.dir.path().join("more/b.ron"), "b2").unwrap();
    desk.wait_for(&changed(routine("b"), Some("b2"), 2));
    desk.world.carry_out(Effect::TrashFile { file: routine("a"), seen: Seen(1) });
    desk.save(routine("c"), "c", 0, 1);
    desk.wait_for(&saved(routine("c"), 1));
    assert!(fs::symlink_metadata(desk.at("routines/a.ron")).is_err());
    assert_eq!(
        desk.read("trash/routines/2026-11-22T183200-a.ron"),
        "theirs",
        "a copy, for the link would lead nowhere"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), "theirs", "what it led to is somebody else's");
}

#[test]
fn lines_and_marks_stay_as_they_are_until_the_text_is_changed() {
    let bytes = format!("\u{feff}{}", MINE.replace('\n', "\r\n"));
    let mut desk = Desk::new(|folder| put(folder, "routines/a.ron", &bytes));
    desk.save(routine("a"), &MINE.replace('\n', "\r\n"), 0, 1);
    desk.wait_for(&saved(routine("a"), 1));
    assert_eq!(desk.read("routines/a.ron"), bytes);
    desk.save(routine("a"), "one\r\ntwo\r\n", 0, 2);
    desk.wait_for(&saved(routine("a"), 2));
    assert_eq!(desk.read("routines/a.ron"), "one\r\ntwo\r\n");
}

#[test]
fn a_routine_from_memory_is_made_when_it_is_saved() {
    // A record that can't be read keeps anything from being laid down.
    let mut desk = Desk::new(|folder| put(folder, "routines/.bundled.ron", "(format: 1, laid_down: {"));
    let (id, text) = originals()[0].clone();
    assert!(!desk.at(&format!("routines/{id}.ron")).exists());
    desk.save(FileKey::Routine(id.clone()), &format!("{text}// mine"), 0, 1);
    desk.wait_for(&saved(FileKey::Routine(id.clone()), 1));
    assert_eq!(desk.read(&format!("routines/{id}.ron")), format!("{text}// mine"));
}

#[test]
fn copies_are_given_away_and_brought_in() {
    let mut desk = Desk::new(|_| {});
    let copy = |path: PathBuf| Effect::WriteCopy { path, text: MINE.into() };
    desk.world.carry_out(copy(desk.dir.path().join("given")));
    let given = desk.dir.path().join("given.ron");
    desk.wait_for(&DiskNews::Exported(given.display().to_string()));
    desk.world.carry_out(copy(given.clone()));
    desk.wait(|action| matches!(action, Action::Report(sentence) if sentence.contains("choose another name")));
    desk.world.carry_out(Effect::ReadRoutine(given));
    desk.wait_for(&DiskNews::Imported { stem: "given".to_owned(), text: Ok(MINE.to_owned()) });
}
