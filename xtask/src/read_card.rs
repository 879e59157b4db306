//! Reading cards without a window.

use std::path::{Path, PathBuf, absolute};

use anyhow::Result;

use crate::models;
use crate::run::binary;
use crate::shell::{command, must};
use crate::system::{self, Purpose};

/// Builds what reads, and has it read.
pub fn run(root: &Path, json: &Path, photos: &[PathBuf], yes: bool) -> Result<()> {
    system::ensure(Purpose::Read, yes)?;
    models::ensure(root)?;
    must(command(root, "cargo", ["build", "--locked", "-p", "cards", "--bin", "read-card"]))?;
    let mut read = command(root, binary(root, "read-card"), ["--json"]);
    read.arg(absolute(json)?);
    for photo in photos {
        read.arg(absolute(photo)?);
    }
    must(read)
}
