//! How a text is laid out, so that what is added looks like what stands around it: line ends, indentation, one line or many.

use super::scan::is_blank;
use super::tree::{Group, GroupId, Tree};

/// How something new has to look in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Whether it stands on lines of its own.
    pub lines: bool,
    /// What its lines begin with.
    pub indent: String,
    /// How much deeper what lies inside it stands.
    pub unit: String,
    /// How the lines of the text end.
    pub newline: &'static str,
}

impl Spot {
    /// The end of a line and the beginning of the next.
    pub fn line_break(&self) -> String {
        format!("{}{}", self.newline, self.indent)
    }

    /// The same for what lies inside.
    pub fn deeper(&self) -> Self {
        Self { indent: format!("{}{}", self.indent, self.unit), ..self.clone() }
    }
}

/// How something new has to look before the item that stands at `at`, or behind the last.
pub(super) fn spot(tree: &Tree<'_>, group: GroupId, at: usize) -> Spot {
    let group = tree.group(group);
    let items = &group.items;
    let lines = match items.len() {
        0 => stands_open(tree, group),
        // A single one says how others would stand by where it stands itself.
        1 => has_break(tree, group.open, items[0].start),
        len => {
            let gap = at.clamp(1, len - 1);
            let before = &items[gap - 1];
            has_break(tree, before.comma.unwrap_or(before.value.end), items[gap].start)
        }
    };
    let unit = unit(tree).to_owned();
    let near = at.min(items.len().saturating_sub(1));
    let sibling = items.get(near).into_iter().chain(items).find_map(|item| tree.indent(item.start));
    let indent = match sibling.filter(|_| lines) {
        Some(indent) => indent.to_owned(),
        None => format!("{}{unit}", tree.line_indent(group.open)),
    };
    Spot { lines, indent, unit, newline: tree.newline() }
}

/// Whether empty brackets stand where what is put in them would have lines of its own.
fn stands_open(tree: &Tree<'_>, group: &Group) -> bool {
    tree.text[group.open..group.close].contains('\n') || tree.indent(group.owner).is_some()
}

/// Whether a line ends between two places, comments not counted.
fn has_break(tree: &Tree<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    let comments = tree.comments(from..to).iter().map(|comment| (comment.start, comment.end));
    comments.chain([(to, to)]).any(|(start, end)| {
        let blank = &tree.text[at..start];
        at = end;
        blank.contains('\n')
    })
}

/// The text up to the end of the last comment in it, given that it has nothing but blanks and comments. What a line comment
/// ends with belongs to it, blanks too.
pub(super) fn without_blanks(text: &str) -> &str {
    let words = text.trim_end_matches(is_blank);
    match text[words.len()..].find('\n') {
        Some(at) if !words.is_empty() => {
            let line = &text[..words.len() + at];
            line.strip_suffix('\r').unwrap_or(line)
        }
        _ => words,
    }
}

/// Blanks from where their first line ends; all of them if no line does.
pub(super) fn from_line_end(blanks: &str) -> &str {
    let Some(at) = blanks.find('\n') else { return blanks };
    let line = &blanks[..at];
    &blanks[line.strip_suffix('\r').unwrap_or(line).len()..]
}

/// How much deeper a text writes what lies inside.
fn unit<'a>(tree: &Tree<'a>) -> &'a str {
    let first = tree.root().and_then(|root| tree.items(root).first());
    match first.and_then(|item| tree.indent(item.start)) {
        // A page that is indented as a whole is rare, and a wide step is still a step.
        Some(indent) if !indent.is_empty() => indent,
        _ if tree.has_tabs() => "\t",
        _ => "    ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str, at: usize) -> (bool, String) {
        let tree = Tree::of(text);
        let spot = spot(&tree, tree.root().unwrap().group.unwrap(), at);
        (spot.lines, spot.indent)
    }

    #[test]
    fn new_things_look_like_those_around_them() {
        assert_eq!(look("[\n  a,\n  b,\n]", 1), (true, "  ".to_owned()));
        assert!(!look("[\n\ta, b,\n\tc,\n]", 1).0);
        assert_eq!(look("[\n\ta, b,\n\tc,\n]", 3), (true, "\t".to_owned()));
        assert_eq!(look("[a, b]", 2), (false, "    ".to_owned()));
        assert!(!look("[a // c\n]", 1).0);
        assert_eq!(look("[]", 0), (true, "    ".to_owned()));
    }

    #[test]
    fn a_comment_keeps_its_blanks() {
        assert_eq!(without_blanks(" // a  \r\n  \n "), " // a  ");
        assert_eq!((without_blanks(" /* a */  "), without_blanks(" \n ")), (" /* a */", ""));
        assert_eq!((from_line_end(" \r\n\n "), from_line_end("\t\n"), from_line_end("  ")), ("\r\n\n ", "\n", "  "));
    }
}
