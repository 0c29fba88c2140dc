//! Routines as odd as people may write them: the bundled ones with comments anywhere, on one line, with tabs, with other line
//! ends, with names and without commas.

use proptest::prelude::*;

/// How a routine is rewritten. None of it changes what the routine says.
#[derive(Clone, Debug)]
pub struct Odd {
    /// Which of the bundled routines.
    pub which: usize,
    /// What blanks become.
    blanks: Blanks,
    /// Whether lines end as on Windows.
    crlf: bool,
    /// Whether optional values are wrapped in `Some(..)`.
    some: bool,
    /// Whether the types of records are named; twice as true, the text even asks for it.
    names: u8,
    /// Whether commas before closing brackets are left out.
    bare: bool,
    /// How many tokens lie between two comments that are put in; 0 for no comments.
    comments: usize,
    /// What chance falls back on.
    seed: u64,
}

#[derive(Clone, Copy, Debug)]
enum Blanks {
    AsTheyAre,
    Tabs,
    OneLine,
    Anyhow,
}

pub fn odd() -> impl Strategy<Value = Odd> {
    let blanks = prop_oneof![
        3 => Just(Blanks::AsTheyAre),
        1 => Just(Blanks::Tabs),
        1 => Just(Blanks::OneLine),
        2 => Just(Blanks::Anyhow),
    ];
    let comments = prop_oneof![Just(0_usize), 2_usize..6, 20_usize..80];
    (0..TEXTS.len(), blanks, any::<bool>(), any::<bool>(), 0_u8..3, any::<bool>(), comments, any::<u64>()).prop_map(
        |(which, blanks, crlf, some, names, bare, comments, seed)| Odd {
            which,
            blanks,
            crlf,
            some,
            names,
            bare,
            comments,
            seed,
        },
    )
}

pub const TEXTS: [&str; 6] = [
    include_str!("../../routines/foam-roll.ron"),
    include_str!("../../routines/just-strength.ron"),
    include_str!("../../routines/just-stretch.ron"),
    include_str!("../../routines/long-run-recovery.ron"),
    include_str!("../../routines/post-run-twenty.ron"),
    include_str!("../../routines/ten-before-work.ron"),
];

/// A piece of a text with the blanks before it.
#[derive(Clone, Debug)]
struct Piece<'a> {
    blanks: &'a str,
    text: std::borrow::Cow<'a, str>,
}

impl Piece<'_> {
    fn is_comment(&self) -> bool {
        self.text.starts_with("//") || self.text.starts_with("/*")
    }
}

/// Cuts a text into its pieces; written without a look at how the program does it.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let (blanks, here) = rest.split_at(start);
        if here.is_empty() {
            return found;
        }
        let len = length(here);
        found.push(Piece { blanks, text: here[..len].into() });
        rest = &here[len..];
    }
}

fn length(here: &str) -> usize {
    if here.starts_with("//") {
        let line = here.split('\n').next().unwrap();
        return line.strip_suffix('\r').unwrap_or(line).len();
    }
    if here.starts_with("/*") {
        let (mut depth, mut at) = (0, 0);
        loop {
            if here[at..].starts_with("/*") {
                (depth, at) = (depth + 1, at + 2);
            } else if here[at..].starts_with("*/") {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            } else {
                at += here[at..].chars().next().unwrap().len_utf8();
            }
        }
    }
    if let Some(inside) = here.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.find(|c| {
            let end = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            end
        });
        return end.unwrap() + 2;
    }
    if let Some(hashes) = here.strip_prefix('r').and_then(|rest| rest.find(|c| c != '#'))
        && here[1 + hashes..].starts_with('"')
    {
        let end = format!("\"{}", "#".repeat(hashes));
        return 2 + hashes + here[2 + hashes..].find(&end).unwrap() + end.len();
    }
    let word = here.find(|c: char| !(c.is_alphanumeric() || "_-.#".contains(c))).unwrap_or(here.len());
    word.max(here.chars().next().unwrap().len_utf8().min(here.len()))
}

/// The comments of a text, sorted, as they are written.
pub fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> =
        pieces(text).into_iter().filter(Piece::is_comment).map(|piece| piece.text.into_owned()).collect();
    found.sort();
    found
}

/// How each step is written, from bracket to bracket, by the places of its block and of itself.
pub fn steps(text: &str) -> Vec<((usize, usize), String)> {
    let (mut at, mut open) = (0, Vec::new());
    let (mut found, mut blocks, mut steps) = (Vec::new(), 0, 0);
    let attribute = if text.starts_with("#!") { text.find('\n').unwrap() } else { 0 };
    at += attribute;
    for piece in pieces(&text[attribute..]) {
        let start = at + piece.blanks.len();
        at = start + piece.text.len();
        match &*piece.text {
            bracket @ ("(" | "[") => {
                open.push((bracket.to_owned(), start));
                let brackets: String = open.iter().map(|(bracket, _)| bracket.as_str()).collect();
                if brackets == "([(" {
                    (blocks, steps) = (blocks + 1, 0);
                }
            }
            ")" | "]" => {
                let brackets: String = open.iter().map(|(bracket, _)| bracket.as_str()).collect();
                let start = open.pop().map_or(0, |(_, start)| start);
                if brackets == "([([(" {
                    found.push(((blocks - 1, steps), text[start..at].to_owned()));
                    steps += 1;
                }
            }
            _ => {}
        }
    }
    found
}

/// Chance that comes out the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

impl Odd {
    /// The routine, rewritten.
    pub fn text(&self) -> String {
        let mut chance = Chance(self.seed);
        let pieces = self.with_comments(self.with_names(pieces(TEXTS[self.which])), &mut chance);
        let mut out = String::new();
        if self.names == 2 {
            out.push_str("#![enable(explicit_struct_names)]\n");
        }
        let mut open = false;
        for piece in &pieces {
            match self.blanks {
                Blanks::AsTheyAre if open && !piece.blanks.contains('\n') => out.push('\n'),
                Blanks::AsTheyAre => out.push_str(piece.blanks),
                Blanks::Tabs if open && !piece.blanks.contains('\n') => out.push_str("\n\t"),
                Blanks::Tabs => out.push_str(&piece.blanks.replace("    ", "\t")),
                _ if open => out.push('\n'),
                Blanks::OneLine => out.push_str(if ",:)]".contains(&*piece.text) { "" } else { " " }),
                Blanks::Anyhow => {
                    let any = ["", "", " ", " ", "  ", "\n", "\n", "\n\n", "\t", "\n    ", " \n\n\t", "\u{200E}"];
                    out.push_str(any[chance.below(any.len())]);
                }
            }
            out.push_str(&piece.text);
            // A line comment ends where its line does, and no sooner.
            open = piece.text.starts_with("//");
        }
        out.push_str(["", "\n", "\n\n"][chance.below(3)]);
        if self.crlf { out.replace('\n', "\r\n") } else { out }
    }

    fn with_comments<'a>(&self, pieces: Vec<Piece<'a>>, chance: &mut Chance) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        for piece in pieces {
            if self.comments > 0 && chance.below(self.comments) == 0 {
                let n = chance.below(1000);
                let text = match chance.below(5) {
                    0 => format!("// {n}"),
                    1 => format!("// ({n}, \"  "),
                    2 => format!("/* {n} */"),
                    3 => format!("/* [{n} /* ) */ // */"),
                    _ => format!("/* {n}\n over lines */"),
                };
                let blanks = ["", " ", "\n", "\n\n        "][chance.below(4)];
                out.push(Piece { blanks, text: text.into() });
            }
            out.push(piece);
        }
        out
    }

    fn with_names<'a>(&self, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
        let plain = |text: &'static str| Piece { blanks: "", text: text.into() };
        let words: Vec<String> =
            pieces.iter().filter(|piece| !piece.is_comment()).map(|piece| piece.text.to_string()).collect();
        let (mut at, mut out, mut wrapped) = (0, Vec::new(), None::<usize>);
        for mut piece in pieces {
            if piece.is_comment() {
                out.push(piece);
                continue;
            }
            let next = words.get(at + 1).map_or("", String::as_str);
            let opens = self.some && at > 1 && words[at - 1] == ":" && is_optional(&words[at - 2]);
            if opens {
                wrapped = Some(0);
                out.push(Piece { blanks: piece.blanks, text: "Some(".into() });
                piece.blanks = "";
            }
            if self.names > 0 && piece.text == "(" {
                let name = ["Routine(", "Block(", "Step("];
                let which = ["format", "name", "exercise"].iter().position(|first| *first == next);
                piece.text = which.map_or("(", |which| name[which]).into();
            }
            let bare = self.bare && piece.text == "," && matches!(next, ")" | "]");
            // The value that was opened ends before a comma or a bracket that is not its own.
            if let Some(depth) = &mut wrapped {
                match &*piece.text {
                    "(" => *depth += 1,
                    ")" if *depth > 0 => *depth -= 1,
                    "," | ")" if *depth == 0 => {
                        out.push(plain(")"));
                        wrapped = None;
                    }
                    _ => {}
                }
            }
            if !bare {
                out.push(piece);
            }
            at += 1;
        }
        out
    }
}

fn is_optional(field: &str) -> bool {
    matches!(field, "dose" | "goal" | "sides" | "tempo" | "ready" | "cue" | "budget" | "rest")
}
