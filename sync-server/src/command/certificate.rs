use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::Rule;
use domain::ruling::Owner;
use domain::time::Instant;
use facts::certificate::{Certificate, Verified};

/// The largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Checks a certificate: every signature up to the company's key, and the ruling by its rules. No server,
/// no database and no network take part.
///
/// # Errors
/// When the file does not read, or proves nothing.
pub fn verify_certificate(file: &Path) -> Result<Verified> {
    let reading = || format!("reading {}", file.display());
    if fs::metadata(file).with_context(reading)?.len() > FILE_BYTES_MAX {
        bail!("{} is larger than any certificate", file.display());
    }
    let bytes = fs::read(file).with_context(reading)?;
    Certificate::verify(&bytes).with_context(|| format!("{} proves nothing", file.display()))
}

/// What a certificate proves, for people.
pub fn describe_certificate(verified: &Verified) -> String {
    let Verified { book, customer, registered, records } = verified;
    let ruling = &customer.ruling;
    let mut text = String::new();
    let zone = &book.company.zone;
    let date = |at: Instant| zone.day(at).to_string();
    let _ = writeln!(text, "Company:     {} ({})", book.company.name, book.id);
    let _ = writeln!(text, "Checked:     {records} records, all as signed");
    let owner = match &ruling.owner {
        Owner::Person(person) => person.to_string(),
        Owner::Pool(pool) => format!("waits in {pool}"),
        Owner::Company => "waits for headquarters".to_owned(),
        Owner::None => "nobody".to_owned(),
    };
    let _ = writeln!(text, "Owner:       {owner}");
    if let Some(effective) = ruling.effective {
        let signer = customer.cluster.cards.get(&effective).map(|file| file.signer().to_string());
        let _ = writeln!(text, "Counts:      the card of {}", signer.unwrap_or_default());
    }
    let helpers: Vec<String> = ruling.helpers.iter().map(ToString::to_string).collect();
    if !helpers.is_empty() {
        let _ = writeln!(text, "Help:        {}", helpers.join(", "));
    }
    let rules: Vec<&str> = ruling.rules().into_iter().map(Rule::id).collect();
    let _ = writeln!(text, "Rules:       {}", rules.join(", "));
    let state = customer.state.name();
    match registered {
        Some(at) => {
            let _ = writeln!(text, "Registered:  by the server on {} ({state})", date(*at));
        }
        None => {
            let _ = writeln!(text, "Registered:  no; this is what its maker knew ({state})");
        }
    }
    text
}
