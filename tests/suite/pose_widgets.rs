//! The figure editor and the figure chooser, worked by label: with keys, with a pointer, and as a screen reader sees them.

use afterrun::domain::figure::{Bone, Figure, FigureId};
use afterrun::domain::pose::{Handle, angle};
use afterrun::domain::side::Side;
use afterrun::ui::theme::{self, DARK, LIGHT};
use afterrun::ui::widgets::pose_chooser::{self, Offer};
use afterrun::ui::widgets::pose_editor::{self, PoseChange};
use egui::{Key, Modifiers, Rect, Role, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::support::library;

/// What a caller of the editor keeps: the figure, and what was said about it.
struct Draft {
    figure: Figure,
    frame: usize,
    going: usize,
    done: Vec<Figure>,
}

fn figure(id: &str) -> Figure {
    library().figures.get(&FigureId::new(id)).unwrap().clone()
}

fn editor(id: &str, light: bool) -> Harness<'static, Draft> {
    let draft = Draft { figure: figure(id), frame: 0, going: 0, done: Vec::new() };
    let mut window = Harness::builder()
        .with_size(vec2(760.0, 620.0))
        .with_render_cursor(false)
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, draft: &mut Draft| {
                let (egui_theme, palette) =
                    if light { (egui::Theme::Light, &LIGHT) } else { (egui::Theme::Dark, &DARK) };
                ui.ctx().set_theme(egui_theme);
                ui.painter().rect_filled(ui.max_rect(), 0.0, palette.surface);
                let rect = Rect::from_min_max(pos2(20.0, 20.0), pos2(740.0, 600.0));
                match pose_editor::show(ui, rect, &draft.figure, &mut draft.frame, palette.stretch) {
                    Some(PoseChange::Going(figure)) => {
                        draft.going += 1;
                        draft.figure = figure;
                    }
                    Some(PoseChange::Done(figure)) => {
                        draft.done.push(figure.clone());
                        draft.figure = figure;
                    }
                    None => {}
                }
            },
            draft,
        );
    window.run_steps(2);
    window
}

fn dot(window: &Harness<'static, Draft>, label: &str) -> Rect {
    window.get_by_role_and_label(Role::Slider, label).rect()
}

const KNEE: Handle = Handle::Knee(Side::Left);

#[test]
fn a_knee_is_turned_by_the_keyboard() {
    let mut window = editor("squat", false);
    window.get_by_role_and_label(Role::Slider, "Left knee").focus();
    window.run_steps(2);
    window.key_press(Key::ArrowRight);
    window.run_steps(2);
    assert_eq!(angle(&window.state().figure, 0, KNEE), Some(2));
    window.key_press(Key::ArrowUp);
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    window.run_steps(2);
    assert_eq!(angle(&window.state().figure, 0, KNEE), Some(14));
    assert_eq!(window.state().done.len(), 3, "each press can be undone");
    let knee = window.get_by_role_and_label(Role::Slider, "Left knee");
    assert!(knee.is_focused(), "the arrows turn it and move no focus");
    assert_eq!(knee.value().as_deref(), Some("14°"));
    assert_eq!(angle(&window.state().figure, 0, Handle::Knee(Side::Right)), Some(0));
}

#[test]
fn a_key_that_is_held_down_is_one_change() {
    let mut window = editor("squat", false);
    window.get_by_role_and_label(Role::Slider, "Head").focus();
    window.run_steps(2);
    for _ in 0..5 {
        window.key_down(Key::ArrowRight);
        window.step();
    }
    assert_eq!((window.state().going, window.state().done.len()), (5, 0));
    window.key_up(Key::ArrowRight);
    window.run_steps(2);
    let state = window.state();
    assert_eq!((state.going, state.done.len()), (5, 1));
    assert_eq!(angle(&state.figure, 0, Handle::Head), Some(10));
    assert_eq!(state.done[0], state.figure);
}

#[test]
fn a_hand_is_dragged() {
    let mut window = editor("squat", false);
    let before = window.state().figure.clone();
    let from = dot(&window, "Right hand").center();
    let to = from + vec2(90.0, -120.0);
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    assert_eq!(window.state().figure, before, "taking hold changes nothing");
    for i in 1..=10_u8 {
        window.hover_at(from.lerp(to, f32::from(i) / 10.0));
        window.step();
    }
    window.step();
    assert!(window.state().going >= 8 && window.state().done.is_empty());
    let shown = dot(&window, "Right hand").center();
    assert!(shown.distance(to) < 8.0, "the dot is under the pointer: {shown} for {to}");
    window.drop_at(to);
    window.run_steps(3);
    let state = window.state();
    assert_eq!(state.done.len(), 1, "one drag is one change");
    assert_eq!(state.done[0], state.figure);
    for bone in [Bone::UpperArmR, Bone::ForearmR] {
        assert_ne!(state.figure.keyframes[0].angles.get(&bone), before.keyframes[0].angles.get(&bone), "{bone:?}");
    }
    let other = |figure: &Figure| figure.keyframes[0].angles.get(&Bone::ForearmL).copied();
    assert_eq!(other(&state.figure), other(&before));
    assert_eq!(state.figure.keyframes[1], before.keyframes[1]);
}

#[test]
fn a_drag_there_and_back_is_no_change() {
    let mut window = editor("runners-lunge", false);
    let from = dot(&window, "Right knee").center();
    window.drag_at(from);
    window.step();
    window.hover_at(from + vec2(60.0, -80.0));
    window.step();
    window.hover_at(from);
    window.step();
    window.drop_at(from);
    window.run_steps(3);
    let turned = |window: &Harness<'static, Draft>| window.state().figure.keyframes[0].angles[&Bone::ThighR];
    assert!((turned(&window) - 106.3).abs() < 0.6, "{}", turned(&window));
    // And a mere click is none at all.
    let mut window = editor("runners-lunge", false);
    window.drag_at(from);
    window.step();
    window.drop_at(from);
    window.run_steps(3);
    assert_eq!((window.state().going, window.state().done.len()), (0, 0));
    assert!(window.get_by_role_and_label(Role::Slider, "Right knee").is_focused(), "a click gives the focus");
}

#[test]
fn hips_are_moved_by_keys_and_screen_readers() {
    let mut window = editor("squat", false);
    window.get_by_role_and_label(Role::Slider, "Hips").focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    window.run_steps(2);
    assert!((window.state().figure.keyframes[0].root.1 - 0.48).abs() < 0.005);
    window.get_by_role_and_label(Role::Slider, "Hips").decrement_accesskit();
    window.run_steps(2);
    assert!((window.state().figure.keyframes[0].root.1 - 0.47).abs() < 0.005);
    window.get_by_role_and_label(Role::Slider, "Left elbow").increment_accesskit();
    window.run_steps(2);
    assert_eq!(angle(&window.state().figure, 0, Handle::Elbow(Side::Left)), Some(7));
}

#[test]
fn every_dot_can_be_taken_hold_of_and_reached_by_tab() {
    for id in ["squat", "plank", "childs-pose", "butterfly"] {
        let Some(found) = library().figures.get(&FigureId::new(id)).cloned() else { continue };
        let mut window = editor(found.id.as_str(), false);
        let dots: Vec<Rect> = window.get_all_by_role(Role::Slider).map(|node| node.rect()).collect();
        assert_eq!(dots.len(), 15);
        for (i, dot) in dots.iter().enumerate() {
            assert!(dot.width() > 23.9 && dot.height() > 23.9, "{dot}");
            for other in &dots[i + 1..] {
                assert!(dot.center().distance(other.center()) > 20.0, "{id}: {dot} and {other}");
            }
        }
        let mut reached = 0;
        for _ in 0..24 {
            window.key_press(Key::Tab);
            window.step();
            reached += usize::from(window.get_all_by_role(Role::Slider).any(|node| node.is_focused()));
        }
        assert!(reached >= 15, "{id}: {reached}");
    }
}

#[test]
fn positions_are_chosen() {
    let mut window = editor("squat", false);
    window.get_by_label("Pose 3").click();
    window.run_steps(2);
    assert_eq!(window.state().frame, 2);
    window.get_by_role_and_label(Role::Slider, "Head").focus();
    window.run_steps(2);
    window.key_press(Key::ArrowRight);
    window.run_steps(2);
    let state = window.state();
    assert_eq!(state.figure.keyframes[0], figure("squat").keyframes[0]);
    assert_ne!(state.figure.keyframes[2], figure("squat").keyframes[2]);
    assert!(editor("plank", false).query_by_label("Pose 1").is_none(), "there is nothing to choose");
}

/// The chosen figure, in a window of its own.
fn chooser(light: bool) -> Harness<'static, Option<FigureId>> {
    let library = library();
    let mut window = Harness::builder()
        .with_size(vec2(760.0, 520.0))
        .with_render_cursor(false)
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, chosen: &mut Option<FigureId>| {
                let (egui_theme, palette) =
                    if light { (egui::Theme::Light, &LIGHT) } else { (egui::Theme::Dark, &DARK) };
                ui.ctx().set_theme(egui_theme);
                ui.painter().rect_filled(ui.max_rect(), 0.0, palette.surface);
                let offers: Vec<Offer<'_>> = library
                    .catalogue
                    .iter()
                    .map(|exercise| Offer {
                        figure: library.figures.get(&exercise.figure).unwrap(),
                        name: &exercise.name,
                    })
                    .collect();
                if let Some(id) = pose_chooser::show(ui, &offers, chosen.as_ref(), palette.stretch) {
                    *chosen = Some(id);
                }
            },
            None,
        );
    window.run_steps(2);
    window
}

#[test]
fn a_figure_is_chosen_by_pointer_and_keys() {
    let mut window = chooser(false);
    window.get_by_role_and_label(Role::RadioButton, "Cat cow").click();
    window.run_steps(2);
    assert_eq!(window.state().as_ref().unwrap().as_str(), "cat-cow");
    window.get_by_role_and_label(Role::RadioButton, "Bird dog").focus();
    window.run_steps(2);
    window.key_press(Key::ArrowRight);
    window.run_steps(2);
    assert!(window.get_by_role_and_label(Role::RadioButton, "Butt kicks").is_focused());
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert_eq!(window.state().as_ref().unwrap().as_str(), "butt-kicks");
    // The last one is out of sight until it has the focus.
    let below = window.get_by_role_and_label(Role::RadioButton, "Wall sit").rect().top();
    window.get_by_role_and_label(Role::RadioButton, "Wall sit").focus();
    window.run_steps(60);
    assert!(window.get_by_role_and_label(Role::RadioButton, "Wall sit").rect().top() < below - 100.0);
}

/// The editor in the middle of a drag, and the chooser, compared with what is kept in tests/pictures.
fn keep<S>(window: &mut Harness<'static, S>, name: &str, light: bool) {
    let theme = if light { "light" } else { "dark" };
    let options = egui_kittest::SnapshotOptions::new().output_path("tests/pictures");
    window.snapshot_options(format!("{name}-{theme}"), &options);
}

fn editor_picture(light: bool) {
    let mut window = editor("squat", light);
    for (label, by) in [("Hips", vec2(-40.0, 90.0)), ("Shoulders", vec2(50.0, 10.0))] {
        let from = dot(&window, label).center();
        window.drag_at(from);
        window.step();
        window.hover_at(from + by);
        window.run_steps(2);
        window.drop_at(from + by);
        window.run_steps(2);
    }
    let from = dot(&window, "Right hand").center();
    window.drag_at(from);
    window.step();
    window.hover_at(from + vec2(110.0, -90.0));
    window.run_steps(2);
    keep(&mut window, "pose-editor", light);
}

fn chooser_picture(light: bool) {
    let mut window = chooser(light);
    window.get_by_role_and_label(Role::RadioButton, "Cat cow").click();
    window.run_steps(2);
    window.get_by_role_and_label(Role::RadioButton, "Bird dog").focus();
    window.run_steps(2);
    keep(&mut window, "pose-chooser", light);
}

#[test]
fn editor_looks_dark() {
    editor_picture(false);
}

#[test]
fn editor_looks_light() {
    editor_picture(true);
}

#[test]
fn chooser_looks_dark() {
    chooser_picture(false);
}

#[test]
fn chooser_looks_light() {
    chooser_picture(true);
}
