//! The rulebook's numbers (appendix K). Versioned facts: a ruling uses those in force at the event's
//! time (SYN-08).

pub mod catalogue;

use std::collections::BTreeMap;

use thiserror::Error;

macro_rules! parameters {
    ($($(#[$doc:meta])* $field:ident = $name:literal, $default:expr;)*) => {
        /// All numbers that this version of the rules reads.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct Parameters {
            $($(#[$doc])* pub $field: i64,)*
            others: BTreeMap<String, String>,
        }

        impl Default for Parameters {
            fn default() -> Self {
                Self { $($field: $default,)* others: BTreeMap::new() }
            }
        }

        impl Parameters {
            /// A value that is kept as text, if one was set.
            pub fn text(&self, name: &str) -> Option<&str> {
                self.others.get(name).map(String::as_str)
            }

            /// The names of the numbers that this version reads.
            pub const READ: &[&str] = &[$($name),*];

            /// Sets a parameter by its rulebook name. Parameters of rules that this version does not
            /// apply are kept as text.
            ///
            /// # Errors
            /// [`BadParameter`] for a name that the rulebook does not have, or a value that is no number
            /// where one is needed.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), BadParameter> {
                match name {
                    $($name => {
                        self.$field = number(value).ok_or_else(|| BadParameter::NotANumber {
                            name: name.to_owned(), value: value.to_owned(),
                        })?;
                    })*
                    other if KEPT.contains(&other) => {
                        self.others.insert(other.to_owned(), value.to_owned());
                    }
                    other => return Err(BadParameter::Unknown { name: other.to_owned() }),
                }
                Ok(())
            }
        }
    };
}

parameters! {
    /// Hours after closing by which every signed card is handed in (FAIR-07).
    handin_hours = "fair.handin_deadline", 2;
    /// Days after the last fair day for which the supervisor may still assign (OWN-05).
    assign_close_days = "fair.assign_close_days", 1;
    /// Days after the last fair day within which the report on rivals is due (FAIR-13).
    intel_report_days = "fair.intel_report_days", 7;
    /// Minutes between the end of a talk and its signature (FAIR-06).
    capture_immediate_minutes = "capture.immediate_minutes", 30;
    /// Working days for headquarters to allot an out-of-territory lead (OWN-04).
    hq_assign_days = "hq.assign_days", 3;
    /// Days for the owner to classify (FUP-01).
    classify_days = "lead.classify_days", 7;
    /// Days after issue at which an assignment counts as delivered (OWN-19).
    delivery_cap_days = "assign.delivery_cap_days", 3;
    /// Minutes within which signatures are one tie set (DUP-06).
    tie_minutes = "dup.tie_minutes", 5;
    /// Hours that an interval of evidence may span and still be bounded (DUP-06).
    bounded_hours = "time.bounded_hours", 36;
    /// Cards that somebody can have written down in ten minutes; more are looked at (DUP-05).
    max_cards_per_10min = "dup.max_cards_per_10min", 15;
    /// Hours within which a helper opens his notes (DUP-03).
    handover_hours = "dup.handover_hours", 24;
    /// Calendar months without service after which a customer is open (FUP-04).
    lapse_months = "lapse.months", 3;
    /// Hours from registration to finality (SYN-03).
    final_hours = "ruling.final_hours", 72;
    /// Days within which an act signed before a revocation may still arrive (SYN-04).
    late_accept_days = "late.accept_days", 30;
    /// Annual usage of class a, 万元 (CLS-01).
    class_a = "class.a", 50;
    /// Annual usage of class b, 万元 (CLS-01).
    class_b = "class.b", 30;
    /// Annual usage of class c, 万元 (CLS-01).
    class_c = "class.c", 10;
    /// Minutes without a key press after which the window locks (SEC-03).
    lock_minutes = "lock.minutes", 10;
    /// Records that somebody who manages nobody may take out of the program in a day (SEC-06).
    export_limit = "export.limit", 50;
    /// Days without contact after which a laptop shows nobody else's customers (SEC-04).
    lease_days = "lease.days", 14;
    /// Calendar months without anything said about a customer after which headquarters is asked whether to
    /// erase it (SEC-01).
    retention_months = "retention.months", 36;
    /// Yuan for the omitted judgement of one person's cards on one evening (FAIR-09).
    omission_fine = "eval.omission_fine", 100;
    /// Roadshows that a marketing specialist holds in a month (FAIR-19).
    roadshow_per_month = "roadshow.per_month", 4;
    /// Working days in which somebody may speak who was told of a proposal; then he has declined (PEN-01).
    hearing_days = "pen.hearing_days", 3;
    /// Days after a fair until which its award takes in what is said (KPI-01).
    award_close_days = "award.close_days", 10;
    /// Calendar days before the first day of exhibition by which everything is handed over (FAIR-03).
    handover_days = "fair.handover_days", 7;
    /// Days after a fair within which headquarters appraises its supervisor (KPI-02, E11).
    appraisal_days = "appraisal.days", 14;
    /// Points for packages in time (KPI-02).
    appraisal_packages = "appraisal.packages", 30;
    /// Points for judging every card (KPI-02).
    appraisal_evaluation = "appraisal.evaluation", 15;
    /// Points for losing nothing (KPI-02).
    appraisal_loss = "appraisal.loss", 20;
    /// Points for assigning in time (KPI-02).
    appraisal_allotment = "appraisal.allotment", 15;
    /// Points for the report on rivals (KPI-02).
    appraisal_intel = "appraisal.intel", 10;
    /// Points for the team's share of customers of classes a to c and special (KPI-02).
    appraisal_quality = "appraisal.quality", 10;
    /// Days after a fair until which those who took part score marketing (KPI-03).
    score_close_days = "score.close_days", 3;
    /// Below so many who scored, nothing is shown (KPI-03).
    score_raters_min = "score.raters_min", 3;
    /// Points that marketing loses for each day of a late hand-over (KPI-03).
    score_late_points = "score.late_points", 10;
}

/// Parameters of rules that later versions apply: accepted and kept, so that a company file may name
/// them today.
const KEPT: &[&str] = &[
    "fair.seal_deadline",
    "grade.A",
    "grade.B",
    "grade.C",
    "dup.order_key",
    "dup.help_days",
    "alloc.equal_scope",
    "fup.sms_limit",
    "fup.sms_channels",
    "fup.sms_scope",
    "void.grace_hours",
    "void.recapture_days",
    "lapse.mode",
    "service.kinds",
    "lapse.report_hours",
    "lapse.director_days",
    "contact.important",
    "contact.general",
    "contact.potential_days",
    "track.check_days",
    "box.cutoff",
    "box.window_days",
    "box.open",
    "box.return",
    "box.late_policy",
    "box.first_division",
    "fst.sheet_hours",
    "refuse.fine",
    "refuse.strikes",
    "refuse.window_months",
    "order.redate_fields",
    "stock.max_age_hours",
    "vip.demote_days",
    "vip.report_hours",
    "visit.daily_deadline",
    "visit.monthly_day",
    "visit.freq",
    "urgent.hours",
    "tech.per_region",
    "gift.receipt_days",
    "gift.penalty_factor",
    "referral.mode",
    "cmp.contact_hours",
    "cmp.reply_hours",
    "cmp.plan_days",
    "cmp.report_days",
    "cmp.close_days",
    "cmp.recheck_days",
    "cmp.collective",
    "cmp.collective_hours",
    "cmp.fine",
    "report.error_fine",
    "ka.leave_by",
    "bonus.individual",
    "bonus.team",
    "champion.extra",
    "spotcheck.percent",
    "helper.share",
    "file.review_days",
    "kam.price_tolerance",
    "class.unit",
];

/// The number in a value as the rulebook writes it: `36`, `close+2h`, `3wd`.
fn number(value: &str) -> Option<i64> {
    let digits = value.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// A parameter that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum BadParameter {
    /// The rulebook has no parameter of this name.
    #[error("the rulebook has no parameter {name}")]
    Unknown {
        /// As given.
        name: String,
    },
    /// The rule needs a number.
    #[error("{name} needs a whole number, not {value:?}")]
    NotANumber {
        /// The parameter.
        name: String,
        /// As given.
        value: String,
    },
}
