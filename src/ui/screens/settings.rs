//! Settings: volume, time to get ready, theme, motion, this week, and where everything is kept.

use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::domain::cue::SoundState;
use crate::domain::past::week::Week;
use crate::domain::reading::{Distance, Inches, Reading};
use crate::domain::settings::{Contrast, Motion, Settings, TextScale, Theme, Units, Volume};
use crate::domain::time::Moment;
use crate::model::{Action, Model, Setting};
use crate::ui::heading;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::{card, choice, scroll, slider, switch, text};
use crate::ui::words;

use super::{settings_desk, settings_keys, settings_runs, settings_voice};

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, now: Moment) -> Vec<Action> {
    let window = ui.max_rect();
    let area = heading(ui, "Settings");
    let mut actions = Vec::new();
    // The scroll bar lies in the margin at the right.
    let scrolled = Rect::from_min_max(area.min, pos2(window.right(), area.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(scrolled).id_salt("settings"));
    scroll::page(&mut child, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.set_max_width(area.width());
        // Where there is room, what the keys do stands beside the rest.
        let beside = (area.width() > 1100.0).then(|| (area.width() - gap::LARGE) * 0.6);
        let whole = Rect::from_min_size(ui.cursor().min, area.size());
        let left = Rect::from_min_size(whole.min, vec2(beside.unwrap_or(area.width()), whole.height()));
        let mut one = ui.new_child(UiBuilder::new().max_rect(left).id_salt("set"));
        groups(&mut one, model, now, &mut actions);
        let mut used = one.min_rect();
        if beside.is_some() {
            let right = Rect::from_min_max(pos2(left.right() + gap::LARGE, whole.top()), whole.max);
            let mut other = ui.new_child(UiBuilder::new().max_rect(right).id_salt("keys"));
            settings_keys::show(&mut other);
            used = used.union(other.min_rect());
        } else {
            settings_keys::show(&mut one);
            used = used.union(one.min_rect());
        }
        ui.allocate_rect(used, Sense::hover());
    });
    actions
}

fn groups(ui: &mut Ui, model: &Model, now: Moment, actions: &mut Vec<Action>) {
    group(ui, "Sound", 76.0, |ui| sound(ui, model, actions));
    group(ui, "Voice", settings_voice::height(model), |ui| settings_voice::show(ui, model, actions));
    group(ui, "Time to get ready, at least", 76.0, |ui| ready(ui, model, actions));
    group(ui, "Look", 276.0, |ui| look(ui, model, actions));
    group(ui, "From the floor", 116.0, |ui| from_the_floor(ui, model, actions));
    group(ui, "This week is for", 76.0, |ui| week(ui, model, now, actions));
    group(ui, "Your runs", settings_runs::height(model), |ui| settings_runs::show(ui, model, actions));
    group(ui, "Remind me of the routine", settings_desk::REMINDER, |ui| settings_desk::reminder(ui, model, actions));
    group(ui, "Other music", settings_desk::MUSIC, |ui| settings_desk::music(ui, model, actions));
    group(ui, "From the mat", settings_desk::MAT, |ui| settings_desk::mat(ui, model, actions));
    group(ui, "Outside the window", settings_desk::HEIGHT, |ui| settings_desk::show(ui, model));
    group(ui, "Your files", 92.0, |ui| files(ui, model));
}

/// How wide what stands in a group is.
pub(super) fn inside(ui: &Ui) -> f32 {
    ui.available_width() - 2.0 * card::MARGIN.x
}

/// A card with a heading, and room of this height below that; of more, where what is in it takes more lines than usual.
pub(super) fn group(ui: &mut Ui, name: &str, height: f32, fill: impl FnOnce(&mut Ui)) {
    /// The heading, with what is between it and the rest.
    const HEADING: f32 = 24.0;
    let id = ui.scope_id().with(("group", name));
    let needed = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or_default();
    let height = (height + HEADING).max(needed);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height + 2.0 * card::MARGIN.y));
    card::at(ui, rect, name, |ui| {
        card::heading(ui, name);
        fill(ui);
        let used = ui.min_rect().height();
        ui.data_mut(|data| data.insert_temp(id, used));
        if used > height + 0.5 {
            ui.request_repaint();
        }
    });
    ui.add_space(gap::SMALL);
}

/// What the week was for: one of rest, illness or injury breaks no streak.
fn week(ui: &mut Ui, model: &Model, now: Moment, actions: &mut Vec<Action>) {
    let week = Week::of(now.local.date_naive());
    let kinds = words::past::WEEK_KINDS.map(|(kind, word)| (kind, word.to_owned()));
    if let Some(kind) = choice::show(ui, "This week is for", &kinds, model.weeks().get(week)) {
        actions.push(Action::SetWeek(week, kind));
    }
    note(ui, words::past::NEUTRAL_NOTE);
}

/// What has to be known to set something, in small words.
pub(super) fn note(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Regular, size::SMALL, palette.muted));
}

fn sound(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let percent = u16::from(model.settings().volume.as_percent());
    ui.horizontal(|ui| {
        ui.set_min_height(button::HEIGHT);
        if let Some(percent) = slider::show(ui, "Volume", 280.0, percent, 0..=100, " %") {
            actions.push(Action::Set(Setting::Volume(volume(percent))));
        }
        if button::small(ui, "Test", Rank::Plain).clicked() {
            actions.push(Action::TestSound);
        }
    });
    note(
        ui,
        match model.sound() {
            SoundState::On => "How loud ticks and bells are, on top of your system’s volume",
            SoundState::NoDevice => "No sound device was found. Afterrun looks again when there is something to play",
            SoundState::Lost => "The sound device has gone. Afterrun goes on looking for it while a session runs",
        },
    );
}

/// The volume of a slider.
pub(super) fn volume(percent: u16) -> Volume {
    Volume::percent(u8::try_from(percent).unwrap_or(u8::MAX))
}

fn ready(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let options = Settings::READY_CHOICES.map(|span| {
        let label = if span.is_zero() { "As the routine says".to_owned() } else { words::length(span) };
        (span, label)
    });
    if let Some(span) = choice::show(ui, "Time to get ready, at least", &options, model.settings().ready_at_least) {
        actions.push(Action::Set(Setting::ReadyAtLeast(span)));
    }
    note(ui, "Before each exercise and between its sides. Longer makes the whole routine longer");
}

fn look(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let options = [(Theme::System, "As the system"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
    let options = options.map(|(theme, label)| (theme, label.to_owned()));
    if let Some(theme) = choice::show(ui, "Theme", &options, model.settings().theme) {
        actions.push(Action::Set(Setting::Theme(theme)));
    }
    let options = [(Units::Metric, "Kilometres, °C"), (Units::Imperial, "Miles, °F")];
    let options = options.map(|(units, label)| (units, label.to_owned()));
    if let Some(units) = choice::show(ui, "Units", &options, model.settings().units) {
        actions.push(Action::Set(Setting::Units(units)));
    }
    let options = TextScale::CHOICES.map(|scale| (scale, format!("{} %", scale.as_percent())));
    if let Some(scale) = choice::show(ui, "Size of everything", &options, model.settings().text_scale) {
        actions.push(Action::Set(Setting::TextScale(scale)));
    }
    let options = [
        (Contrast::System, "Contrast as the system"),
        (Contrast::Standard, "Usual contrast"),
        (Contrast::High, "High contrast"),
    ];
    let options = options.map(|(contrast, label)| (contrast, label.to_owned()));
    if let Some(contrast) = choice::show(ui, "Contrast", &options, model.settings().contrast) {
        actions.push(Action::Set(Setting::Contrast(contrast)));
    }
    let options =
        [(Motion::System, "Motion as the system"), (Motion::Reduced, "Reduced motion"), (Motion::Full, "Full motion")];
    let options = options.map(|(motion, label)| (motion, label.to_owned()));
    if let Some(motion) = choice::show(ui, "Motion", &options, model.settings().motion) {
        actions.push(Action::Set(Setting::Motion(motion)));
    }
    note(
        ui,
        "Everything is up to twice as large; high contrast is black or white behind everything; reduced motion, still figures and no pulse at the edge",
    );
}

/// A switch with its name and what it does; gives whether it was flipped.
pub(super) fn switched(ui: &mut Ui, on: bool, name: &str, what: &str) -> bool {
    ui.horizontal(|ui| {
        let flipped = switch::show(ui, on, name).clicked();
        ui.vertical(|ui| {
            let palette = theme::palette(ui.ctx());
            card::words(ui, name, &text::style(Weight::Semi, size::BODY, palette.text));
            note(ui, what);
        });
        flipped
    })
    .inner
}

/// From where the player is read.
fn from_the_floor(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let reading = model.settings().reading;
    let options = Distance::ALL.map(|distance| (distance, format!("{} m", distance.metres())));
    if let Some(distance) = choice::show(ui, "How far you are from the screen", &options, reading.distance) {
        actions.push(Action::Set(Setting::Reading(Reading { distance, ..reading })));
    }
    let inches = u16::from(Inches::LEAST.number())..=u16::from(Inches::MOST.number());
    ui.horizontal(|ui| {
        ui.set_min_height(button::HEIGHT);
        let shown = u16::from(reading.screen.number());
        if let Some(wide) = slider::show(ui, "Diagonal of the screen", 220.0, shown, inches, " inches") {
            let screen = Inches::new(u8::try_from(wide).unwrap_or(u8::MAX));
            actions.push(Action::Set(Setting::Reading(Reading { screen, ..reading })));
        }
        card::line(
            ui,
            "Diagonal of the screen",
            &text::style(Weight::Regular, size::SMALL, theme::palette(ui.ctx()).muted),
        );
    });
    note(ui, "What you have to read while it plays is large enough for that");
}

fn files(ui: &mut Ui, model: &Model) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, model.folder(), &text::style(Weight::Semi, size::BODY, palette.text));
    note(ui, "Routines, history and settings are readable files in this folder. They are yours");
    if button::small(ui, "Copy the path", Rank::Plain).clicked() {
        ui.ctx().copy_text(model.folder().to_owned());
    }
}
