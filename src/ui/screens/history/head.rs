//! The head of the history: its parts, what is looked at, what can be written out, and a day to write about. Does none of it.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use crate::domain::past::period::Period;
use crate::model::Export;
use crate::ui::screens::path_ask::PathAsk;
use crate::ui::theme::{self, Weight, control, gap, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::menu::{self, Item, Tone};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{segmented, text};
use crate::ui::{heading, words};

use super::ask::Ask;
use super::{Page, Scene, Tab};

/// What the button for a new entry says.
const ADD: &str = "Write about a day…";
/// The same, where there is little room.
const ADD_SHORT: &str = "Add a day…";

/// What the list of the button "Export" offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Out(Export),
    Back,
}

/// What each kind is called in the list, and as the heading of its question.
pub(super) const fn name(export: Export) -> &'static str {
    match export {
        Export::Sessions => "Sessions as CSV",
        Export::Steps => "Steps as CSV",
        Export::Json => "Everything as JSON",
        Export::Calendar => "Calendar (.ics)",
        Export::Everything => "Everything in a zip",
    }
}

/// Draws the head; gives the space below it.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, page: &mut Page) -> Rect {
    let mut area = heading(ui, "History");
    let y = area.top() - gap::LARGE - gap::WIDE;
    let font = theme::font(Weight::Semi, size::BODY);
    let wide = |words: &str| text::measure(ui, words, &font).x + 2.0 * gap::LARGE;
    let period = words::past::period(page.period, scene.today);
    let is_empty = scene.model.past().history().entries().is_empty();
    let own = wide("Export") + if is_empty { 0.0 } else { wide(&period) + gap::MEDIUM } + gap::MEDIUM;
    let title = text::measure(ui, "History", &theme::font(Weight::Heavy, size::TITLE)).x;
    let parts = parts_wide(ui);
    let left = area.left() + title + gap::WIDE;
    let free = area.right() - left;
    // Where there is little room, the button says less first, and then the parts go below.
    let add = if free >= own + wide(ADD) + parts + gap::WIDE { ADD } else { ADD_SHORT };
    let buttons = own + wide(add);
    let at_left = if free >= buttons + parts + gap::MEDIUM {
        pos2(left, y - control::HEIGHT / 2.0)
    } else {
        let below = area.top() - gap::HAIR;
        area.min.y += control::HEIGHT + gap::MEDIUM;
        pos2(area.left(), below)
    };
    if !is_empty {
        let rect = Rect::from_min_size(at_left, vec2(parts, control::HEIGHT));
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("parts"));
        if let Some(tab) = segmented::show(&mut child, "Part of the history", &Tab::ALL, Some(page.tab)) {
            page.tab = tab;
        }
    }
    let corner = pos2(area.right() - buttons, y - button::HEIGHT / 2.0);
    let rect = Rect::from_min_size(corner, vec2(buttons, button::HEIGHT));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("buttons"));
    child.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        if !is_empty {
            choose_period(ui, scene, page, &period);
        }
        export(ui, page, is_empty);
        let add = button::said(ui, add, ADD, Rank::Plain, true);
        if add.clicked() {
            page.ask(Ask::Day(scene.today.to_string()), Some(Opener::of(ui, &add)));
        }
    });
    area
}

fn parts_wide(ui: &Ui) -> f32 {
    let font = theme::font(Weight::Semi, size::SMALL);
    Tab::ALL.iter().map(|(_, label)| text::measure(ui, label, &font).x + 2.0 * control::INSET).sum()
}

fn choose_period(ui: &mut Ui, scene: Scene<'_>, page: &mut Page, shown: &str) {
    let opener = button::said(ui, shown, &format!("Period, {shown}"), Rank::Plain, true);
    let label = |period: Period| match period {
        Period::ThisYear => "This year".to_owned(),
        other => words::past::period(other, scene.today),
    };
    let labels: Vec<String> = scene.known.choices.iter().map(|period| label(*period)).collect();
    let both = scene.known.choices.iter().zip(&labels);
    let items: Vec<Item<'_, Period>> =
        both.map(|(period, label)| Item { value: *period, label, tone: Tone::Plain }).collect();
    if let Some(period) = menu::of(ui, &opener, "Period", &items) {
        page.period = period;
        page.row = 0;
        page.day = None;
        page.week = None;
    }
}

fn export(ui: &mut Ui, page: &mut Page, is_empty: bool) {
    let opener = button::small(ui, "Export", Rank::Plain);
    let all = [Export::Sessions, Export::Steps, Export::Json, Export::Calendar, Export::Everything];
    // Where nothing was done yet, what was done elsewhere can be brought.
    let tone = if is_empty { Tone::Off } else { Tone::Plain };
    let labels = all.map(|export| format!("{}…", name(export)));
    let mut items: Vec<Item<'_, Way>> =
        all.iter().zip(&labels).map(|(export, label)| Item { value: Way::Out(*export), label, tone }).collect();
    items.push(Item { value: Way::Back, label: "Bring back from a zip…", tone: Tone::Plain });
    match menu::of(ui, &opener, "Export", &items) {
        Some(Way::Out(export)) => {
            page.ask(Ask::Export(export, PathAsk::default()), Some(Opener::of(ui, &opener)));
        }
        Some(Way::Back) => page.ask(Ask::BringBack(PathAsk::default()), Some(Opener::of(ui, &opener))),
        None => {}
    }
}
