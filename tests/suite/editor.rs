//! The editor, by accessible label: what a person does with keys, with the pointer, and in the text.

use afterrun::domain::adjust::{dose_of, goal_of};
use afterrun::domain::edit::StepAt;
use afterrun::domain::library::{DiskNews, FileKey, Library, Seen};
use afterrun::domain::routine::{Routine, RoutineId};
use afterrun::model::editor::{Choice, Editing, Keeping, Reading, Theirs};
use afterrun::model::{Action, Effect, Purpose, Stage};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup};

fn editor<'a>() -> Desk<'a> {
    let mut desk = Desk::new(Setup::default());
    desk.window.get_by_role_and_label(Role::Tab, "Routines").click();
    desk.step();
    desk
}

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

impl Desk<'_> {
    fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.step();
    }

    fn write(&mut self, text: &str) {
        self.window.event(Event::Text(text.to_owned()));
        self.step();
    }

    fn focused(&self) -> Option<String> {
        let node = self.window.query_all_by(|node| node.is_focused()).next()?;
        node.accesskit_node().label()
    }

    /// Presses Tab until the focus is on what has this label.
    fn tab_to(&mut self, label: &str) {
        for _ in 0..80 {
            if self.focused().as_deref() == Some(label) {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("the keyboard does not come to {label}; it is at {:?}", self.focused());
    }

    fn open(&self) -> &Routine {
        let id = self.model().editor().open().expect("a routine is open");
        self.model().library().routine(id).expect("it can be read")
    }

    fn text(&self) -> String {
        self.model().editor().open_doc().unwrap().text().to_string()
    }

    fn keeping(&self) -> Keeping {
        self.model().editor().open_doc().unwrap().keeping().clone()
    }

    fn names(&self) -> Vec<Vec<String>> {
        let name = |step: &afterrun::domain::routine::Step| {
            self.model().library().catalogue.get(&step.exercise).unwrap().name.clone()
        };
        self.open().blocks.iter().map(|block| block.steps.iter().map(name).collect()).collect()
    }
}

/// What a routine comes to, whichever way it is written.
fn meaning(routine: &Routine, library: &Library) -> String {
    let mut said = String::new();
    for block in &routine.blocks {
        said += &format!("{} {:?} {:?} {}\n", block.name, block.kind, block.budget, block.rounds);
        for step in &block.steps {
            let exercise = library.catalogue.get(&step.exercise).unwrap();
            let sides = step.sides.unwrap_or(exercise.sides);
            let (dose, goal) = (dose_of(step, exercise), goal_of(step, exercise));
            let goal = goal.unwrap_or(dose);
            said += &format!("  {} {dose:?} {goal:?} {sides:?} {:?} {:?}\n", exercise.id, step.ready, step.short);
        }
    }
    said
}

fn ten() -> RoutineId {
    RoutineId::new("ten-before-work")
}

#[test]
fn ten_before_work_is_built_from_nothing_by_keyboard_alone() {
    let mut desk = editor();
    let wanted = meaning(desk.model().library().routine(&ten()).unwrap(), desk.model().library());
    desk.chord(CTRL, Key::N);
    desk.write("Ten before work");
    desk.press(Key::Enter);
    assert_eq!((desk.open().name.as_str(), desk.open().id.as_str()), ("Ten before work", "ten-before-work-2"));
    assert!(desk.shows("The routine has no blocks; add one with a step in it"));
    type Step = (&'static str, &'static str, &'static str, &'static str, &'static str);
    let blocks: [(Key, &str, &[Step]); 3] = [
        (
            Key::Num1,
            "3m",
            &[
                ("squats", "5", "10", "10", "Keep"),
                ("lunges", "6", "10", "8", ""),
                ("push-ups", "5", "10", "10", "Drop"),
                ("plank", "20", "45", "8", ""),
            ],
        ),
        (
            Key::Num2,
            "4m30",
            &[
                ("runner", "30", "30", "4", "Keep"),
                ("half split", "30", "30", "3", ""),
                ("standing quad", "30", "30", "3", "Drop"),
                ("standing calf", "30", "30", "3", "Keep"),
            ],
        ),
        (
            Key::Num3,
            "2m30",
            &[
                ("rehydrate", "45", "45", "0", "Keep"),
                ("refuel", "60", "60", "0", "Keep"),
                ("journal", "45", "45", "0", ""),
            ],
        ),
    ];
    for (key, budget, steps) in blocks {
        desk.chord(Modifiers::ALT, key);
        desk.press(Key::Enter);
        desk.tab_to("Keeps to a time");
        desk.press(Key::Space);
        desk.tab_to("Time for the block");
        desk.write(budget);
        desk.press(Key::Enter);
        for (search, dose, goal, ready, short) in steps {
            desk.press(Key::Insert);
            desk.write(search);
            desk.press(Key::Enter);
            desk.press(Key::Enter);
            desk.press(Key::Tab);
            desk.press(Key::Tab);
            let word = desk.focused();
            assert!(["Hold", "Reps", "About"].contains(&word.as_deref().unwrap_or_default()), "{search}: {word:?}");
            for (value, label) in [(dose, word.as_deref().unwrap()), (goal, "Grows to"), (ready, "Get ready")] {
                desk.tab_to(label);
                desk.write(value);
                desk.press(Key::Enter);
            }
            if !short.is_empty() {
                desk.tab_to("Trim");
                desk.press(if *short == "Keep" { Key::ArrowRight } else { Key::ArrowLeft });
            }
        }
    }
    assert_eq!(meaning(desk.open(), desk.model().library()), wanted);
    let plan = |id: &RoutineId| desk.model().plan(id).unwrap().segments.clone();
    assert_eq!(plan(&desk.open().id), plan(&ten()));
}
