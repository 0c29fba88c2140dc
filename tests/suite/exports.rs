//! The history in other people's formats, as other people's programs read it.

use std::collections::{BTreeMap, BTreeSet};

use afterrun::domain::activity::Sport;
use afterrun::domain::history::Entry;
use afterrun::domain::run::{Distance, Run};
use afterrun::domain::time::Span;
use afterrun::export::{Format, write};
use afterrun::store::Store;
use serde_json::Value;

use crate::cli::{ask, now};
use crate::entries::full;
use crate::out_again::session;

/// A session alone, a session with its run, a run alone, and a note on a day.
fn history() -> Vec<Entry> {
    let mut both = session();
    both.run = full().run;
    let trace = both.run.as_mut().and_then(|run| run.trace.as_mut()).unwrap();
    trace.start = "2026-11-21T17:30:00+01:00".parse().unwrap();
    trace.elapsed = Span::secs(3200);
    both.id = afterrun::domain::history::EntryId::new("with-a-run");
    let note = Entry::on("2026-11-23T07:00:00+00:00".parse().unwrap(), None);
    let typed = Run { distance: Distance::metres(5000.0), time: Some(Span::secs(1500)), ..Run::default() };
    let typed = Entry::on("2026-11-24T07:00:00-05:00".parse().unwrap(), Some(typed));
    vec![session(), both, full(), note, typed]
}

fn written(format: Format, entries: &[Entry]) -> String {
    let mut out = Vec::new();
    write(format, entries, now(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The rows of a table, each by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "no name twice");
    let row = |row: csv::StringRecord| names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn a_session_is_a_row_that_says_everything() {
    let entries = history();
    let text = written(Format::Sessions, &entries);
    assert!(text.ends_with("\r\n") && text.starts_with("id,day,start,"), "{text}");
    let rows = rows(&text);
    assert_eq!(rows.len(), entries.len());
    let check = |row: &BTreeMap<String, String>, wanted: &[(&str, &str)]| {
        for (name, value) in wanted {
            assert_eq!(row[*name], *value, "{name}");
        }
    };
    check(
        &rows[0],
        &[
            ("start", "2026-11-21T18:32:00+01:00"),
            ("end", "2026-11-21T18:45:00+01:00"),
            ("routine", "mine"),
            ("routine_name", "'=My \"own\", and; long\\ruled"),
            ("minutes_active", "12.22"),
            ("ending", "early"),
            ("exercises_done", "2"),
            ("exercises_all", "3"),
            ("went_well", "'@all: \u{1f600}\r\n-1"),
            ("run_sport", ""),
            ("load", ""),
        ],
    );
    check(
        &rows[2],
        &[
            ("id", full().id.as_str()),
            ("day", "2026-11-22"),
            ("routine", ""),
            ("minutes_active", ""),
            ("run_start", "2026-11-22T17:30:00+01:00"),
            ("run_distance_m", "10200.4"),
            ("run_time_s", "3131"),
            ("run_pace_s_per_km", "306.9"),
            ("run_heart_rate_bpm", "148"),
            ("run_sport", "trail_running"),
            ("run_file", "morning_run.fit"),
            ("effort", "5"),
            ("load", "260.9"),
            ("feeling", "good"),
            ("temperature_c", "-6"),
            ("conditions", "windy; road"),
            ("went_well", "Last 3 km felt easy.\n\"Shoulders\" down, π."),
            ("aches", "left calf: sore; right hip: gone; right it_band: worse, sore"),
            ("refuelled", "2026-11-22T18:45:00+01:00"),
        ],
    );
    let empty = rows[3].values().filter(|value| value.is_empty()).count();
    assert_eq!(empty, rows[3].len() - 3, "a note has an id, a day and a time");
}

#[test]
fn a_step_is_a_row() {
    let rows = rows(&written(Format::Steps, &history()));
    assert_eq!(rows.len(), 8);
    let row = |n: usize| rows[n].values().map(String::as_str).collect::<Vec<_>>();
    // By the names of their columns: block, done, exercise, its name, extended, id, amount, kind, reps, round, side, skipped,
    // start, step.
    let id = session().id;
    let id = id.as_str();
    let start = "2026-11-21T18:32:00+01:00";
    assert_eq!(
        row(1),
        ["strength", "30.5", "single-leg", "Single leg", "10", id, "8", "reps", "8", "1", "left", "false", start, "2"]
    );
    assert_eq!(
        row(3),
        ["cool_down", "30.5", "eat", "Eat, drink", "10", id, "60", "open", "0", "1", "", "false", start, "4"]
    );
    assert_eq!((rows[2]["skipped"].as_str(), rows[2]["done_s"].as_str()), ("true", "0"));
}

proptest::proptest! {
    /// Whatever people write, a table has it, and no cell of theirs is a formula.
    #[test]
    fn words_of_people_come_out_of_a_table(text in "[=+@'\",;\r\n\t a-zé-]{0,30}") {
        let mut entry = session();
        text.clone_into(&mut entry.journal.next_time);
        let rows = rows(&written(Format::Sessions, &[entry]));
        let cell = &rows[0]["next_time"];
        proptest::prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        proptest::prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text.as_str());
    }
}

/// Holds a value against a schema: those words of JSON Schema that ours uses, and no others. Notes which keys were met.
fn check(value: &Value, schema: &Value, root: &Value, at: &str, met: &mut BTreeSet<String>) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{at}: {what}: {value}"));
    for (word, said) in schema.as_object().unwrap() {
        let right = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" | "format" => true,
            "$ref" => {
                let name = said.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(value, &root["$defs"][name], root, name, met)?;
                true
            }
            "type" => {
                let is = |kind: &Value| match kind.as_str().unwrap() {
                    "null" => value.is_null(),
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("{other}"),
                };
                said.as_array().map_or_else(|| is(said), |kinds| kinds.iter().any(is))
            }
            "const" => value == said,
            "enum" => said.as_array().unwrap().contains(value),
            "anyOf" => said.as_array().unwrap().iter().any(|one| check(value, one, root, at, met).is_ok()),
            "minimum" => value.as_f64().is_none_or(|number| number >= said.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= said.as_f64().unwrap()),
            // Times are read instead; whoever has a whole validator has the pattern, too.
            "pattern" if said.as_str().unwrap().contains('T') => {
                chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).is_ok()
            }
            "pattern" => value.as_str().unwrap().parse::<chrono::NaiveDate>().is_ok(),
            "uniqueItems" => {
                let items = value.as_array().unwrap();
                items.iter().map(Value::to_string).collect::<BTreeSet<_>>().len() == items.len()
            }
            "items" => {
                for item in value.as_array().unwrap() {
                    check(item, said, root, at, met)?;
                }
                true
            }
            "properties" => {
                for (key, value) in value.as_object().unwrap() {
                    let Some(schema) = said.get(key) else { return wrong(&format!("{key} is not in the schema")) };
                    met.insert(format!("{at}.{key}"));
                    let name = format!("{at}.{key}");
                    check(value, schema, root, &name, met)?;
                }
                true
            }
            "required" => {
                let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
                let said: BTreeSet<&str> = said.as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
                let all: BTreeSet<&str> =
                    schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(all, said, "{at}: every key is always there");
                keys == said
            }
            "additionalProperties" => said == &Value::Bool(false),
            other => panic!("{at}: teach the test what {other} means"),
        };
        if !right {
            return wrong(&format!("{word} {said}"));
        }
    }
    Ok(())
}

/// Every key of a schema, by what it belongs to.
fn keys(schema: &Value, at: &str, keys_of: &mut BTreeSet<String>) {
    for (key, inside) in schema["properties"].as_object().into_iter().flatten() {
        let name = format!("{at}.{key}");
        keys(inside, &name, keys_of);
        keys_of.insert(name);
    }
}

#[test]
fn json_is_what_the_schema_says_and_the_schema_says_no_more() {
    let root: Value = serde_json::from_str(include_str!("../../assets/schema/history.schema.json")).unwrap();
    let text = written(Format::Json, &history());
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(text.lines().count(), history().len() + 2, "one entry a line");
    let mut met = BTreeSet::new();
    check(&json, &root, &root, "", &mut met).unwrap();
    let mut all = BTreeSet::new();
    keys(&root, "", &mut all);
    for (name, schema) in root["$defs"].as_object().unwrap() {
        keys(schema, name, &mut all);
    }
    assert_eq!(met, all, "every key is written at least once");

    let empty: Value = serde_json::from_str(&written(Format::Json, &[])).unwrap();
    check(&empty, &root, &root, "", &mut met).unwrap();
    let broken = text.replace("\"reps\":8", "\"reps\":-8");
    let broken: Value = serde_json::from_str(&broken).unwrap();
    assert!(check(&broken, &root, &root, "", &mut met).unwrap_err().contains("session"), "the test can fail");
}

#[test]
fn json_has_plain_units() {
    let json: Value = serde_json::from_str(&written(Format::Json, &history())).unwrap();
    assert_eq!((&json["schema"], &json["made"]), (&1.into(), &"2026-11-22T18:32:00+01:00".into()));
    let entry = &json["entries"][1];
    assert_eq!(entry["session"]["active_s"], 733.25);
    assert_eq!(entry["session"]["steps"][3]["planned"], serde_json::json!({ "kind": "open", "amount": 60.0 }));
    assert_eq!((&entry["run"]["distance_m"], &entry["run"]["trace"]["elapsed_s"]), (&10_200.4.into(), &3200.0.into()));
    let entry = &json["entries"][2];
    assert_eq!((&entry["session"], &entry["load"]), (&Value::Null, &260.9.into()));
    assert_eq!(entry["run"]["sport"], "trail_running");
    let worse = serde_json::json!({ "side": "right", "part": "it_band", "ache": "sore", "change": "worse" });
    assert_eq!(entry["journal"]["body"][2], worse);
}

/// The events of a calendar, each with its properties as a program reads them.
fn events(text: &str) -> Vec<BTreeMap<String, String>> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let mut events = Vec::new();
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        if line == "BEGIN:VEVENT" {
            events.push(BTreeMap::new());
        } else if let Some(event) = events.last_mut() {
            assert_eq!(event.insert(name.to_owned(), value.to_owned()).filter(|_| name != "END"), None, "{name} twice");
        }
    }
    events
}

#[test]
fn a_calendar_has_an_event_for_each_session_and_run() {
    let entries = history();
    let text = written(Format::Calendar, &entries);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"));
    let events = events(&text);
    let times = |n: usize| (events[n]["DTSTART"].as_str(), events[n].get("DTEND").map(String::as_str));
    assert_eq!(events.len(), 4, "a note on a day is no event");
    assert_eq!(times(0), ("20261121T173200Z", Some("20261121T174500Z")));
    assert_eq!(times(1), ("20261121T163000Z", Some("20261121T174500Z")), "from the run to the end of the session");
    assert_eq!(times(2), ("20261122T163000Z", Some("20261123T201640Z")));
    assert_eq!(times(3), ("20261124T120000Z", Some("20261124T122500Z")));
    assert_eq!(events[0]["UID"], format!("{}@afterrun", session().id));
    assert_eq!(events[0]["SUMMARY"], "=My \"own\"\\, and\\; long\\\\ruled");
    assert_eq!(events[0]["DTSTAMP"], "20261122T173200Z");
    assert_eq!(events[1]["SUMMARY"], "Trail running 10.2 km\\, then =My \"own\"\\, and\\; long\\\\ruled");
    assert!(events[0]["DESCRIPTION"].contains("12:13\\, 2 of 3 exercises\\nWent well: @all: \u{1f600}\\n-1"), "{text}");
    assert!(
        events[2]["DESCRIPTION"].starts_with(
            "10.2 km\\, 52:11\\, 5:07 /km\\, 148 bpm\\nEffort 5 of 10\\, hard\\, load 260.9\\nFelt good\\n"
        ),
        "{text}"
    );
    assert_eq!(events[3]["SUMMARY"], "Run 5.0 km");
    assert_eq!(written(Format::Calendar, &entries), text);
}

#[test]
fn a_session_long_after_its_run_is_an_event_of_its_own() {
    let mut entry = history().remove(1);
    let trace = entry.run.as_mut().and_then(|run| run.trace.as_mut()).unwrap();
    trace.start = "2026-11-21T08:00:00+01:00".parse().unwrap();
    let events = events(&written(Format::Calendar, &[entry]));
    assert_eq!(events[0]["DTSTART"], "20261121T173200Z");
    let mut moment = Entry::on(now(), Some(Run { sport: Sport::Other("swimming".into()), ..Run::default() }));
    moment.journal.next_time.clear();
    let events = self::events(&written(Format::Calendar, &[moment]));
    assert_eq!((events[0]["SUMMARY"].as_str(), events[0].get("DTEND")), ("Swimming", None));
}

#[test]
fn days_are_chosen_and_what_cant_be_read_is_said_after_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(Some(dir.path().to_owned())).unwrap();
    for entry in [session(), full()] {
        store.record(&entry).unwrap();
    }
    let export = |args: &[&str]| ask(dir.path(), args).unwrap().1;
    let starts = |args: &[&str]| {
        let rows = rows(&export(args));
        rows.into_iter().map(|row| row["day"].clone()).collect::<Vec<_>>()
    };
    let all = ["export", "sessions", "-"];
    assert_eq!(starts(&all), ["2026-11-21", "2026-11-22"]);
    assert_eq!(starts(&[&all[..], &["--from", "2026-11-22"]].concat()), ["2026-11-22"]);
    assert_eq!(starts(&[&all[..], &["--to", "2026-11-21", "--from", "2026-11-21"]].concat()), ["2026-11-21"]);
    assert!(starts(&[&all[..], &["--from", "2027-01-01"]].concat()).is_empty());
    let out = dir.path().join("steps.csv");
    let out = out.to_str().unwrap();
    assert_eq!(export(&["export", "steps", out]), format!("1 entry ({out})\n"));
    assert_eq!(export(&["export", "json", out, "--force"]), format!("2 entries ({out})\n"));

    let broken = dir.path().join("history/2026/broken.ron");
    std::fs::write(&broken, "(format: 1").unwrap();
    let said = ask(dir.path(), &["export", "sessions", out, "--force"]).unwrap_err().to_string();
    assert!(said.starts_with(&format!("what can’t be read was left out:\n{}:1:", broken.display())), "{said}");
    assert_eq!(rows(&std::fs::read_to_string(out).unwrap()).len(), 2);
}

#[test]
fn files_are_named_after_what_they_hold_and_the_day() {
    let names = Format::ALL.map(|format| format.file_name(now().date_naive()));
    assert_eq!(
        names,
        [
            "afterrun-sessions-2026-11-22.csv",
            "afterrun-steps-2026-11-22.csv",
            "afterrun-history-2026-11-22.json",
            "afterrun-calendar-2026-11-22.ics"
        ]
    );
}
