//! The app: lets time pass in the model, draws it, and has its effects carried out. Decides nothing about sessions or screens.

use std::sync::Arc;

use crate::clock::Clock;
use crate::domain::time::{Span, Tick};
use crate::model::{Action, Effect, Model};
use crate::ui;
use crate::ui::pace::Pace;
use crate::ui::state::UiState;

/// The world outside the window: files and sound.
pub trait Outside {
    /// Carries out an effect. What fails comes back as [`Outside::news`].
    fn carry_out(&mut self, effect: Effect);

    /// What has happened outside since it was last asked.
    fn news(&mut self) -> Vec<Action>;

    /// The first frame was drawn: what could have delayed it may begin.
    fn shown(&mut self) {}
}

/// A wait of the window's thread at some time after the start: what a stalled desktop does. Only tests ask for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall {
    /// When, after the first frame.
    pub at: Span,
    /// For how long.
    pub length: Span,
}

/// What the app has cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Frames drawn.
    pub frames: u64,
    /// When the first one was drawn.
    pub first_frame: Option<Tick>,
    /// How often the window's thread was made to wait.
    pub stalls: u32,
}

/// The app as eframe runs it.
pub struct App {
    model: Model,
    ui: UiState,
    clock: Arc<dyn Clock>,
    outside: Box<dyn Outside>,
    pace: Pace,
    stats: Stats,
    stall: Option<Stall>,
    farewell: Option<Farewell>,
    /// What was pressed and typed, and waits for the next frame.
    waiting: Vec<egui::Event>,
}

/// Told what the app has cost when its window closes.
pub type Farewell = Box<dyn FnOnce(Stats)>;

impl App {
    /// The app with a model to show, a clock to go by and a world to act on.
    #[must_use]
    pub fn new(ctx: &egui::Context, model: Model, clock: Arc<dyn Clock>, outside: Box<dyn Outside>) -> Self {
        ui::theme::install(ctx);
        Self {
            model,
            ui: UiState::default(),
            clock,
            outside,
            pace: Pace::default(),
            stats: Stats::default(),
            stall: None,
            farewell: None,
            waiting: Vec::new(),
        }
    }

    /// Has the window's thread wait once.
    #[must_use]
    pub fn with_stall(mut self, stall: Option<Stall>) -> Self {
        self.stall = stall;
        self
    }

    /// Has somebody told what the app has cost, when its window closes.
    #[must_use]
    pub fn with_farewell(mut self, farewell: Farewell) -> Self {
        self.farewell = Some(farewell);
        self
    }

    /// Lets something happen as if the person had done it.
    pub fn act(&mut self, ctx: &egui::Context, action: Action) {
        let effects = self.model.update(action, self.clock.now());
        self.run(ctx, effects);
    }

    /// What is shown.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// What it has cost so far.
    #[must_use]
    pub const fn stats(&self) -> Stats {
        self.stats
    }

    fn run(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::ToggleFullscreen => {
                    let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or_default());
                    ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
                }
                Effect::Raise => {
                    ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
                    ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
                }
                effect => self.outside.carry_out(effect),
            }
        }
    }

    /// Tells the model whether the window is in front. Where nobody can tell, it is.
    fn look_who_looks(&mut self, ctx: &egui::Context) {
        let is_in_front = ctx.input(|input| {
            let viewport = input.viewport();
            viewport.focused.unwrap_or(true) && !viewport.minimized.unwrap_or_default()
        });
        if is_in_front != self.model.is_in_front() {
            self.act(ctx, Action::InFront(is_in_front));
        }
    }

    /// Asks for the next frame when the screen will have changed, as often as the machine can afford.
    fn request_frame(&self, ctx: &egui::Context) {
        if let Some(wait) = self.pace.wait(ui::needs(&self.model, self.clock.now())) {
            // A frame just before the digits change would show the old ones.
            ctx.request_repaint_after((wait + Span::millis(1)).to_std());
        }
    }

    fn stall_once(&mut self, now: Tick) {
        let due = |stall: &Stall| self.stats.first_frame.is_some_and(|first| now.since(first) >= stall.at);
        if let Some(stall) = self.stall.take_if(|stall| due(stall)) {
            log::info!("the window's thread waits for {}", stall.length);
            self.stats.stalls += 1;
            std::thread::sleep(stall.length.to_std());
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let now = self.clock.now();
        self.stall_once(now.tick);
        for action in self.outside.news() {
            self.act(ctx, action);
        }
        // Before anything is due: where it is said depends on this, and a window that is hidden has had no frame since it was.
        self.look_who_looks(ctx);
        let effects = self.model.tick(now);
        self.run(ctx, effects);
        ui::theme::apply(ctx, self.model.settings(), self.model.is_high_contrast());
        if self.model.is_running() {
            // Where the window can't be seen nothing is drawn, and no frame asks for the next. But the session goes on and
            // has to be written down. Where it is drawn, its frames come sooner than this.
            ctx.request_repaint_after(Span::secs(2).to_std());
        }
        if let Some(wait) = self.model.refuel_changes(now) {
            // The reminder comes whether the window is seen or not.
            ctx.request_repaint_after((wait + Span::millis(1)).to_std());
        }
        if let Some(wait) = self.model.nudge_changes(now) {
            ctx.request_repaint_after((wait + Span::millis(1)).to_std());
        }
        if let Some(wait) = self.model.desk_changes(now) {
            ctx.request_repaint_after((wait + Span::millis(1)).to_std());
        }
        if let Some(wait) = self.model.notices_change(now) {
            ctx.request_repaint_after((wait + Span::millis(1)).to_std());
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        ui::keys::turns::take(&mut self.waiting, &mut input.events);
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let now = self.clock.now();
        self.pace.frame(now.tick, self.clock.cpu());
        self.stats.frames += 1;
        let ctx = ui.ctx().clone();
        for action in ui::show(ui, &self.model, &mut self.ui, now) {
            self.act(&ctx, action);
            // What was done shows at once.
            ctx.request_repaint();
        }
        self.request_frame(&ctx);
        if self.stats.first_frame.replace(self.stats.first_frame.unwrap_or(now.tick)).is_none() {
            self.outside.shown();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        for effect in self.model.leave(self.clock.now()) {
            self.outside.carry_out(effect);
        }
        if let Some(farewell) = self.farewell.take() {
            farewell(self.stats);
        }
    }
}
