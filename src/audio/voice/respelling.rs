//! Words that are to be said as other words: a person's own, and a few that come with Afterrun. Knows no phonemes.

use std::collections::BTreeMap;

/// Words and how they are spelt to be said right: "pigeon" as "pidgin". They hold for whole words in any case, and one may be of several words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respellings {
    /// By their words in lower case.
    by_words: BTreeMap<Vec<String>, String>,
    /// The words of the longest one.
    longest: usize,
}

/// What runners write and no dictionary has, or has as another word. As [`Respellings`], after the person's own.
const OURS: [(&str, &str); 11] = [
    ("amrap", "am rap"),
    ("emom", "ee mom"),
    ("hiit", "hit"),
    ("it band", "eye tee band"),
    ("it bands", "eye tee bands"),
    ("itb", "eye tee bee"),
    ("rom", "are oh em"),
    ("rpe", "are pea ee"),
    ("vs", "versus"),
    ("vo2", "vee oh two"),
    ("vo2max", "vee oh two max"),
];

impl Respellings {
    /// Respellings that come with Afterrun.
    pub(super) fn ours() -> Self {
        OURS.into_iter().collect()
    }

    /// `text` with all that is to be said as something else replaced, the longest first. What comes in is not looked at again.
    pub(super) fn applied(&self, text: &str) -> String {
        if self.by_words.is_empty() {
            return text.to_owned();
        }
        let pieces = pieces(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            if let Some((length, respelt)) = self.at(&pieces[at..]) {
                out.push_str(respelt);
                at += length;
            } else {
                out.push_str(piece);
                at += 1;
            }
        }
        out
    }

    /// How the words that `pieces` begin with are respelt, and of how many pieces they are.
    fn at(&self, pieces: &[&str]) -> Option<(usize, &str)> {
        let joined = |gap: &str| gap.chars().all(|sign| sign == ' ' || sign == '-');
        (1..=self.longest).rev().map(|words| 2 * words - 1).find_map(|length| {
            let pieces = pieces.get(..length)?;
            let key = pieces.iter().step_by(2).map(|word| lower(word)).collect::<Vec<_>>();
            let gaps = pieces.iter().skip(1).step_by(2).all(|gap| joined(gap));
            self.by_words.get(&key).filter(|_| gaps).map(|respelt| (length, respelt.as_str()))
        })
    }
}

impl<W: AsRef<str>, S: Into<String>> FromIterator<(W, S)> for Respellings {
    /// Of the same word twice, the last counts; one without a word is left out.
    fn from_iter<I: IntoIterator<Item = (W, S)>>(respellings: I) -> Self {
        let words =
            |word: W| pieces(word.as_ref()).into_iter().filter(|piece| is_word(piece)).map(lower).collect::<Vec<_>>();
        let by_words: BTreeMap<_, _> =
            respellings.into_iter().map(|(word, respelt)| (words(word), respelt.into())).collect();
        let by_words: BTreeMap<_, _> = by_words.into_iter().filter(|(words, _)| !words.is_empty()).collect();
        let longest = by_words.keys().map(Vec::len).max().unwrap_or_default();
        Self { by_words, longest }
    }
}

/// A word as it is compared: in lower case, with straight apostrophes.
fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Whether a sign belongs to a word.
fn in_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '\'' || sign == '’'
}

fn is_word(piece: &str) -> bool {
    piece.starts_with(in_word)
}

/// Words and what stands between them, in turn.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = in_word(first);
        let (piece, after) = rest.split_at(rest.find(|sign| in_word(sign) != word).unwrap_or(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case_are_respelt() {
        let own: Respellings =
            [("Pigeon", "pidgin"), ("child’s pose", "balasana"), ("", "nothing")].into_iter().collect();
        let said = [
            ("Pigeon, left.", "pidgin, left."),
            ("PIGEON pigeons pigeon", "pidgin pigeons pidgin"),
            ("Next up: Child's pose", "Next up: balasana"),
            ("child’s  pose", "balasana"),
            ("child’s, pose", "child’s, pose"),
            ("", ""),
            ("--", "--"),
        ];
        for (text, expected) in said {
            assert_eq!(own.applied(text), expected);
        }
        assert_eq!(Respellings::default().applied("Pigeon"), "Pigeon");
    }

    #[test]
    fn the_longest_counts_and_what_comes_in_is_not_respelt_again() {
        let own: Respellings = [("it", "that"), ("it band", "it belt"), ("that", "it")].into_iter().collect();
        assert_eq!(own.applied("Roll it, the IT band and that"), "Roll that, the it belt and it");
    }

    #[test]
    fn abbreviations_of_runners_come_with_afterrun() {
        let ours = Respellings::ours();
        assert_eq!(ours.applied("IT band (outer thigh)"), "eye tee band (outer thigh)");
        assert_eq!(ours.applied("Hold it, band round the knees"), "Hold it, band round the knees");
    }
}
