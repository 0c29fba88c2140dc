//! The command line: what was said, and what will be done. Opens no window and makes no sound itself.

mod out;
mod plan;
mod runs;
mod say;

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset};
use clap::{Parser, Subcommand, ValueEnum};

use crate::app::Stall;
use crate::domain::check::{NO_EXERCISE, Weight};
use crate::domain::library::Trouble;
use crate::domain::plan::{DoseLevel, Plan, PlanError, PlanOptions, find};
use crate::domain::routine::Routine;
use crate::domain::time::Span;
use crate::domain::voice::{Speech, VoiceSettings};
use crate::store::{EXERCISES_FILE, Loaded, Store, StoreError};

pub use out::{Export, Wanted};
pub use say::{Say, Saying};

const EXAMPLES: &str = "\
Examples:
  afterrun                                       Open the window
  afterrun play post-run-twenty                  Open it and start at once
  afterrun plan \"just stretch\"                   Show what happens when
  afterrun plan foam-roll --doses goal --json    The same for other programs
  afterrun render just-strength strength.wav     Write every sound of it to a file
  afterrun say \"Half split\" split.wav            Hear how the voice says something
  afterrun check ~/.config/afterrun/routines/*   Say what is wrong with your files
  afterrun run-facts ~/Downloads/*.fit           Say what files of your watch tell
  afterrun export sessions runs.csv --from 2026-01-01
                                                 Your history for a spreadsheet
  afterrun export everything backup.zip          Keep a copy of all your files
  afterrun restore backup.zip                    Bring them back; what is there stays

A routine is named by its id (post-run-twenty), its name in any case (\"The post-run twenty\")
or the path of its file (./mine.ron). Your files lie in ~/.config/afterrun unless --config says otherwise.";

/// What was said on the command line.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "afterrun",
    version,
    about = "Leads a runner through strength, stretching and cool-down after every run",
    after_help = EXAMPLES
)]
pub struct Cli {
    /// Read and keep all files in this folder
    #[arg(long, value_name = "DIR", global = true)]
    pub config: Option<PathBuf>,
    /// At exit, one line of JSON about frames and time on standard error.
    #[arg(long, hide = true, global = true)]
    pub stats: bool,
    /// Stand still for LEN when AT has passed, as a slow machine does.
    #[arg(long, hide = true, global = true, value_name = "AT,LEN", value_parser = parse_stall)]
    pub test_stall: Option<Stall>,
    /// What to do; nothing opens the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Open the window and start a routine at once
    Play {
        /// Id, name or file of a routine
        name: String,
    },
    /// Show what happens when in a routine
    Plan {
        /// Id, name or file of a routine
        name: String,
        /// Write JSON, with every segment and every sound, in seconds
        #[arg(long)]
        json: bool,
        /// Which doses to plan for
        #[arg(long, value_enum, default_value_t)]
        doses: Doses,
    },
    /// Write every sound of a routine to a WAV file
    Render {
        /// Id, name or file of a routine
        name: String,
        /// The WAV file to write
        #[arg(value_name = "OUT.WAV")]
        out: PathBuf,
        /// Which doses to plan for
        #[arg(long, value_enum, default_value_t)]
        doses: Doses,
        /// Only the cues, and nothing said
        #[arg(long)]
        no_voice: bool,
    },
    /// Speak some words to a WAV file, with the voice of Afterrun
    Say(Saying),
    /// Say what is wrong with files, one problem a line; silent when all is well
    Check {
        /// Files of routines, or an exercises.ron, a settings.ron, a weeks.ron, a session.ron or files of the history
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what files of a watch or phone tell of a run, one file a line
    RunFacts {
        /// GPX, TCX or FIT files, as they are or packed with gzip
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Write JSON, one object a line
        #[arg(long)]
        json: bool,
    },
    /// Write your history, or everything you have, to a file
    Export(Export),
    /// Bring back everything from a file of "afterrun export everything"; what is there stays
    Restore {
        /// The zip file
        #[arg(value_name = "FILE.ZIP")]
        file: PathBuf,
    },
}

/// Which doses a plan is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Doses {
    /// Where a runner starts
    #[default]
    Start,
    /// Where they grow to
    Goal,
}

impl From<Doses> for DoseLevel {
    fn from(doses: Doses) -> Self {
        match doses {
            Doses::Start => Self::Starting,
            Doses::Goal => Self::Goal,
        }
    }
}

fn parse_stall(text: &str) -> Result<Stall, String> {
    let span = |text: &str| humantime::parse_duration(text).map(Span::from);
    let parts = text.split_once(',').and_then(|(at, length)| Some((span(at).ok()?, span(length).ok()?)));
    parts.map(|(at, length)| Stall { at, length }).ok_or_else(|| "write it like 60s,2s".to_owned())
}

/// What will be done.
#[derive(Debug)]
pub enum Asked {
    /// The window is to be opened.
    Window(WindowRequest),
    /// All is done; leave with this code.
    Done(ExitCode),
}

/// How the window is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowRequest {
    /// The folder of all files, if not the usual one.
    pub config: Option<PathBuf>,
    /// The routine to start at once.
    pub play: Option<Box<Routine>>,
    /// Whether to write statistics at exit.
    pub stats: bool,
    /// The standstill to try.
    pub stall: Option<Stall>,
}

/// Why the command line can't be followed, as a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// There is no folder to read from.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No routine has that name.
    #[error("there is no routine \"{name}\"; {hint}")]
    NoRoutine {
        /// The name that was given.
        name: String,
        /// What to write instead.
        hint: String,
    },
    /// The routine's file can't be played.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Unplayable(Vec<Trouble>),
    /// The routine makes no plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The sounds could not be written.
    #[error("the sounds can’t be written: {reason} ({})", path.display())]
    Render {
        /// Why not.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// The words could not be spoken.
    #[error("that can’t be spoken: {reason} ({})", path.display())]
    Say {
        /// Why not.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// There is a file where one is to be written.
    #[error("{what} can’t be saved: there is a file of this name; choose another, or write over it with --force ({})", path.display())]
    Taken {
        /// What was to be written.
        what: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// This can't be exported so.
    #[error("{0}")]
    Export(String),
    /// All is written but what could not be read.
    #[error("what can’t be read was left out:\n{}", lines(.0))]
    LeftOut(Vec<Trouble>),
    /// The answer could not be written.
    #[error("the answer can’t be written: {0}")]
    Output(#[from] io::Error),
}

/// Troubles, one a line, each after its place.
fn lines(troubles: &[Trouble]) -> String {
    let line = |trouble: &Trouble| format!("{}: {}", trouble.spot(), trouble.message);
    troubles.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Writes the sounds of a timeline to a file: path, cues, length of the whole. An error says why not, without the path.
pub type Render<'a> = dyn Fn(&Path, &Plan, &VoiceSettings) -> Result<Span, String> + 'a;

/// What makes sound for a command: this page makes none.
#[derive(Clone, Copy)]
pub struct Sounds<'a> {
    /// Writes cues.
    pub render: &'a Render<'a>,
    /// Writes speech.
    pub say: &'a Say<'a>,
}

/// Does what can be done without a window, with answers to `out`, and says what is left to do. Only restoring a backup writes into
/// the config folder. `now` is written into what is exported.
///
/// # Errors
/// Says why the command can't be followed. That nobody reads `out` to its end is none.
pub fn run(cli: Cli, now: DateTime<FixedOffset>, out: &mut dyn Write, sounds: Sounds<'_>) -> Result<Asked, CliError> {
    let mut found = ExitCode::SUCCESS;
    match follow(cli, now, out, sounds, &mut found) {
        Err(CliError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(Asked::Done(found)),
        other => other,
    }
}

/// Does what was asked. `found` holds what a check has come to, even where nobody reads it to its end.
fn follow(
    cli: Cli,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
    sounds: Sounds<'_>,
    found: &mut ExitCode,
) -> Result<Asked, CliError> {
    let Cli { config, stats, test_stall: stall, command } = cli;
    let store = || Store::open(config.clone());
    let read = || store().map(|store| store.read());
    let window = |play| Ok(Asked::Window(WindowRequest { config: config.clone(), play, stats, stall }));
    let code = match command {
        None => return window(None),
        Some(Command::Play { name }) => {
            let routine = routine(&name, &read()?)?;
            return window(Some(Box::new(routine)));
        }
        Some(Command::Plan { name, json, doses }) => {
            let (routine, plan) = planned(&name, doses, &read()?)?;
            if json {
                plan::json(&plan, out)?;
            } else {
                plan::table(&routine, &plan, doses, out)?;
            }
            ExitCode::SUCCESS
        }
        Some(Command::Render { name, out: path, doses, no_voice }) => {
            let read = read()?;
            let (routine, plan) = planned(&name, doses, &read)?;
            let set = if no_voice {
                VoiceSettings { speech: Speech::Off, ..read.settings.voice }
            } else {
                read.settings.voice.with(routine.voice)
            };
            let length = (sounds.render)(&path, &plan, &set)
                .map_err(|reason| CliError::Render { reason, path: path.clone() })?;
            writeln!(out, "{}, {length} of sound ({})", plan.name, path.display())?;
            ExitCode::SUCCESS
        }
        Some(Command::Say(saying)) => {
            say::follow(&saying, sounds.say, out)?;
            ExitCode::SUCCESS
        }
        Some(Command::Check { files }) => {
            check(&files, &read()?, out, found)?;
            *found
        }
        Some(Command::RunFacts { files, json }) => {
            for path in &files {
                let facts = runs::Facts::of(path);
                if facts.is_unreadable() {
                    *found = ExitCode::FAILURE;
                }
                if json { facts.json(out)? } else { facts.line(out)? }
            }
            *found
        }
        Some(Command::Export(asked)) => {
            out::export(&asked, &store()?, now, out)?;
            ExitCode::SUCCESS
        }
        Some(Command::Restore { file }) => {
            out::restore(&file, &store()?, out)?;
            ExitCode::SUCCESS
        }
    };
    out.flush()?;
    Ok(Asked::Done(code))
}

fn planned(name: &str, doses: Doses, loaded: &Loaded) -> Result<(Routine, Plan), CliError> {
    let routine = routine(name, loaded)?;
    // As in the window: the person's own settings count.
    let options = PlanOptions { doses: doses.into(), ready_at_least: loaded.settings.ready_at_least };
    let plan = loaded.library.plan(&routine, options)?;
    Ok((routine, plan))
}

/// Troubles with a routine, after those with the person's own exercises where it lacks one: they may be why.
fn with_their_cause(mut troubles: Vec<Trouble>, loaded: &Loaded) -> Vec<Trouble> {
    if troubles.iter().any(|trouble| trouble.message.starts_with(NO_EXERCISE)) {
        let own = |trouble: &&Trouble| Path::new(&trouble.path).ends_with(EXERCISES_FILE);
        troubles.splice(0..0, loaded.troubles.iter().filter(own).cloned());
    }
    troubles
}

/// Whether a routine is named by the path of its file, and not by its id or name.
fn names_a_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "ron")
}

fn routine(name: &str, loaded: &Loaded) -> Result<Routine, CliError> {
    if names_a_file(name) {
        let routine = Store::routine_at(Path::new(name), &loaded.library.catalogue);
        return routine.map_err(|troubles| CliError::Unplayable(with_their_cause(troubles, loaded)));
    }
    let routines = &loaded.library.routines;
    let suggestion = match find(routines, name) {
        Ok(routine) => return Ok(routine.clone()),
        Err(suggestion) => suggestion,
    };
    let is_its_file = |trouble: &&Trouble| Path::new(&trouble.path).file_stem().is_some_and(|stem| stem == name);
    let troubles: Vec<Trouble> = loaded.troubles.iter().filter(is_its_file).cloned().collect();
    if !troubles.is_empty() {
        return Err(CliError::Unplayable(with_their_cause(troubles, loaded)));
    }
    let hint = suggestion.map_or_else(
        || {
            let ids: Vec<&str> = routines.iter().map(|routine| routine.id.as_str()).collect();
            format!("there are {}", ids.join(", "))
        },
        |meant| format!("did you mean \"{meant}\"?"),
    );
    Err(CliError::NoRoutine { name: name.to_owned(), hint })
}

fn check(files: &[PathBuf], loaded: &Loaded, out: &mut dyn Write, code: &mut ExitCode) -> Result<(), CliError> {
    let findings: Vec<_> = files.iter().flat_map(|path| Store::check(path, &loaded.library)).collect();
    if findings.iter().any(|finding| finding.weight >= Weight::Unfinished) {
        *code = ExitCode::FAILURE;
    }
    for finding in findings {
        let weight = if finding.weight == Weight::Warning { "warning: " } else { "" };
        writeln!(out, "{}: {weight}{}", finding.trouble.spot(), finding.trouble.message)?;
    }
    Ok(())
}
