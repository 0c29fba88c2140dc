//! The editor, by accessible label: what a person does with keys, with the pointer, and in the text.

use afterrun::model::editor::{Keeping, Selection};
use afterrun::model::{Action, Effect, Screen};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup};

fn editor<'a>() -> Desk<'a> {
    let mut desk = Desk::new(Setup::default());
    desk.window.get_by_role_and_label(Role::Tab, "Routines").click();
    desk.step();
    desk
}

#[test]
fn look() {
    let mut desk = editor();
    let save = |desk: &mut Desk<'_>, name: &str| {
        desk.step();
        desk.window.render().unwrap().save(format!("/tmp/look-{name}.png")).unwrap();
    };
    save(&mut desk, "start");
    desk.window.get_by_label("Half split, 30 s each side, 1:06").click();
    save(&mut desk, "step");
    desk.window.get_by_label("Stretch, block").click();
    save(&mut desk, "block");
    desk.window.get_by_label("Exercises").click();
    save(&mut desk, "exercises");
    desk.window.get_by_label("Text").click();
    save(&mut desk, "text");
    desk.window.get_by_label("New routine").click();
    save(&mut desk, "new");
}
