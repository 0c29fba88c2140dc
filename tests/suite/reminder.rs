//! The spoken reminder among the cues of a session: nothing sounds over it, and it is not lost where it is withdrawn.

use afterrun::clock::Clock;
use afterrun::domain::cue::Cue;
use afterrun::domain::run::{Run, Trace};
use afterrun::domain::time::{Span, Tick};
use afterrun::model::{Effect, REMINDER};
use egui::Key;

use crate::runs_in_model::found;
use crate::support::{Desk, Setup, run};

const SECOND: Span = Span::secs(1);

/// On Today, with a run whose reminder is due in so many seconds.
fn due_in<'a>(seconds: i64) -> Desk<'a> {
    let mut desk = Desk::new(Setup::default());
    let elapsed = Span::secs(3131);
    // The half hour begins when the run ends, and the reminder comes after twenty minutes of it.
    let ends = desk.clock.now().local + chrono::Duration::seconds(seconds - 20 * 60);
    let start = ends - chrono::Duration::from_std(elapsed.to_std()).unwrap();
    let trace = Trace { start, elapsed, file: "run.fit".to_owned() };
    desk.notebook.tell(found(Run { trace: Some(trace), ..run() }));
    desk.step();
    desk
}

fn now(desk: &Desk<'_>) -> Tick {
    desk.clock.now().tick
}

/// What was last given to be played.
fn played(desk: &Desk<'_>) -> Vec<(Tick, Cue)> {
    let effects = desk.notebook.take().into_iter().rev();
    let mut played = effects.filter_map(|effect| match effect {
        Effect::Play(cues) => Some(cues),
        Effect::Silence => Some(Vec::new()),
        _ => None,
    });
    played.next().unwrap()
}

fn reminder_in(cues: &[(Tick, Cue)]) -> Option<Tick> {
    cues.iter().find(|(_, cue)| *cue == Cue::Refuel).map(|(at, _)| *at)
}

#[test]
fn nothing_sounds_over_a_reminder_that_has_begun() {
    let mut desk = due_in(20);
    desk.press(Key::Space);
    let begins = reminder_in(&played(&desk)).expect("it is among the cues");
    let over = begins + Cue::Refuel.length();
    desk.pass(begins.since(now(&desk)) + Span::millis(200), SECOND);
    // On, back, on, a break and what follows it, all while the sentence is spoken.
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::Enter, Key::Space, Key::Space, Key::ArrowUp] {
        desk.notebook.take();
        desk.press(key);
        let (cues, now) = (played(&desk), now(&desk));
        assert_eq!(reminder_in(&cues), None, "it rings out, and is not said again: {key:?}");
        for (at, cue) in cues {
            let by_clock = at > now && matches!(cue, Cue::Start | Cue::End);
            assert!(at >= over || by_clock, "{cue:?} sounds over it after {key:?}");
        }
        desk.pass(Span::millis(150), SECOND);
    }
    assert!(now(&desk) < over);
    desk.pass(SECOND * 3, SECOND);
    desk.press(Key::ArrowRight);
    assert_eq!(played(&desk).first().map(|(_, cue)| *cue), Some(Cue::Announce), "afterwards everything is heard");
}

#[test]
fn a_reminder_that_was_withdrawn_is_said_at_the_next_gap() {
    // Due between the ticks that lead up to the first exercise, it waits for the start bell.
    let mut desk = due_in(14);
    desk.press(Key::Space);
    let begins = reminder_in(&played(&desk)).unwrap();
    desk.pass(Span::millis(14_500), SECOND / 2);
    assert!(desk.shows(REMINDER) && begins > now(&desk));
    desk.press(Key::ArrowRight);
    let cues = played(&desk);
    let again = reminder_in(&cues).expect("it is said among the cues of the next exercise");
    assert!(again.since(now(&desk)) < SECOND * 2);
    for pair in cues.windows(2) {
        assert!(pair[0].0 + pair[0].1.length() <= pair[1].0, "{pair:?}");
    }
    // The end of the session withdraws it once more; the first key closes the notice.
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert_eq!(reminder_in(&played(&desk)), Some(now(&desk)));
}

#[test]
fn a_session_that_begins_while_the_sound_device_opens_says_the_reminder() {
    let mut desk = due_in(20);
    desk.pass(SECOND * 20, SECOND);
    desk.pass(SECOND, SECOND / 2);
    assert!(reminder_in(&played(&desk)).is_some_and(|at| at > now(&desk)));
    desk.press(Key::Space);
    let cues = played(&desk);
    assert_eq!(cues.iter().filter(|(_, cue)| *cue == Cue::Refuel).count(), 1, "{cues:?}");
}
