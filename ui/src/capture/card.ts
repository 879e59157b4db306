/** What is typed on a card, and what Enter does with it. Pure. */
import type { CardInput } from "../host/generated";

export const SOURCES = ["business_card", "self_filled", "conversation"] as const;

/** Fields that must be filled or marked unknown (FAIR-18), in the order of the form. */
export const MANDATORY = ["company", "person", "matter"] as const;
export type Mandatory = (typeof MANDATORY)[number];

const TYPED = ["company", "person", "phone", "email", "creditCode", "site", "matter", "usage"] as const;
export type Typed = (typeof TYPED)[number];

export function emptyCard(fair: string | null, source = "conversation"): CardInput {
  return {
    card: null,
    fair,
    source,
    company: "",
    person: "",
    phone: "",
    email: "",
    creditCode: "",
    site: "",
    matter: "",
    usage: "",
    stable: null,
    unknown: [],
    unattended: false,
    talkEndedMs: null,
    more: {},
    photo: null,
  };
}

/** Whether anything was typed or marked. */
export function isBlank(input: CardInput): boolean {
  const typed = TYPED.some((field) => input[field].trim() !== "");
  return !typed && input.unknown.length === 0 && input.stable === null && Object.keys(input.more).length === 0 && !input.photo;
}

export function missing(input: CardInput): Mandatory[] {
  return MANDATORY.filter((field) => input[field].trim() === "" && !input.unknown.includes(field));
}

export type Enter = { act: "nothing" } | { act: "sign" } | { act: "draft"; missing: Mandatory[] };

/** Enter signs a complete card, keeps an incomplete one as a draft, and leaves an empty one alone. */
export function onEnter(input: CardInput): Enter {
  if (isBlank(input)) return { act: "nothing" };
  const open = missing(input);
  return open.length === 0 ? { act: "sign" } : { act: "draft", missing: open };
}

/** Typing into a field that was marked unknown takes the mark away. */
export function typed(input: CardInput, field: Typed, text: string): CardInput {
  const unknown = text === "" ? input.unknown : input.unknown.filter((name) => name !== field);
  return { ...input, [field]: text, unknown };
}

/** Marks an empty mandatory field as unknown, or takes the mark away; a filled one stays filled. */
export function toggleUnknown(input: CardInput, field: Mandatory): CardInput {
  if (input.unknown.includes(field)) {
    return { ...input, unknown: input.unknown.filter((name) => name !== field) };
  }
  return input[field].trim() === "" ? { ...input, unknown: [...input.unknown, field] } : input;
}

/** Whether there is enough on the card to look for the same customer. */
export function worthComparing(input: CardInput): boolean {
  const digits = input.phone.replace(/\D/g, "").length;
  const mail = input.email.includes("@") && input.email.length > 5;
  return input.company.trim().length >= 2 || digits >= 6 || mail || input.creditCode.trim().length >= 15;
}

/**
 * How much the customer means it, as the company's cards call it (意向). It stands on the signed card beside the
 * fields, in the company's words, whatever language the window has; exports and other programs read it so.
 */
export const INTENTION = "意向";
export const INTENTIONS = { high: "高", medium: "中", low: "低" } as const;
export type Intention = keyof typeof INTENTIONS;

export function intentionOf({ more }: CardInput): Intention | undefined {
  return (Object.keys(INTENTIONS) as Intention[]).find((one) => INTENTIONS[one] === more[INTENTION]);
}

/** Says it; undefined takes it away. */
export function meant(input: CardInput, intention: Intention | undefined): CardInput {
  const { [INTENTION]: _, ...rest } = input.more;
  return { ...input, more: intention ? { ...rest, [INTENTION]: INTENTIONS[intention] } : rest };
}
