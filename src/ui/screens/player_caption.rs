//! What is being said, in words below the clock, for those who can't hear it. Decides nothing about what is said.

use egui::{Align2, Ui};

use crate::domain::time::Moment;
use crate::model::Playing;
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::text;

use super::player_layout::Layout;

/// Draws the line that is being said.
pub(super) fn caption(ui: &mut Ui, layout: &Layout, playing: &Playing, now: Moment) {
    let Some(words) = playing.caption(now) else { return };
    let style = text::style(Weight::Semi, layout.helpful(size::NAME).max(size::LABEL), theme::palette(ui.ctx()).text);
    let (at, width) = layout.caption;
    let style = text::Style { font: text::fit(ui, &words, &style.font, width), ..style };
    text::clipped(ui, at, Align2::LEFT_CENTER, width, &words, &style);
}
