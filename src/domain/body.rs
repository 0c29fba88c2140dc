//! Where it ached and how much: the words for the body map. Draws nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::side::Side;

/// A part of the body that runners feel. Each has a left and a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the parts")]
pub enum Part {
    Neck,
    Shoulder,
    UpperBack,
    LowBack,
    Groin,
    Hip,
    Glute,
    Thigh,
    Hamstring,
    ItBand,
    Knee,
    Shin,
    Calf,
    Ankle,
    Foot,
}

impl Part {
    /// Every one, from the head down.
    pub const ALL: [Self; 15] = [
        Self::Neck,
        Self::Shoulder,
        Self::UpperBack,
        Self::LowBack,
        Self::Groin,
        Self::Hip,
        Self::Glute,
        Self::Thigh,
        Self::Hamstring,
        Self::ItBand,
        Self::Knee,
        Self::Shin,
        Self::Calf,
        Self::Ankle,
        Self::Foot,
    ];
}

/// A part on one side, as the person feels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Left or right.
    pub side: Side,
    /// The part.
    pub part: Part,
}

/// How much a spot aches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ache {
    /// Noticed it.
    Mild,
    /// Felt it all the time.
    Sore,
    /// Sharp: nothing that loads it.
    Sharp,
}

impl Ache {
    /// Every one, from the least.
    pub const ALL: [Self; 3] = [Self::Mild, Self::Sore, Self::Sharp];

    /// What a click makes of a spot: nothing, mild, sore, sharp, nothing.
    #[must_use]
    pub const fn after(ache: Option<Self>) -> Option<Self> {
        match ache {
            None => Some(Self::Mild),
            Some(Self::Mild) => Some(Self::Sore),
            Some(Self::Sore) => Some(Self::Sharp),
            Some(Self::Sharp) => None,
        }
    }

    /// One step more; sharp stays sharp.
    #[must_use]
    pub const fn worse(self) -> Self {
        match self {
            Self::Mild => Self::Sore,
            Self::Sore | Self::Sharp => Self::Sharp,
        }
    }

    /// One step less; mild stays mild.
    #[must_use]
    pub const fn better(self) -> Self {
        match self {
            Self::Mild | Self::Sore => Self::Mild,
            Self::Sharp => Self::Sore,
        }
    }
}

/// How an ache of the last time is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Change {
    /// It is not there any more.
    Gone,
    /// Less.
    Better,
    /// As it was.
    Same,
    /// More.
    Worse,
}

impl Change {
    /// Every one, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Gone, Self::Better, Self::Same, Self::Worse];

    /// What is left of an ache of the last time.
    #[must_use]
    pub const fn of(self, before: Ache) -> Option<Ache> {
        match self {
            Self::Gone => None,
            Self::Better => Some(before.better()),
            Self::Same => Some(before),
            Self::Worse => Some(before.worse()),
        }
    }
}

/// What is said of one spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Told")]
pub enum Report {
    /// It aches.
    Aches(Ache),
    /// It ached the last time; this is what became of it. `Gone` comes without an ache, the others with the one that is left:
    /// what a file says otherwise is refused.
    Asked(Change, Option<Ache>),
}

/// A report as a file says it, which may contradict itself.
#[derive(Deserialize)]
#[serde(rename = "Report")]
enum Told {
    Aches(Ache),
    Asked(Change, Option<Ache>),
}

impl TryFrom<Told> for Report {
    type Error = &'static str;

    fn try_from(told: Told) -> Result<Self, Self::Error> {
        match told {
            Told::Aches(ache) => Ok(Self::Aches(ache)),
            Told::Asked(Change::Gone, Some(_)) => Err("what is gone does not ache; write `Asked(Gone, None)`"),
            Told::Asked(Change::Gone, None) => Ok(Self::Asked(Change::Gone, None)),
            Told::Asked(change, Some(ache)) => Ok(Self::Asked(change, Some(ache))),
            Told::Asked(_, None) => {
                Err("what is not gone aches still; say how much, such as `Asked(Better, Some(Mild))`")
            }
        }
    }
}

impl Report {
    /// The answer to how an ache of the last time is now.
    #[must_use]
    pub const fn answer(change: Change, before: Ache) -> Self {
        Self::Asked(change, change.of(before))
    }

    /// How much it aches now.
    #[must_use]
    pub const fn ache(self) -> Option<Ache> {
        match self {
            Self::Aches(ache) => Some(ache),
            Self::Asked(_, ache) => ache,
        }
    }

    /// What became of an ache of the last time, if that was asked.
    #[must_use]
    pub const fn change(self) -> Option<Change> {
        match self {
            Self::Aches(_) => None,
            Self::Asked(change, _) => Some(change),
        }
    }
}

/// What is said of the whole body: the spots that ache, and those that ached the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(BTreeMap<Spot, Report>);

impl Body {
    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said of a spot.
    #[must_use]
    pub fn report(&self, spot: Spot) -> Option<Report> {
        self.0.get(&spot).copied()
    }

    /// How much a spot aches.
    #[must_use]
    pub fn ache(&self, spot: Spot) -> Option<Ache> {
        self.report(spot).and_then(Report::ache)
    }

    /// Every spot that something is said of.
    pub fn reports(&self) -> impl Iterator<Item = (Spot, Report)> + '_ {
        self.0.iter().map(|(spot, report)| (*spot, *report))
    }

    /// Every spot that aches.
    pub fn aches(&self) -> impl Iterator<Item = (Spot, Ache)> + '_ {
        self.reports().filter_map(|(spot, report)| Some((spot, report.ache()?)))
    }

    /// Says how much a spot aches. What was answered of it before gives way.
    pub fn set(&mut self, spot: Spot, ache: Option<Ache>) {
        match ache {
            Some(ache) => drop(self.0.insert(spot, Report::Aches(ache))),
            None => drop(self.0.remove(&spot)),
        }
    }

    /// Answers how a spot is now that ached like `before` the last time. The same answer twice takes it back.
    pub fn answer(&mut self, spot: Spot, before: Ache, change: Change) {
        let report = Report::answer(change, before);
        if self.report(spot) == Some(report) {
            self.0.remove(&spot);
        } else {
            self.0.insert(spot, report);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALF: Spot = Spot { side: Side::Left, part: Part::Calf };

    #[test]
    fn clicks_go_through_mild_sore_and_sharp_to_nothing() {
        let mut ache = None;
        let mut seen = Vec::new();
        for _ in 0..4 {
            ache = Ache::after(ache);
            seen.push(ache);
        }
        assert_eq!(seen, [Some(Ache::Mild), Some(Ache::Sore), Some(Ache::Sharp), None]);
    }

    #[test]
    fn an_answer_says_what_is_left_and_a_click_overrules_it() {
        let mut body = Body::default();
        body.answer(CALF, Ache::Sore, Change::Better);
        assert_eq!(body.ache(CALF), Some(Ache::Mild));
        body.answer(CALF, Ache::Sore, Change::Gone);
        assert_eq!((body.ache(CALF), body.is_empty()), (None, false));
        body.set(CALF, Some(Ache::Sharp));
        assert_eq!(body.report(CALF), Some(Report::Aches(Ache::Sharp)));
        body.answer(CALF, Ache::Sore, Change::Worse);
        assert_eq!(body.ache(CALF), Some(Ache::Sharp));
        body.answer(CALF, Ache::Sore, Change::Worse);
        assert!(body.is_empty());
    }
}
