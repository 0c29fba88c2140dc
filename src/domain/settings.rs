//! What the person has set. Read and written by the store, applied by whoever it concerns.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::hush::OtherMusic;
use super::nudge::Nudge;
use super::reading::Reading;
use super::routine::RoutineId;
use super::time::Span;
use super::voice::VoiceSettings;

/// How loud cues are, in percent of full: 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Volume(u8);

impl Volume {
    /// Silence.
    pub const OFF: Self = Self(0);

    /// A volume in percent; more than 100 is 100.
    #[must_use]
    pub fn percent(percent: u8) -> Self {
        Self(percent.min(100))
    }

    /// The volume in percent.
    #[must_use]
    pub const fn as_percent(self) -> u8 {
        self.0
    }

    /// The factor for samples: the square of the share, since ears hear loudness by ratios.
    #[must_use]
    pub fn gain(self) -> f32 {
        let share = f32::from(self.0.min(100)) / 100.0;
        share * share
    }
}

impl Default for Volume {
    fn default() -> Self {
        Self(80)
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What distances and temperatures are shown in. Files always say metres and degrees Celsius.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Units {
    /// Kilometres, degrees Celsius.
    #[default]
    Metric,
    /// Miles, degrees Fahrenheit.
    Imperial,
}

/// How large everything is, in percent of its usual size: 100 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextScale(u8);

impl TextScale {
    /// What it can be set to.
    pub const CHOICES: [Self; 4] = [Self(100), Self(125), Self(150), Self(200)];

    /// A scale in percent, brought within what is allowed.
    #[must_use]
    pub fn percent(percent: u8) -> Self {
        Self(percent.clamp(100, 200))
    }

    /// The scale in percent.
    #[must_use]
    pub const fn as_percent(self) -> u8 {
        self.0
    }

    /// How many times as large as usual.
    #[must_use]
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }
}

impl Default for TextScale {
    fn default() -> Self {
        Self(100)
    }
}

/// How much colours differ from what they stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contrast {
    /// As the desktop has it. What was written before there was this choice says `Usual` where nothing was chosen.
    #[default]
    #[serde(alias = "Usual")]
    System,
    /// As much as is pleasant: 4.5 to 1 for text.
    Standard,
    /// As much as can be: 7 to 1 for text, and edges around everything.
    High,
}

/// Whether anything moves that does not have to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    /// As the desktop has it.
    #[default]
    System,
    /// Still figures, no pulse, one picture a second.
    Reduced,
    /// Figures move, and the edge pulses.
    Full,
}

/// What a person has told their whole desktop about how it is to look. Nothing, as long as none is known to have been told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemLook {
    /// Nothing is to move that does not have to.
    pub reduced_motion: bool,
    /// Colours are to differ as much as can be.
    pub high_contrast: bool,
}

/// Where runs are looked for by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RunFolders {
    /// Whether in the folder for downloads and on watches that are plugged in.
    pub usual: bool,
    /// Where else.
    pub others: Vec<PathBuf>,
}

impl Default for RunFolders {
    fn default() -> Self {
        Self { usual: true, others: Vec::new() }
    }
}

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How loud cues are.
    pub volume: Volume,
    /// Whether and how the voice speaks.
    pub voice: VoiceSettings,
    /// The least time to get ready, wherever a routine gives any. Zero: as the routine says.
    pub ready_at_least: Span,
    /// Light or dark.
    pub theme: Theme,
    /// How much colours differ.
    pub contrast: Contrast,
    /// How large everything is.
    pub text_scale: TextScale,
    /// From where the player is read.
    pub reading: Reading,
    /// Whether anything moves that does not have to.
    pub motion: Motion,
    /// What distances and temperatures are shown in.
    pub units: Units,
    /// Where runs are looked for by themselves.
    pub run_folders: RunFolders,
    /// When the person is reminded of the routine.
    pub nudge: Nudge,
    /// What other players do while Afterrun plays.
    pub other_music: OtherMusic,
    /// Whether two claps pause a session and let it go on. The microphone is open for that while one runs.
    pub claps: bool,
    /// The routine that Today shows.
    pub routine: Option<RoutineId>,
}

impl Settings {
    /// What the get-ready time can be set to.
    pub const READY_CHOICES: [Span; 5] = [Span::ZERO, Span::secs(5), Span::secs(8), Span::secs(10), Span::secs(15)];

    /// Whether nothing moves that does not have to.
    #[must_use]
    pub const fn is_still(&self, system: SystemLook) -> bool {
        match self.motion {
            Motion::System => system.reduced_motion,
            Motion::Reduced => true,
            Motion::Full => false,
        }
    }

    /// Whether colours differ as much as can be.
    #[must_use]
    pub const fn is_high_contrast(&self, system: SystemLook) -> bool {
        match self.contrast {
            Contrast::System => system.high_contrast,
            Contrast::Standard => false,
            Contrast::High => true,
        }
    }

    /// The same settings with every value inside its limits, as a file may say anything.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        self.volume = Volume::percent(self.volume.0);
        self.voice = self.voice.within_limits();
        self.text_scale = TextScale::percent(self.text_scale.0);
        self.reading = self.reading.within_limits();
        self.ready_at_least = self.ready_at_least.min(Span::secs(60));
        self
    }
}
