//! Afterrun.
pub mod app;
pub mod audio;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod model;
pub mod outside;
pub mod store;
pub mod ui;
