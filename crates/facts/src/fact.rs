//! From a record to a fact.

use std::collections::{BTreeMap, BTreeSet};

use domain::PersonId;
use domain::act::{Appeal, Assignment, CaseDecision, IdentityDecision, Judgement, Seal, Target};
use domain::audience::Circle;
use domain::card::{Card, Source};
use domain::class::{self, Usage};
use domain::correction::{Correction, CorrectionDecision, Field};
use domain::fair::appraisal::{self, Appraisal, Criterion};
use domain::fair::award::Weighed;
use domain::fair::entry::{EntryId, Written};
use domain::fair::package::Excuse;
use domain::fair::penalty::hearing::{Decision, Statement, Told, Verdict};
use domain::fair::penalty::{Matter, Offence};
use domain::fair::pool::{Deal, Pool, Scope};
use domain::fair::reception::{self, Channel, Reception, Statistic};
use domain::fair::report::{Report, Words};
use domain::fair::rivals::{Basis, Sighting, Topic};
use domain::fair::score::{Rating, Score};
use domain::fair::standings::{Standings, Sum};
use domain::fair::{
    self,
    custody::{Count, Giving, Occasion, Taking},
    handover::{Condition, Offer, Offered, Pieces},
    incident::{self, About, Outcome},
    preparation::{Item, ItemId, List},
};
use domain::identity::{IdentityTokens, Token};
use domain::places::DivisionCode;
use domain::ruling::Decides;
use domain::time::{Day, Instant};
use domain::{CardId, FactId, FairId, TerritoryId};
use ledger::document::Class;
use ledger::{RECEIPT_KIND, Receipt, Record, RecordId, WhichPart};
use thiserror::Error;

use crate::kind;
use crate::outcome;
use crate::payload::{self, CardBytes, card_id};

/// A record of a known kind whose ranking part does not read. It is kept, and not counted.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("a record of kind {kind} does not read as one")]
pub struct PayloadDamage {
    /// The kind it claims.
    pub kind: String,
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
        card: CardId,
    },
    Draft(Card),
    Card(Card),
    Withdrawal {
        card: CardId,
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
    RegisterSigned(reception::Statement),
    /// Without its words.
    Report(Report),
    Item(Item),
    Offer(Offer),
    Received(fair::handover::Receipt),
    CustodyGiven(Giving),
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
    /// [`PayloadDamage`] when a record of a known kind does not read as one, or names a card that its
    /// author cannot have begun.
    pub fn read(record: &Record) -> Result<Self, PayloadDamage> {
        let Some(bytes) = record.part(WhichPart::Ranking) else { return Ok(Self::Unknown) };
        let damage = || PayloadDamage { kind: record.kind().to_owned() };
        let fact = read(record.kind(), bytes).ok_or_else(damage)?;
        match &fact {
            // Nobody signs a card under another's id.
            Self::Card(card) | Self::Draft(card)
                if !card.id.is_of(&PersonId::new(&record.envelope().author)) =>
            {
                Err(damage())
            }
            _ => Ok(fact),
        }
    }

    /// The cards that the fact is about.
    pub fn cards(&self) -> Vec<CardId> {
        match self {
            Self::Draft(card) | Self::Card(card) => vec![card.id],
            Self::Withdrawal { card }
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
            Self::Adoption(adoption) => adoption.cards.iter().map(card_id).collect(),
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

    /// What it assigns of the customer of a card: an assignment does, and a deal each card's part (OWN-07).
    pub fn assigns(&self, card: CardId) -> Option<Assignment> {
        match self {
            Self::Assignment(assignment) => Some(assignment.clone()),
            Self::Deal(deal) => deal.assigns(card),
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
            Self::PenaltyTold(Told { matter })
            | Self::PenaltyHeard(Statement { matter, .. })
            | Self::PenaltyDecided(Decision { matter, .. }) => {
                Some((&matter.fair, Circle::Leaders))
            }
            Self::Item(item) => Some((&item.fair, Circle::Preparation)),
            Self::Offer(offer) => Some((&offer.fair, Circle::Preparation)),
            Self::Received(receipt) => Some((&receipt.fair, Circle::Preparation)),
            Self::CustodyGiven(giving) => Some((&giving.fair, Circle::Preparation)),
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
            Self::PenaltyTold(Told { matter })
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
    let cards = |cards: &[CardBytes]| cards.iter().map(card_id).collect::<Vec<_>>();
    Some(match kind {
        kind::COMPANY => Fact::Company(payload::Company::decode(bytes)?),
        kind::PERSON => Fact::Person(payload::Person::decode(bytes)?),
        kind::TERRITORIES => Fact::Territories(payload::Territories::decode(bytes)?),
        kind::DIVISIONS => Fact::Divisions(payload::Divisions::decode(bytes)?),
        kind::FAIR => Fact::Fair(payload::Fair::decode(bytes)?),
        kind::EVENT => Fact::Event(payload::Event::decode(bytes)?),
        kind::HOLIDAYS => Fact::Holidays(payload::Holidays::decode(bytes)?),
        kind::PARAMETERS => Fact::Parameters(payload::Parameters::decode(bytes)?),
        kind::ENROLMENT => Fact::Enrolment(payload::Enrolment::decode(bytes)?),
        kind::REVOCATION => Fact::Revocation(payload::Revocation::decode(bytes)?),
        kind::ENDORSEMENT => Fact::Endorsement(payload::Endorsement::decode(bytes)?),
        kind::RESTORED => Fact::Restored(payload::Restored::decode(bytes)?),
        kind::ERASURE => Fact::Erasure { card: card_id(&payload::Erasure::decode(bytes)?.card) },
        kind::DRAFT => Fact::Draft(card(&payload::CardRanking::decode(bytes)?)?),
        kind::CARD => Fact::Card(card(&payload::CardRanking::decode(bytes)?)?),
        kind::WITHDRAWAL => {
            let payload = payload::Withdrawal::decode(bytes)?;
            Fact::Withdrawal { card: card_id(&payload.card) }
        }
        kind::CORRECTION => Fact::Correction(correction(&payload::Correction::decode(bytes)?)?),
        kind::CORRECTION_DECISION => {
            let payload = payload::CorrectionDecision::decode(bytes)?;
            Fact::CorrectionDecision(CorrectionDecision {
                card: card_id(&payload.card),
                correction: FactId(*payload.correction),
                approve: payload.approve,
            })
        }
        kind::COUNTERSIGN => {
            Fact::Countersign { cards: cards(&payload::Countersign::decode(bytes)?.cards) }
        }
        kind::EXCUSE => {
            let payload = payload::Excuse::decode(bytes)?;
            Fact::Excuse { cards: cards(&payload.cards), reason: payload.reason }
        }
        kind::DEAL => Fact::Deal(deal(payload::Deal::decode(bytes)?)?),
        kind::EVALUATION => {
            let payload = payload::Evaluation::decode(bytes)?;
            let judgement = Judgement::from_name(&payload.judgement)?;
            Fact::Evaluation { card: card_id(&payload.card), judgement }
        }
        kind::NOTE => {
            let payload = payload::Note::decode(bytes)?;
            let class = Class::from_name(&payload.class);
            Fact::Note { card: card_id(&payload.card), class, run: *payload.run }
        }
        kind::CONFIDED => {
            let payload = payload::Confided::decode(bytes)?;
            let readers = payload.readers.iter().map(PersonId::new).collect();
            Fact::Confided { card: card_id(&payload.card), readers }
        }
        kind::NOTES_OPENED => {
            let payload = payload::NotesOpened::decode(bytes)?;
            Fact::NotesOpened { card: card_id(&payload.card) }
        }
        kind::NUMBER => {
            let payload = payload::Number::decode(bytes)?;
            Fact::Number { card: card_id(&payload.card), number: payload.number }
        }
        kind::HAND_IN => {
            let payload = payload::HandIn::decode(bytes)?;
            Fact::HandIn {
                fair: FairId::new(payload.fair),
                day: Day::parse(&payload.day)?,
                cards: cards(&payload.cards),
                drafts: cards(&payload.drafts),
                paper: payload.paper,
            }
        }
        kind::SEAL => {
            let payload = payload::Seal::decode(bytes)?;
            Fact::Seal(Seal {
                fair: FairId::new(payload.fair),
                day: Day::parse(&payload.day)?,
                cards: cards(&payload.cards),
                reason: payload.reason,
            })
        }
        kind::DISCUSSION => {
            let payload = payload::Discussion::decode(bytes)?;
            Fact::Discussion {
                fair: FairId::new(payload.fair),
                day: Day::parse(&payload.day)?,
                people: payload.people.iter().map(PersonId::new).collect(),
            }
        }
        kind::PACKAGE_EXCUSED => {
            let payload = payload::PackageExcused::decode(bytes)?;
            Fact::PackageExcused(Excuse {
                fair: FairId::new(&payload.fair),
                day: Day::parse(&payload.day)?,
                excused: payload.excused,
            })
        }
        kind::PENALTY_TOLD => {
            let matter = matter(&payload::PenaltyTold::decode(bytes)?.matter)?;
            Fact::PenaltyTold(Told { matter })
        }
        kind::PENALTY_HEARD => {
            let payload = payload::PenaltyHeard::decode(bytes)?;
            let matter = matter(&payload.matter)?;
            Fact::PenaltyHeard(Statement { matter, declines: payload.declines })
        }
        kind::PENALTY_DECIDED => {
            let payload = payload::PenaltyDecided::decode(bytes)?;
            Fact::PenaltyDecided(Decision {
                matter: matter(&payload.matter)?,
                verdict: Verdict::from_name(&payload.verdict, payload.amount)?,
                seen: payload.seen.iter().map(card_id).collect(),
            })
        }
        kind::RIVAL => rival(payload::Rival::decode(bytes)?)?,
        kind::RECEPTION => reception(payload::Reception::decode(bytes)?)?,
        kind::REGISTER_SIGNED => {
            Fact::RegisterSigned(statement(payload::RegisterSigned::decode(bytes)?)?)
        }
        kind::REPORT => {
            let payload = payload::Report::decode(bytes)?;
            Fact::Report(Report {
                fair: FairId::new(payload.fair),
                rests_on: payload.rests_on.iter().map(|id| FactId(**id)).collect(),
                figures: payload.figures,
                words: Words::default(),
            })
        }
        kind::ITEM => Fact::Item(item(payload::Item::decode(bytes)?)?),
        kind::OFFER => Fact::Offer(offer(payload::Offer::decode(bytes)?)?),
        kind::RECEIVED => Fact::Received(received(payload::Received::decode(bytes)?)?),
        kind::CUSTODY_GIVEN => Fact::CustodyGiven(given(payload::CustodyGiven::decode(bytes)?)?),
        kind::CUSTODY_TAKEN => Fact::CustodyTaken(taken(payload::CustodyTaken::decode(bytes)?)?),
        kind::EXHIBITS_COUNTED => {
            Fact::ExhibitsCounted(counted(payload::ExhibitsCounted::decode(bytes)?)?)
        }
        kind::INCIDENT_SAID => Fact::IncidentSaid(said(payload::IncidentSaid::decode(bytes)?)?),
        kind::AWARD_STATED => Fact::AwardStated(standings(payload::AwardStated::decode(bytes)?)?),
        kind::APPRAISED => Fact::Appraised(appraised(payload::Appraised::decode(bytes)?)?),
        kind::MARKETING_SCORED => {
            let payload = payload::MarketingScored::decode(bytes)?;
            let (layout, cooperation) = (payload.layout, payload.cooperation);
            let (fair, remark) = (FairId::new(payload.fair), String::new());
            Fact::MarketingScored(Score { fair, layout, cooperation, remark })
        }
        kind::MARKETING_RATED => {
            let payload = payload::MarketingRated::decode(bytes)?;
            Fact::MarketingRated(Rating {
                fair: FairId::new(payload.fair),
                raters: payload.raters,
                layout: payload.layout,
                cooperation: payload.cooperation,
                days_late: payload.days_late,
                remarks: Vec::new(),
            })
        }
        kind::ROSTER_COMPLETE => {
            let payload = payload::RosterComplete::decode(bytes)?;
            Fact::RosterComplete { fair: FairId::new(payload.fair), day: Day::parse(&payload.day)? }
        }
        kind::ASSIGNMENT => Fact::Assignment(assignment(payload::Assignment::decode(bytes)?)?),
        kind::DELIVERY => {
            let payload = payload::Delivery::decode(bytes)?;
            let assignment = RecordId::new(*payload.assignment);
            Fact::Delivery { assignment, card: card_id(&payload.card) }
        }
        kind::IDENTITY => {
            let payload = payload::Identity::decode(bytes)?;
            let cards = cards(&payload.cards);
            Fact::Identity(IdentityDecision { same: payload.same, cards, by_crm_centre: false })
        }
        kind::FOLLOW_UP => {
            let payload = payload::FollowUp::decode(bytes)?;
            let (channel, connected) = (payload.channel, payload.connected);
            Fact::FollowUp { card: card_id(&payload.card), channel, connected }
        }
        kind::CLASSIFICATION => {
            let payload = payload::Classification::decode(bytes)?;
            let usage = Usage {
                hundredths: payload.usage_hundredths,
                stable: payload.stable,
                special: payload.special,
            };
            let evidence = payload.evidence;
            Fact::Classification { card: card_id(&payload.card), usage, evidence }
        }
        kind::REGISTRATION => {
            let payload = payload::Registration::decode(bytes)?;
            Fact::Registration {
                customer: card_id(&payload.customer),
                cards: cards(&payload.cards),
                ruling: *payload.ruling,
                rules: payload.rules,
                decides: outcome::decides(&payload),
            }
        }
        kind::CASE_DECISION => {
            let payload = payload::CaseDecision::decode(bytes)?;
            Fact::CaseDecision(CaseDecision {
                card: card_id(&payload.card),
                standing: payload.standing.read(),
                proposed: payload.proposed.read(),
                adopt: payload.adopt,
                reason: payload.reason,
            })
        }
        kind::ADOPTION => Fact::Adoption(payload::Adoption::decode(bytes)?),
        kind::IMPORTED => Fact::Imported(payload::Imported::decode(bytes)?),
        kind::EXPORTED => Fact::Exported(payload::Exported::decode(bytes)?),
        kind::APPEAL => {
            let payload = payload::Appeal::decode(bytes)?;
            Fact::Appeal(Appeal {
                card: card_id(&payload.card),
                decision: FactId(*payload.decision),
                reason: payload.reason,
            })
        }
        kind::PURGED => {
            let payload = payload::Purged::decode(bytes)?;
            Fact::Purged { epoch: *payload.epoch, through: payload.through }
        }
        RECEIPT_KIND => Fact::Receipt(Receipt::decode(bytes)?),
        _ => Fact::Unknown,
    })
}

/// A class or a reason from the future does not read: a sum without it would be another.
fn standings(payload: payload::AwardStated) -> Option<Standings> {
    let mut sums = BTreeMap::new();
    for said in payload.sums {
        let counting = said
            .counting
            .iter()
            .map(|(name, cards)| Some((class::Class::from_name(name)?, *cards)));
        let left_out =
            said.left_out.iter().map(|(name, cards)| Some((Weighed::from_name(name)?, *cards)));
        let sum = Sum {
            counting: counting.collect::<Option<_>>()?,
            left_out: left_out.collect::<Option<_>>()?,
            handed_in: said.handed_in_ms.map(Instant),
        };
        sums.insert(PersonId::new(said.person), sum);
    }
    Some(Standings { fair: FairId::new(payload.fair), sums })
}

impl payload::AwardStated {
    /// The payload of an award; the reverse of what [`Fact::read`] does.
    pub fn of(standings: &Standings) -> Self {
        let sum = |(person, sum): (&PersonId, &Sum)| payload::AwardSum {
            person: person.to_string(),
            counting: sum.counting.iter().map(|(of, n)| (of.name().to_owned(), *n)).collect(),
            left_out: sum.left_out.iter().map(|(why, n)| (why.name().to_owned(), *n)).collect(),
            handed_in_ms: sum.handed_in.map(|at| at.0),
        };
        Self { fair: standings.fair.to_string(), sums: standings.sums.iter().map(sum).collect() }
    }
}

fn appraised(payload: payload::Appraised) -> Option<Appraisal> {
    let line = |line: &payload::AppraisedLine| {
        let share = appraisal::Share { got: line.got, of: line.of };
        let hundredths = line.hundredths;
        Some((Criterion::from_name(&line.criterion)?, appraisal::Line { share, hundredths }))
    };
    Some(Appraisal {
        fair: FairId::new(payload.fair),
        person: PersonId::new(payload.person),
        lines: payload.lines.iter().map(line).collect::<Option<_>>()?,
        words: None,
    })
}

impl payload::Appraised {
    /// The payload of an appraisal; the reverse of what [`Fact::read`] does.
    pub fn of(appraisal: &Appraisal) -> Self {
        let line = |(criterion, line): (&Criterion, &appraisal::Line)| payload::AppraisedLine {
            criterion: criterion.name().to_owned(),
            got: line.share.got,
            of: line.share.of,
            hundredths: line.hundredths,
        };
        Self {
            fair: appraisal.fair.to_string(),
            person: appraisal.person.to_string(),
            lines: appraisal.lines.iter().map(line).collect(),
        }
    }
}

fn rival(payload: payload::Rival) -> Option<Fact> {
    let what = Sighting {
        topic: Topic::from_name(&payload.topic)?,
        basis: Basis::from_name(&payload.basis)?,
        rival: String::new(),
        what: String::new(),
        evidence: String::new(),
        photo: None,
    };
    let (entry, version) = (EntryId(*payload.entry), payload.version);
    let note = Written { entry, version, withdrawn: payload.withdrawn, what };
    Some(Fact::Rival { fair: FairId::new(payload.fair), note })
}

fn reception(payload: payload::Reception) -> Option<Fact> {
    let what = Reception {
        channel: Channel::from_name(&payload.channel)?,
        came: Instant(payload.came_ms),
        phone_left: payload.phone_left,
        asked_after: payload.asked_after,
        first_contact: PersonId::new(payload.first_contact),
        routed_to: payload.routed_to.map(PersonId::new),
        card: payload.card.as_ref().map(card_id),
        told: reception::Told::default(),
    };
    let (entry, version) = (EntryId(*payload.entry), payload.version);
    let line = Written { entry, version, withdrawn: payload.withdrawn, what };
    Some(Fact::Reception { fair: FairId::new(payload.fair), line })
}

fn statement(payload: payload::RegisterSigned) -> Option<reception::Statement> {
    Some(reception::Statement {
        fair: FairId::new(payload.fair),
        day: Day::parse(&payload.day)?,
        counted: Statistic {
            came: payload.came,
            called: payload.called,
            phones: payload.phones,
            cards: payload.cards,
            routed: payload.routed,
            asked_after: payload.asked_after,
        },
        lines: payload.lines.iter().map(|id| FactId(**id)).collect(),
    })
}

/// A correction of nothing, or in a field of the future, does not read: it is kept, and not counted.
fn correction(payload: &payload::Correction) -> Option<Correction> {
    let fields = payload.fields.iter().map(|name| Field::from_name(name));
    let fields = fields.collect::<Option<BTreeSet<_>>>().filter(|fields| !fields.is_empty())?;
    Some(Correction { card: card_id(&payload.card), fields, to: card(&payload.to)? })
}

fn card(payload: &payload::CardRanking) -> Option<Card> {
    let token = |bytes: &Option<CardBytes>| bytes.as_ref().map(|bytes| Token(**bytes));
    Some(Card {
        id: card_id(&payload.card),
        fair: payload.fair.as_deref().map(FairId::new),
        source: Source::from_name(&payload.source)?,
        site: payload.site.and_then(DivisionCode::new),
        identity: IdentityTokens {
            tables: payload.tables,
            name: token(&payload.name),
            place: payload.place.and_then(DivisionCode::new),
            phone: token(&payload.phone),
            domain: token(&payload.domain),
            credit_code: token(&payload.credit_code),
            looks: token(&payload.looks),
        },
        register: payload.register,
        unattended: payload.unattended,
        talk_ended: payload.talk_ended_ms.map(Instant),
        documented: payload.documented,
    })
}

/// The ranking part of a card; the reverse of what [`Fact::read`] does.
pub(crate) fn card_payload(card: &Card) -> payload::CardRanking {
    let token = |token: Option<Token>| token.map(|token| CardBytes::from(token.0));
    payload::CardRanking {
        card: payload::card_bytes(card.id),
        fair: card.fair.as_ref().map(|fair| fair.as_str().to_owned()),
        source: card.source.name().to_owned(),
        site: card.site.map(DivisionCode::get),
        tables: card.identity.tables,
        name: token(card.identity.name),
        place: card.identity.place.map(DivisionCode::get),
        phone: token(card.identity.phone),
        domain: token(card.identity.domain),
        credit_code: token(card.identity.credit_code),
        looks: token(card.identity.looks),
        register: card.register,
        unattended: card.unattended,
        talk_ended_ms: card.talk_ended.map(|at| at.0),
        documented: card.documented,
    }
}

impl payload::CardRanking {
    /// The payload of a card.
    pub fn of(card: &Card) -> Self {
        card_payload(card)
    }
}

/// A deal by a scope or of a class from the future does not read: it is kept, and not counted.
fn deal(payload: payload::Deal) -> Option<Deal> {
    let mut cards = BTreeMap::new();
    let mut dealt = BTreeMap::new();
    for one in &payload.dealt {
        let card = card_id(&one.card);
        cards.insert(card, class::Class::from_name(&one.class)?);
        dealt.insert(card, PersonId::new(&one.person));
    }
    let seat = |seat: &payload::Seat| (PersonId::new(&seat.person), seat.had);
    let pool = Pool {
        fair: FairId::new(payload.fair),
        cards,
        among: payload.among.iter().map(seat).collect(),
        scope: Scope::from_name(&payload.scope)?,
    };
    Some(Deal { pool, dealt, reason: payload.reason })
}

impl payload::Deal {
    /// The payload of a deal; the reverse of what [`Fact::read`] does.
    pub fn of(deal: &Deal) -> Self {
        let dealt = |(card, person): (&CardId, &PersonId)| payload::Dealt {
            card: payload::card_bytes(*card),
            class: deal.pool.cards.get(card).map_or("", |class| class.name()).to_owned(),
            person: person.to_string(),
        };
        let seat = |(person, had): (&PersonId, &u32)| payload::Seat {
            person: person.to_string(),
            had: *had,
        };
        Self {
            fair: deal.pool.fair.to_string(),
            dealt: deal.dealt.iter().map(dealt).collect(),
            among: deal.pool.among.iter().map(seat).collect(),
            scope: deal.pool.scope.name().to_owned(),
            reason: deal.reason.clone(),
        }
    }
}

fn item(payload: payload::Item) -> Option<Item> {
    // A day that does not read is not the same as none.
    let day = |text: Option<String>| text.map_or(Some(None), |text| Day::parse(&text).map(Some));
    Some(Item {
        id: ItemId(*payload.item),
        fair: FairId::new(payload.fair),
        list: List::from_name(&payload.list)?,
        quantity: payload.quantity,
        owner: (!payload.owner.is_empty()).then(|| PersonId::new(payload.owner)),
        due: day(payload.due)?,
        done: day(payload.done)?,
        dropped: payload.dropped,
        copied: payload.copied.map(|version| FactId(*version)),
    })
}

fn pieces(handed: &payload::HandedItem) -> Option<Pieces> {
    let condition = Condition::from_name(&handed.condition)?;
    Some(Pieces { quantity: handed.quantity, condition })
}

/// One that names an item twice does not read: nobody could say which of the two was meant.
fn offer(payload: payload::Offer) -> Option<Offer> {
    let mut items = BTreeMap::new();
    for handed in &payload.items {
        let offered = Offered { version: FactId(*handed.version), pieces: pieces(handed)? };
        if items.insert(ItemId(*handed.item), offered).is_some() {
            return None;
        }
    }
    Some(Offer { fair: FairId::new(payload.fair), items })
}

fn received(payload: payload::Received) -> Option<fair::handover::Receipt> {
    let (fair, offer) = (FairId::new(payload.fair), FactId(*payload.offer));
    Some(fair::handover::Receipt { fair, offer, items: by_item(&payload.items)? })
}

/// Each item once, as in [`offer`].
fn by_item(handed: &[payload::HandedItem]) -> Option<BTreeMap<ItemId, Pieces>> {
    let mut items = BTreeMap::new();
    for handed in handed {
        if items.insert(ItemId(*handed.item), pieces(handed)?).is_some() {
            return None;
        }
    }
    Some(items)
}

fn given(payload: payload::CustodyGiven) -> Option<Giving> {
    let (fair, to) = (FairId::new(payload.fair), PersonId::new(payload.to));
    Some(Giving { fair, to, items: by_item(&payload.items)? })
}

fn taken(payload: payload::CustodyTaken) -> Option<Taking> {
    let (fair, giving) = (FairId::new(payload.fair), FactId(*payload.giving));
    Some(Taking { fair, giving, items: by_item(&payload.items)? })
}

fn counted(payload: payload::ExhibitsCounted) -> Option<Count> {
    let occasion = match &payload.day {
        Some(day) => Occasion::Evening(Day::parse(day)?),
        None => Occasion::TearDown,
    };
    let (fair, of) = (FairId::new(payload.fair), PersonId::new(payload.of));
    Some(Count { fair, of, occasion, items: by_item(&payload.items)? })
}

fn said(payload: payload::IncidentSaid) -> Option<incident::Said> {
    let (fair, holder) = (FairId::new(payload.fair), PersonId::new(payload.holder));
    let about = match (payload.item, payload.laptop) {
        (Some(item), None) => About::Exhibit { holder, item: ItemId(*item) },
        (None, Some(laptop)) => About::Laptop { holder, enrolment: *laptop },
        _ => return None,
    };
    let outcome = match payload.outcome.as_str() {
        "" => None,
        outcome => Some(Outcome::from_name(outcome)?),
    };
    Some(incident::Said { fair, about, outcome, words: String::new() })
}

fn assignment(payload: payload::Assignment) -> Option<Assignment> {
    let to = match (payload.person, payload.pool) {
        (Some(person), None) => Target::Person(PersonId::new(person)),
        (None, Some(pool)) => Target::Pool(TerritoryId::new(pool)),
        _ => return None,
    };
    Some(Assignment {
        card: card_id(&payload.card),
        to,
        reason: payload.reason,
        overriding: payload.overriding,
        discussion: payload.discussion.iter().map(PersonId::new).collect(),
        seen: payload.seen.iter().map(card_id).collect(),
        dealt: None,
    })
}

/// What a proposal is about; an offence from the future is none that is known here.
fn matter(payload: &payload::Matter) -> Option<Matter> {
    Some(Matter {
        fair: FairId::new(&payload.fair),
        day: Day::parse(&payload.day)?,
        offence: Offence::from_name(&payload.offence)?,
        person: PersonId::new(&payload.person),
        about: payload.about.as_ref().map(PersonId::new),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind that [`crate::kind`] names, read from there: nobody can forget one here.
    fn kinds() -> Vec<&'static str> {
        let constant = |line: &'static str| line.strip_prefix("pub const ")?.split('"').nth(1);
        include_str!("kind.rs").lines().filter_map(constant).collect()
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
