//! Several buttons of which one is chosen, in the flow of a layout. Says which was pressed; keeps none.

use egui::{Role, Ui, UiBuilder, WidgetInfo, vec2};

use crate::ui::theme::gap;

use super::button::{self, Rank};
use super::roving::Roving;

/// Shows the buttons; gives what was chosen by a click or the arrow keys. `name` is what is chosen, for a screen reader.
pub fn show<T: PartialEq + Copy>(ui: &mut Ui, name: &str, options: &[(T, String)], chosen: T) -> Option<T> {
    let on = options.iter().position(|(value, _)| *value == chosen);
    let roving = Roving::new(ui, ui.scope_id().with(("choice", name)), options.len(), on);
    let builder =
        UiBuilder::new().id_salt(("choice", name)).accessibility_role(Role::RadioGroup).accessibility_label(name);
    let (mut picked, mut goes) = (None, None);
    ui.scope_builder(builder, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap::HAIR, gap::HAIR);
            for (at, (_, label)) in options.iter().enumerate() {
                let is_on = on == Some(at);
                let (_, rect) = ui.allocate_space(vec2(button::width(ui, label), button::HEIGHT));
                // One stop for the keyboard: the arrow keys go from one to the next.
                let response = ui.interact(rect, roving.id(at), roving.sense(at));
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, label));
                button::paint_words(ui, &response, label, if is_on { Rank::Chosen } else { Rank::Choice });
                if response.clicked() {
                    roving.stand(ui, at);
                    picked = Some(at);
                }
                if response.has_focus() {
                    Roving::keep(ui, &response);
                    goes = Some(Roving::around(ui, at, options.len())).filter(|to| *to != at);
                }
            }
        });
    });
    if let Some(to) = goes {
        roving.go(ui, to);
    }
    goes.or(picked).filter(|at| on != Some(*at)).map(|at| options[at].0)
}
