//! Bars beside each other on a scale, of which one is chosen. Says which was chosen; knows not what they stand for.

use std::ops::Range;

use egui::{
    Align2, CornerRadius, EventFilter, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};
use egui::{pos2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, chart, gap, size};
use crate::ui::widgets::scroll;

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// How high it is.
    pub value: f64,
    /// Whether there is more to it than is known.
    pub is_partial: bool,
    /// Whether there is a mark below it.
    pub is_marked: bool,
}

/// Bars beside each other.
#[derive(Clone, Copy)]
pub struct Bars<'a> {
    /// What all of them say, for a screen reader.
    pub says: &'a str,
    /// The bars, from the left.
    pub all: &'a [Bar],
    /// What a bar says.
    pub say: &'a dyn Fn(usize) -> String,
    /// What stands below a bar, if anything does.
    pub below: &'a dyn Fn(usize) -> Option<String>,
    /// The colour of the bars.
    pub color: egui::Color32,
    /// Whether the one that is chosen was chosen elsewhere just now, and is to come into sight.
    pub reveal: bool,
}

/// The room for what stands below the bars.
const FOOT: f32 = 26.0;
/// A bar of which nothing is known is a line.
const LEAST: f32 = 2.0;

impl Bars<'_> {
    /// Shows the bars. `at` is the one that is chosen; gives the one under the pointer.
    pub fn show(self, ui: &mut Ui, rect: Rect, at: &mut usize) -> Option<usize> {
        *at = (*at).min(self.all.len().saturating_sub(1));
        let highest = self.all.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let step = step(highest);
        let top = (highest / step).ceil().max(1.0) * step;
        let place = Rect::from_min_max(pos2(rect.left() + chart::SCALE, rect.top() + gap::SMALL), rect.max);
        let plot = Rect::from_min_max(place.min, pos2(place.right(), place.bottom() - FOOT));
        scale(ui, plot, step, top);
        let builder = UiBuilder::new()
            .max_rect(place)
            .id_salt("bars")
            .accessibility_role(Role::RadioGroup)
            .accessibility_label(self.says);
        let mut group = ui.new_child(builder);
        let all = self.all.len();
        let pitch = (place.width() / all.max(1) as f32).clamp(chart::BAR, chart::WIDEST_BAR);
        if all as f32 * pitch <= place.width() + 0.5 {
            return self.bars(&mut group, plot, (pitch, top), 0..all, at);
        }
        // Years do not fit beside each other: the newest ones are seen first.
        group.spacing_mut().item_spacing = Vec2::ZERO;
        let area = ScrollArea::horizontal().auto_shrink(false).stick_to_right(true);
        let shown = area.show_viewport(&mut group, |ui, viewport| {
            ui.set_width(all as f32 * pitch);
            let first = (viewport.left() / pitch).floor().max(0.0) as usize;
            let last = ((viewport.right() / pitch).ceil().max(0.0) as usize).min(all);
            let plot = Rect::from_min_size(ui.max_rect().left_top(), vec2(all as f32 * pitch, plot.height()));
            self.bars(ui, plot, (pitch, top), first..last, at)
        });
        if self.reveal {
            // The bars themselves may lie out of sight, in something that scrolls.
            ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
        }
        scroll::named(&group, shown).inner
    }

    fn bars(
        self,
        ui: &mut Ui,
        plot: Rect,
        (pitch, top): (f32, f64),
        shown: Range<usize>,
        at: &mut usize,
    ) -> Option<usize> {
        let palette = theme::palette(ui.ctx());
        let id = ui.scope_id().with("bars");
        let column = |number: usize| {
            let left = plot.left() + number as f32 * pitch;
            Rect::from_min_max(pos2(left, plot.top()), pos2(left + pitch, plot.bottom()))
        };
        let mut over = None;
        let mut free = plot.left();
        let focused = ui.memory(|memory| memory.has_focus(id.with(*at)));
        if focused {
            press::keep(ui, id.with(*at), EventFilter { horizontal_arrows: true, ..EventFilter::default() });
            let to = self.moved(ui, *at);
            if to != *at {
                *at = to;
                ui.memory_mut(|memory| memory.request_focus(id.with(to)));
                ui.scroll_to_rect_animation(column(to), None, egui::style::ScrollAnimation::none());
            }
        }
        if self.reveal {
            ui.scroll_to_rect_animation(column(*at), None, egui::style::ScrollAnimation::none());
        }
        let hidden = Some(*at).filter(|at| *at < self.all.len() && !shown.contains(at));
        for number in shown.chain(hidden) {
            let (bar, column) = (self.all[number], column(number));
            let is_on = number == *at;
            // One stop for the keyboard: the arrow keys go from bar to bar.
            let sense = if is_on { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(column.with_max_y(plot.bottom() + FOOT), id.with(number), sense);
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, (self.say)(number)));
            if response.gained_focus() {
                response.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
            }
            if response.clicked() {
                *at = number;
                ui.memory_mut(|memory| memory.request_focus(id.with(number)));
            }
            if response.hovered() {
                over = Some(number);
            }
            let wide = pitch * chart::BAR_SHARE;
            let high = ((bar.value / top) as f32 * plot.height()).max(LEAST);
            let ground = pos2(column.center().x, plot.bottom());
            let body = Rect::from_min_max(ground - vec2(wide / 2.0, high), ground + vec2(wide / 2.0, 0.0));
            let softened = palette.surface.lerp_to_gamma(self.color, 0.55);
            let fill = match (bar.value > 0.0, is_on, response.hovered()) {
                (false, ..) => palette.line,
                (_, true, _) => self.color,
                (_, _, true) => palette.surface.lerp_to_gamma(self.color, 0.8),
                _ => softened,
            };
            let round = if high > 2.0 * LEAST { theme::MARK.nw } else { 0 };
            ui.painter().rect_filled(body, CornerRadius { nw: round, ne: round, sw: 0, se: 0 }, fill);
            if bar.is_partial {
                let ring = egui::Stroke::new(chart::RING * 0.75, self.color);
                ui.painter().circle_stroke(body.center_top() - vec2(0.0, gap::SMALL), chart::END - 0.5, ring);
            }
            if bar.is_marked {
                let mark = Rect::from_min_size(pos2(body.left(), plot.bottom() + 3.0), vec2(wide, chart::WEEK_MARK));
                ui.painter().rect_filled(mark, theme::MARK, palette.cool);
            }
            if response.has_focus() {
                let around = Rect::from_min_max(pos2(column.left() + 1.0, plot.top()), column.max);
                ui.painter().rect_stroke(around, theme::MARK, palette.focus(), StrokeKind::Inside);
            }
            if let Some(words) = (self.below)(number).filter(|_| column.left() >= free) {
                let at = pos2(body.left(), plot.bottom() + FOOT - gap::SMALL - 1.0);
                let font = theme::font(Weight::Regular, size::HINT);
                free = ui.painter().text(at, Align2::LEFT_CENTER, words, font, palette.muted).right() + gap::SMALL;
            }
        }
        over
    }

    /// Where the keys lead from a bar.
    fn moved(&self, ui: &Ui, from: usize) -> usize {
        let last = self.all.len().saturating_sub(1);
        let presses = press::take(ui, &[Press::Left, Press::Right, Press::First, Press::Last]);
        presses.into_iter().fold(from, |at, press| match press {
            Press::Left => at.saturating_sub(1),
            Press::Right => (at + 1).min(last),
            Press::First => 0,
            _ => last,
        })
    }
}

/// Lines across a plot, each with its number at the left.
fn scale(ui: &Ui, plot: Rect, step: f64, top: f64) {
    let palette = theme::palette(ui.ctx());
    let font = theme::font(Weight::Regular, size::HINT);
    let mut value = 0.0;
    while value <= top + step / 2.0 {
        let y = plot.bottom() - (value / top) as f32 * plot.height();
        ui.painter().hline(plot.x_range(), y.round() + 0.5, palette.hairline());
        let at = pos2(plot.left() - gap::SMALL, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, format!("{value:.0}"), font.clone(), palette.muted);
        value += step;
    }
}

/// What lies between two lines of a scale: 1, 2 or 5 times a power of ten, so that there are two to five of them.
fn step(highest: f64) -> f64 {
    let rough = (highest / 4.0).max(1.0);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| times * power >= rough);
    step.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn a_scale_has_few_round_lines() {
        for (highest, expected) in [(0.0, 1.0), (3.0, 1.0), (12.0, 5.0), (812.0, 500.0), (1650.0, 500.0), (7.0, 2.0)] {
            assert!((step(highest) - expected).abs() < 1e-9, "{highest}: {}", step(highest));
        }
    }

    #[test]
    fn bars_are_chosen_by_click_and_by_key() {
        let bars: Vec<Bar> =
            (0..400).map(|i| Bar { value: f64::from(i % 9), is_partial: i % 5 == 0, is_marked: i % 7 == 0 }).collect();
        let builder = Harness::builder().with_size(vec2(600.0, 300.0)).with_context_setup(theme::install);
        let mut desk = builder.build_ui_state(
            move |ui, at: &mut usize| {
                let bars = Bars {
                    says: "Bars",
                    all: &bars,
                    say: &|number| format!("Bar {number}"),
                    below: &|number| (number % 10 == 0).then(|| number.to_string()),
                    color: theme::LIGHT.strength,
                    reveal: false,
                };
                let rect = ui.available_rect_before_wrap();
                let _ = bars.show(ui, rect, at);
            },
            399,
        );
        desk.run_steps(3);
        // The newest ones are in sight.
        desk.get_by_label("Bar 395").click();
        desk.run_steps(2);
        assert_eq!(*desk.state(), 395);
        for (key, at) in [(Key::ArrowLeft, 394), (Key::Home, 0), (Key::ArrowRight, 1), (Key::End, 399)] {
            desk.key_press(key);
            desk.run_steps(3);
            assert_eq!(*desk.state(), at, "{key:?}");
            assert!(desk.get_by_label(&format!("Bar {at}")).is_focused(), "{key:?}");
        }
    }
}
