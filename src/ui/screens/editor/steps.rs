//! The list of blocks and steps: chosen, moved and dragged in. Draws only what is seen of it.

use egui::{EventFilter, Id, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::check::Problem;
use crate::domain::edit::StepAt;
use crate::domain::routine::{BlockKind, Routine};
use crate::domain::time::Span;
use crate::model::editor::{Change, Doc, Editing, Nudge, OutlineBlock, Pick, Selection, Spot, StepId};
use crate::model::{Action, Model};
use crate::ui::keys::editor::{self as keys, InList};
use crate::ui::theme::{self, gap};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::{picker, scroll};

use super::drag::{self, Dragged};
use super::parts::{self, Part, Placed};
use super::rows::{self, Row};
use super::side::Pane;
use super::{Next, View, change, edit, exercises};

/// What the list shows.
struct List<'a> {
    model: &'a Model,
    routine: &'a Routine,
    doc: &'a Doc,
    problems: &'a [Problem],
    parts: Vec<Placed>,
    times: Vec<Span>,
    /// The place of each block's first step among all steps.
    first: Vec<usize>,
    /// The list, as a widget that can have the focus.
    id: Id,
    /// Whether it has.
    focused: bool,
}

/// Shows the list in the space that there is.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let editor = model.editor();
    let (Some(open), Some(doc)) = (editor.open(), editor.open_doc()) else { return Vec::new() };
    let Some(routine) = model.library().routine(open) else { return Vec::new() };
    let first = routine.blocks.iter().scan(0, |next, block| {
        let first = *next;
        *next += block.steps.len();
        Some(first)
    });
    let id = ui.scope_id().with("steps");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let list = List {
        model,
        routine,
        doc,
        problems: editor.problems(),
        parts: parts::layout(routine, editor.problems()),
        times: parts::step_times(model.plan(open), routine.steps().count()),
        first: first.collect(),
        id,
        focused,
    };
    let mut actions = Vec::new();
    let area = ui.max_rect();
    list.ground(ui, area, view, &mut actions);
    let height = list.parts.last().map_or(0.0, Placed::bottom);
    let shown = ScrollArea::vertical().auto_shrink(false).id_salt("list").show_viewport(ui, |ui, seen| {
        ui.set_height(height);
        let origin = ui.min_rect().min;
        let wide = ui.available_width() - gap::HAIR;
        list.scroll(ui, origin, view);
        list.show_opener(ui, origin, seen, view);
        for placed in parts::seen(&list.parts, seen.top() - parts::STEP, seen.bottom() + parts::STEP) {
            let rect = Rect::from_min_size(origin + vec2(0.0, placed.top), vec2(wide, placed.height));
            list.part(ui, rect, placed.part, view, &mut actions);
        }
        list.drop(ui, origin, area, &mut actions);
        scroll::show_focused(ui);
    });
    scroll::named(ui, shown);
    actions
}

impl List<'_> {
    /// What lies under everything: it has the focus for the whole list, and a click on it selects nothing.
    fn ground(&self, ui: &mut Ui, area: Rect, view: &mut View, actions: &mut Vec<Action>) {
        let response = ui.interact(area, self.id, Sense::click());
        let label = format!("Exercises of {}", self.routine.name);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &label));
        if let Some(lead) = self.model.editor().selection().lead() {
            let lit = self.id.with(lead);
            ui.ctx().accesskit_node_builder(self.id, |node| node.set_active_descendant(lit.accesskit_id()));
        }
        // Enter and Space are no clicks on the ground.
        if response.clicked() && ui.input(|input| input.pointer.any_click()) {
            actions.push(edit(Editing::Select(Pick::Nothing)));
        }
        if view.next == Some(Next::Steps) {
            view.next = None;
            response.request_focus();
        }
        // A ring around what was just clicked would say nothing new.
        let (keys, clicks) = ui.input(|input| {
            let key = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
            (input.events.iter().any(key), input.pointer.any_pressed())
        });
        view.by_key = (view.by_key || keys) && !clicks;
        if !self.focused || !ui.is_enabled() {
            return;
        }
        let own = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, own));
        for done in keys::take_in_list(ui) {
            actions.extend(self.by_key(ui, done, view));
        }
    }

    fn by_key(&self, ui: &Ui, done: InList, view: &mut View) -> Option<Action> {
        let selection = self.model.editor().selection();
        let steps: Vec<StepId> = self.doc.outline().steps().collect();
        let lead = selection.lead().and_then(|lead| steps.iter().position(|step| *step == lead));
        let last = steps.len().saturating_sub(1);
        let near = |by: isize| {
            let start = if by > 0 { 0 } else { last };
            let at = lead.map_or(start, |lead| lead.saturating_add_signed(by).min(last));
            steps.get(at).copied()
        };
        let pick = |pick| Some(edit(Editing::Select(pick)));
        let nudge = |nudge| {
            Some(change(match selection {
                Selection::Block(id) => Change::NudgeBlock(*id, nudge),
                _ => Change::Nudge(selection.steps().to_vec(), nudge),
            }))
        };
        match done {
            InList::Up => near(-1).and_then(|step| pick(Pick::Only(step))),
            InList::Down => near(1).and_then(|step| pick(Pick::Only(step))),
            InList::First => steps.first().and_then(|step| pick(Pick::Only(*step))),
            InList::Last => steps.last().and_then(|step| pick(Pick::Only(*step))),
            InList::ExtendUp => near(-1).and_then(|step| pick(Pick::To(step))),
            InList::ExtendDown => near(1).and_then(|step| pick(Pick::To(step))),
            InList::NudgeUp => nudge(Nudge::Up),
            InList::NudgeDown => nudge(Nudge::Down),
            InList::All => pick(Pick::All),
            InList::Remove => Some(change(match selection {
                Selection::Block(id) => Change::RemoveBlock(*id),
                _ => Change::Remove(selection.steps().to_vec()),
            })),
            InList::Details => {
                view.pane = Pane::Details;
                ui.memory_mut(|memory| memory.surrender_focus(self.id));
                ui.memory_mut(|memory| memory.request_focus(super::side::first_id()));
                None
            }
            InList::Nothing if *selection == Selection::Nothing => {
                ui.memory_mut(|memory| memory.surrender_focus(self.id));
                None
            }
            InList::Nothing => pick(Pick::Nothing),
        }
    }

    /// What was just selected is brought into view, once.
    fn scroll(&self, ui: &Ui, origin: egui::Pos2, view: &mut View) {
        let lead = self.model.editor().selection().lead();
        if view.shown == lead {
            return;
        }
        view.shown = lead;
        let at = lead.and_then(|lead| self.doc.outline().step_at(lead));
        let placed = at.and_then(|at| self.parts.iter().find(|placed| placed.part == Part::Step(at)));
        if let Some(placed) = placed {
            let rect = Rect::from_min_size(origin + vec2(0.0, placed.top), vec2(1.0, placed.height));
            ui.scroll_to_rect(rect.expand(parts::STEP), None);
        }
    }

    /// What was asked for by key opens from the heading of a block, which has to be in view for that.
    fn show_opener(&self, ui: &Ui, origin: egui::Pos2, seen: Rect, view: &mut View) {
        if view.next != Some(Next::Add) {
            return;
        }
        let here = self.outline_blocks().position(|named| self.is_here(named));
        let heading = here.and_then(|at| self.parts.iter().find(|placed| placed.part == Part::Heading(at)));
        match heading {
            None => view.next = None,
            Some(heading) if heading.top < seen.top() || heading.bottom() > seen.bottom() => {
                let rect = Rect::from_min_size(origin + vec2(0.0, heading.top), vec2(1.0, heading.height));
                ui.scroll_to_rect(rect, Some(egui::Align::Min));
                ui.ctx().request_repaint();
            }
            Some(_) => {}
        }
    }

    fn outline_blocks(&self) -> impl Iterator<Item = &OutlineBlock> {
        self.doc.outline().blocks().iter()
    }

    /// Whether what is added goes into this block: the one where something is selected, else the last.
    fn is_here(&self, named: &OutlineBlock) -> bool {
        match self.model.editor().selection() {
            Selection::Block(selected) => *selected == named.id,
            Selection::Steps { lead, .. } => named.steps.contains(lead),
            Selection::Nothing => self.outline_blocks().last() == Some(named),
        }
    }

    fn part(&self, ui: &mut Ui, rect: Rect, part: Part, view: &mut View, actions: &mut Vec<Action>) {
        match part {
            Part::Heading(at) => self.heading(ui, rect, at, view, actions),
            Part::Note(at) => {
                let problem = &self.problems[at];
                if rows::note(ui, rect, self.id.with(("mend", at)), problem) {
                    actions.extend(problem.mend.clone().map(|mend| change(Change::Mend(mend))));
                }
            }
            Part::Step(at) => self.step(ui, rect, at, view, actions),
            Part::Empty(_) => {
                let palette = theme::palette(ui.ctx());
                ui.painter().rect_stroke(rect, theme::CONTROL, palette.hairline(), StrokeKind::Inside);
                let style = crate::ui::widgets::text::style(theme::Weight::Regular, theme::size::SMALL, palette.muted);
                let words = "Drag an exercise here, or add one above";
                crate::ui::widgets::text::line(ui, rect.center(), egui::Align2::CENTER_CENTER, words, &style);
            }
            Part::Foot => add_blocks(ui, rect, actions),
        }
    }

    fn heading(&self, ui: &mut Ui, rect: Rect, at: usize, view: &mut View, actions: &mut Vec<Action>) {
        let (block, named) = (&self.routine.blocks[at], &self.doc.outline().blocks()[at]);
        let id = self.id.with(named.id);
        let selected = *self.model.editor().selection() == Selection::Block(named.id);
        let response = rows::heading(ui, rect, id, block, selected);
        if response.clicked() {
            actions.push(edit(Editing::Select(Pick::Block(named.id))));
            view.pane = Pane::Details;
        }
        if response.drag_started() {
            drag::begin(ui, Dragged::Block(named.id));
        }
        let left = pos2(response.rect.right() + gap::SMALL, response.rect.center().y);
        let label = format!("Add exercise to {}", block.name);
        let opener = rows::link(ui, left, id.with("add"), "Add exercise", &label);
        if view.next == Some(Next::Add) && self.is_here(named) {
            view.next = None;
            picker::open(ui, &opener);
        }
        let selection = self.model.editor().selection();
        let behind = selection.lead().and_then(|lead| {
            let place = named.steps.iter().position(|step| *step == lead)?;
            Some(named.steps.get(place + 1).copied())
        });
        let spot = Spot { block: named.id, before: behind.unwrap_or(None) };
        if let Some(action) = exercises::pick(ui, self.model, &opener, spot, block.kind) {
            actions.push(action);
            view.pane = Pane::Details;
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        let total = self.model.plan(&self.routine.id).map(|plan| plan.block_total(at)).unwrap_or_default();
        rows::times(ui, rect, block, total);
    }

    fn step(&self, ui: &mut Ui, rect: Rect, at: StepAt, view: &View, actions: &mut Vec<Action>) {
        let Some(id) = self.doc.outline().step(at) else { return };
        let block = &self.routine.blocks[at.block];
        let selection = self.model.editor().selection();
        let row = Row {
            step: &block.steps[at.step],
            kind: block.kind,
            time: self.times.get(self.first[at.block] + at.step).copied().unwrap_or_default(),
            selected: selection.has(id),
            lit: self.focused && view.by_key && selection.lead() == Some(id),
        };
        let response = rows::step(ui, rect, self.id.with(id), &row, &self.model.library().catalogue);
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let pick = match (modifiers.command, modifiers.shift) {
                (true, _) => Pick::Toggle(id),
                (_, true) => Pick::To(id),
                _ => Pick::Only(id),
            };
            actions.push(edit(Editing::Select(pick)));
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        if response.drag_started() {
            let steps = if row.selected { selection.steps().to_vec() } else { vec![id] };
            if !row.selected {
                actions.push(edit(Editing::Select(Pick::Only(id))));
            }
            drag::begin(ui, Dragged::Steps(steps));
        }
    }

    /// Shows where what is being dragged would land, and lands it.
    fn drop(&self, ui: &mut Ui, origin: egui::Pos2, area: Rect, actions: &mut Vec<Action>) {
        let (Some(dragged), Some(pointer)) = (drag::now(ui), ui.ctx().pointer_interact_pos()) else { return };
        if !area.expand(gap::WIDE).contains(pointer) || !ui.is_enabled() {
            return;
        }
        scroll_at_edges(ui, area, pointer.y);
        let y = pointer.y - origin.y;
        let outline = self.doc.outline();
        let (lands, line) = match dragged {
            Dragged::Steps(_) | Dragged::Exercise(_) => {
                let Some((at, line)) = parts::drop_step(&self.parts, y) else { return };
                let Some(block) = outline.blocks().get(at.block) else { return };
                let spot = Spot { block: block.id, before: block.steps.get(at.step).copied() };
                let lands = match dragged {
                    Dragged::Steps(steps) => Change::Move(steps, spot),
                    Dragged::Exercise(id) => Change::Add(spot, id),
                    Dragged::Block(_) | Dragged::NewBlock(_) => return,
                };
                (lands, line)
            }
            Dragged::Block(id) => {
                let (at, line) = parts::drop_block(&self.parts, y);
                (Change::MoveBlock(id, outline.blocks().get(at).map(|block| block.id)), line)
            }
            Dragged::NewBlock(kind) => {
                let (at, line) = parts::drop_block(&self.parts, y);
                (Change::InsertBlock(kind, outline.blocks().get(at).map(|block| block.id)), line)
            }
        };
        let palette = theme::palette(ui.ctx());
        let line = (origin.y + line).clamp(area.top() + 1.0, area.bottom() - 1.0);
        let stroke = egui::Stroke::new(3.0, palette.text);
        ui.painter().hline(area.left()..=area.right() - gap::SMALL, line, stroke);
        ui.painter().circle_filled(pos2(area.left() + 3.0, line), 4.0, palette.text);
        if ui.input(|input| input.pointer.any_released()) {
            egui::DragAndDrop::clear_payload(ui.ctx());
            actions.push(change(lands));
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
    }
}

/// While something is held near an edge, the list moves on.
fn scroll_at_edges(ui: &Ui, area: Rect, y: f32) {
    const NEAR: f32 = 36.0;
    const SPEED: f32 = 9.0;
    let by = if y < area.top() + NEAR {
        SPEED
    } else if y > area.bottom() - NEAR {
        -SPEED
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, by));
    ui.ctx().request_repaint();
}

fn add_blocks(ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.translate(vec2(0.0, gap::MEDIUM))));
    child.horizontal(|ui| {
        for kind in [BlockKind::Strength, BlockKind::Stretch, BlockKind::CoolDown] {
            let label = format!("Add {}", drag::kind_name(kind).to_lowercase());
            let response = button::small(ui, &label, Rank::Plain);
            if response.clicked() {
                actions.push(change(Change::AddBlock(kind)));
            }
        }
    });
}
