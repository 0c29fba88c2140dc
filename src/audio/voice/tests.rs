//! The voice as a whole, heard by arithmetic. Only tests.

use std::sync::LazyLock;

use super::*;

/// Loading takes as long as a sentence does, so it is done once.
static VOICE: LazyLock<Voice> = LazyLock::new(|| Voice::load().unwrap());

fn say(text: &str) -> Vec<f32> {
    say_at(text, Pace::default())
}

fn say_at(text: &str, pace: Pace) -> Vec<f32> {
    VOICE.say(text, pace, &Respellings::default()).unwrap().samples
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

fn seconds(samples: &[f32]) -> f64 {
    samples.len() as f64 / f64::from(RATE)
}

/// How long it takes until something is heard, in seconds: until it is within 40 dB of the loudest.
fn onset(samples: &[f32]) -> f64 {
    let threshold = peak(samples) / 100.0;
    seconds(&samples[..samples.iter().position(|sample| sample.abs() > threshold).unwrap_or(samples.len())])
}

/// The names of the exercises that come with Afterrun.
fn names() -> Vec<&'static str> {
    let catalogue = include_str!("../../../assets/exercises.ron");
    let name = |line: &'static str| line.trim().strip_prefix("name: \"")?.strip_suffix("\",");
    catalogue.lines().filter_map(name).collect()
}

/// Ten sentences as cues say them.
const CUES: [&str; 10] = [
    "Left. Half split. Thirty seconds.",
    "Right side.",
    "Next up: Runner’s lunge, left leg.",
    "Post-run twenty. Twenty minutes.",
    "Squats. Eight.",
    "Single-leg deadlift, right. Eight each side.",
    "Ten minutes left for something to eat and drink.",
    "Plank. Thirty seconds.",
    "Child’s pose. One minute.",
    "Next up: Foam rolling. IT band, outer thigh.",
];

/// Words a minute over the ten cues.
fn pace_of(pace: Pace) -> f64 {
    let words: usize = CUES.iter().map(|cue| cue.split([' ', '-']).count()).sum();
    let spoken: f64 = CUES.iter().map(|cue| seconds(&say_at(cue, pace))).sum();
    words as f64 / spoken * 60.0
}

#[test]
fn every_exercise_is_equally_loud_whole_and_at_once() {
    let mut loudest = f64::NEG_INFINITY;
    let mut quietest = f64::INFINITY;
    let names = names();
    assert!(names.len() >= 48);
    for (at, name) in names.iter().enumerate() {
        // Each alone and with one of the sides.
        let side = if at % 2 == 0 { "Left" } else { "Right" };
        for text in [(*name).to_owned(), format!("{side}. {name}.")] {
            let samples = say(&text);
            let length = seconds(&samples);
            assert!((0.25..4.0).contains(&length), "{text}: {length} s");
            assert!(
                samples.iter().all(|sample| sample.is_finite() && sample.abs() <= 0.9),
                "{text}: {}",
                peak(&samples)
            );
            assert!(onset(&samples) < 0.02, "{text}: begins after {} s", onset(&samples));
            assert!(samples[0].abs() < 1e-3 && samples[samples.len() - 1].abs() < 1e-3, "{text} clicks");
            let loud = level::loudness(&samples).unwrap();
            loudest = loudest.max(loud);
            quietest = quietest.min(loud);
        }
    }
    assert!(loudest - quietest < 3.0, "from {quietest} to {loudest} dB");
}

#[test]
fn the_same_words_give_the_same_samples() {
    let text = "Left. Zorblax stretch.";
    let once = say(text);
    assert_eq!(once, say(text));
    assert_eq!(once, Voice::load().unwrap().say(text, Pace::default(), &Respellings::default()).unwrap().samples);
    assert_ne!(once, say("Right. Zorblax stretch."));
}

#[test]
fn the_pace_is_what_was_asked_for() {
    for pace in [Pace::SLOWEST, Pace::FASTEST] {
        let measured = pace_of(pace);
        assert!((measured / f64::from(pace.words()) - 1.0).abs() < 0.05, "{measured} for {pace:?}");
    }
    let usual = pace_of(Pace::default());
    assert!((120.0..150.0).contains(&usual), "{usual}");
}

#[test]
fn a_full_stop_is_half_a_second_of_silence() {
    let samples = say("Left. Right.");
    let silences = samples.chunk_by(|one, next| *one == 0.0 && *next == 0.0);
    let longest = silences.map(seconds).fold(0.0, f64::max);
    assert!((0.495..0.51).contains(&longest), "{longest}");
}

#[test]
fn text_without_words_is_silence() {
    for text in ["", "   ", "...", "?!", "★ 走", "\n"] {
        assert_eq!(VOICE.say(text, Pace::default(), &Respellings::default()).unwrap(), Speech::default(), "{text:?}");
    }
}

#[test]
fn whatever_is_typed_is_spoken() {
    let long = "and breathe ".repeat(400);
    let texts =
        ["a", "I", "5", "x", "'", "-", "’s", "b-b", "A.B.C.", "sss", "Zażółć gęślą jaźń", "ÀÉÎÕÜ", "1:30:00:00", &long];
    for text in texts {
        let samples = say(text);
        assert!(samples.iter().all(|sample| sample.abs() <= 0.9), "{text}");
        // What is said ends after 600 characters.
        let length = seconds(&samples);
        assert!(if text == long { (20.0..45.0).contains(&length) } else { length < 5.0 }, "{text}: {length}");
    }
}

#[test]
fn a_voice_can_be_handed_to_another_thread() {
    fn shared<T: Send + Sync>() {}
    shared::<Voice>();
}
