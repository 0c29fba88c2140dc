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

/// The loudness of samples, in decibels below full: of the parts that are heard, so that pauses do not count.
fn loudness(samples: &[f32]) -> f64 {
    let power = |part: &[f32]| part.iter().map(|sample| f64::from(sample * sample)).sum::<f64>() / part.len() as f64;
    let parts: Vec<f64> = samples.chunks(RATE as usize / 50).map(power).collect();
    let loudest = parts.iter().copied().fold(0.0, f64::max);
    let heard: Vec<f64> = parts.into_iter().filter(|part| *part > loudest / 300.0).collect();
    10.0 * (heard.iter().sum::<f64>() / heard.len() as f64).log10()
}

#[test]
fn what_is_said_begins_on_its_time_lies_alone_and_is_equally_loud() {
    use afterrun::domain::score::Sound;
    use afterrun::domain::script::Role;
    let plan = plans().into_iter().find(|plan| plan.routine.as_str() == "post-run-twenty").unwrap();
    let recital = Recital::of(&plan, &VoiceSettings::default()).unwrap();
    let samples = recital.samples(Volume::percent(100));
    let score = recital.score();
    let names = score.spoken.iter().filter(|spoken| spoken.role == Role::Name).count();
    assert!(names >= 19, "every step is named: {names}");
    let at = |span: afterrun::domain::time::Span| (span.as_secs_f64() * f64::from(RATE)).round() as usize;
    let (mut quietest, mut loudest) = (f64::INFINITY, f64::NEG_INFINITY);
    for spoken in &score.spoken {
        let (from, to) = (at(spoken.at), at(spoken.over));
        let cues = score.sounds.iter().filter(|(_, sound)| !matches!(sound, Sound::Say(_)));
        let inside: Vec<_> = cues.filter(|(time, _)| (from.saturating_sub(4800)..to).contains(&at(*time))).collect();
        assert!(
            inside.iter().all(|(time, sound)| matches!(sound, Sound::Soft(_)) || at(*time) + 4800 < from),
            "{spoken:?} among {inside:?}"
        );
        if inside.is_empty() {
            let silence = &samples[from - 480..from];
            assert!(silence.iter().all(|sample| sample.abs() < SILENT), "{spoken:?} comes early");
            let begins = samples[from..].iter().position(|sample| sample.abs() > 0.005).unwrap();
            assert!(begins < 30 * NEAR, "{spoken:?} begins {begins} frames late");
            let loud = loudness(&samples[from..to]);
            (quietest, loudest) = (quietest.min(loud), loudest.max(loud));
        }
    }
    assert!(loudest - quietest <= 3.0, "from {quietest} to {loudest} dB");
    let soft = score.sounds.iter().filter(|(_, sound)| matches!(sound, Sound::Soft(_))).map(|(time, _)| *time);
    let alone = soft.filter(|time| {
        !score.spoken.iter().any(|spoken| at(spoken.at) < at(*time) + 4800 && at(spoken.over) > at(*time))
    });
    let ticks: Vec<f64> = alone.map(|time| loudness(&samples[at(time)..at(time) + 4800])).collect();
    assert!(!ticks.is_empty() && ticks.iter().all(|tick| tick + 6.0 <= quietest), "{ticks:?} under {quietest} dB");
}
