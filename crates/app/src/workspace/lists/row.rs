//! The row of a card: what its ruling and its duties come to for the person at the desk.

use std::collections::BTreeMap;

use domain::ruling::{Owner, next_turn_by_clock};
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Book, Customer, Fact, Key, Records, newest_draft};
use ledger::document::DocumentId;
use store::{LeadRow, Tx};

use super::super::documents::Shown;
use super::duty::next_due;
use crate::capture::content_of;
use crate::corrections::counting_content;
use crate::explain::{headline, owner_text, reason_view};
use crate::leads::class_by;

/// So much of what is written beside a card is searched.
const NOTES_SEARCHED_CHARS: usize = 8_000;

/// A card that is only a draft has no ruling.
pub(super) fn refresh_draft(tx: &mut Tx<'_>, card: CardId) -> Result<(), store::Error> {
    let about = tx.under(&Key::Card(card), 0)?;
    let newest = newest_draft(&about);
    let withdrawn = about.iter().any(|record| record.kind() == facts::kind::WITHDRAWAL);
    let Some((record, Ok(Fact::Draft(draft)))) = newest.map(|record| (record, Fact::read(record)))
    else {
        return Ok(());
    };
    // Nobody goes on with a draft that is erased.
    if withdrawn || tx.is_erased(card.into())? {
        return tx.remove_lead(card);
    }
    let text = content_of(record);
    let text_known = text.is_some();
    let text = text.unwrap_or_default();
    let signer = record.envelope().author.clone();
    tx.put_lead(&LeadRow {
        card,
        customer: card,
        company: text.company,
        person: text.person,
        phone: text.phone,
        site: text.site,
        matter: text.matter,
        notes: String::new(),
        fair: draft.fair.map(|fair| fair.to_string()),
        day: String::new(),
        register: 0,
        number: None,
        source: draft.source.name().to_owned(),
        mine: false,
        signer,
        signed_ms: record.envelope().stamp.claimed_ms,
        owner: String::new(),
        helper: false,
        effective: false,
        draft: true,
        state: "provisional".to_owned(),
        held_by: "here".to_owned(),
        class: String::new(),
        disputed: false,
        territory: String::new(),
        rule: "FAIR-18".to_owned(),
        why: String::new(),
        due_ms: None,
        due_kind: String::new(),
        wake_ms: None,
        updated_ms: record.envelope().stamp.claimed_ms,
        text_known,
    })
}

/// The rows of a customer's cards.
pub(super) fn rows_of<R: Records<Error = store::Error>>(
    records: &R,
    tx: &Tx<'_>,
    book: &Book,
    me: &PersonId,
    customer: &Customer,
    as_of: Instant,
) -> Result<Vec<LeadRow>, store::Error> {
    let ruling = &customer.ruling;
    let (owner, _) = owner_text(&ruling.owner, book);
    let speaks = ruling.effective.or(ruling.cards.first().map(|first| first.card));
    let turn = next_turn_by_clock(&customer.cluster, &book.company, as_of);
    let finality = customer.finality.map(|finality| finality.at).filter(|at| *at > as_of);
    let wake = turn.into_iter().chain(finality).min();
    let mut about = BTreeMap::new();
    for card in customer.cluster.cards.keys() {
        about.insert(*card, records.under(&Key::Card(*card), 0)?);
    }
    let class = class_by(records, book, customer, &about, as_of)?;
    let disputed = ruling.undecided || ruling.case.is_some();
    let mut rows = Vec::new();
    for standing in &ruling.cards {
        let file = &customer.cluster.cards[&standing.card];
        let about = &about[&standing.card];
        let text = counting_content(about, file);
        let text_known = text.is_some();
        let text = text.unwrap_or_default();
        let number = about.iter().find_map(|record| match Fact::read(record) {
            Ok(Fact::Number { number, .. }) => Some(number),
            _ => None,
        });
        let why = headline(ruling, standing.card).map(|reason| reason_view(reason, book));
        let due = next_due(records, book, me, customer, standing.card, as_of)?;
        let held_by = match (number, file.possession) {
            (Some(_), _) => "hq",
            (None, Some(_)) => "supervisor",
            (None, None) => "here",
        };
        rows.push(LeadRow {
            card: standing.card,
            customer: ruling.customer,
            company: text.company,
            person: text.person,
            phone: text.phone,
            site: text.site,
            matter: text.matter,
            notes: notes_of(tx, standing.card)?,
            fair: file.signed.what.fair.as_ref().map(|fair| fair.to_string()),
            day: book.company.zone.day(standing.at).to_string(),
            register: file.signed.what.register,
            number,
            source: file.signed.what.source.name().to_owned(),
            signer: standing.signer.to_string(),
            signed_ms: standing.at.0,
            owner: owner.clone(),
            // A customer is listed once: by the card that counts.
            mine: ruling.owner == Owner::Person(me.clone()) && Some(standing.card) == speaks,
            helper: ruling.helpers.contains(me) && standing.signer == *me,
            effective: ruling.effective == Some(standing.card),
            draft: false,
            state: customer.state.name().to_owned(),
            held_by: held_by.to_owned(),
            class: class.clone(),
            disputed,
            territory: crate::explain::territory_name_of(ruling.territory).to_owned(),
            rule: why.as_ref().map(|why| why.rule.clone()).unwrap_or_default(),
            why: why.and_then(|why| serde_json::to_string(&why).ok()).unwrap_or_default(),
            due_ms: due.map(|(_, at)| at.0),
            due_kind: due.map(|(kind, _)| kind.to_owned()).unwrap_or_default(),
            wake_ms: wake.map(|at| at.0),
            updated_ms: as_of.0,
            text_known,
        });
    }
    Ok(rows)
}

/// What is written beside a card, for the search: every text of every field that everybody may read who
/// reads the card.
fn notes_of(tx: &Tx<'_>, card: CardId) -> Result<String, store::Error> {
    let id = DocumentId::shared(card.0);
    let shown = tx.document(id)?.map(|row| Shown::read(&row)).unwrap_or_default();
    let texts = shown.fields.into_values().flatten().map(|shown| shown.text);
    let texts = texts.flat_map(|text| text.chars().chain(['\n']).collect::<Vec<_>>());
    Ok(texts.take(NOTES_SEARCHED_CHARS).collect())
}
