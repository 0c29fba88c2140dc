//! The ring that empties while the half hour for eating runs, and what is said beside it. Ticks nothing off itself.

use chrono::{DateTime, FixedOffset};
use egui::{Pos2, Ui};

use crate::domain::refuel::{Fed, WINDOW, Window};
use crate::domain::time::Span;
use crate::ui::theme;
use crate::ui::words;

use super::{icon, ring};

/// What is said of the window: `Refuel within 22 min`, `Refuelled at 18:40`, `Eat and drink when you can`.
#[must_use]
pub fn title(window: Window, fed: Fed, now: DateTime<FixedOffset>) -> String {
    match fed {
        Fed::At(at) => format!("Refuelled at {}", words::time_of_day(&at)),
        Fed::NotYet if window.left(now).is_zero() => "Eat and drink when you can".to_owned(),
        Fed::NotYet => format!("Refuel within {} min", minutes_up(window.left(now))),
    }
}

/// How long ago the window opened: `8 minutes ago`.
#[must_use]
pub fn ago(window: Window, now: DateTime<FixedOffset>) -> String {
    match window.passed(now).whole_secs() / 60 {
        0 => "just now".to_owned(),
        minutes => format!("{} ago", words::count(minutes as usize, "minute")),
    }
}

/// Paints the ring: as much of it as is left, or a tick once it is done.
pub fn paint(ui: &Ui, center: Pos2, radius: f32, window: Window, fed: Fed, now: DateTime<FixedOffset>) {
    let palette = theme::palette(ui.ctx());
    let (share, width) = (window.left(now).share_of(WINDOW), radius * 0.26);
    match fed {
        Fed::At(_) => {
            ring::paint(ui.painter(), center, radius - width / 2.0, width, 1.0, palette.raised, palette.cool);
            icon::tick(ui.painter(), center, radius / 20.0, palette.cool);
        }
        Fed::NotYet => {
            ring::paint(ui.painter(), center, radius - width / 2.0, width, share, palette.line, palette.cool);
        }
    }
}

/// Minutes, rounded up as a countdown is.
const fn minutes_up(span: Span) -> u64 {
    span.secs_up().div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_left_and_never_scolds() {
        let at = |text: &str| format!("2026-11-22T{text}+01:00").parse::<DateTime<FixedOffset>>().unwrap();
        let window = Window::opened(at("18:24:00"));
        assert_eq!(title(window, Fed::NotYet, at("18:32:00")), "Refuel within 22 min");
        assert_eq!(title(window, Fed::NotYet, at("18:53:01")), "Refuel within 1 min");
        assert_eq!(title(window, Fed::NotYet, at("18:54:00")), "Eat and drink when you can");
        assert_eq!(title(window, Fed::At(at("18:40:30")), at("18:54:00")), "Refuelled at 18:40");
        assert_eq!(ago(window, at("18:32:59")), "8 minutes ago");
        assert_eq!(ago(window, at("18:25:00")), "1 minute ago");
        assert_eq!(ago(window, at("18:24:10")), "just now");
    }
}
