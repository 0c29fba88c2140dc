//! Cues to samples and to a WAV file, without a device: the same timeline as live, on a clock that never stumbles.

use std::path::{Path, PathBuf};

use crate::domain::cue::Timed;
use crate::domain::settings::Volume;
use crate::domain::time::{Span, Tick};

use super::timeline::{Block, Placed, Queue, Timeline};
use super::tone::Sounds;

/// Frames a second of rendered sound.
pub const RATE: u32 = 48_000;
/// Frames made at a time.
const CHUNK: usize = 512;

/// Why a sound file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("The sound file could not be written; choose a folder that you can write to and that has room ({source}): {path}", path = .path.display())]
pub struct RenderError {
    path: PathBuf,
    source: hound::Error,
}

/// What `cues` sound like: one channel at [`RATE`], at least `length` long and long enough for the last cue to ring out.
/// Every cue begins exactly on the frame of its time.
#[must_use]
pub fn render(cues: &[Timed], length: Span, volume: Volume) -> Vec<f32> {
    let end = cues.iter().map(|timed| timed.at + timed.cue.length()).fold(length, Span::max);
    let sounds = Sounds::at(RATE);
    let placed = |timed: &Timed| Placed { at: tick(timed.at), cue: timed.cue, sound: sounds.of(timed.cue) };
    let mut timeline = Timeline::new(RATE, volume.gain());
    timeline.replace(Queue::new(cues.iter().map(placed).collect()));
    let mut out = vec![0.0; frames(end)];
    for (i, chunk) in out.chunks_mut(CHUNK).enumerate() {
        let first = i * CHUNK;
        let now = tick(Span::secs_f64(first as f64 / f64::from(RATE)));
        timeline.fill(chunk, Block { first: first.cast_signed() as i64, now }, |tick| {
            frames(tick.since_origin()).cast_signed() as i64
        });
    }
    out
}

/// How many frames are nearest to a length.
fn frames(span: Span) -> usize {
    (span.as_secs_f64() * f64::from(RATE)).round() as usize
}

/// Rendering begins at the clock's origin.
fn tick(at: Span) -> Tick {
    Tick::at(at.to_std())
}

/// Writes what `cues` sound like at full volume to a WAV file at `path`: one channel of 16 bits at [`RATE`].
///
/// # Errors
/// When the file cannot be created or written.
pub fn write_wav(path: &Path, cues: &[Timed], length: Span) -> Result<(), RenderError> {
    let failed = |source| RenderError { path: path.to_owned(), source };
    let spec =
        hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut writer = hound::WavWriter::create(path, spec).map_err(failed)?;
    for sample in render(cues, length, Volume::percent(100)) {
        writer.write_sample((sample * f32::from(i16::MAX)).round() as i16).map_err(failed)?;
    }
    writer.finalize().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;

    fn due() -> Vec<Timed> {
        let cues = Cue::ALL.into_iter().cycle().take(30).enumerate();
        cues.map(|(i, cue)| Timed { at: Span::millis(250 + 1003 * i as u64), cue }).collect()
    }

    #[test]
    fn every_onset_lies_on_its_frame() {
        let samples = render(&due(), Span::ZERO, Volume::percent(100));
        let sounding = |frame: usize| samples[frame].abs() > 1e-6;
        for timed in due() {
            let first = frames(timed.at);
            // The very first sample of a cue is zero; the second is not.
            assert!((first - 100..=first).all(|frame| !sounding(frame)), "{timed:?} is early");
            assert!(sounding(first + 1), "{timed:?} is late");
        }
        assert!(samples.iter().all(|sample| sample.abs() < 0.9));
        assert!(samples.len() >= frames(due()[29].at + Cue::Flourish.length()));
    }

    #[test]
    fn the_volume_scales_everything() {
        let peak =
            |volume| render(&due(), Span::ZERO, volume).iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        assert!((peak(Volume::percent(50)) / peak(Volume::percent(100)) - 0.25).abs() < 1e-3);
        assert!(peak(Volume::OFF) < f32::EPSILON);
    }

    #[test]
    fn a_file_holds_the_same_samples() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cues.wav");
        write_wav(&path, &due(), Span::secs(40)).unwrap();
        let mut file = hound::WavReader::open(&path).unwrap();
        assert_eq!((file.spec().channels, file.spec().sample_rate, file.spec().bits_per_sample), (1, RATE, 16));
        let samples: Vec<i16> = file.samples().map(Result::unwrap).collect();
        assert_eq!(samples.len(), 40 * RATE as usize);
        let made = render(&due(), Span::secs(40), Volume::percent(100));
        assert!(samples.iter().zip(made).all(|(a, b)| (f32::from(*a) / 32_767.0 - b).abs() < 1e-4));
        let error = write_wav(&folder.path().join("no/such/folder.wav"), &due(), Span::ZERO).unwrap_err();
        assert!(error.to_string().contains("choose a folder") && error.to_string().ends_with("folder.wav"));
    }
}
