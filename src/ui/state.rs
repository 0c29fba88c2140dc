//! What the window remembers from frame to frame that is nobody else's business: which pane is open, what is being typed.
//! Nothing in here is lost when it is.

use super::announced::Announcer;
use super::screens::editor::View;
use super::screens::history;
use super::screens::journal::Page;
use super::screens::today::Glance;

/// What the window remembers.
#[derive(Debug, Default)]
pub struct UiState {
    /// What had the keyboard's focus at the end of the last frame.
    pub focused: Option<egui::Id>,
    /// What a screen reader was told last of the session.
    pub announcer: Announcer,
    /// Of the editor.
    pub editor: View,
    /// Of the history.
    pub history: history::Page,
    /// Of Today.
    pub today: Glance,
    /// Of the journal.
    pub journal: Page,
}
