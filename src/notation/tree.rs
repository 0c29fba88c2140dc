//! The brackets of a RON text with what stands in them, as places in the text. Tolerant: any text has some tree. Judges nothing
//! and changes nothing.

use std::ops::Range;

use super::scan::{Kind, Token, Tokens, is_blank};

/// A text, its brackets and its comments. Made in one pass; looking things up in it does not read the text again.
pub(super) struct Tree<'a> {
    /// The text.
    pub text: &'a str,
    groups: Vec<Group>,
    /// Every comment, in order.
    comments: Vec<Range<usize>>,
    /// Where each line ends.
    line_ends: Vec<usize>,
    /// The value that the whole text is.
    root: Option<Item>,
    /// Whether the text asks for the names of all types.
    pub names: bool,
}

/// Names a pair of brackets of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GroupId(usize);

/// A pair of brackets.
#[derive(Debug)]
pub(super) struct Group {
    /// Where the opening bracket stands.
    pub open: usize,
    /// Where the closing bracket stands; the end of the text if there is none.
    pub close: usize,
    /// Where the element or field begins whose value this is, or that it is a part of.
    pub owner: usize,
    /// What stands in it, between its commas.
    pub items: Vec<Item>,
}

/// An element of a list, or a field with its name. Comments around it do not belong to it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Where it begins.
    pub start: usize,
    /// The name of the field, as it is written.
    pub key: Option<Range<usize>>,
    /// The value, which ends where the item ends.
    pub value: Range<usize>,
    /// The first brackets in the value, such as those behind a type's name.
    pub group: Option<GroupId>,
    /// Where the comma behind it stands.
    pub comma: Option<usize>,
}

impl Item {
    const fn at(start: usize, group: Option<GroupId>) -> Self {
        Self { start, key: None, value: start..start, group, comma: None }
    }
}

/// Brackets that have not been closed yet.
struct Open {
    id: Option<GroupId>,
    items: Vec<Item>,
    current: Option<Item>,
    /// How many tokens the current item has, brackets counted once.
    tokens: usize,
}

impl Open {
    const fn new(id: Option<GroupId>) -> Self {
        Self { id, items: Vec::new(), current: None, tokens: 0 }
    }

    /// Takes in a token of the value.
    fn take(&mut self, start: usize, end: usize, group: Option<GroupId>) {
        let item = self.current.get_or_insert_with(|| Item::at(start, None));
        if item.value.is_empty() {
            item.value.start = start;
        }
        item.value.end = end;
        item.group = item.group.or(group);
        self.tokens += 1;
    }

    fn finish(&mut self) {
        self.items.extend(self.current.take());
        self.tokens = 0;
    }
}

impl<'a> Tree<'a> {
    /// The tree of any text.
    pub fn of(text: &'a str) -> Self {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut tree = Self { text, groups: Vec::new(), comments: Vec::new(), line_ends, root: None, names: false };
        let mut above: Vec<Open> = Vec::new();
        let mut open = Open::new(None);
        for token in Tokens::with_comments(text) {
            match token.kind {
                Kind::Comment | Kind::UnclosedComment => tree.comments.push(token.start..token.end()),
                Kind::Open => {
                    let id = GroupId(tree.groups.len());
                    open.take(token.start, token.end(), Some(id));
                    let owner = open.current.as_ref().map_or(token.start, |item| item.start);
                    tree.groups.push(Group { open: token.start, close: text.len(), owner, items: Vec::new() });
                    above.push(std::mem::replace(&mut open, Open::new(Some(id))));
                }
                Kind::Close => {
                    let Some(outer) = above.pop() else { continue };
                    tree.close(std::mem::replace(&mut open, outer), token.start);
                    if let Some(item) = &mut open.current {
                        item.value.end = token.end();
                    }
                    if above.is_empty() {
                        tree.attribute(&mut open);
                    }
                }
                Kind::Comma => {
                    if let Some(item) = &mut open.current {
                        item.comma = Some(token.start);
                    }
                    open.finish();
                }
                Kind::Colon => match &mut open.current {
                    Some(item) if open.tokens == 1 && item.key.is_none() && item.group.is_none() => {
                        item.key = Some(item.value.clone());
                        item.value = token.end()..token.end();
                    }
                    _ => open.take(token.start, token.end(), None),
                },
                _ => open.take(token.start, token.end(), None),
            }
        }
        while let Some(mut outer) = above.pop() {
            if let Some(item) = &mut outer.current {
                item.value.end = text.len();
            }
            tree.close(std::mem::replace(&mut open, outer), text.len());
        }
        open.finish();
        tree.root = open.items.into_iter().next();
        tree
    }

    fn close(&mut self, mut open: Open, at: usize) {
        open.finish();
        if let Some(group) = open.id.and_then(|id| self.groups.get_mut(id.0)) {
            group.close = at;
            group.items = open.items;
        }
    }

    /// Leaves a line such as `#![enable(implicit_some)]` out of what the text says.
    fn attribute(&mut self, open: &mut Open) {
        let attribute = open.current.take_if(|item| self.text[item.start..].starts_with('#'));
        if let Some(item) = attribute {
            self.names |= self.text[item.value].contains("explicit_struct_names");
            open.tokens = 0;
        }
    }

    /// The value that the whole text is.
    pub const fn root(&self) -> Option<&Item> {
        self.root.as_ref()
    }

    /// The brackets with this name.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// What stands in the value's brackets; nothing if it has none.
    pub fn items(&self, item: &Item) -> &[Item] {
        item.group.map_or(&[], |id| &self.group(id).items)
    }

    /// The field of this name in the value's brackets.
    pub fn field<'t>(&'t self, item: &'t Item, name: &str) -> Option<&'t Item> {
        self.items(item).iter().find(|field| self.key(field) == Some(name))
    }

    /// The name of a field.
    pub fn key(&self, item: &Item) -> Option<&'a str> {
        item.key.clone().map(|key| self.text[key].trim_start_matches("r#"))
    }

    /// What is written for a value.
    pub fn value(&self, item: &Item) -> &'a str {
        &self.text[item.value.clone()]
    }

    /// What stands before the value's brackets: the name of a type or a variant, or nothing.
    pub fn name(&self, item: &Item) -> &'a str {
        let end = item.group.map_or(item.value.end, |id| self.group(id).open);
        let name = &self.text[item.value.start..end];
        // A comment may stand between the name and its bracket.
        Tokens::new(name).next().map_or("", |token: Token<'a>| token.text.trim_start_matches("r#"))
    }

    /// The comments that lie in a stretch of the text.
    pub fn comments(&self, within: Range<usize>) -> &[Range<usize>] {
        let first = self.comments.partition_point(|comment| comment.start < within.start);
        let len = self.comments[first..].partition_point(|comment| comment.end <= within.end);
        &self.comments[first..first + len]
    }

    /// The blanks that a place's line begins with, if there is nothing else before the place.
    pub fn indent(&self, at: usize) -> Option<&'a str> {
        // Backwards, as a line may be very long.
        let before = self.text[..at].trim_end_matches(|c| c != '\n' && is_blank(c));
        (before.is_empty() || before.ends_with('\n')).then(|| &self.text[before.len()..at])
    }

    /// The blanks that a place's line begins with.
    pub fn line_indent(&self, at: usize) -> &'a str {
        let line = self.line_ends.partition_point(|end| *end < at);
        let start = line.checked_sub(1).map_or(0, |above| self.line_ends[above] + 1);
        let words = self.text[start..at].trim_start_matches(is_blank);
        &self.text[start..at - words.len()]
    }

    /// Whether nothing but blanks follows a place on its line.
    pub fn ends_line(&self, at: usize) -> bool {
        self.text[at..].chars().find(|c| *c == '\n' || !is_blank(*c)).is_none_or(|c| c == '\n')
    }

    /// How the lines of the text end.
    pub fn newline(&self) -> &'static str {
        let first = self.line_ends.first().copied().unwrap_or(0);
        if self.text[..first].ends_with('\r') { "\r\n" } else { "\n" }
    }

    /// Whether a line of the text begins with a tab.
    pub fn has_tabs(&self) -> bool {
        self.line_ends.iter().any(|end| self.text[*end..].starts_with("\n\t"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_brackets_is_found() {
        let text =
            "#![enable(x)]\n#![enable(explicit_struct_names)]\nA /* b */ (r#a: 1 /* c */, b: Some([2, (3)]), // d\n)";
        let tree = Tree::of(text);
        let root = tree.root().unwrap();
        assert!(tree.names);
        assert_eq!(tree.name(root), "A");
        assert_eq!(tree.value(tree.field(root, "a").unwrap()), "1");
        let list = tree.field(root, "b").unwrap();
        assert_eq!((tree.value(list), tree.name(list)), ("Some([2, (3)])", "Some"));
        let inner = &tree.items(list)[0];
        assert_eq!(tree.items(inner).iter().map(|item| tree.value(item)).collect::<Vec<_>>(), ["2", "(3)"]);
        assert_eq!(tree.comments(0..text.len()).len(), 3);
        assert_eq!(&text[list.comma.unwrap()..=list.comma.unwrap()], ",");
    }

    #[test]
    fn any_text_has_a_tree() {
        let text = "#![enable(a)]\nA(b: [(c: \"d\", e: F(1)), {g: 2}], // h\n i: r#\"j\"# /* k */)";
        for cut in 0..=text.len() {
            Tree::of(&text[..cut]);
            Tree::of(&text[cut..]);
        }
        for text in ["", "#", "#!", ")", ":", "(:", "(,,", "(a::b", "(a b: c)", "[[[", "]]]", "(a:,b:)", "#(#(#"] {
            Tree::of(text);
        }
        let deep = "(".repeat(1024 * 1024);
        assert_eq!(Tree::of(&deep).groups.len(), deep.len());
    }
}
