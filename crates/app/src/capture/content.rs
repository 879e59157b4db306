//! Between what is typed and what is signed.

use domain::card::{Card, Source};
use domain::identity::{IdentityFields, tokens};
use domain::places::resolve;
use domain::time::Instant;
use domain::{CardId, FairId};
use facts::payload::{self, CardContent};
use ledger::{Hash, Record, WhichPart};

use crate::photos::PHOTO_MEDIA;
use crate::text::fits;
use crate::view::{CardInput, PhotoRef};
use crate::visitor::consent_of;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// The text of a card or draft, if it is held here.
pub fn content_of(record: &Record) -> Option<CardContent> {
    CardContent::decode(record.part(WhichPart::Content)?)
}

/// Reads a card id that came through the door.
///
/// # Errors
/// `lead.unknown` for anything else.
pub fn card_id(text: &str) -> Result<CardId, Failure> {
    CardId::from_hex(text).ok_or_else(|| Failure::new("lead.unknown"))
}

/// A form as facts.
pub(crate) struct Typed {
    pub(crate) card: Card,
    pub(crate) content: CardContent,
}

/// Parses a form. Only what no record may hold is refused; odd phones and unknown places are kept as
/// typed and simply identify nothing.
pub(crate) fn parse(workspace: &Workspace, input: &CardInput, now: &Now) -> Result<Typed, Failure> {
    for (field, text) in fields(input) {
        fits(field, text)?;
    }
    let source =
        Source::from_name(&input.source).ok_or_else(|| Failure::field("field.source", "source"))?;
    let fair = input.fair.as_deref().filter(|fair| !fair.is_empty()).map(FairId::new);
    if let Some(fair) = &fair
        && !workspace.book().company.fairs.contains_key(fair)
    {
        return Err(Failure::field("field.fair", "fair"));
    }
    let id = match &input.card {
        Some(card) => card_id(card)?,
        None => {
            let chance = now.random("card id");
            let chance = [chance[0], chance[1], chance[2], chance[3], chance[4]];
            CardId::mint(workspace.me(), workspace.as_of(now), chance)
        }
    };
    let usage_hundredths = usage(&input.usage)?;
    let identity = tokens(
        IdentityFields {
            company: &input.company,
            phone: &input.phone,
            email: &input.email,
            credit_code: &input.credit_code,
        },
        &workspace.identity().identity_key,
    );
    let documented =
        u8::from(!input.phone.trim().is_empty()) + u8::from(usage_hundredths.is_some());
    let card = Card {
        id,
        fair,
        source,
        site: resolve(&input.site),
        identity,
        register: 0,
        unattended: input.unattended,
        talk_ended: input.talk_ended_ms.map(Instant),
        documented,
    };
    let content = CardContent {
        company: input.company.clone(),
        person: input.person.clone(),
        phone: input.phone.clone(),
        email: input.email.clone(),
        credit_code: input.credit_code.clone(),
        site: input.site.clone(),
        matter: input.matter.clone(),
        usage_hundredths,
        stable: input.stable,
        unknown: input.unknown.clone(),
        more: input.more.clone(),
        consent: match &input.card {
            Some(_) => consent_of(workspace, id)?,
            None => None,
        },
        photo: input.photo.as_ref().map(photo).transpose()?,
    };
    Ok(Typed { card, content })
}

/// Everything that is kept as it was typed, by the field to name when it is too long.
fn fields(input: &CardInput) -> impl Iterator<Item = (&str, &str)> {
    let typed = [
        ("company", &input.company),
        ("person", &input.person),
        ("phone", &input.phone),
        ("email", &input.email),
        ("creditCode", &input.credit_code),
        ("site", &input.site),
        ("matter", &input.matter),
    ];
    // The names come first: one that is too long cannot name its own field.
    let names = input.more.keys().map(|name| ("more", name.as_str()));
    let unknown = input.unknown.iter().map(|name| ("unknown", name.as_str()));
    let more = input.more.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let typed = typed.into_iter().map(|(name, text)| (name, text.as_str()));
    names.chain(unknown).chain(typed).chain(more)
}

/// 万元 as typed, `20` or `12.5` or `１２．５`, in hundredths; empty is unknown.
pub(crate) fn usage(text: &str) -> Result<Option<i64>, Failure> {
    let folded: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',' && *c != '，' && *c != '万')
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '．' | '。' => '.',
            c => c,
        })
        .collect();
    if folded.is_empty() {
        return Ok(None);
    }
    let wrong = || Failure::field("field.usage", "usage");
    let (whole, cents) = folded.split_once('.').unwrap_or((&folded, ""));
    let digits = |part: &str| part.len() <= 12 && part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(cents) || cents.len() > 2 {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| wrong())?;
    Ok(Some(whole * 100 + cents))
}

/// Hundredths of 万元 as people type them.
pub(crate) fn usage_text(hundredths: Option<i64>) -> String {
    match hundredths {
        None => String::new(),
        Some(value) if value % 100 == 0 => (value / 100).to_string(),
        Some(value) => format!("{}.{:02}", value / 100, value % 100),
    }
}

/// A card as it can be typed again.
pub fn card_input(card: &Card, content: &CardContent) -> CardInput {
    CardInput {
        card: Some(card.id.to_string()),
        fair: card.fair.as_ref().map(|fair| fair.to_string()),
        source: card.source.name().to_owned(),
        company: content.company.clone(),
        person: content.person.clone(),
        phone: content.phone.clone(),
        email: content.email.clone(),
        credit_code: content.credit_code.clone(),
        site: content.site.clone(),
        matter: content.matter.clone(),
        usage: usage_text(content.usage_hundredths),
        stable: content.stable,
        unknown: content.unknown.clone(),
        unattended: card.unattended,
        talk_ended_ms: card.talk_ended.map(|at| at.0),
        more: content.more.clone(),
        photo: content.photo.as_ref().map(|photo| PhotoRef {
            hash: Hash::new(*photo.hash).to_string(),
            bytes: photo.bytes,
            media: photo.media.clone(),
        }),
    }
}

fn photo(photo: &PhotoRef) -> Result<payload::Photo, Failure> {
    let hash = Hash::from_hex(&photo.hash).filter(|_| photo.media == PHOTO_MEDIA);
    let hash = hash.ok_or_else(|| Failure::new("photo.unknown"))?;
    let hash = (*hash.as_bytes()).into();
    Ok(payload::Photo { hash, bytes: photo.bytes, media: photo.media.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_is_read_as_people_type_it() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(usage(text).unwrap(), expected);
        check("", None);
        check(" 20 ", Some(2_000));
        check("12.5", Some(1_250));
        check("１２．５", Some(1_250));
        check("9.99万", Some(999));
        check("1,000", Some(100_000));
        for wrong in ["abc", "-1", "1.234", ".", "1e9", "9999999999999"] {
            assert!(usage(wrong).is_err(), "{wrong}");
        }
        assert_eq!(usage_text(Some(1_250)), "12.50");
        assert_eq!(usage_text(Some(2_000)), "20");
    }
}
