//! Tells runs from other sports by the words of many programs. Judges by nothing but the word.

use crate::domain::activity::Sport;

/// What a run is called where that does not begin or end with "run".
const ALSO_RUNS: [&str; 20] = [
    "jog",
    "jogging",
    "joggen",
    "treadmill",
    "laufen",
    "lauf",
    "laufband",
    "correr",
    "carrera",
    "corsa",
    "course à pied",
    "hardlopen",
    "löpning",
    "løb",
    "løping",
    "juoksu",
    "bieganie",
    "бег",
    "ランニング",
    "跑步",
];

/// Strava writes this number for a run.
const STRAVA_RUN: &str = "9";

/// What watches write that were not told the sport.
const NO_SPORT: [&str; 3] = ["", "generic", "unknown"];

/// The sport that a file names. One that names none is taken for a run.
pub(super) fn sport(said: Option<&str>) -> Sport {
    let Some(said) = said else { return Sport::Run };
    let lower = said.trim().to_lowercase();
    if is_run(&lower) { Sport::Run } else { Sport::Other(lower) }
}

fn is_run(lower: &str) -> bool {
    if NO_SPORT.contains(&lower) || lower == STRAVA_RUN || ALSO_RUNS.contains(&lower) {
        return true;
    }
    // "trail_running", "TrailRun", "Run, treadmill", "running (trail)": several words, or one without a gap.
    lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        word.starts_with("running") || word.ends_with("running") || word.ends_with("run") || ALSO_RUNS.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_known_in_any_spelling() {
        for said in [
            "running",
            "Running",
            "RUN",
            "run",
            "9",
            "trail_running",
            "TrailRun",
            "Trail Running",
            "VirtualRun",
            " Run ",
            "jogging",
            "Treadmill",
            "treadmill_running",
            "Indoor Run",
            "Laufen",
            "Course à pied",
            "",
        ] {
            assert_eq!(sport(Some(said)), Sport::Run, "{said}");
        }
        assert_eq!(sport(None), Sport::Run);
        for said in ["Biking", "walking", "Other", "mountain biking", "1", "brunch", "truncated", "90"] {
            assert_eq!(sport(Some(said)), Sport::Other(said.to_lowercase()), "{said}");
        }
    }
}
