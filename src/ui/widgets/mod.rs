//! The parts that screens are made of. Each paints what it is given and says what was done to it; none knows the model.

pub mod button;
pub mod card;
pub mod figure;
pub mod icon;
pub mod notice;
pub mod pose_chooser;
pub mod pose_editor;
pub mod ring;
pub mod strip;
pub mod switch;
pub mod text;
