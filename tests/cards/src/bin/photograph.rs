//! Writes photos of invented cards, and what is on them: `photograph FOLDER NUMBER...`. For tests of screens.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::json;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        bail!("photograph FOLDER NUMBER...");
    };
    let mut written = Vec::new();
    for number in arguments {
        let number = number.to_string_lossy().parse().context("a card's number")?;
        let card = cards::card(number)?;
        let path = folder.join(format!("card-{number}.jpg"));
        std::fs::write(&path, card.photo.jpeg())
            .with_context(|| format!("writing {}", path.display()))?;
        written.push(json!({
            "photo": path,
            "company": card.person.company,
            "person": card.person.name,
            "lines": card.lines,
        }));
    }
    println!("{}", serde_json::to_string(&written)?);
    Ok(())
}
