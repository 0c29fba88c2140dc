//! Afterrun leads a runner through strength, stretching and cool-down after every run. This page is the map of the code.
//!
//! # The parts
//!
//! | part | what it knows | what it may see of ours |
//! | --- | --- | --- |
//! | [`domain`] | routines, plans, cues, the player: functions of their arguments | itself |
//! | [`notation`] | the text of routines, exercises and figures, and what it says | `domain` |
//! | [`model`] | the one truth ([`model::Model`]) and the one way to change it | `notation`, `domain` |
//! | [`ui`] | draws `&Model`, returns actions | `model`, `notation`, `domain` |
//! | [`clock`] | the only place that reads clocks | `domain` |
//! | [`store`] | the config folder; the only place that names `std::fs` | `notation`, `export` for backups, `domain` |
//! | [`audio`] | cues and sentences as sound, the voice, and the microphone; the only place that names the sound crates | `clock`, `domain` |
//! | [`desktop`] | the desktop's dialogs, its buses and game pads; the only place that names the crates for those | `domain` |
//! | [`import`] | files of watches and phones: bytes in, values out | `domain` |
//! | [`export`] | the history in other people's formats, and backups: values in, bytes out | `domain` |
//! | [`app`] | the loop: time passes, the model is drawn, effects are carried out | `ui`, `clock`, `model`, `domain` |
//! | [`outside`] | files, sound and the desktop as they really are, beside the window | `app`, `store`, `audio`, `desktop`, `import`, `export`, and what they see |
//! | [`cli`] | what was said on the command line, and what will be done | `app`, `store`, `import`, `export`, `domain` |
//! | [`window`] | opens the window, and says in a sentence why it can't | everything |
//!
//! Arrows run one way, and a test reads the sources to keep it so (`tests/suite/layers.rs`).
//!
//! # A frame
//!
//! 1. `logic`: news from outside become actions; [`model::Model::tick`] lets everything happen that was due.
//! 2. `ui`: [`ui::show`] draws the model and returns what the person did; [`model::Model::update`] lets it happen.
//! 3. Both give back [`model::Effect`]s. The app hands them to the world ([`app::Outside`]), which is files and sound in the
//!    program and a notebook in tests.
//! 4. [`ui::pace`] says when the next frame is due: never on a still screen, on the second where digits change, and as
//!    often as the machine can afford where something moves.
//!
//! # The editor
//!
//! The text of a file is its one truth. A change made through the form is a [`domain::edit::Edit`];
//! [`notation::edit::edit_routine`] makes another text of it that keeps every comment and every other byte, and what the
//! form shows is read from that text again. So form and text can't disagree, and undo gives back the bytes that were there:
//! [`model::editor`] remembers what was replaced by what, with a name for each deed. A text that can't be read leaves the form as it
//! was and is kept beside its file. Blocks and steps have names of their own (`BlockId`, `StepId`) that stay theirs wherever they are moved.
//!
//! [`store::Shelf`] saves only over the text that the model knows of. What others write in between comes back as news.
//!
//! # Runs and the journal
//!
//! An entry of the history ([`domain::history::Entry`]) is a session or a day, with the run that it belongs to and a journal. Files of
//! watches come in through [`import`], which trusts none of them; [`outside`] looks for them in folders and gives each run the time zone
//! where it was run. [`model::Runs`] decides which one is offered and to which session it belongs: two files that tell of
//! one stretch of time are one run.
//!
//! A journal that is being written ([`model::journal::Writing`]) is kept in a file of its own until it is saved over its entry, and
//! only over what is known to be there. What the history adds up to ([`domain::past`]) is kept by day as entries come and go,
//! so that adding one costs the same however many there are.
//!
//! # Time
//!
//! Nobody below `app` reads a clock: `now` is an argument, a [`domain::time::Moment`]. The player is anchored, never
//! accumulated: a segment began at a tick, and the next begins at that tick plus its length. So one late look at the clock
//! gives the same events as many early ones, and a test plays twenty minutes in a moment.
//!
//! A rehearsal has a time of its own, ten times as fast. [`model::Playing::moment`] says what `now` is in it; the player and
//! what is drawn of it never know, and cues go the other way before they are scheduled.
//!
//! # Sound
//!
//! Sound does not wait for frames. Whenever the player is started, paused, resumed or moved, every cue up to the next step
//! that waits for the person goes to the audio thread at once, each with its tick. [`domain::cue`] is the grammar of cues,
//! [`domain::script`] says what may be said and when, and [`domain::score`] lays both out so that nothing covers a sentence. The same
//! score is rendered to a file by `afterrun render`.
//!
//! The voice ([`audio::voice`]) is part of the program: a dictionary, a model that guesses words outside it, and a model that speaks. When a
//! session begins, the model asks for its sentences; a thread makes them, and tells how long each is; only then they are laid out, since
//! what has no room is left out. The same words always give the same samples.
//!
//! # The desktop
//!
//! What other programs show of a session ([`domain::panel::Panel`]) follows from the model: after everything that happens it is looked at
//! again, and told if it has changed. A position is told with the tick at which it was so, so it stays right without being told
//! every second. What is pressed on a phone or a headset comes back as an action. What other players are to do
//! ([`domain::hush::Hush`]) is told ahead, as sound is, and what is changed of them is written down before it is changed. The bus
//! comes up on a thread of its own after the first frame ([`app::Outside::shown`]), and where there is none, Settings say so. Over it comes
//! also how the person wants their desktop to look ([`domain::settings::SystemLook`]): less motion, more contrast.
//!
//! # Screen readers
//!
//! Every widget says its name, role and value. What a reader is told of a session without being asked is decided in [`domain::told`], put
//! on a live node in [`ui::announced`], and left out there where the voice says it.
//!
//! # From the mat
//!
//! Claps and game pads are told to the model as presses are ([`model::Action::FromMat`]), but begin no session. Both are minded on threads
//! of their own from the start of a session to its end, and at no other time. [`domain::clap`] hears two claps in samples, and
//! is told when something is played here; [`domain::pad`] is the table of buttons.
//!
//! # Files
//!
//! What a person wrote is never written over unless they changed it here, and a file that can't be read stays where it is
//! and is named, with line and column, as a [`domain::library::Trouble`].

pub mod app;
pub mod audio;
pub mod cli;
pub mod clock;
pub mod desktop;
pub mod domain;
pub mod export;
pub mod import;
pub mod model;
pub mod notation;
pub mod outside;
pub mod store;
pub mod ui;
pub mod window;
