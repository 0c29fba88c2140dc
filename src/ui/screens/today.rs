//! Today: the routine of the day, what is in it, how long it takes, and the button that starts it.

use egui::{Align2, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::exercise::Kind;
use crate::domain::plan::{Plan, PlanStep};
use crate::domain::routine::RoutineId;
use crate::domain::skeleton::Phase;
use crate::domain::time::{Moment, Span};
use crate::model::{Action, Model, Screen};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{card, figure, scroll, strip, text};
use crate::ui::{keys, words};

use super::path_ask::{self, Asked, PathAsk};
use super::{journal, today_cards};

/// The height of one exercise in the list.
const ROW: f32 = 66.0;
/// Columns narrower than this can't hold a figure and its words.
const NARROWEST_COLUMN: f32 = 178.0;

/// What the screen remembers from frame to frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// What is being asked, and what has brought that up.
    ask: Option<(Ask, Opener)>,
}

/// What Today asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// The file of a run, as far as its path is typed.
    Import(PathAsk),
    /// Whether the journal that is not saved is to go.
    GiveUp,
}

impl Glance {
    /// Whether something is being asked.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.ask.is_some()
    }

    /// Asks something that a button has brought up.
    pub(super) fn ask(&mut self, ask: Ask, opener: Opener) {
        self.ask = Some((ask, opener));
    }

    /// Whatever is being asked is asked no more.
    pub fn stop_asking(&mut self) {
        self.ask = None;
    }
}

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, glance: &mut Glance, now: Moment) -> Vec<Action> {
    let whole = ui.max_rect();
    let mut below = ui.new_child(UiBuilder::new().max_rect(whole).id_salt("today"));
    let Some((mut ask, opener)) = glance.ask.take() else {
        let actions = parts(&mut below, model, glance, now);
        if glance.asks() {
            // In the next frame: a click that has brought it up would take the focus from it.
            ui.request_repaint();
        }
        return actions;
    };
    below.disable();
    let mut actions = parts(&mut below, model, glance, now);
    let asked = match (&mut ask, model.unsaved_journal()) {
        (Ask::Import(path), _) => path_ask::for_run(ui, model, path, &mut actions),
        (Ask::GiveUp, Some(unsaved)) => {
            let is_recorded = model.past().history().get(&unsaved.id).is_some();
            journal::ask::give_up(ui, is_recorded, &mut actions)
        }
        (Ask::GiveUp, None) => Asked::Over,
    };
    match asked {
        Asked::Open => glance.ask(ask, opener),
        Asked::Over => opener.give_back(ui, false),
        // The run stands where its button was, and Space starts.
        Asked::Done => {}
    }
    actions
}

fn parts(ui: &mut Ui, model: &Model, glance: &mut Glance, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect();
    let inner = Rect::from_min_max(
        pos2(area.left() + gap::SCREEN, area.top() + gap::WIDE),
        pos2(area.right() - gap::SCREEN, area.bottom() - gap::WIDE + 2.0),
    );
    let day = words::day(now.local.date_naive());
    let muted = text::style(Weight::Regular, size::BODY, palette.muted);
    text::line(ui, pos2(inner.left(), inner.top() + 14.0), Align2::LEFT_CENTER, &day, &muted);
    let title = text::style(Weight::Heavy, size::TITLE, palette.text);
    let greeting = "Nice run. Now the half that makes it count.";
    text::clipped(ui, pos2(inner.left(), inner.top() + 44.0), Align2::LEFT_CENTER, inner.width(), greeting, &title);

    let wide = if inner.width() > 1000.0 { 348.0 } else { 268.0 };
    let top = inner.top() + 85.0;
    let left = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right() - wide - gap::WIDE, inner.bottom()));
    let right = Rect::from_min_max(pos2(inner.right() - wide, top), inner.max);

    let plan = model.routine().and_then(|routine| model.plan(&routine.id));
    let mut actions = Vec::new();
    if let Some(plan) = plan {
        actions.extend(card::at(ui, left, "routine", |ui| routine(ui, model, plan, now)));
    } else {
        card::at(ui, left, "routine", |ui| {
            let style = text::style(Weight::Semi, size::HEADING, palette.text);
            card::words(ui, "There is no routine that can be played", &style);
            card::words(ui, "Mend or remove the files named at the right, and start Afterrun again", &muted);
        });
    }
    let start = Rect::from_min_size(right.min, vec2(right.width(), 92.0));
    if start_button(ui, start, plan.map(Plan::total), model.goes_on_first()) {
        actions.push(Action::Start);
    }
    let below = Rect::from_min_max(pos2(right.left(), start.bottom() + gap::LARGE), right.max);
    actions.extend(today_cards::show(ui, below, model, glance, now));
    actions
}

/// The button that starts.
fn start_button(ui: &mut Ui, rect: Rect, total: Option<Span>, goes_on_first: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let sense = if total.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with("start"), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, total.is_some(), "Start"));
    // The key belongs to whatever has the focus, and to a session that can go on.
    let key_taken = !response.has_focus() && (goes_on_first || ui.memory(|memory| memory.focused().is_some()));
    let fill = match (total, response.hovered()) {
        (None, _) => palette.raised,
        (_, true) => palette.stretch.lerp_to_gamma(palette.text, 0.1),
        _ => palette.stretch,
    };
    let ink = if total.is_some() { palette.on_fill } else { palette.muted };
    ui.painter().rect_filled(rect, theme::CARD, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(3.0), theme::CARD, palette.focus(), StrokeKind::Outside);
    }
    let painter = ui.painter();
    let word = painter.layout_no_wrap("Start".to_owned(), theme::font(Weight::Heavy, size::TITLE), ink);
    let length = total.map(words::clock).unwrap_or_default();
    let length = painter.layout_no_wrap(length, theme::font(Weight::Regular, size::HEADING), ink);
    let key = painter.layout_no_wrap(keys::label::START.to_owned(), theme::font(Weight::Semi, size::SMALL), ink);
    let badge = key.size() + vec2(gap::LARGE, gap::SMALL);
    let for_badge = if key_taken { 0.0 } else { badge.x + gap::LARGE };
    let whole = word.size().x + length.size().x + gap::LARGE + for_badge;
    let mut x = rect.center().x - whole / 2.0;
    let y = rect.center().y;
    for galley in [word, length] {
        let wide = galley.size().x;
        painter.galley(pos2(x, y - galley.size().y / 2.0), galley, ink);
        x += wide + gap::LARGE;
    }
    if key_taken {
        return response.clicked();
    }
    let badge = Rect::from_min_size(pos2(x, y - badge.y / 2.0), badge);
    painter.rect_stroke(badge, theme::MARK, egui::Stroke::new(1.0, ink), StrokeKind::Inside);
    painter.galley(badge.center() - key.size() / 2.0, key, ink);
    response.clicked()
}

fn routine(ui: &mut Ui, model: &Model, plan: &Plan, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect().shrink2(vec2(gap::HAIR, 0.0));
    let mut actions = Vec::new();
    let change = text::measure(ui, "Change routine", &theme::font(Weight::Semi, size::BODY)).x + 2.0 * gap::LARGE;
    let at = Rect::from_min_size(pos2(area.right() - change, area.top() + gap::SMALL), vec2(change, button::HEIGHT));
    let mut corner = ui.new_child(UiBuilder::new().max_rect(at).id_salt("change"));
    let opener = button::small(&mut corner, "Change routine", Rank::Plain);
    actions.extend(other_routine(&corner, model, &opener));
    let name = text::style(Weight::Heavy, size::NAME, palette.text);
    let center = pos2(area.left(), at.center().y);
    text::clipped(ui, center, Align2::LEFT_CENTER, at.left() - area.left() - gap::LARGE, &plan.name, &name);

    let bar = Rect::from_min_size(pos2(area.left(), at.bottom() + gap::LARGE), vec2(area.width(), gap::MEDIUM));
    strip::paint(ui.painter(), bar, &block_cells(plan, palette), palette.raised, theme::BAR, (gap::HAIR, gap::HAIR));
    let ends = words::time_of_day(&now.local_after(plan.total()));
    let summary = format!("{} · ends at {ends}", words::count(plan.steps.len(), "exercise"));
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    text::line(ui, pos2(area.left(), bar.bottom() + 14.0), Align2::LEFT_CENTER, &summary, &small);

    let list = Rect::from_min_max(pos2(area.left(), bar.bottom() + 32.0), area.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt("list"));
    let list_area = ScrollArea::vertical().auto_shrink(false);
    scroll::page(&mut child, list_area, |ui| blocks(ui, model, plan, list.height()));
    actions
}

/// The list of routines to choose the one of the day from.
fn other_routine(ui: &Ui, model: &Model, opener: &Response) -> Option<Action> {
    let playable: Vec<(&RoutineId, &Plan)> =
        model.library().routines.iter().filter_map(|routine| Some((&routine.id, model.plan(&routine.id)?))).collect();
    let labels: Vec<String> =
        playable.iter().map(|(_, plan)| format!("{}, {}", plan.name, words::clock(plan.total()))).collect();
    let plain = |(value, label)| Item { value: Some(value), label, tone: Tone::Plain };
    let mut items: Vec<Item<'_, Option<usize>>> = labels.iter().map(String::as_str).enumerate().map(plain).collect();
    items.push(Item { value: None, label: "Edit routines…", tone: Tone::Plain });
    Some(match menu::of(ui, opener, "Routines", &items)? {
        Some(at) => {
            // What comes next is to start it, and that is the key's job while nothing has the focus.
            ui.memory_mut(|memory| memory.surrender_focus(opener.id));
            Action::Choose(playable.get(at)?.0.clone())
        }
        None => Action::Go(Screen::Routines),
    })
}

/// One cell a block, as wide as the block is long.
pub(super) fn block_cells(plan: &Plan, palette: &theme::Palette) -> Vec<strip::Cell> {
    let cell = |(i, block): (usize, &crate::domain::plan::PlanBlock)| (block.kind, plan.block_total(i).as_secs_f32());
    let blocks = plan.blocks.iter().enumerate().map(cell);
    blocks
        .map(|(kind, weight)| strip::Cell { weight, color: palette.block(kind), done: 1.0, new_block: false })
        .collect()
}

fn blocks(ui: &mut Ui, model: &Model, plan: &Plan, height: f32) {
    let columns = ((ui.available_width() + gap::WIDE) / (NARROWEST_COLUMN + gap::WIDE)).floor().max(1.0) as usize;
    let columns = columns.clamp(1, plan.blocks.len().max(1)).min(4);
    let wide = (ui.available_width() - gap::WIDE * (columns - 1) as f32) / columns as f32;
    let origin = ui.cursor().min;
    let mut bottoms = vec![origin.y; columns];
    for (i, _) in plan.blocks.iter().enumerate() {
        let column = i % columns;
        let corner = pos2(origin.x + column as f32 * (wide + gap::WIDE), bottoms[column]);
        let room = ((height - 40.0) / ROW).floor().max(3.0) as usize;
        let rows = rows(plan, i, room);
        let tall = block(ui, model, plan, i, &rows, corner, wide);
        bottoms[column] = corner.y + tall + gap::LARGE;
    }
    let bottom = bottoms.into_iter().fold(origin.y, f32::max);
    ui.allocate_rect(Rect::from_min_max(origin, pos2(origin.x + ui.available_width(), bottom)), Sense::hover());
}

/// One row of the list.
struct Row<'a> {
    step: &'a PlanStep,
    title: String,
    detail: String,
}

/// The rows of a block. Where they would not fit, rolls in a row stand together.
fn rows(plan: &Plan, block: usize, room: usize) -> Vec<Row<'_>> {
    let steps: Vec<&PlanStep> = plan.steps.iter().filter(|step| step.block == block).collect();
    let rolls = |step: &&&PlanStep| step.kind == Kind::Roll;
    let together = steps.len() > room && steps.iter().filter(rolls).count() > 2;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut rolled = false;
    for step in &steps {
        if together && step.kind == Kind::Roll {
            if !rolled {
                let areas = steps.iter().filter(rolls).count();
                let time = roll_time(plan, block);
                let detail = format!("{areas} areas · {}", words::clock(time));
                rows.push(Row { step, title: "Foam roll".to_owned(), detail });
            }
            rolled = true;
        } else {
            rows.push(Row { step, title: step.name.clone(), detail: words::dose(step.dose, step.sides) });
        }
    }
    rows
}

fn roll_time(plan: &Plan, block: usize) -> Span {
    let inside = plan.segments.iter().filter(|segment| {
        let step = plan.step(segment);
        step.block == block && step.kind == Kind::Roll
    });
    inside.map(|segment| segment.kind.length().estimate()).sum()
}

fn block(ui: &mut Ui, model: &Model, plan: &Plan, at: usize, rows: &[Row<'_>], corner: egui::Pos2, wide: f32) -> f32 {
    let palette = theme::palette(ui.ctx());
    let kind = plan.blocks[at].kind;
    let color = palette.block(kind);
    let heading = text::style(Weight::Heavy, size::LABEL, color);
    let total = words::clock(plan.block_total(at));
    let total = text::line(ui, corner + vec2(wide, gap::MEDIUM), Align2::RIGHT_CENTER, &total, &heading);
    let room = wide - total.width() - gap::SMALL;
    text::clipped(ui, corner + vec2(0.0, gap::MEDIUM), Align2::LEFT_CENTER, room, &plan.blocks[at].name, &heading);
    let rule = corner.y + 32.0;
    ui.painter().hline(corner.x..=corner.x + wide, rule, egui::Stroke::new(2.0, color));
    for (i, row) in rows.iter().enumerate() {
        let top = rule + 1.0 + ROW * i as f32;
        let thumb = Rect::from_min_size(pos2(corner.x, top + gap::SMALL), vec2(58.0, 50.0));
        ui.painter().rect_filled(thumb, theme::CONTROL, palette.raised);
        if let Some(picture) = model.library().figures.get(&row.step.figure) {
            let show = figure::Show { phase: Phase::Still, swapped: false, flipped: false, tint: color };
            figure::paint(ui.painter(), thumb.shrink2(vec2(4.0, 3.0)), picture, show, palette);
        }
        let left = thumb.right() + gap::MEDIUM;
        let room = corner.x + wide - left;
        let title = text::style(Weight::Semi, size::BODY, palette.text);
        text::clipped(ui, pos2(left, top + 24.0), Align2::LEFT_CENTER, room, &row.title, &title);
        let detail = text::style(Weight::Regular, size::SMALL, palette.muted);
        text::clipped(ui, pos2(left, top + 43.0), Align2::LEFT_CENTER, room, &row.detail, &detail);
        ui.painter().hline(corner.x..=corner.x + wide, top + ROW - 1.0, palette.hairline());
    }
    rule + 1.0 + ROW * rows.len() as f32 - corner.y
}
