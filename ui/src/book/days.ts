/** Days of a fair, as `2026-03-12`. */

const DAY_MS = 86_400_000;
/** No fair is longer. */
const DAYS_MAX = 60;

export const lastOf = (days: readonly string[]): string | undefined => days[days.length - 1];

/** Every day from the first to the last, both included; nothing where they make no span. */
export function daysFrom(first: string, last: string): string[] {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (Number.isNaN(from) || Number.isNaN(to) || to < from) return [];
  const count = Math.min(DAYS_MAX, Math.round((to - from) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, nth) => new Date(from + nth * DAY_MS).toISOString().slice(0, 10));
}
