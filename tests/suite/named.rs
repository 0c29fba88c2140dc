//! Whatever can be pressed, focused or filled in has a name and a role that says what it is, and what has a value tells it: on every
//! screen, for those who have it read to them. A client that nobody here wrote asks the same of the real program (tests/desktop).

use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Screen, Stage};
use egui::accesskit;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup};
use crate::year;

/// What acts is one of these. A heading takes the focus where the keyboard comes to what stands below it; a list box has it for its rows.
const ACTS: [Role; 17] = [
    Role::Button,
    Role::CheckBox,
    Role::Switch,
    Role::RadioButton,
    Role::Tab,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::SearchInput,
    Role::ComboBox,
    Role::ListBox,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::Link,
    Role::Heading,
    Role::ScrollBar,
];

impl Desk<'_> {
    /// What is wrong with what is shown, and how much there is.
    fn unnamed(&self) -> (usize, Vec<String>) {
        let (mut acting, mut wrong) = (0, Vec::new());
        for node in self.window.query_all_by(|_| true) {
            let node = node.accesskit_node();
            let (role, data) = (node.role(), node.data());
            let name = node.label().unwrap_or_default();
            let has_value = data.numeric_value().is_some();
            if matches!(role, Role::Slider | Role::SpinButton | Role::ScrollBar | Role::ProgressIndicator) && !has_value
            {
                wrong.push(format!("{role:?} {name:?} has no value"));
            }
            if matches!(role, Role::Switch | Role::CheckBox | Role::RadioButton | Role::Tab) && data.toggled().is_none()
            {
                wrong.push(format!("{role:?} {name:?} does not say whether it is on"));
            }
            let acts = data.supports_action(accesskit::Action::Click) || data.supports_action(accesskit::Action::Focus);
            if !acts || matches!(role, Role::Window) {
                continue;
            }
            acting += 1;
            if name.trim().is_empty() {
                wrong.push(format!("a {role:?} has no name"));
            }
            if !ACTS.contains(&role) {
                wrong.push(format!("{name:?} is a {role:?}"));
            }
        }
        wrong.sort();
        wrong.dedup();
        (acting, wrong)
    }

    fn has_names(&self, what: &str) {
        let (acting, wrong) = self.unnamed();
        assert!(wrong.is_empty(), "{what}: {wrong:#?}");
        assert!(acting > 2, "{what}: {acting} things");
    }
}

#[test]
fn everything_on_every_screen_has_a_name_a_role_and_a_value() {
    for size in [(1366.0, 768.0), (900.0, 600.0)] {
        let mut desk = Desk::new(Setup { size, history: year::entries(), ..Setup::default() });
        for screen in [Screen::Today, Screen::Routines, Screen::History, Screen::Settings] {
            desk.notebook.tell(Action::Go(screen));
            desk.step();
            desk.has_names(&format!("{screen:?} in {size:?}"));
            for _ in 0..3 {
                desk.press(Key::PageDown);
            }
            desk.has_names(&format!("the foot of {screen:?} in {size:?}"));
        }
        desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-22".parse().unwrap())));
        desk.step();
        assert!(matches!(desk.model().stage(), Stage::Writing(_)));
        desk.has_names("the journal");
    }
}

#[test]
fn the_rooms_of_the_editor_are_named() {
    let mut desk = Desk::new(Setup::default());
    desk.notebook.tell(Action::Go(Screen::Routines));
    desk.step();
    desk.press(Key::ArrowDown);
    desk.has_names("a step");
    desk.press(Key::Insert);
    desk.has_names("the list to add from");
    desk.press(Key::Escape);
    for room in ["Exercises", "Text"] {
        desk.click_on(Role::RadioButton, room);
        desk.has_names(room);
    }
}

#[test]
fn the_player_is_named_in_each_of_its_states() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::Space);
    for _ in 0..12 {
        desk.pass(Span::secs(2), Span::secs(1));
        desk.has_names("playing");
        assert!(!desk.digits().is_empty());
        assert!(desk.window.get_by_role(Role::Heading).accesskit_node().label().is_some_and(|name| !name.is_empty()));
        desk.press(Key::ArrowRight);
    }
    desk.press(Key::Space);
    desk.has_names("paused");
    desk.press(Key::Escape);
    desk.has_names("asked whether to end");
}
