//! The evening's judgement and the countersignature (FAIR-08 to FAIR-10).

use domain::act::Judgement;
use domain::card::{Act, Card, CardFile, Excuse};
use domain::company::Role;
use domain::time::Instant;
use domain::{CardId, FactId, PersonId};

use super::{Gather, signed_card};
use crate::fact::Fact;
use crate::index::Records;

impl<R: Records> Gather<'_, R> {
    /// The judgement of a card and its time: the newest by somebody who may judge it (FAIR-09).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn judgement(&self, card: CardId) -> Result<Option<(Instant, Judgement)>, R::Error> {
        self.judgement_until(card, Instant(i64::MAX))
    }

    /// The newest judgement that was given until some time: what comes after an award is closed changes
    /// nothing about it (KPI-01).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn judgement_until(
        &self,
        card: CardId,
        until: Instant,
    ) -> Result<Option<(Instant, Judgement)>, R::Error> {
        let mut newest: Option<(Instant, FactId, Judgement)> = None;
        let about = self.about(card)?;
        let Some((signed, card)) = signed_card(&about) else { return Ok(None) };
        let signer = self.act(signed, ())?.by;
        for record in &about {
            if let Ok(Fact::Evaluation { judgement, .. }) = Fact::read(record) {
                let act = self.act(record, ())?;
                if act.time.at > until || !self.may_evaluate(&act, &card, &signer) {
                    continue;
                }
                let this = (act.time.at, act.id, judgement);
                newest = Some(newest.map_or(this, |other| other.max(this)));
            }
        }
        Ok(newest.map(|(at, _, judgement)| (at, judgement)))
    }

    /// The fair's supervisor, or a leader who takes part; nobody judges his own card but the supervisor,
    /// who has nobody above him at the fair (FAIR-09).
    pub(super) fn may_evaluate(&self, act: &Act<()>, card: &Card, signer: &PersonId) -> bool {
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

    /// Notes an excuse that counts: by the supervisor of the card's fair, and with a reason (OWN-08). The first one
    /// stands.
    pub(super) fn excuse(&self, act: Act<String>, file: &mut CardFile) {
        let fair = file.signed.what.fair.as_ref();
        let supervises = fair.is_some_and(|fair| self.by_supervisor(&act, fair));
        let counts = supervises && act.by != *file.signer();
        let said = Excuse { act: act.id, by: act.by, at: act.time.at, reason: act.what };
        let first = |known: &Excuse| (known.at, known.act) <= (said.at, said.act);
        let first = file.excused.as_ref().is_some_and(first);
        if counts && !first && !said.reason.trim().is_empty() {
            file.excused = Some(said);
        }
    }

    /// FAIR-10: a group leader, supervisor or regional manager, never the capturer himself.
    pub(super) fn may_countersign(&self, act: &Act<()>, signer: &PersonId) -> bool {
        let (company, at) = (&self.book.company, act.time.at);
        let leads = [Role::GroupLeader, Role::RegionalManager]
            .iter()
            .any(|role| company.holds(&act.by, *role, at));
        !act.after_revocation && leads && act.by != *signer
    }
}
