//! The parts of the domain that importers see.

#[path = "../../../src/domain/activity.rs"]
pub mod activity;
#[path = "../../../src/domain/run.rs"]
pub mod run;
#[path = "../../../src/domain/shown.rs"]
pub mod shown;
#[path = "../../../src/domain/time.rs"]
pub mod time;
