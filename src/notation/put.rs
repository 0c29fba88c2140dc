//! Changes the text of a person's own exercises and figures: one comes, is changed or goes, and the rest keeps its bytes. Reads
//! and writes no file.

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::edit::{named, stay};
use super::file::options;
use super::layout::spot;
use super::merge::{Value, merge, print};
use super::patch::apply;
use super::rewrite::{Fate, New, rewrite};
use super::shape::check_shape;
use super::tree::{Item, Tree};
use crate::domain::exercise::{Exercise, ExerciseId};
use crate::domain::figure::{Figure, FigureId};
use crate::domain::routine::FORMAT;

/// So many rounds of changes are more than any value needs: each has brackets that are seen to in one round.
const MOST_ROUNDS: usize = 1_000;

const NEW_EXERCISES: &str = "\
// Your own exercises. A routine names them by their id, and one with the id of a bundled exercise takes its place.
// Doses: Hold(\"30s\"), Reps(8) or Open(\"1m\"), which is an estimate that you end yourself.
";
const NEW_FIGURES: &str = "\
// Your own figures. An exercise names them by their id, and one with the id of a bundled figure takes its place.
";

/// The text of `exercises.ron` with this exercise in it: instead of the one with its id, or as the last. Without a text, a new
/// one. A text with brackets or quotes that do not fit together is given back as it is.
#[must_use]
pub fn put_exercise(text: Option<&str>, exercise: &Exercise) -> String {
    put(text, &EXERCISES, exercise.id.as_str(), exercise)
}

/// The text of `exercises.ron` without the exercise of this id. Comments stay.
#[must_use]
pub fn remove_exercise(text: &str, id: &ExerciseId) -> String {
    remove(text, &EXERCISES, id.as_str())
}

/// The text of `figures.ron` with this figure in it: instead of the one with its id, or as the last. Without a text, a new one.
#[must_use]
pub fn put_figure(text: Option<&str>, figure: &Figure) -> String {
    put(text, &FIGURES, figure.id.as_str(), figure)
}

/// The text of `figures.ron` without the figure of this id. Comments stay.
#[must_use]
pub fn remove_figure(text: &str, id: &FigureId) -> String {
    remove(text, &FIGURES, id.as_str())
}

/// A sort of file that is a list.
struct File {
    /// The field with the list.
    list: &'static str,
    /// What a new file begins with.
    words: &'static str,
    /// The fields of an element in the order in which people write them, if not that of its type.
    order: &'static [&'static str],
}

const EXERCISES: File = File { list: "exercises", words: NEW_EXERCISES, order: &[] };
const FIGURES: File = File {
    list: "figures",
    words: NEW_FIGURES,
    order: &["id", "reps", "view", "near", "nose", "highlight", "props", "keyframes", "motion", "breathe"],
};

/// The list of a file, and the places in it of what has this id.
fn find<'t>(tree: &'t Tree<'_>, file: &File, id: &str) -> Option<(&'t Item, Vec<usize>)> {
    let list = tree.field(tree.root()?, file.list)?;
    let has_id = |item: &Item| {
        let written = tree.field(item, "id").map(|id| tree.value(id));
        written.is_some_and(|written| options().from_str::<String>(written).is_ok_and(|found| found == id))
    };
    let found = tree.items(list).iter().enumerate().filter(|(_, item)| has_id(item)).map(|(at, _)| at);
    Some((list, found.collect()))
}

fn put<T: Serialize>(text: Option<&str>, file: &File, id: &str, value: &T) -> String {
    let empty = || format!("{}(\n    format: {FORMAT},\n    {}: [],\n)\n", file.words, file.list);
    let mut text = text.map_or_else(empty, str::to_owned);
    if check_shape(&text).is_err() {
        return text;
    }
    let names = names_wanted(&text, file);
    // Nothing in such a value can fail to be written.
    let pretty = PrettyConfig::new().struct_names(names).depth_limit(0);
    let wanted = options().to_string_pretty(value, pretty).unwrap_or_default();
    let wanted = Tree::of(&wanted);
    let Some(item) = wanted.root() else { return text };
    let new = Value::new(&wanted, item);
    for _ in 0..MOST_ROUNDS {
        let tree = Tree::of(&text);
        let patches = match find(&tree, file, id) {
            Some((list, found)) => match found.first() {
                Some(first) => merge(Value::new(&tree, &tree.items(list)[*first]), new, file.order),
                None => return append(&tree, list, new),
            },
            None => Vec::new(),
        };
        if patches.is_empty() {
            break;
        }
        text = apply(&text, patches);
    }
    text
}

fn names_wanted(text: &str, file: &File) -> bool {
    let tree = Tree::of(text);
    let list = tree.root().and_then(|root| tree.field(root, file.list)).and_then(|list| list.group);
    tree.names || list.is_some_and(|list| named(&tree, list))
}

/// The text with the value as the last of the list.
fn append(tree: &Tree<'_>, list: &Item, new: Value<'_>) -> String {
    let Some(group) = list.group else { return tree.text.to_owned() };
    let end = tree.items(list).len();
    let text = print(new, &spot(tree, group, end));
    apply(tree.text, vec![rewrite(tree, group, &stay(tree, group), vec![(end, New::text(text))])])
}

fn remove(text: &str, file: &File, id: &str) -> String {
    let tree = Tree::of(text);
    let Some((list, found)) = find(&tree, file, id) else { return text.to_owned() };
    let Some(group) = list.group.filter(|_| !found.is_empty()) else { return text.to_owned() };
    let mut fates = stay(&tree, group);
    for at in found {
        fates[at] = Fate::Drop;
    }
    apply(text, vec![rewrite(&tree, group, &fates, Vec::new())])
}

#[cfg(test)]
mod tests;
