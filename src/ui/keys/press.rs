//! The keys of what a person fills in and picks from: steppers, fields, lists. Says what was pressed; knows no widget.

use egui::{Event, EventFilter, Id, Key, Ui};

/// What a key means to a widget that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are what the keys do")]
pub enum Press {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    /// Takes what is there.
    Accept,
    /// Gives up what was begun.
    Cancel,
    /// Goes on to the next thing.
    Leave,
    /// Takes out what has the focus.
    Delete,
}

const KEYS: [(Key, Press); 12] = [
    (Key::ArrowUp, Press::Up),
    (Key::ArrowDown, Press::Down),
    (Key::ArrowLeft, Press::Left),
    (Key::ArrowRight, Press::Right),
    (Key::PageUp, Press::PageUp),
    (Key::PageDown, Press::PageDown),
    (Key::Home, Press::First),
    (Key::End, Press::Last),
    (Key::Enter, Press::Accept),
    (Key::Escape, Press::Cancel),
    (Key::Tab, Press::Leave),
    (Key::Delete, Press::Delete),
];

/// The arrows and Esc: what most widgets want for themselves.
pub const OWN: EventFilter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// As [`OWN`], and the key that moves on: what an open list wants.
pub const ALL: EventFilter = EventFilter { tab: true, ..OWN };

/// What of `wanted` was pressed without Ctrl and the like, in order; nobody else sees it then. A key that is held down counts
/// again and again.
#[must_use]
pub fn take(ui: &Ui, wanted: &[Press]) -> Vec<Press> {
    let mut found = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let press = KEYS.iter().find(|(known, _)| known == key).map(|(_, press)| *press);
            let press = press.filter(|press| wanted.contains(press) && modifiers.is_none());
            found.extend(press);
            press.is_none()
        });
    });
    found
}

/// Takes the keys that press what has the focus from everybody. Gives whether nothing else was pressed.
#[must_use]
pub fn drop_clicks(ui: &Ui) -> bool {
    let is_click = |event: &Event| matches!(event, Event::Key { key: Key::Space | Key::Enter, modifiers, .. } if modifiers.is_none());
    let is_press = |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::PointerButton { .. });
    ui.input_mut(|input| {
        input.events.retain(|event| !is_click(event));
        !input.events.iter().any(is_press)
    })
}

/// Keeps keys for a widget while it has the focus, so that they do not move or drop the focus. Once in every frame.
pub fn keep(ui: &Ui, id: Id, keys: EventFilter) {
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys));
}

/// The text that was typed, if it begins with a digit; nobody else sees it then.
#[must_use]
pub fn take_number(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let at = input.events.iter().position(
            |event| matches!(event, Event::Text(text) if text.starts_with(|first: char| first.is_ascii_digit())),
        )?;
        match input.events.remove(at) {
            Event::Text(text) => Some(text),
            _ => None,
        }
    })
}

/// The digits that were pressed, one by one; nobody else sees them then. Both the key and the letter of one stroke are one.
#[must_use]
pub fn take_digits(ui: &Ui) -> Vec<u8> {
    let mut found = Vec::new();
    // What the letter that follows a key is.
    let mut its_letter = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, repeat, modifiers, .. } if modifiers.is_none() => {
                let digit = DIGITS.iter().position(|known| known == key).map(|digit| digit as u8);
                its_letter = digit;
                found.extend(digit.filter(|_| !repeat));
                digit.is_none()
            }
            Event::Text(text) => {
                // On some keyboards a digit takes Shift, so it is known by its letter.
                let digit = text.parse::<u8>().ok().filter(|digit| *digit < 10 && text.len() == 1);
                if its_letter.take() != digit {
                    found.extend(digit);
                }
                digit.is_none()
            }
            _ => true,
        });
    });
    found
}

const DIGITS: [Key; 10] =
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// All that was typed in this frame, if it begins with what begins an amount; nobody else sees it then.
#[must_use]
pub fn take_amount(ui: &Ui) -> Option<String> {
    let begins = |text: &str| text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '−'));
    let typed: String = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    if !begins(&typed) {
        return None;
    }
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(_) => false,
            Event::Key { key, pressed: true, .. } => !DIGITS.contains(key),
            _ => true,
        });
    });
    Some(typed)
}
