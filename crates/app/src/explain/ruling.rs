//! A ruling for people.

use std::collections::{BTreeMap, BTreeSet};

use domain::card::{CardFile, Proof};
use domain::ruling::{Authority, Out, Owner, RULES_VERSION, Reason, Ruling, Territory, TieStep};
use domain::{FactId, PersonId};
use facts::{Book, Customer, Key, Records, Witnesses};

use super::case::case_view;
use super::reason::{name_of, reason_view, territory_name, territory_word, turn_view};
use crate::corrections::counting_content;
use crate::view::{ReasonView, RulingCardView, RulingView, WitnessesView};

/// A customer's ruling for people, with whatever text of its cards is held here.
///
/// # Errors
/// Whatever the database reports.
pub fn ruling_view<R: Records>(
    customer: &Customer,
    records: &R,
    book: &Book,
) -> Result<RulingView, R::Error> {
    let ruling = &customer.ruling;
    let gather = facts::Gather::new(records, book);
    let mut cards = Vec::new();
    for standing in &ruling.cards {
        let file = &customer.cluster.cards[&standing.card];
        let about = records.under(&Key::Card(standing.card), 0)?;
        let judgement = gather.judgement(standing.card)?.map(|(_, judgement)| judgement);
        let signed = facts::signed_card(&about);
        let signed = signed.map(|(record, _)| record);
        let content = counting_content(&about, file);
        let text = match &content {
            _ if book.erasure(standing.card).is_some() => "erased",
            Some(_) => "known",
            None => "hidden",
        };
        let content = content.unwrap_or_default();
        // A card that is a new one since it was corrected is as old as the correction.
        let renewed = file.renewed_by();
        let renewed = about.iter().find(|record| Some(FactId(*record.id().as_bytes())) == renewed);
        let seen_by = renewed.or(signed).map(|record| gather.seen_by(record)).transpose()?;
        let seen_by = seen_by.unwrap_or_default();
        cards.push(RulingCardView {
            card: standing.card.to_string(),
            signer: standing.signer.to_string(),
            signer_name: name_of(book, &standing.signer),
            text: text.to_owned(),
            company: content.company,
            person: content.person,
            source: file.signed.what.source.name().to_owned(),
            at_ms: standing.at.0,
            claimed_ms: file.signed.time.claimed.0,
            not_before_ms: file.signed.time.not_before.map(|at| at.0),
            not_after_ms: file.signed.time.not_after.map(|at| at.0),
            proof: proof_name(file).to_owned(),
            proven_by: witnesses_view(&seen_by.proving, book),
            seen_by: witnesses_view(&seen_by.all, book),
            contradicted: file.signed.time.contradicted,
            out: standing.out.as_ref().map(|out| out.rule().id().to_owned()).unwrap_or_default(),
            complete: standing.complete,
            judgement: judgement.map(|judgement| judgement.name().to_owned()).unwrap_or_default(),
        });
    }
    let (authority, authority_name) = match &ruling.authority {
        Authority::Person(person) => (person.to_string(), name_of(book, person)),
        Authority::Hq => ("hq".to_owned(), String::new()),
    };
    let name = |person: &Option<PersonId>| {
        person.as_ref().map(|person| name_of(book, person)).unwrap_or_default()
    };
    let (owner, owner_name) = owner_text(&ruling.owner, book);
    Ok(RulingView {
        customer: ruling.customer.to_string(),
        effective: ruling.effective.map(|card| card.to_string()),
        undecided: ruling.undecided,
        owner,
        owner_name,
        proposal: ruling.proposal.as_ref().map(|person| person.to_string()),
        proposal_name: name(&ruling.proposal),
        authority,
        authority_name,
        helpers: ruling.helpers.iter().map(|person| person.to_string()).collect(),
        helper_names: ruling.helpers.iter().map(|person| name_of(book, person)).collect(),
        credit: ruling.credit.as_ref().map(|person| person.to_string()),
        credit_name: name(&ruling.credit),
        territory: territory_word(ruling.territory).to_owned(),
        state: customer.state.name().to_owned(),
        rules_version: RULES_VERSION,
        registered_rules: customer.registered_rules,
        final_ms: customer.finality.map(|finality| finality.at.0),
        roster_complete: customer.finality.is_some_and(|finality| finality.roster_complete),
        rules: ruling.rules().into_iter().map(|rule| rule.id().to_owned()).collect(),
        reasons: ruling.reasons.iter().map(|reason| in_context(reason, ruling, book)).collect(),
        turns: ruling.turns.iter().map(|turn| turn_view(turn, book)).collect(),
        alerts: alerts_of(ruling),
        cards,
        case: case_view(customer, book),
        hash: customer.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

fn witnesses_view(witnesses: &Witnesses, book: &Book) -> WitnessesView {
    let names = |people: &BTreeSet<PersonId>| people.iter().map(|who| name_of(book, who)).collect();
    WitnessesView {
        colleagues: names(&witnesses.colleagues),
        in_charge: names(&witnesses.in_charge),
        headquarters: names(&witnesses.headquarters),
        server: witnesses.server,
    }
}

/// A reason with what only the whole ruling knows: that a signature stands in a tie, that it stands because
/// it was final before others came, that a competent assignment has closed a tie which was open to a human
/// ruling (DUP-07 (4)), that whoever helps has no second card, and that there is no card to give a place.
pub fn in_context(reason: &Reason, ruling: &Ruling, book: &Book) -> ReasonView {
    let mut view = reason_view(reason, book);
    let tied = ruling.reasons.iter().any(|reason| matches!(reason, Reason::Tie { .. }));
    let held = ruling.reasons.iter().any(|reason| matches!(reason, Reason::Stands { .. }));
    match reason {
        Reason::FirstSignature { .. } if held => {
            view.args.insert("held".to_owned(), true.into());
        }
        Reason::FirstSignature { .. } if tied => {
            view.args.insert("tied".to_owned(), true.into());
        }
        Reason::Tie { step: TieStep::Lot, .. } if !ruling.undecided => {
            view.args.insert("step".to_owned(), "lot_settled".into());
        }
        // Nobody has met the customer twice: who met him helps whom he was given to (DUP-03).
        Reason::Helpers { .. } if one_signer(ruling) => {
            view.args.insert("alone".to_owned(), true.into());
        }
        Reason::Territory { territory: Territory::Unknown, .. } if no_card_speaks(ruling) => {
            view.args.insert("noCard".to_owned(), true.into());
        }
        _ => {}
    }
    view
}

fn one_signer(ruling: &Ruling) -> bool {
    ruling.cards.iter().map(|card| &card.signer).collect::<BTreeSet<_>>().len() <= 1
}

/// Whether no card counts, not even for where the customer is: a late one still does (OWN-08).
fn no_card_speaks(ruling: &Ruling) -> bool {
    ruling
        .cards
        .iter()
        .all(|card| card.out.as_ref().is_some_and(|out| !matches!(out, Out::Late { .. })))
}

/// The owner as the scenarios write him, and as people read him.
pub fn owner_text(owner: &Owner, book: &Book) -> (String, String) {
    match owner {
        Owner::Person(person) => (person.to_string(), name_of(book, person)),
        Owner::Pool(territory) => {
            (format!("POOL:{territory}"), territory_name(book, territory.as_str()))
        }
        Owner::Company => ("COMPANY".to_owned(), String::new()),
        Owner::None => ("NONE".to_owned(), String::new()),
    }
}

/// Alerts by kind.
pub fn alerts_of(ruling: &Ruling) -> BTreeMap<String, Vec<String>> {
    let mut alerts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for alert in &ruling.alerts {
        let people = alerts.entry(alert.kind.name().to_owned()).or_default();
        if !people.contains(&alert.person.to_string()) {
            people.push(alert.person.to_string());
        }
    }
    alerts
}

/// `anchored`, `bounded` or `wide`.
pub fn proof_name(file: &CardFile) -> &'static str {
    match file.signed.time.proof {
        Proof::Anchored => "anchored",
        Proof::Bounded => "bounded",
        Proof::Wide => "wide",
    }
}
