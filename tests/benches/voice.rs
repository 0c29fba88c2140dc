//! What the voice costs: `cargo bench --bench voice`. Loads it, has it say every exercise and some cues, and prints a table:
//! processor time, so that other programs count little, and memory. Judges nothing: how fast a machine is belongs to no test.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on has failed")]

use std::fs;

use afterrun::audio::voice::{RATE, Respellings, Voice};
use afterrun::clock::{Clock, SystemClock};
use afterrun::domain::time::Span;
use afterrun::domain::voice::Pace;

/// What cues say, beside the names of exercises.
const CUES: [&str; 6] = [
    "Left. Half split. Thirty seconds.",
    "Next up: Runner’s lunge, left leg.",
    "Single-leg deadlift, right. Eight each side.",
    "Ten minutes left for something to eat and drink.",
    "Sit back as if onto a chair, heels stay down.",
    "Next up: Foam rolling. IT band, outer thigh.",
];

fn main() {
    let clock = SystemClock::default();
    let before = resident();
    let (processor, elapsed) = (clock.cpu(), clock.tick().since_origin());
    let voice = Voice::load().unwrap();
    println!(
        "loading                     {} of processor time, {} elapsed",
        since(clock.cpu(), processor),
        since(clock.tick().since_origin(), elapsed)
    );
    println!("memory when it is loaded    {} MB", (resident() - before) / 1_000_000);
    let catalogue = include_str!("../../assets/exercises.ron");
    let names = catalogue.lines().filter_map(|line| line.trim().strip_prefix("name: \"")?.strip_suffix("\","));
    say(&voice, &clock, "names of exercises", &names.collect::<Vec<_>>());
    say(&voice, &clock, "cues", &CUES);
    say(&voice, &clock, "words that nobody knows", &["Zorblax frittle.", "Gwendoling.", "Plinkety skronk."]);
    println!("memory when all was said    {} MB", (resident() - before) / 1_000_000);
    println!("the most it ever took       {} MB", (highest() - before) / 1_000_000);
}

/// Says `texts`, and prints how many times as fast as they are heard.
fn say(voice: &Voice, clock: &SystemClock, what: &str, texts: &[&str]) {
    let before = clock.cpu();
    let said = |text: &&str| voice.say(text, Pace::default(), &Respellings::default()).unwrap().samples().len();
    let samples: usize = texts.iter().map(said).sum();
    let (heard, spent) = (samples as f64 / f64::from(RATE), clock.cpu().minus(before).as_secs_f64());
    println!("{what:<27} {heard:.1} s of speech in {spent:.3} s of processor time: {:.0} times as fast", heard / spent);
}

fn since(now: Span, before: Span) -> String {
    format!("{:.0} ms", now.minus(before).as_secs_f64() * 1000.0)
}

/// The memory that this program has now, and the most it ever had, in bytes.
fn resident() -> u64 {
    memory("VmRSS:")
}

fn highest() -> u64 {
    memory("VmHWM:")
}

fn memory(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0) * 1024
}
