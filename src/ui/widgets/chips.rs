//! Chips: words in round frames that flow over lines, of which one or several hold. Says which was pressed; keeps none.

use egui::{Align2, Role, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use crate::ui::keys::press;
use crate::ui::theme::{self, Palette, Weight, control, gap, size};

use super::roving::Roving;
use super::text;

/// How many of them hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One or none: the arrow keys choose.
    One,
    /// Any number: the arrow keys go from one to the next.
    Any,
}

/// Chips that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Chips<'a, T> {
    /// What they are about, for a screen reader.
    pub name: &'a str,
    /// How many hold.
    pub holds: Holds,
    /// Each with its word.
    pub options: &'a [(T, &'a str)],
    /// The place that a number key stands for while one of them has the focus.
    pub digit: Option<fn(u8) -> Option<usize>>,
}

/// What was done to chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// The one that was pressed, which may hold already.
    pub pressed: Option<T>,
    /// Whether the keyboard is at one of them.
    pub has_focus: bool,
}

impl<T: Copy> Chips<'_, T> {
    /// Shows them after what `first` shows, which flows with them. `holds` says which of them hold.
    pub fn show(self, ui: &mut Ui, holds: impl Fn(T) -> bool, first: impl FnOnce(&mut Ui)) -> Done<T> {
        let (role, each) = match self.holds {
            Holds::One => (Role::RadioGroup, Role::RadioButton),
            Holds::Any => (Role::Group, Role::CheckBox),
        };
        let on = self.options.iter().position(|(value, _)| holds(*value)).filter(|_| self.holds == Holds::One);
        let roving = Roving::new(ui, ui.scope_id().with(("chips", self.name)), self.options.len(), on);
        let builder =
            UiBuilder::new().id_salt(("chips", self.name)).accessibility_role(role).accessibility_label(self.name);
        let mut done = Done { pressed: None, has_focus: false };
        let mut goes = None;
        ui.scope_builder(builder, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(gap::SMALL, gap::SMALL);
                first(ui);
                for (at, (value, word)) in self.options.iter().enumerate() {
                    let (_, rect) = ui.allocate_space(vec2(width(ui, word), control::CHIP));
                    let response = ui.interact(rect, roving.id(at), roving.sense(at));
                    let is_on = holds(*value);
                    response.widget_info(|| WidgetInfo::selected(each, ui.is_enabled(), is_on, word));
                    face(ui, &response, word, is_on);
                    if response.clicked() {
                        roving.stand(ui, at);
                        done.pressed = Some(*value).filter(|_| roving.is_meant(ui, at));
                    }
                    if response.has_focus() {
                        done.has_focus = true;
                        Roving::keep(ui, &response);
                        let to = Roving::around(ui, at, self.options.len());
                        if to != at {
                            goes = Some(to);
                            let chooses = self.holds == Holds::One && on != Some(to);
                            done.pressed = if chooses { Some(self.options[to].0) } else { done.pressed };
                        }
                        let place = self.digit.and_then(|digit| {
                            let mut places = press::take_digits(ui).into_iter().filter_map(digit);
                            places.rfind(|place| *place < self.options.len())
                        });
                        if let Some(to) = place {
                            goes = Some(to);
                            // One that holds stays: a key pressed twice is a slip.
                            let value = self.options[to].0;
                            done.pressed = Some(value).filter(|value| !holds(*value)).or(done.pressed);
                        }
                    }
                }
            });
        });
        match (goes, self.holds) {
            (Some(to), Holds::One) => roving.choose(ui, to),
            (Some(to), Holds::Any) => roving.go(ui, to),
            (None, _) => (),
        }
        done
    }
}

/// How wide a chip with a word is.
#[must_use]
pub fn width(ui: &Ui, word: &str) -> f32 {
    text::measure(ui, word, &theme::font(Weight::Semi, size::SMALL)).x + 2.0 * control::CHIP_INSET
}

/// Paints a chip and the ring around it.
pub fn face(ui: &Ui, response: &egui::Response, word: &str, is_on: bool) {
    let palette = theme::palette(ui.ctx());
    let rect = response.rect;
    let (fill, ink, edge) = look(palette, is_on, response.hovered());
    let corner = rect.height() / 2.0;
    ui.painter().rect(rect, corner, fill, edge, StrokeKind::Inside);
    let weight = if is_on { Weight::Semi } else { Weight::Regular };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, word, theme::font(weight, size::SMALL), ink);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), corner + 2.0, palette.focus(), StrokeKind::Outside);
    }
}

fn look(palette: &Palette, is_on: bool, hovered: bool) -> (egui::Color32, egui::Color32, egui::Stroke) {
    match (is_on, hovered) {
        (true, _) => (palette.text, palette.bg, egui::Stroke::NONE),
        (false, true) => (palette.raised, palette.text, palette.edge()),
        (false, false) => (palette.surface, palette.muted, palette.quiet_edge()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    const WORDS: [(char, &str); 4] = [('w', "Windy"), ('r', "Rain"), ('s', "Snow"), ('h', "Hilly")];

    fn desk<'a>(how: Holds) -> Harness<'a, String> {
        let mut desk =
            Harness::builder().with_size(vec2(180.0, 200.0)).with_context_setup(theme::install).build_ui_state(
                move |ui, pressed: &mut String| {
                    let place: fn(u8) -> Option<usize> = |digit| usize::from(digit).checked_sub(1);
                    let digit = Some(place);
                    let chips = Chips { name: "Weather", holds: how, options: &WORDS, digit };
                    let last = pressed.chars().last();
                    let done = chips.show(ui, |word| Some(word) == last, |_| ());
                    pressed.extend(done.pressed);
                },
                String::new(),
            );
        desk.run();
        desk
    }

    fn presses(desk: &mut Harness<'_, String>, keys: &[Key]) {
        for key in keys {
            desk.key_press(*key);
            desk.run();
        }
    }

    #[test]
    fn they_flow_over_lines_and_a_click_presses() {
        let mut desk = desk(Holds::Any);
        let top = |label| desk.get_by_label(label).rect().top();
        assert!(top("Hilly") > top("Windy"));
        for _ in 0..2 {
            desk.get_by_role_and_label(Role::CheckBox, "Snow").click();
            desk.run();
        }
        assert_eq!(desk.state(), "ss");
        let node = desk.get_by_role_and_label(Role::CheckBox, "Snow");
        assert_eq!(node.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }

    #[test]
    fn where_any_hold_arrows_go_and_space_presses() {
        let mut desk = desk(Holds::Any);
        presses(&mut desk, &[Key::Tab, Key::ArrowRight, Key::ArrowRight, Key::Space]);
        assert_eq!(desk.state(), "s");
        presses(&mut desk, &[Key::ArrowLeft, Key::Enter, Key::Tab, Key::Tab, Key::Space]);
        assert_eq!(desk.state(), "srr", "one stop, and it stays where it was");
    }

    #[test]
    fn where_one_holds_arrows_choose() {
        let mut desk = desk(Holds::One);
        presses(&mut desk, &[Key::Tab, Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft]);
        assert_eq!(desk.state(), "rsr");
        desk.get_by_role_and_label(Role::RadioGroup, "Weather");
        assert!(desk.get_by_role_and_label(Role::RadioButton, "Rain").is_focused());
        presses(&mut desk, &[Key::Num4, Key::Num4, Key::Num9]);
        assert_eq!(desk.state(), "rsrh", "a key pressed twice is a slip");
        assert!(desk.get_by_label("Hilly").is_focused(), "the ring goes where the number leads");
        presses(&mut desk, &[Key::Space]);
        assert_eq!(desk.state(), "rsrh", "Space confirms what a key has chosen");
        presses(&mut desk, &[Key::Space]);
        assert_eq!(desk.state(), "rsrhh", "and then presses it");
    }
}
