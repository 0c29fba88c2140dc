//! What the numbers in FIT files stand for, as far as it matters here. Reads no bytes.

use crate::domain::activity::Contents;

/// Messages, by their global numbers.
pub(super) mod message {
    pub const FILE_ID: u16 = 0;
    pub const SPORT: u16 = 12;
    pub const SESSION: u16 = 18;
    pub const LAP: u16 = 19;
    pub const RECORD: u16 = 20;
    pub const EVENT: u16 = 21;
    pub const ACTIVITY: u16 = 34;
}

/// Fields, by their numbers in their messages.
pub(super) mod field {
    pub const TIMESTAMP: u8 = 253;
    pub const FILE_TYPE: u8 = 0;
    pub const SPORT_SPORT: u8 = 0;
    pub const SPORT_SUB_SPORT: u8 = 1;
    pub const SESSION_START: u8 = 2;
    pub const SESSION_SPORT: u8 = 5;
    pub const SESSION_SUB_SPORT: u8 = 6;
    pub const SESSION_ELAPSED: u8 = 7;
    pub const SESSION_TIMER: u8 = 8;
    pub const SESSION_DISTANCE: u8 = 9;
    pub const SESSION_HEART_RATE: u8 = 16;
    pub const LAP_START: u8 = 2;
    pub const LAP_ELAPSED: u8 = 7;
    pub const LAP_TIMER: u8 = 8;
    pub const LAP_DISTANCE: u8 = 9;
    pub const RECORD_LATITUDE: u8 = 0;
    pub const RECORD_LONGITUDE: u8 = 1;
    pub const RECORD_HEART_RATE: u8 = 3;
    pub const RECORD_DISTANCE: u8 = 5;
    pub const EVENT: u8 = 0;
    pub const EVENT_TYPE: u8 = 1;
    pub const ACTIVITY_LOCAL: u8 = 5;
}

/// The most fields that are looked for in a message.
pub(super) const MOST_FIELDS: usize = 8;

/// The fields that are looked for in a message.
pub(super) const fn fields(global: u16) -> &'static [u8] {
    match global {
        message::FILE_ID => &[field::FILE_TYPE],
        message::SPORT => &[field::SPORT_SPORT, field::SPORT_SUB_SPORT],
        message::SESSION => &[
            field::TIMESTAMP,
            field::SESSION_START,
            field::SESSION_SPORT,
            field::SESSION_SUB_SPORT,
            field::SESSION_ELAPSED,
            field::SESSION_TIMER,
            field::SESSION_DISTANCE,
            field::SESSION_HEART_RATE,
        ],
        message::LAP => {
            &[field::TIMESTAMP, field::LAP_START, field::LAP_ELAPSED, field::LAP_TIMER, field::LAP_DISTANCE]
        }
        message::RECORD => &[
            field::TIMESTAMP,
            field::RECORD_LATITUDE,
            field::RECORD_LONGITUDE,
            field::RECORD_HEART_RATE,
            field::RECORD_DISTANCE,
        ],
        message::EVENT => &[field::TIMESTAMP, field::EVENT, field::EVENT_TYPE],
        message::ACTIVITY => &[field::TIMESTAMP, field::ACTIVITY_LOCAL],
        _ => &[field::TIMESTAMP],
    }
}

/// What a file of this type is, where that is nothing that was done.
pub(super) fn is_no_activity(file_type: u8) -> Option<Contents> {
    let plan = |why: &str| Some(Contents::Plan(why.to_owned()));
    let unusable = |why: &str| Some(Contents::Unusable(why.to_owned()));
    match file_type {
        1..=3 => unusable("these are settings of a watch, and no run; take a file from its folder Activity"),
        5 => plan("this is a planned workout, and no run; do it, or take the run from the watch’s folder Activity"),
        6 => plan("this is a planned course, and no run; run it, or take the run from the watch’s folder Activity"),
        7 => plan("this is a training schedule, and no run; take the run from the watch’s folder Activity"),
        11 => unusable("these are goals, and no run; take a file from the watch’s folder Activity"),
        9 | 10 | 14 | 15 | 28 | 32 => {
            unusable("these are a watch’s figures of whole days, and no run; take a file from its folder Activity")
        }
        20 | 34 | 35 => {
            unusable("this is a file that a watch keeps for itself, and no run; take one from its folder Activity")
        }
        _ => None,
    }
}

/// The numbers of sports, from 0.
const SPORTS: [&str; 50] = [
    "generic",
    "running",
    "cycling",
    "transition",
    "fitness equipment",
    "swimming",
    "basketball",
    "soccer",
    "tennis",
    "american football",
    "training",
    "walking",
    "cross country skiing",
    "alpine skiing",
    "snowboarding",
    "rowing",
    "mountaineering",
    "hiking",
    "multisport",
    "paddling",
    "flying",
    "e-biking",
    "motorcycling",
    "boating",
    "driving",
    "golf",
    "hang gliding",
    "horseback riding",
    "hunting",
    "fishing",
    "inline skating",
    "rock climbing",
    "sailing",
    "ice skating",
    "sky diving",
    "snowshoeing",
    "snowmobiling",
    "stand up paddleboarding",
    "surfing",
    "wakeboarding",
    "water skiing",
    "kayaking",
    "rafting",
    "windsurfing",
    "kitesurfing",
    "tactical",
    "jumpmaster",
    "boxing",
    "floor climbing",
    "baseball",
];

/// What a sport is called. A file that calls it nothing in particular names the kind of it instead, which may still be a run.
pub(super) fn sport(sport: u8, sub_sport: Option<u8>) -> String {
    const GENERIC: u8 = 0;
    const FITNESS_EQUIPMENT: u8 = 4;
    // Treadmill, street, trail, track; indoor, ultra.
    const RUNS: [u8; 6] = [1, 2, 3, 4, 45, 67];
    match (sport, sub_sport) {
        (GENERIC | FITNESS_EQUIPMENT, Some(sub)) if RUNS.contains(&sub) => "running".to_owned(),
        (53, _) => "diving".to_owned(),
        (62, _) => "interval training".to_owned(),
        (64, _) => "racket sport".to_owned(),
        (67, _) => "meditation".to_owned(),
        (83, _) => "dance".to_owned(),
        (84, _) => "jump rope".to_owned(),
        _ => SPORTS.get(usize::from(sport)).map_or_else(|| format!("sport number {sport}"), |name| (*name).to_owned()),
    }
}
