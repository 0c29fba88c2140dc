//! What is to be spoken to a file, as it was said on the command line. Speaks nothing itself.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use crate::domain::time::Span;

/// What is to be spoken.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct Saying {
    /// The words, in English
    pub text: String,
    /// The WAV file to write
    #[arg(value_name = "OUT.WAV")]
    pub out: PathBuf,
    /// Words a minute
    #[arg(long, value_name = "WORDS", default_value_t = 135, value_parser = clap::value_parser!(u16).range(90..=220))]
    pub pace: u16,
    /// Samples a second
    #[arg(long, value_name = "HERTZ", default_value_t = 48_000, value_parser = clap::value_parser!(u32).range(8_000..=192_000))]
    pub rate: u32,
    /// Say a word as if it were spelt so, such as pigeon=pidgin
    #[arg(long, value_name = "WORD=SPELLING", value_parser = parse_respelt)]
    pub respell: Vec<(String, String)>,
}

/// Speaks to a file, and says how long that takes to hear. An error says why not, without the path.
pub type Say<'a> = dyn Fn(&Saying) -> Result<Span, String> + 'a;

fn parse_respelt(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(word, spelling)| (word.trim(), spelling.trim()));
    let written = parts.filter(|(word, spelling)| !word.is_empty() && !spelling.is_empty());
    written
        .map(|(word, spelling)| (word.to_owned(), spelling.to_owned()))
        .ok_or_else(|| "write it like pigeon=pidgin".to_owned())
}

pub(super) fn follow(saying: &Saying, say: &Say<'_>, out: &mut dyn Write) -> Result<(), CliError> {
    let length = say(saying).map_err(|reason| CliError::Say { reason, path: saying.out.clone() })?;
    writeln!(out, "{} ({})", spoken(length), saying.out.display()).map_err(io::Error::into)
}

/// A length of speech: whole seconds are too coarse.
fn spoken(length: Span) -> String {
    format!("{:.1} s of speech", length.as_secs_f64())
}
