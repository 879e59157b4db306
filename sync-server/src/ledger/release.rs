//! What somebody may no longer hold (SYN-05): found where the feeds are worked out, kept as the last word on
//! each card, and told in a signed manifest.
//!
//! What an enrolment was told is in its feed. Whatever of that goes deeper than the entitlement is now, is
//! taken back there, so that it comes again as news should it be his again, and the card gets a *word* that
//! says how deep it may still be held. Most entitlements change by records about a customer. What changes
//! by a fact about the company or by the clock (an office, a fair's end) is noticed when the device next
//! asks: then its feed is worked out anew.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::act::Target;
use domain::audience::{self, Depth};
use domain::ruling::Owner;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Book, Confided, Customer, Entitlement, Fact, Gather, Key, Records, is_for_few, kind};
use ledger::{EnrolmentId, Record, RecordId, Seq};
use protocol::RawRecords;
use protocol::holdings::{Claim, EVERYTHING, Entry, Holding, Manifest};
use protocol::limits::HOLDINGS_MAX;

use super::memo::Memo;
use super::pull::is_entitled;
use super::recovery::Recovery;
use super::standing::Standing;
use super::{Ledger, Trouble};
use crate::storage::{Read, StorageError, Write};

/// What is taken back from enrolments, or given back to them.
#[derive(Default)]
pub(super) struct Taken {
    rows: Vec<(EnrolmentId, RecordId, Option<Depth>)>,
    words: Vec<(EnrolmentId, CardId, Depth, Option<RecordId>)>,
    /// What the person wrote himself, on this laptop or on another: he let go of it with the rest, and it
    /// comes again with the rest.
    again: Vec<(EnrolmentId, RecordId)>,
}

impl Taken {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.words.is_empty() && self.again.is_empty()
    }

    /// Takes it back.
    pub(super) fn write(&self, write: &mut dyn Write, now: Instant) -> Result<(), StorageError> {
        for (enrolment, record, depth) in &self.rows {
            write.take_back(*enrolment, &[(*record, *depth)])?;
        }
        for (enrolment, card, depth, act) in &self.words {
            write.release(*enrolment, *card, *depth, *act, now)?;
        }
        for (enrolment, record) in &self.again {
            // As news, whatever stands in the feed already.
            write.take_back(*enrolment, &[(*record, None)])?;
            write.feed(*enrolment, &[(*record, Depth::Content)])?;
        }
        Ok(())
    }
}

/// Asks whose a card was and is no more.
pub(super) struct Whose<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    now: Instant,
    people: BTreeMap<EnrolmentId, &'a PersonId>,
    entitlements: BTreeMap<&'a PersonId, Entitlement<'a, Memo<'a>>>,
    /// How deep somebody may hold cards that were asked about because a record names them beside others.
    beside: RefCell<BTreeMap<(&'a PersonId, CardId), Option<Depth>>>,
}

/// A customer, and what decides who may hold how much of it.
pub(super) struct Known<'a> {
    pub(super) customer: Customer,
    pub(super) confided: Confided,
    depths: BTreeMap<&'a PersonId, BTreeMap<CardId, Depth>>,
}

/// Of what there is no customer, nobody holds anything for being concerned.
const NO_DEPTHS: &BTreeMap<CardId, Depth> = &BTreeMap::new();

impl Known<'_> {
    /// How deep somebody may hold which of its cards.
    pub(super) fn depths(&self, person: &PersonId) -> &BTreeMap<CardId, Depth> {
        self.depths.get(person).unwrap_or(NO_DEPTHS)
    }
}

impl<'a> Whose<'a> {
    /// Asked for some people's enrolments.
    pub(super) fn of(
        memo: &'a Memo<'a>,
        book: &'a Book,
        now: Instant,
        viewers: &'a BTreeMap<PersonId, Vec<EnrolmentId>>,
    ) -> Self {
        let people = viewers
            .iter()
            .flat_map(|(person, enrolments)| enrolments.iter().map(move |id| (*id, person)))
            .collect();
        let entitlements = viewers
            .keys()
            .map(|person| (person, Entitlement::new(memo, book, person, now)))
            .collect();
        Self { memo, book, now, people, entitlements, beside: RefCell::default() }
    }

    /// What one of these people may hold.
    pub(super) fn entitlement(&self, person: &PersonId) -> &Entitlement<'a, Memo<'a>> {
        &self.entitlements[person]
    }

    /// Works out how deep these people may hold a customer.
    pub(super) fn know(&self, customer: Customer) -> Result<Known<'a>, StorageError> {
        let confided = Gather::new(self.memo, self.book).confided(&customer)?;
        let mut depths = BTreeMap::new();
        for person in self.people.values() {
            depths.entry(*person).or_insert_with(|| self.depths(person, Some(&customer)));
        }
        Ok(Known { customer, confided, depths })
    }

    /// Compares what these people's enrolments were told of a customer's cards with what they may hold now.
    /// A card without a customer is a draft.
    pub(super) fn take(
        &self,
        card: CardId,
        known: Option<&Known<'_>>,
        taken: &mut Taken,
    ) -> Result<(), StorageError> {
        let (people, customer) = (&self.people, known.map(|known| &known.customer));
        let depths = |person: &PersonId| known.map_or(NO_DEPTHS, |known| known.depths(person));
        let cards: Vec<CardId> = match customer {
            Some(customer) => customer.cluster.cards.keys().copied().collect(),
            None => vec![card],
        };
        for card in cards {
            let told = self.memo.view().told(&Key::Card(card))?;
            let before = self.memo.view().releases_of(card)?;
            let mut lost: BTreeMap<EnrolmentId, Depth> = BTreeMap::new();
            let mut own: Vec<(EnrolmentId, RecordId)> = Vec::new();
            for told in told.iter().filter(|told| told.depth > Depth::Envelope) {
                let Some(person) = people.get(&told.enrolment) else { continue };
                let Some(record) = self.memo.record(&told.record)? else { continue };
                if record.envelope().author == person.as_str() {
                    own.push((told.enrolment, told.record));
                    continue;
                }
                if stays(&record, depths(person).get(&card), told.depth) {
                    continue;
                }
                let allowed = self.allowed(person, &record, known)?;
                if allowed.is_none_or(|allowed| allowed < told.depth) {
                    taken.rows.push((told.enrolment, told.record, allowed));
                    lost.insert(told.enrolment, depth_of(depths(person), card));
                }
            }
            for (enrolment, said) in before {
                let Some(person) = people.get(&enrolment) else { continue };
                let depth = depth_of(depths(person), card);
                let act = customer.and_then(|customer| cause(customer, person, card));
                let founded_anew = depth == said.depth && depth < Depth::Content && act != said.act;
                if founded_anew && act.is_some() && !self.is_answered(enrolment, said.number)? {
                    // Another act says the same, and may be one that he need not be asked about.
                    lost.insert(enrolment, depth);
                }
                if depth > said.depth {
                    taken.words.push((enrolment, card, depth, None));
                    for record in self.memo.all_under(&Key::Card(card))?.iter() {
                        if record.envelope().author == person.as_str() {
                            taken.again.push((enrolment, record.id()));
                        }
                    }
                }
            }
            own.retain(|(enrolment, _)| lost.contains_key(enrolment));
            taken.rows.extend(own.into_iter().map(|(enrolment, record)| (enrolment, record, None)));
            for (enrolment, depth) in lost {
                // Where the card stays whole it was some of what is written for few: the device finds it
                // by the same rules.
                let act = customer.filter(|_| depth < Depth::Content);
                let act = act.and_then(|customer| cause(customer, people[&enrolment], card));
                taken.words.push((enrolment, card, depth, act));
            }
        }
        Ok(())
    }

    /// Takes what a device holds of a card without having been told, as far as it may not. Says whether
    /// anybody has brought the card itself.
    pub(super) fn judge(
        &self,
        enrolment: EnrolmentId,
        person: &PersonId,
        (card, held): (CardId, Depth),
        taken: &mut Taken,
    ) -> Result<bool, StorageError> {
        let about = self.memo.all_under(&Key::Card(card))?;
        let is_card =
            |record: &Record| matches!(Fact::read(record), Ok(Fact::Card(_) | Fact::Draft(_)));
        if !about.iter().any(is_card) {
            return Ok(false);
        }
        let customer = Gather::new(self.memo, self.book).customer(card, self.now)?;
        let entitlement = Entitlement::new(self.memo, self.book, person, self.now);
        let depth = match &customer {
            _ if !is_entitled(self.book, enrolment, self.now) => Depth::Envelope,
            Some(customer) => depth_of(&self.depths(person, Some(customer)), card),
            None => {
                let drafts = about.iter().filter_map(|draft| entitlement.on_its_own(draft));
                drafts.max().unwrap_or(Depth::Envelope)
            }
        };
        let said = self.memo.view().releases_of(card)?.get(&enrolment).map(|said| said.depth);
        // What was said before, the device keeps to.
        if depth < held && said.is_none_or(|said| said > depth) {
            let act = customer.and_then(|customer| cause(&customer, person, card));
            taken.words.push((enrolment, card, depth, act));
        }
        Ok(true)
    }

    /// Whether a device has said that it let go of what a word took from it.
    fn is_answered(&self, enrolment: EnrolmentId, number: u64) -> Result<bool, StorageError> {
        let said = self.memo.all_under(&Key::Purges(enrolment))?;
        Ok(said.iter().any(|record| {
            matches!(Fact::read(record), Ok(Fact::Purged { through, .. }) if through >= number)
        }))
    }

    fn depths(&self, person: &PersonId, customer: Option<&Customer>) -> BTreeMap<CardId, Depth> {
        let Some(Customer { cluster, ruling, .. }) = customer else { return BTreeMap::new() };
        audience::of_customer(person, cluster, ruling, &self.book.company, self.now)
    }

    /// How much of a record somebody may hold now.
    fn allowed(
        &self,
        person: &'a PersonId,
        record: &Record,
        known: Option<&Known<'_>>,
    ) -> Result<Option<Depth>, StorageError> {
        let entitlement = self.entitlement(person);
        let mut allowed = entitlement.on_its_own(record);
        // No card that it names makes it go deeper.
        let most = match record.kind() {
            kind::HAND_IN => Depth::Envelope,
            kind::SEAL => Depth::Ranking,
            _ => Depth::Content,
        };
        let fact = Some(()).filter(|()| most > Depth::Envelope).map(|()| Fact::read(record));
        let named = fact.into_iter().flatten().flat_map(|fact| fact.cards());
        for card in named {
            if allowed >= Some(most) {
                break;
            }
            let depth = known.and_then(|known| Some((known, known.depths(person).get(&card)?)));
            let about = match depth {
                Some((known, depth)) => {
                    let of = (&known.customer.ruling, &known.confided);
                    entitlement.about_card(record, *depth, of)
                }
                // Also about somebody else's card.
                None if is_for_few(record) || record.kind() == kind::DRAFT => {
                    entitlement.about(record, card)?
                }
                None => self.beside(person, card)?.map(|depth| depth.min(most)),
            };
            allowed = allowed.max(about);
        }
        // Where there is no content part, what is left is all there is.
        let whole = allowed == Some(Depth::Ranking) && record.envelope().content.is_none();
        Ok(if whole { Some(Depth::Content) } else { allowed })
    }
}

impl<'a> Whose<'a> {
    /// How deep somebody may hold a card of another customer. Each is gathered once, however many records name
    /// it beside others.
    fn beside(&self, person: &'a PersonId, card: CardId) -> Result<Option<Depth>, StorageError> {
        if let Some(known) = self.beside.borrow().get(&(person, card)) {
            return Ok(*known);
        }
        let customer = Gather::new(self.memo, self.book).customer(card, self.now)?;
        let depths = self.depths(person, customer.as_ref());
        let mut beside = self.beside.borrow_mut();
        beside.insert((person, card), None);
        beside.extend(depths.iter().map(|(card, depth)| ((person, *card), Some(*depth))));
        Ok(depths.get(&card).copied())
    }
}

/// What needs no closer look: a record that goes as deep as its card, told no deeper than that.
fn stays(record: &Record, depth: Option<&Depth>, told: Depth) -> bool {
    let by_itself = [kind::DRAFT, kind::HAND_IN, kind::NOTE, kind::CONFIDED];
    depth.is_some_and(|depth| told <= *depth) && !by_itself.contains(&record.kind())
}

fn depth_of(depths: &BTreeMap<CardId, Depth>, card: CardId) -> Depth {
    depths.get(&card).copied().unwrap_or(Depth::Envelope)
}

/// The act that took a customer from somebody: the assignment on which the owner rests now, if he was the
/// owner before it, or if it dealt out what had been in a pool.
fn cause(customer: &Customer, person: &PersonId, card: CardId) -> Option<RecordId> {
    let ruling = &customer.ruling;
    let founding = ruling.founded_on.filter(|_| ruling.owner != Owner::Person(person.clone()))?;
    let to_him = Target::Person(person.clone());
    let was_his = ruling.acts.iter().any(|act| act.void.is_none() && act.to == to_him);
    let pooled = customer.cluster.cards.get(&card).is_some_and(|file| file.signed.what.unattended);
    (was_his || pooled).then(|| RecordId::new(founding.0))
}

impl Ledger {
    /// Works the feed of somebody out anew whose place in the company has changed since.
    pub(super) fn heed_standing(&self, enrolment: EnrolmentId) -> Result<(), Trouble> {
        let (name, standing) = {
            let read = self.storage.read()?;
            let last = Recovery::last(&*read)?;
            let ended_ms = match last {
                Some(recovery) if recovery.ended_ms.is_none() => return Ok(()),
                // What was passed over during it is made up for.
                last => last.and_then(|recovery| recovery.ended_ms),
            };
            let (book, now) = (self.books.of(&*read)?, self.clock.now());
            let Some(enrolled) = book.enrolments.get(&enrolment) else { return Ok(()) };
            let standing = audience::standing(&enrolled.person, &book.company, now);
            let standing = blake3::hash(format!("{ended_ms:?} {standing}").as_bytes());
            let name = format!("audience {enrolment}");
            if read.value(&name)?.as_deref() == Some(standing.as_bytes()) {
                return Ok(());
            }
            (name, standing)
        };
        let mut write = self.storage.write()?;
        write.set_value(&name, standing.as_bytes())?;
        let marker = write.markers()?.get(&enrolment).copied().unwrap_or(0);
        write.move_marker(enrolment, marker, 0)?;
        let all = CardId(EVERYTHING);
        if write.releases_of(all)?.get(&enrolment).is_some_and(|said| said.depth < Depth::Content) {
            write.release(enrolment, all, Depth::Content, None, self.clock.now())?;
            // His own words went with the rest, and nobody else's feed brings them.
            for log in write.logs_of(enrolment)?.into_keys() {
                let own = write.in_log(log, Seq(1), write.head(log)?.seq)?;
                let own = own.iter().filter(|record| record.envelope().content.is_some());
                let own: Vec<_> = own.map(|record| (record.id(), Depth::Content)).collect();
                write.feed(enrolment, &own)?;
            }
        }
        Ok(write.commit()?)
    }

    /// Whoever has left, and a laptop that was revoked, holds nothing more.
    pub(super) fn release_everything(&self, enrolment: EnrolmentId) -> Result<(), Trouble> {
        let read = self.storage.read()?;
        let book = self.books.of(&*read)?;
        let all = CardId(EVERYTHING);
        let said = read.releases_of(all)?;
        let told = said.get(&enrolment).is_some_and(|said| said.depth == Depth::Envelope);
        if told || Recovery::under_way(&*read)?.is_some() {
            return Ok(());
        }
        let Some(enrolled) = book.enrolments.get(&enrolment) else { return Ok(()) };
        let ended = |record: &Record| match Fact::read(record) {
            Ok(Fact::Revocation(revoked)) => *revoked.enrolment == *enrolment.as_bytes(),
            Ok(Fact::Person(person)) => person.left && person.id == enrolled.person.as_str(),
            _ => false,
        };
        let company = read.arrived_under(&Key::Company, 0)?;
        let act = company.iter().rev().find(|record| ended(record) && book.counts(record));
        let act = act.map(Record::id);
        drop(read);
        let mut write = self.storage.write()?;
        write.take_all_back(enrolment)?;
        write.release(enrolment, all, Depth::Envelope, act, self.clock.now())?;
        // Should he come back, his feed begins from the start.
        write.set_value(&format!("audience {enrolment}"), &[])?;
        Ok(write.commit()?)
    }

    /// What a device is to be told of its holdings, if it has not heard it.
    pub(super) fn holdings(
        &self,
        read: &dyn Read,
        enrolment: EnrolmentId,
        epoch: &[u8],
        heard: u64,
    ) -> Result<Option<Manifest>, Trouble> {
        let standing = Standing::of(read, &self.secrets)?;
        let after = if epoch == standing.epoch { heard } else { 0 };
        let words = read.released(enrolment, after, HOLDINGS_MAX)?;
        let Some(last) = words.last() else { return Ok(None) };
        if Recovery::under_way(read)?.is_some() {
            return Ok(None);
        }
        let mut acts: BTreeMap<RecordId, Record> = BTreeMap::new();
        for id in words.iter().filter_map(|word| word.act) {
            if !acts.contains_key(&id) {
                acts.extend(read.record(&id)?.map(|record| (id, record.without_content())));
            }
        }
        let entries = words.iter().map(|word| Entry {
            number: word.number,
            card: word.card.0,
            holding: holding(word.depth),
            act: word.act,
        });
        let claim = Claim {
            company: self.secrets.signer.company(),
            enrolment,
            epoch: standing.epoch.to_vec().into(),
            at_ms: self.clock.now().0,
            after,
            through: last.number,
            entries: entries.collect(),
        };
        let acts = with_endorsements(read, acts)?;
        Ok(Some(claim.sign(&self.secrets.signer, RawRecords::all(&acts))))
    }
}

/// Entries of headquarters among them go with the server's word that they count.
fn with_endorsements(
    read: &dyn Read,
    mut acts: BTreeMap<RecordId, Record>,
) -> Result<Vec<Record>, StorageError> {
    if acts.values().any(|act| Fact::read(act).is_ok_and(|fact| fact.is_company())) {
        for record in read.under(&Key::Company, 0)? {
            if let Ok(Fact::Endorsement(endorsed)) = Fact::read(&record)
                && acts.contains_key(&RecordId::new(*endorsed.entry))
            {
                acts.insert(record.id(), record);
            }
        }
    }
    Ok(acts.into_values().collect())
}

fn holding(depth: Depth) -> Holding {
    match depth {
        Depth::Envelope => Holding::Nothing,
        Depth::Ranking => Holding::Ranking,
        Depth::Content => Holding::Content,
    }
}
