//! Every colour, size and gap, and the fonts. The only place that makes a colour or names a number of pixels for type.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Visuals};

use crate::domain::body::Ache;
use crate::domain::past::heat::Strength;
use crate::domain::routine::BlockKind;
use crate::domain::settings::Theme;

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

/// The colours that the window shows now.
#[must_use]
pub fn palette(ctx: &egui::Context) -> &'static Palette {
    match ctx.theme() {
        egui::Theme::Dark => &DARK,
        egui::Theme::Light => &LIGHT,
    }
}

mod sizes;

pub use sizes::{chart, control, gap, size};

/// How thick the lines of a control's edge, a focus ring and a chart are, in points.
const HAIRLINE: f32 = 1.0;
const FOCUS: f32 = 2.5;

/// The corners of controls.
pub const CONTROL: CornerRadius = CornerRadius::same(10);
/// The corners of cards.
pub const CARD: CornerRadius = CornerRadius::same(16);
/// The corners of the ends of a bar.
pub const BAR: CornerRadius = CornerRadius::same(6);
/// The corners of small marks: keys, cells of a strip.
pub const MARK: CornerRadius = CornerRadius::same(4);

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For labels.
    Semi,
    /// For headings and numbers.
    Heavy,
}

/// The font of a weight and size.
#[must_use]
pub fn font(weight: Weight, size: f32) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Semi => FontFamily::Name("semi".into()),
        Weight::Heavy => FontFamily::Name("heavy".into()),
    };
    FontId::new(size, family)
}

/// Gives the context its fonts and looks. Once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = egui::vec2(gap::SMALL, gap::SMALL);
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.interaction.selectable_labels = false;
        style.spacing.scroll = egui::style::ScrollStyle::thin();
    });
    for (theme, palette) in [(egui::Theme::Dark, &DARK), (egui::Theme::Light, &LIGHT)] {
        ctx.style_mut_of(theme, |style| style.visuals = visuals(theme, palette));
    }
}

/// Follows what is set: light, dark or as the desktop has it.
pub fn apply(ctx: &egui::Context, theme: Theme) {
    ctx.set_theme(match theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, FontFamily, &'static [u8]); 3] = [
        (
            "regular",
            FontFamily::Proportional,
            include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext_400Regular.ttf"),
        ),
        (
            "semi",
            FontFamily::Name("semi".into()),
            include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf"),
        ),
        (
            "heavy",
            FontFamily::Name("heavy".into()),
            include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext_800ExtraBold.ttf"),
        ),
    ];
    // What Atkinson lacks (Cyrillic, Greek, symbols in names that people type) comes from egui's own fonts.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, family, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut stack = vec![name.to_owned()];
        stack.extend(fallback.iter().cloned());
        fonts.families.insert(family, stack);
    }
    fonts
}

fn visuals(theme: egui::Theme, palette: &Palette) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.muted);
    visuals.panel_fill = palette.bg;
    visuals.window_fill = palette.surface;
    visuals.extreme_bg_color = palette.bg;
    visuals.faint_bg_color = palette.raised;
    visuals.hyperlink_color = palette.stretch;
    visuals.selection.bg_fill = palette.stretch.gamma_multiply(0.4);
    visuals.selection.stroke = Stroke::new(HAIRLINE, palette.text);
    visuals.window_stroke = palette.hairline();
    for state in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        state.bg_fill = palette.muted;
        state.weak_bg_fill = palette.raised;
        state.bg_stroke = palette.hairline();
        state.fg_stroke = Stroke::new(HAIRLINE, palette.text);
        state.corner_radius = CONTROL;
        state.expansion = 0.0;
    }
    visuals
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
        for (name, p) in [("dark", DARK), ("light", LIGHT)] {
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
                    assert!(found >= 4.5, "{ink_name} on {ground_name}, {name}: {found:.2}");
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
