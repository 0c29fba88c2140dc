//! One table of keys: what they are called and what they do. No key is named anywhere else.

pub mod editor;
pub mod journal;
pub mod press;
pub mod turns;

use egui::{Event, Key, Modifiers};

use crate::domain::player::{Command, Phase};
use crate::model::journal::Jot;
use crate::model::{Action, Playing, Screen};

/// Keys that belong to moving the focus or to what is pressed with them, and never pause.
const QUIET: [Key; 9] = [
    Key::Tab,
    Key::ShiftLeft,
    Key::ShiftRight,
    Key::ControlLeft,
    Key::ControlRight,
    Key::AltLeft,
    Key::AltRight,
    Key::SuperLeft,
    Key::SuperRight,
];

/// What a key does while a session runs.
struct Binding {
    keys: &'static [Key],
    does: fn(&Playing) -> Action,
}

const PLAYER: [Binding; 10] = [
    Binding { keys: &[Key::Space], does: space },
    Binding { keys: &[Key::ArrowRight], does: |_| Action::Player(Command::Skip) },
    Binding { keys: &[Key::ArrowLeft], does: |_| Action::Player(Command::Back) },
    Binding { keys: &[Key::ArrowUp, Key::Plus], does: |_| Action::Player(Command::Extend) },
    Binding { keys: &[Key::Enter], does: enter },
    Binding { keys: &[Key::Escape], does: |_| Action::AskToEnd },
    Binding { keys: &[Key::F, Key::F11], does: |_| Action::ToggleFullscreen },
    Binding { keys: &[Key::R], does: |_| Action::Refuelled },
    // What presenters send. The button that makes the screen dark sends "b" or ".", which pause as any key does.
    Binding { keys: &[Key::PageDown], does: |playing| Action::Player(playing.onwards()) },
    Binding { keys: &[Key::PageUp], does: |_| Action::Player(Command::Back) },
];

/// What keys are called, on buttons and in Settings. Words: the font has no arrows.
pub mod label {
    #![expect(missing_docs, reason = "the names are what the keys do")]
    pub const START: &str = "Space";
    pub const PAUSE: &str = "Space";
    pub const DONE: &str = "Enter";
    pub const WAITS: &str = "Space";
    pub const END: &str = "Esc";
    pub const YES: &str = "Enter";
    pub const NO: &str = "Esc";
    pub const SAVE: &str = "Ctrl Enter";
    pub const REFUELLED: &str = "R";
    pub const CLOSE: &str = "Esc";

    /// Every key of the player with what it does, as Settings lists them.
    pub const PLAYER: [(&str, &str); 10] = [
        (PAUSE, "Pause, go on; done, where a step waits for you"),
        ("Any other", "Key or click pauses and goes on, too"),
        ("Right", "Skip to what stands under Next"),
        ("Left", "Back to the start of this one, or to the one before"),
        ("Up or +", "Ten seconds more, or a few more reps"),
        (DONE, "Done with these reps; cuts getting ready short"),
        ("F or F11", "Full screen"),
        ("Page keys", "Next and back, as presenters have them"),
        (REFUELLED, "You have eaten and drunk; again takes it back"),
        (END, "End here; asked once, and what you did is kept"),
    ];

    /// The keys of every screen outside a session.
    pub const EVERYWHERE: [(&str, &str); 5] = [
        ("Ctrl+1 to 4", "Today, routines, history, settings"),
        ("Tab", "To the next thing; arrows within a group"),
        ("Page keys", "Scroll; Home and End go all the way"),
        ("F11", "Full screen"),
        (CLOSE, "Close what is said at the foot, else back to Today"),
    ];

    /// The keys of the history.
    pub const HISTORY: [(&str, &str); 4] = [
        ("Arrows", "From day to day, week to week, entry to entry"),
        ("Page keys", "Four weeks of days, a page of entries"),
        ("Enter", "Open the day or the entry"),
        ("Delete", "Ask whether the entry is to go"),
    ];

    /// How the dots of a figure are moved.
    pub const POSE: &str = "Drag the dots, or go to one with Tab and use the arrow keys, with Shift in larger steps";
}

/// Space presses the big button: on a step that waits for the person that is "Done".
fn space(playing: &Playing) -> Action {
    let player = playing.player();
    let paused = matches!(player.phase(), Phase::Paused { .. });
    if player.segment().kind.length().is_open() && !paused {
        Action::Player(Command::Done)
    } else {
        Action::TogglePause
    }
}

/// Enter moves on where the person decides, and is any other key elsewhere.
fn enter(playing: &Playing) -> Action {
    if playing.player().can_be_done() { Action::Player(Command::Done) } else { Action::TogglePause }
}

/// Whether this is the key that closes the newest notice.
#[must_use]
pub fn closes_notices(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Escape, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none())
}

/// What was pressed while a session runs. `widget_focused`: Space and Enter belong to the widget that has the focus.
pub fn player(input: &mut egui::InputState, playing: &Playing, widget_focused: bool) -> Vec<Action> {
    let asks = playing.asks_to_end();
    pressed(input, |key, modifiers| {
        if QUIET.contains(&key) || modifiers.ctrl || modifiers.alt || modifiers.command {
            return None;
        }
        if widget_focused && matches!(key, Key::Space | Key::Enter) {
            return None;
        }
        if asks {
            return match key {
                Key::Enter => Some(Action::Player(Command::End)),
                // Presenters begin with F5 what they end with Esc.
                Key::Escape | Key::Space | Key::F5 => Some(Action::KeepGoing),
                Key::F | Key::F11 => Some(Action::ToggleFullscreen),
                _ => None,
            };
        }
        let bound = PLAYER.iter().find(|binding| binding.keys.contains(&key));
        // Any key but the named ones: what is nearest to a hand on the mat.
        Some(bound.map_or(Action::TogglePause, |binding| (binding.does)(playing)))
    })
}

/// What keys belong to before they belong to a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Nothing.
    Nothing,
    /// A widget that has the focus.
    Widget,
    /// A question that waits for an answer.
    Question,
}

/// What was pressed on the screens outside a session.
///
/// While a session that was cut off is offered, Space and Enter take it up.
pub fn screens(input: &mut egui::InputState, on: Screen, is_writing: bool, cut_off: bool, busy: Busy) -> Vec<Action> {
    let widget_focused = busy != Busy::Nothing;
    pressed(input, |key, modifiers| match key {
        Key::F11 => Some(Action::ToggleFullscreen),
        Key::Num1 if modifiers.ctrl => Some(Action::Go(Screen::Today)),
        Key::Num2 if modifiers.ctrl => Some(Action::Go(Screen::Routines)),
        Key::Num3 if modifiers.ctrl => Some(Action::Go(Screen::History)),
        Key::Num4 if modifiers.ctrl => Some(Action::Go(Screen::Settings)),
        // In a field it is a letter.
        Key::F if modifiers.is_none() && !widget_focused => Some(Action::ToggleFullscreen),
        Key::Space | Key::Enter | Key::F5 if on == Screen::Today && !widget_focused => {
            Some(if cut_off { Action::TakeUp } else { Action::Start })
        }
        Key::R if on == Screen::Today && modifiers.is_none() && !widget_focused => Some(Action::Refuelled),
        Key::Enter if is_writing && modifiers.command && busy != Busy::Question => Some(Action::Jot(Jot::Save)),
        Key::Escape if is_writing && !widget_focused => Some(Action::Jot(Jot::Leave)),
        // What has the focus still when it is pressed has begun something that can be given up.
        Key::Escape if on != Screen::Today && !widget_focused => Some(Action::Go(Screen::Today)),
        _ => None,
    })
}

/// How a dot that has the focus was moved by the arrow keys.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nudge {
    /// Steps to the right, less those to the left.
    pub right: f32,
    /// Steps up, less those down.
    pub up: f32,
    /// Whether an arrow key is still held down: there is more to come.
    pub going: bool,
}

/// What the arrow keys said since the last frame.
#[must_use]
pub fn nudge(input: &egui::InputState) -> Nudge {
    /// A step with Shift, in plain ones.
    const LARGE: f32 = 5.0;
    const ARROWS: [(Key, f32, f32); 4] = [
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowUp, 0.0, 1.0),
        (Key::ArrowDown, 0.0, -1.0),
    ];
    let mut nudge = Nudge { going: ARROWS.iter().any(|(key, ..)| input.key_down(*key)), ..Nudge::default() };
    for event in &input.events {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let step = if modifiers.shift { LARGE } else { 1.0 };
        if let Some((_, right, up)) = ARROWS.iter().find(|(arrow, ..)| arrow == key) {
            nudge.right += right * step;
            nudge.up += up * step;
        }
    }
    nudge
}

/// Turns key presses into actions, and takes those that meant something away from the widgets.
fn pressed(input: &mut egui::InputState, mut means: impl FnMut(Key, Modifiers) -> Option<Action>) -> Vec<Action> {
    let mut actions = Vec::new();
    input.events.retain(|event| match event {
        // A key that is held down acts once.
        Event::Key { key, pressed: true, repeat: false, modifiers, .. } => match means(*key, *modifiers) {
            Some(action) => {
                actions.push(action);
                false
            }
            None => true,
        },
        _ => true,
    });
    actions
}
