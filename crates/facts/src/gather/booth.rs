//! What was written at the booth beside the cards: the notebook, the register, the report (FAIR-12 to FAIR-14,
//! FAIR-20).

use domain::FairId;
use domain::card::Act;
use domain::fair::entry::{Entry, Written, entries};
use domain::fair::reception::{Reception, Statement, Told};
use domain::fair::report::{Report, Words};
use domain::fair::rivals::Sighting;
use ledger::{Record, WhichPart};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;
use crate::payload::{ReceptionContent, ReportContent, RivalContent};

impl<R: Records> Gather<'_, R> {
    /// What was noted about rivals at a fair, as far as it is held: every participant may (FAIR-12).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn rivals_noted(&self, fair: &FairId) -> Result<Vec<Entry<Sighting>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::Rival { note, .. } => Some(with_text(record, note, RivalContent::decode, told)),
            _ => None,
        };
        let acts = self.acts_of_fair(fair, kind::RIVAL, read)?;
        Ok(entries(acts.into_iter().filter(|act| self.took_part(act, fair))))
    }

    /// The register of visitors and calls of a fair, as far as it is held. Whoever receives somebody fills it in
    /// himself (FAIR-04, FAIR-20).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn receptions(&self, fair: &FairId) -> Result<Vec<Entry<Reception>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::Reception { line, .. } => {
                Some(with_text(record, line, ReceptionContent::decode, received))
            }
            _ => None,
        };
        let acts = self.acts_of_fair(fair, kind::RECEPTION, read)?;
        Ok(entries(acts.into_iter().filter(|act| self.took_part(act, fair))))
    }

    /// The statistics of a fair's days that count: by its supervisor.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn registers_signed(&self, fair: &FairId) -> Result<Vec<Act<Statement>>, R::Error> {
        let read = |_: &Record, fact| match fact {
            Fact::RegisterSigned(statement) => Some(statement),
            _ => None,
        };
        let acts = self.acts_of_fair(fair, kind::REGISTER_SIGNED, read)?;
        Ok(acts.into_iter().filter(|act| self.by_supervisor(act, fair)).collect())
    }

    /// The reports about a fair that count: by its supervisor.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn fair_reports(&self, fair: &FairId) -> Result<Vec<Act<Report>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::Report(report) => {
                let content = record.part(WhichPart::Content).and_then(ReportContent::decode);
                Some(Report { words: content.map(words).unwrap_or_default(), ..report })
            }
            _ => None,
        };
        let acts = self.acts_of_fair(fair, kind::REPORT, read)?;
        Ok(acts.into_iter().filter(|act| self.by_supervisor(act, fair)).collect())
    }

    /// The acts of one kind about a fair as a whole, in order of signing: by time, and what one laptop signed in
    /// one moment as its chain has it.
    pub(super) fn acts_of_fair<T>(
        &self,
        fair: &FairId,
        kind: &str,
        read: impl Fn(&Record, Fact) -> Option<T>,
    ) -> Result<Vec<Act<T>>, R::Error> {
        let mut acts = Vec::new();
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            if record.kind() != kind {
                continue;
            }
            let Some(what) = Fact::read(&record).ok().and_then(|fact| read(&record, fact)) else {
                continue;
            };
            let (log, seq) = (record.envelope().log, record.envelope().seq);
            acts.push((log, seq, self.act(&record, what)?));
        }
        acts.sort_by_key(|(log, seq, act)| (act.time.at, *log, *seq, act.id));
        Ok(acts.into_iter().map(|(_, _, act)| act).collect())
    }

    fn took_part<T>(&self, act: &Act<T>, fair: &FairId) -> bool {
        let fair = self.book.company.fair(fair, act.time.at);
        !act.after_revocation && fair.is_some_and(|fair| fair.has(&act.by))
    }

    /// By whoever supervised a fair when he signed it.
    pub(super) fn by_supervisor<T>(&self, act: &Act<T>, fair: &FairId) -> bool {
        !act.after_revocation && self.book.company.supervises(&act.by, fair, act.time.at)
    }
}

/// Puts the texts of a record's content part into what its ranking part says, if they are held.
fn with_text<T, C>(
    record: &Record,
    written: Written<T>,
    decode: impl Fn(&[u8]) -> Option<C>,
    put: impl Fn(T, C) -> T,
) -> Written<T> {
    match record.part(WhichPart::Content).and_then(decode) {
        Some(content) => Written { what: put(written.what, content), ..written },
        None => written,
    }
}

fn told(sighting: Sighting, content: RivalContent) -> Sighting {
    let RivalContent { rival, what, evidence, photo } = content;
    Sighting { rival, what, evidence, photo: photo.map(|hash| *hash), ..sighting }
}

fn received(reception: Reception, content: ReceptionContent) -> Reception {
    let told = Told {
        name: content.name,
        company: content.company,
        phone: content.phone,
        matter: content.matter,
        opinions: content.opinions,
        needs: content.needs,
        key_points: content.key_points,
        answer: content.answer,
    };
    Reception { told, ..reception }
}

fn words(content: ReportContent) -> Words {
    Words {
        conclusions: content.conclusions,
        overall: content.overall,
        strength: content.strength,
        information: content.information,
        rivals: content.rivals,
    }
}
