//! One file a screen. Each draws `&Model` and returns actions; none changes anything.

mod block_cells;
pub mod editor;
pub mod history;
pub mod journal;
mod path_ask;
pub mod player;
mod player_caption;
mod player_layout;
mod player_parts;
mod player_refuel;
mod player_words;
pub mod settings;
mod settings_desk;
mod settings_keys;
mod settings_runs;
mod settings_voice;
pub mod today;
mod today_cards;
mod today_run;
