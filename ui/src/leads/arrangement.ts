/** How a list is arranged: what it shows, in which order, in which columns. Pure. */
import type { LeadFilterInput, LeadListInput, SavedView } from "../host/generated";

export const VIEWS = ["mine", "captured", "helping", "pool", "all"] as const;
export const SORTS = ["signed", "due", "company", "owner", "state", "class", "source", "signer", "fair"] as const;
export const COLUMNS = ["customer", "owner", "why", "state", "due", "signed", "class", "source", "signer", "fair", "number", "register"] as const;
export type ColumnId = (typeof COLUMNS)[number];
const SHOWN: readonly ColumnId[] = ["customer", "owner", "why", "state", "due", "signed"];

/** The order that a column's heading gives, where there is one. */
export const SORT_OF: Partial<Record<ColumnId, string>> = {
  customer: "company",
  owner: "owner",
  state: "state",
  due: "due",
  signed: "signed",
  class: "class",
  source: "source",
  signer: "signer",
  fair: "fair",
};

export interface Arrangement {
  text: string;
  fair: string;
  filter: LeadFilterInput;
  sort: string;
  backwards: boolean;
  columns: readonly ColumnId[];
}

export const NO_FILTER: LeadFilterInput = {
  owner: "",
  source: "",
  state: "",
  class: "",
  signer: "",
  from: "",
  to: "",
  held: "",
  disputed: false,
  overdue: false,
};

export const PLAIN: Arrangement = { text: "", fair: "", filter: NO_FILTER, sort: "signed", backwards: false, columns: SHOWN };

/** How many things a list leaves out, beside its view and what is searched for. */
export function filtersOf({ filter, fair }: Pick<Arrangement, "filter" | "fair">): number {
  return Object.values(filter).filter((value) => value !== "" && value !== false).length + Number(fair !== "");
}

/** What is asked of the host. */
export function listOf(view: string, { fair, filter, sort, backwards }: Arrangement, text: string): Omit<LeadListInput, "offset" | "limit"> {
  return { view, text, fair: fair || null, filter, sort, backwards };
}

/** The newest of a view that a text is found in. */
export function newest(view: string, text: string, limit: number): LeadListInput {
  return { ...listOf(view, PLAIN, text), offset: 0, limit };
}

/** The arrangement that was saved. What a later program saved and this one does not know is left out. */
export function arrangementOf({ text, fair, filter, sort, backwards, columns }: SavedView): Arrangement {
  const known = columns.filter((id): id is ColumnId => (COLUMNS as readonly string[]).includes(id));
  return {
    text,
    fair,
    filter: { ...NO_FILTER, ...filter },
    sort: (SORTS as readonly string[]).includes(sort) ? sort : PLAIN.sort,
    backwards,
    columns: known.includes("customer") ? known : SHOWN,
  };
}

/** Moves a column by one place; the customer stays first. */
export function moved(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): readonly ColumnId[] {
  const at = columns.indexOf(id);
  const to = at + by;
  if (at < 1 || to < 1 || to >= columns.length) return columns;
  const next = [...columns];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** Whether a text is a day as the filters take it, or none. */
export function isDay(text: string): boolean {
  return text === "" || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)));
}
