//! A stepper: less, the amount, more. By its buttons, arrow keys, the wheel, or typed. Says the new amount; keeps none but what
//! is being typed.

use egui::{Align2, Id, IdSalt, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, gap, size};

use super::amount::{Scale, Way};
use super::draft::{self, Done, Draft};
use super::{text, wheel};

/// A stepper for amounts of a scale.
#[derive(Clone, Copy, Debug)]
pub struct Stepper<'a, S> {
    /// What the amount belongs to: of another one, nothing that was typed is kept.
    pub of: IdSalt,
    /// What the amount is, as it stands beside it and as a screen reader says it.
    pub name: &'a str,
    /// The amounts.
    pub scale: S,
}

impl<S: Scale> Stepper<'_, S> {
    /// Shows an amount; gives another one once the person has chosen it.
    pub fn show(self, ui: &mut Ui, shown: S::Value) -> Option<S::Value> {
        let mut value = shown;
        let id = ui.scope_id().with(("stepper", self.name, self.of));
        let (rect, over) = ui.allocate_exact_size(control::STEPPER, Sense::hover());
        let part = |from: f32, to: f32| Rect::from_x_y_ranges(from..=to, rect.y_range());
        let less = part(rect.left(), rect.left() + control::HEIGHT);
        let more = part(rect.right() - control::HEIGHT, rect.right());
        let middle = part(less.right(), more.left());
        let palette = theme::palette(ui.ctx());
        ui.painter().rect(rect, theme::CONTROL, palette.bg, palette.edge(), StrokeKind::Inside);
        for x in [less.right(), more.left()] {
            ui.painter().vline(x, rect.shrink(1.0).y_range(), palette.hairline());
        }
        let steps = self.button(ui, id, less, value, Way::Less) + self.button(ui, id, more, value, Way::More);
        let steps = steps + wheel::steps(ui, id, &over);
        let typed = match Draft::load(ui, id) {
            Some(draft) if steps == 0 => self.edit(ui, id, middle, draft, value),
            Some(draft) => {
                Draft::forget(ui, id);
                // From what was being typed, where it can be read.
                value = self.scale.read(&draft.text).map_or(value, |typed| self.scale.within(typed));
                None
            }
            None => None,
        };
        let has_draft = Draft::load(ui, id).is_some();
        let steps = steps + if has_draft || typed.is_some() { 0 } else { self.spin(ui, id, middle, value) };
        let way = if steps < 0 { Way::Less } else { Way::More };
        let stepped = (steps != 0).then(|| self.scale.stepped(value, way, steps.unsigned_abs()));
        typed.or(stepped).filter(|new| *new != shown)
    }

    /// The buttons at the ends. They are no stops of their own for the keyboard: the arrow keys do what they do.
    fn button(&self, ui: &Ui, id: Id, rect: Rect, value: S::Value, way: Way) -> isize {
        let palette = theme::palette(ui.ctx());
        let enabled = self.scale.can_go(value, way);
        let (word, sign) = match way {
            Way::Less => ("Less", -1),
            Way::More => ("More", 1),
        };
        let response = ui.interact(rect, id.with(word), if enabled { Sense::CLICK } else { Sense::hover() });
        let label = format!("{word} {}", self.name.to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
        if enabled && response.hovered() {
            let mut corner = theme::CONTROL;
            match way {
                Way::Less => (corner.ne, corner.se) = (0, 0),
                Way::More => (corner.nw, corner.sw) = (0, 0),
            }
            let fill = if response.is_pointer_button_down_on() { palette.line } else { palette.raised };
            ui.painter().rect_filled(rect.shrink(1.0), corner, fill);
        }
        let ink = if enabled { palette.text } else { palette.text.gamma_multiply(0.3) };
        let (center, half) = (rect.center(), control::SIGN / 2.0);
        let stroke = egui::Stroke::new(control::SIGN_LINE, ink);
        ui.painter().hline(center.x - half..=center.x + half, center.y, stroke);
        if way == Way::More {
            ui.painter().vline(center.x, center.y - half..=center.y + half, stroke);
        }
        if response.clicked() { sign } else { 0 }
    }

    /// The amount while nothing is typed; gives the steps that the keyboard asks for.
    fn spin(&self, ui: &mut Ui, id: Id, rect: Rect, value: S::Value) -> isize {
        let response = ui.interact(rect, id, Sense::click());
        let shown = self.scale.shown(value);
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(shown.clone()),
            ..WidgetInfo::labeled(Role::SpinButton, true, self.name)
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.add_action(egui::accesskit::Action::Increment);
            node.add_action(egui::accesskit::Action::Decrement);
        });
        let palette = theme::palette(ui.ctx());
        if response.hovered() {
            ui.painter().rect_filled(rect.shrink(1.0), 0.0, palette.raised);
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        let font = theme::font(Weight::Semi, size::BODY);
        let font = text::fit(ui, &shown, &font, rect.width() - 2.0 * gap::HAIR);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &shown, font, palette.text);
        let mut steps = ui.input(|input| {
            use egui::accesskit::Action::{Decrement, Increment};
            let count = |action| input.num_accesskit_action_requests(id, action).cast_signed();
            count(Increment) - count(Decrement)
        });
        if response.has_focus() {
            let whole = rect.expand2(vec2(control::HEIGHT, 0.0)).expand(3.0);
            ui.painter().rect_stroke(whole, theme::CONTROL, palette.focus(), StrokeKind::Outside);
            press::keep(ui, id, press::OWN);
            for press in press::take(ui, &[Press::Up, Press::Down, Press::PageUp, Press::PageDown, Press::Cancel]) {
                match press {
                    Press::Up => steps += 1,
                    Press::Down => steps -= 1,
                    Press::PageUp => steps += PAGE,
                    Press::PageDown => steps -= PAGE,
                    _ => response.surrender_focus(),
                }
            }
            if let Some(begun) = press::take_number(ui) {
                Draft::begun(&shown, begun).open(ui, id);
                return 0;
            }
        }
        if response.clicked() {
            Draft::of(&shown).open(ui, id);
        }
        steps
    }

    /// The amount while it is typed; gives it once it is done and can be read.
    fn edit(&self, ui: &mut Ui, id: Id, rect: Rect, mut draft: Draft, value: S::Value) -> Option<S::Value> {
        let shown = self.scale.shown(value);
        if draft.before != shown {
            // It has been changed elsewhere meanwhile: undone, or another one is shown.
            Draft::forget(ui, id);
            return None;
        }
        let palette = theme::palette(ui.ctx());
        let font = theme::font(Weight::Semi, size::BODY);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(gap::HAIR, 1.0))));
        let edit = egui::TextEdit::singleline(&mut draft.text)
            .font(font)
            .frame(egui::Frame::NONE)
            .align(Align2::CENTER_CENTER)
            .min_size(child.max_rect().size())
            .desired_width(child.max_rect().width())
            .char_limit(LONGEST);
        let (response, done) = draft::show(&mut child, id, edit, self.name, &draft::ENDS);
        if response.changed() {
            draft.fault = None;
        }
        let whole = rect.expand2(vec2(control::HEIGHT, 0.0));
        let mut given = None;
        let close = match done {
            Some(Done::GivenUp) => true,
            Some(Done::Accepted | Done::Left) if draft.text.trim() == shown => true,
            Some(Done::Accepted | Done::Left) => match self.scale.read(&draft.text) {
                Ok(new) => {
                    given = Some(self.scale.within(new));
                    true
                }
                Err(fault) => {
                    draft.fault = Some(fault);
                    false
                }
            },
            // Nobody is at it, and nothing is wrong with it: it was left while it was not shown.
            None => draft.fault.is_none() && !response.has_focus(),
        };
        if close {
            Draft::forget(ui, id);
            if matches!(done, Some(Done::Accepted | Done::GivenUp)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            return given;
        }
        let edge = if draft.fault.is_some() { palette.wrong() } else { palette.focus() };
        ui.painter().rect_stroke(whole, theme::CONTROL, edge, StrokeKind::Inside);
        if let Some(fault) = &draft.fault {
            draft::say(ui, &response, whole, fault);
        }
        draft.store(ui, id);
        None
    }
}

/// How many steps the page keys take at once.
const PAGE: isize = 5;

/// No amount is longer than this, in characters.
const LONGEST: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dose::Dose;
    use crate::domain::time::Span;
    use crate::ui::widgets::amount::Spans;
    use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, pos2};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn desk<'a>() -> Harness<'a, Span> {
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 200.0)).with_context_setup(theme::install).build_ui_state(
                |ui, value: &mut Span| {
                    egui::ScrollArea::vertical().show(ui, |ui| {
                        let stepper = Stepper { of: IdSalt::new(1), name: "Hold", scale: Spans::within(&Dose::HOLD) };
                        *value = stepper.show(ui, *value).unwrap_or(*value);
                        ui.add_space(1000.0);
                    });
                },
                Span::secs(30),
            );
        desk.run_steps(2);
        desk
    }

    fn keys(desk: &mut Harness<'_, Span>, keys: &[Key]) -> u64 {
        for key in keys {
            desk.key_press(*key);
            desk.run_steps(2);
        }
        desk.state().whole_secs()
    }

    fn writes(desk: &mut Harness<'_, Span>, text: &str) {
        desk.event(Event::Text(text.to_owned()));
        desk.run_steps(2);
    }

    fn click(desk: &mut Harness<'_, Span>, role: Role, label: &str) {
        desk.get_by_role_and_label(role, label).click();
        desk.run_steps(2);
    }

    #[test]
    fn its_buttons_go_to_less_and_more_and_stop_at_the_ends() {
        let mut desk = desk();
        assert_eq!(desk.get_by_role_and_label(Role::SpinButton, "Hold").value().as_deref(), Some("30 s"));
        click(&mut desk, Role::Button, "More hold");
        assert_eq!(*desk.state(), Span::secs(35));
        *desk.state_mut() = Span::secs(2);
        desk.run_steps(1);
        for _ in 0..3 {
            click(&mut desk, Role::Button, "Less hold");
        }
        assert_eq!(*desk.state(), Span::secs(1));
    }

    #[test]
    fn it_is_one_stop_for_the_keyboard_and_keys_step() {
        let mut desk = desk();
        assert_eq!(keys(&mut desk, &[Key::Tab, Key::ArrowUp, Key::ArrowUp]), 40);
        assert_eq!(keys(&mut desk, &[Key::ArrowDown, Key::PageUp]), 60);
        assert_eq!(keys(&mut desk, &[Key::PageDown]), 35);
        assert!(desk.get_by_label("Hold").is_focused());
    }

    #[test]
    fn an_amount_can_be_typed_over() {
        let mut desk = desk();
        click(&mut desk, Role::SpinButton, "Hold");
        writes(&mut desk, "1m 15s");
        assert_eq!(*desk.state(), Span::secs(30), "not before it is done");
        assert_eq!(keys(&mut desk, &[Key::Enter]), 75);
        assert!(desk.get_by_role_and_label(Role::SpinButton, "Hold").is_focused(), "the keyboard goes on here");
        writes(&mut desk, "4");
        writes(&mut desk, "5");
        assert_eq!(keys(&mut desk, &[Key::Enter]), 45, "a digit begins to type");
        keys(&mut desk, &[Key::Enter]);
        writes(&mut desk, "9000");
        assert_eq!(keys(&mut desk, &[Key::Enter]), 3600, "never beyond its limits");
        keys(&mut desk, &[Key::Enter]);
        writes(&mut desk, "20");
        assert_eq!(keys(&mut desk, &[Key::Escape]), 3600, "Esc gives it up");
        assert!(desk.query_by_role_and_label(Role::TextInput, "Hold").is_none());
    }

    #[test]
    fn going_elsewhere_takes_what_was_typed() {
        let mut desk = desk();
        click(&mut desk, Role::SpinButton, "Hold");
        writes(&mut desk, "50");
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            desk.event(Event::PointerMoved(pos2(300.0, 150.0)));
            desk.event(Event::PointerButton { pos: pos2(300.0, 150.0), button, pressed, modifiers: Modifiers::NONE });
            desk.run_steps(2);
        }
        assert_eq!(*desk.state(), Span::secs(50));
    }

    #[test]
    fn what_can_not_be_read_changes_nothing_and_says_why() {
        let mut desk = desk();
        click(&mut desk, Role::SpinButton, "Hold");
        writes(&mut desk, "soon");
        assert_eq!(keys(&mut desk, &[Key::Enter]), 30);
        desk.get_by_label("\"soon\" is not a length of time; write it like 45 s or 1m 15s");
        assert!(desk.get_by_role_and_label(Role::TextInput, "Hold").is_focused(), "it stays open");
        assert_eq!(keys(&mut desk, &[Key::Escape]), 30);
        assert!(desk.query_by_label_contains("length of time").is_none());
    }

    #[test]
    fn what_is_changed_elsewhere_takes_the_place_of_what_is_typed() {
        let mut desk = desk();
        click(&mut desk, Role::SpinButton, "Hold");
        writes(&mut desk, "50");
        *desk.state_mut() = Span::secs(20);
        desk.run_steps(3);
        assert_eq!(*desk.state(), Span::secs(20));
        desk.get_by_role_and_label(Role::SpinButton, "Hold");
    }

    fn turn(desk: &mut Harness<'_, Span>, lines: f32) {
        let (unit, phase, modifiers) = (MouseWheelUnit::Line, TouchPhase::Move, Modifiers::NONE);
        let (delta, source) = (vec2(0.0, lines), egui::MouseWheelSource::Wheel);
        desk.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
        desk.run_steps(30);
    }

    #[test]
    fn a_notch_of_the_wheel_is_a_step_and_the_page_stays() {
        let mut desk = desk();
        let rect = desk.get_by_label("Hold").rect();
        for at in [rect.left_center() + vec2(1.0, 0.0), rect.center()] {
            desk.hover_at(at);
            desk.run_steps(2);
        }
        turn(&mut desk, 1.0);
        assert_eq!(*desk.state(), Span::secs(35));
        turn(&mut desk, -3.0);
        assert_eq!(*desk.state(), Span::secs(20));
        assert_eq!(desk.get_by_label("Hold").rect(), rect);
    }

    #[test]
    fn a_page_that_scrolls_under_the_pointer_changes_nothing() {
        let mut desk = desk();
        let top = |desk: &Harness<'_, Span>| desk.get_by_label("Hold").rect().top();
        let (x, before) = (desk.get_by_label("Hold").rect().center().x, top(&desk));
        for y in [180.0, 160.0] {
            desk.hover_at(pos2(x, y));
            desk.run_steps(2);
        }
        turn(&mut desk, -2.0);
        turn(&mut desk, 1.0);
        let middle = top(&desk);
        assert!(middle < before, "it is scrolled");
        desk.hover_at(pos2(x, before));
        turn(&mut desk, 1.0);
        assert!(top(&desk) > middle, "it is scrolled back under the pointer");
        turn(&mut desk, 1.0);
        assert_eq!(*desk.state(), Span::secs(30));
    }
}
