//! The parts that screens are made of. Each paints what it is given and says what was done to it; none knows the model.

pub mod ache_dots;
pub mod amount;
pub mod bars;
pub mod button;
pub mod card;
mod draft;
pub mod field;
pub mod figure;
pub mod heat_map;
pub mod icon;
pub mod line_chart;
pub mod long_list;
pub mod menu;
pub mod notice;
pub mod picker;
pub mod pose_chooser;
pub mod pose_editor;
pub mod question;
pub mod refuel_ring;
pub mod ring;
pub mod segmented;
pub mod stepper;
pub mod strip;
pub mod switch;
pub mod text;
mod wheel;
