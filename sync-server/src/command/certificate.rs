use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::ruling::{CardStanding, Owner, Reason, Ruling, State};
use domain::time::Instant;
use domain::{PersonId, Rule};
use facts::Book;
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

/// What a certificate proves, for people: whose customer it is and why, and of each card who signed it and when,
/// and on whose word that rests. What was written on the cards is not in it.
pub fn describe_certificate(verified: &Verified) -> String {
    let Verified { book, customer, registered, records, .. } = verified;
    let ruling = &customer.ruling;
    let at = |at: Instant| book.company.zone.wall_clock(at);
    let mut lines = Lines(String::new());
    lines.add("Company", format!("{} ({})", book.company.name, book.id));
    lines.add("Checked", format!("{records} records, all as signed"));
    for standing in &ruling.cards {
        describe_card(&mut lines, verified, standing);
    }
    lines.add("Owner", owner(ruling, book));
    match ruling.effective.and_then(|card| customer.cluster.cards.get(&card)) {
        Some(file) => lines.add("Counts", format!("the card of {}", person(book, file.signer()))),
        None => lines.add("Counts", "no card".to_owned()),
    }
    if !ruling.helpers.is_empty() {
        lines.add("Help", people(book, &ruling.helpers).join(", "));
    }
    if let Some(credit) = &ruling.credit {
        lines.add("Credit", person(book, credit));
    }
    let rules: Vec<&str> = ruling.rules().into_iter().map(Rule::id).collect();
    lines.add("Rules", rules.join(", "));
    let state = customer.state.name();
    lines.add(
        "Registered",
        match registered {
            Some(registered) => format!("by the server on {} ({state})", at(*registered)),
            None => format!("no; this is what its maker knew ({state})"),
        },
    );
    if let Some(finality) = customer.finality {
        let is_final = customer.state == State::Final;
        let what = if is_final { "since" } else { "not yet; from" };
        lines.add("Final", format!("{what} {}", at(finality.at)));
    }
    lines.0
}

/// One card: its numbers, who signed it when, and who proves that.
fn describe_card(lines: &mut Lines, verified: &Verified, standing: &CardStanding) {
    let Verified { book, customer, cards, .. } = verified;
    let at = |at: Instant| book.company.zone.wall_clock(at);
    let certified = cards.get(&standing.card).cloned().unwrap_or_default();
    let number = certified.number.map(|number| format!("official number {number}"));
    let number = number.unwrap_or_else(|| "no official number yet".to_owned());
    lines.add("Card", format!("{} ({number})", standing.card));
    let Some(file) = customer.cluster.cards.get(&standing.card) else { return };
    let (what, time) = (&file.signed.what, &file.signed.time);
    let by = person(book, &standing.signer);
    lines.add("  signed", format!("by {by} on {}, register {}", at(standing.at), what.register));
    let proven = match (time.not_before, time.not_after) {
        (Some(from), Some(to)) if from > to => "by what contradicts itself".to_owned(),
        (Some(from), Some(to)) => format!("between {} and {}", at(from), at(to)),
        (Some(from), None) => format!("not before {}", at(from)),
        (None, Some(to)) => format!("not after {}", at(to)),
        (None, None) => "by nobody".to_owned(),
    };
    let proving = certified.seen_by.proving;
    let everybody = [&proving.colleagues, &proving.in_charge, &proving.headquarters];
    let mut by: Vec<String> = everybody.into_iter().flat_map(|who| people(book, who)).collect();
    by.extend(proving.server.then(|| "the company's server".to_owned()));
    let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
    lines.add("  proven", format!("{proven}{by}"));
    if let Some(out) = &standing.out {
        lines.add("  is out", format!("by {}", out.rule().id()));
    }
}

fn owner(ruling: &Ruling, book: &Book) -> String {
    let owner = match &ruling.owner {
        Owner::Person(id) => person(book, id),
        Owner::Pool(pool) => format!("waits in {pool}"),
        Owner::Company => "waits for headquarters".to_owned(),
        Owner::None => "nobody".to_owned(),
    };
    let assigned = ruling.reasons.iter().find_map(|reason| match reason {
        Reason::Assigned { by, at, .. } => {
            let (by, at) = (person(book, by), book.company.zone.wall_clock(*at));
            Some(format!(", assigned by {by} on {at} ({})", reason.rule().id()))
        }
        _ => None,
    });
    owner + &assigned.unwrap_or_default()
}

/// A name from the certificate's own book, and the id beside it.
fn person(book: &Book, id: &PersonId) -> String {
    let known = book.company.people.get(id).and_then(|versions| versions.latest());
    known.map_or_else(|| id.to_string(), |known| format!("{} ({id})", known.name))
}

fn people<'p>(book: &Book, ids: impl IntoIterator<Item = &'p PersonId>) -> Vec<String> {
    ids.into_iter().map(|id| person(book, id)).collect()
}

/// Lines of a name and what it is.
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, what: String) {
        let _ = writeln!(self.0, "{:<12} {what}", format!("{name}:"));
    }
}
