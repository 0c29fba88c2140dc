//! How large letters have to be to be read from where the person lies. Knows no window and no font.

use serde::{Deserialize, Serialize};

/// How far the eyes are from the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Distance {
    /// At a desk, or on all fours in front of it.
    OneMetre,
    /// On a mat before it.
    #[default]
    TwoMetres,
    /// Across the room.
    ThreeMetres,
}

impl Distance {
    /// All of them, nearest first.
    pub const ALL: [Self; 3] = [Self::OneMetre, Self::TwoMetres, Self::ThreeMetres];

    /// How many metres that is.
    #[must_use]
    pub const fn metres(self) -> u8 {
        match self {
            Self::OneMetre => 1,
            Self::TwoMetres => 2,
            Self::ThreeMetres => 3,
        }
    }

    /// The height of a capital letter, in millimetres, that can just be read from here: 16 minutes of arc (ISO 9241-3, FAA Human
    /// Factors Design Standard, NUREG-0700). From 2 m that is 9.3 mm.
    #[must_use]
    pub fn least_capital_mm(self) -> f32 {
        const MINUTES: f32 = 16.0;
        f32::from(self.metres()) * 1000.0 * (MINUTES / 60.0).to_radians().tan()
    }
}

/// The diagonal of a screen, in inches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Inches(u8);

impl Inches {
    /// The smallest that can be set: a tablet.
    pub const LEAST: Self = Self(7);
    /// The largest: a wall.
    pub const MOST: Self = Self(100);

    /// A diagonal, brought within what can be set.
    #[must_use]
    pub fn new(inches: u8) -> Self {
        Self(inches).clamp(Self::LEAST, Self::MOST)
    }

    /// How many inches.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// How many points of a screen of `width` by `height` points lie in a millimetre of it.
    #[must_use]
    pub fn points_in_a_mm(self, width: f32, height: f32) -> f32 {
        const MM_IN_AN_INCH: f32 = 25.4;
        width.hypot(height) / (f32::from(self.0) * MM_IN_AN_INCH)
    }
}

impl Default for Inches {
    /// What most laptops have.
    fn default() -> Self {
        Self(14)
    }
}

/// From where the player is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// How far the eyes are.
    pub distance: Distance,
    /// How large the screen is.
    pub screen: Inches,
}

impl Reading {
    /// The least height of a capital letter, in points of a screen of `width` by `height` points.
    #[must_use]
    pub fn least_capital(self, width: f32, height: f32) -> f32 {
        self.distance.least_capital_mm() * self.screen.points_in_a_mm(width, height)
    }

    /// The same with every value inside its limits, as a file may say anything.
    #[must_use]
    pub fn within_limits(self) -> Self {
        Self { screen: Inches::new(self.screen.0), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_high_as_the_standards_say() {
        let heights = Distance::ALL.map(|distance| format!("{:.1} mm", distance.least_capital_mm()));
        assert_eq!(heights, ["4.7 mm", "9.3 mm", "14.0 mm"]);
    }

    #[test]
    fn on_a_laptop_two_metres_away_they_take_a_nineteenth_of_its_height() {
        for (width, height) in [(1366.0, 768.0), (1920.0, 1080.0), (3840.0, 2160.0)] {
            let share = |distance| Reading { distance, ..Reading::default() }.least_capital(width, height) / height;
            let shares = Distance::ALL.map(|distance| format!("{:.1} %", share(distance) * 100.0));
            assert_eq!(shares, ["2.7 %", "5.3 %", "8.0 %"], "{width} by {height}");
        }
    }

    #[test]
    fn the_same_letters_take_less_of_a_larger_screen() {
        let share =
            |inches| Reading { screen: Inches::new(inches), ..Reading::default() }.least_capital(1920.0, 1080.0);
        assert!((share(28) * 2.0 - share(14)).abs() < 0.01);
        assert_eq!((Inches::new(0), Inches::new(255)), (Inches::LEAST, Inches::MOST));
    }
}
