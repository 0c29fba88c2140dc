//! How efforts, feelings, conditions and aches are said. Text only.

use crate::domain::body::{Ache, Change, Part, Spot};
use crate::domain::journal::{Condition, Effort, Feeling};
use crate::domain::past::load::Load;
use crate::domain::side::Side;
use crate::domain::time::Span;

/// What a part of the body is called, after its side.
#[must_use]
pub const fn part(part: Part) -> &'static str {
    match part {
        Part::Neck => "side of the neck",
        Part::Shoulder => "shoulder",
        Part::UpperBack => "upper back",
        Part::LowBack => "low back",
        Part::Groin => "groin",
        Part::Hip => "hip",
        Part::Glute => "glute",
        Part::Thigh => "thigh",
        Part::Hamstring => "hamstring",
        Part::ItBand => "IT band",
        Part::Knee => "knee",
        Part::Shin => "shin",
        Part::Calf => "calf",
        Part::Ankle => "ankle",
        Part::Foot => "foot",
    }
}

/// A spot as it stands alone: `Left calf`.
#[must_use]
pub fn spot(spot: Spot) -> String {
    let side = match spot.side {
        Side::Left => "Left",
        Side::Right => "Right",
    };
    format!("{side} {}", part(spot.part))
}

/// How much something aches.
#[must_use]
pub const fn ache(ache: Ache) -> &'static str {
    match ache {
        Ache::Mild => "mild",
        Ache::Sore => "sore",
        Ache::Sharp => "sharp",
    }
}

/// What became of an ache.
#[must_use]
pub const fn change(change: Change) -> &'static str {
    match change {
        Change::Gone => "Gone",
        Change::Better => "Better",
        Change::Same => "Same",
        Change::Worse => "Worse",
    }
}

/// A feeling, as its chip says it.
#[must_use]
pub const fn feeling(feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Flat => "Flat",
        Feeling::Low => "Low",
        Feeling::Steady => "Steady",
        Feeling::Good => "Good",
        Feeling::Flying => "Flying",
    }
}

/// A condition, as its chip says it.
#[must_use]
pub const fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Windy => "Windy",
        Condition::Rain => "Rain",
        Condition::Heat => "Heat",
        Condition::Snow => "Snow",
        Condition::Road => "Road",
        Condition::Trail => "Trail",
        Condition::Track => "Track",
        Condition::Treadmill => "Treadmill",
        Condition::Hilly => "Hilly",
    }
}

/// An effort with its word: `5, hard`.
#[must_use]
pub fn effort(effort: Effort) -> String {
    format!("{}, {}", effort.number(), effort.word())
}

/// The load of a run: effort by minutes (Foster 2001).
#[must_use]
pub fn load(effort: Effort, time: Span) -> u64 {
    Load::new(effort, time).points().round() as u64
}

/// That something has come so often in a row: `third time in a row`. `None` for the first time.
#[must_use]
pub fn in_a_row(times: usize) -> Option<String> {
    const ORDINALS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match (times.checked_sub(2)?, times) {
        (place, _) if place < ORDINALS.len() => Some(format!("{} time in a row", ORDINALS[place])),
        (_, times) => Some(format!("{times} times in a row")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aches_and_efforts_read_like_words() {
        let band = Spot { side: Side::Left, part: Part::ItBand };
        assert_eq!(spot(band), "Left IT band");
        assert_eq!(effort(Effort::new(5).unwrap()), "5, hard");
        assert_eq!(load(Effort::new(5).unwrap(), Span::secs(3131)), 261);
        let rows: Vec<Option<String>> = [0, 1, 2, 3, 10, 11].into_iter().map(in_a_row).collect();
        let said = |text: &str| Some(text.to_owned());
        let rest = [said("second time in a row"), said("third time in a row"), said("tenth time in a row")];
        assert_eq!(rows[..2], [None, None]);
        assert_eq!(rows[2..5], rest);
        assert_eq!(rows[5], said("11 times in a row"));
    }
}
