//! One week: how hard it was, and whether anything had to be done in it. Sets it neutral by an action; changes nothing itself.

use egui::{Align2, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::past::load::LoadWeek;
use crate::domain::past::period::DayRange;
use crate::domain::past::week::{NeutralWeek, Week};
use crate::model::Action;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::{card, scroll, segmented, text};
use crate::ui::words;

use super::{Page, Scene, load, title};

/// The height of a week in the list of neutral ones.
const ROW: f32 = 36.0;

/// Draws the card of the week that is chosen.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, on: &LoadWeek) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let week = Week::of(on.first);
    let (line, below) = title(ui, &words::past::week(week, scene.today));
    let (monday, sunday) = (week.monday(), week.sunday());
    let days = format!("{} – {}", monday.format("%-d %b"), sunday.format("%-d %b"));
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    text::line(ui, line.right_center(), Align2::RIGHT_CENTER, &days, &small);
    let number =
        |value: Option<f64>, places: usize| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"));
    let numbers = [
        ("Load", format!("{:.0}", on.sum.points())),
        ("Runs", on.runs.to_string()),
        ("Monotony", number(on.monotony, 1)),
        ("Strain", number(on.strain(), 0)),
    ];
    let each = below.width() / 4.0;
    let heavy = text::style(Weight::Heavy, size::NAME, palette.text);
    for (i, (of, number)) in numbers.into_iter().enumerate() {
        let left = below.left() + each * i as f32;
        text::line(ui, pos2(left, below.top() + 16.0), Align2::LEFT_CENTER, of, &small);
        text::line(ui, pos2(left, below.top() + 40.0), Align2::LEFT_CENTER, &number, &heavy);
    }
    let rest = Rect::from_min_max(pos2(below.left(), below.top() + 62.0), below.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("week"));
    let note = match (on.runs, on.rated) {
        (0, _) => "No run in this week".to_owned(),
        (runs, rated) if rated < runs => {
            let runs = words::count(runs as usize, "run");
            format!("{runs}, {}", load::unrated(on))
        }
        _ if on.monotony.is_none() => "Monotony and strain are known once the week is over".to_owned(),
        _ => "Every run has its effort and time".to_owned(),
    };
    card::words(&mut child, &note, &small);
    child.add_space(gap::SMALL);
    let semi = text::style(Weight::Semi, size::SMALL, palette.muted);
    card::words(&mut child, "This week was for", &semi);
    let is = scene.model.weeks().get(week);
    let chosen = segmented::show(&mut child, "This week was for", &words::past::WEEK_KINDS, Some(is));
    card::words(&mut child, words::past::NEUTRAL_NOTE, &small);
    chosen.map(|kind| Action::SetWeek(week, kind)).into_iter().collect()
}

/// Draws the card with the neutral weeks of the period, newest first, and what the numbers are.
pub(super) fn neutral(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) {
    let palette = theme::palette(ui.ctx());
    let (_, below) = title(ui, "Weeks of rest, illness or injury");
    let range = scene.known.overview.days;
    let within = |week: Week| {
        week.sunday() >= range.first() && DayRange::new(week.monday(), range.last()).contains(week.monday())
    };
    let mut weeks: Vec<(Week, NeutralWeek)> = scene.model.weeks().iter().filter(|(week, _)| within(*week)).collect();
    weeks.reverse();
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    let about = "Load is how hard a run was, 1 to 10, times its minutes. Monotony is the mean day over how much days differ: \
                 it is low where hard and easy days take turns. Strain is load times monotony.";
    let galley = ui.painter().layout(about.to_owned(), small.font.clone(), small.color, below.width());
    let foot = below.bottom() - galley.size().y - gap::HAIR;
    text::paragraph(ui, pos2(below.left(), foot), below.width(), about, &small);
    let list = Rect::from_min_max(below.min, pos2(below.right(), foot - gap::SMALL));
    let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt("neutral weeks"));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    if weeks.is_empty() {
        child.add_space(gap::HAIR);
        let body = text::style(Weight::Regular, size::BODY, palette.muted);
        card::words(&mut child, "None in this time. Choose a week in the chart to set one", &body);
        return;
    }
    scroll::follow(&mut child, egui::ScrollArea::vertical().auto_shrink(false), |ui| {
        for (week, kind) in weeks {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let response = ui.interact(rect, ui.scope_id().with(week), Sense::click());
            let name = words::past::week(week, scene.today);
            let kind = words::past::neutral(kind);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{name}, {kind}")));
            if response.hovered() {
                ui.painter().rect_filled(rect, theme::MARK, palette.raised);
            }
            if response.has_focus() {
                ui.painter().rect_stroke(rect.shrink(1.0), theme::MARK, palette.focus(), StrokeKind::Inside);
            }
            let y = rect.center().y;
            let strong = text::style(Weight::Semi, size::BODY, palette.text);
            let half = rect.width() / 2.0;
            text::painted(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, half, &name, &strong);
            let right = pos2(rect.right() - gap::MEDIUM, y);
            let muted = text::style(Weight::Regular, size::BODY, palette.muted);
            text::painted(ui, right, Align2::RIGHT_CENTER, half, &words::sentence(kind), &muted);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
            if response.clicked() {
                (page.week, page.reveal_week) = (Some(week), true);
                ui.ctx().request_repaint();
            }
        }
    });
}
