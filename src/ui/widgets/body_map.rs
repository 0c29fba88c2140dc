//! The body map: a body from the front and from behind, on which spots ache. Says how a spot is to ache; keeps nothing but where
//! the keyboard stands.

mod parts;

use egui::{
    Align2, Pos2, Rect, Response, Role, Shape, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::domain::body::{Ache, Spot};
use crate::domain::side::Side;
use crate::ui::keys::journal as keys;
use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Palette, Weight, gap, size};
use crate::ui::words::journal as words;

use super::roving::Roving;
use super::text;
use parts::{BODY, HEAD, Piece, Stand, View};

/// The height of the words under a body.
const CAPTION: f32 = 28.0;
/// No body is drawn larger than this, in points a unit.
const LARGEST: f32 = 2.6;
/// Bodies smaller than this stand close together.
const CLOSE: f32 = 0.8;
/// The smallest that a target is, in points.
const TARGET: f32 = 24.0;

/// A body map.
pub struct BodyMap<'a> {
    /// What it is about, for a screen reader.
    pub name: &'a str,
    /// How much each spot aches.
    pub aches: &'a dyn Fn(Spot) -> Option<Ache>,
}

/// What was done to a body map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How a spot is to ache now.
    pub said: Option<(Spot, Option<Ache>)>,
    /// Whether the keyboard is on it.
    pub has_focus: bool,
}

/// One spot in one view.
struct Place {
    spot: Spot,
    view: View,
    outline: Vec<Pos2>,
    bounds: Rect,
}

/// The colour of an ache.
#[must_use]
pub const fn color(palette: &Palette, ache: Ache) -> egui::Color32 {
    match ache {
        Ache::Mild => palette.warn,
        Ache::Sore => palette.strength,
        Ache::Sharp => palette.bad,
    }
}

impl BodyMap<'_> {
    /// Shows it as large as it can be at a place.
    pub fn show(&self, ui: &mut Ui, rect: Rect) -> Done {
        let scale = ((rect.height() - CAPTION) / BODY.y).min(rect.width() / (2.2 * BODY.x)).clamp(0.2, LARGEST);
        let apart = (rect.width() / 2.0).min(1.4 * BODY.x * scale);
        let whole = BODY.y * scale + CAPTION;
        let top = rect.center().y - whole / 2.0;
        let stand = |x: f32| Stand { top: pos2(rect.center().x + x, top), scale };
        let bodies = [(View::Front, stand(-apart / 2.0)), (View::Back, stand(apart / 2.0))];
        let id = ui.scope_id().with(("body map", self.name));
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt(("body map", self.name))
            .accessibility_role(Role::Group)
            .accessibility_label(self.name);
        let mut group = ui.new_child(builder);
        for (view, stand) in bodies {
            backdrop(&mut group, view, stand);
        }
        let places: Vec<Place> = bodies.into_iter().flat_map(|(view, stand)| places(view, stand)).collect();
        self.spots(&mut group, id, &places)
    }

    fn spots(&self, ui: &mut Ui, id: egui::Id, places: &[Place]) -> Done {
        let roving = Roving::new(ui, id, places.len(), None);
        let mut done = Done::default();
        let mut named = None;
        let (mut ringed, mut goes) = (None, None);
        for (at, place) in places.iter().enumerate() {
            // What is small is easier to meet; what lies closer wins.
            let target = place.bounds.expand2((Vec2::splat(TARGET) - place.bounds.size()).max(Vec2::ZERO) / 4.0);
            let response = ui.interact(target, roving.id(at), roving.sense(at));
            let ache = (self.aches)(place.spot);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label(place, ache)));
            paint(ui, &place.outline, place.bounds, ache, &response);
            if response.clicked() {
                roving.stand(ui, at);
                done.said = Some((place.spot, Ache::after(ache)));
            }
            if response.hovered() {
                named = Some(at);
            }
            if response.has_focus() {
                done.has_focus = true;
                ringed = Some(at);
                Roving::keep(ui, &response);
                if let Some(ache) = press::take_digits(ui).into_iter().filter_map(keys::ache).next_back() {
                    done.said = Some((place.spot, ache));
                }
                let to = arrows(ui, places, at);
                if to != at {
                    goes = Some(to);
                }
            }
        }
        if let Some(to) = goes {
            roving.go(ui, to);
        }
        if let Some(at) = ringed {
            ring(ui, &places[at]);
        }
        // A pointer that somebody has left lying there says less than the keys.
        if let Some(at) = ringed.or(named) {
            plate(ui, &places[at], (self.aches)(places[at].spot));
        }
        done
    }
}

fn places(view: View, stand: Stand) -> impl Iterator<Item = Place> {
    parts::spots(view).map(move |(spot, piece)| Place {
        spot,
        view,
        outline: stand.outline(piece, spot.side),
        bounds: stand.bounds(piece, spot.side),
    })
}

/// What a spot is called. Parts that are seen in both views have a name of their own in the one where they are felt less.
fn label(place: &Place, ache: Option<Ache>) -> String {
    use crate::domain::body::Part::{Ankle, Foot, Knee, Neck, Shoulder};
    let from = match (place.view, place.spot.part) {
        (View::Front, Neck) => ", from the front",
        (View::Back, Shoulder | Knee | Ankle | Foot) => ", from behind",
        _ => "",
    };
    let ache = ache.map(|ache| format!(", {}", words::ache(ache))).unwrap_or_default();
    format!("{}{from}{ache}", words::spot(place.spot))
}

/// What does not ache, and the words around a body.
fn backdrop(ui: &mut Ui, view: View, stand: Stand) {
    let palette = theme::palette(ui.ctx());
    let fill = |ui: &Ui, piece: &Piece, side: Side| {
        let outline = stand.outline(piece, side);
        ui.painter().add(Shape::convex_polygon(outline, palette.raised, palette.hairline()));
    };
    fill(ui, &HEAD, Side::Right);
    for piece in parts::pieces(view).filter(|piece| piece.part.is_none()) {
        fill(ui, piece, Side::Left);
        fill(ui, piece, Side::Right);
    }
    let at = |x: f32, y: f32| stand.top + vec2(x, y) * stand.scale;
    let style = text::style(Weight::Regular, size::SMALL, palette.muted);
    let word = match view {
        View::Front => "Front",
        View::Back => "Back",
    };
    text::line(ui, at(0.0, BODY.y) + vec2(0.0, CAPTION * 0.6), Align2::CENTER_CENTER, word, &style);
    let style = text::style(Weight::Regular, size::HINT, palette.muted);
    // Left is at the left in both; where the bodies are close together it is said at their outer sides alone.
    for (x, word) in [(-44.0, "Left"), (44.0, "Right")] {
        let is_between = (x > 0.0) == (view == View::Front);
        if !is_between || stand.scale > CLOSE {
            text::line(ui, at(x, 36.0), Align2::CENTER_CENTER, word, &style);
        }
    }
}

fn paint(ui: &Ui, outline: &[Pos2], bounds: Rect, ache: Option<Ache>, response: &Response) {
    let palette = theme::palette(ui.ctx());
    let (fill, edge) = match (ache, response.hovered()) {
        (Some(ache), _) => (color(palette, ache), Stroke::NONE),
        (None, true) => (palette.leading_to(palette.text), palette.edge()),
        (None, false) => (palette.raised, palette.quiet_edge()),
    };
    ui.painter().add(Shape::convex_polygon(outline.to_vec(), fill, edge));
    let Some(ache) = ache else { return };
    // One, two or three dots, along the part: the colour is not all that tells.
    let dots = Ache::ALL.iter().position(|other| *other == ache).map_or(0, |place| place + 1);
    let radius = (bounds.size().min_elem() * 0.12).clamp(1.2, 3.5);
    let along = if bounds.height() > bounds.width() { vec2(0.0, 1.0) } else { vec2(1.0, 0.0) };
    for dot in 0..dots {
        let shift = (dot as f32 - (dots as f32 - 1.0) / 2.0) * radius * 3.2;
        ui.painter().circle_filled(bounds.center() + along * shift, radius, palette.on_fill);
    }
}

/// The ring around what has the focus, on a wider one of the ground so that it stands out from every colour.
fn ring(ui: &Ui, place: &Place) {
    let palette = theme::palette(ui.ctx());
    let focus = palette.focus();
    for stroke in [Stroke::new(2.6 * focus.width, palette.surface), focus] {
        ui.painter().add(Shape::closed_line(place.outline.clone(), stroke));
    }
}

/// The name of a spot, above it.
fn plate(ui: &Ui, place: &Place, ache: Option<Ache>) {
    let palette = theme::palette(ui.ctx());
    let ache = ache.map(|ache| format!(", {}", words::ache(ache))).unwrap_or_default();
    let words = format!("{}{ache}", words::spot(place.spot));
    let galley = ui.painter().layout_no_wrap(words, theme::font(Weight::Semi, size::SMALL), palette.text);
    let outer = galley.size() + 2.0 * vec2(gap::SMALL, gap::HAIR);
    let room = ui.clip_rect().shrink(gap::HAIR);
    let above = place.bounds.center_top() - vec2(0.0, outer.y / 2.0 + gap::SMALL);
    let half = (room.width() - outer.x).max(0.0) / 2.0;
    let x = above.x.clamp(room.center().x - half, room.center().x + half);
    let rect = Rect::from_center_size(pos2(x, above.y), outer);
    ui.painter().rect(rect, theme::MARK, palette.surface, palette.edge(), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.text);
}

/// Where the arrow keys lead from a spot: to the nearest one that way.
fn arrows(ui: &Ui, places: &[Place], from: usize) -> usize {
    press::take(ui, &[Press::Left, Press::Right, Press::Up, Press::Down]).into_iter().fold(from, |at, press| {
        let way = match press {
            Press::Left => vec2(-1.0, 0.0),
            Press::Right => vec2(1.0, 0.0),
            Press::Up => vec2(0.0, -1.0),
            _ => vec2(0.0, 1.0),
        };
        let here = places[at].bounds.center();
        // What lies aside counts more than what lies ahead, so that a walk down a leg stays on it.
        let far = |place: &Place| {
            let to = place.bounds.center() - here;
            let (ahead, aside) = (to.dot(way), to.dot(way.rot90()).abs());
            (ahead > 1.0 && aside < 3.0 * ahead).then_some(ahead + 2.0 * aside)
        };
        let others = places.iter().enumerate().filter_map(|(other, place)| Some((other, far(place)?)));
        others.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(at, |(other, _)| other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::{Body, Part};
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn desk<'a>() -> Harness<'a, Body> {
        let mut desk =
            Harness::builder().with_size(vec2(400.0, 500.0)).with_context_setup(theme::install).build_ui_state(
                |ui, body: &mut Body| {
                    let map = BodyMap { name: "What ached", aches: &|spot| body.ache(spot) };
                    let done = map.show(ui, ui.max_rect());
                    if let Some((spot, ache)) = done.said {
                        body.set(spot, ache);
                    }
                },
                Body::default(),
            );
        desk.run();
        desk
    }

    const CALF: Spot = Spot { side: Side::Left, part: Part::Calf };

    fn presses(desk: &mut Harness<'_, Body>, keys: &[Key]) {
        for key in keys {
            desk.key_press(*key);
            desk.run();
        }
    }

    #[test]
    fn clicks_go_through_mild_sore_and_sharp_to_nothing() {
        let mut desk = desk();
        for (label, ache) in [
            ("Left calf", Some(Ache::Mild)),
            ("Left calf, mild", Some(Ache::Sore)),
            ("Left calf, sore", Some(Ache::Sharp)),
            ("Left calf, sharp", None),
        ] {
            desk.get_by_role_and_label(Role::Button, label).click();
            desk.run();
            assert_eq!(desk.state().ache(CALF), ache, "{label}");
        }
    }

    #[test]
    fn every_spot_can_be_met_by_its_name() {
        let mut desk = desk();
        for part in Part::ALL {
            for side in [Side::Left, Side::Right] {
                let spot = Spot { side, part };
                desk.get_by_label(&words::spot(spot)).click();
                desk.run();
                assert_eq!(desk.state().ache(spot), Some(Ache::Mild), "{spot:?}");
            }
        }
        assert_eq!(desk.state().aches().count(), 30);
    }

    #[test]
    fn arrows_walk_down_a_leg_and_over_to_the_back() {
        let mut desk = desk();
        let mut seen = Vec::new();
        // What was clicked last is where the keyboard comes to.
        desk.get_by_label("Left thigh").click();
        desk.run();
        presses(&mut desk, &[Key::Tab, Key::Num0]);
        for part in ["knee", "shin", "ankle", "foot"] {
            presses(&mut desk, &[Key::ArrowDown, Key::Num2]);
            seen.push(desk.query_by_label(&format!("Left {part}, sore")).is_some());
        }
        assert_eq!(seen, [true; 4], "{:?}", desk.state());
        let shin = [Key::ArrowUp, Key::ArrowUp];
        presses(&mut desk, &shin);
        presses(&mut desk, &[Key::ArrowRight, Key::Num1]);
        assert!(desk.query_by_label("Right shin, mild").is_some(), "{:?}", desk.state());
        presses(&mut desk, &[Key::ArrowRight, Key::Num3]);
        assert!(desk.query_by_label("Left calf, sharp").is_some(), "{:?}", desk.state());
    }

    #[test]
    fn numbers_say_how_much_and_space_goes_on() {
        let mut desk = desk();
        presses(&mut desk, &[Key::Tab, Key::Num3]);
        let (spot, ache) = desk.state().aches().next().unwrap();
        assert_eq!(ache, Ache::Sharp);
        presses(&mut desk, &[Key::Num1, Key::Space]);
        assert_eq!(desk.state().ache(spot), Some(Ache::Sore));
        presses(&mut desk, &[Key::Num0]);
        assert!(desk.state().is_empty());
        let before = desk.ctx.memory(egui::Memory::focused);
        presses(&mut desk, &[Key::Tab]);
        assert_eq!(desk.ctx.memory(egui::Memory::focused), before, "the whole map is one stop");
    }
}
