//! The microphone: opens it and hands on what it hears, one channel, in pieces with their ticks. Beside `device` the only file that
//! names the sound system. Keeps nothing and decides nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, FromSample, Sample, SampleFormat, SizedSample, StreamConfig};

use crate::clock::Clock;
use crate::domain::time::{Span, Tick};

use super::device::with_host;

/// How many times a second it hands something on.
const PIECES_A_SECOND: u32 = 50;

/// Some of what was heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// When its first sample was, as far as is known.
    pub at: Tick,
    /// Samples from -1 to 1.
    pub samples: Vec<f32>,
}

/// A microphone that is open until this is dropped.
pub struct Microphone {
    /// Its samples a second.
    pub rate: u32,
    /// What keeps it open; nothing in tests.
    _open: Option<cpal::Stream>,
}

impl Microphone {
    /// One that a test pretends.
    #[cfg(test)]
    pub const fn pretended(rate: u32) -> Self {
        Self { rate, _open: None }
    }
}

/// Opens the default microphone, and gives what it hears to `give`; what nobody takes in time is lost. `None` where there is none,
/// or where it may not be listened to. Waits for as long as the sound system does.
pub fn open(clock: &Arc<dyn Clock>, give: &SyncSender<Piece>) -> Option<Microphone> {
    match catch_unwind(AssertUnwindSafe(|| try_open(clock, give))) {
        Ok(Ok(microphone)) => Some(microphone),
        Ok(Err(error)) => {
            log::info!("there is no microphone: {error}");
            None
        }
        Err(_) => {
            log::info!("the sound system stopped working when it was asked for a microphone");
            None
        }
    }
}

fn try_open(clock: &Arc<dyn Clock>, give: &SyncSender<Piece>) -> Result<Microphone, cpal::Error> {
    let device = with_host(HostTrait::default_input_device).ok_or(cpal::ErrorKind::DeviceNotAvailable)?;
    let usual = device.default_input_config()?;
    let build = match usual.sample_format() {
        SampleFormat::F32 => build::<f32>,
        SampleFormat::I16 => build::<i16>,
        SampleFormat::U16 => build::<u16>,
        SampleFormat::I32 => build::<i32>,
        SampleFormat::U8 => build::<u8>,
        _ => return Err(cpal::ErrorKind::UnsupportedConfig.into()),
    };
    let rate = usual.sample_rate();
    let sized = |buffer_size| StreamConfig { buffer_size, ..usual.config() };
    let soon = build(&device, sized(BufferSize::Fixed(rate / PIECES_A_SECOND)), clock, give);
    let stream = soon.or_else(|_| build(&device, sized(BufferSize::Default), clock, give))?;
    stream.play()?;
    Ok(Microphone { rate, _open: Some(stream) })
}

fn build<T: SizedSample>(
    device: &cpal::Device,
    config: StreamConfig,
    clock: &Arc<dyn Clock>,
    give: &SyncSender<Piece>,
) -> Result<cpal::Stream, cpal::Error>
where
    f32: FromSample<T>,
{
    let (clock, give) = (Arc::clone(clock), give.clone());
    let (rate, channels) = (f64::from(config.sample_rate), usize::from(config.channels).max(1));
    let hear = move |heard: &[T], _: &cpal::InputCallbackInfo| {
        let frames = heard.chunks_exact(channels);
        let mono = frames.map(|frame| frame.iter().map(|s| f32::from_sample(*s)).sum::<f32>() / channels as f32);
        let samples: Vec<f32> = mono.collect();
        let length = Span::secs_f64(samples.len() as f64 / rate);
        // Whoever is too slow, or gone, misses it.
        drop(give.try_send(Piece { at: clock.tick() - length, samples }));
    };
    // Errors come by the hundred or the million. One that matters shows in what is heard: nothing.
    device.build_input_stream(config, hear, |_| {}, None)
}
