//! The editor, by accessible label: what a person does with keys, with the pointer, and in the text.

use std::fmt::Write;

use afterrun::domain::adjust::{dose_of, goal_of};
use afterrun::domain::edit::StepAt;
use afterrun::domain::library::{DiskNews, FileKey, Library, Seen};
use afterrun::domain::routine::{Routine, RoutineId};
use afterrun::model::editor::{Change, Choice, Editing, Keeping, Pick, Reading, Theirs};
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

    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough in its lifetimes")]
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
        let id = self.model().editor().open().unwrap();
        self.model().library().routine(id).unwrap()
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
        writeln!(said, "{} {:?} {:?} {}", block.name, block.kind, block.budget, block.rounds).unwrap();
        for step in &block.steps {
            let exercise = library.catalogue.get(&step.exercise).unwrap();
            let sides = step.sides.unwrap_or(exercise.sides);
            let (dose, goal) = (dose_of(step, exercise), goal_of(step, exercise));
            let goal = goal.unwrap_or(dose);
            writeln!(said, "  {} {dose:?} {goal:?} {sides:?} {:?} {:?}", exercise.id, step.ready, step.short).unwrap();
        }
    }
    said
}

/// What to look for, the dose, the goal, the seconds to get ready, and what may happen when time is short.
type Step = (&'static str, &'static str, &'static str, &'static str, &'static str);

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
        desk.tab_to("Block time");
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

impl Desk<'_> {
    /// Where something with this label is.
    fn place(&self, label: &str) -> egui::Rect {
        self.window.get_by_label(label).rect()
    }

    fn pointer(&mut self, event: Event) {
        self.window.event(event);
        self.window.step();
    }

    fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.pointer(Event::PointerMoved(from));
        self.pointer(button(from, true));
        for i in 1..=6 {
            self.pointer(Event::PointerMoved(from.lerp(to, i as f32 / 6.0)));
        }
        self.pointer(button(to, false));
        self.step();
    }

    fn drag_label(&mut self, from: &str, to: egui::Pos2) {
        self.drag(self.place(from).center(), to);
    }

    fn wheel(&mut self, label: &str, notches: f32) {
        let at = self.window.get_by_role_and_label(Role::SpinButton, label).rect().center();
        self.pointer(Event::PointerMoved(at));
        self.pointer(Event::PointerMoved(at + egui::vec2(1.0, 0.0)));
        self.pointer(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, notches),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.step();
    }
}

#[test]
fn ten_before_work_is_built_from_nothing_by_dragging_alone() {
    let mut desk = editor();
    let wanted: Vec<Vec<String>> = {
        desk.window.get_by_label("Ten before work, 8:40 · 11 exercises").click();
        desk.step();
        desk.names()
    };
    desk.click("New routine");
    desk.click("Make it");
    desk.window.get_by_role_and_label(Role::RadioButton, "Exercises").click();
    desk.step();
    let list = desk.place("Exercises of New routine");
    for kind in ["strength", "stretch", "cool down"] {
        desk.drag_label(&format!("New {kind} block"), list.center_bottom() - egui::vec2(0.0, 10.0));
    }
    assert_eq!(desk.open().blocks.len(), 3);
    for (block, steps) in ["Strength", "Stretch", "Cool down"].into_iter().zip(&wanted) {
        for name in steps.iter().rev() {
            // What is not in view is looked for; that is no drag, but nobody can drag what they do not see.
            desk.window.get_by_role_and_label(Role::TextInput, "Find an exercise").focus();
            desk.step();
            desk.chord(CTRL, Key::A);
            desk.write(name);
            let heading = desk.place(&format!("{block}, block"));
            desk.drag_label(&format!("Add {name}"), heading.center_bottom() + egui::vec2(60.0, 8.0));
        }
    }
    assert_eq!(desk.names(), wanted);
    // Within a block, and into another one and back, by their rows.
    let row = |desk: &Desk<'_>, name: &str| desk.window.get_by_label_contains(&format!("{name}, ")).rect();
    let end = row(&desk, "Plank").center_bottom() - egui::vec2(0.0, 4.0);
    desk.drag(row(&desk, "Squats").center(), end);
    assert_eq!(desk.names()[0].last().map(String::as_str), Some("Squats"));
    let top = row(&desk, "Runner’s lunge").center_top() + egui::vec2(0.0, 4.0);
    desk.drag(row(&desk, "Squats").center(), top);
    assert_eq!(desk.names()[1][0], "Squats");
    let back = row(&desk, "Lunges").center_top() + egui::vec2(0.0, 4.0);
    desk.drag(row(&desk, "Squats").center(), back);
    assert_eq!(desk.names(), wanted);
    // A block by its name.
    let above = desk.place("Strength, block").center_top();
    desk.drag_label("Stretch, block", above);
    assert_eq!(desk.open().blocks[0].name, "Stretch");
    // And a value by the wheel.
    desk.window.get_by_label_contains("Half split, ").click();
    desk.step();
    desk.window.get_by_role_and_label(Role::RadioButton, "Details").click();
    desk.step();
    desk.wheel("Hold", 2.0);
    assert!(desk.window.query_by_label_contains("Half split, 40 s each side").is_some());
}

#[test]
fn everything_is_undone_by_name_and_the_file_is_as_it_was_byte_for_byte() {
    let mut desk = editor();
    let before = desk.text();
    desk.window.get_by_label("Plank, 30 s, 0:45").click();
    desk.step();
    desk.chord(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(desk.names()[1][0], "Plank", "over the border into the next block");
    assert!(desk.shows("Undo move Plank"));
    desk.chord(CTRL, Key::D);
    desk.press(Key::Delete);
    desk.chord(Modifiers::SHIFT, Key::ArrowDown);
    desk.chord(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(desk.model().editor().selection().steps().len(), 3);
    desk.press(Key::Delete);
    assert!(desk.shows("Undo remove 3 exercises"));
    let after = desk.text();
    let mut undone = Vec::new();
    while let Some(name) = desk.model().editor().next_undo().map(str::to_owned) {
        undone.push(name);
        desk.chord(CTRL, Key::Z);
    }
    assert_eq!(undone, ["remove 3 exercises", "remove Plank", "duplicate Plank", "move Plank"]);
    assert_eq!(desk.text(), before);
    for _ in 0..4 {
        desk.chord(CTRL | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(desk.text(), after);
    desk.window.get_by_label("Undo remove 3 exercises").click();
    desk.step();
    assert!(desk.shows("Redo remove 3 exercises"));
}

fn twenty() -> FileKey {
    FileKey::Routine(RoutineId::new("post-run-twenty"))
}

#[test]
fn saved_is_said_only_when_it_is_on_the_disk() {
    let mut desk = editor();
    assert!(desk.shows("Saved"));
    desk.window.get_by_label("Squats, 5 reps, 0:35").click();
    desk.step();
    desk.notebook.take();
    desk.window.get_by_label("More reps").click();
    desk.step();
    assert!(desk.shows("Saving") && !desk.shows("Saved"));
    let asked = desk.notebook.take();
    let [Effect::SaveFile { file, text, seen, revision }] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(text.contains("dose: Reps(6)") && *file == twenty() && *seen == Seen::default());
    assert!(text.starts_with("// The whole routine"), "comments stay");
    let saved = |revision| Action::Disk(DiskNews::Saved(twenty(), revision));
    desk.window.get_by_label("More reps").click();
    desk.step();
    desk.notebook.tell(saved(*revision));
    desk.step();
    assert!(!desk.shows("Saved"), "an older text is on the disk");
    let newest = desk.model().editor().open_doc().unwrap().revision();
    desk.notebook.tell(saved(newest));
    desk.step();
    assert!(desk.shows("Saved"));
    let why = "the disk is full; make some room".to_owned();
    desk.window.get_by_label("More reps").click();
    desk.step();
    let newest = desk.model().editor().open_doc().unwrap().revision();
    desk.notebook.tell(Action::Disk(DiskNews::NotSaved(twenty(), newest, why)));
    desk.step();
    assert!(desk.shows("Not saved") && desk.shows("The disk is full; make some room"));
}

#[test]
fn the_text_and_the_form_are_one() {
    let mut desk = editor();
    desk.chord(CTRL, Key::T);
    let typed = desk.text().replacen("Reps(5)", "Reps(7)", 1);
    let id = desk.model().editor().open().unwrap().clone();
    desk.notebook.tell(Action::Edit(Editing::Type(typed.clone())));
    desk.step();
    assert!(desk.window.query_by_label_contains("Squats, 7 reps").is_some());
    // By hand, at the end of the file: a comment.
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "Text of the file").focus();
    desk.step();
    desk.chord(CTRL, Key::End);
    desk.write("// mine");
    assert!(desk.text().ends_with("// mine"), "{:?}", desk.text().lines().last());
    desk.notebook.take();
    // A slip: the form shows what was there before, and nothing is written over the file.
    let broken = desk.text().replacen("steps: [", "steps: ", 1);
    desk.notebook.tell(Action::Edit(Editing::Type(broken.clone())));
    desk.step();
    assert!(matches!(desk.model().editor().open_doc().unwrap().reading(), Reading::Broken(_)));
    assert!(desk.window.query_by_label_contains("Squats, 7 reps").is_some(), "the last good state");
    assert!(desk.shows("Kept as a draft"));
    assert!(desk.window.query_all_by_label_contains("Line ").next().is_some(), "the place is named");
    let asked = desk.notebook.take();
    assert!(matches!(&asked[..], [Effect::KeepDraft(of, text)] if *of == id && **text == *broken), "{asked:?}");
    desk.window.get_by_label_contains("Squats, 7 reps").click();
    desk.step();
    assert_eq!(desk.text(), broken, "the form changes nothing while the text can’t be read");
    assert!(desk.notebook.take().is_empty());
    // Mended: saved again, and the draft goes once it is.
    desk.notebook.tell(Action::Edit(Editing::Type(typed.clone())));
    desk.step();
    let asked = desk.notebook.take();
    let [Effect::SaveFile { text, revision, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(**text, *typed);
    desk.notebook.tell(Action::Disk(DiskNews::Saved(twenty(), *revision)));
    desk.step();
    assert_eq!(desk.notebook.take(), [Effect::DropDraft(id)]);
}

#[test]
fn what_others_change_is_taken_in_and_what_both_change_is_asked_about() {
    let mut desk = editor();
    let mine = desk.text();
    let changed = |text: &str, seen| {
        Action::Disk(DiskNews::Changed { file: twenty(), text: Ok(Some(text.to_owned())), seen: Seen(seen) })
    };
    let theirs = mine.replacen("The post-run twenty", "Theirs", 1);
    desk.notebook.take();
    desk.notebook.tell(changed(&theirs, 1));
    desk.step();
    assert_eq!(desk.open().name, "Theirs");
    assert!(desk.shows("Saved") && desk.notebook.take().is_empty(), "it lies there already");
    desk.notebook.tell(Action::Edit(Editing::Undo));
    desk.step();
    assert_eq!(desk.text(), mine);
    assert!(matches!(&desk.notebook.take()[..], [Effect::SaveFile { seen: Seen(1), .. }]));
    // Not saved yet when the next one comes.
    let again = mine.replacen("The post-run twenty", "Theirs again", 1);
    desk.notebook.tell(changed(&again, 2));
    desk.step();
    assert_eq!(desk.text(), mine, "nothing is lost");
    assert_eq!(desk.keeping(), Keeping::Conflict(Theirs::Text(again.as_str().into())));
    assert!(matches!(&desk.notebook.take()[..], [Effect::KeepDraft(..)]), "both are on the disk");
    desk.window.get_by_label("Keep both").click();
    desk.step();
    let library = desk.model().library();
    assert_eq!(library.routine(&RoutineId::new("post-run-twenty")).unwrap().name, "Theirs again");
    assert_eq!(desk.open().name, "The post-run twenty (mine)");
    for _ in 0..2 {
        desk.notebook.tell(Action::Edit(Editing::Undo));
        desk.step();
    }
    assert_eq!(desk.text(), mine);
    desk.notebook.tell(changed(&theirs, 3));
    desk.step();
    desk.notebook.take();
    desk.notebook.tell(Action::Edit(Editing::Settle(Choice::Mine)));
    desk.step();
    let asked = desk.notebook.take();
    let last = asked.iter().rev().find_map(|effect| match effect {
        Effect::SaveFile { text, seen, .. } => Some((text.to_string(), *seen)),
        _ => None,
    });
    assert_eq!(last, Some((mine.clone(), Seen(3))), "{asked:?}");
    desk.notebook.tell(Action::Edit(Editing::Undo));
    desk.step();
    assert_eq!(desk.text(), theirs, "what was written over can be brought back");
}

#[test]
fn a_routine_is_duplicated_renamed_deleted_and_brought_back() {
    let mut desk = editor();
    let count = desk.model().editor().docs().count();
    desk.click("More for this routine");
    desk.window.get_by_role_and_label(Role::MenuItem, "Duplicate the routine").click();
    desk.step();
    assert_eq!(desk.open().name, "The post-run twenty copy");
    desk.press(Key::F2);
    desk.chord(CTRL, Key::A);
    desk.write("Sunday");
    desk.press(Key::Enter);
    assert_eq!(desk.open().name, "Sunday");
    desk.notebook.take();
    desk.click("More for this routine");
    desk.window.get_by_role_and_label(Role::MenuItem, "Delete the routine").click();
    desk.step();
    assert_eq!(desk.model().editor().docs().count(), count);
    assert!(matches!(&desk.notebook.take()[..], [Effect::TrashFile { .. }]));
    assert!(desk.shows("Sunday is in the trash; Undo in the editor brings it back"));
    desk.window.get_by_label("Undo delete Sunday").click();
    desk.step();
    assert_eq!(desk.open().name, "Sunday");
    assert!(matches!(&desk.notebook.take()[..], [Effect::SaveFile { .. }]));
}

#[test]
fn import_says_why_not_and_takes_in_what_it_can() {
    let mut desk = editor();
    let imported = |text: &str| Action::Disk(DiskNews::Imported { stem: "mine".to_owned(), text: Ok(text.to_owned()) });
    desk.notebook.tell(imported("(format: 1, name: \"Mine\", blocks: [(name: \"A\", kind: Stretch, steps: [])])"));
    desk.step();
    assert_eq!(desk.open().name, "Mine");
    assert!(desk.shows("The block \"A\" is empty; add a step or remove the block"));
    desk.click("Remove the block");
    assert!(desk.open().blocks.is_empty());
    desk.notebook.tell(imported("(format: 1, name: \"Mine\", blocks: ["));
    desk.step();
    assert!(desk.window.query_by_label_contains("This file is no routine").is_some());
}

#[test]
fn it_is_tried_from_what_is_selected() {
    let mut desk = editor();
    desk.window.get_by_label("Half split, 30 s each side, 1:06").click();
    desk.step();
    desk.click("Try it");
    let Stage::Playing(playing) = desk.model().stage() else { panic!("nothing plays") };
    assert_eq!(playing.purpose(), Purpose::Trial);
    let player = playing.player();
    let step = player.plan().step(&player.segment());
    assert_eq!((step.block, step.place), (1, 2));
    assert_eq!(StepAt { block: 1, step: 1 }, StepAt { block: step.block, step: step.place - 1 });
}

/// The editor as it starts with this text kept beside the first routine.
fn with_draft<'a>(change: impl Fn(&str) -> String) -> (Desk<'a>, String) {
    let mut setup = Setup::default();
    let source = setup.start.sources.iter_mut().find(|source| source.file == twenty()).unwrap();
    let text = source.text.clone().unwrap();
    source.draft = Some(change(&text));
    let mut desk = Desk::new(setup);
    desk.window.get_by_role_and_label(Role::Tab, "Routines").click();
    desk.step();
    (desk, text)
}

#[test]
fn what_was_kept_beside_a_file_is_there_after_a_crash_and_nothing_is_written_over() {
    let block = "(name: \"New\", kind: Strength, steps: [(exercise: \"squat\")]),\n    ],\n)";
    let (mut desk, _) = with_draft(|text| {
        let at = text.rfind("    ],").unwrap();
        format!("{}{block}\n", &text[..at])
    });
    assert_eq!(desk.open().blocks.len(), 4, "form and text are one");
    assert!(desk.shows("Keep mine") && desk.shows("Kept as a draft"));
    desk.chord(Modifiers::ALT, Key::Num1);
    assert!(!desk.notebook.take().iter().any(|effect| matches!(effect, Effect::SaveFile { .. })), "first it is asked");
    desk.click("Keep mine");
    let asked = desk.notebook.take();
    let revision = asked.iter().find_map(|effect| match effect {
        Effect::SaveFile { revision, .. } => Some(*revision),
        _ => None,
    });
    assert!(!asked.iter().any(|effect| matches!(effect, Effect::DropDraft(_))), "only once it is saved");
    desk.notebook.tell(Action::Disk(DiskNews::Saved(twenty(), revision.unwrap())));
    desk.step();
    assert!(matches!(&desk.notebook.take()[..], [Effect::DropDraft(_)]));

    let (mut desk, text) = with_draft(|text| text.replacen("steps: [", "steps: ", 1));
    assert!(desk.window.query_by_label_contains("Squats, 5 reps").is_some(), "what the file says");
    desk.notebook.tell(Action::Edit(Editing::Type(text.replacen("Reps(5)", "Reps(6)", 1))));
    desk.step();
    let asked = desk.notebook.take();
    assert!(matches!(&asked[..], [Effect::KeepDraft(..)]), "the file may have changed meanwhile: {asked:?}");
    desk.click("Take theirs");
    assert_eq!(desk.text(), text);
}

#[test]
fn what_would_not_load_is_not_done_and_said() {
    let mut desk = editor();
    let before = desk.text();
    let select_all = Action::Edit(Editing::Select(Pick::All));
    desk.notebook.tell(select_all);
    desk.step();
    // Twice as many steps with each: past the thousand that a routine may have.
    for _ in 0..7 {
        let steps = desk.model().editor().open_doc().unwrap().outline().steps().collect();
        desk.notebook.tell(Action::Edit(Editing::Change(Change::Duplicate(steps))));
        desk.step();
    }
    assert!(desk.window.query_by_label_contains("That can’t be done: ").is_some());
    assert!(desk.open().steps().count() <= Routine::MOST_STEPS);
    assert!(desk.model().editor().open_doc().unwrap().is_sound());
    while desk.model().editor().next_undo().is_some() {
        desk.notebook.tell(Action::Edit(Editing::Undo));
        desk.step();
    }
    assert_eq!(desk.text(), before);
}

#[test]
fn an_exercise_of_ones_own_is_made_changed_and_taken_away() {
    let mut desk = editor();
    desk.window.get_by_label("Strength, block").click();
    desk.step();
    desk.press(Key::Insert);
    desk.write("Wall angels");
    desk.press(Key::Enter);
    assert_eq!(desk.names()[0].last().map(String::as_str), Some("Wall angels"));
    let asked = desk.notebook.take();
    let own = asked.iter().find_map(|effect| match effect {
        Effect::SaveFile { file: FileKey::Exercises, text, .. } => Some(text.to_string()),
        _ => None,
    });
    assert!(own.unwrap().contains("id: \"wall-angels\""));
    desk.window.get_by_role_and_label(Role::TextInput, "Name of the exercise").focus();
    desk.step();
    desk.chord(CTRL, Key::A);
    desk.write("Snow angels");
    assert_eq!(desk.names()[0].last().map(String::as_str), Some("Snow angels"));
    desk.window.get_by_role_and_label(Role::Button, "Figure…").click_accesskit();
    desk.step();
    desk.window.get_by_role_and_label(Role::RadioButton, "Bird dog").click();
    desk.step();
    desk.click("Adjust it");
    desk.window.get_by_role_and_label(Role::Slider, "Left knee").focus();
    desk.step();
    desk.press(Key::ArrowUp);
    desk.step();
    let library = desk.model().library();
    let exercise = library.catalogue.iter().find(|exercise| exercise.name == "Snow angels").unwrap();
    assert!(library.figures.is_own(&exercise.figure), "a figure of its own: {:?}", exercise.figure);
    desk.click("Done");
    desk.window.get_by_role_and_label(Role::Button, "Remove it").click_accesskit();
    desk.step();
    assert!(desk.names()[0].iter().all(|name| name != "Snow angels"));
    assert!(!desk.model().library().catalogue.iter().any(|exercise| exercise.name == "Snow angels"));
    let undo = desk.model().editor().next_undo().map(str::to_owned);
    assert_eq!(undo.as_deref(), Some("remove Snow angels"));
    desk.chord(CTRL, Key::Z);
    assert_eq!(desk.names()[0].last().map(String::as_str), Some("Snow angels"));
}

#[test]
fn undo_in_a_field_is_not_undone_by_the_field() {
    let mut desk = editor();
    desk.press(Key::F2);
    desk.chord(CTRL, Key::A);
    desk.write("Other");
    assert_eq!(desk.open().name, "Other");
    desk.chord(CTRL, Key::Z);
    desk.step();
    assert_eq!(desk.open().name, "The post-run twenty");
    assert!(desk.model().editor().next_redo().is_some());
}
