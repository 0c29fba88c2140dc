//! Afterrun.
pub mod cli;
pub mod clock;
pub mod domain;
pub mod store;
