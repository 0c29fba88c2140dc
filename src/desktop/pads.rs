//! Game pads, as the kernel shows them under `/dev/input`: which are there, and what moves on them. Opens nothing else, grabs nothing,
//! and knows no session.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use evdev::{Device, EventSummary, KeyCode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::domain::pad::{self, Turn};
use crate::domain::time::Span;

/// Pads that are there, real or pretended.
pub trait Pads {
    /// Looks which have come.
    fn look(&mut self);

    /// Waits until something moves on one, at most this long. A pad that has gone is forgotten.
    fn turns(&mut self, wait: Span) -> Vec<Turn>;
}

/// What tells whether a file of a device is the one that was seen: its number, and when its rights were changed.
type Seen = (u64, i64, i64);

/// The pads that are plugged in.
#[derive(Debug)]
pub struct Plugged {
    folder: PathBuf,
    /// All devices that were seen. None is opened twice: that may wake it up.
    seen: BTreeMap<PathBuf, Seen>,
    open: Vec<Device>,
}

impl Plugged {
    /// The pads among the devices in a folder. None is looked for yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), seen: BTreeMap::new(), open: Vec::new() }
    }
}

impl Default for Plugged {
    fn default() -> Self {
        Self::at("/dev/input")
    }
}

impl Pads for Plugged {
    fn look(&mut self) {
        // Where nothing may be seen, there is nothing.
        let files = self.folder.read_dir().into_iter().flatten().flatten().map(|file| file.path());
        let events =
            files.filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"event")));
        let there: BTreeMap<PathBuf, Seen> = events.filter_map(|path| Some((path.clone(), seen(&path)?))).collect();
        for path in there.iter().filter(|(path, seen)| self.seen.get(*path) != Some(seen)).map(|(path, _)| path) {
            self.open.extend(open(path));
        }
        self.seen = there;
    }

    fn turns(&mut self, wait: Span) -> Vec<Turn> {
        let wait = wait.to_std();
        let wait = Timespec { tv_sec: wait.as_secs().cast_signed(), tv_nsec: i64::from(wait.subsec_nanos()) };
        let mut waiting: Vec<PollFd<'_>> = self.open.iter().map(|pad| PollFd::new(pad, PollFlags::IN)).collect();
        if poll(&mut waiting, Some(&wait)).is_err() {
            return Vec::new();
        }
        let mut turns = Vec::new();
        self.open.retain_mut(|pad| match pad.fetch_events() {
            Ok(events) => {
                turns.extend(events.filter_map(|event| match event.destructure() {
                    EventSummary::Key(_, code, value) => Some(Turn::Button { code: code.code(), value }),
                    EventSummary::AbsoluteAxis(_, code, value) => Some(Turn::Axis { code: code.0, value }),
                    _ => None,
                }));
                true
            }
            Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
        });
        turns
    }
}

/// What a file of a device is known by.
fn seen(path: &Path) -> Option<Seen> {
    let file = path.metadata().ok()?;
    Some((file.rdev(), file.ctime(), file.ctime_nsec()))
}

/// Opens a device if it is a pad. Most devices may not be opened, and those that are no pads are closed again.
fn open(path: &Path) -> Option<Device> {
    let device = Device::open(path).ok()?;
    let is_pad = device.supported_keys().is_some_and(|keys| keys.contains(KeyCode(pad::SOUTH)));
    if !is_pad {
        return None;
    }
    device.set_nonblocking(true).ok()?;
    log::info!("a game pad is there: {}", device.name().unwrap_or("without a name"));
    Some(device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[ignore = "makes a pad, for which the kernel's uinput has to be there and allowed"]
    fn a_pad_that_is_plugged_in_is_found_heard_and_forgotten() {
        use evdev::uinput::VirtualDevice;
        use evdev::{AttributeSet, InputEvent};
        let keys: AttributeSet<KeyCode> = [pad::SOUTH, 0x137].map(KeyCode).into_iter().collect();
        let mut pads = Plugged::default();
        pads.look();
        let before = pads.open.len();
        let mut made =
            VirtualDevice::builder().unwrap().name("Afterrun's pad").with_keys(&keys).unwrap().build().unwrap();
        for _ in 0..50 {
            std::thread::sleep(std::time::Duration::from_millis(50));
            pads.look();
            if pads.open.len() > before {
                break;
            }
        }
        assert_eq!(pads.open.len(), before + 1);
        made.emit(&[InputEvent::new(evdev::EventType::KEY.0, pad::SOUTH, 1)]).unwrap();
        assert_eq!(pads.turns(Span::secs(2)), [Turn::Button { code: pad::SOUTH, value: 1 }]);
        drop(made);
        for _ in 0..50 {
            pads.turns(Span::millis(50));
        }
        assert_eq!(pads.open.len(), before);
    }

    #[test]
    fn where_there_is_no_pad_nothing_moves() {
        let folder = tempfile::tempdir().unwrap();
        let mut pads = Plugged::at(folder.path().join("no/such"));
        pads.look();
        assert_eq!(pads.turns(Span::millis(1)), []);
        // What is no device, and what may not be opened, is no pad.
        std::fs::write(folder.path().join("event0"), "no device").unwrap();
        std::fs::write(folder.path().join("mouse0"), "no event").unwrap();
        let mut pads = Plugged::at(folder.path());
        pads.look();
        assert_eq!((pads.seen.len(), pads.open.len()), (1, 0));
        assert_eq!(pads.turns(Span::millis(1)), []);
    }
}
