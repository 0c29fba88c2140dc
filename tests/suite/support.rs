//! What several subjects share: the bundled library, a clock at a fixed moment, a world that writes down what it is asked.

use std::sync::{Arc, Mutex};

use afterrun::app::{App, Outside};
use afterrun::clock::{Clock, ManualClock};
use afterrun::domain::activity::{Brought, Sport};
use afterrun::domain::body::{Ache, Spot};
use afterrun::domain::cue::Cue;
use afterrun::domain::history::Entry;
use afterrun::domain::journal::Effort;
use afterrun::domain::library::Library;
use afterrun::domain::plan::{DoseLevel, Plan, PlanOptions};
use afterrun::domain::player::Phase;
use afterrun::domain::run::{Distance, HeartRate, Run, Trace};
use afterrun::domain::score::Sound;
use afterrun::domain::settings::{Settings, Theme};
use afterrun::domain::time::{Span, Tick};
use afterrun::model::journal::Writing;
use afterrun::model::{Action, Effect, Model, Playing, RunDeed, Stage, Start};
use afterrun::store::{Loaded, Store};
use egui::{Event, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What is read where nothing was ever written.
pub fn loaded() -> Loaded {
    let nowhere = std::env::temp_dir().join("afterrun-nowhere");
    let loaded = Store::open(Some(nowhere)).unwrap().read();
    assert_eq!(loaded.troubles, [], "what comes with Afterrun can be read");
    loaded
}

/// Everything that comes with Afterrun.
pub fn library() -> Library {
    loaded().library
}

/// What a model starts from where nothing was ever written.
pub fn start() -> Start {
    let Loaded { library, sources, originals, .. } = loaded();
    Start { library, sources, originals, folder: "/home/you/.config/afterrun".to_owned(), ..Start::default() }
}

/// Both plans of every bundled routine: at starting doses and at goal doses.
pub fn plans() -> Vec<Plan> {
    let library = library();
    let plan = |routine, doses| {
        Plan::new(routine, &library.catalogue, PlanOptions { doses, ready_at_least: Span::ZERO }).unwrap()
    };
    let both = |routine| [plan(routine, DoseLevel::Starting), plan(routine, DoseLevel::Goal)];
    library.routines.iter().flat_map(both).collect()
}

/// A Sunday evening.
pub fn evening() -> Arc<ManualClock> {
    Arc::new(ManualClock::new("2026-11-22T18:32:00.123456789+01:00".parse().unwrap()))
}

/// The run that was over eight minutes before that evening.
pub fn run() -> Run {
    let start = "2026-11-22T17:31:49+01:00".parse().unwrap();
    let trace = Trace { start, elapsed: Span::secs(3131), file: "morning_run.fit".to_owned() };
    Run {
        distance: Distance::metres(10_200.0),
        time: Some(Span::secs(3131)),
        heart_rate: HeartRate::bpm(148.0),
        sport: Sport::Run,
        trace: Some(trace),
    }
}

/// That a file was read which holds these.
pub fn brought(file: &str, runs: Vec<Run>) -> Action {
    Action::Run(RunDeed::Brought(Brought { file: file.to_owned(), runs: Ok(runs), damage: None }))
}

/// An entry of some days before that evening, in whose journal a spot ached.
pub fn ached(days: i64, aches: &[(Spot, Ache)]) -> Entry {
    let mut entry = Entry::on(evening().now().local - chrono::Duration::days(days), None);
    entry.journal.effort = Effort::new(4);
    for (spot, ache) in aches {
        entry.journal.body.set(*spot, Some(*ache));
    }
    entry
}

/// A world that does nothing and writes down what it was asked; what it has to tell can be put in.
#[derive(Clone, Default)]
pub struct Notebook {
    pub asked: Arc<Mutex<Vec<Effect>>>,
    pub news: Arc<Mutex<Vec<Action>>>,
}

impl Notebook {
    /// What was asked since the last time.
    pub fn take(&self) -> Vec<Effect> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// Tells the app something.
    pub fn tell(&self, action: Action) {
        self.news.lock().unwrap().push(action);
    }
}

impl Outside for Notebook {
    fn carry_out(&mut self, effect: Effect) {
        self.asked.lock().unwrap().extend(but_standing([effect]));
    }

    fn news(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.news.lock().unwrap())
    }
}

/// The app in a window that nobody sees, with a clock that stands until it is moved.
pub struct Desk<'a> {
    pub window: Harness<'a, App>,
    pub clock: Arc<ManualClock>,
    pub notebook: Notebook,
}

/// How the app under test starts.
pub struct Setup {
    pub size: (f32, f32),
    /// How many pixels a point has.
    pub scale: f32,
    pub theme: Theme,
    pub history: Vec<Entry>,
    pub start: Start,
}

impl Default for Setup {
    fn default() -> Self {
        Self { size: (1366.0, 768.0), scale: 1.0, theme: Theme::Dark, history: Vec::new(), start: start() }
    }
}

impl Desk<'_> {
    /// The app as it stands after its first frames.
    pub fn new(setup: Setup) -> Self {
        Self::with(setup, |notebook, _| Box::new(notebook))
    }

    /// The same with another world, which may be made of the notebook and the clock.
    pub fn with(setup: Setup, world: impl FnOnce(Notebook, Arc<ManualClock>) -> Box<dyn Outside>) -> Self {
        let (clock, notebook) = (evening(), Notebook::default());
        let its_clock = Arc::clone(&clock);
        let world = world(notebook.clone(), Arc::clone(&clock));
        let Setup { size, scale, theme, history, mut start } = setup;
        start.settings = Settings { theme, ..start.settings };
        notebook.tell(Action::HistoryRead(history, Vec::new()));
        let window = Harness::builder()
            .with_size(egui::vec2(size.0, size.1))
            .with_pixels_per_point(scale)
            .with_render_cursor(false)
            .with_os(egui::os::OperatingSystem::Nix)
            .build_eframe(move |cc| {
                let clock: Arc<dyn Clock> = its_clock;
                App::new(&cc.egui_ctx, Model::new(start), clock, world)
            });
        let mut desk = Self { window, clock, notebook };
        desk.step();
        desk
    }

    /// Draws what there is to draw, twice: input is seen in the first frame and shown in the second.
    pub fn step(&mut self) {
        self.window.step();
        self.window.step();
    }

    /// Whether the window was told to come to the front in the last frame.
    pub fn comes_to_front(&self) -> bool {
        let mut windows = self.window.output().viewport_output.values();
        windows.any(|window| window.commands.contains(&egui::ViewportCommand::Focus))
    }

    /// Lets time pass, and draws once after each `every` of it.
    pub fn pass(&mut self, span: Span, every: Span) {
        let mut left = span;
        while !left.is_zero() {
            let now = left.min(every);
            self.clock.pass(now);
            self.window.step();
            left = left.minus(now);
        }
    }

    /// Presses a key, as a hand does.
    pub fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.step();
    }

    /// Plays the routine of the day to its end.
    pub fn finish(&mut self) {
        self.press(Key::Space);
        for _ in 0..600 {
            if matches!(self.model().stage(), Stage::Writing(_)) {
                break;
            }
            self.pass(Span::secs(5), Span::secs(5));
            if self.shows("Take your time") {
                self.pass(Span::secs(40), Span::secs(10));
                self.press(Key::Enter);
            }
        }
    }

    /// What the model holds.
    pub fn model(&self) -> &Model {
        self.window.state().model()
    }

    /// Presses the button with this label, as a pointer does.
    pub fn click(&mut self, label: &str) {
        self.window.get_by_role_and_label(Role::Button, label).click();
        self.step();
    }

    /// Whether something with this label is on screen.
    pub fn shows(&self, label: &str) -> bool {
        self.window.query_all_by_label(label).next().is_some()
    }

    /// The big digits.
    pub fn digits(&self) -> String {
        let timer = self.window.get_by_role(Role::Timer);
        timer.accesskit_node().label().unwrap_or_default()
    }

    /// What runs.
    pub fn playing(&self) -> &Playing {
        let Stage::Playing(playing) = self.model().stage() else { panic!("no session runs") };
        playing
    }

    /// What the clock of the session does.
    pub fn phase(&self) -> Phase {
        self.playing().player().phase()
    }

    /// The segment that is on.
    pub fn at(&self) -> usize {
        self.playing().player().at()
    }

    /// The journal that is written.
    pub fn writing(&self) -> &Writing {
        let Stage::Writing(writing) = self.model().stage() else { panic!("no journal is written") };
        writing
    }

    /// The entry whose journal it is.
    pub fn entry(&self) -> &Entry {
        self.writing().entry()
    }

    /// Types a text, letter by letter.
    pub fn types(&mut self, text: &str) {
        for letter in text.chars() {
            self.window.event(Event::Text(letter.to_string()));
        }
        self.step();
    }

    /// The label of what has the focus.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough in its lifetimes")]
    pub fn at_label(&self) -> Option<String> {
        let node = self.window.query_all_by(|node| node.is_focused()).next()?;
        node.accesskit_node().label()
    }

    /// Presses Tab until the focus is on something whose label begins like this.
    pub fn tab_on_to(&mut self, label: &str) {
        for _ in 0..40 {
            self.press(Key::Tab);
            if self.at_label().is_some_and(|at| at.starts_with(label)) {
                return;
            }
        }
        panic!("the keyboard does not come to {label}; it is at {:?}", self.at_label());
    }

    /// Clicks on what has a role and a label.
    pub fn click_on(&mut self, role: Role, label: &str) {
        self.window.get_by_role_and_label(role, label).click();
        self.step();
    }
}

/// Effects, less those that only say how things stand now: those follow from everything else, and whoever wants to see them looks at
/// what the bus shows.
pub fn but_standing(effects: impl IntoIterator<Item = Effect>) -> Vec<Effect> {
    let stands = |effect: &Effect| matches!(effect, Effect::Panel(_) | Effect::KeepAwake(_) | Effect::WatchPads(_));
    effects.into_iter().filter(|effect| !stands(effect)).collect()
}

/// The cues among sounds, where nothing is said.
pub fn cues(sounds: &[(Tick, Sound)]) -> Vec<(Tick, Cue)> {
    let cue = |(at, sound): &(Tick, Sound)| match sound {
        Sound::Cue(cue) => (*at, *cue),
        other => panic!("{other:?} is no cue"),
    };
    sounds.iter().map(cue).collect()
}
