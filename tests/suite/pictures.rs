//! One picture a screen and theme at 1366 by 768, compared with what is kept in tests/pictures. The README shows one of them.
//!
//! After a change that is meant: `UPDATE_SNAPSHOTS=1 cargo test pictures`, then look at every picture that changed.

use afterrun::domain::history::Entry;
use afterrun::domain::session::{Ending, Session};
use afterrun::domain::settings::Theme;
use afterrun::domain::time::Span;
use egui::Key;
use egui_kittest::SnapshotOptions;

use crate::support::{Desk, Setup, evening, library};

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
            if player.segment().kind.length().is_open() {
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

fn every_screen(theme: Theme) {
    let mut desk = Desk::new(Setup { theme, history: history(), ..Setup::default() });
    keep(&mut desk, "today", theme);
    for (screen, name) in [("Routines", "routines"), ("History", "history"), ("Settings", "settings")] {
        use egui_kittest::kittest::Queryable;
        desk.window.get_by_role_and_label(egui::Role::Tab, screen).click();
        keep(&mut desk, name, theme);
    }
    desk.press(Key::Escape);
    desk.press(Key::Space);
    desk.pass(SECOND * 29, SECOND);
    keep(&mut desk, "player-reps", theme);
    // Through strength, to the second stretch.
    while !said(&desk, "Half split") {
        desk.pass(SECOND, SECOND);
    }
    desk.pass(SECOND * 15, SECOND);
    keep(&mut desk, "player-hold", theme);
    while !said(&desk, "Switch sides") {
        desk.pass(SECOND, SECOND);
    }
    desk.pass(SECOND, SECOND);
    keep(&mut desk, "player-ready", theme);
    desk.press(Key::Space);
    keep(&mut desk, "player-paused", theme);
    while !said(&desk, "Take your time") {
        desk.press(Key::ArrowRight);
    }
    desk.press(Key::Space);
    desk.pass(SECOND * 12, SECOND);
    keep(&mut desk, "player-open", theme);
    desk.press(Key::Escape);
    keep(&mut desk, "player-question", theme);
    desk.press(Key::Enter);
    keep(&mut desk, "summary", theme);
}

fn said(desk: &Desk<'_>, label: &str) -> bool {
    use egui_kittest::kittest::Queryable;
    desk.window.query_all_by_label(label).next().is_some()
}

#[test]
fn dark() {
    every_screen(Theme::Dark);
}

#[test]
fn light() {
    every_screen(Theme::Light);
}

/// The smallest window that the design promises, and a large one: nothing overlaps, nothing panics. These are looked at
/// rather than compared.
#[test]
fn other_sizes_can_be_drawn() {
    for size in [(900.0, 600.0), (1920.0, 1080.0), (3840.0, 2160.0), (800.0, 1200.0)] {
        let mut desk = Desk::new(Setup { size, history: history(), ..Setup::default() });
        desk.press(Key::Space);
        desk.pass(SECOND * 20, SECOND * 5);
        desk.press(Key::Escape);
        desk.press(Key::Enter);
    }
}
