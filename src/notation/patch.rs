//! Places of a text and what is to stand there instead. Knows nothing of what either means.

use std::ops::Range;

/// What is to stand in one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    at: Range<usize>,
    text: String,
}

impl Patch {
    /// `text` in place of what stands at `at`.
    pub const fn new(at: Range<usize>, text: String) -> Self {
        Self { at, text }
    }
}

/// The text with all patches in it. They may touch, but not lie over each other: of two that do, the later is left out.
pub(super) fn apply(text: &str, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|patch| (patch.at.start, patch.at.end));
    let mut out = String::with_capacity(text.len() + patches.iter().map(|patch| patch.text.len()).sum::<usize>());
    let mut done = 0;
    for Patch { at, text: new } in patches.into_iter().filter(|patch| patch.at.end <= text.len()) {
        if at.start >= done {
            out.push_str(&text[done..at.start]);
            out.push_str(&new);
            done = at.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_put_in_from_left_to_right() {
        let patch = |at, text: &str| Patch::new(at, text.to_owned());
        assert_eq!(
            apply("abcdef", vec![patch(4..5, "E"), patch(1..2, "B"), patch(2..2, "-"), patch(1..4, "no")]),
            "aB-cdEf"
        );
    }
}
