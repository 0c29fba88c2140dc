//! What a runner can be asked to do: the entries of the catalogue. Knows nothing of routines or of pictures.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::dose::{Dose, Tempo};
use super::figure::FigureId;
use super::side::{SideWord, Sides};
use super::time::Span;
use super::word::{Word, Words};

/// Names an exercise: lower case words joined by hyphens, such as `runners-lunge`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExerciseId(Word);

impl ExerciseId {
    /// The id with this text.
    pub fn new(id: impl Into<Word>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Has it share its text with others that are the same.
    pub fn share(&mut self, words: &mut Words) {
        words.share(&mut self.0);
    }
}

impl fmt::Display for ExerciseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an exercise is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Makes stronger.
    Strength,
    /// Lengthens.
    Stretch,
    /// On the foam roller.
    Roll,
    /// Rehydrate, refuel, journal.
    Care,
}

/// What works, is stretched or is rolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the muscles")]
pub enum Muscle {
    Feet,
    Ankles,
    Shins,
    Calves,
    Quads,
    Hamstrings,
    OuterThigh,
    HipFlexors,
    Glutes,
    Groin,
    Core,
    LowBack,
    UpperBack,
    Chest,
    Shoulders,
    Arms,
    Neck,
}

impl Muscle {
    /// Every one, from the feet up.
    pub const ALL: [Self; 17] = [
        Self::Feet,
        Self::Ankles,
        Self::Shins,
        Self::Calves,
        Self::Quads,
        Self::Hamstrings,
        Self::OuterThigh,
        Self::HipFlexors,
        Self::Glutes,
        Self::Groin,
        Self::Core,
        Self::LowBack,
        Self::UpperBack,
        Self::Chest,
        Self::Shoulders,
        Self::Arms,
        Self::Neck,
    ];
}

/// One entry of the catalogue: everything there is to know about an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// What routines call it.
    pub id: ExerciseId,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// How it deals with left and right, unless a step says otherwise.
    pub sides: Sides,
    /// What "left" is said of.
    #[serde(default)]
    pub side_word: SideWord,
    /// What works, most important first.
    pub muscles: Vec<Muscle>,
    /// The one line shown while doing it.
    pub cue: String,
    /// What should be felt, and where.
    pub feel: String,
    /// What goes wrong most often.
    #[serde(default)]
    pub mistakes: Vec<String>,
    /// How to make it easier.
    pub easier: String,
    /// How to make it harder.
    pub harder: String,
    /// When to ease off.
    pub stop: String,
    /// The figure that shows it.
    pub figure: FigureId,
    /// Where a runner starts.
    pub dose: Dose,
    /// Where the dose grows to.
    pub goal: Dose,
    /// The pace of reps; without meaning for holds.
    #[serde(default)]
    pub tempo: Tempo,
}

impl Exercise {
    /// An exercise that nobody has said anything of yet but its name and kind. What is usual for its kind stands for the rest.
    #[must_use]
    pub fn new(id: ExerciseId, name: &str, kind: Kind) -> Self {
        let half_a_minute = Dose::Hold(Span::secs(30));
        let minute = Dose::Open(Span::secs(60));
        let (figure, sides, dose, goal) = match kind {
            Kind::Strength => ("squat", Sides::Both, Dose::Reps(6), Dose::Reps(10)),
            Kind::Stretch => ("standing-calf", Sides::Each, half_a_minute, half_a_minute),
            Kind::Roll => ("roll-calves", Sides::Both, half_a_minute, half_a_minute),
            Kind::Care => ("journal", Sides::Both, minute, minute),
        };
        Self {
            id,
            name: name.to_owned(),
            kind,
            sides,
            side_word: SideWord::default(),
            muscles: Vec::new(),
            cue: String::new(),
            feel: String::new(),
            mistakes: Vec::new(),
            easier: String::new(),
            harder: String::new(),
            stop: String::new(),
            figure: FigureId::new(figure),
            dose,
            goal,
            tempo: Tempo::default(),
        }
    }
}

/// Every exercise that routines can name: the bundled ones and the person's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    bundled: BTreeMap<ExerciseId, Exercise>,
    own: BTreeMap<ExerciseId, Exercise>,
}

impl Catalogue {
    /// A catalogue of the exercises that come with Afterrun, and no others.
    pub fn new(bundled: impl IntoIterator<Item = Exercise>) -> Self {
        Self { bundled: by_id(bundled), own: BTreeMap::new() }
    }

    /// The same catalogue with these as the person's own exercises. One with the id of a bundled one takes its place.
    #[must_use]
    pub fn with_own(mut self, own: impl IntoIterator<Item = Exercise>) -> Self {
        self.own = by_id(own);
        self
    }

    /// The exercise with this id.
    #[must_use]
    pub fn get(&self, id: &ExerciseId) -> Option<&Exercise> {
        self.own.get(id).or_else(|| self.bundled.get(id))
    }

    /// Whether an exercise is the person's own.
    #[must_use]
    pub fn is_own(&self, id: &ExerciseId) -> bool {
        self.own.contains_key(id)
    }

    /// All exercises: the person's own first, then the others, each in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Exercise> {
        let others = self.bundled.values().filter(|exercise| !self.is_own(&exercise.id));
        self.own.values().chain(others)
    }

    /// The id most like `id`, for "did you mean"; `None` when nothing is close.
    #[must_use]
    pub fn nearest(&self, id: &ExerciseId) -> Option<&ExerciseId> {
        let known = || self.iter().map(|exercise| &exercise.id);
        nearest(id.as_str(), known().map(ExerciseId::as_str))
            .and_then(|found| known().find(|known| known.as_str() == found))
    }
}

fn by_id(exercises: impl IntoIterator<Item = Exercise>) -> BTreeMap<ExerciseId, Exercise> {
    exercises.into_iter().map(|exercise| (exercise.id.clone(), exercise)).collect()
}

/// The candidate most like `wrong`, when one is like enough that a slip of the finger explains it.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this likeness (0 to 1) a suggestion confuses more than it helps. Found by trying misspelt ids.
    const LIKE_ENOUGH: f64 = 0.75;
    /// Nobody slips so often; and likeness takes long to find in what is long.
    const LONGEST: usize = 100;
    if wrong.len() > LONGEST {
        return None;
    }
    let wrong = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&wrong, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_exercise() {
        let known = ["squat", "half-split", "standing-quad", "standing-calf"];
        assert_eq!(nearest("squats", known), Some("squat"));
        assert_eq!(nearest("Halfsplit", known), Some("half-split"));
        assert_eq!(nearest("standing-claf", known), Some("standing-calf"));
        assert_eq!(nearest("xylophone", known), None);
    }
}
