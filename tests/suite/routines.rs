//! What Afterrun comes with: every bundled exercise, figure and routine is read, adds up and keeps its promises.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use afterrun::domain::check::{check, check_exercise};
use afterrun::domain::dose::Dose;
use afterrun::domain::exercise::Kind;
use afterrun::domain::plan::{DoseLevel, PlanOptions};
use afterrun::domain::side::Sides;
use afterrun::domain::time::Span;
use afterrun::store::{Loaded, Store};

/// The library as it comes.
fn bundled() -> Loaded {
    let dir = tempfile::tempdir().unwrap();
    let loaded = Store::open(Some(dir.path().join("afterrun"))).unwrap().load();
    assert_eq!(loaded.troubles, []);
    loaded
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn is_kebab_case(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|word| !word.is_empty())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn every_bundled_file_is_read_without_even_a_warning() {
    let Loaded { library, .. } = bundled();
    let ids: Vec<&str> = library.routines.iter().map(|routine| routine.id.as_str()).collect();
    let wanted =
        ["post-run-twenty", "ten-before-work", "just-stretch", "just-strength", "foam-roll", "long-run-recovery"];
    assert_eq!(ids, wanted);
    for routine in &library.routines {
        assert_eq!(check(routine, &library.catalogue), [], "{}", routine.id);
        assert!(!routine.about.is_empty() && is_kebab_case(routine.id.as_str()));
        assert_eq!(Store::check(&source(&format!("routines/{}.ron", routine.id)), &library), []);
    }
    let on_disk = std::fs::read_dir(source("routines")).unwrap().count();
    assert_eq!(on_disk, wanted.len(), "a routine in routines/ is not bundled");
    assert_eq!(Store::check(&source("assets/exercises.ron"), &library), []);
    assert_eq!(Store::check(&source("assets/figures.ron"), &library), []);
}

#[test]
fn every_exercise_is_whole_and_has_its_figure() {
    let Loaded { library, .. } = bundled();
    assert!(library.catalogue.iter().count() >= 19 + 24, "every exercise of the routines and two dozen more");
    for exercise in library.catalogue.iter() {
        let id = exercise.id.as_str();
        assert!(is_kebab_case(id), "{id}");
        assert_eq!(check_exercise(exercise, &library.figures), [], "{id}");
        assert!(library.figures.contains(&exercise.figure), "{id}");
        assert!(exercise.cue.chars().count() <= 60 && exercise.cue.ends_with('.'), "{id}: {}", exercise.cue);
        assert!((2..=4).contains(&exercise.mistakes.len()), "{id}");
        assert_eq!(exercise.muscles.is_empty(), exercise.kind == Kind::Care, "{id}");
        assert_eq!(kind_of(exercise.dose), kind_of(exercise.goal), "{id}");
        if exercise.sides == Sides::Alternate {
            assert!(matches!(exercise.dose, Dose::Reps(_)), "{id}");
        }
    }
}

/// What the post-run twenty has to hold, at starting and at goal doses.
#[test]
fn the_post_run_twenty_is_whole() {
    use afterrun::domain::plan::{DoseLevel, Plan, PlanOptions};
    use afterrun::domain::time::Span;
    let Loaded { library, .. } = bundled();
    let routine = library.routines.iter().find(|routine| routine.id.as_str() == "post-run-twenty").unwrap();
    for doses in [DoseLevel::Starting, DoseLevel::Goal] {
        let plan = Plan::new(routine, &library.catalogue, PlanOptions { doses, ready_at_least: Span::ZERO }).unwrap();
        let dose = |id: &str| {
            let step = plan.steps.iter().find(|step| step.exercise.as_str() == id);
            let step = step.unwrap_or_else(|| panic!("{id} is missing"));
            (step.dose, step.sides)
        };
        for id in ["squat", "lunge", "push-up"] {
            assert!(matches!(dose(id).0, Dose::Reps(5..=10)), "{id} at {doses:?}");
        }
        assert!(matches!(dose("butt-kicks").0, Dose::Hold(_) | Dose::Reps(5..=10)));
        assert!(matches!(dose("plank").0, Dose::Hold(hold) if hold >= Span::secs(30) && hold <= Span::secs(60)));
        for id in ["runners-lunge", "half-split", "standing-quad", "standing-calf"] {
            assert_eq!(dose(id), (Dose::Hold(Span::secs(30)), Sides::Each), "{id}");
        }
        assert_eq!(dose("toes-pose").0, Dose::Hold(Span::secs(30)));
        for id in ["roll-calves", "roll-it-band", "roll-hips", "roll-glutes", "roll-hamstrings"] {
            assert!(matches!(dose(id), (Dose::Hold(hold), Sides::Each) if hold >= Span::secs(30)), "{id}");
        }
        assert!(matches!(dose("roll-back").0, Dose::Hold(_)));
        for id in ["rehydrate", "refuel", "journal"] {
            assert!(matches!(dose(id).0, Dose::Open(_)), "{id}");
        }
        assert!(plan.total() <= Span::secs(20 * 60), "{}", plan.total());
        for (at, block) in routine.blocks.iter().enumerate() {
            let total = plan.block_total(at);
            assert!(block.budget.is_some_and(|budget| total <= budget), "{} takes {total}", block.name);
        }
    }
}

fn kind_of(dose: Dose) -> u8 {
    match dose {
        Dose::Hold(_) => 0,
        Dose::Reps(_) => 1,
        Dose::Open(_) => 2,
    }
}

#[test]
fn every_figure_belongs_to_an_exercise_and_has_a_plain_id() {
    let Loaded { library, .. } = bundled();
    let used: BTreeSet<_> = library.catalogue.iter().map(|exercise| &exercise.figure).collect();
    for figure in library.figures.iter() {
        let id = &figure.id;
        assert!(used.contains(id) && is_kebab_case(id.as_str()), "{id:?}");
        assert_eq!(figure.check(), Ok(()));
    }
}

#[test]
fn routines_take_the_time_that_they_promise() {
    let Loaded { library, .. } = bundled();
    for (id, most) in [
        ("post-run-twenty", 20 * 60),
        ("ten-before-work", 10 * 60),
        ("just-stretch", 5 * 60),
        ("just-strength", 5 * 60),
        ("foam-roll", 10 * 60),
        ("long-run-recovery", 30 * 60),
    ] {
        let routine = library.routines.iter().find(|routine| routine.id.as_str() == id).unwrap();
        for doses in [DoseLevel::Starting, DoseLevel::Goal] {
            let plan = library.plan(routine, PlanOptions { doses, ready_at_least: Span::ZERO }).unwrap();
            assert!(plan.total() <= Span::secs(most), "{id} takes {} at {doses:?}", plan.total());
            for (i, block) in routine.blocks.iter().enumerate() {
                let budget = block.budget.expect("every bundled block has a budget");
                assert!(plan.block_total(i) <= budget, "{id}, {} takes {}", block.name, plan.block_total(i));
            }
        }
    }
}
