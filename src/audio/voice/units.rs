//! Units as they are written after numbers, and as they are said. Knows nothing else of a text.

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// As it is written, in lower case.
    written: &'static str,
    /// As it is said after 1.
    pub(super) one: &'static str,
    /// As it is said after every other number.
    pub(super) many: &'static str,
}

const fn unit(written: &'static str, one: &'static str, many: &'static str) -> Unit {
    Unit { written, one, many }
}

/// The units of a clock: hours, minutes and seconds.
pub(super) const CLOCK: [Unit; 3] =
    [unit("h", "hour", "hours"), unit("m", "minute", "minutes"), unit("s", "second", "seconds")];

const METERS: Unit = unit("m", "meter", "meters");

/// What else runners write. The voice is American, and so are its words.
const UNITS: [Unit; 24] = [
    unit("sec", "second", "seconds"),
    unit("secs", "second", "seconds"),
    unit("min", "minute", "minutes"),
    unit("mins", "minute", "minutes"),
    unit("hr", "hour", "hours"),
    unit("hrs", "hour", "hours"),
    unit("mm", "millimeter", "millimeters"),
    unit("cm", "centimeter", "centimeters"),
    unit("km", "kilometer", "kilometers"),
    unit("mi", "mile", "miles"),
    unit("ft", "foot", "feet"),
    unit("g", "gram", "grams"),
    unit("kg", "kilogram", "kilograms"),
    unit("lb", "pound", "pounds"),
    unit("lbs", "pound", "pounds"),
    unit("ml", "milliliter", "milliliters"),
    unit("l", "liter", "liters"),
    unit("kph", "kilometer per hour", "kilometers per hour"),
    unit("mph", "mile per hour", "miles per hour"),
    unit("bpm", "beat per minute", "beats per minute"),
    unit("%", "percent", "percent"),
    unit("°", "degree", "degrees"),
    unit("x", "time", "times"),
    unit("×", "time", "times"),
];

/// The most that "m" can mean in minutes: "90 m" is an hour and a half, "100 m" a stride.
const LONGEST_IN_MINUTES: u32 = 90;

/// The unit written as `written` after the number `digits` (empty after a fraction). After a space, a capital or "L" alone is no unit.
pub(super) fn find(written: &str, digits: &str, spaced: bool) -> Option<Unit> {
    // "3 L" is a side, and "5 S" nothing that anybody writes.
    if spaced && (written == "l" || written.chars().next().is_some_and(|sign| sign.is_ascii_uppercase())) {
        return None;
    }
    let lower = written.to_lowercase();
    let minutes = digits.parse().is_ok_and(|number: u32| number <= LONGEST_IN_MINUTES);
    if lower == "m" && !minutes {
        return Some(METERS);
    }
    CLOCK.iter().chain(&UNITS).find(|unit| unit.written == lower).copied()
}
