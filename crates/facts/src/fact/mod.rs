//! From a record to a fact. There is a file for each subject of [`crate::payload`]: what its payloads amount to,
//! and what is written of a fact. A payload that can be taken as it stands, as those of the company's book, has
//! nothing to be read there.

mod after;
mod card;
mod correction;
mod custody;
mod customer;
mod deal;
mod device;
mod evening;
mod handover;
mod note;
mod penalty;
mod reception;
mod remark;
mod report;
mod rivals;
mod roadshow;
mod ruling;

use domain::act::{Appeal, Assignment, CaseDecision, IdentityDecision, Judgement, Seal, Target};
use domain::audience::Circle;
use domain::card::Card;
use domain::class::Usage;
use domain::correction::{Correction, CorrectionDecision};
use domain::fair::appraisal::Appraisal;
use domain::fair::custody::{Count, Giving, Taking};
use domain::fair::entry::Written;
use domain::fair::handover::Offer;
use domain::fair::incident;
use domain::fair::package::Excuse;
use domain::fair::penalty::hearing::{Decision, Delivered, Statement, Told};
use domain::fair::pool::Deal;
use domain::fair::preparation::Item;
use domain::fair::reception::Reception;
use domain::fair::report::Report;
use domain::fair::rivals::Sighting;
use domain::fair::roadshow::{Show, Word};
use domain::fair::score::{Rating, Score};
use domain::fair::standings::Standings;
use domain::ruling::Decides;
use domain::time::Day;
use domain::{CardId, FairId, PersonId};
use ledger::document::Class;
use ledger::{RECEIPT_KIND, Receipt, Record, RecordId, WhichPart};
use thiserror::Error;

use crate::erasure::Subject;
use crate::kind;
use crate::names::named;
use crate::payload::{self, CardBytes, card_id};

/// A record of a known kind whose ranking part does not read. It is kept, and not counted.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("a record of kind {kind} does not read as one")]
pub struct PayloadDamage {
    /// The kind it claims.
    pub kind: String,
    /// How many others one of its kind may name, where it names more ([`crate::names`]).
    pub names_max: Option<usize>,
}

/// What a record says.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)] // Each variant is documented by its payload and its kind.
pub enum Fact {
    Company(payload::Company),
    Person(payload::Person),
    Territories(payload::Territories),
    Divisions(payload::Divisions),
    Fair(payload::Fair),
    Event(payload::Event),
    Holidays(payload::Holidays),
    Parameters(payload::Parameters),
    Enrolment(payload::Enrolment),
    Revocation(payload::Revocation),
    Endorsement(payload::Endorsement),
    Restored(payload::Restored),
    /// It is about the company's records, not about the customer: no ruling is made of it.
    Erasure {
        of: Subject,
        /// What the card said of it.
        usage: Usage,
    },
    Draft(Card),
    Card(Card),
    Withdrawal {
        card: CardId,
        /// Of a draft, where it was begun.
        fair: Option<FairId>,
    },
    Correction(Correction),
    CorrectionDecision(CorrectionDecision),
    Countersign {
        cards: Vec<CardId>,
    },
    Excuse {
        cards: Vec<CardId>,
        reason: String,
    },
    Deal(Deal),
    Evaluation {
        card: CardId,
        judgement: Judgement,
    },
    /// The class is `None` when it is one from the future.
    Note {
        card: CardId,
        class: Option<Class>,
        run: [u8; 16],
    },
    Confided {
        card: CardId,
        readers: Vec<PersonId>,
    },
    NotesOpened {
        card: CardId,
    },
    Number {
        card: CardId,
        number: u64,
    },
    HandIn {
        fair: FairId,
        day: Day,
        cards: Vec<CardId>,
        drafts: Vec<CardId>,
        paper: u32,
    },
    Seal(Seal),
    Discussion {
        fair: FairId,
        day: Day,
        people: Vec<PersonId>,
    },
    PackageExcused(Excuse),
    PenaltyTold(Told),
    PenaltyDelivered(Delivered),
    PenaltyHeard(Statement),
    PenaltyDecided(Decision),
    /// Without its texts: those are the content part.
    Rival {
        fair: FairId,
        note: Written<Sighting>,
    },
    /// Without its texts.
    Reception {
        fair: FairId,
        line: Written<Reception>,
    },
    RegisterSigned(domain::fair::reception::Statement),
    /// Without its words.
    Report(Report),
    Item(Item),
    Offer(Offer),
    Received(domain::fair::handover::Receipt),
    CustodyGiven(Giving),
    /// Without its words and its photo (FAIR-19).
    Roadshow(Written<Show>),
    RoadshowWord(Word),
    CustodyTaken(Taking),
    ExhibitsCounted(Count),
    /// Without its words.
    IncidentSaid(incident::Said),
    AwardStated(Standings),
    /// Without its words.
    Appraised(Appraisal),
    /// Without its remark.
    MarketingScored(Score),
    /// Without the remarks.
    MarketingRated(Rating),
    RosterComplete {
        fair: FairId,
        day: Day,
    },
    Assignment(Assignment),
    Delivery {
        assignment: RecordId,
        card: CardId,
    },
    /// Whether the CRM centre decided is known only with the company's roles.
    Identity(IdentityDecision),
    FollowUp {
        card: CardId,
        channel: String,
        connected: bool,
    },
    Classification {
        card: CardId,
        usage: Usage,
        evidence: String,
    },
    Registration {
        customer: CardId,
        cards: Vec<CardId>,
        ruling: [u8; 32],
        rules: u16,
        decides: Option<Decides>,
    },
    CaseDecision(CaseDecision),
    Appeal(Appeal),
    /// A laptop's word that it let go of what the server took from it.
    Purged {
        epoch: [u8; 16],
        through: u64,
    },
    Adoption(payload::Adoption),
    /// About the file, not about the cards in it: who reads these is not told.
    Imported(payload::Imported),
    /// As an import.
    Exported(payload::Exported),
    Receipt(Receipt),
    /// A kind from the future, or a record whose ranking part is not held here.
    Unknown,
}

impl Fact {
    /// Reads a record's ranking part.
    ///
    /// # Errors
    /// [`PayloadDamage`] when a record of a known kind does not read as one, names more than a record may
    /// ([`crate::names`]), or is a card that its author cannot have begun.
    pub fn read(record: &Record) -> Result<Self, PayloadDamage> {
        let Some(bytes) = record.part(WhichPart::Ranking) else { return Ok(Self::Unknown) };
        let damage = |names_max| PayloadDamage { kind: record.kind().to_owned(), names_max };
        let fact = read(record.kind(), bytes).ok_or_else(|| damage(None))?;
        if let Some((names, max)) = named(&fact) {
            #[cfg(test)]
            crate::names::tests::count(names);
            if names > max {
                return Err(damage(Some(max)));
            }
        }
        match &fact {
            // Nobody signs a card under another's id, or takes another's card back.
            Self::Card(Card { id: card, .. })
            | Self::Draft(Card { id: card, .. })
            | Self::Withdrawal { card, .. }
                if !card.is_of(&PersonId::new(&record.envelope().author)) =>
            {
                Err(damage(None))
            }
            _ => Ok(fact),
        }
    }

    /// The cards that the fact is about.
    pub fn cards(&self) -> Vec<CardId> {
        match self {
            Self::Draft(card) | Self::Card(card) => vec![card.id],
            Self::Withdrawal { card, .. }
            | Self::Evaluation { card, .. }
            | Self::Note { card, .. }
            | Self::Confided { card, .. }
            | Self::NotesOpened { card }
            | Self::Number { card, .. }
            | Self::Delivery { card, .. }
            | Self::FollowUp { card, .. }
            | Self::Classification { card, .. } => vec![*card],
            Self::Correction(correction) => vec![correction.card],
            Self::CorrectionDecision(decision) => vec![decision.card],
            Self::Assignment(assignment) => vec![assignment.card],
            Self::CaseDecision(decision) => vec![decision.card],
            Self::Appeal(appeal) => vec![appeal.card],
            Self::Adoption(adoption) => card_ids(&adoption.cards),
            Self::Deal(deal) => deal.dealt.keys().copied().collect(),
            Self::Countersign { cards }
            | Self::Excuse { cards, .. }
            | Self::Registration { cards, .. } => cards.clone(),
            Self::HandIn { cards, drafts, .. } => [cards.as_slice(), drafts.as_slice()].concat(),
            Self::Identity(decision) => decision.cards.clone(),
            Self::Seal(seal) => seal.cards.clone(),
            _ => Vec::new(),
        }
    }

    /// To whom it gives the customer of a card, and why: an assignment does, and a deal each card's part
    /// (OWN-07).
    pub fn gives(&self, card: CardId) -> Option<(Target, &str)> {
        match self {
            Self::Assignment(assignment) => Some((assignment.to.clone(), &assignment.reason)),
            Self::Deal(deal) => {
                Some((Target::Person(deal.dealt.get(&card)?.clone()), &deal.reason))
            }
            _ => None,
        }
    }

    /// The fair that it is about as a whole, and who reads it; `None` for everything else. Only the circle
    /// and its author hold such a record, and the circle is told all of it. The names of all these kinds
    /// begin with `fair.` ([`kind::is_of_fair`]).
    pub fn about_fair(&self) -> Option<(&FairId, Circle)> {
        match self {
            Self::Discussion { fair, .. } => Some((fair, Circle::Team)),
            Self::Deal(deal) => Some((&deal.pool.fair, Circle::Team)),
            Self::PackageExcused(excuse) => Some((&excuse.fair, Circle::Leaders)),
            Self::Rival { fair, .. } => Some((fair, Circle::Intel)),
            Self::Reception { fair, .. } => Some((fair, Circle::Leaders)),
            // Numbers, and nobody's name.
            Self::RegisterSigned(statement) => Some((&statement.fair, Circle::Team)),
            Self::Report(report) => Some((&report.fair, Circle::Leaders)),
            Self::PenaltyTold(Told { matter, .. })
            | Self::PenaltyDelivered(Delivered { matter, .. })
            | Self::PenaltyHeard(Statement { matter, .. })
            | Self::PenaltyDecided(Decision { matter, .. }) => {
                Some((&matter.fair, Circle::Leaders))
            }
            Self::Item(item) => Some((&item.fair, Circle::Preparation)),
            Self::Offer(offer) => Some((&offer.fair, Circle::Preparation)),
            Self::Received(receipt) => Some((&receipt.fair, Circle::Preparation)),
            Self::CustodyGiven(giving) => Some((&giving.fair, Circle::Preparation)),
            Self::Roadshow(show) => Some((show.what.month.id(), Circle::Preparation)),
            Self::RoadshowWord(word) => Some((word.month.id(), Circle::Preparation)),
            Self::CustodyTaken(taking) => Some((&taking.fair, Circle::Preparation)),
            Self::ExhibitsCounted(count) => Some((&count.fair, Circle::Preparation)),
            Self::IncidentSaid(said) => Some((&said.fair, Circle::Leaders)),
            Self::AwardStated(standings) => Some((&standings.fair, Circle::Team)),
            Self::Appraised(appraisal) => Some((&appraisal.fair, Circle::Headquarters)),
            Self::MarketingScored(score) => Some((&score.fair, Circle::Scores)),
            Self::MarketingRated(rating) => Some((&rating.fair, Circle::Preparation)),
            _ => None,
        }
    }

    /// The one person whom a fact about a fair concerns: he and whoever leads him read it beside its circle
    /// (PEN-02, [`domain::audience::reads_about`]).
    pub fn concerns(&self) -> Option<&PersonId> {
        match self {
            Self::PenaltyTold(Told { matter, .. })
            | Self::PenaltyDelivered(Delivered { matter, .. })
            | Self::PenaltyHeard(Statement { matter, .. })
            | Self::PenaltyDecided(Decision { matter, .. }) => Some(&matter.person),
            Self::Appraised(appraisal) => Some(&appraisal.person),
            Self::IncidentSaid(said) => Some(said.about.holder()),
            _ => None,
        }
    }

    /// Whether it was passed on to somebody, who reads it then whatever circle it is for (FST-01, FAIR-21).
    pub fn is_passed_on_to(&self, person: &PersonId) -> bool {
        match self {
            Self::Reception { line, .. } => {
                line.what.first_contact == *person || line.what.routed_to.as_ref() == Some(person)
            }
            _ => false,
        }
    }

    /// Whether the fact is about the company itself: everybody holds those.
    pub fn is_company(&self) -> bool {
        matches!(
            self,
            Self::Company(_)
                | Self::Person(_)
                | Self::Territories(_)
                | Self::Divisions(_)
                | Self::Fair(_)
                | Self::Event(_)
                | Self::Holidays(_)
                | Self::Parameters(_)
                | Self::Enrolment(_)
                | Self::Revocation(_)
                | Self::Endorsement(_)
                | Self::Restored(_)
                | Self::Erasure { .. }
        )
    }
}

fn read(kind: &str, bytes: &[u8]) -> Option<Fact> {
    match kind {
        kind::COMPANY => payload::Company::decode(bytes).map(Fact::Company),
        kind::PERSON => payload::Person::decode(bytes).map(Fact::Person),
        kind::TERRITORIES => payload::Territories::decode(bytes).map(Fact::Territories),
        kind::DIVISIONS => payload::Divisions::decode(bytes).map(Fact::Divisions),
        kind::FAIR => payload::Fair::decode(bytes).map(Fact::Fair),
        kind::EVENT => payload::Event::decode(bytes).map(Fact::Event),
        kind::HOLIDAYS => payload::Holidays::decode(bytes).map(Fact::Holidays),
        kind::PARAMETERS => payload::Parameters::decode(bytes).map(Fact::Parameters),
        kind::ENDORSEMENT => payload::Endorsement::decode(bytes).map(Fact::Endorsement),
        kind::ENROLMENT => payload::Enrolment::decode(bytes).map(Fact::Enrolment),
        kind::REVOCATION => payload::Revocation::decode(bytes).map(Fact::Revocation),
        kind::RESTORED => payload::Restored::decode(bytes).map(Fact::Restored),
        kind::ADOPTION => payload::Adoption::decode(bytes).map(Fact::Adoption),
        kind::PURGED => device::purged(bytes),
        kind::ERASURE => card::erased(bytes),
        kind::DRAFT => card::draft(bytes),
        kind::CARD => card::signed(bytes),
        kind::WITHDRAWAL => card::withdrawn(bytes),
        kind::COUNTERSIGN => card::countersigned(bytes),
        kind::EXCUSE => card::excused(bytes),
        kind::EVALUATION => card::evaluated(bytes),
        kind::NUMBER => card::numbered(bytes),
        kind::CORRECTION => correction::corrected(bytes),
        kind::CORRECTION_DECISION => correction::decided(bytes),
        kind::NOTE => note::noted(bytes),
        kind::CONFIDED => note::confided(bytes),
        kind::NOTES_OPENED => note::opened(bytes),
        kind::HAND_IN => evening::handed_in(bytes),
        kind::DISCUSSION => evening::discussed(bytes),
        kind::SEAL => evening::sealed(bytes),
        kind::PACKAGE_EXCUSED => evening::package_excused(bytes),
        kind::ROSTER_COMPLETE => evening::roster_complete(bytes),
        kind::PENALTY_TOLD => penalty::told(bytes),
        kind::PENALTY_DELIVERED => penalty::delivered(bytes),
        kind::PENALTY_HEARD => penalty::heard(bytes),
        kind::PENALTY_DECIDED => penalty::decided(bytes),
        kind::DEAL => deal::dealt(bytes),
        kind::RECEPTION => reception::received_visitor(bytes),
        kind::REGISTER_SIGNED => reception::register_signed(bytes),
        kind::RIVAL => rivals::noted(bytes),
        kind::ROADSHOW => roadshow::held(bytes),
        kind::ROADSHOW_WORD => roadshow::word(bytes),
        kind::REPORT => report::reported(bytes),
        kind::ITEM => handover::item(bytes),
        kind::OFFER => handover::offered(bytes),
        kind::RECEIVED => handover::received(bytes),
        kind::CUSTODY_GIVEN => custody::given(bytes),
        kind::CUSTODY_TAKEN => custody::taken(bytes),
        kind::EXHIBITS_COUNTED => custody::counted(bytes),
        kind::INCIDENT_SAID => custody::incident_said(bytes),
        kind::AWARD_STATED => after::award_stated(bytes),
        kind::APPRAISED => after::appraised(bytes),
        kind::MARKETING_SCORED => after::marketing_scored(bytes),
        kind::MARKETING_RATED => after::marketing_rated(bytes),
        kind::ASSIGNMENT => customer::assigned(bytes),
        kind::DELIVERY => customer::delivered(bytes),
        kind::IDENTITY => customer::identity(bytes),
        kind::FOLLOW_UP => customer::followed_up(bytes),
        kind::CLASSIFICATION => customer::classified(bytes),
        kind::REGISTRATION => ruling::registered(bytes),
        kind::CASE_DECISION => ruling::case_decided(bytes),
        kind::APPEAL => ruling::appealed(bytes),
        kind::IMPORTED => payload::Imported::decode(bytes).map(Fact::Imported),
        kind::EXPORTED => payload::Exported::decode(bytes).map(Fact::Exported),
        RECEIPT_KIND => Receipt::decode(bytes).map(Fact::Receipt),
        _ => Some(Fact::Unknown),
    }
}

fn card_ids(cards: &[CardBytes]) -> Vec<CardId> {
    cards.iter().map(card_id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind that [`crate::kind`] names, read from there: nobody can forget one here.
    fn kinds() -> Vec<&'static str> {
        let constant = |line: &'static str| line.strip_prefix("pub const ")?.split('"').nth(1);
        include_str!("../kind.rs").lines().filter_map(constant).collect()
    }

    #[test]
    fn every_kind_is_read() {
        assert!(kinds().contains(&kind::COMPANY) && kinds().contains(&kind::ADOPTION));
        for kind in kinds() {
            // Bytes that are no payload are damage in a kind that is known.
            assert!(read(kind, &[0xff]).is_none(), "{kind} is read as one from the future");
        }
        assert_eq!(read("card.dreamt", &[0xff]), Some(Fact::Unknown));
    }
}
