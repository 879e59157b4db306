import type { TFunction } from "i18next";

import type { LeadRowView } from "../host";
import { inSentence } from "../text/safe";

/** Whose a lead is, in a list. */
export function rowOwner(row: Pick<LeadRowView, "owner" | "ownerKind" | "mine">, t: TFunction): string {
  if (row.ownerKind === "person") return row.mine ? t("owner.me", { name: inSentence(row.owner, 40) }) : inSentence(row.owner, 40);
  if (row.ownerKind === "pool" && row.owner !== "") return t("owner.pool", { name: inSentence(row.owner, 40) });
  return t(`owner.kind.${row.ownerKind}`, { defaultValue: "—" });
}
