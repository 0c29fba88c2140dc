//! What a frame of the editor costs with a routine of 500 steps: `cargo bench --bench editor`. Prints a table, and judges
//! nothing else: how fast a machine is belongs to no test.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on has failed")]

#[path = "editor/desk.rs"]
mod desk;
#[path = "editor/table.rs"]
mod table;
#[path = "shared/window.rs"]
mod window;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};

use afterrun::model::Action;
use afterrun::model::editor::{Editing, Pick};
use desk::{Desk, letter};
use table::Table;
use window::{pointer, press};

/// So often each thing is done and measured.
const TIMES: usize = 200;

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

fn main() {
    let mut desk = Desk::new();
    println!("{}", desk.about());
    let mut table = Table::default();
    still(&mut desk, &mut table);
    dose(&mut desk, &mut table, "Dose of one step, by its stepper");
    say(&mut desk, &mut table);
    drag(&mut desk, &mut table);
    all(&mut desk, &mut table);
    text(&mut desk, &mut table);
    println!("{table}");
}

/// Nothing happens, with nothing selected and with a step.
fn still(desk: &mut Desk, table: &mut Table) {
    desk.act(Action::Edit(Editing::Select(Pick::Nothing)));
    desk.rest();
    (0..TIMES).for_each(|_| table.add("Still, nothing selected", desk.frame(Vec::new())));
    let step = first_step(desk);
    desk.click(step);
    desk.rest();
    (0..TIMES).for_each(|_| table.add("Still, a step selected", desk.frame(Vec::new())));
}

fn first_step(desk: &mut Desk) -> Pos2 {
    desk.find(Role::ListBoxOption, "").center()
}

/// A dose goes up and down again: the text changes, is read and checked, and planned.
fn dose(desk: &mut Desk, table: &mut Table, what: &'static str) {
    let find = |word: &str| {
        let less = desk.look_for(Role::Button, &format!("Less {word}"))?;
        Some((less, desk.look_for(Role::Button, &format!("More {word}"))?))
    };
    let (less, more) = ["hold", "reps", "about"].into_iter().find_map(find).unwrap();
    for time in 0..TIMES {
        let at = if time % 2 == 0 { more.center() } else { less.center() };
        desk.frame(vec![pointer(at)]);
        desk.frame(vec![press(at, true)]);
        let before = desk.revision();
        table.add(what, desk.frame(vec![press(at, false)]));
        assert!(desk.revision() > before, "the dose was changed");
        table.add_after(what, desk.frame(Vec::new()));
    }
}

/// The line of a step is written.
fn say(desk: &mut Desk, table: &mut Table) {
    let field = desk.find(Role::MultilineTextInput, "Say").center();
    desk.click(field);
    desk.rest();
    for time in 0..TIMES {
        if time % 20 == 0 {
            desk.frame(desk::key(Key::A, CTRL));
        }
        write(desk, table, "A letter of the line that is said", time);
    }
    desk.frame(desk::key(Key::Enter, Modifiers::NONE));
    desk.rest();
}

/// Adds what a letter costs that is typed where the keyboard is.
fn write(desk: &mut Desk, table: &mut Table, what: &'static str, time: usize) {
    let before = desk.revision();
    table.add(what, desk.frame(vec![letter(time)]));
    assert!(desk.revision() > before, "the letter arrived");
    table.add_after(what, desk.frame(Vec::new()));
}

/// A step is held and carried about, then let go where it was.
fn drag(desk: &mut Desk, table: &mut Table) {
    let from = first_step(desk);
    desk.frame(vec![pointer(from)]);
    desk.frame(vec![press(from, true)]);
    desk.frame(vec![pointer(from + vec2(0.0, 12.0))]);
    for time in 0..TIMES {
        let down = 30.0 + 300.0 * (time as f32 / 15.0).sin().abs();
        table.add("A step is dragged", desk.frame(vec![pointer(from + vec2(0.0, down))]));
    }
    desk.frame(vec![pointer(from)]);
    desk.frame(vec![press(from, false)]);
    desk.rest();
}

/// All steps are changed at once, and that is undone.
fn all(desk: &mut Desk, table: &mut Table) {
    let step = first_step(desk);
    desk.click(step);
    desk.frame(desk::key(Key::A, CTRL));
    desk.rest();
    dose(desk, table, "Dose of all steps, by its stepper");
    // What follows at once is undone as one: this undoes and redoes all that was just done.
    for _ in 0..TIMES {
        let before = desk.revision();
        table.add("Undo of a run of changes", desk.frame(desk::key(Key::Z, CTRL)));
        table.add_after("Undo of a run of changes", desk.frame(Vec::new()));
        assert!(desk.revision() > before, "it was undone");
        desk.act(Action::Edit(Editing::Redo));
        desk.rest();
    }
}

/// Letters are typed into the text: in a comment, and where they keep the text from being read.
fn text(desk: &mut Desk, table: &mut Table) {
    let step = first_step(desk);
    desk.click(step);
    let tab = desk.find(Role::RadioButton, "Text").center();
    desk.click(tab);
    let field = desk.find(Role::MultilineTextInput, "Text of the file");
    // The comment in the first line ends before this.
    desk.click(field.left_top() + vec2(420.0, 8.0));
    desk.rest();
    (0..TIMES).for_each(|_| table.add("Still, with the text", desk.frame(Vec::new())));
    (0..TIMES).for_each(|time| write(desk, table, "A letter in the text", time));
    assert!(desk.is_sound(), "the letters stand in a comment");
    desk.frame(desk::key(Key::ArrowDown, Modifiers::NONE));
    desk.rest();
    (0..TIMES).for_each(|time| write(desk, table, "A letter that breaks the text", time));
    assert!(!desk.is_sound(), "the letters stand where none belong");
}
