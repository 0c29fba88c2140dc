//! The look: which colours and sizes there are now, and the fonts. With its rooms, the only place that makes a colour or names a
//! number of pixels for type.

use std::sync::Arc;

use egui::{CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Id, Stroke, Visuals};

use crate::domain::settings::{Settings, Theme};

mod palette;
#[cfg(test)]
mod seen;
mod sizes;

pub use palette::{BLACK, DARK, LIGHT, Palette, WHITE};
pub use sizes::{chart, control, gap, size};

/// How thick the lines of a control's edge, a focus ring and a chart are, in points.
const HAIRLINE: f32 = 1.0;
const FOCUS: f32 = 2.5;

/// The colours that the window shows now.
#[must_use]
pub fn palette(ctx: &egui::Context) -> &'static Palette {
    of(ctx.theme(), looks(ctx))
}

/// How much colours differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Looks {
    /// As much as is pleasant.
    #[default]
    Usual,
    /// As much as can be.
    High,
}

const fn of(theme: egui::Theme, contrast: Looks) -> &'static Palette {
    match (theme, contrast) {
        (egui::Theme::Dark, Looks::Usual) => &DARK,
        (egui::Theme::Light, Looks::Usual) => &LIGHT,
        (egui::Theme::Dark, Looks::High) => &BLACK,
        (egui::Theme::Light, Looks::High) => &WHITE,
    }
}

/// How much colours differ that the window shows now.
fn looks(ctx: &egui::Context) -> Looks {
    ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
}

/// The height of a capital letter or a digit, as a share of the size of its font: that of Atkinson Hyperlegible Next.
pub const CAPITAL: f32 = 0.668;

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
    paint_with(ctx, Looks::Usual);
    // How large everything is, is set.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Follows what is set: light, dark or as the desktop has it; how much colours differ, which may be the desktop's, too; how large
/// everything is.
pub fn apply(ctx: &egui::Context, settings: &Settings, is_high: bool) {
    ctx.set_theme(match settings.theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    });
    let wanted = if is_high { Looks::High } else { Looks::Usual };
    if looks(ctx) != wanted {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, wanted));
        paint_with(ctx, wanted);
    }
    // Only where it is another one: it costs a frame.
    if (ctx.zoom_factor() - settings.text_scale.factor()).abs() > f32::EPSILON {
        ctx.set_zoom_factor(settings.text_scale.factor());
    }
}

/// Has what egui draws by itself have the colours of both themes.
fn paint_with(ctx: &egui::Context, contrast: Looks) {
    for theme in [egui::Theme::Dark, egui::Theme::Light] {
        ctx.style_mut_of(theme, |style| style.visuals = visuals(theme, of(theme, contrast)));
    }
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
