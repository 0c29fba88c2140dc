//! What ached, by week. Says what was written down; it is no doctor.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::body::Ache;
use crate::domain::past::aches::SpotAches;
use crate::ui::theme::{self, Weight, chart, size};
use crate::ui::widgets::{ache_dots, text};
use crate::ui::words;

use super::{Page, Scene, title};

/// The line with the first and the last week below the dots.
const FOOT: f32 = 20.0;

/// Draws what is in the card.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) {
    let palette = theme::palette(ui.ctx());
    let Scene { known, today, .. } = scene;
    let aches = &known.overview.aches;
    let (line, below) = title(ui, "What ached, by week");
    let begun = known.ache_weeks.min(aches.weeks.len());
    let weeks = &aches.weeks[..begun];
    if aches.spots.is_empty() {
        let style = text::style(Weight::Regular, size::BODY, palette.muted);
        text::line(
            ui,
            below.left_top() + vec2(0.0, 20.0),
            Align2::LEFT_CENTER,
            "Nothing was written down to ache",
            &style,
        );
        return;
    }
    match &page.told.ache {
        Some(told) => {
            let style = text::style(Weight::Regular, size::SMALL, palette.text);
            ui.painter().text(line.right_center(), Align2::RIGHT_CENTER, told, style.font, style.color);
        }
        None => ache_dots::legend(ui, line.right_center(), Ache::ALL.map(words::journal::ache)),
    }
    let place = Rect::from_min_max(below.min, pos2(below.right(), below.bottom() - FOOT));
    let (rows, pitch) = ache_dots::rows_fit(place.height(), aches.spots.len());
    let named: Vec<(String, String)> = aches.spots.iter().take(rows).map(|spot| named(spot, begun, scene)).collect();
    let dots = aches.spots.iter().zip(&named).map(|(spot, (name, says))| ache_dots::Row {
        name,
        says,
        weeks: &spot.weeks[..begun],
    });
    let over = ache_dots::show(ui, place, pitch, begun, dots);
    let told = over.map(|(row, at)| {
        let ache = aches.spots[row].weeks[at].map_or("nothing", words::journal::ache);
        format!("{}, {} {ache}", words::past::week(weeks[at], today), words::past::within(&named[row].0))
    });
    if told != page.told.ache {
        page.told.ache = told;
        ui.ctx().request_repaint();
    }
    // Below the last row that is there.
    let y = (place.top() + rows as f32 * pitch + FOOT / 2.0).min(below.bottom() - FOOT / 2.0);
    let fit = ache_dots::fit(place.width()).min(begun);
    let font = theme::font(Weight::Regular, size::HINT);
    let left = place.left() + chart::ACHE_NAME - chart::ACHES[2];
    if let Some(first) = weeks.get(begun - fit) {
        let words = first.monday().format("%-d %b").to_string();
        ui.painter().text(pos2(left, y), Align2::LEFT_CENTER, words, font.clone(), palette.muted);
    }
    if let Some(last) = weeks.last().filter(|_| fit > 4) {
        let words = match words::past::week(*last, today).as_str() {
            "This week" => "this week".to_owned(),
            _ => last.monday().format("%-d %b").to_string(),
        };
        let right = left + (fit - 1) as f32 * chart::ACHE.x + 2.0 * chart::ACHES[2];
        ui.painter().text(pos2(right, y), Align2::RIGHT_CENTER, words, font, palette.muted);
    }
}

/// The name of a spot, and all of its row in words.
fn named(spot: &SpotAches, begun: usize, scene: Scene<'_>) -> (String, String) {
    let name = words::journal::spot(spot.spot);
    let mut says = format!("{name} ached {}", times(spot.times));
    let weeks = scene.known.overview.aches.weeks[..begun].iter().zip(&spot.weeks[..begun]);
    if let Some(worst) = spot.weeks.iter().max().copied().flatten() {
        says = format!("{says}, at most {}", words::journal::ache(worst));
    }
    if let Some((last, Some(ache))) = weeks.rev().find(|(_, ache)| ache.is_some()) {
        let week = words::past::week(*last, scene.today);
        says = format!("{says}, the last time {}, {}", words::past::within(&week), words::journal::ache(*ache));
    }
    (name, says)
}

fn times(times: u32) -> String {
    if times == 1 { "once".to_owned() } else { format!("{times} times") }
}
