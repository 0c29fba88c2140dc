//! How a routine is spoken, where it has a voice of its own: whether, how fast and how loud. Makes no sound.

use egui::{IdSalt, Ui};

use crate::domain::routine::Routine;
use crate::domain::settings::Volume;
use crate::domain::voice::{Pace, RoutineVoice, Speech, VoiceSettings};
use crate::model::Action;
use crate::model::editor::Change;
use crate::ui::widgets::amount::Counts;
use crate::ui::widgets::segmented;
use crate::ui::widgets::stepper::Stepper;

use super::change;
use super::details::row;

/// Whose voice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Whose {
    /// As it is set for all.
    Set,
    /// Its own.
    Own,
    /// Nobody speaks.
    Off,
}

/// Draws the rows.
pub(super) fn show(ui: &mut Ui, routine: &Routine, set: &VoiceSettings, actions: &mut Vec<Action>) {
    let own = routine.voice.unwrap_or_default();
    let whose = match own.speech {
        _ if own.is_empty() => Whose::Set,
        Some(Speech::Off) => Whose::Off,
        _ => Whose::Own,
    };
    let mut give = |voice: RoutineVoice| actions.push(change(Change::Voice(voice)));
    let options = [(Whose::Set, "As set"), (Whose::Own, "Own"), (Whose::Off, "Off")];
    let both = set.with(routine.voice);
    match row(ui, "Voice", |ui| segmented::show(ui, "Voice", &options, Some(whose))) {
        Some(Whose::Set) => give(RoutineVoice::default()),
        Some(Whose::Off) => give(RoutineVoice { speech: Some(Speech::Off), ..own }),
        Some(Whose::Own) => {
            give(RoutineVoice { speech: Some(Speech::On), pace: Some(both.pace), volume: Some(both.volume) });
        }
        None => {}
    }
    if whose != Whose::Own {
        return;
    }
    let of = || IdSalt::new(("voice", &routine.id));
    let limits = u32::from(Pace::SLOWEST.words())..=u32::from(Pace::FASTEST.words());
    let stepper = Stepper { of: of(), name: "Words a minute", scale: Counts::within(&limits) };
    if let Some(words) = row(ui, "Words a minute", |ui| stepper.show(ui, u32::from(both.pace.words()))) {
        let pace = Pace::words_a_minute(u16::try_from(words).unwrap_or(u16::MAX));
        give(RoutineVoice { pace: Some(pace), ..own });
    }
    let stepper = Stepper { of: of(), name: "Loudness, percent", scale: Counts::within(&(0..=100)) };
    if let Some(percent) = row(ui, "Loudness, percent", |ui| stepper.show(ui, u32::from(both.volume.as_percent()))) {
        let volume = Volume::percent(u8::try_from(percent).unwrap_or(100));
        give(RoutineVoice { volume: Some(volume), ..own });
    }
}
