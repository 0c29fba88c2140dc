//! What a person has told their whole desktop about motion and contrast goes here, too, until they say something else here.

use std::fs;

use afterrun::clock::SystemClock;
use afterrun::domain::settings::{Contrast, Motion, Theme};
use afterrun::domain::time::Span;
use afterrun::model::{Action, Setting};
use afterrun::store::Store;
use afterrun::ui::theme::{self, BLACK, DARK};
use egui::Key;

use crate::bus::{Private, until};
use crate::peers::{Appearance, Portal};
use crate::support::{Desk, Setup};

const COMMON: &str = "org.freedesktop.appearance";
const GNOME: &str = "org.gnome.desktop.interface";

fn dark() -> Setup {
    Setup { theme: Theme::Dark, ..Setup::default() }
}

fn bg(desk: &Desk<'_>) -> egui::Color32 {
    theme::palette(&desk.window.ctx).bg
}

#[test]
fn motion_and_contrast_follow_the_desktop_while_it_changes() {
    let bus = Private::start();
    let portal = Appearance::on(&bus);
    portal.say(COMMON, "reduced-motion", 1_u32);
    let mut desk = bus.desk(dark());
    until(&mut desk, "nothing moves", |desk| desk.model().is_still());
    assert!(!desk.model().is_high_contrast());
    assert_eq!(bg(&desk), DARK.bg);
    portal.say(COMMON, "contrast", 1_u32);
    until(&mut desk, "contrast is high", |desk| desk.model().is_high_contrast());
    desk.step();
    assert_eq!(bg(&desk), BLACK.bg);
    portal.say(COMMON, "contrast", 0_u32);
    portal.say(COMMON, "reduced-motion", 0_u32);
    until(&mut desk, "all is as usual", |desk| !desk.model().is_high_contrast() && !desk.model().is_still());
    // What GNOME has said for longer counts, too; what others say of other things does not.
    portal.say(GNOME, "cursor-size", 24_i32);
    portal.say(GNOME, "enable-animations", false);
    until(&mut desk, "nothing moves", |desk| desk.model().is_still());
    // Nobody has set anything here, so nothing was kept.
    assert_eq!(desk.notebook.take(), []);
}

#[test]
fn what_is_set_here_comes_before_the_desktop() {
    let bus = Private::start();
    let portal = Appearance::on(&bus);
    portal.say(COMMON, "reduced-motion", 1_u32);
    portal.say(COMMON, "contrast", 1_u32);
    let mut desk = bus.desk(dark());
    until(&mut desk, "it is known", |desk| desk.model().is_still() && desk.model().is_high_contrast());
    desk.notebook.tell(Action::Set(Setting::Motion(Motion::Full)));
    desk.notebook.tell(Action::Set(Setting::Contrast(Contrast::Standard)));
    desk.step();
    assert!(!desk.model().is_still() && !desk.model().is_high_contrast());
    portal.say(COMMON, "contrast", 0_u32);
    desk.notebook.tell(Action::Set(Setting::Motion(Motion::Reduced)));
    desk.notebook.tell(Action::Set(Setting::Contrast(Contrast::High)));
    desk.step();
    assert!(desk.model().is_still() && desk.model().is_high_contrast());
    // A still player asks for a frame when digits change, not for each movement.
    desk.press(Key::Space);
    desk.window.run_steps(3);
    let delay = desk.window.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_millis(100), "{delay:?}");
}

#[test]
fn a_portal_that_knows_of_no_settings_and_one_that_hangs_harm_nothing() {
    let bus = Private::start();
    let _portal = Portal::on(&bus);
    let mut desk = bus.desk(dark());
    until(&mut desk, "it is awake", |desk| {
        desk.press(Key::ArrowDown);
        !desk.model().desk_is_absent()
    });
    assert!(!desk.model().is_still() && !desk.model().is_high_contrast());
    let bus = Private::start();
    let _hung = bus.hung("org.freedesktop.portal.Desktop");
    let begun = SystemClock::default();
    let desk = bus.desk(dark());
    assert!(!desk.model().is_still());
    drop(desk);
    assert!(begun.running() < Span::secs(4), "nobody waits for it");
}

#[test]
fn settings_that_were_written_before_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let read = |text: &str| {
        fs::write(folder.path().join("settings.ron"), text).unwrap();
        let loaded = Store::open(Some(folder.path().to_owned())).unwrap().load();
        assert_eq!(loaded.troubles, [], "{text}");
        (loaded.settings.motion, loaded.settings.contrast)
    };
    let system = (Motion::System, Contrast::System);
    assert_eq!(read("(format: 1)"), system);
    // Both were written by themselves: nobody chose them.
    assert_eq!(read("(format: 1, contrast: Usual, reduced_motion: false)"), system);
    assert_eq!(read("(format: 1, contrast: High, reduced_motion: true)"), (Motion::Reduced, Contrast::High));
    assert_eq!(read("(format: 1, motion: Full, reduced_motion: true)"), (Motion::Full, Contrast::System));
    assert_eq!(read("(format: 1, motion: Full, contrast: Standard)"), (Motion::Full, Contrast::Standard));
    let store = Store::open(Some(folder.path().to_owned())).unwrap();
    let settings = afterrun::domain::settings::Settings { motion: Motion::Reduced, ..store.read().settings };
    store.save_settings(&settings).unwrap();
    let text = fs::read_to_string(folder.path().join("settings.ron")).unwrap();
    assert!(text.contains("motion: Reduced") && !text.contains("reduced_motion"), "{text}");
    assert_eq!(store.read().settings, settings);
}
