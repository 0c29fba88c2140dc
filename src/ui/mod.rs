//! The window: draws the model and says what the person did. Sees the model and the domain alone; it reads no clock, opens
//! no file and makes no sound.

pub mod announced;
mod dropped;
pub mod keys;
mod notices;
pub mod pace;
pub mod screens;
pub mod state;
pub mod theme;
pub mod widgets;
pub mod words;

use egui::{Align2, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use crate::domain::time::Moment;
use crate::model::{Action, Model, Screen, Stage};

use screens::{editor, history, journal, player, settings, today};
use state::UiState;
use theme::{Weight, gap, size};
use widgets::{icon, scroll, text};

/// The width of the bar at the left.
const NAV: f32 = 88.0;

/// Draws the whole window and gives what the person did.
#[must_use]
pub fn show(ui: &mut Ui, model: &Model, state: &mut UiState, now: Moment) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0.0, palette.bg);
    let asks = asks(model, state);
    // A question, or an open list, is nearer than what is said beside it.
    let closed = if asks || egui::Popup::is_any_open(ui.ctx()) { None } else { notices::by_key(ui, model, state) };
    let mut actions = match model.stage() {
        Stage::Playing(playing) => {
            state.journal.close();
            let mut actions = player::show(ui, model, playing, playing.moment(now));
            let place = player::notice_place(ui, window, model, playing);
            actions.extend(notices::in_player(ui, place, model));
            actions
        }
        Stage::Idle | Stage::Writing(_) => {
            let choosing = model.runs().is_asking();
            // Whatever is asked, open or focused comes before the screen.
            let has_focus = egui::Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.focused().is_some());
            let busy = match (asks, has_focus) {
                (true, _) => keys::Busy::Question,
                (false, true) => keys::Busy::Widget,
                (false, false) => keys::Busy::Nothing,
            };
            // A journal belongs to the history, wherever it was opened from.
            let is_writing = matches!(model.stage(), Stage::Writing(_));
            let screen = if is_writing { Screen::History } else { model.screen() };
            let leaving = ui.input_mut(|input| keys::screens(input, screen, is_writing, model.goes_on_first(), busy));
            let dropped = dropped::files(ui);
            state.history.comes_from(model.stage(), screen);
            if !is_writing {
                state.journal.close();
            }
            if is_writing || screen != Screen::Today {
                state.today.stop_asking();
            }
            if !dropped.is_empty() {
                state.editor.stop_asking();
                state.today.stop_asking();
                state.journal.stop_asking();
                state.history.stop_asking();
            }
            // What is dropped answers what was asked.
            let let_go = (!dropped.is_empty()).then_some(Action::LetGo);
            let rest = Rect::from_min_max(pos2(window.left() + NAV, window.top()), window.max);
            let notices = notices::Below::of(ui, rest, model);
            let mut below = ui.new_child(UiBuilder::new().max_rect(window).id_salt("below"));
            if choosing {
                below.disable();
            }
            let gone = nav(&mut below, window, screen, asks);
            let mut child = below.new_child(UiBuilder::new().max_rect(notices.screen).id_salt(screen));
            let least = least(screen, is_writing);
            let mut actions = scroll::at_least(&mut child, least, |ui| match (model.stage(), screen) {
                (Stage::Writing(writing), _) => journal::show(ui, model, writing, &mut state.journal, now),
                (_, Screen::Today) => today::show(ui, model, &mut state.today, now),
                (_, Screen::Routines) => editor::show(ui, model, &mut state.editor),
                (_, Screen::History) => history::show(ui, model, &mut state.history, now),
                (_, Screen::Settings) => settings::show(ui, model, now),
            });
            // What was typed in the frame in which somebody leaves was typed before that.
            let leaves = leaving.iter().any(|action| matches!(action, Action::Go(_)));
            actions.extend(leaving.into_iter().chain(gone).chain(let_go).chain(dropped));
            if asks {
                below.disable();
            }
            actions.extend(notices.show(&mut below, model));
            actions.extend(journal::choose::show(ui, model, now));
            // One question at a time.
            if let (Stage::Writing(writing), None) = (model.stage(), model.runs().choosing()) {
                actions.extend(journal::moving::show(ui, model, writing, now));
            }
            if leaves {
                // What had the focus is of no more concern: the keys are the screen's that comes.
                ui.memory_mut(egui::Memory::stop_text_input);
            }
            actions
        }
    };
    state.focused = ui.memory(egui::Memory::focused);
    state.announcer.show(ui, model, now);
    actions.splice(..0, closed);
    actions
}

/// The smallest size at which nothing of a screen is cut off.
const fn least(screen: Screen, is_writing: bool) -> Vec2 {
    match screen {
        _ if is_writing => vec2(812.0, 480.0),
        Screen::Today => vec2(720.0, 330.0),
        Screen::Routines => vec2(812.0, 480.0),
        // These are as narrow as they have to be, and long.
        Screen::History | Screen::Settings => Vec2::ZERO,
    }
}

/// Whether the person is being asked something: Esc answers that.
fn asks(model: &Model, state: &UiState) -> bool {
    match model.stage() {
        Stage::Playing(playing) => playing.asks_to_end(),
        Stage::Idle | Stage::Writing(_) => {
            model.runs().is_asking()
                || (matches!(model.stage(), Stage::Writing(_)) && state.journal.asks())
                || (model.screen() == Screen::Routines && state.editor.asks())
                || (model.screen() == Screen::Today && state.today.asks())
                || (model.screen() == Screen::History && state.history.asks())
        }
    }
}

/// The time until the window changes by itself.
#[must_use]
pub fn needs(model: &Model, now: Moment) -> pace::Needs {
    match model.stage() {
        Stage::Playing(playing) => {
            let its = player::needs(playing.player(), model.is_still(), playing.moment(now));
            let its = playing.caption_changes(now).map_or(its, |until| its.sooner(until));
            its.at_speed(playing.purpose().speed())
        }
        Stage::Idle | Stage::Writing(_) => model.refuel_changes(now).map_or(pace::Needs::Nothing, pace::Needs::Digits),
    }
}

/// The bar at the left. While something is asked the keyboard does not come here, but whoever clicks has answered it.
fn nav(ui: &mut Ui, window: Rect, on: Screen, asks: bool) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    let bar = Rect::from_min_size(window.min, vec2(NAV, window.height()));
    ui.painter().rect_filled(bar, 0.0, palette.surface);
    ui.painter().vline(bar.right() - 0.5, bar.y_range(), palette.hairline());
    let mark = pos2(bar.center().x, bar.top() + 40.0);
    icon::mark(ui.painter(), mark, 17.0, [palette.stretch, palette.cool, palette.strength]);
    let mut actions = Vec::new();
    let screens = [
        (Screen::Today, "Today"),
        (Screen::Routines, "Routines"),
        (Screen::History, "History"),
        (Screen::Settings, "Settings"),
    ];
    for (i, (screen, label)) in screens.into_iter().enumerate() {
        let top = bar.top() + 88.0 + 68.0 * i as f32;
        let rect = Rect::from_min_size(pos2(bar.left() + gap::SMALL, top), vec2(NAV - 2.0 * gap::SMALL, 62.0));
        let sense = if asks { Sense::CLICK } else { Sense::click() };
        let response = ui.interact(rect, ui.scope_id().with(("nav", label)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, screen == on, label));
        let color = if screen == on { palette.text } else { palette.muted };
        if screen == on || response.hovered() {
            ui.painter().rect_filled(rect, theme::CONTROL, palette.raised);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, theme::CONTROL, palette.focus(), StrokeKind::Inside);
        }
        icon::screen(ui.painter(), pos2(rect.center().x, rect.top() + 20.0), screen, color);
        let font = theme::font(if screen == on { Weight::Semi } else { Weight::Regular }, size::SMALL);
        ui.painter().text(pos2(rect.center().x, rect.top() + 44.0), Align2::CENTER_CENTER, label, font, color);
        if response.clicked() {
            actions.push(Action::Go(screen));
        }
    }
    actions
}

/// The heading of a screen; gives the space below it.
fn heading(ui: &mut Ui, title: &str) -> Rect {
    let palette = theme::palette(ui.ctx());
    let area = ui.max_rect().shrink2(vec2(gap::SCREEN, gap::WIDE));
    let at = pos2(area.left(), area.top() + gap::WIDE);
    text::line(ui, at, Align2::LEFT_CENTER, title, &text::style(Weight::Heavy, size::TITLE, palette.text));
    Rect::from_min_max(pos2(area.left(), area.top() + 2.0 * gap::WIDE + gap::LARGE), area.max)
}
