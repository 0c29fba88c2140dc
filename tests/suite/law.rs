//! The law of the giant tick: one late look at the clock gives the same events in the same order as many early ones, over
//! every bundled routine and any commands. Time is never lost and never counted twice.

use std::time::Duration;

use afterrun::domain::plan::Plan;
use afterrun::domain::player::{Command, Event, Phase, Player};
use afterrun::domain::session::Session;
use afterrun::domain::time::{Span, Tick};
use proptest::prelude::*;

use crate::support::plans;

/// Something that happens to a player, some time after what happened before.
#[derive(Clone, Debug)]
struct Happening {
    after: Span,
    command: Option<Command>,
}

fn happening() -> impl Strategy<Value = Happening> {
    let command = prop_oneof![
        Just(None),
        Just(Some(Command::Pause)),
        Just(Some(Command::Resume)),
        Just(Some(Command::Resume)),
        Just(Some(Command::Skip)),
        Just(Some(Command::Back)),
        Just(Some(Command::Extend)),
        Just(Some(Command::Done)),
        Just(Some(Command::Done)),
    ];
    // From less than a frame to longer than a block; whole seconds too, as boundaries lie on them.
    let after = prop_oneof![0_u64..40, (0_u64..120).prop_map(|s| s * 1000), 0_u64..30_000, 0_u64..400_000];
    (after, command).prop_map(|(millis, command)| Happening { after: Span::millis(millis), command })
}

/// When every session here starts.
const START: Tick = Tick::at(Duration::from_secs(7));

/// When the last of these things happens.
fn end_of(happenings: &[Happening]) -> Tick {
    START + happenings.iter().map(|happening| happening.after).sum()
}

/// Does something with the bundled plans, which are made once a thread.
fn with_plans<R>(see: impl FnOnce(&[Plan]) -> R) -> R {
    thread_local!(static PLANS: Vec<Plan> = plans());
    PLANS.with(|plans| see(plans))
}

/// Plays with one look at the clock before each command, or with looks every `glance` as well.
fn play(plan: &Plan, happenings: &[Happening], glance: Option<Span>) -> (Player, Vec<Event>) {
    let mut now = START;
    let mut player = Player::start(plan.clone(), now);
    let mut events = Vec::new();
    for happening in happenings {
        let then = now + happening.after;
        if let Some(glance) = glance {
            while now + glance < then {
                now = now + glance;
                events.extend(player.tick(now));
            }
        }
        now = then;
        match happening.command {
            Some(command) => events.extend(player.command(command, now)),
            None => events.extend(player.tick(now)),
        }
    }
    (player, events)
}

proptest! {
    // 12,000 cases of each law, each over one of the bundled plans.
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_late_look_equals_many_early_ones(
        which in 0..with_plans(<[Plan]>::len),
        happenings in prop::collection::vec(happening(), 1..24),
        glance in 300_u64..20_000,
    ) {
        with_plans(|plans| {
            let plan = &plans[which];
            let (late, late_events) = play(plan, &happenings, None);
            let (early, early_events) = play(plan, &happenings, Some(Span::millis(glance)));
            prop_assert_eq!(late_events, early_events);
            prop_assert_eq!(&late, &early);
            // What is scheduled for the ear does not depend on how often the player was looked at either.
            let now = end_of(&happenings);
            prop_assert_eq!(late.cues(now), early.cues(now));
            prop_assert!(late.elapsed(now) <= late.segment().kind.length().estimate() || late.segment().kind.length().is_open());
            Ok(())
        })?;
    }

    #[test]
    fn a_session_that_is_kept_and_taken_up_has_lost_nothing(
        which in 0..with_plans(<[Plan]>::len),
        happenings in prop::collection::vec(happening(), 1..12),
    ) {
        with_plans(|plans| {
            let (player, _) = play(&plans[which], &happenings, None);
            let now = end_of(&happenings);
            let kept = player.bookmark(now);
            let again = Player::reopen(kept.clone());
            let Some(mut again) = again else { return Err(TestCaseError::fail("it can't be taken up")) };
            // Another clock, as after a restart: one that has not run for as long as the segment has.
            let start = Tick::at(Span::LONGEST.to_std());
            prop_assert_eq!(again.bookmark(start), kept);
            again.command(Command::Resume, start);
            prop_assert_eq!(again.elapsed(start), player.elapsed(now).min(again.elapsed(start)));
            let on = start + Span::secs(3);
            again.tick(on);
            if again.ending().is_none() && again.at() == player.at() && player.ending().is_none() {
                prop_assert!(again.elapsed(on) >= player.elapsed(now), "{:?} {:?}", again.elapsed(on), player.elapsed(now));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_session_ended_anywhere_adds_up(
        which in 0..with_plans(<[Plan]>::len),
        happenings in prop::collection::vec(happening(), 1..12),
    ) {
        with_plans(|plans| {
            let (mut player, _) = play(&plans[which], &happenings, None);
            let now = end_of(&happenings);
            player.command(Command::End, now);
            prop_assert!(player.ending().is_some());
            let started = "2026-11-22T18:32:00+01:00".parse().unwrap();
            let session = Session::of(&player, started, started);
            let works = player.plan().segments.iter().filter(|segment| segment.kind.is_work()).count();
            prop_assert_eq!(session.steps.len(), works);
            let steps: Span = session.steps.iter().map(|step| step.time).sum();
            prop_assert!(steps <= session.active);
            prop_assert!(session.steps.iter().all(|step| step.skipped || !step.time.is_zero()));
            Ok(())
        })?;
    }

    #[test]
    fn scheduled_cues_never_overlap(
        which in 0..with_plans(<[Plan]>::len),
        happenings in prop::collection::vec(happening(), 1..12),
    ) {
        with_plans(|plans| {
            let (player, _) = play(&plans[which], &happenings, None);
            let now = end_of(&happenings);
            let cues = player.cues(now);
            for pair in cues.windows(2) {
                let [(first, cue), (second, _)] = pair else { unreachable!() };
                prop_assert!(*first + cue.length() <= *second, "{pair:?}");
            }
            prop_assert!(cues.iter().all(|(tick, _)| *tick >= now));
            Ok(())
        })?;
    }
}

#[test]
fn a_whole_routine_in_one_look() {
    for plan in plans() {
        let start = START;
        let mut player = Player::start(plan.clone(), start);
        let mut now = start;
        let mut began = vec![0];
        // Open steps wait for the person; between them one look is enough.
        while player.ending().is_none() {
            now = now + Span::secs(3600);
            began.extend(player.tick(now).iter().filter_map(|event| match event {
                Event::Began(at) => Some(*at),
                _ => None,
            }));
            let events = player.command(Command::Done, now);
            began.extend(events.iter().filter_map(|event| match event {
                Event::Began(at) => Some(*at),
                _ => None,
            }));
        }
        assert_eq!(began, (0..plan.segments.len()).collect::<Vec<_>>(), "{}", plan.name);
    }
}

#[test]
fn a_pause_of_any_length_loses_nothing() {
    let plan = plans().swap_remove(0);
    let start = START;
    let mut player = Player::start(plan, start);
    let paused_at = start + Span::millis(3_400);
    player.command(Command::Pause, paused_at);
    let later = paused_at + Span::secs(3600);
    assert!(player.tick(later).is_empty());
    assert_eq!(player.phase(), Phase::Paused { elapsed: Span::millis(3_400) });
    player.command(Command::Resume, later);
    assert_eq!(player.tick(later + Span::secs(3)), [Event::WentOn]);
    assert_eq!(player.elapsed(later + Span::secs(4)), Span::millis(4_400));
}
