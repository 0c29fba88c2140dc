//! The keys of the editor: those that count wherever the focus is, and those of the list of steps. Says what is wished for.

use egui::{Event, Key, Modifiers, Ui};

use crate::domain::routine::BlockKind;

/// What is asked for by a key, wherever the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are what is wished for")]
pub enum Wish {
    Undo,
    Redo,
    New,
    Rename,
    Add,
    AddBlock(BlockKind),
    Duplicate,
    Text,
    Try,
}

/// What is done in the list of steps by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are what is done")]
pub enum InList {
    Up,
    Down,
    First,
    Last,
    ExtendUp,
    ExtendDown,
    NudgeUp,
    NudgeDown,
    All,
    Remove,
    Details,
    Nothing,
}

/// What keys are called, where the editor explains them.
pub mod label {
    /// Every key with what it does.
    pub const EDITOR: [(&str, &str); 12] = [
        ("Ctrl+N", "New routine"),
        ("Insert", "Add an exercise; type a few letters, then Enter"),
        ("Alt+1 2 3", "Add a strength, stretch or cool-down block"),
        ("Up, Down", "From one exercise to the next; Shift takes more"),
        ("Alt+Up, Down", "Move what is selected"),
        ("Ctrl+D", "Duplicate"),
        ("Delete", "Remove what is selected"),
        ("Enter", "To the details of what is selected"),
        ("F2", "Rename the routine"),
        ("Ctrl+Z", "Undo; with Shift, redo"),
        ("Ctrl+T", "The text of the file"),
        ("Ctrl+Enter", "Try it from here"),
    ];
}

fn wish(key: Key, modifiers: Modifiers) -> Option<Wish> {
    let Modifiers { alt, ctrl, shift, .. } = modifiers;
    Some(match (key, ctrl, alt, shift) {
        (Key::Z, true, false, false) => Wish::Undo,
        (Key::Z, true, false, true) | (Key::Y, true, false, false) => Wish::Redo,
        (Key::N, true, false, false) => Wish::New,
        (Key::D, true, false, false) => Wish::Duplicate,
        (Key::T, true, false, false) => Wish::Text,
        (Key::Enter, true, false, false) => Wish::Try,
        (Key::F2, false, false, false) => Wish::Rename,
        (Key::Insert, false, false, false) => Wish::Add,
        (Key::Num1, false, true, false) => Wish::AddBlock(BlockKind::Strength),
        (Key::Num2, false, true, false) => Wish::AddBlock(BlockKind::Stretch),
        (Key::Num3, false, true, false) => Wish::AddBlock(BlockKind::CoolDown),
        _ => return None,
    })
}

fn in_list(key: Key, modifiers: Modifiers) -> Option<InList> {
    let Modifiers { alt, ctrl, shift, .. } = modifiers;
    Some(match (key, ctrl, alt, shift) {
        (Key::ArrowUp, false, false, false) => InList::Up,
        (Key::ArrowDown, false, false, false) => InList::Down,
        (Key::Home, false, false, false) => InList::First,
        (Key::End, false, false, false) => InList::Last,
        (Key::ArrowUp, false, false, true) => InList::ExtendUp,
        (Key::ArrowDown, false, false, true) => InList::ExtendDown,
        (Key::ArrowUp, false, true, false) => InList::NudgeUp,
        (Key::ArrowDown, false, true, false) => InList::NudgeDown,
        (Key::A, true, false, false) => InList::All,
        (Key::Delete | Key::Backspace, false, false, false) => InList::Remove,
        (Key::Enter, false, false, false) => InList::Details,
        (Key::Escape, false, false, false) => InList::Nothing,
        _ => return None,
    })
}

/// What was wished for since the last frame; nobody else sees those keys.
#[must_use]
pub fn take(ui: &Ui) -> Vec<Wish> {
    taken(ui, |key, modifiers, again| {
        // What is held down does not make one routine after the other.
        wish(key, modifiers).filter(|wish| !again || matches!(wish, Wish::Undo | Wish::Redo))
    })
}

/// What was done by key in the list of steps, which has the focus.
#[must_use]
pub fn take_in_list(ui: &Ui) -> Vec<InList> {
    taken(ui, |key, modifiers, _| in_list(key, modifiers))
}

fn taken<T>(ui: &Ui, means: impl Fn(Key, Modifiers, bool) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            let Some(done) = means(*key, *modifiers, *repeat) else { return true };
            found.push(done);
            false
        });
    });
    found
}
