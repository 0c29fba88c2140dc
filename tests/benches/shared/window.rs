//! The window as the app draws it, without a graphics card: a frame is input, what is shown, and what follows from it.

use afterrun::clock::{Clock, ManualClock, SystemClock};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, Model};
use afterrun::ui::state::UiState;
use afterrun::ui::{self, theme};
use egui::accesskit::Role;
use egui::{Context, Event, FullOutput, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};

/// Between one frame and the next.
const FRAME: Span = Span::millis(16);

/// What one frame cost, in processor time: what else runs on the machine is not counted.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// What is shown, what was done, and what follows from it in the model.
    pub ui: Span,
    /// What was painted, made into triangles.
    pub triangles: Span,
}

/// The window, with what follows from each frame in `answer`.
pub struct Window {
    ctx: Context,
    pub model: Model,
    state: UiState,
    /// The time that the app knows.
    clock: ManualClock,
    /// The time that is measured.
    meter: SystemClock,
    /// How long frames have been drawn.
    ran: Span,
    /// What the disk says of an effect.
    answer: fn(Effect) -> Option<Action>,
}

impl Window {
    /// A window that nothing was drawn in yet.
    pub fn new(model: Model, answer: fn(Effect) -> Option<Action>) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let clock = ManualClock::new("2026-11-22T18:32:00+01:00".parse().unwrap());
        let (meter, ran) = (SystemClock::default(), Span::ZERO);
        Self { ctx, model, state: UiState::default(), clock, meter, ran, answer }
    }

    /// Lets something happen that is not measured.
    pub fn act(&mut self, action: Action) {
        let effects = self.model.update(action, self.clock.now());
        self.answer(effects);
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        for action in effects.into_iter().filter_map(self.answer) {
            self.act(action);
        }
    }

    /// Draws a few frames in which nothing happens, so that what is drawn for the first time is not measured.
    pub fn rest(&mut self) {
        for _ in 0..5 {
            self.frame(Vec::new());
        }
    }

    /// Draws a frame with this input, and measures it.
    pub fn frame(&mut self, events: Vec<Event>) -> Cost {
        let (output, ui) = self.draw(events);
        let begun = self.meter.cpu();
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let cost = Cost { ui, triangles: self.meter.cpu().minus(begun) };
        drop(triangles);
        cost
    }

    fn draw(&mut self, events: Vec<Event>) -> (FullOutput, Span) {
        self.clock.pass(FRAME);
        self.ran += FRAME;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0))),
            time: Some(self.ran.as_secs_f64()),
            predicted_dt: FRAME.as_secs_f32(),
            focused: true,
            events,
            ..RawInput::default()
        };
        let (ctx, now) = (self.ctx.clone(), self.clock.now());
        let mut effects = Vec::new();
        let begun = self.meter.cpu();
        let output = ctx.run_ui(input, |ui| {
            for action in ui::show(ui, &self.model, &mut self.state, now) {
                effects.extend(self.model.update(action, now));
            }
        });
        let cost = self.meter.cpu().minus(begun);
        self.answer(effects);
        (output, cost)
    }

    /// Presses at a place and lets go there.
    pub fn click(&mut self, at: Pos2) {
        for event in [pointer(at), press(at, true), press(at, false)] {
            self.frame(vec![event]);
        }
        self.rest();
    }

    /// Where the first thing with this role and label is; with any label, where none is given.
    pub fn look_for(&mut self, role: Role, label: &str) -> Option<Rect> {
        self.ctx.enable_accesskit();
        let (output, _) = self.draw(Vec::new());
        self.ctx.disable_accesskit();
        let nodes = output.platform_output.accesskit_update?.nodes;
        let fits = |found: Option<&str>| label.is_empty() || found == Some(label);
        let (_, node) = nodes.iter().find(|(_, node)| node.role() == role && fits(node.label()))?;
        let bounds = node.bounds()?;
        let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
        Some(Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1)))
    }

    /// The same, for what has to be there.
    pub fn find(&mut self, role: Role, label: &str) -> Rect {
        self.look_for(role, label).unwrap_or_else(|| panic!("there is no {role:?} called \"{label}\""))
    }
}

/// The pointer comes to a place.
pub const fn pointer(at: Pos2) -> Event {
    Event::PointerMoved(at)
}

/// The button of the pointer goes down, or up.
pub const fn press(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}
