/** What was read on a photo, in a form and on the picture. Pure. */
import type { CardInput, PhotoRef, ReadField, ReadLine } from "../host/generated";

/** Fields of the form that a business card fills, in its order. */
const OWN = ["company", "person", "phone", "site", "email"] as const;
/** What stands beside them. */
export const BESIDE = ["title", "wechat", "website", "otherPhones", "otherEmails"] as const;

export type Filled = ReadonlyMap<string, string>;

/**
 * Puts what was read where nobody has typed. `filled` is what was put there before: while it still stands, more
 * of the same takes its place; what a person has typed, emptied or marked unknown stays as it is.
 */
export function fill(input: CardInput, fields: readonly ReadField[], filled: Filled): { input: CardInput; filled: Filled } {
  const after = new Map(filled);
  let next = input;
  for (const { name, text } of fields) {
    const now = valueOf(next, name);
    const last = filled.get(name);
    const free = last === undefined ? now === "" && !input.unknown.includes(name) : now === last;
    if (!free) continue;
    after.set(name, text);
    if (now !== text) next = withValue(next, name, text);
  }
  return { input: next, filled: after };
}

export function valueOf(input: CardInput, name: string): string {
  return isOwn(name) ? input[name] : (input.more[name] ?? "");
}

export function withValue(input: CardInput, name: string, text: string): CardInput {
  if (isOwn(name)) return { ...input, [name]: text };
  const { [name]: _, ...more } = input.more;
  return { ...input, more: text === "" ? more : { ...more, [name]: text } };
}

const isOwn = (name: string): name is (typeof OWN)[number] => (OWN as readonly string[]).includes(name);

/** The form with its photo: unless somebody said otherwise, what it is written from is a business card (FAIR-06). */
export function photographed(input: CardInput, photo: PhotoRef): CardInput {
  return { ...input, photo, source: input.source === "conversation" ? "business_card" : input.source };
}

/** The form without its photo: what was read on it and nobody has changed goes too. */
export function parted(input: CardInput, filled: Filled, wasConversation: boolean): CardInput {
  let rest: CardInput = { ...input, photo: null };
  for (const [name, text] of filled) if (valueOf(rest, name) === text) rest = withValue(rest, name, "");
  return wasConversation && rest.source === "business_card" ? { ...rest, source: "conversation" } : rest;
}

export interface Sight {
  /** Degrees by which the photo is turned so that its words stand upright. */
  turn: number;
  /** What is shown of it then: left, top, width, height. */
  box: [number, number, number, number];
}

const MARGIN = 0.06;

/** How a photo is shown: upright by its words, and once all are known no wider than they are. */
export function sight(width: number, height: number, lines: readonly ReadLine[], whole: boolean): Sight {
  const turn = uprightBy(lines);
  const corners = whole || lines.length === 0 ? [[0, 0], [width, height]] : lines.flatMap((line) => pairs(line.corners));
  const turned = corners.map(([x = 0, y = 0]) => rotated(x, y, turn));
  const [left, right] = [Math.min(...turned.map(([x]) => x)), Math.max(...turned.map(([x]) => x))];
  const [top, bottom] = [Math.min(...turned.map(([, y]) => y)), Math.max(...turned.map(([, y]) => y))];
  const margin = whole ? 0 : MARGIN * Math.max(right - left, bottom - top);
  return { turn, box: [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin] };
}

/** Quarter turns only: what is aslant by a few degrees is read as it is. The longest line decides. */
function uprightBy(lines: readonly ReadLine[]): number {
  let longest = 0;
  let turn = 0;
  for (const { corners } of lines) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = corners;
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length <= longest) continue;
    longest = length;
    turn = Math.round(Math.atan2(y1 - y0, x1 - x0) / (Math.PI / 2)) * -90;
  }
  return (turn + 360) % 360;
}

function rotated(x: number, y: number, degrees: number): [number, number] {
  if (degrees === 90) return [-y, x];
  if (degrees === 180) return [-x, -y];
  return degrees === 270 ? [y, -x] : [x, y];
}

function pairs(corners: readonly number[]): number[][] {
  const found = [];
  for (let at = 0; at + 1 < corners.length; at += 2) found.push(corners.slice(at, at + 2));
  return found;
}
