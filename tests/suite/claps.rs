//! Two claps, made as hands and rooms make them, over noise and over what Afterrun plays; and all that is no two claps.

use std::f32::consts::TAU;

use afterrun::audio::{RATE, Recital};
use afterrun::domain::clap::Ears;
use afterrun::domain::panel::Press;
use afterrun::domain::player::Phase;
use afterrun::domain::settings::{Settings, Volume};
use afterrun::domain::time::{Span, Tick};
use afterrun::domain::voice::VoiceSettings;
use afterrun::model::{Action, Effect, Screen, Setting, Stage, Start};
use egui::Key;

use crate::support::{Desk, Setup, plans, start};

const SECOND: Span = Span::secs(1);

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn even(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn noise(&mut self) -> f32 {
        self.even() * 2.0 - 1.0
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + self.even() * (high - low)
    }
}

/// What a microphone hears.
struct Room {
    rate: u32,
    samples: Vec<f32>,
    dice: Dice,
}

impl Room {
    fn of(rate: u32, secs: f32, seed: u64) -> Self {
        let samples = vec![0.0; (secs * rate as f32) as usize];
        Self { rate, samples, dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1) }
    }

    /// Pink noise of this effective loudness.
    fn hiss(mut self, rms: f32) -> Self {
        let mut row = [0.0_f32; 3];
        for sample in &mut self.samples {
            let white = self.dice.noise();
            row[0] = 0.99765 * row[0] + white * 0.099_046;
            row[1] = 0.963 * row[1] + white * 0.296_516_4;
            row[2] = 0.57 * row[2] + white * 1.052_691_3;
            *sample += (row[0] + row[1] + row[2] + white * 0.1848) * rms * 0.95;
        }
        self
    }

    fn put(&mut self, at: f32, sound: &[f32]) {
        let from = (at * self.rate as f32) as usize;
        for (sample, more) in self.samples.iter_mut().skip(from).zip(sound) {
            *sample += more;
        }
    }

    fn normal(sound: Vec<f32>, peak: f32) -> Vec<f32> {
        let loudest = sound.iter().fold(1e-9_f32, |loudest, sample| loudest.max(sample.abs()));
        sound.into_iter().map(|sample| sample / loudest * peak).collect()
    }

    /// Hands: noise that is strongest at some pitch, gone in some ms, with the room after it.
    fn clap(&mut self, at: f32, peak: f32) {
        let rate = self.rate as f32;
        let pitch = self.dice.between(900.0, 2600.0);
        let (decay, echo, rings) =
            (self.dice.between(0.003, 0.012), self.dice.between(0.02, 0.2), self.dice.between(0.03, 0.065));
        let turn = TAU * pitch / rate;
        let width = (-TAU * 0.35 * pitch / rate).exp();
        let (mut one, mut two) = (0.0, 0.0);
        let sound = (0..(0.5 * rate) as usize).map(|i| {
            let t = i as f32 / rate;
            let rise = (t / 0.0015).min(1.0);
            let white = self.dice.noise();
            let loud = rise * ((-t / decay).exp() + echo * (-t / rings).exp());
            let peaked = white + 2.0 * width * turn.cos() * one - width * width * two;
            (two, one) = (one, peaked);
            (peaked * 0.5 + white * 0.5) * loud
        });
        let sound = Self::normal(sound.collect(), peak);
        self.put(at, &sound);
    }

    /// Knuckles on wood: a few low tones that are gone at once, and a click.
    fn knock(&mut self, at: f32, peak: f32) {
        let rate = self.rate as f32;
        let modes = [(1.0, 1.0, 1.0), (2.3, 0.6, 0.7), (4.1, 0.3, 0.5)];
        let (pitch, decay) = (self.dice.between(180.0, 480.0), self.dice.between(0.006, 0.016));
        let sound = (0..(0.2 * rate) as usize).map(|i| {
            let t = i as f32 / rate;
            let tone = |(times, loud, lasts): &(f32, f32, f32)| {
                loud * (-t / (decay * lasts)).exp() * (TAU * pitch * times * t).sin()
            };
            modes.iter().map(tone).sum::<f32>() + 0.5 * self.dice.noise() * (-t / 0.002).exp()
        });
        let sound = Self::normal(sound.collect(), peak);
        self.put(at, &sound);
    }

    /// A foot that lands.
    fn thud(&mut self, at: f32, peak: f32) {
        let rate = self.rate as f32;
        let pitch = self.dice.between(45.0, 90.0);
        let sound = (0..(0.3 * rate) as usize).map(|i| {
            let t = i as f32 / rate;
            (-t / 0.05).exp() * (TAU * pitch * t).sin() * (t / 0.004).min(1.0)
        });
        let sound = Self::normal(sound.collect(), peak);
        self.put(at, &sound);
    }

    /// A tone of an instrument that is struck.
    fn tone(&mut self, at: f32, pitch: f32, lasts: f32, peak: f32) {
        let rate = self.rate as f32;
        let sound = (0..(lasts * 4.0 * rate) as usize).map(|i| {
            let t = i as f32 / rate;
            let partial = |n: i16| (TAU * pitch * f32::from(n) * t).sin() / f32::from(n * n);
            (t / 0.003).min(1.0) * (-t / lasts).exp() * (1..6).map(partial).sum::<f32>()
        });
        let sound = Self::normal(sound.collect(), peak);
        self.put(at, &sound);
    }

    /// When two claps are heard, in seconds, in pieces as a device gives them.
    fn hear(&self, own: &[(Tick, Tick)]) -> Vec<f32> {
        let (mut ears, mut heard) = (Ears::new(self.rate), Vec::new());
        for (i, piece) in self.samples.chunks(960).enumerate() {
            heard.extend(ears.hear(piece, tick((i * 960) as f64 / f64::from(self.rate)), own));
        }
        heard.into_iter().map(|at| at.since_origin().as_secs_f32()).collect()
    }
}

fn tick(secs: f64) -> Tick {
    Tick::at(Span::secs_f64(secs).to_std())
}

/// The share of doubles that are found where they are, and how many others are.
fn score(wanted: &[f32], heard: &[f32]) -> (f32, usize) {
    let found = wanted.iter().filter(|at| heard.iter().any(|heard| (*heard - **at).abs() < 0.05)).count();
    let others = heard.iter().filter(|heard| wanted.iter().all(|at| (**heard - *at).abs() >= 0.05)).count();
    (found as f32 / wanted.len() as f32, others)
}

/// What is played here, softer, as the microphone hears it, and when.
fn routine() -> (Vec<f32>, Vec<(Tick, Tick)>) {
    let recital = Recital::of(&plans()[0], &VoiceSettings::default()).unwrap();
    let mut samples = recital.samples(Volume::percent(100));
    samples.truncate(605 * RATE as usize);
    // Where something sounds, with what a device and the air take.
    let mut own: Vec<(Tick, Tick)> = Vec::new();
    for (i, piece) in samples.chunks(480).enumerate() {
        let (from, until) = (tick(i as f64 * 0.01), tick(i as f64 * 0.01 + 0.61));
        match own.last_mut() {
            _ if piece.iter().all(|sample| sample.abs() < 1e-4) => {}
            Some((_, last)) if from <= *last => *last = until,
            _ => own.push((from, until)),
        }
    }
    (samples, own)
}

/// The same, 80 ms later and with a room around it.
fn through_the_air(samples: &[f32], gain: f32) -> Vec<f32> {
    let (mut dice, mut out) = (Dice(77), vec![0.0; samples.len() + 48_000]);
    let taps = (0..12)
        .map(|i| (3840 + i * 640 + (dice.even() * 600.0) as usize, dice.noise() * 0.45 * 0.75_f32.powf(i as f32)));
    let taps: Vec<_> = std::iter::once((3840, 1.0)).chain(taps).collect();
    for (i, sample) in samples.iter().enumerate().filter(|(_, sample)| **sample != 0.0) {
        for (late, loud) in &taps {
            out[i + late] += sample * loud * gain;
        }
    }
    out
}

#[test]
fn two_claps_or_knocks_are_found_at_any_loudness_and_rate() {
    for (what, is_knock) in [("claps", false), ("knocks", true)] {
        for rate in [16_000, 44_100, 48_000, 96_000] {
            for (peak, noise) in [(0.9, 0.01), (0.3, 0.005), (0.1, 0.001), (0.03, 0.0003)] {
                let count = if rate > 48_000 { 20 } else { 40 };
                let mut room = Room::of(rate, count as f32 * 4.0 + 2.0, u64::from(rate) + 3).hiss(noise);
                let wanted: Vec<f32> = (0..count)
                    .map(|i| {
                        let at = 2.0 + i as f32 * 4.0 + room.dice.even();
                        let gap = room.dice.between(0.19, 0.68);
                        let other = peak * room.dice.between(0.6, 1.0);
                        for (at, peak) in [(at, peak), (at + gap, other)] {
                            if is_knock { room.knock(at, peak) } else { room.clap(at, peak) }
                        }
                        at + gap
                    })
                    .collect();
                let heard = room.hear(&[]);
                let (found, others) = score(&wanted, &heard);
                println!(
                    "{what} at {rate} Hz, peak {peak}, noise {noise}: {:.1} % found, {others} others",
                    found * 100.0
                );
                assert!(found >= 0.95 && others == 0, "{what} at {rate} Hz, peak {peak}");
            }
        }
    }
}

#[test]
fn two_claps_are_found_over_what_is_played_and_nothing_else_is() {
    let (samples, own) = routine();
    // The last is as loud at the microphone as some claps.
    for (gain, least) in [(0.03, 0.95), (0.1, 0.95), (0.3, 0.5)] {
        let heard = through_the_air(&samples, gain);
        let secs = heard.len() as f32 / RATE as f32;
        let mut room = Room::of(RATE, secs, 5).hiss(0.001);
        room.put(0.0, &heard);
        let (known, unknown) = (room.hear(&own), room.hear(&[]));
        let times = format!("{:.1} min of a routine at {gain}", secs / 60.0);
        println!("{times}: {} false, {} if its ticks weren't known", known.len(), unknown.len());
        assert!(secs >= 600.0 && known.is_empty(), "{times}: {known:?}");
        let (mut at, mut wanted, mut into) = (2.0, Vec::new(), 0);
        while at < secs - 3.0 {
            let gap = room.dice.between(0.19, 0.68);
            let loud = room.dice.between(0.5, 0.95);
            room.clap(at, loud);
            let other = loud * room.dice.between(0.7, 1.0);
            room.clap(at + gap, other);
            wanted.push(at + gap);
            let sounds =
                |at: f32| heard[(at * RATE as f32) as usize..][..4800].iter().any(|sample| sample.abs() > 0.01 * gain);
            into += usize::from(sounds(at) || sounds(at + gap));
            at += room.dice.between(3.0, 5.0);
        }
        let (found, others) = score(&wanted, &room.hear(&own));
        println!("  {} doubles, {into} of them into it: {:.1} % found, {others} others", wanted.len(), found * 100.0);
        assert!(found >= least && others == 0, "{times}");
    }
}

#[test]
fn what_is_no_two_claps_is_none() {
    type Make = fn(&mut Room, f32);
    let all: [(&str, Make); 12] = [
        ("one clap", |room, at| room.clap(at, 0.5)),
        ("one knock", |room, at| room.knock(at, 0.5)),
        ("three claps", |room, at| (0..3).for_each(|i| room.clap(at + 0.35 * i as f32, 0.5))),
        ("three slow claps", |room, at| (0..3).for_each(|i| room.clap(at + 0.62 * i as f32, 0.5))),
        ("an audience", |room, at| (0..14).for_each(|i| room.clap(at + 0.21 * i as f32, 0.4))),
        ("two that are too close", |room, at| (0..2).for_each(|i| room.clap(at + 0.12 * i as f32, 0.5))),
        ("two that are too far apart", |room, at| (0..2).for_each(|i| room.clap(at + 0.8 * i as f32, 0.5))),
        ("a loud one and a soft one", |room, at| {
            (0..2).for_each(|i| room.clap(at + 0.4 * i as f32, 0.6 / (1.0 + 9.0 * i as f32)));
        }),
        ("two feet that land", |room, at| (0..2).for_each(|i| room.thud(at + 0.3 * i as f32, 0.8))),
        ("two notes of a piano", |room, at| (0..2).for_each(|i| room.tone(at + 0.4 * i as f32, 523.0, 0.12, 0.5))),
        ("two notes of a xylophone", |room, at| (0..2).for_each(|i| room.tone(at + 0.3 * i as f32, 1319.0, 0.05, 0.5))),
        ("a drum and a tune", |room, at| {
            for i in 0..7 {
                room.clap(at + 0.5 * i as f32, 0.3);
                room.thud(at + 0.25 + 0.5 * i as f32, 0.5);
                room.tone(at + 0.25 * i as f32, 440.0 * 1.122_f32.powi(i % 5), 0.2, 0.3);
            }
        }),
    ];
    for (what, make) in all {
        let mut room = Room::of(RATE, 152.0, 11).hiss(0.001);
        for i in 0..30 {
            let at = 1.0 + i as f32 * 5.0 + room.dice.even() * 0.3;
            make(&mut room, at);
        }
        let heard = room.hear(&[]);
        println!("{what}, 30 times: {} false", heard.len());
        assert_eq!(heard, [] as [f32; 0], "{what}");
    }
}

/// A session that has just begun, with claps listened for.
fn listening<'a>() -> Desk<'a> {
    let settings = Settings { claps: true, ..Settings::default() };
    let mut desk = Desk::new(Setup { start: Start { settings, ..start() }, ..Setup::default() });
    desk.notebook.take();
    desk.press(Key::Space);
    desk
}

fn listens(desk: &Desk<'_>) -> Vec<bool> {
    let listens = |effect| if let Effect::Listen(listen) = effect { Some(listen) } else { None };
    desk.notebook.take().into_iter().filter_map(listens).collect()
}

#[test]
fn the_microphone_is_open_from_the_start_of_a_session_to_its_end_and_only_if_that_is_wanted() {
    let mut desk = Desk::new(Setup::default());
    desk.press(Key::Space);
    desk.pass(SECOND * 30, SECOND);
    assert_eq!(listens(&desk), [] as [bool; 0], "nobody asked for it");
    desk.notebook.tell(Action::Set(Setting::Claps(true)));
    desk.step();
    assert_eq!(listens(&desk), [true], "it holds at once");

    let mut desk = listening();
    assert_eq!(listens(&desk), [true]);
    desk.press(Key::Space);
    desk.pass(SECOND * 900, SECOND * 60);
    assert_eq!(listens(&desk), [] as [bool; 0], "who claps to go on is heard, however long it has stood");
    desk.press(Key::Space);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    assert!(matches!(desk.model().stage(), Stage::Writing(_)));
    assert_eq!(listens(&desk), [false]);
}

#[test]
fn two_claps_pause_and_go_on_and_begin_nothing() {
    let mut desk = listening();
    let clap = |desk: &mut Desk<'_>| {
        desk.notebook.tell(Action::FromMat(Press::PlayPause));
        desk.step();
    };
    clap(&mut desk);
    assert!(matches!(desk.phase(), Phase::Paused { .. }));
    clap(&mut desk);
    assert!(matches!(desk.phase(), Phase::LeadIn { .. }));
    let mut desk = Desk::new(Setup::default());
    clap(&mut desk);
    assert!(matches!(desk.model().stage(), Stage::Idle), "a clap that comes too late begins no session");
}

#[test]
fn claps_are_switched_on_in_settings_which_say_what_becomes_of_what_is_heard() {
    let mut desk = Desk::new(Setup { size: (1366.0, 2100.0), ..Setup::default() });
    desk.notebook.tell(Action::Go(Screen::Settings));
    desk.step();
    assert!(!desk.model().settings().claps);
    let what = "The microphone listens only while a session runs. What it hears is looked at in memory; nothing is kept or sent";
    assert!(desk.shows(what));
    desk.click_on(egui::Role::Switch, "Two claps pause and go on");
    assert!(desk.model().settings().claps);
    desk.notebook.tell(Action::Hears(false));
    desk.step();
    assert!(
        desk.shows("No microphone answers here, so claps can’t be heard. Afterrun looks again while a session runs")
    );
    assert_eq!(desk.model().notices(), [], "nobody is told who does not ask");
    desk.notebook.tell(Action::Hears(true));
    desk.step();
    assert!(desk.shows(what));
}
