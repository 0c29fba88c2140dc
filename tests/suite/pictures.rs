//! One picture a screen and theme at 1366 by 768, compared with what is kept in tests/pictures. The README shows one of them.
//!
//! After a change that is meant: `UPDATE_SNAPSHOTS=1 cargo test pictures`, then look at every picture that changed.

use afterrun::domain::bookmark::Ending;
use afterrun::domain::history::Entry;
use afterrun::domain::session::Session;
use afterrun::domain::settings::Theme;
use afterrun::domain::time::Span;
use afterrun::model::{Action, RunDeed};
use egui::Key;
use egui_kittest::{SnapshotOptions, SnapshotResults};

use crate::support::{Desk, Setup, ached, brought, evening, library, run, start};
use crate::year;

const SECOND: Span = Span::secs(1);

/// Sessions of the last days, as the history has them after a while.
fn history() -> Vec<Entry> {
    use afterrun::clock::Clock;
    use afterrun::domain::plan::{Plan, PlanOptions};
    use afterrun::domain::player::{Command, Player};
    let library = library();
    let now = evening().now();
    let sessions = [(1, 0, 3000), (3, 1, 3000), (4, 0, 700), (6, 0, 3000), (8, 5, 3000), (11, 2, 3000), (13, 0, 3000)];
    let session = |(days, routine, secs): (i64, usize, u64)| {
        let plan = Plan::new(&library.routines[routine], &library.catalogue, PlanOptions::default()).unwrap();
        let mut player = Player::start(plan, now.tick);
        for second in 1..secs {
            let tick = now.tick + Span::secs(second);
            player.tick(tick);
            // Nobody drinks in no time.
            if player.segment().kind.length().is_open() && player.elapsed(tick) >= Span::secs(50) {
                player.command(Command::Done, tick);
            }
        }
        if player.ending().is_none() {
            player.command(Command::End, now.tick + Span::secs(secs));
        }
        let started = now.local - chrono::Duration::days(days) - chrono::Duration::minutes(37 * days);
        let mut session = Session::of(&player, started, started + chrono::Duration::minutes(20));
        if session.ending == Ending::Early {
            session.ended = started + chrono::Duration::minutes(12);
        }
        Entry::new(session)
    };
    sessions.into_iter().map(session).collect()
}

fn keep(desk: &mut Desk<'_>, name: &str, theme: Theme) {
    let theme = if theme == Theme::Light { "light" } else { "dark" };
    let options = SnapshotOptions::new().output_path("tests/pictures");
    desk.step();
    desk.window.snapshot_options(format!("{name}-{theme}"), &options);
}

fn editor(desk: &mut Desk<'_>, theme: Theme) {
    use afterrun::model::Action;
    use afterrun::model::editor::Editing;
    use egui_kittest::kittest::Queryable;
    desk.window.get_by_role_and_label(egui::Role::Tab, "Routines").click();
    desk.step();
    desk.window.get_by_label("Half split, 30 s each side, 1:06").click();
    keep(desk, "editor-step", theme);
    desk.window.get_by_label("Stretch, block").click();
    keep(desk, "editor-block", theme);
    desk.window.get_by_role_and_label(egui::Role::RadioButton, "Exercises").click();
    keep(desk, "editor-exercises", theme);
    desk.window.get_by_role_and_label(egui::Role::RadioButton, "Text").click();
    desk.step();
    let broken = desk.model().editor().open_doc().unwrap().text().replacen("Hold(\"30s\")", "Hold(\"30x\")", 1);
    desk.notebook.tell(Action::Edit(Editing::Type(broken)));
    keep(desk, "editor-broken", theme);
    desk.notebook.tell(Action::Edit(Editing::Undo));
    desk.step();
    desk.window.get_by_role_and_label(egui::Role::RadioButton, "Details").click();
    desk.step();
}

fn every_screen(theme: Theme) {
    let mut desk = Desk::new(Setup { theme, history: history(), ..Setup::default() });
    keep(&mut desk, "today", theme);
    desk.notebook.tell(crate::runs_in_model::found(crate::runs_in_model::todays()));
    keep(&mut desk, "today-run", theme);
    desk.notebook.tell(Action::Run(RunDeed::Refuse));
    desk.step();
    {
        use egui_kittest::kittest::Queryable;
        desk.window.get_by_role_and_label(egui::Role::Tab, "Settings").click();
        keep(&mut desk, "settings", theme);
    }
    editor(&mut desk, theme);
    {
        use egui_kittest::kittest::Queryable;
        desk.window.get_by_role_and_label(egui::Role::Tab, "Today").click();
    }
    desk.step();
    desk.press(Key::Space);
    desk.pass(SECOND * 29, SECOND);
    keep(&mut desk, "player-reps", theme);
    // Through strength, to the second stretch.
    until(&mut desk, "Half split", |desk| desk.pass(SECOND, SECOND));
    desk.pass(SECOND * 15, SECOND);
    keep(&mut desk, "player-hold", theme);
    until(&mut desk, "Switch sides", |desk| desk.pass(SECOND, SECOND));
    desk.pass(SECOND, SECOND);
    keep(&mut desk, "player-ready", theme);
    desk.press(Key::Space);
    keep(&mut desk, "player-paused", theme);
    until(&mut desk, "Take your time", |desk| desk.press(Key::ArrowRight));
    desk.press(Key::Space);
    desk.pass(SECOND * 12, SECOND);
    keep(&mut desk, "player-open", theme);
    desk.press(Key::Escape);
    keep(&mut desk, "player-question", theme);
    desk.press(Key::Enter);
    keep(&mut desk, "journal-empty", theme);
}

/// A year of the history, in each of its parts.
fn year_of(size: (f32, f32), names: [&str; 3], theme: Theme) {
    use afterrun::model::Start;
    use egui_kittest::kittest::Queryable;
    let start = Start { weeks: year::weeks(), ..start() };
    let mut desk = Desk::new(Setup { size, theme, history: year::entries(), start, ..Setup::default() });
    desk.window.get_by_role_and_label(egui::Role::Tab, "History").click();
    desk.step();
    for (part, name) in ["Overview", "Load", "Growth"].into_iter().zip(names) {
        desk.window.get_by_role_and_label(egui::Role::RadioButton, part).click();
        keep(&mut desk, name, theme);
    }
}

#[test]
fn the_history_of_a_year_dark() {
    year_of((1366.0, 768.0), ["history", "history-load", "history-growth"], Theme::Dark);
}

#[test]
fn the_history_of_a_year_light() {
    year_of((1366.0, 768.0), ["history", "history-load", "history-growth"], Theme::Light);
}

#[test]
fn the_history_of_a_year_in_a_small_window() {
    year_of((900.0, 600.0), ["small-history", "small-history-load", "small-history-growth"], Theme::Light);
}

/// Goes on until something is shown, at most for twenty-five minutes.
fn until<'a>(desk: &mut Desk<'a>, label: &str, mut go_on: impl FnMut(&mut Desk<'a>)) {
    use egui_kittest::kittest::Queryable;
    for _ in 0..1500 {
        if desk.window.query_all_by_label(label).next().is_some() {
            return;
        }
        go_on(desk);
    }
    panic!("\"{label}\" was never shown");
}

#[test]
fn dark() {
    every_screen(Theme::Dark);
}

#[test]
fn light() {
    every_screen(Theme::Light);
}

/// The journal after a session, filled in.
fn journal(size: (f32, f32), theme: Theme, name: &str) {
    use afterrun::domain::body::{Ache, Part, Spot};
    use afterrun::domain::journal::{Celsius, Condition, Effort, Feeling, Passage};
    use afterrun::domain::side::Side;
    use afterrun::model::Action;
    use afterrun::model::journal::Jot;
    let calf = Spot { side: Side::Left, part: Part::Calf };
    let hip = Spot { side: Side::Right, part: Part::Hip };
    let history = vec![ached(8, &[(calf, Ache::Mild)]), ached(5, &[(calf, Ache::Sore)])];
    let mut desk = Desk::new(Setup { size, theme, history, ..Setup::default() });
    desk.notebook.tell(brought("morning_run.fit", vec![run()]));
    desk.step();
    desk.finish();
    let well = "Last 3 km felt easy, kept the shoulders down.";
    for jot in [
        Jot::Effort(Effort::new(5).unwrap()),
        Jot::Feeling(Feeling::Good),
        Jot::Temperature(Celsius::degrees(6)),
        Jot::Condition(Condition::Windy),
        Jot::Condition(Condition::Road),
        Jot::Write(Passage::WentWell, well.to_owned()),
        Jot::Write(Passage::WentBadly, "Went out too fast on the hill.".to_owned()),
        Jot::Write(Passage::NextTime, "Start 10 s slower.".to_owned()),
        Jot::Ache(calf, Some(Ache::Sore)),
        Jot::Ache(hip, Some(Ache::Mild)),
    ] {
        desk.notebook.tell(Action::Jot(jot));
    }
    keep(&mut desk, name, theme);
}

/// The journal of a day with what ached the day before, by keyboard; over it, the several activities of a file.
fn journal_asks(size: (f32, f32), theme: Theme, name: &str) {
    use afterrun::domain::activity::Sport;
    use afterrun::domain::body::{Ache, Change, Part, Spot};
    use afterrun::domain::run::Run;
    use afterrun::domain::side::Side;
    use afterrun::model::Action;
    use afterrun::model::journal::Jot;
    let calf = Spot { side: Side::Left, part: Part::Calf };
    let knee = Spot { side: Side::Right, part: Part::Knee };
    let history = vec![ached(1, &[(calf, Ache::Sore), (knee, Ache::Mild)])];
    let mut desk = Desk::new(Setup { size, theme, history, ..Setup::default() });
    desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-22".parse().unwrap())));
    desk.notebook.tell(Action::Jot(Jot::Answer(calf, Change::Worse)));
    desk.step();
    {
        use egui_kittest::kittest::Queryable;
        desk.window.get_by_role_and_label(egui::Role::Button, "Right thigh").click();
    }
    desk.step();
    desk.tab_on_to("Right thigh");
    keep(&mut desk, &format!("{name}-asked"), theme);
    let ride = Run { sport: Sport::Other("cycling".to_owned()), ..run() };
    desk.notebook.tell(brought("day.fit", vec![ride, run()]));
    keep(&mut desk, &format!("{name}-choice"), theme);
}

#[test]
fn journal_asking() {
    journal_asks((1366.0, 768.0), Theme::Dark, "journal");
}

#[test]
fn journal_asking_small() {
    journal_asks((900.0, 600.0), Theme::Light, "small-journal");
}

#[test]
fn journal_dark() {
    journal((1366.0, 768.0), Theme::Dark, "journal");
}

#[test]
fn journal_light() {
    journal((1366.0, 768.0), Theme::Light, "journal");
}

#[test]
fn journal_small() {
    journal((900.0, 600.0), Theme::Dark, "small-journal");
}

#[test]
fn journal_large() {
    journal((1920.0, 1080.0), Theme::Dark, "large-journal");
}

/// Every figure of the catalogue, still, each named.
#[test]
fn every_figure() {
    use afterrun::domain::skeleton::Phase;
    use afterrun::ui::theme::{self, DARK, Weight};
    use afterrun::ui::widgets::figure::{Show, paint};
    use egui::{Align2, Rect, pos2, vec2};
    let library = library();
    let mut window = egui_kittest::Harness::builder()
        .with_size(vec2(1360.0, 1000.0))
        .with_context_setup(theme::install)
        .build_ui(move |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, DARK.surface);
            for (i, exercise) in library.catalogue.iter().enumerate() {
                let cell = vec2((i % 8) as f32 * 170.0, (i / 8) as f32 * 166.0);
                let place = Rect::from_min_size(pos2(10.0, 6.0) + cell, vec2(150.0, 130.0));
                let show = Show { phase: Phase::Still, swapped: false, flipped: false, tint: DARK.stretch };
                paint(ui.painter(), place, library.figures.get(&exercise.figure).unwrap(), show, &DARK);
                ui.painter().hline(place.x_range(), place.bottom() + 1.0, DARK.hairline());
                let font = theme::font(Weight::Semi, 13.0);
                let below = place.center_bottom() + vec2(0.0, 12.0);
                ui.painter().text(below, Align2::CENTER_CENTER, &exercise.name, font, DARK.muted);
            }
        });
    window.step();
    window.snapshot_options("figures", &SnapshotOptions::new().output_path("tests/pictures"));
}

/// What is filled in and picked from, in both themes: on the left a form, on the right an open menu or an open list.
#[test]
fn forms() {
    use afterrun::domain::dose::Dose;
    use afterrun::domain::search;
    use afterrun::ui::theme::{self, control};
    use afterrun::ui::widgets::amount::{Counts, Spans};
    use afterrun::ui::widgets::button::{self, Rank};
    use afterrun::ui::widgets::field::{Field, Gives, Look};
    use afterrun::ui::widgets::menu::{self, Tone};
    use afterrun::ui::widgets::picker::{Item, Picker};
    use afterrun::ui::widgets::segmented;
    use afterrun::ui::widgets::stepper::Stepper;
    use egui::{IdSalt, vec2};
    use egui_kittest::kittest::Queryable;

    let form = |ui: &mut egui::Ui| {
        let palette = theme::palette(ui.ctx());
        ui.painter().rect_filled(ui.max_rect(), 0.0, palette.surface);
        let of = IdSalt::new("form");
        let field = Field {
            of,
            name: "Name",
            hint: "Its name",
            look: Look::Title,
            gives: Gives::WhenDone,
            most: 80,
            width: 283.0,
            ink: None,
        };
        field.show(ui, "Half split");
        Field { name: "Block", look: Look::Heading, ink: Some(palette.stretch), ..field }.show(ui, "Stretch");
        segmented::show(ui, "Dose", &[(0, "Hold"), (1, "Reps"), (2, "Open")], Some(0));
        Stepper { of, name: "Hold", scale: Spans::within(&Dose::HOLD) }.show(ui, Span::secs(90));
        segmented::show(ui, "Sides", &[(0, "Both"), (1, "Each"), (2, "Alternate")], Some(1));
        Stepper { of, name: "Rounds", scale: Counts::within(&(1..=20)) }.show(ui, 1);
        segmented::show(ui, "If short of time", &[(0, "Drop"), (1, "Trim"), (2, "Keep")], None);
        let say = Field { name: "Say", look: Look::Sentence(2), ..field };
        say.show(ui, "Hips back, front toes up, lean from the hip.");
        Field { name: "Url", look: Look::Line, ..field }.show(ui, "");
        Stepper { of, name: "Get ready", scale: Spans::within(&Dose::HOLD) }.show(ui, SECOND * 3);
    };
    let mut results = SnapshotResults::new();
    for (name, egui_theme) in [("dark", egui::Theme::Dark), ("light", egui::Theme::Light)] {
        let catalogue = library().catalogue;
        let item = |exercise: &afterrun::domain::exercise::Exercise| Item {
            id: exercise.id.clone(),
            title: exercise.name.clone(),
            detail: exercise.cue.clone(),
            words: search::words(exercise),
        };
        let items: Vec<_> = catalogue.iter().map(item).collect();
        let mut window = egui_kittest::Harness::builder()
            .with_size(vec2(720.0, 560.0))
            .with_theme(egui_theme)
            .with_render_cursor(false)
            .with_context_setup(theme::install)
            .build_ui(move |ui| {
                let palette = theme::palette(ui.ctx());
                ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, palette.bg);
                ui.columns(2, |columns| {
                    form(&mut columns[0]);
                    let item = |label, tone| menu::Item { value: label, label, tone };
                    let items_of_menu =
                        [item("Rename", Tone::Plain), item("Export", Tone::Off), item("Remove", Tone::Danger)];
                    menu::more(&mut columns[1], "More", &items_of_menu);
                    columns[1].add_space(control::ROW);
                    let opener = button::small(&mut columns[1], "Add exercise", Rank::Plain);
                    let _ = Picker { name: "Exercise", hint: "Find one", items: &items, may_make: true }
                        .show(&columns[1], &opener);
                });
            });
        let options = SnapshotOptions::new().output_path("tests/pictures");
        window.run_steps(2);
        window.get_by_role_and_label(egui::Role::SpinButton, "Get ready").click();
        window.run_steps(2);
        window.event(egui::Event::Text("soon".to_owned()));
        window.key_press(Key::Enter);
        window.run_steps(2);
        window.get_by_label("More").click();
        window.run_steps(4);
        window.snapshot_options(format!("form-menu-{name}"), &options);
        window.get_by_label("Add exercise").click();
        window.run_steps(4);
        window.event(egui::Event::Text("sta".to_owned()));
        window.run_steps(4);
        window.snapshot_options(format!("form-list-{name}"), &options);
        results.extend_harness(&mut window);
    }
}

fn of_size(size: (f32, f32), name: &str) {
    let mut desk = Desk::new(Setup { size, history: history(), ..Setup::default() });
    keep(&mut desk, &format!("{name}-today"), Theme::Dark);
    {
        use egui_kittest::kittest::Queryable;
        desk.window.get_by_role_and_label(egui::Role::Tab, "Routines").click();
        desk.step();
        desk.window.get_by_label_contains("Lunges, ").click();
        keep(&mut desk, &format!("{name}-editor"), Theme::Dark);
        desk.window.get_by_role_and_label(egui::Role::Tab, "Today").click();
        desk.step();
    }
    desk.press(Key::Space);
    until(&mut desk, "Standing quad", |desk| desk.pass(SECOND, SECOND));
    desk.pass(SECOND * 9, SECOND);
    keep(&mut desk, &format!("{name}-player"), Theme::Dark);
}

/// The smallest window that the design promises.
#[test]
fn small() {
    of_size((900.0, 600.0), "small");
}

#[test]
fn large() {
    of_size((1920.0, 1080.0), "large");
}

/// What the person should know: below a screen, and in the player, where something was eaten meanwhile.
fn said(size: (f32, f32), name: &str, theme: Theme) {
    let mut desk = Desk::new(Setup { size, theme, history: history(), ..Setup::default() });
    desk.notebook.tell(crate::runs_in_model::found(crate::runs_in_model::todays()));
    let trouble = "This session can’t be saved; is the disk full? (/home/you/.config/afterrun/history)";
    desk.notebook.tell(Action::Report(trouble.to_owned()));
    desk.notebook.tell(Action::Tell("A copy was written (/home/you/Documents/just-stretch.ron)".to_owned()));
    keep(&mut desk, &format!("{name}-today-said"), theme);
    desk.press(Key::Escape);
    desk.press(Key::R);
    desk.press(Key::Space);
    until(&mut desk, "Standing quad", |desk| desk.pass(SECOND, SECOND));
    desk.pass(SECOND * 9, SECOND);
    keep(&mut desk, &format!("{name}-player-said"), theme);
}

#[test]
fn the_step_that_is_the_journal() {
    use egui_kittest::kittest::Queryable;
    let mut desk = Desk::new(Setup { size: (900.0, 600.0), ..Setup::default() });
    desk.press(Key::Space);
    for _ in 0..200 {
        if desk.window.query_by_role_and_label(egui::Role::Heading, "Journal").is_some() {
            break;
        }
        desk.press(Key::ArrowRight);
    }
    desk.pass(SECOND * 3, SECOND);
    keep(&mut desk, "small-player-journal", Theme::Dark);
}

#[test]
fn what_is_said_small() {
    said((900.0, 600.0), "small", Theme::Dark);
}

#[test]
fn what_is_said() {
    said((1366.0, 768.0), "usual", Theme::Light);
}

#[test]
fn settings_small() {
    let mut desk = Desk::new(Setup { size: (900.0, 600.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(afterrun::model::Screen::Settings));
    desk.step();
    desk.press(Key::End);
    keep(&mut desk, "small-settings", Theme::Dark);
}
