//! The window as the app draws it, without a graphics card: a frame is input, what is shown, and what follows from it.

use std::fmt::Write as _;

use afterrun::clock::{Clock, ManualClock, SystemClock};
use afterrun::domain::library::{DiskNews, FileKey, Revision};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Effect, Model, Screen, Start};
use afterrun::store::Store;
use afterrun::ui::state::UiState;
use afterrun::ui::{self, theme};
use egui::accesskit::Role;
use egui::{Context, Event, FullOutput, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};

/// The blocks of the routine, and the steps of each.
const BLOCKS: usize = 5;
const STEPS: usize = 100;

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

/// The window with the editor in it.
pub struct Desk {
    ctx: Context,
    model: Model,
    state: UiState,
    /// The time that the app knows.
    clock: ManualClock,
    /// The time that is measured.
    meter: SystemClock,
    /// How long frames have been drawn.
    ran: Span,
}

impl Desk {
    /// The editor with the long routine open in it.
    pub fn new() -> Self {
        let nowhere = std::env::temp_dir().join("afterrun-nowhere");
        let loaded = Store::open(Some(nowhere)).unwrap().read();
        let exercises: Vec<String> = loaded.library.catalogue.iter().map(|found| found.id.to_string()).collect();
        let text = routine(&exercises);
        let start =
            Start { library: loaded.library, sources: loaded.sources, originals: loaded.originals, ..Start::default() };
        let ctx = Context::default();
        theme::install(&ctx);
        let mut desk = Self {
            ctx,
            model: Model::new(start),
            state: UiState::default(),
            clock: ManualClock::new("2026-11-22T18:32:00+01:00".parse().unwrap()),
            meter: SystemClock::default(),
            ran: Span::ZERO,
        };
        desk.act(Action::Disk(DiskNews::Imported { stem: "long".to_owned(), text: Ok(text) }));
        desk.act(Action::Go(Screen::Routines));
        let doc = desk.model.editor().open_doc().unwrap();
        assert!(doc.is_sound(), "{:?}", doc.reading());
        assert_eq!(doc.outline().steps().count(), BLOCKS * STEPS);
        desk.rest();
        desk
    }

    /// What is measured, in words.
    pub fn about(&self) -> String {
        let bytes = self.model.editor().open_doc().unwrap().text().len();
        format!("A routine of {} steps in {BLOCKS} blocks, {} kB of text", BLOCKS * STEPS, bytes / 1000)
    }

    /// Counts the changes of the text.
    pub fn revision(&self) -> Revision {
        self.model.editor().open_doc().unwrap().revision()
    }

    /// Whether the text can be read.
    pub fn is_sound(&self) -> bool {
        self.model.editor().open_doc().unwrap().is_sound()
    }

    /// Lets something happen that is not measured.
    pub fn act(&mut self, action: Action) {
        let effects = self.model.update(action, self.clock.now());
        self.saved(effects);
    }

    /// Says that what was to be saved is on the disk.
    fn saved(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::SaveFile { file: file @ FileKey::Routine(_), revision, .. } = effect {
                self.act(Action::Disk(DiskNews::Saved(file, revision)));
            }
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
        self.saved(effects);
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

/// A routine with every exercise in turn, as people write one: some steps say much, some little, some have a comment.
fn routine(exercises: &[String]) -> String {
    let mut text = "// A long one\n(\n    format: 1,\n    name: \"Long\",\n    blocks: [\n".to_owned();
    for block in 0..BLOCKS {
        let kind = ["Strength", "Stretch", "CoolDown"][block % 3];
        let _ = write!(text, "        (\n            name: \"Block {block}\",\n            kind: {kind},\n");
        text.push_str("            budget: \"30m\",\n            steps: [\n");
        for step in 0..STEPS {
            let exercise = &exercises[(block * STEPS + step) % exercises.len()];
            let more = match step % 4 {
                0 => ", dose: Hold(\"30s\"), goal: Hold(\"45s\")",
                1 => ", ready: \"8s\", short: Keep",
                2 => ", cue: \"Breathe out as long as you breathe in.\"",
                _ => "",
            };
            if step % 10 == 0 {
                let _ = writeln!(text, "                // From here on, {} more", STEPS - step);
            }
            let _ = writeln!(text, "                (exercise: \"{exercise}\"{more}),");
        }
        text.push_str("            ],\n        ),\n");
    }
    text.push_str("    ],\n)\n");
    text
}

/// The pointer comes to a place.
pub const fn pointer(at: Pos2) -> Event {
    Event::PointerMoved(at)
}

/// The button of the pointer goes down, or up.
pub const fn press(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A key is pressed.
pub fn key(key: Key, modifiers: Modifiers) -> Vec<Event> {
    let at = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![Event::ModifiersChanged(modifiers), at(true), at(false), Event::ModifiersChanged(Modifiers::NONE)]
}

/// A letter is typed, another one each time.
pub fn letter(time: usize) -> Event {
    let letter = (b'a'..=b'z').cycle().nth(time).unwrap_or(b'a');
    Event::Text(char::from(letter).to_string())
}
