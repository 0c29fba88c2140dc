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
    assert!(library.catalogue.iter().count() >= 30);
    for exercise in library.catalogue.iter() {
        let id = exercise.id.as_str();
        assert!(is_kebab_case(id), "{id}");
        assert_eq!(check_exercise(exercise, &library.figures), [], "{id}");
        assert!(library.figures.contains_key(&exercise.figure), "{id}");
        assert!(exercise.cue.chars().count() <= 60 && exercise.cue.ends_with('.'), "{id}: {}", exercise.cue);
        assert!((2..=4).contains(&exercise.mistakes.len()), "{id}");
        assert_eq!(exercise.muscles.is_empty(), exercise.kind == Kind::Care, "{id}");
        assert_eq!(kind_of(exercise.dose), kind_of(exercise.goal), "{id}");
        if exercise.sides == Sides::Alternate {
            assert!(matches!(exercise.dose, Dose::Reps(_)), "{id}");
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
    for (id, figure) in &library.figures {
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
