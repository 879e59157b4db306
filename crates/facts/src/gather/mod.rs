//! Everything that concerns one customer, collected from a database of records.

mod adoption;
mod affairs;
mod appraisal;
mod booth;
mod case;
mod company;
mod correction;
mod custody;
mod deals;
mod diary;
mod elsewhere;
mod fair;
mod judgement;
mod kin;
mod meeting;
mod remains;
mod roadshow;
mod rules;
mod time;
mod witness;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::act::IdentityDecision;
use domain::card::{Act, Card, CardFile};
use domain::cluster::Cluster;
use domain::fair::pool::Deal;
use domain::identity::Decided;
use domain::ruling::{self, Finality, RULES_VERSION, Ruling, State};
use domain::time::{Day, Instant};
use domain::{CardId, FairId};
use ledger::evidence::Evidence;
use ledger::{EnrolmentId, Record, RecordId};

use adoption::Adopted;

use crate::book::Book;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;
use crate::ruling_bytes::ruling_hash;

pub use correction::Corrected;
pub use fair::Preparation;
pub use meeting::Discussed;
pub use witness::{Proofs, SeenBy, Witnesses};

/// Reads customers out of records. Cheap to make; what it has worked out it remembers, so it is good only
/// until something is written.
pub struct Gather<'a, R: Records> {
    pub(crate) records: &'a R,
    book: &'a Book,
    rules: u16,
    /// When receipts were given, by the server's receipts about their givers.
    given: RefCell<BTreeMap<RecordId, Evidence>>,
    /// Which chains of a laptop somebody in office saw it go on in, where it has several.
    sightings: RefCell<BTreeMap<EnrolmentId, Rc<[elsewhere::Sighting]>>>,
    /// The server's receipts that prove when receipts were given.
    proving_given: RefCell<BTreeMap<RecordId, Rc<[Record]>>>,
    /// Pools that were dealt, read once for all the cards in them.
    dealt: RefCell<BTreeMap<RecordId, Option<Dealt>>>,
    /// Who decided what about which cards, weighed once for all of them.
    decided: RefCell<BTreeMap<RecordId, Option<Act<IdentityDecision>>>>,
    /// Since when the rosters of which fair's days are complete.
    rosters: RefCell<BTreeMap<FairId, Rc<BTreeMap<Day, Instant>>>>,
    /// Which records were taken in again, and when.
    adopted: RefCell<BTreeMap<RecordId, Option<Adopted>>>,
}

/// A pool that was dealt, and whether in equal shares.
#[derive(Clone)]
struct Dealt {
    deal: Rc<Deal>,
    equal: bool,
}

/// A customer with its ruling.
#[derive(Clone, Debug)]
pub struct Customer {
    /// The facts.
    pub cluster: Cluster,
    /// The ruling.
    pub ruling: Ruling,
    /// Hash of the ruling's bytes.
    pub hash: [u8; 32],
    /// How firm it is.
    pub state: State,
    /// When it becomes final or became it; `None` while it is provisional.
    pub finality: Option<Finality>,
    /// Whether the server's last word about the customer is this very ruling.
    pub registered: bool,
    /// By which version of the rules the server has registered its ruling last; this one is made by
    /// [`domain::ruling::RULES_VERSION`].
    pub registered_rules: Option<u16>,
}

impl<'a, R: Records> Gather<'a, R> {
    /// A reader of `records` by the light of `book`.
    pub fn new(records: &'a R, book: &'a Book) -> Self {
        let (given, sightings, proving_given) = Default::default();
        let (dealt, decided, rosters, adopted) = Default::default();
        let rules = RULES_VERSION;
        Self {
            records,
            book,
            rules,
            given,
            sightings,
            proving_given,
            dealt,
            decided,
            rosters,
            adopted,
        }
    }

    /// The same by an older version of the rules: what was ruled then can be ruled again.
    pub fn by_rules(self, rules: u16) -> Self {
        Self { rules, ..self }
    }

    /// What is said about a card. Hand-ins, packages and deals name it among all the others of a day and say
    /// nothing else of it: they are not read once for each card that they name (decision 0051).
    pub(crate) fn about(&self, card: CardId) -> Result<Vec<Record>, R::Error> {
        Ok(self.about_and_deals(card)?.0)
    }

    /// The same, and the deals that name the card.
    fn about_and_deals(&self, card: CardId) -> Result<(Vec<Record>, Vec<Record>), R::Error> {
        let (mut about, mut deals) = (Vec::new(), Vec::new());
        for record in self.records.under(&Key::Card(card), 0)? {
            match record.kind() {
                kind::HAND_IN | kind::SEAL => {}
                kind::DEAL => deals.push(record),
                _ => about.push(record),
            }
        }
        Ok((about, deals))
    }

    fn deal(&self, record: &Record) -> Option<Dealt> {
        let mut dealt = self.dealt.borrow_mut();
        let read = || match Fact::read(record) {
            Ok(Fact::Deal(deal)) => Some(Dealt { equal: deal.is_equal(), deal: Rc::new(deal) }),
            _ => None,
        };
        dealt.entry(record.id()).or_insert_with(read).clone()
    }

    /// The customer that a card belongs to, with the ruling as of `as_of`.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn customer(&self, card: CardId, as_of: Instant) -> Result<Option<Customer>, R::Error> {
        self.customer_of(&self.members(card, as_of)?, as_of)
    }

    /// The customer whose cards these are ([`Gather::members`]).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn customer_of(
        &self,
        members: &BTreeSet<CardId>,
        as_of: Instant,
    ) -> Result<Option<Customer>, R::Error> {
        let cluster = self.cluster(members)?;
        let Some(ruling) = ruling::rule(&cluster, &self.book.company, as_of) else {
            return Ok(None);
        };
        let hash = ruling_hash(&ruling);
        let registered = self.registered(&cluster);
        let finality = ruling.settled.finality.or(registered);
        let state = State::at(finality, as_of);
        let registered = registered.is_some();
        let registered_rules = self.registered_rules(members)?;
        Ok(Some(Customer { cluster, ruling, hash, state, finality, registered, registered_rules }))
    }

    /// All facts about a set of cards.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn cluster(&self, members: &BTreeSet<CardId>) -> Result<Cluster, R::Error> {
        let mut cluster = Cluster::default();
        let (mut history, mut decided) = (Vec::new(), Vec::new());
        for id in members {
            let (about, deals) = self.about_and_deals(*id)?;
            if let Some(file) = self.card_file(&about)? {
                cluster.cards.insert(*id, file);
            }
            for record in &deals {
                let dealt = self.deal(record);
                if let Some(part) = dealt.and_then(|dealt| dealt.deal.part(*id, dealt.equal)) {
                    cluster.assignments.push(self.act(record, part)?);
                }
            }
            for record in &about {
                let Ok(fact) = Fact::read(record) else { continue };
                match fact {
                    Fact::Assignment(assignment) => {
                        cluster.assignments.push(self.act(record, assignment)?);
                    }
                    Fact::Identity(decision) => {
                        decided.extend(self.identity_act(record, decision)?);
                    }
                    _ => {}
                }
            }
            history.extend(about.into_iter().filter(case::is_history));
        }
        // Nobody has served a customer before anybody had it: during the day no contact is weighed.
        let given = |record: &Record| record.kind() == kind::REGISTRATION;
        if cluster.assignments.is_empty() && !history.iter().any(given) {
            history.retain(|record| record.kind() != kind::FOLLOW_UP);
        }
        cluster.assignments.sort_by_key(|act| act.id);
        cluster.same = Decided::from(&decided).same();
        self.add_history(&history, &mut cluster)?;
        Ok(cluster)
    }

    fn card_file(&self, about: &[Record]) -> Result<Option<CardFile>, R::Error> {
        let Some((signed, card)) = signed_card(about) else { return Ok(None) };
        let envelope = signed.envelope();
        let (evidence, words) = self.weighed(envelope, false)?;
        let mut signed = self.act_at(signed, card, evidence)?;
        // The company has the card since it has had it, whatever was corrected on it.
        let (possession, drawn) = self.possession(envelope, &signed)?;
        let corrected = self.correct(about, &mut signed)?;
        let mut file = CardFile {
            corrected,
            withdrawn: false,
            opened: false,
            possession,
            excused: None,
            forked: self.records.at_position(envelope.log, envelope.seq)? > 1,
            countersigned_by: Vec::new(),
            disputed: self.testimony(&words)?,
            drawn,
            signed,
        };
        for record in about {
            match Fact::read(record) {
                Ok(Fact::Withdrawal { .. }) => {
                    // By the signer's own key, not by who the envelope says it is from.
                    let act = self.act(record, ())?;
                    file.withdrawn |= act.by == file.signed.by && !act.after_revocation;
                }
                Ok(Fact::NotesOpened { .. }) => {
                    let act = self.act(record, ())?;
                    file.opened |= act.by == file.signed.by && !act.after_revocation;
                }
                Ok(Fact::Excuse { reason, .. }) => {
                    let act = self.act(record, reason)?;
                    self.excuse(act, &mut file);
                }
                Ok(Fact::Countersign { .. }) => {
                    let act = self.act(record, ())?;
                    if self.may_countersign(&act, file.signer()) {
                        file.countersigned_by.push(act.by);
                    }
                }
                _ => {}
            }
        }
        file.countersigned_by.sort();
        file.countersigned_by.dedup();
        Ok(Some(file))
    }
}

/// The record that signs a card, among those about it: should its signer have signed it twice, the first in
/// his chains. They are counted from one, so that nobody writes a first signature into a chain before his
/// first.
pub fn signed_card(about: &[Record]) -> Option<(&Record, Card)> {
    let counted = about.iter().filter(|record| record.envelope().log.incarnation.0 > 0);
    let signed = counted.filter_map(|record| Some((record, card_of(record)?)));
    signed.min_by_key(|(record, _)| (record.envelope().log, record.envelope().seq, record.id()))
}

fn card_of(record: &Record) -> Option<Card> {
    if record.kind() != kind::CARD {
        return None;
    }
    match Fact::read(record) {
        Ok(Fact::Card(card)) => Some(card),
        _ => None,
    }
}
