import type { TFunction } from "i18next";

import type { LeadRowView } from "../host";

/** Where a signed card is; and of one that a revoked laptop signed, which counts for nothing wherever it is, just that (SYN-04). */
export function heldText(row: LeadRowView, t: TFunction): string {
  const isVoid = row.why.key === "card_out" && row.why.args.why === "after_revocation";
  return t(isVoid ? "held.void" : `held.${row.heldBy}`);
}
