//! What a screen reader is told of the session without being asked: a node that nobody sees, whose words change seldom. Decides
//! neither what is worth being told nor when.
//!
//! A screen reader has a voice of its own, at the pace that its user is used to, or writes in Braille. Two voices at once are none:
//! what Afterrun's voice says aloud is left to it. Who switches that off, for all routines or for one, or has no sound, is told
//! everything here.

use egui::accesskit::Live;
use egui::{Id, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::domain::player::Player;
use crate::domain::time::{Moment, Span, Tick};
use crate::domain::told::{Telling, Told};
use crate::model::{Model, Playing, Purpose, Stage};

/// After so long nobody looks for what was said last.
const STAYS: Span = Span::secs(5);

/// What was told, and what there is to tell.
#[derive(Debug, Default)]
pub struct Announcer {
    telling: Telling,
    /// What is played for what, while something is.
    purpose: Option<Purpose>,
    /// What was left to the voice.
    left: Option<Told>,
    words: String,
    told: Tick,
}

impl Announcer {
    /// Tells what is new, on a node that stays the same one.
    pub(super) fn show(&mut self, ui: &Ui, model: &Model, now: Moment) {
        match model.stage() {
            Stage::Playing(playing) => self.look(playing, model.voice_is_heard(), now),
            Stage::Idle | Stage::Writing(_) => {
                let was = self.purpose.take();
                self.telling = Telling::default();
                match was {
                    Some(Purpose::Session) => self.tell("The session is over".to_owned(), now.tick),
                    Some(Purpose::Trial | Purpose::Rehearsal { .. }) => {
                        self.tell("Back in the editor".to_owned(), now.tick);
                    }
                    None if now.tick.since(self.told) > STAYS => self.words.clear(),
                    None => {}
                }
            }
        }
        if self.words.is_empty() {
            return;
        }
        // A node without a place would be left out as one that can't be seen.
        let place = Rect::from_min_size(ui.max_rect().min, Vec2::splat(1.0));
        let response = ui.interact(place, Id::unique("announced"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &self.words));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    }

    fn look(&mut self, playing: &Playing, is_heard: bool, now: Moment) {
        if self.purpose.replace(playing.purpose()).is_none() {
            // What was left from the last one.
            (self.left, self.telling) = (None, Telling::default());
        }
        let (player, its) = (playing.player(), playing.moment(now).tick);
        if let Some(told) = self.telling.look(player, its) {
            let is_too_fast = playing.purpose().speed() > 1 && !matches!(told, Told::Paused | Told::GoesOn);
            match () {
                () if is_too_fast => {}
                () if is_heard && told.is_spoken() => self.left = Some(told),
                () => {
                    self.left = None;
                    self.tell(told.words(player, its), now.tick);
                }
            }
        }
        // The voice was thought to be heard, and is not.
        if !is_heard && let Some(told) = self.left.take() {
            self.tell(late(told, player, its), now.tick);
        }
    }

    /// Says something, also where it is what was said last.
    fn tell(&mut self, words: String, now: Tick) {
        // Only what differs is read out.
        let is_same = self.words == words;
        self.words = words;
        if is_same {
            self.words.push('\u{a0}');
        }
        self.told = now;
    }
}

/// What was not said when it was due: of a start, which one it was.
fn late(told: Told, player: &Player, now: Tick) -> String {
    match told {
        Told::Began(at) => {
            let of = player.plan().segments[at].step;
            let first = player.plan().segments.iter().position(|segment| segment.step == of);
            Told::Began(first.unwrap_or(at)).words(player, now)
        }
        told => told.words(player, now),
    }
}
