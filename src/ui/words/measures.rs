//! How distances, paces and temperatures are said, in the units that are set. Text only.

use crate::domain::activity::Sport;
use crate::domain::journal::Celsius;
use crate::domain::run::{Distance, Run};
use crate::domain::settings::Units;
use crate::domain::time::Span;

/// A mile, in metres.
pub(super) const MILE: f64 = 1609.344;

/// A distance: `10.2 km`, `24 km`, `6.3 mi`.
#[must_use]
pub fn distance(distance: Distance, units: Units) -> String {
    let (whole, name) = match units {
        Units::Metric => (1000.0, "km"),
        Units::Imperial => (MILE, "mi"),
    };
    format!("{:.1} {name}", distance.as_metres() / whole)
}

/// The pace of a run: `5:07 /km`, `8:14 /mi`. `None` where distance or time is not known.
#[must_use]
pub fn pace(run: &Run, units: Units) -> Option<String> {
    let a_kilometre = run.pace()?.as_secs_f64();
    let (secs, name) = match units {
        Units::Metric => (a_kilometre, "km"),
        Units::Imperial => (a_kilometre * MILE / 1000.0, "mi"),
    };
    // A pace is rounded, not cut and not rounded up: it is no countdown.
    let secs = secs.round() as u64;
    Some(format!("{}:{:02} /{name}", secs / 60, secs % 60))
}

/// What a sport is called, where it is no run: `Cycling`, `Trail hike`.
#[must_use]
pub fn sport(sport: &Sport) -> Option<String> {
    match sport {
        Sport::Run => None,
        Sport::Other(name) => Some(super::sentence(&name.replace('_', " "))),
    }
}

/// That something was no run, where it was none: `This was cycling, not a run`.
#[must_use]
pub fn not_a_run(sport: &Sport) -> Option<String> {
    match sport {
        Sport::Run => None,
        Sport::Other(name) => Some(format!("This was {}, not a run", name.replace('_', " "))),
    }
}

/// How long a run took: `52:11`, `1:31:38`.
#[must_use]
pub fn run_time(time: Span) -> String {
    super::clock(Span::secs(time.as_secs_f64().round() as u64))
}

/// A temperature: `6 °C`, `43 °F`.
#[must_use]
pub fn temperature(celsius: Celsius, units: Units) -> String {
    let (degrees, name) = degrees(celsius, units);
    format!("{degrees} °{name}")
}

/// A temperature as a number and the letter of its scale.
#[must_use]
pub fn degrees(celsius: Celsius, units: Units) -> (i32, char) {
    let degrees = i32::from(celsius.as_degrees());
    match units {
        Units::Metric => (degrees, 'C'),
        Units::Imperial => ((f64::from(degrees) * 1.8 + 32.0).round() as i32, 'F'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_said_in_the_units_that_are_set() {
        let run = Run { distance: Distance::metres(10_200.0), time: Some(Span::secs(3131)), ..Run::default() };
        let far = run.distance.unwrap();
        assert_eq!((distance(far, Units::Metric), distance(far, Units::Imperial)), ("10.2 km".into(), "6.3 mi".into()));
        assert_eq!(pace(&run, Units::Metric).as_deref(), Some("5:07 /km"));
        assert_eq!(pace(&run, Units::Imperial).as_deref(), Some("8:14 /mi"));
        assert_eq!(pace(&Run::default(), Units::Metric), None);
        assert_eq!(run_time(Span::millis(3_131_400)), "52:11");
        let cold = Celsius::degrees(6).unwrap();
        assert_eq!(
            (temperature(cold, Units::Metric), temperature(cold, Units::Imperial)),
            ("6 °C".into(), "43 °F".into())
        );
    }
}
