//! Every word on every screen, in every theme, as it is really drawn: its ink against what lies below it in the frame's own list of
//! shapes, also while something is hovered, off, or said.

use std::collections::BTreeMap;

use afterrun::domain::settings::{Contrast, Settings, Theme};
use afterrun::domain::time::Span;
use afterrun::model::journal::Jot;
use afterrun::model::{Action, Screen, Start};
use egui::epaint::{ClippedShape, Shape};
use egui::{Color32, FontFamily, Key, Pos2, Rgba, Role, accesskit};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::{Desk, Setup, start};
use crate::year;

/// A word as it is drawn.
struct Drawn {
    words: String,
    ink: Color32,
    ground: Color32,
    /// Large as WCAG 2.2 has it: 24 px, or 18.66 px in bold.
    is_large: bool,
    /// Ink that is let fade away: what can't be used just now, which WCAG asks nothing of.
    is_off: bool,
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let color = Rgba::from(color);
        0.2126 * color.r() + 0.7152 * color.g() + 0.0722 * color.b()
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Shapes one by one, in the order in which they are painted, each with what cuts it off.
fn flat(shapes: &[ClippedShape]) -> Vec<(egui::Rect, &Shape)> {
    fn add<'a>(clip: egui::Rect, shape: &'a Shape, all: &mut Vec<(egui::Rect, &'a Shape)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| add(clip, shape, all)),
            shape => all.push((clip, shape)),
        }
    }
    let mut all = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        add(*clip_rect, shape, &mut all);
    }
    all
}

fn is_inside(points: &[Pos2], at: Pos2) -> bool {
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    let crossed =
        pairs.filter(|(a, b)| (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x);
    crossed.count() % 2 == 1
}

/// What is below a point, of shapes that were painted before.
fn ground(before: &[(egui::Rect, &Shape)], at: Pos2) -> Color32 {
    let mut ground = Color32::BLACK;
    for (clip, shape) in before {
        if !clip.contains(at) {
            continue;
        }
        let fill = match shape {
            Shape::Rect(rect) if rect.rect.contains(at) => rect.fill,
            Shape::Circle(circle) if circle.center.distance(at) <= circle.radius => circle.fill,
            Shape::Path(path) if path.closed && is_inside(&path.points, at) => path.fill,
            _ => Color32::TRANSPARENT,
        };
        ground = ground.blend(fill);
    }
    ground
}

fn drawn(desk: &Desk<'_>) -> Vec<Drawn> {
    let shapes = flat(&desk.window.output().shapes);
    let mut all = Vec::new();
    for (i, (clip, shape)) in shapes.iter().enumerate() {
        let Shape::Text(text) = shape else { continue };
        let place = text.galley.rect.translate(text.pos.to_vec2());
        let seen = place.intersect(*clip);
        if text.galley.text().trim().is_empty() || !seen.is_positive() || text.opacity_factor < 0.99 {
            continue;
        }
        for section in &text.galley.job.sections {
            let own = text.override_text_color.unwrap_or(section.format.color);
            let ink = if own == Color32::PLACEHOLDER { text.fallback_color } else { own };
            let is_bold = section.format.font_id.family != FontFamily::Proportional;
            let size = section.format.font_id.size;
            // A letter may stand half on a bar: what lies below its middle counts.
            let ground = ground(&shapes[..i], seen.center());
            all.push(Drawn {
                words: text.galley.text().chars().take(24).collect(),
                ink: ground.blend(ink),
                ground,
                is_large: size >= 24.0 || (is_bold && size >= 18.66),
                is_off: ink.a() < 255,
            });
        }
    }
    assert!(!all.is_empty(), "there are words");
    all
}

/// The least contrast that was found, by theme and kind of text.
#[derive(Default)]
struct Least(BTreeMap<(String, &'static str), (f32, String)>);

impl Least {
    fn look(&mut self, desk: &Desk<'_>, theme: &str, is_high: bool, screen: &str) {
        for drawn in drawn(desk) {
            let found = contrast(drawn.ink, drawn.ground);
            let (kind, least) = match (drawn.is_off, drawn.is_large, is_high) {
                (true, ..) => ("off", 1.8),
                (_, true, false) => ("large", 3.0),
                (_, false, false) => ("small", 4.5),
                (_, true, true) => ("large", 4.5),
                (_, false, true) => ("small", 7.0),
            };
            let what = format!("“{}”, {:?} on {:?}, {screen}", drawn.words, drawn.ink, drawn.ground);
            assert!(found >= least, "{theme}, {kind}: {found:.2} of {least}: {what}");
            let known = self.0.entry((theme.to_owned(), kind)).or_insert((f32::MAX, String::new()));
            if found < known.0 {
                *known = (found, what);
            }
        }
    }
}

/// Has the pointer over each thing that can be pressed, as far as they look different.
fn hover(desk: &mut Desk<'_>, mut look: impl FnMut(&Desk<'_>)) {
    let mut places: Vec<Pos2> = Vec::new();
    let mut seen = BTreeMap::<String, usize>::new();
    for node in desk.window.query_all_by(|node| node.data().supports_action(accesskit::Action::Click)) {
        let kind = format!("{:?} {:?}", node.accesskit_node().role(), node.rect().height().round());
        let known = seen.entry(kind).or_default();
        *known += 1;
        if *known <= 3 {
            places.push(node.rect().center());
        }
    }
    for place in places {
        desk.window.hover_at(place);
        desk.window.step();
        look(desk);
    }
    desk.window.hover_at(Pos2::new(1.0, 1.0));
    desk.step();
}

#[test]
fn every_word_differs_enough_from_what_it_stands_on() {
    let mut least = Least::default();
    for (name, theme, contrast) in [
        ("dark", Theme::Dark, Contrast::Standard),
        ("light", Theme::Light, Contrast::Standard),
        ("black", Theme::Dark, Contrast::High),
        ("white", Theme::Light, Contrast::High),
    ] {
        let is_high = contrast == Contrast::High;
        let start = Start { settings: Settings { contrast, ..Settings::default() }, ..start() };
        let mut desk = Desk::new(Setup { theme, history: year::entries(), start, ..Setup::default() });
        let mut look = |desk: &Desk<'_>, screen: &str| least.look(desk, name, is_high, screen);
        desk.notebook.tell(Action::Report("Something was done".to_owned()));
        for screen in [Screen::Today, Screen::Routines, Screen::History, Screen::Settings] {
            desk.notebook.tell(Action::Go(screen));
            desk.step();
            let words = format!("{screen:?}");
            look(&desk, &words);
            hover(&mut desk, |desk| look(desk, &format!("{words}, hovered")));
        }
        desk.notebook.tell(Action::Go(Screen::Routines));
        desk.step();
        desk.press(Key::ArrowDown);
        look(&desk, "a step in the editor");
        desk.press(Key::Insert);
        look(&desk, "the list to add from");
        desk.press(Key::Escape);
        for room in ["Exercises", "Text"] {
            desk.click_on(Role::RadioButton, room);
            look(&desk, room);
        }
        desk.notebook.tell(Action::Jot(Jot::OpenDay("2026-11-22".parse().unwrap())));
        desk.step();
        look(&desk, "Journal");
        hover(&mut desk, |desk| look(desk, "Journal, hovered"));
        desk.press(Key::Escape);
        desk.notebook.tell(Action::Go(Screen::Today));
        desk.step();
        desk.press(Key::Space);
        for _ in 0..8 {
            desk.pass(Span::secs(7), Span::secs(1));
            look(&desk, "Player");
            desk.press(Key::ArrowRight);
        }
        hover(&mut desk, |desk| look(desk, "Player, hovered"));
        desk.press(Key::Space);
        look(&desk, "Player, paused");
        desk.notebook.tell(Action::Report("Something was done".to_owned()));
        desk.step();
        look(&desk, "Player, with a notice");
        desk.press(Key::Escape);
        desk.press(Key::Escape);
        look(&desk, "Player, asked whether to end");
    }
    for ((theme, kind), (found, what)) in &least.0 {
        println!("{theme} {kind}: {found:.2} {what}");
    }
}
