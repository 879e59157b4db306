//! What a signed lead card contributes to a ruling: its ranking part (B4), and when it was signed.

use crate::correction::Made;
use crate::identity::IdentityTokens;
use crate::ids::{CardId, FactId, FairId, PersonId};
use crate::places::DivisionCode;
use crate::time::Instant;

/// The three sources of a fair lead, and everything else (FAIR-06).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Source {
    /// A business card that the customer gave.
    BusinessCard,
    /// A form that the customer filled in himself.
    SelfFilled,
    /// A talk, written down at once.
    Conversation,
    /// Any other channel: no fair lead, no fair credit, no daily hand-in.
    Other,
}

impl Source {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::BusinessCard => "business_card",
            Self::SelfFilled => "self_filled",
            Self::Conversation => "conversation",
            Self::Other => "other",
        }
    }

    /// Reads [`Source::name`]; `other:web` and its like are [`Source::Other`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::BusinessCard, Self::SelfFilled, Self::Conversation, Self::Other]
            .into_iter()
            .find(|source| source.name() == name)
            .or_else(|| name.starts_with("other:").then_some(Self::Other))
    }

    /// Rank in a tie: the customer's own hand counts most (DUP-07 (1)). Smaller is better.
    pub fn tie_rank(self) -> u8 {
        match self {
            Self::SelfFilled => 0,
            Self::Conversation => 1,
            Self::BusinessCard => 2,
            Self::Other => 3,
        }
    }
}

/// How well a signing time is proven (DUP-06).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Proof {
    /// The same boot reaches back to a contact with an outsider.
    Anchored,
    /// Proven at both ends, close enough together.
    Bounded,
    /// Too far apart, open, or contradictory.
    Wide,
}

/// A signing time: evidence, not a number (DUP-06).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SigningTime {
    /// The corrected time; ranks cards.
    pub at: Instant,
    /// What the laptop's clock showed.
    pub claimed: Instant,
    /// Proven not to be earlier.
    pub not_before: Option<Instant>,
    /// Proven not to be later.
    pub not_after: Option<Instant>,
    /// How well.
    pub proof: Proof,
    /// The claim lies outside what is proven: an integrity alert.
    pub contradicted: bool,
}

impl SigningTime {
    /// A time that needs no proof: the server's own, or a test's.
    pub fn exact(at: Instant) -> Self {
        Self {
            at,
            claimed: at,
            not_before: Some(at),
            not_after: Some(at),
            proof: Proof::Anchored,
            contradicted: false,
        }
    }

    /// Whether the two intervals have an instant in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before =
            |a: Option<Instant>, b: Option<Instant>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.not_after, other.not_before) && !before(other.not_after, self.not_before)
    }
}

/// What somebody says about when a card was signed, where it does not fit what others say (DUP-06).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Testimony {
    /// Who; `None` for the server.
    pub by: Option<PersonId>,
    /// What.
    pub says: Says,
    /// When that was.
    pub at: Instant,
}

/// What somebody says about when a card was signed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Says {
    /// By what the signer's clock showed him, it was signed then.
    SignedAt,
    /// It was not there yet.
    NotBefore,
    /// It was there.
    NotAfter,
    /// The signer's laptop went on in another chain, and the card had not been shown.
    Elsewhere,
}

/// A signed act: who, when, and whether its author's key still counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act<T> {
    /// The record.
    pub id: FactId,
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub time: SigningTime,
    /// Signed after the enrolment was revoked: void (SYN-04).
    pub after_revocation: bool,
    /// It would be void as well, had not somebody competent taken it in.
    pub adopted: Option<Adoption>,
    /// What.
    pub what: T,
}

impl<T> Act<T> {
    /// An act with a key that counts.
    pub fn new(id: FactId, by: PersonId, time: SigningTime, what: T) -> Self {
        Self { id, by, time, after_revocation: false, adopted: None, what }
    }
}

/// Somebody competent took in what had been signed after its author's key was revoked (SYN-04).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Adoption {
    /// When he did.
    pub at: Instant,
    /// Who; of several the first.
    pub by: PersonId,
    /// Why.
    pub reason: String,
    /// Since when the author's key was revoked.
    pub revoked: Instant,
}

/// The ranking part of a lead card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// Which.
    pub id: CardId,
    /// Where it was captured; `None` outside fairs.
    pub fair: Option<FairId>,
    /// How.
    pub source: Source,
    /// The customer's buying site, if it could be resolved.
    pub site: Option<DivisionCode>,
    /// Keyed tokens that tell whether two cards name one customer (DUP-02).
    pub identity: IdentityTokens,
    /// Number in the device's register of this fair, from 1 without gaps (FAIR-18).
    pub register: u32,
    /// A form that nobody attended to: a signer, but no claimant (OWN-07).
    pub unattended: bool,
    /// When the recorded talk ended (FAIR-06).
    pub talk_ended: Option<Instant>,
    /// How many of phone and usage are documented (DUP-07 (2)).
    pub documented: u8,
}

/// The supervisor's certificate that a late hand-in was nobody's fault: a device failed, or there was no way to
/// him (OWN-08).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excuse {
    /// The record.
    pub act: FactId,
    /// Whose word it is.
    pub by: PersonId,
    /// When he gave it.
    pub at: Instant,
    /// What happened.
    pub reason: String,
}

/// A card with everything that happened to it and is not an act of authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardFile {
    /// The card and its signature, as they count with the corrections that were approved (ORD-15).
    pub signed: Act<Card>,
    /// These corrections, in order of signing.
    pub corrected: Vec<Made>,
    /// Taken back by its signer, with a reason (FAIR-18).
    pub withdrawn: bool,
    /// Opened by its signer to whom he helps (DUP-03).
    pub opened: bool,
    /// First receipt by the fair's supervisor or the server (FAIR-07).
    pub possession: Option<Instant>,
    /// Why it may have come late; the first word that was given.
    pub excused: Option<Excuse>,
    /// Two records claim this position of its chain.
    pub forked: bool,
    /// Who countersigned (FAIR-10).
    pub countersigned_by: Vec<PersonId>,
    /// Whose words about its time do not fit together.
    pub disputed: Vec<Testimony>,
    /// The server's first receipt by which it holds the card: nobody else knows it before (DUP-07 (4)).
    pub drawn: Option<FactId>,
}

impl CardFile {
    /// Which card.
    pub fn id(&self) -> CardId {
        self.signed.what.id
    }

    /// Who signed it.
    pub fn signer(&self) -> &PersonId {
        &self.signed.by
    }

    /// The corrected signing time.
    pub fn at(&self) -> Instant {
        self.signed.time.at
    }

    /// The excuse that restores its rank: it also takes a chain that proves how old the card is (OWN-08).
    pub fn restored_by(&self) -> Option<&Excuse> {
        let proven = self.signed.time.proof != Proof::Wide && !self.forked;
        self.excused.as_ref().filter(|_| proven)
    }

    /// When it had been signed as it was before what made a new card of it and was approved since (ORD-15); `None`
    /// where nothing was.
    pub fn before_renewal_after(&self, since: Instant) -> Option<Instant> {
        let mut renewals = self.corrected.iter().filter(|made| made.instead_of.is_some());
        renewals.find(|made| made.approved.at > since)?.instead_of
    }

    /// Whether something that was approved since has made a new card of it.
    pub fn is_renewed_after(&self, since: Instant) -> bool {
        self.before_renewal_after(since).is_some()
    }

    /// The correction since which it counts as a new card, and whose time is its signing time (ORD-15).
    pub fn renewed_by(&self) -> Option<FactId> {
        let mut made = self.corrected.iter().rev();
        made.find(|made| made.instead_of.is_some() && made.at == self.at()).map(|made| made.act)
    }
}
