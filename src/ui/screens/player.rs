//! The player: what to do now, for how long, and what comes next, to be read from the floor. All sizes follow the window.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::plan::{SegmentKind, Work};
use crate::domain::player::{Command, Extension, Phase, Player};
use crate::domain::time::{Moment, Span};
use crate::model::{Action, Model, Playing, Purpose};
use crate::ui::pace::{Needs, next_beat, next_digit};
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::button::{Button, Hint, Rank};
use crate::ui::widgets::{card, text};
use crate::ui::{keys, words};

use super::player_caption;
use super::player_layout::Layout;
use super::player_parts as parts;
use super::player_refuel;
use super::player_words;

/// Draws the screen. `now` is that of [`Playing::moment`].
pub fn show(ui: &mut Ui, model: &Model, playing: &Playing, now: Moment) -> Vec<Action> {
    let window = ui.max_rect();
    let focused = ui.memory(|memory| memory.focused().is_some());
    let mut actions = ui.input_mut(|input| keys::player(input, playing, focused));
    if !actions.is_empty() {
        // The key has done its work: an arrow does not also move the focus.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    let layout = layout(ui, window, model, playing);
    if !playing.asks_to_end() {
        // Below everything else: what no button takes.
        let anywhere = ui.interact(window, ui.scope_id().with("anywhere"), Sense::CLICK);
        anywhere.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Pause or go on, anywhere"));
        if anywhere.clicked() || anywhere.secondary_clicked() || anywhere.middle_clicked() {
            actions.push(Action::TogglePause);
        }
    }
    let player = playing.player();
    parts::top(ui, &layout, player, now);
    parts::clock(ui, &layout, player, now);
    parts::edge(ui, window, &layout, player, now);
    parts::purpose(ui, &layout, playing.purpose());
    player_words::words(ui, &layout, model, playing, now);
    parts::next(ui, &layout, model, player);
    player_caption::caption(ui, &layout, playing, now);
    if playing.purpose() == Purpose::Session {
        actions.extend(player_refuel::refuel(ui, &layout, model, now));
    }
    actions.extend(buttons(ui, &layout, playing));
    // At ten times the speed the pulse would flicker, which some eyes can't bear.
    if !model.is_still() && playing.purpose().speed() == 1 {
        parts::pulse(ui, window, &layout, player, now);
    }
    if playing.asks_to_end() {
        actions.extend(question(ui, window));
    }
    actions
}

/// Where the newest notice stands.
#[must_use]
pub fn notice_place(ui: &Ui, window: Rect, model: &Model, playing: &Playing) -> Rect {
    layout(ui, window, model, playing).notice
}

fn layout(ui: &Ui, window: Rect, model: &Model, playing: &Playing) -> Layout {
    // Where nobody knows how large the screen is, the window fills it.
    let screen = ui.input(|input| input.viewport().monitor_size).unwrap_or_else(|| window.size());
    Layout::of(window, playing.purpose(), model.settings().reading, screen)
}

/// When the screen changes by itself, in the time of [`Playing::moment`].
#[must_use]
pub fn needs(player: &Player, reduced_motion: bool, now: Moment) -> Needs {
    let left = next_digit(player.left(now.tick));
    let until = match player.phase() {
        Phase::Over { .. } => return Needs::Nothing,
        Phase::Paused { .. } => {
            // Only the time of day at which it would end moves on, once a minute.
            let end = now.local_after(player.left(now.tick));
            let into_minute = Span::from(std::time::Duration::from_nanos(
                u64::from(chrono::Timelike::second(&end)) * 1_000_000_000
                    + u64::from(chrono::Timelike::nanosecond(&end)),
            ));
            return Needs::Digits(Span::secs(60).minus(into_minute));
        }
        Phase::LeadIn { until, .. } => next_digit(until.since(now.tick)),
        Phase::Running { began } => match player.segment().kind {
            SegmentKind::Work(Work::Reps { every, .. }) => next_beat(began, every, now.tick),
            kind if kind.length().is_open() => next_beat(began, Span::secs(1), now.tick),
            _ => next_digit(player.segment_left(now.tick)),
        },
    };
    let until = until.min(left);
    if reduced_motion { Needs::Digits(until) } else { Needs::Motion(until) }
}

fn buttons(ui: &mut Ui, layout: &Layout, playing: &Playing) -> Vec<Action> {
    let (player, enabled) = (playing.player(), !playing.asks_to_end());
    let palette = theme::palette(ui.ctx());
    let color = palette.block(player.plan().block(&player.segment()).kind);
    let paused = matches!(player.phase(), Phase::Paused { .. });
    let waits = player.segment().kind.length().is_open() && !paused;
    let pause_word = if paused { "Go on" } else { "Pause" };
    let more = match player.extension() {
        Some(Extension::Reps(reps)) => format!("+{}", words::count(reps as usize, "rep")),
        _ => "+10 s".to_owned(),
    };
    let pause = (pause_word, Hint::Key(keys::label::PAUSE), Action::TogglePause, true);
    let back = ("Back", Hint::Arrow(vec2(-1.0, 0.0)), Action::Player(Command::Back), true);
    let skip = ("Skip", Hint::Arrow(vec2(1.0, 0.0)), Action::Player(Command::Skip), true);
    let end_word = if playing.purpose() == Purpose::Session { "End" } else { "Back to the editor" };
    let end = (end_word, Hint::Key(keys::label::END), Action::AskToEnd, true);
    let extend =
        (more.as_str(), Hint::Arrow(vec2(0.0, -1.0)), Action::Player(Command::Extend), player.extension().is_some());
    let done = ("Done", Hint::Key(keys::label::WAITS), Action::Player(Command::Done), true);
    // Where the person decides when it is over, that is the big button, and there is nothing to extend.
    let pause_beside = ("Pause", Hint::None, Action::TogglePause, true);
    let row = if waits { [back, pause_beside, done, skip, end] } else { [back, extend, pause, skip, end] };
    let mut actions = Vec::new();
    for (i, ((label, hint, action, on), rect)) in row.into_iter().zip(layout.buttons).enumerate() {
        let rank = if i == 2 { Rank::Primary(color) } else { Rank::Plain };
        let (enabled, zoom) = (enabled && on, layout.zoom.max(0.8));
        if (Button { id: i, hint, enabled, zoom, ..Button::new(label, rank) }).show(ui, rect).clicked() {
            actions.push(action);
        }
    }
    actions
}

/// Asks once whether to end here.
fn question(ui: &mut Ui, window: Rect) -> Vec<Action> {
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(window, 0.0, palette.veil());
    let rect = Rect::from_center_size(window.center(), vec2(460.0, 190.0));
    let mut actions = Vec::new();
    card::at(ui, rect, "question", |ui| {
        card::words(ui, "End here?", &text::style(Weight::Heavy, size::TITLE, palette.text));
        let kept = "What you have done is kept in the history";
        card::words(ui, kept, &text::style(Weight::Regular, size::LABEL, palette.muted));
        let inner = ui.max_rect();
        let half = (inner.width() - gap::MEDIUM) / 2.0;
        let row = Rect::from_min_size(pos2(inner.left(), inner.bottom() - 68.0), vec2(half, 64.0));
        let end = Button { hint: Hint::Key(keys::label::YES), ..Button::new("End and keep", Rank::Plain) };
        if end.show(ui, row).clicked() {
            actions.push(Action::Player(Command::End));
        }
        let row = row.translate(vec2(half + gap::MEDIUM, 0.0));
        let rank = Rank::Primary(palette.stretch);
        let keep_going = Button { hint: Hint::Key(keys::label::NO), ..Button::new("Keep going", rank) };
        if keep_going.show(ui, row).clicked() {
            actions.push(Action::KeepGoing);
        }
    });
    actions
}
