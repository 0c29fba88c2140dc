//! The keys of the journal: numbers for its scales. Says what a number means; knows no widget.

use crate::domain::body::Ache;
use crate::domain::journal::{Effort, Feeling};

/// What keys are called, where the journal explains them.
pub mod label {
    #![expect(missing_docs, reason = "the names are what the keys set")]
    pub const EFFORT: &str = "Keys 1 to 9, 0 for 10";
    pub const FEELING: &str = "Keys 1 to 5";
    pub const ACHES: &str = "Keys 1 mild, 2 sore, 3 sharp, 0 none";
    pub const ACHES_SHORT: &str = "Keys 1, 2, 3, 0";
    pub const ACHES_BY_POINTER: &str = "Click: mild, sore, sharp";

    /// Every key with what it does, as Settings lists them.
    pub const JOURNAL: [(&str, &str); 7] = [
        ("1 to 9, 0", "How hard the run was; 0 is ten"),
        ("1 to 5", "How it felt, while that has the focus"),
        ("1 2 3 0", "Mild, sore, sharp, none, on the body"),
        ("Arrows", "From one choice or spot to the next"),
        (crate::ui::keys::label::SAVE, "Save"),
        ("Delete", "Give up what is not saved; asked once"),
        ("Esc", "Leave; what was written is kept"),
    ];
}

/// The effort that a number stands for: 0 is the hardest.
#[must_use]
pub const fn effort(digit: u8) -> Option<Effort> {
    Effort::new(if digit == 0 { Effort::MOST } else { digit })
}

/// The place of that effort among all.
#[must_use]
pub fn effort_place(digit: u8) -> Option<usize> {
    effort(digit).map(|effort| usize::from(effort.number()) - 1)
}

/// The place of the feeling that a number stands for, from the lowest.
#[must_use]
pub fn feeling_place(digit: u8) -> Option<usize> {
    usize::from(digit).checked_sub(1).filter(|place| *place < Feeling::ALL.len())
}

/// The ache that a number stands for: 0 is none. `None` for other numbers.
#[must_use]
pub fn ache(digit: u8) -> Option<Option<Ache>> {
    match usize::from(digit).checked_sub(1) {
        None => Some(None),
        Some(place) => Ache::ALL.get(place).copied().map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_for_what_the_scales_hold() {
        assert_eq!(effort(0).map(Effort::number), Some(10));
        assert_eq!(effort(7).map(Effort::number), Some(7));
        assert_eq!((effort_place(1), effort_place(0)), (Some(0), Some(9)));
        assert_eq!([1, 5, 0, 6].map(feeling_place), [Some(0), Some(4), None, None]);
        assert_eq!((ache(0), ache(2), ache(4)), (Some(None), Some(Some(Ache::Sore)), None));
    }
}
