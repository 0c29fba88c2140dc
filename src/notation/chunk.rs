//! Which comments belong to which element of a list or field of a record: those on the lines directly above it, those on its own
//! line, those inside it. The others lie free between. Changes nothing.

use std::ops::Range;

use super::tree::{GroupId, Item, Tree};

/// An item with the comments that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Where the first comment before it begins, or the item itself.
    pub lead: usize,
    /// Where the item begins.
    pub start: usize,
    /// Where the item ends.
    pub end: usize,
    /// Where its comma stands.
    pub comma: Option<usize>,
    /// Where the last comment behind it ends, or the comma, or the item.
    pub tail: usize,
}

impl Chunk {
    /// All of it.
    pub const fn range(&self) -> Range<usize> {
        self.lead..self.tail
    }
}

/// The items of a pair of brackets in order.
pub(super) fn chunks(tree: &Tree<'_>, group: GroupId) -> Vec<Chunk> {
    let group = tree.group(group);
    let mut chunks: Vec<Chunk> = Vec::with_capacity(group.items.len());
    let mut free = group.open + 1;
    for (i, item) in group.items.iter().enumerate() {
        let next = group.items.get(i + 1).map(|item| item.start);
        let behind = item.comma.map_or(item.value.end, |comma| comma + 1);
        let tail = tail(tree, behind, next, group.close);
        let lead = lead(tree, free, item);
        chunks.push(Chunk { lead, start: item.start, end: item.value.end, comma: item.comma, tail });
        free = tail;
    }
    chunks
}

/// Where the comments end that follow on the line of what ends at `behind`.
fn tail(tree: &Tree<'_>, behind: usize, next: Option<usize>, close: usize) -> usize {
    let mut tail = behind;
    for comment in tree.comments(behind..next.unwrap_or(close)) {
        if tree.text[tail..comment.start].contains('\n') {
            return tail;
        }
        tail = comment.end;
    }
    match next {
        // Where the next one follows on the same line, what stands between them is said of that.
        Some(next) if !tree.text[tail..next].contains('\n') => behind,
        _ => tail,
    }
}

/// Where the comments begin that lie directly above an item or before it on its line, none of them before `free`.
fn lead(tree: &Tree<'_>, free: usize, item: &Item) -> usize {
    let comments = tree.comments(free..item.start);
    let mut lead = item.start;
    for (i, comment) in comments.iter().enumerate().rev() {
        let above = i.checked_sub(1).map_or(free, |i| comments[i].end);
        let breaks = tree.text[comment.end..lead].bytes().filter(|byte| *byte == b'\n').count();
        let own_line = tree.text[above..comment.start].contains('\n');
        if breaks > 1 || (breaks == 1 && !own_line) {
            break;
        }
        lead = comment.start;
    }
    lead
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(text: &str) -> Vec<&str> {
        let tree = Tree::of(text);
        chunks(&tree, tree.root().unwrap().group.unwrap()).into_iter().map(|chunk| &text[chunk.range()]).collect()
    }

    #[test]
    fn comments_belong_to_what_they_touch() {
        let text = "[ // list
            // free

            // above
            /* before */ a, // behind
            // free

            b /* in */ , /* c's */ c // its
            // last
        ]";
        assert_eq!(
            owned(text),
            ["// above\n            /* before */ a, // behind", "b /* in */ ,", "/* c's */ c // its"]
        );
        assert_eq!(owned("[a, /* b */ b /* b */]"), ["a,", "/* b */ b /* b */"]);
        assert_eq!(owned("[/* a */ a // a\n, b]"), ["/* a */ a // a\n,", "b"]);
        assert_eq!(owned("[/* free */\r\n\r\na,\r\n// b\r\nb]"), ["a,", "// b\r\nb"]);
    }
}
