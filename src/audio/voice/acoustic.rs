//! Phoneme ids to the spectra of a voice, by the acoustic model. Knows no text and makes no samples.
//!
//! The model writes, for each frame of 12.5 ms, what [`super::waveform`] needs; see there for what it means.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, op_registry};

use super::VoiceError;
use super::waveform::{BINS, Spectra};

/// The acoustic model of hibari-tts 0.2.1, as it is in its wheel: see assets/voice/NOTICE.
const MODEL: &[u8] = include_bytes!("../../../assets/voice/hibari.onnx");
/// Its outputs, in the order in which they are asked for.
const OUTPUTS: [&str; 6] = ["lh", "theta", "ln", "lr", "phi", "f0"];

/// The acoustic model, ready to run.
pub(super) struct Acoustic {
    model: Model,
    ids: NodeId,
    speed: NodeId,
    outputs: [NodeId; 6],
    threads: Arc<ThreadPool>,
}

impl Acoustic {
    /// Reads the model. `threads` is where it runs.
    pub(super) fn load(threads: Arc<ThreadPool>) -> Result<Self, VoiceError> {
        // Only what this model is made of, so that the program carries no more.
        let operators = op_registry!(
            Add,
            Cast,
            Clip,
            Concat,
            Conv,
            CumSum,
            Div,
            DynamicQuantizeLinear,
            Erf,
            Exp,
            Gather,
            GreaterOrEqual,
            LayerNormalization,
            Log,
            MatMul,
            MatMulInteger,
            Mul,
            Pow,
            Range,
            ReduceSum,
            Relu,
            Reshape,
            Round,
            Shape,
            Slice,
            Softmax,
            Split,
            Sub,
            Tile,
            Transpose,
            Unsqueeze
        );
        let model = ModelOptions::with_ops(operators)
            .prepack_weights(true)
            .load_static_slice(MODEL)
            .map_err(VoiceError::unreadable)?;
        let node = |name: &str| model.node_id(name).map_err(VoiceError::unreadable);
        let (ids, speed) = (node("ids")?, node("speed")?);
        let mut outputs = [ids; 6];
        for (output, name) in outputs.iter_mut().zip(OUTPUTS) {
            *output = node(name)?;
        }
        Ok(Self { model, ids, speed, outputs, threads })
    }

    /// The spectra of phonemes, at the model's own speed.
    pub(super) fn spectra(&self, ids: Vec<i32>) -> Result<Spectra, VoiceError> {
        let ids = Value::from_shape(&[1, ids.len()], ids).map_err(VoiceError::failed)?;
        let speed = Value::from_shape(&[1], vec![1.0_f32]).map_err(VoiceError::failed)?;
        let inputs = vec![(self.ids, ids.into()), (self.speed, speed.into())];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let outputs = self.model.run_n(inputs, self.outputs, Some(options)).map_err(VoiceError::failed)?;
        let [lh, theta, ln, lr, phi, f0] = outputs;
        let (frames, f0) = match f0.into_shape_vec::<f32, 2>() {
            Ok(([1, frames], f0)) => (frames, f0),
            Ok((shape, _)) => return Err(VoiceError::Failed(format!("f0 has the shape {shape:?}"))),
            Err(error) => return Err(VoiceError::failed(error)),
        };
        let plane = |value: Value| match value.into_shape_vec::<f32, 3>() {
            Ok(([1, BINS, length], plane)) if length == frames => Ok(plane),
            Ok((shape, _)) => Err(VoiceError::Failed(format!("a spectrum has the shape {shape:?}"))),
            Err(error) => Err(VoiceError::failed(error)),
        };
        Ok(Spectra { lh: plane(lh)?, theta: plane(theta)?, ln: plane(ln)?, lr: plane(lr)?, phi: plane(phi)?, f0 })
    }
}
