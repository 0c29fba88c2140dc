//! GPX and TCX as they are met: many writers, many ways.

use afterrun::domain::activity::Sport;
use afterrun::import;

use crate::watch::{activities, activity, facts, gpx, lap, plain_gpx, plain_tcx, points, tcx, time, why};

fn track(inside: &str) -> String {
    gpx(&format!("<trk>{inside}</trk>"))
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn a_heart_is_found_under_any_prefix() {
    for heart in [
        "<gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr></gpxtpx:TrackPointExtension>",
        "<ns3:TrackPointExtension><ns3:hr> 150 </ns3:hr><ns3:cad>80</ns3:cad></ns3:TrackPointExtension>",
        "<gpxdata:hr>150</gpxdata:hr>",
        "<st:activity><st:heartrate>150</st:heartrate></st:activity>",
        "<heartrate><![CDATA[150]]></heartrate>",
        "<hr>&#49;50</hr>",
    ] {
        let text = track(&format!("<trkseg>{}</trkseg>", points(0, &format!("<extensions>{heart}</extensions>"))));
        assert_eq!(facts(&activity(text)).4, 150, "{heart}");
    }
    // Lists of heartbeats outside the points belong to no point.
    let outside = gpx(&format!("<hr>90</hr><trk><trkseg>{}</trkseg></trk>", points(0, "")));
    assert_eq!(activity(outside).heart_rate, None);
    let apple = "<extensions><speed>2.1</speed><course>10</course><hAcc>3</hAcc></extensions>";
    assert_eq!(facts(&activity(track(&format!("<trkseg>{}</trkseg>", points(0, apple))))), (0, 36.0, 36.0, 100.0, 0));
}

#[test]
fn pauses_lie_between_segments() {
    let text = track(&format!("<trkseg>{}</trkseg><trkseg/><trkseg>{}</trkseg>", points(0, ""), points(100, "")));
    assert_eq!(facts(&activity(text)), (0, 72.0, 436.0, 200.0, 0));
}

#[test]
fn tracks_soon_after_each_other_are_one_run_and_others_are_not() {
    let one = |from, kind: &str| format!("<trk>{kind}<trkseg>{}</trkseg></trk>", points(from, ""));
    let together = gpx(&(one(0, "") + &one(100, "<type>run</type>")));
    assert_eq!(facts(&activity(together)), (0, 72.0, 436.0, 200.0, 0));
    let days = activities(gpx(&(one(0, "") + &one(21_600, ""))));
    assert_eq!(days.iter().map(|run| facts(run).0).collect::<Vec<_>>(), [0, 86_400]);
    let two = activities(gpx(&(one(0, "<type>run</type>") + &one(100, "<type>ride</type>"))));
    assert_eq!(two.iter().map(|done| done.sport.is_run()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn the_time_there_is_kept_where_the_file_tells_it() {
    assert_eq!(activity(plain_gpx()).offset, None);
    let text = plain_gpx().replace("T08:", "T10:").replace("Z</time>", ".000+02:00</time>");
    let found = activity(text);
    assert_eq!((facts(&found).0, found.offset.unwrap().local_minus_utc()), (0, 7200));
    let text = plain_tcx().replace("T08:", "T09:").replace("Z<", "+01:00<").replace("Z\"", "+01:00\"");
    let found = activity(text);
    assert_eq!((facts(&found).0, found.offset.unwrap().local_minus_utc()), (0, 3600));
}

#[test]
fn times_may_be_missing_or_wrong() {
    let whole = plain_gpx();
    let some = whole.replace(&format!("<time>{}</time>", time(4)), "").replace(&time(8), "soon");
    assert_eq!(facts(&activity(some)), (0, 36.0, 36.0, 100.0, 150));
    let old = whole.replace(&time(0), "1901-12-13T20:45:52Z");
    assert_eq!(facts(&activity(old)), (4, 32.0, 32.0, 100.0, 150), "a clock that was not set yet");
    let all_old = (0..10).fold(whole.clone(), |text, at| text.replace(&time(at * 4), "1901-12-13T20:45:52.207Z"));
    let found = activity(all_old);
    assert_eq!(found.start.to_rfc3339(), "1901-12-13T20:45:52.207+00:00");
    assert!(found.timer.is_zero() && found.elapsed.is_zero());
    let backwards = whole.replace(&time(0), &time(9));
    assert_eq!(facts(&activity(backwards)), (4, 32.0, 32.0, 100.0, 150));
}

#[test]
fn plans_and_places_are_no_runs() {
    let untimed = plain_gpx().replace("<time>", "<!-- ").replace("</time>", " -->");
    assert!(why(untimed).starts_with("plan: this is a planned route without times"));
    assert!(why(gpx("<rte><rtept lat=\"1\" lon=\"2\"/><rtept lat=\"1\" lon=\"3\"/></rte>")).starts_with("plan: "));
    assert!(why(gpx("<wpt lat=\"1\" lon=\"2\"><name>Well</name></wpt>")).starts_with("this file holds places"));
    assert!(why(track("<trkseg></trkseg>")).starts_with("this track is empty"));
    assert!(why(track("<trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg>")).starts_with("this track has a single point"));
    assert!(
        why(tcx("<Workouts><Workout Sport=\"Running\"/></Workouts>")).starts_with("plan: this is a planned workout")
    );
    let course = format!("<Courses><Course><Name>Hills</Name>{}</Course></Courses>", lap(0, 60.0, 200.0));
    assert!(why(tcx(&course)).starts_with("plan: this is a planned course"));
    assert!(why(tcx("<Activities/>")).starts_with("there is no activity in this file"));
}

#[test]
fn every_encoding_and_every_odd_beginning_is_read() {
    let text = plain_gpx().replace("<type>running", "<name>Läufe über Zürich</name><type>Läufe, running");
    let latin1 = text.replace("UTF-8", "ISO-8859-1").chars().map(|letter| letter as u8).collect();
    let lying = text.replace("UTF-8", "ISO-8859-1").into_bytes();
    let wanted = activity(&text);
    assert_eq!(wanted.sport_said.as_deref(), Some("Läufe, running"));
    for bytes in [
        latin1,
        lying,
        format!("\u{feff}{text}").into_bytes(),
        format!("\r\n\n {text}").into_bytes(),
        utf16(&text, u16::to_le_bytes),
        utf16(&text, u16::to_be_bytes),
        text.replace("<trk>", "<trk><undeclared:thing>&nbsp;&</undeclared:thing>").into_bytes(),
        format!("{text}<gpx>").into_bytes(),
    ] {
        assert_eq!(activity(&bytes), wanted, "{}", String::from_utf8_lossy(&bytes[..60]));
    }
}

#[test]
fn what_is_cut_off_counts_as_far_as_it_goes() {
    let text = plain_gpx();
    let cut = &text[..text.find(&time(20)).unwrap()];
    assert_eq!(facts(&activity(cut)), (0, 16.0, 16.0, 44.0, 150));
    assert!(import::examine(cut.as_bytes()).damage.is_some());
    assert!(why(&text[..text.find("<trkseg").unwrap()]).starts_with("this file is cut off or damaged"));
    let text = plain_tcx();
    let cut = &text[..text.rfind("<Trackpoint>").unwrap() + 30];
    assert_eq!(facts(&activity(cut)), (0, 600.0, 600.0, 2000.0, 137), "both laps say what they were");
    let cut = &text[..text.rfind("<Lap").unwrap() + 30];
    assert_eq!(facts(&activity(cut)), (0, 300.5, 300.5, 1000.0, 140));
    assert!(why(&text[..text.find("<Lap").unwrap()]).starts_with("this file is cut off or damaged"));
}

#[test]
fn laps_know_better_than_points() {
    let text = plain_tcx();
    assert_eq!(facts(&activity(&text)), (0, 600.0, 600.0, 2000.0, 140));
    let pause = text.replace(&time(301), &time(401)).replace(&time(600), &time(700));
    assert_eq!(facts(&activity(pause)), (0, 600.0, 700.0, 2000.0, 140));
    let without = text.replace("HeartRateBpm><Value>1", "Other><Value>1");
    assert_eq!(activity(without).heart_rate, None);
    let laps_only = text.replace("<HeartRateBpm>", "<Other>").replace("</HeartRateBpm>", "</Other>");
    assert_eq!(facts(&activity(laps_only)).4, 140);
    let no_figures = text.replace("TotalTimeSeconds", "X").replace("<DistanceMeters>1000</DistanceMeters>", "");
    assert_eq!(
        facts(&activity(no_figures)),
        (0, 600.0, 600.0, 586.0, 140),
        "from the points, less what was run before"
    );
    let absurd = text.replace("300.5", "-7").replace("299.5", "1e300").replace(">1000<", ">NaN<");
    assert_eq!(facts(&activity(absurd)), (0, 600.0, 600.0, 586.0, 140));
    let other_id = text.replace("<Id>2026", "<Id>1999");
    assert_eq!(facts(&activity(other_id)).0, 0);
}

#[test]
fn every_activity_of_a_file_is_told_in_order() {
    let one =
        |sport: &str, from| format!("<Activity Sport=\"{sport}\"><Id>x</Id>{}</Activity>", lap(from, 60.0, 250.0));
    let three = one("running", 0) + &one("Biking", 100) + &one("Other", 200);
    let found = activities(tcx(&format!("<Activities>{three}</Activities>")));
    let said: Vec<_> = found.iter().map(|done| (facts(done).0, done.sport.clone())).collect();
    let other = |name: &str| Sport::Other(name.to_owned());
    assert_eq!(said, [(0, Sport::Run), (100, other("biking")), (200, other("other"))]);
    let sports = format!(
        "<Activities><MultiSportSession><Id>x</Id><FirstSport>{}</FirstSport><NextSport>{}</NextSport></MultiSportSession></Activities>",
        one("Biking", 0),
        one("Running", 100)
    );
    assert_eq!(activities(tcx(&sports)).len(), 2);
}
