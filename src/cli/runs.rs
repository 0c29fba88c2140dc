//! Writes out what files of watches and phones tell: a line for people or an object of JSON for programs. Judges no run.

use std::io::{self, Write};
use std::path::Path;

use chrono::SecondsFormat;
use serde::Serialize;

use crate::domain::activity::{Activity, Contents, Sport};
use crate::domain::run::{Distance, HeartRate};
use crate::domain::time::Span;
use crate::import::{self, Reading};
use crate::store::Store;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Run,
    Activity,
    Plan,
    Unreadable,
}

/// What one file tells, as other programs read it.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    file: String,
    kind: Kind,
    sport: Option<String>,
    start_utc: Option<String>,
    timer_s: Option<f64>,
    elapsed_s: Option<f64>,
    distance_m: Option<f64>,
    avg_hr: Option<u16>,
    /// How many activities are in it. The facts are those of the first run among them, else of the first.
    activities: usize,
    why: Option<String>,
}

impl Facts {
    /// What the file at `path` tells.
    pub fn of(path: &Path) -> Self {
        let file = path.display().to_string();
        let reading = match Store::bytes_at(path, import::MOST_BYTES) {
            Ok(bytes) => import::examine(&bytes),
            Err(error) => Reading { contents: Contents::Unusable(error.to_string()), damage: None },
        };
        let nothing = |kind, why| Self {
            file: file.clone(),
            kind,
            sport: None,
            start_utc: None,
            timer_s: None,
            elapsed_s: None,
            distance_m: None,
            avg_hr: None,
            activities: 0,
            why: Some(why),
        };
        match reading.contents {
            Contents::Plan(why) => nothing(Kind::Plan, why),
            Contents::Unusable(why) => nothing(Kind::Unreadable, why),
            Contents::Done(activities) => {
                let first = activities.iter().find(|activity| activity.sport.is_run()).or(activities.first());
                first.map_or_else(
                    || nothing(Kind::Unreadable, "there is no activity in this file; export the run again".to_owned()),
                    |first| Self::told(&file, first, activities.len(), reading.damage),
                )
            }
        }
    }

    fn told(file: &str, activity: &Activity, activities: usize, damage: Option<&str>) -> Self {
        let other = match &activity.sport {
            Sport::Run => None,
            Sport::Other(name) => Some(format!("this is no run, as the file calls it \"{name}\"")),
        };
        let why = [damage.map(str::to_owned), other].into_iter().flatten().collect::<Vec<_>>().join("; ");
        Self {
            file: file.to_owned(),
            kind: if activity.sport.is_run() { Kind::Run } else { Kind::Activity },
            sport: activity.sport_said.clone(),
            start_utc: Some(activity.start.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            timer_s: Some(activity.timer.as_secs_f64()),
            elapsed_s: Some(activity.elapsed.as_secs_f64()),
            distance_m: activity.distance.map(Distance::as_metres),
            avg_hr: activity.heart_rate.map(HeartRate::as_bpm),
            activities,
            why: Some(why).filter(|why| !why.is_empty()),
        }
    }

    /// Whether nothing could be read.
    pub fn is_unreadable(&self) -> bool {
        self.kind == Kind::Unreadable
    }

    /// The facts as one line of JSON.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        writeln!(out)
    }

    /// The facts as one line to read.
    pub fn line(&self, out: &mut dyn Write) -> io::Result<()> {
        let date = self.start_utc.as_ref().map(|start| start.replace('T', " ").replace('Z', " UTC"));
        let timer = self.timer_s.map(|secs| Span::secs(secs.round() as u64).to_string());
        let distance = self.distance_m.map(|metres| format!("{:.2} km", metres / 1000.0));
        let heart_rate = self.avg_hr.map(|rate| format!("{rate} bpm"));
        let more = (self.activities > 1).then(|| format!("the first of {} activities", self.activities));
        let sport = match self.kind {
            Kind::Run => Some("run".to_owned()),
            Kind::Activity => self.sport.clone(),
            Kind::Plan | Kind::Unreadable => None,
        };
        let said = [sport, date, distance, timer, heart_rate, more, self.why.clone()];
        let said: Vec<String> = said.into_iter().flatten().collect();
        writeln!(out, "{}: {}", self.file, said.join(", "))
    }
}
