//! The text of the open routine's file: the same truth as the form, with what is wrong underlined in its place.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{FontFamily, FontId, Galley, ScrollArea, Stroke, TextBuffer, TextEdit, Ui};

use crate::domain::check::Place;
use crate::domain::edit::StepAt;
use crate::model::editor::{Editing, Reading};
use crate::model::{Action, Model};
use crate::notation::highlight::{Tint, highlight};
use crate::notation::locate::{range_at, range_of};
use crate::ui::theme::{self, Palette, Weight, gap, size};
use crate::ui::widgets::{card, scroll, text};
use crate::ui::words;

use super::{View, edit};

/// The text as the field has it, and how it is laid out.
#[derive(Debug, Default)]
pub struct Shown {
    /// What stands in the field.
    buffer: String,
    /// How it is laid out, and what for.
    laid_out: Option<(Key, Arc<LayoutJob>)>,
}

/// What the layout of a text depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    text: String,
    step: Option<StepAt>,
    faults: Vec<(usize, usize)>,
    dark: bool,
}

/// Draws the text with what is wrong with it above.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let Some(doc) = model.editor().open_doc() else { return Vec::new() };
    let palette = theme::palette(ui.ctx());
    let faults: Vec<(usize, usize)> = match doc.reading() {
        Reading::Sound => Vec::new(),
        Reading::Broken(faults) => faults.iter().filter_map(|fault| fault.place).collect(),
    };
    if let Reading::Broken(faults) = doc.reading() {
        for fault in faults.iter().take(3) {
            let place = fault.place.map(|(line, _)| format!("Line {line}. ")).unwrap_or_default();
            let said = format!("{place}{}", words::sentence(&fault.message));
            card::words(ui, &said, &text::style(Weight::Regular, size::SMALL, palette.bad));
        }
    } else {
        let note = "What you change here changes the form, and the other way round. Comments stay";
        card::words(ui, note, &text::style(Weight::Regular, size::SMALL, palette.muted));
    }
    let shown = &mut view.text;
    if shown.buffer != **doc.text() {
        (**doc.text()).clone_into(&mut shown.buffer);
    }
    let step = doc.is_sound().then(|| doc.outline().step_at(model.editor().selection().lead()?)).flatten();
    let key = Key { text: String::new(), step, faults, dark: palette.bg == theme::DARK.bg };
    let laid_out = &mut shown.laid_out;
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _: f32| -> Arc<Galley> {
        let known = laid_out.as_ref().filter(|(known, _)| {
            known.text == buffer.as_str()
                && (known.step, &known.faults, known.dark) == (key.step, &key.faults, key.dark)
        });
        let job = if let Some((_, job)) = known {
            Arc::clone(job)
        } else {
            let key = Key { text: buffer.as_str().to_owned(), ..key.clone() };
            let job = Arc::new(job(&key, palette));
            *laid_out = Some((key, Arc::clone(&job)));
            job
        };
        ui.fonts_mut(|fonts| fonts.layout_job((*job).clone()))
    };
    let area = ui.available_rect_before_wrap();
    ui.painter().rect(area, theme::CONTROL, palette.bg, palette.hairline(), egui::StrokeKind::Inside);
    let inner = area.shrink(gap::SMALL);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("text"));
    child.set_clip_rect(inner.intersect(ui.clip_rect()));
    let mut actions = Vec::new();
    let shown = ScrollArea::both().auto_shrink(false).show(&mut child, |ui| {
        let response = TextEdit::multiline(&mut shown.buffer)
            .id(ui.scope_id().with("text of the file"))
            .frame(egui::Frame::NONE)
            .desired_width(f32::INFINITY)
            .desired_rows(4)
            .lock_focus(false)
            .layouter(&mut layouter)
            .show(ui)
            .response
            .response;
        let response = response.accessible_name("Text of the file");
        if response.changed() {
            actions.push(edit(Editing::Type(shown.buffer.clone())));
        }
    });
    scroll::named(&child, shown);
    actions
}

/// The text in its colours, with what is selected behind it and what is wrong underlined.
fn job(key: &Key, palette: &Palette) -> LayoutJob {
    let text = &key.text;
    let font = FontId::new(size::SMALL, FontFamily::Monospace);
    let lit = key.step.map(|at| range_of(text, Place::Step(at.block, at.step, "")));
    let wrong: Vec<_> = key.faults.iter().map(|place| range_at(text, *place)).collect();
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::no_max_width(), ..LayoutJob::default() };
    // What looks alike is laid out as one: the fewer stretches, the sooner it is done.
    let mut alike: Option<(usize, TextFormat)> = None;
    for (range, tint) in highlight(text) {
        let color = match tint {
            Tint::Comment | Tint::Bracket => palette.muted,
            Tint::Text => palette.stretch,
            Tint::Number => palette.cool,
            Tint::Name => palette.strength,
            Tint::Field | Tint::Plain => palette.text,
        };
        // A run is cut where what lies behind or below it begins or ends.
        let mut cuts: Vec<usize> = lit.iter().chain(&wrong).flat_map(|range| [range.start, range.end]).collect();
        cuts.retain(|cut| range.contains(cut) && *cut > range.start);
        cuts.push(range.end);
        cuts.sort_unstable();
        let mut from = range.start;
        for to in cuts.into_iter().filter(|to| text.is_char_boundary(*to)) {
            let is_lit = lit.as_ref().is_some_and(|lit| lit.contains(&from));
            let is_wrong = wrong.iter().any(|wrong| wrong.contains(&from));
            let format = TextFormat {
                font_id: font.clone(),
                color,
                background: if is_lit { palette.raised } else { palette.bg.gamma_multiply(0.0) },
                underline: if is_wrong { Stroke::new(2.0, palette.bad) } else { Stroke::NONE },
                ..TextFormat::default()
            };
            if alike.as_ref().is_none_or(|(_, look)| *look != format)
                && let Some((start, look)) = alike.replace((from, format))
            {
                job.append(&text[start..from], 0.0, look);
            }
            from = to;
        }
    }
    if let Some((start, look)) = alike {
        job.append(&text[start..], 0.0, look);
    }
    job
}
