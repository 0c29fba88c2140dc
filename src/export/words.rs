//! The words and numbers that every format of the history uses alike. Writes nothing.

use crate::domain::activity::Sport;
use crate::domain::body::{Ache, Change, Part};
use crate::domain::bookmark::Ending;
use crate::domain::history::Entry;
use crate::domain::journal::{Condition, Feeling};
use crate::domain::past::load::Load;
use crate::domain::routine::BlockKind;
use crate::domain::session::Planned;
use crate::domain::side::Side;
use crate::domain::time::Span;

/// A length in seconds, to the millisecond as files have it.
pub(super) fn seconds(span: Span) -> f64 {
    span.to_std().as_millis() as f64 / 1000.0
}

/// A number with so many decimals at most.
pub(super) fn rounded(number: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    (number * unit).round() / unit
}

/// The load of an entry, in points. `None` where effort or time are not known.
pub(super) fn load(entry: &Entry) -> Option<f64> {
    Load::of(entry).map(|load| rounded(load.points(), 1))
}

/// What kind of amount was planned, and how much: seconds, or reps.
pub(super) fn planned(planned: Planned) -> (&'static str, f64) {
    match planned {
        Planned::Hold(span) => ("hold", seconds(span)),
        Planned::Reps(reps) => ("reps", f64::from(reps)),
        Planned::Open(span) => ("open", seconds(span)),
    }
}

pub(super) const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Completed => "completed",
        Ending::Early => "early",
    }
}

pub(super) const fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Strength => "strength",
        BlockKind::Stretch => "stretch",
        BlockKind::CoolDown => "cool_down",
    }
}

pub(super) const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

pub(super) fn sport(sport: &Sport) -> &str {
    match sport {
        Sport::Run => "run",
        Sport::Other(name) => name,
    }
}

pub(super) const fn feeling(feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Flat => "flat",
        Feeling::Low => "low",
        Feeling::Steady => "steady",
        Feeling::Good => "good",
        Feeling::Flying => "flying",
    }
}

pub(super) const fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Windy => "windy",
        Condition::Rain => "rain",
        Condition::Heat => "heat",
        Condition::Snow => "snow",
        Condition::Road => "road",
        Condition::Trail => "trail",
        Condition::Track => "track",
        Condition::Treadmill => "treadmill",
        Condition::Hilly => "hilly",
    }
}

pub(super) const fn part(part: Part) -> &'static str {
    match part {
        Part::Neck => "neck",
        Part::Shoulder => "shoulder",
        Part::UpperBack => "upper_back",
        Part::LowBack => "low_back",
        Part::Groin => "groin",
        Part::Hip => "hip",
        Part::Glute => "glute",
        Part::Thigh => "thigh",
        Part::Hamstring => "hamstring",
        Part::ItBand => "it_band",
        Part::Knee => "knee",
        Part::Shin => "shin",
        Part::Calf => "calf",
        Part::Ankle => "ankle",
        Part::Foot => "foot",
    }
}

pub(super) const fn ache(ache: Ache) -> &'static str {
    match ache {
        Ache::Mild => "mild",
        Ache::Sore => "sore",
        Ache::Sharp => "sharp",
    }
}

pub(super) const fn change(change: Change) -> &'static str {
    match change {
        Change::Gone => "gone",
        Change::Better => "better",
        Change::Same => "same",
        Change::Worse => "worse",
    }
}

/// What ached and what became of it: `left calf: sore; right hip: gone; right it_band: worse, sore`.
pub(super) fn aches(entry: &Entry) -> String {
    let reports = entry.journal.body.reports().map(|(spot, report)| {
        let said = [report.change().map(change), report.ache().map(ache)];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        format!("{} {}: {}", side(spot.side), part(spot.part), said.join(", "))
    });
    reports.collect::<Vec<_>>().join("; ")
}

/// What it was like: `windy; road`.
pub(super) fn conditions(entry: &Entry) -> String {
    entry.journal.conditions.iter().map(|said| condition(*said)).collect::<Vec<_>>().join("; ")
}
