//! Words to phonemes, in pieces that are spoken in one breath. Makes no sound.

use std::collections::HashMap;
use std::sync::Arc;

use rten::ThreadPool;

use super::VoiceError;
use super::lexicon::Lexicon;
use super::respelling::Respellings;
use super::unknown::Unknown;
use super::words::{Mark, Token, tokens};

/// The number of each sign that the acoustic model knows, as it is in the wheel: see assets/voice/NOTICE.
const VOCABULARY: &str = include_str!("../../../assets/voice/vocab.json");

/// The most of a text that is said, in characters: half a minute and more. The rest is left out from the last word on that
/// does not fit: who has so much to say has not written a cue.
pub(super) const LONGEST: usize = 600;
/// The most phonemes in one breath: some six seconds. Memory grows with them, by 5 MB a second.
const BREATH: usize = 96;

const VOWELS: &str = "AIOQWYaeiouæɑɐɒɔəɚɛɜɪʊʌᵊᵻ";

/// Reads text aloud as far as phonemes.
pub(super) struct Reading {
    lexicon: Lexicon,
    unknown: Unknown,
    vocabulary: HashMap<char, i32>,
    ours: Respellings,
}

/// What is said in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Breath {
    /// Its phonemes, with spaces and marks between.
    pub(super) phonemes: String,
    /// What comes after it, if anything does.
    pub(super) then: Rest,
}

/// How long the voice rests after a breath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// A sentence has ended.
    Sentence,
    /// A part of one has.
    Part,
    /// It was only too long.
    Word,
}

/// A word and its phonemes within a sentence that is being put together.
struct Spoken {
    phonemes: String,
    mark: Option<char>,
}

impl Reading {
    /// Reads what is known about words. `threads` is where models run.
    pub(super) fn load(threads: Arc<ThreadPool>) -> Result<Self, VoiceError> {
        let vocabulary = serde_json::from_str(VOCABULARY).map_err(VoiceError::unreadable)?;
        Ok(Self { lexicon: Lexicon::load()?, unknown: Unknown::load(threads)?, vocabulary, ours: Respellings::ours() })
    }

    /// The breaths of `text`: none if there is nothing to say.
    pub(super) fn breaths(&self, text: &str, respelt: &Respellings) -> Result<Vec<Breath>, VoiceError> {
        let text = self.ours.applied(&respelt.applied(beginning(text)));
        let tokens = tokens(&text);
        let mut breaths = Vec::new();
        for sentence in tokens.split_inclusive(|token| matches!(token, Token::Mark(Mark::End(_)))) {
            breaths.extend(breaths_of(&self.sentence(sentence)?));
        }
        Ok(breaths)
    }

    /// The numbers that the acoustic model takes for `phonemes`; signs that it does not know are left out.
    pub(super) fn ids(&self, phonemes: &str) -> Vec<i32> {
        let known = phonemes.chars().filter_map(|sign| self.vocabulary.get(&sign).copied());
        std::iter::once(0).chain(known).chain(std::iter::once(0)).collect()
    }

    fn sentence(&self, tokens: &[Token]) -> Result<Vec<Spoken>, VoiceError> {
        let mut spoken: Vec<Spoken> = Vec::new();
        // Backwards: how "the" is said depends on what comes after it.
        for (at, token) in tokens.iter().enumerate().rev() {
            let next = spoken.last().filter(|next: &&Spoken| !next.phonemes.is_empty());
            let phonemes = match token {
                Token::Word(word) => self.word(word, at == 0, next.map(|next| next.phonemes.as_str()))?,
                Token::Letters(letters) => self.letters(letters),
                Token::Mark(Mark::End(mark) | Mark::Within(mark)) => {
                    spoken.push(Spoken { phonemes: String::new(), mark: Some(*mark) });
                    continue;
                }
            };
            match spoken.last_mut() {
                // A mark belongs to the word before it.
                Some(mark) if mark.phonemes.is_empty() && !phonemes.is_empty() => mark.phonemes = phonemes,
                _ if phonemes.is_empty() => {}
                _ => spoken.push(Spoken { phonemes, mark: None }),
            }
        }
        spoken.retain(|spoken| !spoken.phonemes.is_empty());
        spoken.reverse();
        Ok(spoken)
    }

    /// The phonemes of a word. `next` are those of the word that follows it without a mark between.
    fn word(&self, written: &str, first: bool, next: Option<&str>) -> Result<String, VoiceError> {
        let word = written.to_ascii_lowercase();
        let vowel_next = next.map(|next| next.trim_start_matches(['ˈ', 'ˌ']).starts_with(|sign| VOWELS.contains(sign)));
        let weak = match (word.as_str(), vowel_next) {
            ("the", Some(true)) => Some("ði"),
            ("the", Some(false)) => Some("ðə"),
            ("to", Some(true)) => Some("tʊ"),
            ("to", Some(false)) => Some("tə"),
            // "A pull in the calf", but "group A".
            ("a", Some(_)) if first || written == "a" => Some("ɐ"),
            ("an", Some(_)) => Some("ɐn"),
            _ => None,
        };
        if let Some(weak) = weak {
            return Ok(weak.to_owned());
        }
        if word.len() == 1 {
            return Ok(self.letters(&word.to_ascii_uppercase()));
        }
        if let Some(said) = self.lexicon.said(&word, next.is_none()) {
            return Ok(said);
        }
        if word.contains('-') {
            let parts: Vec<&str> = written.split('-').filter(|part| !part.is_empty()).collect();
            let mut said = String::new();
            for (at, part) in parts.iter().enumerate() {
                let next = if at + 1 < parts.len() { Some("t") } else { next };
                said += &if at == 0 { String::new() } else { " ".to_owned() };
                said += &self.word(part, first && at == 0, next)?;
            }
            return Ok(said);
        }
        if is_initialism(written) {
            return Ok(self.letters(written));
        }
        if let Some(owner) = word.strip_suffix("'s") {
            return Ok(format!("{}z", self.unknown.said(owner)?));
        }
        self.unknown.said(&word.replace('\'', ""))
    }

    /// Letters by their names.
    fn letters(&self, letters: &str) -> String {
        let mut buffer = [0; 4];
        let names = letters.chars().filter_map(|letter| self.lexicon.find(letter.encode_utf8(&mut buffer)));
        names.map(|said| said.usual).collect::<Vec<_>>().join("")
    }
}

/// As much of a text as is said.
fn beginning(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => {
            let kept = &text[..end];
            kept.rfind(char::is_whitespace).map_or(kept, |last| &kept[..last])
        }
    }
}

/// A short word in capitals that nobody can read as a word, such as TRX.
fn is_initialism(written: &str) -> bool {
    let vowel = |sign: char| "AEIOUY".contains(sign);
    written.len() <= 5 && written.chars().all(|sign| sign.is_ascii_uppercase() && !vowel(sign))
}

/// A sentence in as few breaths as it takes, parted at marks if there are some, and else between words.
fn breaths_of(sentence: &[Spoken]) -> Vec<Breath> {
    let mut breaths = Vec::new();
    let mut rest = sentence;
    while !rest.is_empty() {
        let mut length = 0;
        let fits = rest.iter().take_while(|spoken| {
            length += spoken.phonemes.chars().count() + 1;
            length <= BREATH
        });
        let fits = fits.count().max(1);
        let marked = rest[..fits].iter().rposition(|spoken| spoken.mark.is_some()).map_or(fits, |at| at + 1);
        let (breath, after) = rest.split_at(if fits == rest.len() { fits } else { marked });
        rest = after;
        let then = match breath.last().and_then(|spoken| spoken.mark) {
            _ if after.is_empty() => Rest::Sentence,
            Some(_) => Rest::Part,
            None => Rest::Word,
        };
        breaths.push(Breath { phonemes: joined(breath, then), then });
    }
    breaths
}

/// The phonemes of words with spaces between and a mark at the end: without one, a sentence sounds cut off.
fn joined(breath: &[Spoken], then: Rest) -> String {
    let word = |spoken: &Spoken| spoken.phonemes.chars().chain(spoken.mark).collect::<String>();
    let mut phonemes = breath.iter().map(word).collect::<Vec<_>>().join(" ");
    if then == Rest::Sentence && !phonemes.ends_with(['.', '!', '?']) {
        phonemes.truncate(phonemes.trim_end_matches([',', ':', ';']).len());
        phonemes.push('.');
    }
    phonemes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phonemes(reading: &Reading, text: &str) -> Vec<String> {
        let breaths = reading.breaths(text, &Respellings::default()).unwrap();
        breaths.into_iter().map(|breath| breath.phonemes).collect()
    }

    fn reading() -> Reading {
        Reading::load(Arc::new(ThreadPool::with_num_threads(1))).unwrap()
    }

    #[test]
    fn cues_are_read_sentence_by_sentence() {
        let reading = reading();
        let said: [(&str, &[&str]); 13] = [
            ("Left. Half split. Thirty seconds.", &["lˈɛft.", "hˈæf splˈɪt.", "θˈɜɹTi sˈɛkəndz."]),
            ("Right side", &["ɹˈIt sˈId."]),
            ("Next up: Runner’s lunge", &["nˈɛkst ˌʌp: ɹˈʌnəɹz lˈʌnʤ."]),
            ("IT band", &["ˈI tˈi bˈænd."]),
            ("Hold it", &["hˈOld ɪt."]),
            ("TRX row", &["tˈiˈɑɹˈɛks ɹˈO."]),
            ("HALF SPLIT", &["hˈæf splˈɪt."]),
            ("The elbow to the ankle", &["ði ˈɛlbO tə ði ˈæŋkᵊl."]),
            ("Group A", &["ɡɹˈup ˈA."]),
            ("A pull in the calf", &["ɐ pˈʊl ɪn ðə kˈæf."]),
            ("Ready?", &["ɹˈɛdi?"]),
            ("Ready,", &["ɹˈɛdi."]),
            ("…", &[]),
        ];
        for (text, expected) in said {
            let said: Vec<String> = phonemes(&reading, text).iter().map(|said| said.replace('ˌ', "")).collect();
            let expected: Vec<String> = expected.iter().map(|said| said.replace('ˌ', "")).collect();
            assert_eq!(said, expected, "{text}");
        }
    }

    #[test]
    fn a_respelling_is_read_in_place_of_the_word() {
        let reading = reading();
        let respelt = [("pigeon", "pidgin"), ("it band", "the band")].into_iter().collect();
        let said = |text| reading.breaths(text, &respelt).unwrap().pop().unwrap().phonemes;
        assert_eq!(said("Pigeon"), said("pidgin"));
        assert_eq!(said("IT band"), said("the band"));
    }

    #[test]
    fn long_texts_are_read_in_breaths_that_lose_nothing() {
        let reading = reading();
        let sentence = ["keep the heel down and breathe"; 12].join(", ");
        let plain = ["keep the heel down and breathe"; 12].join(" ");
        for (text, rest) in [(&sentence, Rest::Part), (&plain, Rest::Word)] {
            let breaths = reading.breaths(text, &Respellings::default()).unwrap();
            assert!(breaths.len() > 2);
            let (last, before) = breaths.split_last().unwrap();
            assert!(before.iter().all(|breath| breath.then == rest) && last.then == Rest::Sentence);
            assert!(breaths.iter().all(|breath| breath.phonemes.chars().count() <= BREATH + 1), "{breaths:?}");
            let words: usize = breaths.iter().map(|breath| breath.phonemes.split(' ').count()).sum();
            assert_eq!(words, 12 * 6);
        }
        // A word that is longer than a breath is one all the same.
        assert_eq!(phonemes(&reading, &"frittle".repeat(40)).len(), 1);
    }

    #[test]
    fn what_is_too_long_ends_after_a_word() {
        let text = "lunge ".repeat(200);
        let kept = beginning(&text);
        assert!(kept.chars().count() <= LONGEST && kept.chars().count() > LONGEST - 7 && kept.ends_with("lunge"));
        assert_eq!(beginning("short"), "short");
        assert_eq!(beginning(&"é".repeat(700)).chars().count(), LONGEST);
    }

    #[test]
    fn every_phoneme_that_is_known_has_a_number() {
        let reading = reading();
        let text = "Fox, fish; chips: sushi! The thirsty judge measured a young Viking's yoga, frittle zorblax?";
        for said in phonemes(&reading, text) {
            let unknown: Vec<char> = said.chars().filter(|sign| !reading.vocabulary.contains_key(sign)).collect();
            assert!(unknown.is_empty(), "{said}: {unknown:?}");
            assert_eq!(reading.ids(&said).len(), said.chars().count() + 2);
        }
        assert_eq!(reading.ids("☃"), [0, 0]);
    }
}
