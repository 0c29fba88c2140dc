//! What a long history costs: `cargo bench --bench history`. Makes up two of them, reads them and works out what the screen
//! shows. Prints a table, and judges nothing else: how fast a machine is belongs to no test.
//!
//! Numbers given instead are how many entries there are to be. With `TMPDIR` on a disk in memory, writing takes less long.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on has failed")]

#[path = "history/generator.rs"]
mod generator;
#[path = "shared/window.rs"]
mod window;

use std::fs;
use std::path::Path;
use std::process::Command;

use afterrun::clock::{Clock, SystemClock};
use afterrun::domain::history::{Entry, History};
use afterrun::domain::past::Overview;
use afterrun::domain::past::period::Period;
use afterrun::domain::past::week::Weeks;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Model, Past, Screen, Start};
use afterrun::store::{Batch, Store};
use afterrun::ui::words;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use generator::Generator;
use window::Window;

/// What is made up is the same each time.
const SEED: u64 = 2026;
/// How often something short is done, so that it can be measured.
const TIMES: u32 = 20;
/// Says that a folder is to be read, in a program of its own: memory that was used to write is not counted then.
const READ: &str = "--read";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let bench = Bench { clock: SystemClock::default() };
    if let Some(at) = arguments.iter().position(|argument| argument == READ) {
        return bench.read(Path::new(&arguments[at + 1]));
    }
    let asked: Vec<u32> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    println!("Processor time, and how long it took");
    bench.add();
    for size in if asked.is_empty() { vec![4_000, 100_000] } else { asked } {
        let folder = tempfile::tempdir().unwrap();
        bench.write(size, folder.path());
        let this = std::env::current_exe().unwrap();
        assert!(Command::new(this).arg(READ).arg(folder.path()).status().unwrap().success());
    }
}

/// What something took.
#[derive(Clone, Copy, Default)]
struct Cost {
    processor: Span,
    elapsed: Span,
}

struct Bench {
    clock: SystemClock,
}

impl Bench {
    fn cost<T>(&self, work: impl FnOnce() -> T) -> (Cost, T) {
        let before = self.now();
        let done = work();
        (self.since(before), done)
    }

    fn now(&self) -> Cost {
        Cost { processor: self.clock.cpu(), elapsed: self.clock.tick().since_origin() }
    }

    fn since(&self, before: Cost) -> Cost {
        let now = self.now();
        Cost { processor: now.processor.minus(before.processor), elapsed: now.elapsed.minus(before.elapsed) }
    }

    /// What one entry more costs, with more and more of them there.
    fn add(&self) {
        const MORE: u32 = 1000;
        let library = Store::open(Some("/nowhere".into())).unwrap().read().library;
        println!("\nA thousand entries more, one by one, each the newest (`History::put`)");
        for there in [1_000, 10_000, 100_000] {
            let mut entries = Generator::new(there + MORE, SEED, &library);
            let mut history = History::default();
            history.add(entries.by_ref().take(there as usize));
            let more: Vec<Entry> = entries.collect();
            let (cost, ()) = self.cost(|| more.into_iter().for_each(|entry| history.put(entry)));
            row(&format!("with {there} there"), cost);
        }
    }

    fn write(&self, size: u32, folder: &Path) {
        let store = Store::open(Some(folder.to_owned())).unwrap();
        let library = store.read().library;
        let mut steps = 0;
        let (cost, ()) = self.cost(|| {
            for entry in Generator::new(size, SEED, &library) {
                steps += entry.session().map_or(0, |session| session.steps.len());
                store.record(&entry).unwrap();
            }
        });
        println!("\n{size} entries with {steps} steps over ten years");
        row("making them up and writing them", cost);
    }

    fn read(&self, folder: &Path) {
        let store = Store::open(Some(folder.to_owned())).unwrap();
        let mut model = Model::new(Start { library: store.read().library, ..Start::default() });
        let moment = self.clock.now();
        let (memory, start) = (resident(), self.now());
        let (mut newest_year, mut longest, mut part) = (None, Cost::default(), Batch::default());
        // As the thread for files does, with nothing else to do.
        for batch in store.read_history() {
            part.entries.extend(batch.entries);
            part.troubles.extend(batch.troubles);
            if batch.ends_year || part.entries.len() >= 4096 {
                let Batch { entries, troubles, .. } = std::mem::take(&mut part);
                let (cost, _) = self.cost(|| model.update(Action::HistoryPart(entries, troubles), moment));
                longest = if cost.processor > longest.processor { cost } else { longest };
            }
            if batch.ends_year {
                newest_year.get_or_insert_with(|| self.since(start));
            }
        }
        drop(model.update(Action::HistoryRead(part.entries, part.troubles), moment));
        row("reading all", self.since(start));
        row("  until the newest year is there", newest_year.unwrap_or_default());
        row("  a part for the model, at most", longest);
        println!("  {:<34}{:>11} MB", "memory for it", resident().saturating_sub(memory) / 1_000_000);
        assert!(matches!(model.past(), Past::Read(_)), "all were read");
        assert_eq!(model.troubles(), [], "none is broken");
        let history = model.past().history();
        let (today, weeks) = (history.newest().unwrap().day(), Weeks::default());
        for (what, period) in [("shown of this year", Period::ThisYear), ("shown of everything", Period::Everything)] {
            let show = || std::hint::black_box(Overview::of(history, &weeks, period, today));
            let (cost, ()) = self.cost(|| (0..TIMES).for_each(|_| drop(show())));
            row(what, Cost { processor: cost.processor / TIMES, elapsed: cost.elapsed / TIMES });
        }
        self.open(model);
    }

    /// Opens the history in a window that has shown Today, and then all of it.
    fn open(&self, model: Model) {
        let mut window = Window::new(model, |_| None);
        window.rest();
        window.act(Action::Go(Screen::History));
        let (cost, frame) = self.cost(|| window.frame(Vec::new()));
        row("the first frame of History", cost);
        row("  of it, triangles", Cost { processor: frame.triangles, elapsed: frame.triangles });
        let shown = words::past::period(Period::ThisYear, "2026-11-22".parse().unwrap());
        let period = window.find(Role::Button, &format!("Period, {shown}")).center();
        window.click(period);
        // The last of many, of which not all are in sight.
        window.find(Role::MenuItem, "Everything");
        window.frame(vec![key(Key::End)]);
        // What is chosen is shown in the next frame.
        let (cost, _) = self.cost(|| [vec![key(Key::Enter)], Vec::new()].map(|input| window.frame(input)));
        assert!(window.look_for(Role::Button, "Period, Everything").is_some(), "everything is shown");
        row("  of everything, two frames", cost);
        window.rest();
        let frames = (0..TIMES).map(|_| window.frame(Vec::new()).ui);
        let (cost, ui) = self.cost(|| frames.sum::<Span>());
        row("  a frame later on", Cost { processor: cost.processor / TIMES, elapsed: cost.elapsed / TIMES });
        row("  of it, without triangles", Cost { processor: ui / TIMES, elapsed: ui / TIMES });
    }
}

/// A key goes down.
const fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn row(what: &str, Cost { processor, elapsed }: Cost) {
    let millis = |span: Span| span.as_secs_f64() * 1000.0;
    println!("  {what:<34}{:>11.2} ms{:>11.2} ms", millis(processor), millis(elapsed));
}

/// The memory of this program that is in use, in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    line.and_then(|kilobytes| kilobytes.parse().ok()).map_or(0, |kilobytes: usize| kilobytes * 1024)
}
