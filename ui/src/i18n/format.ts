/** Dates and times in the company's zone, by Intl. Pure: the clock comes in as an argument. */
export interface Place {
  language: string;
  zone: string;
  /** Whether times have their day even where that is today: one sentence says all of its times alike. */
  dated?: boolean;
}

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(place: Place, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${place.language}|${place.zone}|${name}`;
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(place.language, { timeZone: place.zone, hourCycle: "h23", ...options });
    made.set(key, found);
  }
  return found;
}

const TIME = { hour: "2-digit", minute: "2-digit" } as const;

/** `10:42`. */
export function time(ms: number, place: Place): string {
  return formatter(place, "time", TIME).format(ms);
}

/** `10:42:07`: what a proof interval may need. */
function timeToSecond(ms: number, place: Place): string {
  return formatter(place, "second", { ...TIME, second: "2-digit" }).format(ms);
}

/** `2026-03-12`, for comparing and for keys. */
export function dayKey(ms: number, place: Place): string {
  return formatter({ ...place, language: "en-CA" }, "key", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(ms);
}

/** `3月12日` or `12 Mar`. */
export function shortDay(ms: number, place: Place): string {
  return formatter(place, "day", { month: "short", day: "numeric" }).format(ms);
}

/** `2026年3月12日` or `12 Mar 2026`: for what lies years back. */
export function fullDay(ms: number, place: Place): string {
  return formatter(place, "full", { year: "numeric", month: "short", day: "numeric" }).format(ms);
}

/** `3月12日 周四`. */
export function longDay(ms: number, place: Place): string {
  return formatter(place, "long", { month: "short", day: "numeric", weekday: "short" }).format(ms);
}

/** A calendar day of the fair, given as `2026-03-12`. */
export function dayName(day: string, language: string): string {
  const ms = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(ms) ? day : longDay(ms, { language, zone: "UTC" });
}

/** `10:42` today, `3月11日 10:42` on other days and where a sentence says its days. */
export function moment(ms: number, nowMs: number, place: Place): string {
  return onDay(ms, nowMs, place, time(ms, place));
}

/** `10:42:07`, on other days with the day. */
export function momentToSecond(ms: number, nowMs: number, place: Place): string {
  return onDay(ms, nowMs, place, timeToSecond(ms, place));
}

function onDay(ms: number, nowMs: number, place: Place, clock: string): string {
  return isToday(ms, nowMs, place) ? clock : `${shortDay(ms, place)} ${clock}`;
}

/** Whether a time stands without its day. */
function isToday(ms: number, nowMs: number, place: Place): boolean {
  return !place.dated && dayKey(ms, place) === dayKey(nowMs, place);
}

/**
 * How the times of one sentence are said: all of them with their day as soon as one is not of today, so that
 * nobody takes the day of one for the day of the next.
 */
export function together<P extends Place & { nowMs: number }>(times: readonly (number | null)[], place: P): P {
  const dated = times.some((ms) => ms !== null && dayKey(ms, place) !== dayKey(place.nowMs, place));
  return dated ? { ...place, dated } : place;
}

/**
 * Both ends of an interval, as exact as it takes to tell them apart: to the minute, within one minute to
 * the second, within one second a single time.
 */
export function interval(fromMs: number, toMs: number, nowMs: number, place: Place): { from: string; to: string } {
  const minutes = { from: moment(fromMs, nowMs, place), to: moment(toMs, nowMs, place) };
  if (minutes.from !== minutes.to) return minutes;
  return { from: momentToSecond(fromMs, nowMs, place), to: momentToSecond(toMs, nowMs, place) };
}

/**
 * A deadline. "24:00 of a day" is the first instant of the next (rulebook: a deadline on that day ends
 * there), and is shown as 24:00 of the day that people mean.
 */
export function deadline(ms: number, nowMs: number, place: Place): string {
  const midnight = formatter({ ...place, language: "en-GB" }, "midnight", { ...TIME, second: "2-digit" });
  if (midnight.format(ms) !== "00:00:00") return moment(ms, nowMs, place);
  const eve = ms - 1;
  return isToday(eve, nowMs, place) ? "24:00" : `${shortDay(eve, place)} 24:00`;
}

/** Names as a list: `王芳、孙伟`. */
export function list(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names);
}
