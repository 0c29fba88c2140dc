//! What is done now, in words and as a figure: the name of the step, its side or dose, and how to do it. Decides nothing about
//! what is done.

use egui::{Align2, Color32, FontId, Rect, Stroke, Ui, pos2};

use crate::domain::figure::Figure;
use crate::domain::plan::{PlanStep, SegmentKind, Work};
use crate::domain::player::Player;
use crate::domain::side::Side;
use crate::domain::skeleton::{self, word_at};
use crate::domain::time::{Moment, Span};
use crate::model::{Model, Playing, Purpose};
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::{figure, text};
use crate::ui::{keys, words as say};

use super::player_layout::Layout;

/// The figure is to have at least so much of the height of the column.
const FIGURE: f32 = 0.3;
/// The exercise that is writing the journal.
const JOURNAL: &str = "journal";
/// A name takes at most so many lines, and so much of the column.
const MOST_LINES: usize = 3;
const HIGHEST_NAME: f32 = 0.56;
/// From one line of it to the next, in sizes of its letters: lines of a heading stand closer than lines of text.
const LINE: f32 = 1.02;

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

    let bottom = name(ui, column, layout.name(), &step.name);
    let (main, aside) = second_line(player, picture, now);
    let font = text::fit(ui, &main, &theme::font(Weight::Heavy, layout.needed(size::HUGE)), column.width());
    let high = font.size;
    let y = bottom + 0.87 * high;
    let style = text::Style { font, color };
    text::line(ui, pos2(column.left(), y), Align2::LEFT_CENTER, &main, &style);
    // What a rep is doing changes twice a rep; nothing beside it may move with it.
    let says = picture.into_iter().flat_map(|figure| &figure.motion).filter_map(|leg| leg.say.as_deref());
    let reserved = says.filter(|_| segment.kind.is_work()).map(|say| text::measure(ui, say, &style.font).x);
    let wide = reserved.fold(text::measure(ui, &main, &style.font).x, f32::max);
    let style = text::style(Weight::Regular, layout.helpful(size::NAME), palette.muted);
    let after = pos2(column.left() + wide + 18.0 * zoom, y + 2.0 * zoom);
    let second = text::clipped(ui, after, Align2::LEFT_CENTER, column.right() - after.x, &aside, &style).right();

    let cue = cue(step, playing.purpose());
    let usual = size::NAME * zoom;
    // The figure says more from afar than how to do it in large letters: those are smaller where they would leave no room for it.
    let (style, cue_top) = [layout.helpful(size::NAME), usual]
        .into_iter()
        .map(|size| {
            let style = text::style(Weight::Regular, size, palette.muted);
            let galley = ui.painter().layout(cue.clone(), style.font.clone(), style.color, column.width());
            (style, column.bottom() - galley.size().y.max(34.0 * zoom))
        })
        .find(|(style, top)| style.font.size <= usual || top - 52.0 * zoom - y - 0.74 * high > column.height() * FIGURE)
        .unwrap_or_else(|| (text::style(Weight::Regular, usual, palette.muted), column.bottom() - 34.0 * zoom));
    text::paragraph(ui, pos2(column.left(), cue_top), column.width(), &cue, &style);

    let Some(picture) = picture else { return };
    let floor = cue_top - 52.0 * zoom;
    let line = Stroke::new(4.0 * zoom, palette.line);
    ui.painter().hline(column.x_range(), floor + line.width / 2.0, line);
    let low = Rect::from_min_max(pos2(column.left(), y + 0.74 * high), pos2(column.right(), floor));
    // Beside the second line there is more height, for figures that stand.
    let tall = Rect::from_min_max(pos2(second + 24.0 * zoom, bottom + 14.0 * zoom), low.max);
    let show = pose(player, picture, model.is_still(), color, now);
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

/// Paints the name of the step, on two lines or three where fewer would be too small to be read from the floor. Gives its lower
/// edge.
fn name(ui: &mut Ui, column: Rect, (largest, far): (f32, f32), name: &str) -> f32 {
    let palette = theme::palette(ui.ctx());
    let largest = theme::font(Weight::Heavy, largest);
    // In one line if that is large enough, else broken at the spaces that leave the letters largest.
    let mut best = (0.0, Vec::new());
    for lines in 1..=MOST_LINES {
        let high = column.height() * HIGHEST_NAME / (lines as f32 * LINE);
        let fitting = |parts: &[&str]| {
            let sizes = parts.iter().map(|part| text::fit(ui, part, &largest, column.width()).size);
            sizes.fold(high, f32::min)
        };
        for parts in broken(name, lines) {
            let size = fitting(&parts);
            best = if size > best.0 { (size, parts) } else { best };
        }
        if lines > 1 && best.0 >= far {
            break;
        }
    }
    let (size, lines) = best;
    let font = FontId { size, ..largest };
    let top = column.top();
    let mut bottom = top;
    for (i, line) in lines.iter().enumerate() {
        let at = pos2(column.left(), top + i as f32 * size * LINE);
        let galley = ui.painter().layout_no_wrap((*line).to_owned(), font.clone(), palette.text);
        bottom = at.y + galley.size().y;
        ui.painter().galley(at, galley, palette.text);
    }
    text::name(ui, Rect::from_min_max(column.min, pos2(column.right(), bottom)), egui::Role::Heading, name);
    bottom
}

/// Every way to break words into so many lines.
fn broken(words: &str, lines: usize) -> Vec<Vec<&str>> {
    if lines == 1 {
        return vec![vec![words]];
    }
    let ways = words.match_indices(' ').flat_map(|(at, _)| {
        let rest = broken(&words[at + 1..], lines - 1);
        rest.into_iter().map(move |rest| [vec![&words[..at]], rest].concat())
    });
    ways.collect()
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
