//! The blocks of a session as cells of a strip. Paints nothing.

use crate::domain::session::Session;
use crate::ui::theme;
use crate::ui::widgets::strip;

/// One cell a block, as wide as what was done in it.
pub(super) fn block_cells(session: &Session, palette: &theme::Palette) -> Vec<strip::Cell> {
    let blocks = session.by_block().into_iter().filter(|(_, time)| !time.is_zero());
    blocks
        .map(|(kind, time)| strip::Cell {
            weight: time.as_secs_f32(),
            color: palette.block(kind),
            done: 1.0,
            new_block: false,
        })
        .collect()
}
