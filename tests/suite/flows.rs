//! What a runner does, by accessible label, with a clock that stands until it is moved.

use afterrun::domain::bookmark::Ending;
use afterrun::domain::cue::{Cue, SoundState};
use afterrun::domain::library::Trouble;
use afterrun::domain::player::{Command, Phase};
use afterrun::domain::settings::{Motion, Settings, Theme, Volume};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, Model, Screen, Stage};
use egui::Key;
use egui_kittest::kittest::Queryable;

use crate::support::{Desk, Setup, cues};

const SECOND: Span = Span::secs(1);

fn desk<'a>() -> Desk<'a> {
    Desk::new(Setup::default())
}

fn playing<'a>() -> Desk<'a> {
    let mut desk = desk();
    desk.press(Key::Space);
    desk.notebook.take();
    desk
}

#[test]
fn space_and_twenty_minutes_later_a_session_stands_in_the_history() {
    let mut desk = desk();
    assert!(desk.shows("The post-run twenty"));
    desk.press(Key::Space);
    assert!(desk.shows("Squats") && desk.shows("Strength"));
    let mut steps_waited = Vec::new();
    for _ in 0..2000 {
        if matches!(desk.model().stage(), Stage::Writing(_)) {
            break;
        }
        desk.pass(SECOND, SECOND);
        if desk.shows("Take your time") {
            desk.pass(Span::secs(40), SECOND);
            steps_waited.push(["Rehydrate", "Refuel", "Journal"].into_iter().find(|name| desk.shows(name)));
            desk.press(Key::Enter);
        }
    }
    assert_eq!(steps_waited, [Some("Rehydrate"), Some("Refuel"), Some("Journal")]);
    assert!(desk.window.query_by_label_contains(" on the floor, every exercise.").is_some());
    let record = desk.notebook.take().into_iter().find_map(|effect| match effect {
        Effect::Record(entry) => Some(entry),
        _ => None,
    });
    let record = record.expect("a session that is over is written down");
    let session = record.session().unwrap();
    assert_eq!(session.ending, Ending::Completed);
    assert!(session.steps.iter().all(|step| !step.skipped && !step.time.is_zero()));
    assert_eq!(session.steps.iter().find(|step| step.name == "Squats").unwrap().reps, 5);
    assert!(session.active <= Span::secs(20 * 60), "{}", session.active);

    desk.press(Key::Escape);
    assert_eq!(desk.model().screen(), Screen::Today);
    assert!(desk.shows("1 of 1 run cooled down"));
    desk.window.get_by_role_and_label(egui::Role::Tab, "History").click();
    desk.step();
    assert!(desk.window.query_by_label_contains("Today, 18:32, The post-run twenty").is_some());
    assert!(desk.window.query_by_label_contains(", all of it").is_some());
}

#[test]
fn start_by_click_and_by_enter() {
    let mut by_click = desk();
    by_click.click("Start");
    assert!(matches!(by_click.model().stage(), Stage::Playing(_)));
    let mut by_enter = desk();
    by_enter.press(Key::Enter);
    assert!(matches!(by_enter.model().stage(), Stage::Playing(_)));
}

#[test]
fn any_key_and_any_click_pause_and_go_on() {
    for key in [Key::Space, Key::P, Key::Num5, Key::Backspace, Key::Period] {
        let mut desk = playing();
        // Into the work: what leads up to it needs no bell to go on.
        desk.press(Key::Enter);
        desk.pass(SECOND * 4, SECOND);
        desk.notebook.take();
        desk.press(key);
        assert!(matches!(desk.phase(), Phase::Paused { elapsed } if elapsed == SECOND * 4), "{key:?}");
        assert!(desk.shows("Paused"));
        assert_eq!(desk.notebook.take().iter().filter(|effect| **effect == Effect::Silence).count(), 1);
        desk.pass(Span::secs(600), Span::secs(60));
        desk.press(key);
        // Three seconds to get back into position, counted down and rung.
        assert!(matches!(desk.phase(), Phase::LeadIn { .. }), "{key:?}");
        assert_eq!(desk.digits(), "3");
        let played = desk.notebook.take().into_iter().find_map(|effect| match effect {
            Effect::Play(sounds) => Some(cues(&sounds).into_iter().take(4).map(|(_, cue)| cue).collect::<Vec<_>>()),
            _ => None,
        });
        assert_eq!(played.unwrap(), [Cue::Tick, Cue::Tick, Cue::Tick, Cue::Start]);
        desk.pass(SECOND * 3, SECOND);
        assert!(matches!(desk.phase(), Phase::Running { .. }), "{key:?}");
    }
    let mut desk = playing();
    desk.click("Pause or go on, anywhere");
    assert!(matches!(desk.phase(), Phase::Paused { .. }));
    desk.click("Go on");
    assert!(matches!(desk.phase(), Phase::LeadIn { .. }));
}

#[test]
fn tab_moves_the_focus_and_pauses_nothing() {
    let mut desk = playing();
    desk.press(Key::Tab);
    let focused = desk.window.ctx.memory(egui::Memory::focused);
    assert!(focused.is_some());
    assert!(matches!(desk.phase(), Phase::Running { .. }));
    // An arrow does its own work and leaves the focus where it is.
    desk.press(Key::ArrowRight);
    assert!(desk.shows("Lunges"));
    assert_eq!(desk.window.ctx.memory(egui::Memory::focused), focused);
}

#[test]
fn skip_goes_to_what_stands_under_next_and_back_returns() {
    let mut desk = playing();
    assert!(desk.shows("Lunges, 6 reps"));
    desk.click("Skip");
    assert!(desk.shows("Lunges") && desk.shows("2 of 5"));
    desk.press(Key::ArrowLeft);
    assert!(desk.shows("Squats") && desk.shows("1 of 5"));
    desk.press(Key::ArrowRight);
    desk.pass(SECOND * 5, SECOND);
    let at = desk.at();
    desk.click("Back");
    // Well into it: to its own start.
    assert_eq!(desk.at(), at);
    assert!(desk.shows("Lunges"));
}

#[test]
fn more_time_and_more_reps() {
    let mut desk = playing();
    let before: u64 = desk.digits().parse().unwrap();
    desk.click("+10 s");
    assert_eq!(desk.digits().parse::<u64>().unwrap(), before + 10);
    desk.press(Key::Enter);
    // Squats take four seconds here: two more are the whole reps in ten seconds.
    assert!(desk.shows("of 5 reps"));
    desk.press(Key::ArrowUp);
    assert!(desk.shows("of 7 reps"));
}

#[test]
fn the_end_is_asked_once_and_keeps_what_was_done() {
    let mut desk = playing();
    desk.pass(Span::secs(55), SECOND);
    desk.press(Key::Escape);
    assert!(desk.shows("End here?"));
    assert!(matches!(desk.phase(), Phase::Paused { .. }));
    desk.click("Keep going");
    assert!(!desk.shows("End here?"));
    assert!(matches!(desk.phase(), Phase::LeadIn { .. }));
    desk.click("End");
    desk.notebook.take();
    desk.press(Key::Enter);
    let effects = desk.notebook.take();
    let Some(Effect::Record(entry)) = effects.iter().find(|effect| matches!(effect, Effect::Record(_))) else {
        panic!("nothing was written: {effects:?}")
    };
    assert_eq!(entry.session().unwrap().ending, Ending::Early);
    assert_eq!(entry.session().unwrap().count().0, 1, "squats; lunges were left before their end");
    assert!(effects.contains(&Effect::ForgetSession) && effects.contains(&Effect::Silence));
    assert!(desk.window.query_by_label_contains("That counts. ").is_some());
}

#[test]
fn digits_change_on_the_second() {
    let mut desk = playing();
    let first: u64 = desk.digits().parse().unwrap();
    desk.pass(Span::millis(999), Span::millis(333));
    assert_eq!(desk.digits(), first.to_string());
    desk.pass(Span::millis(1), Span::millis(1));
    assert_eq!(desk.digits(), (first - 1).to_string());
}

#[test]
fn frames_are_asked_for_only_where_something_changes() {
    use afterrun::clock::Clock;
    use afterrun::ui::{needs, pace::Needs};
    let mut desk = desk();
    assert_eq!(needs(desk.model(), desk.clock.now()), Needs::Nothing);
    desk.press(Key::Space);
    assert!(matches!(needs(desk.model(), desk.clock.now()), Needs::Motion(_)));
    desk.press(Key::Space);
    // Paused: only the time of day of the end moves on.
    assert!(matches!(needs(desk.model(), desk.clock.now()), Needs::Digits(_)));
}

#[test]
fn a_still_screen_asks_for_no_frame_at_all() {
    for screen in ["Today", "Routines", "History", "Settings"] {
        let mut desk = desk();
        desk.window.get_by_role_and_label(egui::Role::Tab, screen).click();
        desk.window.run_steps(6);
        let output = desk.window.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
        assert_eq!(output.repaint_delay, std::time::Duration::MAX, "{screen}");
    }
    let mut desk = playing();
    desk.window.run_steps(6);
    let output = desk.window.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
    assert!(
        output.repaint_delay <= std::time::Duration::from_millis(300),
        "while something moves, four a second or more"
    );
}

#[test]
fn another_routine_becomes_the_one_of_the_day() {
    let mut desk = desk();
    desk.click("Change routine");
    desk.notebook.take();
    desk.window.get_by_role_and_label(egui::Role::MenuItem, "Just stretch, 4:59").click();
    desk.step();
    assert_eq!(desk.model().screen(), Screen::Today);
    assert!(desk.shows("Just stretch") && desk.shows("5 exercises · ends at 18:36"));
    let saved = desk.notebook.take();
    assert!(
        matches!(&saved[..], [Effect::SaveSettings(Settings { routine: Some(id), .. })] if id.as_str() == "just-stretch")
    );
}

#[test]
fn settings_are_set_and_saved() {
    let mut desk = Desk::new(Setup { size: (1366.0, 1200.0), ..Setup::default() });
    desk.window.get_by_role_and_label(egui::Role::Tab, "Settings").click();
    desk.step();
    assert!(desk.shows("/home/you/.config/afterrun"));
    desk.click("Test");
    assert_eq!(desk.notebook.take(), [Effect::Volume(Volume::default()), Effect::TestSound]);
    for choice in ["Light", "10 s", "Reduced motion"] {
        desk.window.get_by_role_and_label(egui::Role::RadioButton, choice).click();
        desk.step();
    }
    let settings = desk.model().settings();
    assert_eq!((settings.theme, settings.ready_at_least), (Theme::Light, Span::secs(10)));
    assert!(settings.motion == Motion::Reduced);
    assert_eq!(desk.notebook.take().last(), Some(&Effect::SaveSettings(settings.clone())));
    desk.window.get_by_role_and_label(egui::Role::Slider, "Volume").focus();
    desk.press(Key::ArrowLeft);
    assert!(desk.model().settings().volume < Volume::default());
}

#[test]
fn a_session_that_was_cut_off_goes_on_where_it_stopped() {
    let mut cut_off = playing();
    cut_off.pass(Span::secs(100), SECOND);
    let at = cut_off.at();
    let kept = cut_off.notebook.take().into_iter().filter_map(|effect| match effect {
        Effect::KeepSession(unfinished) => Some(*unfinished),
        _ => None,
    });
    let kept = kept.collect::<Vec<_>>().pop().expect("a running session is written down");
    let mut setup = Setup::default();
    setup.start.unfinished = Some(kept.clone());
    let mut desk = Desk::new(setup);
    assert!(desk.shows("Go on where you were?"));
    // The key that everybody presses takes it up.
    desk.press(Key::Space);
    assert_eq!(desk.at(), at);
    assert!(matches!(desk.phase(), Phase::LeadIn { elapsed, .. } if elapsed == kept.bookmark.elapsed));

    let mut setup = Setup::default();
    setup.start.unfinished = Some(kept.clone());
    let mut desk = Desk::new(setup);
    desk.click("Keep what was done");
    assert!(!desk.shows("Go on where you were?"));
    let effects = desk.notebook.take();
    let [Effect::Record(entry), Effect::ForgetSession] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(entry.session().unwrap().ending, Ending::Early);
    let on = entry.session().unwrap().steps.iter().find(|step| !step.time.is_zero() && step.skipped).unwrap();
    assert_eq!(on.time, kept.bookmark.elapsed, "what was on counts as far as it had come");
}

#[test]
fn a_running_session_is_written_down_every_few_seconds() {
    let mut desk = playing();
    desk.pass(Span::secs(20), SECOND);
    let kept = desk.notebook.take().iter().filter(|effect| matches!(effect, Effect::KeepSession(_))).count();
    assert!((4..=6).contains(&kept), "{kept}");
}

#[test]
fn sleep_pauses_and_a_change_of_the_wall_clock_does_not() {
    use afterrun::clock::Clock;
    let mut desk = playing();
    desk.pass(SECOND * 4, SECOND);
    let later = desk.clock.now().local + chrono::Duration::hours(1);
    desk.clock.set_local(later);
    desk.step();
    assert!(matches!(desk.phase(), Phase::Running { .. }), "summer time is not sleep");
    desk.clock.sleep(Span::secs(1800));
    desk.step();
    assert!(matches!(desk.phase(), Phase::Paused { elapsed } if elapsed == SECOND * 4));
    assert!(desk.shows("Paused, because the computer went to sleep"));
    desk.click("OK");
    assert!(!desk.shows("Paused, because the computer went to sleep"));
}

#[test]
fn sound_that_goes_is_said_once() {
    let mut desk = playing();
    for _ in 0..3 {
        desk.notebook.tell(Action::Sound(SoundState::Lost));
        desk.step();
    }
    let said = desk.window.query_all_by_role(egui::Role::Alert).count();
    assert_eq!(said, 1);
    assert!(matches!(desk.phase(), Phase::Running { .. }), "the session goes on");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let mut setup = Setup::default();
    setup.start.troubles = vec![Trouble {
        path: "/home/you/.config/afterrun/routines/mine.ron".to_owned(),
        place: Some((3, 11)),
        message: "a string was expected".to_owned(),
    }];
    let mut desk = Desk::new(setup);
    assert!(desk.shows("1 file needs a look"));
    assert!(desk.shows("mine.ron, line 3"));
    assert!(desk.shows("A string was expected (/home/you/.config/afterrun/routines/mine.ron:3:11)"));
    desk.click("Got it");
    assert!(!desk.shows("1 file needs a look"));
}

#[test]
fn a_step_at_the_persons_own_pace_waits_for_them() {
    use afterrun::domain::dose::{Dose, Tempo};
    let mut setup = Setup::default();
    let routine = &mut setup.start.library.routines[0];
    routine.blocks[0].steps[0].dose = Some(Dose::Reps(8));
    routine.blocks[0].steps[0].tempo = Some(Tempo::Own(Span::secs(3)));
    let mut desk = Desk::new(setup);
    desk.press(Key::Space);
    desk.press(Key::Enter);
    assert!(desk.shows("reps, your pace"));
    let at = desk.at();
    desk.pass(Span::secs(300), SECOND * 10);
    assert_eq!(desk.at(), at);
    desk.click("Done");
    assert_eq!(desk.at(), at + 1);
}

#[test]
fn the_step_that_is_the_journal_says_when_it_opens_and_how_it_ends() {
    let mut desk = playing();
    for _ in 0..200 {
        if desk.window.query_by_role_and_label(egui::Role::Heading, "Refuel").is_some() && desk.shows("Take your time")
        {
            assert!(desk.shows("Space when you are done"));
        }
        if desk.window.query_by_role_and_label(egui::Role::Heading, "Journal").is_some() && desk.shows("Take your time")
        {
            break;
        }
        desk.press(Key::ArrowRight);
    }
    assert!(desk.shows("Space ends this step"));
    assert!(desk.window.query_by_label_contains("Your journal opens after the session. ").is_some());
    desk.pass(SECOND * 5, SECOND);
    desk.press(Key::Space);
    assert!(matches!(desk.model().stage(), Stage::Writing(_)));
}

#[test]
fn commands_without_a_session_do_nothing() {
    use afterrun::clock::Clock;
    let desk = desk();
    let mut model: Model = desk.model().clone();
    for command in [Command::Pause, Command::Resume, Command::Skip, Command::Back, Command::Extend, Command::End] {
        assert!(model.update(Action::Player(command), desk.clock.now()).is_empty());
    }
    for action in [Action::TogglePause, Action::AskToEnd, Action::KeepGoing, Action::TakeUp, Action::PutAway] {
        assert!(model.update(action, desk.clock.now()).is_empty());
    }
}
