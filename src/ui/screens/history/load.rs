//! How hard each week was, as bars, and the week that is chosen. Warns of nothing.

use chrono::{Datelike, NaiveDate};
use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::past::load::LoadWeek;
use crate::domain::past::week::Week;
use crate::model::Action;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::bars::{Bar, Bars};
use crate::ui::widgets::{card, text};
use crate::ui::words;

use super::{Page, Scene, WIDE, halves, row, title, week};

/// The least height of the chart, and that of the cards below it.
const LEAST_CHART: f32 = 300.0;
const FOOT: f32 = 264.0;

/// Draws the part.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page, height: f32, actions: &mut Vec<Action>) {
    let wide = ui.max_rect().width();
    let this_week = Week::of(scene.today);
    let all = &scene.known.overview.load;
    let begun = all.iter().filter(|week| Week::of(week.first) <= this_week).count();
    let weeks = if begun == 0 { &all[..] } else { &all[..begun] };
    let chosen = page.week.and_then(|week| weeks.iter().position(|there| Week::of(there.first) == week));
    let mut at = chosen.unwrap_or(weeks.len().saturating_sub(1));
    let rect = row(ui, (height - FOOT - gap::LARGE).max(LEAST_CHART));
    let reveal = std::mem::take(&mut page.reveal_week);
    card::at(ui, rect, "load", |ui| chart(ui, scene, weeks, &mut at, reveal));
    let Some(on) = weeks.get(at) else { return };
    page.week = Some(Week::of(on.first));
    if wide >= WIDE {
        let (left, right) = halves(row(ui, FOOT), 0.528);
        actions.extend(card::at(ui, left, "week", |ui| week::show(ui, scene, on)));
        card::at(ui, right, "neutral", |ui| week::neutral(ui, scene, page));
    } else {
        let rect = row(ui, FOOT);
        actions.extend(card::at(ui, rect, "week", |ui| week::show(ui, scene, on)));
        let rect = row(ui, FOOT);
        card::at(ui, rect, "neutral", |ui| week::neutral(ui, scene, page));
    }
}

fn chart(ui: &mut Ui, scene: Scene<'_>, weeks: &[LoadWeek], at: &mut usize, reveal: bool) {
    let palette = theme::palette(ui.ctx());
    let (line, below) = title(ui, "Load by week");
    let is_partial = |week: &LoadWeek| week.rated < week.runs;
    legend(ui, line, weeks.iter().any(is_partial));
    let neutral = |week: &LoadWeek| scene.model.weeks().get(Week::of(week.first));
    let bars: Vec<Bar> = weeks
        .iter()
        .map(|week| Bar { value: week.sum.points(), is_partial: is_partial(week), is_marked: neutral(week).is_some() })
        .collect();
    let say = |number: usize| {
        let Some(week) = weeks.get(number) else { return String::new() };
        sentence(week, scene)
    };
    let below_bar = |number: usize| weeks.get(number).and_then(|week| month_of(week.first));
    let highest = weeks.iter().max_by(|a, b| a.sum.cmp(&b.sum));
    let says = highest.map_or_else(String::new, |week| {
        let name = words::past::within(&words::past::week(Week::of(week.first), scene.today));
        format!("Load by week, at most {:.0} in the {name}", week.sum.points())
    });
    let bars = Bars { says: &says, all: &bars, say: &say, below: &below_bar, color: palette.strength, reveal };
    let place = Rect::from_min_max(pos2(below.left(), below.top() + gap::HAIR), below.max);
    // The bar under the pointer says its load above it, as the chosen one does in the card below.
    if let Some(over) = bars.show(ui, place, at).and_then(|over| weeks.get(over)) {
        let words = sentence(over, scene);
        let style = text::style(Weight::Regular, size::SMALL, palette.text);
        let galley = ui.painter().layout_no_wrap(words, style.font, style.color);
        let place = Align2::CENTER_TOP.anchor_size(place.center_top() + vec2(0.0, -2.0), galley.size());
        ui.painter().rect_filled(place.expand2(vec2(gap::SMALL, 2.0)), theme::MARK, palette.raised);
        ui.painter().galley(place.min, galley, style.color);
    }
}

fn legend(ui: &mut Ui, line: Rect, has_partial: bool) {
    let palette = theme::palette(ui.ctx());
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let mut right = line.right_center();
    if has_partial {
        let words = "not every run has its effort and time";
        let place = text::line(ui, right, Align2::RIGHT_CENTER, words, &style);
        let center = pos2(place.left() - gap::MEDIUM, right.y);
        let ring = egui::Stroke::new(theme::chart::RING * 0.75, palette.strength);
        ui.painter().circle_stroke(center, theme::chart::END - 0.5, ring);
        right.x = center.x - gap::WIDE;
    }
    text::line(ui, right, Align2::RIGHT_CENTER, "effort times minutes", &style);
}

/// The name of the month that begins in these seven days.
fn month_of(first: NaiveDate) -> Option<String> {
    let days = Week::of(first).days();
    let begins = days.into_iter().find(|day| day.day() == 1)?;
    Some(if begins.month() == 1 { begins.year().to_string() } else { begins.format("%b").to_string() })
}

/// All of a week in words.
fn sentence(week: &LoadWeek, scene: Scene<'_>) -> String {
    let of = Week::of(week.first);
    let mut said = words::past::week(of, scene.today);
    if week.runs == 0 {
        said.push_str(", no run");
    } else {
        let runs = words::count(week.runs as usize, "run");
        said = format!("{said}, load {:.0}, {runs}", week.sum.points());
    }
    if week.rated < week.runs {
        said = format!("{said}, {}", unrated(week));
    }
    if let Some(neutral) = scene.model.weeks().get(of) {
        said = format!("{said} · {}", words::past::neutral(neutral));
    }
    said
}

/// What is not known of a week.
pub(super) fn unrated(week: &LoadWeek) -> String {
    match week.runs - week.rated {
        1 => "1 of them without its effort or time".to_owned(),
        more => format!("{more} of them without their effort or time"),
    }
}
