//! How words are said that a dictionary knows, and their plurals and other endings. Guesses nothing.

use std::io::Read;

use flate2::read::GzDecoder;

use super::VoiceError;

/// Lines of word, tab, phonemes, in the order of their bytes: made by tests/voice/lexicon.py.
const PACKED: &[u8] = include_bytes!("../../../assets/voice/lexicon.txt.gz");

/// The dictionary, as the text that it is: searched in place, it takes 2.2 MB and no time to build.
pub(super) struct Lexicon {
    lines: String,
}

/// How a word is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said<'a> {
    /// Its phonemes within a sentence.
    pub(super) usual: &'a str,
    /// Its phonemes at the end of one: "this" and "can" are stressed there.
    pub(super) last: &'a str,
}

impl Lexicon {
    pub(super) fn load() -> Result<Self, VoiceError> {
        let mut lines = String::with_capacity(2_300_000);
        GzDecoder::new(PACKED).read_to_string(&mut lines).map_err(VoiceError::unreadable)?;
        Ok(Self { lines })
    }

    /// How `word` is said, if it is there as it is. Words are in lower case, and names of letters are capitals.
    pub(super) fn find(&self, word: &str) -> Option<Said<'_>> {
        let (mut low, mut high) = (0, self.lines.len());
        while low < high {
            // Both ends are where lines begin, so this line lies between them.
            let middle = self.line_start(low.midpoint(high));
            let line = self.lines[middle..].lines().next()?;
            let mut columns = line.split('\t');
            let (entry, usual) = (columns.next()?, columns.next()?);
            match entry.cmp(word) {
                std::cmp::Ordering::Equal => return Some(Said { usual, last: columns.next().unwrap_or(usual) }),
                std::cmp::Ordering::Less => low = middle + line.len() + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Where the line begins that byte `at` lies in.
    fn line_start(&self, at: usize) -> usize {
        self.lines.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
    }

    /// The phonemes of `word`, a word in lower case, if it or what it is made of is there: as it is, with an ending, or as two words in one.
    pub(super) fn said(&self, word: &str, last: bool) -> Option<String> {
        let pick = |said: Said<'_>| if last { said.last } else { said.usual }.to_owned();
        self.find(word).map(pick).or_else(|| self.with_ending(word)).or_else(|| self.compound(word))
    }

    /// The phonemes of a word with an ending that the dictionary leaves out because it follows from the word.
    fn with_ending(&self, word: &str) -> Option<String> {
        // "runners'" sounds as "runners" does.
        if let Some(plural) = word.strip_suffix('\'') {
            return self.said(plural, false);
        }
        if let Some(owner) = word.strip_suffix("'s") {
            return self.said(owner, false).map(|stem| plural(&stem));
        }
        if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            let without_e = stem.strip_suffix('e').unwrap_or_default();
            let with_y = stem.strip_suffix("ie").map(|stem| format!("{stem}y")).unwrap_or_default();
            return self.first_of(&[stem, without_e, &with_y]).map(plural);
        }
        if let Some(stem) = word.strip_suffix("ed") {
            let with_y = stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default();
            // "hoped" is no "hop": that would have doubled its p.
            return self.first_of(&[&format!("{stem}e"), stem, halved(stem), &with_y]).map(past);
        }
        let stem = word.strip_suffix("ing")?;
        self.first_of(&[&format!("{stem}e"), stem, halved(stem)]).map(|stem| format!("{}ɪŋ", tapped(stem)))
    }

    /// The phonemes of the first of `stems` that is there. One letter is no stem.
    fn first_of(&self, stems: &[&str]) -> Option<&str> {
        let mut long = stems.iter().filter(|stem| stem.len() >= SHORTEST_STEM);
        long.find_map(|stem| self.find(stem)).map(|said| said.usual)
    }

    /// The phonemes of two words written as one, such as "deadlift": the longest first word for which both are there.
    fn compound(&self, word: &str) -> Option<String> {
        let mut parts = (SHORTEST_PART..word.len()).rev().filter_map(|at| word.split_at_checked(at));
        let known = |(first, second): (&str, &str)| {
            if second.len() < SHORTEST_PART && !PARTICLES.contains(&second) {
                return None;
            }
            let first = self.find(first)?.usual;
            let second = self.find(second).map(|said| said.usual.to_owned()).or_else(|| self.with_ending(second))?;
            // The first word carries the stress.
            Some(format!("{first}{}", second.replace('ˈ', "ˌ")))
        };
        parts.find_map(known)
    }
}

/// The shortest word that endings are added to, in bytes.
const SHORTEST_STEM: usize = 2;
/// The shortest part of a compound, in letters: parts of three are found in words that are none.
const SHORTEST_PART: usize = 4;
/// Shorter words that compounds end in.
const PARTICLES: [&str; 5] = ["up", "ups", "in", "out", "off"];

/// Without the second of two equal consonants at its end; nothing if there are none.
fn halved(stem: &str) -> &str {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(before)) if last == before => &stem[..stem.len() - last.len_utf8()],
        _ => "",
    }
}

/// With the s of a plural, as its last sound asks for.
fn plural(stem: &str) -> String {
    let ending = match stem.chars().next_back() {
        Some('s' | 'z' | 'ʃ' | 'ʒ' | 'ʧ' | 'ʤ') => "ᵻz",
        Some('p' | 't' | 'k' | 'f' | 'θ') => "s",
        _ => "z",
    };
    format!("{stem}{ending}")
}

/// With the d of the past.
fn past(stem: &str) -> String {
    match stem.chars().next_back() {
        Some('t' | 'd') => format!("{}ᵻd", tapped(stem)),
        Some('p' | 'k' | 'f' | 'θ' | 's' | 'ʃ' | 'ʧ') => format!("{stem}t"),
        _ => format!("{stem}d"),
    }
}

/// With its last t as Americans say it before a vowel, if a vowel comes before it, too.
fn tapped(stem: &str) -> String {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some('t'), Some(before)) if "AIOQWYaeiouæɑɐɒɔəɚɛɜɪʊʌɹ".contains(before) => {
            format!("{}T", &stem[..stem.len() - 1])
        }
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_is() {
        let lexicon = Lexicon::load().unwrap();
        let words: Vec<&str> = lexicon.lines.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(words.len() > 80_000 && words.is_sorted());
        let ends = [words[0], words[1], words[words.len() - 1], words[words.len() - 2]];
        for word in words.iter().step_by(97).chain(&ends) {
            assert!(lexicon.find(word).is_some(), "{word}");
            assert_eq!(lexicon.find(&format!("{word}\u{1}")), None, "{word}");
        }
        for none in ["", "\u{0}", "zzzz", "squatz", "~"] {
            assert_eq!(lexicon.find(none), None, "{none}");
        }
    }

    #[test]
    fn endings_sound_as_their_word_asks_for() {
        let lexicon = Lexicon::load().unwrap();
        let said = [
            ("squats", "skwˈɑts"),
            ("quads", "kwˈɑdz"),
            ("lunges", "lˈʌnʤᵻz"),
            ("stretches", "stɹˈɛʧᵻz"),
            ("bodies", "bˈɑdiz"),
            ("child's", "ʧˈIldz"),
            ("runner's", "ɹˈʌnəɹz"),
            ("runners'", "ɹˈʌnəɹz"),
            ("rolled", "ɹˈOld"),
            ("planked", "plˈæŋkt"),
            ("hoped", "hˈOpt"),
            ("lunging", "lˈʌnʤɪŋ"),
            ("planking", "plˈæŋkɪŋ"),
        ];
        for (word, expected) in said {
            assert_eq!(lexicon.said(word, false).as_deref(), Some(expected), "{word}");
        }
        for unknown in ["ss", "s", "'s", "'", "ing", "ed", "frittle", "zorbed"] {
            assert!(lexicon.said(unknown, false).is_none_or(|said| !said.is_empty()), "{unknown}");
        }
    }

    #[test]
    fn two_words_in_one_are_said_as_two() {
        let lexicon = Lexicon::load().unwrap();
        assert_eq!(lexicon.said("deadlift", false).as_deref(), Some("dˈɛdlˌɪft"));
        assert_eq!(lexicon.said("deadlifts", false).as_deref(), Some("dˈɛdlˌɪfts"));
        assert_eq!(lexicon.said("frogpump", false).as_deref(), Some("fɹˈɔɡpˌʌmp"));
        assert_eq!(lexicon.said("zorblax", false), None);
    }

    #[test]
    fn small_words_are_stressed_at_the_end() {
        let lexicon = Lexicon::load().unwrap();
        assert_ne!(lexicon.said("this", true), lexicon.said("this", false));
        assert_eq!(lexicon.said("split", true), lexicon.said("split", false));
    }
}
