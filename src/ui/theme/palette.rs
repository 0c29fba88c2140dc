//! Every colour, by what it is for, in all themes. The only place that makes a colour.

use egui::{Color32, Stroke};

use crate::domain::body::Ache;
use crate::domain::past::heat::Strength;
use crate::domain::routine::BlockKind;

use super::{CONTROL, FOCUS, HAIRLINE, gap};

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the design's own")]
pub struct Palette {
    pub bg: Color32,
    pub surface: Color32,
    pub raised: Color32,
    /// Decoration only: too faint for the edge of an input.
    pub line: Color32,
    /// The edge of one of many that can be chosen or filled in and lie close together on a card: as strong as it has to be.
    pub quiet: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub strength: Color32,
    pub stretch: Color32,
    pub cool: Color32,
    pub warn: Color32,
    pub bad: Color32,
    pub figure: Color32,
    pub figure_far: Color32,
    /// Text on a filled colour.
    pub on_fill: Color32,
}

#[expect(clippy::disallowed_methods, reason = "this is the one home of colours")]
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// For dark rooms.
pub const DARK: Palette = Palette {
    bg: rgb(0x0E_1416),
    surface: rgb(0x15_1D20),
    raised: rgb(0x1D_272B),
    line: rgb(0x2B_383D),
    quiet: rgb(0x60_7074),
    text: rgb(0xF1_F5F3),
    muted: rgb(0x9D_B0B3),
    strength: rgb(0xFF_8F61),
    stretch: rgb(0x3C_D3B2),
    cool: rgb(0x86_A9FF),
    warn: rgb(0xFF_C95C),
    bad: rgb(0xFF_7070),
    figure: rgb(0xC9_D6D6),
    figure_far: rgb(0x54_686C),
    on_fill: rgb(0x0E_1416),
};

/// For bright rooms.
pub const LIGHT: Palette = Palette {
    bg: rgb(0xF7_F5F0),
    surface: rgb(0xFF_FFFF),
    raised: rgb(0xF0_ECE4),
    line: rgb(0xDD_D6C9),
    quiet: rgb(0x88_9396),
    text: rgb(0x18_2225),
    muted: rgb(0x56_6568),
    strength: rgb(0xB9_430F),
    stretch: rgb(0x0A_7462),
    cool: rgb(0x2C_57C4),
    warn: rgb(0x8A_5A00),
    bad: rgb(0xB3_261E),
    figure: rgb(0x33_474B),
    figure_far: rgb(0xA9_B7B8),
    on_fill: rgb(0xFF_FFFF),
};

/// For dark rooms and eyes that need contrast: at least 7 to 1 for text.
pub const BLACK: Palette = Palette {
    bg: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    raised: rgb(0x1A_1F21),
    line: rgb(0x8E_999C),
    quiet: rgb(0xC4_CED0),
    text: rgb(0xFF_FFFF),
    muted: rgb(0xE2_E8E9),
    strength: rgb(0xFF_B08C),
    stretch: rgb(0x5D_F2D0),
    cool: rgb(0xB4_CAFF),
    warn: rgb(0xFF_DC8A),
    bad: rgb(0xFF_A3A3),
    figure: rgb(0xFF_FFFF),
    figure_far: rgb(0x8E_999C),
    on_fill: rgb(0x00_0000),
};

/// For bright rooms and eyes that need contrast: at least 7 to 1 for text.
pub const WHITE: Palette = Palette {
    bg: rgb(0xFF_FFFF),
    surface: rgb(0xFF_FFFF),
    raised: rgb(0xF0_F0F0),
    line: rgb(0x6E_7375),
    quiet: rgb(0x44_4B4D),
    text: rgb(0x00_0000),
    muted: rgb(0x2C_3335),
    strength: rgb(0x7E_2B05),
    stretch: rgb(0x00_4F42),
    cool: rgb(0x12_1767),
    warn: rgb(0x5C_3C00),
    bad: rgb(0x80_0F0A),
    figure: rgb(0x18_2225),
    figure_far: rgb(0x7C_8486),
    on_fill: rgb(0xFF_FFFF),
};

impl Palette {
    /// The colour of a block, everywhere.
    #[must_use]
    pub const fn block(&self, kind: BlockKind) -> Color32 {
        match kind {
            BlockKind::Strength => self.strength,
            BlockKind::Stretch => self.stretch,
            BlockKind::CoolDown => self.cool,
        }
    }

    /// The colour of a day on which so much was cooled down, on a card.
    #[must_use]
    pub fn heat(&self, strength: Strength) -> Color32 {
        const SHARES: [f32; Strength::MOST as usize] = [0.42, 0.6, 0.8, 1.0];
        let share = SHARES.get(usize::from(strength.number()) - 1).copied().unwrap_or(1.0);
        self.surface.lerp_to_gamma(self.stretch, share)
    }

    /// The colour of an ache.
    #[must_use]
    pub const fn ache(&self, ache: Ache) -> Color32 {
        match ache {
            Ache::Mild => self.warn,
            Ache::Sore => self.strength,
            Ache::Sharp => self.bad,
        }
    }

    /// A one-pixel line.
    #[must_use]
    pub fn hairline(&self) -> Stroke {
        Stroke::new(HAIRLINE, self.line)
    }

    /// The edge of something that can be chosen or filled in: 3 to 1 against what it stands on.
    #[must_use]
    pub fn edge(&self) -> Stroke {
        Stroke::new(HAIRLINE, self.muted)
    }

    /// As [`Self::edge`], in the colour for what lies close together on a card.
    #[must_use]
    pub fn quiet_edge(&self) -> Stroke {
        Stroke::new(HAIRLINE, self.quiet)
    }

    /// What leads up to what is filled with a colour.
    #[must_use]
    pub fn leading_to(&self, fill: Color32) -> Color32 {
        self.surface.lerp_to_gamma(fill, 0.32)
    }

    /// The ring around what has the keyboard's focus.
    #[must_use]
    pub fn focus(&self) -> Stroke {
        Stroke::new(FOCUS, self.text)
    }

    /// The edge of what is filled in wrongly.
    #[must_use]
    pub fn wrong(&self) -> Stroke {
        Stroke::new(FOCUS, self.bad)
    }

    /// What opens over the rest: a menu, a list.
    pub fn popup(&self) -> egui::Frame {
        egui::Frame::NONE.fill(self.surface).stroke(self.edge()).corner_radius(CONTROL).inner_margin(gap::HAIR)
    }

    /// What lies over everything else while a question is asked.
    #[must_use]
    pub fn veil(&self) -> Color32 {
        self.bg.gamma_multiply(0.8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let [r, g, b] = [c.r(), c.g(), c.b()].map(|v| {
                let v = f32::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_in_both_themes() {
        for (name, p, least) in
            [("dark", DARK, 4.5), ("light", LIGHT, 4.5), ("black", BLACK, 7.0), ("white", WHITE, 7.0)]
        {
            for (ground_name, ground) in [("bg", p.bg), ("surface", p.surface), ("raised", p.raised)] {
                for (ink_name, ink) in [
                    ("text", p.text),
                    ("muted", p.muted),
                    ("strength", p.strength),
                    ("stretch", p.stretch),
                    ("cool", p.cool),
                    ("warn", p.warn),
                    ("bad", p.bad),
                ] {
                    let found = contrast(ink, ground);
                    assert!(found >= least, "{ink_name} on {ground_name}, {name}: {found:.2}");
                }
            }
            let edge = contrast(p.quiet, p.surface);
            assert!(edge >= 3.0, "the quiet edge, {name}: {edge:.2}");
            let lead = contrast(p.text, p.leading_to(p.strength));
            assert!(lead >= 4.5, "text on what leads up to strength, {name}: {lead:.2}");
            let fills = [p.strength, p.stretch, p.cool, p.warn, p.bad];
            for (fill_name, fill) in ["strength", "stretch", "cool", "warn", "bad"].into_iter().zip(fills) {
                let found = contrast(p.on_fill, fill);
                assert!(found >= 4.5, "text on {fill_name}, {name}: {found:.2}");
            }
        }
    }
}
