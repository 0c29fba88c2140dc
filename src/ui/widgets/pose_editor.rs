//! A figure with a dot at every joint: dragged by the pointer, turned by the arrow keys. Gives back the changed figure and
//! keeps only what is being held; the figure itself belongs to the caller.

mod dots;

use egui::{Color32, Id, Pos2, Rect, Response, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::domain::drawing::{bounds, draw};
use crate::domain::figure::{Figure, FigureId};
use crate::domain::pose::{self, Handle};
use crate::domain::skeleton::{Phase, Point};
use crate::ui::keys;
use crate::ui::theme::{self, gap};

use super::choice;
use super::figure::{Place, paint_parts};

/// What was done to a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum PoseChange {
    /// It looks like this for now: a dot is still held. Show it; it is no step to undo yet.
    Going(Figure),
    /// It looks like this, and nothing is held any more: one step to undo, from before the first `Going`.
    Done(Figure),
}

/// An arrow key turns a bone by this many degrees, or moves the hips by this many body heights.
const DEGREES: f32 = 2.0;
const STEP: f32 = 0.01;

/// What is being moved, and the figure from before.
#[derive(Clone)]
struct Held {
    handle: Handle,
    frame: usize,
    start: Figure,
    /// Where the pointer was pressed; `None` when keys hold it.
    grip: Option<Pos2>,
}

/// The part of the drawing that is seen, in body heights, y up.
#[derive(Clone, Copy)]
struct View {
    low: Point,
    high: Point,
}

/// What lasts from one frame of the window to the next.
#[derive(Clone)]
struct Kept {
    figure: FigureId,
    view: View,
    held: Option<Held>,
}

/// What was done to a dot.
struct Touch {
    /// It was taken hold of just now.
    taken: Option<Held>,
    /// The figure is like this now.
    figure: Option<Figure>,
    /// It is still held.
    going: bool,
}

/// Shows keyframe `frame` of a figure with its dots in a place, and the choice of keyframes where there are several. What is
/// tinted has the colour `tint`. Gives the figure when it was changed: pass the changed one from the next frame on.
#[must_use]
pub fn show(ui: &mut Ui, rect: Rect, figure: &Figure, frame: &mut usize, tint: Color32) -> Option<PoseChange> {
    *frame = (*frame).min(figure.keyframes.len().checked_sub(1)?);
    let canvas = choose_frame(ui, rect, figure.keyframes.len(), frame);
    let id = ui.scope_id().with("pose editor");
    let mut kept = recall(ui, id, figure, *frame);
    let place = placed(canvas, kept.view);
    let palette = theme::palette(ui.ctx());
    ui.painter().hline(canvas.x_range(), place.origin.y + 0.5, palette.edge());
    if let Some(still) = pose::still(figure, *frame) {
        paint_parts(&ui.painter_at(canvas), &draw(&still, Phase::Still, false), place, tint, palette);
    }
    let joints = pose::handles(figure, *frame);
    let centers = dots::spread(&joints, place, canvas, kept.held.as_ref().map(|held| held.handle), figure);
    let mut touch = None;
    // One dot at a time says its name: the one that is held, or pointed at, or has the focus.
    let (mut best, mut spoken) = (None, None);
    for ((handle, joint), center) in joints.into_iter().zip(centers) {
        let target = Rect::from_center_size(center, Vec2::splat(dots::TARGET));
        let response = ui.interact(target, id.with(handle), Sense::drag());
        dots::name(ui, &response, figure, *frame, handle);
        let held = kept.held.as_ref().filter(|held| held.handle == handle);
        let dot = Dot { figure, frame: *frame, handle, joint, place };
        if kept.held.is_none() || held.is_some() {
            touch = touch.or_else(|| dot.pointer(&response, held)).or_else(|| dot.keys(ui, &response, held));
        }
        dots::paint(ui, &response, place.to_screen(joint), pose::is_far(figure, handle), tint);
        let rank = [response.has_focus(), response.hovered(), held.is_some()].iter().rposition(|is| *is);
        if rank.is_some() && rank > best {
            (best, spoken) = (rank, Some((handle, center)));
        }
    }
    dots::say(ui, canvas, figure, *frame, spoken);
    let change = settle(&mut kept.held, touch, figure);
    if change.is_some() {
        // What was painted is the figure from before; nothing else may happen that would paint it again.
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(id, kept));
    change
}

/// What a touch comes to, and whether anything is still held after it.
fn settle(held: &mut Option<Held>, touch: Option<Touch>, figure: &Figure) -> Option<PoseChange> {
    let Touch { taken, figure: moved, going } = touch.unwrap_or(Touch { taken: None, figure: None, going: false });
    if taken.is_some() {
        *held = taken;
    }
    if going {
        return moved.filter(|moved| moved != figure).map(PoseChange::Going);
    }
    // Let go, or lost: the focus went elsewhere, another position was chosen.
    let start = held.take().map(|held| held.start);
    let end = moved.unwrap_or_else(|| figure.clone());
    start.filter(|start| *start != end).map(|_| PoseChange::Done(end))
}

/// A dot with what it belongs to.
struct Dot<'a> {
    figure: &'a Figure,
    frame: usize,
    handle: Handle,
    joint: Point,
    place: Place,
}

impl Dot<'_> {
    fn taken(&self, grip: Option<Pos2>) -> Held {
        Held { handle: self.handle, frame: self.frame, start: self.figure.clone(), grip }
    }

    /// What the pointer does. Everything is reckoned from the start of the drag, so that going there and back is no change.
    fn pointer(&self, response: &Response, held: Option<&Held>) -> Option<Touch> {
        let at = response.interact_pointer_pos();
        let taken = response.drag_started().then(|| {
            response.request_focus();
            let pressed = response.ctx.input(|input| input.pointer.press_origin()).or(at);
            self.taken(Some(pressed.unwrap_or(response.rect.center())))
        });
        let pressed = taken.as_ref().or(held)?.grip?;
        if !response.dragged() && !response.drag_stopped() {
            return None;
        }
        let start = taken.as_ref().or(held).map(|held| &held.start)?;
        // A press that has not moved is no change, though the joint would be rounded where it is.
        let at = at.filter(|at| self.figure != start || at.distance(pressed) > 1.0);
        let figure = at.map(|at| {
            let joint = pose::handles(start, self.frame).into_iter().find(|(handle, _)| *handle == self.handle);
            let (from, by) = (self.place.to_screen(joint.map_or(self.joint, |(_, joint)| joint)), at - pressed);
            pose::dragged(start, self.frame, self.handle, self.place.to_drawing(from + by))
        });
        Some(Touch { taken, figure, going: response.dragged() })
    }

    /// What the keys do while the dot has the focus, and what a screen reader asks for.
    fn keys(&self, ui: &Ui, response: &Response, held: Option<&Held>) -> Option<Touch> {
        let mut nudge = keys::Nudge::default();
        if response.has_focus() {
            let arrows = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            nudge = ui.input(keys::nudge);
        }
        nudge.up += dots::asked(ui, response.id);
        let moves = nudge.right != 0.0 || nudge.up != 0.0;
        let goes_on = nudge.going && held.is_some();
        if !moves && !goes_on {
            return None;
        }
        let figure = moves.then(|| match self.handle {
            Handle::Hips => {
                let to = Point { x: self.joint.x + STEP * nudge.right, y: self.joint.y + STEP * nudge.up };
                pose::dragged(self.figure, self.frame, Handle::Hips, to)
            }
            handle => pose::turned(self.figure, self.frame, handle, DEGREES * (nudge.right + nudge.up)),
        });
        let taken = held.is_none().then(|| self.taken(None));
        Some(Touch { taken, figure, going: nudge.going })
    }
}

/// Shows the choice of keyframes where there are several; gives the place that is left.
fn choose_frame(ui: &mut Ui, rect: Rect, frames: usize, frame: &mut usize) -> Rect {
    if frames < 2 {
        return rect;
    }
    let options: Vec<(usize, String)> = (0..frames).map(|i| (i, format!("Pose {}", i + 1))).collect();
    let mut row = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("keyframes"));
    if let Some(chosen) = choice::show(&mut row, "Pose", &options, *frame) {
        *frame = chosen;
    }
    Rect::from_min_max(pos2(rect.left(), row.min_rect().bottom() + gap::SMALL), rect.max)
}

/// What was kept for this figure; the view is a new one when the figure is another or has grown out of it. While something
/// is held the view stays: the ground must not move under a pointer.
fn recall(ui: &Ui, id: Id, figure: &Figure, frame: usize) -> Kept {
    let old: Option<Kept> = ui.data(|data| data.get_temp(id));
    let old = old.filter(|old| old.figure == figure.id);
    let (view, held) = old.map_or((None, None), |old| (Some(old.view), old.held));
    let held = held.filter(|held| held.frame == frame);
    let all = (0..figure.keyframes.len())
        .filter_map(|frame| bounds(&draw(&pose::still(figure, frame)?, Phase::Still, false)))
        .reduce(|(low, high), (l, h)| {
            (Point { x: low.x.min(l.x), y: low.y.min(l.y) }, Point { x: high.x.max(h.x), y: high.y.max(h.y) })
        });
    let (low, high) = all.unwrap_or_default();
    let fits = |view: &View| low.x > view.low.x && high.x < view.high.x && low.y > view.low.y && high.y < view.high.y;
    let view = view.filter(|view| held.is_some() || fits(view)).unwrap_or_else(|| View::around(low, high));
    Kept { figure: figure.id.clone(), view, held }
}

impl View {
    /// A view with room to move around what is between two corners.
    fn around(low: Point, high: Point) -> Self {
        const ROOM: f32 = 0.12;
        /// So that somebody who lies can get up without a leap of the picture.
        const LEAST: (f32, f32) = (1.1, 0.85);
        let middle = f32::midpoint(low.x, high.x);
        let half = ((high.x - low.x) / 2.0 + ROOM).max(LEAST.0 / 2.0);
        Self {
            low: Point { x: middle - half, y: low.y.min(0.0) - 0.03 },
            high: Point { x: middle + half, y: (high.y + ROOM).max(LEAST.1) },
        }
    }
}

/// Where the drawing stands for the view to fill the canvas, with room for a line of words below.
fn placed(canvas: Rect, View { low, high }: View) -> Place {
    let room = canvas.size() - vec2(0.0, dots::CAPTION);
    let scale = (room.x / (high.x - low.x)).min(room.y / (high.y - low.y)).max(1.0);
    let origin = pos2(canvas.center().x - f32::midpoint(low.x, high.x) * scale, canvas.top() + room.y + low.y * scale);
    Place { origin, scale, mirror: 1.0 }
}
