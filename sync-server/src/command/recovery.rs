use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::Result;
use protocol::recovery::Report;

use crate::folder::Folder;
use crate::ledger::Ledger;
use crate::world::{Clock, Random};

/// How far the last recovery of a folder's store has come; the server may be running. With `confirm` it
/// ends: what has not come back is given up.
///
/// # Errors
/// When there is no company.
pub fn recovery(
    folder: &Folder,
    confirm: bool,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<Option<Report>> {
    let ledger = Ledger::open(Box::new(folder.open()?), clock, random)?;
    if confirm {
        ledger.confirm()?;
    }
    Ok(ledger.recovery()?)
}

/// A report, for an administrator.
pub fn describe(report: &Report) -> String {
    let mut text = String::new();
    let state = if report.ended_ms.is_some() { "over" } else { "under way" };
    let _ = writeln!(text, "The recovery is {state}.");
    let back = report.through;
    let _ = match report.once {
        Some(once) => writeln!(text, "The store had {once} arrivals and went back to {back}."),
        None => writeln!(text, "The store went back to arrival {back}."),
    };
    let list = |ranges: &[protocol::recovery::Range]| {
        ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    for chain in &report.chains {
        let whose = format!("{} {} ({})", chain.person, chain.device, chain.log.enrolment);
        if !chain.back.is_empty() {
            let _ = writeln!(text, "came back: {whose}: {}", list(&chain.back));
        }
        if !chain.missing.is_empty() {
            let _ = writeln!(text, "MISSING:   {whose}: {}", list(&chain.missing));
        }
    }
    for silent in &report.silent {
        let _ = writeln!(text, "not heard: {} {}", silent.person, silent.device);
    }
    text
}
