//! Vouching: this device as a witness of colleagues' chains, and what they say of its own (design §4).
//!
//! A witness has seen that a chain had come this far, and says so in a receipt that holds nothing
//! (`holds: false`): one for every end that is worth one. Which ends are is decided here, so that witnesses
//! do not go on for ever about each other's receipts.

use std::collections::BTreeSet;

use facts::{Fact, Key, Records};
use ledger::{
    BootId, EnrolmentId, Head, LogId, PublicKey, RECEIPT_KIND, RawRecord, Receipt, Record,
    RecordId, Seq,
};

use super::sign::Fresh;
use super::{NO_BOOT, Source, Workspace};
use crate::{Failure, Now};

/// The end of this device's chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnEnd {
    /// Where it ends.
    pub head: Head,
    /// The last position that is worth a receipt: that of the last record which is not one itself. About
    /// when a receipt was given only the server is heard (decision 0001).
    pub news: Seq,
    /// Colleagues' devices that have seen it, or what comes after it.
    pub seen_by: BTreeSet<EnrolmentId>,
}

/// The end of a colleague's chain, as his device has just shown it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeenEnd {
    /// The chain.
    pub log: LogId,
    /// Its last position.
    pub through: Seq,
    /// Its last record.
    pub head: RecordId,
    /// Its last position that is worth a receipt.
    pub news: Seq,
    /// The device's boot.
    pub boot: BootId,
    /// Its monotonic time, milliseconds.
    pub mono_ms: u64,
}

/// Whether this device vouches for somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colleague {
    /// It does, when he signs with this key.
    Known(PublicKey),
    /// Nobody here has heard of the enrolment.
    Unknown,
    /// He is revoked, or the same person.
    Never,
}

impl Workspace {
    /// Where the own chain ends, and who has seen it; `None` as long as there is nothing to be seen.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn own_end(&self) -> Result<Option<OwnEnd>, Failure> {
        let log = self.log();
        Ok(self.store.read(|held| -> Result<_, store::Error> {
            let Some(news) = held.last_but(log, RECEIPT_KIND)? else { return Ok(None) };
            let reaching = held.under(&Key::Receipts(log), news.0)?;
            let givers = reaching.iter().map(|given| given.envelope().log.enrolment);
            let seen_by = givers.filter(|giver| !self.book.is_server(giver)).collect();
            Ok(Some(OwnEnd { head: held.head(log)?, news, seen_by }))
        })?)
    }

    /// Whether an enrolment is a colleague's. One that was revoked itself has none.
    pub fn colleague(&self, enrolment: &EnrolmentId) -> Colleague {
        match self.book.enrolments.get(enrolment) {
            _ if self.revoked().is_some() => Colleague::Never,
            None => Colleague::Unknown,
            Some(known) if known.revoked.is_some() || known.person == *self.me() => {
                Colleague::Never
            }
            Some(_) if self.book.is_server(enrolment) => Colleague::Never,
            Some(known) => Colleague::Known(known.key),
        }
    }

    /// The receipt that this device has given already, if a chain has not moved since.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn vouched_for(&self, seen: &SeenEnd) -> Result<Option<Record>, Failure> {
        let mut reaching = self.store.under(&Key::Receipts(seen.log), seen.news.0)?;
        reaching.retain(|given| given.envelope().log.enrolment == self.identity.enrolment);
        Ok(reaching.into_iter().max_by_key(|given| (given.envelope().log, given.envelope().seq)))
    }

    /// Vouches for what colleagues have shown: a receipt for each chain that has moved since the last one,
    /// all in one transaction.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn vouch(&mut self, seen: &[SeenEnd], now: &Now) -> Result<Vec<Record>, Failure> {
        let mut facts = Vec::new();
        for end in seen {
            if self.vouched_for(end)?.is_none() {
                let SeenEnd { log: of, through, boot, mono_ms, .. } = *end;
                let head = Some(end.head);
                let receipt =
                    Receipt { of, through, head, boot, mono_ms, holds: false, beside: None };
                facts.push(Fresh::open(RECEIPT_KIND, receipt.encode()));
            }
        }
        if facts.is_empty() { Ok(Vec::new()) } else { self.sign(facts, now) }
    }

    /// What a receipt of this device is worth: the server's newest word about its chain, which it cites.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn worth_of(&self, given: &Record) -> Result<Option<Record>, Failure> {
        let cited = self.store.records_with_ids(&given.envelope().anchors)?;
        Ok(cited.into_iter().find(|cited| self.book.is_server(&cited.envelope().log.enrolment)))
    }

    /// Takes a colleague's word about the own chain, with the server's that tells what his clock is worth.
    /// False for what says nothing new or nothing true: whatever a colleague sends, no more is kept than
    /// one receipt of his for each own record.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn take_word(
        &mut self,
        raw: RawRecord,
        proof: Option<RawRecord>,
        now: &Now,
    ) -> Result<bool, Failure> {
        let Ok(envelope) = raw.envelope() else { return Ok(false) };
        let giver = envelope.log.enrolment;
        let Colleague::Known(key) = self.colleague(&giver) else { return Ok(false) };
        let Ok(record) = raw.verify(&key) else { return Ok(false) };
        let Ok(Fact::Receipt(receipt)) = Fact::read(&record) else { return Ok(false) };
        if receipt.holds || receipt.of != self.log() || !self.is_own_end(&receipt, now)? {
            return Ok(false);
        }
        let reaching = self.store.under(&Key::Receipts(receipt.of), receipt.through.0)?;
        if reaching.iter().any(|given| given.envelope().log.enrolment == giver) {
            return Ok(false);
        }
        let proof = proof.and_then(|proof| self.proof_of(proof, &record));
        let both = [proof, Some(record)].into_iter().flatten();
        let raws = both.map(|record| Ok(record.raw().clone()));
        Ok(self.ingest(raws, &Source::Witness, now, |_| Ok(()))?.records > 0)
    }

    /// Takes what a colleague's word about the own chain is worth, when that word is there already. False
    /// for what says nothing new or nothing true.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn take_proof(
        &mut self,
        giver: EnrolmentId,
        proof: RawRecord,
        now: &Now,
    ) -> Result<bool, Failure> {
        let given = self.store.under(&Key::Receipts(self.log()), 0)?;
        let mut his = given.iter().filter(|given| given.envelope().log.enrolment == giver);
        let Some(proof) = his.find_map(|given| self.proof_of(proof.clone(), given)) else {
            return Ok(false);
        };
        let raws = [Ok(proof.raw().clone())];
        Ok(self.ingest(raws, &Source::Witness, now, |_| Ok(()))?.records > 0)
    }

    /// The server's receipt about a giver's chain, if his receipt cites it.
    fn proof_of(&self, proof: RawRecord, given: &Record) -> Option<Record> {
        let proof = proof.verify(&self.server_key()?).ok()?;
        let by_server = self.book.is_server(&proof.envelope().log.enrolment);
        let about_him = matches!(Fact::read(&proof), Ok(Fact::Receipt(receipt))
            if receipt.of.enrolment == given.envelope().log.enrolment);
        let cited = given.envelope().anchors.contains(&proof.id());
        (by_server && about_him && cited).then_some(proof)
    }

    /// Whether a receipt is about an end of the own chain, and this device's clock can have shown what it
    /// says, if anything: now, or before it was started again, and not before the record at that end.
    fn is_own_end(&self, receipt: &Receipt, now: &Now) -> Result<bool, Failure> {
        let Some(head) = receipt.head else { return Ok(false) };
        let held = self.store.record(&head)?;
        Ok(held.is_some_and(|held| {
            let held = held.envelope();
            let (signed, now) = (&held.stamp, &now.stamp);
            let since = receipt.boot == signed.boot;
            // A photo of a code that was under way says nothing about a clock.
            let shown = since || receipt.boot == now.boot || receipt.boot == NO_BOOT;
            let early = since && receipt.mono_ms < signed.mono_ms;
            let late = receipt.boot == now.boot && receipt.mono_ms > now.mono_ms;
            held.log == receipt.of && held.seq == receipt.through && shown && !early && !late
        }))
    }

    /// Gets to know a colleague whom the server has certified since the last exchange.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn meet(&mut self, certificate: RawRecord, now: &Now) -> Result<bool, Failure> {
        let Some(key) = self.server_key() else { return Ok(false) };
        let by_server = certificate
            .envelope()
            .is_ok_and(|envelope| self.book.is_server(&envelope.log.enrolment));
        let verified = certificate.verify(&key).ok().filter(|_| by_server);
        let certifies = |record: &Record| match Fact::read(record) {
            Ok(Fact::Enrolment(new)) => {
                self.colleague(&EnrolmentId::new(*new.id)) == Colleague::Unknown
            }
            _ => false,
        };
        let Some(record) = verified.filter(certifies) else { return Ok(false) };
        let taken = self.ingest([Ok(record.raw().clone())], &Source::Witness, now, |_| Ok(()))?;
        Ok(taken.company)
    }

    /// The server's certificate of this device, to show to who does not know it.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn certificate(&self) -> Result<Option<Record>, Failure> {
        let own = self.identity.enrolment;
        let company = self.store.under(&Key::Company, 0)?;
        Ok(company.into_iter().find(|record| {
            matches!(Fact::read(record), Ok(Fact::Enrolment(new)) if *new.id == *own.as_bytes())
                && self.book.is_server(&record.envelope().log.enrolment)
        }))
    }
}
