//! The parts of the player: strip, ring and clock, next step, pulse. Each paints one of them; none acts.

use egui::{Align2, Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::domain::panel::pause_word;
use crate::domain::plan::{SegmentKind, Work};
use crate::domain::player::{Phase, Player};
use crate::domain::skeleton;
use crate::domain::time::{Moment, Span};
use crate::model::{Model, Purpose};
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::{edge, figure, ring, strip, text};
use crate::ui::words as say;

use super::player_layout::Layout;

/// The block, the place in it, the strip, and what is left of the whole.
pub(super) fn top(ui: &mut Ui, layout: &Layout, player: &Player, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let plan = player.plan();
    let segment = player.segment();
    let block = plan.block(&segment);
    let size = size::NAME * layout.zoom;
    let y = layout.top.top() + 14.0 * layout.zoom;
    let name = text::style(Weight::Heavy, size, palette.block(block.kind));
    let room = layout.top.width() * 0.45;
    let rect = text::clipped(ui, pos2(layout.top.left(), y), Align2::LEFT_CENTER, room, &block.name, &name);
    let muted = text::style(Weight::Semi, size, palette.muted);
    let place = say::place(plan, plan.step(&segment));
    text::line(ui, pos2(rect.right() + 8.0 * layout.zoom, y), Align2::LEFT_CENTER, &place, &muted);
    let left = player.left(now.tick);
    let end = say::time_of_day(&now.local_after(left));
    let words = format!("{} left · done at {end}", say::clock(left));
    text::line(ui, pos2(layout.top.right(), y), Align2::RIGHT_CENTER, &words, &muted);

    let height = 14.0 * layout.zoom;
    let bar = Rect::from_min_max(pos2(layout.top.left(), layout.top.bottom() - height), layout.top.max);
    let gaps = (3.0 * layout.zoom, 16.0 * layout.zoom);
    strip::paint(ui.painter(), bar, &cells(player, palette, now), palette.raised, theme::MARK, gaps);
}

/// One cell for each work: getting ready counts towards what it leads up to.
fn cells(player: &Player, palette: &theme::Palette, now: Moment) -> Vec<strip::Cell> {
    let plan = player.plan();
    let mut cells: Vec<strip::Cell> = Vec::new();
    let mut block = None;
    let (mut before, mut passed) = (Span::ZERO, Span::ZERO);
    for (i, segment) in plan.segments.iter().enumerate() {
        let length = segment.kind.length().estimate();
        before += length;
        passed += match i.cmp(&player.at()) {
            std::cmp::Ordering::Less => length,
            std::cmp::Ordering::Equal => {
                // Over its own length, as it may have been extended.
                let whole = player.segment().kind.length().estimate();
                Span::secs_f64(length.as_secs_f64() * f64::from(player.elapsed(now.tick).share_of(whole)))
            }
            std::cmp::Ordering::Greater => Span::ZERO,
        };
        if segment.kind.is_work() {
            let of = plan.step(segment).block;
            let color = palette.block(plan.blocks[of].kind);
            let new_block = block.replace(of).is_some_and(|last| last != of);
            cells.push(strip::Cell { weight: before.as_secs_f32(), color, done: passed.share_of(before), new_block });
            (before, passed) = (Span::ZERO, Span::ZERO);
        }
    }
    cells
}

/// What stands in the ring.
struct Face {
    above: Option<String>,
    digits: String,
    below: Option<String>,
    share: f32,
    color: Color32,
}

/// The outer radius of the ring in a window of 1366 by 768, beside digits of [`size::CLOCK`].
const RING: f32 = 229.0;

/// The ring and the big digits.
pub(super) fn clock(ui: &mut Ui, layout: &Layout, player: &Player, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let face = face(player, palette, now);
    let (center, radius) = layout.ring;
    let width = radius * 0.096;
    ring::paint(ui.painter(), center, radius - width / 2.0, width, face.share, palette.raised, face.color);
    let small = layout.needed(radius / layout.zoom * 0.166);
    let lift = match (&face.above, &face.below) {
        (Some(_), None) => radius * 0.075,
        (None, Some(_)) => -radius * 0.1,
        _ => 0.0,
    };
    let (largest, room) = (radius / RING * size::CLOCK, radius * 1.7);
    digits(ui, center + vec2(0.0, lift), &face.digits, largest, room, palette.text);
    // Inside the ring, at half of its height.
    let room = radius * 1.25;
    for (words, y) in [(&face.above, -0.53), (&face.below, 0.51)] {
        let Some(words) = words else { continue };
        let font = text::fit(ui, words, &theme::font(Weight::Semi, small), room);
        let style = text::Style { font, color: palette.muted };
        text::line(ui, center + vec2(0.0, radius * y), Align2::CENTER_CENTER, words, &style);
    }
}

fn face(player: &Player, palette: &theme::Palette, now: Moment) -> Face {
    let segment = player.segment();
    let color = palette.block(player.plan().block(&segment).kind);
    let elapsed = player.elapsed(now.tick);
    let left = player.segment_left(now.tick);
    let whole = segment.kind.length().estimate();
    let mut face = match segment.kind {
        SegmentKind::Work(Work::Hold(_)) => {
            Face { above: None, digits: say::big_digits(left), below: None, share: left.share_of(whole), color }
        }
        SegmentKind::Work(Work::Reps { count, every, .. }) => {
            let rep = (elapsed.whole(every) + 1).min(count);
            let below = Some(format!("of {}", say::count(count as usize, "rep")));
            Face { above: None, digits: rep.to_string(), below, share: elapsed.share_of(whole), color }
        }
        SegmentKind::Work(Work::OwnReps { count, .. }) => {
            let below = Some("reps, your pace".to_owned());
            Face { above: None, digits: count.to_string(), below, share: elapsed.share_of(whole), color }
        }
        SegmentKind::Work(Work::Open { estimate }) => {
            let below = Some(format!("about {}", say::clock(estimate)));
            let digits = say::big_digits(Span::secs(elapsed.whole_secs()));
            Face { above: Some("So far".to_owned()), digits, below, share: elapsed.share_of(whole), color }
        }
        SegmentKind::GetReady(_) | SegmentKind::SwitchSides(_) | SegmentKind::Rest(_) => Face {
            above: pause_word(segment.kind).map(str::to_owned),
            digits: say::big_digits(left),
            below: None,
            share: left.share_of(whole),
            color: palette.text,
        },
    };
    match player.phase() {
        Phase::Paused { .. } => {
            face.above = Some("Paused".to_owned());
            face.color = palette.muted;
        }
        Phase::LeadIn { until, .. } => {
            face.above = Some("Going on in".to_owned());
            face.digits = say::big_digits(until.since(now.tick));
            face.below = None;
            face.color = palette.text;
        }
        Phase::Running { .. } | Phase::Over { .. } => {}
    }
    face
}

/// Digits in cells of one width, so that nothing moves when they change.
fn digits(ui: &mut Ui, center: egui::Pos2, digits: &str, largest: f32, room: f32, color: Color32) {
    let cell_of = |size: f32, c: char| {
        let font = theme::font(Weight::Heavy, size);
        let wide = |c: char| text::measure(ui, &c.to_string(), &font).x;
        // The widest digit has room to spare at its sides; a cell of its full width would pull a 1 away from its neighbour.
        if c.is_ascii_digit() { ('0'..='9').map(wide).fold(0.0, f32::max) * 0.9 } else { wide(c) }
    };
    let wide: f32 = digits.chars().map(|c| cell_of(largest, c)).sum();
    let size = largest * (room / wide).min(1.0);
    let font = theme::font(Weight::Heavy, size);
    let wide: f32 = digits.chars().map(|c| cell_of(size, c)).sum();
    let mut x = center.x - wide / 2.0;
    for c in digits.chars() {
        let cell = cell_of(size, c);
        ui.painter().text(pos2(x + cell / 2.0, center.y), Align2::CENTER_CENTER, c, font.clone(), color);
        x += cell;
    }
    let rect = Rect::from_center_size(center, vec2(wide, size));
    text::name(ui, rect, egui::Role::Timer, digits);
}

/// That this is no session, above the name of the step.
pub(super) fn purpose(ui: &mut Ui, layout: &Layout, purpose: Purpose) {
    let Some(words) = say::purpose(purpose) else { return };
    let style = text::style(Weight::Semi, (size::LABEL * layout.zoom).max(size::SMALL), theme::palette(ui.ctx()).muted);
    text::line(ui, layout.purpose, Align2::LEFT_CENTER, words, &style);
}

/// What comes next, with its figure.
pub(super) fn next(ui: &mut Ui, layout: &Layout, model: &Model, player: &Player) {
    let palette = theme::palette(ui.ctx());
    let (bar, zoom) = (layout.next, layout.zoom);
    let plan = player.plan();
    let thumb = Rect::from_min_size(bar.min, vec2(92.0 * zoom, bar.height()));
    let left = thumb.right() + 18.0 * zoom;
    let room = bar.right() - left;
    let style = text::style(Weight::Regular, size::LABEL * zoom, palette.muted);
    text::line(ui, pos2(left, bar.center().y - 17.0 * zoom), Align2::LEFT_CENTER, "Next", &style);
    let words = player.next_item().map_or_else(|| "Done".to_owned(), |at| say::next(plan, at));
    let font = theme::font(Weight::Heavy, layout.helpful(size::TITLE).min(bar.height() * 0.6));
    let style = text::Style { font: text::fit(ui, &words, &font, room.max(60.0)), color: palette.text };
    let style = if style.font.size < 16.0 { text::style(Weight::Heavy, 16.0, palette.text) } else { style };
    text::clipped(ui, pos2(left, bar.center().y + 13.0 * zoom), Align2::LEFT_CENTER, room.max(60.0), &words, &style);
    ui.painter().rect(thumb, theme::CONTROL, palette.surface, palette.hairline(), StrokeKind::Inside);
    let Some(segment) = player.next_item().map(|at| &plan.segments[at]) else { return };
    let step = plan.step(segment);
    if let Some(picture) = model.library().figures.get(&step.figure) {
        let flipped = segment.side.is_some_and(|side| picture.flipped_for(side));
        let tint = palette.block(plan.block(segment).kind);
        let show = figure::Show { phase: skeleton::Phase::Still, swapped: false, flipped, tint };
        let inside = thumb.shrink2(vec2(6.0, 5.0) * zoom);
        figure::paint(ui.painter(), inside, picture, show, palette);
    }
}

/// The window's edge drains with what is counted down.
pub(super) fn edge(ui: &Ui, window: Rect, layout: &Layout, player: &Player, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let face = face(player, palette, now);
    let counts = player.segment().kind.is_counted_down() || matches!(player.phase(), Phase::LeadIn { .. });
    if counts {
        edge::paint(ui.painter(), window, EDGE * layout.zoom, face.share, face.color);
    }
}

/// How wide the edge of the window is that drains, and when it pulses, in a window of 1366 by 768.
const EDGE: f32 = 6.0;
const PULSE: f32 = 14.0;

/// The window's edge lights up with the last three ticks, for ears that have music in them.
pub(super) fn pulse(ui: &Ui, window: Rect, layout: &Layout, player: &Player, now: Moment) {
    /// How long one pulse takes to fade.
    const FADE: f32 = 0.6;
    let left = match player.phase() {
        // Reps have a tick each; only what is counted down pulses.
        Phase::Running { .. } if player.segment().kind.is_counted_down() => player.segment_left(now.tick),
        Phase::LeadIn { until, .. } => until.since(now.tick),
        _ => return,
    };
    if left > Span::secs(3) || left.is_zero() {
        return;
    }
    let since = 1.0 - left.as_secs_f32().fract();
    let strength = if left.as_secs_f32().fract() == 0.0 { 1.0 } else { 1.0 - since / FADE };
    if strength > 0.0 {
        let palette = theme::palette(ui.ctx());
        let color = palette.block(player.plan().block(&player.segment()).kind).gamma_multiply(strength);
        ui.painter().rect_stroke(window, 0.0, Stroke::new(PULSE * layout.zoom, color), StrokeKind::Inside);
    }
}
