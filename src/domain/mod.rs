//! What Afterrun knows about routines, time and sound, as functions of their arguments. No window, no files, no sound
//! device, no threads and no clock: nothing in here can tell when or where it runs.

pub mod activity;
pub mod adjust;
pub mod body;
pub mod bookmark;
pub mod check;
pub mod cue;
pub mod dose;
pub mod drawing;
pub mod edit;
pub mod exercise;
pub mod figure;
pub mod figures;
pub mod history;
pub mod journal;
pub mod library;
pub mod naming;
pub mod past;
pub mod plan;
pub mod player;
pub mod pose;
pub mod refuel;
pub mod rehearsal;
pub mod routine;
pub mod run;
pub mod said;
pub mod search;
pub mod session;
pub mod settings;
pub mod shown;
pub mod side;
pub mod skeleton;
pub mod time;
pub mod word;
