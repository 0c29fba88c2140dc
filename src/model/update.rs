//! How actions and passing time change the model. Asks for effects; carries none out.

use crate::domain::bookmark::Ending;
use crate::domain::cue::{Cue, SoundState};
use crate::domain::plan::Plan;
use crate::domain::player::{Command, Event, Phase, Player};
use crate::domain::routine::RoutineId;
use crate::domain::score::Sound;
use crate::domain::session::{Session, Unfinished};
use crate::domain::time::{Moment, Span, Tick};

use super::journal::Occasion;
use super::playing::Asking;
use super::{Action, Effect, Errand, Model, Past, Playing, Purpose, Screen, Stage};

/// A running session is written down at least this often, so that a kill loses no more.
const KEEP_EVERY: Span = Span::secs(5);
/// The machine has slept when its sleep clock ran on by more than this.
const SLEPT: Span = Span::secs(5);
/// Said where the machine slept while a session ran, until it goes on.
const SLEPT_SENTENCE: &str = "Paused, because the computer went to sleep";

impl Model {
    /// Lets time pass: everything that was due by `now` happens.
    #[must_use = "effects have to be carried out"]
    pub fn tick(&mut self, now: Moment) -> Vec<Effect> {
        self.notices.pass(now);
        let mut effects = self.remind(now);
        effects.extend(self.nudge(now));
        effects.extend(self.tick_session(now));
        effects.extend(self.tell_desk(now));
        effects
    }

    fn tick_session(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &mut self.stage else { return Vec::new() };
        let slept = now.asleep.minus(std::mem::replace(&mut playing.asleep, now.asleep)) > SLEPT;
        if slept && matches!(playing.player.phase(), Phase::Running { .. } | Phase::LeadIn { .. }) {
            let effects = self.command(Command::Pause, now);
            self.trouble(SLEPT_SENTENCE.to_owned(), now);
            return effects;
        }
        let events = playing.tick(now);
        let due = now.tick.since(playing.kept) >= KEEP_EVERY;
        let mut effects = self.ended(&events, now);
        if !events.is_empty() || due {
            effects.extend(self.keep(now));
        }
        effects
    }

    /// Lets an action happen.
    #[must_use = "effects have to be carried out"]
    pub fn update(&mut self, action: Action, now: Moment) -> Vec<Effect> {
        let mut effects = self.happen(action, now);
        effects.extend(self.tell_desk(now));
        effects
    }

    fn happen(&mut self, action: Action, now: Moment) -> Vec<Effect> {
        match action {
            Action::Go(screen) => {
                let effects = self.leave_journal();
                self.errand = Errand::Nothing;
                self.screen = screen;
                if screen == Screen::Routines {
                    self.open_something();
                }
                return effects;
            }
            Action::Choose(id) => {
                self.screen = Screen::Today;
                self.has_chosen = true;
                if self.library().routine(&id).is_some() && self.settings.routine.as_ref() != Some(&id) {
                    self.settings.routine = Some(id);
                    return vec![Effect::SaveSettings(self.settings.clone())];
                }
            }
            Action::Start => {
                let id = self.routine().map(|routine| routine.id.clone());
                return id.map(|id| self.start(&id, now)).unwrap_or_default();
            }
            Action::Play(id) => return self.start(&id, now),
            Action::Try { routine, from } => {
                return self.try_out(&routine, |plan| plan.start_of(from), Purpose::Trial, now);
            }
            Action::Rehearse { routine, sound } => {
                let purpose = Purpose::Rehearsal { origin: now.tick, sound };
                return self.try_out(&routine, |_| Some(0), purpose, now);
            }
            Action::TakeUp => return self.take_up(now),
            Action::PutAway => return self.put_away(),
            Action::TogglePause => return self.toggle_pause(now),
            Action::Player(command) => return self.command(command, now),
            Action::Pressed(press) => return self.press(press, now),
            Action::FromMat(press) => return self.press_from_mat(press, now),
            Action::Hears(hears) => self.hears(hears),
            Action::InFront(is_in_front) => return self.come_to_front(is_in_front),
            Action::Desk(news) => self.desk_news(news),
            Action::AskToEnd => return self.ask_to_end(now),
            Action::KeepGoing => return self.keep_going(now),
            Action::Jot(jot) => return self.jot(jot, now),
            Action::Run(deed) => return self.run_deed(deed, now),
            Action::Refuelled => return self.tick_refuel(now),
            Action::Export(export) => return vec![Effect::AskToExport(export)],
            Action::ExportTo(export, path) => return self.await_errand(Errand::Out, Effect::ExportTo(export, path)),
            Action::BringBack => return vec![Effect::AskToBringBack],
            Action::BringBackFrom(path) => return self.await_errand(Errand::Out, Effect::BringBackFrom(path)),
            Action::Set(setting) => return self.set(setting),
            Action::SetWeek(week, kind) if self.weeks.get(week) != kind => {
                self.weeks.set(week, kind);
                return vec![Effect::SaveWeeks(self.weeks.clone())];
            }
            Action::SetWeek(..) => {}
            Action::TestSound => return vec![Effect::Volume(self.settings.volume), Effect::TestSound],
            Action::ToggleFullscreen => return vec![Effect::ToggleFullscreen],
            Action::Dismiss(id) => self.notices.close(id),
            Action::Attend(to) => self.notices.attend(to, now),
            Action::DismissTroubles => self.troubles.clear(),
            Action::HistoryPart(entries, troubles) => self.read_history(entries, troubles),
            Action::HistoryRead(entries, troubles) => {
                self.read_history(entries, troubles);
                self.past = Past::Read(std::mem::take(self.past.history_mut()));
                let mut effects = self.forget_recorded();
                effects.extend(self.bring_held(now));
                return effects;
            }
            Action::BroughtBack(back) => return self.brought_back(*back),
            Action::SavedAs { wanted, got } => return self.saved_as(&wanted, &got),
            Action::NotSaved { before, entry } => return self.not_saved(before, *entry),
            Action::Saved(entry) => return self.saved(*entry),
            Action::Sound(state) => self.sound_changed(state, now),
            Action::Spoken(manner, ready) => return self.can_say(&manner, ready, now),
            Action::NoVoice(why) => self.no_voice(why),
            Action::Hear { text, own } => return self.say(&text, own),
            Action::Edit(editing) => return self.edit(editing, now),
            Action::Disk(news) => return self.disk(news, now),
            Action::Report(sentence) => self.trouble(sentence, now),
            Action::Tell(sentence) => self.notice(sentence, now),
            Action::Ended(how) => self.errand_ended(how, now),
            Action::LetGo => {
                self.errand = Errand::Nothing;
                self.runs.let_go();
            }
        }
        Vec::new()
    }

    /// The window closes: a running session is written down as it is now.
    #[must_use = "effects have to be carried out"]
    pub fn leave(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = self.tick(now);
        effects.extend(self.keep(now));
        effects.extend(self.put_failed_at_last());
        effects
    }

    pub(super) fn start(&mut self, id: &RoutineId, now: Moment) -> Vec<Effect> {
        if matches!(self.stage, Stage::Playing(_)) {
            return Vec::new();
        }
        match self.plan(id).cloned() {
            Some(plan) => {
                let mut effects = self.put_away();
                effects.extend(self.play(Player::start(plan, now.tick), Purpose::Session, now));
                effects
            }
            None => Vec::new(),
        }
    }

    /// Plays what will not be written down, from the segment that `first` finds in the plan. A session that was cut off stays
    /// offered.
    fn try_out(
        &mut self,
        id: &RoutineId,
        first: impl FnOnce(&Plan) -> Option<usize>,
        purpose: Purpose,
        now: Moment,
    ) -> Vec<Effect> {
        if matches!(self.stage, Stage::Playing(_)) {
            return Vec::new();
        }
        let player = self.plan(id).and_then(|plan| {
            let at = first(plan)?;
            Player::start_at(plan.clone(), at, now.tick)
        });
        if let Some(player) = player {
            self.play(player, purpose, now)
        } else {
            self.notice("This can’t be played yet; mend what is marked and try again".to_owned(), now);
            Vec::new()
        }
    }

    fn play(&mut self, player: Player, purpose: Purpose, now: Moment) -> Vec<Effect> {
        let mut effects = vec![Effect::Volume(self.settings.volume)];
        effects.extend(self.prepare_voice(&player, purpose));
        self.stage = Stage::Playing(Box::new(Playing::new(player, purpose, now)));
        effects.extend(self.sound_cues(now));
        effects.extend(self.keep(now));
        effects
    }

    /// A session that was written down is not offered, whatever cut the end of it off.
    fn forget_recorded(&mut self) -> Vec<Effect> {
        let started = self.unfinished.as_ref().map(|unfinished| unfinished.started);
        if !started.is_some_and(|started| self.is_recorded(started)) {
            return Vec::new();
        }
        self.unfinished = None;
        vec![Effect::ForgetSession]
    }

    pub(super) fn take_up(&mut self, now: Moment) -> Vec<Effect> {
        if matches!(self.stage, Stage::Playing(_)) {
            return Vec::new();
        }
        let mut effects = self.forget_recorded();
        let Some(unfinished) = self.unfinished.take() else { return effects };
        let Some(player) = Player::reopen(unfinished.bookmark) else {
            self.notice("The session that was cut off does not hang together; start a new one".to_owned(), now);
            return vec![Effect::ForgetSession];
        };
        let voice = self.prepare_voice(&player, Purpose::Session);
        let playing = Playing { started: unfinished.started, ..Playing::new(player, Purpose::Session, now) };
        self.stage = Stage::Playing(Box::new(playing));
        effects.push(Effect::Volume(self.settings.volume));
        effects.extend(voice);
        effects.extend(self.command(Command::Resume, now));
        effects
    }

    /// Records the session that was cut off, if there is one.
    fn put_away(&mut self) -> Vec<Effect> {
        let mut effects = self.forget_recorded();
        let Some(unfinished) = self.unfinished.take() else { return effects };
        let Unfinished { started, seen, bookmark } = unfinished;
        if let Some(mut player) = Player::reopen(bookmark) {
            // What was on when it was cut off counts as far as it had come. It is paused, so any tick will do.
            player.command(Command::End, Tick::default());
            effects.extend(self.record(Session::of(&player, started, seen)).1);
        }
        // Only once it is written down.
        effects.push(Effect::ForgetSession);
        effects
    }

    pub(super) fn toggle_pause(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &self.stage else { return Vec::new() };
        match playing.player.phase() {
            Phase::Paused { .. } => self.command(Command::Resume, now),
            _ => self.command(Command::Pause, now),
        }
    }

    pub(super) fn command(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        let mut effects = self.refuel_by_doing(command, now);
        let Stage::Playing(playing) = &mut self.stage else { return effects };
        playing.asking = Asking::Nothing;
        self.notices.withdraw(SLEPT_SENTENCE);
        let events = playing.command(command, now);
        if playing.player.ending().is_some() {
            effects.extend(self.ended(&events, now));
            return effects;
        }
        effects.extend(self.sound_cues(now));
        effects.extend(self.keep(now));
        effects
    }

    fn ask_to_end(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &mut self.stage else { return Vec::new() };
        if playing.asks_to_end() {
            return Vec::new();
        }
        if !playing.purpose.is_recorded() {
            return self.command(Command::End, now);
        }
        let ran = !matches!(playing.player.phase(), Phase::Paused { .. });
        let effects = self.command(Command::Pause, now);
        if let Stage::Playing(playing) = &mut self.stage {
            playing.asking = Asking::ToEnd { ran };
        }
        effects
    }

    fn keep_going(&mut self, now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &mut self.stage else { return Vec::new() };
        match std::mem::replace(&mut playing.asking, Asking::Nothing) {
            Asking::ToEnd { ran: true } => self.command(Command::Resume, now),
            _ => Vec::new(),
        }
    }

    /// What follows when a session is over.
    fn ended(&mut self, events: &[Event], now: Moment) -> Vec<Effect> {
        let Stage::Playing(playing) = &self.stage else { return Vec::new() };
        let Phase::Over { ending, at, by_clock } = playing.player.phase() else { return Vec::new() };
        if !events.contains(&Event::Finished) {
            return Vec::new();
        }
        let last = match ending {
            Ending::Early => Some(None),
            // The end bell and the flourish were scheduled long ago.
            Ending::Completed if by_clock || !playing.purpose.is_heard() => None,
            Ending::Completed => Some(Some(Cue::Flourish)),
        };
        let sound = last.map(|last| play_only(self.last_sounds(last, now)));
        let Stage::Playing(playing) = &self.stage else { return Vec::new() };
        let mut effects = Vec::new();
        if playing.purpose.is_recorded() {
            // A hidden window notices late.
            let ended = now.local_before(now.tick.since(at));
            let session = Session::of(&playing.player, playing.started, ended);
            let (entry, recorded) = self.record(session);
            effects.extend(recorded);
            effects.push(Effect::ForgetSession);
            self.stage = Stage::Idle;
            effects.extend(self.write(entry, Occasion::AfterSession, now));
        } else {
            // Back to where it was started.
            self.stage = Stage::Idle;
        }
        effects.extend(sound);
        effects.push(Effect::ReleaseSound);
        effects
    }

    /// All that is heard from now on, as the player has it.
    pub(super) fn sound_cues(&mut self, now: Moment) -> Vec<Effect> {
        let speak_from = self.speaks_until(now.tick).unwrap_or(now.tick);
        let Stage::Playing(playing) = &mut self.stage else { return Vec::new() };
        let (sounds, purpose) = (playing.sounds(self.voicing.lengths(), speak_from, now), playing.purpose);
        let sounds = if purpose.is_recorded() { self.with_reminder(sounds, now) } else { sounds };
        vec![play_only(sounds)]
    }

    /// Has the running session written down, if it is to be.
    fn keep(&mut self, now: Moment) -> Option<Effect> {
        let Stage::Playing(playing) = &mut self.stage else { return None };
        if !playing.purpose.is_recorded() {
            return None;
        }
        playing.kept = now.tick;
        let unfinished = Unfinished::of(&playing.player, playing.started, now.local, now.tick);
        Some(Effect::KeepSession(Box::new(unfinished)))
    }

    /// Says once that sound has gone, and once that it is back.
    fn sound_changed(&mut self, state: SoundState, now: Moment) {
        let before = std::mem::replace(&mut self.sound, state);
        if before == state {
            return;
        }
        // What was said of it before is no longer so.
        self.notices.withdraw(sound_sentence(before));
        self.notice(sound_sentence(state).to_owned(), now);
    }
}

/// Has these sounds played, and no others.
fn play_only(sounds: Vec<(Tick, Sound)>) -> Effect {
    if sounds.is_empty() { Effect::Silence } else { Effect::Play(sounds) }
}

const fn sound_sentence(state: SoundState) -> &'static str {
    match state {
        SoundState::NoDevice => "No sound device was found; the session goes on without sound",
        SoundState::Lost => "The sound device has gone; cues come back when it does",
        SoundState::On => "Sound is back",
    }
}
