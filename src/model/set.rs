//! What the person sets: takes it in, and has it kept. Knows no screen.

use super::{Effect, Model, Setting};

impl Model {
    /// Sets something. Gives nothing to do where it was so already.
    pub(super) fn set(&mut self, setting: Setting) -> Vec<Effect> {
        let before = self.settings.clone();
        let settings = &mut self.settings;
        let mut effects = Vec::new();
        match setting {
            Setting::Volume(to) => {
                settings.volume = to;
                effects.push(Effect::Volume(to));
            }
            Setting::Voice(to) => settings.voice = to.within_limits(),
            Setting::ReadyAtLeast(to) => settings.ready_at_least = to,
            Setting::Theme(to) => settings.theme = to,
            Setting::Contrast(to) => settings.contrast = to,
            Setting::TextScale(to) => settings.text_scale = to,
            Setting::Reading(to) => settings.reading = to.within_limits(),
            Setting::Motion(to) => settings.motion = to,
            Setting::Units(to) => settings.units = to,
            Setting::Nudge(to) => settings.nudge = to,
            Setting::OtherMusic(to) => settings.other_music = to,
            Setting::Claps(to) => settings.claps = to,
            Setting::RunFolders(to) => {
                effects.push(Effect::WatchForRuns(to.clone()));
                settings.run_folders = to;
            }
        }
        if self.settings == before {
            return Vec::new();
        }
        self.repertoire.set_options(super::plan_options(&self.settings));
        effects.push(Effect::SaveSettings(self.settings.clone()));
        effects
    }
}
