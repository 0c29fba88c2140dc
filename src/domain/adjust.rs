//! Keeps a step in order while one of its values is changed: within limits, the same reps for both sides, a goal that is no
//! less than the dose. Changes nothing itself.

use super::check::LONGEST_LINE;
use super::dose::{Dose, Tempo};
use super::edit::StepEdit;
use super::exercise::Exercise;
use super::routine::Step;
use super::shown::one_line;
use super::side::Sides;
use super::time::Span;

/// The changes to make when a person asks for `edit` on a step of `exercise`: that one, within its limits, and what has to go
/// along with it.
#[must_use]
pub fn adjusted(step: &Step, exercise: &Exercise, edit: StepEdit) -> Vec<StepEdit> {
    let sides = step.sides.unwrap_or(exercise.sides);
    match edit {
        StepEdit::Dose(Some(dose)) => {
            let dose = fitting(dose, sides);
            let goal = goal_of(step, exercise).filter(|goal| is_alike(*goal, dose));
            let mut edits = vec![StepEdit::Dose(Some(dose))];
            // A step that says its dose and no goal stays at that dose. What grew before is to go on growing.
            let goal = goal.map(|goal| if amount(goal) < amount(dose) { dose } else { fitting(goal, sides) });
            if goal != step.goal {
                edits.push(StepEdit::Goal(goal));
            }
            edits
        }
        StepEdit::Goal(Some(goal)) => {
            let dose = fitting(dose_of(step, exercise), sides);
            let goal = fitting(goal, sides);
            let goal = if is_alike(goal, dose) && amount(goal) >= amount(dose) { goal } else { dose };
            let mut edits = vec![StepEdit::Goal(Some(goal))];
            if step.dose.is_none() {
                edits.insert(0, StepEdit::Dose(Some(dose)));
            }
            edits
        }
        StepEdit::Sides(to) => {
            let sides = to.unwrap_or(exercise.sides);
            let mut edits = vec![StepEdit::Sides(to.filter(|to| *to != exercise.sides))];
            let (dose, goal) = (dose_of(step, exercise), goal_of(step, exercise));
            let (even, even_goal) = (fitting(dose, sides), goal.map(|goal| fitting(goal, sides)));
            if even != dose || even_goal != goal {
                edits.push(StepEdit::Dose(Some(even)));
                edits.push(StepEdit::Goal(even_goal));
            }
            edits
        }
        StepEdit::Tempo(tempo) => vec![StepEdit::Tempo(tempo.map(|tempo| match tempo {
            Tempo::Every(rep) => Tempo::Every(within(rep, &Tempo::REP)),
            Tempo::Own(rep) => Tempo::Own(within(rep, &Tempo::REP)),
        }))],
        StepEdit::Ready(ready) => vec![StepEdit::Ready(ready.map(|ready| ready.min(Step::LONGEST_READY)))],
        StepEdit::Cue(cue) => {
            let cue = cue.map(|cue| one_line(&cue, LONGEST_LINE));
            vec![StepEdit::Cue(cue.filter(|cue| !cue.trim().is_empty() && *cue != exercise.cue))]
        }
        StepEdit::Exercise(id) => {
            // What was said for the other exercise hardly fits this one.
            let mut edits = vec![StepEdit::Exercise(id)];
            let said = [
                (step.dose.is_some(), StepEdit::Dose(None)),
                (step.goal.is_some(), StepEdit::Goal(None)),
                (step.sides.is_some(), StepEdit::Sides(None)),
                (step.tempo.is_some(), StepEdit::Tempo(None)),
                (step.cue.is_some(), StepEdit::Cue(None)),
            ];
            edits.extend(said.into_iter().filter_map(|(is_said, edit)| is_said.then_some(edit)));
            edits
        }
        // The exercise's own dose may not suit the sides that the step has.
        StepEdit::Dose(None) if fitting(exercise.dose, sides) != exercise.dose => Vec::new(),
        StepEdit::Goal(None) if fitting(exercise.goal, sides) != exercise.goal => Vec::new(),
        StepEdit::Dose(None) | StepEdit::Goal(None) | StepEdit::Short(_) => vec![edit],
    }
}

/// The dose that a step asks for at the start.
#[must_use]
pub fn dose_of(step: &Step, exercise: &Exercise) -> Dose {
    step.dose.unwrap_or(exercise.dose)
}

/// The dose that a step grows to; `None` when it stays as it is.
#[must_use]
pub fn goal_of(step: &Step, exercise: &Exercise) -> Option<Dose> {
    step.goal.or(step.dose.is_none().then_some(exercise.goal))
}

/// The dose of another kind that is nearest to this one, for a person who changes the kind: as long as it took.
#[must_use]
pub fn as_kind(dose: Dose, like: Dose, tempo: Tempo) -> Dose {
    let rep = tempo.rep();
    let long = match dose {
        Dose::Hold(span) | Dose::Open(span) => span,
        Dose::Reps(reps) => rep * reps,
    };
    match like {
        Dose::Hold(_) => Dose::Hold(rounded(within(long, &Dose::HOLD))),
        Dose::Open(_) => Dose::Open(rounded(within(long, &Dose::OPEN))),
        Dose::Reps(_) => Dose::Reps(long.whole(rep).clamp(*Dose::REPS.start(), *Dose::REPS.end())),
    }
}

/// The dose within its limits, and the same for both sides where they alternate.
#[must_use]
pub fn fitting(dose: Dose, sides: Sides) -> Dose {
    match dose {
        Dose::Hold(span) => Dose::Hold(within(span, &Dose::HOLD)),
        Dose::Open(span) => Dose::Open(within(span, &Dose::OPEN)),
        Dose::Reps(reps) => {
            let reps = reps.clamp(*Dose::REPS.start(), *Dose::REPS.end());
            let odd = sides == Sides::Alternate && reps % 2 == 1;
            Dose::Reps(if odd { reps + 1 } else { reps })
        }
    }
}

fn within(span: Span, limits: &std::ops::RangeInclusive<Span>) -> Span {
    span.clamp(*limits.start(), *limits.end())
}

/// To whole fives of seconds, as people choose them.
fn rounded(span: Span) -> Span {
    Span::secs(span.secs_up().div_ceil(5) * 5)
}

const fn is_alike(a: Dose, b: Dose) -> bool {
    matches!((a, b), (Dose::Hold(_), Dose::Hold(_)) | (Dose::Reps(_), Dose::Reps(_)) | (Dose::Open(_), Dose::Open(_)))
}

/// How much it is, to compare doses of one kind.
fn amount(dose: Dose) -> Span {
    match dose {
        Dose::Hold(span) | Dose::Open(span) => span,
        Dose::Reps(reps) => Span::secs(u64::from(reps)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::ExerciseId;
    use crate::domain::plan::tests::catalogue;

    fn squat() -> Exercise {
        let squat = catalogue().get(&ExerciseId::new("squat")).cloned().unwrap();
        Exercise { dose: Dose::Reps(5), goal: Dose::Reps(10), ..squat }
    }

    fn step() -> Step {
        let exercise = ExerciseId::new("x");
        Step::of(exercise)
    }

    #[test]
    fn a_goal_is_never_less_than_the_dose() {
        let squat = squat();
        let dose = |reps| StepEdit::Dose(Some(Dose::Reps(reps)));
        let goal = |reps| StepEdit::Goal(Some(Dose::Reps(reps)));
        assert_eq!(adjusted(&step(), &squat, dose(6)), [dose(6), goal(10)]);
        assert_eq!(adjusted(&step(), &squat, dose(12)), [dose(12), goal(12)]);
        assert_eq!(adjusted(&step(), &squat, goal(3)), [dose(5), goal(5)]);
        assert_eq!(adjusted(&step(), &squat, dose(0))[0], dose(1));
        let pinned = Step { dose: Some(Dose::Reps(5)), ..step() };
        assert_eq!(adjusted(&pinned, &squat, dose(6)), [dose(6)]);
        let hold = StepEdit::Dose(Some(Dose::Hold(Span::secs(20))));
        let grown = Step { dose: Some(Dose::Reps(5)), goal: Some(Dose::Reps(8)), ..step() };
        assert_eq!(adjusted(&grown, &squat, hold.clone()), [hold, StepEdit::Goal(None)]);
    }

    #[test]
    fn alternating_reps_are_the_same_for_both_sides() {
        let squat = squat();
        let edits = adjusted(&step(), &squat, StepEdit::Sides(Some(Sides::Alternate)));
        assert_eq!(edits[1..], [StepEdit::Dose(Some(Dose::Reps(6))), StepEdit::Goal(Some(Dose::Reps(10)))]);
        assert_eq!(fitting(Dose::Reps(199), Sides::Alternate), Dose::Reps(200));
        assert_eq!(adjusted(&step(), &squat, StepEdit::Sides(Some(squat.sides))), [StepEdit::Sides(None)]);
    }

    #[test]
    fn another_kind_of_dose_takes_about_as_long() {
        let tempo = Tempo::Every(Span::secs(3));
        assert_eq!(as_kind(Dose::Reps(10), Dose::Hold(Span::ZERO), tempo), Dose::Hold(Span::secs(30)));
        assert_eq!(as_kind(Dose::Hold(Span::secs(30)), Dose::Reps(0), tempo), Dose::Reps(10));
        assert_eq!(as_kind(Dose::Hold(Span::secs(1)), Dose::Reps(0), tempo), Dose::Reps(1));
    }
}
