//! History: one row a session, newest first.

use egui::{Align2, Rect, ScrollArea, Ui, pos2, vec2};

use crate::domain::bookmark::Ending;
use crate::domain::history::Entry;
use crate::domain::time::{Moment, Span};
use crate::model::{Action, Model, Past};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{card, strip, text};
use crate::ui::{heading, words};

use super::block_cells::block_cells;

/// The height of one session in the list.
const ROW: f32 = 48.0;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let area = heading(ui, "History");
    let entries = model.past().history().entries();
    if entries.is_empty() {
        let note = match model.past() {
            Past::Reading(_) => "Reading the history",
            Past::Read(_) => "Nothing yet. The first session you do will stand here",
        };
        card::at(ui, Rect::from_min_size(area.min, vec2(area.width(), 64.0)), "empty", |ui| {
            card::words(ui, note, &text::style(Weight::Regular, size::BODY, palette.muted));
        });
        return Vec::new();
    }
    let time: Span = entries.iter().filter_map(Entry::session).map(|session| session.active).sum();
    let line = format!("{} · {} on the floor", words::count(entries.len(), "session"), words::minutes(time));
    let style = text::style(Weight::Regular, size::BODY, palette.muted);
    text::line(ui, pos2(area.right(), area.top() - gap::PLAYER), Align2::RIGHT_CENTER, &line, &style);
    card::at(ui, area, "sessions", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, entries.len(), |ui, rows| {
            for entry in entries.iter().rev().skip(rows.start).take(rows.len()) {
                row(ui, entry, now);
            }
        });
    });
    Vec::new()
}

fn row(ui: &mut Ui, entry: &Entry, now: Moment) {
    let palette = theme::palette(ui.ctx());
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let Some(session) = entry.session() else { return };
    let y = rect.center().y;
    let day = words::past_day(entry.day(), now.local.date_naive());
    let when = format!("{day}, {}", words::time_of_day(&session.started));
    let muted = text::style(Weight::Regular, size::BODY, palette.muted);
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    text::clipped(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, 160.0, &when, &muted);
    let right = rect.right() - gap::LARGE;
    let bar_wide = (rect.width() - 560.0).clamp(0.0, 260.0);
    let name_wide = rect.width() - 172.0 - bar_wide - 250.0;
    text::clipped(ui, pos2(rect.left() + 172.0, y), Align2::LEFT_CENTER, name_wide, &session.name, &strong);
    if bar_wide > 40.0 {
        // Forty minutes fill the bar.
        let wide = bar_wide * session.active.share_of(Span::secs(40 * 60)).max(0.02);
        let bar = Rect::from_min_size(pos2(right - 230.0 - bar_wide, y - 4.0), vec2(wide, 8.0));
        strip::paint(ui.painter(), bar, &block_cells(session, palette), palette.raised, theme::MARK, (3.0, 3.0));
    }
    let time = words::clock(session.active);
    text::line(ui, pos2(right - 150.0, y), Align2::RIGHT_CENTER, &time, &strong);
    let (done, all) = session.count();
    let how = match session.ending {
        Ending::Completed if done == all => "All of it".to_owned(),
        Ending::Completed => format!("{done} of {all} exercises"),
        Ending::Early => format!("{done} of {all}, ended early"),
    };
    text::line(ui, pos2(right, y), Align2::RIGHT_CENTER, &how, &muted);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
}
