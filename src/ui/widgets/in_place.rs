//! A value that is text until somebody writes in it, then a field in its place. Says the new value with every letter that makes
//! one, so that nothing is lost whatever comes next; paints the field alone.

use egui::{Align2, Id, IdSalt, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, gap};

use super::draft::{self, Done, Draft};

/// A value that can be written.
#[derive(Clone, Debug)]
pub struct InPlace<'a> {
    /// What the value belongs to: of another one, nothing that was typed is kept.
    pub of: IdSalt,
    /// What it is, for a screen reader.
    pub name: &'a str,
    /// As it is shown and can be typed; empty where nothing is known.
    pub shown: &'a str,
    /// The font in which it is written.
    pub font: egui::FontId,
    /// Where in the field it is written.
    pub align: Align2,
}

/// What was written in place of a value: another one, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<T>(pub Option<T>);

/// What the value was before it was written on, and what was given last.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held<T> {
    before: Option<T>,
    given: Option<T>,
}

impl InPlace<'_> {
    fn id(&self, ui: &Ui) -> Id {
        ui.scope_id().with(("in place", self.name, self.of))
    }

    /// Whether it is being written.
    #[must_use]
    pub fn is_open(&self, ui: &Ui) -> bool {
        Draft::load(ui, self.id(ui)).is_some()
    }

    /// Shows it at a place; gives another value, or none, when the person has written it. `read` reads what is written, `step`
    /// says what lies so many steps away, where the arrow keys step. `face` paints it while nobody writes.
    pub fn show<T>(
        &self,
        ui: &mut Ui,
        rect: Rect,
        value: Option<T>,
        read: impl Fn(&str) -> Result<Option<T>, String>,
        step: Option<&dyn Fn(Option<T>, isize) -> Option<T>>,
        face: impl FnOnce(&Ui, &Response),
    ) -> Option<Written<T>>
    where
        T: Copy + PartialEq + Send + Sync + 'static,
    {
        let id = self.id(ui);
        if let Some(draft) = Draft::load(ui, id) {
            return self.write(ui, id, rect, draft, value, read);
        }
        // The field is a part of its own: what comes after it is counted alike whether it is there or not.
        ui.skip_ahead_auto_ids(1);
        let response = ui.interact(rect, id, Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(self.shown.to_owned()),
            ..WidgetInfo::labeled(Role::Button, enabled, self.name)
        });
        face(ui, &response);
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        let mut begun = response.clicked().then(|| self.shown.to_owned());
        if response.has_focus() {
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            // What was typed before the keyboard came here is not meant for this.
            let is_here = !response.gained_focus();
            begun = is_here.then(|| press::take_amount(ui)).flatten().or(begun);
            if let Some(step) = step {
                press::keep(ui, id, egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() });
                let presses = press::take(ui, &[Press::Up, Press::Down]);
                let steps = presses.iter().map(|press| if *press == Press::Up { 1 } else { -1 }).sum();
                if steps != 0 {
                    return Some(Written(step(value, steps))).filter(|new| new.0 != value);
                }
            }
        }
        let text = begun?;
        // What was typed to begin with counts at once.
        let given = if text == self.shown { value } else { read(&text).unwrap_or(value) };
        hold(ui, id, Held { before: value, given });
        Draft::begun(self.shown, text).open(ui, id);
        Some(Written(given)).filter(|given| given.0 != value)
    }

    /// The field while it is written.
    fn write<T>(
        &self,
        ui: &mut Ui,
        id: Id,
        rect: Rect,
        mut draft: Draft,
        value: Option<T>,
        read: impl Fn(&str) -> Result<Option<T>, String>,
    ) -> Option<Written<T>>
    where
        T: Copy + PartialEq + Send + Sync + 'static,
    {
        let palette = theme::palette(ui.ctx());
        let held = held(ui, id).unwrap_or(Held { before: value, given: value });
        if held.given != value {
            // It has been changed elsewhere meanwhile: another run was chosen.
            Draft::forget(ui, id);
            return None;
        }
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let edit = egui::TextEdit::singleline(&mut draft.text)
            .font(self.font.clone())
            .frame(egui::Frame::NONE)
            .align(self.align)
            .min_size(rect.size())
            .desired_width(rect.width())
            .char_limit(LONGEST);
        let (response, done) = draft::show(&mut child, id, edit, self.name, &draft::ENDS);
        let mut now = value;
        if response.changed() {
            draft.fault = None;
            // What stood there before is what it was, to the last metre.
            let new = if draft.text.trim() == draft.before { Ok(held.before) } else { read(&draft.text) };
            now = new.unwrap_or(value);
        }
        let close = match done {
            Some(Done::GivenUp) => {
                now = held.before;
                true
            }
            Some(Done::Accepted | Done::Left) if draft.text.trim() == draft.before => true,
            Some(Done::Accepted | Done::Left) => {
                draft.fault = read(&draft.text).err();
                draft.fault.is_none()
            }
            // Nobody is at it, and nothing is wrong with it: it was left while it was not shown.
            None => draft.fault.is_none() && !response.has_focus(),
        };
        if close {
            Draft::forget(ui, id);
            if matches!(done, Some(Done::Accepted | Done::GivenUp)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        } else {
            let edge = if draft.fault.is_some() { palette.wrong() } else { palette.focus() };
            ui.painter().rect_stroke(rect.expand2(vec2(gap::HAIR, 0.0)), theme::BAR, edge, StrokeKind::Outside);
            if let Some(fault) = &draft.fault {
                draft::say(ui, &response, rect, fault);
            }
            hold(ui, id, Held { given: now, ..held });
            draft.store(ui, id);
        }
        Some(Written(now)).filter(|now| now.0 != value)
    }
}

/// No amount is longer than this, in characters.
const LONGEST: usize = 24;

fn held<T: Copy + Send + Sync + 'static>(ui: &Ui, id: Id) -> Option<Held<T>> {
    ui.data(|data| data.get_temp(id.with("held")))
}

fn hold<T: Copy + Send + Sync + 'static>(ui: &Ui, id: Id, held: Held<T>) {
    ui.data_mut(|data| data.insert_temp(id.with("held"), held));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Weight, size};
    use egui::{Event, Key};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn desk<'a>(value: Option<u32>) -> Harness<'a, Option<u32>> {
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 200.0)).with_context_setup(theme::install).build_ui_state(
                |ui, value: &mut Option<u32>| {
                    let shown = value.map(|value| value.to_string()).unwrap_or_default();
                    let font = theme::font(Weight::Heavy, size::NAME);
                    let of = IdSalt::new(1);
                    let place = InPlace { of, name: "Heart rate", shown: &shown, font, align: Align2::LEFT_CENTER };
                    let read = |text: &str| match text.trim() {
                        "" => Ok(None),
                        text => text.parse().map(Some).map_err(|_| "write it like 148".to_owned()),
                    };
                    let step =
                        |value: Option<u32>, by: isize| value.map(|value| value.saturating_add_signed(by as i32));
                    let rect = Rect::from_min_size(egui::pos2(20.0, 20.0), vec2(100.0, 40.0));
                    let written = place.show(ui, rect, *value, read, Some(&step), |_, _| ());
                    *value = written.map_or(*value, |written| written.0);
                },
                value,
            );
        desk.run_steps(2);
        desk
    }

    fn presses(desk: &mut Harness<'_, Option<u32>>, keys: &[Key]) {
        for key in keys {
            desk.key_press(*key);
            desk.run_steps(3);
        }
    }

    fn writes(desk: &mut Harness<'_, Option<u32>>, text: &str) {
        for letter in text.chars() {
            desk.event(Event::Text(letter.to_string()));
        }
        desk.run_steps(3);
    }

    #[test]
    fn a_click_opens_it_and_every_letter_counts_at_once() {
        let mut desk = desk(Some(148));
        desk.get_by_role_and_label(Role::Button, "Heart rate").click();
        desk.run_steps(3);
        writes(&mut desk, "15");
        assert_eq!(*desk.state(), Some(15));
        writes(&mut desk, "2");
        assert_eq!(*desk.state(), Some(152));
        presses(&mut desk, &[Key::Enter]);
        assert!(desk.get_by_role_and_label(Role::Button, "Heart rate").is_focused());
        assert_eq!(*desk.state(), Some(152));
    }

    #[test]
    fn esc_brings_back_what_was_there_and_nothing_removes_it() {
        let mut desk = desk(Some(148));
        presses(&mut desk, &[Key::Tab, Key::Enter]);
        writes(&mut desk, "9");
        presses(&mut desk, &[Key::Escape]);
        assert_eq!(*desk.state(), Some(148));
        presses(&mut desk, &[Key::Enter, Key::Delete]);
        assert_eq!(*desk.state(), None);
        presses(&mut desk, &[Key::Tab]);
        assert!(desk.query_by_role_and_label(Role::TextInput, "Heart rate").is_none(), "going on closes it");
    }

    #[test]
    fn a_digit_begins_and_arrows_step() {
        let mut desk = desk(Some(148));
        presses(&mut desk, &[Key::Tab, Key::ArrowUp, Key::ArrowUp, Key::ArrowDown]);
        assert_eq!(*desk.state(), Some(149));
        writes(&mut desk, "160");
        assert_eq!(*desk.state(), Some(160), "several letters in one frame");
        writes(&mut desk, "5");
        assert_eq!(*desk.state(), Some(1605));
    }

    #[test]
    fn what_cannot_be_taken_stays_and_says_why() {
        let mut desk = desk(Some(148));
        presses(&mut desk, &[Key::Tab, Key::Enter]);
        writes(&mut desk, "fast");
        assert!(desk.query_by_label("Write it like 148").is_none(), "not while it is written");
        presses(&mut desk, &[Key::Enter]);
        assert!(desk.query_by_label("Write it like 148").is_some());
        assert_eq!(*desk.state(), Some(148));
        presses(&mut desk, &[Key::Tab, Key::Tab]);
        desk.get_by_role_and_label(Role::TextInput, "Heart rate");
    }

    #[test]
    fn what_is_changed_elsewhere_takes_the_place_of_what_is_written() {
        let mut desk = desk(Some(148));
        presses(&mut desk, &[Key::Tab, Key::Enter]);
        writes(&mut desk, "15");
        *desk.state_mut() = Some(133);
        desk.run_steps(3);
        assert_eq!(*desk.state(), Some(133));
        desk.get_by_role_and_label(Role::Button, "Heart rate");
    }
}
