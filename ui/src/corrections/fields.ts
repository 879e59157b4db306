/** The signed fields of a card, and what a correction of each means (ORD-15). Pure. */
import type { CardInput } from "../host/generated";

/** Every field, in the order of the card. */
export const FIELDS = ["company", "person", "phone", "email", "credit_code", "site", "matter", "usage", "stable", "source"] as const;
export type SignedField = (typeof FIELDS)[number];

/** Who the customer is, company or contact: a card that is corrected in one of these is a new card. */
const NAMES_THE_CUSTOMER: readonly string[] = ["company", "person", "phone", "email", "credit_code"];

/** Each field as it is typed. */
export type Typed = Record<SignedField, string>;

export function typedOf(card: CardInput): Typed {
  const { company, person, phone, email, creditCode, site, matter, usage, source } = card;
  const stable = card.stable === null ? "" : String(card.stable);
  return { company, person, phone, email, credit_code: creditCode, site, matter, usage, stable, source: source.split(":")[0] ?? "" };
}

/** What differs from the card, and nothing else: that is what is asked for. */
export function changed(before: Typed, now: Partial<Typed>): Partial<Typed> {
  const differs = FIELDS.filter((field) => now[field] !== undefined && now[field] !== before[field]);
  return Object.fromEntries(differs.map((field) => [field, now[field]]));
}

/** Whether the card would be a new one. */
export const isNewCard = (set: Partial<Typed>): boolean => Object.keys(set).some((field) => NAMES_THE_CUSTOMER.includes(field));

/** The name of a field in the language files. */
export const labelOf = (field: string): string => `field.${field === "credit_code" ? "creditCode" : field}`;
