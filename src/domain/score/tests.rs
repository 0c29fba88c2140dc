//! Tests of how speech lies among cues: scores that read as text, and laws over plans of any shape.

use proptest::prelude::*;

use super::*;
use crate::domain::cue;
use crate::domain::plan::Plan;
use crate::domain::plan::tests::plan_of;
use crate::domain::script;

/// A voice that takes so long for a word.
fn voice(plan: &Plan, word: Span) -> Lengths {
    let mut lengths = Lengths::default();
    lengths.add(script::sentences(plan, 0).into_iter().map(|sentence| {
        let words = sentence.as_str().split(' ').count() as u32;
        (sentence, word * words)
    }));
    lengths
}

fn whole(plan: &Plan, lengths: &Lengths) -> Score {
    lay_out(cue::timeline(plan), &script::timeline(plan), lengths, Vec::new(), Span::ZERO)
}

/// The score as text: seconds and sound.
fn score(plan: &Plan, word: Span) -> String {
    let sounds = whole(plan, &voice(plan, word)).sounds;
    let text = |(at, sound): &(Span, Sound)| {
        let sound = match sound {
            Sound::Cue(cue) => format!("{cue:?}"),
            Sound::Soft(cue) => format!("({cue:?})"),
            Sound::Say(sentence) => format!("\"{sentence}\""),
        };
        format!("{} {sound}", (at.as_secs_f64() * 1000.0).round() / 1000.0)
    };
    sounds.iter().map(text).collect::<Vec<_>>().join(", ")
}

const WORD: Span = Span::millis(400);

#[test]
fn a_hold_is_named_with_its_side_first() {
    let plan = plan_of(&["half-split Hold(\"10s\") ready 10s"]);
    let heard = "0.5 Chord, 0.97 \"Block.\", 1.72 \"Left.\", 2.47 \"half-split.\", 3.22 \"10 seconds.\", 4.37 \"Breathe.\", \
                 7 Tick, 8 Tick, 9 Tick, 10 Start, 17 Tick, 18 Tick, 19 Tick, 20 End, 20.5 Switch, 20.92 \"Right side.\", \
                 27 Tick";
    assert!(score(&plan, WORD).starts_with(heard), "{}", score(&plan, WORD));
}

#[test]
fn what_has_no_time_is_left_out_by_rule_and_ticks_are_soft_under_a_name() {
    let roles = |ready: u32, word: Span| {
        let plan = plan_of(&[&format!("half-split Hold(\"10s\") ready {ready}s")]);
        let heard = whole(&plan, &voice(&plan, word)).spoken;
        heard.iter().filter(|spoken| spoken.line.segment == 0).map(|spoken| spoken.role).collect::<Vec<_>>()
    };
    let (first, slowly) = (|ready| roles(ready, WORD), |ready| roles(ready, Span::millis(800)));
    assert_eq!(first(10), [Role::Block, Role::Side, Role::Name, Role::Dose, Role::Advice]);
    assert_eq!(first(5), [Role::Block, Role::Side, Role::Name, Role::Dose, Role::Advice]);
    assert_eq!(slowly(5), [Role::Block, Role::Side, Role::Name]);
    assert_eq!(first(4), [Role::Block, Role::Side, Role::Name]);
    assert_eq!(first(3), [Role::Block, Role::Side, Role::Name]);
    assert_eq!(slowly(3), [Role::Side, Role::Name], "never without them");
    let plan = plan_of(&["half-split Hold(\"10s\") ready 3s"]);
    let heard = "0 Tick, 0.5 Chord, 0.97 \"Block.\", 1 (Tick), 1.72 \"Left.\", 2 (Tick), 2.47 \"half-split.\", 3 Start, 3.5 \"Breathe.\", 10 Tick";
    assert!(score(&plan, WORD).starts_with(heard), "{}", score(&plan, WORD));
}

#[test]
fn a_name_that_has_no_time_before_the_start_is_said_after_it() {
    let plan = plan_of(&["half-split Hold(\"10s\") ready 1s"]);
    let all = score(&plan, WORD);
    assert!(all.contains("1 Start, 1.42 \"Left.\", 2.17 \"half-split.\""), "{all}");
}

#[test]
fn the_call_for_another_step_gives_way_to_its_name() {
    let plan = plan_of(&["squat Reps(2) ready 0s", "plank Hold(\"20s\") ready 5s"]);
    let all = score(&plan, WORD);
    assert!(!all.contains("Announce"), "{all}");
    assert!(all.contains("6 End, 6.5 \"plank.\", 7.25 \"20 seconds.\""), "{all}");
    let silent = whole(&plan, &Lengths::default()).sounds;
    assert!(silent.contains(&(Span::millis(6_500), Sound::Cue(Cue::Announce))), "nothing is ready to be said");
}

#[test]
fn the_last_reps_are_counted_in_place_of_their_ticks() {
    let plan = plan_of(&["squat Reps(5) ready 5s"]);
    let all = score(&plan, WORD);
    assert!(all.contains("8 Rep, 11 \"Three.\", 14 \"Two.\", 17 \"One.\", 20 End"), "{all}");
    let quick = score(&plan, Span::secs(4));
    assert!(quick.contains("11 LastReps, 14 LastReps, 17 LastReps"), "{quick}");
}

#[test]
fn half_of_a_long_hold_is_said_after_its_tick() {
    let plan = plan_of(&["plank Hold(\"1m\") ready 5s"]);
    assert!(score(&plan, WORD).contains("35 Half, 35.27 \"Halfway.\", 62 Tick"), "{}", score(&plan, WORD));
}

#[test]
fn what_was_said_is_not_said_again_and_what_is_being_said_goes_on() {
    let plan = plan_of(&["half-split Hold(\"20s\") ready 10s"]);
    let lengths = voice(&plan, WORD);
    let all = whole(&plan, &lengths);
    // In the middle of the name.
    let now = Span::millis(2_600);
    let said = all.spoken.iter().filter(|spoken| spoken.at <= now).cloned().collect();
    let later = lay_out(cue::timeline(&plan), &script::timeline(&plan), &lengths, said, now);
    let rest: Vec<_> = all.sounds.iter().filter(|(at, _)| *at > Span::secs(5)).cloned().collect();
    assert_eq!(later.sounds[0], (Span::millis(2_470), Sound::Say(Sentence::new("half-split."))));
    assert!(later.sounds.ends_with(&rest[1..]), "{later:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever the plan and however slow the voice: sentences overlap nothing but soft ticks, each line is said at most once, and
    /// a side is never said without its name.
    #[test]
    fn nothing_is_covered(
        steps in proptest::collection::vec((0_usize..5, 0_usize..3, 0_u64..16, 1_u64..90), 1..6),
        word in 50_u64..1_500,
        ready in 0_u64..60,
    ) {
        let names = ["squat", "plank", "half-split", "lunge", "refuel"];
        let step = |(name, dose, ready, amount): &(usize, usize, u64, u64)| {
            let dose = match dose {
                0 => format!("Hold(\"{amount}s\")"),
                1 => format!("Reps({})", amount % 12 + 1),
                _ => format!("Open(\"{amount}s\")"),
            };
            format!("{} {dose} ready {ready}s", names[*name])
        };
        let lines: Vec<String> = steps.iter().map(step).collect();
        let plan = plan_of(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let lengths = voice(&plan, Span::millis(word));
        let now = Span::secs(ready);
        let score = lay_out(cue::timeline(&plan), &script::timeline(&plan), &lengths, Vec::new(), now);
        for pair in score.spoken.windows(2) {
            prop_assert!(pair[0].over <= pair[1].at, "{pair:?}");
        }
        for spoken in &score.spoken {
            prop_assert!(spoken.at >= now);
            for (at, sound) in &score.sounds {
                let overlaps = |cue: &Cue| *at < spoken.over && *at + cue.length() > spoken.at;
                match sound {
                    Sound::Cue(cue) => prop_assert!(!overlaps(cue), "{at} {cue:?} in {spoken:?}"),
                    Sound::Soft(cue) => prop_assert!(cue.is_tick()),
                    Sound::Say(_) => {}
                }
            }
            let has_name = |other: &Spoken| other.line == spoken.line && other.role == Role::Name;
            prop_assert_eq!(score.spoken.iter().filter(|other| has_name(other)).count(), 1, "{:?}", spoken);
        }
        // Cues that are no ticks and no calls are all heard.
        for timed in cue::timeline(&plan).iter().filter(|timed| timed.at >= now) {
            let gives_way = matches!(timed.cue, Cue::Announce | Cue::LastReps | Cue::Tick | Cue::Rep);
            prop_assert!(gives_way || score.sounds.contains(&(timed.at, Sound::Cue(timed.cue))), "{timed:?}");
        }
    }
}

#[test]
fn laid_out_again_at_any_time_it_is_what_it_was() {
    // With names that fit, and with one that comes after the start.
    for plan in [
        plan_of(&["half-split Hold(\"20s\") ready 10s", "squat Reps(6) ready 5s"]),
        plan_of(&["half-split Hold(\"20s\") ready 1s", "plank Hold(\"1m\") ready 2s"]),
    ] {
        let lengths = voice(&plan, WORD);
        let all = whole(&plan, &lengths);
        for millis in (0..40_000).step_by(130) {
            let now = Span::millis(millis);
            let said = all.spoken.iter().filter(|spoken| spoken.at <= now).cloned().collect();
            let again = lay_out(cue::timeline(&plan), &script::timeline(&plan), &lengths, said, now);
            let words = |score: &Score| {
                score.spoken.iter().map(|spoken| (spoken.line, spoken.sentence.clone())).collect::<Vec<_>>()
            };
            assert_eq!(words(&again), words(&all), "at {now}");
        }
    }
}
