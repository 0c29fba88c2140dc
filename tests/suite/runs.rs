//! Files of watches and phones, and what is said of them: every kind of file, the command line, and a folder of real ones.

use std::path::{Path, PathBuf};
use std::{env, fs};

use afterrun::domain::activity::{Activity, Contents, Sport};
use afterrun::domain::run::Distance;
use afterrun::import;
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::cli::done;
use crate::watch::{activity, facts, gpx, gz, plain_fit, plain_gpx, plain_tcx, why};

#[test]
fn the_kind_of_a_file_is_told_by_its_bytes() {
    assert_eq!(facts(&activity(plain_gpx())), (0, 36.0, 36.0, 100.0, 150));
    assert_eq!(facts(&activity(plain_tcx())), (0, 600.0, 600.0, 2000.0, 140));
    assert_eq!(facts(&activity(plain_fit())), (0, 36.0, 40.0, 120.0, 148));
    for plain in [plain_gpx().into_bytes(), plain_tcx().into_bytes(), plain_fit()] {
        assert_eq!(import::examine(&gz(&plain)), import::examine(&plain));
        assert_eq!(import::examine(&plain).damage, None);
        // In pieces behind each other, as some programs pack.
        let pieces = [gz(&plain[..100]), gz(&plain[100..])].concat();
        assert_eq!(import::read(&pieces), import::read(&plain));
    }
}

#[test]
fn what_is_no_run_is_named_with_what_to_do() {
    for (bytes, said) in [
        (&b""[..], "this file is empty; download"),
        (b" \n\t", "this file is empty"),
        (
            b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>",
            "this is a web page, perhaps a login page",
        ),
        (b"\n<HTML>", "this is a web page"),
        (b"PK\x03\x04\x14\0", "this is a zip archive; unpack it"),
        (b"{\"sport\": \"run\"}", "this is a JSON file"),
        (b"date,km\n2026-03-01,10", "this is not a file that Afterrun knows; export"),
        (b"\x89PNG\r\n\x1a\n", "this is not a file that Afterrun knows"),
        (b"<kml><Document/></kml>", "this is a map file (KML)"),
        (b"<?xml version=\"1.0\"?><plist/>", "this is not a file that Afterrun knows"),
        (b"<?xml vers", "this file is cut off before it says anything"),
        (&gz(&gz(b"<gpx/>")), "this file is packed more than once"),
        (&gz(b""), "this file is empty"),
        (b"\x1f\x8b\x08\0", "this packed file is cut off or damaged"),
        (b"\0\0\0\0", "this is not a file that Afterrun knows"),
    ] {
        let why = why(bytes);
        assert!(why.starts_with(said), "{:?}: {why}", String::from_utf8_lossy(bytes));
        assert!(why.contains("; ") && !why.ends_with('.') && !why.contains(": "), "{why}");
    }
}

#[test]
fn a_packed_file_that_is_cut_off_gives_what_comes_before() {
    let points: String = (0..40).map(|at| crate::watch::points(at * 10, "")).collect();
    let packed = gz(gpx(&format!("<trk><trkseg>{points}</trkseg></trk>")).as_bytes());
    let reading = import::examine(&packed[..packed.len() / 2]);
    let Contents::Done(found) = &reading.contents else { panic!("{reading:?}") };
    assert!(found[0].distance.unwrap().as_metres() > 500.0);
    assert!(reading.damage.unwrap().starts_with("this file is damaged or cut off"));
}

#[test]
fn run_facts_says_a_line_of_json_for_each_file() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let run = put("a.gpx", &plain_fit());
    let plan = put("b.gpx", gpx("<rte><rtept lat=\"1\" lon=\"1\"/></rte>").as_bytes());
    let ride = put("c", plain_gpx().replace("running", "Cycling").as_bytes());
    let (ok, out) = done(dir.path(), &["run-facts", &run, &plan, &ride, "--json"]);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(ok && lines.len() == 3, "{out}");
    let wanted = serde_json::json!({"file": run, "kind": "run", "sport": "running", "start_utc": "2026-03-01T08:00:00Z",
        "timer_s": 36.0, "elapsed_s": 40.0, "distance_m": 120.0, "avg_hr": 148, "activities": 1, "why": null});
    assert_eq!(lines[0], wanted);
    assert_eq!((&lines[1]["kind"], &lines[1]["activities"]), (&"plan".into(), &0.into()));
    assert!(
        lines[1]["start_utc"].is_null() && lines[1]["why"].as_str().unwrap().starts_with("this is a planned route")
    );
    assert_eq!((&lines[2]["kind"], &lines[2]["sport"]), (&"activity".into(), &"Cycling".into()));
    assert_eq!(lines[2]["why"], "this is no run, as the file calls it \"cycling\"");

    let (ok, out) = done(dir.path(), &["run-facts", &run, "nowhere.fit"]);
    let wanted = format!(
        "{run}: run, 2026-03-01 08:00:00 UTC, 0.12 km, 36s, 148 bpm\n\
         nowhere.fit: there is no such file; check the name (nowhere.fit)\n"
    );
    assert_eq!((ok, out), (false, wanted));
    let folder = dir.path().to_str().unwrap();
    assert!(done(dir.path(), &["run-facts", folder, "--json"]).1.contains("this is a folder; name the files in it"));
    let cut = put("d.gpx", &plain_gpx().as_bytes()[..900]);
    assert!(done(dir.path(), &["run-facts", &cut, "--json"]).1.contains("this file is damaged or cut off"));
}

#[test]
fn real_files_tell_what_other_tools_found_in_them() {
    let Some(folder) = real_files() else {
        eprintln!("there is no folder shared/data beside the project, so no real files were read");
        return;
    };
    let manifest: Value = serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap();
    let files = manifest["files"].as_array().unwrap();
    let mut wrong = Vec::new();
    for file in files {
        let name = file["file"].as_str().unwrap();
        let contents = import::read(&fs::read(folder.join(name)).unwrap());
        let expected = &file["expected"];
        // What is made from another file is to say the same.
        let twin = || files.iter().find(|other| other["file"] == file["derived_from"]).map(|twin| &twin["expected"]);
        let faults = match (expected.is_object(), name.contains("truncated_") && name.starts_with("odd/")) {
            (true, _) => differences(expected, &contents),
            (false, true) => partly(twin().unwrap(), &contents),
            (false, false) => match twin() {
                Some(twin) => differences(twin, &contents),
                None if matches!(contents, Contents::Unusable(_)) => Vec::new(),
                None => vec![format!("{contents:?}")],
            },
        };
        eprintln!("{} {name}", if faults.is_empty() { "as expected" } else { "DIFFERENT" });
        wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(files.len() >= 50 && wrong.is_empty(), "{wrong:#?}");
}

/// The folder of real files, which is no part of the project.
fn real_files() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.join("manifest.json").is_file())
}

/// What an activity should say, by the manifest.
struct Wanted<'a> {
    start: Option<&'a str>,
    timer: Option<f64>,
    elapsed: Option<f64>,
    metres: Option<f64>,
    /// Any of these is right: a summary, or the average of the points where it has none.
    hearts: Vec<f64>,
    sport: Option<&'a str>,
    /// The part of it by which a distance may differ.
    tolerance: f64,
    /// How far the manifest rounds it, in metres.
    rounding: f64,
}

impl<'a> Wanted<'a> {
    fn all(expected: &'a Value) -> Vec<Self> {
        let number = |value: &Value| value.as_f64();
        let one = |value: &'a Value, timer, elapsed, tolerance, more: &Value| Self {
            start: value["start_utc"].as_str(),
            timer: number(&value[timer]),
            elapsed: number(&value[elapsed]),
            metres: number(&value["distance_m"]),
            hearts: number(&value["avg_hr"]).or(number(more)).into_iter().collect(),
            sport: value["sport"].as_str(),
            tolerance,
            rounding: if tolerance < 0.01 { 0.006 } else { 0.05 },
        };
        let each = |list: &'a Value, timer, elapsed, tolerance, more| {
            let list = list.as_array().unwrap();
            list.iter().map(|value| one(value, timer, elapsed, tolerance, more)).collect()
        };
        if expected["sessions"].is_array() {
            let more = &expected["record_avg_hr"];
            each(&expected["sessions"], "total_timer_s", "total_elapsed_s", 0.001, more)
        } else if expected["activities"].is_array() {
            each(&expected["activities"], "timer_s", "elapsed_s", 0.005, &Value::Null)
        } else {
            vec![one(expected, "sum_of_segment_durations_s", "elapsed_s", 0.01, &Value::Null)]
        }
    }

    fn differences(&self, found: &Activity) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut check = |right: bool, what: String| {
            if !right {
                wrong.push(what);
            }
        };
        let start = self.start.map(|start| start.parse::<DateTime<Utc>>().unwrap());
        check(start == Some(found.start), format!("began {}, not {start:?}", found.start));
        let timer = found.timer.as_secs_f64();
        // Some watches' timers run longer than they say it took in all.
        let elapsed = self.elapsed.map(|elapsed| elapsed.max(timer));
        let near = |one: f64, two: Option<f64>, by: f64| two.is_some_and(|two| (one - two).abs() <= by);
        let shorter = self.timer.zip(self.elapsed).map(|(timer, elapsed)| timer.max(elapsed));
        check(
            near(timer, self.timer, 0.01) || near(timer, shorter, 0.01),
            format!("took {timer}, not {:?}", self.timer),
        );
        check(near(found.elapsed.as_secs_f64(), elapsed, 0.01), format!("took {}, not {elapsed:?}", found.elapsed));
        let metres = found.distance.map(Distance::as_metres);
        // No runner covers more than a thousand kilometres: a place was wrong.
        let wanted = self.metres.filter(|metres| *metres <= 1_000_000.0);
        let same = match (metres, wanted) {
            (Some(metres), Some(wanted)) => (metres - wanted).abs() <= (wanted * self.tolerance).max(self.rounding),
            (None, None) => true,
            (Some(_), None) => self.metres.is_some(),
            (None, Some(_)) => false,
        };
        check(same, format!("{metres:?} m long, not {wanted:?}"));
        let heart = found.heart_rate.map(|rate| f64::from(rate.as_bpm()));
        let right = match heart {
            Some(heart) => self.hearts.iter().any(|wanted| (heart - wanted).abs() <= 1.0),
            None => self.hearts.is_empty(),
        };
        check(right, format!("{heart:?} bpm, not {:?}", self.hearts));
        let is_run = self.sport.is_none_or(|sport| sport.to_lowercase().contains("run"));
        check(is_run == (found.sport == Sport::Run), format!("{:?}, not {:?}", found.sport, self.sport));
        wrong
    }
}

fn differences(expected: &Value, contents: &Contents) -> Vec<String> {
    let kind = expected["kind"].as_str().unwrap();
    match (kind, contents) {
        ("activity", Contents::Done(found)) => {
            let wanted = Wanted::all(expected);
            let count =
                (wanted.len() != found.len()).then(|| format!("{} activities, not {}", found.len(), wanted.len()));
            let each = wanted.iter().zip(found).flat_map(|(wanted, found)| wanted.differences(found));
            count.into_iter().chain(each).collect()
        }
        ("workout_plan" | "route_or_untimed_track" | "not_activity:workout", Contents::Plan(_))
        | ("no_track" | "not_activity:settings" | "not_activity:monitoring_b", Contents::Unusable(_)) => Vec::new(),
        _ => vec![format!("{contents:?}, not {kind}")],
    }
}

/// A file that is cut off tells a run that begins as the whole one does and is shorter.
fn partly(expected: &Value, contents: &Contents) -> Vec<String> {
    let wanted = &Wanted::all(expected)[0];
    let Contents::Done(found) = contents else { return vec![format!("{contents:?}")] };
    let start = wanted.start.map(|start| start.parse::<DateTime<Utc>>().unwrap());
    let metres = found[0].distance.map_or(0.0, Distance::as_metres);
    let is_part = start == Some(found[0].start) && metres > 0.0 && Some(metres) < wanted.metres;
    if is_part { Vec::new() } else { vec![format!("{:?}", found[0])] }
}
