//! Reads cards as the product does, without a window: `read-card --json OUT PHOTO...`.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use apart::{CardReader, Reading};
use serde_json::{Value, json};

fn main() -> Result<()> {
    apart::read_card_if_asked();
    let mut arguments = std::env::args_os().skip(1);
    let (Some(flag), Some(out)) = (arguments.next(), arguments.next()) else {
        bail!("read-card --json OUT PHOTO...");
    };
    if flag != "--json" {
        bail!("read-card --json OUT PHOTO...");
    }
    let program = std::env::current_exe().context("finding this program")?;
    let reader = CardReader::new(program, cards::models());
    let mut read = Vec::new();
    for photo in arguments.map(PathBuf::from) {
        read.push(said(&reader, &photo)?);
    }
    let text = serde_json::to_string_pretty(&read)?;
    std::fs::write(&out, text).with_context(|| format!("writing {}", out.display()))
}

/// One photo. A photo that cannot be read is told on standard error, and has no lines.
fn said(reader: &CardReader, photo: &Path) -> Result<Value> {
    let bytes = std::fs::read(photo).with_context(|| format!("reading {}", photo.display()))?;
    let reading = reader.read(&bytes, &mut |_| ControlFlow::Continue(()));
    if let Some(failed) = reading.failed {
        eprintln!("{}: {failed}", photo.display());
    }
    Ok(as_json(photo, &reading))
}

fn as_json(photo: &Path, reading: &Reading) -> Value {
    let corners = |line: &cardreader::Line| {
        let corners = line.corners.map(|at| json!([at.x.round() as i64, at.y.round() as i64]));
        json!({ "text": line.text, "box": corners })
    };
    let fields = &reading.fields;
    json!({
        "photo": photo.to_string_lossy(),
        "lines": reading.lines.iter().map(corners).collect::<Vec<_>>(),
        "fields": {
            "company": fields.company,
            "person": fields.person,
            "title": fields.title,
            "mobiles": fields.mobiles,
            "phones": fields.phones,
            "emails": fields.emails,
            "address": fields.address,
            "wechat": fields.wechat,
            "website": fields.website,
        },
        "qr": reading.codes,
        "cpu_ms": reading.cpu_ms,
        "peak_mb": reading.peak_bytes.div_ceil(1 << 20),
    })
}
