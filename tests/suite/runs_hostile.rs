//! Files made to harm, and files that were harmed: nothing panics, nothing takes long, and what comes out keeps its promises.

use std::fmt::Write as _;
use std::time::Duration;

use afterrun::clock::SystemClock;
use afterrun::domain::activity::Contents;
use afterrun::domain::time::long;
use afterrun::import::{self, MOST_BYTES};

use crate::watch::{FIT_START, Fit, SINT32, UINT8, UINT32, gpx, gz, plain_fit, plain_gpx, plain_tcx, points};

const MIB: usize = 1024 * 1024;

/// What an import may take. Unoptimised, it takes about thirty times as long.
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

/// How large these files are: as large as any that are read, or as patience allows without optimisation.
const LARGE: usize = if cfg!(debug_assertions) { MIB } else { MOST_BYTES as usize };

/// Reads bytes and checks what came out.
fn sound(what: &str, bytes: &[u8]) -> Contents {
    let clock = SystemClock::default();
    let contents = import::read(bytes);
    let took = clock.running().to_std();
    assert!(took < MOST, "{what} took {took:?}");
    match &contents {
        Contents::Done(activities) => {
            assert!((1..=64).contains(&activities.len()), "{what}");
            for activity in activities {
                assert!(
                    activity.timer <= activity.elapsed && activity.elapsed <= long::LONGEST,
                    "{what}: {activity:?}"
                );
                assert!(activity.sport_said.as_ref().is_none_or(|said| said.len() <= 800), "{what}");
            }
        }
        Contents::Plan(why) | Contents::Unusable(why) => assert!(why.len() > 20 && why.len() < 200, "{what}: {why}"),
    }
    contents
}

/// So many bytes of a file that goes on for ever.
fn endless(head: &str, again: &str, len: usize) -> Vec<u8> {
    let mut bytes = head.as_bytes().to_vec();
    while bytes.len() + again.len() <= len {
        bytes.extend(again.as_bytes());
    }
    bytes
}

#[test]
fn a_gigabyte_of_nothing_in_a_small_archive_is_refused() {
    let piece = gz(&vec![0; 16 * MIB]);
    let zeros = piece.repeat(64);
    assert!(matches!(sound("zeros", &zeros), Contents::Unusable(why) if why.contains("more than 64 MiB")));
    sound("pieces of nothing", &gz(b"").repeat(LARGE / 20 - 1));
    let blanks = [gz(b"<gpx>"), gz(&vec![b' '; 16 * MIB]).repeat(64)].concat();
    assert!(matches!(sound("blanks", &blanks), Contents::Unusable(why) if why.contains("more than 64 MiB")));
}

#[test]
fn entities_are_never_expanded() {
    let mut bomb = "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"ha\">".to_owned();
    for letter in 'b'..='z' {
        let before = char::from(letter as u8 - 1);
        let ten = format!("&{before};").repeat(10);
        write!(bomb, "<!ENTITY {letter} \"{ten}\">").unwrap();
    }
    bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
    let text = plain_gpx().split_once("?>").unwrap().1.replace("running", "&z;&file;");
    let Contents::Done(found) = sound("entities", (bomb + &text).as_bytes()) else { panic!("the run is there") };
    assert_eq!(found[0].sport_said, None);
}

#[test]
fn nothing_that_goes_on_for_ever_takes_long() {
    let point = "<trkpt lat=\"1\" lon=\"1\"><time>2026-03-01T08:00:00Z</time></trkpt>";
    let trk = "<trk><trkseg><trkpt lat=\"1\" lon=\"1\"><time>2026-03-01T08:00:00Z</time></trkpt></trkseg></trk>";
    let len = LARGE;
    for (what, bytes) in [
        ("nesting", endless("<gpx>", "<a>", len)),
        ("deep tracks", endless("<gpx>", "<trk><trkseg><trkpt>", len)),
        ("points", endless("<gpx><trk><trkseg>", point, len)),
        ("tracks", endless("<gpx>", trk, len)),
        ("segments", endless("<gpx><trk>", "<trkseg/>", len)),
        ("a long attribute", endless("<gpx><trk><trkseg><trkpt lat=\"", "1", len)),
        (
            "a long attribute that ends",
            [endless("<gpx><trk><trkseg><trkpt lat=\"", "1", len), b"\"/>".to_vec()].concat(),
        ),
        ("attributes", endless("<gpx><trk><trkseg><trkpt ", "a=\"1\" ", len)),
        ("a long name", endless("<gpx><trk><type>", "run ", len)),
        ("ampersands", endless("<gpx><trk><type>", "&", len)),
        ("a comment", endless("<gpx><!--", "-", len)),
        ("a document type", endless("<!DOCTYPE gpx [", "<!ENTITY a \"b\">", len)),
        ("bad times", endless("<gpx><trk><trkseg><trkpt>", "<time>2026-03-01T08:00:00+9</time>", len)),
        ("laps", endless("<TrainingCenterDatabase><Activities><Activity>", "<Lap StartTime=\"x\"/>", len)),
        ("activities", endless("<TrainingCenterDatabase><Activities>", "<Activity/>", len)),
        ("brackets", endless("", "<", len)),
        ("UTF-16", endless("", "<\0", len)),
        ("brackets that close", endless("<gpx>", "</a>", len)),
    ] {
        sound(what, &bytes);
    }
}

#[test]
fn fit_messages_without_end_take_no_time_and_no_room() {
    let fields: Vec<_> = (0..255).map(|number| (number, 0, UINT32)).collect();
    let of = |fit: Fit, again: &[u8]| {
        let fit = (0..LARGE / again.len()).fold(fit, |fit, _| fit.raw(again));
        fit.file()
    };
    let empty = of(Fit::activity().define(1, 20, &fields), &[1]);
    sound("empty records", &empty);
    let definition = [&[0x41, 0, 0, 18, 0, 255][..], &[7; 765]].concat();
    sound("definitions", &of(Fit::activity(), &definition));
    sound("events", &of(Fit::activity().define(1, 21, &[(0, 1, 0), (1, 1, 0)]), &[1, 0, 1]));
    let session = Fit::activity().define(1, 18, &[(2, 4, UINT32)]);
    sound("sessions", &of(session, &[1, 0, 0, 0, 5]));
    let record = Fit::activity().define(1, 20, &[(253, 4, UINT32)]).session(FIT_START, u32::MAX - 1, 1, 1, 1, 1);
    let many = (0..63).fold(record, |fit, at| fit.session(FIT_START + at, 1000, 1000, u32::MAX, 1, 1));
    sound(
        "records of many sessions",
        &of(many.define(1, 20, &[(253, 4, UINT32)]), &[&[1][..], &FIT_START.to_le_bytes()].concat()),
    );
    // Every record lies in every session, and tells all that is measured.
    let told = [(253, 4, UINT32), (0, 4, SINT32), (1, 4, SINT32), (5, 4, UINT32), (3, 1, UINT8)];
    let everywhere = (0..64).fold(Fit::activity(), |fit, _| fit.session(FIT_START, u32::MAX - 1, 1, u32::MAX, 1, 1));
    let record = |n: u32| [(FIT_START + n).to_le_bytes(), [n as u8; 4], [n as u8; 4], n.to_le_bytes()].concat();
    let records: Vec<u8> = (0..(LARGE / 18) as u32).flat_map(|n| [vec![1], record(n), vec![150]].concat()).collect();
    sound("sessions over each other", &everywhere.define(1, 20, &told).raw(&records).file());
    sound("a chain of nothing", &[&[14, 0x10, 0, 0, 1, 0, 0, 0][..], b".FIT\0\0\x40\0\0"].concat().repeat(MIB / 4));
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    for wrong in ["NaN", "inf", "-inf", "1e308", "-1e308", "99999999999999999999", "", "&#x0;", "\u{0}"] {
        let text = plain_gpx().replace("47.0003", wrong).replace("8.5\"", &format!("{wrong}\""));
        sound(wrong, text.as_bytes());
        sound(wrong, plain_gpx().replace("150", wrong).replace("08:00:04", wrong).as_bytes());
        sound(wrong, plain_tcx().replace("1000", wrong).replace("300.5", wrong).replace("42293", wrong).as_bytes());
    }
    for year in ["0000", "9999", "-999", "+99999"] {
        sound(year, plain_gpx().replacen("2026", year, 5).as_bytes());
        sound(year, plain_tcx().replace("2026", year).as_bytes());
    }
}

#[test]
fn what_is_larger_than_any_run_is_not_read() {
    let large = vec![b' '; MOST_BYTES as usize + 1];
    assert!(matches!(sound("large", &large), Contents::Unusable(why) if why.contains("larger than 64 MiB")));
}

/// One small file of each kind.
fn whole(kind: usize) -> Vec<u8> {
    let bytes = match kind % 4 {
        0 => gpx(&format!(
            "<trk><trkseg>{}</trkseg></trk><trk><trkseg>{}</trkseg></trk>",
            points(0, ""),
            points(50, "<hr>99</hr>")
        ))
        .into_bytes(),
        1 => plain_tcx().into_bytes(),
        2 => plain_fit(),
        _ => [plain_fit(), plain_fit()].concat(),
    };
    if kind < 4 { bytes } else { gz(&bytes) }
}

proptest::proptest! {
    /// Whatever happens to a file, it says something that holds.
    #[test]
    fn no_damage_to_a_run_does_harm(
        kind in 0_usize..8,
        cut in 0.0_f64..1.5,
        flips in proptest::collection::vec((0.0_f64..1.0, 0_u8..8), 0..12),
        swaps in proptest::collection::vec((0.0_f64..1.0, 0.0_f64..1.0, 0_usize..64), 0..3),
    ) {
        let mut bytes = whole(kind);
        let at = |place: f64, len: usize| ((place * len as f64) as usize).min(len);
        for (place, bit) in flips {
            let at = at(place, bytes.len() - 1);
            bytes[at] ^= 1 << bit;
        }
        for (from, to, len) in swaps {
            let from = at(from, bytes.len());
            let piece = bytes[from..(from + len).min(bytes.len())].to_vec();
            let to = at(to, bytes.len());
            bytes.splice(to..to, piece);
        }
        bytes.truncate(at(cut, bytes.len()));
        sound("damage", &bytes);
    }

    /// Nor does anything else.
    #[test]
    fn no_bytes_at_all_do_harm(bytes in proptest::collection::vec(0_u8.., 0..300), head in 0_usize..5) {
        let heads: [&[u8]; 5] = [b"", b"<gpx><trk><trkseg>", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], b"\x0e\x10\0\0\xff\xff\0\0.FIT\0\0", b"\xff\xfe"];
        sound("anything", &[heads[head], &bytes].concat());
    }
}

/// Has the program itself read a file; gives what it said, and how much memory it took at most, in kB.
fn read_by_the_program(bytes: &[u8], name: &str) -> (String, u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_afterrun"))
        .args(["run-facts".as_ref(), path.as_os_str(), "--json".as_ref()])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", program.id());
    let mut most = 0;
    let clock = SystemClock::default();
    while program.try_wait().unwrap().is_none() {
        assert!(clock.running().to_std() < MOST, "{name} takes too long");
        // The high-water mark of what is in memory: the last look has it but for what came in the last moment.
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = said.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    let mut said = String::new();
    std::io::Read::read_to_string(&mut program.stdout.take().unwrap(), &mut said).unwrap();
    (said, most)
}

#[test]
fn the_program_takes_little_memory_for_the_worst_of_them() {
    const MOST_KB: u64 = 200_000;
    let point = "<trkpt lat=\"1\" lon=\"1\"><time>2026-03-01T08:00:00Z</time></trkpt>";
    let told = [(253, 4, UINT32), (0, 4, SINT32), (1, 4, SINT32), (5, 4, UINT32)];
    let session = |fit: Fit, _| fit.session(FIT_START, u32::MAX - 1, 1, u32::MAX, 1, 1);
    let everywhere = (0..64).fold(Fit::activity(), session).define(1, 20, &told);
    let records: Vec<u8> =
        (0..(LARGE / 17) as u32).flat_map(|n| [&[1][..], &(FIT_START + n).to_le_bytes(), &[1; 12]].concat()).collect();
    for (name, bytes, why) in [
        ("zeros.gpx.gz", gz(&vec![0; 16 * MIB]).repeat(64), "more than 64 MiB"),
        ("blanks.tcx.gz", [gz(b"<gpx>"), gz(&vec![b' '; 16 * MIB]).repeat(64)].concat(), "more than 64 MiB"),
        ("points.gpx", endless("<gpx><trk><trkseg>", point, LARGE), ""),
        ("nesting.gpx", endless("<gpx>", "<a>", LARGE), ""),
        ("sessions.fit", everywhere.raw(&records).file(), ""),
    ] {
        let (said, most) = read_by_the_program(&bytes, name);
        assert!(said.contains("\"kind\"") && said.contains(why), "{name}: {said}");
        assert!((1..MOST_KB).contains(&most), "{name} took {most} kB");
    }
}
