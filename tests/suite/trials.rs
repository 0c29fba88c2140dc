//! Trying a routine from one of its steps, and rehearsing it at ten times the speed: what is played, and that nothing of it is
//! written down.

use afterrun::clock::{Clock, ManualClock};
use afterrun::domain::cue::Cue;
use afterrun::domain::edit::StepAt;
use afterrun::domain::plan::Plan;
use afterrun::domain::player::{Command, Phase, Player};
use afterrun::domain::routine::RoutineId;
use afterrun::domain::session::Unfinished;
use afterrun::domain::time::{Span, Tick};
use afterrun::model::{Action, Effect, Model, Purpose, RehearsalSound, Screen, Stage, Start};
use afterrun::ui::pace::Needs;
use egui::Key;
use proptest::prelude::*;

use crate::support::{self, Desk, Setup, but_standing, evening, library};

const SECOND: Span = Span::secs(1);
/// What passes in a rehearsal while this does is a second.
const TENTH: Span = Span::millis(100);

fn twenty() -> RoutineId {
    RoutineId::new("post-run-twenty")
}

fn rehearse(sound: RehearsalSound) -> Action {
    Action::Rehearse { routine: twenty(), sound }
}

/// The third step of the second block.
fn from_the_middle() -> Action {
    Action::Try { routine: twenty(), from: StepAt { block: 1, step: 2 } }
}

/// A session that was cut off in its third segment.
fn cut_off() -> Unfinished {
    let now = evening().now();
    let mut player = Player::start(plan(), now.tick);
    player.tick(now.tick + Span::secs(40));
    Unfinished::of(&player, now.local, now.local, now.tick + Span::secs(40))
}

fn plan() -> Plan {
    model().plan(&twenty()).cloned().unwrap()
}

/// A model as it is when a routine is open in the editor and a session was cut off before.
fn model() -> Model {
    Model::new(Start { library: library(), ..Start::default() })
}

/// At the list of routines, with a session that was cut off still offered. What was asked so far is forgotten.
fn desk<'a>(size: (f32, f32), does: Action) -> Desk<'a> {
    let mut setup = Setup { size, ..Setup::default() };
    setup.start.unfinished = Some(cut_off());
    let mut desk = Desk::new(setup);
    desk.notebook.tell(Action::Go(Screen::Routines));
    desk.step();
    desk.notebook.take();
    desk.notebook.tell(does);
    desk.step();
    desk
}

/// Fails if anything was written down.
fn assert_nothing_kept(effects: &[Effect]) {
    let kept = |effect: &&Effect| {
        let is_sound = matches!(effect, Effect::Play(_) | Effect::Silence | Effect::ReleaseSound | Effect::Volume(_));
        !is_sound && !matches!(effect, Effect::Voice(_) | Effect::Prepare(_))
    };
    assert_eq!(but_standing(effects.to_vec()).iter().find(kept), None);
}

/// Fails unless everything is as it was before.
fn assert_back(desk: &Desk<'_>) {
    assert!(matches!(desk.model().stage(), Stage::Idle));
    assert_eq!(desk.model().screen(), Screen::Routines);
    assert!(desk.model().unfinished().is_some() && desk.model().goes_on_first());
    assert_eq!(desk.model().past().history().entries(), []);
}

fn cues(effects: &[Effect]) -> Option<Vec<(Tick, Cue)>> {
    let mut played = effects.iter().rev().filter_map(|effect| match effect {
        Effect::Play(sounds) => Some(support::cues(sounds)),
        _ => None,
    });
    played.next()
}

#[test]
fn trying_starts_with_the_step_and_is_an_ordinary_session_without_a_record() {
    let mut desk = desk((900.0, 600.0), from_the_middle());
    assert!(desk.shows("Standing quad") && desk.shows("Stretch") && desk.shows("3 of 5"));
    assert!(desk.shows("Trying it out") && desk.shows("Left leg"));
    assert_eq!(desk.digits(), "3", "it begins with getting ready");
    desk.pass(SECOND * 3, SECOND);
    assert_eq!(desk.digits(), "30", "at ordinary speed");
    // The next block and on to what waits for the person.
    for _ in 0..30 {
        desk.press(Key::ArrowRight);
        if desk.shows("Rehydrate") && desk.shows("Take your time") {
            break;
        }
    }
    let at = desk.at();
    desk.pass(Span::secs(600), SECOND * 10);
    assert_eq!(desk.at(), at, "it waits");
    for _ in 0..3 {
        desk.press(Key::Enter);
    }
    assert_back(&desk);
    let effects = desk.notebook.take();
    assert_nothing_kept(&effects);
    assert_eq!(cues(&effects).unwrap().last().unwrap().1, Cue::Flourish);
    assert_eq!(effects.last(), Some(&Effect::ReleaseSound));
}

#[test]
fn the_way_back_asks_no_question() {
    for does in [from_the_middle(), rehearse(RehearsalSound::Heard)] {
        for by_key in [true, false] {
            let mut desk = desk((900.0, 600.0), does.clone());
            desk.pass(Span::millis(1500), Span::millis(50));
            if by_key {
                desk.press(Key::Escape);
            } else {
                desk.click("Back to the editor");
            }
            assert!(!desk.shows("End here?"));
            assert_back(&desk);
            let effects = desk.notebook.take();
            assert_nothing_kept(&effects);
            assert_eq!(effects[effects.len() - 2..], [Effect::Silence, Effect::ReleaseSound]);
        }
    }
}

#[test]
fn what_cannot_be_played_is_said_and_what_runs_is_left_alone() {
    let nowhere = Action::Try { routine: twenty(), from: StepAt { block: 1, step: 5 } };
    let lost = desk((900.0, 600.0), nowhere);
    assert!(lost.shows("This can’t be played yet; mend what is marked and try again"));
    assert_back(&lost);
    assert_eq!(lost.notebook.take(), []);

    let mut desk = desk((900.0, 600.0), from_the_middle());
    for action in [rehearse(RehearsalSound::Heard), Action::TakeUp, Action::Play(twenty())] {
        desk.notebook.tell(action);
        desk.step();
        assert_eq!(desk.playing().purpose(), Purpose::Trial);
    }
    assert!(desk.model().unfinished().is_some());
    // The window closes meanwhile.
    let mut model = desk.model().clone();
    assert_nothing_kept(&model.leave(desk.clock.now()));
}

#[test]
fn a_rehearsal_goes_through_the_whole_in_a_tenth_of_its_time() {
    let (mut model, clock, plan) = (model(), evening(), plan());
    let start = clock.now().tick;
    let mut effects = model.update(rehearse(RehearsalSound::Silent), clock.now());
    let mut seen = Vec::new();
    while let Stage::Playing(playing) = model.stage() {
        seen.push(playing.player().at());
        clock.pass(Span::millis(50));
        effects.extend(model.tick(clock.now()));
    }
    let took = clock.now().tick.since(start);
    let tenth = plan.total() / 10;
    assert!(took.minus(tenth).max(tenth.minus(took)) <= SECOND, "{took} for {}", plan.total());
    seen.dedup();
    assert_eq!(seen, (0..plan.segments.len()).collect::<Vec<_>>());
    assert_nothing_kept(&effects);
    assert_eq!(cues(&effects), None, "silent is silent");
}

#[test]
fn a_rehearsal_is_heard_without_one_sound_in_another() {
    let (mut model, clock, plan) = (model(), evening(), plan());
    let start = clock.now().tick;
    let effects = model.update(rehearse(RehearsalSound::Heard), clock.now());
    let heard = cues(&effects).expect("all of it is scheduled at once");
    for pair in heard.windows(2) {
        let [(first, cue), (second, _)] = pair else { unreachable!() };
        assert!(*first + cue.length() <= *second, "{pair:?}");
    }
    assert!(heard.iter().filter(|(_, cue)| matches!(cue, Cue::Start | Cue::End)).count() > 10, "{heard:?}");
    assert_eq!(*heard.last().unwrap(), (start + plan.total() / 10, Cue::Flourish));
    // What waits for the person waits for nobody now, and is scheduled already.
    clock.pass(Span::secs(600));
    assert_eq!(but_standing(model.tick(clock.now())), [Effect::ReleaseSound]);
}

#[test]
fn a_rehearsal_pauses_and_goes_on_with_a_short_lead_in() {
    let mut desk = desk((900.0, 600.0), rehearse(RehearsalSound::Heard));
    assert!(desk.shows("Rehearsal, ten times as fast") && desk.shows("Squats"));
    assert_eq!(desk.digits(), "15");
    desk.pass(TENTH * 2, TENTH);
    assert_eq!(desk.digits(), "13");
    desk.press(Key::Space);
    assert!(matches!(desk.phase(), Phase::Paused { elapsed } if elapsed == SECOND * 2));
    desk.pass(Span::secs(60), SECOND);
    desk.press(Key::Space);
    assert!(matches!(desk.phase(), Phase::LeadIn { elapsed, .. } if elapsed == SECOND * 2));
    desk.pass(TENTH * 3, TENTH);
    assert!(matches!(desk.phase(), Phase::Running { .. }));
    desk.pass(TENTH, TENTH);
    assert_eq!(desk.digits(), "12");
    // Sleep is told by the real clock.
    desk.clock.sleep(Span::secs(4));
    desk.step();
    assert!(matches!(desk.phase(), Phase::Running { .. }));
    desk.clock.sleep(Span::secs(1800));
    desk.step();
    assert!(matches!(desk.phase(), Phase::Paused { .. }));
    assert!(desk.shows("Paused, because the computer went to sleep"));
}

#[test]
fn a_rehearsal_asks_for_frames_at_its_own_speed() {
    use afterrun::ui::needs;
    let mut desk = desk((900.0, 600.0), rehearse(RehearsalSound::Silent));
    assert_eq!(needs(desk.model(), desk.clock.now()), Needs::Rush(Span::ZERO));
    desk.press(Key::Space);
    // Paused: the minute of its time of day is over in six seconds.
    assert!(
        matches!(needs(desk.model(), desk.clock.now()), Needs::Rush(until) if until > SECOND && until <= SECOND * 6)
    );
}

/// Something that happens in a rehearsal, some time after what happened before.
fn happening() -> impl Strategy<Value = (Span, Option<Action>)> {
    let command = |command| Just(Some(Action::Player(command)));
    let action = prop_oneof![
        Just(None),
        Just(Some(Action::TogglePause)),
        Just(Some(Action::TogglePause)),
        command(Command::Skip),
        command(Command::Back),
        command(Command::Extend),
        command(Command::Done),
    ];
    let after = prop_oneof![0_u64..40, (0_u64..120).prop_map(|tenths| tenths * 100), 0_u64..3_000, 0_u64..40_000];
    (after, action).prop_map(|(millis, action)| (Span::millis(millis), action))
}

/// Rehearses with one look at the clock before each action, or with looks every `glance` as well.
fn rehearsed(from: &Model, happenings: &[(Span, Option<Action>)], glance: Option<Span>) -> (Model, Vec<Effect>) {
    let (mut model, clock): (Model, _) = (from.clone(), ManualClock::new(evening().now().local));
    let mut effects = model.update(rehearse(RehearsalSound::Heard), clock.now());
    for (after, action) in happenings {
        let mut left = *after;
        while let Some(glance) = glance.filter(|glance| *glance < left) {
            clock.pass(glance);
            effects.extend(model.tick(clock.now()));
            left = left.minus(glance);
        }
        clock.pass(left);
        match action {
            Some(action) => effects.extend(model.update(action.clone(), clock.now())),
            None => effects.extend(model.tick(clock.now())),
        }
    }
    // What is due but was not looked at yet is no difference.
    effects.extend(model.tick(clock.now()));
    // How things stand is told at every look, where it has changed.
    (model, but_standing(effects))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_late_look_at_a_rehearsal_equals_many_early_ones(
        happenings in prop::collection::vec(happening(), 1..16),
        glance in 30_u64..2_000,
    ) {
        thread_local!(static MODEL: Model = model());
        MODEL.with(|model| {
            let (late, late_effects) = rehearsed(model, &happenings, None);
            let (early, early_effects) = rehearsed(model, &happenings, Some(Span::millis(glance)));
            prop_assert_eq!(late_effects, early_effects);
            match (late.stage(), early.stage()) {
                (Stage::Idle, Stage::Idle) => {}
                (Stage::Playing(late), Stage::Playing(early)) => prop_assert_eq!(late.player(), early.player()),
                (late, early) => return Err(TestCaseError::fail(format!("{late:?} {early:?}"))),
            }
            Ok(())
        })?;
    }
}
