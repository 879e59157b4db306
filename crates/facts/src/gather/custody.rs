//! Who has which exhibit, and what was lost (FAIR-05).

use std::collections::{BTreeMap, BTreeSet};

use domain::company::Fair;
use domain::deadline;
use domain::fair::custody::{self, Acts, Custody, Exhibits};
use domain::fair::incident::{self, Gone, Incident, Said};
use domain::fair::preparation::List;
use domain::time::Instant;
use domain::{FactId, FairId};
use ledger::Record;

use super::{Gather, Preparation};
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;
use crate::payload::Remark;

impl<R: Records> Gather<'_, R> {
    /// How a fair's exhibits stood at an instant. Plans and agreements are handed over too; nobody counts them. What
    /// was an exhibit when it was offered is one, whatever list it is moved to afterwards.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn custody(
        &self,
        fair: &FairId,
        prepared: &Preparation,
        until: Instant,
    ) -> Result<Custody, R::Error> {
        let exhibits = exhibits(prepared);
        let given = |_: &Record, fact| match fact {
            Fact::CustodyGiven(giving) => Some(giving),
            _ => None,
        };
        let taken = |_: &Record, fact| match fact {
            Fact::CustodyTaken(taking) => Some(taking),
            _ => None,
        };
        let counted = |_: &Record, fact| match fact {
            Fact::ExhibitsCounted(count) => Some(count),
            _ => None,
        };
        let acts = Acts {
            given: self.acts_of_fair(fair, kind::CUSTODY_GIVEN, given)?,
            taken: self.acts_of_fair(fair, kind::CUSTODY_TAKEN, taken)?,
            counted: self.acts_of_fair(fair, kind::EXHIBITS_COUNTED, counted)?,
        };
        let (handover, company) = (&prepared.handover, &self.book.company);
        Ok(custody::custody(fair, handover, &exhibits, &acts, company, until))
    }

    /// What was lost at a fair: what its counts did not find, and the laptops of those who took part that were
    /// revoked from its first day until the supervisor's office ended.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn incidents(&self, fair: &Fair, custody: &Custody) -> Result<Vec<Incident>, R::Error> {
        let words = |record: &Record, fact| match fact {
            Fact::IncidentSaid(said) => Some(Said { words: Remark::beside(record), ..said }),
            _ => None,
        };
        let said = self.acts_of_fair(&fair.id, kind::INCIDENT_SAID, words)?;
        let company = &self.book.company;
        Ok(incident::incidents(&fair.id, &custody.shortfalls, &self.gone(fair), &said, company))
    }

    fn gone(&self, fair: &Fair) -> Vec<Gone> {
        let company = &self.book.company;
        let Some(first) = fair.days.iter().min() else { return Vec::new() };
        let from = company.zone.start(*first);
        let parameters = company.parameters(from);
        let until = deadline::assignment_close(fair, &parameters, &company.zone);
        let during = |at: Instant| at >= from && until.is_none_or(|until| at <= until);
        let gone = self.book.enrolments.iter().filter_map(|(id, enrolled)| {
            let at = enrolled.revoked.filter(|at| during(*at) && enrolled.since < *at)?;
            let holder = enrolled.person.clone();
            fair.has(&holder).then_some(Gone { enrolment: *id.as_bytes(), holder, at })
        });
        gone.collect()
    }
}

/// What was signed for as an exhibit once stays one: nobody makes a gift of what is missing by handing it over anew.
fn exhibits(prepared: &Preparation) -> Exhibits {
    let versions = prepared.items.values().flat_map(|item| item.earlier.iter().chain([&item.now]));
    let shown = versions.filter(|act| act.what.list == List::Exhibits);
    let giveaway: BTreeMap<FactId, bool> = shown.map(|act| (act.id, act.what.giveaway)).collect();
    let mut exhibits = Exhibits::default();
    let mut kept = BTreeSet::new();
    for pair in &prepared.handover.pairs {
        for (id, offered) in &pair.offer.what.items {
            let Some(giveaway) = giveaway.get(&offered.version) else { continue };
            exhibits.all.insert(*id);
            if pair.receipt.is_none() {
                continue;
            }
            match giveaway {
                true => exhibits.giveaways.insert(*id),
                false => kept.insert(*id),
            };
        }
    }
    exhibits.giveaways.retain(|id| !kept.contains(id));
    exhibits
}
