//! The program: reads what was said, starts the log, and opens the window or answers. Nothing else.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use afterrun::audio;
use afterrun::audio::voice::{Respellings, Voice};
use afterrun::cli::{self, Asked, Cli, Saying, Sounds};
use afterrun::clock::{Clock, SystemClock};
use afterrun::domain::time::Span;
use afterrun::domain::voice::Pace;
use afterrun::window;
use clap::Parser;

fn main() -> ExitCode {
    let clock = Arc::new(SystemClock::default());
    // What libraries have to say is for those who ask: RUST_LOG=info afterrun.
    env_logger::Builder::new().parse_filters(&std::env::var("RUST_LOG").unwrap_or_else(|_| "off".to_owned())).init();
    let render = |path: &_, plan: &_, voice: &_| {
        let recital = audio::Recital::of(plan, voice);
        let written = recital.and_then(|recital| recital.write(path).map(|()| recital.length()));
        written.map_err(|error| error.to_string())
    };
    let sounds = Sounds { render: &render, say: &say };
    let done = match cli::run(Cli::parse(), clock.now().local, &mut io::stdout().lock(), sounds) {
        Ok(Asked::Done(code)) => return code,
        Ok(Asked::Window(request)) => window::open(request, clock).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("afterrun: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Speaks to a file, as `afterrun say` asks.
fn say(saying: &Saying) -> Result<Span, String> {
    let voice = Voice::load().map_err(|error| error.to_string())?;
    let respelt: Respellings = saying.respell.iter().cloned().collect();
    let pace = Pace::words_a_minute(saying.pace);
    let speech = voice.say(&saying.text, pace, &respelt).map_err(|error| error.to_string())?;
    if speech.samples().is_empty() {
        return Err("there are no words in it".to_owned());
    }
    audio::write_speech(&saying.out, &speech, saying.rate).map_err(|error| error.to_string())?;
    Ok(speech.length())
}
