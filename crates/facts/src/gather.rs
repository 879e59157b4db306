//! Everything that concerns one customer, collected from a database of records.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Assignment, IdentityDecision, Judgement, Seal, Target};
use domain::card::{Act, Card, CardFile, Proof, SigningTime};
use domain::cluster::Cluster;
use domain::company::Role;
use domain::identity::{Decided, Likeness, compare, customers};
use domain::ruling::{self, Finality, Registration, Ruling, State};
use domain::time::Instant;
use domain::{CardId, FactId, FairId, PersonId};
use ledger::evidence::{Evidence, Grade, Witness, by_server, weigh};
use ledger::{Envelope, Record, RecordId};

use crate::book::Book;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::ruling_bytes::ruling_hash;

/// How many cards one customer may gather before the rest is left to a person. A thousand cards that
/// all look alike are an accident or an attack; a ruling stays cheap either way.
const CARDS_MAX: usize = 512;

/// Reads customers out of records. Cheap to make; holds nothing.
pub struct Gather<'a, R: Records> {
    records: &'a R,
    book: &'a Book,
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
}

impl<'a, R: Records> Gather<'a, R> {
    /// A reader of `records` by the light of `book`.
    pub fn new(records: &'a R, book: &'a Book) -> Self {
        Self { records, book }
    }

    /// The customer that a card belongs to, with the ruling as of `as_of`.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn customer(&self, card: CardId, as_of: Instant) -> Result<Option<Customer>, R::Error> {
        let members = self.members(card)?;
        let cluster = self.cluster(&members)?;
        let Some(ruling) = ruling::rule(&cluster, &self.book.company, as_of) else {
            return Ok(None);
        };
        let hash = ruling_hash(&ruling);
        let finality = self.finality(&members, &cluster)?;
        let state = State::at(finality, as_of);
        Ok(Some(Customer { cluster, ruling, hash, state, finality }))
    }

    /// When the ruling is final (SYN-03). The facts are ruled on as of their registration: what the clock
    /// alone changes later, as who decides after a fair's close, needs no new one and undoes no
    /// waiting period.
    fn finality(
        &self,
        members: &BTreeSet<CardId>,
        cluster: &Cluster,
    ) -> Result<Option<Finality>, R::Error> {
        let company = &self.book.company;
        let registrations = self.registrations(members, cluster)?;
        let Some(newest) = registrations.iter().max() else { return Ok(None) };
        let then = ruling::rule(cluster, company, newest.at);
        let parameters = company.parameters(newest.at);
        Ok(then.and_then(|then| ruling::finality(&ruling_hash(&then), &registrations, &parameters)))
    }

    /// The cards of the customer that a card belongs to (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn members(&self, card: CardId) -> Result<BTreeSet<CardId>, R::Error> {
        let (cards, decided) = self.neighbourhood(card, true)?;
        let found = customers(&cards, &decided).into_iter().find(|c| c.contains(&card));
        Ok(found.unwrap_or_default())
    }

    /// The cards that are one customer with this one, or would be if nobody had told them apart: those on
    /// which a decision about this one may bear (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn kin(&self, card: CardId) -> Result<BTreeSet<CardId>, R::Error> {
        Ok(self.neighbourhood(card, true)?.0.into_keys().collect())
    }

    /// Pairs among the look-alikes of a card that a person should decide (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn probable(&self, card: CardId) -> Result<Vec<(CardId, CardId)>, R::Error> {
        let (cards, decided) = self.neighbourhood(card, false)?;
        Ok(domain::identity::probable_pairs(&cards, &decided))
    }

    /// Cards that are connected to `start` by likeness, and the decisions about them.
    fn neighbourhood(
        &self,
        start: CardId,
        only_sure: bool,
    ) -> Result<(BTreeMap<CardId, Card>, Decided), R::Error> {
        let mut cards = BTreeMap::new();
        let mut decisions: BTreeMap<FactId, Act<IdentityDecision>> = BTreeMap::new();
        let mut queue = vec![start];
        while let Some(id) = queue.pop() {
            if cards.contains_key(&id) || cards.len() >= CARDS_MAX {
                continue;
            }
            let about = self.records.under(&Key::Card(id), 0)?;
            let Some((_, card)) = signed_card(&about) else { continue };
            for record in &about {
                if let Ok(Fact::Identity(decision)) = Fact::read(record)
                    && let Some(act) = self.identity_act(record, decision)?
                {
                    queue.extend(act.what.cards.iter().filter(|_| act.what.same));
                    decisions.insert(act.id, act);
                }
            }
            for token in card.identity.all() {
                for record in self.records.under(&Key::Token(token), 0)? {
                    let Some(other) = card_of(&record) else { continue };
                    let near = match compare(&card, &other) {
                        Likeness::Sure(_) => true,
                        Likeness::Probable => !only_sure,
                        Likeness::Unlike => false,
                    };
                    if near {
                        queue.push(other.id);
                    }
                }
            }
            cards.insert(id, card);
        }
        let decisions: Vec<_> = decisions.into_values().collect();
        Ok((cards, Decided::from(&decisions)))
    }

    /// The CRM centre decides; the supervisor of a fair of one of the cards, provisionally.
    fn identity_act(
        &self,
        record: &Record,
        decision: IdentityDecision,
    ) -> Result<Option<Act<IdentityDecision>>, R::Error> {
        let mut act = self.act(record, decision)?;
        let company = &self.book.company;
        let central =
            [Role::CrmCentre, Role::Hq].iter().any(|r| company.holds(&act.by, *r, act.time.at));
        act.what.by_crm_centre = central;
        if central {
            return Ok(Some(act));
        }
        for card in &act.what.cards {
            for record in self.records.under(&Key::Card(*card), 0)? {
                let fair = card_of(&record).and_then(|card| card.fair);
                let fair = fair.and_then(|fair| company.fair(&fair, act.time.at).cloned());
                if fair.is_some_and(|fair| fair.supervisor == act.by) {
                    return Ok(Some(act));
                }
            }
        }
        Ok(None)
    }

    /// All facts about a set of cards.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn cluster(&self, members: &BTreeSet<CardId>) -> Result<Cluster, R::Error> {
        let mut cluster = Cluster::default();
        for id in members {
            let about = self.records.under(&Key::Card(*id), 0)?;
            if let Some(file) = self.card_file(&about)? {
                cluster.cards.insert(*id, file);
            }
            for record in &about {
                if let Ok(Fact::Assignment(assignment)) = Fact::read(record) {
                    cluster.assignments.push(self.act(record, assignment)?);
                }
            }
        }
        cluster.assignments.sort_by_key(|act| act.id);
        Ok(cluster)
    }

    fn card_file(&self, about: &[Record]) -> Result<Option<CardFile>, R::Error> {
        let Some((signed, card)) = signed_card(about) else { return Ok(None) };
        let envelope = signed.envelope();
        let signed = self.act(signed, card)?;
        let mut file = CardFile {
            withdrawn: false,
            possession: self.possession(envelope, &signed)?,
            forked: self.records.at_position(envelope.log, envelope.seq)? > 1,
            countersigned_by: Vec::new(),
            first_package: None,
            signed,
        };
        let mut packages: Vec<(Instant, FactId)> = Vec::new();
        for record in about {
            match Fact::read(record) {
                Ok(Fact::Withdrawal { .. }) => {
                    // By the signer's own key, not by who the envelope says it is from.
                    let act = self.act(record, ())?;
                    file.withdrawn |= act.by == file.signed.by && !act.after_revocation;
                }
                Ok(Fact::Countersign { .. }) => {
                    let act = self.act(record, ())?;
                    if self.may_countersign(&act, &file) {
                        file.countersigned_by.push(act.by);
                    }
                }
                Ok(Fact::Seal(seal)) => {
                    let act = self.act(record, seal)?;
                    if self.may_seal(&act) {
                        packages.push((act.time.at, act.id));
                    }
                }
                _ => {}
            }
        }
        file.countersigned_by.sort();
        file.countersigned_by.dedup();
        file.first_package = packages.into_iter().min().map(|(_, id)| id);
        Ok(Some(file))
    }

    /// FAIR-10: a group leader, supervisor or regional manager, never the capturer himself.
    fn may_countersign(&self, act: &Act<()>, file: &CardFile) -> bool {
        let (company, at) = (&self.book.company, act.time.at);
        let leads = [Role::GroupLeader, Role::RegionalManager]
            .iter()
            .any(|role| company.holds(&act.by, *role, at));
        !act.after_revocation && leads && act.by != *file.signer()
    }

    fn may_seal(&self, act: &Act<Seal>) -> bool {
        let fair = self.book.company.fair(&act.what.fair, act.time.at);
        !act.after_revocation && fair.is_some_and(|fair| fair.supervisor == act.by)
    }

    /// First receipt by the fair's supervisor or the server, by any way (FAIR-07).
    fn possession(
        &self,
        envelope: &Envelope,
        card: &Act<Card>,
    ) -> Result<Option<Instant>, R::Error> {
        let company = &self.book.company;
        let fair = card.what.fair.as_ref().and_then(|fair| company.fair(fair, card.time.at));
        self.received(envelope, fair.map(|fair| &fair.supervisor))
    }

    /// When the server or a supervisor first said to have a record.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn received(
        &self,
        envelope: &Envelope,
        supervisor: Option<&PersonId>,
    ) -> Result<Option<Instant>, R::Error> {
        let mut first: Option<Instant> = None;
        for record in self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)? {
            let by = self.book.enrolments.get(&record.envelope().log.enrolment);
            let by_server = self.book.is_server(&record.envelope().log.enrolment);
            let competent = by_server || by.is_some_and(|by| Some(&by.person) == supervisor);
            if let (true, Ok(Fact::Receipt(receipt))) = (competent, Fact::read(&record))
                && receipt.holds
            {
                let at = self.witness_time(&record)?;
                first = Some(first.map_or(at, |earlier| earlier.min(at)));
            }
        }
        Ok(first)
    }

    fn registrations(
        &self,
        members: &BTreeSet<CardId>,
        cluster: &Cluster,
    ) -> Result<Vec<Registration>, R::Error> {
        let Some(customer) = members.first() else { return Ok(Vec::new()) };
        let rosters_complete = self.rosters_complete(cluster)?;
        let mut found = Vec::new();
        for record in self.records.under(&Key::Card(*customer), 0)? {
            let by_server = self.book.is_server(&record.envelope().log.enrolment);
            if let (true, Ok(Fact::Registration { customer: of, ruling, .. })) =
                (by_server, Fact::read(&record))
                && of == *customer
            {
                let at = Instant(record.envelope().stamp.claimed_ms);
                let envelope = record.envelope();
                let order = (envelope.log.incarnation.0, envelope.seq.0);
                found.push(Registration { order, at, ruling, rosters_complete });
            }
        }
        Ok(found)
    }

    /// When the last of the fair days that a customer's cards belong to was known to be complete;
    /// `None` while one is not, or when no card is from a fair.
    fn rosters_complete(&self, cluster: &Cluster) -> Result<Option<Instant>, R::Error> {
        let mut last = None;
        for file in cluster.cards.values() {
            let Some(fair) = &file.signed.what.fair else { continue };
            let day = self.book.company.zone.day(file.at());
            let about = self.records.under(&Key::FairDays(fair.clone()), 0)?;
            let complete =
                about.iter().filter(|r| self.book.is_server(&r.envelope().log.enrolment));
            let complete = complete.filter(|record| {
                matches!(Fact::read(record), Ok(Fact::RosterComplete { day: of, .. }) if of == day)
            });
            let Some(at) = complete.map(|r| Instant(r.envelope().stamp.claimed_ms)).min() else {
                return Ok(None);
            };
            last = last.max(Some(at));
        }
        Ok(last)
    }

    /// The sealed day packages of a fair that count, by its supervisor, in order of signing (FAIR-08).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn seals(&self, fair: &FairId) -> Result<Vec<Act<Seal>>, R::Error> {
        let mut seals = Vec::new();
        for record in self.records.under(&Key::FairDays(fair.clone()), 0)? {
            if let Ok(Fact::Seal(seal)) = Fact::read(&record) {
                let act = self.act(&record, seal)?;
                seals.extend(Some(act).filter(|act| self.may_seal(act)));
            }
        }
        seals.sort_by_key(|act| (act.time.at, act.id));
        Ok(seals)
    }

    /// An act with its author and its time.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn act<T>(&self, record: &Record, what: T) -> Result<Act<T>, R::Error> {
        let envelope = record.envelope();
        let time = signing_time(self.evidence(envelope)?);
        let enrolled = self.book.enrolments.get(&envelope.log.enrolment);
        let revoked = enrolled.and_then(|enrolled| enrolled.revoked);
        // A key signs for its own person only.
        let by = enrolled.map_or_else(|| PersonId::new(&envelope.author), |e| e.person.clone());
        let impostor = enrolled.is_none() || by.as_str() != envelope.author;
        Ok(Act {
            id: FactId(*record.id().as_bytes()),
            by,
            after_revocation: impostor || revoked.is_some_and(|revoked| time.at > revoked),
            time,
            what,
        })
    }

    /// What a record's signing time is worth (DUP-06).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn evidence(&self, envelope: &Envelope) -> Result<Evidence, R::Error> {
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(by_server(envelope));
        }
        let cited = self.witnesses(self.cited(envelope)?, envelope)?;
        let later = self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?;
        let later = self.witnesses(later, envelope)?;
        Ok(weigh(envelope, &cited, &later, self.bounded_ms(envelope)))
    }

    fn cited(&self, envelope: &Envelope) -> Result<Vec<Record>, R::Error> {
        let cited = envelope.anchors.iter().map(|id| self.records.record(id));
        let cited = cited.collect::<Result<Vec<_>, _>>()?.into_iter().flatten();
        // Only receipts about this log: whoever cites anything else would have it brought to him.
        let counts = |record: &Record| matches!(Fact::read(record), Ok(Fact::Receipt(receipt)) if receipt.of == envelope.log);
        Ok(cited.filter(counts).collect())
    }

    /// Only outsiders are witnesses: nobody countersigns his own chain.
    fn witnesses(&self, receipts: Vec<Record>, about: &Envelope) -> Result<Vec<Witness>, R::Error> {
        let me = self.book.enrolments.get(&about.log.enrolment).map(|e| &e.person);
        let mut witnesses = Vec::new();
        for record in receipts {
            let by = self.book.enrolments.get(&record.envelope().log.enrolment);
            let outsider = by.is_some() && by.map(|by| &by.person) != me;
            if let (true, Ok(Fact::Receipt(receipt))) = (outsider, Fact::read(&record)) {
                let at_ms = self.witness_time(&record)?.0;
                witnesses.push(Witness { id: record.id(), at_ms, receipt });
            }
        }
        Ok(witnesses)
    }

    /// When a receipt was given. A colleague's clock is itself corrected, but by the server's receipts
    /// alone: a chain of colleagues vouching for each other proves no more than its first link.
    fn witness_time(&self, record: &Record) -> Result<Instant, R::Error> {
        let envelope = record.envelope();
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(Instant(envelope.stamp.claimed_ms));
        }
        let from_server = |records: Vec<Record>| -> Vec<Witness> {
            records
                .into_iter()
                .filter(|record| self.book.is_server(&record.envelope().log.enrolment))
                .filter_map(|record| match Fact::read(&record) {
                    Ok(Fact::Receipt(receipt)) => {
                        let at_ms = record.envelope().stamp.claimed_ms;
                        Some(Witness { id: record.id(), at_ms, receipt })
                    }
                    _ => None,
                })
                .collect()
        };
        let cited = from_server(self.cited(envelope)?);
        let later = from_server(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
        Ok(Instant(weigh(envelope, &cited, &later, self.bounded_ms(envelope)).corrected_ms))
    }

    fn bounded_ms(&self, envelope: &Envelope) -> i64 {
        let at = Instant(envelope.stamp.claimed_ms);
        self.book.company.parameters(at).bounded_hours.saturating_mul(3_600_000)
    }

    /// The judgement of a card: the newest by somebody other than its signer (FAIR-09).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn judgement(&self, card: CardId) -> Result<Option<Judgement>, R::Error> {
        let mut newest: Option<(Instant, FactId, Judgement)> = None;
        let about = self.records.under(&Key::Card(card), 0)?;
        let Some((signed, card)) = signed_card(&about) else { return Ok(None) };
        let signer = self.act(signed, ())?.by;
        for record in &about {
            if let Ok(Fact::Evaluation { judgement, .. }) = Fact::read(record) {
                let act = self.act(record, ())?;
                if !self.may_evaluate(&act, &card, &signer) {
                    continue;
                }
                let this = (act.time.at, act.id, judgement);
                newest = Some(newest.map_or(this, |other| other.max(this)));
            }
        }
        Ok(newest.map(|(_, _, judgement)| judgement))
    }

    /// The fair's supervisor, or a leader who takes part; nobody judges his own card but the supervisor,
    /// who has nobody above him at the fair (FAIR-09).
    fn may_evaluate(&self, act: &Act<()>, card: &Card, signer: &PersonId) -> bool {
        let (company, at) = (&self.book.company, act.time.at);
        let fair = card.fair.as_ref().and_then(|fair| company.fair(fair, at));
        let supervises = fair.is_some_and(|fair| fair.supervisor == act.by);
        let leads = fair.is_some_and(|fair| fair.has(&act.by))
            && [Role::GroupLeader, Role::RegionalManager]
                .iter()
                .any(|role| company.holds(&act.by, *role, at))
            && act.by != *signer;
        !act.after_revocation && (supervises || leads)
    }

    /// When an assignment reached its new owner's laptop (OWN-19). Only he can say so.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn delivered(&self, assignment: &Act<Assignment>) -> Result<Option<Instant>, R::Error> {
        let mut first: Option<Instant> = None;
        for record in self.records.under(&Key::Card(assignment.what.card), 0)? {
            if let Ok(Fact::Delivery { assignment: of, .. }) = Fact::read(&record)
                && of == RecordId::new(assignment.id.0)
            {
                let act = self.act(&record, ())?;
                if assignment.what.to == Target::Person(act.by) {
                    let at = act.time.at;
                    first = Some(first.map_or(at, |earlier| earlier.min(at)));
                }
            }
        }
        Ok(first)
    }

    /// The records that a viewer of a customer needs beside those that name its cards: receipts that
    /// prove when they were signed and handed in.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn proofs(&self, about: &[Record]) -> Result<BTreeMap<RecordId, Record>, R::Error> {
        let mut proofs = BTreeMap::new();
        let mut add = |records: Vec<Record>| -> Vec<Record> {
            let new: Vec<Record> =
                records.into_iter().filter(|r| !proofs.contains_key(&r.id())).collect();
            proofs.extend(new.iter().map(|record| (record.id(), record.clone())));
            new
        };
        for record in about {
            let envelope = record.envelope();
            let mut witnesses = self.cited(envelope)?;
            witnesses.extend(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
            for witness in add(witnesses) {
                let envelope = witness.envelope();
                if self.book.is_server(&envelope.log.enrolment) {
                    continue;
                }
                let mut of_witness = self.cited(envelope)?;
                of_witness
                    .extend(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
                of_witness.retain(|record| self.book.is_server(&record.envelope().log.enrolment));
                add(of_witness);
            }
        }
        Ok(proofs)
    }
}

/// The signature of a card: should its signer have signed it twice, the first in his chain.
fn signed_card(about: &[Record]) -> Option<(&Record, Card)> {
    let signed = about.iter().filter_map(|record| Some((record, card_of(record)?)));
    signed.min_by_key(|(record, _)| (record.envelope().log, record.envelope().seq, record.id()))
}

fn card_of(record: &Record) -> Option<Card> {
    match Fact::read(record) {
        Ok(Fact::Card(card)) => Some(card),
        _ => None,
    }
}

fn signing_time(evidence: Evidence) -> SigningTime {
    SigningTime {
        at: Instant(evidence.corrected_ms),
        claimed: Instant(evidence.claimed_ms),
        not_before: evidence.not_before_ms.map(Instant),
        not_after: evidence.not_after_ms.map(Instant),
        proof: match evidence.grade {
            Grade::Anchored => Proof::Anchored,
            Grade::Bounded => Proof::Bounded,
            Grade::Wide => Proof::Wide,
        },
        contradicted: evidence.contradicted,
    }
}
