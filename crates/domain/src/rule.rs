//! The rulebook's ids: the product's vocabulary.

use std::fmt;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// A rule of the rulebook. Every ruling, refusal, alert and deadline names at least one.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule {
            $($(#[$doc])* $name,)*
        }

        impl Rule {
            /// Every rule that this version applies.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The id as the rulebook writes it.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Reads an id; `None` if this version does not apply such a rule.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|rule| rule.id() == id)
            }
        }
    };
}

rules! {
    /// One supervisor per fair.
    Fair01 = "FAIR-01",
    /// What is prepared is handed over seven days before.
    Fair03 = "FAIR-03",
    /// Nobody signs for another.
    Fair04 = "FAIR-04",
    /// Exhibits are kept count of, and the supervisor is liable for what is lost.
    Fair05 = "FAIR-05",
    /// Three sources of a lead.
    Fair06 = "FAIR-06",
    /// Everything handed in every day.
    Fair07 = "FAIR-07",
    /// Same-evening discussion, evaluation, dispatch to headquarters.
    Fair08 = "FAIR-08",
    /// Every card is evaluated.
    Fair09 = "FAIR-09",
    /// A leader countersigns all cards, never his own.
    Fair10 = "FAIR-10",
    /// Two kinds of leads.
    Fair11 = "FAIR-11",
    /// Somebody is appointed to collect what rivals do.
    Fair12 = "FAIR-12",
    /// A full report on rivals after the fair.
    Fair13 = "FAIR-13",
    /// Sequential, gap-free register.
    Fair18 = "FAIR-18",
    /// Roadshows of marketing, so many a month.
    Fair19 = "FAIR-19",
    /// Registers of visitors and calls, and the day's statistic of them.
    Fair20 = "FAIR-20",
    /// What a visitor said is entered the same day.
    Fair21 = "FAIR-21",
    /// Territory decides the competent authority.
    Own01 = "OWN-01",
    /// No hoarding.
    Own02 = "OWN-02",
    /// No favours: no lead goes from salesperson to salesperson.
    Own03 = "OWN-03",
    /// The company allots out-of-territory leads.
    Own04 = "OWN-04",
    /// The supervisor allots in-territory leads.
    Own05 = "OWN-05",
    /// The holder of the effective card is proposed first.
    Own06 = "OWN-06",
    /// Equal, open share of pooled files.
    Own07 = "OWN-07",
    /// Late hand-in forfeits.
    Own08 = "OWN-08",
    /// Registered by the company first, then allocated.
    Own09 = "OWN-09",
    /// What re-opens a final ruling.
    Own12 = "OWN-12",
    /// Every customer is the company's.
    Own13 = "OWN-13",
    /// What a leaver held goes back.
    Own14 = "OWN-14",
    /// A mentor answers for his trainee's cards.
    Own16 = "OWN-16",
    /// Assignment binds at once and is timed from delivery.
    Own19 = "OWN-19",
    /// The first signature counts.
    Dup01 = "DUP-01",
    /// What a duplicate is.
    Dup02 = "DUP-02",
    /// Helper duty.
    Dup03 = "DUP-03",
    /// Forged or privately altered cards, and what looks like it.
    Dup05 = "DUP-05",
    /// Time correction and backdating.
    Dup06 = "DUP-06",
    /// Tie-breaks.
    Dup07 = "DUP-07",
    /// Void cards drop out.
    Dup08 = "DUP-08",
    /// Duplicate of an existing customer.
    Dup09 = "DUP-09",
    /// Credit and ownership are two things.
    Dup10 = "DUP-10",
    /// One salesperson twice.
    Dup11 = "DUP-11",
    /// Fair class by annual usage.
    Cls01 = "CLS-01",
    /// Classify within one week.
    Fup01 = "FUP-01",
    /// The best salesperson of a fair.
    Kpi01 = "KPI-01",
    /// Headquarters appraises a fair's supervisor.
    Kpi02 = "KPI-02",
    /// Those who took part score marketing.
    Kpi03 = "KPI-03",
    /// What is taken out of the program is marked, logged and limited.
    Sec06 = "SEC-06",
    /// Facts are append-only and order-free.
    Syn02 = "SYN-02",
    /// Provisional, registered, final.
    Syn03 = "SYN-03",
    /// Competence at signing time.
    Syn04 = "SYN-04",
    /// What a device may hold.
    Syn05 = "SYN-05",
    /// Asked for offline, granted by the server.
    Syn06 = "SYN-06",
    /// A correction of a signed field waits for approval.
    Ord15 = "ORD-15",
    /// Nobody is penalised before he was heard; a person decides.
    Pen01 = "PEN-01",
    /// The harsher special rule displaces the milder general one.
    Pen04 = "PEN-04",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
