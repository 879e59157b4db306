//! A card, in two parts, and what is said about it alone.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// Ranking part of a signed card, and of a draft without tokens.
    CardRanking {
        /// Which.
        0 card: CardBytes,
        /// Fair.
        1 fair: Option<String>,
        /// Source by its rulebook name.
        2 source: String,
        /// Division code of the buying site.
        3 site: Option<u32>,
        /// Version of the normalisation tables.
        4 tables: u16,
        /// Name token.
        5 name: Option<CardBytes>,
        /// Place in the name.
        6 place: Option<u32>,
        /// Phone token.
        7 phone: Option<CardBytes>,
        /// Mail domain token.
        8 domain: Option<CardBytes>,
        /// Credit code token.
        9 credit_code: Option<CardBytes>,
        /// Register number (FAIR-18).
        10 register: u32,
        /// Nobody attended.
        11 unattended: bool,
        /// End of the talk, ms.
        12 talk_ended_ms: Option<i64>,
        /// How many of phone and usage are documented (DUP-07).
        13 documented: u8,
        /// Token of how the name looks.
        14 looks: Option<CardBytes>,
    }
    /// What was written on a card. Field names are those of the company's forms (B4).
    CardContent {
        /// Customer.
        0 company: String,
        /// Contact.
        1 person: String,
        /// Phone as typed.
        2 phone: String,
        /// Mail as typed.
        3 email: String,
        /// Credit code as typed.
        4 credit_code: String,
        /// Site as typed.
        5 site: String,
        /// Matter asked.
        6 matter: String,
        /// Estimated annual use, hundredths of 万元.
        7 usage_hundredths: Option<i64>,
        /// Whether it is stable, if known.
        8 stable: Option<bool>,
        /// Mandatory fields that are marked unknown (FAIR-18).
        9 unknown: Vec<String>,
        /// Everything else that was typed, by field name.
        10 more: BTreeMap<String, String>,
        /// What the visitor agreed to who filled in the form himself (SEC-14).
        11 consent: Option<Consent>,
        /// The photo of the business card that it was written from, if there is one.
        12 photo: Option<Photo>,
    }
    /// A visitor's consent: what he read, in which language, and when he agreed (SEC-14).
    Consent {
        /// Which text, by name.
        0 text_id: String,
        /// Which version of it.
        1 version: u32,
        /// In which language, `zh-CN`, `zh-Hant` or `en`.
        2 language: String,
        /// The text itself, as it stood before him.
        3 text: String,
        /// When he agreed, milliseconds since 1970 UTC, by the laptop's corrected clock.
        4 given_ms: i64,
    }
    /// A photo. It travels after the records, and is what was signed if its bytes have this hash.
    Photo {
        /// BLAKE3 of its bytes.
        0 hash: RecordBytes,
        /// How many they are.
        1 bytes: u32,
        /// What they are: `image/jpeg`.
        2 media: String,
    }
    /// A tombstone; its reason is the content part ([`super::Remark`]): whoever may not read the card does not need
    /// what its signer says of it.
    Withdrawal {
        /// Which.
        0 card: CardBytes,
        /// Of a draft, where it was begun: whoever leads that fair reads its drafts, and learns that this one is gone.
        1 fair: Option<String>,
    }
    /// A countersignature.
    Countersign {
        /// Which cards.
        0 cards: Vec<CardBytes>,
    }
    /// Cards that came late for a good reason.
    Excuse {
        /// Which.
        0 cards: Vec<CardBytes>,
        /// What happened.
        1 reason: String,
    }
    /// A judgement.
    Evaluation {
        /// Which.
        0 card: CardBytes,
        /// By its rulebook name.
        1 judgement: String,
    }
    /// An official number.
    Number {
        /// Which card.
        0 card: CardBytes,
        /// Its number, from 1.
        1 number: u64,
    }
    /// What was written about a card, or in a line of the register of visitors, is erased; the reason is the content
    /// part ([`super::Remark`]), which stays at headquarters: whoever asked may be named in it.
    Erasure {
        /// Which ([`crate::Subject`]).
        0 of: CardBytes,
        /// What a card said of annual use, hundredths of 万元: numbers are nobody's personal data, and its class is
        /// counted on (CLS-01, KPI-01).
        1 usage_hundredths: Option<i64>,
        /// Whether that is stable, if it said so.
        2 stable: Option<bool>,
    }
}
