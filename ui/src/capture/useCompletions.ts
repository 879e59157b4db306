import { useCall, type CardInput } from "../host";
import { newest } from "../leads/arrangement";
import type { Typed } from "./card";
import { askedFor, companies, phones, sites, type Completion } from "./completions";
import { useSettled } from "./useCapture";

const COMPLETE_AFTER_MS = 80;
/** Rows that are looked at: several may be one customer. */
const ROWS = 20;
const OWN_ROWS = 100;

/** Completions of a field, from what this person may see on this laptop. */
export function useCompletions(input: CardInput, field: Typed | undefined): readonly Completion[] {
  const asked = useSettled(field ? askedFor(field, input[field]) : "", COMPLETE_AFTER_MS);
  const found = useCall("lead_list", newest("all", asked, ROWS), { enabled: asked !== "", keep: true });
  const own = useCall("lead_list", newest("captured", "", OWN_ROWS), { enabled: field === "site" });
  if (field === "site") return sites(input, own.data?.rows ?? []);
  if (asked === "" || field === undefined || askedFor(field, input[field]) === "") return [];
  const rows = found.data?.rows ?? [];
  return field === "company" ? companies(input, rows) : phones(input, rows);
}
