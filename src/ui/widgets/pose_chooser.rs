//! All figures as small pictures with their names, to choose one of. Knows no exercise: names are given.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::domain::figure::{Figure, FigureId};
use crate::domain::skeleton::Phase;
use crate::ui::theme::{self, Weight, gap, size};

use super::{figure, scroll};

/// A figure that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// What it is called: the name of its exercise, mostly.
    pub name: &'a str,
}

/// A picture is at least this wide.
const WIDE: f32 = 140.0;
const HIGH: f32 = 132.0;

/// Shows the figures in a grid that scrolls in what is left of the layout. Gives the one that was chosen now; `chosen` is the
/// one that was before. Arrow keys move the focus, as everywhere.
pub fn show(ui: &mut Ui, offers: &[Offer<'_>], chosen: Option<&FigureId>, tint: Color32) -> Option<FigureId> {
    let mut pressed = None;
    let shown = ScrollArea::vertical().id_salt("poses").auto_shrink(false).show(ui, |ui| {
        // Focus rings stand a little outside.
        let width = ui.available_width() - gap::LARGE;
        let columns = ((width + gap::SMALL) / (WIDE + gap::SMALL)).floor().max(1.0);
        let cell = vec2((width + gap::SMALL) / columns - gap::SMALL, HIGH);
        let rows = (offers.len() as f32 / columns).ceil();
        let (_, all) = ui.allocate_space(vec2(width, rows * (HIGH + gap::SMALL) + gap::SMALL));
        for (i, offer) in offers.iter().enumerate() {
            let (row, column) = ((i as f32 / columns).floor(), i as f32 % columns);
            let corner = all.min + vec2(gap::HAIR, gap::HAIR);
            let rect = Rect::from_min_size(corner + vec2(column, row) * (cell + vec2(gap::SMALL, gap::SMALL)), cell);
            let is_chosen = chosen == Some(&offer.figure.id);
            let response = ui.interact(rect, ui.scope_id().with(("pose", offer.figure.id.as_str())), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, offer.name));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                pressed = Some(offer.figure.id.clone());
            }
            if ui.is_rect_visible(rect) {
                paint(ui, &response, offer, is_chosen, tint);
            }
        }
    });
    scroll::named(ui, shown);
    pressed
}

fn paint(ui: &Ui, response: &Response, offer: &Offer<'_>, is_chosen: bool, tint: Color32) {
    let palette = theme::palette(ui.ctx());
    let (rect, painter) = (response.rect, ui.painter());
    let fill = if response.hovered() { palette.raised.lerp_to_gamma(palette.text, 0.08) } else { palette.raised };
    // Not by colour alone: what is chosen has a thick edge and heavy words.
    let edge = if is_chosen { egui::Stroke::new(2.0, tint) } else { palette.edge() };
    painter.rect(rect, theme::CONTROL, fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(1.0), theme::CONTROL, palette.focus(), StrokeKind::Outside);
    }
    let floor = rect.bottom() - 32.0;
    let place =
        Rect::from_min_max(rect.min + vec2(gap::MEDIUM, gap::SMALL), egui::pos2(rect.right() - gap::MEDIUM, floor));
    let show = figure::Show { phase: Phase::Still, swapped: false, flipped: false, tint };
    figure::paint(painter, place, offer.figure, show, palette);
    painter.hline(place.x_range(), floor + 0.5, palette.hairline());
    let (weight, color) = if is_chosen { (Weight::Heavy, palette.text) } else { (Weight::Semi, palette.muted) };
    let mut job = LayoutJob::simple_singleline(offer.name.to_owned(), theme::font(weight, size::SMALL), color);
    job.wrap = TextWrapping::truncate_at_width(rect.width() - 2.0 * gap::SMALL);
    let galley = painter.layout_job(job);
    let at = egui::pos2(rect.center().x, f32::midpoint(floor, rect.bottom())) - galley.size() / 2.0;
    painter.galley(at, galley, color);
}
