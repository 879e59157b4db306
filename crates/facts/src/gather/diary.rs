//! Everything that happened at a fair, collected from a database of records.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Target;
use domain::card::{Act, Card, CardFile, Source};
use domain::company::{Fair, Role};
use domain::deadline;
use domain::fair::alert::FairAlert;
use domain::fair::diary::{Diary, Entry, Given, Late, OpenDraft};
use domain::fair::package::{Excuse, Sealed};
use domain::identity::{Likeness, compare};
use domain::ruling::{AlertKind, Out, Territory, is_removed};
use domain::time::Instant;
use domain::{CardId, FairId};
use ledger::{Hash, Record, RecordId};

use super::{Customer, Gather, signed_card};
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;
use crate::photos::Holder;

/// A draft and when it was first written down.
struct Drafted {
    act: Act<Card>,
    first: Instant,
}

impl<R: Records> Gather<'_, R> {
    /// What happened at a fair, as of an instant. Customers are ruled on only where something hangs on it: a card
    /// that may be late, and one whose customer somebody has followed up.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn diary(&self, fair: &FairId, as_of: Instant) -> Result<Diary, R::Error> {
        let drafted = self.drafted(fair)?;
        let mut diary = self.evenings_with(fair, Some(&drafted), as_of)?;
        diary.drafts = self.open_drafts(fair, drafted)?;
        Ok(diary)
    }

    /// The same as far as proposals are made of it: without what came before a signature, and after an evening.
    /// For whoever asks often.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn evenings(&self, fair: &FairId, as_of: Instant) -> Result<Diary, R::Error> {
        self.evenings_with(fair, None, as_of)
    }

    fn evenings_with(
        &self,
        fair: &FairId,
        drafted: Option<&BTreeMap<CardId, Drafted>>,
        as_of: Instant,
    ) -> Result<Diary, R::Error> {
        let mut diary = self.packages_only(fair)?;
        for card in self.signed_at(fair)? {
            let about = self.about(card)?;
            diary.cards.extend(self.entry(&about, drafted, as_of)?);
        }
        self.days(fair, &mut diary)?;
        let zone = &self.book.company.zone;
        let mut present = BTreeSet::new();
        for entry in &diary.cards {
            present.insert((entry.by.clone(), zone.day(entry.at)));
            let acts = entry.judged.iter().chain(&entry.countersigned);
            present.extend(acts.map(|(at, by)| (by.clone(), zone.day(*at))));
        }
        diary.present.extend(present);
        Ok(diary)
    }

    /// A diary with nothing in it but the packages and what was said about them.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn packages_only(&self, fair: &FairId) -> Result<Diary, R::Error> {
        Ok(Diary {
            fair: fair.clone(),
            cards: Vec::new(),
            drafts: Vec::new(),
            sealed: self.sealed(fair)?,
            excuses: self.excuses(fair)?,
            discussed: BTreeSet::new(),
            present: BTreeSet::new(),
        })
    }

    /// The customers of a fair's cards, each once.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn customers_of(&self, diary: &Diary, as_of: Instant) -> Result<Vec<Customer>, R::Error> {
        let mut customers: Vec<Customer> = Vec::new();
        let mut done: BTreeSet<CardId> = BTreeSet::new();
        for entry in &diary.cards {
            if !done.contains(&entry.card)
                && let Some(customer) = self.customer(entry.card, as_of)?
            {
                done.extend(customer.cluster.cards.keys());
                customers.push(customer);
            }
        }
        Ok(customers)
    }

    /// What the rulings on a fair's customers give to look at, each with its cards. An assignment that names
    /// nobody is discussed all the same where the evening's discussion was written down (OWN-05, FAIR-08); what
    /// is kept back the diary says, evening by evening.
    pub fn alerts_of_rulings(&self, diary: &Diary, customers: &[Customer]) -> BTreeSet<FairAlert> {
        let mut found = BTreeSet::new();
        let zone = &self.book.company.zone;
        for ruling in customers.iter().map(|customer| &customer.ruling) {
            let evening = ruling.assigned_at.map(|at| zone.day(at));
            let discussed = evening.is_some_and(|day| diary.discussed.contains(&day));
            let shown = ruling.alerts.iter().filter(|alert| match alert.kind {
                AlertKind::HoardSuspect => false,
                AlertKind::NoDiscussion => !discussed,
                _ => true,
            });
            found.extend(shown.map(|alert| FairAlert {
                kind: alert.kind,
                person: alert.person.clone(),
                beside: None,
                day: None,
                cards: BTreeSet::from([alert.card.unwrap_or(ruling.customer)]),
            }));
        }
        found
    }

    /// Cards of different customers that show the same photo, each beside the first that was signed of them: one of
    /// the two may have been made up (DUP-05). Whoever does not hold their words does not see it.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn same_photos(&self, customers: &[Customer]) -> Result<BTreeSet<FairAlert>, R::Error> {
        let mut showing: BTreeMap<Hash, Vec<(&CardFile, CardId)>> = BTreeMap::new();
        for customer in customers {
            for (card, file) in &customer.cluster.cards {
                let about = self.records.under(&Key::Card(*card), 0)?;
                for photo in Holder::Card(*card).photos(about) {
                    showing.entry(photo).or_default().push((file, customer.ruling.customer));
                }
            }
        }
        let mut found = BTreeSet::new();
        for mut cards in showing.into_values() {
            cards.sort_by_key(|(file, _)| (file.at(), file.id()));
            let Some((first, of)) = cards.first().copied() else { continue };
            for (file, _) in cards.into_iter().filter(|(_, customer)| *customer != of) {
                found.insert(FairAlert {
                    kind: AlertKind::SamePhoto,
                    person: file.signer().clone(),
                    beside: Some(first.signer().clone()),
                    day: Some(self.book.company.zone.day(file.at())),
                    cards: BTreeSet::from([first.id(), file.id()]),
                });
            }
        }
        Ok(found)
    }

    /// The cards that are signed at a fair, in order of their ids.
    fn signed_at(&self, fair: &FairId) -> Result<BTreeSet<CardId>, R::Error> {
        let all = self.records.under(&Key::FairCards(fair.clone()), 0)?;
        let signed = all.iter().filter(|record| record.kind() == kind::CARD);
        Ok(signed
            .flat_map(|record| Fact::read(record).map(|fact| fact.cards()).unwrap_or_default())
            .collect())
    }

    /// The newest draft of each card of a fair that its author wrote.
    fn drafted(&self, fair: &FairId) -> Result<BTreeMap<CardId, Drafted>, R::Error> {
        let mut drafted: BTreeMap<CardId, Drafted> = BTreeMap::new();
        for record in self.records.under(&Key::FairCards(fair.clone()), 0)? {
            let Ok(Fact::Draft(card)) = Fact::read(&record) else { continue };
            let act = self.act(&record, card)?;
            if act.after_revocation {
                continue;
            }
            let (id, at) = (act.what.id, act.time.at);
            let Some(known) = drafted.get_mut(&id) else {
                drafted.insert(id, Drafted { act, first: at });
                continue;
            };
            known.first = known.first.min(at);
            if (known.act.time.at, known.act.id) < (act.time.at, act.id) {
                known.act = act;
            }
        }
        Ok(drafted)
    }

    /// A signed card with what was done about it; `None` for one that is no card at all.
    fn entry(
        &self,
        about: &[Record],
        drafted: Option<&BTreeMap<CardId, Drafted>>,
        as_of: Instant,
    ) -> Result<Option<Entry>, R::Error> {
        let Some(file) = self.card_file(about)? else { return Ok(None) };
        let company = &self.book.company;
        let card = &file.signed.what;
        if is_removed(&file, company) || card.source == Source::Other {
            return Ok(None);
        }
        let fair = card.fair.as_ref().and_then(|fair| company.fair(fair, file.at()));
        // The supervisor's own laptop is the place of hand-in.
        let own = fair.is_some_and(|fair| fair.supervisor == *file.signer());
        let draft = drafted.and_then(|drafted| drafted.get(&card.id));
        let begun = draft.map_or(file.at(), |draft| draft.first.min(file.at()));
        let mut entry = Entry {
            card: card.id,
            by: file.signer().clone(),
            at: file.at(),
            begun,
            talk: !card.unattended,
            held: if own { Some(file.at()) } else { file.possession },
            late: None,
            outside: false,
            judged: BTreeSet::new(),
            countersigned: BTreeSet::new(),
            contacts: BTreeSet::new(),
            given: Vec::new(),
        };
        for record in about {
            match Fact::read(record) {
                Ok(Fact::Evaluation { .. }) => {
                    let act = self.act(record, ())?;
                    if self.may_evaluate(&act, card, file.signer()) {
                        entry.judged.insert((act.time.at, act.by));
                    }
                }
                Ok(Fact::Countersign { .. }) => {
                    let act = self.act(record, ())?;
                    if self.may_countersign(&act, file.signer()) {
                        entry.countersigned.insert((act.time.at, act.by));
                    }
                }
                Ok(Fact::FollowUp { channel, connected, .. }) if drafted.is_some() => {
                    let act = self.act(record, ())?;
                    if !act.after_revocation && (connected || channel != "phone") {
                        entry.contacts.insert((act.time.at, act.by));
                    }
                }
                _ => {}
            }
        }
        let in_time = |fair: &Fair| {
            let parameters = company.parameters(entry.at);
            let day = deadline::hand_in_day(fair, entry.at, &parameters, &company.zone);
            let due = deadline::hand_in(fair, day, &parameters, &company.zone);
            entry.held.map_or(as_of <= due, |held| held <= due)
        };
        let may_be_late = fair.is_some_and(|fair| !in_time(fair));
        if may_be_late || !entry.contacts.is_empty() {
            self.add_ruling(&mut entry, as_of)?;
        }
        Ok(Some(entry))
    }

    /// What only the ruling on its customer says of a card. Whether it is late is the ruling's business alone: an
    /// excuse counts here because it counts there (OWN-08).
    fn add_ruling(&self, entry: &mut Entry, as_of: Instant) -> Result<(), R::Error> {
        let Some(customer) = self.customer(entry.card, as_of)? else { return Ok(()) };
        let ruling = &customer.ruling;
        entry.outside = ruling.territory != Territory::In;
        let standing = ruling.cards.iter().find(|standing| standing.card == entry.card);
        if let Some(Out::Late { deadline, came }) = standing.and_then(|card| card.out.clone()) {
            entry.late = Some(Late { deadline, came });
        }
        entry.given.extend(ruling.acts.iter().map(|act| Given {
            at: act.at,
            to: match &act.to {
                Target::Person(person) => Some(person.clone()),
                Target::Pool(_) => None,
            },
            competent: act.void.is_none(),
        }));
        Ok(())
    }

    fn open_drafts(
        &self,
        fair: &FairId,
        drafted: BTreeMap<CardId, Drafted>,
    ) -> Result<Vec<OpenDraft>, R::Error> {
        let mut signed = Vec::new();
        for card in self.signed_at(fair)? {
            let about = self.about(card)?;
            signed.extend(signed_card(&about).map(|(_, card)| card));
        }
        let mut open = Vec::new();
        // A hand-in names every draft of a day: it is read once for all of them.
        let mut hand_ins: BTreeMap<RecordId, BTreeSet<CardId>> = BTreeMap::new();
        for (card, draft) in drafted {
            let about = self.records.under(&Key::Card(card), 0)?;
            let is_card = |record: &Record| {
                record.kind() == kind::CARD && matches!(Fact::read(record), Ok(Fact::Card(_)))
            };
            if about.iter().any(is_card) {
                continue;
            }
            let Drafted { act, first } = draft;
            let (mut left, mut withdrawn) = (None::<Instant>, false);
            for record in &about {
                let gone = match record.kind() {
                    kind::WITHDRAWAL => true,
                    kind::HAND_IN => false,
                    _ => continue,
                };
                let of_hand_in = || drafts_of(record);
                if !gone && !hand_ins.entry(record.id()).or_insert_with(of_hand_in).contains(&card)
                {
                    continue;
                }
                let said = self.act(record, ())?;
                if said.by == act.by && !said.after_revocation {
                    left = Some(left.map_or(said.time.at, |first| first.min(said.time.at)));
                    withdrawn |= gone;
                }
            }
            let alike = |other: &&Card| matches!(compare(&act.what, other), Likeness::Sure(_));
            let alike = signed.iter().filter(alike).map(|other| other.id).collect();
            open.push(OpenDraft { card, by: act.by, at: first, left, withdrawn, alike });
        }
        Ok(open)
    }

    /// The packages that count, and when headquarters had each: when the server had it.
    fn sealed(&self, fair: &FairId) -> Result<Vec<Sealed>, R::Error> {
        let mut sealed = Vec::new();
        for act in self.seals(fair)? {
            let record = self.records.record(&RecordId::new(act.id.0))?;
            let received = match &record {
                Some(record) => self.received(record.envelope(), None)?,
                None => None,
            };
            let (id, at, seal) = (act.id, act.time.at, act.what);
            let (day, cards, reason) = (seal.day, seal.cards, seal.reason);
            sealed.push(Sealed { id, day, at, received, cards, reason });
        }
        Ok(sealed)
    }

    /// Headquarters' words on late packages.
    fn excuses(&self, fair: &FairId) -> Result<Vec<Act<Excuse>>, R::Error> {
        let mut excuses = Vec::new();
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            let Ok(Fact::PackageExcused(excuse)) = Fact::read(&record) else { continue };
            let act = self.act(&record, excuse)?;
            let by_hq = self.book.company.holds(&act.by, Role::Hq, act.time.at);
            if by_hq && !act.after_revocation {
                excuses.push(act);
            }
        }
        excuses.sort_by_key(|act| (act.time.at, act.id));
        Ok(excuses)
    }

    /// Who handed in on which day, and on which the supervisor wrote down a discussion.
    fn days(&self, fair: &FairId, diary: &mut Diary) -> Result<(), R::Error> {
        let zone = &self.book.company.zone;
        for record in self.records.under(&Key::FairDays(fair.clone()), 0)? {
            if let Ok(Fact::HandIn { .. } | Fact::Seal(_)) = Fact::read(&record) {
                let act = self.act(&record, ())?;
                diary.present.insert((act.by, zone.day(act.time.at)));
            }
        }
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            if let Ok(Fact::Discussion { day, .. }) = Fact::read(&record) {
                let act = self.act(&record, ())?;
                if self.by_supervisor(&act, fair) {
                    diary.discussed.insert(day);
                }
            }
        }
        Ok(())
    }
}

/// The open drafts that a hand-in lists.
fn drafts_of(record: &Record) -> BTreeSet<CardId> {
    match Fact::read(record) {
        Ok(Fact::HandIn { drafts, .. }) => drafts.into_iter().collect(),
        _ => BTreeSet::new(),
    }
}
