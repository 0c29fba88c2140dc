//! A few choices side by side, joined, of which one holds. Says which was chosen.

use egui::{Align2, CornerRadius, EventFilter, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, size};

use super::text;

/// Shows choices, each with its word; gives the one that was chosen by a click or the arrow keys. `chosen` is `None` where
/// several things are shown at once and they differ. `name` is what is chosen, for a screen reader.
pub fn show<T: PartialEq + Copy>(ui: &mut Ui, name: &str, options: &[(T, &str)], chosen: Option<T>) -> Option<T> {
    let font = theme::font(Weight::Semi, size::SMALL);
    let wide = |ui: &Ui, label: &str| text::measure(ui, label, &font).x + 2.0 * control::INSET;
    let widths: Vec<f32> = options.iter().map(|(_, label)| wide(ui, label)).collect();
    let (rect, _) = ui.allocate_exact_size(vec2(widths.iter().sum(), control::HEIGHT), Sense::hover());
    let id = ui.scope_id().with(("segments", name));
    let builder = UiBuilder::new()
        .max_rect(rect)
        .id_salt(("segments", name))
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let group = ui.new_child(builder);
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(rect, theme::CONTROL, palette.bg);
    let on = options.iter().position(|(value, _)| Some(*value) == chosen);
    let mut picked = None;
    let mut left = rect.left();
    let mut focused = false;
    for (at, ((_, label), wide)) in options.iter().zip(&widths).enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*wide, rect.height()));
        left = place.right();
        let is_on = on == Some(at);
        // One stop for the keyboard: the arrow keys go from one to the next.
        let sense = if at == on.unwrap_or(0) { Sense::click() } else { Sense::CLICK };
        let response = group.interact(place, id.with(at), sense);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, label));
        if response.clicked() {
            picked = Some(at);
        }
        let fill = match (is_on, response.hovered()) {
            (true, _) => palette.text,
            (false, true) => palette.raised,
            (false, false) => palette.bg,
        };
        ui.painter().rect_filled(place.shrink2(vec2(0.0, 1.0)), ends(at, options.len()), fill);
        let ink = if is_on { palette.bg } else { palette.muted };
        ui.painter().text(place.center(), Align2::CENTER_CENTER, label, font.clone(), ink);
        if response.has_focus() {
            focused = true;
            press::keep(ui, response.id, EventFilter { escape: false, ..press::OWN });
            picked = arrows(ui, at, options.len()).or(picked);
        }
    }
    ui.painter().rect_stroke(rect, theme::CONTROL, palette.edge(), StrokeKind::Inside);
    if focused {
        ui.painter().rect_stroke(rect.expand(3.0), theme::CONTROL, palette.focus(), StrokeKind::Outside);
        if let Some(at) = picked {
            ui.memory_mut(|memory| memory.request_focus(id.with(at)));
        }
    }
    picked.filter(|at| on != Some(*at)).map(|at| options[at].0)
}

/// Where the arrow keys lead from a choice; from the last on to the first.
fn arrows(ui: &Ui, from: usize, all: usize) -> Option<usize> {
    let presses = press::take(ui, &[Press::Left, Press::Up, Press::Right, Press::Down]);
    let to = presses.iter().fold(from, |at, press| match press {
        Press::Left | Press::Up => (at + all - 1) % all,
        _ => (at + 1) % all,
    });
    (to != from).then_some(to)
}

/// Only what is at an end has round corners, and there.
fn ends(at: usize, all: usize) -> CornerRadius {
    let round = |end: bool, corner: u8| if end { corner } else { 0 };
    let (first, last) = (at == 0, at + 1 == all);
    CornerRadius {
        nw: round(first, theme::CONTROL.nw),
        sw: round(first, theme::CONTROL.sw),
        ne: round(last, theme::CONTROL.ne),
        se: round(last, theme::CONTROL.se),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::side::Sides;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    const SIDES: [(Sides, &str); 3] = [(Sides::Both, "Both"), (Sides::Each, "Each"), (Sides::Alternate, "Alternate")];

    fn desk<'a>(chosen: Option<Sides>) -> Harness<'a, Option<Sides>> {
        let builder = Harness::builder().with_size(vec2(400.0, 100.0)).with_context_setup(theme::install);
        let mut desk = builder.build_ui_state(
            |ui, chosen: &mut Option<Sides>| {
                if let Some(now) = show(ui, "Sides", &SIDES, *chosen) {
                    *chosen = Some(now);
                }
            },
            chosen,
        );
        desk.run();
        desk
    }

    #[test]
    fn a_click_chooses() {
        let mut desk = desk(Some(Sides::Both));
        desk.get_by_role_and_label(Role::RadioGroup, "Sides");
        desk.get_by_role_and_label(Role::RadioButton, "Alternate").click();
        desk.run();
        assert_eq!(*desk.state(), Some(Sides::Alternate));
        let node = desk.get_by_role_and_label(Role::RadioButton, "Alternate");
        assert_eq!(node.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }

    #[test]
    fn it_is_one_stop_for_the_keyboard_and_arrows_choose() {
        let mut desk = desk(Some(Sides::Each));
        desk.key_press(Key::Tab);
        desk.run();
        desk.key_press(Key::ArrowRight);
        desk.run();
        assert_eq!(*desk.state(), Some(Sides::Alternate));
        desk.key_press(Key::ArrowDown);
        desk.run();
        assert_eq!(*desk.state(), Some(Sides::Both), "from the last to the first");
        desk.key_press(Key::ArrowLeft);
        desk.run();
        assert_eq!(*desk.state(), Some(Sides::Alternate));
    }

    #[test]
    fn where_things_differ_none_holds() {
        let mut desk = desk(None);
        desk.get_by_label("Both").click();
        desk.run();
        assert_eq!(*desk.state(), Some(Sides::Both));
    }
}
