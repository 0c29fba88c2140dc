//! A year of somebody who runs, for pictures and for the screen that shows it: the same one every time.

use afterrun::domain::body::{Ache, Part, Spot};
use afterrun::domain::history::{Entry, What};
use afterrun::domain::journal::Effort;
use afterrun::domain::past::week::{NeutralWeek, Weeks};
use afterrun::domain::session::Planned;
use afterrun::domain::side::Side;
use afterrun::domain::time::Span;
use chrono::{DateTime, Datelike, FixedOffset};

use crate::generator::Generator;
use crate::support::library;

/// So many entries are made up for ten years; those of the last one stay.
const ENTRIES: u32 = 2300;

/// The entries of 2026 up to the evening of every test, oldest first.
pub fn entries() -> Vec<Entry> {
    let now: DateTime<FixedOffset> = "2026-11-22T18:32:00+01:00".parse().unwrap();
    let all = Generator::new(ENTRIES, 22, &library());
    let mut year: Vec<Entry> = all.filter(|entry| entry.day().year() == 2026 && entry.at() <= now).collect();
    let (mut last, mut number) = (None, 0);
    year.retain(|entry| {
        number += 1;
        // Nobody runs three times a day, and in a week of May somebody was ill.
        let ill = (132..146).contains(&entry.day().ordinal());
        last.replace(entry.day()) != Some(entry.day()) && !ill
    });
    for (i, entry) in year.iter_mut().enumerate() {
        grow(entry, i);
        ache(entry, i);
    }
    year
}

/// The weeks of that year in which nobody had to run.
pub fn weeks() -> Weeks {
    let mut weeks = Weeks::default();
    for (week, kind) in
        [("2026-W20", NeutralWeek::Illness), ("2026-W21", NeutralWeek::Illness), ("2026-W37", NeutralWeek::Rest)]
    {
        weeks.set(week.parse().unwrap(), Some(kind));
    }
    weeks
}

/// Over the year, exercises become more, each in its own steps.
fn grow(entry: &mut Entry, number: usize) {
    let day = u64::from(entry.day().ordinal());
    if entry.run.is_some() && !number.is_multiple_of(9) {
        entry.journal.effort = entry.journal.effort.or(Effort::new(3 + (number % 5) as u8));
    }
    let What::Session(session) = &mut entry.what else { return };
    for step in &mut session.steps {
        let own = step.exercise.as_str().bytes().map(u64::from).sum::<u64>() % 40;
        if step.exercise.as_str() == "butt-kicks" && number.is_multiple_of(3) {
            step.skipped = true;
        }
        if step.skipped {
            continue;
        }
        match &mut step.planned {
            Planned::Hold(span) => {
                let (from, each) =
                    if step.exercise.as_str() == "plank" { (45, 53) } else { (30 + own / 10 * 5, 80 + own) };
                *span = Span::secs(from + day / each * 5);
                step.time = *span;
            }
            Planned::Reps(reps) => {
                *reps = (6 + own / 20 + day / (90 + 2 * own)) as u32;
                step.reps = *reps;
            }
            Planned::Open(_) => {}
        }
    }
}

/// What ached comes and goes for weeks.
fn ache(entry: &mut Entry, number: usize) {
    let week = entry.day().iso_week().week() as usize;
    entry.journal.body = afterrun::domain::body::Body::default();
    let spots = [
        (Side::Left, Part::Calf, 0x00ff_0f3f_f1e7_3cf3_u64, 3),
        (Side::Right, Part::Hip, 0x000f_0003_c00f_c001, 2),
        (Side::Left, Part::ItBand, 0x0000_f00f_0007_8000, 4),
        (Side::Right, Part::LowBack, 0x0000_0040_0700_0000, 2),
        (Side::Right, Part::Foot, 0x0001_2400_1e02_0000, 3),
        (Side::Left, Part::Knee, 0x0000_0200_4400_0000, 5),
    ];
    for (side, part, weeks, every) in spots {
        if weeks >> week & 1 == 1 && number.is_multiple_of(2) {
            let ache = if week.is_multiple_of(every + 4) {
                Ache::Sharp
            } else if week.is_multiple_of(every) {
                Ache::Sore
            } else {
                Ache::Mild
            };
            entry.journal.body.set(Spot { side, part }, Some(ache));
        }
    }
}
