//! How words are said that no dictionary knows: a small model guesses them letter by letter. Takes no whole sentences.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, op_registry};
use serde::Deserialize;

use super::VoiceError;

/// The model of hibari-tts 0.2.1 for words outside its lexicon, and what its numbers mean: see assets/voice/NOTICE.
const MODEL: &[u8] = include_bytes!("../../../assets/voice/oov.onnx");
const SIGNS: &str = include_str!("../../../assets/voice/oov.json");

/// What the model's numbers mean.
#[derive(Deserialize)]
struct Signs {
    /// Letters by their number, from 1.
    #[serde(rename = "in")]
    letters: Vec<char>,
    /// Phonemes by their number, from 1.
    #[serde(rename = "out")]
    phonemes: Vec<char>,
    /// The most letters that it takes at once.
    maxlen: usize,
}

/// The model, ready to run.
pub(super) struct Unknown {
    model: Model,
    letters: NodeId,
    phonemes: NodeId,
    signs: Signs,
    threads: Arc<ThreadPool>,
}

impl Unknown {
    /// Reads the model. `threads` is where it runs.
    pub(super) fn load(threads: Arc<ThreadPool>) -> Result<Self, VoiceError> {
        let operators = op_registry!(
            Add,
            ArgMax,
            Cast,
            Concat,
            Div,
            Erf,
            Gather,
            LayerNormalization,
            MatMul,
            Mul,
            Pow,
            Reshape,
            Shape,
            Slice,
            Softmax,
            Transpose,
            Unsqueeze
        );
        let model = ModelOptions::with_ops(operators).load_static_slice(MODEL).map_err(VoiceError::unreadable)?;
        let node = |name: &str| model.node_id(name).map_err(VoiceError::unreadable);
        let (letters, phonemes) = (node("chars")?, node("ids")?);
        let signs = serde_json::from_str(SIGNS).map_err(VoiceError::unreadable)?;
        Ok(Self { model, letters, phonemes, signs, threads })
    }

    /// The phonemes of `word`, as good as they can be guessed. A word of more than 24 letters is guessed in pieces, and
    /// signs that are no letters are not said.
    pub(super) fn said(&self, word: &str) -> Result<String, VoiceError> {
        let number = |letter: char| self.signs.letters.iter().position(|known| *known == letter);
        let letters: Vec<i32> = word.chars().filter_map(number).filter_map(|at| i32::try_from(at + 1).ok()).collect();
        let mut said = String::new();
        for piece in letters.chunks(self.signs.maxlen.max(1)) {
            let letters = Value::from_shape(&[1, piece.len()], piece.to_vec()).map_err(VoiceError::failed)?;
            let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
            let [heard] = self
                .model
                .run_n(vec![(self.letters, letters.into())], [self.phonemes], Some(options))
                .map_err(VoiceError::failed)?;
            let (_, heard) = heard.into_shape_vec::<i32, 2>().map_err(VoiceError::failed)?;
            said.extend(collapsed(&heard).filter_map(|at| self.signs.phonemes.get(at)));
        }
        Ok(said)
    }
}

/// What a row of guesses says, by the rule of connectionist temporal classification: the same guess again says nothing new,
/// and 0 stands between. Gives places in the list of phonemes, from 0.
fn collapsed(guesses: &[i32]) -> impl Iterator<Item = usize> {
    let before = std::iter::once(0).chain(guesses.iter().copied());
    let new = before.zip(guesses.iter().copied()).filter(|(before, guess)| before != guess);
    new.filter_map(|(_, guess)| usize::try_from(guess).ok()?.checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_guesses_say_one_thing() {
        let said = |guesses: &[i32]| collapsed(guesses).collect::<Vec<_>>();
        assert_eq!(said(&[0, 3, 3, 0, 3, 5, 5, 0, 0, 1]), [2, 2, 4, 0]);
        assert_eq!(said(&[7]), [6]);
        assert_eq!(said(&[0, 0, -1]), [0; 0]);
        assert_eq!(said(&[]), [0; 0]);
    }

    #[test]
    fn words_that_nobody_knows_are_guessed() {
        let unknown = Unknown::load(Arc::new(ThreadPool::with_num_threads(1))).unwrap();
        let frittle = unknown.said("frittle").unwrap();
        assert!(frittle.starts_with("fɹˈɪ") && frittle.ends_with('l'), "{frittle}");
        assert_eq!(unknown.said("frittle").unwrap(), frittle);
        assert_eq!(unknown.said("").unwrap(), "");
        assert_eq!(unknown.said("😀1").unwrap(), "");
        let long = unknown.said(&"frittle".repeat(20)).unwrap();
        assert!(long.chars().count() > 60, "{long}");
    }
}
