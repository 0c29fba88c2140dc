//! The part of the settings about what goes on outside the window. Asks no desktop itself.

use egui::{IdSalt, Ui};

use crate::domain::hush::OtherMusic;
use crate::domain::nudge::{Days, Nudge};
use crate::model::{Action, Model, Setting};
use crate::ui::widgets::amount::TimesOfDay;
use crate::ui::widgets::choice;
use crate::ui::widgets::stepper::Stepper;

use super::settings::{self, note};

/// How high the part is.
pub(super) const HEIGHT: f32 = 84.0;

/// How high the part about the reminder is.
pub(super) const REMINDER: f32 = 76.0;

/// Draws the part about the reminder.
pub(super) fn reminder(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let nudge = model.settings().nudge;
    let options = [(Days::Never, "Never"), (Days::RunDays, "On days with a run"), (Days::EveryDay, "Every day")];
    let options = options.map(|(days, label)| (days, label.to_owned()));
    let mut set = |nudge| actions.push(Action::Set(Setting::Nudge(nudge)));
    ui.horizontal(|ui| {
        if let Some(days) = choice::show(ui, "Remind me of the routine", &options, nudge.days) {
            set(Nudge { days, ..nudge });
        }
        let at = Stepper { of: IdSalt::new("nudge"), name: "Time of the reminder", scale: TimesOfDay };
        if nudge.days != Days::Never
            && let Some(at) = at.show(ui, nudge.at)
        {
            set(Nudge { at, ..nudge });
        }
    });
    let words = if model.desk_is_mute() {
        "Nobody here shows notifications, so what you are reminded of stands in the window alone"
    } else {
        "Once, while Afterrun is open, unless you have done a routine that day"
    };
    note(ui, words);
}

/// How high the part about other music is.
pub(super) const MUSIC: f32 = 76.0;

/// Draws the part about other music.
pub(super) fn music(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let options = [
        (OtherMusic::Leave, "Leave it"),
        (OtherMusic::LowerForSpeech, "Lower it while the voice speaks"),
        (OtherMusic::PauseForSessions, "Pause it during a session"),
    ];
    let options = options.map(|(music, label)| (music, label.to_owned()));
    if let Some(music) = choice::show(ui, "Other music", &options, model.settings().other_music) {
        actions.push(Action::Set(Setting::OtherMusic(music)));
    }
    let words = if model.desk_is_absent() {
        "No desktop answers here, so other players can’t be told"
    } else {
        "What other players on this computer do meanwhile. Afterwards they are as they were"
    };
    note(ui, words);
}

/// How high the part about the mat is.
pub(super) const MAT: f32 = 92.0;

/// Draws the part about what is done from the mat.
pub(super) fn mat(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let claps = model.settings().claps;
    let words = if claps && model.is_deaf() {
        "No microphone answers here, so claps can’t be heard. Afterrun looks again while a session runs"
    } else {
        "The microphone listens only while a session runs. What it hears is looked at in memory; nothing is kept or sent"
    };
    if settings::switched(ui, claps, "Two claps pause and go on", words) {
        actions.push(Action::Set(Setting::Claps(!claps)));
    }
    note(ui, "Two knocks do, too. The buttons of a game pad pause, go on, skip and go back by themselves");
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, model: &Model) {
    let words = if model.desk_is_absent() {
        "No desktop answers here, so media keys, headsets and phones can’t pause or skip"
    } else {
        "Media keys, headset buttons, a phone that is paired and your desktop’s panel pause, go on, skip and go back"
    };
    note(ui, words);
    let words = if model.machine_may_sleep() {
        "Nobody here keeps the computer awake for Afterrun; set it so that the screen stays on for as long as a routine takes"
    } else {
        "The computer stays awake while a session runs, and for five minutes when it is paused"
    };
    note(ui, words);
}
