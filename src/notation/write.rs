//! Writes values as people write them: `Hold("1m 30s")`, a step on a line, a block on several. Knows nothing of the text around them.

use std::fmt::Write as _;

use serde::Serialize;

use super::file::options;
use super::layout::Spot;
use crate::domain::routine::{Block, Short, Step};

/// A text in quotes, so that the reader has every character back. What can be seen stays as it is.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c.is_control() => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value without texts that a person typed: a dose, a length of time, one word out of several.
pub(super) fn plain<T: Serialize>(value: &T) -> String {
    // Nothing in such a value can fail to be written.
    options().to_string(value).unwrap_or_default()
}

/// A step on one line, with its type's name if `named`.
pub(super) fn step(step: &Step, named: bool) -> String {
    let mut out = if named { "Step(" } else { "(" }.to_owned();
    let _ = write!(out, "exercise: {}", quoted(step.exercise.as_str()));
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(out, ", {name}: {value}");
        }
    };
    add("dose", step.dose.as_ref().map(plain));
    add("goal", step.goal.as_ref().map(plain));
    add("sides", step.sides.as_ref().map(plain));
    add("tempo", step.tempo.as_ref().map(plain));
    add("ready", step.ready.as_ref().map(plain));
    add("cue", step.cue.as_deref().map(quoted));
    add("short", (step.short != Short::default()).then(|| plain(&step.short)));
    out.push(')');
    out
}

/// A block for its place, with its types' names if `named`.
pub(super) fn block(block: &Block, spot: &Spot, named: bool) -> String {
    let mut fields = vec![format!("name: {}", quoted(&block.name)), format!("kind: {}", plain(&block.kind))];
    let mut add = |name: &str, value: Option<String>| fields.extend(value.map(|value| format!("{name}: {value}")));
    add("budget", block.budget.as_ref().map(plain));
    add("rounds", (block.rounds != 1).then(|| plain(&block.rounds)));
    add("rest", block.rest.as_ref().map(plain));
    let inside = spot.deeper();
    let steps: Vec<String> = block.steps.iter().map(|each| step(each, named)).collect();
    fields.push(format!("steps: {}", brackets("[", &steps, "]", &inside)));
    brackets(if named { "Block(" } else { "(" }, &fields, ")", spot)
}

/// Items in brackets: each on a line if the place has lines and there are any, or else all on one.
pub(super) fn brackets(open: &str, items: &[String], close: &str, spot: &Spot) -> String {
    if !spot.lines || items.is_empty() {
        return format!("{open}{}{close}", items.join(", "));
    }
    let line = spot.deeper().line_break();
    let mut out = open.to_owned();
    for item in items {
        out.extend([&line, item.as_str(), ","]);
    }
    out.extend([&spot.line_break(), close]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_back() {
        for text in
            ["", "a \"b\" \\ c", "é 😀 it's “so”", "\n\r\t\0\u{7f}\u{85}\u{2028}\u{200e}\u{feff}", "// /* */ r#\"\"#"]
        {
            assert_eq!(options().from_str::<String>(&quoted(text)).unwrap(), text);
        }
        assert_eq!(quoted("it's é"), "\"it's é\"");
    }
}
