//! The suite: one binary, one module a subject.

#[path = "suite/layers.rs"]
mod layers;
#[path = "suite/law.rs"]
mod law;
#[path = "suite/support.rs"]
mod support;
