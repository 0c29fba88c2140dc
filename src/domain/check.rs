//! What is wrong with a routine or an exercise that can be read: unknown names, amounts out of range, blocks over budget. Mends nothing.

use std::collections::BTreeSet;

use super::dose::Dose;
use super::exercise::{Catalogue, Exercise, nearest};
use super::figure::FigureId;
use super::figures::Figures;
use super::naming::{free, kebab_case};
use super::plan::{DoseLevel, Plan, PlanError, PlanOptions};
use super::routine::{Block, Routine, Step};
use super::shown::{is_unseen, one_line, shown};
use super::side::Sides;
use super::time::Span;

/// A place in a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The routine itself.
    Routine(Field),
    /// A block, by its place among the blocks.
    Block(usize, Field),
    /// A step, by the places of its block and of itself.
    Step(usize, usize, Field),
}

/// A field of a routine, block or step, by the name that the file has for it.
pub type Field = &'static str;

/// How the sentence for an unknown exercise begins.
pub const NO_EXERCISE: &str = "there is no exercise";

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 80;
/// The longest line that is no name, in characters.
pub const LONGEST_LINE: usize = 300;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It can be played, but the person will want to know.
    Warning,
    /// It is not finished: there is nothing to play where something should be. The rest can be played.
    Unfinished,
    /// It can't be played.
    Error,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// How much it matters.
    pub weight: Weight,
    /// What, and what to do.
    pub message: String,
    /// What would put it right, where that is plain.
    pub mend: Option<Mend>,
}

/// What puts a problem right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A first block.
    AddBlock,
    /// One block less.
    RemoveBlock(usize),
    /// Another name for a block.
    Rename(usize, String),
    /// More time for a block.
    Budget(usize, Span),
}

/// Everything that is wrong with `routine`, in the order of the file.
#[must_use]
pub fn check(routine: &Routine, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |place, weight, message: String| problems.push(Problem { place, weight, message, mend: None });
    if routine.name.trim().is_empty() {
        add(Place::Routine("name"), Weight::Error, "the routine has no name; write one".to_owned());
    }
    for (field, text, most) in [("name", &routine.name, LONGEST_NAME), ("about", &routine.about, LONGEST_LINE)] {
        if let Err(message) = check_text(text, most) {
            add(Place::Routine(field), Weight::Error, message);
        }
    }
    let steps = routine.steps().count();
    if steps > Routine::MOST_STEPS || routine.blocks.len() > Routine::MOST_BLOCKS {
        let message = format!(
            "{} blocks and {steps} steps are too many; up to {} and {} work",
            routine.blocks.len(),
            Routine::MOST_BLOCKS,
            Routine::MOST_STEPS
        );
        add(Place::Routine("blocks"), Weight::Error, message);
        return problems;
    }
    if routine.blocks.is_empty() {
        add(
            Place::Routine("blocks"),
            Weight::Unfinished,
            "the routine has no blocks; add one with a step in it".to_owned(),
        );
    }
    for problem in &mut problems {
        if problem.weight == Weight::Unfinished {
            problem.mend = Some(Mend::AddBlock);
        }
    }
    problems.extend(check_blocks(routine, catalogue));
    if problems.iter().all(|problem| problem.weight < Weight::Error) {
        problems.extend(check_lengths(routine, catalogue));
    }
    problems
}

fn check_blocks(routine: &Routine, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut names = BTreeSet::new();
    for (at, block) in routine.blocks.iter().enumerate() {
        let mut add = |place, weight, message: String, mend| problems.push(Problem { place, weight, message, mend });
        if !names.insert(block.name.as_str()) {
            let message = format!("two blocks are called \"{}\"; rename one", shown(&block.name));
            let taken = |name: &str| routine.blocks.iter().any(|other| other.name == name);
            let mend = Mend::Rename(at, free(&one_line(&block.name, LONGEST_NAME - 5), " ", taken));
            add(Place::Block(at, "name"), Weight::Warning, message, Some(mend));
        }
        check_block(at, block, &mut add);
        for (i, step) in block.steps.iter().enumerate() {
            let mut add = |field, message| add(Place::Step(at, i, field), Weight::Error, message, None);
            check_step(step, catalogue, &mut add);
        }
    }
    problems
}

fn check_block(at: usize, block: &Block, add: &mut impl FnMut(Place, Weight, String, Option<Mend>)) {
    if let Err(message) = check_text(&block.name, LONGEST_NAME) {
        add(Place::Block(at, "name"), Weight::Error, message, None);
    }
    if block.steps.is_empty() {
        let message = format!("the block \"{}\" is empty; add a step or remove the block", shown(&block.name));
        add(Place::Block(at, "steps"), Weight::Unfinished, message, Some(Mend::RemoveBlock(at)));
    }
    if !(1..=Block::MOST_ROUNDS).contains(&block.rounds) {
        let message = format!("{} rounds are out of range; write between 1 and {}", block.rounds, Block::MOST_ROUNDS);
        add(Place::Block(at, "rounds"), Weight::Error, message, None);
    }
    if let Some(rest) = block.rest.filter(|rest| *rest > Step::LONGEST_READY || rest.is_zero()) {
        let message = format!("a rest of {rest} is out of range; write between 1s and {}", Step::LONGEST_READY);
        add(Place::Block(at, "rest"), Weight::Error, message, None);
    }
}

fn check_step(step: &Step, catalogue: &Catalogue, add: &mut impl FnMut(Field, String)) {
    let exercise = catalogue.get(&step.exercise);
    if exercise.is_none() {
        let hint = catalogue.nearest(&step.exercise).map(|id| format!("; did you mean \"{id}\"?")).unwrap_or_default();
        add("exercise", format!("{NO_EXERCISE} \"{}\"{hint}", shown(step.exercise.as_str())));
    }
    let sides = step.sides.or(exercise.map(|exercise| exercise.sides));
    // Who sets a dose and no goal stays at that dose.
    let goal = step.goal.or(exercise.filter(|_| step.dose.is_none()).map(|exercise| exercise.goal));
    let doses = [("dose", step.dose, step.dose.or(exercise.map(|exercise| exercise.dose))), ("goal", step.goal, goal)];
    for (field, written, dose) in doses {
        if let Some(Err(message)) = written.map(Dose::check) {
            add(field, message);
        } else if let (Some(Sides::Alternate), Some(Dose::Reps(reps))) = (sides, dose)
            && reps % 2 == 1
        {
            let field = if written.is_some() { field } else { "exercise" };
            add(field, uneven(reps));
        }
    }
    if let Some(Err(message)) = step.cue.as_deref().map(|cue| check_text(cue, LONGEST_LINE)) {
        add("cue", message);
    }
    if let Some(Err(message)) = step.tempo.map(super::dose::Tempo::check) {
        add("tempo", message);
    }
    if let Some(ready) = step.ready.filter(|ready| *ready > Step::LONGEST_READY) {
        add("ready", format!("getting ready for {ready} is too long; write at most {}", Step::LONGEST_READY));
    }
}

fn check_lengths(routine: &Routine, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for (level, when) in [(DoseLevel::Starting, "at starting doses"), (DoseLevel::Goal, "at goal doses")] {
        let options = PlanOptions { doses: level, ready_at_least: Span::ZERO };
        let plan = match Plan::new(routine, catalogue, options) {
            Ok(plan) => plan,
            // Each of its blocks has been named by now.
            Err(PlanError::Empty) => return Vec::new(),
            Err(error) => {
                let place = Place::Routine("blocks");
                return vec![Problem { place, weight: Weight::Error, message: error.to_string(), mend: None }];
            }
        };
        for (at, block) in routine.blocks.iter().enumerate() {
            let total = plan.block_total(at);
            let place = Place::Block(at, "budget");
            if block.budget.is_some_and(|budget| total > budget)
                && !problems.iter().any(|problem| problem.place == place)
            {
                let over = total.minus(block.budget.unwrap_or_default());
                let message =
                    format!("the block \"{}\" takes {total} {when}, {over} over its budget", shown(&block.name));
                problems.push(Problem { place, weight: Weight::Warning, message, mend: None });
            }
            if let Some(problem) = problems.iter_mut().find(|problem| problem.place == place) {
                // Enough for both levels: the later one asks for more, as a rule.
                let enough = match problem.mend {
                    Some(Mend::Budget(_, enough)) => enough.max(total),
                    _ => total,
                };
                problem.mend = Some(Mend::Budget(at, enough));
            }
        }
    }
    problems
}

fn uneven(reps: u32) -> String {
    format!("{reps} alternating reps are not the same for both sides; write {} or {}", reps.max(3) - 1, reps + 1)
}

/// Whether a text fits into its place: one line of at most `most` characters.
fn check_text(text: &str, most: usize) -> Result<(), String> {
    if text.chars().any(is_unseen) {
        return Err(format!("\"{}\" has a line break or a sign that can’t be shown in it; remove it", shown(text)));
    }
    match text.chars().count() {
        length if length > most => Err(format!("this has {length} characters; write at most {most}")),
        _ => Ok(()),
    }
}

/// Everything that is wrong with an exercise by itself, with the fields that it is wrong in.
#[must_use]
pub fn check_exercise(exercise: &Exercise, figures: &Figures) -> Vec<(Field, Weight, String)> {
    let mut problems = Vec::new();
    let mut add = |field, weight, message: String| problems.push((field, weight, message));
    let id = exercise.id.as_str();
    let kebab = kebab_case(id);
    if kebab != id || id.is_empty() {
        let hint = if kebab.is_empty() { "squat-2".to_owned() } else { shown(&kebab) };
        add(
            "id",
            Weight::Error,
            format!("the id \"{}\" is not lower case joined by hyphens; write it like \"{hint}\"", shown(id)),
        );
    }
    if exercise.name.trim().is_empty() {
        add("name", Weight::Error, "the exercise has no name; write one".to_owned());
    }
    let lines = [
        ("cue", &exercise.cue),
        ("feel", &exercise.feel),
        ("easier", &exercise.easier),
        ("harder", &exercise.harder),
        ("stop", &exercise.stop),
    ];
    let mistakes = exercise.mistakes.iter().map(|mistake| ("mistakes", mistake));
    let lines = lines.into_iter().chain(mistakes).map(|(field, text)| (field, text, LONGEST_LINE));
    let id_text = exercise.id.as_str().to_owned();
    let names = [("id", &id_text, LONGEST_NAME), ("name", &exercise.name, LONGEST_NAME)];
    for (field, text, most) in names.into_iter().chain(lines) {
        if let Err(message) = check_text(text, most) {
            add(field, Weight::Error, message);
        }
    }
    for (field, dose) in [("dose", exercise.dose), ("goal", exercise.goal)] {
        if let Err(message) = dose.check() {
            add(field, Weight::Error, message);
        } else if let (Sides::Alternate, Dose::Reps(reps)) = (exercise.sides, dose)
            && reps % 2 == 1
        {
            add(field, Weight::Error, uneven(reps));
        }
    }
    if let Err(message) = exercise.tempo.check() {
        add("tempo", Weight::Error, message);
    }
    let figure = exercise.figure.as_str();
    if !figures.contains(&exercise.figure) {
        let known = nearest(figure, figures.iter().map(|figure| &figure.id).map(FigureId::as_str));
        let hint = known.map(|id| format!("; did you mean \"{id}\"?")).unwrap_or_default();
        let message = format!("there is no figure \"{}\", so none is shown{hint}", shown(figure));
        add("figure", Weight::Warning, message);
    }
    problems
}
