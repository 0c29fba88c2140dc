//! Cuts FIT bytes into messages, as the definitions in them say. Knows no message but by the fields that are looked for.

use super::profile;

/// Where a field lies in a message, and how it is written.
#[derive(Clone, Copy, Debug)]
struct Slot {
    offset: u16,
    size: u8,
    base: u8,
}

/// How messages of one local number are written.
#[derive(Clone, Debug)]
struct Definition {
    global: u16,
    big_endian: bool,
    size: usize,
    /// For each field that is looked for, in their order. Found once here, since a message may have 255 fields of no size and
    /// follow a million times.
    slots: [Option<Slot>; profile::MOST_FIELDS],
}

/// One message.
pub(super) struct Message<'a> {
    /// What it is about.
    pub global: u16,
    data: &'a [u8],
    big_endian: bool,
    slots: [Option<Slot>; profile::MOST_FIELDS],
    compressed: Option<u32>,
}

/// The messages of one file.
pub(super) struct Wire<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    /// What lies behind the file.
    behind: &'a [u8],
    definitions: [Option<Definition>; 16],
    /// The last time, which compressed ones count on from.
    last: Option<u32>,
    whole: bool,
}

impl<'a> Wire<'a> {
    /// The file that begins with `bytes`, whatever its checksums say.
    pub fn new(bytes: &'a [u8]) -> Self {
        const CHECKSUM: usize = 2;
        let header = bytes.first().map_or(0, |size| usize::from(*size)).max(12);
        let size = match bytes.get(4..8) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        };
        let promised = header.saturating_add(size);
        // A watch that lost power while it wrote has never filled in the size.
        let end = if size == 0 { bytes.len() } else { promised.min(bytes.len()) };
        let behind = bytes.get(promised.saturating_add(CHECKSUM)..).unwrap_or_default();
        let behind = if size == 0 { &[] } else { behind };
        let whole = size > 0 && promised <= bytes.len();
        Self { bytes, at: header, end, behind, definitions: Default::default(), last: None, whole }
    }

    /// Whether everything was there so far, and understood.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// What lies behind this file: the next one of a chain.
    pub const fn behind(&self) -> &'a [u8] {
        self.behind
    }

    /// Reads no further, as there is no room for more.
    pub const fn stop(&mut self) {
        self.whole = false;
        self.at = self.end;
    }

    /// The next message; `None` at the end, and at anything that can't be understood, since nothing behind it can be.
    pub fn next(&mut self) -> Option<Message<'a>> {
        while self.at < self.end {
            let header = self.bytes[self.at];
            self.at += 1;
            let read = match header {
                0x80.. => self.data((header >> 5) & 0b11, Some(header & 0b1_1111)).map(Some),
                0x40.. => self.define(header).map(|()| None),
                _ => self.data(header & 0b1111, None).map(Some),
            };
            match read {
                Some(Some(message)) => return Some(message),
                Some(None) => {}
                None => self.stop(),
            }
        }
        None
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let taken = self.bytes[..self.end].get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(taken)
    }

    fn define(&mut self, header: u8) -> Option<()> {
        let &[_, order, one, two, fields] = self.take(5)? else { return None };
        let big_endian = order == 1;
        let global = if big_endian { u16::from_be_bytes([one, two]) } else { u16::from_le_bytes([one, two]) };
        let wanted = profile::fields(global);
        let mut slots = [None; profile::MOST_FIELDS];
        // 255 fields of 255 bytes are no more than this counts to; 255 more of an app are counted below.
        let mut offset: u16 = 0;
        for field in self.take(usize::from(fields) * 3)?.chunks_exact(3) {
            let size = field[1];
            if let Some(at) = wanted.iter().position(|number| *number == field[0]) {
                slots[at] = Some(Slot { offset, size, base: field[2] });
            }
            offset += u16::from(size);
        }
        let mut size = usize::from(offset);
        if header & 0x20 != 0 {
            // Fields that apps have added to the watch's. They are passed over.
            let &[fields] = self.take(1)? else { return None };
            size +=
                self.take(usize::from(fields) * 3)?.chunks_exact(3).map(|field| usize::from(field[1])).sum::<usize>();
        }
        self.definitions[usize::from(header & 0b1111)] = Some(Definition { global, big_endian, size, slots });
        Some(())
    }

    fn data(&mut self, local: u8, compressed: Option<u8>) -> Option<Message<'a>> {
        let definition = self.definitions[usize::from(local)].as_ref()?;
        let (global, big_endian, slots, size) =
            (definition.global, definition.big_endian, definition.slots, definition.size);
        let data = self.take(size)?;
        let compressed = compressed.and_then(|low| self.last.map(|last| later(last, low)));
        let message = Message { global, data, big_endian, slots, compressed };
        self.last = message.timestamp().or(self.last);
        Some(message)
    }
}

/// The time of which only the five lowest bits are written: the first that is not before the last one.
const fn later(last: u32, low: u8) -> u32 {
    last.wrapping_add((low as u32).wrapping_sub(last) & 0b1_1111)
}

impl Message<'_> {
    /// When it was, in the format's seconds.
    pub fn timestamp(&self) -> Option<u32> {
        self.compressed.or(self.long(profile::field::TIMESTAMP))
    }

    /// A field of one byte.
    pub fn byte(&self, field: u8) -> Option<u8> {
        self.integer(field).and_then(|value| value.try_into().ok())
    }

    /// A field of up to four bytes.
    pub fn long(&self, field: u8) -> Option<u32> {
        self.integer(field).and_then(|value| value.try_into().ok())
    }

    /// The same for one that may be negative.
    pub fn signed(&self, field: u8) -> Option<i32> {
        self.integer(field).and_then(|value| value.try_into().ok())
    }

    /// The field's value, the first of several; `None` where it is not there, not a whole number, or says that it says nothing.
    fn integer(&self, field: u8) -> Option<i64> {
        let at = profile::fields(self.global).iter().position(|number| *number == field)?;
        let slot = self.slots[at]?;
        let bytes = self.data.get(usize::from(slot.offset)..)?.get(..usize::from(slot.size))?;
        let (width, signed, nothing_is_zero) = match slot.base & 0x1f {
            0x00 | 0x02 | 0x0d => (1, false, false),
            0x01 => (1, true, false),
            0x03 => (2, true, false),
            0x04 => (2, false, false),
            0x05 => (4, true, false),
            0x06 => (4, false, false),
            0x0a => (1, false, true),
            0x0b => (2, false, true),
            0x0c => (4, false, true),
            _ => return None,
        };
        let bytes = bytes.get(..width)?;
        let push = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        let value = if self.big_endian { bytes.iter().fold(0, push) } else { bytes.iter().rev().fold(0, push) };
        let unused = 32 - 8 * width as u32;
        let nothing = match (nothing_is_zero, signed) {
            (true, _) => 0,
            (_, true) => i32::MAX as u32 >> unused,
            (_, false) => u32::MAX >> unused,
        };
        if value == nothing {
            return None;
        }
        // Moved to the top and back, the sign fills the rest.
        Some(if signed { i64::from((value << unused).cast_signed() >> unused) } else { i64::from(value) })
    }
}

#[cfg(test)]
mod tests {
    use super::later;

    #[test]
    fn compressed_times_count_on_from_the_last_one() {
        assert_eq!(later(1000, 8), 1000);
        assert_eq!(later(1000, 9), 1001);
        assert_eq!(later(1000, 7), 1031);
        assert_eq!(later(31, 0), 32);
        assert_eq!(later(u32::MAX, 0), 0);
    }
}
