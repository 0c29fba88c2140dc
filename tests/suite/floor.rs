//! The player is read from where the person lies: letters measured in frames as they are drawn, at every distance, size and shape.

use afterrun::domain::reading::{Distance, Inches, Reading};
use afterrun::domain::settings::Theme;
use afterrun::domain::time::Span;
use afterrun::model::{Action, Setting};
use afterrun::ui::theme::DARK;
use egui::{Key, Rect, Role};
use egui_kittest::kittest::Queryable;
use image::RgbaImage;

use crate::support::{Desk, Setup};

/// In a session, read from a distance on a screen that the window fills.
fn playing<'a>((size, scale): ((f32, f32), f32), distance: Distance, inches: u8) -> Desk<'a> {
    let mut desk = Desk::new(Setup { size, scale, theme: Theme::Dark, ..Setup::default() });
    let reading = Reading { distance, screen: Inches::new(inches) };
    desk.notebook.tell(Action::Set(Setting::Reading(reading)));
    desk.press(Key::Space);
    desk
}

/// The height of the first letter that is drawn in a part of a picture, in pixels.
fn first_letter(picture: &RgbaImage, part: Rect, scale: f32) -> u32 {
    let is_ink = |x: u32, y: u32| {
        let pixel = picture.get_pixel(x, y);
        // The middle of an edge is half ink.
        u32::from(pixel[0]) + u32::from(pixel[1]) + u32::from(pixel[2])
            > (u32::from(DARK.text.r()) + u32::from(DARK.text.g()) + u32::from(DARK.text.b())) / 2
    };
    let at = |value: f32, most: u32| ((value * scale).round().max(0.0) as u32).min(most);
    let (left, right) = (at(part.left(), picture.width()), at(part.right(), picture.width()));
    let (top, bottom) = (at(part.top(), picture.height()), at(part.bottom(), picture.height()));
    let column = |x: u32| (top..bottom).filter(move |y| is_ink(x, *y));
    let letter: Vec<u32> =
        (left..right).skip_while(|x| column(*x).next().is_none()).take_while(|x| column(*x).next().is_some()).collect();
    let rows: Vec<u32> = letter.into_iter().flat_map(column).collect();
    rows.iter().max().map_or(0, |last| last + 1 - rows.iter().min().unwrap_or(last))
}

#[test]
fn name_and_digits_are_high_enough_at_every_distance_and_scale() {
    for (size, inches, scale) in [
        ((1366.0, 768.0), 14, 1.0),
        ((1280.0, 720.0), 14, 1.5),
        ((960.0, 540.0), 14, 2.0),
        ((960.0, 540.0), 15, 3.0),
        ((1920.0, 1080.0), 27, 1.0),
        ((1920.0, 1080.0), 16, 2.0),
        ((768.0, 1366.0), 14, 1.0),
        ((1080.0, 1920.0), 24, 1.0),
        ((900.0, 600.0), 14, 1.0),
    ] {
        for (skipped, distance) in Distance::ALL.into_iter().enumerate() {
            let mut desk = playing((size, scale), distance, inches);
            let least = Reading { distance, screen: Inches::new(inches) }.least_capital(size.0, size.1) * scale;
            // Reps, a hold, and one of a side.
            for _ in 0..2 * skipped {
                desk.press(Key::ArrowRight);
            }
            desk.pass(Span::secs(1), Span::secs(1));
            desk.step();
            let picture = desk.window.render().unwrap();
            let name = desk.window.get_by_role(Role::Heading).rect();
            let digits = desk.window.get_by_role(Role::Timer).rect();
            // A letter is not as high as its line, above which other words stand.
            let digits = digits.scale_from_center2(egui::vec2(1.0, 0.76));
            let found = (first_letter(&picture, name, scale), first_letter(&picture, digits, scale));
            let words = format!("{size:?} at {scale}, {inches} inches, {distance:?}: {found:?}, least {least:.1}");
            assert!(found.0 as f32 >= least - 1.0, "the name, {words}");
            assert!(found.1 as f32 >= least - 1.0, "the digits, {words}");
        }
    }
}
