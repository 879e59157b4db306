//! What is proposed that somebody answer for, and what is said to it.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// What a proposal is about.
    Matter {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// The offence by name.
        2 offence: String,
        /// Who is to answer for it.
        3 person: String,
        /// Whose cards it is about, where it is about one colleague's.
        4 about: Option<String>,
    }
    /// A proposal was explained to the person concerned; what was said to him is the content part, a
    /// [`super::Remark`].
    PenaltyTold {
        /// Which.
        0 matter: Matter,
        /// `written`, `spoken`; nothing in records from before it was asked.
        1 way: Option<String>,
    }
    /// The laptop of the person concerned has what was explained to him.
    PenaltyDelivered {
        /// About which.
        0 matter: Matter,
        /// The record that explains it.
        1 told: RecordBytes,
    }
    /// What he says to it is the content part, a [`super::Remark`].
    PenaltyHeard {
        /// To which.
        0 matter: Matter,
        /// He does not want to say anything.
        1 declines: bool,
    }
    /// A decision on a proposal; why is the content part, a [`super::Remark`].
    PenaltyDecided {
        /// On which.
        0 matter: Matter,
        /// `uphold`, `waive`, `milder`.
        1 verdict: String,
        /// How much instead, in yuan.
        2 amount: Option<i64>,
        /// The cards that it was about.
        3 seen: Vec<CardBytes>,
    }
}
