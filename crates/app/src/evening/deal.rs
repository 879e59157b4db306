//! Equal, open shares of a pool (OWN-07).

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Assignment, Target};
use domain::card::Act;
use domain::class::Class;
use domain::company::{Fair, Person};
use domain::fair::pool::{Among, Deal, Pool, Scope};
use domain::ruling::{Owner, is_left_behind, may_assign};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, Rule};
use facts::{Customer, Key, Records, cards_of, kind, payload};

use super::assign::candidate;
use crate::capture::card_id;
use crate::leads::class_of;
use crate::text::fits;
use crate::view::{DealInput, DealtCard, DealtView, PoolRef, PoolView, SeatView};
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Deals cards of a pool among those who took part. What would be void for all that this laptop knows is refused
/// on the spot.
///
/// # Errors
/// OWN-07 for a card that is nobody's to deal, or to somebody who took no part; OWN-03, OWN-04, OWN-05,
/// SYN-04 as for an assignment; `pool.empty`, `lead.unknown`, `person.unknown`, `field.too_long`.
pub fn deal(workspace: &mut Workspace, now: &Now, input: DealInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    fits("reason", &input.reason)?;
    let table = Table::of(workspace, &FairId::new(&input.fair), as_of)?;
    let among = match &input.among {
        Some(named) => Some(
            named
                .iter()
                .map(|id| person_id(workspace, id))
                .collect::<Result<BTreeSet<PersonId>, Failure>>()?,
        ),
        None => None,
    };
    let customers = match input.cards.as_slice() {
        [] => table.customers()?,
        named => table.named(named)?,
    };
    // Who has no say hears that, whoever sits at his own table.
    for (card, customer) in &customers {
        table.may_deal(*card, customer).map_err(Failure::refused)?;
    }
    let mut deal = table.plan(&customers, among)?;
    deal.reason = input.reason;
    if deal.dealt.is_empty() {
        return Err(Failure::new("pool.empty"));
    }
    let equal = deal.is_equal();
    for (card, customer) in &customers {
        let share = deal.part(*card, equal).ok_or_else(|| Failure::refused(Rule::Own07))?;
        let candidate = candidate(workspace.me().clone(), as_of, share);
        may_assign(&candidate, &customer.cluster, &workspace.book().company, as_of)
            .map_err(Failure::refused)?;
        if !is_pooled(customer) {
            return Err(Failure::refused(Rule::Own07));
        }
    }
    let payload = payload::Deal::of(&deal);
    workspace.sign(vec![Fresh::open(kind::DEAL, payload.encode())], now)?;
    Ok(())
}

/// A fair's pool: what waits to be dealt and how it would be, and what was dealt. Open to everybody who takes
/// part.
///
/// # Errors
/// SYN-04 for somebody who neither takes part nor deals.
pub fn pool(workspace: &mut Workspace, now: &Now, input: PoolRef) -> Result<PoolView, Failure> {
    let as_of = workspace.as_of(now);
    let fair = FairId::new(&input.fair);
    let table = Table::of(workspace, &fair, as_of)?;
    let customers = table.dealable()?;
    let plan = table.plan(&customers, None)?;
    let deals = table.deals()?;
    Ok(PoolView {
        fair: input.fair,
        proposed: (!plan.dealt.is_empty()).then(|| dealt_view(workspace, &plan, None)),
        dealt: deals
            .iter()
            .map(|act| dealt_view(workspace, &act.what, Some((act.time.at, &act.by))))
            .collect(),
    })
}

fn dealt_view(workspace: &Workspace, deal: &Deal, by: Option<(Instant, &PersonId)>) -> DealtView {
    let shares = deal.shares();
    let seat = |person: PersonId| SeatView {
        name: workspace.name(&person),
        had: deal.pool.among[&person],
        gets: shares.get(&person).copied().unwrap_or(0),
        person: person.to_string(),
    };
    let company = |card: CardId| {
        let row = workspace.store().lead(card).ok().flatten();
        row.map(|row| row.company).unwrap_or_default()
    };
    let mut cards: Vec<DealtCard> = deal
        .dealt
        .iter()
        .map(|(card, to)| DealtCard {
            card: card.to_string(),
            company: company(*card),
            class: deal.pool.cards.get(card).map_or("", |class| class.name()).to_owned(),
            to: to.to_string(),
            to_name: workspace.name(to),
        })
        .collect();
    let worth = |class: &str| Class::ALL.iter().position(|known| known.name() == class);
    cards.sort_by(|a, b| (worth(&a.class), &a.card).cmp(&(worth(&b.class), &b.card)));
    DealtView {
        at_ms: by.map(|(at, _)| at.0),
        by: by.map(|(_, by)| workspace.name(by)).unwrap_or_default(),
        seats: deal.pool.seats().into_iter().map(seat).collect(),
        cards,
        scope: deal.pool.scope.name().to_owned(),
        equal: deal.is_equal(),
        reason: deal.reason.clone(),
    }
}

/// Nobody's own effective card, and nobody's customer (P27).
fn is_pooled(customer: &Customer) -> bool {
    matches!(customer.ruling.owner, Owner::Pool(_)) && customer.ruling.proposal.is_none()
}

/// The table at which a fair's pool is dealt, and who deals.
struct Table<'w> {
    workspace: &'w Workspace,
    fair: &'w Fair,
    dealer: &'w Person,
    as_of: Instant,
}

impl<'w> Table<'w> {
    fn of(workspace: &'w Workspace, fair: &FairId, as_of: Instant) -> Result<Self, Failure> {
        let company = &workspace.book().company;
        let refused = || Failure::refused(Rule::Syn04);
        let fair = company.fair(fair, as_of).ok_or_else(refused)?;
        let dealer = company.person(workspace.me(), as_of).ok_or_else(refused)?;
        Ok(Self { workspace, fair, dealer, as_of })
    }

    /// Every customer of the fair's pool that the person at the desk may deal.
    fn dealable(&self) -> Result<BTreeMap<CardId, Customer>, Failure> {
        let mut customers = self.customers()?;
        customers.retain(|card, customer| self.may_deal(*card, customer).is_ok());
        Ok(customers)
    }

    /// Whether a customer is the dealer's to give away, to whomever.
    fn may_deal(&self, card: CardId, customer: &Customer) -> Result<(), Rule> {
        let share = Assignment {
            card,
            to: Target::Person(self.dealer.id.clone()),
            reason: String::new(),
            overriding: false,
            discussion: Vec::new(),
            seen: Vec::new(),
            dealt: None,
        };
        let candidate = candidate(self.dealer.id.clone(), self.as_of, share);
        let company = &self.workspace.book().company;
        may_assign(&candidate, &customer.cluster, company, self.as_of).map(|_| ())
    }

    /// Every customer of the fair's pool, each under his first card.
    fn customers(&self) -> Result<BTreeMap<CardId, Customer>, Failure> {
        let store = self.workspace.store();
        let mut customers = BTreeMap::new();
        let mut seen: BTreeSet<CardId> = BTreeSet::new();
        for card in cards_of(&store.under(&Key::FairCards(self.fair.id.clone()), 0)?) {
            if seen.contains(&card) {
                continue;
            }
            let Some(customer) = self.workspace.gather().customer(card, self.as_of)? else {
                continue;
            };
            seen.extend(customer.cluster.cards.keys().copied());
            if is_pooled(&customer) {
                customers.insert(card, customer);
            }
        }
        Ok(customers)
    }

    fn named(&self, cards: &[String]) -> Result<BTreeMap<CardId, Customer>, Failure> {
        let mut customers = BTreeMap::new();
        let mut seen: BTreeSet<CardId> = BTreeSet::new();
        for card in cards {
            let card = card_id(card)?;
            let customer = self.workspace.customer(card, self.as_of)?;
            // Two cards of one customer are one share.
            if seen.insert(customer.ruling.customer) {
                customers.insert(card, customer);
            }
        }
        Ok(customers)
    }

    /// How these are dealt.
    fn plan(
        &self,
        customers: &BTreeMap<CardId, Customer>,
        among: Option<BTreeSet<PersonId>>,
    ) -> Result<Deal, Failure> {
        let company = &self.workspace.book().company;
        let left_behind =
            |customer: &Customer| is_left_behind(&customer.cluster, company, self.as_of);
        let whole = !customers.is_empty() && customers.values().all(left_behind);
        let table = Among { fair: self.fair, dealer: self.dealer, whole };
        let among = match among {
            None => table.participants(company, self.as_of),
            Some(named) => {
                if !named.iter().all(|person| table.may_share(person, company, self.as_of)) {
                    return Err(Failure::refused(Rule::Own07));
                }
                named
            }
        };
        let scope = Scope::of(&company.parameters(self.as_of));
        let had = self.had(scope)?;
        let mut cards = BTreeMap::new();
        for (card, customer) in customers {
            let (store, book) = (self.workspace.store(), self.workspace.book());
            let class = class_of(store, book, customer, self.as_of)?;
            cards.insert(*card, Class::from_name(&class).unwrap_or(Class::Unclassified));
        }
        let pool = Pool {
            fair: self.fair.id.clone(),
            cards,
            among: among
                .into_iter()
                .map(|person| (person.clone(), had.get(&person).copied().unwrap_or(0)))
                .collect(),
            scope,
        };
        Ok(Deal { dealt: pool.deal(), pool, reason: String::new() })
    }

    /// How many cards of this fair each has had: of the pool, and where all count, own effective ones too.
    fn had(&self, scope: Scope) -> Result<BTreeMap<PersonId, u32>, Failure> {
        let mut had: BTreeMap<PersonId, u32> = BTreeMap::new();
        for deal in self.deals()? {
            for person in deal.what.dealt.values() {
                *had.entry(person.clone()).or_default() += 1;
            }
        }
        if scope == Scope::All {
            let store = self.workspace.store();
            let mut seen = BTreeSet::new();
            for card in cards_of(&store.under(&Key::FairCards(self.fair.id.clone()), 0)?) {
                let customer = self.workspace.gather().customer(card, self.as_of)?;
                let Some(customer) = customer.filter(|c| seen.insert(c.ruling.customer)) else {
                    continue;
                };
                if let Some(person) = customer.ruling.credit {
                    *had.entry(person).or_default() += 1;
                }
            }
        }
        Ok(had)
    }

    /// What was dealt at this fair, in order of signing.
    fn deals(&self) -> Result<Vec<Act<Deal>>, Failure> {
        Ok(self.workspace.gather().deals(&self.fair.id)?)
    }
}
