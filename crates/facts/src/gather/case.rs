//! What is final about a customer, and what was decided since (SYN-03, OWN-12).

use std::collections::BTreeSet;

use domain::CardId;
use domain::cluster::Cluster;
use domain::ruling::{self, Finality, Registration};
use domain::time::Instant;
use ledger::Record;

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;
use crate::ruling_bytes::ruling_hash;

/// Channels in which reaching the customer is proper service (FUP-04, `service.kinds`).
const SERVICE: [&str; 4] = ["phone", "visit", "meeting", "event"];

/// Whether a record about a card is of a kind that step 6 looks at.
pub(super) fn is_history(record: &Record) -> bool {
    const KINDS: [&str; 4] =
        [kind::REGISTRATION, kind::FOLLOW_UP, kind::CASE_DECISION, kind::APPEAL];
    KINDS.contains(&record.kind())
}

impl<R: Records> Gather<'_, R> {
    /// Adds what step 6 of the ruling needs. Version 1 of the rules had no such step.
    pub(super) fn add_history(
        &self,
        history: &[Record],
        cluster: &mut Cluster,
    ) -> Result<(), R::Error> {
        for record in history {
            self.add_record(record, cluster)?;
        }
        cluster.registrations.sort_by_key(|r| (r.order, r.at, r.ruling));
        cluster.registrations.dedup();
        if self.rules < 2 {
            cluster.registrations.iter_mut().for_each(|registration| registration.decides = None);
            cluster.assignments.iter_mut().for_each(|act| act.what.seen.clear());
            (cluster.services, cluster.decisions, cluster.appeals) = Default::default();
        }
        cluster.services.sort_by_key(|act| act.id);
        cluster.decisions.sort_by_key(|act| act.id);
        cluster.appeals.sort_by_key(|act| act.id);
        Ok(())
    }

    fn add_record(&self, record: &Record, cluster: &mut Cluster) -> Result<(), R::Error> {
        match Fact::read(record) {
            Ok(Fact::FollowUp { card, channel, connected: true })
                if SERVICE.contains(&channel.as_str()) =>
            {
                cluster.services.push(self.act(record, card)?);
            }
            Ok(Fact::CaseDecision(decision)) => {
                cluster.decisions.push(self.act(record, decision)?);
            }
            Ok(Fact::Appeal(appeal)) => cluster.appeals.push(self.act(record, appeal)?),
            Ok(fact @ Fact::Registration { .. }) => {
                cluster.registrations.extend(self.registration(record, fact, cluster)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn registration(
        &self,
        record: &Record,
        fact: Fact,
        cluster: &Cluster,
    ) -> Result<Option<Registration>, R::Error> {
        let envelope = record.envelope();
        let Fact::Registration { customer, cards, ruling, decides, .. } = fact else {
            return Ok(None);
        };
        if !self.book.is_server(&envelope.log.enrolment) {
            return Ok(None);
        }
        let cards: BTreeSet<CardId> = cards.into_iter().collect();
        let files = cluster.cards.values().filter(|file| cards.contains(&file.id()));
        Ok(Some(Registration {
            order: (envelope.log.incarnation.0, envelope.seq.0),
            at: Instant(envelope.stamp.claimed_ms),
            rosters_complete: self.rosters_complete(files)?,
            customer,
            cards,
            ruling,
            decides,
        }))
    }

    /// When the ruling is final if the server's last word about the customer is this very ruling (SYN-03).
    /// The facts are ruled on as of their registration: what the clock alone changes later, as who decides
    /// after a fair's close, needs no new one and undoes no waiting period.
    pub(super) fn registered(&self, cluster: &Cluster) -> Option<Finality> {
        let company = &self.book.company;
        let about = |r: &&Registration| Some(r.customer) == cluster.customer();
        let about: Vec<_> = cluster.registrations.iter().filter(about).collect();
        let newest = about.last()?;
        let then = ruling::rule(cluster, company, newest.at)?;
        let same = ruling_hash(&then) == newest.ruling;
        same.then(|| ruling::end_of_waiting(&about, company)).flatten()
    }
}
