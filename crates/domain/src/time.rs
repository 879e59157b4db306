//! Instants, days and deadlines. The local time zone of a fair decides every "day" (rulebook §0).

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

/// Milliseconds since 1970 UTC. Never read from a clock here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(pub i64);

impl Instant {
    /// This many milliseconds later; saturates.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this.
    pub fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This many minutes later.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes.saturating_mul(60_000))
    }

    /// This many hours later.
    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }
}

/// A calendar day in the company's zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Reads `2026-03-12`.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// This many days later.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.checked_add(days.clamp(-400_000, 400_000).days()).unwrap_or(self.0))
    }

    /// Calendar days from `earlier` to this; negative where this comes first.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_hours() / 24
    }

    fn is_weekend(self) -> bool {
        self.0.weekday().to_monday_zero_offset() >= 5
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A wall-clock time of day, to the minute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TimeOfDay(Time);

impl TimeOfDay {
    /// Reads `17:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok().map(Self)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// A time zone, by its IANA name. The database is compiled in, so every device agrees.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with this IANA name.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The day that an instant falls on here.
    pub fn day(&self, at: Instant) -> Day {
        Day(self.timestamp(at).to_zoned(self.0.clone()).date())
    }

    /// The hour of the day that an instant falls into here, 0 to 23.
    pub fn hour(&self, at: Instant) -> u8 {
        u8::try_from(self.timestamp(at).to_zoned(self.0.clone()).hour()).unwrap_or(0)
    }

    /// An instant for people, to the second and with its distance from UTC: `2026-03-12 10:42:07 +08:00`.
    pub fn wall_clock(&self, at: Instant) -> String {
        let zoned = self.timestamp(at).to_zoned(self.0.clone());
        zoned.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
    }

    /// The instant of a wall-clock time. In a gap the later, in an overlap the earlier reading.
    pub fn at(&self, day: Day, time: TimeOfDay) -> Instant {
        let zoned = self.0.to_ambiguous_zoned(day.0.to_datetime(time.0)).compatible();
        Instant(zoned.map_or(0, |z| z.timestamp().as_millisecond()))
    }

    /// The first instant of a day.
    pub fn start(&self, day: Day) -> Instant {
        self.at(day, TimeOfDay(Time::midnight()))
    }

    /// 24:00 of a day, which is 00:00 of the next: a deadline "on that day" ends here.
    pub fn end(&self, day: Day) -> Instant {
        self.start(day.plus(1))
    }

    /// `months` calendar months later, clamped to the end of a shorter month: 30 November and three
    /// months is 28 (29) February, at the same wall-clock time.
    pub fn plus_months(&self, at: Instant, months: i64) -> Instant {
        let zoned = self.timestamp(at).to_zoned(self.0.clone());
        let later = zoned.checked_add(Span::new().months(months.clamp(-1200, 1200)));
        Instant(later.map_or(at.0, |z| z.timestamp().as_millisecond()))
    }

    /// The day that is `days` working days after the given one: weekends and `holidays` do not count.
    pub fn working_days_after(
        &self,
        day: Day,
        days: i64,
        holidays: &std::collections::BTreeSet<Day>,
    ) -> Day {
        let mut at = day;
        let mut left = days;
        while left > 0 {
            at = at.plus(1);
            if !at.is_weekend() && !holidays.contains(&at) {
                left -= 1;
            }
        }
        at
    }

    fn timestamp(&self, at: Instant) -> Timestamp {
        // Clocks claim anything; a claim outside the calendar is pinned to its end.
        let limit = 200_000_000_000_000;
        Timestamp::from_millisecond(at.0.clamp(-limit, limit)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> Zone {
        Zone::named("Asia/Shanghai").unwrap()
    }

    fn at(zone: &Zone, day: &str, time: &str) -> Instant {
        zone.at(Day::parse(day).unwrap(), TimeOfDay::parse(time).unwrap())
    }

    #[test]
    fn twenty_four_hundred_is_the_next_midnight() {
        let zone = shanghai();
        let day = Day::parse("2026-03-22").unwrap();
        assert_eq!(zone.end(day), at(&zone, "2026-03-23", "00:00"));
        assert_eq!(zone.day(Instant(zone.end(day).0 - 1)), day);
    }

    #[test]
    fn three_months_after_the_end_of_november_is_the_end_of_february() {
        let zone = shanghai();
        let after = |day: &str| zone.day(zone.plus_months(at(&zone, day, "10:00"), 3));
        assert_eq!(after("2026-11-30"), Day::parse("2027-02-28").unwrap());
        assert_eq!(after("2027-11-30"), Day::parse("2028-02-29").unwrap());
    }

    #[test]
    fn absurd_clocks_have_a_day_too() {
        let zone = shanghai();
        for ms in [i64::MIN, -1, 0, i64::MAX] {
            zone.day(Instant(ms));
            zone.plus_months(Instant(ms), 3);
        }
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        let zone = shanghai();
        let friday = Day::parse("2026-03-13").unwrap();
        let monday = Day::parse("2026-03-16").unwrap();
        let day = zone.working_days_after(friday, 2, &[monday].into());
        assert_eq!(day, Day::parse("2026-03-18").unwrap());
    }
}
