//! The voice in the app: what is made ahead, what is said when, what is shown of it, and what is set.

use afterrun::domain::score::Sound;
use afterrun::domain::settings::Settings;
use afterrun::domain::spoken::Sentence;
use afterrun::domain::time::{Span, Tick};
use afterrun::domain::voice::{Manner, Pace, Respelling, Speech, VoiceSettings};
use afterrun::model::editor::{Editing, Pick};
use afterrun::model::{Action, Effect, Screen};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::support::{Desk, Setup};

const SECOND: Span = Span::secs(1);

/// In a session that has just begun.
fn playing<'a>() -> Desk<'a> {
    let mut desk = Desk::new(Setup::default());
    desk.notebook.take();
    desk.press(Key::Space);
    desk
}

/// What was asked to be made ahead.
fn asked(effects: &[Effect]) -> Vec<Sentence> {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Prepare(sentences) => Some(sentences.clone()),
        _ => None,
    });
    asked.unwrap_or_default()
}

/// Has everything made that was asked for, half a second a word.
fn made(desk: &mut Desk<'_>) -> Vec<Effect> {
    let effects = desk.notebook.take();
    let words = |sentence: &Sentence| sentence.as_str().split(' ').count() as u32;
    let ready = asked(&effects).into_iter().map(|sentence| (sentence.clone(), Span::millis(500) * words(&sentence)));
    desk.notebook.tell(Action::Spoken(Manner::default(), ready.collect()));
    desk.step();
    effects
}

/// What was last given to be said, with the time from now.
fn said(desk: &Desk<'_>) -> Vec<(Span, String)> {
    let now = afterrun::clock::Clock::now(desk.clock.as_ref()).tick;
    let effects = desk.notebook.take();
    let last = effects.into_iter().rev().find_map(|effect| match effect {
        Effect::Play(sounds) => Some(sounds),
        Effect::Silence => Some(Vec::new()),
        _ => None,
    });
    let say = |(at, sound): (Tick, Sound)| match sound {
        Sound::Say(sentence) => Some((at.since(now), sentence.to_string())),
        _ => None,
    };
    last.unwrap().into_iter().filter_map(say).collect()
}

#[test]
fn sentences_are_made_ahead_and_said_as_soon_as_they_are_there() {
    let mut desk = playing();
    let effects = made(&mut desk);
    let first: Vec<String> = asked(&effects).iter().take(4).map(ToString::to_string).collect();
    assert_eq!(first, ["Strength.", "Squats.", "5 reps.", "Sit back as if onto a chair, heels stay down."]);
    assert!(effects.contains(&Effect::Voice(VoiceSettings::default())));
    let said = said(&desk);
    let texts: Vec<&str> = said.iter().take(4).map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["Strength.", "Squats.", "5 reps.", "Sit back as if onto a chair, heels stay down."]);
    assert!(said.iter().any(|(_, text)| text == "Three."));
}

#[test]
fn what_is_said_is_shown_while_it_is_said() {
    let mut desk = playing();
    made(&mut desk);
    desk.pass(Span::millis(1_500), SECOND / 4);
    assert!(desk.shows("Strength. Squats. 5 reps."));
    desk.pass(SECOND * 12, SECOND);
    assert!(!desk.shows("Strength. Squats. 5 reps."));
}

#[test]
fn a_pause_silences_the_voice_and_what_was_cut_off_is_said_again() {
    let mut desk = playing();
    made(&mut desk);
    // In the middle of the name.
    desk.pass(Span::millis(2_000), SECOND / 4);
    desk.notebook.take();
    desk.press(Key::Space);
    assert_eq!(said(&desk), []);
    assert!(!desk.shows("Strength. Squats. 5 reps."));
    desk.pass(SECOND * 60, SECOND * 10);
    desk.press(Key::Space);
    let again = said(&desk);
    assert_eq!(again[0], (Span::secs(3), "Squats.".to_owned()), "after the lead-in, less the block, which was heard");
}

#[test]
fn a_pause_in_the_dose_has_the_name_said_again_too() {
    let mut desk = playing();
    made(&mut desk);
    let begun = said(&desk).into_iter().find(|(_, text)| text == "5 reps.").map(|(at, _)| at);
    desk.pass(begun.unwrap() + SECOND / 4, SECOND / 4);
    desk.press(Key::Space);
    desk.pass(SECOND * 60, SECOND * 10);
    desk.notebook.take();
    desk.press(Key::Space);
    let again: Vec<String> = said(&desk).into_iter().take(2).map(|(_, text)| text).collect();
    assert_eq!(again, ["Squats.", "5 reps."]);
}

#[test]
fn whoever_goes_on_hears_what_comes_and_not_what_was() {
    let mut desk = playing();
    made(&mut desk);
    desk.pass(Span::millis(1_600), SECOND / 4);
    desk.notebook.take();
    desk.press(Key::ArrowRight);
    let next = said(&desk);
    assert_eq!((next[0].0, next[0].1.as_str()), (Span::millis(500), "Lunges."));
    assert!(next.iter().all(|(_, text)| text != "Squats." && text != "Strength."));
    // More time does not make it say anything again.
    desk.pass(SECOND * 2, SECOND);
    desk.notebook.take();
    desk.press(Key::ArrowUp);
    assert!(said(&desk).iter().all(|(_, text)| text != "Lunges."));
}

#[test]
fn without_a_voice_nothing_is_made_and_cues_are_what_they_were() {
    let voice = VoiceSettings { speech: Speech::Off, ..VoiceSettings::default() };
    let mut setup = Setup::default();
    setup.start.settings = Settings { voice, ..setup.start.settings };
    let mut desk = Desk::new(setup);
    desk.notebook.take();
    desk.press(Key::Space);
    let effects = desk.notebook.take();
    assert_eq!(asked(&effects), []);
    desk.notebook.tell(Action::Spoken(Manner::default(), vec![(Sentence::new("Squats."), SECOND)]));
    desk.step();
    assert_eq!(desk.notebook.take(), [], "what is late is not said");
    // A routine may have its own voice, whatever is set.
    let mut desk = playing();
    made(&mut desk);
    let other = Manner { pace: Pace::FASTEST, ..Manner::default() };
    desk.notebook.take();
    desk.notebook.tell(Action::Spoken(other, vec![(Sentence::new("Plank."), SECOND)]));
    desk.step();
    assert_eq!(desk.notebook.take(), [], "made in a manner that nobody wants any more");
}

#[test]
fn the_voice_is_set_and_heard_by_key() {
    let mut desk = Desk::new(Setup { size: (1366.0, 1400.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    desk.notebook.take();
    desk.click("Hear it");
    let heard = desk.notebook.take();
    assert!(heard.contains(&Effect::Say(Sentence::new("Left. Half split. 30 seconds."))), "{heard:?}");
    assert_eq!(heard.last(), Some(&Effect::ReleaseSound));
    desk.window.get_by_label("A word that is said wrong").focus();
    desk.step();
    desk.types("pigeon = pidgin");
    desk.press(Key::Enter);
    let respelt = [Respelling { word: "pigeon".into(), said: "pidgin".into() }];
    assert_eq!(desk.model().settings().voice.respelt, respelt);
    assert!(desk.shows("pigeon, said like pidgin"));
    desk.notebook.take();
    desk.click("Hear pigeon");
    let heard = desk.notebook.take();
    let is_in_manner = |effect: &Effect| matches!(effect, Effect::Voice(voice) if voice.respelt == respelt);
    assert!(heard.iter().any(is_in_manner) && heard.contains(&Effect::Say(Sentence::new("pigeon"))));
    desk.click("Say pigeon as it is written");
    assert_eq!(desk.model().settings().voice.respelt, []);
    desk.window.get_by_label("The voice says what comes next").focus();
    desk.step();
    desk.press(Key::Space);
    assert_eq!(desk.model().settings().voice.speech, Speech::Off);
    desk.notebook.tell(Action::NoVoice("the voice is damaged; install Afterrun again".to_owned()));
    desk.step();
    assert!(desk.shows("There is no voice: the voice is damaged; install Afterrun again"));
}

#[test]
fn a_routine_has_a_voice_of_its_own_and_a_step_is_heard_in_the_editor() {
    let mut desk = Desk::new(Setup::default());
    desk.notebook.tell(Action::Go(Screen::Routines));
    desk.step();
    let own = |desk: &Desk<'_>| {
        let open = desk.model().editor().open().unwrap();
        desk.model().library().routine(open).unwrap().voice
    };
    let choose = |desk: &mut Desk<'_>, label: &str| {
        desk.window.get_by_role_and_label(Role::RadioButton, label).click();
        desk.step();
    };
    choose(&mut desk, "Own");
    desk.window.get_by_label("Less words a minute").click();
    desk.step();
    let slower = Pace::words_a_minute(Pace::default().words() - 1);
    assert_eq!(own(&desk).and_then(|voice| voice.pace), Some(slower));
    desk.window.get_all_by_role(Role::ListBoxOption).next().unwrap().click();
    desk.step();
    desk.notebook.take();
    desk.click("Hear it");
    let heard = desk.notebook.take();
    let is_slower = |effect: &Effect| matches!(effect, Effect::Voice(voice) if voice.pace == slower);
    let say = Effect::Say(Sentence::new("Squats. Sit back as if onto a chair, heels stay down."));
    assert!(heard.iter().any(is_slower) && heard.contains(&say), "{heard:?}");
    desk.notebook.tell(Action::Edit(Editing::Select(Pick::Nothing)));
    desk.step();
    choose(&mut desk, "Off");
    assert_eq!(own(&desk).and_then(|voice| voice.speech), Some(Speech::Off));
    choose(&mut desk, "As set");
    assert_eq!(own(&desk), None);
}
