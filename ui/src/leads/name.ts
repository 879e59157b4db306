import type { TFunction } from "i18next";

import type { LeadRowView } from "../host";
import { inSentence } from "../text/safe";

/**
 * What stands where a row shows no customer's name: that it was erased, that nobody wrote one, or that the
 * person at the desk may not read it, or not any more.
 */
export function namelessRow(row: Pick<LeadRowView, "person" | "phone" | "draft" | "erased" | "signer">, t: TFunction): string {
  if (row.erased) return t("leads.erased");
  if (row.draft || row.person !== "" || row.phone !== "") return t("capture.unknownCompany");
  return t("leads.hidden", { signer: inSentence(row.signer, 40) });
}

/** What stands for a draft on which nobody has written whose it is: the number on it tells it from the next one. */
export function namelessDraft(row: Pick<LeadRowView, "person" | "phone" | "draft" | "erased" | "signer">, t: TFunction): string {
  return inSentence(row.phone, 40) || namelessRow(row, t);
}

/** What a lead is called where one short text must do: the customer, and the contact if there is one. */
export function leadName(row: Pick<LeadRowView, "company" | "person" | "phone" | "draft" | "erased" | "signer">, t: TFunction): string {
  return [inSentence(row.company, 80) || namelessRow(row, t), inSentence(row.person, 40)].filter(Boolean).join(" · ");
}
