//! A field in which one more of something is written: what can't be taken stays there, with a sentence that says why.

use egui::{Id, Key, Ui};

use super::field::Field;
use super::{card, text};
use crate::ui::theme::{self, Weight, size};

/// What was written and could not be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refused {
    text: String,
    why: String,
}

/// Shows the field; gives what was read of it when somebody has written something. After Enter one goes on writing.
pub fn show<T>(ui: &mut Ui, field: Field<'_>, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
    let id: Id = ui.scope_id().with(("add", field.name));
    let refused: Option<Refused> = ui.data(|data| data.get_temp(id));
    let shown = refused.as_ref().map_or("", |refused| refused.text.as_str());
    let goes_on = ui.input(|input| input.key_pressed(Key::Enter));
    let written = field.show(ui, shown);
    if let Some(refused) = refused.as_ref().filter(|_| written.is_none()) {
        let style = text::style(Weight::Semi, size::SMALL, theme::palette(ui.ctx()).bad);
        card::words(ui, &refused.why, &style);
    }
    let text = written?.trim().to_owned();
    if text.is_empty() {
        ui.data_mut(|data| data.remove::<Refused>(id));
        return None;
    }
    let read = read(&text);
    if goes_on {
        field.take_up(ui, if read.is_ok() { "" } else { &text });
    }
    match read {
        Ok(value) => {
            ui.data_mut(|data| data.remove::<Refused>(id));
            Some(value)
        }
        Err(why) => {
            ui.data_mut(|data| data.insert_temp(id, Refused { text, why }));
            ui.ctx().request_repaint();
            None
        }
    }
}
