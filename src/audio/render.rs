//! Cues to samples and to a WAV file, without a device: the same timeline as live, on a clock that never stumbles.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use crate::domain::score::Sound;
use crate::domain::settings::Volume;
use crate::domain::time::{Span, Tick};

use super::resample::resampled;
use super::sounds::{self, Sounds};
use super::timeline::{Block, Queue, Timeline};
use super::vocabulary::Vocabulary;
use super::voice::{self, Speech};

/// Frames a second of rendered sound.
pub const RATE: u32 = 48_000;
/// Frames made at a time.
const CHUNK: usize = 512;

/// The longest sound that is written: the sizes in a WAV file end at 4 GiB, and nobody listens for so long.
pub const LONGEST: Span = Span::secs(6 * 60 * 60);

/// The sentences that can be said, and how loud.
#[derive(Clone, Debug, Default)]
pub(super) struct Voices {
    /// The sentences.
    pub vocabulary: Vocabulary,
    /// How loud the voice is beside the cues.
    pub volume: Volume,
}

/// Why a sound file could not be written, without its path.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// It would be longer than six hours.
    #[error("the routine takes {0}, and sound is written for at most {LONGEST}; use fewer rounds")]
    TooLong(Span),
    /// There is nobody to say what is to be said.
    #[error("{0}; --no-voice leaves it out")]
    NoVoice(String),
    /// The disk said no.
    #[error("choose a folder that you can write to and that has room; the system says: {0}")]
    Disk(io::ErrorKind),
}

impl From<hound::Error> for RenderError {
    fn from(error: hound::Error) -> Self {
        match error {
            hound::Error::IoError(error) => Self::Disk(error.kind()),
            _ => Self::Disk(io::ErrorKind::Other),
        }
    }
}

/// What `sounds` are like: one channel at [`RATE`], at least `length` long and long enough for the last one to ring out. Sentences are
/// those of `voices`. Every sound begins exactly on the frame of its time. For what fits into memory.
#[must_use]
pub(super) fn render(sounds: &[(Span, Sound)], voices: &Voices, length: Span, volume: Volume) -> Vec<f32> {
    let mut out = Vec::with_capacity(frames(end_of(sounds, voices, length)));
    let kept: Result<(), Infallible> = chunks(sounds, voices, length, volume, |chunk| {
        out.extend_from_slice(chunk);
        Ok(())
    });
    match kept {
        Ok(()) => out,
    }
}

/// When the last sound has rung out, or `length` if that is later.
fn end_of(all: &[(Span, Sound)], voices: &Voices, length: Span) -> Span {
    all.iter().map(|(at, sound)| *at + sounds::length(sound, &voices.vocabulary)).fold(length, Span::max)
}

/// Makes the sound of all and hands it on in pieces.
fn chunks<E>(
    all: &[(Span, Sound)],
    voices: &Voices,
    length: Span,
    volume: Volume,
    mut take: impl FnMut(&[f32]) -> Result<(), E>,
) -> Result<(), E> {
    let due: Vec<(Tick, Sound)> = all.iter().map(|(at, sound)| (tick(*at), sound.clone())).collect();
    let mut timeline = Timeline::new(RATE, volume.gain());
    let mut samples = Sounds::at(RATE, voices.vocabulary.clone());
    samples.set_voice(voices.volume);
    timeline.replace(Queue::new(samples.placed(&due)));
    let end = frames(end_of(all, voices, length));
    let mut chunk = [0.0; CHUNK];
    for first in (0..end).step_by(CHUNK) {
        let now = tick(Span::secs_f64(first as f64 / f64::from(RATE)));
        let block = Block { first: first.cast_signed() as i64, now };
        let chunk = &mut chunk[..CHUNK.min(end - first)];
        timeline.fill(chunk, block, |tick| frames(tick.since_origin()).cast_signed() as i64);
        take(chunk)?;
    }
    Ok(())
}

/// How many frames are nearest to a length.
fn frames(span: Span) -> usize {
    (span.as_secs_f64() * f64::from(RATE)).round() as usize
}

/// Rendering begins at the clock's origin.
fn tick(at: Span) -> Tick {
    Tick::at(at.to_std())
}

/// Writes what `sounds` are like at full volume to a WAV file at `path`: one channel of 16 bits at [`RATE`].
///
/// # Errors
/// When it would be too long, or the file cannot be created or written.
pub(super) fn write_wav(
    path: &Path,
    sounds: &[(Span, Sound)],
    voices: &Voices,
    length: Span,
) -> Result<(), RenderError> {
    let end = end_of(sounds, voices, length);
    if end > LONGEST {
        return Err(RenderError::TooLong(end));
    }
    let mut writer = hound::WavWriter::create(path, spec(RATE))?;
    chunks(sounds, voices, length, Volume::percent(100), |chunk| {
        chunk.iter().try_for_each(|sample| writer.write_sample(whole(*sample)))
    })?;
    Ok(writer.finalize()?)
}

/// Writes speech to a WAV file at `path`: one channel of 16 bits at `rate` samples a second.
///
/// # Errors
/// When the file cannot be created or written.
pub fn write_speech(path: &Path, speech: &Speech, rate: u32) -> Result<(), RenderError> {
    let mut writer = hound::WavWriter::create(path, spec(rate))?;
    for sample in resampled(speech.samples(), voice::RATE, rate) {
        writer.write_sample(whole(sample))?;
    }
    Ok(writer.finalize()?)
}

fn spec(rate: u32) -> hound::WavSpec {
    hound::WavSpec { channels: 1, sample_rate: rate, bits_per_sample: 16, sample_format: hound::SampleFormat::Int }
}

/// A sample as a whole number.
fn whole(sample: f32) -> i16 {
    (sample * f32::from(i16::MAX)).round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;

    fn due() -> Vec<(Span, Sound)> {
        let tones = Cue::ALL.into_iter().filter(|cue| !cue.is_spoken());
        let cues = tones.cycle().take(30).enumerate();
        cues.map(|(i, cue)| (Span::millis(250 + 1003 * i as u64), Sound::Cue(cue))).collect()
    }

    #[test]
    fn every_onset_lies_on_its_frame() {
        let samples = render(&due(), &Voices::default(), Span::ZERO, Volume::percent(100));
        let sounding = |frame: usize| samples[frame].abs() > 1e-6;
        for (at, sound) in due() {
            let first = frames(at);
            // The very first sample of a cue is zero; the second is not.
            assert!((first - 100..=first).all(|frame| !sounding(frame)), "{sound:?} is early");
            assert!(sounding(first + 1), "{sound:?} is late");
        }
        assert!(samples.iter().all(|sample| sample.abs() < 0.9));
        assert!(samples.len() >= frames(due()[29].0 + Cue::Flourish.length()));
    }

    #[test]
    fn the_volume_scales_everything() {
        let peak = |volume| {
            render(&due(), &Voices::default(), Span::ZERO, volume)
                .iter()
                .fold(0.0_f32, |peak, sample| peak.max(sample.abs()))
        };
        assert!((peak(Volume::percent(50)) / peak(Volume::percent(100)) - 0.25).abs() < 1e-3);
        assert!(peak(Volume::OFF) < f32::EPSILON);
    }

    #[test]
    fn a_file_holds_the_same_samples() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cues.wav");
        write_wav(&path, &due(), &Voices::default(), Span::secs(40)).unwrap();
        let mut file = hound::WavReader::open(&path).unwrap();
        assert_eq!((file.spec().channels, file.spec().sample_rate, file.spec().bits_per_sample), (1, RATE, 16));
        let samples: Vec<i16> = file.samples().map(Result::unwrap).collect();
        assert_eq!(samples.len(), 40 * RATE as usize);
        let made = render(&due(), &Voices::default(), Span::secs(40), Volume::percent(100));
        assert!(samples.iter().zip(made).all(|(a, b)| (f32::from(*a) / 32_767.0 - b).abs() < 1e-4));
        let error =
            write_wav(&folder.path().join("no/such/folder.wav"), &due(), &Voices::default(), Span::ZERO).unwrap_err();
        assert!(error.to_string().contains("choose a folder"), "{error}");
        assert!(!error.to_string().contains("folder.wav"), "who asked knows the path: {error}");
        let error = write_wav(&path, &due(), &Voices::default(), Span::secs(7 * 60 * 60)).unwrap_err();
        assert!(error.to_string().contains("use fewer rounds"), "{error}");
        assert!(path.metadata().unwrap().len() > 0, "nothing was touched");
    }
}
