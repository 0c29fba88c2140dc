//! The command line, from words to answers.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use afterrun::app::Stall;
use afterrun::cli::{Asked, Cli, CliError, Saying, Sounds, WindowRequest, run};
use afterrun::domain::plan::Plan;
use afterrun::domain::time::Span;
use afterrun::domain::voice::{Speech, VoiceSettings};
use chrono::{DateTime, FixedOffset};
use clap::{CommandFactory, Parser};
use serde_json::Value;

const GOOD: &str =
    "(format: 1, name: \"My own\", blocks: [(name: \"One\", kind: Stretch, steps: [\n(exercise: \"standing-calf\")])])";

const SILENT: Sounds<'static> = Sounds { render: &|_, plan, _| Ok(plan.total()), say: &|_| Ok(Span::millis(1_250)) };

/// A Sunday evening.
pub fn now() -> DateTime<FixedOffset> {
    "2026-11-22T18:32:00+01:00".parse().unwrap()
}

fn parse(dir: &Path, args: &[&str]) -> Cli {
    let config = dir.to_str().unwrap();
    Cli::try_parse_from(["afterrun", "--config", config].iter().chain(args)).unwrap()
}

/// What is asked for, and what is answered.
pub fn ask(dir: &Path, args: &[&str]) -> Result<(Asked, String), CliError> {
    let mut out = Vec::new();
    let asked = run(parse(dir, args), now(), &mut out, SILENT)?;
    Ok((asked, String::from_utf8(out).unwrap()))
}

/// The code that a command leaves with, as text since codes don't compare, and its answer.
pub fn done(dir: &Path, args: &[&str]) -> (bool, String) {
    match ask(dir, args).unwrap() {
        (Asked::Done(code), out) => (format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS), out),
        (asked, _) => panic!("{asked:?}"),
    }
}

fn put(dir: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_words_are_sound() {
    Cli::command().debug_assert();
    let help = Cli::command().render_long_help().to_string();
    assert!(help.contains("Examples:") && help.contains("afterrun play post-run-twenty"), "{help}");
    assert!(!help.contains("stats") && !help.contains("stall"), "{help}");
}

#[test]
fn settings_beyond_their_limits_are_named_and_still_pass() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "settings.ron", "(format: 1, volume: 200, ready_at_least: \"2h\", routine: \"nope\")");
    let (asked, out) = ask(dir.path(), &["check", path.to_str().unwrap()]).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    assert!(lines[0].contains(":1:21: warning: the volume goes up to 100"), "{out}");
    assert!(lines[2].contains("there is no routine \"nope\""), "{out}");
    assert!(
        matches!(asked, Asked::Done(code) if format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS))
    );
}

#[test]
fn a_fault_in_the_own_exercises_is_named_before_what_it_causes() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "exercises.ron", "(format: 1, exercises: [(id: \"mine\" name: \"Mine\")])");
    let routine =
        "(format: 1, name: \"M\", about: \"\", blocks: [(name: \"A\", kind: Stretch, steps: [(exercise: \"mine\")])])";
    put(dir.path(), "routines/m.ron", routine);
    let said = ask(dir.path(), &["plan", "m"]).unwrap_err().to_string();
    let (own, routine) = (said.find("exercises.ron").unwrap(), said.find("m.ron").unwrap());
    assert!(own < routine, "{said}");
}

#[test]
fn no_command_and_play_open_the_window() {
    let dir = tempfile::tempdir().unwrap();
    let config = Some(dir.path().to_owned());
    let window = |args: &[&str]| match ask(dir.path(), args).unwrap() {
        (Asked::Window(request), out) if out.is_empty() => request,
        other => panic!("{other:?}"),
    };
    assert_eq!(window(&[]), WindowRequest { config: config.clone(), ..WindowRequest::default() });
    let play = |name: &str| window(&["play", name]).play.map(|routine| routine.id.as_str().to_owned());
    assert_eq!(play("just-stretch"), Some("just-stretch".to_owned()));
    assert_eq!(play("the POST-RUN twenty"), Some("post-run-twenty".to_owned()));
    let path = put(dir.path(), "x/mine.ron", GOOD);
    assert_eq!(play(path.to_str().unwrap()), Some("mine".to_owned()));
    let stall = Some(Stall { at: Span::secs(60), length: Span::millis(1500) });
    let request = WindowRequest { config, play: None, stats: true, stall };
    assert_eq!(window(&["--stats", "--test-stall", "60s,1s 500ms"]), request);
    for wrong in ["60s", "1,2", "", "60s,2s,3s"] {
        assert!(Cli::try_parse_from(["afterrun", "--test-stall", wrong]).is_err(), "{wrong}");
    }
}

#[test]
fn a_name_that_is_not_there_gets_a_hint() {
    let dir = tempfile::tempdir().unwrap();
    let said = |name: &str| ask(dir.path(), &["plan", name]).unwrap_err().to_string();
    assert_eq!(said("just-strech"), "there is no routine \"just-strech\"; did you mean \"just-stretch\"?");
    assert_eq!(
        said("xyzzy"),
        "there is no routine \"xyzzy\"; there are post-run-twenty, ten-before-work, just-stretch, just-strength, \
         foam-roll, long-run-recovery"
    );
    assert_eq!(said("./nowhere.ron"), "there is no such file; check the name (./nowhere.ron)");
    let path = put(dir.path(), "routines/mine.ron", GOOD.replace("standing-calf", "standing-claf"));
    let wanted =
        format!("there is no exercise \"standing-claf\"; did you mean \"standing-calf\"? ({}:2:12)", path.display());
    assert_eq!(said("mine"), wanted);
    assert_eq!(said(path.to_str().unwrap()), wanted);
    assert!(ask(dir.path(), &["play", "mine"]).is_err());
}

#[test]
fn a_plan_in_json_says_exactly_what_happens_when() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(
        dir.path(),
        "mine.ron",
        GOOD.replace("\n(", "(exercise: \"squat\", dose: Reps(2), goal: Reps(4), ready: \"0s\"),\n("),
    );
    let name = path.to_str().unwrap();
    let (ok, out) = done(dir.path(), &["plan", name, "--json"]);
    assert!(ok && out.ends_with('\n') && out.lines().count() == 1);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["routine"], "mine");
    assert_eq!(json["total_s"], 76.0);
    let segments = json["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 5);
    assert_eq!(
        segments[0].to_string(),
        serde_json::json!({"start_s": 0.0, "length_s": 6.0, "open": false, "kind": "work", "block": "One",
            "exercise": "squat", "side": null, "reps": 2})
        .to_string()
    );
    let kinds: Vec<_> =
        segments.iter().map(|segment| (&segment["kind"], &segment["side"], &segment["start_s"])).collect();
    assert_eq!(
        serde_json::to_string(&kinds).unwrap(),
        concat!(
            r#"[["work",null,0.0],["get_ready","left",6.0],["work","left",11.0],"#,
            r#"["switch_sides","right",41.0],["work","right",46.0]]"#
        )
    );
    let cues = json["cues"].as_array().unwrap();
    assert_eq!(cues[0].to_string(), r#"{"at_s":0.5,"cue":"chord"}"#);
    assert_eq!(cues.last().unwrap()["cue"], "flourish");
    let goal: Value = serde_json::from_str(&done(dir.path(), &["plan", name, "--json", "--doses", "goal"]).1).unwrap();
    assert_eq!(goal["segments"][0]["reps"], 4);
    put(dir.path(), "settings.ron", "(format: 1, ready_at_least: \"10s\")");
    let slower: Value = serde_json::from_str(&done(dir.path(), &["plan", name, "--json"]).1).unwrap();
    assert_eq!(slower["total_s"], 86.0, "the settings count as in the window");
}

#[test]
fn a_plan_as_a_table_is_made_to_be_read() {
    let dir = tempfile::tempdir().unwrap();
    let (_, out) = done(dir.path(), &["plan", "Just stretch"]);
    let wanted = "Just stretch, 4m 59s at starting doses

Stretch, 4m 59s of 5m
   0:00  4s            Get ready
   0:04  30s           Runner’s lunge, left leg
   0:34  4s            Switch to the right leg
";
    assert!(out.starts_with(wanted) || out.replace('\'', "’").starts_with(wanted), "{out}");
    assert!(done(dir.path(), &["plan", "post-run-twenty", "--doses", "goal"]).1.contains("about 1m"));
}

#[test]
fn reading_commands_write_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("afterrun");
    for args in [
        &["plan", "foam-roll"][..],
        &["render", "foam-roll", "x.wav"],
        &["play", "foam-roll"],
        &["check", "x.ron"],
        &["export", "json", "-"],
    ] {
        ask(&config, args).unwrap();
    }
    assert!(!config.exists());
}

#[test]
fn render_hands_over_the_plan_and_how_it_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let seen = RefCell::new(None);
    let render = |path: &Path, plan: &Plan, voice: &VoiceSettings| {
        *seen.borrow_mut() = Some((path.to_owned(), plan.name.clone(), voice.speech));
        Ok(Span::secs(583))
    };
    let mut out = Vec::new();
    run(parse(dir.path(), &["render", "foam-roll", "out.wav"]), now(), &mut out, Sounds { render: &render, ..SILENT })
        .unwrap();
    assert_eq!(seen.take(), Some(("out.wav".into(), "Foam roll".to_owned(), Speech::On)));
    assert_eq!(String::from_utf8(out).unwrap(), "Foam roll, 9m 43s of sound (out.wav)\n");
    let quiet = ["render", "foam-roll", "out.wav", "--no-voice"];
    run(parse(dir.path(), &quiet), now(), &mut Vec::new(), Sounds { render: &render, ..SILENT }).unwrap();
    assert_eq!(seen.take().unwrap().2, Speech::Off);
    let full = |_: &Path, _: &Plan, _: &VoiceSettings| Err("the disk is full; make some room".to_owned());
    let failed = run(
        parse(dir.path(), &["render", "foam-roll", "out.wav"]),
        now(),
        &mut Vec::new(),
        Sounds { render: &full, ..SILENT },
    )
    .unwrap_err();
    assert_eq!(failed.to_string(), "the sounds can’t be written: the disk is full; make some room (out.wav)");
}

#[test]
fn say_hands_over_the_words_and_tells_how_long_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let seen = RefCell::new(None);
    let say = |saying: &Saying| {
        *seen.borrow_mut() = Some(saying.clone());
        Ok(Span::millis(1_250))
    };
    let mut out = Vec::new();
    let args = ["say", "Half split", "out.wav", "--pace", "120", "--rate", "16000", "--respell", "split = splitt"];
    run(parse(dir.path(), &args), now(), &mut out, Sounds { say: &say, ..SILENT }).unwrap();
    let respell = vec![("split".to_owned(), "splitt".to_owned())];
    let saying = Saying { text: "Half split".to_owned(), out: "out.wav".into(), pace: 120, rate: 16_000, respell };
    assert_eq!(seen.into_inner(), Some(saying));
    assert_eq!(String::from_utf8(out).unwrap(), "1.2 s of speech (out.wav)\n");
    let full = Sounds { say: &|_| Err("the disk is full; make some room".to_owned()), ..SILENT };
    let failed = run(parse(dir.path(), &["say", "Hips", "out.wav"]), now(), &mut Vec::new(), full).unwrap_err();
    assert_eq!(failed.to_string(), "that can’t be spoken: the disk is full; make some room (out.wav)");
}

#[test]
fn say_takes_no_pace_that_nobody_follows() {
    for args in [["--pace", "60"], ["--pace", "300"], ["--rate", "1"], ["--respell", "pigeon"], ["--respell", "=x"]] {
        let said = Cli::try_parse_from(["afterrun", "say", "Hips", "out.wav"].iter().chain(&args));
        assert!(said.is_err(), "{args:?}");
    }
}

#[test]
fn check_names_each_problem_by_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| put(dir.path(), name, text).to_str().unwrap().to_owned();
    let good = at("good.ron", GOOD);
    let warned = at("warned.ron", &GOOD.replace("kind", "budget: \"1m\", kind"));
    let broken = at("broken.ron", &GOOD.replace("kind", "rounds: 99, kind").replace("-calf\")", "-claf\")"));
    assert_eq!(done(dir.path(), &["check", &good]), (true, String::new()));
    let (ok, out) = done(dir.path(), &["check", &good, &warned]);
    assert_eq!(
        (ok, out),
        (
            true,
            format!("{warned}:1:60: warning: the block \"One\" takes 1m 10s at starting doses, 10s over its budget\n")
        )
    );
    let (ok, out) = done(dir.path(), &["check", &warned, &broken, &good]);
    assert!(!ok && out.lines().count() == 3, "{out}");
    assert!(out.contains(&format!("{broken}:1:60: 99 rounds are out of range; write between 1 and 20\n")), "{out}");
    assert!(out.contains(&format!("{broken}:2:12: there is no exercise \"standing-claf\"")), "{out}");
    let (ok, out) = done(dir.path(), &["check", "nowhere.ron", dir.path().to_str().unwrap()]);
    let dir = dir.path().display();
    let wanted =
        format!("nowhere.ron: there is no such file; check the name\n{dir}: this is a folder; name the files in it\n");
    assert_eq!((ok, out), (false, wanted));
}

#[test]
fn check_tells_files_apart_by_their_names() {
    let dir = tempfile::tempdir().unwrap();
    for (name, good, bad, said) in [
        (
            "settings.ron",
            "(format: 1)",
            "(format: 1, volum: 1)",
            ":1:13: unknown field `volum`; did you mean `volume`?",
        ),
        (
            "weeks.ron",
            "(format: 1, weeks: {\"2026-W47\": Injury})",
            "(format: 1, weeks: {\"2026-47\": Injury})",
            ":1:21: \"2026-47\" is not a week; write it like \"2026-W47\"",
        ),
        (
            "exercises.ron",
            "(format: 1, exercises: [])",
            "(format: 1)",
            ":1:1: the field `exercises` is missing; add it",
        ),
        (
            "figures.ron",
            "(format: 1, figures: [])",
            "(format: 1, figures: [(id: \"a\", keyframes: [], motion: [])])",
            ":1:23: figure \"a\" has no motion",
        ),
        ("session.ron", "", "(format: 1, started: \"now\")", ":1:22: this is not a date and time"),
        (
            "history/2026/x.ron",
            "(format: 1, at: \"2026-11-22T17:30:00+01:00\", journal: (effort: 5))",
            "(format: 1)",
            ": this has neither `session` nor `at`; say when it was with `at`",
        ),
        (
            "journal.ron",
            "(format: 1, id: \"a\", entry: (format: 1, at: \"2026-11-22T17:30:00+01:00\"))",
            "(format: 1, id: \"../a\", entry: (format: 1, at: \"2026-11-22T17:30:00+01:00\"))",
            ": its `id` can’t be the name of a file",
        ),
        ("routines/x.ron", GOOD, "(format: 1)", ":1:1: the field `name` is missing; add it"),
    ] {
        let path = put(dir.path(), name, bad);
        let (ok, out) = done(dir.path(), &["check", path.to_str().unwrap()]);
        assert!(!ok && out.starts_with(&format!("{}{said}", path.display())), "{out}");
        if !good.is_empty() {
            fs::write(&path, good).unwrap();
            assert_eq!(done(dir.path(), &["check", path.to_str().unwrap()]), (true, String::new()), "{name}");
        }
    }
}

/// A reader that went away after the first line.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn nobody_needs_to_read_to_the_end() {
    let dir = tempfile::tempdir().unwrap();
    for args in [&["plan", "foam-roll"][..], &["plan", "foam-roll", "--json"], &["check", "nowhere.ron"]] {
        assert!(matches!(run(parse(dir.path(), args), now(), &mut Closed, SILENT), Ok(Asked::Done(_))), "{args:?}");
    }
}
