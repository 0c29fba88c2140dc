//! History: what was done, how often in a row, how hard, what grew and what ached. Draws what is known and says what was asked.

mod aches;
mod ask;
mod days;
mod growth;
mod head;
mod load;
mod memo;
mod numbers;
mod sessions;
mod skips;
mod unsaved;
mod week;

use chrono::NaiveDate;
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::domain::history::EntryId;
use crate::domain::past::period::Period;
use crate::domain::past::week::Week;
use crate::domain::time::Moment;
use crate::model::journal::Occasion;
use crate::model::{Action, Model, Past, Screen, Stage};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::question::Opener;
use crate::ui::widgets::{card, scroll, text};

use ask::Ask;
use memo::{Known, Memo};

/// Cards stand beside each other from so much room on.
const WIDE: f32 = 900.0;
/// The least height of the cards at the foot, where the page has to be scrolled to see them.
const LEAST_FOOT: f32 = 300.0;

/// What is shown of the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Tab {
    /// The numbers, every day, sessions and aches.
    #[default]
    Overview,
    /// How hard each week was.
    Load,
    /// What grew, and what was skipped.
    Growth,
}

impl Tab {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Overview, "Overview"), (Self::Load, "Load"), (Self::Growth, "Growth")];
}

/// What the screen remembers from frame to frame.
#[derive(Debug, Default)]
pub struct Page {
    tab: Tab,
    period: Period,
    memo: Memo,
    ask: Ask,
    /// What has brought the question up.
    opener: Option<Opener>,
    /// The day from which the keyboard goes on in the map.
    day: Option<NaiveDate>,
    /// The row from which it goes on in the list.
    row: usize,
    /// The list is to have the keyboard's focus again.
    back_to_list: bool,
    /// The entry whose journal was open.
    from: Option<EntryId>,
    /// The week that is chosen.
    week: Option<Week>,
    /// It was chosen in the list, and is to come into sight in the chart.
    reveal_week: bool,
    /// What the pointer or the keyboard was at in the last frame, in words: of the map and of the dots.
    told: Told,
}

/// Words for what is looked at.
#[derive(Debug, Default)]
struct Told {
    day: Option<String>,
    ache: Option<String>,
}

impl Page {
    /// Whether a question waits for its answer.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.ask != Ask::Nothing
    }

    /// Something is asked, which a button has brought up.
    fn ask(&mut self, ask: Ask, opener: Option<Opener>) {
        (self.ask, self.opener) = (ask, opener);
    }

    /// Whatever is being asked is asked no more.
    pub fn stop_asking(&mut self) {
        self.ask = Ask::Nothing;
    }

    /// What fills the window: a journal that somebody comes back from is shown in the list.
    pub fn comes_from(&mut self, stage: &Stage, screen: Screen) {
        match stage {
            Stage::Writing(writing) if writing.occasion() == Occasion::Later => {
                self.from = Some(writing.entry().id.clone());
            }
            Stage::Idle if screen == Screen::History => {}
            _ => self.from = None,
        }
    }

    /// How often what is shown was worked out from the history.
    #[must_use]
    pub const fn worked_out(&self) -> u64 {
        self.memo.worked_out()
    }
}

/// What every part of the screen is drawn from.
#[derive(Clone, Copy)]
struct Scene<'a> {
    model: &'a Model,
    known: &'a Known,
    period: Period,
    today: NaiveDate,
}

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, page: &mut Page, now: Moment) -> Vec<Action> {
    let today = now.local.date_naive();
    let history = model.past().history();
    let from = page.from.take().and_then(|id| history.get(&id));
    if let Some(entry) = from {
        page.tab = Tab::Overview;
        if !page.period.days(history, today).contains(entry.day()) {
            page.period = Period::year_of(entry.day(), today);
        }
    }
    let mut memo = std::mem::take(&mut page.memo);
    let known = memo.of(history, model.weeks(), page.period, today);
    if let Some(row) = from.and_then(|entry| known.row(history, entry)) {
        (page.row, page.back_to_list) = (row, true);
    }
    let scene = Scene { model, known, period: page.period, today };
    let mut actions = Vec::new();
    let window = ui.max_rect();
    let mut screen = ui.new_child(UiBuilder::new().max_rect(window).id_salt("history"));
    if page.asks() {
        screen.disable();
    }
    let area = head::show(&mut screen, scene, page);
    let mut body = screen.new_child(UiBuilder::new().max_rect(area).id_salt(page.tab));
    if model.past().history().entries().is_empty() {
        actions.extend(nothing(&mut body, area, scene));
    } else {
        // The scroll bar lies in the margin at the right.
        let scrolled = Rect::from_min_max(area.min, pos2(window.right(), window.bottom()));
        let mut scrolled = body.new_child(UiBuilder::new().max_rect(scrolled).id_salt("scrolled"));
        scroll::page(&mut scrolled, ScrollArea::vertical().auto_shrink(false), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, gap::LARGE);
            ui.set_max_width(area.width());
            match page.tab {
                Tab::Overview => overview(ui, scene, page, area.height(), &mut actions),
                Tab::Load => load::show(ui, scene, page, area.height(), &mut actions),
                Tab::Growth => growth::show(ui, scene, area.height()),
            }
            ui.add_space(window.bottom() - area.bottom() - gap::LARGE);
        });
    }
    actions.extend(ask::show(ui, scene, page));
    page.memo = memo;
    actions
}

fn nothing(ui: &mut Ui, area: Rect, scene: Scene<'_>) -> Option<Action> {
    let palette = theme::palette(ui.ctx());
    let (area, action) = unsaved::show(ui, area, scene);
    let note = match scene.model.past() {
        Past::Reading(_) => "Reading the history",
        Past::Read(_) => "Nothing yet. The first session you do will stand here",
    };
    card::at(ui, Rect::from_min_size(area.min, vec2(area.width(), 64.0)), "empty", |ui| {
        ui.add_space(gap::HAIR);
        card::words(ui, note, &text::style(Weight::Regular, size::BODY, palette.muted));
    });
    action
}

fn overview(ui: &mut Ui, scene: Scene<'_>, page: &mut Page, height: f32, actions: &mut Vec<Action>) {
    let wide = ui.max_rect().width();
    let above = numbers::height(wide) + days::height(wide) + 2.0 * gap::LARGE;
    numbers::show(ui, scene);
    let rect = row(ui, days::height(wide));
    actions.extend(card::at(ui, rect, "days", |ui| days::show(ui, scene, page)));
    if wide >= WIDE {
        let rect = row(ui, (height - above).max(LEAST_FOOT));
        let (left, right) = halves(rect, 0.528);
        actions.extend(card::at(ui, left, "sessions", |ui| sessions::show(ui, scene, page)));
        card::at(ui, right, "aches", |ui| aches::show(ui, scene, page));
    } else {
        let rect = row(ui, LEAST_FOOT);
        actions.extend(card::at(ui, rect, "sessions", |ui| sessions::show(ui, scene, page)));
        let rect = row(ui, LEAST_FOOT);
        card::at(ui, rect, "aches", |ui| aches::show(ui, scene, page));
    }
}

/// Room for a card over the whole width.
fn row(ui: &mut Ui, height: f32) -> Rect {
    let width = ui.max_rect().width();
    ui.allocate_space(vec2(width, height)).1
}

/// A row parted in two.
fn halves(rect: Rect, share: f32) -> (Rect, Rect) {
    let middle = rect.left() + ((rect.width() - gap::LARGE) * share).round();
    (
        Rect::from_min_max(rect.min, pos2(middle, rect.bottom())),
        Rect::from_min_max(pos2(middle + gap::LARGE, rect.top()), rect.max),
    )
}

/// The heading of a card at its usual place, in the middle of a line of its own; gives what lies below it.
fn title(ui: &mut Ui, words: &str) -> (Rect, Rect) {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect();
    let line = Rect::from_min_size(area.min, vec2(area.width(), 22.0));
    let style = text::style(Weight::Semi, size::SMALL, palette.muted);
    text::line(ui, line.left_center(), egui::Align2::LEFT_CENTER, words, &style);
    (line, Rect::from_min_max(pos2(area.left(), line.bottom()), area.max))
}
