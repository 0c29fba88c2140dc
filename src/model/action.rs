//! What can happen to the model, and what it asks the outside world to do. Plain values; nothing is carried out here.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::cue::SoundState;
use crate::domain::edit::StepAt;
use crate::domain::history::{Entry, EntryId};
use crate::domain::hush::{Hush, OtherMusic};
use crate::domain::library::{DiskNews, FileKey, Revision, Seen, Trouble};
use crate::domain::nudge::{Note, Nudge};
use crate::domain::panel::{Panel, Press};
use crate::domain::past::week::{NeutralWeek, Week, Weeks};
use crate::domain::player::Command;
use crate::domain::reading::Reading;
use crate::domain::routine::RoutineId;
use crate::domain::score::Sound;
use crate::domain::session::Unfinished;
use crate::domain::settings::{Contrast, Motion, RunFolders, Settings, TextScale, Theme, Units, Volume};
use crate::domain::spoken::Sentence;
use crate::domain::time::{Span, Tick};
use crate::domain::voice::{Manner, RoutineVoice, VoiceSettings};

use super::editor::Editing;
use super::journal::Jot;
use super::runs::RunDeed;
use super::{DeskNews, NoticeId, RehearsalSound, Screen};

/// A change of one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// How loud cues are.
    Volume(Volume),
    /// Whether and how the voice speaks.
    Voice(VoiceSettings),
    /// The least time to get ready.
    ReadyAtLeast(Span),
    /// Light or dark.
    Theme(Theme),
    /// How much colours differ.
    Contrast(Contrast),
    /// How large everything is.
    TextScale(TextScale),
    /// From where the player is read.
    Reading(Reading),
    /// Still figures and no pulse.
    Motion(Motion),
    /// What distances and temperatures are shown in.
    Units(Units),
    /// Where runs are looked for by themselves.
    RunFolders(RunFolders),
    /// When the person is reminded of the routine.
    Nudge(Nudge),
    /// What other players do while Afterrun plays.
    OtherMusic(OtherMusic),
    /// Whether two claps pause a session and let it go on.
    Claps(bool),
}

/// What of the history can be written to a file anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// A table with a row an entry.
    Sessions,
    /// A table with a row a step.
    Steps,
    /// All that is known, for programs.
    Json,
    /// A calendar with every session.
    Calendar,
    /// The whole config folder in one file, to be brought back.
    Everything,
}

/// What is there beside routines and history when a backup was brought back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BroughtBack {
    /// What is set.
    pub settings: Settings,
    /// The weeks in which nobody has to run.
    pub weeks: Weeks,
    /// A session that was cut off.
    pub unfinished: Option<Unfinished>,
    /// A journal that was not saved.
    pub draft: Option<Entry>,
}

/// Something that happens to the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show another screen.
    Go(Screen),
    /// Make this the routine of the day.
    Choose(RoutineId),
    /// Play the routine of the day.
    Start,
    /// Play this routine, whatever the routine of the day is.
    Play(RoutineId),
    /// Play a routine from one of its steps on, to see what it is like. Nothing of it is written down.
    Try {
        /// Which one.
        routine: RoutineId,
        /// The step.
        from: StepAt,
    },
    /// Play the whole of a routine ten times as fast. Nothing of it is written down.
    Rehearse {
        /// Which one.
        routine: RoutineId,
        /// Whether it is heard.
        sound: RehearsalSound,
    },
    /// Take up the session that was cut off.
    TakeUp,
    /// Put the session that was cut off into the history as it is.
    PutAway,
    /// Pause a running session, let a paused one go on.
    TogglePause,
    /// Ask the player for something.
    Player(Command),
    /// Something was pressed outside the window: on a headset, a phone, the desktop's panel.
    Pressed(Press),
    /// The same from the mat, by clapping or on a game pad: only a session hears of it.
    FromMat(Press),
    /// Whether there is a microphone, now that it was to be listened to.
    Hears(bool),
    /// Whether the window is in front of all others from now on.
    InFront(bool),
    /// Something has become known of the desktop.
    Desk(DeskNews),
    /// Ask whether to end the session. What is not written down ends without a question.
    AskToEnd,
    /// No, do not end it.
    KeepGoing,
    /// Something is done to a journal.
    Jot(Jot),
    /// Something happens with runs.
    Run(RunDeed),
    /// Something was eaten and drunk after the run, or was not after all.
    Refuelled,
    /// Ask where something of the history is to be written, and write it there.
    Export(Export),
    /// Write something of the history to a file anywhere.
    ExportTo(Export, PathBuf),
    /// Ask for a file with everything in it, and bring back what is missing here.
    BringBack,
    /// Bring back what is missing here from a file with everything in it.
    BringBackFrom(PathBuf),
    /// Change a setting.
    Set(Setting),
    /// Set a week neutral, or make it an ordinary one again.
    SetWeek(Week, Option<NeutralWeek>),
    /// Play a sound, to hear how loud it is.
    TestSound,
    /// Fill the screen, or stop doing so.
    ToggleFullscreen,
    /// A notice was read.
    Dismiss(NoticeId),
    /// The person is at a notice with the pointer or the keyboard, or at none any more.
    Attend(Option<NoticeId>),
    /// What could not be read was seen.
    DismissTroubles,
    /// A part of the history was read; more follows.
    HistoryPart(Vec<Entry>, Vec<Trouble>),
    /// The last part of the history was read.
    HistoryRead(Vec<Entry>, Vec<Trouble>),
    /// A backup was brought back.
    BroughtBack(Box<BroughtBack>),
    /// An entry has another name on the disk than it was to have: somebody else's lies there under that.
    SavedAs {
        /// The name that it was to have.
        wanted: EntryId,
        /// The one that it has.
        got: EntryId,
    },
    /// An entry could not be saved: the history says what it said before, and what was to be saved is a journal that is not saved.
    NotSaved {
        /// As it is on the disk; `None` where it is not there.
        before: Option<Box<Entry>>,
        /// As it was to be.
        entry: Box<Entry>,
    },
    /// An entry is on the disk that could not be saved before.
    Saved(Box<Entry>),
    /// Sound came or went.
    Sound(SoundState),
    /// Sentences can be said from now on, each with its length, in the manner in which they were made.
    Spoken(Manner, Vec<(Sentence, Span)>),
    /// There is no voice; a sentence says why.
    NoVoice(String),
    /// Say this now, to hear what it is like.
    Hear {
        /// The words.
        text: String,
        /// What the routine that they are of has of its own.
        own: Option<RoutineVoice>,
    },
    /// Something is done in the editor.
    Edit(Editing),
    /// Something happened to a file of the library.
    Disk(DiskNews),
    /// Something was written out or brought back, or was not: the sentence says what, or why not.
    Ended(Result<String, String>),
    /// Nobody waits any more for what becomes of what was named by its path: it is said to everybody.
    LetGo,
    /// Something failed; the sentence says what, and what to do.
    Report(String),
    /// Something was done; the sentence says what.
    Tell(String),
}

/// Something the model asks of the outside world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write the settings.
    SaveSettings(Settings),
    /// Write the weeks in which nobody has to run.
    SaveWeeks(Weeks),
    /// Write the running session, so that it survives a kill.
    KeepSession(Box<Unfinished>),
    /// The running session is over: remove what was kept of it.
    ForgetSession,
    /// Write a record of the history.
    Record(Box<Entry>),
    /// Write an entry in place of the one that is there of it.
    SaveEntry {
        /// As it is known to be there; `None` where it is new. What is not known is not written over.
        before: Option<Box<Entry>>,
        /// As it is to be.
        entry: Box<Entry>,
    },
    /// Put a copy of an entry into the trash, before something else takes its place.
    TrashCopy(Box<Entry>),
    /// Move an entry to the trash.
    TrashEntry(Box<Entry>),
    /// Keep the journal that is being written, so that it survives a kill.
    KeepJournal(Box<Entry>),
    /// The journal is saved: remove what was kept of it.
    ForgetJournal,
    /// The journal is not wanted: move what was kept of it to the trash.
    TrashJournal,
    /// Ask for a file of a run with the system's dialog, and read it.
    AskForRun,
    /// Read a run from a file anywhere.
    ReadRun(PathBuf),
    /// Look for runs in these folders from now on.
    WatchForRuns(RunFolders),
    /// Ask for a place with the system's dialog, and write something of the history there.
    AskToExport(Export),
    /// Write something of the history to a file anywhere. Nothing that is there is written over.
    ExportTo(Export, PathBuf),
    /// Ask for a file with everything in it with the system's dialog, and bring back what is missing here.
    AskToBringBack,
    /// Bring back what is missing here from a file with everything in it.
    BringBackFrom(PathBuf),
    /// Play these sounds, in place of all that have not begun.
    Play(Vec<(Tick, Sound)>),
    /// Speak like this from now on. What was made in another manner is forgotten.
    Voice(VoiceSettings),
    /// Make these sentences ahead, the first first, and forget all others.
    Prepare(Vec<Sentence>),
    /// Say this as soon as it can be said.
    Say(Sentence),
    /// Withdraw all sounds that have not begun.
    Silence,
    /// Let go of the sound device when what sounds has rung out.
    ReleaseSound,
    /// Set how loud cues are.
    Volume(Volume),
    /// Play a sound, to hear how loud it is.
    TestSound,
    /// Fill the screen, or stop doing so.
    ToggleFullscreen,
    /// Bring the window to the front.
    Raise,
    /// Show this of the session outside the window, in place of what was shown before.
    Panel(Box<Panel>),
    /// Keep the machine awake and its screen on from now on, or let it be again.
    KeepAwake(bool),
    /// Say this outside the window, in place of what was said there before.
    Notify(Note),
    /// Take back what was said outside the window.
    Unnotify,
    /// Watch game pads from now on, or no more.
    WatchPads(bool),
    /// Listen for two claps from now on, or close the microphone.
    Listen(bool),
    /// Have other players do this from now on.
    Hush(Hush),
    /// Write a file of the library.
    SaveFile {
        /// Which one.
        file: FileKey,
        /// What it is to say.
        text: Arc<str>,
        /// The changes from outside that this takes in.
        seen: Seen,
        /// What [`DiskNews::Saved`] is to say.
        revision: Revision,
    },
    /// Move a file of the library to the trash.
    TrashFile {
        /// Which one.
        file: FileKey,
        /// The changes from outside that this takes in.
        seen: Seen,
    },
    /// Keep a text that can't go into its routine's file beside it.
    KeepDraft(RoutineId, Arc<str>),
    /// Move what was kept beside a routine to the trash.
    TrashDraft(RoutineId),
    /// What was kept beside a routine is needed no more.
    DropDraft(RoutineId),
    /// Ask for a file with the system's dialog, and read it as a routine.
    AskForRoutine,
    /// Read a routine from a file anywhere.
    ReadRoutine(PathBuf),
    /// Ask for a place with the system's dialog, and write a copy there.
    AskForPlace {
        /// The name that is offered.
        name: String,
        /// What the copy says.
        text: Arc<str>,
    },
    /// Write a copy to a file anywhere. Nothing that is there is written over.
    WriteCopy {
        /// The file.
        path: PathBuf,
        /// What it says.
        text: Arc<str>,
    },
}
