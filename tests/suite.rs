//! The suite: one binary, one module a subject.

#[path = "suite/flows.rs"]
mod flows;
#[path = "suite/law.rs"]
mod law;
#[path = "suite/layers.rs"]
mod layers;
#[path = "suite/pictures.rs"]
mod pictures;
#[path = "suite/support.rs"]
mod support;
