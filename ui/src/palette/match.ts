/**
 * Whether what was typed means a name: its characters, its pinyin whole or by initials (`tongbu`, `tb`, `tongb`),
 * or the beginnings of its English words in any order. Pure.
 */
import table from "./readings.json";

const READINGS: Record<string, string> = table;

/** Without case, spaces and what stands between words. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[\s'’·・／/，,（）()「」]+/g, "");

/**
 * How well a query fits a name: 0 where it does not, the more the nearer it is to its beginning and the more
 * it is written as it stands.
 */
export function fit(query: string, name: string): number {
  const asked = folded(query);
  if (asked === "") return 1;
  const whole = folded(name);
  if (whole.startsWith(asked)) return 5;
  if (whole.includes(asked)) return 4;
  const spelt = soundsAt(asked, [...whole]);
  if (spelt === 0) return 3;
  if (spelt > 0) return 2;
  return words(query, name) ? 2 : 0;
}

/** The best of several names. */
export function best(query: string, names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => fit(query, name)));
}

/** The place from which a name's characters sound like what was typed; -1 if there is none. */
function soundsAt(asked: string, name: readonly string[]): number {
  if (!/^[a-z0-9]+$/.test(asked)) return -1;
  return name.findIndex((_, at) => sounds(asked, name, at));
}

function sounds(asked: string, name: readonly string[], at: number): boolean {
  if (asked === "") return true;
  const character = name[at];
  if (character === undefined) return false;
  const spoken = READINGS[character]?.split(" ") ?? [character];
  for (const reading of spoken) {
    // As much of a syllable as was typed; an input method's initials are one letter of each.
    for (let length = reading.length; length > 0; length -= 1) {
      if (asked.startsWith(reading.slice(0, length)) && sounds(asked.slice(length), name, at + 1)) return true;
    }
  }
  return false;
}

/** Whether each word that was typed begins one of the name's. */
function words(query: string, name: string): boolean {
  const split = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const has = split(name);
  const asked = split(query);
  return asked.length > 0 && asked.every((word) => has.some((one) => one.startsWith(word)));
}
