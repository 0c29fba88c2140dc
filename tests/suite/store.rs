//! The store against folders as people leave them: broken, foreign, half empty, write-protected.

use std::fs;
use std::path::{Path, PathBuf};

use afterrun::domain::check::Weight;
use afterrun::domain::history::{Entry, What};
use afterrun::domain::hush::OtherMusic;
use afterrun::domain::library::Trouble;
use afterrun::domain::nudge::{Days, Nudge, TimeOfDay};
use afterrun::domain::past::week::{NeutralWeek, Weeks};
use afterrun::domain::plan::PlanOptions;
use afterrun::domain::player::{Command, Player};
use afterrun::domain::reading::{Distance, Inches, Reading};
use afterrun::domain::routine::RoutineId;
use afterrun::domain::session::{Session, Unfinished};
use afterrun::domain::settings::{Contrast, Motion, RunFolders, Settings, TextScale, Theme, Units, Volume};
use afterrun::domain::time::{Span, Tick};
use afterrun::domain::voice::{Pace, Respelling, VoiceSettings};
use afterrun::store::{Loaded, Store, StoreError};
use chrono::{DateTime, FixedOffset};
use tempfile::TempDir;

/// A config folder of its own, below one that goes away.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join("afterrun").join(path)
    }

    fn store(&self) -> Store {
        Store::open(Some(self.0.path().join("afterrun"))).unwrap()
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Every file with its bytes, to see that none was touched.
    fn all(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, files);
                } else {
                    files.push((path.clone(), fs::read(&path).unwrap_or_default()));
                }
            }
        }
        let mut files = Vec::new();
        walk(self.0.path(), &mut files);
        files.sort();
        files
    }
}

fn named<'a>(troubles: &'a [Trouble], end: &str) -> &'a Trouble {
    troubles.iter().find(|trouble| trouble.path.ends_with(end)).unwrap_or_else(|| panic!("{end}: {troubles:?}"))
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.library.routines.iter().map(|routine| routine.id.as_str()).collect()
}

const STEP: &str =
    "(format: 1, name: \"Mine\", blocks: [(name: \"One\", kind: Stretch, steps: [\n(exercise: \"plank\")])])";

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T18:32:00.123456789+01:00").unwrap()
}

fn player(store: &Store) -> Player {
    let library = store.read().library;
    Player::start(library.plan(&library.routines[0], PlanOptions::default()).unwrap(), Tick::default())
}

fn entry(store: &Store) -> Entry {
    let mut player = player(store);
    player.command(Command::End, Tick::default() + Span::secs(30));
    Entry::new(Session::of(&player, start(), start()))
}

#[test]
fn the_first_run_finds_everything_and_lays_it_down() {
    let folder = Folder::new();
    let store = folder.store();
    assert!(!folder.at("").exists(), "opening makes nothing");
    let read = store.read();
    assert!(read.first_run && read.library.routines.len() == 6 && read.troubles.is_empty());
    assert!(!folder.at("").exists(), "reading makes nothing");
    let loaded = store.load();
    assert_eq!(loaded.library, read.library);
    assert!(loaded.first_run && loaded.unfinished.is_none());
    assert_eq!(loaded.settings, Settings::default());
    assert!(folder.at("routines/post-run-twenty.ron").exists());
    let before = folder.all();
    let again = store.load();
    assert!(!again.first_run);
    assert_eq!(again.library, loaded.library);
    assert_eq!(folder.all(), before, "a second start writes nothing");
}

#[test]
fn own_routines_come_after_the_bundled_ones_by_name() {
    let folder = Folder::new();
    folder.put("routines/zzz.ron", STEP.replace("Mine", "an early name"));
    folder.put("routines/aaa.ron", STEP.replace("Mine", "Later"));
    folder.put("routines/.hidden.ron", "junk");
    folder.put("routines/note.txt", "junk");
    let loaded = folder.store().load();
    assert_eq!(loaded.troubles, []);
    assert_eq!(ids(&loaded)[5..], ["long-run-recovery", "zzz", "aaa"]);
}

/// A file's name and bytes, and the place and message that it should get; an empty message stands for any.
type Broken = (&'static str, Vec<u8>, Option<(usize, usize)>, &'static str);

#[test]
fn a_routine_that_is_not_finished_is_there_and_named_when_it_is_checked() {
    let folder = Folder::new();
    let path = folder.put("routines/steps.ron", STEP.replace("(exercise: \"plank\")", ""));
    let loaded = folder.store().load();
    assert_eq!(loaded.troubles, []);
    assert!(ids(&loaded).contains(&"steps"));
    let found = Store::check(&path, &loaded.library);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].weight, found[0].trouble.place), (Weight::Unfinished, Some((1, 72))));
    assert_eq!(found[0].trouble.message, "the block \"One\" is empty; add a step or remove the block");
}

#[test]
fn broken_routines_are_named_with_their_place_and_left_as_they_are() {
    let deep = "[".repeat(1024 * 1024);
    let large = " ".repeat(1024 * 1024 + 1);
    let latin = [STEP.as_bytes().split_at(73).0, b"\xe9", STEP.as_bytes().split_at(73).1].concat();
    let step = |from: &str, to: &str| STEP.replace(from, to).into_bytes();
    let table: Vec<Broken> = vec![
        ("field", step("exercise", "excercise"), Some((2, 2)), "unknown field `excercise`; did you mean `exercise`?"),
        ("variant", step("Stretch", "Strech"), Some((1, 56)), "unknown word `Strech`; did you mean `Stretch`?"),
        ("exercise", step("plank", "plnak"), Some((2, 12)), "there is no exercise \"plnak\"; did you mean \"plank\"?"),
        (
            "dose",
            step("(exercise", "(dose: Reps(0), exercise"),
            Some((2, 8)),
            "0 reps are out of range; write between 1 and 200",
        ),
        ("rounds", step("kind", "rounds: 0, kind"), Some((1, 58)), "0 rounds are out of range; write between 1 and 20"),
        ("name", step("Mine", " "), Some((1, 19)), "the routine has no name; write one"),
        ("newer", step("1,", "2,"), Some((1, 10)), "made by a newer Afterrun; update Afterrun to use it"),
        ("unclosed", step("])])", ""), Some((1, 72)), "this [ is never closed; add ]"),
        ("empty", Vec::new(), Some((1, 1)), "the file is empty; write something in it or delete it"),
        ("deep", deep.into_bytes(), Some((1, 65)), "brackets lie more than 64 deep here; use fewer"),
        ("large", large.into_bytes(), None, "the file is larger than 1 MiB, so it was not read; make it smaller"),
        ("latin1", latin, Some((2, 1)), "this is not UTF-8 text; save the file as UTF-8, or remove this character"),
        ("text", format!("(format: 1, name: \"{}\")", "x".repeat(20_000)).into_bytes(), Some((1, 19)), ""),
        ("nul", vec![0; 100], Some((1, 1)), ""),
    ];
    let folder = Folder::new();
    for (name, bytes, _, _) in &table {
        folder.put(&format!("routines/{name}.ron"), bytes);
    }
    fs::create_dir(folder.at("routines/folder.ron")).unwrap();
    folder.put("routines/good.ron", format!("\u{feff}{STEP}"));
    let before: Vec<_> = folder.all();
    let loaded = folder.store().load();
    for (name, _, place, message) in &table {
        let trouble = named(&loaded.troubles, &format!("{name}.ron"));
        assert_eq!(trouble.place, *place, "{trouble}");
        assert!(
            if message.is_empty() { !trouble.message.is_empty() } else { trouble.message == *message },
            "{trouble}"
        );
    }
    assert!(named(&loaded.troubles, "folder.ron").message.contains("this is a folder"));
    assert_eq!(loaded.troubles.len(), table.len() + 1, "{:?}", loaded.troubles);
    assert_eq!(loaded.library.routines.len(), 7, "the rest is there");
    assert_eq!(ids(&loaded)[6], "good");
    let after = folder.all();
    assert!(before.iter().all(|file| after.contains(file)), "no file that was there has changed");
}

#[test]
fn warnings_keep_no_routine_out() {
    let folder = Folder::new();
    folder.put("routines/over.ron", STEP.replace("kind", "budget: \"1s\", kind"));
    let loaded = folder.store().load();
    assert_eq!(loaded.troubles, []);
    assert!(ids(&loaded).contains(&"over"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_get_their_own_words() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let secret = folder.put("routines/secret.ron", STEP);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    symlink("gone", folder.at("routines/dangling.ron")).unwrap();
    symlink("round.ron", folder.at("routines/round.ron")).unwrap();
    symlink("/dev/zero", folder.at("routines/zero.ron")).unwrap();
    let loaded = folder.store().load();
    assert!(named(&loaded.troubles, "dangling.ron").message.contains("mend the link"));
    assert!(named(&loaded.troubles, "zero.ron").message.contains("not an ordinary file"));
    named(&loaded.troubles, "round.ron");
    if fs::read(&secret).is_err() {
        assert!(named(&loaded.troubles, "secret.ron").message.contains("permission"));
    } else {
        // The words themselves are tested beside where they are made.
        eprintln!("the superuser may read everything, so a file without permission was not tried");
    }
}

#[test]
fn own_exercises_join_the_catalogue() {
    let folder = Folder::new();
    let own = |id: &str, figure: &str, dose: &str| {
        format!(
            "(id: \"{id}\", name: \"Own\", kind: Stretch, sides: Alternate, muscles: [], cue: \"c\", feel: \"f\", easier: \"e\", \
             harder: \"h\", stop: \"s\", figure: \"{figure}\", dose: {dose}, goal: Reps(10)),\n"
        )
    };
    let exercises = [
        own("plank", "plank", "Reps(4)"),
        own("mine", "plnk", "Reps(4)"),
        own("odd", "plank", "Reps(3)"),
        own("Bad Id", "plank", "Reps(4)"),
        own("mine", "plank", "Reps(4)"),
    ];
    folder.put("exercises.ron", format!("(format: 1, exercises: [\n{}])", exercises.concat()));
    folder.put("routines/mine.ron", STEP.replace("plank", "mine"));
    let loaded = folder.store().load();
    let said: Vec<(Option<usize>, &str)> =
        loaded.troubles.iter().map(|trouble| (trouble.place.map(|(line, _)| line), trouble.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (Some(3), "there is no figure \"plnk\", so none is shown; did you mean \"plank\"?"),
            (Some(4), "3 alternating reps are not the same for both sides; write 2 or 4"),
            (Some(5), "the id \"Bad Id\" is not lower case joined by hyphens; write it like \"bad-id\""),
            (Some(6), "two exercises have the id \"mine\"; rename one"),
        ]
    );
    let named = |id: &str| loaded.library.catalogue.iter().find(|exercise| exercise.id.as_str() == id).cloned();
    assert_eq!(named("plank").unwrap().name, "Own");
    assert_eq!(named("mine").unwrap().figure.as_str(), "plnk");
    assert!(named("odd").is_none() && named("Bad Id").is_none());
    assert!(ids(&loaded).contains(&"mine"));
}

#[test]
fn own_figures_join_and_replace_those_that_come_with_it() {
    let folder = Folder::new();
    let own = |id: &str, from: &str| {
        format!(
            "(id: \"{id}\", keyframes: [(name: \"a\", root: (0.0, 0.5), angles: {{Torso: 7}})], \
             motion: [(from: \"{from}\", seconds: 1.0)]),\n"
        )
    };
    let figures = [own("plank", "a"), own("mine", "a"), own("torn", "b")];
    let path = folder.put("figures.ron", format!("(format: 1, figures: [\n{}])", figures.concat()));
    folder.put(
        "exercises.ron",
        "(format: 1, exercises: [(id: \"mine\", name: \"Own\", kind: Stretch, sides: Both, muscles: [], cue: \"c\", \
         feel: \"f\", easier: \"e\", harder: \"h\", stop: \"s\", figure: \"mine\", dose: Reps(4), goal: Reps(10))])",
    );
    let loaded = folder.store().load();
    let said: Vec<(Option<usize>, &str)> =
        loaded.troubles.iter().map(|trouble| (trouble.place.map(|(line, _)| line), trouble.message.as_str())).collect();
    assert_eq!(said, [(Some(4), "figure \"torn\" has no keyframe called \"b\"")], "an exercise finds one's own figure");
    assert!(loaded.troubles[0].path.ends_with("figures.ron"));
    let figures = &loaded.library.figures;
    let has = |id: &str| figures.iter().find(|figure| figure.id.as_str() == id);
    assert_eq!(has("plank").unwrap().keyframes[0].name, "a", "one's own replaces the bundled one");
    assert!(has("mine").is_some() && has("torn").is_none() && has("squat").is_some());
    // A broken file stays as it is, and the bundled figures are there.
    folder.put("figures.ron", "(format: 1, figures: [(id: 4)])");
    let before = folder.all();
    let loaded = folder.store().load();
    assert!(named(&loaded.troubles, "figures.ron").place.is_some());
    assert!(loaded.library.figures.iter().count() > 30);
    assert_eq!(folder.all(), before);
    assert_eq!(Store::check(&path, &loaded.library).len(), 1, "check names the same");
}

#[test]
fn settings_are_kept_and_not_touched_when_nothing_changed() {
    let folder = Folder::new();
    let store = folder.store();
    let settings = Settings {
        volume: Volume::percent(35),
        voice: VoiceSettings {
            pace: Pace::words_a_minute(120),
            respelt: vec![Respelling { word: "pigeon".into(), said: "pidgin".into() }],
            ..VoiceSettings::default()
        },
        ready_at_least: Span::secs(8),
        theme: Theme::Dark,
        contrast: Contrast::High,
        text_scale: TextScale::percent(150),
        reading: Reading { distance: Distance::ThreeMetres, screen: Inches::new(24) },
        motion: Motion::Reduced,
        units: Units::Imperial,
        run_folders: RunFolders { usual: false, others: vec!["/home/you/watch".into()] },
        other_music: OtherMusic::PauseForSessions,
        claps: true,
        nudge: Nudge { days: Days::RunDays, at: TimeOfDay::minutes(425) },
        routine: Some(RoutineId::new("just-stretch")),
    };
    store.save_settings(&settings).unwrap();
    assert_eq!(store.read().settings, settings);
    assert!(!store.read().first_run);
    let text = fs::read_to_string(folder.at("settings.ron")).unwrap();
    assert!(
        text.contains("format: 1,\n    volume: 35,\n    voice: (")
            && text.contains("ready_at_least: \"8s\",\n    theme: Dark,"),
        "{text}"
    );
    folder.put("settings.ron", "// mine\n(format: 1, volume: 35, theme: Dark)");
    let as_written = store.read().settings;
    store.save_settings(&as_written).unwrap();
    assert!(fs::read_to_string(folder.at("settings.ron")).unwrap().starts_with("// mine"));
}

#[test]
fn settings_that_cant_be_read_are_never_written_over() {
    for broken in ["(format: 1, volume: 80", "(format: 2, volume: 80)", "", "(format: 1, volum: 80)"] {
        let folder = Folder::new();
        let store = folder.store();
        let path = folder.put("settings.ron", broken);
        let loaded = store.load();
        assert_eq!(loaded.settings, Settings::default());
        assert!(named(&loaded.troubles, "settings.ron").place.is_some());
        let refused = store.save_settings(&Settings { motion: Motion::Reduced, ..Settings::default() }).unwrap_err();
        assert!(matches!(refused, StoreError::Unreadable { .. }));
        let wanted = format!(
            "the settings can’t be saved, because the file there can’t be read; mend it or move it away ({})",
            path.display()
        );
        assert_eq!(refused.to_string(), wanted);
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }
}

#[test]
fn neutral_weeks_are_kept_and_never_written_over_where_they_cant_be_read() {
    let folder = Folder::new();
    let store = folder.store();
    let mut weeks = Weeks::default();
    store.save_weeks(&weeks).unwrap();
    assert!(!folder.at("weeks.ron").exists(), "there is nothing to keep yet");
    weeks.set("2026-W47".parse().unwrap(), Some(NeutralWeek::Rest));
    store.save_weeks(&weeks).unwrap();
    assert_eq!(store.load().weeks, weeks);
    let text = fs::read_to_string(folder.at("weeks.ron")).unwrap();
    assert!(text.contains("format: 1,") && text.contains("\"2026-W47\": Rest,"), "{text}");
    folder.put("weeks.ron", "(format: 1, weeks: {\"2026-W47\": Rest}) // mine");
    store.save_weeks(&weeks).unwrap();
    assert!(fs::read_to_string(folder.at("weeks.ron")).unwrap().ends_with("// mine"));
    for (broken, words) in [
        ("(format: 1, weeks: {\"2026-W54\": Rest})", "\"2026-W54\" is not a week; write it like \"2026-W47\""),
        ("(format: 1, weeks: {\"2026-W47\": Lazy})", "Lazy"),
        ("(format: 2, weeks: {})", "made by a newer Afterrun"),
        ("(format: 1, weeks: {", "never closed"),
    ] {
        let path = folder.put("weeks.ron", broken);
        let loaded = store.load();
        assert_eq!(loaded.weeks, Weeks::default());
        let trouble = named(&loaded.troubles, "weeks.ron");
        assert!(trouble.message.contains(words) && trouble.place.is_some(), "{}", trouble.message);
        assert!(matches!(store.save_weeks(&weeks), Err(StoreError::Unreadable { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }
}

#[test]
fn values_out_of_range_come_back_inside() {
    let folder = Folder::new();
    folder.put("settings.ron", "(format: 1, volume: 200, ready_at_least: \"2h\")");
    let settings = folder.store().read().settings;
    assert_eq!((settings.volume, settings.ready_at_least), (Volume::percent(100), Span::secs(60)));
}

#[test]
fn a_session_is_taken_up_where_it_was() {
    let folder = Folder::new();
    let store = folder.store();
    let unfinished = Unfinished::of(&player(&store), start(), start(), Tick::default() + Span::millis(7_250));
    store.save_unfinished(&unfinished).unwrap();
    store.save_unfinished(&unfinished).unwrap();
    assert_eq!(store.load().unfinished, Some(unfinished));
    store.clear_unfinished().unwrap();
    store.clear_unfinished().unwrap();
    assert_eq!(store.load().unfinished, None);
    assert!(!folder.at("session.ron").exists());
}

#[test]
fn a_broken_session_is_named_and_stays() {
    let folder = Folder::new();
    let store = folder.store();
    let unfinished = Unfinished::of(&player(&store), start(), start(), Tick::default());
    store.save_unfinished(&unfinished).unwrap();
    let good = fs::read_to_string(folder.at("session.ron")).unwrap();
    for broken in [&good[..good.len() / 2], &good.replace("at: 0", "at: 9999"), &good.replace("step: 0", "step: 9999")]
    {
        let path = folder.put("session.ron", broken);
        let loaded = store.load();
        assert_eq!(loaded.unfinished, None);
        named(&loaded.troubles, "session.ron");
        assert!(store.save_unfinished(&unfinished).is_err());
        store.clear_unfinished().unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), broken);
    }
}

#[test]
fn records_lie_by_year_and_never_overwrite_each_other() {
    let folder = Folder::new();
    let store = folder.store();
    let entry = entry(&store);
    let id = store.record(&entry).unwrap();
    assert_eq!(id, entry.id);
    assert!(folder.at(&format!("history/2026/{id}.ron")).exists());
    assert_eq!(store.record(&entry).unwrap(), id, "the same again is there already");
    let mut other = entry.clone();
    let What::Session(session) = &mut other.what else { panic!("a session was recorded") };
    session.name = "Another".to_owned();
    let other_id = store.record(&other).unwrap();
    assert_eq!(other_id.as_str(), format!("{id}-2"));
    assert_eq!(store.record(&other).unwrap(), other_id);
    folder.put("history/2026/broken.ron", "(format: 1, session: (");
    folder.put("history/2026/.afterrun-x.tmp", "(");
    folder.put("history/2026/.hidden.ron", "(");
    folder.put("history/notes.txt", "(");
    let (entries, troubles) = store.load_history();
    assert_eq!(entries, [Entry { id: other_id, ..other }, entry]);
    assert_eq!(troubles.len(), 1);
    assert_eq!(named(&troubles, "broken.ron").place, Some((1, 22)));
}

#[test]
fn a_record_with_a_name_that_is_a_path_is_refused() {
    let folder = Folder::new();
    let store = folder.store();
    let entry = entry(&store);
    for id in ["../../x", "", ".x", "a/b"] {
        let entry = Entry { id: afterrun::domain::history::EntryId::new(id), ..entry.clone() };
        assert!(store.record(&entry).is_err(), "{id}");
    }
    assert!(!folder.at("history").exists());
}

#[test]
fn where_nothing_can_be_written_everything_is_said_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "mine").unwrap();
    let store = Store::open(Some(dir.path().join("file/afterrun"))).unwrap();
    let loaded = store.load();
    assert_eq!((loaded.library.routines.len(), loaded.troubles.len()), (6, 1), "{:?}", loaded.troubles);
    let unfinished = Unfinished::of(&player(&store), start(), start(), Tick::default());
    for error in [
        store.save_settings(&Settings::default()).unwrap_err(),
        store.save_unfinished(&unfinished).unwrap_err(),
        store.record(&entry(&store)).map(drop).unwrap_err(),
    ] {
        let said = error.to_string();
        assert!(
            said.contains("can’t be saved: a file stands where a folder should be") && said.ends_with(')'),
            "{said}"
        );
    }
    assert_eq!(store.clear_unfinished(), Ok(()));
    assert_eq!(store.load_history(), (Vec::new(), Vec::new()));
    assert_eq!(fs::read_to_string(dir.path().join("file")).unwrap(), "mine");
}
