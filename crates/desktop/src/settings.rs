//! The few things that a window must know before anybody unlocks it: a name for the lock screen and the
//! language. Nothing of a customer is ever here.

use std::path::Path;

use serde::{Deserialize, Serialize};

const FILE: &str = "settings.json";

/// Plain settings beside the encrypted database.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whose workspace it is.
    pub name: String,
    /// `zh-CN`, `zh-Hant` or `en`; empty until somebody chooses.
    pub language: String,
    /// Whether this computer's login is to open the workspace when the program starts.
    pub by_login: bool,
    /// In the first workspace's folder: which workspace of the laptop was used last.
    pub last: String,
}

impl Settings {
    /// Reads them; a missing or odd file is the default.
    pub fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Changes them. They are a convenience: a disk that refuses costs nothing.
    pub fn change(folder: &Path, change: impl FnOnce(&mut Self)) {
        let mut settings = Self::read(folder);
        change(&mut settings);
        let text = serde_json::to_string(&settings).unwrap_or_default();
        let written =
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(folder.join(FILE), text));
        if let Err(error) = written {
            tracing::warn!(%error, "settings could not be kept");
        }
    }
}
