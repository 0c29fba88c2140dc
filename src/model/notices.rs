//! What the person should know: said once, shown for as long as reading it takes, or until it is closed. Draws nothing.

use crate::domain::time::{Moment, Span, Tick};

use super::Model;

/// More notices than this at a time help nobody; the oldest go first.
const MOST: usize = 4;
/// How long what only informs stays, beside the time that reading it takes.
const STAYS: Span = Span::secs(6);
/// How long a letter takes to be read, by somebody who does something else meanwhile.
const LETTER: Span = Span::millis(60);

/// Names a notice until it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoticeId(u32);

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Something has happened. It goes by itself.
    Information,
    /// Something has failed, or waits for the person. It stays until it is closed, or is so no more.
    Trouble,
}

/// One thing the person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Names it.
    pub id: NoticeId,
    /// What it is about.
    pub concern: Concern,
    /// A sentence.
    pub text: String,
    /// When it was said.
    said: Tick,
}

impl Notice {
    /// How long it stays once it was said. `None`: until it is closed.
    #[must_use]
    pub fn stays(&self) -> Option<Span> {
        let reading = LETTER * self.text.chars().count() as u32;
        (self.concern == Concern::Information).then(|| STAYS + reading)
    }

    /// How much of that is left.
    fn left(&self, now: Tick) -> Option<Span> {
        self.stays().map(|stays| stays.minus(now.since(self.said)))
    }
}

/// All that is said at the moment, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notices {
    all: Vec<Notice>,
    last: u32,
    /// The one that the person is at, with the pointer or the keyboard: it does not go meanwhile.
    attended: Option<NoticeId>,
}

impl Notices {
    fn say(&mut self, text: String, concern: Concern, now: Moment) {
        if let Some(there) = self.all.iter_mut().find(|notice| notice.text == text) {
            there.said = now.tick;
            return;
        }
        self.last += 1;
        self.all.push(Notice { id: NoticeId(self.last), concern, text, said: now.tick });
        if self.all.len() > MOST {
            let first = self.all.iter().position(|notice| notice.concern == Concern::Information);
            self.all.remove(first.unwrap_or(0));
        }
    }

    /// What was said is no longer so.
    pub fn withdraw(&mut self, text: &str) {
        self.all.retain(|notice| notice.text != text);
    }

    /// It was read.
    pub fn close(&mut self, id: NoticeId) {
        self.all.retain(|notice| notice.id != id);
    }

    /// The person is at a notice, or at none. One that they leave has all its time again.
    pub fn attend(&mut self, to: Option<NoticeId>, now: Moment) {
        let left = std::mem::replace(&mut self.attended, to).filter(|left| Some(*left) != to);
        if let Some(notice) = self.all.iter_mut().find(|notice| Some(notice.id) == left) {
            notice.said = now.tick;
        }
    }

    /// What was there for long enough goes.
    pub fn pass(&mut self, now: Moment) {
        let attended = self.attended;
        let stays = |notice: &Notice| notice.left(now.tick).is_none_or(|left| !left.is_zero());
        self.all.retain(|notice| Some(notice.id) == attended || stays(notice));
    }
}

impl Model {
    /// What the person should know, oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices.all
    }

    /// The notice that the person is at.
    #[must_use]
    pub fn attended(&self) -> Option<NoticeId> {
        self.notices.attended.filter(|id| self.notices.all.iter().any(|notice| notice.id == *id))
    }

    /// How long it is until a notice goes by itself.
    #[must_use]
    pub fn notices_change(&self, now: Moment) -> Option<Span> {
        let going = self.notices.all.iter().filter(|notice| Some(notice.id) != self.notices.attended);
        going.filter_map(|notice| notice.left(now.tick)).min()
    }

    /// Says what has happened.
    pub(super) fn notice(&mut self, text: String, now: Moment) {
        self.notices.say(text, Concern::Information, now);
    }

    /// Says what has failed, or what waits for the person.
    pub(super) fn trouble(&mut self, text: String, now: Moment) {
        self.notices.say(text, Concern::Trouble, now);
    }
}
