//! How changed exercises and figures look.

use super::*;
use crate::domain::dose::{Dose, Tempo};
use crate::domain::figure::{Bone, Prop};
use crate::domain::figures::Figures;
use crate::domain::time::Span;
use crate::notation::values::{exercises, figures};

const EXERCISES_TEXT: &str = include_str!("../../../assets/exercises.ron");
const FIGURES_TEXT: &str = include_str!("../../../assets/figures.ron");

fn bundled_figures() -> Figures {
    Figures::new(figures(FIGURES_TEXT).0)
}

fn read(text: &str) -> Vec<Exercise> {
    let (found, troubles) = exercises(text, &bundled_figures());
    assert_eq!(troubles, [], "{text}");
    found
}

/// The lines that are not in both, with what was done to them.
fn changes(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let gone = old[head..old.len() - tail].iter().map(|line| format!("- {}", line.trim()));
    gone.chain(new[head..new.len() - tail].iter().map(|line| format!("+ {}", line.trim()))).collect()
}

#[test]
fn what_says_the_same_already_is_left_alone() {
    for exercise in read(EXERCISES_TEXT) {
        assert_eq!(put_exercise(Some(EXERCISES_TEXT), &exercise), EXERCISES_TEXT);
    }
    for figure in bundled_figures().iter() {
        assert_eq!(changes(FIGURES_TEXT, &put_figure(Some(FIGURES_TEXT), figure)), Vec::<String>::new());
    }
    let text =
        "(format: 1, exercises: [Exercise(id: r\"squat\", mistakes: [], goal: Reps(10), name: \"Sq\\u{75}ats\")])";
    let tree = Tree::of(text);
    assert!(find(&tree, &EXERCISES, "squat").is_some_and(|(_, found)| found == [0]));
}

#[test]
fn a_new_file_is_laid_out_like_the_bundled_ones() {
    let bundled = read(EXERCISES_TEXT);
    let text =
        bundled.iter().fold(None, |text: Option<String>, exercise| Some(put_exercise(text.as_deref(), exercise)));
    let text = text.unwrap();
    assert_eq!(read(&text), bundled);
    let body = |text: &str| -> Vec<String> {
        let usual = |line: &&str| {
            line.trim().is_empty() || line.trim().starts_with("//") || line.trim() == "tempo: Every(\"3s\"),"
        };
        text.lines().filter(|line| !usual(line)).map(str::to_owned).collect()
    };
    assert_eq!(changes(&body(EXERCISES_TEXT).join("\n"), &body(&text).join("\n")), Vec::<String>::new());
    let mut text = None::<String>;
    let (all, _) = figures(FIGURES_TEXT);
    for figure in all.values() {
        text = Some(put_figure(text.as_deref(), figure));
    }
    let text = text.unwrap();
    assert_eq!(figures(&text), (all, Vec::new()));
    let bundled = FIGURES_TEXT.replace(".0,", ",").replace(".0)", ")");
    let bundled: std::collections::BTreeSet<&str> = bundled.lines().collect();
    // The bones of a keyframe come in the order of the body, and whole numbers are written as such.
    let usual = |line: &&str| line.starts_with("//") || line.starts_with("                (name: \"");
    let other: Vec<&str> = text.lines().filter(|line| !usual(line) && !bundled.contains(line)).collect();
    assert_eq!(other, Vec::<&str>::new());
}

#[test]
fn only_what_differs_is_written_anew() {
    let mut squat = read(EXERCISES_TEXT).remove(0);
    squat.dose = Dose::Reps(6);
    squat.mistakes.remove(1);
    squat.tempo = Tempo::default();
    let text = put_exercise(Some(EXERCISES_TEXT), &squat);
    assert_eq!(read(&text)[0], squat);
    assert_eq!(
        changes(EXERCISES_TEXT, &text),
        [
            "- mistakes: [\"Knees fall inwards\", \"Heels lift\", \"Back rounds at the bottom\", \"Hips stay forward, so the squat stays shallow\"],",
            "- easier: \"Sit down on a chair and stand up again.\",",
            "- harder: \"Pause two seconds at the bottom.\",",
            "- stop: \"Ease off if a knee gets sharp.\",",
            "- figure: \"squat\",",
            "- dose: Reps(5),",
            "+ mistakes: [\"Knees fall inwards\", \"Back rounds at the bottom\", \"Hips stay forward, so the squat stays shallow\"],",
            "+ easier: \"Sit down on a chair and stand up again.\",",
            "+ harder: \"Pause two seconds at the bottom.\",",
            "+ stop: \"Ease off if a knee gets sharp.\",",
            "+ figure: \"squat\",",
            "+ dose: Reps(6),",
        ]
    );
    let other = squat.clone();
    squat.tempo = Tempo::Own(Span::secs(4));
    assert_eq!(
        changes(&text, &put_exercise(Some(&text), &squat)),
        ["- tempo: Every(\"3s\"),", "+ tempo: Own(\"4s\"),"]
    );
    // The usual pace is written where it was, and left out where it was not.
    let text = put_exercise(Some(&text), &squat);
    assert_eq!(changes(&text, &put_exercise(Some(&text), &other)), ["- tempo: Own(\"4s\"),"]);
}

#[test]
fn comments_in_exercises_stay() {
    let text = EXERCISES_TEXT.replacen("dose: Reps(5),", "dose: /* few */ Reps( // five\n 5), // mine", 1).replacen(
        "tempo: Every(\"3s\"),",
        "tempo: Every(\"3000ms\"), // slow",
        1,
    );
    let mut squat = read(&text).remove(0);
    assert_eq!(put_exercise(Some(&text), &squat), text);
    squat.dose = Dose::Hold(Span::secs(90));
    let changed = put_exercise(Some(&text), &squat);
    assert!(changed.contains("dose: /* few */ Hold(\"1m 30s\"), // five\n            // mine"), "{changed}");
    let gone = remove_exercise(&changed, &squat.id);
    assert!(
        gone.contains("// Strength\n        /* few */\n        // five\n        // mine\n        // slow\n        ("),
        "{gone}"
    );
    assert_eq!(read(&gone).len() + 1, read(&text).len());
    assert_eq!(remove_exercise(&gone, &squat.id), gone);
}

#[test]
fn a_joint_that_is_moved_changes_one_number() {
    let mut figure = bundled_figures().get(&FigureId::new("squat")).unwrap().clone();
    figure.keyframes[1].angles.insert(Bone::Head, 12.5);
    let text = put_figure(Some(FIGURES_TEXT), &figure);
    assert_eq!(text, FIGURES_TEXT.replacen("angles: {Head: 8, ", "angles: {Head: 12.5, ", 1));
    figure.keyframes[1].root = (0.5, 1.0);
    figure.keyframes[0].angles.remove(&Bone::FootL);
    figure.keyframes[2].angles.insert(Bone::ToeL, 3.0);
    figure.motion[1].pin = None;
    figure.motion[1].say = Some("\"Dip\"".to_owned());
    figure.keyframes.push(figure.keyframes[0].clone());
    figure.props.push(Prop::Wall { x: 0.5, h: 1.1 });
    figure.nose = false;
    let text = put_figure(Some(&text), &figure);
    assert_eq!(figures(&text).0[&figure.id], figure);
    assert!(text.contains("                (from: \"half-way\", seconds: 0.9, say: \"\\\"Dip\\\"\"),"), "{text}");
    assert!(text.contains("            nose: false,\n") && text.contains("            props: ["), "{text}");
    assert_eq!(figures(&remove_figure(&text, &figure.id)).0.len() + 1, bundled_figures().iter().count());
}

#[test]
fn odd_files_are_changed_too() {
    let exercise = read(EXERCISES_TEXT).remove(3);
    for text in [
        "(format: 1, exercises: [])",
        "Exercises(format: 1,\r\n\texercises: [ // none yet\r\n\t],\r\n)\r\n",
        "#![enable(explicit_struct_names)] Exercises(format: 1, exercises: [])",
    ] {
        let with = put_exercise(Some(text), &exercise);
        assert_eq!(read(&with), std::slice::from_ref(&exercise));
        assert_eq!(put_exercise(Some(&with), &exercise), with);
        assert_eq!(with.matches('\n').count() > 5, text.contains('\n'), "{with}");
        assert!(!text.contains('\r') || !with.replace("\r\n", "").contains('\n'), "{with}");
        assert_eq!(read(&remove_exercise(&with, &exercise.id)), []);
    }
    for text in ["", "(", "(exercises: 1)", "(exercises: [(id: ", "[]"] {
        let _ = (put_exercise(Some(text), &exercise), remove_exercise(text, &exercise.id));
    }
}
