//! The laws of changing a routine's text: it says what was wanted, no comment is lost, and what was not touched keeps its bytes.

use std::collections::BTreeSet;

use afterrun::domain::check::Place;
use afterrun::domain::dose::{Dose, Tempo};
use afterrun::domain::edit::{BlockEdit, Edit, StepAt, StepEdit};
use afterrun::domain::exercise::ExerciseId;
use afterrun::domain::routine::{Block, BlockKind, Routine, RoutineId, Short, Step};
use afterrun::domain::side::Sides;
use afterrun::domain::time::Span;
use afterrun::notation::edit::{edit_routine, new_routine};
use afterrun::notation::locate::range_of;
use afterrun::notation::values::read_routine;
use proptest::prelude::*;

use crate::edits_layout::{TEXTS, comments, odd, steps};

fn read(text: &str) -> Routine {
    read_routine(text, RoutineId::new("a")).unwrap_or_else(|fault| panic!("{fault:?} in\n{text}"))
}

/// What a change means, said without a look at any text.
fn changed(mut routine: Routine, edit: &Edit) -> Routine {
    let blocks = &mut routine.blocks;
    match edit.clone() {
        Edit::Name(name) => routine.name = name,
        Edit::About(about) => routine.about = about,
        Edit::Voice(voice) => routine.voice = Some(voice).filter(|voice| !voice.is_empty()),
        Edit::AddBlock { at, block } => blocks.insert(at.min(blocks.len()), block),
        Edit::RemoveBlock(at) if at < blocks.len() => drop(blocks.remove(at)),
        Edit::MoveBlock { from, to } if from < blocks.len() => {
            let to = to.min(blocks.len());
            let block = blocks.remove(from);
            blocks.insert(if from < to { to - 1 } else { to }, block);
        }
        Edit::Block(at, edit) if at < blocks.len() => match edit {
            BlockEdit::Name(name) => blocks[at].name = name,
            BlockEdit::Kind(kind) => blocks[at].kind = kind,
            BlockEdit::Budget(budget) => blocks[at].budget = budget,
            BlockEdit::Rounds(rounds) => blocks[at].rounds = rounds,
            BlockEdit::Rest(rest) => blocks[at].rest = rest,
        },
        Edit::Insert { at, steps } => {
            if let Some(block) = blocks.get_mut(at.block) {
                let at = at.step.min(block.steps.len());
                block.steps.splice(at..at, steps);
            }
        }
        Edit::Remove(places) => drop(take(blocks, &places)),
        Edit::Move { steps, to } if to.block < blocks.len() => {
            let step = to.step.min(blocks[to.block].steps.len());
            let places: BTreeSet<StepAt> = steps.iter().copied().collect();
            let before = places.iter().filter(|at| at.block == to.block && at.step < step).count();
            let taken = take(blocks, &steps);
            blocks[to.block].steps.splice(step - before..step - before, taken);
        }
        // Places that are not there.
        Edit::RemoveBlock(_) | Edit::MoveBlock { .. } | Edit::Block(..) | Edit::Move { .. } => {}
        Edit::Step(places, edit) => {
            for at in places {
                if let Some(step) = blocks.get_mut(at.block).and_then(|block| block.steps.get_mut(at.step)) {
                    match edit.clone() {
                        StepEdit::Exercise(exercise) => step.exercise = exercise,
                        StepEdit::Dose(dose) => step.dose = dose,
                        StepEdit::Goal(goal) => step.goal = goal,
                        StepEdit::Sides(sides) => step.sides = sides,
                        StepEdit::Tempo(tempo) => step.tempo = tempo,
                        StepEdit::Ready(ready) => step.ready = ready,
                        StepEdit::Cue(cue) => step.cue = cue,
                        StepEdit::Short(short) => step.short = short,
                    }
                }
            }
        }
    }
    routine
}

fn take(blocks: &mut [Block], places: &[StepAt]) -> Vec<Step> {
    let places: BTreeSet<StepAt> = places.iter().copied().collect();
    let mut taken = Vec::new();
    for at in places.into_iter().rev() {
        if blocks.get(at.block).is_some_and(|block| at.step < block.steps.len()) {
            taken.push(blocks[at.block].steps.remove(at.step));
        }
    }
    taken.reverse();
    taken
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{1,12}", "\\PC{0,12}", "[\"\\\\/*#'\n\r\t\u{0}é😀,()]{0,8}"]
}

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![(0_u64..600).prop_map(Span::secs), (0_u64..600_000).prop_map(Span::millis)]
}

fn dose() -> impl Strategy<Value = Dose> {
    prop_oneof![span().prop_map(Dose::Hold), (1_u32..30).prop_map(Dose::Reps), span().prop_map(Dose::Open)]
}

fn tempo() -> impl Strategy<Value = Tempo> {
    prop_oneof![span().prop_map(Tempo::Every), span().prop_map(Tempo::Own)]
}

fn step_edit() -> impl Strategy<Value = StepEdit> {
    use prop::option::of;
    prop_oneof![
        words().prop_map(|id| StepEdit::Exercise(ExerciseId::new(id))),
        of(dose()).prop_map(StepEdit::Dose),
        of(dose()).prop_map(StepEdit::Goal),
        of(prop_oneof![Just(Sides::Both), Just(Sides::Each)]).prop_map(StepEdit::Sides),
        of(tempo()).prop_map(StepEdit::Tempo),
        of(span()).prop_map(StepEdit::Ready),
        of(words()).prop_map(StepEdit::Cue),
        prop_oneof![Just(Short::Drop), Just(Short::Trim), Just(Short::Keep)].prop_map(StepEdit::Short),
    ]
}

fn block_edit() -> impl Strategy<Value = BlockEdit> {
    use prop::option::of;
    prop_oneof![
        words().prop_map(BlockEdit::Name),
        prop_oneof![Just(BlockKind::Strength), Just(BlockKind::CoolDown)].prop_map(BlockEdit::Kind),
        of(span()).prop_map(BlockEdit::Budget),
        (1_u32..4).prop_map(BlockEdit::Rounds),
        of(span()).prop_map(BlockEdit::Rest),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop::collection::vec(step_edit(), 0..4).prop_map(|edits| {
        let step = Step::of(ExerciseId::new("plank"));
        let (name, about) = (String::new(), String::new());
        let block = Block {
            name: String::new(),
            kind: BlockKind::Stretch,
            budget: None,
            rounds: 1,
            rest: None,
            steps: vec![step],
        };
        let start = Routine { id: RoutineId::new("a"), name, about, voice: None, blocks: vec![block] };
        let first = || vec![StepAt { block: 0, step: 0 }];
        let routine = edits.into_iter().fold(start, |routine, edit| changed(routine, &Edit::Step(first(), edit)));
        routine.blocks[0].steps[0].clone()
    })
}

fn block() -> impl Strategy<Value = Block> {
    let steps = prop::collection::vec(step(), 0..4);
    let option = || prop::option::of(span());
    (words(), option(), 1_u32..4, option(), steps).prop_map(|(name, budget, rounds, rest, steps)| Block {
        name,
        kind: BlockKind::Stretch,
        budget,
        rounds,
        rest,
        steps,
    })
}

fn place() -> impl Strategy<Value = StepAt> {
    (0_usize..4, 0_usize..9).prop_map(|(block, step)| StepAt { block, step })
}

fn edit() -> impl Strategy<Value = Edit> {
    let places = || prop::collection::vec(place(), 1..5);
    prop_oneof![
        1 => words().prop_map(Edit::Name),
        1 => words().prop_map(Edit::About),
        1 => Just(Edit::About(String::new())),
        1 => (0_usize..5, block()).prop_map(|(at, block)| Edit::AddBlock { at, block }),
        1 => (0_usize..4).prop_map(Edit::RemoveBlock),
        2 => (0_usize..4, 0_usize..5).prop_map(|(from, to)| Edit::MoveBlock { from, to }),
        3 => (0_usize..4, block_edit()).prop_map(|(at, edit)| Edit::Block(at, edit)),
        2 => (place(), prop::collection::vec(step(), 0..4)).prop_map(|(at, steps)| Edit::Insert { at, steps }),
        3 => places().prop_map(Edit::Remove),
        5 => (places(), place()).prop_map(|(steps, to)| Edit::Move { steps, to }),
        6 => (places(), step_edit()).prop_map(|(places, edit)| Edit::Step(places, edit)),
    ]
}

/// What keeps its bytes: all outside the record whose field was changed, and all steps that were not.
fn check_bytes(old: &str, new: &str, before: &Routine, edit: &Edit) -> Result<(), TestCaseError> {
    let record = match edit {
        Edit::Name(_) | Edit::About(_) => Some(Place::Routine("itself")),
        Edit::Block(at, _) if *at < before.blocks.len() => Some(Place::Block(*at, "itself")),
        _ => None,
    };
    if let Some(range) = record.map(|place| range_of(old, place)) {
        prop_assert!(new.starts_with(&old[..range.start]) && new.ends_with(&old[range.end..]));
    }
    let mut after: Vec<String> = steps(new).into_iter().map(|(_, text)| text).collect();
    let untouched = steps(old).into_iter().filter(|((block, step), _)| match edit {
        Edit::Remove(places) | Edit::Step(places, _) => !places.contains(&StepAt { block: *block, step: *step }),
        Edit::RemoveBlock(gone) => block != gone,
        _ => true,
    });
    for (at, text) in untouched {
        let found = after.iter().position(|other| *other == text);
        prop_assert!(found.is_some(), "{at:?} {text}");
        after.swap_remove(found.unwrap_or_default());
    }
    Ok(())
}

fn check_edit(old: &str, edit: &Edit) -> Result<String, TestCaseError> {
    let before = read(old);
    let new = edit_routine(old, edit);
    let wanted = changed(before.clone(), edit);
    let found = read_routine(&new, RoutineId::new("a"));
    prop_assert!(found.is_ok(), "{found:?}\n{edit:?}\n--- before\n{old}\n--- after\n{new}");
    prop_assert_eq!(&found, &Ok(wanted.clone()), "{:?}\n--- before\n{}\n--- after\n{}", edit, old, new);
    prop_assert_eq!(comments(old), comments(&new), "{:?}\n--- before\n{}\n--- after\n{}", edit, old, new);
    if wanted == before && !matches!(edit, Edit::Step(..) | Edit::Block(..)) {
        prop_assert_eq!(old, &new, "{:?}", edit);
    }
    check_bytes(old, &new, &before, edit)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{edit:?}\n--- before\n{old}\n--- after\n{new}")))?;
    Ok(new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_does_what_it_says_and_nothing_else(odd in odd(), edits in prop::collection::vec(edit(), 1..4)) {
        let mut text = odd.text();
        prop_assert_eq!(read(&text), read(TEXTS[odd.which]), "{}", text);
        for edit in edits {
            text = check_edit(&text, &edit)?;
        }
    }

    #[test]
    fn a_routine_grows_from_nothing(name in words(), edits in prop::collection::vec(edit(), 1..12)) {
        let mut text = new_routine(&name);
        prop_assert_eq!(read(&text).name, name);
        for edit in edits {
            text = check_edit(&text, &edit)?;
        }
        // In what only the program wrote, nothing is left lying about.
        prop_assert!(text.lines().all(|line| line.trim_end() == line && !line.is_empty()), "{}", text);
    }
}
