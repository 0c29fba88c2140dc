//! The editor in a window, with a long routine open in it.

use std::fmt::Write as _;
use std::ops::{Deref, DerefMut};

use afterrun::domain::library::{DiskNews, FileKey, Revision};
use afterrun::model::{Action, Effect, Model, Screen, Start};
use afterrun::store::Store;
use egui::{Event, Key, Modifiers};

use crate::window::Window;

/// The blocks of the routine, and the steps of each.
const BLOCKS: usize = 5;
const STEPS: usize = 100;

/// The window with the editor in it.
pub struct Desk(Window);

impl Deref for Desk {
    type Target = Window;

    fn deref(&self) -> &Window {
        &self.0
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut Window {
        &mut self.0
    }
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
        let mut desk = Self(Window::new(Model::new(start), saved));
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
}

/// Says that what was to be saved is on the disk.
fn saved(effect: Effect) -> Option<Action> {
    match effect {
        Effect::SaveFile { file: file @ FileKey::Routine(_), revision, .. } => {
            Some(Action::Disk(DiskNews::Saved(file, revision)))
        }
        _ => None,
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
