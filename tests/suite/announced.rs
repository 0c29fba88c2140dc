//! What somebody who has the screen read to them is told while a routine is played: the right things, few of them, and none by two voices.

use afterrun::domain::cue::SoundState;
use afterrun::domain::plan::SegmentKind;
use afterrun::domain::player::{Command, Player};
use afterrun::domain::settings::Settings;
use afterrun::domain::time::{Span, Tick};
use afterrun::domain::told::{Telling, Told};
use afterrun::domain::voice::{Speech, VoiceSettings};
use afterrun::model::{Action, Setting, Stage, Start};
use egui::accesskit::Live;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup, plans, start};

fn desk<'a>(speech: Speech) -> Desk<'a> {
    let voice = VoiceSettings { speech, ..VoiceSettings::default() };
    let start = Start { settings: Settings { voice, ..Settings::default() }, ..start() };
    Desk::new(Setup { start, ..Setup::default() })
}

impl Desk<'_> {
    /// What the live region says.
    fn announced(&self) -> String {
        let node = self.window.query_by(|node| node.live() == Live::Polite && node.role() == Role::Status);
        let words = node.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
        words.trim_end_matches('\u{a0}').to_owned()
    }

    /// Lets so much time pass, and gives what was announced anew.
    fn hears(&mut self, span: Span) -> Vec<String> {
        let (mut heard, mut last) = (Vec::new(), self.announced());
        for _ in 0..span.whole_secs() * 4 {
            self.pass(Span::millis(250), Span::millis(250));
            let now = self.announced();
            if now != last {
                heard.push(now.clone());
                last = now;
            }
        }
        heard
    }
}

#[test]
fn a_whole_routine_is_told_without_a_word_each_second() {
    let mut desk = desk(Speech::Off);
    assert_eq!(desk.announced(), "", "nothing is said before something is on");
    desk.press(Key::Space);
    let plan = desk.playing().player().plan().clone();
    let mut heard = vec![desk.announced()];
    for _ in 0..2000 {
        if matches!(desk.model().stage(), Stage::Writing(_)) {
            break;
        }
        heard.extend(desk.hears(Span::secs(1)));
        if desk.shows("Take your time") {
            desk.press(Key::Enter);
            heard.push(desk.announced());
        }
    }
    heard.dedup();
    // Each segment begins once, and is told of at most three times more.
    let longest = |kind: &SegmentKind| if kind.is_work() { 4 } else { 2 };
    let most: usize = plan.segments.iter().map(|segment| longest(&segment.kind)).sum();
    let least = plan.segments.len();
    assert!((least..=most).contains(&heard.len()), "{} in {least} to {most}: {heard:#?}", heard.len());
    let secs = plan.segments.iter().map(|segment| segment.kind.length().estimate().whole_secs()).sum::<u64>();
    assert!(heard.len() as u64 * 6 < secs, "{} in {secs} s: one in six seconds at most", heard.len());
    assert_eq!(heard.last().map(String::as_str), Some("The session is over"));
    // Every step is named, and every side.
    for step in &plan.steps {
        assert!(heard.iter().any(|words| words.contains(&step.name)), "{} in {heard:#?}", step.name);
    }
    for words in ["Right side.", "Start", "3 reps left", "10 seconds left", "3 seconds left"] {
        assert!(heard.iter().any(|heard| heard == words), "{words} in {heard:#?}");
    }
    // What was said last is not there for ever.
    desk.pass(Span::secs(6), Span::secs(6));
    desk.step();
    assert_eq!(desk.announced(), "");
}

#[test]
fn pause_and_going_on_are_told_with_what_is_left_and_the_clock_is_not_live() {
    let mut desk = desk(Speech::Off);
    desk.press(Key::Space);
    desk.pass(Span::secs(2), Span::secs(1));
    desk.press(Key::Space);
    assert!(desk.announced().starts_with("Paused, ") && desk.announced().ends_with(" seconds left"));
    let timer = desk.window.get_by_role(Role::Timer);
    assert_eq!(timer.accesskit_node().live(), Live::Off);
    assert_eq!(desk.hears(Span::secs(20)), [""; 0], "what stands is told once");
    desk.press(Key::Space);
    assert!(desk.announced().starts_with("Going on, "), "{}", desk.announced());
    // Pausing again says the same words as before, and is heard again.
    let before = desk.announced();
    desk.press(Key::Space);
    assert_ne!(desk.announced(), before);
    desk.press(Key::Escape);
    desk.click("End and keep");
    assert_eq!(desk.announced(), "The session is over");
}

#[test]
fn what_the_voice_says_is_left_to_it() {
    let mut desk = desk(Speech::On);
    desk.notebook.tell(Action::Sound(SoundState::On));
    desk.press(Key::Space);
    assert_eq!(desk.announced(), "");
    let heard = desk.hears(Span::secs(60));
    assert!(heard.iter().all(|words| words == "10 seconds left"), "{heard:?}");
    desk.press(Key::Space);
    assert!(desk.announced().starts_with("Paused"));
    desk.press(Key::Space);
    assert!(desk.announced().starts_with("Going on"));
    // Without sound nobody hears the voice: what it would have said last is told now.
    desk.press(Key::ArrowRight);
    let on = desk.playing().player().plan().step(&desk.playing().player().segment()).name.clone();
    assert!(!desk.announced().contains(&on));
    desk.notebook.tell(Action::Sound(SoundState::NoDevice));
    desk.step();
    assert!(desk.announced().contains(&on), "{} is told: {}", on, desk.announced());
    desk.notebook.tell(Action::Sound(SoundState::On));
    desk.notebook.tell(Action::Set(Setting::Voice(VoiceSettings::default())));
    desk.step();
}

#[test]
fn every_routine_is_told_with_as_few_words() {
    let mut halves = 0;
    for plan in plans() {
        let (name, all) = (plan.name.clone(), plan.segments.clone());
        let (mut player, mut telling, mut now) =
            (Player::start(plan, Tick::default()), Telling::default(), Tick::default());
        let mut told = Vec::new();
        while player.ending().is_none() {
            if let Some(news) = telling.look(&player, now) {
                // What waits for the person is done as soon as it has begun.
                if player.segment().kind.length().is_open() {
                    player.command(Command::Done, now);
                }
                told.push(news);
            }
            now = now + Span::millis(250);
            player.tick(now);
        }
        let began = told.iter().filter(|told| matches!(told, Told::Began(_))).count();
        assert_eq!(began, all.len(), "{name}: each part begins once");
        let most = all.iter().filter(|segment| segment.kind.is_work()).count() * 3;
        assert!(told.len() - began <= most, "{name}: {told:?}");
        halves += told.iter().filter(|told| **told == Told::Half).count();
    }
    assert!(halves > 0);
}
