//! Fields for text: a line, a few lines that wrap, a title that is a heading until somebody writes in it. Says the new text.

use egui::{Id, IdSalt, Margin, RichText, StrokeKind, TextEdit, Ui, vec2};

use crate::domain::shown::{is_unseen, one_line};
use crate::ui::keys::press::Press;
use crate::ui::theme::{self, Weight, control, gap, size};

use super::draft::{self, Done, Draft};

/// How a field looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// One line.
    Line,
    /// One sentence that wraps, with room for so many lines. It has no line breaks: Enter is the end of it.
    Sentence(usize),
    /// A text with line breaks, with room for so many lines; it grows with what is written. Esc leaves it as it is.
    Text(usize),
    /// The heading of a screen.
    Title,
    /// The heading of a part of a screen.
    Heading,
}

/// When a field gives its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// At every change; what stood there before, at Esc.
    Always,
    /// At Enter, or when the person goes elsewhere; nothing, at Esc.
    WhenDone,
}

/// A field for text.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// What the text belongs to: of another one, nothing that was typed is kept.
    pub of: IdSalt,
    /// What the text is, for a screen reader.
    pub name: &'a str,
    /// What stands there while there is no text.
    pub hint: &'a str,
    /// How it looks.
    pub look: Look,
    /// When it gives its text.
    pub gives: Gives,
    /// The longest text, in characters.
    pub most: usize,
    /// How wide it is, in points.
    pub width: f32,
    /// The colour of a heading; `None` for that of text.
    pub ink: Option<egui::Color32>,
}

impl Field<'_> {
    fn id(&self, ui: &Ui) -> Id {
        ui.scope_id().with(("field", self.name, self.of))
    }

    /// Has the person write in it, with all of its text selected. In the frame in which it is shown, before that.
    pub fn take_up(&self, ui: &Ui, text: &str) {
        Draft::of(text).open(ui, self.id(ui));
    }

    /// Shows a text; gives another one when the person has written it.
    pub fn show(self, ui: &mut Ui, text: &str) -> Option<String> {
        let id = self.id(ui);
        let palette = theme::palette(ui.ctx());
        let mut draft = Draft::load(ui, id).unwrap_or_else(|| Draft::of(text));
        let focused = ui.memory(|memory| memory.has_focus(draft::edit_id(id)));
        if !focused && !ui.memory(|memory| memory.had_focus_last_frame(draft::edit_id(id))) {
            // Nobody is at it: it shows what there is.
            draft = Draft::of(text);
        } else if self.gives == Gives::Always && draft.known != text {
            // It was changed elsewhere, such as by Undo.
            text.clone_into(&mut draft.text);
        }
        let (font_size, weight) = match self.look {
            Look::Line | Look::Sentence(_) | Look::Text(_) => (size::BODY, Weight::Regular),
            Look::Heading => (size::LABEL, Weight::Heavy),
            Look::Title => (size::NAME, Weight::Heavy),
        };
        let font = theme::font(weight, font_size);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let above = match self.look {
            Look::Text(_) => gap::MEDIUM as i8,
            _ => ((control::HEIGHT - row) / 2.0).max(0.0) as i8,
        };
        let boxed = !matches!(self.look, Look::Title | Look::Heading);
        let fill = if boxed { palette.bg } else { palette.bg.gamma_multiply(0.0) };
        let frame = egui::Frame::NONE
            .fill(fill)
            .corner_radius(theme::CONTROL)
            .inner_margin(Margin::symmetric(control::INSET as i8, above));
        let edit = match self.look {
            Look::Sentence(rows) => TextEdit::multiline(&mut draft.text).desired_rows(rows).return_key(None),
            Look::Text(rows) => TextEdit::multiline(&mut draft.text).desired_rows(rows),
            Look::Line | Look::Title | Look::Heading => TextEdit::singleline(&mut draft.text),
        };
        let hint = RichText::new(self.hint).font(font.clone());
        let edit = edit
            .font(font)
            .text_color(self.ink.unwrap_or(palette.text))
            .hint_text(hint)
            .frame(frame)
            .desired_width(self.width)
            .min_size(vec2(self.width, control::HEIGHT))
            .char_limit(self.most);
        let ends = if matches!(self.look, Look::Text(_)) { &[Press::Cancel] } else { &draft::ENDS[..] };
        let (response, done) = draft::show(ui, id, edit, self.name, ends);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let edge = match (response.has_focus(), response.hovered() || boxed) {
            (true, _) => palette.focus(),
            (false, true) if matches!(self.look, Look::Text(_)) && !response.hovered() => palette.quiet_edge(),
            (false, true) => palette.edge(),
            (false, false) => egui::Stroke::NONE,
        };
        ui.painter().rect_stroke(response.rect, theme::CONTROL, edge, StrokeKind::Inside);
        if response.changed() {
            draft.text = match self.look {
                Look::Text(_) => lines(&draft.text, self.most),
                _ => one_line(&draft.text, self.most),
            };
        }
        let given = match (self.gives, done) {
            // Nobody loses what they wrote in minutes by one key.
            (Gives::Always, Some(Done::GivenUp)) if matches!(self.look, Look::Text(_)) => {
                response.changed().then(|| draft.text.clone())
            }
            (Gives::Always, Some(Done::GivenUp)) => Some(draft.before.clone()),
            (Gives::WhenDone, Some(Done::GivenUp) | None) => None,
            (Gives::Always, _) => response.changed().then(|| draft.text.clone()),
            (Gives::WhenDone, Some(_)) => Some(draft.text.clone()),
        };
        if done.is_some() {
            response.surrender_focus();
            Draft::forget(ui, id);
        } else if response.has_focus() {
            // What is given now is what stands there in the next frame, unless it is refused.
            draft.known = given.clone().unwrap_or_else(|| text.to_owned());
            draft.store(ui, id);
        }
        given.filter(|given| given != text)
    }
}

/// `text` with its line breaks but nothing else that can't be seen, of at most `most` characters.
fn lines(text: &str, most: usize) -> String {
    let seen = text.chars().filter(|c| *c != '\r');
    seen.map(|c| if is_unseen(c) && c != '\n' { ' ' } else { c }).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Event, Key, Role};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    /// What was given, and the text as the model has it.
    #[derive(Default)]
    struct Kept {
        given: Vec<String>,
        text: String,
    }

    fn desk<'a>(look: Look, gives: Gives) -> Harness<'a, Kept> {
        let kept = Kept { text: "Plank".to_owned(), ..Kept::default() };
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 200.0)).with_context_setup(theme::install).build_ui_state(
                move |ui, kept: &mut Kept| {
                    let field = Field {
                        of: IdSalt::new(1),
                        name: "Name",
                        hint: "Its name",
                        look,
                        gives,
                        most: 12,
                        width: 200.0,
                        ink: None,
                    };
                    if let Some(text) = field.show(ui, &kept.text) {
                        kept.given.push(text.clone());
                        kept.text = text;
                    }
                },
                kept,
            );
        desk.run_steps(2);
        desk.key_press(Key::Tab);
        desk.run_steps(3);
        desk
    }

    fn writes(desk: &mut Harness<'_, Kept>, text: &str) {
        desk.event(Event::Text(text.to_owned()));
        desk.run_steps(2);
    }

    fn presses(desk: &mut Harness<'_, Kept>, key: Key) {
        desk.key_press(key);
        desk.run_steps(3);
    }

    #[test]
    fn it_gives_every_change_or_only_the_last() {
        let mut each = desk(Look::Line, Gives::Always);
        writes(&mut each, "s");
        writes(&mut each, "!");
        assert_eq!(each.state().given, ["Planks", "Planks!"]);
        presses(&mut each, Key::Escape);
        assert_eq!(each.state().text, "Plank", "Esc brings back what stood there");
        let mut last = desk(Look::Title, Gives::WhenDone);
        writes(&mut last, "s");
        writes(&mut last, "!");
        assert!(last.state().given.is_empty());
        presses(&mut last, Key::Enter);
        assert_eq!(last.state().given, ["Planks!"]);
    }

    #[test]
    fn esc_gives_up_and_going_on_takes() {
        let mut desk = desk(Look::Line, Gives::WhenDone);
        writes(&mut desk, "s");
        presses(&mut desk, Key::Escape);
        assert!(desk.state().given.is_empty());
        assert_eq!(desk.get_by_role_and_label(Role::TextInput, "Name").value().as_deref(), Some("Plank"));
        presses(&mut desk, Key::Tab);
        writes(&mut desk, "s");
        presses(&mut desk, Key::Tab);
        assert_eq!(desk.state().given, ["Planks"]);
    }

    #[test]
    fn what_is_pasted_is_one_line_and_not_too_long() {
        let mut desk = desk(Look::Sentence(2), Gives::WhenDone);
        desk.event(Event::Paste("\non both\nelbows and more".to_owned()));
        desk.run_steps(2);
        presses(&mut desk, Key::Enter);
        assert_eq!(desk.state().given, ["Plank on bot"]);
        desk.get_by_role_and_label(Role::MultilineTextInput, "Name");
    }

    #[test]
    fn a_text_has_lines_and_esc_leaves_it_as_it_is() {
        let mut desk = desk(Look::Text(2), Gives::Always);
        writes(&mut desk, "s");
        presses(&mut desk, Key::Enter);
        desk.event(Event::Text("a".to_owned()));
        desk.event(Event::Paste("\r\n\tb".to_owned()));
        desk.run_steps(3);
        presses(&mut desk, Key::Escape);
        assert_eq!(desk.state().text, "Planks\na\n b");
    }
}
