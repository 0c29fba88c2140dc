//! Left and right: the words for sides. Knows nothing of what is done on them.

use serde::{Deserialize, Serialize};

/// How an exercise deals with left and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sides {
    /// Both at once: one go.
    Both,
    /// Left in full, then right in full.
    Each,
    /// Reps change sides.
    Alternate,
}

/// Left or right, as the person feels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// The side with what it is said of: `Left leg`.
    #[must_use]
    pub fn of(self, word: SideWord) -> String {
        let word = match word {
            SideWord::Leg => "leg",
            SideWord::Side => "side",
            SideWord::Arm => "arm",
            SideWord::Foot => "foot",
        };
        match self {
            Self::Left => format!("Left {word}"),
            Self::Right => format!("Right {word}"),
        }
    }
}

/// What "left" is said of: the left leg, the left side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SideWord {
    /// Left leg.
    #[default]
    Leg,
    /// Left side.
    Side,
    /// Left arm.
    Arm,
    /// Left foot.
    Foot,
}
