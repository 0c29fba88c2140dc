//! The four numbers at the head of the history: how often, how often in a row, how long, how much more. Judges nobody.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::past::growth::Amount;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{card, icon, text};
use crate::ui::words;

use super::{Scene, WIDE, row};

/// The height of one card.
const CARD: f32 = 106.0;

/// A number with what it is of.
struct Number {
    of: String,
    shown: String,
    /// What it has grown to.
    then: Option<String>,
    note: String,
}

/// How high the numbers are in so much room.
pub(super) fn height(wide: f32) -> f32 {
    if wide >= WIDE { CARD } else { 2.0 * CARD + gap::LARGE }
}

/// Draws the numbers: all beside each other, or two and two.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>) {
    let wide = ui.max_rect().width();
    let rect = row(ui, height(wide));
    let across: usize = if wide >= WIDE { 4 } else { 2 };
    let each = (wide - gap::LARGE * (across as f32 - 1.0)) / across as f32;
    for (i, number) in [cooled(scene), streak(scene), floor(scene), grown(scene)].into_iter().enumerate() {
        let step = vec2((each + gap::LARGE) * (i % across) as f32, (CARD + gap::LARGE) * (i / across) as f32);
        let place = Rect::from_min_size((rect.min + step).round(), vec2(each.round(), CARD));
        card::at(ui, place, &number.of.clone(), |ui| draw(ui, &number));
    }
}

fn draw(ui: &mut Ui, number: &Number) {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect();
    let at = |y: f32| pos2(area.left(), area.top() + y);
    let small = text::style(Weight::Semi, size::SMALL, palette.muted);
    text::clipped(ui, at(11.0), Align2::LEFT_CENTER, area.width(), &number.of, &small);
    let gaps = if number.then.is_some() { 3.0 * gap::WIDE } else { 0.0 };
    let whole = format!("{}{}", number.shown, number.then.as_deref().unwrap_or_default());
    let font = text::fit(ui, &whole, &theme::font(Weight::Heavy, size::TITLE), area.width() - gaps / 1.5);
    let big = text::Style { font, color: palette.text };
    match &number.then {
        None => {
            text::line(ui, at(36.0), Align2::LEFT_CENTER, &number.shown, &big);
        }
        Some(then) => {
            // The font has no arrow.
            let painter = ui.painter();
            let from = painter.text(at(36.0), Align2::LEFT_CENTER, &number.shown, big.font.clone(), big.color);
            let (left, y) = (from.right() + gap::SMALL + 2.0, from.center().y + 1.0);
            let right = icon::arrow(painter, pos2(left, y), big.font.size * 0.7, big.color);
            let at = pos2(right + gap::SMALL + 2.0, at(36.0).y);
            let to = painter.text(at, Align2::LEFT_CENTER, then, big.font.clone(), big.color);
            text::name(ui, from.union(to), egui::Role::Label, &format!("from {} to {then}", number.shown));
        }
    }
    let note = text::style(Weight::Regular, size::SMALL, palette.muted);
    text::clipped(ui, at(61.0), Align2::LEFT_CENTER, area.width(), &number.note, &note);
}

fn cooled(scene: Scene<'_>) -> Number {
    let tally = &scene.known.overview.tally;
    let of = "Runs cooled down".to_owned();
    match tally.share() {
        Some(share) => {
            let note = format!("{} of {}", tally.cooled, words::count(tally.runs as usize, "run"));
            Number { of, shown: words::past::percent(share), then: None, note }
        }
        None => Number { of, shown: "–".to_owned(), then: None, note: "No run in this time".to_owned() },
    }
}

fn streak(scene: Scene<'_>) -> Number {
    let streaks = &scene.known.overview.streaks;
    let runs = |runs: u32| words::count(runs as usize, "run");
    let weeks = words::count(streaks.weeks.current as usize, "week");
    if streaks.runs.current == 0 {
        let note = "The next one begins a new one".to_owned();
        return Number { of: "Best streak".to_owned(), shown: runs(streaks.runs.best), then: None, note };
    }
    let note = match streaks.weeks.current {
        0 | 1 => format!("Best {}", streaks.runs.best),
        _ => format!("Best {} · {weeks} in a row", streaks.runs.best),
    };
    Number { of: "Current streak".to_owned(), shown: runs(streaks.runs.current), then: None, note }
}

fn floor(scene: Scene<'_>) -> Number {
    let overview = &scene.known.overview;
    let note = if overview.this_week.is_zero() {
        words::count(overview.tally.sessions as usize, "session")
    } else {
        format!("{} this week", words::minutes(overview.this_week))
    };
    Number { of: "On the floor".to_owned(), shown: words::minutes(overview.tally.floor), then: None, note }
}

fn grown(scene: Scene<'_>) -> Number {
    let most = scene.known.overview.growth.first().filter(|growth| growth.has_grown());
    let Some((growth, first, latest)) = most.and_then(|growth| Some((growth, growth.first()?, growth.latest()?)))
    else {
        let note = "Needs a few more sessions".to_owned();
        return Number { of: "Grown the most".to_owned(), shown: "–".to_owned(), then: None, note };
    };
    let shown = match first.amount {
        Amount::Reps(reps) => reps.to_string(),
        hold @ Amount::Hold(_) => words::past::amount(hold),
    };
    let note = words::past::since(first.day, scene.today);
    Number { of: growth.name.clone(), shown, then: Some(words::past::amount(latest.amount)), note }
}
