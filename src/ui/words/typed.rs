//! What is typed of a run, in the units that are set: distances, times, heart rates, temperatures. Reads only; nothing typed is
//! nothing known.

use super::measures::MILE;
use crate::domain::journal::Celsius;
use crate::domain::run::{Distance, HeartRate};
use crate::domain::said;
use crate::domain::settings::Units;
use crate::domain::shown::shown;
use crate::domain::time::Span;

/// What is read: something, nothing, or a sentence that says how to write it.
type Read<T> = Result<Option<T>, String>;

/// A distance: `10.2`, `10,2 km`, `6.3 mi`, `5000 m`. A number alone is in the units that are set.
///
/// # Errors
/// A sentence that says how to write it.
pub fn distance(text: &str, units: Units) -> Read<Distance> {
    let example = match units {
        Units::Metric => "10.2 km",
        Units::Imperial => "6.3 mi",
    };
    let read = |number: f64, unit: &str| {
        let whole = match (unit, units) {
            ("km" | "k" | "kilometre" | "kilometres" | "kilometer" | "kilometers", _) | ("", Units::Metric) => 1000.0,
            ("mi" | "mile" | "miles", _) | ("", Units::Imperial) => MILE,
            ("m" | "metre" | "metres" | "meter" | "meters", _) => 1.0,
            _ => return None,
        };
        Distance::metres(number * whole)
    };
    let found =
        amount(text, read, || format!("\"{}\" is not a distance; write it like {example}", shown(text.trim())))?;
    Ok(found.filter(|distance| !distance.is_zero()))
}

/// The time of a run: `52:11`, `1:31:38`, `52m`. A number alone is minutes: nobody runs for 52 seconds.
///
/// # Errors
/// A sentence that says how to write it.
pub fn time(text: &str) -> Read<Span> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let minutes = if is_number { format!("{text} min") } else { text.to_owned() };
    let wrong = || format!("\"{}\" is not the time of a run; write it like 52:11 or 52m", shown(text));
    let time = said::span(&minutes).map_err(|_| wrong())?;
    Ok(Some(time).filter(|time| !time.is_zero()))
}

/// A heart rate: `148`, `148 bpm`.
///
/// # Errors
/// A sentence that says how to write it.
pub fn heart_rate(text: &str) -> Read<HeartRate> {
    let read = |number: f64, unit: &str| matches!(unit, "" | "bpm" | "/min").then(|| HeartRate::bpm(number)).flatten();
    amount(text, read, || format!("\"{}\" is not a heart rate; write beats a minute, like 148", shown(text.trim())))
}

/// A temperature: `6`, `-3 °C`, `43 F`. A number alone is in the units that are set.
///
/// # Errors
/// A sentence that says how to write it.
pub fn temperature(text: &str, units: Units) -> Read<Celsius> {
    let example = match units {
        Units::Metric => "6 or 43 °F",
        Units::Imperial => "43 or 6 °C",
    };
    let read = |number: f64, unit: &str| {
        let degrees = match (unit, units) {
            ("c" | "°c", _) | ("" | "°", Units::Metric) => number,
            ("f" | "°f", _) | ("" | "°", Units::Imperial) => (number - 32.0) / 1.8,
            _ => return None,
        };
        (degrees.abs() < 1000.0).then(|| Celsius::degrees(degrees.round() as i32)).flatten()
    };
    amount(text, read, || format!("\"{}\" is no weather to run in; write it like {example}", shown(text.trim())))
}

/// The temperature that lies some degrees Celsius away. Nothing is known yet: where it is mild.
#[must_use]
pub fn warmer(from: Option<Celsius>, steps: isize) -> Option<Celsius> {
    /// Where stepping begins.
    const MILD: i32 = 10;
    let Some(from) = from else { return Celsius::degrees(MILD) };
    let (least, most) = (i32::from(*Celsius::RANGE.start()), i32::from(*Celsius::RANGE.end()));
    let steps = i32::try_from(steps).unwrap_or_default();
    Celsius::degrees(i32::from(from.as_degrees()).saturating_add(steps).clamp(least, most))
}

/// A number and its unit, in lower case, read by `read`; nothing for no text at all.
fn amount<T>(text: &str, read: impl Fn(f64, &str) -> Option<T>, wrong: impl Fn() -> String) -> Read<T> {
    let plain = text.trim().to_lowercase().replace(',', ".").replace('−', "-");
    if plain.is_empty() {
        return Ok(None);
    }
    let unit_at = plain.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(plain.len());
    let (number, unit) = plain.split_at(unit_at);
    let number = number.parse::<f64>().ok().filter(|number| number.is_finite());
    number.and_then(|number| read(number, unit.trim())).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn distances_are_read_as_people_write_them() {
        let metres = |text, units| distance(text, units).map(|found| found.map(Distance::as_metres));
        for text in ["10.2", "10,2 km", " 10.2km ", "10.2 K", "10200 m"] {
            assert_eq!(metres(text, Units::Metric), Ok(Some(10_200.0)), "{text}");
        }
        assert_eq!(metres("6.3 mi", Units::Metric), Ok(Some(10_138.87)));
        assert_eq!(metres("6.3", Units::Imperial), Ok(Some(10_138.87)));
        assert_eq!(metres("10 km", Units::Imperial), Ok(Some(10_000.0)));
        assert_eq!((metres("  ", Units::Metric), metres("0", Units::Metric)), (Ok(None), Ok(None)));
        let wrong = "\"far\" is not a distance; write it like 6.3 mi".to_owned();
        assert_eq!(metres("far", Units::Imperial), Err(wrong));
        for text in ["-3", "10.2.3", "5 h", "1e9", "5000", "."] {
            assert!(metres(text, Units::Metric).is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, secs) in [("52:11", 3131), ("1:31:38", 5498), ("52m", 3120), ("52", 3120), ("1h 5m", 3900)] {
            assert_eq!(time(text), Ok(Some(Span::secs(secs))), "{text}");
        }
        assert_eq!((time(""), time("0:00")), (Ok(None), Ok(None)));
        assert_eq!(time("long").unwrap_err(), "\"long\" is not the time of a run; write it like 52:11 or 52m");
        assert!(time("52:99").is_err() && time("9999").is_err());
    }

    #[test]
    fn heart_rates_and_temperatures_are_read_too() {
        assert_eq!(heart_rate("148 bpm"), Ok(HeartRate::bpm(148.0)));
        assert_eq!(heart_rate(""), Ok(None));
        assert!(heart_rate("900").is_err() && heart_rate("fast").is_err());
        let six = Celsius::degrees(6);
        for (text, units) in
            [("6", Units::Metric), ("6 °C", Units::Imperial), ("43", Units::Imperial), ("43f", Units::Metric)]
        {
            assert_eq!(temperature(text, units), Ok(six), "{text}");
        }
        assert_eq!(temperature("−3", Units::Metric), Ok(Celsius::degrees(-3)));
        assert!(temperature("warm", Units::Metric).is_err() && temperature("80", Units::Metric).is_err());
        assert_eq!(warmer(six, -2), Celsius::degrees(4));
        assert_eq!(warmer(Celsius::degrees(60), 5), Celsius::degrees(60));
    }

    proptest! {
        #[test]
        fn typing_anything_is_answered(text in ".{0,30}") {
            let _ = (distance(&text, Units::Metric), time(&text), heart_rate(&text), temperature(&text, Units::Imperial));
        }
    }
}
