//! Every exercise: to search, to drag into the routine, and to pick from a list. Adds none by itself.

use egui::{
    Align2, IdSalt, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::domain::exercise::{Exercise, ExerciseId, Kind};
use crate::domain::routine::BlockKind;
use crate::domain::search;
use crate::domain::skeleton::Phase;
use crate::model::editor::{Change, Editing, Selection, Spot};
use crate::model::{Action, Model};
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::picker::{Item, Picked, Picker};
use crate::ui::widgets::{card, figure, scroll, text};
use crate::ui::words;

use super::drag::{self, Dragged};
use super::{View, change, edit};

/// The height of an exercise in the list.
const ROW: f32 = 52.0;

/// The block that an exercise fits into.
pub const fn block_kind(kind: Kind) -> BlockKind {
    match kind {
        Kind::Strength => BlockKind::Strength,
        Kind::Stretch => BlockKind::Stretch,
        Kind::Roll | Kind::Care => BlockKind::CoolDown,
    }
}

/// What an exercise is usually for that is made in a block.
const fn usual_kind(kind: BlockKind) -> Kind {
    match kind {
        BlockKind::Strength => Kind::Strength,
        BlockKind::Stretch => Kind::Stretch,
        BlockKind::CoolDown => Kind::Roll,
    }
}

fn detail(exercise: &Exercise) -> String {
    let muscles = words::muscles(&exercise.muscles);
    let kind = words::kind(exercise.kind);
    if muscles.is_empty() { kind.to_owned() } else { format!("{kind} · {}", muscles.to_lowercase()) }
}

/// The list that a button opens to add an exercise.
pub fn pick(ui: &Ui, model: &Model, opener: &Response, at: Spot, kind: BlockKind) -> Option<Action> {
    // The items are made only while somebody looks at them.
    let open = egui::Popup::is_id_open(ui.ctx(), opener.id.with("picker")) || opener.clicked();
    let mut items: Vec<Item<ExerciseId>> = Vec::new();
    if open {
        let mut all: Vec<&Exercise> = model.library().catalogue.iter().collect();
        // What fits the block comes first.
        all.sort_by_key(|exercise| (block_kind(exercise.kind) != kind, exercise.name.to_lowercase()));
        items.extend(all.into_iter().map(|exercise| Item {
            id: exercise.id.clone(),
            title: exercise.name.clone(),
            detail: detail(exercise),
            words: search::words(exercise),
        }));
    }
    let picker = Picker { name: "Exercises", hint: "Name, muscle or kind", items: &items, may_make: true };
    Some(match picker.show(ui, opener)? {
        Picked::One(id) => change(Change::Add(at, id)),
        Picked::Make(name) => edit(Editing::MakeExercise { name, kind: usual_kind(kind), at }),
    })
}

/// Where an exercise goes that is added by a click: behind what is selected, else at the end of the last block of its kind.
fn spot(model: &Model, kind: Kind) -> Option<Spot> {
    let editor = model.editor();
    let outline = editor.open_doc()?.outline();
    let routine = model.library().routine(editor.open()?)?;
    let end = |at: usize| outline.blocks().get(at).map(|block| Spot { block: block.id, before: None });
    match editor.selection() {
        Selection::Block(id) => end(outline.block_at(*id)?),
        Selection::Steps { lead, .. } => {
            let at = outline.step_at(*lead)?;
            let block = outline.blocks().get(at.block)?;
            Some(Spot { block: block.id, before: block.steps.get(at.step + 1).copied() })
        }
        Selection::Nothing => {
            let fits = routine.blocks.iter().rposition(|block| block.kind == block_kind(kind));
            end(fits.or_else(|| routine.blocks.len().checked_sub(1))?)
        }
    }
}

/// Draws the pane with everything that can be dragged in.
pub fn show(ui: &mut Ui, model: &Model, view: &mut View) -> Vec<Action> {
    let mut actions = Vec::new();
    let wide = ui.available_width();
    let field = Field {
        of: IdSalt::new("exercises"),
        name: "Find an exercise",
        hint: "Name, muscle or kind",
        look: Look::Line,
        gives: Gives::Always,
        most: 80,
        width: wide,
        ink: None,
    };
    if let Some(query) = field.show(ui, &view.query) {
        view.query = query;
    }
    blocks(ui, &mut actions);
    let palette = theme::palette(ui.ctx());
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    card::words(ui, "Drag into the routine, or click to add", &small);
    let found = search::find(&model.library().catalogue, &view.query);
    if found.is_empty() {
        card::words(ui, "Nothing is called that. Make it with Add exercise, beside the name of a block", &small);
    }
    let shown = ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, found.len(), |ui, range| {
        for exercise in &found[range] {
            let response = one(ui, model, exercise);
            if response.drag_started() {
                drag::begin(ui, Dragged::Exercise(exercise.id.clone()));
            }
            if let (true, Some(spot)) = (response.clicked(), spot(model, exercise.kind)) {
                actions.push(change(Change::Add(spot, exercise.id.clone())));
            }
        }
        scroll::show_focused(ui);
    });
    scroll::named(ui, shown);
    actions
}

/// The three kinds of blocks, to drag in.
fn blocks(ui: &mut Ui, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), control::HEIGHT), Sense::hover());
    let kinds = [BlockKind::Strength, BlockKind::Stretch, BlockKind::CoolDown];
    let wide = (rect.width() - 2.0 * gap::SMALL) / 3.0;
    for (i, kind) in kinds.into_iter().enumerate() {
        let left = rect.left() + (wide + gap::SMALL) * i as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("block", kind)), Sense::click_and_drag());
        let label = format!("New {} block", drag::kind_name(kind).to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
        let edge = egui::Stroke::new(1.0, palette.block(kind));
        let fill = if response.hovered() { palette.raised } else { palette.bg };
        ui.painter().rect(place, theme::CONTROL, fill, edge, StrokeKind::Inside);
        if response.has_focus() {
            ui.painter().rect_stroke(place.expand(2.0), theme::CONTROL, palette.focus(), StrokeKind::Outside);
        }
        let font = theme::font(Weight::Heavy, size::SMALL);
        let center = place.center();
        ui.painter().text(center, Align2::CENTER_CENTER, drag::kind_name(kind), font, palette.block(kind));
        if response.clicked() {
            actions.push(change(Change::AddBlock(kind)));
        }
        if response.drag_started() {
            drag::begin(ui, Dragged::NewBlock(kind));
        }
    }
}

fn one(ui: &mut Ui, model: &Model, exercise: &Exercise) -> Response {
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let rect = rect.shrink2(vec2(0.0, 2.0));
    let response = ui.interact(rect, ui.scope_id().with(&exercise.id), Sense::click_and_drag());
    let label = format!("Add {}", exercise.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
    let fill = if response.hovered() { palette.raised } else { palette.bg };
    ui.painter().rect(rect, theme::CONTROL, fill, palette.hairline(), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::CONTROL, palette.focus(), StrokeKind::Inside);
    }
    let thumb = Rect::from_min_size(rect.min, vec2(56.0, rect.height())).shrink(gap::HAIR);
    if let Some(picture) = model.library().figures.get(&exercise.figure) {
        let tint = palette.block(block_kind(exercise.kind));
        let show = figure::Show { phase: Phase::Still, swapped: false, flipped: false, tint };
        figure::paint(ui.painter(), thumb, picture, show, palette);
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(&exercise.id));
    let left = thumb.right() + gap::SMALL;
    let room = rect.right() - left - gap::SMALL;
    let own = model.library().catalogue.is_own(&exercise.id);
    let name = if own { format!("{} (yours)", exercise.name) } else { exercise.name.clone() };
    let style = text::style(Weight::Semi, size::BODY, palette.text);
    text::clipped(&mut child, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, room, &name, &style);
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    text::clipped(&mut child, pos2(left, rect.top() + 34.0), Align2::LEFT_CENTER, room, &detail(exercise), &small);
    response
}
