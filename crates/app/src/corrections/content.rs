//! The text of a card with the corrections that were approved.

use domain::card::CardFile;
use domain::correction::Field;
use facts::payload::{CardContent, CorrectionContent};
use facts::signed_card;
use ledger::{Record, WhichPart};

use crate::capture::{content_of, usage_text};

/// What a card says now, from the records about it, as far as it may be read here.
pub fn counting_content(about: &[Record], file: &CardFile) -> Option<CardContent> {
    let mut content = content_of(signed_card(about)?.0)?;
    for made in &file.corrected {
        let record = about.iter().find(|record| *record.id().as_bytes() == made.act.0);
        if let Some(correction) = record.and_then(correction_content) {
            take(&mut content, &correction.to, made.fields.iter().copied());
        }
    }
    Some(content)
}

/// The text of a correction, if it is held here.
pub(super) fn correction_content(record: &Record) -> Option<CorrectionContent> {
    CorrectionContent::decode(record.part(WhichPart::Content)?)
}

/// Takes fields of one text into another.
pub(super) fn take(
    into: &mut CardContent,
    from: &CardContent,
    fields: impl Iterator<Item = Field>,
) {
    for field in fields {
        match field {
            Field::Company => into.company.clone_from(&from.company),
            Field::Person => into.person.clone_from(&from.person),
            Field::Phone => into.phone.clone_from(&from.phone),
            Field::Email => into.email.clone_from(&from.email),
            Field::CreditCode => into.credit_code.clone_from(&from.credit_code),
            Field::Site => into.site.clone_from(&from.site),
            Field::Matter => into.matter.clone_from(&from.matter),
            Field::Usage => into.usage_hundredths = from.usage_hundredths,
            Field::Stable => into.stable = from.stable,
            // It stands in the ranking part.
            Field::Source => {}
        }
        // What was marked unknown is known now.
        into.unknown.retain(|unknown| unknown != field.name());
    }
}

/// One field as it is typed. The source is no part of the text.
pub(super) fn text(content: &CardContent, source: &str, field: Field) -> String {
    match field {
        Field::Company => content.company.clone(),
        Field::Person => content.person.clone(),
        Field::Phone => content.phone.clone(),
        Field::Email => content.email.clone(),
        Field::CreditCode => content.credit_code.clone(),
        Field::Site => content.site.clone(),
        Field::Matter => content.matter.clone(),
        Field::Usage => usage_text(content.usage_hundredths),
        Field::Stable => content.stable.map(|stable| stable.to_string()).unwrap_or_default(),
        Field::Source => source.to_owned(),
    }
}
