//! What a long history costs: `cargo bench --bench history`. Makes up two of them, reads them and works out what the screen
//! shows. Prints a table, and judges nothing else: how fast a machine is belongs to no test.
//!
//! Numbers given instead are how many entries there are to be. With `TMPDIR` on a disk in memory, writing takes less long.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on has failed")]

#[path = "history/generator.rs"]
mod generator;

use std::fs;

use afterrun::clock::{Clock, SystemClock};
use afterrun::domain::history::{Entry, History};
use afterrun::domain::past::Overview;
use afterrun::domain::past::period::Period;
use afterrun::domain::past::week::Weeks;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Model, Past, Start};
use afterrun::store::Store;
use generator::Generator;

/// What is made up is the same each time.
const SEED: u64 = 2026;
/// How often something short is done, so that it can be measured.
const TIMES: u32 = 20;

fn main() {
    let asked: Vec<u32> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![4_000, 100_000] } else { asked };
    let bench = Bench { clock: SystemClock::default() };
    bench.adding();
    for size in sizes {
        bench.reading(size);
    }
}

struct Bench {
    clock: SystemClock,
}

impl Bench {
    /// How long something takes.
    fn time<T>(&self, work: impl FnOnce() -> T) -> (Span, T) {
        let before = self.clock.tick();
        let done = work();
        (self.clock.tick().since(before), done)
    }

    /// What one entry more costs, with more and more of them there.
    fn adding(&self) {
        const MORE: u32 = 1000;
        let library = Store::open(Some("/nowhere".into())).unwrap().read().library;
        println!("One entry more, the newest (`History::put`)");
        for there in [1_000, 10_000, 100_000] {
            let mut entries = Generator::new(there + MORE, SEED, &library);
            let mut history = History::default();
            history.add(entries.by_ref().take(there as usize));
            let more: Vec<Entry> = entries.collect();
            let (took, ()) = self.time(|| more.into_iter().for_each(|entry| history.put(entry)));
            println!("  {there:>7} there {:>33.2} µs", took.as_secs_f64() * 1e6 / f64::from(MORE));
        }
    }

    fn reading(&self, size: u32) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path().to_owned())).unwrap();
        let library = store.read().library;
        let mut steps = 0;
        let (writing, ()) = self.time(|| {
            for entry in Generator::new(size, SEED, &library) {
                steps += generator::steps([&entry]);
                store.record(&entry).unwrap();
            }
        });
        println!("\n{size} entries with {steps} steps over ten years, written in {:.1} s", writing.as_secs_f64());
        let before = resident();
        let mut model = Model::new(Start { library, ..Start::default() });
        let now = self.clock.now();
        let (mut newest_year, mut longest, mut at_once) = (None, Span::ZERO, (Vec::new(), Vec::new()));
        let start = self.clock.tick();
        // As the thread for files does, but for the waiting in between.
        for batch in store.read_history() {
            at_once.0.extend(batch.entries);
            at_once.1.extend(batch.troubles);
            if batch.ends_year || at_once.0.len() >= 4096 {
                let (entries, troubles) = std::mem::take(&mut at_once);
                let (took, _) = self.time(|| model.update(Action::HistoryPart(entries, troubles), now));
                longest = longest.max(took);
            }
            if batch.ends_year {
                newest_year.get_or_insert(self.clock.tick().since(start));
            }
        }
        drop(model.update(Action::HistoryRead(at_once.0, at_once.1), now));
        let reading = self.clock.tick().since(start);
        let after = resident();
        assert!(
            matches!(model.past(), Past::Read(history) if history.entries().len() == size as usize),
            "all were read"
        );
        assert_eq!(model.troubles(), [], "none is broken");
        row("reading all", reading);
        row("  until the newest year is there", newest_year.unwrap_or_default());
        row("  the model takes in a part, at most", longest);
        println!("  {:<36}{:>10} MB", "memory for it", after.saturating_sub(before) / 1_000_000);
        let history = model.past().history();
        let today = history.newest().unwrap().day();
        let weeks = Weeks::default();
        for (what, period) in
            [("what is shown of this year", Period::ThisYear), ("what is shown of everything", Period::Everything)]
        {
            let (took, ()) = self.time(|| {
                for _ in 0..TIMES {
                    std::hint::black_box(Overview::of(history, &weeks, period, today));
                }
            });
            row(what, took / TIMES);
        }
    }
}

fn row(what: &str, took: Span) {
    println!("  {what:<36}{:>10.2} ms", took.as_secs_f64() * 1000.0);
}

/// The memory of this program that is in use, in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.map_or(0, |kilobytes: usize| kilobytes * 1024)
}
