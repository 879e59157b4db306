//! The kinds of the product's records. Part of what is signed: never renamed.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $text;)*
        /// Every kind that this version writes, receipts aside.
        pub const ALL: &[&str] = &[$($text),*];
    };
}

kinds! {
    /// The company's founding: always the first record of the server's own chain.
    COMPANY = "company.founded";
    /// A person, or a new version of one.
    PERSON = "company.person";
    /// The territory table.
    TERRITORIES = "company.territories";
    /// The divisions.
    DIVISIONS = "company.divisions";
    /// A fair, or a new version of one.
    FAIR = "company.fair";
    /// An event.
    EVENT = "company.event";
    /// Days that are no working days.
    HOLIDAYS = "company.holidays";
    /// Parameters that change (SYN-08).
    PARAMETERS = "company.parameters";
    /// An enrolment's keys, certified by the server.
    ENROLMENT = "company.enrolment";
    /// An enrolment ends.
    REVOCATION = "company.revocation";
    /// The server's word that headquarters' entry in the book counts, and from when (SYN-04, SYN-06).
    ENDORSEMENT = "company.endorsed";
    /// The server's store came back from an earlier state: what it writes from here on is another chain.
    RESTORED = "company.restored";
    /// Headquarters erases what was written about a card (SEC-14).
    ERASURE = "company.erasure";
    /// An unsigned card. The newest of a card counts.
    DRAFT = "card.draft";
    /// A signed card.
    CARD = "card.signed";
    /// A tombstone with a reason (FAIR-18).
    WITHDRAWAL = "card.withdrawn";
    /// What somebody would have a signed card say (ORD-15); inert until it is approved.
    CORRECTION = "card.corrected";
    /// A leader approves a correction or rejects it (ORD-02, ORD-15).
    CORRECTION_DECISION = "card.correction_decided";
    /// A leader's countersignature (FAIR-10).
    COUNTERSIGN = "card.countersigned";
    /// The evening's judgement (FAIR-08, FAIR-09).
    EVALUATION = "card.evaluated";
    /// A change of a document about a card: what people write beside it. The content part is the change.
    NOTE = "card.noted";
    /// Whom an author lets read what he wrote about a card in confidence.
    CONFIDED = "card.confided";
    /// A helper opens his card, and what is written beside it, to whom he helps (DUP-03).
    NOTES_OPENED = "card.notes_opened";
    /// The server's official number (OWN-09).
    NUMBER = "card.numbered";
    /// The statement "this is all" (FAIR-07).
    HAND_IN = "day.handed_in";
    /// The sealed day package (FAIR-08).
    SEAL = "day.sealed";
    /// Every roster device has synced after the seal (SYN-03).
    ROSTER_COMPLETE = "day.roster_complete";
    /// An assignment (OWN-04, OWN-05).
    ASSIGNMENT = "customer.assigned";
    /// The new owner's laptop has the assignment (OWN-19).
    DELIVERY = "customer.delivered";
    /// A decision on a probable duplicate (DUP-02).
    IDENTITY = "customer.identity";
    /// A follow-up (B13).
    FOLLOW_UP = "customer.followed_up";
    /// A classification (CLS-01, FUP-01).
    CLASSIFICATION = "customer.classified";
    /// The server registers a ruling (SYN-03).
    REGISTRATION = "customer.registered";
    /// A decision on a case (OWN-12).
    CASE_DECISION = "case.decided";
    /// A party's appeal to headquarters against one.
    APPEAL = "case.appealed";
    /// A laptop no longer holds what the server took from it (SYN-05).
    PURGED = "device.purged";
    /// Cards that were signed from a list, or such cards taken back again (FAIR-06).
    IMPORTED = "list.imported";
    /// Cards that somebody took out of the program, as a file (SEC-06).
    EXPORTED = "list.exported";
    /// A record that was signed after a revocation is taken in all the same (SYN-04, SEC-09).
    ADOPTION = "record.adopted";
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
            CARD | WITHDRAWAL | HAND_IN | SEAL | ASSIGNMENT | DELIVERY | IDENTITY
            | CASE_DECISION | APPEAL | ADOPTION | CORRECTION | CORRECTION_DECISION => Self::Cards,
            _ => Self::Rest,
        }
    }
}
