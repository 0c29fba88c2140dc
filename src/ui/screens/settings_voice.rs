//! The part of the settings that says whether and how the voice speaks, and which words it says as others. Makes no sound.

use egui::{IdSalt, Ui};

use crate::domain::voice::{Pace, Respelling, Speech, VoiceSettings};
use crate::model::{Action, Model, Setting};
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::{add_line, card, slider, switch, text};

use super::settings::volume;

/// A row of one word that is said as another.
const ROW: f32 = 48.0;
/// What is said to hear what the voice is like.
const SAMPLE: &str = "Left. Half split. 30 seconds.";
/// How wide a slider is.
const SLIDER: f32 = 220.0;

/// How high the part is.
pub(super) fn height(model: &Model) -> f32 {
    let missing = if model.voice_is_missing().is_some() { 22.0 } else { 0.0 };
    270.0 + missing + ROW * model.settings().voice.respelt.len() as f32
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let voice = &model.settings().voice;
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let mut set = |voice: VoiceSettings| actions.push(Action::Set(Setting::Voice(voice)));
    ui.horizontal(|ui| {
        let is_on = voice.speech == Speech::On;
        if switch::show(ui, is_on, "The voice says what comes next").clicked() {
            set(VoiceSettings { speech: if is_on { Speech::Off } else { Speech::On }, ..voice.clone() });
        }
        ui.vertical(|ui| {
            card::words(ui, "Say what comes next", &text::style(Weight::Semi, size::BODY, palette.text));
            card::words(ui, "The side first, then the exercise; half of long holds; the last three reps", &small);
        });
    });
    if let Some(why) = model.voice_is_missing() {
        card::words(ui, &format!("There is no voice: {why}"), &small);
    }
    if let Some(pace) =
        row(ui, "Pace", voice.pace.words(), Pace::SLOWEST.words()..=Pace::FASTEST.words(), " words a minute")
    {
        set(VoiceSettings { pace: Pace::words_a_minute(pace), ..voice.clone() });
    }
    let loudness = row(ui, "Loudness of the voice", u16::from(voice.volume.as_percent()), 0..=100, " %");
    if let Some(percent) = loudness {
        set(VoiceSettings { volume: volume(percent), ..voice.clone() });
    }
    let mut heard = button::small(ui, "Hear it", Rank::Plain).clicked().then(|| SAMPLE.to_owned());
    for (i, Respelling { word, said }) in voice.respelt.iter().enumerate() {
        ui.horizontal(|ui| {
            if button::said(ui, "Remove", &format!("Say {word} as it is written"), Rank::Plain, true).clicked() {
                let mut respelt = voice.respelt.clone();
                respelt.remove(i);
                set(VoiceSettings { respelt, ..voice.clone() });
            }
            if button::said(ui, "Hear it", &format!("Hear {word}"), Rank::Plain, true).clicked() {
                heard = Some(word.clone());
            }
            card::line(
                ui,
                &format!("{word}, said like {said}"),
                &text::style(Weight::Regular, size::BODY, palette.text),
            );
        });
    }
    let field = Field {
        of: IdSalt::new("respelling"),
        name: "A word that is said wrong",
        hint: "A word that is said wrong, such as pigeon = pidgin",
        look: Look::Line,
        gives: Gives::WhenDone,
        most: 2 * VoiceSettings::LONGEST_RESPELT,
        width: ui.available_width().min(460.0),
        ink: None,
    };
    let read = |text: &str| respelling(text).ok_or_else(|| "Write it like pigeon = pidgin".to_owned());
    if let Some(respelling) = add_line::show(ui, field, read) {
        let is_other = |other: &&Respelling| !other.word.eq_ignore_ascii_case(&respelling.word);
        let respelt = voice.respelt.iter().filter(is_other).cloned().chain([respelling.clone()]).collect();
        set(VoiceSettings { respelt, ..voice.clone() });
    }
    actions.extend(heard.map(|text| Action::Hear { text, own: None }));
}

/// A number between two others, with its name beside it; gives another one.
fn row(ui: &mut Ui, name: &str, value: u16, range: std::ops::RangeInclusive<u16>, suffix: &str) -> Option<u16> {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(button::HEIGHT);
        let number = slider::show(ui, name, SLIDER, value, range, suffix);
        card::line(ui, name, &text::style(Weight::Regular, size::SMALL, palette.muted));
        number
    })
    .inner
}

/// What was written of a word and what is said for it: `pigeon = pidgin`.
fn respelling(text: &str) -> Option<Respelling> {
    let (word, said) = text.split_once('=')?;
    let (word, said) = (word.trim(), said.trim());
    let fits = |text: &str| !text.is_empty() && text.chars().count() <= VoiceSettings::LONGEST_RESPELT;
    (fits(word) && fits(said)).then(|| Respelling { word: word.to_owned(), said: said.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_respelling_has_two_sides() {
        let read = |text| respelling(text).map(|respelling| (respelling.word, respelling.said));
        assert_eq!(read(" pigeon =pidgin"), Some(("pigeon".into(), "pidgin".into())));
        assert_eq!(read("IT band = eye tee band"), Some(("IT band".into(), "eye tee band".into())));
        assert_eq!((read("pigeon"), read("= pidgin"), read("pigeon =")), (None, None, None));
    }
}
