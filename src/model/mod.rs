//! The one truth and the one way to change it. Sees the domain alone: no window, no files, no sound device, no clock.

mod action;
mod desk;
pub mod editor;
mod errand;
pub mod journal;
mod known;
mod mat;
mod notices;
mod nudge;
mod offers;
mod playing;
mod record;
mod refuel;
mod repertoire;
mod runs;
mod set;
mod taken_in;
mod update;
mod voicing;

pub use action::{Action, BroughtBack, Effect, Export, Setting};
pub use desk::DeskNews;
pub use errand::Errand;
pub use notices::{Concern, Notice, NoticeId};
pub use playing::{Playing, Purpose, RehearsalSound, Stage};
pub use refuel::REMINDER;
pub use runs::{RunDeed, Runs};

use crate::domain::cue::SoundState;
use crate::domain::history::{Entry, History};
use crate::domain::library::{Library, Source, Trouble};
use crate::domain::past::week::Weeks;
use crate::domain::plan::{DoseLevel, Plan, PlanOptions};
use crate::domain::player::Phase;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::session::Unfinished;
use crate::domain::settings::Settings;

use desk::Desk;
use editor::Editor;
use journal::Drafts;
use mat::Mat;
use notices::Notices;
use nudge::Nudges;
use refuel::Refuel;
use repertoire::Repertoire;
use voicing::Voicing;

/// What fills the window while no session runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The routine of the day.
    #[default]
    Today,
    /// Every routine.
    Routines,
    /// What was done.
    History,
    /// What can be set.
    Settings,
}

/// How far reading the history has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// It is still being read.
    Reading(History),
    /// It is all there.
    Read(History),
}

impl Past {
    /// The entries known so far.
    #[must_use]
    pub const fn history(&self) -> &History {
        match self {
            Self::Reading(history) | Self::Read(history) => history,
        }
    }

    const fn history_mut(&mut self) -> &mut History {
        match self {
            Self::Reading(history) | Self::Read(history) => history,
        }
    }
}

/// What a model starts from: all that was read before the first frame.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Exercises, figures and routines.
    pub library: Library,
    /// What was set.
    pub settings: Settings,
    /// The weeks in which nobody has to run.
    pub weeks: Weeks,
    /// A session that was cut off.
    pub unfinished: Option<Unfinished>,
    /// A journal that was not saved.
    pub draft: Option<Entry>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
    /// The texts of all files that the editor can change.
    pub sources: Vec<Source>,
    /// The routines that come with Afterrun, as they come.
    pub originals: Vec<(RoutineId, &'static str)>,
    /// The config folder, as shown.
    pub folder: String,
}

/// Everything that Afterrun knows while it runs. Only [`Model::update`] and [`Model::tick`] change it.
#[derive(Clone, Debug)]
pub struct Model {
    repertoire: Repertoire,
    settings: Settings,
    weeks: Weeks,
    editor: Editor,
    past: Past,
    screen: Screen,
    stage: Stage,
    unfinished: Option<Unfinished>,
    drafts: Drafts,
    runs: Runs,
    errand: Errand,
    refuel: Refuel,
    voicing: Voicing,
    desk: Desk,
    mat: Mat,
    nudges: Nudges,
    /// Whether the person has chosen what to do since the session that was cut off was offered.
    has_chosen: bool,
    troubles: Vec<Trouble>,
    notices: Notices,
    sound: SoundState,
    folder: String,
}

impl Model {
    /// The model as it is before anything has happened.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let options = plan_options(&start.settings);
        let mut model = Self {
            repertoire: Repertoire::new(start.library, options),
            settings: start.settings,
            weeks: start.weeks,
            editor: Editor::default(),
            past: Past::Reading(History::default()),
            screen: Screen::default(),
            stage: Stage::Idle,
            unfinished: start.unfinished,
            drafts: Drafts::of(start.draft),
            runs: Runs::default(),
            errand: Errand::default(),
            refuel: Refuel::default(),
            voicing: Voicing::default(),
            desk: Desk::default(),
            mat: Mat::default(),
            nudges: Nudges::default(),
            has_chosen: false,
            troubles: start.troubles,
            notices: Notices::default(),
            sound: SoundState::default(),
            folder: start.folder,
        };
        model.take_sources(start.sources, start.originals);
        model
    }

    /// Exercises, figures and routines.
    #[must_use]
    pub const fn library(&self) -> &Library {
        self.repertoire.library()
    }

    /// The texts of routines, and what was done to them.
    #[must_use]
    pub const fn editor(&self) -> &Editor {
        &self.editor
    }

    /// What is set.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The weeks in which nobody has to run.
    #[must_use]
    pub const fn weeks(&self) -> &Weeks {
        &self.weeks
    }

    /// What was done before.
    #[must_use]
    pub const fn past(&self) -> &Past {
        &self.past
    }

    /// What fills the window while no session runs.
    #[must_use]
    pub const fn screen(&self) -> Screen {
        self.screen
    }

    /// The session that runs or has just ended.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Whether a session runs and its clock does not stand.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(&self.stage, Stage::Playing(playing) if !matches!(playing.player().phase(), Phase::Paused { .. }))
    }

    /// A session that was cut off and can be taken up again.
    #[must_use]
    pub const fn unfinished(&self) -> Option<&Unfinished> {
        self.unfinished.as_ref()
    }

    /// Whether going on with the session that was cut off is the first thing to do: until something else is chosen.
    #[must_use]
    pub const fn goes_on_first(&self) -> bool {
        self.unfinished.is_some() && !self.has_chosen
    }

    /// What could not be read.
    #[must_use]
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// Whether cues are heard.
    #[must_use]
    pub const fn sound(&self) -> SoundState {
        self.sound
    }

    /// The config folder, as shown.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The routine of the day: the one chosen last, else the first there is.
    #[must_use]
    pub fn routine(&self) -> Option<&Routine> {
        let library = self.repertoire.library();
        let chosen = self.settings.routine.as_ref().and_then(|id| library.routine(id));
        chosen.or_else(|| library.routines.first())
    }

    /// The plan of a routine as it would be played now. `None` when there is nothing in it to play.
    #[must_use]
    pub fn plan(&self, id: &RoutineId) -> Option<&Plan> {
        self.repertoire.plan(id)
    }
}

/// What plans are made for.
const fn plan_options(settings: &Settings) -> PlanOptions {
    PlanOptions { doses: DoseLevel::Starting, ready_at_least: settings.ready_at_least }
}
