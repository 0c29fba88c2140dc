//! Every integration test, in one binary.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

#[path = "suite/cli.rs"]
mod cli;
#[path = "suite/routines.rs"]
mod routines;
#[path = "suite/store.rs"]
mod store;
