//! The kinds of the product's records. Part of what is signed: never renamed.

/// The company's founding: always the first record of the server's own chain.
pub const COMPANY: &str = "company.founded";
/// A person, or a new version of one.
pub const PERSON: &str = "company.person";
/// The territory table.
pub const TERRITORIES: &str = "company.territories";
/// The divisions.
pub const DIVISIONS: &str = "company.divisions";
/// A fair, or a new version of one.
pub const FAIR: &str = "company.fair";
/// An event.
pub const EVENT: &str = "company.event";
/// Days that are no working days.
pub const HOLIDAYS: &str = "company.holidays";
/// Parameters that change (SYN-08).
pub const PARAMETERS: &str = "company.parameters";
/// An enrolment's keys, certified by the server.
pub const ENROLMENT: &str = "company.enrolment";
/// An enrolment ends.
pub const REVOCATION: &str = "company.revocation";
/// The server's word that headquarters' entry in the book counts, and from when (SYN-04, SYN-06).
pub const ENDORSEMENT: &str = "company.endorsed";
/// The server's store came back from an earlier state: what it writes from here on is another chain.
pub const RESTORED: &str = "company.restored";
/// Headquarters erases what was written about a card (SEC-14).
pub const ERASURE: &str = "company.erasure";
/// An unsigned card. The newest of a card counts.
pub const DRAFT: &str = "card.draft";
/// A signed card.
pub const CARD: &str = "card.signed";
/// A tombstone with a reason (FAIR-18).
pub const WITHDRAWAL: &str = "card.withdrawn";
/// What somebody would have a signed card say (ORD-15); inert until it is approved.
pub const CORRECTION: &str = "card.corrected";
/// A leader approves a correction or rejects it (ORD-02, ORD-15).
pub const CORRECTION_DECISION: &str = "card.correction_decided";
/// The supervisor's certificate that cards came late for a good reason (OWN-08).
pub const EXCUSE: &str = "card.excused";
/// A leader's countersignature (FAIR-10).
pub const COUNTERSIGN: &str = "card.countersigned";
/// The evening's judgement (FAIR-08, FAIR-09).
pub const EVALUATION: &str = "card.evaluated";
/// A change of a document about a card: what people write beside it. The content part is the change.
pub const NOTE: &str = "card.noted";
/// Whom an author lets read what he wrote about a card in confidence.
pub const CONFIDED: &str = "card.confided";
/// A helper opens his card, and what is written beside it, to whom he helps (DUP-03).
pub const NOTES_OPENED: &str = "card.notes_opened";
/// The server's official number (OWN-09).
pub const NUMBER: &str = "card.numbered";
/// The statement "this is all" (FAIR-07).
pub const HAND_IN: &str = "day.handed_in";
/// The sealed day package (FAIR-08).
pub const SEAL: &str = "day.sealed";
/// The evening's discussion: who took part (FAIR-08, OWN-05).
pub const DISCUSSION: &str = "fair.discussed";
/// A pool that was dealt in equal, open shares (OWN-07). Each card's part of it is an assignment.
pub const DEAL: &str = "fair.dealt";
/// Headquarters' word on a package that was sealed in time and came late (FAIR-08, J5).
pub const PACKAGE_EXCUSED: &str = "fair.package_excused";
/// Somebody in office explained a proposal to the person concerned (PEN-01).
pub const PENALTY_TOLD: &str = "fair.penalty_told";
/// The laptop of the person concerned has what was explained to him (PEN-01).
pub const PENALTY_DELIVERED: &str = "fair.penalty_delivered";
/// What the person concerned says to a proposal (PEN-01).
pub const PENALTY_HEARD: &str = "fair.heard";
/// What headquarters decided about one (PEN-01).
pub const PENALTY_DECIDED: &str = "fair.penalty_decided";
/// An entry in the notebook about rivals, or a new version of one (FAIR-12).
pub const RIVAL: &str = "fair.rival_noted";
/// A line of the register of visitors and calls, or a new version of one (FAIR-20).
pub const RECEPTION: &str = "fair.received_visitor";
/// The manager's signature under a day's statistic of visitors and calls (FAIR-20).
pub const REGISTER_SIGNED: &str = "fair.register_signed";
/// The report after the fair (FAIR-13, E8, E9).
pub const REPORT: &str = "fair.reported";
/// A version of an item on marketing's lists (FAIR-02).
pub const ITEM: &str = "fair.item";
/// Marketing offers what it prepared (FAIR-03).
pub const OFFER: &str = "fair.offered";
/// The supervisor receives it (FAIR-04).
pub const RECEIVED: &str = "fair.received";
/// Somebody gives exhibits to another (FAIR-05).
pub const CUSTODY_GIVEN: &str = "fair.custody_given";
/// The other signs for them (FAIR-05).
pub const CUSTODY_TAKEN: &str = "fair.custody_taken";
/// Somebody's exhibits were counted (FAIR-05).
pub const EXHIBITS_COUNTED: &str = "fair.exhibits_counted";
/// What somebody says to a loss, or how headquarters closes it (FAIR-05).
pub const INCIDENT_SAID: &str = "fair.incident_said";
/// A roadshow, or a new version of one (FAIR-19).
pub const ROADSHOW: &str = "fair.roadshow";
/// What somebody says to a roadshow's spending (FAIR-19).
pub const ROADSHOW_WORD: &str = "fair.roadshow_word";
/// How everybody's cards of a fair count for its award (KPI-01).
pub const AWARD_STATED: &str = "fair.award_stated";
/// Headquarters appraises the fair's supervisor (KPI-02, E11).
pub const APPRAISED: &str = "fair.supervisor_appraised";
/// One participant scores marketing (KPI-03, E10): never to marketing.
pub const MARKETING_SCORED: &str = "fair.marketing_scored";
/// What all of them said together (KPI-03).
pub const MARKETING_RATED: &str = "fair.marketing_rated";
/// Every roster device has synced after the seal (SYN-03).
pub const ROSTER_COMPLETE: &str = "day.roster_complete";
/// An assignment (OWN-04, OWN-05).
pub const ASSIGNMENT: &str = "customer.assigned";
/// The new owner's laptop has the assignment (OWN-19).
pub const DELIVERY: &str = "customer.delivered";
/// A decision on a probable duplicate (DUP-02).
pub const IDENTITY: &str = "customer.identity";
/// A follow-up (B13).
pub const FOLLOW_UP: &str = "customer.followed_up";
/// A classification (CLS-01, FUP-01).
pub const CLASSIFICATION: &str = "customer.classified";
/// The server registers a ruling (SYN-03).
pub const REGISTRATION: &str = "customer.registered";
/// A decision on a case (OWN-12).
pub const CASE_DECISION: &str = "case.decided";
/// A party's appeal to headquarters against one.
pub const APPEAL: &str = "case.appealed";
/// A laptop no longer holds what the server took from it (SYN-05).
pub const PURGED: &str = "device.purged";
/// Cards that were signed from a list, or such cards taken back again (FAIR-06).
pub const IMPORTED: &str = "list.imported";
/// Cards that somebody took out of the program, as a file (SEC-06).
pub const EXPORTED: &str = "list.exported";
/// A record that was signed after a revocation is taken in all the same (SYN-04, SEC-09).
pub const ADOPTION: &str = "record.adopted";

/// Whether a record is about a fair as a whole, and goes to a circle ([`crate::Fact::about_fair`]): the names of
/// all of these begin alike, so that nobody need read a record to know.
pub fn is_of_fair(kind: &str) -> bool {
    kind.starts_with("fair.")
}

/// What goes first when a line is slow or may break (SYN-10). Facts about the company are told before
/// all of these, because keys and rosters are among them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Importance {
    /// Cards and day packages, with what decides whose they are.
    Cards,
    /// Everything else.
    Rest,
}

impl Importance {
    /// The importance of a kind; one from the future waits its turn.
    pub fn of(kind: &str) -> Self {
        match kind {
            CARD | WITHDRAWAL | HAND_IN | SEAL | ASSIGNMENT | DELIVERY | IDENTITY | EXCUSE
            | DEAL | CASE_DECISION | APPEAL | ADOPTION | CORRECTION | CORRECTION_DECISION => {
                Self::Cards
            }
            _ => Self::Rest,
        }
    }
}
