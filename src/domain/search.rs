//! Finds exercises by a few letters: of their name, what they are for or what works. Knows no window.

use super::exercise::{Catalogue, Exercise, Kind, Muscle};

/// How well something fits what is looked for; the better, the earlier.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Fit {
    /// Its name starts like it.
    NameStarts,
    /// Words of its name start like it.
    WordStarts,
    /// It is somewhere in the name.
    InName,
    /// It is said of it: a muscle, a kind.
    Said,
    /// Its name is like it, this much unlike: 0 to 1.
    Like(f64),
}

/// The exercises that fit, best first, and those that fit alike by name. All of them where nothing is looked for.
#[must_use]
pub fn find<'a>(catalogue: &'a Catalogue, query: &str) -> Vec<&'a Exercise> {
    ranked(catalogue.iter(), query, |exercise| (exercise.name.clone(), words(exercise)))
}

/// Those of `items` that fit, best first. `named` gives the name of an item and the other words it is found by.
pub fn ranked<T>(items: impl IntoIterator<Item = T>, query: &str, named: impl Fn(&T) -> (String, String)) -> Vec<T> {
    let query = plain(query);
    let mut found: Vec<(Fit, String, T)> = items
        .into_iter()
        .filter_map(|item| {
            let (name, words) = named(&item);
            let name = plain(&name);
            fit(&query, &name, &plain(&words)).map(|fit| (fit, name, item))
        })
        .collect();
    found.sort_by(|(a, a_name, _), (b, b_name, _)| {
        a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal).then_with(|| a_name.cmp(b_name))
    });
    found.into_iter().map(|(_, _, item)| item).collect()
}

/// How well a name, and the other words that are said of it, fit; all three as [`plain`] gives them.
fn fit(query: &str, name: &str, said: &str) -> Option<Fit> {
    let starts = |text: &str, part: &str| text.split(' ').any(|word| word.starts_with(part));
    let every = |text: &str| query.split(' ').all(|part| starts(text, part));
    if name.starts_with(query) {
        Some(Fit::NameStarts)
    } else if every(name) {
        Some(Fit::WordStarts)
    } else if name.contains(query) || name.replace(' ', "").contains(&query.replace(' ', "")) {
        Some(Fit::InName)
    } else if query.split(' ').all(|part| starts(name, part) || starts(said, part)) {
        Some(Fit::Said)
    } else {
        like(query, name)
    }
}

/// Whether a slip of the finger explains the difference from the name, or from as many of its words.
fn like(query: &str, name: &str) -> Option<Fit> {
    /// Below this likeness (0 to 1) what is found surprises. Found by trying misspelt names.
    const ENOUGH: f64 = 0.88;
    /// Of fewer letters, everything is like everything.
    const SHORTEST: usize = 3;
    /// Nobody slips so often; and likeness takes long to find in what is long.
    const LONGEST: usize = 100;
    if query.chars().count() < SHORTEST || query.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let wide = query.split(' ').count().min(words.len());
    let parts = words.windows(wide).map(|part| part.join(" "));
    let best = parts.map(|part| strsim::jaro_winkler(query, &part)).fold(0.0, f64::max);
    (best >= ENOUGH).then_some(Fit::Like(1.0 - best))
}

/// In lower case, without apostrophes, with one space where there are hyphens, commas and the like.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace(['\'', '’'], "");
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What else an exercise is found by: its kind and muscles, as people call them.
#[must_use]
pub fn words(exercise: &Exercise) -> String {
    let kind = match exercise.kind {
        Kind::Strength => "strength strong",
        Kind::Stretch => "stretching",
        Kind::Roll => "rolling foam roller",
        Kind::Care => "care cool down",
    };
    let muscles = exercise.muscles.iter().copied().map(muscle);
    std::iter::once(kind).chain(muscles).collect::<Vec<_>>().join(" ")
}

const fn muscle(muscle: Muscle) -> &'static str {
    match muscle {
        Muscle::Feet => "feet foot toes sole plantar",
        Muscle::Ankles => "ankles",
        Muscle::Shins => "shins",
        Muscle::Calves => "calves calf achilles",
        Muscle::Quads => "quads quadriceps thighs",
        Muscle::Hamstrings => "hamstrings thighs",
        Muscle::OuterThigh => "outer thighs it band itb",
        Muscle::HipFlexors => "hips flexors psoas",
        Muscle::Glutes => "glutes hips bottom butt",
        Muscle::Groin => "groin adductors inner thighs",
        Muscle::Core => "core abs belly stomach",
        Muscle::LowBack => "lower low back",
        Muscle::UpperBack => "upper back",
        Muscle::Chest => "chest",
        Muscle::Shoulders => "shoulders",
        Muscle::Arms => "arms triceps biceps",
        Muscle::Neck => "neck",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::ExerciseId;

    fn exercise(name: &str, kind: Kind, muscles: &[Muscle]) -> Exercise {
        let id = ExerciseId::new(name.to_lowercase().replace(' ', "-"));
        Exercise { muscles: muscles.to_vec(), ..Exercise::new(id, name, kind) }
    }

    fn catalogue() -> Catalogue {
        use Muscle::{Arms, Calves, Chest, Core, Hamstrings, HipFlexors, Quads};
        Catalogue::new([
            exercise("Runner’s lunge", Kind::Stretch, &[HipFlexors]),
            exercise("Lunges", Kind::Strength, &[Quads]),
            exercise("Half split", Kind::Stretch, &[Hamstrings, Calves]),
            exercise("Push-ups", Kind::Strength, &[Chest, Arms]),
            exercise("Standing quad", Kind::Stretch, &[Quads]),
            exercise("Plank", Kind::Strength, &[Core]),
            exercise("Side plank", Kind::Strength, &[Core]),
            exercise("Calf roll", Kind::Roll, &[Calves]),
        ])
    }

    #[test]
    fn the_best_fit_comes_first() {
        let catalogue = catalogue();
        let cases: [(&str, &[&str]); 12] = [
            ("lun", &["Lunges", "Runner’s lunge"]),
            ("plank", &["Plank", "Side plank"]),
            ("runners", &["Runner’s lunge"]),
            ("pushup", &["Push-ups"]),
            ("push ups", &["Push-ups"]),
            ("quad", &["Standing quad", "Lunges"]),
            ("calves", &["Calf roll", "Half split"]),
            ("quad stand", &["Standing quad"]),
            ("stretch ham", &["Half split"]),
            ("foam", &["Calf roll"]),
            ("plnak", &["Plank", "Side plank"]),
            ("xylophone", &[]),
        ];
        for (query, names) in cases {
            let found: Vec<&str> = find(&catalogue, query).iter().map(|exercise| exercise.name.as_str()).collect();
            assert_eq!(found, names, "{query}");
        }
    }

    #[test]
    fn looking_for_nothing_gives_everything_by_name() {
        let catalogue = catalogue();
        let found = find(&catalogue, " - ");
        assert_eq!(found.len(), 8);
        assert_eq!(found[0].name, "Calf roll");
        assert_eq!(find(&catalogue, &"long ".repeat(1000)).len(), 0);
    }
}
