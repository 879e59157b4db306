/**
 * A length of time in words, the same wherever one is shown: one unit in full ("16 minutes"), two in
 * short ("7 h 59 min", "2 d 3 h"). Whole units that have passed, never rounded up: what is left must not
 * look longer than it is.
 */
import type { TFunction } from "i18next";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Below this a length is said in seconds, where seconds are asked for at all. */
const IN_SECONDS_BELOW_MS = 2 * MINUTE_MS;
/** From here on hours say nothing more. */
const IN_DAYS_FROM_MS = 7 * DAY_MS;

interface Options {
  /** The smallest unit that is worth saying. */
  least?: "second" | "minute";
}

/** `7 小时 59 分`, `7 h 59 min`. The sign is not said. */
export function duration(ms: number, t: TFunction, { least = "second" }: Options = {}): string {
  const length = Math.abs(ms);
  if (least === "second" && length < IN_SECONDS_BELOW_MS) return t("length.seconds", { count: whole(length, SECOND_MS) });
  if (length < MINUTE_MS) return t("length.moment");
  if (length < HOUR_MS) return t("length.minutes", { count: whole(length, MINUTE_MS) });
  if (length < DAY_MS) {
    const [hours, minutes] = [whole(length, HOUR_MS), whole(length % HOUR_MS, MINUTE_MS)];
    return minutes === 0 ? t("length.hours", { count: hours }) : t("length.hoursMinutes", { hours, minutes });
  }
  const [days, hours] = [whole(length, DAY_MS), whole(length % DAY_MS, HOUR_MS)];
  if (hours === 0 || length >= IN_DAYS_FROM_MS) return t("length.days", { count: days });
  return t("length.daysHours", { days, hours });
}

/** `1 小时 29 分后`, `30 minutes ago`; at the very minute `不到 1 分钟后`. */
export function relative(ms: number, nowMs: number, t: TFunction): string {
  const length = duration(ms - nowMs, t, { least: "minute" });
  return t(ms < nowMs ? "length.ago" : "length.ahead", { length });
}

const whole = (length: number, unit: number) => Math.floor(length / unit);
