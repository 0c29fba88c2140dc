//! A list of any length of which only what is in sight is drawn. Says which row was opened or is to go; knows no row.

use std::ops::Range;

use egui::{EventFilter, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, gap};

use super::scroll;

/// A list of rows of the same height.
#[derive(Clone, Copy)]
pub struct LongList<'a> {
    /// What is in it, for a screen reader.
    pub name: &'a str,
    /// The height of a row.
    pub row: f32,
    /// How many there are.
    pub all: usize,
    /// What a row says, in words.
    pub say: &'a dyn Fn(usize) -> String,
}

/// What was done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was opened.
    Opened(usize),
    /// It is to go.
    Unwanted(usize),
}

impl LongList<'_> {
    /// Between the edge of a row, where the ring of the focus is, and what is in it.
    pub const INSET: f32 = gap::SMALL;

    /// Shows the list in all the space there is. `at` is the row that the keyboard goes on from; `take_up` gives it the focus.
    pub fn show(
        self,
        ui: &mut Ui,
        at: &mut usize,
        take_up: bool,
        paint: &mut dyn FnMut(&mut Ui, usize, Rect),
    ) -> Option<Done> {
        *at = (*at).min(self.all.saturating_sub(1));
        let builder = UiBuilder::new()
            .max_rect(ui.available_rect_before_wrap())
            .id_salt(("long list", self.name))
            .accessibility_role(Role::List)
            .accessibility_label(self.name);
        let mut group = ui.new_child(builder);
        group.spacing_mut().item_spacing = Vec2::ZERO;
        let area = ScrollArea::vertical().auto_shrink(false);
        let shown = area.show_viewport(&mut group, |ui, viewport| {
            ui.set_height(self.row * self.all as f32);
            self.rows(ui, viewport, at, take_up, paint)
        });
        let (done, arrived) = scroll::named(&group, shown).inner;
        if arrived {
            // The list itself may lie out of sight, in something that scrolls.
            ui.scroll_to_rect_animation(group.max_rect(), None, egui::style::ScrollAnimation::none());
        }
        done
    }

    /// Gives what was done, and whether the focus has just come to a row.
    fn rows(
        self,
        ui: &mut Ui,
        viewport: Rect,
        at: &mut usize,
        take_up: bool,
        paint: &mut dyn FnMut(&mut Ui, usize, Rect),
    ) -> (Option<Done>, bool) {
        let id = ui.scope_id().with("rows");
        if take_up {
            ui.memory_mut(|memory| memory.request_focus(id.with(*at)));
        }
        let focused = ui.memory(|memory| memory.has_focus(id.with(*at)));
        let presses = if focused { Self::presses(ui, id.with(*at)) } else { Vec::new() };
        let page = ((viewport.height() / self.row) as usize).saturating_sub(1).max(1);
        let to = presses.iter().fold(*at, |at, press| match press {
            Press::Up => at.saturating_sub(1),
            Press::Down => at + 1,
            Press::PageUp => at.saturating_sub(page),
            Press::PageDown => at + page,
            Press::First => 0,
            Press::Last => usize::MAX,
            _ => at,
        });
        let to = to.min(self.all.saturating_sub(1));
        // Far down, a place in points is no longer exact: rows are placed by how far they lie from what is in sight.
        let top = ui.max_rect().top() + viewport.top();
        let width = ui.max_rect().width();
        let place = |row: usize| {
            let below = row as f64 * f64::from(self.row) - f64::from(viewport.top());
            Rect::from_min_size(pos2(ui.max_rect().left(), top + below as f32), vec2(width, self.row))
        };
        if to != *at || take_up {
            ui.memory_mut(|memory| memory.request_focus(id.with(to)));
            ui.scroll_to_rect_animation(place(to), None, egui::style::ScrollAnimation::none());
            *at = to;
        }
        let shown = self.in_sight(viewport);
        // The row that has the focus stays in being where it was scrolled out of sight.
        let hidden = Some(*at).filter(|at| *at < self.all && !shown.contains(at));
        let places: Vec<(usize, Rect)> = shown.chain(hidden).map(|row| (row, place(row))).collect();
        let (mut done, mut arrived) = (None, false);
        for (row, rect) in places {
            let sense = if row == *at { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(rect, id.with(row), sense);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), (self.say)(row)));
            let palette = theme::palette(ui.ctx());
            if response.hovered() {
                ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), theme::MARK, palette.raised);
            }
            paint(ui, row, rect.shrink2(vec2(Self::INSET, 0.0)));
            if response.has_focus() {
                ui.painter().rect_stroke(rect.shrink(1.0), theme::MARK, palette.focus(), StrokeKind::Inside);
            }
            arrived |= response.gained_focus();
            if response.clicked() {
                *at = row;
                done = Some(Done::Opened(row));
            }
        }
        (if presses.contains(&Press::Delete) { Some(Done::Unwanted(*at)) } else { done }, arrived)
    }

    fn presses(ui: &Ui, id: egui::Id) -> Vec<Press> {
        const KEYS: [Press; 7] =
            [Press::Up, Press::Down, Press::PageUp, Press::PageDown, Press::First, Press::Last, Press::Delete];
        press::keep(ui, id, EventFilter { vertical_arrows: true, ..EventFilter::default() });
        press::take(ui, &KEYS)
    }

    fn in_sight(self, viewport: Rect) -> Range<usize> {
        let row = f64::from(self.row);
        let first = (f64::from(viewport.top()) / row).floor().max(0.0) as usize;
        let last = (f64::from(viewport.bottom()) / row).ceil().max(0.0) as usize;
        first.min(self.all)..last.min(self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[derive(Default)]
    struct Kept {
        at: usize,
        drawn: usize,
        done: Vec<Done>,
    }

    fn desk<'a>(all: usize) -> Harness<'a, Kept> {
        let builder = Harness::builder().with_size(vec2(300.0, 430.0)).with_context_setup(theme::install);
        let mut desk = builder.build_ui_state(
            move |ui, kept: &mut Kept| {
                let list = LongList { name: "Rows", row: 40.0, all, say: &|row| format!("Row {row}") };
                let mut drawn = 0;
                let done = list.show(ui, &mut kept.at, false, &mut |_, _, _| drawn += 1);
                kept.drawn = drawn;
                kept.done.extend(done);
            },
            Kept::default(),
        );
        desk.run_steps(2);
        desk
    }

    fn press(desk: &mut Harness<'_, Kept>, key: Key) {
        desk.key_press(key);
        desk.run_steps(3);
    }

    #[test]
    fn a_hundred_thousand_rows_are_gone_through_by_key_and_few_are_drawn() {
        let mut desk = desk(100_000);
        for (key, at) in [
            (Key::Tab, 0),
            (Key::ArrowDown, 1),
            (Key::PageDown, 10),
            (Key::End, 99_999),
            (Key::ArrowDown, 99_999),
            (Key::PageUp, 99_990),
            (Key::ArrowUp, 99_989),
        ] {
            press(&mut desk, key);
            assert_eq!(desk.state().at, at, "{key:?}");
            assert!(desk.get_by_label(&format!("Row {at}")).is_focused(), "{key:?}");
            assert!(desk.state().drawn <= 13, "{} rows are drawn", desk.state().drawn);
        }
        press(&mut desk, Key::Enter);
        press(&mut desk, Key::Delete);
        assert_eq!(desk.state().done, [Done::Opened(99_989), Done::Unwanted(99_989)]);
        press(&mut desk, Key::Home);
        assert!(desk.get_by_label("Row 0").is_focused());
    }

    #[test]
    fn it_is_one_stop_and_a_click_opens() {
        let mut desk = desk(5);
        press(&mut desk, Key::Tab);
        press(&mut desk, Key::Tab);
        assert!(!desk.get_by_label("Row 1").is_focused());
        desk.get_by_label("Row 3").click();
        desk.run_steps(2);
        assert_eq!(desk.state().done, [Done::Opened(3)]);
    }

    #[test]
    fn nothing_is_a_list_too() {
        let desk = desk(0);
        assert_eq!((desk.state().drawn, desk.state().at), (0, 0));
    }
}
