//! A scale of numbered cells, filled up to the one that is chosen. Says which was chosen; keeps none.

use egui::{Align2, Rect, Role, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, size};

use super::roving::Roving;

/// The widest that a cell is.
const WIDEST: f32 = 64.0;

/// Cells with the numbers from 1 on.
#[derive(Clone, Copy)]
pub struct Scale<'a> {
    /// What a screen reader says of them all.
    pub name: &'a str,
    /// What it says of each.
    pub words: &'a [String],
    /// The place of the one that is chosen.
    pub chosen: Option<usize>,
    /// The place that a number key stands for while one of them has the focus, or nothing.
    pub digit: fn(u8) -> Option<usize>,
    /// Whether they are to have the focus now.
    pub take_up: bool,
}

/// Shows cells as wide as there is room. Gives the place of the one that was chosen by a click or a key, even if it was chosen
/// before.
pub fn show(ui: &mut Ui, scale: Scale<'_>) -> Option<usize> {
    let Scale { name, words, chosen, digit, take_up } = scale;
    let all = words.len();
    let gaps = control::CELL_GAP * (all as f32 - 1.0);
    let cell = ((ui.available_width() - gaps) / all as f32).min(WIDEST);
    let (_, rect) = ui.allocate_space(vec2(cell * all as f32 + gaps, control::CELL));
    let roving = Roving::new(ui, ui.scope_id().with(("scale", name)), all, chosen);
    let builder = UiBuilder::new()
        .max_rect(rect)
        .id_salt(("scale", name))
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let group = ui.new_child(builder);
    let palette = theme::palette(ui.ctx());
    let digits = |ui: &Ui| press::take_digits(ui).into_iter().filter_map(digit).rfind(|to| *to < all);
    let (mut picked, mut goes) = (None, None);
    for (at, said) in words.iter().enumerate() {
        let left = rect.left() + (cell + control::CELL_GAP) * at as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(cell, rect.height()));
        let response = group.interact(place, roving.id(at), roving.sense(at));
        let is_on = chosen == Some(at);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, said));
        if response.clicked() {
            roving.stand(ui, at);
            picked = Some(at).filter(|at| roving.is_meant(ui, *at));
        }
        let (fill, ink) = match chosen {
            Some(chosen) if at == chosen => (palette.strength, palette.on_fill),
            Some(chosen) if at < chosen => (palette.leading_to(palette.strength), palette.text),
            _ if response.hovered() => (palette.raised, palette.text),
            _ => (palette.raised, palette.muted),
        };
        let edge = if response.hovered() { palette.edge() } else { egui::Stroke::NONE };
        ui.painter().rect(place, theme::CONTROL, fill, edge, StrokeKind::Inside);
        let font = theme::font(Weight::Semi, size::BODY);
        ui.painter().text(place.center(), Align2::CENTER_CENTER, at + 1, font, ink);
        if response.has_focus() {
            ui.painter().rect_stroke(place.expand(2.0), theme::CONTROL, palette.focus(), StrokeKind::Outside);
            Roving::keep(ui, &response);
            if let Some(to) = arrows(ui, at, all) {
                goes = Some(to);
                picked = Some(to).filter(|to| chosen != Some(*to));
            }
            (goes, picked) = digits(ui).map_or((goes, picked), |to| (Some(to), Some(to)));
        }
    }
    if ui.is_enabled() && ui.memory(|memory| memory.focused().is_none()) {
        (goes, picked) = digits(ui).map_or((goes, picked), |to| (Some(to), Some(to)));
    }
    match goes {
        Some(to) => roving.choose(ui, to),
        None if take_up => roving.go(ui, roving.stop()),
        None => (),
    }
    picked
}

/// Where the arrow keys lead from a cell; the ends are ends.
fn arrows(ui: &Ui, from: usize, all: usize) -> Option<usize> {
    let keys = [Press::Left, Press::Down, Press::Right, Press::Up, Press::First, Press::Last];
    let to = press::take(ui, &keys).into_iter().fold(from, |at, press| match press {
        Press::Left | Press::Down => at.saturating_sub(1),
        Press::First => 0,
        Press::Last => all - 1,
        _ => (at + 1).min(all - 1),
    });
    (to != from).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    fn desk<'a>() -> Harness<'a, Vec<usize>> {
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 100.0)).with_context_setup(theme::install).build_ui_state(
                |ui, picked: &mut Vec<usize>| {
                    let words: Vec<String> = (1..=10).map(|number| format!("{number}, a word")).collect();
                    let chosen = picked.last().copied();
                    let digit = |digit: u8| usize::from(digit).checked_sub(1);
                    let scale = Scale { name: "How hard", words: &words, chosen, digit, take_up: false };
                    picked.extend(show(ui, scale));
                },
                Vec::new(),
            );
        desk.run();
        desk
    }

    #[test]
    fn a_click_chooses_and_the_same_again_is_said_too() {
        let mut desk = desk();
        for _ in 0..2 {
            desk.get_by_role_and_label(Role::RadioButton, "5, a word").click();
            desk.run();
        }
        assert_eq!(*desk.state(), [4, 4]);
        let node = desk.get_by_role_and_label(Role::RadioButton, "5, a word");
        assert_eq!(node.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }

    #[test]
    fn it_is_one_stop_and_arrows_stop_at_the_ends() {
        let mut desk = desk();
        for key in [Key::Tab, Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown, Key::End, Key::ArrowRight]
        {
            desk.key_press(key);
            desk.run();
        }
        assert_eq!(*desk.state(), [1, 2, 1, 9]);
        assert!(desk.get_by_label("10, a word").is_focused());
        for picked in [4, 5] {
            desk.key_press(Key::Space);
            desk.run();
            assert_eq!(desk.state().len(), picked, "Space confirms what a key has chosen, and then presses it");
        }
        assert_eq!(desk.state().last(), Some(&9));
        desk.key_press(Key::Num4);
        desk.run();
        assert_eq!(desk.state().last(), Some(&3));
        assert!(desk.get_by_label("4, a word").is_focused(), "the ring goes where the number leads");
        desk.ctx.memory_mut(egui::Memory::stop_text_input);
        desk.key_press(Key::Num7);
        desk.run();
        assert_eq!(desk.state().last(), Some(&6));
        assert!(desk.get_by_label("7, a word").is_focused(), "also where nothing had it");
    }
}
