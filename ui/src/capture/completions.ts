/** What the laptop knows that could be meant by what is being typed on a card. Pure. */
import type { CardInput, LeadRowView } from "../host/generated";
import type { Typed } from "./card";

export const COMPLETIONS_MAX = 5;
const PHONE_DIGITS_MIN = 4;
const COMPANY_CHARS_MIN = 2;
/** Nothing that is longer is being looked for; a search for a page of text would keep the laptop busy. */
const ASKED_CHARS_MAX = 60;

/** One that can be chosen: what it is called, what is told beside it, and what it fills. */
export interface Completion {
  text: string;
  note: string;
  fill: Partial<Pick<CardInput, Typed>>;
}

type Known = Pick<LeadRowView, "company" | "person" | "phone" | "site" | "erased">;

const digits = (text: string) => text.replace(/\D/g, "");

/** What to look for in the lists while a field is being typed; empty while it is too little. */
export function askedFor(field: Typed, text: string): string {
  const typed = text.trim();
  if (typed.length > ASKED_CHARS_MAX) return "";
  if (field === "phone") return digits(typed).length >= PHONE_DIGITS_MIN ? typed : "";
  return field === "company" && typed.length >= COMPANY_CHARS_MIN ? typed : "";
}

/** Customers for a name that was begun: the name in full, and the site where none was typed. */
export function companies(input: CardInput, known: readonly Known[]): Completion[] {
  const typed = input.company.trim();
  const fitting = known.filter(({ company, erased }) => !erased && company !== "" && company !== typed);
  return distinct(fitting, (row) => row.company).map((row) => ({
    text: row.company,
    note: row.site,
    fill: { company: row.company, ...(input.site === "" && row.site !== "" ? { site: row.site } : {}) },
  }));
}

/** Whose number was begun: the number, and what was left empty around it. */
export function phones(input: CardInput, known: readonly Known[]): Completion[] {
  const typed = digits(input.phone);
  const fitting = known.filter(({ phone, erased }) => !erased && digits(phone).includes(typed) && digits(phone) !== typed);
  return distinct(fitting, (row) => digits(row.phone)).map((row) => {
    const around = (["company", "person", "site"] as const).filter((name) => input[name] === "" && row[name] !== "");
    return {
      text: row.phone,
      note: [row.person, row.company].filter(Boolean).join(" · "),
      fill: { phone: row.phone, ...Object.fromEntries(around.map((name) => [name, row[name]])) },
    };
  });
}

/** Sites as they were written on earlier cards, the most used first. */
export function sites(input: CardInput, known: readonly Known[]): Completion[] {
  const typed = input.site.trim();
  if (typed === "") return [];
  const counts = new Map<string, number>();
  for (const { site } of known) if (site.includes(typed) && site !== typed) counts.set(site, (counts.get(site) ?? 0) + 1);
  const often = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return often.slice(0, COMPLETIONS_MAX).map(([site]) => ({ text: site, note: "", fill: { site } }));
}

function distinct<T>(rows: readonly T[], by: (row: T) => string): T[] {
  const seen = new Map(rows.map((row) => [by(row), row] as const).reverse());
  return [...seen.values()].reverse().slice(0, COMPLETIONS_MAX);
}

/** The card with what was chosen; marks of "unknown" on what is filled go. */
export function filled(input: CardInput, { fill }: Completion): CardInput {
  return { ...input, ...fill, unknown: input.unknown.filter((name) => !(name in fill)) };
}
