//! Every day of the period as a map. Opens the journal of a day; draws no day itself.

use chrono::NaiveDate;
use egui::{Align2, Rect, Ui, pos2};

use crate::domain::past::heat::Mark;
use crate::model::Action;
use crate::model::journal::Jot;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::heat_map::{self, Days};
use crate::ui::widgets::{card, text};
use crate::ui::words;

use super::{Page, Scene, title};

/// The height of the card that is so wide.
pub(super) fn height(wide: f32) -> f32 {
    2.0 * gap::LARGE + 22.0 + gap::HAIR + heat_map::height(wide - 2.0 * card::MARGIN.x)
}

/// Draws what is in the card.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let Scene { model, known, today, .. } = scene;
    let (line, below) = title(ui, &words::past::every_day(scene.period));
    let history = model.past().history();
    let say = |day: NaiveDate, mark: Mark| {
        let mut said = format!("{}, {}", words::past::full_day(day, today), words::past::mark(mark, &history.day(day)));
        if let Some(neutral) = model.weeks().get(crate::domain::past::week::Week::of(day)) {
            said = format!("{said} · a week of {}", words::past::neutral(neutral));
        }
        said
    };
    let has_neutral = known.overview.heat.columns.iter().any(|column| model.weeks().get(column.week).is_some());
    match &page.told.day {
        Some(told) => {
            let style = text::style(Weight::Regular, size::SMALL, palette.text);
            ui.painter().text(line.right_center(), Align2::RIGHT_CENTER, told, style.font, style.color);
        }
        None => heat_map::legend(ui, line.right_center(), has_neutral),
    }
    let tally = &known.overview.tally;
    let says = format!(
        "{}, {} of {} cooled down",
        words::past::every_day(scene.period),
        tally.cooled,
        words::count(tally.runs as usize, "run")
    );
    let days = Days {
        map: &known.overview.heat,
        says: &says,
        say: &say,
        is_neutral: &|week| model.weeks().get(week).is_some(),
    };
    let place = Rect::from_min_max(pos2(below.left(), below.top() + gap::HAIR), below.max);
    let seen = days.show(ui, place, &mut page.day);
    let told = seen.looked_at.map(|(day, mark)| say(day, mark));
    if told != page.told.day {
        page.told.day = told;
        ui.ctx().request_repaint();
    }
    seen.opened.map(|day| Action::Jot(Jot::OpenDay(day))).into_iter().collect()
}
