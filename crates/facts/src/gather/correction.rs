//! Corrections of signed cards, and who approved them (ORD-02, ORD-15).

use domain::CardId;
use domain::card::{Act, Card};
use domain::correction::{self, Correction, CorrectionDecision, Made, Standing};
use ledger::Record;

use super::{Gather, signed_card};
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;

/// A correction with how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Corrected {
    /// Who would correct what.
    pub act: Act<Correction>,
    /// How it stands.
    pub standing: Standing,
    /// The card as its signer signed it.
    pub signed: Act<Card>,
}

/// Corrections of a card, and what was decided about them.
type Found = (Vec<Act<Correction>>, Vec<Act<CorrectionDecision>>);

impl<R: Records> Gather<'_, R> {
    /// Every correction of a card, in order of signing.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn corrections(&self, card: CardId) -> Result<Vec<Corrected>, R::Error> {
        let about = self.about(card)?;
        let Some((record, card)) = signed_card(&about) else { return Ok(Vec::new()) };
        let signed = self.act(record, card)?;
        let (mut corrections, decisions) = self.found(&about)?;
        corrections.sort_by_key(|act| (act.time.at, act.id));
        let company = &self.book.company;
        let stands = corrections.into_iter().map(|act| Corrected {
            standing: correction::standing(&act, &signed, &decisions, company),
            signed: signed.clone(),
            act,
        });
        Ok(stands.collect())
    }

    /// A signed card as it counts now; `None` where none is held.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn card(&self, card: CardId) -> Result<Option<Card>, R::Error> {
        self.counting(&self.about(card)?)
    }

    /// Makes the corrections of a card that were approved.
    pub(super) fn correct(
        &self,
        about: &[Record],
        signed: &mut Act<Card>,
    ) -> Result<Vec<Made>, R::Error> {
        // Version 1 of the rules knew of none. It is so of hardly any card.
        if self.rules < 2 || !about.iter().any(|record| record.kind() == kind::CORRECTION) {
            return Ok(Vec::new());
        }
        let (corrections, decisions) = self.found(about)?;
        Ok(correction::make(signed, &corrections, &decisions, &self.book.company))
    }

    /// A signed card as it counts now, among the records about it.
    pub(super) fn counting(&self, about: &[Record]) -> Result<Option<Card>, R::Error> {
        let Some((record, card)) = signed_card(about) else { return Ok(None) };
        if !about.iter().any(|record| record.kind() == kind::CORRECTION) {
            return Ok(Some(card));
        }
        let mut signed = self.act(record, card)?;
        self.correct(about, &mut signed)?;
        Ok(Some(signed.what))
    }

    /// What a card has said, and what it would say with each of its corrections.
    pub(super) fn versions(&self, card: CardId) -> Result<Vec<Card>, R::Error> {
        let corrections = self.corrections(card)?;
        let Some(first) = corrections.first() else { return Ok(Vec::new()) };
        let mut counted = first.signed.what.clone();
        let mut versions = vec![counted.clone()];
        for Corrected { act, standing, signed } in corrections {
            versions.push(act.what.made(&signed.what));
            if matches!(standing, Standing::Approved(_)) {
                counted = act.what.made(&counted);
                versions.push(counted.clone());
            }
        }
        Ok(versions)
    }

    fn found(&self, about: &[Record]) -> Result<Found, R::Error> {
        let (mut corrections, mut decisions) = Found::default();
        for record in about {
            match Fact::read(record) {
                Ok(Fact::Correction(correction)) => {
                    corrections.push(self.act(record, correction)?);
                }
                Ok(Fact::CorrectionDecision(decision)) => {
                    decisions.push(self.act(record, decision)?);
                }
                _ => {}
            }
        }
        Ok((corrections, decisions))
    }
}
