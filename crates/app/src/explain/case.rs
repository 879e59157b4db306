//! A case for people.

use domain::PersonId;
use domain::ruling::{Authority, Case, Cause, Outcome};
use facts::{Book, Customer, payload};

use super::reason::{Args, name_of, out_args, reason_view};
use super::ruling::owner_text;
use crate::view::{AppealView, CaseView, OutcomeView, ReasonView};

/// The case about a customer, if there is one.
pub(crate) fn case_view(customer: &Customer, book: &Book) -> Option<CaseView> {
    let case = customer.ruling.case.as_ref()?;
    let (authority, authority_name) = match &case.authority {
        Authority::Person(person) => (person.to_string(), name_of(book, person)),
        Authority::Hq => ("hq".to_owned(), String::new()),
    };
    let outcome = |outcome: &Outcome, helpers: Vec<&PersonId>| {
        outcome_view(outcome, &helpers, customer, book)
    };
    Some(CaseView {
        id: case_id(case),
        since_ms: case.since.0,
        standing: outcome(&case.standing, customer.ruling.helpers.iter().collect()),
        proposed: outcome(&case.proposed, case.helpers.iter().collect()),
        joined: case.joined.iter().map(|joined| outcome(joined, Vec::new())).collect(),
        because: case.because.iter().map(|cause| cause_view(cause, book)).collect(),
        reasons: case.reasons.iter().map(|reason| reason_view(reason, book)).collect(),
        authority,
        authority_name,
        served_ms: case.served.map(|at| at.0),
        recommended: case.recommended,
        appeal: case.appeal.as_ref().map(|appeal| AppealView {
            by: name_of(book, &appeal.by),
            at_ms: appeal.time.at.0,
            reason: appeal.what.reason.clone(),
        }),
    })
}

/// Names both outcomes of a case.
pub fn case_id(case: &Case) -> String {
    let outcomes = [&case.standing, &case.proposed].map(|o| payload::Outcome::of(o).encode());
    blake3::derive_key("fairlead 2026 case v1", &outcomes.concat())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn outcome_view(
    outcome: &Outcome,
    helpers: &[&PersonId],
    customer: &Customer,
    book: &Book,
) -> OutcomeView {
    let (owner, owner_name) = owner_text(&outcome.owner, book);
    let effective = outcome.effective.and_then(|card| customer.cluster.cards.get(&card));
    OutcomeView {
        effective: outcome.effective.map(|card| card.to_string()),
        signer_name: effective.map(|file| name_of(book, file.signer())).unwrap_or_default(),
        owner,
        owner_name,
        credit_name: outcome.credit.as_ref().map(|who| name_of(book, who)).unwrap_or_default(),
        helper_names: helpers.iter().map(|person| name_of(book, person)).collect(),
    }
}

fn cause_view(cause: &Cause, book: &Book) -> ReasonView {
    use domain::Rule;
    let args = Args::new(book);
    match cause {
        Cause::LateCard { card, by, at, came } => {
            let args = args.card(*card).person("by", by).at("atMs", *at);
            let came = came.map(|came| came.0);
            args.put("cameMs", came).done(Rule::Own12, "late_card")
        }
        Cause::Out { card, by, why } => {
            out_args(args.card(*card).person("by", by), why).done(why.rule(), "card_out")
        }
        Cause::Parted { card } => args.card(*card).done(Rule::Dup02, "parted"),
        Cause::Incompetent { by, rule } => args.person("by", by).done(*rule, "incompetent"),
        Cause::LateAct { by, at } => {
            args.person("by", by).at("atMs", *at).done(Rule::Own12, "late_act")
        }
        Cause::Corrected { card, by, at } => {
            args.card(*card).person("by", by).at("atMs", *at).done(Rule::Ord15, "corrected")
        }
        Cause::Evidence { card, by } => {
            args.card(*card).person("by", by).done(Rule::Dup06, "evidence")
        }
    }
}
