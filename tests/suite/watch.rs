//! What watches and phones write, made here: small files of every kind, with figures that are known.

use std::fmt::Write as _;
use std::io::Write as _;

use afterrun::domain::activity::{Activity, Contents};
use afterrun::domain::run::HeartRate;
use afterrun::import;
use flate2::Compression;
use flate2::write::GzEncoder;

/// 2026-03-01T08:00:00Z, when most of these runs begin.
pub const START: i64 = 1_772_352_000;

/// The same in the seconds of FIT.
pub const FIT_START: u32 = (START - 631_065_600) as u32;

/// A time so many seconds after [`START`], as XML files write it.
pub fn time(secs: i64) -> String {
    chrono::DateTime::from_timestamp(START + secs, 0).unwrap().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Ten points of a track that go north, 11.12 m each, one every 4 seconds, with this inside each.
pub fn points(from: i64, inside: &str) -> String {
    (0..10).fold(String::new(), |mut text, at| {
        let (lat, time) = (47.0 + (from + at) as f64 * 0.0001, time((from + at) * 4));
        writeln!(text, "<trkpt lat=\"{lat:.4}\" lon=\"8.5\"><ele>400</ele><time>{time}</time>{inside}</trkpt>")
            .unwrap();
        text
    })
}

/// A GPX file with this inside.
pub fn gpx(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx xmlns=\"http://www.topografix.com/GPX/1/1\" version=\"1.1\" \
         creator=\"a test\">\n{inside}</gpx>\n"
    )
}

/// A GPX file with one run of ten points, 36 s and 100 m long.
pub fn plain_gpx() -> String {
    let heart = "<extensions><ns3:TrackPointExtension><ns3:hr>150</ns3:hr></ns3:TrackPointExtension></extensions>";
    gpx(&format!("<trk><type>running</type><trkseg>{}</trkseg></trk>", points(0, heart)))
}

/// A lap of a TCX file, with two points.
pub fn lap(from: i64, secs: f64, metres: f64) -> String {
    let (start, end) = (time(from), time(from + secs as i64));
    format!(
        "<Lap StartTime=\"{start}\"><TotalTimeSeconds>{secs}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>\
         <AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm><Intensity>Active</Intensity>\n<Track>\
         <Trackpoint><Time>{start}</Time><DistanceMeters>42000</DistanceMeters><HeartRateBpm><Value>130</Value></HeartRateBpm></Trackpoint>\n\
         <Trackpoint><Time>{end}</Time><DistanceMeters>42293</DistanceMeters><HeartRateBpm><Value>150</Value></HeartRateBpm></Trackpoint>\n\
         </Track></Lap>\n"
    )
}

/// A TCX file with this inside.
pub fn tcx(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\">\n\
         {inside}</TrainingCenterDatabase>\n"
    )
}

/// A TCX file with one run of two laps, 600 s and 2 km long.
pub fn plain_tcx() -> String {
    let laps = lap(0, 300.5, 1000.0) + &lap(301, 299.5, 1000.0);
    tcx(&format!("<Activities><Activity Sport=\"Running\"><Id>{}</Id>{laps}</Activity></Activities>", time(0)))
}

/// Packs bytes with gzip.
pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A field of a FIT message: number, size, base type.
pub type Field = (u8, u8, u8);

pub const ENUM: u8 = 0x00;
pub const UINT8: u8 = 0x02;
pub const UINT32: u8 = 0x86;
pub const SINT32: u8 = 0x85;

/// Writes FIT files by hand.
#[derive(Clone, Default)]
pub struct Fit {
    data: Vec<u8>,
}

impl Fit {
    /// An activity's file.
    pub fn activity() -> Self {
        Self::of_type(4)
    }

    /// A file of another type.
    pub fn of_type(kind: u8) -> Self {
        Self::default().message(0, 0, &[(0, 1, ENUM)], &[kind])
    }

    /// Bytes as they are.
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.data.extend(bytes);
        self
    }

    /// A definition.
    pub fn define(self, local: u8, global: u16, fields: &[Field]) -> Self {
        let [low, high] = global.to_le_bytes();
        let head = [0x40 | local, 0, 0, low, high, fields.len() as u8];
        fields.iter().fold(self.raw(&head), |fit, (number, size, base)| fit.raw(&[*number, *size, *base]))
    }

    /// A definition, and one message of it.
    pub fn message(self, local: u8, global: u16, fields: &[Field], values: &[u8]) -> Self {
        self.define(local, global, fields).raw(&[local]).raw(values)
    }

    /// A session: start, elapsed and timer in milliseconds, distance in centimetres, sport, heart rate.
    pub fn session(self, start: u32, elapsed: u32, timer: u32, distance: u32, sport: u8, heart: u8) -> Self {
        let fields = [
            (2, 4, UINT32),
            (7, 4, UINT32),
            (8, 4, UINT32),
            (9, 4, UINT32),
            (5, 1, ENUM),
            (6, 1, ENUM),
            (16, 1, UINT8),
        ];
        let longs = [start, elapsed, timer, distance].map(u32::to_le_bytes).concat();
        self.message(1, 18, &fields, &[&longs[..], &[sport, 0, heart]].concat())
    }

    /// Ten records that go north, 11.12 m each, one every 4 seconds, without a distance of their own.
    pub fn records(mut self, from: u32, heart: u8) -> Self {
        self = self.define(2, 20, &[(253, 4, UINT32), (0, 4, SINT32), (1, 4, SINT32), (3, 1, UINT8)]);
        for at in 0..10 {
            let degrees = |degrees: f64| ((degrees / 180.0 * 2_147_483_648.0) as i32).to_le_bytes();
            let time = (from + at * 4).to_le_bytes();
            self = self
                .raw(&[2])
                .raw(&time)
                .raw(&degrees(47.0 + f64::from(at) * 0.0001))
                .raw(&degrees(-8.5))
                .raw(&[heart]);
        }
        self
    }

    /// The timer stops.
    pub fn stop(self, at: u32) -> Self {
        self.message(3, 21, &[(253, 4, UINT32), (0, 1, ENUM), (1, 1, ENUM)], &[&at.to_le_bytes()[..], &[0, 4]].concat())
    }

    /// The end of an activity, with the time there.
    pub fn local(self, at: u32, local: u32) -> Self {
        let values = [at, local].map(u32::to_le_bytes).concat();
        self.message(4, 34, &[(253, 4, UINT32), (5, 4, UINT32)], &values)
    }

    /// The file, with a header and checksums that nobody should ask for.
    pub fn file(self) -> Vec<u8> {
        let size = (self.data.len() as u32).to_le_bytes();
        [&[14, 0x10, 0, 0][..], &size, b".FIT\0\0", &self.data, &[0, 0]].concat()
    }
}

/// A FIT file with one run of ten records, 40 s and 120 m long.
pub fn plain_fit() -> Vec<u8> {
    Fit::activity()
        .records(FIT_START, 150)
        .session(FIT_START, 40_000, 36_000, 12_000, 1, 148)
        .local(FIT_START + 40, FIT_START + 3640)
        .file()
}

/// The activities in a file.
pub fn activities(bytes: impl AsRef<[u8]>) -> Vec<Activity> {
    match import::read(bytes.as_ref()) {
        Contents::Done(activities) => activities,
        other => panic!("{other:?}"),
    }
}

/// The one activity in a file.
pub fn activity(bytes: impl AsRef<[u8]>) -> Activity {
    let mut found = activities(bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Its start, timer and elapsed in seconds, distance in metres and heart rate.
pub fn facts(activity: &Activity) -> (i64, f64, f64, f64, u16) {
    (
        activity.start.timestamp() - START,
        activity.timer.as_secs_f64(),
        activity.elapsed.as_secs_f64(),
        activity.distance.map_or(-1.0, |distance| distance.as_metres().round()),
        activity.heart_rate.map_or(0, HeartRate::as_bpm),
    )
}

/// Why there is nothing in a file, plan or not.
pub fn why(bytes: impl AsRef<[u8]>) -> String {
    match import::read(bytes.as_ref()) {
        Contents::Plan(why) => format!("plan: {why}"),
        Contents::Unusable(why) => why,
        Contents::Done(activities) => panic!("{activities:?}"),
    }
}
