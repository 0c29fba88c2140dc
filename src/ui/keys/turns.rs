//! Whose turn it is to be pressed and typed at: what comes after a key or click that moves on belongs to what it moves on to, and
//! waits until that is there. Loses nothing and changes no order.

use egui::{Event, Key};

/// Keys after which the rest may belong to something else.
const MOVE_ON: [Key; 3] = [Key::Tab, Key::Enter, Key::Escape];

/// Puts what was waiting before what is new, and leaves of it what belongs to this frame; the rest waits. What moves on is seen
/// in a frame of its own: what was typed before it belongs to where it was typed, what comes after it to where it leads.
pub fn take(waiting: &mut Vec<Event>, events: &mut Vec<Event>) {
    waiting.append(events);
    let first = waiting.iter().position(counts).unwrap_or(waiting.len());
    let next = |from: usize, wanted: fn(&Event) -> bool| waiting.iter().skip(from).position(wanted).map(|at| from + at);
    let end = match waiting.get(first) {
        Some(event) if moves_on(event) => next(first + 1, counts),
        _ => next(first, moves_on),
    };
    let end = end.unwrap_or(waiting.len());
    events.extend(waiting.drain(..end));
}

fn moves_on(event: &Event) -> bool {
    match event {
        Event::Key { key, pressed, .. } => *pressed && MOVE_ON.contains(key),
        Event::PointerButton { pressed, .. } => !pressed,
        _ => false,
    }
}

/// Letting go of keys, moving and waiting are nobody's turn.
fn counts(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } => *pressed,
        Event::PointerButton { .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Cut | Event::Copy => {
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;
    use proptest::prelude::*;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// The frames in which events that come at once are seen.
    fn frames(mut events: Vec<Event>) -> Vec<Vec<Event>> {
        let mut waiting = Vec::new();
        let mut frames = Vec::new();
        loop {
            take(&mut waiting, &mut events);
            frames.push(std::mem::take(&mut events));
            if waiting.is_empty() {
                return frames;
            }
        }
    }

    #[test]
    fn what_comes_after_tab_is_for_the_next_field() {
        let seen = frames(vec![text("1"), text("0"), key(Key::Tab), text("5"), key(Key::Enter), key(Key::Tab)]);
        let wanted = [
            vec![text("1"), text("0")],
            vec![key(Key::Tab)],
            vec![text("5")],
            vec![key(Key::Enter)],
            vec![key(Key::Tab)],
        ];
        assert_eq!(seen, wanted);
    }

    #[test]
    fn nothing_waits_for_a_key_that_is_let_go() {
        let up =
            Event::Key { key: Key::Tab, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE };
        let all = vec![key(Key::Tab), up, Event::PointerGone];
        assert_eq!(frames(all.clone()), [all]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_order_stays(picks in proptest::collection::vec(0..4_usize, 0..40)) {
            let kinds = [key(Key::Tab), key(Key::A), text("a"), Event::PointerGone];
            let all: Vec<Event> = picks.iter().map(|pick| kinds[*pick].clone()).collect();
            prop_assert_eq!(frames(all.clone()).concat(), all);
        }
    }
}
