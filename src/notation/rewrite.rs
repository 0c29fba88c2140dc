//! Writes the inside of a pair of brackets anew: items go, move and come, and what stays keeps its bytes. Commas, line ends and
//! blanks are seen to; no comment is lost. Knows nothing of what the items mean.

use super::chunk::{Chunk, chunks};
use super::layout::{Spot, from_line_end, spot, without_blanks};
use super::patch::Patch;
use super::scan::is_blank;
use super::tree::{GroupId, Tree};

/// What becomes of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Stay,
    /// It goes, and its comments stay in its place.
    Drop,
    /// It goes with its comments.
    Leave,
}

/// An item that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct New {
    /// The comments before it, and whether a line ends behind each.
    lead: Vec<(String, bool)>,
    /// The item up to its comma.
    head: String,
    /// What follows its comma on the line.
    tail: String,
}

impl New {
    /// An item that has just been thought of.
    pub fn text(head: String) -> Self {
        Self { lead: Vec::new(), head, tail: String::new() }
    }

    /// An item as it stands elsewhere, with its comments.
    pub fn of(tree: &Tree<'_>, chunk: &Chunk) -> Self {
        let comments = tree.comments(chunk.lead..chunk.start);
        let next = comments.iter().skip(1).map(|comment| comment.start).chain([chunk.start]);
        let lead = comments.iter().zip(next);
        let lead = lead.map(|(comment, next)| {
            (tree.text[comment.clone()].to_owned(), tree.text[comment.end..next].contains('\n'))
        });
        let body = chunk.comma.unwrap_or(chunk.end);
        let tail = chunk.comma.map_or(chunk.end, |comma| comma + 1);
        Self {
            lead: lead.collect(),
            head: tree.text[chunk.start..body].to_owned(),
            tail: tree.text[tail..chunk.tail].to_owned(),
        }
    }

    /// Whether it can't stand in a line with others.
    fn needs_lines(&self) -> bool {
        self.lead.iter().any(|(_, breaks)| *breaks) || self.tail.contains("//")
    }
}

/// The inside of `group` with a fate for each of its items, and new items before those with the given places, in order.
pub(super) fn rewrite(tree: &Tree<'_>, group: GroupId, fates: &[Fate], news: Vec<(usize, New)>) -> Patch {
    let chunks = chunks(tree, group);
    let inside = tree.group(group).open + 1..tree.group(group).close;
    let staying = fates.iter().filter(|fate| **fate == Fate::Stay).count();
    let last_comma = match chunks.last() {
        Some(last) => last.comma.is_some(),
        None => spot(tree, group, 0).lines,
    };
    let mut writer = Writer {
        tree,
        group,
        out: String::with_capacity(inside.len()),
        gap: String::new(),
        left: staying + news.len(),
        last_comma,
        wants_break: false,
        begun: false,
        spot: None,
    };
    if staying == chunks.len() && news.is_empty() {
        return Patch::new(inside.clone(), tree.text[inside].to_owned());
    }
    if chunks.is_empty() {
        writer.fill(&tree.text[inside.clone()], &news);
        return Patch::new(inside, writer.out);
    }
    let gap_after = |i: usize| {
        let end = chunks.get(i + 1).map_or(inside.end, |chunk| chunk.lead);
        &tree.text[chunks[i].tail..end]
    };
    tree.text[inside.start..chunks[0].lead].clone_into(&mut writer.gap);
    let words = |i: usize| fates[i] == Fate::Drop && !tree.comments(chunks[i].range()).is_empty();
    // Behind this one, nothing that is there now will be.
    let last = (0..chunks.len()).rev().find(|i| fates[*i] == Fate::Stay || words(*i));
    let mut news = news.into_iter().peekable();
    for (i, chunk) in chunks.iter().enumerate() {
        let ahead = last.is_some_and(|last| last >= i);
        // Where nothing stays, every place is the same, and the first keeps the gaps where they are.
        while let Some((_, new)) = news.next_if(|(at, _)| *at <= i || last.is_none()) {
            writer.put(i, &new, ahead);
        }
        match fates[i] {
            Fate::Stay => writer.keep(chunk, gap_after(i)),
            _ if words(i) => writer.words(i, chunk, gap_after(i)),
            _ => writer.gap = joined(&writer.gap, gap_after(i), !writer.begun, last.is_none_or(|last| last < i)),
        }
    }
    for (_, new) in news {
        writer.put(chunks.len(), &new, false);
    }
    writer.finish();
    Patch::new(inside, writer.out)
}

/// What has been written of the inside.
struct Writer<'a> {
    tree: &'a Tree<'a>,
    group: GroupId,
    out: String,
    /// What stands before whatever comes next: blanks, and comments that belong to no item.
    gap: String,
    /// How many items are still to be written.
    left: usize,
    /// Whether the last one has a comma.
    last_comma: bool,
    /// Whether the line has to end before anything else is written.
    wants_break: bool,
    /// Whether anything but a gap has been written.
    begun: bool,
    /// How the last new item had to look in its place: many may come to one.
    spot: Option<(usize, Spot)>,
}

impl Writer<'_> {
    /// Writes anything.
    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.wants_break {
            // Blanks before the line's end would become a part of the comment that it ends with.
            let text = text.trim_start_matches(|c| !matches!(c, '\n' | '\r') && is_blank(c));
            if !text.trim_start_matches('\r').starts_with('\n') {
                let line_break = self.line_break();
                self.out.push_str(&line_break);
            }
            self.out.push_str(text);
        } else {
            self.out.push_str(text);
        }
        self.wants_break = false;
    }

    /// A break such as the items have that stand on lines of their own.
    fn line_break(&self) -> String {
        let items = &self.tree.group(self.group).items;
        match items.iter().find_map(|item| self.tree.indent(item.start)) {
            Some(indent) => format!("{}{indent}", self.tree.newline()),
            None => spot(self.tree, self.group, 0).line_break(),
        }
    }

    fn flush(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        self.push(&gap);
    }

    /// Writes the gap so that a new line begins behind it.
    fn flush_to_line(&mut self, line_break: &str) {
        if !self.gap[without_blanks(&self.gap).len()..].contains('\n') {
            self.gap.truncate(without_blanks(&self.gap).len());
            self.gap.push_str(line_break);
        }
        self.flush();
    }

    /// Writes an item with its comma, if it is to have one.
    fn item(&mut self, head: &str, tail: &str) {
        self.left -= 1;
        self.push(head);
        if self.left > 0 || self.last_comma {
            self.push(",");
        }
        self.push(tail);
        self.begun = true;
    }

    fn keep(&mut self, chunk: &Chunk, gap: &str) {
        self.flush();
        let body = chunk.comma.unwrap_or(chunk.end);
        let tail = chunk.comma.map_or(chunk.end, |comma| comma + 1);
        self.item(&self.tree.text[chunk.lead..body], &self.tree.text[tail..chunk.tail]);
        self.wants_break = self.ends_in_line_comment(chunk);
        gap.clone_into(&mut self.gap);
    }

    fn ends_in_line_comment(&self, chunk: &Chunk) -> bool {
        let comments = self.tree.comments(chunk.end..chunk.tail);
        comments.last().is_some_and(|last| last.end == chunk.tail && self.tree.text[last.clone()].starts_with("//"))
    }

    /// Leaves the comments of an item that goes, on lines of their own if they need or had them.
    fn words(&mut self, i: usize, chunk: &Chunk, gap: &str) {
        let comments = self.tree.comments(chunk.range());
        let line = |comment: &std::ops::Range<usize>| self.tree.text[comment.clone()].starts_with("//");
        let own_lines = self.gap.contains('\n') || comments.iter().any(line);
        let between = if own_lines { spot(self.tree, self.group, i).line_break() } else { " ".to_owned() };
        let between = match self.tree.indent(chunk.lead) {
            Some(indent) if own_lines => format!("{}{indent}", self.tree.newline()),
            _ => between,
        };
        if own_lines {
            self.flush_to_line(&between);
        } else {
            self.flush();
        }
        for (n, comment) in comments.iter().enumerate() {
            if n > 0 {
                self.push(&between);
            }
            self.push(&self.tree.text[comment.clone()]);
        }
        self.wants_break = own_lines;
        self.begun = true;
        gap.clone_into(&mut self.gap);
    }

    /// Writes a new item before the one at `at`; `ahead` says whether anything of what is there now follows.
    fn put(&mut self, at: usize, new: &New, ahead: bool) {
        let spot = match self.spot.take() {
            Some((there, spot)) if there == at => spot,
            _ => spot(self.tree, self.group, at),
        };
        let lines = spot.lines || new.needs_lines();
        let between = if lines { spot.line_break() } else { " ".to_owned() };
        let rest = std::mem::take(&mut self.gap);
        // As it was before this item, which is itself a beginning: behind it, the gap must not be written again.
        let begun = self.begun;
        if ahead || !begun {
            self.gap.clone_from(&rest);
        } else {
            self.gap.clone_from(&between);
        }
        if new.needs_lines() {
            self.flush_to_line(&between);
        } else {
            self.flush();
        }
        self.write_new(new, &spot);
        // What stood behind the last item still stands there.
        self.gap = match (ahead, begun) {
            (true, _) => between,
            (false, true) => rest,
            (false, false) => String::new(),
        };
        self.spot = Some((at, spot));
    }

    fn write_new(&mut self, new: &New, spot: &Spot) {
        let between = spot.line_break();
        for (comment, breaks) in &new.lead {
            self.push(comment);
            self.push(if *breaks { &between } else { " " });
        }
        self.item(&new.head, &new.tail);
        // Whether this is a comment or two slashes in one, a break does no harm.
        self.wants_break = new.tail.contains("//");
    }

    /// Writes new items into brackets that had none, with `inside` between them.
    fn fill(&mut self, inside: &str, news: &[(usize, New)]) {
        let spot = spot(self.tree, self.group, 0);
        let lines = spot.lines || news.iter().any(|(_, new)| new.needs_lines());
        let words = without_blanks(inside);
        let between = if lines { spot.line_break() } else { " ".to_owned() };
        self.push(words);
        self.wants_break = lines;
        for (i, (_, new)) in news.iter().enumerate() {
            self.push(if lines {
                &between
            } else if words.is_empty() && i == 0 {
                ""
            } else {
                " "
            });
            self.write_new(new, &spot);
        }
        if lines {
            let close = self.tree.line_indent(self.tree.group(self.group).open);
            self.push(&format!("{}{close}", spot.newline));
        }
    }

    fn finish(&mut self) {
        self.flush();
        if self.wants_break {
            let close = self.tree.line_indent(self.tree.group(self.group).open);
            self.out.push_str(self.tree.newline());
            self.out.push_str(close);
        }
    }
}

/// One gap out of the two around an item that is gone: all of their comments, and of the blanks where they meet those that
/// leave the rest as it stands.
fn joined(before: &str, after: &str, first: bool, last: bool) -> String {
    let words = without_blanks(before);
    let (ahead, blank) = (&before[words.len()..], after.len() - after.trim_start_matches(is_blank).len());
    let (behind, rest) = after.split_at(blank);
    // Blanks at the end of the item's line would become a part of a comment that ends with its own.
    let behind = if words.is_empty() { behind } else { from_line_end(behind) };
    let breaks = |blanks: &str| blanks.bytes().filter(|byte| *byte == b'\n').count();
    let more = if breaks(ahead) > breaks(behind) { ahead } else { behind };
    let seam = match (first, last) {
        (true, true) if words.is_empty() && rest.is_empty() => "",
        (_, true) => behind,
        (true, false) => ahead,
        (false, false) => more,
    };
    // A comment that ends with its line has to.
    let seam = if !words.is_empty() && breaks(seam) == 0 { more } else { seam };
    format!("{words}{seam}{rest}")
}
