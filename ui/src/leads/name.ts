import type { TFunction } from "i18next";

import type { LeadRowView } from "../host";
import { inSentence } from "../text/safe";

/** What a lead is called where one short text must do: the customer, and the contact if there is one. */
export function leadName(row: Pick<LeadRowView, "company" | "person" | "draft" | "erased" | "signer">, t: TFunction): string {
  const nameless = row.erased ? t("leads.erased") : row.draft || row.person !== "" ? t("capture.unknownCompany") : t("leads.hidden", { signer: inSentence(row.signer, 40) });
  return [inSentence(row.company, 80) || nameless, inSentence(row.person, 40)].filter(Boolean).join(" · ");
}
