//! Every figure there is: those that come with Afterrun and the person's own. Draws none.

use std::collections::BTreeMap;

use super::figure::{Figure, FigureId};

/// Figures by their ids. One of the person's own takes the place of a bundled one with the same id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    bundled: BTreeMap<FigureId, Figure>,
    own: BTreeMap<FigureId, Figure>,
}

impl Figures {
    /// The figures that come with Afterrun, and no others.
    #[must_use]
    pub const fn new(bundled: BTreeMap<FigureId, Figure>) -> Self {
        Self { bundled, own: BTreeMap::new() }
    }

    /// The same with these as the person's own.
    #[must_use]
    pub fn with_own(mut self, own: BTreeMap<FigureId, Figure>) -> Self {
        self.own = own;
        self
    }

    /// The figure with this id.
    #[must_use]
    pub fn get(&self, id: &FigureId) -> Option<&Figure> {
        self.own.get(id).or_else(|| self.bundled.get(id))
    }

    /// Whether there is a figure with this id.
    #[must_use]
    pub fn contains(&self, id: &FigureId) -> bool {
        self.get(id).is_some()
    }

    /// Whether a figure is the person's own.
    #[must_use]
    pub fn is_own(&self, id: &FigureId) -> bool {
        self.own.contains_key(id)
    }

    /// All figures: the person's own first, then the others, each in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.own.values().chain(self.bundled.values().filter(|figure| !self.is_own(&figure.id)))
    }
}
