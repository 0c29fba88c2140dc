//! What is being said, in words below the clock, for those who can't hear it. Decides nothing about what is said.

use egui::{Align2, Ui, pos2};

use crate::domain::time::Moment;
use crate::model::Playing;
use crate::ui::theme::{self, Weight, gap, size};
use crate::ui::widgets::text;

use super::player_layout::Layout;

/// Draws the line that is being said.
pub(super) fn caption(ui: &mut Ui, layout: &Layout, playing: &Playing, now: Moment) {
    let Some(words) = playing.caption(now) else { return };
    let zoom = layout.zoom;
    let style = text::style(Weight::Semi, (size::NAME * zoom).max(size::LABEL), theme::palette(ui.ctx()).text);
    let width = layout.column.left() - layout.bar.left() - gap::LARGE * zoom;
    let style = text::Style { font: text::fit(ui, &words, &style.font, width), ..style };
    let at = pos2(layout.bar.left(), layout.bar.top() - 26.0 * zoom);
    text::clipped(ui, at, Align2::LEFT_CENTER, width, &words, &style);
}
