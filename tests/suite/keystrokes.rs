//! No keystroke is lost: whatever is typed in the editor arrives in the model in its order, however fast it comes, and
//! whenever the disk says that it has saved.

use std::collections::VecDeque;

use afterrun::domain::library::{DiskNews, FileKey, Revision};
use afterrun::domain::routine::{Routine, Step};
use afterrun::model::editor::Keeping;
use afterrun::model::{Action, Effect};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

use crate::support::{Desk, Setup};

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// So many letters come with one frame, again and again: one, several, or none for a while.
const BURSTS: [usize; 7] = [1, 3, 1, 0, 8, 2, 0];

/// The editor, and a disk that is slow: it says that something is saved when more has been typed already.
struct Hand<'a> {
    desk: Desk<'a>,
    unsaved: VecDeque<(FileKey, Revision)>,
    acknowledged: usize,
}

impl Hand<'_> {
    fn new() -> Self {
        let mut desk = Desk::new(Setup::default());
        desk.window.get_by_role_and_label(Role::Tab, "Routines").click();
        desk.step();
        Self { desk, unsaved: VecDeque::new(), acknowledged: 0 }
    }

    fn put_in(&mut self, role: Role, label: &str) {
        self.desk.window.get_by_role_and_label(role, label).focus();
        self.desk.step();
    }

    fn select_all(&mut self) {
        self.desk.window.key_press_modifiers(CTRL, Key::A);
        self.desk.step();
    }

    /// Types a text, some letters a frame, while the disk says what it has saved.
    fn types(&mut self, text: &str) {
        let mut letters = text.chars();
        for burst in BURSTS.iter().cycle() {
            let now: Vec<char> = letters.by_ref().take(*burst).collect();
            if now.is_empty() && *burst > 0 {
                break;
            }
            for letter in now {
                self.desk.window.event(Event::Text(letter.to_string()));
            }
            self.frame(3);
        }
        (0..10).for_each(|_| self.frame(0));
    }

    /// Draws a frame; the disk is behind by so many changes.
    fn frame(&mut self, behind: usize) {
        self.desk.window.step();
        for effect in self.desk.notebook.take() {
            if let Effect::SaveFile { file, revision, .. } = effect {
                self.unsaved.push_back((file, revision));
            }
        }
        while self.unsaved.len() > behind {
            let Some((file, revision)) = self.unsaved.pop_front() else { break };
            self.desk.notebook.tell(Action::Disk(DiskNews::Saved(file, revision)));
            self.acknowledged += 1;
        }
    }

    fn open(&self) -> &Routine {
        let model = self.desk.model();
        model.library().routine(model.editor().open().unwrap()).unwrap()
    }

    fn first_step(&self) -> &Step {
        self.open().steps().next().unwrap().1
    }

    fn text(&self) -> String {
        self.desk.model().editor().open_doc().unwrap().text().to_string()
    }

    /// The disk was heard many times, and has everything now.
    fn assert_saved(&self) {
        assert!(self.acknowledged > 20, "{}", self.acknowledged);
        assert_eq!(*self.desk.model().editor().open_doc().unwrap().keeping(), Keeping::Saved);
    }
}

/// So many letters, of which any two neighbours can be told apart, and some take more than a byte.
fn letters(many: usize) -> String {
    ('a'..='z').chain("äöü".chars()).chain('0'..='9').cycle().take(many).collect()
}

#[test]
fn what_is_typed_into_the_text_arrives() {
    let mut hand = Hand::new();
    hand.desk.window.get_by_role_and_label(Role::RadioButton, "Text").click();
    hand.desk.step();
    let before = hand.text();
    hand.put_in(Role::MultilineTextInput, "Text of the file");
    // At its end, behind the last bracket. The first slash keeps the text from being read, the second makes it a comment.
    hand.desk.window.key_press_modifiers(CTRL, Key::End);
    hand.desk.step();
    let typed = format!("// {}", letters(300));
    hand.types(&typed);
    assert_eq!(hand.text(), format!("{before}{typed}"));
    hand.assert_saved();
}

#[test]
fn what_is_typed_to_be_said_arrives() {
    let mut hand = Hand::new();
    let name = hand.first_step().exercise.clone();
    let name = hand.desk.model().library().catalogue.get(&name).unwrap().name.clone();
    let row = hand.desk.window.query_all_by_role(Role::ListBoxOption).next().unwrap();
    row.click();
    hand.desk.step();
    assert!(hand.desk.shows(&name));
    hand.put_in(Role::MultilineTextInput, "Say");
    hand.select_all();
    hand.types(&letters(300));
    assert_eq!(hand.first_step().cue.as_deref(), Some(letters(300).as_str()));
    hand.assert_saved();
}

#[test]
fn what_is_typed_as_a_name_arrives() {
    let mut hand = Hand::new();
    hand.put_in(Role::TextInput, "Name of the routine");
    // A name has room for 80.
    for round in 0..4 {
        hand.select_all();
        let name: String = letters(80 + round).chars().skip(round).collect();
        hand.types(&name);
        assert_eq!(hand.open().name, name);
    }
    hand.assert_saved();
}
