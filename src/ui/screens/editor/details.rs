//! The details of the steps that are selected. What is changed is changed for all of them; what is shown is the one chosen last.

use egui::{IdSalt, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::domain::adjust::{as_kind, dose_of, goal_of};
use crate::domain::check::LONGEST_LINE;
use crate::domain::dose::{Dose, Tempo};
use crate::domain::edit::{BlockEdit, StepEdit};
use crate::domain::exercise::Exercise;
use crate::domain::routine::{Block, Short, Step};
use crate::domain::side::Sides;
use crate::domain::skeleton::Phase;
use crate::domain::spoken;
use crate::domain::time::Span;
use crate::model::editor::{Change, Nudge, StepId};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::amount::{Counts, Spans};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::stepper::Stepper;
use crate::ui::widgets::{card, figure, scroll, segmented, text};
use crate::ui::words;

use super::ask::Ask;
use super::side::first_id;
use super::{change, exercise_form};

/// The height of the figure.
const FIGURE: f32 = 124.0;

/// What is shown in the details.
struct Shown<'a> {
    model: &'a Model,
    block: &'a Block,
    step: &'a Step,
    exercise: &'a Exercise,
    lead: StepId,
    chosen: &'a [StepId],
}

/// Draws the details.
pub fn show(ui: &mut Ui, model: &Model, lead: StepId, chosen: &[StepId], ask: &mut Ask) -> Vec<Action> {
    let editor = model.editor();
    let (Some(open), Some(doc)) = (editor.open(), editor.open_doc()) else { return Vec::new() };
    let at = doc.outline().step_at(lead);
    let block = at.and_then(|at| model.library().routine(open)?.blocks.get(at.block));
    let (Some(at), Some(block)) = (at, block) else { return Vec::new() };
    let Some(step) = block.steps.get(at.step) else { return Vec::new() };
    let Some(exercise) = model.library().catalogue.get(&step.exercise) else { return Vec::new() };
    let shown = Shown { model, block, step, exercise, lead, chosen };
    let mut actions = Vec::new();
    let area = ui.max_rect();
    let foot = Rect::from_min_max(egui::pos2(area.left(), area.bottom() - button::HEIGHT - gap::SMALL), area.max);
    let body = Rect::from_min_max(area.min, egui::pos2(area.right(), foot.top() - gap::SMALL));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("body"));
    scroll::follow(&mut child, ScrollArea::vertical().auto_shrink(false).id_salt(lead), |ui| {
        ui.set_max_width(ui.available_width() - gap::SMALL);
        ui.spacing_mut().item_spacing.y = gap::MEDIUM - 1.0;
        shown.head(ui);
        shown.dose(ui, &mut actions);
        shown.rest(ui, &mut actions);
        shown.cue(ui, &mut actions);
        if chosen.len() == 1 {
            exercise_form::show(ui, model, exercise, lead, ask, &mut actions);
        }
    });
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(foot).id_salt("foot"));
    child.horizontal(|ui| shown.foot(ui, &mut actions));
    actions
}

/// A row with its word at the left and what changes it at the right.
pub fn row<R>(ui: &mut Ui, word: &str, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), control::HEIGHT), Sense::hover());
    let style = text::style(Weight::Regular, size::BODY, palette.text);
    text::line(ui, rect.left_center(), egui::Align2::LEFT_CENTER, word, &style);
    let layout = Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout).id_salt(word));
    fill(&mut child)
}

/// The button that moves what is selected by one place; gives which way.
pub fn move_button(ui: &mut Ui) -> Option<Nudge> {
    let items = [
        Item { value: Nudge::Up, label: "Up", tone: Tone::Plain },
        Item { value: Nudge::Down, label: "Down", tone: Tone::Plain },
    ];
    let opener = button::small(ui, "Move", Rank::Plain);
    menu::of(ui, &opener, "Move", &items)
}

/// A heading that the keyboard can stand on: where it comes to from the list.
pub fn title(ui: &mut Ui, words: &str, ink: egui::Color32) {
    let style = text::style(Weight::Heavy, size::HEADING, ink);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), style.font.size * 1.3), Sense::hover());
    let response = ui.interact(rect, first_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    text::clipped(ui, rect.left_center(), egui::Align2::LEFT_CENTER, rect.width(), words, &style);
    if response.has_focus() {
        let palette = theme::palette(ui.ctx());
        ui.painter().rect_stroke(rect.expand(2.0), theme::MARK, palette.focus(), egui::StrokeKind::Outside);
    }
}

impl Shown<'_> {
    fn set(&self, step: StepEdit) -> Action {
        change(Change::Step(self.chosen.to_vec(), step))
    }

    fn of(&self) -> IdSalt {
        IdSalt::new(self.lead)
    }

    fn head(&self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIGURE), Sense::hover());
        ui.painter().rect(rect, theme::CARD, palette.bg, palette.hairline(), egui::StrokeKind::Inside);
        if let Some(picture) = self.model.library().figures.get(&self.exercise.figure) {
            let tint = palette.block(self.block.kind);
            let show = figure::Show { phase: Phase::Still, swapped: false, flipped: false, tint };
            let place = rect.shrink2(vec2(gap::LARGE, gap::SMALL));
            figure::paint(ui.painter(), place, picture, show, palette);
        }
        ui.spacing_mut().item_spacing.y = gap::HAIR;
        let (name, detail) = match self.chosen.len() {
            1 => (self.exercise.name.clone(), words::muscles(&self.exercise.muscles)),
            more => (
                words::count(more, "exercise"),
                format!("{} and others; what you change is changed for all", self.exercise.name),
            ),
        };
        title(ui, &name, palette.text);
        let own = self.model.library().catalogue.is_own(&self.exercise.id);
        let detail = if own { format!("Yours · {detail}") } else { detail };
        card::words(ui, &detail, &text::style(Weight::Regular, size::SMALL, palette.muted));
        ui.spacing_mut().item_spacing.y = gap::MEDIUM - 1.0;
    }

    fn dose(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let tempo = self.step.tempo.unwrap_or(self.exercise.tempo);
        let dose = dose_of(self.step, self.exercise);
        let kinds =
            [(0, Dose::Hold(Span::ZERO), "Hold"), (1, Dose::Reps(0), "Reps"), (2, Dose::Open(Span::ZERO), "Open")];
        let now = match dose {
            Dose::Hold(_) => 0,
            Dose::Reps(_) => 1,
            Dose::Open(_) => 2,
        };
        let picked =
            row(ui, "Dose", |ui| segmented::show(ui, "Dose", &kinds.map(|(at, _, word)| (at, word)), Some(now)));
        if let Some((_, like, _)) = picked.and_then(|at| kinds.get(at)) {
            actions.push(self.set(StepEdit::Dose(Some(as_kind(dose, *like, tempo)))));
            return;
        }
        let word = match dose {
            Dose::Hold(_) => "Hold",
            Dose::Reps(_) => "Reps",
            Dose::Open(_) => "About",
        };
        if let Some(new) = self.amount(ui, word, dose) {
            actions.push(self.set(StepEdit::Dose(Some(new))));
        }
        if let Some(new) = self.amount(ui, "Grows to", goal_of(self.step, self.exercise).unwrap_or(dose)) {
            actions.push(self.set(StepEdit::Goal(Some(new))));
        }
        if matches!(dose, Dose::Reps(_)) {
            self.tempo(ui, tempo, actions);
        }
    }

    fn amount(&self, ui: &mut Ui, word: &str, dose: Dose) -> Option<Dose> {
        let of = self.of();
        let sides = self.step.sides.unwrap_or(self.exercise.sides);
        row(ui, word, |ui| match dose {
            Dose::Hold(span) => {
                Stepper { of, name: word, scale: Spans::within(&Dose::HOLD) }.show(ui, span).map(Dose::Hold)
            }
            Dose::Open(span) => {
                Stepper { of, name: word, scale: Spans::within(&Dose::OPEN) }.show(ui, span).map(Dose::Open)
            }
            Dose::Reps(reps) => {
                let even = sides == Sides::Alternate;
                let scale = if even { Counts::even(&Dose::REPS) } else { Counts::within(&Dose::REPS) };
                Stepper { of, name: word, scale }.show(ui, reps).map(Dose::Reps)
            }
        })
    }

    fn tempo(&self, ui: &mut Ui, tempo: Tempo, actions: &mut Vec<Action>) {
        let counted = matches!(tempo, Tempo::Every(_));
        let options = [(true, "Counted"), (false, "My own")];
        let make = |counted: bool, rep| if counted { Tempo::Every(rep) } else { Tempo::Own(rep) };
        if let Some(counted) = row(ui, "Pace", |ui| segmented::show(ui, "Pace", &options, Some(counted))) {
            actions.push(self.set(StepEdit::Tempo(Some(make(counted, tempo.rep())))));
        }
        let stepper = Stepper { of: self.of(), name: "A rep takes", scale: Spans::within(&Tempo::REP) };
        if let Some(rep) = row(ui, "A rep takes", |ui| stepper.show(ui, tempo.rep())) {
            actions.push(self.set(StepEdit::Tempo(Some(make(counted, rep)))));
        }
    }

    fn rest(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let sides = self.step.sides.unwrap_or(self.exercise.sides);
        let options = [(Sides::Both, "Both"), (Sides::Each, "Each"), (Sides::Alternate, "Alternate")];
        if let Some(new) = row(ui, "Sides", |ui| segmented::show(ui, "Sides", &options, Some(sides))) {
            actions.push(self.set(StepEdit::Sides(Some(new))));
        }
        let rounds = Stepper { of: self.of(), name: "Block rounds", scale: Counts::within(&(1..=Block::MOST_ROUNDS)) };
        let block = self.model.editor().open_doc().and_then(|doc| {
            let at = doc.outline().step_at(self.lead)?;
            doc.outline().blocks().get(at.block).map(|block| block.id)
        });
        if let (Some(new), Some(block)) = (row(ui, "Block rounds", |ui| rounds.show(ui, self.block.rounds)), block) {
            actions.push(change(Change::Block(block, BlockEdit::Rounds(new))));
        }
        let ready = Spans { least: Span::ZERO, most: Step::LONGEST_READY, zero: "none" };
        let ready = Stepper { of: self.of(), name: "Get ready", scale: ready };
        if let Some(new) = row(ui, "Get ready", |ui| ready.show(ui, self.step.ready.unwrap_or(Step::READY))) {
            actions.push(self.set(StepEdit::Ready(Some(new))));
        }
        let options = [(Short::Drop, "Drop"), (Short::Trim, "Trim"), (Short::Keep, "Keep")];
        let short = self.step.short;
        if let Some(new) =
            row(ui, "If short of time", |ui| segmented::show(ui, "If short of time", &options, Some(short)))
        {
            actions.push(self.set(StepEdit::Short(new)));
        }
    }

    fn cue(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let is_heard = row(ui, "Say", |ui| button::small(ui, "Hear it", Rank::Plain).clicked());
        let field = Field {
            of: self.of(),
            name: "Say",
            hint: &self.exercise.cue,
            look: Look::Sentence(2),
            gives: Gives::Always,
            most: LONGEST_LINE,
            width: ui.available_width(),
            ink: None,
        };
        let said = self.step.cue.as_deref().unwrap_or(&self.exercise.cue);
        if is_heard {
            let sides = self.step.sides.unwrap_or(self.exercise.sides);
            let routine = self.model.editor().open().and_then(|id| self.model.library().routine(id));
            let text = spoken::introduction(&self.exercise.name, sides, said);
            actions.push(Action::Hear { text, own: routine.and_then(|routine| routine.voice) });
        }
        if let Some(new) = field.show(ui, said) {
            actions.push(self.set(StepEdit::Cue(Some(new))));
        }
    }

    fn foot(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if button::small(ui, "Duplicate", Rank::Plain).clicked() {
            actions.push(change(Change::Duplicate(self.chosen.to_vec())));
        }
        actions.extend(move_button(ui).map(|nudge| change(Change::Nudge(self.chosen.to_vec(), nudge))));
        if button::small(ui, "Remove", Rank::Danger).clicked() {
            actions.push(change(Change::Remove(self.chosen.to_vec())));
        }
    }
}
