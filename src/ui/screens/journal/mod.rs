//! The journal: the run, how hard it was, how it felt, what it was like and what ached. Puts the parts in their places; what
//! they do to the journal, they say with actions.

mod aches;
pub(super) mod ask;
pub(in crate::ui) mod choose;
mod form;
mod head;
pub(in crate::ui) mod moving;
mod run_card;

use egui::{IdSalt, Rect, Ui, UiBuilder, pos2, vec2};

use crate::domain::history::EntryId;
use crate::domain::run::Run;
use crate::domain::time::{Moment, Span, Tick};
use crate::model::journal::{Occasion, Writing};
use crate::model::{Action, Model};
use crate::ui::keys::press::{self, Press};
use crate::ui::theme::gap;
use crate::ui::widgets::card;
use crate::ui::widgets::question::Opener;

use ask::Ask;

/// What the screen remembers from frame to frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What is being asked.
    ask: Ask,
    /// What has brought the question up.
    opener: Option<Opener>,
    /// The entry whose journal is shown.
    of: Option<EntryId>,
    /// How often one was opened: nothing is remembered of how far one was scrolled the time before.
    opening: u64,
    /// Until when what presses the first question is not meant for it.
    unmeant: Option<Tick>,
}

impl Page {
    /// Whether something is being asked.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.ask != Ask::Nothing
    }

    /// Something is asked, which a button has brought up.
    fn ask(&mut self, ask: Ask, opener: Option<Opener>) {
        (self.ask, self.opener) = (ask, opener);
    }

    /// No journal is shown.
    pub fn close(&mut self) {
        self.of = None;
        self.stop_asking();
    }

    /// Whatever is being asked is asked no more.
    pub fn stop_asking(&mut self) {
        self.ask = Ask::Nothing;
    }
}

/// Who still presses the keys that pause when a session ends does not answer the first question with them.
const NO_ANSWER: Span = Span::secs(2);

/// The height of the head, to the upper edge of the cards.
const HEAD: f32 = 83.0;

/// Where the cards are.
struct Cards {
    run: Rect,
    form: Rect,
    aches: Rect,
}

impl Cards {
    fn of(area: Rect, run: Option<&Run>) -> Self {
        let wide = (area.width() * 0.33).clamp(272.0, 760.0).round();
        let right = pos2(area.right() - wide, area.top());
        let left = Rect::from_min_max(area.min, pos2(right.x - gap::WIDE, area.bottom()));
        let run = Rect::from_min_size(left.min, vec2(left.width(), run_card::height(left.width(), run)));
        let form = Rect::from_min_max(pos2(left.left(), run.bottom() + gap::LARGE), left.max);
        Self { run, form, aches: Rect::from_min_max(right, area.max) }
    }
}

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, writing: &Writing, page: &mut Page, now: Moment) -> Vec<Action> {
    let id = &writing.entry().id;
    let begins = page.of.as_ref() != Some(id);
    if begins {
        let unmeant = (writing.occasion() == Occasion::AfterSession).then(|| now.tick + NO_ANSWER);
        *page = Page { of: Some(id.clone()), opening: page.opening + 1, unmeant, ..Page::default() };
    }
    page.unmeant = page.unmeant.filter(|until| now.tick < *until && press::drop_clicks(ui));
    let asks = page.asks();
    let area = ui.max_rect().shrink2(vec2(gap::SCREEN, 0.0));
    let area = Rect::from_min_max(area.min + vec2(0.0, gap::WIDE), area.max - vec2(0.0, gap::WIDE + gap::HAIR));
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt(IdSalt::new((id, page.opening))));
    if asks {
        child.disable();
    }
    let mut actions = parts(&mut child, area, model, writing, page, (begins, now));
    if asks {
        actions.extend(ask::show(ui, model, writing, page));
    } else if page.asks() {
        // In the next frame: a click that has brought it up would take the focus from it.
        ui.request_repaint();
    }
    actions
}

fn parts(
    ui: &mut Ui,
    area: Rect,
    model: &Model,
    writing: &Writing,
    page: &mut Page,
    (begins, now): (bool, Moment),
) -> Vec<Action> {
    let below = Rect::from_min_max(area.min + vec2(0.0, HEAD), area.max);
    let cards = Cards::of(below, writing.entry().run.as_ref());
    let place = Rect::from_min_max(area.min, pos2(area.right(), cards.run.top()));
    let mut actions = head::show(ui, place, model, writing, page, now);
    actions.extend(card::at(ui, cards.run, "run", |ui| run_card::show(ui, model, writing, page)));
    actions.extend(card::at(ui, cards.form, "form", |ui| form::show(ui, model, writing, begins)));
    actions.extend(card::at(ui, cards.aches, "aches", |ui| aches::show(ui, model, writing)));
    // What nobody nearer has taken.
    let is_free = ui.is_enabled() && !ui.ctx().text_edit_focused();
    if is_free && writing.is_changed() && !press::take(ui, &[Press::Delete]).is_empty() {
        let focused = ui.memory(egui::Memory::focused);
        page.ask(Ask::GiveUp, focused.map(Opener::at));
    }
    actions
}
