//! Walks through XML by the local names of its elements. Knows what is called how, and nothing of what it means.
//!
//! Prefixes differ from writer to writer, and one is used without being declared, so namespaces are not asked for. What a
//! document type defines is never expanded.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::text::{self, LONGEST_WORD};

/// Files of watches are eight deep. Deeper ones are made to harm.
const DEEPEST: usize = 64;

/// The most pieces that a file is cut into: a day and a night of points have a third of that. A file of nothing but `&` has more.
const MOST_PIECES: usize = 12_000_000;

/// More attributes than any element has.
const MOST_ATTRIBUTES: usize = 64;

/// The elements that mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    // GPX
    Trk,
    TrkSeg,
    TrkPt,
    RtePt,
    Wpt,
    Type,
    Hr,
    // TCX
    Activity,
    Course,
    Workout,
    Id,
    Lap,
    TotalTimeSeconds,
    DistanceMeters,
    AverageHeartRateBpm,
    HeartRateBpm,
    Value,
    Track,
    Trackpoint,
    LatitudeDegrees,
    LongitudeDegrees,
    // Both
    Time,
    /// Any other.
    Other,
}

fn name(local: &[u8]) -> Name {
    match local {
        b"trk" => Name::Trk,
        b"trkseg" => Name::TrkSeg,
        b"trkpt" => Name::TrkPt,
        b"rtept" => Name::RtePt,
        b"wpt" => Name::Wpt,
        b"type" => Name::Type,
        b"hr" | b"HR" | b"heartrate" | b"heartRate" | b"HeartRate" => Name::Hr,
        b"Activity" => Name::Activity,
        b"Course" => Name::Course,
        b"Workout" => Name::Workout,
        b"Id" => Name::Id,
        b"Lap" => Name::Lap,
        b"TotalTimeSeconds" => Name::TotalTimeSeconds,
        b"DistanceMeters" => Name::DistanceMeters,
        b"AverageHeartRateBpm" => Name::AverageHeartRateBpm,
        b"HeartRateBpm" => Name::HeartRateBpm,
        b"Value" => Name::Value,
        b"Track" => Name::Track,
        b"Trackpoint" => Name::Trackpoint,
        b"LatitudeDegrees" => Name::LatitudeDegrees,
        b"LongitudeDegrees" => Name::LongitudeDegrees,
        b"time" | b"Time" => Name::Time,
        _ => Name::Other,
    }
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// What the attribute of this local name says; `None` where it says nothing, or too much for what is looked for here.
    pub fn get(&self, wanted: &[u8]) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .take(MOST_ATTRIBUTES)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == wanted)?;
        let word = text::word(&found.value[..found.value.len().min(LONGEST_WORD)])?;
        Some(unescape(&word).map_or_else(|_| word.clone(), std::borrow::Cow::into_owned))
    }
}

/// Who is told of the elements. A path is that of the element, from the root, and ends with it.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, path: &[Name], attributes: &Attributes<'_>);

    /// An element ends. `text` is what stands in it behind its last child, up to [`LONGEST_WORD`] bytes.
    fn close(&mut self, path: &[Name], text: &[u8]);

    /// Whether there is room for more.
    fn has_room(&self) -> bool;
}

fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().allow_dangling_amp = true;
    reader
}

/// The local name of the first element, or nothing where there is none.
pub(super) fn root(bytes: &[u8]) -> Vec<u8> {
    let mut reader = reader(bytes);
    for _ in 0..MOST_PIECES {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let name = start.local_name().into_inner();
                return name[..name.len().min(LONGEST_WORD)].to_vec();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Vec::new()
}

/// Tells the visitor of every element. False where the text is damaged, is cut off, or holds more than there is room for: the
/// visitor was told of everything before that, and of no element's end that is not there.
pub(super) fn walk(bytes: &[u8], visitor: &mut impl Visitor) -> bool {
    let mut reader = reader(bytes);
    let mut path: Vec<Name> = Vec::new();
    let mut text: Vec<u8> = Vec::new();
    let add = |text: &mut Vec<u8>, more: &[u8]| {
        let room = LONGEST_WORD - text.len().min(LONGEST_WORD);
        text.extend_from_slice(&more[..more.len().min(room)]);
    };
    let mut pieces = 0;
    while visitor.has_room() && pieces < MOST_PIECES {
        pieces += 1;
        let Ok(event) = reader.read_event() else { return false };
        match event {
            Event::Start(start) => {
                if path.len() == DEEPEST {
                    return false;
                }
                path.push(name(start.local_name().into_inner()));
                visitor.open(&path, &Attributes(&start));
                text.clear();
            }
            Event::Empty(empty) => {
                path.push(name(empty.local_name().into_inner()));
                visitor.open(&path, &Attributes(&empty));
                visitor.close(&path, &[]);
                path.pop();
                text.clear();
            }
            Event::End(_) => {
                visitor.close(&path, &text);
                path.pop();
                text.clear();
            }
            Event::Text(more) => add(&mut text, &more),
            Event::CData(more) => add(&mut text, &more),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = std::str::from_utf8(&reference).ok().and_then(resolve_predefined_entity);
                add(&mut text, letter.as_deref().or(known).unwrap_or_default().as_bytes());
            }
            // What stands behind the root, such as the rest of another file, is no part of it.
            Event::Eof => return path.is_empty(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    false
}
