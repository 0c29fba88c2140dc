//! What a routine sounds like, from the rendered samples: every cue of every bundled routine begins on its time, alone, and
//! nothing clips.

use afterrun::audio::{RATE, Recital};
use afterrun::domain::cue::{Timed, timeline};
use afterrun::domain::settings::Volume;
use afterrun::domain::voice::{Speech, VoiceSettings};

use crate::support::plans;

/// A cue begins within so many frames of its time: a millisecond.
const NEAR: usize = RATE as usize / 1000;
/// Below this, nobody hears anything.
const SILENT: f32 = 1e-4;

fn frame(timed: &Timed) -> usize {
    (timed.at.as_secs_f64() * f64::from(RATE)).round() as usize
}

#[test]
fn every_cue_begins_on_its_time_after_silence_and_nothing_clips() {
    for plan in plans() {
        let cues = timeline(&plan);
        let silent = VoiceSettings { speech: Speech::Off, ..VoiceSettings::default() };
        let samples = Recital::of(&plan, &silent).unwrap().samples(Volume::percent(100));
        let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
        assert!((0.3..0.99).contains(&loudest), "{}: the loudest sample is {loudest}", plan.name);
        let mut rung_out = 0;
        for timed in &cues {
            let at = frame(timed);
            let what = format!("{}: {:?} at {}", plan.name, timed.cue, timed.at);
            assert!(rung_out <= at, "{what}: the cue before still sounds");
            let before = &samples[rung_out..at];
            assert!(before.iter().all(|sample| sample.abs() < SILENT), "{what}: something sounds before it");
            let begins = samples[at..].iter().position(|sample| sample.abs() >= SILENT);
            assert!(begins.is_some_and(|late| late <= NEAR), "{what}: it begins {begins:?} frames late");
            rung_out = at + (timed.cue.length().as_secs_f64() * f64::from(RATE)).ceil() as usize;
        }
        assert!(
            samples[rung_out.min(samples.len())..].iter().all(|sample| sample.abs() < SILENT),
            "{}: the end",
            plan.name
        );
    }
}

#[test]
fn every_bundled_routine_keeps_to_the_cue_grammar() {
    use afterrun::domain::cue::{Cue, LONG_HOLD};
    use afterrun::domain::plan::{SegmentKind, Work};
    use afterrun::domain::time::Span;
    for plan in plans() {
        let cues = timeline(&plan);
        let heard = |at: Span, cue: Cue| cues.iter().any(|timed| timed.at == at && timed.cue == cue);
        for (start, segment) in plan.timed() {
            let end = start + segment.kind.length().estimate();
            let what = format!("{} at {start}: {:?}", plan.name, segment.kind);
            match segment.kind {
                SegmentKind::Work(Work::Hold(length)) => {
                    assert!(heard(end, Cue::End), "{what}: the end bell");
                    for left in 1..=3 {
                        assert!(heard(end.minus(Span::secs(left)), Cue::Tick), "{what}: tick {left} before the end");
                    }
                    let half = start + Span::secs_f64(length.as_secs_f64() / 2.0);
                    assert_eq!(heard(half, Cue::Half), length >= LONG_HOLD, "{what}: half");
                }
                SegmentKind::Work(Work::Reps { count, every, .. }) => {
                    assert!(heard(end, Cue::End), "{what}: the end bell");
                    for rep in 1..count {
                        let cue = if count - rep <= 3 { Cue::LastReps } else { Cue::Rep };
                        assert!(heard(start + every * rep, cue), "{what}: rep {rep}");
                    }
                }
                SegmentKind::Work(_) => assert!(!heard(end, Cue::End), "{what}: the person ends it"),
                SegmentKind::GetReady(length) | SegmentKind::SwitchSides(length) | SegmentKind::Rest(length) => {
                    assert!(heard(end, Cue::Start), "{what}: the start bell");
                    // In three seconds the first tick would fall on the bell that ended the last work.
                    for left in (1..=3).filter(|left| Span::secs(*left) < length) {
                        assert!(heard(end.minus(Span::secs(left)), Cue::Tick), "{what}: tick {left} before the start");
                    }
                }
            }
        }
    }
}
