/** The three lists of marketing, in their order (FAIR-02). */
export const LISTS = ["organiser", "exhibits", "layout"] as const;
export type List = (typeof LISTS)[number];

/** In what condition something changes hands. */
export const CONDITIONS = ["good", "worn", "broken"] as const;
