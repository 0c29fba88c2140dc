//! The suite: one binary, one module a subject.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

#[path = "suite/announced.rs"]
mod announced;
#[path = "suite/asked.rs"]
mod asked;
#[path = "suite/awake.rs"]
mod awake;
#[path = "suite/bus.rs"]
mod bus;
#[path = "suite/by_keyboard.rs"]
mod by_keyboard;
#[path = "suite/claps.rs"]
mod claps;
#[path = "suite/cli.rs"]
mod cli;
#[path = "suite/contrast.rs"]
mod contrast;
#[path = "suite/damage.rs"]
mod damage;
#[path = "suite/editing.rs"]
mod editing;
#[path = "suite/editor.rs"]
mod editor;
#[path = "suite/edits.rs"]
mod edits;
#[path = "suite/edits_layout.rs"]
mod edits_layout;
#[path = "suite/entries.rs"]
mod entries;
#[path = "suite/exports.rs"]
mod exports;
#[path = "suite/figures.rs"]
mod figures;
#[path = "suite/floor.rs"]
mod floor;
#[path = "suite/flows.rs"]
mod flows;
#[path = "benches/history/generator.rs"]
mod generator;
#[path = "suite/history.rs"]
mod history;
#[path = "suite/journal.rs"]
mod journal;
#[path = "suite/keystrokes.rs"]
mod keystrokes;
#[path = "suite/law.rs"]
mod law;
#[path = "suite/layers.rs"]
mod layers;
#[path = "suite/look.rs"]
mod look;
#[path = "suite/named.rs"]
mod named;
#[path = "suite/notices.rs"]
mod notices;
#[path = "suite/nudges.rs"]
mod nudges;
#[path = "suite/others.rs"]
mod others;
#[path = "suite/out_again.rs"]
mod out_again;
#[path = "suite/pads.rs"]
mod pads;
#[path = "suite/past.rs"]
mod past;
#[path = "suite/peers.rs"]
mod peers;
#[path = "suite/pictures.rs"]
mod pictures;
#[path = "suite/pose_widgets.rs"]
mod pose_widgets;
#[path = "suite/poses.rs"]
mod poses;
#[path = "suite/reminder.rs"]
mod reminder;
#[path = "suite/remote.rs"]
mod remote;
#[path = "suite/routines.rs"]
mod routines;
#[path = "suite/runs.rs"]
mod runs;
#[path = "suite/runs_fit.rs"]
mod runs_fit;
#[path = "suite/runs_hostile.rs"]
mod runs_hostile;
#[path = "suite/runs_in_model.rs"]
mod runs_in_model;
#[path = "suite/runs_kept.rs"]
mod runs_kept;
#[path = "suite/runs_xml.rs"]
mod runs_xml;
#[path = "suite/shelf.rs"]
mod shelf;
#[path = "suite/sound.rs"]
mod sound;
#[path = "suite/spoken.rs"]
mod spoken;
#[path = "suite/store.rs"]
mod store;
#[path = "suite/support.rs"]
mod support;
#[path = "suite/trials.rs"]
mod trials;
#[path = "suite/watch.rs"]
mod watch;
#[path = "suite/year.rs"]
mod year;
