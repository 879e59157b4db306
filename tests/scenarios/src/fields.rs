//! What a card comes to at the server: its signed fields, and what is written beside it. The server itself
//! never opens a document; the runner merges the changes that it holds.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use app::capture::card_input;
use app::corrections::counting_content;
use domain::card::CardFile;
use domain::correction::Standing;
use domain::{CardId, PersonId, Rule};
use facts::{Corrected, Fact, Gather, Records};
use ledger::document::{Change, Class, DocumentId, Entry, History, merge};
use ledger::{Record, WhichPart};
use serde_json::{Value, json};

/// The `fields` and `notes` of a lead's page, from the records about a card.
pub fn of_records(file: &CardFile, about: &[Record]) -> Result<(Value, Value)> {
    let card = file.id();
    let fields = counting_content(about, file);
    let fields = fields.map(|content| card_input(&file.signed.what, &content));
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

/// The `corrections` of a lead's page, as far as rules and people go.
pub fn corrections<R: Records>(
    gather: &Gather<'_, R>,
    name: impl Fn(&PersonId) -> String,
    card: CardId,
) -> Result<Vec<Value>, R::Error> {
    let view = |Corrected { act, standing, .. }: Corrected| {
        let (state, rule, decided) = match standing {
            Standing::Waits => ("waits", Rule::Ord15, None),
            Standing::Approved(word) => ("approved", Rule::Ord15, Some(word)),
            Standing::Rejected(word) => ("rejected", Rule::Ord15, Some(word)),
            Standing::Void => ("void", Rule::Syn04, None),
        };
        json!({
            "id": act.id.to_string(), "by": name(&act.by), "atMs": act.time.at.0, "state": state,
            "rule": rule.id(), "decidedBy": decided.map(|word| name(&word.by)),
        })
    };
    Ok(gather.corrections(card)?.into_iter().map(view).collect())
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
