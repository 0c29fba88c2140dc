//! The parts that screens are made of. Each paints what it is given and says what was done to it; none knows the model.

pub mod amount;
pub mod body_map;
pub mod button;
pub mod card;
pub mod chips;
mod draft;
pub mod field;
pub mod figure;
pub mod icon;
pub mod in_place;
pub mod menu;
pub mod notice;
pub mod picker;
pub mod pose_chooser;
pub mod pose_editor;
pub mod question;
pub mod refuel_ring;
pub mod ring;
mod roving;
pub mod scale;
pub mod segmented;
pub mod stepper;
pub mod strip;
pub mod switch;
pub mod text;
mod wheel;
