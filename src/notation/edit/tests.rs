//! How changed routines look. What holds for every text is in the suite (`edits`).

use super::*;
use crate::domain::dose::Dose;
use crate::domain::edit::StepAt;
use crate::domain::exercise::ExerciseId;
use crate::domain::routine::{Block, BlockKind, RoutineId, Step};
use crate::domain::time::Span;
use crate::notation::values::read_routine;

const MORNING: &str = include_str!("../../../routines/ten-before-work.ron");

fn at(block: usize, step: usize) -> StepAt {
    StepAt { block, step }
}

fn plank() -> Step {
    let none = (None, None, None);
    let (goal, sides, tempo) = none;
    let dose = Some(Dose::Hold(Span::secs(20)));
    Step { dose, goal, sides, tempo, ..Step::of(ExerciseId::new("plank")) }
}

fn insert(block: usize, step: usize) -> Edit {
    Edit::Insert { at: at(block, step), steps: vec![plank()] }
}

fn shift(steps: &[StepAt], to: StepAt) -> Edit {
    Edit::Move { steps: steps.to_vec(), to }
}

/// A routine with these steps in its one block, written between the brackets.
fn routine(steps: &str) -> String {
    format!("(\n  format: 1,\n  name: \"A\",\n  blocks: [(name: \"B\", kind: Stretch, steps: [{steps}])],\n)\n")
}

/// What stands between those brackets after a change.
fn after(steps: &str, edit: &Edit) -> String {
    let text = edit_routine(&routine(steps), edit);
    assert!(read_routine(&text, RoutineId::new("a")).is_ok(), "{text}");
    let (head, tail) = routine("|").split_once('|').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    text.strip_prefix(&head).and_then(|rest| rest.strip_suffix(&tail)).unwrap_or(&text).to_owned()
}

#[test]
fn a_value_is_all_that_changes() {
    let dose = |dose| Edit::Step(vec![at(0, 1)], StepEdit::Dose(dose));
    let minute = Some(Dose::Hold(Span::secs(90)));
    assert_eq!(edit_routine(MORNING, &dose(minute)), MORNING.replacen("Reps(6)", "Hold(\"1m 30s\")", 1));
    assert_eq!(edit_routine(MORNING, &dose(Some(Dose::Reps(6)))), MORNING);
    assert_eq!(edit_routine(MORNING, &dose(None)), MORNING.replacen("dose: Reps(6), ", "", 1));
    assert_eq!(
        edit_routine(MORNING, &Edit::Name("A \"b\"".to_owned())),
        MORNING.replacen("\"Ten before work\"", "\"A \\\"b\\\"\"", 1)
    );
    assert_eq!(
        edit_routine(MORNING, &Edit::About(String::new())),
        MORNING.replacen("    about: \"The essentials in ten minutes, without a roller.\",\n", "", 1)
    );
    let rounds = |n| Edit::Block(1, BlockEdit::Rounds(n));
    let twice = edit_routine(MORNING, &rounds(2));
    assert_eq!(twice, MORNING.replacen("budget: \"4m 30s\",\n", "budget: \"4m 30s\",\n            rounds: 2,\n", 1));
    assert_eq!(edit_routine(&twice, &rounds(1)), MORNING);
    let cue = Edit::Step(vec![at(0, 1), at(0, 1)], StepEdit::Cue(Some("Slow".to_owned())));
    assert_eq!(edit_routine(MORNING, &cue), MORNING.replacen("ready: \"8s\"", "ready: \"8s\", cue: \"Slow\"", 1));
}

#[test]
fn comments_in_a_value_follow_it() {
    let dose = Edit::Step(vec![at(0, 0)], StepEdit::Dose(Some(Dose::Reps(9))));
    let step = "(exercise: \"a\", dose: Some( /* b */ Reps(3)), short: Keep)";
    assert_eq!(after(step, &dose), "(exercise: \"a\", dose: Reps(9), /* b */ short: Keep)");
    let step = "(exercise: \"a\", dose: Reps( // b\n 3), short: Keep)";
    assert_eq!(after(step, &dose), "(exercise: \"a\", dose: Reps(9), // b\n  short: Keep)");
    let none = Edit::Step(vec![at(0, 0)], StepEdit::Dose(None));
    assert_eq!(after("(exercise: \"a\", dose: /* b */ Reps(9))", &none), "(exercise: \"a\" /* b */)");
    let lines = "\n    (\n      exercise: \"a\",\n      // b\n      dose: Reps(9), // c\n    ),\n  ";
    assert_eq!(after(lines, &none), "\n    (\n      exercise: \"a\",\n      // b\n      // c\n    ),\n  ");
}

#[test]
fn new_steps_look_like_those_around_them() {
    let line = "                (exercise: \"plank\", dose: Hold(\"20s\")),\n";
    let before = "                (exercise: \"half-split\"";
    let wanted = MORNING.replacen(before, &format!("{line}{before}"), 1);
    assert_eq!(edit_routine(MORNING, &insert(1, 1)), wanted);
    let (a, b) = ("(exercise: \"a\")", "(exercise: \"b\")");
    let new = "(exercise: \"plank\", dose: Hold(\"20s\"))";
    assert_eq!(after(&format!("{a}, {b}"), &insert(0, 1)), format!("{a}, {new}, {b}"));
    assert_eq!(after(&format!("{a}, {b}"), &insert(0, 9)), format!("{a}, {b}, {new}"));
    assert_eq!(after(&format!("{a}, {b},"), &insert(0, 2)), format!("{a}, {b}, {new},"));
    assert_eq!(after("", &insert(0, 0)), new);
    assert_eq!(after(&format!("\n\t{a} // a\n"), &insert(0, 1)), format!("\n\t{a}, // a\n\t{new}\n"));
    assert_eq!(after("\r\n  // b\r\n", &insert(0, 0)), format!("\r\n  // b\n    {new},\n  "));
    assert_eq!(after(&format!("Step{a}"), &insert(0, 0)), format!("Step{new}, Step{a}"));
}

#[test]
fn a_new_block_is_laid_out_like_the_bundled_ones() {
    let block = |at| Edit::AddBlock {
        at,
        block: Block {
            name: "B".to_owned(),
            kind: BlockKind::CoolDown,
            budget: Some(Span::secs(150)),
            rounds: 2,
            rest: None,
            steps: vec![plank(), plank()],
        },
    };
    let step = "                (exercise: \"plank\", dose: Hold(\"20s\")),\n";
    let text = format!(
        "        (\n            name: \"B\",\n            kind: CoolDown,\n            budget: \"2m 30s\",\n            \
         rounds: 2,\n            steps: [\n{step}{step}            ],\n        ),\n"
    );
    let first = "        (\n            name: \"Strength\"";
    assert_eq!(edit_routine(MORNING, &block(0)), MORNING.replacen(first, &format!("{text}{first}"), 1));
    assert_eq!(edit_routine(MORNING, &block(3)), MORNING.replacen("    ],\n)", &format!("{text}    ],\n)"), 1));
    let new = edit_routine(&new_routine("A"), &block(0));
    assert!(new.ends_with(&format!("    name: \"A\",\n    blocks: [\n{text}    ],\n)\n")), "{new}");
    assert_eq!(edit_routine(&new, &Edit::RemoveBlock(0)), new_routine("A"));
}

#[test]
fn a_step_travels_with_its_comments() {
    let steps = "
    // free

    // a's
    (exercise: \"a\" /* in */ , dose:Reps( 3 )), // a
    (exercise: \"b\"),

    (exercise: \"c\") // c
  ";
    let wanted = "
    // free

    (exercise: \"b\"),

    // a's
    (exercise: \"a\" /* in */ , dose:Reps( 3 )), // a
    (exercise: \"c\") // c
  ";
    assert_eq!(after(steps, &shift(&[at(0, 0)], at(0, 2))), wanted);
    let wanted = "
    // free

    (exercise: \"c\"), // c
    // a's
    (exercise: \"a\" /* in */ , dose:Reps( 3 )), // a
    (exercise: \"b\")
  ";
    assert_eq!(after(steps, &shift(&[at(0, 2)], at(0, 0))), wanted);
    for to in 0..2 {
        assert_eq!(after(steps, &shift(&[at(0, 0)], at(0, to))), steps);
    }
    assert_eq!(
        after("(exercise: \"a\"), /* b */ (exercise: \"b\")", &shift(&[at(0, 1)], at(0, 0))),
        "/* b */ (exercise: \"b\"), (exercise: \"a\")"
    );
    let other = edit_routine(MORNING, &shift(&[at(0, 3), at(1, 0), at(0, 0)], at(1, 1)));
    let (squat, plank) =
        ("dose: Reps(5), goal: Reps(10), ready: \"10s\", short: Keep", "goal: Hold(\"45s\"), ready: \"8s\"");
    let lines: Vec<&str> =
        other.lines().filter(|line| [squat, plank, "runners"].iter().any(|word| line.contains(word))).collect();
    assert!(lines[0].contains(squat) && lines[1].contains(plank) && lines[2].contains("runners"), "{other}");
    assert_eq!(other.lines().count(), MORNING.lines().count());
}

#[test]
fn a_list_whose_steps_all_move_keeps_what_lies_free_in_it() {
    let (a, b, c) = ("(exercise: \"a\")", "(exercise: \"b\")", "(exercise: \"c\")");
    let text = |first: &str, second: &str| {
        let block = |steps: &str| format!("(name: \"B\", kind: Stretch, steps: [{steps}])");
        format!("(\n  format: 1,\n  name: \"A\",\n  blocks: [{}, {}],\n)\n", block(first), block(second))
    };
    let all = [at(1, 0), at(1, 1), at(0, 0)];
    for (list, wanted) in [
        (
            format!("/* free\n too */\n\n    {b}\n\n    /* last */"),
            format!("/* free\n too */\n\n    {a},\n    {b}\n\n    /* last */"),
        ),
        (
            format!("\n    // free\n\n    {b},\n    {c}, // c\n  "),
            format!("\n    // free\n\n    {a},\n    {b},\n    {c}, // c\n  "),
        ),
        (format!("\n    {b},\n    {c},\n  "), format!("\n    {a},\n    {b},\n    {c},\n  ")),
        (format!("{b}, {c}"), format!("{a}, {b}, {c}")),
    ] {
        // Among steps that all move, every place is the same.
        for to in 0..3 {
            assert_eq!(edit_routine(&text(a, &list), &shift(&all, at(1, to))), text("", &wanted), "{to}");
        }
    }
}

#[test]
fn what_is_taken_out_leaves_its_comments_and_no_gap() {
    let steps = "\n    // above\n    (exercise: \"a\" /* in */), // behind\n\n    (exercise: \"b\"),\n\n    (exercise: \"c\"),\n  ";
    let left = "\n    // above\n    /* in */\n    // behind\n\n    (exercise: \"b\"),\n\n    (exercise: \"c\"),\n  ";
    let remove = |steps: &[usize]| Edit::Remove(steps.iter().map(|step| at(0, *step)).collect());
    assert_eq!(after(steps, &remove(&[0])), left);
    assert_eq!(after(steps, &remove(&[1])), steps.replacen("    (exercise: \"b\"),\n\n", "", 1));
    assert_eq!(after(steps, &remove(&[2])), steps.replacen("\n    (exercise: \"c\"),\n", "", 1));
    let line = "(exercise: \"a\"), /* b */ (exercise: \"b\"), (exercise: \"c\")";
    assert_eq!(after(line, &remove(&[1])), "(exercise: \"a\"), /* b */ (exercise: \"c\")");
    assert_eq!(after(line, &remove(&[2])), "(exercise: \"a\"), /* b */ (exercise: \"b\")");
    assert_eq!(after("(exercise: \"a\"), (exercise: \"c\")", &remove(&[0, 1])), "");
    // What the first line ends with is a part of its comment, what the second ends with is not.
    assert_eq!(after("// free \n  (exercise: \"a\"), \n\n  // last\n", &remove(&[0])), "// free \n\n  // last\n");
    let line = "(exercise: \"a\"), (exercise: \"b\" // b\n), (exercise: \"c\")";
    assert_eq!(after(line, &remove(&[1])), "(exercise: \"a\"),\n    // b\n    (exercise: \"c\")");
    let empty = edit_routine(MORNING, &Edit::Remove((0..4).map(|step| at(1, step)).collect()));
    assert!(empty.contains("            steps: [],\n        ),\n"), "{empty}");
    assert_eq!(edit_routine(MORNING, &Edit::Remove(vec![at(7, 0), at(0, 99)])), MORNING);
}

#[test]
fn other_ways_of_writing_are_kept() {
    let steps = "Step ( r#exercise : r#\"a\"#, goal: Some(Reps(4)), cue: r\"b\\\", )";
    let set = |edit| Edit::Step(vec![at(0, 0)], edit);
    assert_eq!(after(steps, &set(StepEdit::Exercise(ExerciseId::new("a")))), steps);
    assert_eq!(after(steps, &set(StepEdit::Goal(Some(Dose::Reps(4))))), steps);
    assert_eq!(after(steps, &set(StepEdit::Cue(Some("c".to_owned())))), steps.replacen("r\"b\\\"", "\"c\"", 1));
    let wanted = steps.replacen("goal", "dose: Reps(5), goal", 1);
    assert_eq!(after(steps, &set(StepEdit::Dose(Some(Dose::Reps(5))))), wanted);
    let named = "#![enable(explicit_struct_names)]\nRoutine(format: 1, name: \"A\", blocks: [])";
    let block = Block {
        name: String::new(),
        kind: BlockKind::Stretch,
        budget: None,
        rounds: 1,
        rest: None,
        steps: vec![plank()],
    };
    let text = edit_routine(named, &Edit::AddBlock { at: 0, block });
    assert!(text.contains("Block(name: \"\", kind: Stretch, steps: [Step(exercise: \"plank\""), "{text}");
    assert!(read_routine(&text, RoutineId::new("a")).is_ok(), "{text}");
}

#[test]
fn a_text_that_is_no_routine_does_no_harm() {
    let edits = [insert(0, 0), shift(&[at(0, 0)], at(1, 0)), Edit::RemoveBlock(0), Edit::Name("A".to_owned())];
    for cut in (0..MORNING.len()).filter(|cut| MORNING.is_char_boundary(*cut)) {
        for edit in &edits {
            let _ = (edit_routine(&MORNING[..cut], edit), edit_routine(&MORNING[cut..], edit));
        }
    }
}
