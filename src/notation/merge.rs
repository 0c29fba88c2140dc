//! Makes one value of a text say what another says, and leaves alone whatever says it already: comments, order, ways of writing.
//! Knows no type; what a field says when it is left out is told here by name.

use serde::de::DeserializeOwned;

use super::edit::{place_for, replace, stay};
use super::file::options;
use super::layout::{Spot, spot};
use super::patch::Patch;
use super::rewrite::{Fate, New, rewrite};
use super::tree::{Item, Tree};
use super::write::{brackets, quoted};
use crate::domain::time::Span;

/// What the fields of exercises and figures say when they are left out. A name means the same wherever it stands.
const LEFT_OUT: [(&str, &str); 14] = [
    ("side_word", "Leg"),
    ("mistakes", "[]"),
    ("tempo", "Every(\"3s\")"),
    ("view", "Side"),
    ("near", "Right"),
    ("highlight", "[]"),
    ("reps", "1"),
    ("breathe", "None"),
    ("props", "[]"),
    ("nose", "true"),
    ("scale", "{}"),
    ("pin", "None"),
    ("say", "None"),
    ("front", "false"),
];

/// A value in its text.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    tree: &'a Tree<'a>,
    item: &'a Item,
    /// The name of what it is a part of; empty if that has none.
    within: &'a str,
}

impl<'a> Value<'a> {
    pub const fn new(tree: &'a Tree<'a>, item: &'a Item) -> Self {
        Self { tree, item, within: "" }
    }

    fn items(self) -> impl ExactSizeIterator<Item = Self> {
        let within = self.name();
        self.tree.items(self.item).iter().map(move |item| Self { tree: self.tree, item, within })
    }

    fn field(self, name: &str) -> Option<Self> {
        self.tree.field(self.item, name).map(|item| Self { tree: self.tree, item, within: self.name() })
    }

    fn key(self) -> Option<&'a str> {
        self.tree.key(self.item)
    }

    fn written(self) -> &'a str {
        self.tree.value(self.item)
    }

    /// The name before its brackets.
    fn name(self) -> &'a str {
        self.tree.name(self.item)
    }

    /// The opening bracket, if the value is in brackets.
    fn bracket(self) -> Option<&'a str> {
        let open = self.item.group.map(|group| self.tree.group(group).open)?;
        self.tree.text.get(open..=open)
    }

    /// The value without the `Some(..)` around it.
    fn unwrapped(self) -> Self {
        let inner = if self.name() == "Some" { self.items().next() } else { None };
        inner.map_or(self, Self::unwrapped)
    }

    /// Whether it is a field with the value that it has when it is left out.
    fn is_left_out(self) -> bool {
        let left_out = |key| {
            // The one name that not all of its bearers can go without.
            let wall = (self.within, key, self.written()) == ("Wall", "h", "1.1");
            wall || LEFT_OUT.contains(&(key, self.written()))
        };
        self.key().is_some_and(left_out)
    }

    /// Whether both are brackets of one kind with items to compare.
    fn is_like(self, new: Self) -> bool {
        // A record may have its type's name or not; a variant has to have its own.
        self.bracket().is_some()
            && self.bracket() == new.bracket()
            && (new.name().is_empty() || self.name() == new.name())
    }

    /// Whether both say the same. `length` says that a text is a length of time.
    fn says(self, new: Self, length: bool) -> bool {
        let (old, new) = (self.unwrapped(), new.unwrapped());
        if old.is_like(new) {
            let length = matches!(new.name(), "Hold" | "Open" | "Every" | "Own");
            if !old.keyed(new) {
                let (olds, news) = (old.items(), new.items());
                return olds.len() == news.len() && olds.zip(news).all(|(old, new)| old.says(new, length));
            }
            let kept = |old: Self| old.key().and_then(|key| new.field(key)).is_some_and(|new| old.says(new, false));
            let there = |new: Self| new.is_left_out() || new.key().is_some_and(|key| old.field(key).is_some());
            return old.items().all(kept) && new.items().all(there);
        }
        old.item.group.is_none() && new.item.group.is_none() && same_word(old.written(), new.written(), length)
    }

    /// Whether either has fields with names.
    fn keyed(self, new: Self) -> bool {
        self.items().chain(new.items()).any(|item| item.key().is_some())
    }
}

/// Whether two numbers, words or texts say the same.
fn same_word(old: &str, new: &str, length: bool) -> bool {
    if old == new {
        return true;
    }
    if let (Ok(old), Ok(new)) = (old.parse::<f32>(), new.parse::<f32>()) {
        return old.total_cmp(&new).is_eq();
    }
    if length { same_as::<Span>(old, new) } else { same_as::<String>(old, new) }
}

/// Whether both can be read as a `T`, and as the same.
fn same_as<T: DeserializeOwned + PartialEq>(old: &str, new: &str) -> bool {
    let read = |text| options().from_str::<T>(text).ok();
    read(old).zip(read(new)).is_some_and(|(old, new)| old == new)
}

/// What has to be done to `old` so that it says what `new` says. After brackets whose items come or go, there may be more to do:
/// nothing is left once nothing comes back.
pub(super) fn merge(old: Value<'_>, new: Value<'_>, order: &[&str]) -> Vec<Patch> {
    let mut patches = Vec::new();
    merge_into(old, new, order, &mut patches);
    patches
}

fn merge_into(old: Value<'_>, new: Value<'_>, order: &[&str], patches: &mut Vec<Patch>) {
    if old.says(new, false) {
        return;
    }
    let (inner, wanted) = (old.unwrapped(), new.unwrapped());
    if !inner.is_like(wanted) || inner.bracket() == Some("(") && !inner.keyed(wanted) {
        let spot = Spot { lines: false, ..spot_of(old) };
        replace(old.tree, old.item, print(new, &spot), patches);
    } else if inner.keyed(wanted) {
        merge_fields(inner, wanted, order, patches);
    } else {
        merge_elements(inner, wanted, patches);
    }
}

fn spot_of(value: Value<'_>) -> Spot {
    let tree = value.tree;
    let spot = tree.root().and_then(|root| root.group).map(|group| spot(tree, group, 0));
    spot.unwrap_or(Spot { lines: false, indent: String::new(), unit: String::new(), newline: "\n" })
}

fn merge_fields(old: Value<'_>, new: Value<'_>, order: &[&str], patches: &mut Vec<Patch>) {
    let Some(group) = old.item.group else { return };
    let tree = old.tree;
    let mut fates = stay(tree, group);
    for (fate, field) in fates.iter_mut().zip(old.items()) {
        let wanted = field.key().and_then(|key| new.field(key));
        // What was written although it need not be stays written, as long as it is right.
        if wanted.is_none_or(|wanted| wanted.is_left_out() && !field.says(wanted, false)) {
            *fate = Fate::Drop;
        }
    }
    let missing = |field: &Value<'_>| !field.is_left_out() && field.key().is_some_and(|key| old.field(key).is_none());
    let mut news = Vec::new();
    for field in new.items().filter(missing) {
        let key = field.key().unwrap_or_default();
        // The fields of a value come in the order of its type.
        let known: Vec<&str> =
            if order.is_empty() { new.items().filter_map(Value::key).collect() } else { order.to_vec() };
        let at = place_for(tree, old.item, &known, key);
        let spot = spot(tree, group, at);
        news.push((at, New::text(format!("{key}: {}", print(field, &spot)))));
    }
    if !news.is_empty() || fates.contains(&Fate::Drop) {
        news.sort_by_key(|(at, _)| *at);
        patches.push(rewrite(tree, group, &fates, news));
        return;
    }
    for field in old.items() {
        if let Some(wanted) = field.key().and_then(|key| new.field(key)) {
            merge_into(field, wanted, &[], patches);
        }
    }
}

fn merge_elements(old: Value<'_>, new: Value<'_>, patches: &mut Vec<Patch>) {
    let Some(group) = old.item.group else { return };
    let (olds, news): (Vec<_>, Vec<_>) = (old.items().collect(), new.items().collect());
    if olds.len() == news.len() {
        olds.iter().zip(&news).for_each(|(old, new)| merge_into(*old, *new, &[], patches));
        return;
    }
    let same = |(old, new): &(&Value<'_>, &Value<'_>)| old.says(**new, false);
    let head = olds.iter().zip(&news).take_while(same).count();
    let tail = olds[head..].iter().rev().zip(news[head..].iter().rev()).take_while(same).count();
    let (old_end, new_end) = (olds.len() - tail, news.len() - tail);
    let both = (old_end - head).min(new_end - head);
    let mut fates = stay(old.tree, group);
    fates[head + both..old_end].fill(Fate::Drop);
    let spot = spot(old.tree, group, old_end);
    let inline = Spot { lines: false, ..spot };
    let more = news[head + both..new_end].iter().map(|new| (old_end, New::text(print(*new, &inline))));
    patches.push(rewrite(old.tree, group, &fates, more.collect()));
}

/// A value as people write it, without the fields that can be left out. In a place with lines, a record has a line for each
/// field, and a list of records in it one for each record.
pub(super) fn print(value: Value<'_>, spot: &Spot) -> String {
    let Some(bracket) = value.bracket() else { return word(value.written()) };
    let closing = match bracket {
        "(" => ")",
        "[" => "]",
        _ => "}",
    };
    let keyed = value.items().any(|item| item.key().is_some());
    // A figure's things fit on a line; its positions do not.
    let records = bracket == "["
        && value.key() != Some("props")
        && value.items().any(|item| item.items().any(|item| item.key().is_some()));
    let lines = spot.lines && bracket != "{" && (keyed && value.item.key.is_none() || records);
    let here = Spot { lines, ..spot.clone() };
    // What lies in a record on lines is a list of records, or else on one line.
    let inside = Spot { lines: lines && !records, ..spot.deeper() };
    let printed = value.items().filter(|item| !item.is_left_out()).map(|item| match item.key() {
        Some(key) => format!("{key}: {}", print(item, &inside)),
        None => print(item, &inside),
    });
    let items: Vec<String> = printed.collect();
    brackets(&format!("{}{bracket}", value.name()), &items, closing, &here)
}

/// A number, a word or a text, as a person would write it.
fn word(written: &str) -> String {
    if written.starts_with('"') {
        return options().from_str::<String>(written).map_or_else(|_| written.to_owned(), |text| quoted(&text));
    }
    let number = written.parse::<f32>().is_ok();
    written.strip_suffix(".0").filter(|_| number).unwrap_or(written).to_owned()
}
