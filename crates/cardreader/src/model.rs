//! The two models: one finds lines, one reads them.

use rten::{Model, RunError};
use thiserror::Error;

/// The file of the model that finds lines.
pub const DETECTOR: &str = "PP-OCRv6_det_small.onnx";
/// The file of the model that reads them.
pub const RECOGNISER: &str = "PP-OCRv6_rec_small.onnx";

/// A model that is not what this program knows how to use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("the model is not the one that this program knows")]
pub struct Broken;

impl From<RunError> for Broken {
    fn from(_: RunError) -> Self {
        Self
    }
}

/// Both, with the characters that the second one knows.
pub(crate) struct Models {
    pub(crate) detector: Model,
    pub(crate) recogniser: Model,
    pub(crate) characters: Vec<String>,
}

impl Models {
    pub(crate) fn load(detector: Vec<u8>, recogniser: Vec<u8>) -> Result<Self, Broken> {
        let detector = Model::load(detector).map_err(|_| Broken)?;
        let recogniser = Model::load(recogniser).map_err(|_| Broken)?;
        // One a line, and one of them is a space of its own: nothing is trimmed.
        let list = recogniser.metadata().get("character").ok_or(Broken)?;
        let mut characters: Vec<String> = list.split('\n').map(str::to_owned).collect();
        characters.push(" ".to_owned());
        Ok(Self { detector, recogniser, characters })
    }
}
