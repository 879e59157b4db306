/** The customers whose pages were looked at, newest first, until the workspace is closed. */
import type { LeadRowView } from "../host";

const KEPT_MAX = 5;
let looked: readonly LeadRowView[] = [];

export function visited(row: LeadRowView): void {
  looked = [row, ...looked.filter((one) => one.card !== row.card)].slice(0, KEPT_MAX);
}

export const recent = (): readonly LeadRowView[] => looked;

export function forgetRecent(): void {
  looked = [];
}
