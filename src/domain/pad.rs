//! What the buttons of a game pad do. Plain values, as the kernel numbers them; reads no device.
//!
//! The numbers are those of Linux's `input-event-codes.h`, with the meaning that its `Documentation/input/gamepad.rst` gives them.

use super::panel::Press;

/// Something that has moved on a pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A button: 1 is pressed, 0 let go, 2 held.
    Button {
        /// Which one.
        code: u16,
        /// What has become of it.
        value: i32,
    },
    /// A stick, a trigger, or a cross that is told as two axes.
    Axis {
        /// Which one.
        code: u16,
        /// Where it is.
        value: i32,
    },
}

/// The lowest of the four buttons at the right: every pad has it, and nothing else does (`BTN_SOUTH`, also `BTN_GAMEPAD`).
pub const SOUTH: u16 = 0x130;
/// The upper button at the left shoulder (`BTN_TL`).
const LEFT_SHOULDER: u16 = 0x136;
/// The upper button at the right shoulder (`BTN_TR`).
const RIGHT_SHOULDER: u16 = 0x137;
/// The one for menus at the right of the middle (`BTN_START`).
const START: u16 = 0x13B;
/// The cross, told as buttons (`BTN_DPAD_UP`, `BTN_DPAD_LEFT`, `BTN_DPAD_RIGHT`).
const UP: u16 = 0x220;
const LEFT: u16 = 0x222;
const RIGHT: u16 = 0x223;
/// The cross, told as axes from -1, left or up, to 1 (`ABS_HAT0X`, `ABS_HAT0Y`).
const ACROSS: u16 = 0x10;
const ALONG: u16 = 0x11;

/// What is meant by it; nothing by letting go, holding, and everything that stands in no table.
#[must_use]
pub const fn press(turn: Turn) -> Option<Press> {
    match turn {
        Turn::Button { code: SOUTH, value: 1 } => Some(Press::PlayPause),
        Turn::Button { code: RIGHT_SHOULDER | RIGHT, value: 1 } | Turn::Axis { code: ACROSS, value: 1 } => {
            Some(Press::Next)
        }
        Turn::Button { code: LEFT_SHOULDER | LEFT, value: 1 } | Turn::Axis { code: ACROSS, value: -1 } => {
            Some(Press::Previous)
        }
        Turn::Button { code: UP, value: 1 } | Turn::Axis { code: ALONG, value: -1 } => Some(Press::More),
        Turn::Button { code: START, value: 1 } => Some(Press::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_does_what_the_table_says_when_it_is_pressed_and_only_then() {
        let table = [
            (0x130, Some(Press::PlayPause)),
            (0x131, None),
            (0x133, None),
            (0x134, None),
            (0x136, Some(Press::Previous)),
            (0x137, Some(Press::Next)),
            (0x138, None),
            (0x139, None),
            (0x13A, None),
            (0x13B, Some(Press::Done)),
            (0x13C, None),
            (0x220, Some(Press::More)),
            (0x221, None),
            (0x222, Some(Press::Previous)),
            (0x223, Some(Press::Next)),
        ];
        for (code, wanted) in table {
            assert_eq!(press(Turn::Button { code, value: 1 }), wanted, "{code:#x}");
            assert_eq!(press(Turn::Button { code, value: 0 }), None, "{code:#x} is let go");
            assert_eq!(press(Turn::Button { code, value: 2 }), None, "{code:#x} is held");
        }
        let axes = [
            (0x10, -1, Some(Press::Previous)),
            (0x10, 0, None),
            (0x10, 1, Some(Press::Next)),
            (0x11, -1, Some(Press::More)),
            (0x11, 1, None),
            (0x00, 1, None),
            (0x00, -32_768, None),
            (0x05, 1, None),
        ];
        for (code, value, wanted) in axes {
            assert_eq!(press(Turn::Axis { code, value }), wanted, "{code:#x} at {value}");
        }
    }
}
