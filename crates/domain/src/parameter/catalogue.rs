//! What the rulebook says of each of its numbers (appendix K): default, unit, and which rule reads it.

use super::{BadParameter, Parameters};
use crate::time::TimeOfDay;

/// What a parameter is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The names say it.
pub enum Unit {
    Minutes,
    Hours,
    Days,
    WorkingDays,
    Months,
    Count,
    Percent,
    Yuan,
    TenThousandYuan,
    /// A time of day, `18:00`; `24:00` is the end of it.
    Time,
    /// Hours after the fair closes for the day, `close+2h`.
    AfterClose,
    /// One of a few words.
    Word,
}

impl Unit {
    /// Its name, for the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::WorkingDays => "workingDays",
            Self::Months => "months",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Yuan => "yuan",
            Self::TenThousandYuan => "tenThousandYuan",
            Self::Time => "time",
            Self::AfterClose => "afterClose",
            Self::Word => "word",
        }
    }
}

/// Why the default is what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// It stands in the company's texts.
    Text,
    /// The texts are read that way.
    Interpretation,
    /// The texts are silent.
    Invented,
}

impl Basis {
    /// Its letter in the rulebook.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Text => "T",
            Self::Interpretation => "I",
            Self::Invented => "D",
        }
    }
}

/// One parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The rulebook's name.
    pub name: &'static str,
    /// As the rulebook writes it; empty where the company has to say.
    pub default: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// The rule that reads it first.
    pub rule: &'static str,
    /// Why the default is what it is.
    pub basis: Basis,
}

const fn entry(
    name: &'static str,
    default: &'static str,
    unit: Unit,
    rule: &'static str,
    basis: Basis,
) -> Entry {
    Entry { name, default, unit, rule, basis }
}

/// Longer words than these are none of the rulebook's.
const WORD_CHARS_MAX: usize = 80;

/// No number of the rulebook is larger: a hundred years of days.
const NUMBER_MAX: i64 = 36_500;

/// Every parameter of the rulebook, in its order.
pub const CATALOGUE: &[Entry] = &[
    entry("fair.handover_days", "7", Unit::Days, "FAIR-03", Basis::Text),
    entry("fair.handin_deadline", "close+2h", Unit::AfterClose, "FAIR-07", Basis::Invented),
    entry("fair.seal_deadline", "24:00", Unit::Time, "FAIR-08", Basis::Text),
    entry("fair.assign_close_days", "1", Unit::Days, "OWN-05", Basis::Invented),
    entry("fair.intel_report_days", "7", Unit::Days, "FAIR-13", Basis::Invented),
    entry("capture.immediate_minutes", "30", Unit::Minutes, "FAIR-06", Basis::Invented),
    entry("hq.assign_days", "3wd", Unit::WorkingDays, "OWN-04", Basis::Invented),
    entry("lead.classify_days", "7", Unit::Days, "FUP-01", Basis::Text),
    entry("assign.delivery_cap_days", "3", Unit::Days, "OWN-19", Basis::Invented),
    entry("class.a", "50", Unit::TenThousandYuan, "CLS-01", Basis::Text),
    entry("class.b", "30", Unit::TenThousandYuan, "CLS-01", Basis::Text),
    entry("class.c", "10", Unit::TenThousandYuan, "CLS-01", Basis::Text),
    entry("class.unit", "wan", Unit::Word, "CLS-01", Basis::Interpretation),
    entry("grade.A", "100", Unit::TenThousandYuan, "CLS-02", Basis::Text),
    entry("grade.B", "50", Unit::TenThousandYuan, "CLS-02", Basis::Text),
    entry("grade.C", "10", Unit::TenThousandYuan, "CLS-02", Basis::Text),
    entry("dup.order_key", "capture_signature", Unit::Word, "DUP-01", Basis::Interpretation),
    entry("dup.tie_minutes", "5", Unit::Minutes, "DUP-06", Basis::Invented),
    entry("time.bounded_hours", "36", Unit::Hours, "DUP-06", Basis::Invented),
    entry("dup.handover_hours", "24", Unit::Hours, "DUP-03", Basis::Invented),
    entry("dup.help_days", "2", Unit::Days, "DUP-03", Basis::Invented),
    entry("dup.max_cards_per_10min", "15", Unit::Count, "DUP-05", Basis::Invented),
    entry("alloc.equal_scope", "pool", Unit::Word, "OWN-07", Basis::Interpretation),
    entry("fup.sms_limit", "3", Unit::Count, "FUP-02", Basis::Text),
    entry("fup.sms_channels", "sms", Unit::Word, "FUP-02", Basis::Text),
    entry("fup.sms_scope", "all", Unit::Word, "FUP-02", Basis::Interpretation),
    entry("void.grace_hours", "72", Unit::Hours, "FUP-02", Basis::Invented),
    entry("void.recapture_days", "30", Unit::Days, "FUP-02", Basis::Invented),
    entry("lapse.months", "3", Unit::Months, "FUP-04", Basis::Text),
    entry("lapse.mode", "any", Unit::Word, "FUP-04", Basis::Interpretation),
    entry(
        "service.kinds",
        "visit,event_attended,meeting,phone_connected",
        Unit::Word,
        "FUP-04",
        Basis::Interpretation,
    ),
    entry("lapse.report_hours", "24", Unit::Hours, "FUP-05", Basis::Interpretation),
    entry("lapse.director_days", "2wd", Unit::WorkingDays, "FUP-06", Basis::Invented),
    entry("contact.important", "1/month", Unit::Word, "FUP-03", Basis::Text),
    entry("contact.general", "1/quarter", Unit::Word, "FUP-03", Basis::Text),
    entry("contact.potential_days", "90", Unit::Days, "FUP-03", Basis::Invented),
    entry("track.check_days", "7", Unit::Days, "FUP-09", Basis::Invented),
    entry("box.cutoff", "18:00", Unit::Time, "INV-01", Basis::Text),
    entry("box.window_days", "7", Unit::Days, "INV-01", Basis::Text),
    entry("box.open", "20:00", Unit::Time, "INV-05", Basis::Invented),
    entry("box.return", "08:30", Unit::Time, "INV-05", Basis::Invented),
    entry("box.late_policy", "next_day", Unit::Word, "INV-05", Basis::Interpretation),
    entry("box.first_division", "", Unit::Word, "INV-02", Basis::Text),
    entry("fst.sheet_hours", "24", Unit::Hours, "FST-02", Basis::Invented),
    entry("refuse.fine", "100", Unit::Yuan, "FST-03", Basis::Text),
    entry("refuse.strikes", "3", Unit::Count, "FST-03", Basis::Text),
    entry("refuse.window_months", "unlimited", Unit::Word, "FST-03", Basis::Interpretation),
    entry("order.redate_fields", "all", Unit::Word, "ORD-03", Basis::Text),
    entry("stock.max_age_hours", "4", Unit::Hours, "ORD-05", Basis::Invented),
    entry("vip.demote_days", "5", Unit::Days, "VIP-02", Basis::Text),
    entry("vip.report_hours", "24", Unit::Hours, "VIP-03", Basis::Invented),
    entry("visit.daily_deadline", "24:00", Unit::Time, "VIS-04", Basis::Text),
    entry("visit.monthly_day", "3", Unit::Count, "VIS-05", Basis::Invented),
    entry("visit.freq", "", Unit::Word, "VIS-03", Basis::Text),
    entry("urgent.hours", "4", Unit::Hours, "VIS-06", Basis::Invented),
    entry("tech.per_region", "1..2", Unit::Word, "VIS-08", Basis::Text),
    entry("gift.receipt_days", "7", Unit::Days, "GFT-03", Basis::Invented),
    entry("gift.penalty_factor", "10", Unit::Count, "GFT-03", Basis::Text),
    entry("referral.mode", "points", Unit::Word, "GFT-05", Basis::Text),
    entry("cmp.contact_hours", "2", Unit::Hours, "CMP-06", Basis::Text),
    entry("cmp.reply_hours", "24", Unit::Hours, "CMP-06", Basis::Text),
    entry("cmp.plan_days", "1", Unit::Days, "CMP-06", Basis::Text),
    entry("cmp.report_days", "3", Unit::Days, "CMP-06", Basis::Text),
    entry("cmp.close_days", "7", Unit::Days, "CMP-06", Basis::Text),
    entry("cmp.recheck_days", "15", Unit::Days, "CMP-06", Basis::Text),
    entry("cmp.collective", "5", Unit::Count, "CMP-02", Basis::Text),
    entry("cmp.collective_hours", "48", Unit::Hours, "CMP-02", Basis::Invented),
    entry("cmp.fine", "200..1500", Unit::Word, "CMP-06", Basis::Text),
    entry("eval.omission_fine", "100", Unit::Yuan, "FAIR-09", Basis::Text),
    entry("pen.hearing_days", "3", Unit::WorkingDays, "PEN-01", Basis::Invented),
    entry("report.error_fine", "50", Unit::Yuan, "RPT-06", Basis::Text),
    entry("roadshow.per_month", "4", Unit::Count, "FAIR-19", Basis::Text),
    entry("ka.leave_by", "09:00", Unit::Time, "KAM-01", Basis::Text),
    entry("bonus.individual", "80", Unit::Percent, "KPI-01", Basis::Text),
    entry("bonus.team", "20", Unit::Percent, "KPI-01", Basis::Text),
    entry("champion.extra", "10", Unit::Percent, "KPI-01", Basis::Text),
    entry("spotcheck.percent", "5", Unit::Percent, "VIS-10", Basis::Invented),
    entry("ruling.final_hours", "72", Unit::Hours, "SYN-03", Basis::Invented),
    entry("late.accept_days", "30", Unit::Days, "SYN-04", Basis::Invented),
    entry("award.close_days", "10", Unit::Days, "KPI-01", Basis::Invented),
    entry("appraisal.days", "14", Unit::Days, "KPI-02", Basis::Invented),
    entry("appraisal.packages", "30", Unit::Count, "KPI-02", Basis::Invented),
    entry("appraisal.evaluation", "15", Unit::Count, "KPI-02", Basis::Invented),
    entry("appraisal.loss", "20", Unit::Count, "KPI-02", Basis::Invented),
    entry("appraisal.allotment", "15", Unit::Count, "KPI-02", Basis::Invented),
    entry("appraisal.intel", "10", Unit::Count, "KPI-02", Basis::Invented),
    entry("appraisal.quality", "10", Unit::Count, "KPI-02", Basis::Invented),
    entry("score.close_days", "3", Unit::Days, "KPI-03", Basis::Invented),
    entry("score.raters_min", "3", Unit::Count, "KPI-03", Basis::Invented),
    entry("score.late_points", "10", Unit::Count, "KPI-03", Basis::Invented),
    entry("helper.share", "0", Unit::Percent, "DUP-03", Basis::Interpretation),
    entry("lock.minutes", "10", Unit::Minutes, "SEC-03", Basis::Invented),
    entry("export.limit", "50", Unit::Count, "SEC-06", Basis::Invented),
    entry("lease.days", "14", Unit::Days, "SEC-04", Basis::Invented),
    entry("retention.months", "36", Unit::Months, "SEC-01", Basis::Invented),
    entry("file.review_days", "180", Unit::Days, "CLS-06", Basis::Invented),
    entry("kam.price_tolerance", "2", Unit::Percent, "KAM-01", Basis::Invented),
];

impl Entry {
    /// What is said of a parameter; `None` for a name that the rulebook does not have.
    pub fn of(name: &str) -> Option<&'static Self> {
        CATALOGUE.iter().find(|entry| entry.name == name)
    }

    /// Whether this version of the rules reads it. The others are kept for those that do.
    pub fn is_read(&self) -> bool {
        Parameters::READ.contains(&self.name)
    }

    /// Whether a value can be taken.
    ///
    /// # Errors
    /// [`BadParameter`] saying why not.
    pub fn check(&self, value: &str) -> Result<(), BadParameter> {
        let name = self.name.to_owned();
        let bad = || BadParameter::NotANumber { name: name.clone(), value: value.to_owned() };
        let text = value.trim();
        let good = match self.unit {
            Unit::Word => (1..=WORD_CHARS_MAX).contains(&text.chars().count()),
            Unit::Time => text == "24:00" || TimeOfDay::parse(text).is_some(),
            Unit::AfterClose => text
                .strip_prefix("close+")
                .and_then(|rest| rest.strip_suffix('h'))
                .is_some_and(|hours| is_number(hours, 24)),
            Unit::WorkingDays => is_number(text.strip_suffix("wd").unwrap_or(text), NUMBER_MAX),
            Unit::Percent => is_number(text.strip_suffix('%').unwrap_or(text), 100),
            _ => is_number(text, NUMBER_MAX),
        };
        if good { Ok(()) } else { Err(bad()) }
    }
}

fn is_number(text: &str, max: i64) -> bool {
    let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    digits && text.parse().is_ok_and(|number: i64| (0..=max).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::super::KEPT;
    use super::{CATALOGUE, Entry, Parameters};

    #[test]
    fn the_catalogue_names_every_parameter_that_can_be_set_and_no_other() {
        for entry in CATALOGUE {
            assert!(entry.is_read() || KEPT.contains(&entry.name), "{}", entry.name);
        }
        for name in Parameters::READ.iter().chain(KEPT) {
            assert!(Entry::of(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_default_can_be_taken_and_is_what_the_rules_begin_with() {
        for entry in CATALOGUE.iter().filter(|entry| !entry.default.is_empty()) {
            assert_eq!(entry.check(entry.default), Ok(()), "{}", entry.name);
        }
        let mut set = Parameters::default();
        for entry in CATALOGUE.iter().filter(|entry| entry.is_read()) {
            set.set(entry.name, entry.default).unwrap();
        }
        assert_eq!(set, Parameters::default());
    }

    #[test]
    fn what_is_no_value_of_its_unit_is_refused() {
        for (name, bad) in [
            ("dup.tie_minutes", "five"),
            ("dup.tie_minutes", "-5"),
            ("dup.tie_minutes", ""),
            ("lapse.months", "99999999"),
            ("box.cutoff", "25:00"),
            ("fair.handin_deadline", "18:00"),
            ("hq.assign_days", "wd"),
            ("champion.extra", "101"),
            ("lapse.mode", " "),
        ] {
            assert!(Entry::of(name).unwrap().check(bad).is_err(), "{name} {bad}");
        }
        assert_eq!(Entry::of("hq.assign_days").unwrap().check("5"), Ok(()));
    }
}
