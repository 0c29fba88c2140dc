//! Whose turn it is to be pressed and typed at: what comes after a key or click that moves on belongs to what it moves on to, and
//! waits until that is there. Loses nothing and changes no order.

use egui::{Event, Key};

/// Keys after which the rest may belong to something else.
const MOVE_ON: [Key; 3] = [Key::Tab, Key::Enter, Key::Escape];

/// Puts what was waiting before what is new, and leaves of it what belongs to this frame; the rest waits.
pub fn take(waiting: &mut Vec<Event>, events: &mut Vec<Event>) {
    waiting.append(events);
    let moves_on = |event: &Event| match event {
        Event::Key { key, pressed, .. } => *pressed && MOVE_ON.contains(key),
        Event::PointerButton { pressed, .. } => !pressed,
        _ => false,
    };
    let end = waiting.iter().position(moves_on).map_or(waiting.len(), |at| at + 1);
    // Letting go of keys, moving and waiting are nobody's turn.
    let rest_counts = waiting[end..].iter().any(|event| match event {
        Event::Key { pressed, .. } | Event::PointerButton { pressed, .. } => *pressed,
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Cut | Event::Copy => true,
        _ => false,
    });
    let end = if rest_counts { end } else { waiting.len() };
    events.extend(waiting.drain(..end));
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
        let seen = frames(vec![text("10"), key(Key::Tab), text("5"), text("2"), key(Key::Enter)]);
        let wanted = [vec![text("10"), key(Key::Tab)], vec![text("5"), text("2"), key(Key::Enter)]];
        assert_eq!(seen, wanted);
    }

    #[test]
    fn nothing_waits_for_a_key_that_is_let_go() {
        let up =
            Event::Key { key: Key::Tab, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE };
        let all = vec![text("a"), key(Key::Tab), up, Event::PointerGone];
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
