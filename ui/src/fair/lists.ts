import type { PlanFairRow } from "../host";

/** The three lists of marketing, in their order (FAIR-02). */
export const LISTS = ["organiser", "exhibits", "layout"] as const;
export type List = (typeof LISTS)[number];

/** In what condition something changes hands. */
export const CONDITIONS = ["good", "worn", "broken"] as const;

/**
 * The fairs that opened before another, whose lists can be copied: the one whose name begins most alike first, and of
 * those the latest.
 */
export function before(fairs: readonly PlanFairRow[], fair: PlanFairRow): PlanFairRow[] {
  const alike = (one: PlanFairRow) => {
    const differs = [...one.name].findIndex((character, at) => character !== [...fair.name][at]);
    return differs === -1 ? one.name.length : differs;
  };
  const earlier = fairs.filter((one) => one.first !== null && fair.first !== null && one.first < fair.first);
  return earlier.sort((a, b) => alike(b) - alike(a) || (b.first ?? "").localeCompare(a.first ?? ""));
}
