//! Settings: volume, time to get ready, theme, motion, and where everything is kept.

use egui::{Rect, Slider, Ui, UiBuilder, vec2};

use crate::domain::cue::SoundState;
use crate::domain::settings::{Settings, Theme, Units, Volume};
use crate::model::{Action, Model, Setting};
use crate::ui::heading;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::{card, switch, text};
use crate::ui::{keys, words};

use super::settings_runs;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model) -> Vec<Action> {
    let area = heading(ui, "Settings");
    let mut actions = Vec::new();
    // Where there is room, what the keys do stands beside the rest.
    let beside = (area.width() > 1100.0).then(|| (area.width() - gap::LARGE) * 0.6);
    let left = Rect::from_min_size(area.min, vec2(beside.unwrap_or(area.width()), area.height()));
    if beside.is_some() {
        let right = Rect::from_min_max(egui::pos2(left.right() + gap::SMALL, area.top()), area.max);
        let mut child = ui.new_child(UiBuilder::new().max_rect(right).id_salt("help"));
        group(&mut child, "While it plays", 392.0, help);
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(left).id_salt("settings"));
    egui::ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
        group(ui, "Sound", 132.0, |ui| sound(ui, model, &mut actions));
        group(ui, "Time to get ready, at least", 132.0, |ui| ready(ui, model, &mut actions));
        group(ui, "Look", 206.0, |ui| look(ui, model, &mut actions));
        group(ui, "Your runs", settings_runs::height(model), |ui| settings_runs::show(ui, model, &mut actions));
        group(ui, "Your files", 148.0, |ui| files(ui, model));
        if beside.is_none() {
            group(ui, "While it plays", 362.0, help);
        }
    });
    actions
}

fn group(ui: &mut Ui, name: &str, height: f32, fill: impl FnOnce(&mut Ui)) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width() - gap::MEDIUM, height));
    card::at(ui, rect, name, |ui| {
        card::heading(ui, name);
        fill(ui);
    });
    ui.add_space(gap::SMALL);
}

fn note(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, words, &text::style(Weight::Regular, size::SMALL, palette.muted));
}

fn sound(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let mut percent = model.settings().volume.as_percent();
    ui.horizontal(|ui| {
        ui.set_min_height(button::HEIGHT);
        ui.spacing_mut().slider_width = 280.0;
        let slider = Slider::new(&mut percent, 0..=100).suffix(" %");
        let changed = ui.name_inputs("Volume", |ui| ui.add(slider)).changed();
        if changed {
            actions.push(Action::Set(Setting::Volume(Volume::percent(percent))));
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

fn ready(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let options = Settings::READY_CHOICES.map(|span| {
        let label = if span.is_zero() { "As the routine says".to_owned() } else { words::length(span) };
        (span, label)
    });
    if let Some(span) = button::choice(ui, &options, model.settings().ready_at_least) {
        actions.push(Action::Set(Setting::ReadyAtLeast(span)));
    }
    note(ui, "Before each exercise and between its sides. Longer makes the whole routine longer");
}

fn look(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let options = [(Theme::System, "As the system"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
    let options = options.map(|(theme, label)| (theme, label.to_owned()));
    if let Some(theme) = button::choice(ui, &options, model.settings().theme) {
        actions.push(Action::Set(Setting::Theme(theme)));
    }
    let options = [(Units::Metric, "Kilometres, °C"), (Units::Imperial, "Miles, °F")];
    let options = options.map(|(units, label)| (units, label.to_owned()));
    if let Some(units) = button::choice(ui, &options, model.settings().units) {
        actions.push(Action::Set(Setting::Units(units)));
    }
    let on = model.settings().reduced_motion;
    ui.horizontal(|ui| {
        if switch::show(ui, on, "Reduced motion").clicked() {
            actions.push(Action::Set(Setting::ReducedMotion(!on)));
        }
        ui.vertical(|ui| {
            let palette = theme::palette(ui.ctx());
            card::words(ui, "Reduced motion", &text::style(Weight::Semi, size::BODY, palette.text));
            note(ui, "Still figures, no pulse at the edge");
        });
    });
}

fn files(ui: &mut Ui, model: &Model) {
    let palette = theme::palette(ui.ctx());
    card::words(ui, model.folder(), &text::style(Weight::Semi, size::BODY, palette.text));
    note(ui, "Routines, history and settings are readable files in this folder. They are yours");
    if button::small(ui, "Copy the path", Rank::Plain).clicked() {
        ui.ctx().copy_text(model.folder().to_owned());
    }
}

/// The keys of the player, and what Afterrun is not.
fn help(ui: &mut Ui) {
    let palette = theme::palette(ui.ctx());
    let key = text::style(Weight::Semi, size::BODY, palette.text);
    let does = text::style(Weight::Regular, size::BODY, palette.muted);
    for (name, what) in keys::label::PLAYER {
        ui.horizontal_top(|ui| {
            let (_, rect) = ui.allocate_space(vec2(76.0, 20.0));
            text::line(ui, rect.left_center(), egui::Align2::LEFT_CENTER, name, &key);
            ui.vertical(|ui| card::words(ui, what, &does));
        });
    }
    note(ui, "Ease off when something gets sharp. Afterrun is a companion, not medical advice");
}
