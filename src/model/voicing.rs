//! The voice as the model knows it: what is set for the session that runs, and which sentences can be said. Makes no sound.

use crate::domain::cue::SoundState;
use crate::domain::player::Player;
use crate::domain::score::Lengths;
use crate::domain::script;
use crate::domain::settings::Volume;
use crate::domain::spoken::Sentence;
use crate::domain::time::{Moment, Span};
use crate::domain::voice::{Manner, Speech, VoiceSettings};

use super::{Effect, Model, Purpose, Stage};

/// What is known of the voice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Voicing {
    /// How it speaks in the session that runs.
    voice: VoiceSettings,
    /// What it can say of that session.
    lengths: Lengths,
    /// Why there is none, once that was found.
    missing: Option<String>,
}

impl Voicing {
    /// What can be said.
    pub const fn lengths(&self) -> &Lengths {
        &self.lengths
    }
}

impl Model {
    /// Why there is no voice; `None` as long as nothing is known against it.
    #[must_use]
    pub fn voice_is_missing(&self) -> Option<&str> {
        self.voicing.missing.as_deref()
    }

    /// Has the voice get ready for what is played, from where the person is.
    pub(super) fn prepare_voice(&mut self, player: &Player, purpose: Purpose) -> Vec<Effect> {
        let plan = player.plan();
        let own = self.library().routine(&plan.routine).and_then(|routine| routine.voice);
        let voice = self.settings.voice.with(own);
        self.voicing.voice = voice.clone();
        self.voicing.lengths = Lengths::default();
        // At ten times the speed nobody can be spoken to.
        if voice.speech == Speech::Off || purpose.speed() > 1 {
            return Vec::new();
        }
        vec![Effect::Voice(voice), Effect::Prepare(script::sentences(plan, player.at()))]
    }

    /// Whether the session that runs is spoken aloud, as far as is known.
    #[must_use]
    pub fn voice_is_heard(&self) -> bool {
        let Stage::Playing(playing) = &self.stage else { return false };
        let voice = &self.voicing.voice;
        let is_loud = self.settings.volume > Volume::OFF && voice.volume > Volume::OFF;
        let is_at_it = voice.speech == Speech::On && playing.purpose().speed() == 1;
        is_at_it && is_loud && self.voicing.missing.is_none() && self.sound == SoundState::On
    }

    /// Whether somebody speaks in the session that runs.
    pub(super) fn voice_speaks(&self) -> bool {
        self.voicing.voice.speech == Speech::On
    }

    /// Sentences have become ready. They count if they were made in the manner that is wanted.
    pub(super) fn can_say(&mut self, manner: &Manner, ready: Vec<(Sentence, Span)>, now: Moment) -> Vec<Effect> {
        if ready.is_empty() || self.voicing.voice.manner() != *manner || self.voicing.voice.speech == Speech::Off {
            return Vec::new();
        }
        self.voicing.lengths.add(ready);
        self.sound_cues(now)
    }

    /// There is no voice: cues are only sounds.
    pub(super) fn no_voice(&mut self, why: String) {
        self.voicing.missing = Some(why);
    }

    /// Says something now, as it is said in a routine that has `own` settings or none.
    pub(super) fn say(&self, text: &str, own: Option<crate::domain::voice::RoutineVoice>) -> Vec<Effect> {
        let voice = VoiceSettings { speech: Speech::On, ..self.settings.voice.with(own) };
        let volume = Effect::Volume(self.settings.volume);
        vec![volume, Effect::Voice(voice), Effect::Say(Sentence::new(text)), Effect::ReleaseSound]
    }
}
