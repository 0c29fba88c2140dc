//! Tests of plans, and a short way to write plans for the tests of others.

use super::*;

/// A plan of one block. Each line is an exercise, its dose, and its time to get ready: `half-split Hold("30s") ready 3s`.
pub(in crate::domain) fn plan_of(lines: &[&str]) -> Plan {
    Plan::new(&routine_of(lines, 1, None), &catalogue(), PlanOptions::default()).unwrap()
}

fn routine_of(lines: &[&str], rounds: u32, rest: Option<Span>) -> Routine {
    let step = |line: &&str| {
        let (exercise, rest) = line.split_once(' ').unwrap();
        let (dose, ready) = rest.split_once(" ready ").unwrap();
        Step {
            dose: Some(ron::from_str(dose).unwrap()),
            ready: Some(ron::from_str(&format!("\"{ready}\"")).unwrap()),
            ..Step::of(ExerciseId::new(exercise))
        }
    };
    let steps = lines.iter().map(step).collect();
    let block = Block { name: "Block".into(), kind: BlockKind::Stretch, budget: None, rounds, rest, steps };
    Routine { id: RoutineId::new("test"), name: "Test".into(), about: String::new(), voice: None, blocks: vec![block] }
}

pub(in crate::domain) fn catalogue() -> Catalogue {
    let exercise = |id: &str, sides| Exercise {
        sides,
        cue: "Breathe.".into(),
        figure: FigureId::new(id),
        dose: Dose::Hold(Span::secs(30)),
        goal: Dose::Hold(Span::secs(60)),
        ..Exercise::new(ExerciseId::new(id), id, Kind::Stretch)
    };
    Catalogue::new([
        exercise("squat", Sides::Both),
        exercise("plank", Sides::Both),
        exercise("half-split", Sides::Each),
        exercise("lunge", Sides::Alternate),
        exercise("refuel", Sides::Both),
    ])
}

fn kinds(plan: &Plan) -> Vec<(SegmentKind, Option<Side>)> {
    plan.segments.iter().map(|segment| (segment.kind, segment.side)).collect()
}

#[test]
fn each_side_is_done_in_full_with_time_to_switch() {
    let plan = plan_of(&["half-split Hold(\"30s\") ready 3s"]);
    let hold = SegmentKind::Work(Work::Hold(Span::secs(30)));
    assert_eq!(
        kinds(&plan),
        [
            (SegmentKind::GetReady(Span::secs(3)), Some(Side::Left)),
            (hold, Some(Side::Left)),
            (SegmentKind::SwitchSides(Span::secs(3)), Some(Side::Right)),
            (hold, Some(Side::Right)),
        ]
    );
    assert_eq!(plan.total(), Span::secs(66));
    assert_eq!(plan.timed().map(|(start, _)| start.whole_secs()).collect::<Vec<_>>(), [0, 3, 33, 36]);
}

#[test]
fn no_time_to_get_ready_is_no_segment() {
    let plan = plan_of(&["refuel Open(\"1m\") ready 0s"]);
    assert_eq!(kinds(&plan), [(SegmentKind::Work(Work::Open { estimate: Span::secs(60) }), None)]);
    assert!(plan.segments[0].kind.length().is_open());
}

#[test]
fn the_least_time_to_get_ready_raises_what_is_there_and_adds_none() {
    let routine = routine_of(&["plank Hold(\"30s\") ready 3s", "refuel Open(\"1m\") ready 0s"], 1, None);
    let options = PlanOptions { ready_at_least: Span::secs(10), ..PlanOptions::default() };
    let plan = Plan::new(&routine, &catalogue(), options).unwrap();
    assert_eq!(plan.segments[0].kind, SegmentKind::GetReady(Span::secs(10)));
    assert_eq!(plan.segments.len(), 3);
}

#[test]
fn rounds_repeat_the_block_with_a_rest_between() {
    let routine = routine_of(&["squat Reps(5) ready 0s", "plank Hold(\"20s\") ready 0s"], 3, Some(Span::secs(20)));
    let plan = Plan::new(&routine, &catalogue(), PlanOptions::default()).unwrap();
    let rests = plan.segments.iter().filter(|segment| matches!(segment.kind, SegmentKind::Rest(_))).count();
    assert_eq!((plan.segments.len(), rests), (8, 2));
    assert_eq!(plan.total(), Span::secs(3 * (15 + 20) + 2 * 20));
    assert_eq!(plan.segments.last().unwrap().round, 3);
}

#[test]
fn goal_doses_are_the_steps_own_or_the_exercises() {
    let mut routine = routine_of(&["plank Hold(\"20s\") ready 0s"], 1, None);
    let total = |routine: &Routine| {
        let options = PlanOptions { doses: DoseLevel::Goal, ..PlanOptions::default() };
        Plan::new(routine, &catalogue(), options).unwrap().total()
    };
    // A pinned dose without a goal stays.
    assert_eq!(total(&routine), Span::secs(20));
    routine.blocks[0].steps[0].goal = Some(Dose::Hold(Span::secs(45)));
    assert_eq!(total(&routine), Span::secs(45));
    routine.blocks[0].steps[0] = Step { dose: None, goal: None, ..routine.blocks[0].steps[0].clone() };
    assert_eq!(total(&routine), Span::secs(60));
}

#[test]
fn an_unknown_exercise_is_named_with_what_was_meant() {
    let routine = routine_of(&["halfsplit Hold(\"20s\") ready 0s"], 1, None);
    let said = Plan::new(&routine, &catalogue(), PlanOptions::default()).unwrap_err().to_string();
    assert_eq!(said, "there is no exercise \"halfsplit\"; did you mean \"half-split\"?");
}

#[test]
fn a_routine_that_never_ends_is_refused() {
    let lines = vec!["squat Reps(5) ready 5s"; 900];
    let routine = routine_of(&lines, 20, None);
    assert_eq!(Plan::new(&routine, &catalogue(), PlanOptions::default()), Err(PlanError::TooLong));
    assert_eq!(Plan::new(&routine_of(&[], 1, None), &catalogue(), PlanOptions::default()), Err(PlanError::Empty));
}

#[test]
fn items_are_what_leads_up_to_a_work_and_the_work() {
    let plan = plan_of(&["half-split Hold(\"30s\") ready 3s", "refuel Open(\"1m\") ready 0s"]);
    let starts: Vec<usize> = (0..5).map(|at| plan.item_start(at)).collect();
    let ends: Vec<usize> = (0..5).map(|at| plan.item_end(at)).collect();
    assert_eq!(starts, [0, 0, 2, 2, 4]);
    assert_eq!(ends, [2, 2, 4, 4, 5]);
}
