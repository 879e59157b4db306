//! The bytes inside records. Numbers of fields are for ever; new ones are added at the end.

use std::collections::BTreeMap;
use std::ops::Deref;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

#[cfg(test)]
mod promised;

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $n:literal $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
            #[cbor(map)]
            pub struct $name {
                $($(#[$field_doc])* #[cbor(n($n), default)] pub $field: $type,)*
            }

            impl $name {
                /// The payload bytes.
                pub fn encode(&self) -> Vec<u8> {
                    minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
                }

                /// Reads payload bytes; unknown fields are skipped. `None` for bytes that are none.
                pub fn decode(bytes: &[u8]) -> Option<Self> {
                    minicbor::decode(bytes).ok()
                }
            }

            #[cfg(test)]
            impl crate::payload::promised::Sample for $name {
                fn sample(_: u8, _: &str) -> Self {
                    Self {
                        $($field: crate::payload::promised::Sample::sample($n, stringify!($field)),)*
                    }
                }
            }
        )*

        #[cfg(test)]
        pub(crate) const SAMPLES: &[crate::payload::promised::Named] = &[
            $((stringify!($name), || crate::payload::promised::bytes::<$name>(|one| one.encode())),)*
        ];
    };
}

/// An id or a key as a byte string of fixed length.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct IdBytes<const N: usize>([u8; N]);

/// A card's id, an enrolment's id or an identity token.
pub type CardBytes = IdBytes<16>;
/// A record's id, a hash or a key.
pub type RecordBytes = IdBytes<32>;

impl<const N: usize> Default for IdBytes<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> From<[u8; N]> for IdBytes<N> {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes)
    }
}

impl<const N: usize> Deref for IdBytes<N> {
    type Target = [u8; N];

    fn deref(&self) -> &[u8; N] {
        &self.0
    }
}

impl<C, const N: usize> Encode<C> for IdBytes<N> {
    fn encode<W: encode::Write>(
        &self,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.bytes(&self.0).map(drop)
    }
}

impl<'b, C, const N: usize> Decode<'b, C> for IdBytes<N> {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let bytes = decoder.bytes()?.try_into();
        bytes.map(Self).map_err(|_| decode::Error::message("a byte string of another length"))
    }
}

/// A card's id for a payload.
pub fn card_bytes(id: domain::CardId) -> CardBytes {
    CardBytes::from(id.0)
}

/// A card's id from a payload.
pub fn card_id(bytes: &CardBytes) -> domain::CardId {
    domain::CardId(**bytes)
}

payloads! {
    /// Ranking part of the founding record. The company's id is the hash of the server's key.
    Company {
        /// As people write it.
        0 name: String,
        /// IANA time zone.
        1 zone: String,
        /// The server's Ed25519 key.
        2 server_key: RecordBytes,
        /// The server's enrolment.
        3 server: CardBytes,
    }
    /// A person.
    Person {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Roles by their rulebook names.
        2 roles: Vec<String>,
        /// Capabilities.
        3 capabilities: Vec<String>,
        /// Home territory.
        4 territory: Option<String>,
        /// Division.
        5 division: Option<String>,
        /// Mentor.
        6 mentor: Option<String>,
        /// True from the day the person left (OWN-14).
        7 left: bool,
        /// The version that its author had before him; none for the first.
        8 after: Option<RecordBytes>,
    }
    /// One territory.
    Territory {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Division codes.
        2 regions: Vec<u32>,
        /// Regional manager.
        3 head: Option<String>,
    }
    /// The whole table.
    Territories {
        /// All of them.
        0 table: Vec<Territory>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// One division of the company.
    Division {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Head.
        2 head: Option<String>,
    }
    /// All divisions.
    Divisions {
        /// All of them.
        0 table: Vec<Division>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// A fair.
    Fair {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Place.
        2 place: String,
        /// Hosting territory.
        3 territory: String,
        /// Supervisor.
        4 supervisor: String,
        /// Days as `2026-03-12`.
        5 days: Vec<String>,
        /// Closing time as `17:00`.
        6 closes: String,
        /// Team.
        7 team: Vec<String>,
        /// Whom one calls at the organiser's (B1).
        8 organiser: String,
        /// Who looks at the rivals (FAIR-12).
        9 intel: Vec<String>,
        /// What the fair is to bring (B1).
        10 goals: String,
        /// The fair that it was copied from: what was prepared for that one is a pattern for this one.
        11 copied_from: Option<String>,
        /// The version that its author had before him; none for the first.
        12 after: Option<RecordBytes>,
    }
    /// An event.
    Event {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Date.
        2 date: String,
    }
    /// Holidays.
    Holidays {
        /// Days as `2026-05-01`.
        0 days: Vec<String>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// Parameters that change; the others stay.
    Parameters {
        /// Name to value, as the rulebook writes them.
        0 set: BTreeMap<String, String>,
        /// The newest change of any parameter that its author had before him.
        1 after: Option<RecordBytes>,
    }
    /// An enrolment.
    Enrolment {
        /// Id.
        0 id: CardBytes,
        /// Whose.
        1 person: String,
        /// Ed25519 key that signs its records.
        2 signing_key: RecordBytes,
        /// age recipient to which hand-ins for it are encrypted.
        3 recipient: String,
        /// What people call the device.
        4 device: String,
    }
    /// The end of an enrolment.
    Revocation {
        /// Which.
        0 enrolment: CardBytes,
        /// Why.
        1 reason: String,
    }
    /// An entry of headquarters that counts.
    Endorsement {
        /// Which record.
        0 entry: RecordBytes,
        /// From when: its corrected signing time, milliseconds since 1970 UTC.
        1 at_ms: i64,
    }
    /// The server's store came back from an earlier state.
    Restored {
        /// The incarnation of its chain that ends by this.
        0 incarnation: u32,
        /// The last position of it that was still held. Others may come back, with gaps.
        1 after: u64,
    }
    /// What was written about a card is erased; the reason is the content part ([`Remark`]), which stays at
    /// headquarters: whoever asked may be named in it.
    Erasure {
        /// Which.
        0 card: CardBytes,
    }
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
        /// In which language, `zh-CN` or `en`.
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
    /// A tombstone; its reason is the content part ([`Remark`]): whoever may not read the card does not need
    /// what its signer says of it.
    Withdrawal {
        /// Which.
        0 card: CardBytes,
    }
    /// A correction of what was signed.
    Correction {
        /// Which card.
        0 card: CardBytes,
        /// In which fields.
        1 fields: Vec<String>,
        /// The card's ranking part as it would be; of it only what belongs to the fields is taken.
        2 to: CardRanking,
    }
    /// Content part of a correction.
    CorrectionContent {
        /// What was written on the card as it would be; of it only the fields are taken.
        0 to: CardContent,
        /// Why.
        1 reason: String,
    }
    /// A leader's word on one; its reason is the content part ([`Remark`]).
    CorrectionDecision {
        /// The card.
        0 card: CardBytes,
        /// The correction.
        1 correction: RecordBytes,
        /// Whether it is made.
        2 approve: bool,
    }
    /// A countersignature.
    Countersign {
        /// Which cards.
        0 cards: Vec<CardBytes>,
    }
    /// A judgement.
    Evaluation {
        /// Which.
        0 card: CardBytes,
        /// By its rulebook name.
        1 judgement: String,
    }
    /// Content part of a judgement and of other acts that carry a remark.
    Remark {
        /// Text.
        0 text: String,
    }
    /// Which document a change belongs to; the change itself is the content part, byte for byte.
    Note {
        /// What it is about.
        0 card: CardBytes,
        /// For whom: `shared`, `owner`, `confidential`.
        1 class: String,
        /// The run of the program in which it was written.
        2 run: IdBytes<16>,
    }
    /// Its author lets these read what he wrote about a card in confidence, beside those who may anyway.
    Confided {
        /// Which card.
        0 card: CardBytes,
        /// Whom.
        1 readers: Vec<String>,
    }
    /// Cards that came late for a good reason.
    Excuse {
        /// Which.
        0 cards: Vec<CardBytes>,
        /// What happened.
        1 reason: String,
    }
    /// A pool that was dealt.
    Deal {
        /// The fair at which it was collected.
        0 fair: String,
        /// What was dealt, and to whom.
        1 dealt: Vec<Dealt>,
        /// Among whom, and what they had had before.
        2 among: Vec<Seat>,
        /// What equal means: `pool` or `all`.
        3 scope: String,
        /// Why the shares are not equal; empty where they are.
        4 reason: String,
    }
    /// One card of a pool.
    Dealt {
        /// Which.
        0 card: CardBytes,
        /// Its class when it was dealt, by its rulebook name.
        1 class: String,
        /// To whom.
        2 person: String,
    }
    /// One participant.
    Seat {
        /// Who.
        0 person: String,
        /// How many cards he had had before.
        1 had: u32,
    }
    /// A helper's notes are open to whom he helps.
    NotesOpened {
        /// His card.
        0 card: CardBytes,
    }
    /// An official number.
    Number {
        /// Which card.
        0 card: CardBytes,
        /// Its number, from 1.
        1 number: u64,
    }
    /// A daily hand-in.
    HandIn {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Every signed card of it.
        2 cards: Vec<CardBytes>,
        /// Open drafts.
        3 drafts: Vec<CardBytes>,
        /// Paper pieces handed over with it.
        4 paper: u32,
    }
    /// A sealed day package.
    Seal {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Every card in it.
        2 cards: Vec<CardBytes>,
        /// Why something is missing.
        3 reason: String,
        /// Hash over what is in it ([`crate::package::hash`]).
        4 hash: RecordBytes,
        /// The record of the evening's discussion, where there is one.
        5 discussion: Option<RecordBytes>,
    }
    /// What only those read who read a day package whole: its content part.
    Sealed {
        /// The judgement of each card, in the order of its cards; empty where there is none.
        0 judged: Vec<String>,
    }
    /// An evening's discussion. What was said is the content part, a [`Remark`].
    Discussion {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Who took part.
        2 people: Vec<String>,
    }
    /// Whether a package that came late is excused; why is the content part, a [`Remark`].
    PackageExcused {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Whether it is.
        2 excused: bool,
    }
    /// What a proposal is about.
    Matter {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// The offence by name.
        2 offence: String,
        /// Who is to answer for it.
        3 person: String,
        /// Whose cards it is about, where it is about one colleague's.
        4 about: Option<String>,
    }
    /// A proposal was explained to the person concerned; what was said to him is the content part, a
    /// [`Remark`].
    PenaltyTold {
        /// Which.
        0 matter: Matter,
    }
    /// What he says to it is the content part, a [`Remark`].
    PenaltyHeard {
        /// To which.
        0 matter: Matter,
        /// He does not want to say anything.
        1 declines: bool,
    }
    /// A decision on a proposal; why is the content part, a [`Remark`].
    PenaltyDecided {
        /// On which.
        0 matter: Matter,
        /// `uphold`, `waive`, `milder`.
        1 verdict: String,
        /// How much instead, in yuan.
        2 amount: Option<i64>,
        /// The cards that it was about.
        3 seen: Vec<CardBytes>,
    }
    /// What somebody noted about a rival.
    Rival {
        /// Fair.
        0 fair: String,
        /// Which entry of his.
        1 entry: CardBytes,
        /// Which version of it, from 1.
        2 version: u32,
        /// Taken back.
        3 withdrawn: bool,
        /// `product`, `price`, `strategy`, `other`.
        4 topic: String,
        /// `seen`, `inferred`, `heard`.
        5 basis: String,
    }
    /// Content part of it.
    RivalContent {
        /// Which rival.
        0 rival: String,
        /// What.
        1 what: String,
        /// What proves it.
        2 evidence: String,
        /// The photo that shows it, a JPEG, by its BLAKE3; it travels after the records.
        3 photo: Option<RecordBytes>,
    }
    /// A line of the register of visitors and calls.
    Reception {
        /// Fair.
        0 fair: String,
        /// Which entry of whoever received him.
        1 entry: CardBytes,
        /// Which version of it, from 1.
        2 version: u32,
        /// Taken back.
        3 withdrawn: bool,
        /// `visit`, `call`.
        4 channel: String,
        /// When he came, ms.
        5 came_ms: i64,
        /// He left a number.
        6 phone_left: bool,
        /// He was called back and asked.
        7 asked_after: bool,
        /// Whom he asked first (FST-01).
        8 first_contact: String,
        /// To whom it was passed on.
        9 routed_to: Option<String>,
        /// The lead card that was made of it.
        10 card: Option<CardBytes>,
    }
    /// Content part of it.
    ReceptionContent {
        /// Who.
        0 name: String,
        /// Whose company.
        1 company: String,
        /// The number.
        2 phone: String,
        /// Matter asked.
        3 matter: String,
        /// His opinions.
        4 opinions: String,
        /// His needs.
        5 needs: String,
        /// Key points.
        6 key_points: String,
        /// What he answered when he was called back.
        7 answer: String,
    }
    /// A day's statistic of visitors and calls, signed.
    RegisterSigned {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// The lines, as they read.
        2 lines: Vec<RecordBytes>,
        /// Who came.
        3 came: u32,
        /// Who called.
        4 called: u32,
        /// Who left a number.
        5 phones: u32,
        /// Of whom a lead card was made.
        6 cards: u32,
        /// Passed on.
        7 routed: u32,
        /// Called back.
        8 asked_after: u32,
    }
    /// The report after the fair.
    Report {
        /// Fair.
        0 fair: String,
        /// The notebook's entries that it rests on, as they read.
        1 rests_on: Vec<RecordBytes>,
        /// What was counted when it was signed, by name.
        2 figures: BTreeMap<String, u32>,
    }
    /// Content part of it: the supervisor's words.
    ReportContent {
        /// About each rival, by what its names have in common.
        0 conclusions: BTreeMap<String, String>,
        /// About all of them.
        1 overall: String,
        /// On the fair's first goal (FAIR-14).
        2 strength: String,
        /// On the second.
        3 information: String,
        /// On the third.
        4 rivals: String,
    }
    /// A version of an item that is prepared for a fair. What it is called is the content part, an
    /// [`ItemContent`].
    Item {
        /// Fair.
        0 fair: String,
        /// Which item.
        1 item: CardBytes,
        /// `organiser`, `exhibits`, `layout`.
        2 list: String,
        /// Pieces.
        3 quantity: u32,
        /// Who of marketing sees to it; empty while he is to be named.
        4 owner: String,
        /// By which day.
        5 due: Option<String>,
        /// Since which day it is done.
        6 done: Option<String>,
        /// No longer wanted.
        7 dropped: bool,
        /// The version of an earlier fair's item that it is a copy of.
        8 copied: Option<RecordBytes>,
    }
    /// Content part of an item.
    ItemContent {
        /// What it is called.
        0 name: String,
        /// Of which kind.
        1 kind: String,
        /// Remarks.
        2 remarks: String,
    }
    /// One item of an offer or a receipt.
    HandedItem {
        /// Which.
        0 item: CardBytes,
        /// The record of the version that was offered; of no meaning in a receipt.
        1 version: RecordBytes,
        /// Pieces.
        2 quantity: u32,
        /// `good`, `worn`, `broken`.
        3 condition: String,
    }
    /// What marketing offers; its remarks are the content part ([`Remark`]).
    Offer {
        /// Fair.
        0 fair: String,
        /// Item by item.
        1 items: Vec<HandedItem>,
    }
    /// What the supervisor received; his remarks are the content part ([`Remark`]).
    Received {
        /// Fair.
        0 fair: String,
        /// The record of the offer.
        1 offer: RecordBytes,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
    /// Exhibits that somebody gives to another; his remarks are the content part ([`Remark`]).
    CustodyGiven {
        /// Fair.
        0 fair: String,
        /// To whom.
        1 to: String,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
    /// What the other took of them; his remarks are the content part ([`Remark`]).
    CustodyTaken {
        /// Fair.
        0 fair: String,
        /// The record of what was given.
        1 giving: RecordBytes,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
    /// A count of what somebody has; remarks are the content part ([`Remark`]).
    ExhibitsCounted {
        /// Fair.
        0 fair: String,
        /// Whose exhibits.
        1 of: String,
        /// At the end of which day; without one when the booth is taken down.
        2 day: Option<String>,
        /// Item by item.
        3 items: Vec<HandedItem>,
    }
    /// What somebody says to a loss; his words are the content part ([`Remark`]).
    IncidentSaid {
        /// Fair.
        0 fair: String,
        /// Who had what is gone.
        1 holder: String,
        /// The item,
        2 item: Option<CardBytes>,
        /// or the laptop.
        3 laptop: Option<CardBytes>,
        /// How headquarters closes it; empty for a statement.
        4 outcome: String,
    }
    /// How everybody's cards count for the award of a fair: numbers, and no customer.
    AwardStated {
        /// Fair.
        0 fair: String,
        /// Person by person.
        1 sums: Vec<AwardSum>,
    }
    /// One person's cards in numbers.
    AwardSum {
        /// Who.
        0 person: String,
        /// Cards that count, by their classes' names.
        1 counting: BTreeMap<String, u32>,
        /// The others, by why they do not.
        2 left_out: BTreeMap<String, u32>,
        /// When the company had the last of those that count, ms.
        3 handed_in_ms: Option<i64>,
    }
    /// A supervisor's appraisal.
    Appraised {
        /// Fair.
        0 fair: String,
        /// Whose.
        1 person: String,
        /// Line by line.
        2 lines: Vec<AppraisedLine>,
    }
    /// One line of it.
    AppraisedLine {
        /// `packages`, `evaluation`, `loss`, `allotment`, `intel`, `quality`.
        0 criterion: String,
        /// As they should be.
        1 got: u32,
        /// Of how many.
        2 of: u32,
        /// Hundredths of a point that are given for it.
        3 hundredths: u32,
    }
    /// Content part of it.
    AppraisedContent {
        /// Why a line departs from what its share is worth, by criterion.
        0 reasons: BTreeMap<String, String>,
        /// On the whole.
        1 overall: String,
    }
    /// One participant's score of marketing; his remark is the content part, a [`Remark`].
    MarketingScored {
        /// Fair.
        0 fair: String,
        /// The plan of the booth, 0 to 100.
        1 layout: u32,
        /// Working together, 0 to 100.
        2 cooperation: u32,
    }
    /// What all who scored say together.
    MarketingRated {
        /// Fair.
        0 fair: String,
        /// How many.
        1 raters: u32,
        /// Sum of the scores for the plan.
        2 layout: u32,
        /// Sum of those for working together.
        3 cooperation: u32,
        /// Late days of the hand-over.
        4 days_late: u32,
    }
    /// Content part of it.
    MarketingRatedContent {
        /// Remarks in order of their text.
        0 remarks: Vec<String>,
    }
    /// A roster that is complete.
    RosterComplete {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
    }
    /// An assignment. Exactly one of `person` and `pool` is set.
    Assignment {
        /// A card of the customer.
        0 card: CardBytes,
        /// New owner.
        1 person: Option<String>,
        /// Or a department.
        2 pool: Option<String>,
        /// Why.
        3 reason: String,
        /// Over the competent authority (P4).
        4 overriding: bool,
        /// Who discussed it.
        5 discussion: Vec<String>,
        /// The customer's cards that its author had before him.
        6 seen: Vec<CardBytes>,
    }
    /// A delivery.
    Delivery {
        /// The assignment.
        0 assignment: RecordBytes,
        /// Its card.
        1 card: CardBytes,
    }
    /// A decision on a probable duplicate.
    Identity {
        /// Joined or kept apart.
        0 same: bool,
        /// The cards.
        1 cards: Vec<CardBytes>,
    }
    /// A follow-up; its text is the content part ([`Remark`]).
    FollowUp {
        /// Card.
        0 card: CardBytes,
        /// `phone`, `visit`, `meeting`, `sms`, `im`, `mail`, `event`.
        1 channel: String,
        /// Whether anybody was reached.
        2 connected: bool,
    }
    /// A classification.
    Classification {
        /// Card.
        0 card: CardBytes,
        /// Hundredths of 万元 a year.
        1 usage_hundredths: Option<i64>,
        /// Stable.
        2 stable: bool,
        /// Special.
        3 special: bool,
        /// `phone`, `visit`, `sms` or `mail`.
        4 evidence: String,
    }
    /// What a laptop has let go of at the server's word.
    Purged {
        /// The store whose word it was.
        0 epoch: CardBytes,
        /// Through which of its words to this laptop.
        1 through: u64,
        /// Cards of which nothing is left but bare envelopes and what its person signed.
        2 gone: u32,
        /// Cards of which the ranking part is left.
        3 thinned: u32,
        /// How many records of its person's own about them had been handed over before.
        4 handed_over: u32,
    }
    /// A registered ruling.
    Registration {
        /// Customer.
        0 customer: CardBytes,
        /// All its cards.
        1 cards: Vec<CardBytes>,
        /// Hash of the ruling's bytes.
        2 ruling: RecordBytes,
        /// Version of the rules.
        3 rules: u16,
        /// What it decides. Registrations of version 1 do not say, nor does one that only says that what
        /// was registered before waits again.
        4 decides: Option<Outcome>,
        /// What the rules say of the facts alone, where a case was decided otherwise.
        5 said: Option<Outcome>,
        /// The assignment on which the owner rests.
        6 founded_on: Option<RecordBytes>,
        /// The decision on a case that it carries out.
        7 decision: Option<RecordBytes>,
        /// The decision on a case on which it goes on to rest; an earlier registration carried it out.
        8 rests_on: Option<RecordBytes>,
    }
    /// What a ruling decides about people.
    Outcome {
        /// The card whose signature counts.
        0 effective: Option<CardBytes>,
        /// The owner, if a person is.
        1 person: Option<String>,
        /// The department whose customer it is, if one is.
        2 pool: Option<String>,
        /// Nobody's: every card was taken back. With neither of the three it is the company's.
        3 nobody: bool,
        /// Whose capture credit it is.
        4 credit: Option<String>,
    }
    /// A decision on a case.
    CaseDecision {
        /// A card of the customer.
        0 card: CardBytes,
        /// The outcome that stood.
        1 standing: Outcome,
        /// The outcome that was proposed.
        2 proposed: Outcome,
        /// Whether the proposed one holds from now on.
        3 adopt: bool,
        /// Why.
        4 reason: String,
    }
    /// An appeal to headquarters.
    Appeal {
        /// A card of the customer.
        0 card: CardBytes,
        /// The decision.
        1 decision: RecordBytes,
        /// Why.
        2 reason: String,
    }
    /// Cards that were signed from a list, or taken back with it; the content part ([`Remark`]) says what the
    /// list was called.
    Imported {
        /// Which import: one has many of these.
        0 import: IdBytes<16>,
        /// The cards, as they were signed.
        1 cards: Vec<CardBytes>,
        /// Cards of it that were taken back.
        2 withdrawn: Vec<CardBytes>,
        /// Nobody's claim: a list is not a talk (OWN-07).
        3 unattended: bool,
    }
    /// What somebody took out; the content part ([`Remark`]) says what he had searched for.
    Exported {
        /// Stands on every row of the file.
        0 export: IdBytes<16>,
        /// How the file is laid out: `csv`, `xlsx`, `vcard`, `odoo`, `espocrm`, `salesforce`.
        1 layout: String,
        /// Which list it was taken from.
        2 view: String,
        /// The cards in it.
        3 cards: Vec<CardBytes>,
        /// BLAKE3 of the file.
        4 file: RecordBytes,
        /// Lines of other people's words in it that are no card: visitors, rivals.
        5 lines: u32,
    }
    /// A record that was signed after a revocation is taken in.
    Adoption {
        /// Which.
        0 record: RecordBytes,
        /// The cards that it is about: it is found by them.
        1 cards: Vec<CardBytes>,
        /// Why.
        2 reason: String,
    }
}
