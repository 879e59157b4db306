//! Corrections of what was signed (ORD-02, ORD-15): inert until somebody who leads has approved them.
//!
//! What names the customer is never corrected backwards: the card counts as a new one from the day of the
//! correction (P24). Everything else keeps the first signature.

use std::collections::BTreeSet;

use crate::card::{Act, Card};
use crate::company::{Company, Role};
use crate::ids::{CardId, FactId, PersonId};
use crate::time::Instant;

/// A signed field of a card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// Customer.
    Company,
    /// Contact.
    Person,
    /// His phone.
    Phone,
    /// His e-mail.
    Email,
    /// The customer's unified credit code.
    CreditCode,
    /// Buying site.
    Site,
    /// Source of the lead.
    Source,
    /// Estimated annual use.
    Usage,
    /// Whether it is stable.
    Stable,
    /// Matter asked.
    Matter,
}

impl Field {
    /// Every signed field.
    pub const ALL: [Self; 10] = [
        Self::Company,
        Self::Person,
        Self::Phone,
        Self::Email,
        Self::CreditCode,
        Self::Site,
        Self::Source,
        Self::Usage,
        Self::Stable,
        Self::Matter,
    ];

    /// The name in records and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::CreditCode => "credit_code",
            Self::Site => "site",
            Self::Source => "source",
            Self::Usage => "usage",
            Self::Stable => "stable",
            Self::Matter => "matter",
        }
    }

    /// Reads [`Field::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether it says who the customer is, company or contact: a card that is corrected in one is a new
    /// card (ORD-15).
    pub fn names_the_customer(self) -> bool {
        matches!(self, Self::Company | Self::Person | Self::Phone | Self::Email | Self::CreditCode)
    }
}

/// What somebody would have a card say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// Which card.
    pub card: CardId,
    /// In which fields; never empty.
    pub fields: BTreeSet<Field>,
    /// The card's ranking part as it would be. Of it only what belongs to the fields is taken.
    pub to: Card,
}

impl Correction {
    /// Whether the card would be a new one.
    pub fn is_new_card(&self) -> bool {
        self.fields.iter().any(|field| field.names_the_customer())
    }

    /// The card with this correction made.
    pub fn made(&self, card: &Card) -> Card {
        let (mut card, to) = (card.clone(), &self.to);
        for field in &self.fields {
            match field {
                Field::Company => {
                    card.identity.tables = to.identity.tables;
                    card.identity.name = to.identity.name;
                    card.identity.place = to.identity.place;
                    card.identity.looks = to.identity.looks;
                }
                Field::Phone => {
                    card.identity.phone = to.identity.phone;
                    card.documented = to.documented;
                }
                Field::Email => card.identity.domain = to.identity.domain,
                Field::CreditCode => card.identity.credit_code = to.identity.credit_code,
                Field::Site => card.site = to.site,
                Field::Source => card.source = to.source,
                Field::Usage => card.documented = to.documented,
                Field::Person | Field::Stable | Field::Matter => {}
            }
        }
        card
    }
}

/// A leader's word on a correction. It names the very record, so that it never approves another version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectionDecision {
    /// The correction's card.
    pub card: CardId,
    /// The correction.
    pub correction: FactId,
    /// Whether it is made.
    pub approve: bool,
}

/// How a correction stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody who may has decided yet: the signed value counts.
    Waits,
    /// It is made.
    Approved(Word),
    /// It is not made. The attempt stays visible.
    Rejected(Word),
    /// Signed by a key that was revoked: nobody decides about it.
    Void,
}

/// Who decided, and when.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Word {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The decision.
    pub act: FactId,
}

/// A correction that was made, as the ruling sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// The correction.
    pub act: FactId,
    /// Who corrected.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Which fields.
    pub fields: BTreeSet<Field>,
    /// When the card had been signed as it was before, if it is a new one by this.
    pub instead_of: Option<Instant>,
    /// Who approved.
    pub approved: Word,
}

/// Whether somebody may approve or reject: the supervisor of the card's fair, a leader or headquarters. Never
/// his own correction, nor one of his own card.
pub fn may_decide(
    person: &PersonId,
    signed: &Act<Card>,
    corrector: &PersonId,
    company: &Company,
    at: Instant,
) -> bool {
    let active = company.person(person, at).is_some_and(|person| person.active);
    let own = *person == signed.by || person == corrector;
    let fair = signed.what.fair.as_ref();
    let supervises = fair.is_some_and(|fair| company.supervises(person, fair, at));
    let leads = [Role::GroupLeader, Role::RegionalManager, Role::Hq]
        .iter()
        .any(|role| company.holds(person, *role, at));
    active && !own && (supervises || leads)
}

/// How a correction stands: the first word on it by somebody who may decide. To change one's mind takes
/// another correction, which somebody else approves.
pub fn standing(
    correction: &Act<Correction>,
    signed: &Act<Card>,
    decisions: &[Act<CorrectionDecision>],
    company: &Company,
) -> Standing {
    if correction.after_revocation {
        return Standing::Void;
    }
    let counts = |act: &&Act<CorrectionDecision>| {
        act.what.correction == correction.id
            && !act.after_revocation
            && may_decide(&act.by, signed, &correction.by, company, act.time.at)
    };
    let first = decisions.iter().filter(counts).min_by_key(|act| (act.time.at, act.id));
    let Some(first) = first else { return Standing::Waits };
    let word = Word { by: first.by.clone(), at: first.time.at, act: first.id };
    if first.what.approve { Standing::Approved(word) } else { Standing::Rejected(word) }
}

/// Makes the corrections that were approved, in order of signing, whatever order they are given in.
pub fn make(
    signed: &mut Act<Card>,
    corrections: &[Act<Correction>],
    decisions: &[Act<CorrectionDecision>],
    company: &Company,
) -> Vec<Made> {
    let approved =
        corrections.iter().filter_map(|act| match standing(act, signed, decisions, company) {
            Standing::Approved(word) => Some((act, word)),
            _ => None,
        });
    let mut approved: Vec<_> = approved.collect();
    approved.sort_by_key(|(act, _)| (act.time.at, act.id));
    let mut made = Vec::new();
    for (act, approved) in approved {
        let before = signed.time.at;
        signed.what = act.what.made(&signed.what);
        // A clock that was turned back before the correction makes the card no older.
        if act.what.is_new_card() && act.time.at > before {
            signed.time = act.time;
        }
        made.push(Made {
            act: act.id,
            by: act.by.clone(),
            at: act.time.at,
            fields: act.what.fields.clone(),
            instead_of: act.what.is_new_card().then_some(before),
            approved,
        });
    }
    made
}
