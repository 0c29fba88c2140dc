//! Every day of a period as a map: a column a week, a cell a day. Says which day was opened or is looked at; knows no history.

use chrono::{Datelike, NaiveDate};
use egui::{
    Align2, CornerRadius, EventFilter, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::domain::past::heat::{Column, HeatMap, Mark};
use crate::domain::past::week::Week;
use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Palette, Weight, chart, gap, size};
use crate::ui::widgets::scroll;

/// The weeks of a year.
const YEAR: f32 = 53.0;

/// From one day to the next, across and down, in a map that is so wide: a year fills it.
fn largest(wide: f32) -> Vec2 {
    let across = (wide / YEAR).max(chart::WIDEST_DAY);
    vec2(across, (across / chart::DAY_ASPECT).max(chart::DAY.y))
}

/// The height of a map that is so wide.
#[must_use]
pub fn height(wide: f32) -> f32 {
    chart::MONTHS + 7.0 * largest(wide).y + chart::WEEK_MARK + 2.0
}

/// A map of days.
#[derive(Clone, Copy)]
pub struct Days<'a> {
    /// The days.
    pub map: &'a HeatMap,
    /// What the whole of it says, for a screen reader.
    pub says: &'a str,
    /// What a day was, in words.
    pub say: &'a dyn Fn(NaiveDate, Mark) -> String,
    /// Whether nothing had to be done in a week.
    pub is_neutral: &'a dyn Fn(Week) -> bool,
}

/// What was done to a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The day under the pointer, else the one that has the focus.
    pub looked_at: Option<(NaiveDate, Mark)>,
    /// The day that was opened.
    pub opened: Option<NaiveDate>,
}

impl Days<'_> {
    /// Shows the map. `at` is the day that the keyboard goes on from.
    pub fn show(self, ui: &mut Ui, rect: Rect, at: &mut Option<NaiveDate>) -> Seen {
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt("heat map")
            .accessibility_role(Role::Grid)
            .accessibility_label(self.says);
        let mut group = ui.new_child(builder);
        let all = self.map.columns.len();
        let largest = largest(rect.width());
        let pitch = vec2((rect.width() / all.max(1) as f32).clamp(chart::DAY.x, largest.x), largest.y);
        if all as f32 * pitch.x <= rect.width() + 0.5 {
            return self.columns(&mut group, rect, pitch, 0..all, at);
        }
        // Years do not fit beside each other: the newest ones are seen first.
        group.spacing_mut().item_spacing = Vec2::ZERO;
        let area = ScrollArea::horizontal().auto_shrink(false).stick_to_right(true);
        let shown = area.show_viewport(&mut group, |ui, viewport| {
            ui.set_width(all as f32 * pitch.x);
            let first = (viewport.left() / pitch.x).floor().max(0.0) as usize;
            let last = ((viewport.right() / pitch.x).ceil().max(0.0) as usize).min(all);
            let place = Rect::from_min_size(ui.max_rect().left_top(), vec2(all as f32 * pitch.x, rect.height()));
            self.columns(ui, place, pitch, first..last, at)
        });
        scroll::named(&group, shown).inner
    }

    fn columns(
        self,
        ui: &mut Ui,
        rect: Rect,
        pitch: Vec2,
        shown: std::ops::Range<usize>,
        at: &mut Option<NaiveDate>,
    ) -> Seen {
        let mut seen = Seen::default();
        if !at.is_some_and(|at| self.is_there(at)) {
            *at = self.days().next_back().map(|(day, _)| day);
        }
        let id = ui.scope_id().with("days");
        let corner = pos2(rect.left(), rect.top() + chart::MONTHS);
        let size = vec2(pitch.x * chart::DAY_SHARE, pitch.y - chart::DAY_GAP);
        let place = |column: usize, row: usize| {
            let min = corner + vec2(column as f32 * pitch.x, row as f32 * pitch.y);
            Rect::from_min_size(min, size)
        };
        let focused = at.filter(|day| ui.memory(|memory| memory.has_focus(id.with(day))));
        let palette = theme::palette(ui.ctx());
        // The day that has the focus stays in being where it was scrolled out of sight.
        let hidden = at.and_then(|day| self.column_of(day)).filter(|column| !shown.contains(column));
        for number in shown.clone().chain(hidden) {
            let column = self.map.columns[number];
            let cells = column.week.days().into_iter().zip(column.days).enumerate();
            for (row, day, mark) in cells.filter_map(|(row, (day, mark))| Some((row, day, mark?))) {
                let rect = place(number, row);
                paint(ui, rect, mark, palette);
                if mark == Mark::ToCome {
                    continue;
                }
                let response = self.day(ui, rect, (day, mark), id.with(day), *at == Some(day));
                if response.clicked() {
                    (*at, seen.opened) = (Some(day), Some(day));
                }
                if response.hovered() || (seen.looked_at.is_none() && response.has_focus()) {
                    seen.looked_at = Some((day, mark));
                }
            }
            if (self.is_neutral)(column.week) {
                let below = place(number, 6).bottom() + chart::DAY_GAP;
                let mark = Rect::from_min_size(pos2(place(number, 6).left(), below), vec2(size.x, chart::WEEK_MARK));
                ui.painter().rect_filled(mark, theme::MARK, palette.cool);
            }
        }
        self.months(ui, rect, pitch.x, shown);
        if let Some(day) = focused {
            press::keep(ui, id.with(day), EventFilter { escape: false, ..press::OWN });
            let to = self.moved(ui, day);
            if to != day {
                *at = Some(to);
                ui.memory_mut(|memory| memory.request_focus(id.with(to)));
                if let Some(column) = self.column_of(to) {
                    ui.scroll_to_rect_animation(place(column, 0), None, egui::style::ScrollAnimation::none());
                }
            }
        }
        seen
    }

    fn day(self, ui: &Ui, rect: Rect, day: (NaiveDate, Mark), id: egui::Id, is_stop: bool) -> Response {
        // One stop for the keyboard: the arrow keys go from day to day. There is no gap for the pointer to fall through.
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let whole = vec2(rect.width() / chart::DAY_SHARE, rect.height() + chart::DAY_GAP);
        let response = ui.interact(Rect::from_min_size(rect.min, whole), id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), (self.say)(day.0, day.1)));
        if response.gained_focus() {
            response.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
        }
        let palette = theme::palette(ui.ctx());
        if response.has_focus() {
            ui.painter().rect_stroke(rect.expand(2.0), theme::MARK, palette.focus(), StrokeKind::Outside);
        } else if response.hovered() {
            ui.painter().rect_stroke(rect.expand(1.0), theme::MARK, palette.edge(), StrokeKind::Outside);
        }
        response
    }

    /// The days that have come, oldest first.
    fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, Mark)> + '_ {
        let days = self.map.columns.iter().flat_map(|Column { week, days }| week.days().into_iter().zip(*days));
        days.filter_map(|(day, mark)| Some((day, mark?))).filter(|(_, mark)| *mark != Mark::ToCome)
    }

    fn column_of(&self, day: NaiveDate) -> Option<usize> {
        let first = self.map.columns.first()?.week;
        let week = Week::of(day);
        (week >= first).then(|| week.since(first) as usize).filter(|column| *column < self.map.columns.len())
    }

    fn is_there(&self, day: NaiveDate) -> bool {
        let Some(column) = self.column_of(day) else { return false };
        let mark = self.map.columns[column].days[day.weekday().num_days_from_monday() as usize];
        mark.is_some_and(|mark| mark != Mark::ToCome)
    }

    /// Where the keys lead from a day.
    fn moved(&self, ui: &Ui, from: NaiveDate) -> NaiveDate {
        use Press::{Down, First, Last, Left, PageDown, PageUp, Right, Up};
        /// Four weeks: about a month.
        const PAGE: i64 = 28;
        let presses = press::take(ui, &[Left, Right, Up, Down, PageUp, PageDown, First, Last]);
        presses.into_iter().fold(from, |day, press| {
            let days = match press {
                Left => -7,
                Right => 7,
                Up => -1,
                Down => 1,
                PageUp => -PAGE,
                PageDown => PAGE,
                First => return self.days().next().map_or(day, |(first, _)| first),
                _ => return self.days().next_back().map_or(day, |(last, _)| last),
            };
            let to = day.checked_add_signed(chrono::Duration::days(days)).unwrap_or(day);
            if self.is_there(to) { to } else { day }
        })
    }

    /// The names of the months above the weeks in which they begin; those of Januaries are the years, where there are several.
    fn months(self, ui: &Ui, rect: Rect, pitch: f32, shown: std::ops::Range<usize>) {
        let palette = theme::palette(ui.ctx());
        let font = theme::font(Weight::Regular, size::HINT);
        let of = |column: &Column| {
            let days = column.week.days().into_iter().zip(column.days);
            days.filter_map(|(day, mark)| mark.map(|_| day)).find(|day| day.day() == 1)
        };
        let (first, last) = (self.map.columns.first(), self.map.columns.last());
        let several = first.zip(last).is_some_and(|(a, b)| a.week.sunday().year() != b.week.monday().year());
        let mut free = rect.left();
        for number in shown {
            let Some(begins) = of(&self.map.columns[number]) else { continue };
            let name = if several && begins.month() == 1 {
                begins.year().to_string()
            } else {
                begins.format("%b").to_string()
            };
            let x = rect.left() + number as f32 * pitch;
            if x >= free {
                let at = pos2(x, rect.top() + chart::MONTHS / 2.0 - 2.0);
                let place = ui.painter().text(at, Align2::LEFT_CENTER, name, font.clone(), palette.muted);
                free = place.right() + gap::HAIR;
            }
        }
    }
}

fn paint(ui: &Ui, rect: Rect, mark: Mark, palette: &Palette) {
    // A narrow cell is no pill.
    let corner = CornerRadius::same(theme::MARK.nw.min((rect.width() * 0.3) as u8));
    match mark {
        Mark::CooledDown(strength) => ui.painter().rect_filled(rect, corner, palette.heat(strength)),
        Mark::Skipped => {
            let ring = egui::Stroke::new(chart::RING, palette.stretch);
            ui.painter().rect(rect, corner, palette.surface, ring, StrokeKind::Inside)
        }
        Mark::Nothing => ui.painter().rect_filled(rect, corner, palette.raised),
        Mark::ToCome => ui.painter().circle_filled(rect.center(), chart::NO_ACHE * 0.75, palette.line),
    };
}

/// Paints what a filled cell, a ring and a mark below a week mean, ending at `right`; `has_neutral` where there is such a mark.
pub fn legend(ui: &mut Ui, right: egui::Pos2, has_neutral: bool) {
    let palette = theme::palette(ui.ctx());
    let style = super::text::style(Weight::Regular, size::SMALL, palette.muted);
    let strongest = Mark::CooledDown(crate::domain::past::heat::Strength::of(crate::domain::time::Span::secs(86_400)));
    let mut entries = vec![("cooled down", Some(strongest)), ("ran, skipped", Some(Mark::Skipped))];
    if has_neutral {
        entries.push(("rest, illness or injury", None));
    }
    let swatch = vec2(chart::DAY.x + gap::HAIR, chart::DAY.y - chart::DAY_GAP);
    let mut x = right.x;
    for (words, mark) in entries.into_iter().rev() {
        let place = super::text::line(ui, pos2(x, right.y), Align2::RIGHT_CENTER, words, &style);
        let center = pos2(place.left() - gap::SMALL + 2.0 - swatch.x / 2.0, right.y);
        if let Some(mark) = mark {
            paint(ui, Rect::from_center_size(center, swatch), mark, palette);
        } else {
            let mark = Rect::from_center_size(center, vec2(swatch.x, chart::WEEK_MARK));
            ui.painter().rect_filled(mark, theme::MARK, palette.cool);
        }
        x = center.x - swatch.x / 2.0 - gap::LARGE;
    }
}
