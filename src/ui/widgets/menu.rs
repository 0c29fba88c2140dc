//! A button that opens a list of things to do. Says which was picked; does none of them.

use egui::{
    Align2, EventFilter, Id, Popup, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, gap, size};

use super::button::{self, Rank};
use super::{scroll, text};

/// How an item stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Like most.
    Plain,
    /// Something is gone afterwards.
    Danger,
    /// It can't be done now.
    Off,
}

/// One thing to do.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a, T> {
    /// What is given when it is picked.
    pub value: T,
    /// Its words.
    pub label: &'a str,
    /// How it stands out.
    pub tone: Tone,
}

/// A button with three dots that opens a list. `name` is what it says to a screen reader, such as "More for this block".
pub fn more<T: Clone>(ui: &mut Ui, name: &str, items: &[Item<'_, T>]) -> Option<T> {
    let (rect, _) = ui.allocate_exact_size(vec2(control::HEIGHT, control::HEIGHT), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("more", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let palette = theme::palette(ui.ctx());
    let ink = button::paint_face(ui, palette, &response, Rank::Plain, palette.raised, true);
    for x in [-1.0, 0.0, 1.0] {
        ui.painter().circle_filled(rect.center() + vec2(x * control::DOTS, 0.0), control::DOT, ink);
    }
    of(ui, &response, name, items)
}

/// The list of a button: opened by a click on it, or by Down while it has the focus.
pub fn of<T: Clone>(ui: &Ui, opener: &Response, name: &str, items: &[Item<'_, T>]) -> Option<T> {
    let id = opener.id.with("menu");
    if opener.clicked() {
        Popup::toggle_id(ui.ctx(), id);
    } else if opener.has_focus() {
        press::keep(ui, opener.id, EventFilter { vertical_arrows: true, ..EventFilter::default() });
        if !press::take(ui, &[Press::Down, Press::Up]).is_empty() {
            Popup::open_id(ui.ctx(), id);
        }
    }
    if !Popup::is_id_open(ui.ctx(), id) {
        return None;
    }
    let focused = ui.memory(|memory| (0..items.len()).find(|at| memory.has_focus(id.with(at))));
    // Whatever has the focus: it may be on its way here.
    let presses = press::take(ui, &KEYS);
    let closes = presses.iter().any(|press| matches!(press, Press::Cancel | Press::Leave));
    let palette = theme::palette(ui.ctx());
    let shown = Popup::from_response(opener)
        .id(id)
        .open_memory(None)
        .align(egui::RectAlign::BOTTOM_END)
        .gap(gap::HAIR)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .frame(palette.popup())
        .show(|ui| {
            let builder = UiBuilder::new().accessibility_role(Role::Menu).accessibility_label(name);
            ui.scope_builder(builder, |ui| list(ui, id, items, focused, &presses)).inner
        });
    let picked = shown.and_then(|shown| shown.inner);
    if picked.is_some() || closes {
        Popup::close_id(ui.ctx(), id);
        // Who came by the keyboard goes on from where they were.
        if !ui.input(|input| input.pointer.any_click()) {
            opener.request_focus();
        }
    }
    picked
}

/// The keys that an open list takes; Enter and Space pick as they press a button.
const KEYS: [Press; 6] = [Press::Up, Press::Down, Press::First, Press::Last, Press::Cancel, Press::Leave];

fn list<T: Clone>(ui: &mut Ui, id: Id, items: &[Item<'_, T>], focused: Option<usize>, presses: &[Press]) -> Option<T> {
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let font = theme::font(Weight::Semi, size::BODY);
    let wide = items.iter().map(|item| text::measure(ui, item.label, &font).x).fold(control::MENU, f32::max);
    let whole = vec2(wide + 2.0 * control::INSET, control::HEIGHT);
    let most = (ui.ctx().content_rect().height() / 2.0 / control::HEIGHT).floor().max(3.0);
    let last = items.len().saturating_sub(1);
    let to = presses.iter().fold(focused, |at, press| match (press, at) {
        (Press::Up, Some(0) | None) | (Press::Last, _) => Some(last),
        (Press::Up, Some(at)) => Some(at - 1),
        (Press::Down, Some(at)) if at < last => Some(at + 1),
        _ => Some(0),
    });
    let mut picked = None;
    let mut rows = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for (at, item) in items.iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
            let response = row(ui, rect, id.with(at), item);
            if response.clicked() && item.tone != Tone::Off {
                picked = Some(item.value.clone());
            }
            if response.has_focus() {
                press::keep(ui, response.id, press::ALL);
            }
            if to == Some(at) && to != focused {
                response.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
            }
            // What lies under a pointer that moves is what would be picked.
            if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                response.request_focus();
            }
        }
    };
    if items.len() as f32 <= most {
        rows(ui);
    } else {
        let area = ScrollArea::vertical().id_salt("items").max_height((most + 0.5) * control::HEIGHT);
        let shown = area.min_scrolled_height((most + 0.5) * control::HEIGHT).show(ui, rows);
        scroll::named(ui, shown);
    }
    // While it is open, something in it has the focus: Esc and the arrows belong to it.
    if (to != focused || focused.is_none()) && !ui.is_sizing_pass() && picked.is_none() {
        ui.memory_mut(|memory| memory.request_focus(id.with(to.unwrap_or(0))));
    }
    picked
}

fn row<T>(ui: &Ui, rect: Rect, id: Id, item: &Item<'_, T>) -> Response {
    let palette = theme::palette(ui.ctx());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, item.tone != Tone::Off, item.label));
    if response.has_focus() {
        ui.painter().rect_filled(rect, theme::BAR, palette.raised);
        ui.painter().rect_stroke(rect, theme::BAR, palette.edge(), StrokeKind::Inside);
    }
    let ink = match item.tone {
        Tone::Plain => palette.text,
        Tone::Danger => palette.bad,
        Tone::Off => palette.text.gamma_multiply(0.4),
    };
    let at = rect.left_center() + vec2(control::INSET, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, item.label, theme::font(Weight::Semi, size::BODY), ink);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Do {
        Rename,
        Export,
        Remove,
    }

    fn desk<'a>() -> Harness<'a, Option<Do>> {
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 300.0)).with_context_setup(theme::install).build_ui_state(
                |ui, picked: &mut Option<Do>| {
                    let items = [
                        Item { value: Do::Rename, label: "Rename", tone: Tone::Plain },
                        Item { value: Do::Export, label: "Export", tone: Tone::Off },
                        Item { value: Do::Remove, label: "Remove", tone: Tone::Danger },
                    ];
                    if let Some(now) = more(ui, "More", &items) {
                        *picked = Some(now);
                    }
                },
                None,
            );
        desk.run_steps(2);
        desk
    }

    fn presses(desk: &mut Harness<'_, Option<Do>>, keys: &[Key]) {
        for key in keys {
            desk.key_press(*key);
            desk.run_steps(3);
        }
    }

    #[test]
    fn a_click_opens_and_a_click_picks() {
        let mut desk = desk();
        desk.get_by_label("More").click();
        desk.run_steps(3);
        desk.get_by_role_and_label(Role::Menu, "More");
        desk.get_by_role_and_label(Role::MenuItem, "Export").click();
        desk.run_steps(3);
        assert_eq!(*desk.state(), None, "what can't be done is not picked");
        desk.get_by_role_and_label(Role::MenuItem, "Remove").click();
        desk.run_steps(3);
        assert_eq!(*desk.state(), Some(Do::Remove));
        assert!(desk.query_by_label("Rename").is_none(), "it closes");
    }

    #[test]
    fn keys_open_go_through_pick_and_close() {
        let mut desk = desk();
        presses(&mut desk, &[Key::Tab, Key::ArrowDown]);
        assert!(desk.get_by_label("Rename").is_focused());
        presses(&mut desk, &[Key::ArrowUp]);
        assert!(desk.get_by_label("Remove").is_focused(), "from the first to the last");
        presses(&mut desk, &[Key::Enter]);
        assert_eq!(*desk.state(), Some(Do::Remove));
        assert!(desk.get_by_role_and_label(Role::Button, "More").is_focused(), "the keyboard goes on here");
        for close in [Key::Escape, Key::Tab] {
            presses(&mut desk, &[Key::Space, Key::ArrowDown, close]);
            assert!(desk.query_by_label("Rename").is_none(), "{close:?} closes it");
            assert!(desk.get_by_label("More").is_focused());
        }
    }
}
