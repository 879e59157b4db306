//! What a card comes to at the server: its signed fields, and what is written beside it. The server itself
//! never opens a document; the runner merges the changes that it holds.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use app::capture::{card_input, content_of};
use domain::CardId;
use facts::{Fact, signed_card};
use ledger::document::{Change, Class, DocumentId, Entry, History, merge};
use ledger::{Record, WhichPart};
use serde_json::{Value, json};

/// The `fields` and `notes` of a lead's page, from the records about a card.
pub fn of_records(card: CardId, about: &[Record]) -> Result<(Value, Value)> {
    let fields = signed_card(about).and_then(|(record, card)| {
        let content = content_of(record)?;
        Some(card_input(&card, &content))
    });
    let id = DocumentId::shared(card.0);
    let history = History::of(id, &entries(about), &BTreeMap::new());
    let changes: Vec<Change> = history.counted.into_iter().map(|(_, change)| change).collect();
    let merged = merge(&changes, |_| ()).ok().context("changes that do not merge")?;
    let texts = |values: Vec<ledger::document::Value>| -> Vec<Value> {
        values.into_iter().map(|value| json!({ "text": value.text })).collect()
    };
    let free = merged.fields.into_iter();
    let free: Vec<Value> =
        free.map(|(name, values)| json!({ "name": name, "texts": texts(values) })).collect();
    Ok((json!(fields), json!([{ "fields": free }])))
}

fn entries(about: &[Record]) -> Vec<Entry<'_>> {
    let entry = |record: &'_ Record| match Fact::read(record) {
        Ok(Fact::Note { class: Some(Class::Shared), run, .. }) => Some(run),
        _ => None,
    };
    let noted = about.iter().filter_map(|record| {
        let (run, raw) = (entry(record)?, record.part(WhichPart::Content)?);
        let envelope = record.envelope();
        Some(Entry { record: record.id(), log: envelope.log, seq: envelope.seq, run, raw })
    });
    noted.collect()
}
