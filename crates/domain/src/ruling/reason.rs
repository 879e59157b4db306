//! Reasons: every answer names the rules it rests on, with the facts used, in the same words for
//! every party (SYN-07). The UI turns them into sentences with the company's own phrases.

use std::collections::BTreeSet;

use crate::act::Target;
use crate::card::Testimony;
use crate::correction::Field;
use crate::ids::{CardId, FairId, PersonId, TerritoryId};
use crate::places::DivisionCode;
use crate::rule::Rule;
use crate::time::Instant;

use super::authority::{Authority, Level};
use super::standing::Out;
use super::venue::Territory;

/// Which step of DUP-07 picked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TieStep {
    /// (1) the customer's own hand over conversation over business card.
    CustomersHand,
    /// (2) more documented content.
    Documented,
    /// (3) the signer already serves the customer's department.
    Department,
    /// (4) open to a human ruling; until then a lot that nobody can grind.
    Lot,
}

/// One reason, with the facts used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// DUP-01: the first signature counts.
    FirstSignature {
        /// The effective card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// When he signed.
        at: Instant,
        /// The next card outside the tie set, its signer, and how many minutes later it was signed.
        next: Option<(CardId, PersonId, i64)>,
    },
    /// DUP-02: not alike enough by themselves, and one customer because somebody competent said so.
    Joined {
        /// The cards.
        cards: Vec<CardId>,
    },
    /// DUP-06: the laptop's clock was wrong and has been corrected.
    ClockCorrected {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// What the clock claimed.
        claimed: Instant,
        /// What counts.
        corrected: Instant,
    },
    /// DUP-06: looks earlier, but is not proven well enough to win by itself.
    NotProven {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
    },
    /// DUP-06: what somebody says about its time does not fit what others say.
    Disputed {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Who says what.
        said: Testimony,
    },
    /// DUP-07: signed within the tie window.
    Tie {
        /// The card that was picked.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Which step picked.
        step: TieStep,
        /// The others.
        over: Vec<CardId>,
    },
    /// DUP-08 and its kin: a card that is out of the ranking.
    CardOut {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Why.
        why: Out,
    },
    /// ORD-15: what was signed has been corrected, and somebody who leads approved it.
    Corrected {
        /// The card.
        card: CardId,
        /// Who corrected it.
        by: PersonId,
        /// When.
        at: Instant,
        /// Which fields.
        fields: BTreeSet<Field>,
        /// When it had been signed before, if it counts as a new card from the correction on (P24).
        instead_of: Option<Instant>,
        /// Who approved.
        approved_by: PersonId,
    },
    /// OWN-08: the fair's supervisor has certified why a card came late.
    Excused {
        /// The card.
        card: CardId,
        /// Its signer.
        signer: PersonId,
        /// Whose word it is.
        by: PersonId,
        /// When he gave it.
        at: Instant,
        /// What happened.
        reason: String,
        /// Whether it ranks again; an excuse is not enough where the chain does not prove the card's age.
        restored: bool,
    },
    /// SYN-04: signed after its author's laptop had been revoked, and taken in all the same.
    Adopted {
        /// The card; `None` for what somebody decided about the customer.
        card: Option<CardId>,
        /// Whose laptop it was.
        author: PersonId,
        /// Since when it was revoked.
        revoked: Instant,
        /// Who took it in.
        by: PersonId,
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
    /// OWN-08: no live card is left.
    NoLiveCard,
    /// DUP-03: who helps whom.
    Helpers {
        /// Who helps.
        who: Vec<PersonId>,
        /// Whom: the owner, before allotment the holder of the effective card.
        whom: Option<PersonId>,
    },
    /// DUP-10: the credit follows the card, whoever owns.
    Credit {
        /// Whose.
        person: PersonId,
    },
    /// OWN-01: in, out or unknown, and by which site.
    Territory {
        /// Which.
        territory: Territory,
        /// The site that decided.
        site: Option<DivisionCode>,
        /// The territory it belongs to.
        home: Option<TerritoryId>,
        /// The competent supervisor's fair.
        fair: Option<FairId>,
    },
    /// OWN-01: live cards name sites that would change in/out.
    SitesContradict,
    /// OWN-04: waits for headquarters.
    WaitsForHeadquarters,
    /// OWN-05: waits for the supervisor or regional manager.
    WaitsFor {
        /// Who decides.
        authority: Authority,
    },
    /// OWN-06: the holder of the effective card is proposed.
    Proposed {
        /// Who.
        person: PersonId,
    },
    /// OWN-16: his mentor answers for a trainee.
    Mentor {
        /// The trainee.
        trainee: PersonId,
        /// The mentor.
        mentor: PersonId,
    },
    /// OWN-07: nobody is proposed; an equal share.
    EqualShare,
    /// OWN-04 or OWN-05: a competent person assigned.
    Assigned {
        /// Who assigned.
        by: PersonId,
        /// On which level.
        level: Level,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
        /// The reason given.
        reason: String,
        /// Whether the territory made it headquarters' business.
        out_of_territory: bool,
    },
    /// OWN-07: it is an equal, open share of a pool, or a share for a reason that was given.
    Dealt {
        /// Whose share.
        person: PersonId,
        /// The fair whose pool it was.
        fair: FairId,
        /// How many cards were dealt.
        cards: u32,
        /// Among how many.
        people: u32,
        /// Whether equally.
        equal: bool,
    },
    /// An assignment that founds nothing.
    VoidAct {
        /// For this rule.
        rule: Rule,
        /// Who assigned.
        by: PersonId,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
    },
    /// OWN-04 or OWN-05: a competent assignment that found another in place and could not replace it.
    Outranked {
        /// Who assigned.
        by: PersonId,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
        /// Whether the territory made it headquarters' business.
        out_of_territory: bool,
    },
    /// DUP-09: an owner in proper service stays.
    OwnerStays {
        /// Who.
        person: PersonId,
    },
    /// OWN-12, P2: assigned before its author knew of the card that counts.
    Unseen {
        /// The card.
        card: CardId,
        /// Whom the rules propose because of it.
        person: PersonId,
        /// The owner's first proper service since, for which he is rather left.
        served: Option<Instant>,
    },
    /// SYN-03: it was final; what came later does not change it by itself.
    Stands {
        /// Since when.
        since: Instant,
    },
    /// OWN-12: what came later waits for a decision.
    CaseOpen {
        /// Whose.
        authority: Authority,
    },
    /// OWN-12: somebody competent has decided.
    CaseDecided {
        /// Who.
        by: PersonId,
        /// When.
        at: Instant,
        /// Whether what was proposed holds since.
        adopted: bool,
        /// The reason given.
        reason: String,
    },
    /// A decision that decides nothing.
    VoidDecision {
        /// For this rule; OWN-12 when it was about something else than there is to decide.
        rule: Rule,
        /// Whose.
        by: PersonId,
        /// When.
        at: Instant,
    },
}

impl Reason {
    /// The rule that the reason cites.
    pub fn rule(&self) -> Rule {
        match self {
            Self::FirstSignature { .. } => Rule::Dup01,
            Self::Joined { .. } => Rule::Dup02,
            Self::ClockCorrected { .. } | Self::NotProven { .. } | Self::Disputed { .. } => {
                Rule::Dup06
            }
            Self::Tie { .. } => Rule::Dup07,
            Self::CardOut { why, .. } => why.rule(),
            Self::Corrected { .. } => Rule::Ord15,
            Self::Excused { .. } => Rule::Own08,
            Self::Adopted { .. } => Rule::Syn04,
            Self::NoLiveCard => Rule::Dup08,
            Self::Helpers { .. } => Rule::Dup03,
            Self::Credit { .. } => Rule::Dup10,
            Self::Territory { .. } | Self::SitesContradict => Rule::Own01,
            Self::WaitsForHeadquarters => Rule::Own04,
            Self::WaitsFor { .. } => Rule::Own05,
            Self::Proposed { .. } => Rule::Own06,
            Self::Mentor { .. } => Rule::Own16,
            Self::EqualShare | Self::Dealt { .. } => Rule::Own07,
            Self::Assigned { out_of_territory: true, .. }
            | Self::Outranked { out_of_territory: true, .. } => Rule::Own04,
            Self::Assigned { .. } | Self::Outranked { .. } => Rule::Own05,
            Self::VoidAct { rule, .. } | Self::VoidDecision { rule, .. } => *rule,
            Self::OwnerStays { .. } => Rule::Dup09,
            Self::Stands { .. } => Rule::Syn03,
            Self::Unseen { .. } | Self::CaseOpen { .. } | Self::CaseDecided { .. } => Rule::Own12,
        }
    }

    /// The first version of the rules that gives such a reason.
    pub fn since_version(&self) -> u16 {
        match self {
            Self::Joined { .. }
            | Self::Corrected { .. }
            | Self::Excused { .. }
            | Self::Adopted { .. }
            | Self::Dealt { .. }
            | Self::Outranked { .. }
            | Self::Disputed { .. }
            | Self::Unseen { .. }
            | Self::Stands { .. }
            | Self::CaseOpen { .. }
            | Self::CaseDecided { .. }
            | Self::VoidDecision { .. } => 2,
            _ => 1,
        }
    }
}
