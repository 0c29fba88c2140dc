//! The parts of the player: strip, ring and clock, name and figure, next step, pulse. Each paints one of them; none acts.

use egui::{Align2, Color32, FontId, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::domain::figure::Figure;
use crate::domain::panel::pause_word;
use crate::domain::plan::{PlanStep, SegmentKind, Work};
use crate::domain::player::{Phase, Player};
use crate::domain::side::Side;
use crate::domain::skeleton::{self, word_at};
use crate::domain::time::{Moment, Span};
use crate::model::{Model, Playing, Purpose};
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::{figure, ring, strip, text};
use crate::ui::{keys, words as say};

use super::player_layout::Layout;

/// The exercise that is writing the journal.
const JOURNAL: &str = "journal";

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
    let small = radius * 0.166;
    let lift = match (&face.above, &face.below) {
        (Some(_), None) => radius * 0.075,
        (None, Some(_)) => -radius * 0.1,
        _ => 0.0,
    };
    let (largest, room) = (radius / RING * size::CLOCK, radius * 1.7);
    digits(ui, center + vec2(0.0, lift), &face.digits, largest, room, palette.text);
    let style = text::style(Weight::Semi, small, palette.muted);
    if let Some(words) = &face.above {
        text::line(ui, center - vec2(0.0, radius * 0.53), Align2::CENTER_CENTER, words, &style);
    }
    if let Some(words) = &face.below {
        text::line(ui, center + vec2(0.0, radius * 0.51), Align2::CENTER_CENTER, words, &style);
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

/// The step's name, its side or dose, the figure, and the cue line.
pub(super) fn words(ui: &mut Ui, layout: &Layout, model: &Model, playing: &Playing, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let player = playing.player();
    let plan = player.plan();
    let segment = player.segment();
    let step = plan.step(&segment);
    let (column, zoom) = (layout.column, layout.zoom);
    let color = palette.block(plan.block(&segment).kind);
    let picture = model.library().figures.get(&step.figure);

    let bottom = name(ui, column, zoom, &step.name);
    let (main, aside) = second_line(player, picture, now);
    let y = bottom + 40.0 * zoom;
    let style = text::style(Weight::Heavy, size::HUGE * zoom, color);
    text::line(ui, pos2(column.left(), y), Align2::LEFT_CENTER, &main, &style);
    // What a rep is doing changes twice a rep; nothing beside it may move with it.
    let says = picture.into_iter().flat_map(|figure| &figure.motion).filter_map(|leg| leg.say.as_deref());
    let reserved = says.filter(|_| segment.kind.is_work()).map(|say| text::measure(ui, say, &style.font).x);
    let wide = reserved.fold(text::measure(ui, &main, &style.font).x, f32::max);
    let style = text::style(Weight::Regular, size::NAME * zoom, palette.muted);
    let after = pos2(column.left() + wide + 18.0 * zoom, y + 2.0 * zoom);
    let second = text::clipped(ui, after, Align2::LEFT_CENTER, column.right() - after.x, &aside, &style).right();

    let style = text::style(Weight::Regular, size::NAME * zoom, palette.muted);
    let cue = cue(step, playing.purpose());
    let galley = ui.painter().layout(cue.clone(), style.font.clone(), style.color, column.width());
    let cue_top = column.bottom() - galley.size().y.max(34.0 * zoom);
    text::paragraph(ui, pos2(column.left(), cue_top), column.width(), &cue, &style);

    let Some(picture) = picture else { return };
    let floor = cue_top - 52.0 * zoom;
    let line = Stroke::new(4.0 * zoom, palette.line);
    ui.painter().hline(column.x_range(), floor + line.width / 2.0, line);
    let low = Rect::from_min_max(pos2(column.left(), y + 34.0 * zoom), pos2(column.right(), floor));
    // Beside the second line there is more height, for figures that stand.
    let tall = Rect::from_min_max(pos2(second + 24.0 * zoom, bottom + 14.0 * zoom), low.max);
    let show = pose(player, picture, model.settings().reduced_motion, color, now);
    let place = figure::roomiest([low, tall], picture, show);
    if place.height() > 24.0 {
        figure::paint(ui.painter(), place, picture, show, palette);
        text::name(ui, place, egui::Role::Image, &format!("Figure: {}", step.name));
    }
}

/// The cue line. A journal can't be written while the session runs, so its step says when it can.
fn cue(step: &PlanStep, purpose: Purpose) -> String {
    if step.exercise.as_str() == JOURNAL && purpose.is_recorded() {
        format!("Your journal opens after the session. {}", step.cue)
    } else {
        step.cue.clone()
    }
}

/// Paints the name of the step, on two lines where one would be too small to be read from the floor. Gives its lower edge.
fn name(ui: &mut Ui, column: Rect, zoom: f32, name: &str) -> f32 {
    let palette = theme::palette(ui.ctx());
    let largest = FontId { size: size::GIANT * zoom.max(1.0), ..theme::font(Weight::Heavy, size::GIANT) };
    let fitting = |part: &str| text::fit(ui, part, &largest, column.width()).size;
    // In one line if that is large enough, else broken at the space that leaves the letters largest.
    let breaks = name.match_indices(' ').map(|(at, _)| {
        let (first, second) = (&name[..at], &name[at + 1..]);
        (fitting(first).min(fitting(second)), vec![first, second])
    });
    let whole = (fitting(name), vec![name]);
    let (size, lines) = breaks.fold(whole, |best, two| if two.0 > best.0 { two } else { best });
    let font = FontId { size, ..largest.clone() };
    let top = column.top();
    let mut bottom = top;
    for (i, line) in lines.iter().enumerate() {
        // Lines of a heading stand closer than lines of text.
        let at = pos2(column.left(), top + i as f32 * size * 1.02);
        let galley = ui.painter().layout_no_wrap((*line).to_owned(), font.clone(), palette.text);
        bottom = at.y + galley.size().y;
        ui.painter().galley(at, galley, palette.text);
    }
    text::name(ui, Rect::from_min_max(column.min, pos2(column.right(), bottom)), egui::Role::Heading, name);
    bottom
}

/// The second line: the side, or what a rep is doing, with the dose or what follows beside it.
fn second_line(player: &Player, picture: Option<&Figure>, now: Moment) -> (String, String) {
    let plan = player.plan();
    let segment = player.segment();
    let step = plan.step(&segment);
    let coming = say::coming_work(plan, player.at());
    let amount = coming.map(say::work).unwrap_or_default();
    match (segment.kind, segment.side) {
        (SegmentKind::Work(Work::Reps { every, .. }), side) => {
            let word = picture.and_then(|figure| word_at(figure, rep_share(player, figure, every, now)));
            let turn = || picture.and_then(|figure| turn(player, figure, now));
            let side = side.or_else(turn).map(|side| side.of(step.side_word));
            let main = side.or(word.map(str::to_owned)).unwrap_or_else(|| amount.clone());
            (main, say::tempo(every))
        }
        (SegmentKind::Work(work), Some(side)) => {
            let main = side.of(step.side_word);
            let then = player.next_item().map(|next| plan.segments[next]);
            let other = then.filter(|next| next.step == segment.step && next.side == Some(side.other()));
            (main, other.map_or_else(|| say::work(work), |_| format!("then {}", say::side_alone(side.other()))))
        }
        (SegmentKind::Work(Work::Open { .. }), None) => {
            let is_journal = step.exercise.as_str() == JOURNAL;
            let hint = if is_journal { format!("{} ends this step", keys::label::WAITS) } else { done_hint() };
            ("Take your time".to_owned(), hint)
        }
        (SegmentKind::Work(Work::OwnReps { .. }), None) => (amount, done_hint()),
        (SegmentKind::Work(Work::Hold(_)), None) => {
            let moves = picture.is_some_and(Figure::moves);
            (if moves { "Keep moving" } else { "Hold" }.to_owned(), amount)
        }
        (_, Some(side)) => (side.of(step.side_word), amount),
        (_, None) => (amount, String::new()),
    }
}

fn done_hint() -> String {
    format!("{} when you are done", keys::label::WAITS)
}

/// The side whose turn it is among alternating reps, where each rep of the figure is one side's.
fn turn(player: &Player, figure: &Figure, now: Moment) -> Option<Side> {
    let SegmentKind::Work(Work::Reps { every, alternate: true, .. }) = player.segment().kind else { return None };
    let first = figure.working_side().filter(|_| figure.reps == 1)?;
    let swapped = player.elapsed(now.tick).whole(every) % 2 == 1;
    Some(if swapped { first.other() } else { first })
}

/// The share of the figure's loop that has passed while reps are counted.
fn rep_share(player: &Player, figure: &Figure, every: Span, now: Moment) -> f32 {
    let reps = player.elapsed(now.tick).as_secs_f64() / every.as_secs_f64();
    (reps / f64::from(figure.reps.max(1))).fract() as f32
}

/// How the figure stands at this moment.
fn pose(player: &Player, figure: &Figure, still: bool, tint: Color32, now: Moment) -> figure::Show {
    let segment = player.segment();
    let elapsed = player.elapsed(now.tick);
    let flipped = segment.side.is_some_and(|side| figure.flipped_for(side));
    let mut swapped = false;
    let own_pace = (elapsed.as_secs_f64() / f64::from(figure.loop_secs())).fract() as f32;
    let share = match say::coming_work(player.plan(), player.at()) {
        Some(Work::Reps { every, alternate, .. }) => {
            // One rep a side: the other half of the pair is the same loop with the sides exchanged.
            swapped = alternate && figure.reps == 1 && elapsed.whole(every) % 2 == 1;
            rep_share(player, figure, every, now)
        }
        _ => own_pace,
    };
    let phase =
        if still { skeleton::Phase::Still } else { skeleton::Phase::Moving { share, breath: elapsed.as_secs_f32() } };
    figure::Show { phase, swapped, flipped, tint }
}

/// What comes next, with its figure.
pub(super) fn next(ui: &mut Ui, layout: &Layout, model: &Model, player: &Player) {
    let palette = theme::palette(ui.ctx());
    let (bar, zoom) = (layout.bar, layout.zoom);
    let plan = player.plan();
    let thumb = Rect::from_min_size(bar.min, vec2(92.0 * zoom, bar.height()));
    let left = thumb.right() + 18.0 * zoom;
    let room = layout.buttons[0].left() - 16.0 * zoom - left;
    let style = text::style(Weight::Regular, size::LABEL * zoom, palette.muted);
    text::line(ui, pos2(left, bar.center().y - 17.0 * zoom), Align2::LEFT_CENTER, "Next", &style);
    let words = player.next_item().map_or_else(|| "Done".to_owned(), |at| say::next(plan, at));
    let font = theme::font(Weight::Heavy, size::TITLE * zoom);
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
        ui.painter().rect_stroke(window, 0.0, Stroke::new(14.0 * layout.zoom, color), StrokeKind::Inside);
    }
}
